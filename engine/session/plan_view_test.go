package session

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"tierbook/engine/agenda"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/merge"
	"tierbook/engine/plan"
	"tierbook/engine/roster"
)

// TestPlanAddsUp: the rows of a plan come to its sums, by lever and in all, and
// its tiers to the practice.
func TestPlanAddsUp(t *testing.T) {
	rng := rand.New(rand.NewPCG(31, 32))
	for range 20 {
		s := losers(t, rng, 50)
		do(t, s, decision.NewPlan{Name: "a"}, decision.SetAvoidable{Pool: cost.Wages, Part: book.BP(rng.IntN(10001))})
		for range 12 {
			d := Decision{Selection: Selection{Keys: []book.Key{book.Key(1 + rng.IntN(50))}}, How: How{Own: plan.Lever(1 + rng.IntN(7))}, Note: "n", Due: book.Day(rng.IntN(3)) * today}
			_ = s.Decide(d) // some have no such figure
		}
		do(t, s, decision.ChangeActions{Keys: []book.Key{3, 9, 20}, Status: ptr(plan.Dropped)})
		v := see(t, s, PlanQuery{Limit: MostRows, Today: today + 1})
		var practice book.Cents
		var freed book.Minutes
		var assets book.Cents
		late := 0
		for _, row := range v.Rows {
			if row.Status == plan.Dropped {
				continue
			}
			practice += row.Practice
			freed += row.Freed
			assets += row.Assets
			if row.Due == today {
				late++
			}
		}
		var levers book.Cents
		for _, l := range v.Levers {
			levers += l.Practice
			assets -= l.Assets
		}
		if v.After.Practice.Profit-v.Before.Profit != practice || levers != practice || assets != 0 || v.After.Freed != freed || v.Late != late || len(v.Rows) != v.Total || v.Total == 0 {
			t.Fatalf("rows come to %d and %d minutes, %d late: %+v", practice, freed, late, v)
		}
		sum, left := v.After.Unassigned.Profit-v.After.Practice.Unused, book.Cents(0)
		for k := range v.After.Tiers {
			sum += v.After.Tiers[k].Profit
		}
		for _, l := range v.After.Left {
			left += l
		}
		if sum != v.After.Practice.Profit || v.After.Practice.Unused-v.Before.Unused != left {
			t.Fatalf("tiers come to %d, the practice to %d; %d is left behind", sum, v.After.Practice.Profit, left)
		}
		for order := ByDue; order <= ByLever; order++ {
			rows := see(t, s, PlanQuery{Sort: order, Limit: MostRows}).Rows
			if len(rows) != v.Total {
				t.Fatalf("order %d has %d rows", order, len(rows))
			}
			if !slices.IsSortedFunc(rows, func(a, b agenda.Row) int {
				switch order {
				case ByDue:
					return int(uint64(a.Due-1)>>1) - int(uint64(b.Due-1)>>1)
				case ByEffect:
					return sign(b.Practice - a.Practice)
				case ByClient:
					return slices.Compare(book.Fold(nil, []byte(a.Name)), book.Fold(nil, []byte(b.Name)))
				case ByStatus:
					return int(a.Status) - int(b.Status)
				}
				return (int(a.Lever)<<4 | int(a.And)) - (int(b.Lever)<<4 | int(b.And))
			}) {
				t.Errorf("order %d is none", order)
			}
		}
		page := see(t, s, PlanQuery{Offset: 2, Limit: 3})
		if want := v.Rows[min(2, len(v.Rows)):min(5, len(v.Rows))]; len(page.Rows) != len(want) || len(want) > 0 && page.Rows[0].Key != see(t, s, PlanQuery{Limit: MostRows}).Rows[2].Key {
			t.Errorf("a page of %d rows", len(page.Rows))
		}
	}
}

func TestPlansSideBySide(t *testing.T) {
	s := losers(t, rand.New(rand.NewPCG(33, 34)), 40)
	keys := []book.Key{1, 2, 3, 4, 5, 6, 7, 8}
	do(t, s, decision.NewPlan{Name: "Let go"})
	if err := s.Decide(Decision{Selection: Selection{Keys: keys}, How: How{Own: plan.LetGo}}); err != nil {
		t.Fatal(err)
	}
	do(t, s, decision.NewPlan{Name: "Keep some", From: 1}, decision.RemoveActions{Keys: keys[:4]})
	all := see(t, s, PlansQuery{}).All
	if len(all) != 2 || all[0].Actions != 8 || all[1].Actions != 4 || all[0].Chosen || !all[1].Chosen || all[0].Before != all[1].Before {
		t.Fatalf("side by side: %+v", all)
	}
	if all[0].Freed <= all[1].Freed || all[0].Left <= all[1].Left || all[0].After.Clients != all[0].Before.Clients-8 {
		t.Errorf("side by side: %+v", all)
	}
	for _, one := range all {
		if v := see(t, s, PlanQuery{Plan: one.ID}); v.After.Practice != one.After || v.Name != one.Name || v.After.Freed != one.Freed {
			t.Errorf("%+v alone is %+v", one, v)
		}
	}
}

// TestProgress: what a newer list says of what was decided on an older one.
func TestProgress(t *testing.T) {
	s := New(today)
	s.Open(family(), mine, today)
	do(t, s, decision.SetPool{Pool: cost.Wages, Amount: 50_000_00})
	decide := func(key book.Key, terms plan.Terms, by book.Day) {
		t.Helper()
		if err := s.Decide(Decision{Selection: Selection{Keys: []book.Key{key}}, How: How{Terms: &terms}, By: by, Else: plan.LetGo}); err != nil {
			t.Fatal(err)
		}
	}
	decide(1, plan.Terms{Lever: plan.Charge, Fee: 900_00}, 0)                                   // will pay it
	decide(2, plan.Terms{Lever: plan.Charge, Fee: 900_00}, today+30)                            // will not
	decide(3, plan.Terms{Lever: plan.Trim, Minutes: 300}, 0)                                    // will take less
	decide(4, plan.Terms{Lever: plan.Grow, Assets: 100_000_00, And: plan.Trim, Minutes: 10}, 0) // half of it
	decide(5, plan.Terms{Lever: plan.LetGo}, today+10)                                          // will stay
	decide(6, plan.Terms{Lever: plan.LetGo}, 0)                                                 // is due later
	do(t, s, decision.ChangeActions{Keys: []book.Key{6}, Due: ptr(today + 60)})
	if v := see(t, s, PlanQuery{}); v.Progress != (agenda.Progress{}) {
		t.Errorf("on the list it was made on the plan has come to %+v", v.Progress)
	}
	before := see(t, s, PlanQuery{}).After.Practice.Profit
	// A newer list of the same clients.
	next := family()
	b := next.Book
	b.GDC[0], b.Hours[2], b.AUM[3] = 1_000_00, 240, 700_000_00
	s.Renew(merge.Renewed, &decision.Source{Import: next, Origin: mine}, today+30)
	do(t, s, decision.ChangeActions{Keys: []book.Key{1, 3}, Status: ptr(plan.Done), On: ptr(today + 20)})
	v := see(t, s, PlanQuery{Limit: 9})
	want := map[book.Key]agenda.Outcome{1: agenda.Worked, 2: agenda.NextStep, 3: agenda.Worked, 4: agenda.NotYet, 5: agenda.NextStep, 6: agenda.TooEarly}
	for _, row := range v.Rows {
		if row.Outcome != want[row.Key] {
			t.Errorf("client %d: %d, want %d", row.Key, row.Outcome, want[row.Key])
		}
		if counts := row.Key != 1 && row.Key != 3; row.Counts != counts {
			t.Errorf("client %d still counts: %v", row.Key, row.Counts)
		}
	}
	if p := v.Progress; p.Worked != 2 || p.NotYet != 1 || p.Next != 2 || p.Revenue != 900_00 || p.Minutes != 360 {
		t.Errorf("it has come to %+v", p)
	}
	if v.After.Actions != 4 || v.After.Practice.Profit == before {
		t.Errorf("what is done counts twice: %+v", v.After)
	}
}

// TestWhatWasSaidIsEnough: the page says a fee in whole units and time in
// tenths of an hour, so that is what a newer list has to show; nothing at all is
// not enough.
func TestWhatWasSaidIsEnough(t *testing.T) {
	trim := func(m book.Minutes) plan.Terms { return plan.Terms{Lever: plan.Trim, Minutes: m} }
	fee := plan.Terms{Lever: plan.Charge, Fee: 5319_01}
	for _, c := range []struct {
		name   string
		terms  plan.Terms
		more   book.Cents   // GDC
		assets book.Cents   // more
		takes  book.Minutes // 600 before
		worked bool
	}{
		{"the fee to the unit", fee, 5319_00, 0, 600, true},
		{"a unit less", fee, 5318_00, 0, 600, false},
		{"no fee", plan.Terms{Lever: plan.Charge, Fee: 50}, 0, 0, 600, false},
		{"assets to the unit", plan.Terms{Lever: plan.Grow, Assets: 40_000_99}, 0, 40_000_00, 600, true},
		{"half of the assets", plan.Terms{Lever: plan.Grow, Assets: 40_000_99}, 0, 20_000_00, 600, false},
		{"time to the tenth", trim(220), 0, 0, 222, true}, // both are 3.7 h
		{"a tenth more", trim(220), 0, 0, 228, false},
		{"no time less", trim(597), 0, 0, 600, false},
	} {
		s := New(today)
		s.Open(family(), mine, today)
		do(t, s, decision.SetPool{Pool: cost.Wages, Amount: 50_000_00})
		if err := s.Decide(Decision{Selection: Selection{Keys: []book.Key{1}}, How: How{Terms: &c.terms}}); err != nil {
			t.Fatal(err)
		}
		next := family()
		next.Book.GDC[0] += c.more
		next.Book.AUM[0] += c.assets
		next.Book.Hours[0] = c.takes
		s.Renew(merge.Renewed, &decision.Source{Import: next, Origin: mine}, today+30)
		if got := see(t, s, PlanQuery{Limit: 9}).Rows[0].Outcome == agenda.Worked; got != c.worked {
			t.Errorf("%s: it worked %v", c.name, got)
		}
	}
}

// TestWhoAndWhenForAll: what is set for all with a lever leaves alone what single
// actions have, unless it is to take the place of that.
func TestWhoAndWhenForAll(t *testing.T) {
	s := New(today)
	s.Open(listOf(4), mine, today)
	if err := s.Decide(Decision{Selection: Selection{Keys: []book.Key{1, 2, 3}}, How: How{Own: plan.LetGo}}); err != nil {
		t.Fatal(err)
	}
	do(t, s, decision.ChangeActions{Keys: []book.Key{1}, Owner: ptr("Ann"), State: ptr("gone")}, decision.ChangeActions{Keys: []book.Key{2}, Due: ptr(today + 1), By: ptr(today + 2)})
	all := decision.ChangeActions{With: plan.LetGo, Owner: ptr("Kim"), Due: ptr(today + 9), State: ptr("moved"), By: ptr(today + 99), Else: ptr(plan.HandOver)}
	check := func(want ...plan.Action) {
		t.Helper()
		for k, w := range want {
			a, _ := s.State().Plans.Now().Of(book.Key(k + 1))
			if a.Owner != w.Owner || a.Due != w.Due || a.State != w.State || a.By != w.By || a.Else != w.Else {
				t.Errorf("client %d: %+v, want %+v", k+1, a, w)
			}
		}
	}
	whole := plan.Action{Owner: "Kim", Due: today + 9, State: "moved", By: today + 99, Else: plan.HandOver}
	gaps := all
	gaps.Gaps = true
	do(t, s, gaps)
	check(plan.Action{Owner: "Ann", Due: today + 9, State: "gone"}, plan.Action{Owner: "Kim", Due: today + 1, By: today + 2}, whole)
	do(t, s, all)
	check(whole, whole, whole)
}

// TestAPlanOutlivesItsClients: who has left the list stays in the plan, and
// nobody else is taken for one of them.
func TestAPlanOutlivesItsClients(t *testing.T) {
	s := New(today)
	s.Open(listOf(12), mine, today)
	var names []string
	for i := range s.Report().Book.N {
		names = append(names, s.Report().Book.NameOf(i))
	}
	if err := s.Decide(Decision{Selection: Selection{Keys: []book.Key{3, 12}}, How: How{Own: plan.LetGo}}); err != nil {
		t.Fatal(err)
	}
	s.Renew(merge.Renewed, &decision.Source{Import: listOf(8), Origin: mine}, today+90)
	v := see(t, s, PlanQuery{Limit: 9})
	if v.Total != 2 || v.After.Absent != 1 || v.Rows[1].Key != 12 || !v.Rows[1].Gone || v.Rows[1].Name != names[11] || v.Rows[0].Gone || v.Rows[0].Name != names[2] || v.Rows[1].Outcome != agenda.Worked || v.Rows[0].Outcome != agenda.NotYet {
		t.Errorf("after they have left: %+v", v.Rows)
	}
	if st := s.State(); st.NextKey() != 13 {
		t.Errorf("a new client would be %d", st.NextKey())
	}
}

// TestAnew: a plan that changes nothing moves nobody; one that lets everybody
// of the first tier go moves others up.
func TestAnew(t *testing.T) {
	s := New(today)
	s.Open(listOf(40), mine, today)
	do(t, s, decision.SetPool{Pool: cost.Wages, Amount: 90_000_00})
	if a := see(t, s, AnewQuery{}); a.Moved != 0 || a.Left != 0 {
		t.Errorf("with no plan %d move", a.Moved)
	}
	first := Decision{Selection: Selection{Filter: &roster.Filter{Tiers: roster.TierBit(1)}}, How: How{Own: plan.LetGo}}
	if err := s.Decide(first); err != nil {
		t.Fatal(err)
	}
	a, r := see(t, s, AnewQuery{}), s.Report()
	ups, all := a.Moves[2][1], 0
	for _, row := range a.Moves {
		for _, n := range row {
			all += n
		}
	}
	if a.Left != r.Tiers[0].Clients || ups == 0 || all != r.Book.N-a.Left || len(a.Names[2][1]) == 0 || a.Moved < ups {
		t.Errorf("after the first tier has left: %+v", a)
	}
}

func TestGrow(t *testing.T) {
	s := New(today)
	s.Open(listOf(100), mine, today)
	g, r := see(t, s, GrowQuery{}), s.Report()
	served := 0
	for i, tier := range r.Tier {
		if (tier == 1 || tier == 2) && !r.Estimated[i] && 10*r.Minutes[i] < 9*r.Standard()[tier-1] {
			served++
		}
	}
	if g.Served != served || served == 0 || len(g.Under) != min(served, mostGrow) || g.Missing != book.Missing {
		t.Errorf("%d are under-served: %+v", served, g.Served)
	}
	sum, all := book.Cents(0), slices.Sorted(slices.Values(r.Revenue))
	for _, v := range all[len(all)-5:] {
		sum += v
	}
	if g.TopSum != sum || len(g.Top) != 5 || g.Revenue != r.Practice.Revenue {
		t.Errorf("the top five bring %d, not %d", g.TopSum, sum)
	}
	half := book.Cents(0)
	for k := range g.Half {
		half += all[len(all)-1-k]
	}
	if 2*half < g.Revenue || 2*(half-all[len(all)-g.Half]) >= g.Revenue {
		t.Errorf("%d clients bring %d of %d", g.Half, half, g.Revenue)
	}
	for _, row := range g.Next {
		if row.Gap <= 0 || row.Gap > nearStep || row.Score+row.Gap != r.Places.Lowest[row.Tier-2] || row.Potential < r.Eager() {
			t.Errorf("a step away: %+v", row)
		}
	}
	if g.Steps == 0 {
		t.Error("nobody is a step away")
	}
	do(t, s, decision.SetPool{Pool: cost.Wages, Amount: 90_000_00})
	if g = see(t, s, GrowQuery{}); g.Missing <= 0 {
		t.Errorf("the time they lack costs %d", g.Missing)
	}
	if g.Served >= served { // with what time costs now
		t.Errorf("%d of %d are under-served still", g.Served, served)
	}
	for _, row := range g.Under {
		c := see(t, s, CardQuery{Key: row.Key})
		o := c.Options[1]
		if o.Lever != plan.Serve || o.Terms.Tier != row.Tier || o.Profit != row.Then || row.Then < 0 || o.Practice >= 0 || o.Freed != row.Minutes-row.Standard {
			t.Errorf("%+v, and its card offers %+v", row, o)
		}
	}
	for _, row := range g.Next {
		if row.Profit < 0 {
			t.Errorf("a step away with a loss: %+v", row)
		}
	}
	for _, row := range g.Under { // planned, nobody is left to be served better
		terms := plan.Terms{Lever: plan.Serve, Tier: row.Tier}
		if err := s.Decide(Decision{Selection: Selection{Keys: []book.Key{row.Key}}, How: How{Terms: &terms}}); err != nil {
			t.Fatal(err)
		}
	}
	if after := see(t, s, GrowQuery{}); after.Served != g.Served-len(g.Under) || after.Planned < len(g.Under) {
		t.Errorf("after %d are planned: %+v", len(g.Under), after)
	}
}

// TestManyLosers: a hundred thousand clients with a loss are no reason to wait.
func TestManyLosers(t *testing.T) {
	const n = 100_000
	s := New(today)
	s.Open(large(n), mine, today)
	do(t, s, decision.SetPool{Pool: cost.Wages, Amount: n * 9000_00})
	timed := func(what string, most time.Duration, f func()) {
		t.Helper()
		start := time.Now()
		f()
		if took := time.Since(start); took > most {
			t.Errorf("%s takes %v", what, took)
		} else {
			t.Logf("%s takes %v", what, took)
		}
	}
	s.Report()
	var w Walk
	timed("the first look at the walk", 15*time.Second, func() { w = see(t, s, WalkQuery{}) })
	if w.Total < n*7/10 || len(w.Groups) > 60 {
		t.Fatalf("%d lose, in %d groups", w.Total, len(w.Groups))
	}
	timed("another", 5*time.Second, func() { see(t, s, WalkQuery{}) })
	timed("a card", 5*time.Second, func() { see(t, s, CardQuery{Key: w.Next}) })
	timed("a decision", 5*time.Second, func() {
		if err := s.Decide(Decision{Selection: Selection{Keys: []book.Key{w.Next}}, How: How{Terms: &keep}, Note: "x"}); err != nil {
			t.Fatal(err)
		}
	})
	timed("a decision about all", 15*time.Second, func() {
		if err := s.Decide(Decision{Selection: Selection{Filter: &roster.Filter{Loss: roster.Unprofitable}}, How: How{Own: plan.LetGo}}); err != nil {
			t.Fatal(err)
		}
	})
	timed("the plan", 10*time.Second, func() { see(t, s, PlanQuery{Limit: 50}) })
	timed("a change of one action", 5*time.Second, func() { do(t, s, decision.ChangeActions{Keys: []book.Key{w.Next}, Status: ptr(plan.Done)}) })
	timed("keeping it", 15*time.Second, func() { s.Checkpoint((&shelf{}).name) })
	if got := see(t, s, WalkQuery{}); got.Decided != w.Total || got.Next != 0 {
		t.Errorf("%d decided", got.Decided)
	}
}

// large is a list of n clients who are all different.
func large(n int) *intake.Import {
	rng := rand.New(rand.NewPCG(41, 42))
	imp := &intake.Import{Book: &book.Book{N: n}}
	b := imp.Book
	for i := range n {
		b.Keys, b.Line = append(b.Keys, book.Key(i+1)), append(b.Line, uint32(i+2))
		b.ID.Append("")
		b.Name.Append(string(rune('A'+i%26)) + " " + string(rune('a'+i/26%26)) + string(rune('a'+i/676%26)) + string(rune('a'+i/17576%26)))
		b.AUM = append(b.AUM, book.Cents(rng.IntN(900_000_00)))
		b.GDC = append(b.GDC, book.Cents(rng.IntN(9_000_00)))
		b.Since = append(b.Since, book.Date(2010, 1, 1))
		b.Potential = append(b.Potential, book.Milli(rng.IntN(10)*1000))
		b.Hours = append(b.Hours, book.Minutes(rng.IntN(1200)))
	}
	return imp
}
