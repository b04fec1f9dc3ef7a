package session

import (
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/kin"
	"tierbook/engine/losses"
	"tierbook/engine/plan"
	"tierbook/engine/repair"
	"tierbook/engine/roster"
	"tierbook/engine/score"
	"tierbook/engine/wire"
)

// CardQuery asks for what can be done about one client. Terms are tried beside
// what is worked out, where they are given.
type CardQuery struct {
	Key   book.Key     `json:"key"`
	Order losses.Order `json:"order,omitempty"`
	Try   *plan.Terms  `json:"try,omitempty"`
}

// Card is a client of the walk: why it carries a loss, and the levers with
// their figures. A key that the list does not have gives a Card whose Row has
// none.
type Card struct {
	Revision int           `json:"revision"`
	Row      roster.Row    `json:"row"`
	Since    book.Day      `json:"since"`
	Cause    engine.Cause  `json:"cause"`
	Asks     engine.Ask    `json:"asks,omitempty"`
	Links    []kin.Link    `json:"links,omitempty"`
	Repair   repair.Repair `json:"repair"`

	Options     []engine.Option `json:"options"`     // what is recommended first
	Recommended int             `json:"recommended"` // among them, -1 where nothing is
	Why         engine.Why      `json:"why"`
	Barred      engine.Barred   `json:"barred,omitempty"` // what would mend, and is not recommended
	MostFee     book.Cents      `json:"most_fee"`         // that may be expected, more than now; book.Largest where there is no bound
	Assets      engine.Assets   `json:"assets"`           // what is known of those that it could bring
	Tried       *engine.Option  `json:"tried,omitempty"`

	Pools      [cost.Pools]PoolView   `json:"pools"`
	Timed      [cost.Pools]book.Cents `json:"timed"`       // what of each pool is shared out by time
	AllMinutes book.Minutes           `json:"all_minutes"` // of all clients: Timed over it is the cost of a minute
	BookAUM    book.Cents             `json:"book_aum"`    // the book's yield is BookGDC over BookAUM
	BookGDC    book.Cents             `json:"book_gdc"`
	MoreAUM    book.Cents             `json:"more_aum"` // with so much more it is in a higher tier, all else unchanged; Missing where none does it, or it carries a loss
	Held       book.Cents             `json:"held"`     // what it holds elsewhere, Missing where the file does not say
	Standard   book.Minutes           `json:"standard"` // its tier's

	Action  *plan.Action `json:"action,omitempty"` // what is decided
	Skipped bool         `json:"skipped,omitempty"`
	At      int          `json:"at"` // its place in the walk, from 1; 0 where it carries no loss
	Of      int          `json:"of"`
	Before  book.Key     `json:"before"` // 0 for none
	After   book.Key     `json:"after"`
	Next    book.Key     `json:"next"` // the next who is neither decided nor left for later, from here on and then from the start; 0 for none

	Now     engine.Line  `json:"now"`     // the practice
	Planned engine.Line  `json:"planned"` // with the plan so far
	Freed   book.Minutes `json:"freed"`   // by the plan so far
}

var _ = register[CardQuery]()

func (CardQuery) Kind() string { return "card" }
func (q CardQuery) answer(s *Session) (Card, error) {
	w, st := s.walking(), s.State()
	r, p := w.Report, st.Plans.Now()
	b := r.Book
	i, ok := b.Row(q.Key)
	if !ok {
		return Card{Revision: s.Revision(), Recommended: -1}, nil
	}
	links := w.Kin.Links(r, i)
	var m engine.Mend
	w.Mender.Mend(i, len(links) > 0, &m)
	base := r.Baseline(w.Avoidable)
	planned := s.planned(p)
	c := Card{
		Revision: s.Revision(), Row: roster.RowOf(r, i), Since: book.At(b.Since, i), Cause: m.Cause, Asks: m.Asks, Links: links, Repair: m.Repair,
		Options: m.Options, Recommended: m.Recommended, Why: m.Why, Barred: m.Barred, MostFee: m.MostFee, Assets: m.Assets,
		Timed: base.Timed, AllMinutes: base.Minutes, BookAUM: base.AUM, BookGDC: base.GDC,
		Held: book.At(w.Kin.Held, i), Standard: r.StandardOf(i), Skipped: st.Plans.Has(q.Key),
		Now: r.Practice, Planned: planned.Practice, Freed: planned.Freed, MoreAUM: book.Missing,
	}
	if at := c.Recommended; at > 0 { // what is recommended stands first, the others as they were
		best := c.Options[at]
		copy(c.Options[1:at+1], c.Options[:at])
		c.Options[0], c.Recommended = best, 0
	}
	if m.Cause == engine.NoLoss {
		c.MoreAUM = r.Steps(score.AUM).More(i)
	}
	for pool := range c.Pools {
		c.Pools[pool] = poolView(r, cost.Pool(pool), i)
	}
	if q.Try != nil {
		if !q.Try.Valid() {
			return Card{}, wire.NewFault("bad-action")
		}
		o := w.Mender.Try(i, len(links) > 0, *q.Try)
		c.Tried = &o
	}
	if a, ok := p.Standing(q.Key); ok {
		c.Action = &a
	}
	if at := w.Place[i]; at >= 0 {
		places := w.Ordered(q.Order)
		c.Of = len(places)
		for k, place := range places {
			if place != at {
				continue
			}
			c.At = k + 1
			if k > 0 {
				c.Before = b.Keys[w.Rows[places[k-1]]]
			}
			if k < len(places)-1 {
				c.After = b.Keys[w.Rows[places[k+1]]]
			}
			for n := 1; n < len(places) && c.Next == 0; n++ {
				if key := b.Keys[w.Rows[places[(k+n)%len(places)]]]; !p.Decided(key) && !st.Plans.Has(key) {
					c.Next = key
				}
			}
			if !c.Skipped && c.Action == nil { // the last one of the first pass
				break
			}
			for n := k + 1; n < len(places) && c.Next == 0; n++ {
				if key := b.Keys[w.Rows[places[n]]]; !p.Decided(key) {
					c.Next = key
				}
			}
		}
	}
	return c, nil
}

// laid is a plan laid over a report, kept while both stay.
type laid struct {
	report *engine.Report
	plan   *plan.Plan
	out    *engine.Planned
}

// planned is a plan laid over what is shown.
func (s *Session) planned(p *plan.Plan) *engine.Planned {
	r := s.Report()
	for _, l := range s.laid {
		if l.report == r && l.plan == p {
			return l.out
		}
	}
	l := laid{r, p, r.Planned(p, s.State().List().Number)}
	kept := []laid{l}
	for _, old := range s.laid { // those of other plans over the same report
		if old.report == r && old.plan.ID != p.ID && len(kept) < decision.MostPlans {
			kept = append(kept, old)
		}
	}
	s.laid = kept
	return l.out
}

// kinOf is who is linked to whom in a book, found out once.
func (s *Session) kinOf(b *book.Book) *kin.Kin {
	if s.related == nil || s.related.Book != b {
		s.related = kin.Of(b)
	}
	return s.related
}
