package session

import (
	"tierbook/engine"
	"tierbook/engine/agenda"
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
	Progress   agenda.Progress         `json:"progress"`

	Offset int          `json:"offset"`
	Rows   []agenda.Row `json:"rows"`
}

// mostShows is how many actions are marked as done at once.
const mostShows = 1000

// LeverSum is what the actions with one lever come to.
type LeverSum struct {
	Clients  int          `json:"clients"`
	Practice book.Cents   `json:"practice"`
	Freed    book.Minutes `json:"freed"`
	Assets   book.Cents   `json:"assets"` // to be brought in
}

var _ = register[PlanQuery]()

func (PlanQuery) Kind() string { return "plan" }
func (q PlanQuery) answer(s *Session) (PlanView, error) {
	st, r := s.State(), s.Report()
	p, err := st.Plan(q.Plan)
	if err != nil {
		return PlanView{}, err
	}
	v := PlanView{
		Revision: s.Revision(), ID: p.ID, Name: p.Name, Avoidable: p.Avoidable, Before: r.Practice, Tiers: r.Tiers, Unassigned: r.Unassigned,
		After: *s.planned(p), Total: p.Len(), Offset: max(q.Offset, 0),
	}
	rows := agenda.Rows(r, p, s.State().List(), q.Today)
	for i := range rows {
		row := &rows[i]
		v.Statuses[row.Status]++
		if row.Late {
			v.Late++
		}
		switch {
		case row.Unsure:
			v.Unsure++
			if row.Shown {
				v.Shown++
			}
		case row.Counts && row.Outcome == agenda.Worked && row.Lever != plan.Keep:
			if v.Unmarked++; v.Unmarked <= mostShows {
				v.Marks = append(v.Marks, row.Key)
			}
		}
		if row.Counts {
			l := &v.Levers[row.Lever]
			l.Clients++
			l.Practice = book.Add(l.Practice, row.Practice)
			l.Freed = book.Add(l.Freed, row.Freed)
			l.Assets = book.Add(l.Assets, row.Assets)
			if row.Profit < 0 && row.After >= 0 {
				v.Mended++
			}
		}
		v.Progress.Add(row)
	}
	order := book.Rows(len(rows))
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
func (s *Session) PlanRows(id int, today book.Day) ([]agenda.Row, error) {
	st := s.State()
	p, err := st.Plan(id)
	if err != nil {
		return nil, err
	}
	return agenda.Rows(s.Report(), p, s.State().List(), today), nil
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
	out := Plans{Revision: s.Revision()}
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
	p, err := st.Plan(q.Plan)
	if err != nil {
		return Anew{}, err
	}
	out := Anew{Revision: s.Revision()}
	next, rows := r.Anew(p, s.State().List().Number)
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
