package plan

import (
	"tierbook/engine/book"
)

// Lever is something that can be done about a client.
type Lever uint8

const (
	NoLever  Lever = iota
	Charge         // a fee for service
	Serve          // with the standard time of another tier
	Trim           // to less time
	Grow           // bring in assets
	HandOver       // to another advisor, keeping a share
	LetGo
	Keep // on purpose
	Levers
)

// Shares of revenue and of time that are kept where nobody says otherwise.
const (
	UsualRevenueKept = 5000
	UsualTimeKept    = 0
)

// Terms are what is to be done: a lever and its figure, and perhaps a second
// one where the first is not enough.
type Terms struct {
	Lever Lever `json:"lever"`
	And   Lever `json:"and,omitempty"`

	Fee         book.Cents   `json:"fee,omitempty"`          // Charge: more a year than now, before payout
	Tier        book.Tier    `json:"tier,omitempty"`         // Serve
	Minutes     book.Minutes `json:"minutes,omitempty"`      // Trim: a year from then on
	Assets      book.Cents   `json:"assets,omitempty"`       // Grow: more than now
	RevenueKept book.BP      `json:"revenue_kept,omitempty"` // HandOver
	TimeKept    book.BP      `json:"time_kept,omitempty"`    // HandOver
}

// Has reports whether a lever is one of the two.
func (t Terms) Has(l Lever) bool { return l != NoLever && (t.Lever == l || t.And == l) }

// Lower reports whether the client gets less service than before, or none.
func (t Terms) Lower() bool { return t.Has(Serve) || t.Has(Trim) }

// Parts reports whether the client leaves the advisor.
func (t Terms) Parts() bool { return t.Has(HandOver) || t.Has(LetGo) }

// Valid reports whether the terms can be carried out: levers that go together,
// and a figure within bounds for each, and for no other.
func (t Terms) Valid() bool {
	if t.Lever == NoLever || t.Lever >= Levers || t.And >= Levers || t.Lever == t.And {
		return false
	}
	if t.And != NoLever && (!t.Lever.pairs() || !t.And.pairs() || t.Has(Serve) && t.Has(Trim)) {
		return false
	}
	within := func(l Lever, v, least, most int64) bool {
		if !t.Has(l) {
			return v == 0
		}
		return v >= least && v <= most
	}
	return within(Charge, int64(t.Fee), 0, book.Largest) &&
		within(Serve, int64(t.Tier), 1, book.Tiers) &&
		within(Trim, int64(t.Minutes), 0, book.Largest) &&
		within(Grow, int64(t.Assets), 0, book.Largest) &&
		within(HandOver, int64(t.RevenueKept), 0, 10000) &&
		within(HandOver, int64(t.TimeKept), 0, 10000)
}

// pairs reports whether a lever can be used together with another.
func (l Lever) pairs() bool { return l >= Charge && l <= Grow }

// Status is how far an action has come.
type Status uint8

const (
	Planned Status = iota
	Begun
	Done
	Dropped
	Statuses
)

// Action is what is to be done about one client.
type Action struct {
	Key book.Key `json:"key"`
	Terms
	Status Status   `json:"status,omitempty"`
	Deed   Deed     `json:"deed,omitzero"` // of one that is done
	Owner  string   `json:"owner,omitempty"`
	Due    book.Day `json:"due,omitempty"` // 0 for none
	Note   string   `json:"note,omitempty"`
	Talk   string   `json:"talk,omitempty"` // what is to be said to the client, where the advisor wrote it

	// What must be so by when, else what is done next.
	State string   `json:"state,omitempty"`
	By    book.Day `json:"by,omitempty"` // 0 for none
	Else  Lever    `json:"else,omitempty"`

	Was Was `json:"was"`
}

// Was is the client as it was when the action was decided, to see later what
// it has brought.
type Was struct {
	Name    string       `json:"name,omitempty"` // so that it is still known when a newer list has it no longer
	AsOf    book.Day     `json:"as_of"`          // of the list
	List    int          `json:"list,omitempty"` // its number, 0 where that was not kept yet
	AUM     book.Cents   `json:"aum,omitempty"`
	Revenue book.Cents   `json:"revenue,omitempty"`
	Profit  book.Cents   `json:"profit,omitempty"`
	Minutes book.Minutes `json:"minutes,omitempty"`
	Tier    book.Tier    `json:"tier,omitempty"`
}

// Deed is when an action was done.
type Deed struct {
	On   book.Day `json:"on,omitempty"`   // 0 where nobody said
	List int      `json:"list,omitempty"` // number of the list that was open when it was marked as done
	In   Told     `json:"in,omitempty"`   // whether that list has what came of it
}

// Told is what the advisor answered.
type Told uint8

const (
	Untold Told = iota
	Yes
	No
)

// List is a client list that a plan lies over: the first of a practice is
// number 1, and whatever takes its place as a newer one has the next.
type List struct {
	Number int
	AsOf   book.Day
}

// Newer reports whether the list is a newer one than the action was decided on.
func (a *Action) Newer(l List) bool {
	if a.Was.List == 0 {
		return l.AsOf > a.Was.AsOf
	}
	return l.Number > a.Was.List
}

// In reports whether a list has what came of an action in its figures already.
// One that was taken in after the action was marked as done has it, unless it
// is of a day before that on which it was done. Of the one that was open then
// it is known only by the days, or as the advisor says: see Unsure.
func (a *Action) In(l List) bool {
	d := &a.Deed
	switch {
	case a.Status != Done:
		return false
	case d.List != 0 && d.List < l.Number:
		return d.On <= l.AsOf || l.AsOf <= 0
	case !a.Newer(l):
		return false
	case d.In != Untold:
		return d.In == Yes
	}
	return d.On < l.AsOf
}

// Unsure reports whether it cannot be known if a list has what came of an
// action: a newer one than the action was decided on was open when it was
// marked as done, and is of no later day than that on which it was.
func (a *Action) Unsure(l List) bool {
	d := &a.Deed
	return a.Status == Done && d.List >= l.Number && a.Newer(l) && d.In == Untold && d.On >= l.AsOf
}

// Counts reports whether the action is still to change a list: it was not
// dropped, and the list has not got it already.
func (a *Action) Counts(l List) bool { return a.Status != Dropped && !a.In(l) }

// Fees are the ways in which an advisor may be paid.
type Fees uint8

const (
	Commission Fees = 1 << iota // on what is sold and held
	Advisory                    // a share of assets
	ForService                  // a fixed amount for planning and advice
	AllFees    = Commission | Advisory | ForService
)

// Allows reports whether a client with so much under management can be asked
// for what a lever needs.
func (f Fees) Allows(l Lever, aum book.Cents) bool {
	switch l {
	case Charge:
		return f&ForService != 0 || f&Advisory != 0 && aum > 0
	case Grow:
		return f&(Commission|Advisory) != 0
	}
	return true
}
