package sheet

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/column"
	"tierbook/engine/decision"
	"tierbook/engine/export"
)

// Filled is what became of a sheet that came back.
type Filled struct {
	Locks   bool             `json:"locks,omitempty"` // it is one of locks, else of ratings
	Values  int              `json:"values"`          // taken in, other than they were
	Clients int              `json:"clients"`         // that they are of
	Refused []export.Refusal `json:"refused,omitempty"`
	More    int              `json:"more,omitempty"` // that are left out of Refused
}

// mostRefused is how many refusals are told one by one.
const mostRefused = 100

// ComesBack reports whether a file begins as a sheet does that WriteRatings or
// WriteLocks wrote.
func ComesBack(start []byte) bool { return export.Is[export.Ratings](start) || isLocks(start) }

func isLocks(start []byte) bool { return export.Is[export.Lock](start) }

// Fill reads a sheet that came back: the command that takes in what is new in
// it, nil where nothing is, and what became of its rows. A blank rating says
// nothing, and so does a client who is not in the sheet; a row whose client is
// not known is refused.
func Fill(r *engine.Report, sheet []byte) (c decision.Command, of Filled) {
	f := filling{report: r}
	if f.Locks = isLocks(sheet); f.Locks {
		c = f.locks(sheet)
	} else {
		c = f.ratings(sheet)
	}
	if f.Values == 0 {
		c = nil
	}
	f.More = max(0, len(f.Refused)-mostRefused)
	f.Refused = f.Refused[:len(f.Refused)-f.More]
	return c, f.Filled
}

// filling reads a sheet that came back.
type filling struct {
	Filled
	report *engine.Report
}

func (f *filling) ratings(sheet []byte) decision.Command {
	var rows []export.Row[export.Ratings]
	rows, f.Refused = export.Read[export.Ratings](sheet)
	b := f.report.Book
	var fill decision.FillIn
	for k, i := range f.clients(namedIn(rows, func(c export.Ratings) (export.Count, export.Text) { return c.Number, c.Name })) {
		if i < 0 {
			continue
		}
		cells := rows[k].Cells
		before := len(fill.Values)
		for k, v := range [...]export.Rating{cells.Potential, cells.Likeability, cells.Referrals} {
			if v != book.Missing && int64(v) != column.Number(b, decision.Rated[k], i) {
				fill.Values = append(fill.Values, decision.Filling{Key: b.Keys[i], Field: decision.Rated[k], Value: book.Milli(v)})
			}
		}
		if len(fill.Values) > before {
			f.Clients++
		}
	}
	f.Values = len(fill.Values)
	return fill
}

func (f *filling) locks(sheet []byte) decision.Command {
	var rows []export.Row[export.Lock]
	rows, f.Refused = export.Read[export.Lock](sheet)
	had := map[book.Key]engine.Lock{}
	for _, l := range f.report.Settings.Locks {
		had[l.Key] = l
	}
	var in decision.LockIn
	for k, i := range f.clients(namedIn(rows, func(c export.Lock) (export.Count, export.Text) { return c.Number, c.Name })) {
		if i < 0 {
			continue
		}
		row, cells := rows[k], rows[k].Cells
		tier := 1 + slices.IndexFunc(f.report.Settings.Names[:], func(name string) bool { return strings.EqualFold(sameWords(name), sameWords(string(cells.Tier))) })
		reason := strings.TrimSpace(string(cells.Reason))
		switch {
		case tier == 0:
			f.Refused = append(f.Refused, export.Refusal{Line: row.Line, Column: export.HeadTier, Text: string(cells.Tier), Reason: export.NoTier})
			continue
		case reason == "":
			f.Refused = append(f.Refused, export.Refusal{Line: row.Line, Column: export.HeadReason, Reason: export.Empty})
			continue
		case utf8.RuneCountInString(reason) > decision.MostReason:
			f.Refused = append(f.Refused, export.Refusal{Line: row.Line, Column: export.HeadReason, Text: string([]rune(reason)[:40]) + "…", Reason: export.TooLong})
			continue
		}
		key := f.report.Book.Keys[i]
		if was := had[key]; was.Tier != book.Tier(tier) || was.Reason != reason {
			in.Locks = append(in.Locks, decision.Lock{Key: key, Tier: book.Tier(tier), Reason: reason})
		}
	}
	f.Values, f.Clients = len(in.Locks), len(in.Locks)
	return in
}

// named is whom a row of a sheet is about.
type named struct {
	line   int
	number export.Count
	name   export.Text
}

// namedIn is whom each row of a sheet is about.
func namedIn[T any](rows []export.Row[T], of func(T) (export.Count, export.Text)) []named {
	all := make([]named, len(rows))
	for i, row := range rows {
		number, name := of(row.Cells)
		all[i] = named{row.Line, number, name}
	}
	return all
}

// clients finds them in the list, and refuses whom it does not: -1. A client
// has the number and the name of its row. Where that is so of less than half of
// them, the sheet is of another reading of the list, which numbered it
// otherwise: then they go by their names, those aside that several have.
func (f *filling) clients(all []named) []int {
	b := f.report.Book
	found, fit := make([]int, len(all)), 0
	for i, w := range all {
		row, ok := b.Row(book.Key(w.number))
		if found[i] = -1; ok && sameWords(b.NameOf(row)) == sameWords(string(w.name)) {
			found[i], fit = row, fit+1
		}
	}
	if 2*fit < len(all) {
		byName := make(map[string]int, b.N)
		for row := range b.N {
			name := sameWords(b.NameOf(row))
			if _, twice := byName[name]; twice {
				row = -1
			}
			byName[name] = row
		}
		for i, w := range all {
			row, ok := byName[sameWords(string(w.name))]
			if found[i] = row; !ok {
				found[i] = -1
			}
		}
	}
	for i, w := range all {
		if found[i] < 0 {
			f.Refused = append(f.Refused, export.Refusal{Line: w.line, Column: export.HeadName, Text: string(w.name), Reason: export.OtherClient})
		}
	}
	return found
}

// sameWords is a name as it is compared, however it is spaced.
func sameWords(name string) string { return strings.Join(strings.Fields(name), " ") }
