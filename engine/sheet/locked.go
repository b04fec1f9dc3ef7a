package sheet

import (
	"encoding/csv"
	"io"
	"slices"
	"strings"

	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/export"
	"tierbook/engine/intake/file"
)

// LocksIn are the locks in a list that WriteClients wrote, of the clients of b, which
// was read from it. names are those of the tiers; a lock in a tier of another name
// is left out. It is nil for every other list.
func LocksIn(src file.Source, b *book.Book, names [book.Tiers]string) (locks []decision.Lock) {
	heads, by := headingsOf(src)
	tier, lock := slices.Index(heads, export.HeadInTier), slices.Index(heads, export.HeadLock)
	if tier < 0 || lock < 0 {
		return nil
	}
	in := csv.NewReader(io.NewSectionReader(src, 0, src.Size()))
	in.Comma, in.FieldsPerRecord, in.ReuseRecord = by, -1, true
	for {
		row, err := in.Read()
		if err != nil {
			return locks
		}
		if max(tier, lock) >= len(row) || row[lock] == "" {
			continue
		}
		line, _ := in.FieldPos(0)
		client, ok := b.AtLine(uint32(line))
		t := slices.Index(names[:], export.Arm(row[tier]))
		reason := []rune(strings.ToValidUTF8(strings.TrimSpace(export.Arm(row[lock])), "�"))
		if ok && t >= 0 && len(reason) > 0 {
			locks = append(locks, decision.Lock{Key: b.Keys[client], Tier: book.Tier(t + 1), Reason: string(reason[:min(len(reason), decision.MostReason)])})
		}
	}
}
