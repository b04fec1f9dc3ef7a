package session

import "tierbook/engine/agenda"

// DatesQuery asks for the dates of a plan: when what is due, and when it must
// have worked. What is to be done on one day, by one person and in one way is
// one date, however many clients it is about.
type DatesQuery struct {
	Plan  int  `json:"plan,omitempty"`
	Names bool `json:"names,omitempty"` // of clients, and what is to be done with each: a calendar may be kept elsewhere
}

// Dates are a plan's, the earliest first.
type Dates struct {
	Revision int           `json:"revision"`
	ID       int           `json:"id"`
	Name     string        `json:"name"`
	All      []agenda.Date `json:"all"`
	Undated  int           `json:"undated"` // actions without a date, neither done nor dropped
}

var _ = register[DatesQuery]()

func (DatesQuery) Kind() string { return "dates" }
func (q DatesQuery) answer(s *Session) (Dates, error) {
	st := s.State()
	p, err := st.Plan(q.Plan)
	if err != nil {
		return Dates{}, err
	}
	out := Dates{Revision: s.Revision(), ID: p.ID, Name: p.Name}
	out.All, out.Undated = agenda.Dates(s.Report(), p, q.Names)
	return out, nil
}
