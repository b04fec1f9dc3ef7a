package session

import (
	"tierbook/engine/book"
	"tierbook/engine/intake"
)

// ListQuery asks how the client list was read.
type ListQuery struct{}

// List is the account of a file: what was read, what was not, and how it was
// understood.
type List struct {
	Origin   Origin          `json:"origin"`
	Columns  []intake.Column `json:"columns"`
	Controls intake.Controls `json:"controls"`

	Encoding   intake.Encoding `json:"encoding"`
	Delimiter  string          `json:"delimiter"`
	HeaderLine int             `json:"header_line"`

	Problems  []intake.Problem  `json:"problems"` // the first MostProblems
	Aside     []intake.Aside    `json:"aside"`    // the first MostProblems
	Notes     []intake.Note     `json:"notes"`
	Questions []intake.Question `json:"questions"`
	Unread    int               `json:"unread"`    // problems in all
	SetAside  int               `json:"set_aside"` // lines set aside in all

	NoName, NoID int        // clients without one
	AUM, GDC     book.Cents // sums over the clients
}

// MostProblems is how many problems, and how many lines set aside, one answer
// holds; the counts tell how many there are.
const MostProblems = 200

var _ = register[ListQuery]()

func (ListQuery) Kind() string { return "list" }

func (ListQuery) answer(s *Session) (List, error) {
	st := s.State()
	if st.Source == nil {
		return List{}, nil
	}
	imp, b := st.Source.Import, st.Book()
	l := List{
		Origin: st.Source.Origin, Columns: imp.Columns, Controls: imp.Controls,
		Encoding: imp.Encoding, Delimiter: imp.Delimiter.String(), HeaderLine: imp.HeaderLine,
		Problems: imp.Problems[:min(len(imp.Problems), MostProblems)],
		Aside:    imp.Aside[:min(len(imp.Aside), MostProblems)],
		Notes:    imp.Notes, Questions: imp.Questions,
		Unread: len(imp.Problems), SetAside: len(imp.Aside),
	}
	for i := range b.N {
		if len(b.ID.Bytes(i)) == 0 {
			l.NoID++
		}
		if len(b.Name.Bytes(i)) == 0 {
			l.NoName++
		}
		l.AUM += book.OrZero(book.At(b.AUM, i))
		l.GDC += book.OrZero(book.At(b.GDC, i))
	}
	return l, nil
}
