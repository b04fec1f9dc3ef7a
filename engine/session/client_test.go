package session

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/roster"
	"tierbook/engine/score"
	"tierbook/engine/tier"
)

// TestClientAddsUp holds every client against the report: what its view is made
// of must come to the score, the cost and the profit that the tables show.
func TestClientAddsUp(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 16))
	for range 12 {
		s := busy(t, rng, 1+rng.IntN(80))
		do(t, s, decision.SetPool{Pool: cost.OwnerPay, Amount: 5_000_00}, decision.SetDriver{Pool: cost.OwnerPay, Driver: []cost.Driver{cost.Revenue, cost.AUM}[rng.IntN(2)]},
			decision.SetPayout{Payout: book.BP(1 + rng.IntN(10000))}, decision.SetCapacity{Minutes: book.Minutes(rng.IntN(3) * 100_000)}, decision.SetTimeReads{Service: rng.IntN(2) == 0},
			decision.SetNormalise{Factor: score.AUM, Normalise: score.Normalise{Kind: score.Range}},
			decision.SetNormalise{Factor: score.GDC, Normalise: score.Normalise{Kind: score.Bands, Bands: []score.Band{{From: 0, Points: 2000}, {From: 3_000_00, Points: 9000}}}})
		r := s.Report()
		for i := range r.Book.N {
			c := see(t, s, ClientQuery{r.Book.Keys[i]})
			if c.Row != roster.RowOf(r, i) || c.Unit != r.LineOf(i) || c.Repair != r.Repair(i) || c.Scored != r.Scores.Scored || c.Revision != s.Revision() {
				t.Fatalf("client %d is %+v", i, c)
			}
			checkScore(t, c)
			for p, v := range c.Pools {
				exact := book.Cents(0)
				if v.Whole > 0 {
					exact = book.Cents(book.MulDiv(int64(v.Shared), v.Value, v.Whole, book.Floor))
				}
				if v.Cost != r.Cost[p][i] || v.Cost != exact && v.Cost != exact+1 || v.Pool != r.Settings.Pools[p] || v.Shared != v.Pool-r.Unused[p] {
					t.Fatalf("client %d bears %d of pool %d, which is %d·%d/%d = %d", i, v.Cost, p, v.Shared, v.Value, v.Whole, exact)
				}
			}
			losses := 0
			for _, profit := range c.Views {
				if profit < 0 {
					losses++
				}
			}
			if want := [...]cost.Loss{cost.None, cost.Depends, cost.Depends, cost.Certain}[losses]; c.Row.Loss != want {
				t.Fatalf("client %d has a loss in %d views and is %s", i, losses, c.Row.Loss)
			}
			if c.Leaving != -c.Row.Revenue {
				t.Errorf("leaving changes the profit by %d, revenue is %d", c.Leaving, c.Row.Revenue)
			}
		}
	}
}

// checkScore works the score out again from what the view shows of it.
func checkScore(t *testing.T, c Client) {
	t.Helper()
	var weighed, weights, model int64
	for f, v := range c.Factors {
		if v.InModel {
			model += int64(v.Weight)
		}
		if v.Points < 0 {
			continue
		}
		weighed += int64(v.Weight) * int64(v.Points)
		weights += int64(v.Weight)
		want := int64(0)
		switch v.Reading.Kind {
		case score.Percentile:
			want = book.MulDiv(10000, int64(2*v.Worse+v.Equal), int64(2*v.Have), book.Nearest)
		case score.Range:
			if want = 5000; v.High > v.Low {
				want = book.MulDiv(10000, min(max(v.Value, v.Low), v.High)-v.Low, v.High-v.Low, book.Nearest)
			}
		case score.Bands:
			for _, band := range v.Reading.Bands {
				if v.Value >= band.From {
					want = int64(band.Points)
				}
			}
		}
		if int64(v.Points) != want {
			t.Fatalf("factor %d gives %d points, by what is shown %d: %+v", f, v.Points, want, v)
		}
	}
	if c.Weighed != weighed || int64(c.Weights) != weights || int64(c.Model) != model {
		t.Fatalf("Σ weight·points %d over %d of %d, want %d over %d of %d", c.Weighed, c.Weights, c.Model, weighed, weights, model)
	}
	want := int64(-1)
	if model > 0 && 100*weights >= 60*model {
		want = book.MulDiv(weighed, 1, weights, book.Nearest)
	}
	if int64(c.Row.Score) != want {
		t.Fatalf("score %d, want %d", c.Row.Score, want)
	}
}

func TestFactorView(t *testing.T) {
	s := opened() // AUM and Since as listOf has them
	v := see(t, s, ClientQuery{1}).Factors[score.AUM]
	if v.Value != 1_200_000_00 || v.Have != 11 || v.Worse != 10 || v.Equal != 1 || v.Points != 9545 {
		t.Errorf("the largest: %+v", v)
	}
	v = see(t, s, ClientQuery{5}).Factors[score.AUM]
	if v.Value != book.Missing || v.Points != -1 || v.Have != 11 || v.Worse != 0 {
		t.Errorf("without a value: %+v", v)
	}
	v = see(t, s, ClientQuery{12}).Factors[score.Time] // since 2011-01-01
	if v.Value != int64(today-book.Date(2011, 1, 1)) || v.Worse != 0 {
		t.Errorf("the newest client: %+v", v)
	}
	do(t, s, decision.SetTimeReads{Service: true})
	v = see(t, s, ClientQuery{1}).Factors[score.Time] // an hour a year, the least
	if v.Value != 60 || v.Have != 8 || v.Worse != 6 || v.Equal != 2 {
		t.Errorf("who takes the least time is the best: %+v", v)
	}
	do(t, s, decision.SetNormalise{Factor: score.AUM, Normalise: score.Normalise{Kind: score.Range}})
	v = see(t, s, ClientQuery{1}).Factors[score.AUM]
	if v.Low != 100_000_00 || v.High != 1_200_000_00 || v.Points != 10000 {
		t.Errorf("by range: %+v", v)
	}
	do(t, s, decision.SetWeight{Factor: score.AUM, Weight: 0})
	v = see(t, s, ClientQuery{1}).Factors[score.AUM]
	if v.InModel || v.Weight != 0 || v.Points != -1 || v.Value != 1_200_000_00 {
		t.Errorf("left out of the model: %+v", v)
	}
}

func TestPoolView(t *testing.T) {
	b := &book.Book{
		N: 3, Keys: []book.Key{1, 2, 3}, Line: []uint32{2, 3, 4}, Name: book.Texts("a", "b", "c"),
		AUM: []book.Cents{-500, 300, book.Missing}, GDC: []book.Cents{100, -40, 300}, Hours: []book.Minutes{60, 120, 180},
	}
	s := New(today)
	s.Open(&intake.Import{Book: b}, mine, today)
	do(t, s, decision.SetPool{Pool: cost.Wages, Amount: 1000}, decision.SetPool{Pool: cost.Overhead, Amount: 500}, decision.SetPool{Pool: cost.OwnerPay, Amount: 900},
		decision.SetDriver{Pool: cost.Overhead, Driver: cost.Revenue}, decision.SetDriver{Pool: cost.OwnerPay, Driver: cost.AUM}, decision.SetCapacity{Minutes: 720})
	c := see(t, s, ClientQuery{2})
	for p, want := range [cost.Pools]PoolView{
		{cost.Time, 1000, 500, 167, 120, 360, false}, // half of the capacity is used; the second of the largest remainders
		{cost.Revenue, 500, 500, 0, 0, 400, false},   // what is below 0 counts as nothing, also in the whole
		{cost.AUM, 900, 900, 900, 300, 300, false},
	} {
		if c.Pools[p] != want {
			t.Errorf("pool %d: %+v, want %+v", p, c.Pools[p], want)
		}
	}
	if c.Rate != 83 { // $5.00 over 6 hours
		t.Errorf("an hour costs %d, want 83", c.Rate)
	}
	b = &book.Book{N: 2, Keys: []book.Key{1, 2}, Line: []uint32{2, 3}, Name: book.Texts("a", "b")}
	s.Open(&intake.Import{Book: b}, mine, today)
	c = see(t, s, ClientQuery{2})
	if want := (PoolView{cost.AUM, 900, 900, 450, 1, 2, true}); c.Pools[cost.OwnerPay] != want {
		t.Errorf("without any AUM: %+v, want %+v", c.Pools[cost.OwnerPay], want)
	}
}

func TestHousehold(t *testing.T) {
	b := &book.Book{N: 30, GDC: make([]book.Cents, 30), Household: book.Texts("Ek", "", "Ek", "Ito")}
	for i := range b.N {
		b.Keys, b.Line = append(b.Keys, book.Key(i+1)), append(b.Line, uint32(i+2))
		b.GDC[i] = book.Cents(100 * (i + 1))
		b.Name.Append(fmt.Sprint("client ", i+1))
		if i > 3 {
			b.Household.Append("Large")
		}
	}
	s := New(today)
	s.Open(&intake.Import{Book: b}, mine, today)
	h := see(t, s, ClientQuery{3}).Household
	if h == nil || h.Name != "Ek" || h.Clients != 2 || len(h.Others) != 1 || h.Others[0].Key != 1 || h.Sum.GDC != 400 || h.Sum.Clients != 2 {
		t.Errorf("household %+v", h)
	}
	for _, alone := range []book.Key{2, 4} {
		if h := see(t, s, ClientQuery{alone}).Household; h != nil {
			t.Errorf("client %d has the household %+v, want none", alone, h)
		}
	}
	h = see(t, s, ClientQuery{10}).Household
	if h.Clients != 26 || len(h.Others) != mostHousehold || slices.ContainsFunc(h.Others, func(c roster.Row) bool { return c.Key == 10 }) {
		t.Errorf("of %d, %d others are listed", h.Clients, len(h.Others))
	}
	if all := book.Cents(100 * (5 + 30) * 26 / 2); h.Sum.GDC != all {
		t.Errorf("the household has %d GDC, want %d", h.Sum.GDC, all)
	}
}

func TestClientByTier(t *testing.T) {
	s := opened()
	do(t, s, decision.SetCut{Cut: tier.Cut{Method: tier.Counts, Shares: engine.Defaults().Cut.Shares, Counts: [...]int{1, 1, 1}}})
	unscored := see(t, s, ClientQuery{5})
	if unscored.Earned != book.Unassigned || unscored.Row.Tier != book.Unassigned || unscored.Coverage != 0 || unscored.Lock != nil {
		t.Errorf("without data: %+v", unscored)
	}
	if standard := s.Report().Standard(); unscored.Standard != standard[3] {
		t.Errorf("standard time %d, want the last tier's %d", unscored.Standard, standard[3])
	}
	do(t, s, decision.Lock{Key: 5, Tier: 2, Reason: "grows"}, decision.Lock{Key: 1, Tier: 4, Reason: "retires"})
	locked := see(t, s, ClientQuery{5})
	if locked.Row.Tier != 2 || !locked.Row.Locked || locked.Earned != book.Unassigned || locked.Lock == nil || locked.Lock.Reason != "grows" ||
		locked.Standard != s.Report().Standard()[1] {
		t.Errorf("locked: %+v", locked)
	}
	best := see(t, s, ClientQuery{1})
	if best.Row.Tier != 4 || best.Earned == 4 || best.Row.Rank == 0 || best.Scored != 11 {
		t.Errorf("locked away from its score: %+v", best)
	}
	if len(see(t, s, ClientsQuery{Filter: roster.Filter{Locked: true}, Limit: 9}).Rows) != 2 {
		t.Error("two clients are locked")
	}
}

func TestClientWhoIsNotThere(t *testing.T) {
	s := opened()
	for _, key := range []book.Key{0, 13, 1 << 31} {
		if c := see(t, s, ClientQuery{key}); c.Row != (roster.Row{}) || c.Revision != s.Revision() {
			t.Errorf("client %d is %+v", key, c)
		}
	}
	if c := see(t, New(today), ClientQuery{1}); c.Row.Key != 0 {
		t.Errorf("before a list is open: %+v", c)
	}
}

func TestAttributes(t *testing.T) {
	b := &book.Book{N: 2, Keys: []book.Key{1, 2}, Line: []uint32{2, 3}, Name: book.Texts("a", "b"), Attributes: []book.Attribute{
		{Name: "City", Cells: book.Texts("Harlow", "")}, {Name: "Hobby", Cells: book.Texts("", "<b>chess</b>")},
	}}
	s := New(today)
	s.Open(&intake.Import{Book: b}, mine, today)
	if got, want := see(t, s, ClientQuery{2}).Attributes, []NameValue{{"Hobby", "<b>chess</b>"}}; !slices.Equal(got, want) {
		t.Errorf("attributes %v, want %v", got, want)
	}
}
