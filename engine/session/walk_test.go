package session

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/losses"
	"tierbook/engine/plan"
	"tierbook/engine/roster"
)

// losers is a session in which many clients carry a loss.
func losers(t testing.TB, rng *rand.Rand, n int) *Session {
	s := New(today)
	s.Open(crowd(rng, n), mine, today)
	do(t, s, decision.SetPool{Pool: cost.Wages, Amount: book.Cents(n * 900_00)}, decision.SetPool{Pool: cost.Overhead, Amount: book.Cents(n * 300_00)}, decision.SetDriver{Pool: cost.Overhead, Driver: cost.Clients})
	return s
}

// TestWalkReachesEverybody goes through the whole walk, skipping some and
// deciding the others, singly and by groups, until nobody is left.
func TestWalkReachesEverybody(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 22))
	grouped := 0
	for range 6 {
		s := losers(t, rng, 60)
		order := losses.Order(rng.IntN(3))
		first := see(t, s, WalkQuery{order})
		if first.Total != s.Report().Practice.Unprofitable || first.Total < 10 || first.Open != first.Loss || first.Decided != 0 {
			t.Fatalf("at the start: %+v", first)
		}
		for steps := 0; ; steps++ {
			w := see(t, s, WalkQuery{order})
			if w.Next == 0 {
				if w.Decided != w.Total || w.Open != 0 || len(w.Groups) != 0 || w.Single != 0 {
					t.Fatalf("at the end: %+v", w)
				}
				break
			}
			if steps > 300 {
				t.Fatal("it does not end")
			}
			in := w.Single
			for _, g := range w.Groups {
				in += g.Clients
				if g.Clients < losses.LeastGroup || g.Loss <= 0 {
					t.Fatalf("a group %+v", g)
				}
			}
			asked := see(t, s, WalkRowsQuery{Order: order, Open: true, Limit: MostRows})
			for _, row := range asked.Rows {
				if (row.Best == nil) != (row.Asks != 0) {
					t.Fatalf("%+v", row)
				}
				if row.Asks != 0 {
					in++
				}
			}
			if in != w.Total-w.Decided || asked.Total != in {
				t.Fatalf("%d in groups, single or in question, of %d open (%d listed)", in, w.Total-w.Decided, asked.Total)
			}
			card := see(t, s, CardQuery{Key: w.Next, Order: order})
			switch {
			case rng.IntN(4) == 0 && w.Skipped < w.Total-w.Decided:
				do(t, s, decision.SkipClients{Keys: []book.Key{w.Next}})
			case rng.IntN(5) == 0 && len(w.Groups) > 0:
				g := w.Groups[rng.IntN(len(w.Groups))]
				bulk := see(t, s, BulkQuery{Decision{Selection: Selection{Group: g.ID}, How: How{Best: true}}})
				if bulk.Clients != g.Clients || bulk.Practice != g.Practice || bulk.Freed != g.Freed || bulk.Assets != g.Assets || bulk.Before.Profit != -g.Loss {
					t.Fatalf("group %+v, in bulk %+v", g, bulk)
				}
				before := see(t, s, PlanQuery{}).After.Practice.Profit
				if err := s.Decide(Decision{Selection: Selection{Group: g.ID}, How: How{Best: true}, Note: "as a group"}); err != nil {
					t.Fatal(err)
				}
				if after := see(t, s, PlanQuery{}).After.Practice.Profit; after-before != bulk.Practice {
					t.Fatalf("the plan gains %d, it was said %d", after-before, bulk.Practice)
				}
				grouped++
			default:
				o := card.Options[rng.IntN(len(card.Options))]
				if o.None != 0 {
					continue
				}
				if err := s.Decide(Decision{Selection: Selection{Keys: []book.Key{w.Next}}, How: How{Terms: &o.Terms}, Note: "because"}); err != nil {
					t.Fatal(err)
				}
				a, _ := s.State().Plans.Now().Of(w.Next)
				row := card.Row
				if a.Terms != o.Terms || a.Was != (plan.Was{Name: row.Name, AsOf: today, List: 1, AUM: book.OrZero(row.AUM), Revenue: row.Revenue, Profit: row.Profit, Minutes: row.Minutes, Tier: row.Tier}) {
					t.Fatalf("decided %+v, it is %+v", o.Terms, a)
				}
			}
		}
	}
	if grouped == 0 {
		t.Error("no group was decided")
	}
}

// TestWalkOrders: the orders are what they are called, those in question last.
func TestWalkOrders(t *testing.T) {
	s := losers(t, rand.New(rand.NewPCG(23, 24)), 120)
	for order := losses.GreatestLoss; order <= losses.CertainFirst; order++ {
		rows := see(t, s, WalkRowsQuery{Order: order, Limit: MostRows}).Rows
		class := func(r WalkRow) (int, int) {
			asks, own := 0, 0
			if r.Asks != 0 {
				asks = 1
			}
			switch {
			case order == losses.BestTier && r.Tier == book.Unassigned:
				own = 5
			case order == losses.BestTier:
				own = int(r.Tier)
			case order == losses.CertainFirst && r.Loss != cost.Certain:
				own = 1
			}
			return asks, own
		}
		for k := 1; k < len(rows); k++ {
			a1, o1 := class(rows[k-1])
			a2, o2 := class(rows[k])
			if a1 > a2 || a1 == a2 && (o1 > o2 || o1 == o2 && rows[k-1].Profit > rows[k].Profit) {
				t.Fatalf("order %d: %+v before %+v", order, rows[k-1], rows[k])
			}
		}
		for k, row := range rows {
			c := see(t, s, CardQuery{Key: row.Key, Order: order})
			if c.At != k+1 || c.Of != len(rows) || k > 0 && c.Before != rows[k-1].Key || k < len(rows)-1 && c.After != rows[k+1].Key {
				t.Fatalf("the card of place %d says %d of %d", k+1, c.At, c.Of)
			}
		}
	}
}

// TestSecondLook: a second look goes through all who were left for later, once.
func TestSecondLook(t *testing.T) {
	s := losers(t, rand.New(rand.NewPCG(29, 30)), 60)
	rows := see(t, s, WalkRowsQuery{Limit: MostRows}).Rows
	var later []book.Key
	for k, row := range rows {
		if k%3 != 1 {
			later = append(later, row.Key)
			do(t, s, decision.SkipClients{Keys: []book.Key{row.Key}})
		}
	}
	for at := see(t, s, WalkQuery{}).Next; at != 0; { // the others are decided about
		next := see(t, s, CardQuery{Key: at}).Next
		if err := s.Decide(Decision{Selection: Selection{Keys: []book.Key{at}}, How: How{Terms: &keep}, Note: "x"}); err != nil {
			t.Fatal(err)
		}
		at = next
	}
	for pass := range 2 { // and of those of the second look every other one, then all
		var met []book.Key
		for at := see(t, s, WalkQuery{}).Next; at != 0; {
			met = append(met, at)
			next := see(t, s, CardQuery{Key: at}).Next
			if pass == 1 || len(met)%2 == 0 {
				if err := s.Decide(Decision{Selection: Selection{Keys: []book.Key{at}}, How: How{Terms: &keep}, Note: "x"}); err != nil {
					t.Fatal(err)
				}
				if seen := see(t, s, CardQuery{Key: at}).Next; seen != next {
					t.Fatalf("decided about, %d leads to %d, before to %d", at, seen, next)
				}
			}
			at = next
		}
		if !slices.Equal(met, later) || len(later) < 6 {
			t.Fatalf("pass %d went through %v, left for later were %v", pass, met, later)
		}
		var rest []book.Key
		for k, key := range later {
			if k%2 == 0 {
				rest = append(rest, key)
			}
		}
		later = rest
	}
	if w := see(t, s, WalkQuery{}); w.Decided != w.Total {
		t.Errorf("%d of %d decided", w.Decided, w.Total)
	}
}

// TestWalkStaysWhereItWas: what was decided and skipped is found again after
// the session was kept and resumed.
func TestWalkStaysWhereItWas(t *testing.T) {
	s := losers(t, rand.New(rand.NewPCG(25, 26)), 60)
	for k := range 10 {
		next := see(t, s, WalkQuery{}).Next
		if k%3 == 0 {
			do(t, s, decision.SkipClients{Keys: []book.Key{next}})
		} else if err := s.Decide(Decision{Selection: Selection{Keys: []book.Key{next}}, How: How{Terms: &keep}, Note: "x"}); err != nil {
			t.Fatal(err)
		}
	}
	h := &shelf{}
	c, log := saved(t, s.Checkpoint(h.name), nil)
	again, err := Resume(c, log, h.list)
	if err != nil {
		t.Fatal(err)
	}
	got, want := see(t, again, WalkQuery{}), see(t, s, WalkQuery{})
	got.Revision, want.Revision = 0, 0
	if !reflect.DeepEqual(got, want) || want.Skipped != 4 || want.Decided != 6 {
		t.Errorf("resumed at %+v, left at %+v", got, want)
	}
	for s.Undo() {
	}
	if s.State().Plans.Last != 0 {
		t.Error("undo does not reach the time before the plan")
	}
}

// family is a list in which Bo Ek, who carries a loss, is linked to others.
func family() *intake.Import {
	b := &book.Book{N: 7, Household: book.Texts("E1", "e1", "", "", "", "", "")}
	b.Name = book.Texts("Bo Ek", "Ana Lund", "Ek, Cleo", "Dan Oak", "Eve Ash", "Fay Elm", "Gus Ek Jr.")
	b.Attributes = []book.Attribute{
		{Name: "Referred By", Cells: book.Texts("Dan Oak", "", "", "", "Ek, Bo", "", "")},
		{Name: "Assets Held Away", Cells: book.Texts("$1,250,000.5", "1.250.000,00", "", "12 000", "x", "-5", "7")},
	}
	for i := range b.N {
		b.Keys, b.Line = append(b.Keys, book.Key(i+1)), append(b.Line, uint32(i+2))
		b.ID.Append("")
		b.AUM = append(b.AUM, 500_000_00)
		b.GDC = append(b.GDC, 20_000_00)
		b.Since = append(b.Since, book.Date(2010, 1, 1))
		b.Hours = append(b.Hours, 600)
	}
	b.GDC[0], b.GDC[6] = 100_00, 0
	b.Hours[6] = 60
	return &intake.Import{Book: b}
}

// TestLinks: a link counts where the other earns more than the client loses,
// and a surname where no household says who belongs together.
func TestLinks(t *testing.T) {
	names := func(c Card) (got []string) {
		for _, l := range c.Links {
			got = append(got, fmt.Sprint(l.Kind, " ", l.Name))
		}
		for _, o := range c.Options {
			if o.Parts() && (o.Traps&engine.TrapLinked != 0) != (len(c.Links) > 0) {
				t.Errorf("%+v says nothing of the links, or of none", o)
			}
		}
		return got
	}
	for _, c := range []struct {
		name        string
		households  bool
		wages       book.Cents
		bo, fay, gu []string // who is linked to Bo Ek, Fay Elm and Gus Ek
	}{
		{"households say who belongs together", true, 50_000_00, []string{"0 Ana Lund", "2 Dan Oak", "3 Eve Ash"}, nil, nil},
		{"without them surnames do", false, 50_000_00, []string{"2 Dan Oak", "3 Eve Ash", "1 Ek, Cleo"}, nil, []string{"1 Ek, Cleo"}},
		{"who earns less than is lost is no reason to keep", false, 70_000_00, nil, nil, []string{"1 Ek, Cleo"}},
	} {
		s := New(today)
		list := family()
		if !c.households {
			list.Book.Household = book.Texts("", "", "", "", "", "", "")
		}
		s.Open(list, mine, today)
		do(t, s, decision.SetPool{Pool: cost.Wages, Amount: c.wages})
		for k, want := range map[book.Key][]string{1: c.bo, 6: c.fay, 7: c.gu} {
			if got := names(see(t, s, CardQuery{Key: k})); !slices.Equal(got, want) {
				t.Errorf("%s: client %d is linked to %q, want %q", c.name, k, got, want)
			}
		}
		if held := see(t, s, CardQuery{Key: 1}).Held; held != 1_250_000_50 {
			t.Errorf("held elsewhere: %d", held)
		}
	}
}

// TestAnotherDecision: who does it by when stays where something else is
// decided, what must be so does not; and only who is kept has the reason for it.
func TestAnotherDecision(t *testing.T) {
	s := losers(t, rand.New(rand.NewPCG(27, 28)), 80)
	first := Decision{Selection: Selection{Filter: &roster.Filter{}}, How: How{Terms: &plan.Terms{Lever: plan.HandOver, RevenueKept: 2500}}, Owner: "Kim", Due: today + 9, State: "gone", By: today + 99}
	if err := s.Decide(first); err != nil {
		t.Fatal(err)
	}
	if err := s.Decide(Decision{Selection: Selection{Keys: []book.Key{1}}, How: How{Own: plan.HandOver}}); err != nil {
		t.Fatal(err)
	}
	if a, _ := s.State().Plans.Now().Of(1); a.Owner != "Kim" || a.Due != today+9 || a.State != "gone" || a.RevenueKept != plan.UsualRevenueKept {
		t.Errorf("with the same lever: %+v", a)
	}
	if err := s.Decide(Decision{Selection: Selection{Filter: &roster.Filter{Loss: roster.Unprofitable}}, How: How{Best: true}, Kept: "as a group"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Decide(Decision{Selection: Selection{Keys: []book.Key{2}}, How: How{Own: plan.Keep}, Kept: "as a group"}); err != nil {
		t.Fatal(err)
	}
	kept := 0
	for a := range s.State().Plans.Now().All() {
		if a.Lever == plan.HandOver {
			continue
		}
		if a.Owner != "Kim" || a.Due != today+9 || a.State != "" || a.By != 0 || (a.Note == "as a group") != (a.Lever == plan.Keep) {
			t.Errorf("with another lever: %+v", a)
		}
		if a.Lever == plan.Keep {
			kept++
		}
	}
	if kept == 0 {
		t.Error("nobody is kept")
	}
}

// TestBulk: “a minimum fee of $600 for all below it”, and “hand over these”.
func TestBulk(t *testing.T) {
	s := losers(t, rand.New(rand.NewPCG(27, 28)), 80)
	r := s.Report()
	tier4 := &roster.Filter{Tiers: roster.TierBit(4)}
	least := Decision{Selection: Selection{Filter: tier4}, How: How{Least: 600_00}}
	below := 0
	for i, tier := range r.Tier {
		if tier == 4 && book.OrZero(r.Book.GDC[i]) < 600_00 {
			below++
		}
	}
	b := see(t, s, BulkQuery{least})
	if below < 3 || b.Clients != below || b.Selected != r.Tiers[3].Clients || b.Without != b.Selected-below || b.Practice <= 0 || b.Freed != 0 || b.Most > 600_00+6000_00 {
		t.Fatalf("%d below: %+v", below, b)
	}
	if err := s.Decide(least); err != nil {
		t.Fatal(err)
	}
	for a := range s.State().Plans.Now().All() {
		if gdc := book.OrZero(r.Book.GDC[a.Key-1]); gdc+a.Fee != 600_00 {
			t.Errorf("client %d brings %d and pays %d more", a.Key, gdc, a.Fee)
		}
	}
	over := Decision{Selection: Selection{Filter: tier4, Except: []book.Key{r.Book.Keys[slices.Index(r.Tier, book.Tier(4))]}}, How: How{Terms: &plan.Terms{Lever: plan.HandOver, RevenueKept: 2500}}}
	b = see(t, s, BulkQuery{over})
	if b.Decided == 0 || b.Selected != r.Tiers[3].Clients-1 {
		t.Errorf("%+v", b)
	}
	before := see(t, s, PlanQuery{})
	if err := s.Decide(over); err != nil {
		t.Fatal(err)
	}
	// What it comes to is against the plan as it stood, where fees were planned for some of them.
	v := see(t, s, PlanQuery{Limit: MostRows})
	left := book.Cents(0)
	for k := range v.After.Left {
		left += v.After.Left[k] - before.After.Left[k]
	}
	if v.Levers[plan.HandOver].Clients != b.Clients || v.After.Practice.Profit-before.After.Practice.Profit != b.Practice || v.After.Freed-before.After.Freed != b.Freed || left != b.Left {
		t.Errorf("bulk said %+v, the plan went from %+v to %+v", b, before.After, v.After)
	}
	tierBefore, tierAfter := before.After.Tiers[3], v.After.Tiers[3]
	if tierAfter.Profit-tierBefore.Profit != b.After.Profit-b.Before.Profit || tierAfter.Minutes-tierBefore.Minutes != b.After.Minutes-b.Before.Minutes {
		t.Errorf("their own profit goes by %d from %d to %d, that of the tier from %d to %d", b.Decided, b.Before.Profit, b.After.Profit, tierBefore.Profit, tierAfter.Profit)
	}
	sum := book.Cents(0)
	for _, w := range b.Who {
		sum += w.Practice
		if a, _ := s.State().Plans.Now().Of(w.Key); a.Terms != w.Terms || w.Name == "" {
			t.Errorf("%+v is listed, %+v planned", w, a)
		}
	}
	if len(b.Who) != b.Clients || sum != b.Practice {
		t.Errorf("%d of %d are listed, with %d of %d", len(b.Who), b.Clients, sum, b.Practice)
	}
	for _, d := range []Decision{{}, {Selection: Selection{Keys: []book.Key{900}}, How: How{Terms: &keep}}, {Selection: Selection{Keys: []book.Key{1}}, How: How{Terms: &plan.Terms{}}}} {
		if err := s.Decide(d); err == nil {
			t.Errorf("%+v is taken", d)
		}
	}
}

// TestRecommendedStandsFirst: on a card what is recommended is the first option.
func TestRecommendedStandsFirst(t *testing.T) {
	s := losers(t, rand.New(rand.NewPCG(31, 32)), 80)
	moved := 0
	for _, row := range see(t, s, WalkRowsQuery{Limit: MostRows}).Rows {
		c := see(t, s, CardQuery{Key: row.Key})
		if row.Best == nil {
			continue
		}
		if c.Recommended != 0 || c.Options[0].Terms != *row.Best {
			t.Fatalf("%d of %+v is recommended, want %+v first", c.Recommended, c.Options, *row.Best)
		}
		last := plan.NoLever
		for _, o := range c.Options[1:] {
			if o.And != plan.NoLever {
				continue
			}
			if o.Lever < last {
				t.Fatalf("the others are out of order: %+v", c.Options)
			}
			last = o.Lever
		}
		if c.Options[0].Lever != plan.Charge {
			moved++
		}
	}
	if moved == 0 {
		t.Error("nothing but a fee was recommended")
	}
}

// TestOnlyWhatIsSettled: those in question are left out of a decision about
// many where it says so, and counted.
func TestOnlyWhatIsSettled(t *testing.T) {
	s := losers(t, rand.New(rand.NewPCG(33, 34)), 80)
	d := Decision{Selection: Selection{Filter: &roster.Filter{Loss: roster.Unprofitable}}, How: How{Own: plan.LetGo}}
	all := see(t, s, BulkQuery{d})
	d.Settled = true
	some := see(t, s, BulkQuery{d})
	if all.Asks == 0 || some.Asks != all.Asks || some.Clients != all.Clients-all.Asks || some.Without != all.Without || some.Selected != all.Selected {
		t.Fatalf("of %+v without those in question %+v", all, some)
	}
	if err := s.Decide(d); err != nil {
		t.Fatal(err)
	}
	for _, row := range see(t, s, WalkRowsQuery{Limit: MostRows}).Rows {
		if (row.Decided != nil) != (row.Asks == 0) {
			t.Fatalf("%s, asks %b, decided %v", row.Name, row.Asks, row.Decided)
		}
	}
}

// TestFeesThatMayNotBeCharged: what it takes is told in fees only of those who
// may be charged one, and many are told when it is not open.
func TestFeesThatMayNotBeCharged(t *testing.T) {
	s := losers(t, rand.New(rand.NewPCG(35, 36)), 80)
	if w := see(t, s, WalkQuery{}); w.Needed == 0 {
		t.Fatalf("with fees: %+v", w)
	}
	do(t, s, decision.SetFees{Fees: 0})
	if w := see(t, s, WalkQuery{}); w.Needed != 0 || w.Beyond != w.Total {
		t.Errorf("without fees it takes %d, beyond %d of %d", w.Needed, w.Beyond, w.Total)
	}
	d := Decision{Selection: Selection{Filter: &roster.Filter{Loss: roster.Unprofitable}}, How: How{Least: 900_00}}
	if b := see(t, s, BulkQuery{d}); b.Closed != b.Clients || b.Clients == 0 {
		t.Errorf("a fee is closed to %d of %d", b.Closed, b.Clients)
	}
}
