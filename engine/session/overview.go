package session

import (
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/history"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/roster"
	"tierbook/engine/score"
)

// Overview is what every place of the page needs to know: the practice and its
// tiers, the settings they come from, and what can be undone.
type Overview struct {
	Revision int             `json:"revision"`
	Open     bool            `json:"open"` // a client list is open
	Origin   decision.Origin `json:"origin"`
	Trial    bool            `json:"trial,omitempty"`   // what is shown was tried, not kept
	Looking  *history.Point  `json:"looking,omitempty"` // the restore point that is shown, nil for none
	Staged   string          `json:"staged,omitempty"`  // file of a list that waits to be taken in, "" for none
	Step     int             `json:"step"`              // of the history; no two steps have the same
	Undo     string          `json:"undo,omitempty"`    // kind of the command that Undo takes back, "" for none
	Redo     string          `json:"redo,omitempty"`

	Settings engine.Settings `json:"settings"`        // without its locks, which are seen at their clients
	Model    string          `json:"model,omitempty"` // the ready-made model that the settings still are
	Currency string          `json:"currency"`

	Practice   engine.Line             `json:"practice"`
	Tiers      [book.Tiers]engine.Line `json:"tiers"`
	Unassigned engine.Line             `json:"unassigned"`
	Whale      engine.WhaleTotals      `json:"whale"`
	Notes      []engine.Note           `json:"notes"`

	Certain   int `json:"certain"`   // of the unprofitable, those with a loss in every view
	Depends   int `json:"depends"`   // of the unprofitable, those with a loss in some views only
	Untold    int `json:"untold"`    // of the unprofitable, those without a recorded GDC: nobody knows what they bring
	Might     int `json:"might"`     // clients that earn, and would not if cost were shared as in another view
	Estimated int `json:"estimated"` // clients whose time is their tier's standard
	NoGDC     int `json:"no_gdc"`    // clients without a recorded GDC
	Locked    int `json:"locked"`    // clients with a lock
	Late      int `json:"late"`      // clients who start after the as-of date
	Problems  int `json:"problems"`  // cells and lines of the file that could not be read
	BadLines  int `json:"bad_lines"` // those of them that are lines

	Own     change.Own `json:"own"`            // what of the book is the advisor's own
	Plan    int        `json:"plan,omitempty"` // that is worked on, 0 before the first
	Planned int        `json:"planned"`        // clients it is about
	Left    int        `json:"left"`           // unprofitable clients it is not about
	Named   string     `json:"named,omitempty"`
	Plans   int        `json:"plans,omitempty"`

	Net     bool            `json:"net,omitempty"`     // the revenue of the file is after payout
	Guessed bool            `json:"guessed,omitempty"` // the file has no headings: what its columns hold was told by their cells
	File    intake.Controls `json:"file"`              // its control totals
	Asks    int             `json:"asks,omitempty"`    // questions that it leaves open
	Assumed []Assumed       `json:"assumed,omitempty"` // of how it was read, what carries the figures

	Has    [score.Factors]int `json:"has"`    // clients with a value, by factor
	Lowest [book.Tiers]int    `json:"lowest"` // least score of a tier in hundredths of a point, -1 when it is empty
}

// CostKnown reports whether any cost of the practice has been given.
func (o *Overview) CostKnown() bool {
	return o.Settings.Pools != [cost.Pools]book.Cents{}
}

// GDCKnown reports whether any client's GDC is recorded. Where none is, cost is
// all that can be told: a profit of nothing less cost would be no profit.
func (o *Overview) GDCKnown() bool { return o.Has[score.GDC] > 0 }

// ProfitKnown reports whether there is both revenue and cost to make a profit of.
func (o *Overview) ProfitKnown() bool { return o.CostKnown() && o.GDCKnown() }

// AllEstimated reports whether no client's time is recorded, so that two of
// the three views of a loss are one.
func (o *Overview) AllEstimated() bool {
	return o.Practice.Clients > 0 && o.Estimated == o.Practice.Clients
}

// OverviewQuery asks for the overview.
type OverviewQuery struct{}

var _ = register[OverviewQuery]()

func (OverviewQuery) Kind() string                        { return "overview" }
func (OverviewQuery) answer(s *Session) (Overview, error) { return s.Overview(), nil }

// Overview is the overview of what is shown.
func (s *Session) Overview() Overview {
	st, r := s.State(), s.Report()
	b := r.Book
	steps, at := s.Steps()
	o := Overview{
		Revision: s.Revision(), Open: st.Source != nil, Trial: s.Trying(), Looking: s.LookedAt(), Step: steps[at].Entry.Seq,
		Settings: st.Settings, Model: decision.ModelOf(st.Settings), Currency: b.Currency,
		Practice: r.Practice, Tiers: r.Tiers, Unassigned: r.Unassigned, Whale: r.Whale, Notes: r.Notes,
		Locked: len(st.Settings.Locks), Lowest: r.Places.Lowest,
	}
	o.Settings.Locks = nil
	p := st.Plans.Now()
	o.Plan, o.Named, o.Planned, o.Plans = p.ID, p.Name, p.Len(), len(st.Plans.All)
	if g := s.waiting(); g != nil {
		o.Staged = g.Theirs.Origin.File
	}
	if o.Currency == "" {
		o.Currency = book.DefaultCurrency
	}
	if st.Source != nil {
		o.Origin = st.Source.Origin
		o.Net = st.Source.Import.Basis == cell.Net
		o.Guessed = st.Source.Import.HeaderLine == intake.NoHeader
		o.File, o.Asks = st.Source.Import.Controls, len(st.Source.Import.Questions)
		o.Assumed = assumed(st)
		o.Problems, o.BadLines = st.Source.Import.Lost()
	}
	if at > 0 {
		o.Undo = steps[at].Entry.Kind
	}
	if at < len(steps)-1 {
		o.Redo = steps[at+1].Entry.Kind
	}
	for i, l := range r.Loss {
		if r.Loses(i) && !p.Decided(b.Keys[i]) {
			o.Left++
		}
		switch {
		case roster.Certain.Has(r, i):
			o.Certain++
		case roster.Untold.Has(r, i):
			o.Untold++
		case r.Loses(i):
			o.Depends++
		case l != cost.None:
			o.Might++
		}
	}
	for _, since := range b.Since {
		if since != book.Missing && since > st.Settings.AsOf {
			o.Late++
		}
	}
	for _, e := range r.Estimated {
		if e {
			o.Estimated++
		}
	}
	o.Has = s.has(b, st.Settings.Service)
	o.NoGDC = b.N - o.Has[score.GDC]
	o.Own = st.Changes.Own()
	return o
}

// counted is how many clients have a value of each factor, kept for a book
// because it never changes.
type counted struct {
	book    *book.Book
	service bool
	has     [score.Factors]int
}

func (s *Session) has(b *book.Book, service bool) [score.Factors]int {
	if s.counted.book == b && s.counted.service == service {
		return s.counted.has
	}
	has := [score.Factors]int{
		score.AUM: values(b.AUM), score.GDC: values(b.GDC), score.Time: values(b.Since),
		score.Potential: values(b.Potential), score.Likeability: values(b.Likeability), score.Referrals: values(b.Referrals),
	}
	if service {
		has[score.Time] = values(b.Hours)
	}
	s.counted = counted{b, service, has}
	return has
}

func values[Q book.Quantity](column []Q) (n int) {
	for _, v := range column {
		if v != book.Missing {
			n++
		}
	}
	return n
}
