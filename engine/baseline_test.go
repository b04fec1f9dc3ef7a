package engine

import (
	"cmp"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/plan"
)

// randomPlan is a plan about some of n clients, and about one who is not there.
func randomPlan(rng *rand.Rand, n int, terms func() plan.Terms) *plan.Plan {
	p := &plan.Plan{ID: 1, Avoidable: randomAvoidable(rng)}
	actions := []plan.Action{{Key: book.Key(n + 1), Terms: terms()}}
	for i := range n {
		if rng.IntN(2) == 0 {
			actions = append(actions, plan.Action{
				Key: book.Key(i + 1), Terms: terms(), Status: plan.Status(rng.IntN(int(plan.Statuses))), Was: plan.Was{AsOf: book.Day(20_000 + rng.IntN(2000))},
			})
		}
	}
	return p.With(actions...)
}

// TestPlannedSecondWay lays random plans over random books again, in fractions
// and sentence by sentence after METHOD.md §7, and compares every sum.
func TestPlannedSecondWay(t *testing.T) {
	rng := rand.New(rand.NewPCG(71, 72))
	changed := 0
	for range 2000 {
		b, s := randomBook(rng), randomSettings(rng)
		r := Analyze(b, s)
		p := randomPlan(rng, b.N, func() plan.Terms { return randomTerms(rng) })
		got := r.Planned(p, 1)
		if got.Practice.GDC == book.Missing || got.Practice.Revenue == book.Missing || got.Practice.Profit == book.Missing {
			continue // assets at the yield of a book of a cent; see TestPlannedBeyond
		}
		want := overlay(r, p)
		if *got != *want {
			t.Fatalf("settings %+v\nbook %+v\n got %+v\nwant %+v", s, b, got, want)
		}
		if got.Absent != 1 {
			t.Fatalf("%d are absent", got.Absent)
		}
		if got.Practice != r.Practice {
			changed++
		}
	}
	if changed < 500 {
		t.Errorf("only %d plans change anything", changed)
	}
}

func overlay(r *Report, p *plan.Plan) *Planned {
	s := &r.Settings
	out := &Planned{Practice: r.Practice, Unassigned: r.Unassigned, Tiers: r.Tiers}
	profit := int64(r.Practice.Profit)
	for a := range p.All() {
		i := slices.Index(r.Book.Keys, a.Key)
		if i < 0 {
			out.Absent++
			continue
		}
		if a.Status == plan.Dropped || a.Status == plan.Done && a.Was.AsOf < s.AsOf {
			continue
		}
		out.Actions++
		before := r.LineOf(i)
		after := before
		switch {
		case a.Has(plan.LetGo):
			after = Line{}
		case a.Has(plan.HandOver):
			after.GDC = book.Cents(rounded(div(mul(rat(int64(before.GDC)), rat(int64(a.RevenueKept))), rat(10000))))
			after.Revenue = book.Cents(rounded(div(mul(rat(int64(after.GDC)), rat(int64(s.Payout))), rat(10000))))
			after.Minutes = book.Minutes(rounded(div(mul(rat(int64(before.Minutes)), rat(int64(a.TimeKept))), rat(10000))))
		case a.Has(plan.Serve):
			after.Minutes = s.Standard()[a.Tier-1]
		case a.Has(plan.Trim):
			after.Minutes = a.Minutes
		}
		more := rat(0)
		if a.Has(plan.Charge) {
			more.Add(more, rat(int64(a.Fee)))
		}
		if a.Has(plan.Grow) {
			after.AUM += a.Assets
			aum, gdc := before.AUM, before.GDC
			if aum <= 0 || gdc <= 0 {
				aum, gdc = r.Practice.AUM, r.Practice.GDC
			}
			if aum > 0 && gdc > 0 {
				more.Add(more, new(big.Rat).SetInt(floored(mul(rat(int64(a.Assets)), big.NewRat(int64(gdc), int64(aum))))))
			}
		}
		after.GDC += book.Cents(more.Num().Int64())
		after.Revenue += book.Cents(floored(div(mul(more, rat(int64(s.Payout))), rat(10000))).Int64())
		if after.Minutes != before.Minutes && !a.Has(plan.LetGo) {
			after.Cost = timedCost(r, before.Cost, after.Minutes)
		}
		profit += int64(after.Revenue - before.Revenue)
		for k := range after.Cost {
			if shed := before.Cost[k] - after.Cost[k]; shed < 0 {
				out.Added[k] -= shed
				profit += int64(shed)
			} else {
				avoided := book.Cents(rounded(div(mul(rat(int64(shed)), rat(int64(p.Avoidable[k]))), rat(10000))))
				out.Avoided[k] += avoided
				out.Left[k] += shed - avoided
				out.Practice.Unused += shed - avoided
				profit += int64(avoided)
			}
		}
		out.Freed += before.Minutes - after.Minutes
		after.Profit = after.Revenue - after.Costs()
		after.Unprofitable = 0
		if after.Profit < 0 {
			after.Unprofitable = 1
		}
		after.Clients = 1
		if a.Has(plan.LetGo) {
			after.Clients = 0
		}
		for _, l := range []*Line{&out.Practice, out.TierLine(r.Tier[i])} {
			l.Clients += after.Clients - before.Clients
			l.AUM += after.AUM - before.AUM
			l.GDC += after.GDC - before.GDC
			l.Revenue += after.Revenue - before.Revenue
			l.Profit += after.Profit - before.Profit
			l.Minutes += after.Minutes - before.Minutes
			l.Unprofitable += after.Unprofitable - before.Unprofitable
			for k := range l.Cost {
				l.Cost[k] += after.Cost[k] - before.Cost[k]
			}
		}
	}
	out.Practice.Profit = book.Cents(profit)
	out.Serves = book.Missing
	if standard := s.Standard()[0]; standard > 0 {
		out.Serves = max(out.Freed, 0) / standard
	}
	return out
}

// timedCost is what a client bears at another time: the rate times the minutes,
// rounded, and parted over the pools so that no part is off by a cent.
func timedCost(r *Report, before [cost.Pools]book.Cents, minutes book.Minutes) [cost.Pools]book.Cents {
	type part struct {
		pool int
		rest *big.Rat
	}
	after := before
	var parts []part
	all, floors := rat(0), int64(0)
	for k, shared := range r.shared {
		if !r.byTime(cost.Pool(k)) || shared == 0 {
			continue
		}
		exact := new(big.Rat).Mul(rat(int64(shared)), big.NewRat(int64(minutes), int64(r.Practice.Minutes)))
		all.Add(all, exact)
		floor := floored(exact)
		after[k] = book.Cents(floor.Int64())
		floors += floor.Int64()
		parts = append(parts, part{k, minus(exact, new(big.Rat).SetInt(floor))})
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Or(b.rest.Cmp(a.rest), cmp.Compare(a.pool, b.pool)) })
	for k := range rounded(all) - floors {
		after[parts[k].pool]++
	}
	return after
}

// TestPlannedIsARunOfTheEngine: for pools that go by time, a plan comes to the
// same as the engine's run on the changed book: tiers locked as they were,
// everybody's time recorded as it was but for the changed, and the time of
// before as the capacity. Within a cent for each client and pool.
func TestPlannedIsARunOfTheEngine(t *testing.T) {
	rng := rand.New(rand.NewPCG(73, 74))
	runs := 0
	for range 400 {
		b, s := made(20+rng.IntN(60)), randomSettings(rng)
		s.Drivers, s.Capacity, s.Locks = [cost.Pools]cost.Driver{}, 0, nil
		s.Pools = [cost.Pools]book.Cents{book.Cents(rng.IntN(20_000_000)), book.Cents(rng.IntN(30_000_000)), book.Cents(rng.IntN(10_000_000))}
		r := Analyze(b, s)
		p := randomPlan(rng, b.N, func() plan.Terms { return randomTerms(rng) })
		planned := r.Planned(p, 1)
		if planned.Freed < 0 || r.Practice.Minutes == 0 {
			continue // more time than there was: that is no run on the capacity of before
		}
		runs++
		next := *b
		next.AUM, next.GDC, next.Hours = make([]book.Cents, b.N), make([]book.Cents, b.N), slices.Clone(r.Minutes)
		for i := range b.N {
			next.AUM[i], next.GDC[i] = book.OrZero(book.At(b.AUM, i)), book.OrZero(book.At(b.GDC, i))
		}
		after := s
		after.Capacity = r.Practice.Minutes
		for i, tier := range r.Tier {
			if tier != book.Unassigned {
				after.Locks = append(after.Locks, Lock{Key: b.Keys[i], Tier: tier})
			}
		}
		effects := make([]plan.Effect, b.N)
		base := r.Baseline(p.Avoidable)
		for i := range effects {
			effects[i].After = r.PlanClient(i)
		}
		for a := range p.All() {
			i := int(a.Key) - 1
			if i >= b.N || !a.Counts(plan.List{Number: 1, AsOf: s.AsOf}) {
				continue
			}
			e := base.Effect(r.PlanClient(i), a.Terms)
			effects[i] = e
			next.AUM[i], next.GDC[i], next.Hours[i] = e.After.AUM, e.After.GDC, e.After.Minutes
		}
		run := Analyze(&next, after)
		var borne [cost.Pools]book.Cents
		for i, e := range effects {
			near(t, "revenue", run.Revenue[i], e.After.Revenue, 1)
			for k := range borne {
				near(t, "cost", run.Cost[k][i], e.After.Cost[k], 1)
				borne[k] += e.After.Cost[k]
			}
			if run.Tier[i] != r.Tier[i] && r.Tier[i] != book.Unassigned {
				t.Fatal("a tier has moved")
			}
		}
		for k := range borne {
			shed := planned.Left[k] + planned.Avoided[k] - planned.Added[k]
			near(t, "pool", run.Unused[k], shed, book.Cents(b.N))
			if r.Practice.Cost[k]-shed != borne[k] || planned.Practice.Cost[k] != borne[k] {
				t.Fatalf("pool %d: clients bear %d of %d, and %d is shed", k, borne[k], r.Practice.Cost[k], shed)
			}
		}
		if t.Failed() {
			t.Fatalf("settings %+v", s)
		}
	}
	if runs < 100 {
		t.Errorf("only %d runs", runs)
	}
}

func near(t *testing.T, what string, got, want, within book.Cents) {
	t.Helper()
	if d := got - want; d > within || d < -within {
		t.Errorf("%s: the engine has %d, the plan %d", what, got, want)
	}
}

// TestPlannedBeyond: what does not fit is none, and the rest stays whole.
func TestPlannedBeyond(t *testing.T) {
	b := bare(2)
	b.AUM, b.GDC = []book.Cents{1, 100}, []book.Cents{book.Largest, 500}
	r := Analyze(b, usual())
	p := new(plan.Plan).With(plan.Action{Key: 1, Terms: plan.Terms{Lever: plan.Grow, Assets: book.Largest}})
	after := r.Planned(p, 1)
	if after.Practice.Revenue != book.Missing || after.Practice.Profit != book.Missing || after.Practice.AUM != book.Largest+101 || after.Actions != 1 {
		t.Errorf("a client that earns more than fits gives %+v", after.Practice)
	}
}
