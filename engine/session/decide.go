package session

import (
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/losses"
	"tierbook/engine/plan"
	"tierbook/engine/repair"
	"tierbook/engine/roster"
	"tierbook/engine/wire"
)

// Decision is something to be done about one or many clients, before each one's
// own figures are worked out.
type Decision struct {
	Plan int `json:"plan,omitempty"`
	Selection
	How
	Owner string     `json:"owner,omitempty"`
	Due   book.Day   `json:"due,omitempty"`
	Note  string     `json:"note,omitempty"`
	Kept  string     `json:"kept,omitempty"` // the note about those who are kept on purpose, where Note is none
	State string     `json:"state,omitempty"`
	By    book.Day   `json:"by,omitempty"`
	Else  plan.Lever `json:"else,omitempty"`
}

// Selection is clients: by key, or those of a group of losses who are not
// decided, or those who pass a filter.
type Selection struct {
	Keys   []book.Key     `json:"keys,omitempty"`
	Group  uint16         `json:"group,omitempty"`
	Filter *roster.Filter `json:"filter,omitempty"`
	Except []book.Key     `json:"except,omitempty"`
}

// How is what is done with each of them: what is recommended for it, a lever
// with the figure that is its own, a minimum fee, or the same terms for all.
type How struct {
	Best  bool        `json:"best,omitempty"`
	Own   plan.Lever  `json:"own,omitempty"`   // with its own figure, which is solved for
	Least book.Cents  `json:"least,omitempty"` // a minimum a year, before payout: whoever brings less pays the difference
	Terms *plan.Terms `json:"terms,omitempty"`

	Settled bool `json:"settled,omitempty"` // only about those about whom there are no questions
}

// BulkQuery asks what a decision would come to.
type BulkQuery struct {
	Decision
}

// Bulk is what a decision would come to, before it is made: against the plan as
// it stands, in whose place it is where something was decided already.
type Bulk struct {
	Revision int          `json:"revision"`
	Selected int          `json:"selected"`
	Clients  int          `json:"clients"` // whom it would change something about
	Without  int          `json:"without"` // who have no such figure, or need none
	Before   engine.Line  `json:"before"`  // of those who would be changed; profit and time as the plan has them now
	After    engine.Line  `json:"after"`   // their own, after
	Practice book.Cents   `json:"practice"`
	Freed    book.Minutes `json:"freed"`
	Left     book.Cents   `json:"left"`
	Meets    int          `json:"meets"` // who come to the target
	Decided  int          `json:"decided"`
	Traps    [4]int       `json:"traps"`  // clients, by engine.Trap
	Asks     int          `json:"asks"`   // about whom there are questions; with How.Settled they are left out
	Closed   int          `json:"closed"` // of those who would be changed, for whom it is not among the fees that may be charged
	Least    book.Cents   `json:"least"`  // of the fees
	Most     book.Cents   `json:"most"`
	Assets   book.Cents   `json:"assets"`        // to be brought in all
	Who      []BulkRow    `json:"who,omitempty"` // the first mostBulk of those who would be changed
}

// BulkRow is one of many who are decided about.
type BulkRow struct {
	Key      book.Key   `json:"key"`
	Name     string     `json:"name"`
	Terms    plan.Terms `json:"terms"`
	Practice book.Cents `json:"practice"` // change of the practice's profit, against the plan as it stands
}

// mostBulk is how many are listed.
const mostBulk = 60

// rows are the clients selected.
func (s *Session) selected(sel Selection) []int32 {
	r := s.Report()
	var rows []int32
	except := map[book.Key]bool{}
	for _, key := range sel.Except {
		except[key] = true
	}
	switch {
	case sel.Group != 0:
		w, p := s.walking(), s.State().Plans.Now()
		for k, row := range w.Rows {
			if key := r.Book.Keys[row]; w.Verdicts[k].Group == sel.Group && !p.Decided(key) && !except[key] {
				rows = append(rows, row)
			}
		}
	case sel.Filter != nil:
		for _, row := range s.ordered(*sel.Filter, roster.ByLine, false).rows {
			if !except[r.Book.Keys[row]] {
				rows = append(rows, row)
			}
		}
	default:
		for _, key := range sel.Keys {
			if i, ok := r.Book.Row(key); ok && !except[key] {
				rows = append(rows, int32(i))
			}
		}
	}
	return rows
}

// each works out what a decision comes to for each of the clients, the ones for
// whom it comes to nothing left out, and those in question where the decision
// says so; out counts them.
func (s *Session) each(d Decision, yield func(row int, m *engine.Mend, o *engine.Option)) (selected, out int, err error) {
	if d.Terms != nil && !d.Terms.Valid() {
		return 0, 0, wire.NewFault("bad-action")
	}
	w := s.walking()
	rows := s.selected(d.Selection)
	var m engine.Mend
	for _, row := range rows {
		i := int(row)
		linked := w.Kin.Linked(w.Report, i)
		w.Mender.Mend(i, linked, &m)
		if o := d.How.option(w, i, linked, &m); o != nil && o.None == repair.Given {
			if d.Settled && m.Asks != 0 {
				out++
				continue
			}
			yield(i, &m, o)
		}
	}
	return len(rows), out, nil
}

// option is what is to be done with a client, nil for nothing.
func (h How) option(w *losses.Walk, i int, linked bool, m *engine.Mend) *engine.Option {
	try := func(t plan.Terms) *engine.Option {
		if !t.Valid() {
			return nil
		}
		o := w.Mender.Try(i, linked, t)
		return &o
	}
	switch {
	case h.Terms != nil:
		return try(*h.Terms)
	case h.Least > 0:
		if fee := book.Sub(h.Least, m.Client.GDC); fee > 0 {
			return try(plan.Terms{Lever: plan.Charge, Fee: fee})
		}
	case h.Best:
		return m.Best()
	default:
		for k := range m.Options {
			o := &m.Options[k]
			if o.Lever != h.Own || o.And != plan.NoLever {
				continue
			}
			if h.Own == plan.Charge && o.Fee == 0 || h.Own == plan.Grow && o.Assets == 0 {
				return nil
			}
			return o
		}
	}
	return nil
}

var _ = register[BulkQuery]()

func (BulkQuery) Kind() string { return "bulk" }
func (q BulkQuery) answer(s *Session) (Bulk, error) {
	r, p := s.Report(), s.State().Plans.Now()
	if q.Plan != 0 {
		st := s.State()
		var err error
		if p, err = st.Plan(q.Plan); err != nil {
			return Bulk{}, err
		}
	}
	out, list, base := Bulk{Revision: s.Revision()}, s.State().List(), r.Baseline(p.Avoidable)
	var rows []int
	var left int // in question
	var err error
	profit, minutes := book.Cents(0), book.Minutes(0) // by how much those before differ with the plan
	out.Selected, left, err = s.each(q.Decision, func(i int, m *engine.Mend, o *engine.Option) {
		rows = append(rows, i)
		out.Clients++
		practice, freed, left := o.Practice, o.Freed, o.Left
		if a, ok := p.Standing(r.Book.Keys[i]); ok {
			out.Decided++
			if a.Counts(list) {
				now := base.Effect(m.Client, a.Terms)
				practice, freed = book.Sub(practice, now.Practice), freed-now.Freed(m.Client)
				for _, l := range now.Left {
					left = book.Sub(left, l)
				}
				profit = book.Add(profit, book.Sub(now.After.Profit(), m.Client.Profit()))
				minutes -= now.Freed(m.Client)
			}
		}
		out.Practice = book.Add(out.Practice, practice)
		out.Freed = book.Add(out.Freed, freed)
		out.Left = book.Add(out.Left, left)
		out.After.Profit = book.Add(out.After.Profit, o.Profit)
		out.After.Minutes = book.Add(out.After.Minutes, m.Client.Minutes-o.Freed)
		if len(out.Who) < mostBulk {
			out.Who = append(out.Who, BulkRow{r.Book.Keys[i], r.Book.NameOf(i), o.Terms, practice})
		}
		if o.Profit < 0 {
			out.After.Unprofitable++
		}
		if o.Lever != plan.LetGo {
			out.After.Clients++
		}
		if o.Meets {
			out.Meets++
		}
		if m.Asks != 0 {
			out.Asks++
		}
		if !o.Allowed {
			out.Closed++
		}
		for bit := range out.Traps {
			out.Traps[bit] += int(o.Traps >> bit & 1)
		}
		out.Assets = book.Add(out.Assets, o.Assets)
		if o.Has(plan.Charge) {
			if out.Most = max(out.Most, o.Fee); out.Least == 0 || o.Fee < out.Least {
				out.Least = o.Fee
			}
		}
	})
	if err != nil {
		return Bulk{}, err
	}
	out.Asks += left
	out.Without = out.Selected - out.Clients - left
	out.Before = roster.Sum(r, rows)
	out.Before.Profit = book.Add(out.Before.Profit, profit)
	out.Before.Minutes = book.Add(out.Before.Minutes, minutes)
	return out, nil
}

// Decide asks for a decision to be carried out.
func Decide(d Decision) wire.Request { return wire.Ask("decide", d) }

// Decide works a decision out for each of its clients and puts that into the
// plan: one step, undone as one. What is kept is what it came to, so that the
// plan stays what it is when figures change. Who does it by when stays as it
// was, and with the same lever how one will know that it has worked.
func (s *Session) Decide(d Decision) error {
	s.DropTrial()
	r, st := s.Report(), s.State()
	p, err := st.Plan(d.Plan)
	if err != nil {
		return err
	}
	var actions []plan.Action
	_, _, err = s.each(d, func(i int, m *engine.Mend, o *engine.Option) {
		a := plan.Action{
			Key: r.Book.Keys[i], Terms: o.Terms, Owner: d.Owner, Due: d.Due, Note: d.Note, State: d.State, By: d.By, Else: d.Else,
			Was: plan.Was{
				Name: r.Book.NameOf(i), AsOf: max(r.Settings.AsOf, 0), List: s.State().List().Number, AUM: m.Client.AUM, Revenue: m.Client.Revenue, Profit: r.Profit[i], Minutes: m.Client.Minutes, Tier: r.Tier[i],
			},
		}
		if a.Lever == plan.Keep && a.Note == "" {
			a.Note = d.Kept
		}
		if old, ok := p.Of(a.Key); ok && old.Status < plan.Done {
			if a.Owner == "" {
				a.Owner = old.Owner
			}
			if a.Due == 0 {
				a.Due = old.Due
			}
			if a.Lever == old.Lever && a.And == old.And && a.State == "" && a.By == 0 && a.Else == plan.NoLever {
				a.Status, a.State, a.By, a.Else = old.Status, old.State, old.By, old.Else
			}
		}
		actions = append(actions, a)
	})
	switch {
	case err != nil:
		return err
	case len(actions) == 0:
		return wire.NewFault("nobody-changed")
	}
	return s.Do(decision.SetActions{Plan: d.Plan, Actions: actions})
}
