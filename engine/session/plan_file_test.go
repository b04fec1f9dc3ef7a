package session

import (
	"bytes"
	"encoding/csv"
	"math/rand/v2"
	"slices"
	"testing"

	"tierbook/engine/agenda"
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/plan"
	"tierbook/engine/roster"
)

func TestPlanAsCSV(t *testing.T) {
	s := losers(t, rand.New(rand.NewPCG(51, 52)), 700)
	if err := s.Decide(Decision{Selection: Selection{Filter: &roster.Filter{}}, How: How{Terms: &plan.Terms{Lever: plan.Serve, And: plan.Charge, Tier: 4, Fee: 123_45}}, Owner: "=Kim", Due: today, Note: "a, b"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Decide(Decision{Selection: Selection{Keys: []book.Key{5}}, How: How{Own: plan.HandOver}}); err != nil {
		t.Fatal(err)
	}
	text := exported(t, s, Export{Table: ExportPlan})
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff")))).ReadAll()
	if err != nil || len(rows) != 701 {
		t.Fatalf("%d rows (%v)", len(rows), err)
	}
	at := func(row int, head string) string {
		k := slices.Index(rows[0], head)
		if k < 0 {
			t.Fatalf("no column %q: %q", head, rows[0])
		}
		return rows[row][k]
	}
	for head, want := range map[string]string{
		"Tierbook number": "7", "Action": "Serve as another tier", "And": "Charge for the service", "Fee a year": "123.45", "Serve as": "Bronze", "Assets to bring in": "",
		"Status": "Planned", "Owner": "'=Kim", "Due": "2026-06-30", "By": "", "Note": "a, b", "Revenue kept %": "",
	} {
		if got := at(7, head); got != want {
			t.Errorf("%s: %q, want %q", head, got, want)
		}
	}
	if at(5, "Action") != "Hand over" || at(5, "Revenue kept %") != "50.00" || at(5, "Time kept %") != "0.00" || at(5, "Owner") != "'=Kim" || at(5, "Note") != "" {
		t.Errorf("handed over: %q", rows[5])
	}
	if _, err := s.Export(Export{Table: ExportPlan, Plan: 9}); err == nil {
		t.Error("a plan that is not there is written")
	}
}

func TestPlanDates(t *testing.T) {
	s := losers(t, rand.New(rand.NewPCG(53, 54)), 60)
	decide := func(due, by book.Day, owner string, keys ...book.Key) {
		t.Helper()
		terms := plan.Terms{Lever: plan.Charge, Fee: 100}
		if err := s.Decide(Decision{Selection: Selection{Keys: keys}, How: How{Terms: &terms}, Due: due, By: by, Owner: owner, Else: plan.HandOver, State: "pays", Note: "as agreed"}); err != nil {
			t.Fatal(err)
		}
	}
	decide(today+9, today+99, "", 1, 2, 3)
	decide(today+9, 0, "Kim", 4)
	decide(0, 0, "Kim", 5, 6)
	decide(today+3, 0, "", 7)
	do(t, s, decision.ChangeActions{Keys: []book.Key{2, 6}, Status: ptr(plan.Done)})
	decide(today+3, today+99, "", 8)
	do(t, s, decision.ChangeActions{Keys: []book.Key{8}, Status: ptr(plan.Dropped)})
	d := see(t, s, DatesQuery{})
	want := []agenda.Date{
		{Day: today + 3, Lever: plan.Charge, Clients: 1}, {Day: today + 9, Lever: plan.Charge, Clients: 2}, {Day: today + 9, Lever: plan.Charge, Owner: "Kim", Clients: 1},
		{Day: today + 99, Check: true, Lever: plan.HandOver, State: "pays", Clients: 3}, // of one that is done, too
	}
	if !slices.EqualFunc(d.All, want, func(a, b agenda.Date) bool {
		return a.Day == b.Day && a.Check == b.Check && a.Lever == b.Lever && a.Owner == b.Owner && a.State == b.State && a.Clients == b.Clients && a.Fee == book.Cents(100*a.Clients) && a.Assets == 0 && a.Who == nil
	}) || d.Undated != 1 {
		t.Errorf("dates are %+v", d)
	}
	keys := func(d Dates) (all []string) {
		for i := range d.All {
			all = append(all, d.All[i].Key(d.ID))
		}
		return all
	}
	was := keys(d)
	do(t, s, decision.ChangeActions{Keys: []book.Key{1}, Status: ptr(plan.Done)}, decision.RenamePlan{Plan: d.ID, Name: "Other"})
	if is := keys(see(t, s, DatesQuery{})); !slices.Equal(is, was) || len(slices.Compact(slices.Sorted(slices.Values(was)))) != len(want) {
		t.Errorf("once one is done, the dates that were %q are %q", was, is)
	}
	s.Undo()
	s.Undo()
	if d = see(t, s, DatesQuery{Names: true}); len(d.All[1].Who) != 2 || d.All[1].Who[0] != (agenda.Dated{Name: s.Report().Book.NameOf(0), Terms: plan.Terms{Lever: plan.Charge, Fee: 100}, Note: "as agreed"}) {
		t.Errorf("dates with names are %+v", d)
	}
}
