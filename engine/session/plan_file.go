package session

import (
	"cmp"
	"io"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/export"
	"tierbook/engine/plan"
)

// writePlan writes the actions of a plan.
func writePlan(w io.Writer, pause func() error, r *engine.Report, rows []PlanRow) error {
	sheet := export.NewSheet(w)
	for from := 0; ; from += exportPiece {
		piece := rows[min(from, len(rows)):min(from+exportPiece, len(rows))]
		actions := make([]export.Action, len(piece))
		for k := range piece {
			actions[k] = actionOf(r, &piece[k])
		}
		if err := sheet.Add(actions); err != nil {
			return err
		}
		if from+exportPiece >= len(rows) {
			return nil
		}
		if err := pause(); err != nil {
			return err
		}
	}
}

func actionOf(r *engine.Report, row *PlanRow) export.Action {
	none, noTime, noPart := export.Money(book.Missing), export.Hours(book.Missing), export.Percent(book.Missing)
	day := func(d book.Day) export.Date {
		if d == 0 {
			d = book.Missing
		}
		return export.Date(d)
	}
	a := export.Action{
		Number: export.Count(row.Key), ID: export.Text(row.ID), Name: export.Text(row.Name), Tier: export.Text(tierName(r, row.Tier)),
		Action: export.Text(export.Levers[row.Lever]), And: export.Text(export.Levers[row.And]), Else: export.Text(export.Levers[row.Else]),
		Fee: none, Hours: noTime, Assets: none, RevenueKept: noPart, TimeKept: noPart,
		Status: export.Text(export.Statuses[row.Status]), Owner: export.Text(row.Owner), Due: day(row.Due), DoneOn: day(row.Deed.On), Note: export.Text(row.Note),
		State: export.Text(row.State), By: day(row.By),
		Before: none, After: none, Practice: none, Freed: noTime, Left: none,
	}
	if row.Has(plan.Charge) {
		a.Fee = export.Money(row.Fee)
	}
	if row.Has(plan.Serve) {
		a.ServeAs = export.Text(tierName(r, row.Terms.Tier))
	}
	if row.Has(plan.Trim) {
		a.Hours = export.Hours(row.Terms.Minutes)
	}
	if row.Has(plan.Grow) {
		a.Assets = export.Money(row.Assets)
	}
	if row.Has(plan.HandOver) {
		a.RevenueKept, a.TimeKept = export.Percent(row.RevenueKept), export.Percent(row.TimeKept)
	}
	if row.Counts {
		a.Before, a.After, a.Practice = export.Money(row.Profit), export.Money(row.After), export.Money(row.Practice)
		a.Freed, a.Left = export.Hours(row.Freed), export.Money(row.Left)
	}
	return a
}

// DatesQuery asks for the dates of a plan: when what is due, and when it must
// have worked. What is to be done on one day, by one person and in one way is
// one date, however many clients it is about.
type DatesQuery struct {
	Plan  int  `json:"plan,omitempty"`
	Names bool `json:"names,omitempty"` // of clients, and what is to be done with each: a calendar may be kept elsewhere
}

// Dates are a plan's, the earliest first.
type Dates struct {
	Revision int        `json:"revision"`
	Name     string     `json:"name"`
	All      []PlanDate `json:"all"`
	Undated  int        `json:"undated"` // actions without a date, neither done nor dropped
}

// PlanDate is one date.
type PlanDate struct {
	Day     book.Day   `json:"day"`
	Check   bool       `json:"check,omitempty"` // whether it has worked, else Lever is the next step; otherwise Lever is due
	Lever   plan.Lever `json:"lever"`
	And     plan.Lever `json:"and,omitempty"`
	Owner   string     `json:"owner,omitempty"`
	State   string     `json:"state,omitempty"`
	Clients int        `json:"clients"`
	Fee     book.Cents `json:"fee,omitempty"`    // in all
	Assets  book.Cents `json:"assets,omitempty"` // in all
	Who     []Dated    `json:"who,omitempty"`    // the first mostDated of them, where names are asked for
}

// Dated is a client of a date.
type Dated struct {
	Name  string     `json:"name"`
	Terms plan.Terms `json:"terms"`
	Note  string     `json:"note,omitempty"`
}

// mostDated is how many clients a date names.
const mostDated = 20

var _ = register[DatesQuery]()

func (DatesQuery) Kind() string { return "dates" }
func (q DatesQuery) answer(s *Session) (Dates, error) {
	st := s.State()
	p, err := planOf(&st, q.Plan)
	if err != nil {
		return Dates{}, err
	}
	type what struct {
		day          book.Day
		check        bool
		lever, and   plan.Lever
		owner, state string
	}
	r, find := s.Report(), s.Report().Finder()
	dates := map[what]*PlanDate{}
	out := Dates{Revision: s.revision, Name: p.Name}
	for a := range p.All() {
		if a.Status == plan.Dropped {
			continue
		}
		add := func(w what) {
			d := dates[w]
			if d == nil {
				d = &PlanDate{Day: w.day, Check: w.check, Lever: w.lever, And: w.and, Owner: w.owner, State: w.state}
				dates[w] = d
			}
			d.Fee, d.Assets = book.Add(d.Fee, a.Fee), book.Add(d.Assets, a.Assets)
			if d.Clients++; !q.Names || d.Clients > mostDated {
				return
			}
			if i, ok := find(a.Key); ok {
				d.Who = append(d.Who, Dated{r.Book.NameOf(i), a.Terms, a.Note})
			}
		}
		switch { // what is done is not due, but may still have to show that it has worked
		case a.Status == plan.Done:
		case a.Due != 0:
			add(what{a.Due, false, a.Lever, a.And, a.Owner, ""})
		default:
			out.Undated++
		}
		if a.By != 0 {
			add(what{a.By, true, a.Else, plan.NoLever, a.Owner, a.State})
		}
	}
	for _, d := range dates {
		out.All = append(out.All, *d)
	}
	book.Arrange(out.All, func(a, b PlanDate) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(ordinal(a.Check), ordinal(b.Check)), cmp.Compare(a.Lever, b.Lever), cmp.Compare(a.And, b.And),
			cmp.Compare(a.Owner, b.Owner), cmp.Compare(a.State, b.State))
	})
	return out, nil
}

func ordinal(b bool) int {
	if b {
		return 1
	}
	return 0
}
