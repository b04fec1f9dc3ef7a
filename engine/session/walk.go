package session

import (
	"slices"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/losses"
	"tierbook/engine/plan"
	"tierbook/engine/roster"
)

// WalkQuery asks where the walk stands.
type WalkQuery struct {
	Order losses.Order `json:"order,omitempty"`
}

// Walk is the walk through the clients with a loss.
type Walk struct {
	Revision int        `json:"revision"`
	Total    int        `json:"total"` // clients with a loss
	Loss     book.Cents `json:"loss"`  // they carry together, above 0
	Decided  int        `json:"decided"`
	Skipped  int        `json:"skipped"` // and not decided
	Open     book.Cents `json:"open"`    // the loss of those that are not decided
	Next     book.Key   `json:"next"`    // where it goes on: the first who is neither, else the first who was skipped; 0 where all are decided

	Target book.BP    `json:"target"`
	Needed book.Cents `json:"needed"` // what it takes for those that are not decided: the fees needed to bring each to the target, before payout
	Beyond int        `json:"beyond"` // of them, for whom there is no such fee, or none may be charged

	Groups []losses.Group             `json:"groups,omitempty"` // of clients still to be decided, the greatest loss first
	Single int                        `json:"single"`           // clients in no group
	Asks   [engine.Asks]losses.AskSum `json:"asks"`             // to be checked first, by engine.Ask
	Fees   plan.Fees                  `json:"fees"`
	Plan   int                        `json:"plan"` // that is worked on, 0 before the first
	Name   string                     `json:"name"`
	Guess  bool                       `json:"guess,omitempty"` // no client's time is recorded
}

// walking is the walk through what is shown, worked out once for a report.
func (s *Session) walking() *losses.Walk {
	r := s.Report()
	avoidable := s.State().Plans.Now().Avoidable
	if w := s.walk; w == nil || w.Report != r || w.Avoidable != avoidable {
		s.walk = losses.New(r, avoidable, s.kinOf(r.Book))
	}
	return s.walk
}

var _ = register[WalkQuery]()

func (WalkQuery) Kind() string { return "walk" }
func (q WalkQuery) answer(s *Session) (Walk, error) {
	w, st := s.walking(), s.State()
	r, ps := w.Report, st.Plans
	p := ps.Now()
	out := Walk{
		Revision: s.Revision(), Total: len(w.Rows), Loss: w.Loss, Target: st.Settings.TargetMargin,
		Asks: w.Asks, Fees: st.Settings.Fees, Plan: p.ID, Name: p.Name,
		Guess: slices.ContainsFunc(r.Notes, func(n engine.Note) bool { return n.Code == engine.AllEstimated }),
	}
	groups := map[uint16]*losses.Group{}
	later := book.Key(0)
	for _, k := range w.Ordered(q.Order) {
		v, i := &w.Verdicts[k], w.Rows[k]
		key := r.Book.Keys[i]
		if p.Decided(key) {
			out.Decided++
			continue
		}
		out.Open = book.Sub(out.Open, r.Profit[i])
		if v.Needed == book.Missing {
			out.Beyond++
		} else {
			out.Needed = book.Add(out.Needed, v.Needed)
		}
		if ps.Has(key) {
			out.Skipped++
			if later == 0 {
				later = key
			}
		} else if out.Next == 0 {
			out.Next = key
		}
		if v.Group == 0 {
			continue
		}
		g := groups[v.Group]
		if g == nil {
			g = losses.GroupOf(v.Group)
			groups[v.Group] = g
		}
		g.Clients++
		g.Loss = book.Sub(g.Loss, r.Profit[i])
		g.Practice = book.Add(g.Practice, v.Practice)
		g.Freed = book.Add(g.Freed, v.Freed)
		g.Fee = max(g.Fee, v.Fee)
		g.Assets = book.Add(g.Assets, v.Assets)
	}
	if out.Next == 0 {
		out.Next = later
	}
	for _, g := range groups {
		if g.Clients < losses.LeastGroup {
			out.Single += g.Clients
			continue
		}
		out.Groups = append(out.Groups, *g)
	}
	book.Arrange(out.Groups, func(a, b losses.Group) int {
		if a.Loss != b.Loss {
			return int(sign(b.Loss - a.Loss))
		}
		return int(a.ID) - int(b.ID)
	})
	return out, nil
}

func sign(v book.Cents) int {
	switch {
	case v < 0:
		return -1
	case v > 0:
		return 1
	}
	return 0
}

// WalkRowsQuery asks for a stretch of the clients with a loss: those of a group,
// those about whom there is a question, or all, in the order of the walk.
type WalkRowsQuery struct {
	Order  losses.Order `json:"order,omitempty"`
	Group  uint16       `json:"group,omitempty"`
	Ask    engine.Ask   `json:"ask,omitempty"`
	Open   bool         `json:"open,omitempty"` // only those who are not decided
	Offset int          `json:"offset"`
	Limit  int          `json:"limit"`
}

// WalkRows is such a stretch.
type WalkRows struct {
	Revision int       `json:"revision"`
	Total    int       `json:"total"`
	Offset   int       `json:"offset"`
	Rows     []WalkRow `json:"rows"`
}

// WalkRow is a client with a loss, and what is recommended or decided.
type WalkRow struct {
	roster.Row
	Why     engine.Why  `json:"why"`
	Asks    engine.Ask  `json:"asks,omitempty"`
	Best    *plan.Terms `json:"best,omitempty"`
	Decided *plan.Terms `json:"decided,omitempty"`
	Skipped bool        `json:"skipped,omitempty"`
}

var _ = register[WalkRowsQuery]()

func (WalkRowsQuery) Kind() string { return "walk-rows" }
func (q WalkRowsQuery) answer(s *Session) (WalkRows, error) {
	w, ps := s.walking(), s.State().Plans
	r, p := w.Report, ps.Now()
	var pass []int32
	for _, k := range w.Ordered(q.Order) {
		v := &w.Verdicts[k]
		if q.Group != 0 && v.Group != q.Group || q.Ask != 0 && v.Asks&q.Ask == 0 {
			continue
		}
		if (q.Open || q.Group != 0) && p.Decided(r.Book.Keys[w.Rows[k]]) {
			continue
		}
		pass = append(pass, w.Rows[k])
	}
	out := WalkRows{Revision: s.Revision(), Total: len(pass), Offset: max(q.Offset, 0)}
	var m engine.Mend
	for _, row := range stretch(pass, out.Offset, q.Limit) {
		i := int(row)
		w.Mender.Mend(i, w.Kin.Linked(r, i), &m)
		one := WalkRow{Row: roster.RowOf(r, i), Why: m.Why, Asks: m.Asks, Skipped: ps.Has(r.Book.Keys[i])}
		if o := m.Best(); o != nil {
			terms := o.Terms
			one.Best = &terms
		}
		if a, ok := p.Standing(one.Key); ok {
			one.Decided = &a.Terms
		}
		out.Rows = append(out.Rows, one)
	}
	return out, nil
}
