package decision

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/plan"
	"tierbook/engine/wire"
)

// SetFees sets the ways in which the advisor may be paid; what is not among
// them is not recommended.
type SetFees struct {
	Fees plan.Fees `json:"fees"`
}

func (SetFees) Kind() string { return "set-fees" }
func (c SetFees) apply(st *State) error {
	st.Settings.Fees = c.Fees
	return nil
}

// What plans hold at most.
const (
	MostPlans    = 20
	mostPlanName = 40 // characters
	mostOwner    = 60
	mostNote     = 500
	mostTalk     = 5000
)

// NewPlan makes a plan and goes on working on it. With From it begins as a copy
// of that one.
type NewPlan struct {
	Name string `json:"name"`
	From int    `json:"from,omitempty"`
}

func (NewPlan) Kind() string { return "new-plan" }
func (c NewPlan) apply(st *State) error {
	next := new(plan.Plan)
	if c.From != 0 {
		from, err := st.Plan(c.From)
		if err != nil {
			return err
		}
		next = from
	}
	if len(st.Plans.All) >= MostPlans {
		return wire.NewFault("many-plans", strconv.Itoa(MostPlans))
	}
	own := *next
	own.ID = 0
	name, err := planName(st, c.Name, 0)
	if err != nil {
		return err
	}
	own.Name = name
	st.Plans = st.Plans.With(&own)
	return nil
}

// planName is a name that no other plan has.
func planName(st *State, name string, of int) (string, error) {
	name = OneLine(name)
	if n := utf8.RuneCountInString(name); n == 0 || n > mostPlanName {
		return "", wire.NewFault("plan-name", strconv.Itoa(mostPlanName))
	}
	for _, p := range st.Plans.All {
		if p.ID != of && strings.EqualFold(p.Name, name) {
			return "", wire.NewFault("plan-taken", name)
		}
	}
	return name, nil
}

// Plan is a plan by its ID, with 0 the one that is worked on.
func (st *State) Plan(id int) (*plan.Plan, error) {
	if id == 0 {
		return st.Plans.Now(), nil
	}
	if p := st.Plans.ByID(id); p != nil {
		return p, nil
	}
	return nil, wire.NewFault("unknown-plan", strconv.Itoa(id))
}

// RenamePlan gives a plan another name.
type RenamePlan struct {
	Plan int    `json:"plan"`
	Name string `json:"name"`
}

func (RenamePlan) Kind() string { return "rename-plan" }
func (c RenamePlan) apply(st *State) error {
	p, err := st.Plan(c.Plan)
	if err != nil {
		return err
	}
	name, err := planName(st, c.Name, p.ID)
	if err != nil {
		return err
	}
	next := *p
	next.Name = name
	st.Plans = st.Plans.With(&next)
	return nil
}

// RemovePlan takes a plan away.
type RemovePlan struct {
	Plan int `json:"plan"`
}

func (RemovePlan) Kind() string { return "remove-plan" }
func (c RemovePlan) apply(st *State) error {
	p, err := st.Plan(c.Plan)
	if err != nil {
		return err
	}
	st.Plans = st.Plans.Without(p.ID)
	return nil
}

// ChoosePlan goes on working on another plan.
type ChoosePlan struct {
	Plan int `json:"plan"`
}

func (ChoosePlan) Kind() string { return "choose-plan" }
func (c ChoosePlan) apply(st *State) error {
	p, err := st.Plan(c.Plan)
	if err != nil {
		return err
	}
	st.Plans.Chosen = p.ID
	return nil
}

// SetAvoidable sets which part of what clients shed of a pool really goes away,
// in basis points.
type SetAvoidable struct {
	Plan int       `json:"plan,omitempty"`
	Pool cost.Pool `json:"pool"`
	Part book.BP   `json:"part"`
}

func (SetAvoidable) Kind() string { return "set-avoidable" }
func (c SetAvoidable) apply(st *State) error {
	p, err := st.Plan(c.Plan)
	if err != nil {
		return err
	}
	if c.Pool < 0 || c.Pool >= cost.Pools {
		return wire.NewFault("unknown-pool", strconv.Itoa(int(c.Pool)))
	}
	if c.Part < 0 || c.Part > 10000 {
		return wire.NewFault("avoidable", strconv.Itoa(int(c.Part)))
	}
	next := *p
	next.Avoidable[c.Pool] = c.Part
	st.Plans = st.Plans.With(&next)
	return nil
}

// SetActions puts actions about clients into a plan, in the place of those that
// it has about them. With Plan 0 it is the plan that is worked on, which begins
// with this where there is none.
type SetActions struct {
	Plan    int           `json:"plan,omitempty"`
	Actions []plan.Action `json:"actions"`
}

func (SetActions) Kind() string { return "set-actions" }
func (c SetActions) apply(st *State) error {
	p, err := st.Plan(c.Plan)
	if err != nil {
		return err
	}
	actions := slices.Clone(c.Actions)
	var keys []book.Key
	for i := range actions {
		a := &actions[i]
		if _, ok := p.Of(a.Key); !ok && !st.Known(a.Key) {
			return wire.NewFault("unknown-client", strconv.Itoa(int(a.Key)))
		}
		if err := tidy(a, st.Source.Ordinal()); err != nil {
			return err
		}
		keys = append(keys, a.Key)
	}
	if len(actions) == 0 {
		return nil
	}
	st.Plans = st.Plans.With(p.With(actions...)).Skip(false, keys...)
	return nil
}

// tidy puts what was typed into an action in order, or refuses it. list is the
// number of the one that is open: one that is done is so since then, where it
// does not say.
func tidy(a *plan.Action, list int) error {
	if !a.Terms.Valid() || a.Status >= plan.Statuses || a.Else >= plan.Levers || a.Deed.In > plan.No || a.Deed.List < 0 || a.Was.List < 0 {
		return wire.NewFault("bad-action", strconv.Itoa(int(a.Lever)), strconv.Itoa(int(a.And)))
	}
	switch {
	case a.Status != plan.Done:
		a.Deed = plan.Deed{}
	case a.Deed.List == 0:
		a.Deed.List = list
	}
	a.Owner, a.Note, a.State = OneLine(a.Owner), strings.TrimSpace(a.Note), OneLine(a.State)
	if a.Lever == plan.Keep && a.Note == "" {
		return wire.NewFault("no-keep-reason")
	}
	for _, text := range []struct {
		text, what string
		most       int
	}{{a.Owner, "owner", mostOwner}, {a.Note, "note", mostNote}, {a.State, "state", mostNote}, {a.Talk, "talk", mostTalk}} {
		if utf8.RuneCountInString(text.text) > text.most {
			return wire.NewFault("long-text", text.what, strconv.Itoa(text.most))
		}
	}
	for _, day := range []book.Day{a.Due, a.By, a.Was.AsOf, a.Deed.On} {
		if day < firstPlanned || day > lastPlanned {
			return wire.NewFault("bad-day")
		}
	}
	return nil
}

// Days of a plan are within these; 0 is none.
var firstPlanned, lastPlanned = book.Day(0), book.Date(9999, 12, 31)

// ChangeActions changes something of the actions about some clients, or of all
// with a lever. What is nil stays; clients that the plan is not about are passed
// over.
type ChangeActions struct {
	Plan   int          `json:"plan,omitempty"`
	Keys   []book.Key   `json:"keys,omitempty"`
	With   plan.Lever   `json:"with,omitempty"`   // instead: whose first lever it is, neither done nor dropped
	Unsure bool         `json:"unsure,omitempty"` // instead: those that are done of which nobody said whether the list has them
	Status *plan.Status `json:"status,omitempty"`
	On     *book.Day    `json:"on,omitempty"` // the day on which it was done
	In     *plan.Told   `json:"in,omitempty"` // whether the list that is open has what came of it
	Owner  *string      `json:"owner,omitempty"`
	Due    *book.Day    `json:"due,omitempty"`
	Note   *string      `json:"note,omitempty"`
	Talk   *string      `json:"talk,omitempty"` // "" for none of the advisor's own
	State  *string      `json:"state,omitempty"`
	By     *book.Day    `json:"by,omitempty"`
	Else   *plan.Lever  `json:"else,omitempty"`
	Terms  *plan.Terms  `json:"terms,omitempty"`
	Gaps   bool         `json:"gaps,omitempty"` // who does it, by when, and how it is known to have worked stay where an action has them
}

func (ChangeActions) Kind() string { return "change-actions" }
func (c ChangeActions) apply(st *State) error {
	p, err := st.Plan(c.Plan)
	if err != nil {
		return err
	}
	var actions []plan.Action
	keys := c.Keys
	number := st.Source.Ordinal()
	if c.With != plan.NoLever || c.Unsure {
		keys = nil
		for a := range p.All() {
			if c.Unsure && a.Unsure(plan.List{Number: number, AsOf: st.Settings.AsOf}) || a.Lever == c.With && a.Status != plan.Done && a.Status != plan.Dropped {
				keys = append(keys, a.Key)
			}
		}
	}
	for _, key := range keys {
		a, ok := p.Of(key)
		if !ok {
			continue
		}
		set(&a.Status, c.Status)
		if c.On != nil {
			a.Deed.On, a.Deed.In = *c.On, plan.Untold
		}
		if c.In != nil {
			a.Deed.List, a.Deed.In = number, *c.In
		}
		if !c.Gaps || a.Owner == "" {
			set(&a.Owner, c.Owner)
		}
		if !c.Gaps || a.Due == 0 {
			set(&a.Due, c.Due)
		}
		set(&a.Note, c.Note)
		set(&a.Talk, c.Talk)
		if !c.Gaps || a.State == "" && a.By == 0 && a.Else == plan.NoLever { // they belong together
			set(&a.State, c.State)
			set(&a.By, c.By)
			set(&a.Else, c.Else)
		}
		set(&a.Terms, c.Terms)
		if err := tidy(&a, number); err != nil {
			return err
		}
		actions = append(actions, a)
	}
	if len(actions) > 0 {
		st.Plans = st.Plans.With(p.With(actions...))
	}
	return nil
}

func set[T any](to, from *T) {
	if from != nil {
		*to = *from
	}
}

// RemoveActions takes clients out of a plan; without Keys, all of them.
type RemoveActions struct {
	Plan int        `json:"plan,omitempty"`
	Keys []book.Key `json:"keys,omitempty"`
}

func (RemoveActions) Kind() string { return "remove-actions" }
func (c RemoveActions) apply(st *State) error {
	p, err := st.Plan(c.Plan)
	if err != nil || p.Len() == 0 {
		return err
	}
	keys := c.Keys
	if len(keys) == 0 {
		for a := range p.All() {
			keys = append(keys, a.Key)
		}
	}
	st.Plans = st.Plans.With(p.Without(keys...))
	return nil
}

// SkipClients leaves clients for later in the walk, or no longer.
type SkipClients struct {
	Keys []book.Key `json:"keys"`
	Back bool       `json:"back,omitempty"` // no longer
}

func (SkipClients) Kind() string { return "skip-clients" }
func (c SkipClients) apply(st *State) error {
	for _, key := range c.Keys {
		if !c.Back && !st.Known(key) {
			return wire.NewFault("unknown-client", strconv.Itoa(int(key)))
		}
	}
	st.Plans = st.Plans.Skip(!c.Back, c.Keys...)
	return nil
}
