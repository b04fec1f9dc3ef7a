package agenda

import (
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/plan"
)

// Outcome is what the list says now of an action that was decided on an older
// one.
type Outcome uint8

const (
	TooEarly Outcome = iota // the list is the one it was decided on, older than what was done, or it is not due yet
	Worked
	NotYet
	NextStep // what had to be so by a date is not
)

// Progress is what a newer list says of the plan.
type Progress struct {
	Worked  int          `json:"worked"`
	NotYet  int          `json:"not_yet"`
	Next    int          `json:"next"`    // for the next step
	Revenue book.Cents   `json:"revenue"` // change of revenue of the clients whose actions are done
	Profit  book.Cents   `json:"profit"`
	Minutes book.Minutes `json:"minutes"` // freed
}

// Row is an action, what it would do, and what it did. What it has beside
// the action must not go by a name of the action's on the wire: Terms has a
// tier and minutes too.
type Row struct {
	plan.Action
	ID       string       `json:"id"`
	Name     string       `json:"name"`           // of one that is gone as it was, "" where that is not known
	Gone     bool         `json:"gone,omitempty"` // the client is not in the list
	Tier     book.Tier    `json:"in_tier"`        // of one that is gone as it was
	Counts   bool         `json:"counts"`         // it still changes something
	AUM      book.Cents   `json:"aum"`
	Revenue  book.Cents   `json:"revenue"` // now
	Profit   book.Cents   `json:"profit"`  // the client's own, now
	After    book.Cents   `json:"after"`   // the client's own, after
	Minutes  book.Minutes `json:"takes"`   // now
	Practice book.Cents   `json:"practice"`
	Freed    book.Minutes `json:"freed"`
	Left     book.Cents   `json:"left"`
	Outcome  Outcome      `json:"outcome,omitempty"`
	Late     bool         `json:"late,omitempty"`
	In       bool         `json:"in,omitempty"`     // it is done, and the list has it already
	Newer    bool         `json:"newer,omitempty"`  // the list is a newer one than it was decided on
	Unsure   bool         `json:"unsure,omitempty"` // whether the list has it already is not known

	Shown bool `json:"-"` // the list shows what was wanted
}

// Rows are all actions of a plan, in the order of the clients' keys. Today
// is the caller's, for the engine has no clock; 0 for none.
func Rows(r *engine.Report, p *plan.Plan, list plan.List, today book.Day) []Row {
	base, find := r.Baseline(p.Avoidable), r.Finder()
	rows := make([]Row, 0, p.Len())
	for a := range p.All() {
		row := Row{Action: *a, Name: a.Was.Name, Tier: a.Was.Tier, Gone: true}
		row.In, row.Newer, row.Unsure = a.In(list), a.Newer(list), a.Unsure(list)
		row.Late = a.Due != 0 && a.Due < today && a.Status != plan.Done && a.Status != plan.Dropped
		i, there := find(a.Key)
		if there {
			c := r.PlanClient(i)
			e := base.Effect(c, a.Terms)
			row.Gone, row.Counts = false, a.Counts(list)
			row.ID, row.Name, row.Tier = r.Book.IDOf(i), r.Book.NameOf(i), r.Tier[i]
			row.AUM, row.Revenue, row.Profit, row.Minutes = book.At(r.Book.AUM, i), c.Revenue, r.Profit[i], c.Minutes
			row.After, row.Practice, row.Freed = e.After.Profit(), e.Practice, e.Freed(c)
			for _, left := range e.Left {
				row.Left = book.Add(row.Left, left)
			}
		}
		row.Shown = shows(r, &row, there)
		row.Outcome = row.outcome(list)
		rows = append(rows, row)
	}
	return rows
}

// outcome says what the list has to say of an action.
func (row *Row) outcome(list plan.List) Outcome {
	switch {
	case !row.Newer || row.Status == plan.Dropped || row.Status == plan.Done && !row.In:
		return TooEarly
	case row.Shown:
		return Worked
	case row.By != 0 && row.By <= list.AsOf:
		return NextStep
	case row.Status != plan.Done && max(row.Due, row.By) > list.AsOf:
		return TooEarly
	}
	return NotYet
}

// What the page says amounts and time in: whole units and tenths of an hour.
const (
	unit  book.Cents   = 100
	tenth book.Minutes = 6
)

// comes reports whether what has come is what was agreed on, as near as what
// the client was told: that was the figure to a whole one of said.
func comes[Q book.Quantity](has, agreed, said Q) bool {
	return has >= agreed-max(0, min(said-1, agreed/2))
}

// shows reports whether the list shows what was wanted of an action.
func shows(r *engine.Report, row *Row, there bool) bool {
	was, t := &row.Was, &row.Terms
	saves := func(to book.Minutes) bool {
		return comes(book.Sub(was.Minutes, row.Minutes), book.Sub(was.Minutes, to), tenth)
	}
	switch {
	case t.Has(plan.LetGo):
		return !there
	case t.Has(plan.HandOver):
		return !there || saves(book.Minutes(book.MulDiv(int64(was.Minutes), int64(t.TimeKept), 10000, book.Nearest)))
	}
	worked := there
	if t.Has(plan.Charge) {
		brings := book.Cents(book.MulDiv(int64(t.Fee), int64(r.Settings.Payout), 10000, book.Floor))
		worked = worked && comes(book.Sub(row.Revenue, was.Revenue), brings, unit)
	}
	if t.Has(plan.Grow) {
		worked = worked && comes(book.Sub(book.OrZero(row.AUM), was.AUM), t.Assets, unit)
	}
	if t.Has(plan.Serve) {
		worked = worked && saves(r.Settings.Standard()[t.Tier-1])
	}
	if t.Has(plan.Trim) {
		worked = worked && saves(t.Minutes)
	}
	return worked
}

// Add counts an action.
func (p *Progress) Add(row *Row) {
	switch row.Outcome {
	case TooEarly:
		return
	case Worked:
		p.Worked++
	case NotYet:
		p.NotYet++
	case NextStep:
		p.Next++
	}
	if row.Status == plan.Done {
		was := &row.Was
		p.Revenue = book.Add(p.Revenue, book.Sub(row.Revenue, was.Revenue))
		p.Profit = book.Add(p.Profit, book.Sub(row.Profit, was.Profit))
		p.Minutes = book.Add(p.Minutes, book.Sub(was.Minutes, row.Minutes))
	}
}
