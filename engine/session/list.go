package session

import (
	"cmp"
	"slices"

	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/file"
	"tierbook/engine/intake/record"
	"tierbook/engine/merge"
)

// ListQuery asks how the client list was read, or that which waits to be taken in.
type ListQuery struct {
	Waiting bool `json:"waiting,omitempty"`
}

// List is the account of a file: what was read, what was not, and how it was
// understood. The lines behind Problems and Aside are asked for by themselves,
// for there may be very many.
type List struct {
	Revision int             `json:"revision"`
	Reading  int             `json:"reading"`           // another number for another reading of a file
	Waiting  bool            `json:"waiting,omitempty"` // it is the list that waits
	Origin   decision.Origin `json:"origin"`
	Parts    []decision.Part `json:"parts,omitempty"` // where columns come from that are not of the file
	Columns  []intake.Column `json:"columns"`
	Controls intake.Controls `json:"controls"`

	Encoding   file.Encoding    `json:"encoding"`
	Delimiter  record.Delimiter `json:"delimiter"`
	HeaderLine int              `json:"header_line"`
	Basis      cell.Basis       `json:"basis"`
	Payments   bool             `json:"payments"` // one row per payment was summed
	Passes     int              `json:"passes"`

	Problems  []ProblemKind     `json:"problems"` // what loses a value first, then the most frequent
	Aside     []AsideKind       `json:"aside"`    // in the order in which the file has them first
	Notes     []intake.Note     `json:"notes"`
	Questions []intake.Question `json:"questions"`

	Options intake.Options `json:"options"`        // what was decided about it, of each list the first
	More    int            `json:"more,omitempty"` // decisions that are left out of Options

	NoName int        `json:"no_name"` // clients without one
	NoID   int        `json:"no_id"`
	AUM    book.Cents `json:"aum"` // sums over the clients, Missing where they don't fit
	GDC    book.Cents `json:"gdc"`
}

// ProblemKind is problems of one kind: those of one column with one reason.
type ProblemKind struct {
	Column int           `json:"column"` // -1 where they are of whole lines
	Field  field.Field   `json:"field"`
	Reason cell.Reason   `json:"reason"`
	Remedy intake.Remedy `json:"remedy"`
	Loses  bool          `json:"loses"` // a value is missing from the book because of each
	Count  int           `json:"count"`
	Text   string        `json:"text"` // of the first
}

// AsideKind is lines that are no clients, for one reason.
type AsideKind struct {
	Reason intake.AsideReason `json:"reason"`
	Rows   int                `json:"rows"`
}

// ProblemsQuery asks for a stretch of the problems of one kind, or of all where
// Reason is 0.
type ProblemsQuery struct {
	Column int         `json:"column"`
	Reason cell.Reason `json:"reason,omitempty"`
	Offset int         `json:"offset"`
	Limit  int         `json:"limit"`
}

// ProblemsPage is a stretch of the problems, in the order of the file.
type ProblemsPage struct {
	Revision int          `json:"revision"`
	Total    int          `json:"total"`
	Offset   int          `json:"offset"`
	Rows     []ProblemRow `json:"rows"`
}

// ProblemRow is one problem.
type ProblemRow struct {
	Line   uint32      `json:"line"`
	Column int         `json:"column"` // -1 where it is of the whole line
	Reason cell.Reason `json:"reason"`
	Text   string      `json:"text"`
	Key    book.Key    `json:"key,omitempty"` // the client whose first line it is, 0 for none
	Name   string      `json:"name,omitempty"`
}

// AsideQuery asks for a stretch of what is no client.
type AsideQuery struct {
	Waiting bool `json:"waiting,omitempty"`
	Offset  int  `json:"offset"`
	Limit   int  `json:"limit"`
}

// AsidePage is a stretch of what is no client, in the order of the file.
type AsidePage struct {
	Revision int            `json:"revision"`
	Total    int            `json:"total"`
	Offset   int            `json:"offset"`
	Rows     []intake.Aside `json:"rows"`
}

var _, _, _ = register[ListQuery](), register[ProblemsQuery](), register[AsideQuery]()

func (ListQuery) Kind() string     { return "list" }
func (ProblemsQuery) Kind() string { return "problems" }
func (AsideQuery) Kind() string    { return "aside" }

func (q ListQuery) answer(s *Session) (List, error) {
	imp, b := s.source(q.Waiting)
	l := List{
		Revision: s.Revision(), Waiting: q.Waiting, Columns: imp.Columns, Controls: imp.Controls,
		Encoding: imp.Encoding, Delimiter: imp.Delimiter, HeaderLine: imp.HeaderLine,
		Basis: imp.Basis, Payments: imp.Payments, Passes: imp.Passes,
		Problems: problemKinds(imp.Problems), Aside: asideKinds(imp.Aside), Notes: imp.Notes, Questions: imp.Questions,
	}
	if src := s.Read(q.Waiting); src != nil {
		l.Origin, l.Parts = src.Origin, src.Parts
		l.Reading = s.reading(src)
	}
	if q.Waiting && s.Waits() {
		l.Questions = merge.NotMissing(l.Questions, s.staged.Mine.Import.Book)
	}
	l.Options, l.More = fewOf(imp.Options)
	for i := range b.N {
		if len(b.ID.Bytes(i)) == 0 {
			l.NoID++
		}
		if len(b.Name.Bytes(i)) == 0 {
			l.NoName++
		}
		l.AUM = book.Add(l.AUM, book.OrZero(book.At(b.AUM, i)))
		l.GDC = book.Add(l.GDC, book.OrZero(book.At(b.GDC, i)))
	}
	return l, nil
}

// Read is the list that is open, or that which waits, nil where there is none.
func (s *Session) Read(waiting bool) *decision.Source {
	if !waiting {
		return s.State().Source
	}
	if g := s.waiting(); g != nil {
		return g.Theirs
	}
	return nil
}

// source is what was read of it, empty where there is none.
func (s *Session) source(waiting bool) (*intake.Import, *book.Book) {
	if src := s.Read(waiting); src != nil {
		return src.Import, src.Import.Book
	}
	return &intake.Import{}, &book.Book{}
}

func problemKinds(problems []intake.Problem) []ProblemKind {
	type kind struct {
		column int
		reason cell.Reason
	}
	at := map[kind]int{}
	var out []ProblemKind
	for _, p := range problems {
		k, ok := at[kind{p.Column, p.Reason}]
		if !ok {
			k = len(out)
			at[kind{p.Column, p.Reason}] = k
			out = append(out, ProblemKind{Column: p.Column, Field: p.Field, Reason: p.Reason, Remedy: p.Remedy(), Loses: p.Loses(), Text: p.Text})
		}
		out[k].Count++
	}
	book.Arrange(out, func(a, b ProblemKind) int {
		if a.Loses != b.Loses {
			if a.Loses {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.Count, a.Count)
	})
	return out
}

func asideKinds(aside []intake.Aside) []AsideKind {
	var out []AsideKind
	for _, a := range aside {
		at := slices.IndexFunc(out, func(k AsideKind) bool { return k.Reason == a.Reason })
		if at < 0 {
			at = len(out)
			out = append(out, AsideKind{Reason: a.Reason})
		}
		out[at].Rows += a.Rows
	}
	return out
}

func (q ProblemsQuery) answer(s *Session) (ProblemsPage, error) {
	imp, b := s.source(false)
	some := imp.Problems
	if q.Reason != 0 {
		some = nil
		for _, p := range imp.Problems {
			if p.Column == q.Column && p.Reason == q.Reason {
				some = append(some, p)
			}
		}
	}
	page := ProblemsPage{Revision: s.Revision(), Total: len(some), Offset: max(q.Offset, 0)}
	for _, p := range stretch(some, page.Offset, q.Limit) {
		row := ProblemRow{Line: p.Line, Column: p.Column, Reason: p.Reason, Text: p.Text}
		if i, ok := b.AtLine(p.Line); ok {
			row.Key, row.Name = b.Keys[i], b.NameOf(i)
		}
		page.Rows = append(page.Rows, row)
	}
	return page, nil
}

func (q AsideQuery) answer(s *Session) (AsidePage, error) {
	imp, _ := s.source(q.Waiting)
	page := AsidePage{Revision: s.Revision(), Total: len(imp.Aside), Offset: max(q.Offset, 0)}
	page.Rows = stretch(imp.Aside, page.Offset, q.Limit)
	return page, nil
}
