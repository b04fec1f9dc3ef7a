package session

import (
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/plan"
)

// PlanOrder is the order of a plan's actions.
type PlanOrder uint8

const (
	ByDue    PlanOrder = iota // the next one first, those without a date last
	ByEffect                  // what brings the practice most first
	ByClient                  // by name
	ByStatus
	ByLever
)

// PlanQuery asks for a plan, with 0 the one that is worked on, and for a stretch
// of its actions. Today is the caller's, for the engine has no clock; 0 for
// none.
type PlanQuery struct {
	Plan   int       `json:"plan,omitempty"`
	Today  book.Day  `json:"today,omitempty"`
	Sort   PlanOrder `json:"sort,omitempty"`
	Offset int       `json:"offset"`
	Limit  int       `json:"limit"`
}

// PlanView is a plan laid over the practice, before and after side by side.
type PlanView struct {
	Revision  int                 `json:"revision"`
	ID        int                 `json:"id"` // 0 where there is no plan yet
	Name      string              `json:"name"`
	Avoidable [cost.Pools]book.BP `json:"avoidable"`

	Before     engine.Line             `json:"before"` // the practice
	Tiers      [book.Tiers]engine.Line `json:"tiers"`  // before
	Unassigned engine.Line             `json:"unassigned"`
	After      engine.Planned          `json:"after"`
	Levers     [plan.Levers]LeverSum   `json:"levers"`   // of what still counts; pairs stand at their first
	Statuses   [plan.Statuses]int      `json:"statuses"` // actions
	Total      int                     `json:"total"`
	Late       int                     `json:"late"` // due before today, and neither done nor dropped
	Mended     int                     `json:"mended"`
	Unsure     int                     `json:"unsure"`   // done, and whether the list has it already is not known
	Shown      int                     `json:"shown"`    // of those, the ones that it shows
	Unmarked   int                     `json:"unmarked"` // that the list shows, and that are not marked as done
	Marks      []book.Key              `json:"marks"`    // the first mostShows of them
	Progress   Progress                `json:"progress"`

	Offset int       `json:"offset"`
	Rows   []PlanRow `json:"rows"`
}

// mostShows is how many actions are marked as done at once.
const mostShows = 1000

// LeverSum is what the actions with one lever come to.
type LeverSum struct {
	Clients  int          `json:"clients"`
	Practice book.Cents   `json:"practice"`
	Freed    book.Minutes `json:"freed"`
}

// Outcome is what the list says now of an action that was decided on an older
// one.
type Outcome uint8

const (
	TooEarly Outcome = iota // the list is the one it was decided on, or older than what was done
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

// PlanRow is an action, what it would do, and what it did. What it has beside
// the action must not go by a name of the action's on the wire: Terms has a
// tier and minutes too.
type PlanRow struct {
	plan.Action
	ID       string       `json:"id"`
	Name     string       `json:"name"` // "" where the client is not in the list
	Tier     book.Tier    `json:"in_tier"`
	Counts   bool         `json:"counts"` // it still changes something
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

	shown bool // the list shows what was wanted
}

// list is the client list that is shown, as plans lie over it.
func (s *Session) list() plan.List {
	st := s.State()
	return plan.List{Number: st.Source.number(), AsOf: st.Settings.AsOf}
}

var _ = register[PlanQuery]()

func (PlanQuery) Kind() string { return "plan" }
func (q PlanQuery) answer(s *Session) (PlanView, error) {
	st, r := s.State(), s.Report()
	p, err := planOf(&st, q.Plan)
	if err != nil {
		return PlanView{}, err
	}
	v := PlanView{
		Revision: s.revision, ID: p.ID, Name: p.Name, Avoidable: p.Avoidable, Before: r.Practice, Tiers: r.Tiers, Unassigned: r.Unassigned,
		After: *s.planned(p), Total: p.Len(), Offset: max(q.Offset, 0),
	}
	rows := s.planRows(p, q.Today)
	for i := range rows {
		row := &rows[i]
		v.Statuses[row.Status]++
		if row.Late {
			v.Late++
		}
		switch {
		case row.Unsure:
			v.Unsure++
			if row.shown {
				v.Shown++
			}
		case row.Counts && row.Outcome == Worked && row.Lever != plan.Keep:
			if v.Unmarked++; v.Unmarked <= mostShows {
				v.Marks = append(v.Marks, row.Key)
			}
		}
		if row.Counts {
			l := &v.Levers[row.Lever]
			l.Clients++
			l.Practice = book.Add(l.Practice, row.Practice)
			l.Freed = book.Add(l.Freed, row.Freed)
			if row.Profit < 0 && row.After >= 0 {
				v.Mended++
			}
		}
		v.Progress.add(row)
	}
	order := make([]int32, len(rows))
	for i := range order {
		order[i] = int32(i)
	}
	if q.Sort == ByClient {
		order = book.ByText(order, false, func(i int32) []byte { return []byte(rows[i].Name) })
	} else {
		order = book.ByNumber(order, func(i int32) book.Cents {
			switch row := &rows[i]; q.Sort {
			case ByEffect:
				return -max(row.Practice, -book.Largest)
			case ByStatus:
				return book.Cents(row.Status)
			case ByLever:
				return book.Cents(row.Lever)<<8 | book.Cents(row.And)
			default:
				if row.Due == 0 {
					return 1<<63 - 1
				}
				return book.Cents(row.Due)
			}
		})
	}
	for _, i := range stretch(order, v.Offset, q.Limit) {
		v.Rows = append(v.Rows, rows[i])
	}
	return v, nil
}

// PlanRows are all actions of a plan, in the order of the clients' keys: for
// what is written to files. Today is as in PlanQuery.
func (s *Session) PlanRows(id int, today book.Day) ([]PlanRow, error) {
	st := s.State()
	p, err := planOf(&st, id)
	if err != nil {
		return nil, err
	}
	return s.planRows(p, today), nil
}

func (s *Session) planRows(p *plan.Plan, today book.Day) []PlanRow {
	r := s.Report()
	base := r.Baseline(p.Avoidable)
	find, list := r.Finder(), s.list()
	rows := make([]PlanRow, 0, p.Len())
	for a := range p.All() {
		row := PlanRow{Action: *a}
		row.In, row.Newer, row.Unsure = a.In(list), a.Newer(list), a.Unsure(list)
		row.Late = a.Due != 0 && a.Due < today && a.Status != plan.Done && a.Status != plan.Dropped
		i, there := find(a.Key)
		if there {
			c := r.PlanClient(i)
			e := base.Effect(c, a.Terms)
			row.ID, row.Name, row.Tier, row.Counts = r.Book.IDOf(i), r.Book.NameOf(i), r.Tier[i], a.Counts(list)
			row.AUM, row.Revenue, row.Profit, row.Minutes = book.At(r.Book.AUM, i), c.Revenue, r.Profit[i], c.Minutes
			row.After, row.Practice, row.Freed = e.After.Profit(), e.Practice, e.Freed(c)
			for _, left := range e.Left {
				row.Left = book.Add(row.Left, left)
			}
		}
		row.shown = shows(r, &row, there)
		row.Outcome = row.outcome(list)
		rows = append(rows, row)
	}
	return rows
}

// outcome says what the list has to say of an action.
func (row *PlanRow) outcome(list plan.List) Outcome {
	switch {
	case !row.Newer || row.Status == plan.Dropped || row.Status == plan.Done && !row.In:
		return TooEarly
	case row.shown:
		return Worked
	case row.By != 0 && row.By <= list.AsOf:
		return NextStep
	}
	return NotYet
}

// shows reports whether the list shows what was wanted of an action.
func shows(r *engine.Report, row *PlanRow, there bool) bool {
	was, t := &row.Was, &row.Terms
	switch {
	case t.Has(plan.LetGo):
		return !there
	case t.Has(plan.HandOver):
		return !there || row.Minutes <= book.Minutes(book.MulDiv(int64(was.Minutes), int64(t.TimeKept), 10000, book.Nearest))
	}
	worked := there
	if t.Has(plan.Charge) {
		brings := book.Cents(book.MulDiv(int64(t.Fee), int64(r.Settings.Payout), 10000, book.Floor))
		worked = worked && row.Revenue >= book.Add(was.Revenue, brings)
	}
	if t.Has(plan.Grow) {
		worked = worked && book.OrZero(row.AUM) >= book.Add(was.AUM, t.Assets)
	}
	if t.Has(plan.Serve) {
		worked = worked && row.Minutes <= r.Settings.Standard()[t.Tier-1]
	}
	if t.Has(plan.Trim) {
		worked = worked && row.Minutes <= t.Minutes
	}
	return worked
}

// add counts an action.
func (p *Progress) add(row *PlanRow) {
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

// PlansQuery asks for all plans side by side.
type PlansQuery struct{}

// Plans are all plans.
type Plans struct {
	Revision int         `json:"revision"`
	All      []PlanBrief `json:"all"` // in the order in which they were made
}

// PlanBrief is a plan among others.
type PlanBrief struct {
	ID      int          `json:"id"`
	Name    string       `json:"name"`
	Chosen  bool         `json:"chosen,omitempty"`
	Actions int          `json:"actions"`
	Before  engine.Line  `json:"before"`
	After   engine.Line  `json:"after"`
	Freed   book.Minutes `json:"freed"`
	Serves  book.Minutes `json:"serves"`
	Left    book.Cents   `json:"left"`
	Avoided book.Cents   `json:"avoided"`
}

var _ = register[PlansQuery]()

func (PlansQuery) Kind() string { return "plans" }
func (PlansQuery) answer(s *Session) (Plans, error) {
	ps := s.State().Plans
	out := Plans{Revision: s.revision}
	for _, p := range ps.All {
		after := s.planned(p)
		one := PlanBrief{
			ID: p.ID, Name: p.Name, Chosen: p.ID == ps.Chosen, Actions: p.Len(),
			Before: s.Report().Practice, After: after.Practice, Freed: after.Freed, Serves: after.Serves,
		}
		for k := range after.Left {
			one.Left = book.Add(one.Left, after.Left[k])
			one.Avoided = book.Add(one.Avoided, after.Avoided[k])
		}
		out.All = append(out.All, one)
	}
	return out, nil
}

// AnewQuery asks where the practice would tier anew after a plan.
type AnewQuery struct {
	Plan int `json:"plan,omitempty"`
}

// Anew is how clients would move if the whole model were run again after a plan
// (METHOD.md §7: shown apart, for a plan lies over tiers as they are).
type Anew struct {
	Revision int                                     `json:"revision"`
	Moves    [book.Tiers + 1][book.Tiers + 1]int     `json:"moves"` // clients from a tier (before) to one (after), unassigned first
	Moved    int                                     `json:"moved"`
	Left     int                                     `json:"left"` // clients who are let go
	Names    [book.Tiers + 1][book.Tiers + 1][]Mover `json:"names"`
}

// Mover is one who would move.
type Mover struct {
	Key  book.Key `json:"key"`
	Name string   `json:"name"`
}

// mostMovers is how many of a kind of move are named.
const mostMovers = 3

var _ = register[AnewQuery]()

func (AnewQuery) Kind() string { return "anew" }
func (q AnewQuery) answer(s *Session) (Anew, error) {
	st, r := s.State(), s.Report()
	p, err := planOf(&st, q.Plan)
	if err != nil {
		return Anew{}, err
	}
	out := Anew{Revision: s.revision}
	next, rows := r.Anew(p, s.list().Number)
	out.Left = r.Book.N - len(rows)
	for k, i := range rows {
		from, to := r.Tier[i], next.Tier[k]
		out.Moves[from][to]++
		if from == to {
			continue
		}
		out.Moved++
		if names := &out.Names[from][to]; len(*names) < mostMovers {
			*names = append(*names, Mover{r.Book.Keys[i], r.Book.NameOf(i)})
		}
	}
	return out, nil
}
