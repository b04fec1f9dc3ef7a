package plan

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"tierbook/engine/book"
)

// TestPlanIsAMap holds a plan against a map through random changes, and every
// plan before against what it was then.
func TestPlanIsAMap(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		type moment struct {
			plan *Plan
			want map[book.Key]Action
		}
		var past []moment
		p, want := &Plan{ID: 3, Name: "x"}, map[book.Key]Action{}
		for range 40 {
			if rng.IntN(3) > 0 {
				var actions []Action
				for range rng.IntN(20) {
					a := Action{Key: book.Key(1 + rng.IntN(100)), Terms: Terms{Lever: Keep}, Due: book.Day(rng.IntN(9))}
					actions = append(actions, a)
					want[a.Key] = a
				}
				p = p.With(actions...)
			} else {
				var keys []book.Key
				for range rng.IntN(60) {
					key := book.Key(1 + rng.IntN(100))
					keys = append(keys, key)
					delete(want, key)
				}
				p = p.Without(keys...)
			}
			past = append(past, moment{p, maps.Clone(want)})
		}
		for _, m := range past {
			var got []book.Key
			for a := range m.plan.All() {
				got = append(got, a.Key)
				if m.want[a.Key] != *a {
					t.Fatalf("client %d: %+v, want %+v", a.Key, a, m.want[a.Key])
				}
			}
			if !slices.Equal(got, slices.Sorted(maps.Keys(m.want))) || m.plan.Len() != len(got) {
				t.Fatalf("it is about %v (%d), want %v", got, m.plan.Len(), m.want)
			}
			for key := range book.Key(102) {
				a, ok := m.plan.Of(key)
				if w, has := m.want[key]; a != w || ok != has {
					t.Fatalf("of %d: %+v", key, a)
				}
			}
			if back, ok := OfParts(*m.plan, m.plan.Parts()); !ok || !back.Equal(m.plan) {
				t.Fatal("its parts are not it")
			}
		}
	}
}

// TestPlansShare: a change of one action makes one part anew.
func TestPlansShare(t *testing.T) {
	var actions []Action
	for k := range 1000 {
		actions = append(actions, Action{Key: book.Key(k + 1), Terms: Terms{Lever: Keep}})
	}
	p := new(Plan).With(actions...)
	q := p.With(Action{Key: 500, Terms: Terms{Lever: LetGo}})
	fresh := 0
	for i, part := range q.Parts() {
		if part != p.Parts()[i] {
			fresh++
		}
	}
	if fresh != 1 || p.Equal(q) || !p.Equal(p.With(actions[7])) {
		t.Errorf("%d parts are new", fresh)
	}
}

func TestOfPartsRefuses(t *testing.T) {
	keep := func(keys ...book.Key) *Part {
		p := &Part{}
		for _, k := range keys {
			p.Actions = append(p.Actions, Action{Key: k, Terms: Terms{Lever: Keep}})
		}
		return p
	}
	for name, parts := range map[string][]*Part{
		"an empty part":         {{}},
		"no client":             {keep(0)},
		"twice the same client": {keep(2, 2)},
		"out of order":          {keep(3, 2)},
		"of another part":       {keep(2, 16)},
		"parts out of order":    {keep(20), keep(2)},
		"a part in two":         {keep(2), keep(3)},
		"terms that cannot be":  {{[]Action{{Key: 1}}}},
	} {
		if _, ok := OfParts(Plan{}, parts); ok {
			t.Errorf("%s is taken", name)
		}
	}
	if p, ok := OfParts(Plan{}, []*Part{keep(1, 2), keep(17)}); !ok || p.Len() != 3 {
		t.Error("parts of a plan are refused")
	}
}

func TestTerms(t *testing.T) {
	for _, c := range []struct {
		terms Terms
		want  bool
	}{
		{Terms{}, false},
		{Terms{Lever: Keep}, true},
		{Terms{Lever: Levers}, false},
		{Terms{Lever: Charge, Fee: 5}, true},
		{Terms{Lever: Charge, Fee: -1}, false},
		{Terms{Lever: Charge, Fee: book.Largest + 1}, false},
		{Terms{Lever: Charge, Fee: 5, Assets: 1}, false},
		{Terms{Lever: Serve, Tier: 4}, true},
		{Terms{Lever: Serve}, false},
		{Terms{Lever: Serve, Tier: 5}, false},
		{Terms{Lever: Serve, Tier: 4, And: Charge, Fee: 5}, true},
		{Terms{Lever: Serve, Tier: 4, And: Serve}, false},
		{Terms{Lever: Serve, Tier: 4, And: Trim, Minutes: 5}, false},
		{Terms{Lever: Charge, And: LetGo}, false},
		{Terms{Lever: Keep, And: Charge, Fee: 5}, false},
		{Terms{Lever: Trim, Minutes: 0}, true},
		{Terms{Lever: Trim, Minutes: -1}, false},
		{Terms{Lever: HandOver, RevenueKept: 10000, TimeKept: 10000}, true},
		{Terms{Lever: HandOver, RevenueKept: 10001}, false},
		{Terms{Lever: LetGo, RevenueKept: 1}, false},
	} {
		if got := c.terms.Valid(); got != c.want {
			t.Errorf("%+v: %v", c.terms, got)
		}
	}
}

func TestPlans(t *testing.T) {
	keep := func(key book.Key) Action { return Action{Key: key, Terms: Terms{Lever: Keep}} }
	var ps Plans
	if ps.Now().Len() != 0 || ps.ByID(0) != nil {
		t.Error("there is a plan before the first")
	}
	ps = ps.With(&Plan{Name: "a"}).With(&Plan{Name: "b"})
	one := ps
	ps = ps.With(ps.ByID(1).With(keep(4), keep(40)))
	if ps.Chosen != 2 || ps.ByID(1).Len() != 2 || one.ByID(1).Len() != 0 || ps.Equal(one) {
		t.Errorf("plans are %+v, before %+v", ps, one)
	}
	ps = ps.Skip(true, 9, 3, 9)
	if !slices.Equal(ps.Skipped, []book.Key{3, 9}) || !ps.Has(9) || ps.Has(4) || ps.Skip(false, 9).Has(9) {
		t.Errorf("left for later: %v", ps.Skipped)
	}
	if ps.LastKey() != 40 || new(Plans).LastKey() != 0 {
		t.Errorf("the last key is %d", ps.LastKey())
	}
	if ps = ps.Without(2); ps.Chosen != 1 || ps.ByID(2) != nil {
		t.Errorf("without the chosen one: %+v", ps)
	}
	if ps = ps.With(&Plan{Name: "c"}); ps.Chosen != 3 {
		t.Error("an ID is given twice")
	}
}

func TestFees(t *testing.T) {
	for _, c := range []struct {
		fees  Fees
		lever Lever
		aum   book.Cents
		want  bool
	}{
		{Commission, Charge, 100, false}, {Commission, Grow, 0, true}, {Advisory, Charge, 100, true}, {Advisory, Charge, 0, false},
		{ForService, Charge, 0, true}, {ForService, Grow, 100, false}, {0, Serve, 0, true}, {0, Grow, 1, false},
	} {
		if got := c.fees.Allows(c.lever, c.aum); got != c.want {
			t.Errorf("fees %d, lever %d, assets %d: %v", c.fees, c.lever, c.aum, got)
		}
	}
}

// TestEffect: a case to be followed with a pencil for each lever.
func TestEffect(t *testing.T) {
	base := Baseline{
		Timed: [Pools]book.Cents{100_000, 50_000, 0}, Minutes: 3000, // 33⅓ and 16⅔ cents a minute
		AUM: 1_000_000, GDC: 8_000, Payout: 9000, Standard: [book.Tiers]book.Minutes{1200, 600, 100, 20},
		Avoidable: [Pools]book.BP{2500, 0, 10000},
	}
	c := Client{AUM: 300_000, GDC: 3_000, Revenue: 2_700, Cost: [Pools]book.Cents{10_000, 5_000, 700}, Minutes: 300}
	for _, one := range []struct {
		name  string
		terms Terms
		want  Effect
	}{
		{"a fee", Terms{Lever: Charge, Fee: 1_001}, // of which 900.9 arrive
			Effect{After: Client{300_000, 4_001, 3_600, c.Cost, 300}, Practice: 900}},
		{"less service", Terms{Lever: Serve, Tier: 3},
			Effect{After: Client{300_000, 3_000, 2_700, [Pools]book.Cents{3_333, 1_667, 700}, 100}, Practice: 1_667,
				Avoided: [Pools]book.Cents{1_667}, Left: [Pools]book.Cents{5_000, 3_333}}},
		{"more service", Terms{Lever: Serve, Tier: 2},
			Effect{After: Client{300_000, 3_000, 2_700, [Pools]book.Cents{20_000, 10_000, 700}, 600}, Practice: -15_000,
				Added: [Pools]book.Cents{10_000, 5_000}}},
		{"no time at all", Terms{Lever: Trim},
			Effect{After: Client{300_000, 3_000, 2_700, [Pools]book.Cents{0, 0, 700}, 0}, Practice: 2_500,
				Avoided: [Pools]book.Cents{2_500}, Left: [Pools]book.Cents{7_500, 5_000}}},
		{"assets at its own yield", Terms{Lever: Grow, Assets: 50_099}, // which bring 500.99
			Effect{After: Client{350_099, 3_500, 3_150, c.Cost, 300}, Practice: 450}},
		{"handed over", Terms{Lever: HandOver, RevenueKept: 3333, TimeKept: 1000},
			Effect{After: Client{300_000, 1_000, 900, [Pools]book.Cents{1_000, 500, 700}, 30}, Practice: -1_800 + 2_250,
				Avoided: [Pools]book.Cents{2_250}, Left: [Pools]book.Cents{6_750, 4_500}}},
		{"let go", Terms{Lever: LetGo},
			Effect{Gone: true, Practice: -2_700 + 2_500 + 700, Avoided: [Pools]book.Cents{2_500, 0, 700}, Left: [Pools]book.Cents{7_500, 5_000}}},
		{"kept", Terms{Lever: Keep}, Effect{After: c}},
		{"two at once", Terms{Lever: Serve, Tier: 3, And: Charge, Fee: 1_000},
			Effect{After: Client{300_000, 4_000, 3_600, [Pools]book.Cents{3_333, 1_667, 700}, 100}, Practice: 900 + 1_667,
				Avoided: [Pools]book.Cents{1_667}, Left: [Pools]book.Cents{5_000, 3_333}}},
	} {
		if got := base.Effect(c, one.terms); got != one.want {
			t.Errorf("%s:\n got %+v\nwant %+v", one.name, got, one.want)
		}
	}
	poor := Client{Revenue: 0, Cost: c.Cost, Minutes: 300}
	if got := base.Effect(poor, Terms{Lever: Grow, Assets: 10_000}); got.After.Revenue != 72 {
		t.Errorf("at the book's yield assets bring %d", got.After.Revenue)
	}
}
