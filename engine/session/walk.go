package session

import (
	"slices"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/plan"
)

// WalkOrder is the order in which the clients with a loss are gone through.
// Those about whom there are questions come last in each.
type WalkOrder uint8

const (
	GreatestLoss WalkOrder = iota
	BestTier               // within a tier by loss
	CertainFirst           // losses that are there however cost is shared
)

// WalkQuery asks where the walk stands.
type WalkQuery struct {
	Order WalkOrder `json:"order,omitempty"`
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
	Beyond int        `json:"beyond"` // of them, for whom there is no such fee

	Groups []LossGroup         `json:"groups,omitempty"` // of clients still to be decided, the greatest loss first
	Single int                 `json:"single"`           // clients in no group
	Asks   [engine.Asks]AskSum `json:"asks"`             // to be checked first, by engine.Ask
	Fees   plan.Fees           `json:"fees"`
	Plan   int                 `json:"plan"` // that is worked on, 0 before the first
	Name   string              `json:"name"`
	Guess  bool                `json:"guess,omitempty"` // no client's time is recorded
}

// AskSum is a question about clients with a loss.
type AskSum struct {
	Clients int        `json:"clients"`
	Loss    book.Cents `json:"loss"`
}

// LossGroup is clients of one tier whose loss has one cause and that the same
// would mend: one decision.
type LossGroup struct {
	ID       uint16       `json:"id"`
	Tier     book.Tier    `json:"tier"`
	Cause    engine.Cause `json:"cause"`
	Lever    plan.Lever   `json:"lever"`
	And      plan.Lever   `json:"and,omitempty"`
	Serve    book.Tier    `json:"serve,omitempty"` // as which, where that is a lever
	Clients  int          `json:"clients"`
	Loss     book.Cents   `json:"loss"`
	Practice book.Cents   `json:"practice"` // what it would bring the practice
	Freed    book.Minutes `json:"freed"`
	Fee      book.Cents   `json:"fee"` // the greatest of the fees, before payout
}

// leastGroup is how many clients are a group.
const leastGroup = 3

// lossWalk is what the walk rests on, kept for a report.
type lossWalk struct {
	report    *engine.Report
	avoidable [cost.Pools]book.BP
	mender    *engine.Mender
	kin       *kin

	rows []int32   // clients with a loss, the greatest first
	of   []verdict // of each
	row  []int32   // place of each client of the book among rows, -1 for none

	loss book.Cents
	asks [engine.Asks]AskSum
}

// verdict is what there is to be said about a client in a few bytes.
type verdict struct {
	group    uint16
	asks     engine.Ask
	certain  bool
	tier     book.Tier
	practice book.Cents
	freed    book.Minutes
	fee      book.Cents
	needed   book.Cents // to bring it to the target; Missing where no fee does
}

// groupID packs what makes losses alike, in three bits each: tier, cause, and
// what is recommended.
func groupID(t book.Tier, c engine.Cause, to *plan.Terms) uint16 {
	return uint16(t)<<12 | uint16(c)<<9 | uint16(to.Lever)<<6 | uint16(to.And)<<3 | uint16(to.Tier)
}

// group is the group of an ID, still empty.
func group(id uint16) *LossGroup {
	return &LossGroup{
		ID: id, Tier: book.Tier(id >> 12), Cause: engine.Cause(id >> 9 & 7), Lever: plan.Lever(id >> 6 & 7), And: plan.Lever(id >> 3 & 7), Serve: book.Tier(id & 7),
	}
}

// walking works out, once for a report, what there is to be said about each
// client with a loss.
func (s *Session) walking() *lossWalk {
	r := s.Report()
	avoidable := s.State().Plans.Now().Avoidable
	if w := s.walk; w != nil && w.report == r && w.avoidable == avoidable {
		return w
	}
	related := s.kinOf(r.Book)
	w := &lossWalk{report: r, avoidable: avoidable, mender: r.Mender(avoidable, related.held), kin: related, row: make([]int32, r.Book.N)}
	for i := range r.Book.N {
		if w.row[i] = -1; losing(r, i) {
			w.rows = append(w.rows, int32(i))
		}
	}
	w.rows = book.ByNumber(w.rows, func(i int32) book.Cents { return r.Profit[i] })
	w.of = make([]verdict, len(w.rows))
	var m engine.Mend
	for k, row := range w.rows {
		i := int(row)
		w.row[i] = int32(k)
		w.mender.Mend(i, w.kin.linked(r, i), &m)
		v := verdict{asks: m.Asks, certain: r.Loss[i] == cost.Certain, tier: r.Tier[i], needed: m.Repair.FeeNeeded.Value}
		if o := m.Best(); o != nil {
			v.group = groupID(r.Tier[i], m.Cause, &o.Terms)
			v.practice, v.freed, v.fee = o.Practice, o.Freed, o.Fee
		}
		for bit := range w.asks {
			if m.Asks>>bit&1 != 0 {
				w.asks[bit].Clients++
				w.asks[bit].Loss = book.Sub(w.asks[bit].Loss, r.Profit[i])
			}
		}
		w.of[k] = v
		w.loss = book.Sub(w.loss, r.Profit[i])
	}
	s.walk = w
	return w
}

// ordered is the places of the clients with a loss, as they are gone through.
func (w *lossWalk) ordered(by WalkOrder) []int32 {
	places := make([]int32, len(w.rows))
	for k := range places {
		places[k] = int32(k)
	}
	return book.ByNumber(places, func(k int32) book.Cents {
		v, class := &w.of[k], book.Cents(0)
		switch by {
		case BestTier:
			if class = book.Cents(v.tier); v.tier == book.Unassigned {
				class = book.Tiers + 1
			}
		case CertainFirst:
			if !v.certain {
				class = 1
			}
		}
		if v.asks != 0 {
			class += 16
		}
		return class
	})
}

// decided reports whether a plan has something to be done about a client.
func decided(p *plan.Plan, key book.Key) bool {
	a, ok := p.Of(key)
	return ok && a.Status != plan.Dropped
}

var _ = register[WalkQuery]()

func (WalkQuery) Kind() string { return "walk" }
func (q WalkQuery) answer(s *Session) (Walk, error) {
	w, st := s.walking(), s.State()
	r, ps := w.report, st.Plans
	p := ps.Now()
	out := Walk{
		Revision: s.revision, Total: len(w.rows), Loss: w.loss, Target: st.Settings.TargetMargin,
		Asks: w.asks, Fees: st.Settings.Fees, Plan: p.ID, Name: p.Name,
		Guess: slices.ContainsFunc(r.Notes, func(n engine.Note) bool { return n.Code == engine.AllEstimated }),
	}
	groups := map[uint16]*LossGroup{}
	later := book.Key(0)
	for _, k := range w.ordered(q.Order) {
		v, i := &w.of[k], w.rows[k]
		key := r.Book.Keys[i]
		if decided(p, key) {
			out.Decided++
			continue
		}
		out.Open = book.Sub(out.Open, r.Profit[i])
		if v.needed == book.Missing {
			out.Beyond++
		} else {
			out.Needed = book.Add(out.Needed, v.needed)
		}
		if ps.Has(key) {
			out.Skipped++
			if later == 0 {
				later = key
			}
		} else if out.Next == 0 {
			out.Next = key
		}
		if v.group == 0 {
			continue
		}
		g := groups[v.group]
		if g == nil {
			g = group(v.group)
			groups[v.group] = g
		}
		g.Clients++
		g.Loss = book.Sub(g.Loss, r.Profit[i])
		g.Practice = book.Add(g.Practice, v.practice)
		g.Freed = book.Add(g.Freed, v.freed)
		g.Fee = max(g.Fee, v.fee)
	}
	if out.Next == 0 {
		out.Next = later
	}
	for _, g := range groups {
		if g.Clients < leastGroup {
			out.Single += g.Clients
			continue
		}
		out.Groups = append(out.Groups, *g)
	}
	book.Arrange(out.Groups, func(a, b LossGroup) int {
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
	Order  WalkOrder  `json:"order,omitempty"`
	Group  uint16     `json:"group,omitempty"`
	Ask    engine.Ask `json:"ask,omitempty"`
	Open   bool       `json:"open,omitempty"` // only those who are not decided
	Offset int        `json:"offset"`
	Limit  int        `json:"limit"`
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
	ClientRow
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
	r, p := w.report, ps.Now()
	var pass []int32
	for _, k := range w.ordered(q.Order) {
		v := &w.of[k]
		if q.Group != 0 && v.group != q.Group || q.Ask != 0 && v.asks&q.Ask == 0 {
			continue
		}
		if (q.Open || q.Group != 0) && decided(p, r.Book.Keys[w.rows[k]]) {
			continue
		}
		pass = append(pass, w.rows[k])
	}
	out := WalkRows{Revision: s.revision, Total: len(pass), Offset: max(q.Offset, 0)}
	var m engine.Mend
	for _, row := range stretch(pass, out.Offset, q.Limit) {
		i := int(row)
		w.mender.Mend(i, w.kin.linked(r, i), &m)
		one := WalkRow{ClientRow: s.row(r, i), Why: m.Why, Asks: m.Asks, Skipped: ps.Has(r.Book.Keys[i])}
		if o := m.Best(); o != nil {
			terms := o.Terms
			one.Best = &terms
		}
		if a, ok := p.Of(one.Key); ok && a.Status != plan.Dropped {
			one.Decided = &a.Terms
		}
		out.Rows = append(out.Rows, one)
	}
	return out, nil
}
