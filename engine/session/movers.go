package session

import (
	"tierbook/engine"
	"tierbook/engine/book"
)

// movers remembers the tiers of what is kept and of what was before that, to
// tell how many clients a change has moved.
type movers struct {
	step   int // entry of the log that kept is of
	kept   tiers
	before tiers
}

// tiers are the tiers of the clients of a list.
type tiers struct {
	keys []book.Key
	tier []book.Tier
}

// MoversQuery asks how many clients the last change has moved. Unlike other
// views this one depends on what was asked before: it compares with the tiers
// at the last time that it was asked of an earlier step.
type MoversQuery struct{}

// Movers is how many clients are in another tier than before the last change.
type Movers struct {
	Revision int `json:"revision"`
	Clients  int `json:"clients"`
}

var _ = register[MoversQuery]()

func (MoversQuery) Kind() string { return "movers" }

func (MoversQuery) answer(s *Session) (Movers, error) {
	return Movers{s.Revision(), s.movedClients(s.Report())}, nil
}

// movedClients is how many clients are in another tier than before the last
// change: than in what is kept, while something is tried. It is 0 where that
// was another list.
func (s *Session) movedClients(r *engine.Report) (n int) {
	m, now := &s.movers, tiers{r.Book.Keys, r.Tier}
	was := m.kept
	if !s.Trying() {
		steps, at := s.Steps()
		if step := steps[at].Entry.Seq; m.step != step || m.kept.tier == nil {
			m.step, m.before = step, m.kept
		}
		m.kept, was = now, m.before
	}
	if len(was.keys) != len(now.keys) || len(now.keys) == 0 || &was.keys[0] != &now.keys[0] {
		return 0
	}
	for i, t := range now.tier {
		if t != was.tier[i] {
			n++
		}
	}
	return n
}
