package agenda

import (
	"cmp"
	"fmt"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/plan"
)

// Date is one date.
type Date struct {
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

// Key tells a date from the others of all plans, of which it is that of one by its ID. It stays the same when clients
// come to it, are done or leave it.
func (d *Date) Key(of int) string {
	return fmt.Sprint(of, d.Day, d.Check, d.Lever, d.And, "\x00"+d.Owner+"\x00"+d.State)
}

// Dated is a client of a date.
type Dated struct {
	Name  string     `json:"name"`
	Terms plan.Terms `json:"terms"`
	Note  string     `json:"note,omitempty"`
}

// mostDated is how many clients a date names.
const mostDated = 500

// Dates are those of a plan, the earliest first, and how many actions have none
// that are neither done nor dropped. names asks for the clients, and for what is
// to be done with each.
func Dates(r *engine.Report, p *plan.Plan, names bool) (all []Date, undated int) {
	type what struct {
		day          book.Day
		check        bool
		lever, and   plan.Lever
		owner, state string
	}
	find := r.Finder()
	days := map[what]*Date{}
	for a := range p.All() {
		if a.Status == plan.Dropped {
			continue
		}
		add := func(w what) {
			d := days[w]
			if d == nil {
				d = &Date{Day: w.day, Check: w.check, Lever: w.lever, And: w.and, Owner: w.owner, State: w.state}
				days[w] = d
			}
			d.Fee, d.Assets = book.Add(d.Fee, a.Fee), book.Add(d.Assets, a.Assets)
			if d.Clients++; !names || d.Clients > mostDated {
				return
			}
			name := a.Was.Name
			if i, ok := find(a.Key); ok {
				name = r.Book.NameOf(i)
			}
			if name != "" {
				d.Who = append(d.Who, Dated{name, a.Terms, a.Note})
			}
		}
		switch { // what is done is not due, but may still have to show that it has worked
		case a.Status == plan.Done:
		case a.Due != 0:
			add(what{a.Due, false, a.Lever, a.And, a.Owner, ""})
		default:
			undated++
		}
		if a.By != 0 {
			add(what{a.By, true, a.Else, plan.NoLever, a.Owner, a.State})
		}
	}
	for _, d := range days {
		all = append(all, *d)
	}
	book.Arrange(all, func(a, b Date) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(ordinal(a.Check), ordinal(b.Check)), cmp.Compare(a.Lever, b.Lever), cmp.Compare(a.And, b.And),
			cmp.Compare(a.Owner, b.Owner), cmp.Compare(a.State, b.State))
	})
	return all, undated
}

func ordinal(b bool) int {
	if b {
		return 1
	}
	return 0
}
