package session

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/plan"
	"tierbook/engine/score"
	"tierbook/engine/tier"
	"tierbook/engine/wire"
)

// trial is what one kind of command does: some that are taken, each with what
// must be seen then, and some that are refused, with the fault's code and what
// it must name.
type trial struct {
	taken   []taken
	refused []refused
}

type taken struct {
	command decision.Command
	seen    func(st decision.State, o Overview) bool
}

type refused struct {
	command decision.Command
	code    string
	names   []string // the first arguments of the fault
}

var bands = score.Normalise{Kind: score.Bands, Bands: []score.Band{{From: 0, Points: 100}, {From: 10, Points: 9000}}}

func cutBy(change func(*tier.Cut)) decision.SetCut {
	cut := engine.Defaults().Cut
	change(&cut)
	return decision.SetCut{Cut: cut}
}

var trials = map[string]trial{
	"set-model": {
		[]taken{
			{decision.SetModel{Name: "aum-alone"}, func(st decision.State, o Overview) bool {
				return o.Model == "aum-alone" && st.Settings.Weights[score.GDC] == 0 && st.Settings.Cut.Method == tier.Scores
			}},
			{decision.SetModel{Name: "revenue-alone"}, func(st decision.State, o Overview) bool {
				return o.Model == "revenue-alone" && st.Settings.Weights == [score.Factors]int{score.GDC: 100}
			}},
		},
		[]refused{{decision.SetModel{Name: "best"}, "unknown-model", []string{"best"}}, {decision.SetModel{}, "unknown-model", []string{""}}},
	},
	"set-weight": {
		[]taken{
			{decision.SetWeight{Factor: score.Referrals, Weight: 100}, func(st decision.State, o Overview) bool {
				return st.Settings.Weights[score.Referrals] == 100 && o.Model == ""
			}},
			{decision.SetWeight{Factor: score.AUM, Weight: 0}, func(st decision.State, _ Overview) bool { return st.Settings.Weights[score.AUM] == 0 }},
		},
		[]refused{
			{decision.SetWeight{Factor: score.GDC, Weight: 101}, "refused", []string{"weights.gdc", "101"}},
			{decision.SetWeight{Factor: score.GDC, Weight: -1}, "refused", []string{"weights.gdc", "-1"}},
			{decision.SetWeight{Factor: -1, Weight: 5}, "unknown-factor", []string{"-1"}},
			{decision.SetWeight{Factor: score.Factors, Weight: 5}, "unknown-factor", []string{"6"}},
		},
	},
	"reset-weights": {
		[]taken{{decision.ResetWeights{}, func(st decision.State, _ Overview) bool { return st.Settings.Weights == engine.Defaults().Weights }}},
		nil,
	},
	"set-normalise": {
		[]taken{
			{decision.SetNormalise{Factor: score.AUM, Normalise: score.Normalise{Kind: score.Range}}, func(st decision.State, _ Overview) bool {
				return st.Settings.Normalise[score.AUM].Kind == score.Range
			}},
			{decision.SetNormalise{Factor: score.GDC, Normalise: bands}, func(st decision.State, _ Overview) bool { return st.Settings.Normalise[score.GDC].Equal(bands) }},
		},
		[]refused{
			{decision.SetNormalise{Factor: score.AUM, Normalise: score.Normalise{Kind: score.Bands}}, "refused", []string{"normalise.aum.bands", ""}},
			{decision.SetNormalise{Factor: score.AUM, Normalise: score.Normalise{Kind: 9}}, "refused", []string{"normalise.aum.kind", "9"}},
			{decision.SetNormalise{Factor: score.AUM, Normalise: score.Normalise{Kind: score.Bands, Bands: []score.Band{{From: 5}, {From: 5}}}}, "refused", []string{"normalise.aum.bands[1][0]", "5"}},
			{decision.SetNormalise{Factor: 99, Normalise: score.Normalise{}}, "unknown-factor", []string{"99"}},
		},
	},
	"set-time-reads": {
		[]taken{{decision.SetTimeReads{Service: true}, func(st decision.State, o Overview) bool { return st.Settings.Service && o.Has[score.Time] == 8 }}},
		nil,
	},
	"set-cut": {
		[]taken{
			{cutBy(func(c *tier.Cut) { c.Method = tier.Natural }), func(st decision.State, _ Overview) bool { return st.Settings.Cut.Method == tier.Natural }},
			{cutBy(func(c *tier.Cut) { c.Method, c.Counts = tier.Counts, [...]int{1, 2, 3} }), func(_ decision.State, o Overview) bool {
				return o.Tiers[0].Clients == 1 && o.Tiers[1].Clients == 1 && o.Lowest[1] > o.Lowest[2] // the other of tier 2 is locked elsewhere
			}},
		},
		[]refused{
			{cutBy(func(c *tier.Cut) { c.Shares[0] = 11 }), "refused", []string{"tiers.shares", "[11, 20, 40, 30]"}},
			{cutBy(func(c *tier.Cut) { c.Method = 9 }), "refused", []string{"tiers.method", "9"}},
			{cutBy(func(c *tier.Cut) { c.Counts[1] = -1 }), "refused", []string{"tiers.counts[1]", "-1"}},
			{cutBy(func(c *tier.Cut) { c.Scores[2] = 9999 }), "refused", []string{"tiers.scores", "[7500, 5500, 9999]"}},
		},
	},
	"set-tier-name": {
		[]taken{
			{decision.SetTierName{Tier: 2, Name: "  Core   clients "}, func(st decision.State, _ Overview) bool { return st.Settings.Names[1] == "Core clients" }},
			{decision.SetTierName{Tier: 1, Name: strings.Repeat("ä", decision.MostTierName)}, func(st decision.State, _ Overview) bool { return len(st.Settings.Names[0]) == 2*decision.MostTierName }},
		},
		[]refused{
			{decision.SetTierName{Tier: 1, Name: strings.Repeat("ä", decision.MostTierName+1)}, "long-name", []string{strings.Repeat("ä", decision.MostTierName+1), "24"}},
			{decision.SetTierName{Tier: 1, Name: " gold"}, "name-taken", []string{"gold"}},
			{decision.SetTierName{Tier: 0, Name: "None"}, "unknown-tier", []string{"0"}},
			{decision.SetTierName{Tier: 5, Name: "None"}, "unknown-tier", []string{"5"}},
		},
	},
	"set-pool": {
		[]taken{
			{decision.SetPool{Pool: cost.OwnerPay, Amount: 12_345_67}, func(st decision.State, o Overview) bool {
				return st.Settings.Pools[cost.OwnerPay] == 12_345_67 && o.CostKnown() && o.Practice.Costs() == 12_345_67
			}},
			{decision.SetPool{Pool: cost.Wages, Amount: book.Largest}, func(_ decision.State, o Overview) bool { return o.Practice.Cost[cost.Wages] == book.Largest }},
		},
		[]refused{
			{decision.SetPool{Pool: cost.Overhead, Amount: -1}, "refused", []string{"overhead", "-1"}},
			{decision.SetPool{Pool: cost.Overhead, Amount: book.Largest + 1}, "refused", []string{"overhead", "9000000000001"}},
			{decision.SetPool{Pool: cost.Overhead, Amount: book.Missing}, "refused", []string{"overhead"}},
			{decision.SetPool{Pool: 3, Amount: 1}, "unknown-pool", []string{"3"}},
			{decision.SetPool{Pool: -1, Amount: 1}, "unknown-pool", []string{"-1"}},
		},
	},
	"set-driver": {
		[]taken{{decision.SetDriver{Pool: cost.Overhead, Driver: cost.Clients}, func(st decision.State, _ Overview) bool {
			return st.Settings.Drivers == [...]cost.Driver{cost.Time, cost.Clients, cost.Time}
		}}},
		[]refused{
			{decision.SetDriver{Pool: cost.Overhead, Driver: 4}, "refused", []string{"drivers.overhead", "4"}},
			{decision.SetDriver{Pool: 3, Driver: cost.Time}, "unknown-pool", []string{"3"}},
			{decision.SetDriver{Pool: -1, Driver: cost.Time}, "unknown-pool", []string{"-1"}},
		},
	},
	"set-payout": {
		[]taken{
			{decision.SetPayout{Payout: 0}, func(_ decision.State, o Overview) bool { return o.Practice.Revenue == 0 }},
			{decision.SetPayout{Payout: 5000}, func(_ decision.State, o Overview) bool {
				return o.Practice.Revenue > 0 && o.Practice.Revenue < o.Practice.GDC
			}},
		},
		[]refused{{decision.SetPayout{Payout: -1}, "refused", []string{"payout_bp", "-1"}}, {decision.SetPayout{Payout: 10001}, "refused", []string{"payout_bp", "10001"}}},
	},
	"set-actual": {
		[]taken{
			{decision.SetActual{Revenue: 100_000_000}, func(_ decision.State, o Overview) bool {
				l := o.Practice.Listed()
				return o.Practice.Revenue == 100_000_000 && o.Practice.Beyond == 100_000_000-l.Revenue && l.Revenue > 0
			}},
			{decision.SetActual{Revenue: 1}, func(_ decision.State, o Overview) bool { return o.Practice.Revenue == 1 && o.Practice.Beyond < 0 }},
		},
		[]refused{{decision.SetActual{Revenue: -1}, "refused", []string{"actual_revenue", "-1"}}},
	},
	"set-capacity": {
		[]taken{
			{decision.SetCapacity{Minutes: 1}, func(_ decision.State, o Overview) bool {
				return slices.ContainsFunc(o.Notes, func(n engine.Note) bool { return n.Code == engine.OverCapacity })
			}},
			{decision.SetCapacity{Minutes: book.Largest}, func(st decision.State, _ Overview) bool { return st.Settings.Capacity == book.Largest }},
		},
		[]refused{{decision.SetCapacity{Minutes: -1}, "refused", []string{"capacity_minutes", "-1"}}},
	},
	"set-services": {
		[]taken{
			{decision.SetServices{Tier: 4, Services: []cost.Service{{Name: " Card ", Times: 1, Minutes: 5}}}, func(st decision.State, _ Overview) bool {
				return reflect.DeepEqual(st.Settings.Services[3], []cost.Service{{Name: "Card", Times: 1, Minutes: 5}}) && st.Settings.Standard()[3] == 5
			}},
			{decision.SetServices{Tier: 1, Services: nil}, func(st decision.State, _ Overview) bool { return st.Settings.Standard()[0] == 0 }},
		},
		[]refused{
			{decision.SetServices{Tier: 1, Services: []cost.Service{{Name: "Call", Times: -1}}}, "refused", []string{"service_model[0][0].times", "-1"}},
			{decision.SetServices{Tier: 2, Services: []cost.Service{{Name: "Call"}, {Name: "Call", Minutes: 1_000_001}}}, "refused", []string{"service_model[1][1].minutes", "1000001"}},
			{decision.SetServices{Tier: 1, Services: make([]cost.Service, decision.MostServices+1)}, "many-services", []string{"40"}},
			{decision.SetServices{Tier: 0, Services: nil}, "unknown-tier", []string{"0"}},
		},
	},
	"set-target": {
		[]taken{
			{decision.SetTarget{Margin: 2500}, func(st decision.State, _ Overview) bool { return st.Settings.TargetMargin == 2500 }},
			{decision.SetTarget{Margin: -10000}, func(st decision.State, _ Overview) bool { return st.Settings.TargetMargin == -10000 }},
		},
		[]refused{{decision.SetTarget{Margin: 10000}, "refused", []string{"target_margin_bp", "10000"}}, {decision.SetTarget{Margin: -10001}, "refused", []string{"target_margin_bp", "-10001"}}},
	},
	"set-as-of": {
		[]taken{{decision.SetAsOf{AsOf: book.Date(2020, 2, 29)}, func(st decision.State, _ Overview) bool { return st.Settings.AsOf.String() == "2020-02-29" }}},
		[]refused{
			{decision.SetAsOf{AsOf: book.Missing}, "refused", []string{"as_of", ""}},
			{decision.SetAsOf{AsOf: book.Date(10000, 1, 1)}, "refused", []string{"as_of", "10000-01-01"}},
		},
	},
	"lock-in": {
		[]taken{
			{decision.LockIn{Locks: []decision.Lock{{Key: 1, Tier: 4, Reason: "winding down"}, {Key: 2, Tier: 1, Reason: "brother"}}}, func(st decision.State, o Overview) bool { return o.Locked == 2 && st.Settings.Locks[1].Tier == 1 }},
		},
		[]refused{{decision.LockIn{Locks: []decision.Lock{{Key: 1, Tier: 4, Reason: "x"}, {Key: 13, Tier: 4, Reason: "x"}}}, "unknown-client", []string{"13"}}},
	},
	"lock": {
		[]taken{
			{decision.Lock{Key: 1, Tier: 4, Reason: " winding down "}, func(st decision.State, o Overview) bool {
				return o.Locked == 2 && st.Settings.Locks[1] == engine.Lock{Key: 1, Tier: 4, Reason: "winding down"}
			}},
			{decision.Lock{Key: 5, Tier: 1, Reason: strings.Repeat("ü", decision.MostReason)}, func(_ decision.State, o Overview) bool { return o.Unassigned.Clients == 0 }},
		},
		[]refused{
			{decision.Lock{Key: 1, Tier: 4, Reason: " "}, "no-reason", nil},
			{decision.Lock{Key: 1, Tier: 4, Reason: strings.Repeat("ü", decision.MostReason+1)}, "long-reason", []string{"500"}},
			{decision.Lock{Key: 13, Tier: 4, Reason: "x"}, "unknown-client", []string{"13"}},
			{decision.Lock{Key: 0, Tier: 4, Reason: "x"}, "unknown-client", []string{"0"}},
			{decision.Lock{Key: 1, Tier: 0, Reason: "x"}, "unknown-tier", []string{"0"}},
			{decision.Lock{Key: 1, Tier: 5, Reason: "x"}, "unknown-tier", []string{"5"}},
		},
	},
	"unlock": {
		[]taken{{decision.Unlock{Key: 2}, func(_ decision.State, o Overview) bool { return o.Locked == 0 }}},
		nil,
	},
	"set-fees": {
		[]taken{{decision.SetFees{Fees: plan.Commission}, func(st decision.State, _ Overview) bool { return st.Settings.Fees == plan.Commission }},
			{decision.SetFees{Fees: 0}, func(st decision.State, _ Overview) bool { return st.Settings.Fees == 0 }}},
		[]refused{{decision.SetFees{Fees: 8}, "refused", []string{"fees", "8"}}},
	},
	"new-plan": {
		[]taken{
			{decision.NewPlan{Name: " Gentle  way "}, func(st decision.State, _ Overview) bool {
				return len(st.Plans.All) == 3 && st.Plans.Now().Name == "Gentle way" && st.Plans.Now().Len() == 0
			}},
			{decision.NewPlan{Name: "Copy", From: 1}, func(st decision.State, _ Overview) bool { return st.Plans.Chosen == 3 && st.Plans.Now().Len() == 2 }},
		},
		[]refused{
			{decision.NewPlan{Name: "  "}, "plan-name", []string{"40"}}, {decision.NewPlan{Name: strings.Repeat("x", 41)}, "plan-name", []string{"40"}},
			{decision.NewPlan{Name: "mine"}, "plan-taken", []string{"mine"}}, {decision.NewPlan{Name: "x", From: 9}, "unknown-plan", []string{"9"}},
		},
	},
	"rename-plan": {
		[]taken{{decision.RenamePlan{Name: "Other"}, func(st decision.State, _ Overview) bool {
			return st.Plans.Now().Name == "Other" && st.Plans.Now().Len() == 2
		}}},
		[]refused{{decision.RenamePlan{Plan: 1}, "plan-name", []string{"40"}}, {decision.RenamePlan{Plan: 4, Name: "x"}, "unknown-plan", []string{"4"}}},
	},
	"remove-plan": {
		[]taken{{decision.RemovePlan{Plan: 1}, func(st decision.State, _ Overview) bool { return len(st.Plans.All) == 1 && st.Plans.Chosen == 2 }}},
		[]refused{{decision.RemovePlan{Plan: 7}, "unknown-plan", []string{"7"}}},
	},
	"choose-plan": {
		[]taken{{decision.ChoosePlan{Plan: 2}, func(st decision.State, _ Overview) bool { return st.Plans.Now().Name == "Second" }}},
		[]refused{{decision.ChoosePlan{Plan: 7}, "unknown-plan", []string{"7"}}},
	},
	"set-avoidable": {
		[]taken{{decision.SetAvoidable{Pool: cost.Overhead, Part: 2500}, func(st decision.State, _ Overview) bool {
			return st.Plans.Now().Avoidable == [cost.Pools]book.BP{0, 2500, 0}
		}}},
		[]refused{
			{decision.SetAvoidable{Pool: 3, Part: 1}, "unknown-pool", []string{"3"}}, {decision.SetAvoidable{Pool: -1, Part: 1}, "unknown-pool", []string{"-1"}},
			{decision.SetAvoidable{Part: 10001}, "avoidable", []string{"10001"}}, {decision.SetAvoidable{Part: -1}, "avoidable", []string{"-1"}},
			{decision.SetAvoidable{Plan: 5}, "unknown-plan", []string{"5"}},
		},
	},
	"set-actions": {
		[]taken{
			{decision.SetActions{Actions: []plan.Action{{Key: 3, Terms: plan.Terms{Lever: plan.LetGo}}, {Key: 9, Terms: keep, Note: " my  brother "}}}, func(st decision.State, _ Overview) bool {
				a, _ := st.Plans.Now().Of(3)
				b, _ := st.Plans.Now().Of(9)
				return st.Plans.Now().Len() == 3 && a.Lever == plan.LetGo && b.Note == "my  brother" && !st.Plans.Has(9)
			}},
		},
		[]refused{
			{decision.SetActions{Actions: []plan.Action{{Key: 99, Terms: plan.Terms{Lever: plan.LetGo}}}}, "unknown-client", []string{"99"}},
			{decision.SetActions{Actions: []plan.Action{{Key: 3}}}, "bad-action", []string{"0", "0"}},
			{decision.SetActions{Actions: []plan.Action{{Key: 3, Terms: keep}}}, "no-keep-reason", nil},
			{decision.SetActions{Actions: []plan.Action{{Key: 3, Terms: keep, Note: strings.Repeat("x", 501)}}}, "long-text", []string{"note", "500"}},
			{decision.SetActions{Actions: []plan.Action{{Key: 3, Terms: plan.Terms{Lever: plan.LetGo}, Due: -1}}}, "bad-day", nil},
			{decision.SetActions{Actions: []plan.Action{{Key: 3, Terms: plan.Terms{Lever: plan.LetGo}, Status: 9}}}, "bad-action", nil},
			{decision.SetActions{Plan: 5}, "unknown-plan", []string{"5"}},
		},
	},
	"change-actions": {
		[]taken{{decision.ChangeActions{With: plan.Keep, Owner: ptr("Lu")}, func(st decision.State, _ Overview) bool {
			a, _ := st.Plans.Now().Of(3)
			b, _ := st.Plans.Now().Of(10)
			return a.Owner == "Bo" && b.Owner == "Lu"
		}}, {decision.ChangeActions{Keys: []book.Key{3, 12, 99}, Status: ptr(plan.Done), Owner: ptr(" Kim "), Due: ptr(today), By: ptr(tomorrow), Else: ptr(plan.LetGo), State: ptr("pays"), Note: ptr("n"), Terms: ptr(plan.Terms{Lever: plan.Charge, Fee: 7}), On: ptr(today)}, func(st decision.State, _ Overview) bool {
			a, _ := st.Plans.Now().Of(3)
			return st.Plans.Now().Len() == 2 && a == plan.Action{Key: 3, Terms: plan.Terms{Lever: plan.Charge, Fee: 7}, Status: plan.Done, Deed: plan.Deed{On: today, List: 1}, Owner: "Kim", Due: today, Note: "n", State: "pays", By: tomorrow, Else: plan.LetGo}
		}}, {decision.ChangeActions{Keys: []book.Key{10}, Status: ptr(plan.Done), On: ptr(today), In: ptr(plan.Yes)}, func(st decision.State, _ Overview) bool {
			a, _ := st.Plans.Now().Of(10)
			return a.Status == plan.Done && a.Deed == plan.Deed{On: today, List: 1, In: plan.Yes}
		}}},
		[]refused{{decision.ChangeActions{Keys: []book.Key{3}, Status: ptr(plan.Done), In: ptr(plan.No + 1)}, "bad-action", nil}, {decision.ChangeActions{Keys: []book.Key{3}, Status: ptr(plan.Done), On: ptr(book.Date(10000, 1, 1))}, "bad-day", nil}, {decision.ChangeActions{Keys: []book.Key{3}, Owner: ptr(strings.Repeat("x", 61))}, "long-text", []string{"owner", "60"}}, {decision.ChangeActions{Plan: 3}, "unknown-plan", nil}},
	},
	"remove-actions": {
		[]taken{
			{decision.RemoveActions{Keys: []book.Key{3, 12}}, func(st decision.State, _ Overview) bool { return st.Plans.Now().Len() == 1 }},
			{decision.RemoveActions{}, func(st decision.State, _ Overview) bool { return st.Plans.Now().Len() == 0 && len(st.Plans.All) == 2 }},
		},
		[]refused{{decision.RemoveActions{Plan: 3}, "unknown-plan", []string{"3"}}},
	},
	"skip-clients": {
		[]taken{
			{decision.SkipClients{Keys: []book.Key{7, 5}}, func(st decision.State, _ Overview) bool { return slices.Equal(st.Plans.Skipped, []book.Key{5, 7, 9}) }},
			{decision.SkipClients{Keys: []book.Key{9}, Back: true}, func(st decision.State, _ Overview) bool { return st.Plans.Skipped == nil }},
		},
		[]refused{{decision.SkipClients{Keys: []book.Key{99}}, "unknown-client", []string{"99"}}},
	},
	"use-settings": {
		[]taken{{decision.UseSettings{File: `{"as_of": "2026-01-31", "payout_bp": 9000, "locks": {"row-3": 4, "gone": 1}}`}, func(st decision.State, o Overview) bool {
			return st.Settings.Payout == 9000 && st.Settings.AsOf == book.Date(2026, 1, 31) && st.Settings.Weights == engine.Defaults().Weights &&
				slices.Equal(st.Settings.Locks, []engine.Lock{{Key: 2, Tier: 4}, {ID: "gone", Tier: 1}})
		}}},
		[]refused{
			{decision.UseSettings{File: `{"as_of": "2026-01-31", "payout_bp": 90000}`}, "refused", []string{"payout_bp", "90000"}},
			{decision.UseSettings{File: `{"as_of": "2026-01-31", "pay": 1}`}, "refused", []string{"pay", "1"}},
			{decision.UseSettings{File: `{"payout_bp": 9000}`}, "refused", []string{"as_of", ""}},
			{decision.UseSettings{File: `{`}, "refused", []string{"", "line 1: it ends too soon", ""}},
		},
	},
}

// ready is a session in which every command of trials of a kind changes
// something.
func ready(t *testing.T, kind string) *Session {
	s := opened()
	do(t, s, decision.SetWeight{Factor: score.AUM, Weight: 33}, decision.Lock{Key: 2, Tier: 3, Reason: "a friend"})
	do(t, s, changing[kind]...)
	return s
}

func TestEveryCommand(t *testing.T) {
	for _, kind := range decision.Kinds() {
		t.Run(kind, func(t *testing.T) {
			trial, ok := trials[kind]
			if !ok || len(trial.taken) == 0 {
				t.Fatal("nothing is tried")
			}
			for _, c := range trial.taken {
				if c.command.Kind() != kind {
					t.Fatalf("%+v is a %s", c.command, c.command.Kind())
				}
				tryTaken(t, kind, c)
			}
			for _, c := range trial.refused {
				tryRefused(t, kind, c)
			}
		})
	}
}

func tryTaken(t *testing.T, kind string, c taken) {
	t.Helper()
	s := ready(t, kind)
	before := s.State()
	start := seen(t, s)
	if kind != "lock" && kind != "lock-in" && kind != "unlock" && !ofClients[kind] {
		if err := decision.Check(before.Settings, c.command); err != nil {
			t.Errorf("%+v: Check says %v", c.command, err)
		}
	}
	do(t, s, c.command)
	if o := s.Overview(); !c.seen(s.State(), o) || o.Undo != c.command.Kind() {
		t.Errorf("%+v does not show: %+v", c.command, o)
	}
	after := seen(t, s)
	if after == start {
		t.Errorf("%+v changes nothing", c.command)
	}
	s.Undo()
	if !reflect.DeepEqual(s.State(), before) {
		t.Errorf("%+v undone leaves\n%+v\nit was\n%+v", c.command, s.State().Settings, before.Settings)
	}
	s.Redo()
	if got := seen(t, s); got != after {
		t.Errorf("%+v redone shows\n%s\nit was\n%s", c.command, got, after)
	}
	if err := s.State().Settings.Validate(); err != nil {
		t.Errorf("%+v leads to settings that are not valid: %v", c.command, err)
	}
}

func tryRefused(t *testing.T, kind string, c refused) {
	t.Helper()
	s := ready(t, kind)
	before, start := s.State(), seen(t, s)
	for i, way := range []func(decision.Command) error{s.Do, s.Try, func(c decision.Command) error { return decision.Check(before.Settings, c) }} {
		fault := &wire.Fault{}
		err := way(c.command)
		if err == nil && ofClients[kind] && i == 2 {
			continue // Check knows no clients and no plans
		}
		if !errors.As(err, &fault) {
			t.Errorf("%+v: got %v, want the fault %s", c.command, err, c.code)
			continue
		}
		if fault.Code == "unknown-client" || ofClients[kind] {
			continue // Check knows no clients
		}
		if fault.Code != c.code || len(fault.Args) < len(c.names) || !slices.Equal(fault.Args[:len(c.names)], c.names) {
			t.Errorf("%+v: got %v, want %s %q", c.command, fault, c.code, c.names)
		}
		if c.code == "refused" && (len(fault.Args)%3 != 0 || fault.Args[0] != "" && fault.Args[2] == "") {
			t.Errorf("%+v: %q does not tell key, value and what is allowed", c.command, fault.Args)
		}
	}
	if !reflect.DeepEqual(s.State(), before) || seen(t, s) != start {
		t.Errorf("%+v was refused and changed something", c.command)
	}
}
