package session

import (
	"encoding/json"
	"strings"
	"testing"

	"tierbook/engine/agenda"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/history"
	"tierbook/engine/merge"
	"tierbook/engine/plan"
	"tierbook/engine/wire"
)

// feePlanned is the list of a family, in which a fee is planned for Bo Ek.
func feePlanned(t *testing.T) *Session {
	s := New(today)
	s.Open(family(), mine, today)
	do(t, s, decision.SetPool{Pool: cost.Wages, Amount: 50_000_00})
	if err := s.Decide(Decision{Selection: Selection{Keys: []book.Key{1}}, How: How{Terms: &plan.Terms{Lever: plan.Charge, Fee: 900_00}}}); err != nil {
		t.Fatal(err)
	}
	return s
}

// renewed takes in a list of a day in which Bo Ek pays what was planned.
func renewed(s *Session, asOf book.Day) {
	next := family()
	next.Book.GDC[0] += 900_00
	s.Renew(merge.Renewed, &decision.Source{Import: next, Origin: mine}, asOf)
}

// TestWhatIsDoneCountsOnce: a list that is taken in after an action was marked
// as done has it, also where both are of one day.
func TestWhatIsDoneCountsOnce(t *testing.T) {
	s := feePlanned(t)
	do(t, s, decision.ChangeActions{Keys: []book.Key{1}, Status: ptr(plan.Done), On: ptr(today)})
	if v := see(t, s, PlanQuery{}); v.After.Practice.Revenue != v.Before.Revenue+900_00 || v.Unsure != 0 || v.Progress != (agenda.Progress{}) {
		t.Errorf("on the list that it was decided on: %+v", v)
	}
	renewed(s, today)
	check := func(s *Session) {
		t.Helper()
		v := see(t, s, PlanQuery{Limit: 9})
		if v.After.Practice != v.Before || v.After.Actions != 0 {
			t.Errorf("it counts twice: %+v, with the plan %+v", v.Before, v.After.Practice)
		}
		if v.Progress != (agenda.Progress{Worked: 1, Revenue: 900_00, Profit: 900_00}) || v.Rows[0].Outcome != agenda.Worked || v.Unsure != 0 {
			t.Errorf("it has come to %+v", v.Progress)
		}
		if a := see(t, s, AnewQuery{}); a.Moved != 0 {
			t.Errorf("%d move", a.Moved)
		}
	}
	check(s)
	h := &shelf{}
	c, log := saved(t, s.Checkpoint(h.name), nil)
	again, err := Resume(c, log, h.list)
	if err != nil || c.Version != decision.KeptVersion {
		t.Fatal(c.Version, err)
	}
	check(again)
	s.Undo()
	if v := see(t, s, PlanQuery{}); v.After.Actions != 1 {
		t.Error("with the list before it counts no longer")
	}
}

// TestWhatIsMarkedLateIsAsked: what was marked as done on a newer list than it
// was decided on may be in that list or not.
func TestWhatIsMarkedLateIsAsked(t *testing.T) {
	s := feePlanned(t)
	renewed(s, today+90)
	if v := see(t, s, PlanQuery{}); v.Unmarked != 1 {
		t.Errorf("it is in the list and not marked: %+v", v)
	}
	do(t, s, decision.ChangeActions{Keys: []book.Key{1}, Status: ptr(plan.Done), On: ptr(today + 95)})
	v := see(t, s, PlanQuery{Limit: 1})
	if v.Unsure != 1 || v.Shown != 1 || v.After.Actions != 1 || v.Unmarked != 0 || !v.Rows[0].Unsure {
		t.Errorf("marked on the newer list: %+v", v)
	}
	do(t, s, decision.ChangeActions{Unsure: true, In: ptr(plan.Yes)})
	if v = see(t, s, PlanQuery{Limit: 1}); v.Unsure != 0 || v.After.Actions != 0 || v.Progress.Worked != 1 {
		t.Errorf("it is in the list: %+v", v)
	}
	do(t, s, decision.ChangeActions{Keys: []book.Key{1}, In: ptr(plan.No)})
	if v = see(t, s, PlanQuery{Limit: 1}); v.Unsure != 0 || v.After.Actions != 1 {
		t.Errorf("it is not: %+v", v)
	}
	do(t, s, decision.ChangeActions{Keys: []book.Key{1}, On: ptr(today + 80)})
	if v = see(t, s, PlanQuery{Limit: 1}); v.Unsure != 0 || v.After.Actions != 0 {
		t.Errorf("it was done before: %+v", v)
	}
	do(t, s, decision.ChangeActions{Keys: []book.Key{1}, Status: ptr(plan.Begun)})
	if a, _ := s.State().Plans.Now().Of(1); a.Deed != (plan.Deed{}) {
		t.Errorf("it is not done, and has %+v", a.Deed)
	}
}

// TestPlansOfVersion2: a plan that was kept before lists had numbers, and
// actions a day on which they were done, goes on as it was: what is done counts
// on the list that it was decided on, and not on newer ones.
func TestPlansOfVersion2(t *testing.T) {
	for day, counts := range map[book.Day]int{today: 1, today + 90: 0} {
		s := feePlanned(t)
		do(t, s, decision.ChangeActions{Keys: []book.Key{1}, Status: ptr(plan.Done)}, decision.SetAsOf{AsOf: day})
		h := &shelf{}
		c := s.Checkpoint(h.name)
		older := strings.NewReplacer(`"deed":{"list":1},`, "", `"list":1,`, "")
		for _, step := range c.Steps {
			for key, text := range step.State {
				if strings.HasPrefix(key, "plan") {
					step.State[key] = json.RawMessage(older.Replace(string(text)))
				}
			}
		}
		if c.Version = 2; strings.Contains(string(wire.Encode(c)), "deed") {
			t.Fatal("it is not as it was")
		}
		c, log := saved(t, c, []history.Entry{{Seq: c.Seq + 1, Kind: "change-actions", Body: json.RawMessage(`{"keys":[1],"owner":"Kim"}`)}})
		again, err := Resume(c, log, h.list)
		if err != nil {
			t.Fatal(err)
		}
		if v := see(t, again, PlanQuery{Limit: 1}); v.After.Actions != counts || v.Unsure != 0 || v.Rows[0].Owner != "Kim" {
			t.Errorf("as of %s it is %+v", day, v)
		}
		renewed(again, today)
		if v := see(t, again, PlanQuery{}); v.After.Actions != 0 {
			t.Errorf("it counts on a list that was taken in since")
		}
	}
}
