package session

import "tierbook/engine/book"

// CurveQuery asks for the whale curve in at most Points points.
type CurveQuery struct {
	Points int `json:"points"`
}

// Curve is the whale curve: clients by profit, highest first, and the running
// sum of it.
type Curve struct {
	Revision int          `json:"revision"`
	Clients  int          `json:"clients"`
	Points   []CurvePoint `json:"points"`
}

// CurvePoint is a point of the curve, and the client that it stands for.
type CurvePoint struct {
	Clients int        `json:"clients"` // how many clients, the most profitable first
	Sum     book.Cents `json:"sum"`     // their profit together
	Key     book.Key   `json:"key"`     // the last of them
	Name    string     `json:"name"`
	Profit  book.Cents `json:"profit"` // its own
	Tier    book.Tier  `json:"tier"`
}

// mostPoints is the most points of a curve that one answer holds.
const mostPoints = 1000

var _ = register[CurveQuery]()

func (CurveQuery) Kind() string { return "curve" }

func (q CurveQuery) answer(s *Session) (Curve, error) {
	r := s.Report()
	c := Curve{Revision: s.Revision(), Clients: r.Book.N}
	for _, p := range r.Curve(min(max(q.Points, 2), mostPoints)) {
		i := p.Client
		c.Points = append(c.Points, CurvePoint{
			Clients: p.Clients, Sum: p.Profit, Key: r.Book.Keys[i], Name: r.Book.NameOf(i), Profit: r.Profit[i], Tier: r.Tier[i],
		})
	}
	return c, nil
}
