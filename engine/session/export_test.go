package session

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/sheet"
)

func unhurried() error { return nil }

func exported(t testing.TB, s *Session, what Export) []byte {
	t.Helper()
	x, err := s.Export(what)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := x.Write(&out, unhurried); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// words of which texts are made that something might trip over.
var awkward = []string{
	"Ann", "O'Neil", "'", "=", "+", "-", "@", "=SUM(A1:A9)", "-2+3", "+15551234", "'=1", "''@x", "＝1", "-5", "-5,000.00", "--", "—",
	"\"quoted\"", "a,b", "a;b", "a\tb", "a|b", "two\nlines", "two\r\nlines", "Total", "Grand total", "Subtotal", "TOTAL:", "Average", "Page 1 of 2",
	"\u202eevil", "\u202eclosed\u202c", "a\u200e\u202c", "\u2066x", "b\u200e", "李", "Müller", "😀", "n/a", "NULL", "None", "0", "007", "1/2/2024",
	"2024-01-31", "$5", "5%", "123-45-6789", "123456789", "Name", "AUM", "Client ID", "id", "true", "#N/A", "<b>x</b>", "Tierbook tier", "Gold", "  ", "x  y",
}

func awkwardText(rng *rand.Rand) string {
	var s strings.Builder
	for range rng.IntN(4) {
		if s.Len() > 0 && rng.IntN(2) == 0 {
			s.WriteByte(' ')
		}
		s.WriteString(awkward[rng.IntN(len(awkward))])
	}
	return strings.TrimSpace(s.String())
}

func some[Q book.Quantity](rng *rand.Rand, n int, most int64, least int64) []Q {
	switch rng.IntN(5) {
	case 0:
		return nil
	case 1:
		most = min(most, 10)
	}
	column := make([]Q, n)
	for i := range column {
		switch rng.IntN(6) {
		case 0:
			column[i] = book.Missing
		case 1:
			column[i] = 0
		default:
			column[i] = Q(least + rng.Int64N(most-least))
		}
	}
	return column
}

// awkwardBook is a book of the sort that intake makes, of texts and values that
// are hard to write down.
func awkwardBook(rng *rand.Rand, n int) *book.Book {
	b := &book.Book{N: n}
	name := func(i int) string { return fmt.Sprintf("%s %d", awkwardText(rng), i) }
	for i := range n {
		b.Keys, b.Line = append(b.Keys, book.Key(7*i+3)), append(b.Line, uint32(i+2))
		b.ID.Append(strings.TrimSpace(name(i)))
		b.Name.Append(strings.TrimSpace(name(i)))
		b.Household.Append(fmt.Sprint("'=H", rng.IntN(n)))
	}
	switch rng.IntN(4) {
	case 0:
		b.ID = book.Text{}
	case 1:
		b.Household = book.Text{}
	case 2:
		b.Name = book.Text{}
	}
	b.AUM = some[book.Cents](rng, n, book.Largest, -book.Largest)
	b.GDC = some[book.Cents](rng, n, 50_000_00, -5)
	b.Since = some[book.Day](rng, n, int64(today), -20_000)
	b.Potential = some[book.Milli](rng, n, 10_001, 0)
	b.Likeability = some[book.Milli](rng, n, 100_001, 0)
	b.Referrals = some[book.Milli](rng, n, 20_000, 0)
	b.Hours = some[book.Minutes](rng, n, 100_000, 0)
	if rng.IntN(3) == 0 && (b.AUM != nil || b.GDC != nil) {
		b.Currency = []string{"USD", "EUR", "CAD"}[rng.IntN(3)]
	}
	for k := range rng.IntN(4) {
		a := book.Attribute{Name: awkward[rng.IntN(len(awkward))] + fmt.Sprint(k)}
		a.Name = strings.Join(strings.Fields(a.Name), " ") // a heading is one line
		for range n {
			a.Cells.Append(awkwardText(rng))
		}
		b.Attributes = append(b.Attributes, a)
	}
	return b
}

// described is all that a book says, to be compared.
func described(b *book.Book) []string {
	var all []string
	say := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	say("%d clients in %q", b.N, b.Currency)
	for _, a := range b.Attributes {
		say("attribute %q", a.Name)
	}
	for i := range b.N {
		say("%d id %q", i, b.ID.At(i))
		say("%d name %q", i, b.Name.At(i))
		say("%d household %q", i, b.Household.At(i))
		say("%d aum %d gdc %d since %d", i, book.At(b.AUM, i), book.At(b.GDC, i), book.At(b.Since, i))
		say("%d potential %d likeability %d referrals %d hours %d", i, book.At(b.Potential, i), book.At(b.Likeability, i), book.At(b.Referrals, i), book.At(b.Hours, i))
		for k, a := range b.Attributes {
			say("%d attribute %d %q", i, k, a.Cells.At(i))
		}
	}
	return all
}

// settled is a session with a book open and some decisions taken.
func settled(t testing.TB, rng *rand.Rand, b *book.Book, basis cell.Basis) *Session {
	s := New(today)
	s.Open(&intake.Import{Book: b, Basis: basis}, mine, today)
	if rng.IntN(2) == 0 {
		do(t, s, decision.SetPool{Pool: cost.Wages, Amount: 123_456_78})
	}
	if b.N > 0 && rng.IntN(2) == 0 {
		do(t, s, decision.Lock{Key: b.Keys[rng.IntN(b.N)], Tier: 2, Reason: "=because(\"I say so\")\nand so"})
	}
	if rng.IntN(3) == 0 {
		do(t, s, decision.SetTierName{Tier: 1, Name: "=Best,\"er\""})
	}
	return s
}

func TestExportedClientsComeBackAsTheyWere(t *testing.T) {
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 1))
		b := awkwardBook(rng, 1+rng.IntN(30))
		basis := cell.Gross
		if rng.IntN(4) == 0 {
			basis = cell.Net
		}
		s := settled(t, rng, b, basis)
		file := exported(t, s, Export{Table: ExportClients})
		imp, err := sheet.Read(context.Background(), bytes.NewReader(file), intake.Options{AsOf: today, Combine: intake.CombineHousehold})
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, file)
		}
		want, got := described(b), described(imp.Book)
		for i := range want {
			if i >= len(got) || want[i] != got[i] {
				t.Fatalf("seed %d: %q came back as %q\n%s", seed, want[i], append(got, "")[min(i, len(got))], file)
			}
		}
		asked := slices.DeleteFunc(imp.Questions, func(q intake.Question) bool { return q.Kind == intake.AskMissing })
		if len(imp.Problems) > 0 || len(imp.Aside) > 0 || len(asked) > 0 {
			t.Fatalf("seed %d: a list of our own is not read as one: problems %v, aside %v, questions %v\n%s", seed, imp.Problems, imp.Aside, imp.Questions, file)
		}
		if b.GDC != nil && imp.Basis != basis {
			t.Fatalf("seed %d: revenue %v came back %v", seed, basis, imp.Basis)
		}
		locks := map[book.Key]decision.Lock{}
		for _, l := range sheet.LocksIn(bytes.NewReader(file), imp.Book, s.State().Settings.Names) {
			locks[l.Key] = l
		}
		for i := range b.N {
			want, locked := s.Report().LockOf(i)
			if got, back := locks[imp.Book.Keys[i]]; back != locked || got.Tier != want.Tier || got.Reason != want.Reason {
				t.Fatalf("seed %d: the lock %+v came back as %+v\n%s", seed, want, got, file)
			}
		}
		s.Open(imp, mine, today)
		again := exported(t, s, Export{Table: ExportClients})
		if lines, more := bytes.Count(file, []byte("\r\n")), bytes.Count(again, []byte("\r\n")); lines != more {
			t.Fatalf("seed %d: exported again it has %d line ends, not %d", seed, more, lines)
		}
	}
}
