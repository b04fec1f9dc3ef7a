package engine

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/score"
	"tierbook/engine/tier"
)

// everywhere runs a check on the report of many random books and settings.
func everywhere(t *testing.T, check func(t *testing.T, rng *rand.Rand, r *Report)) {
	t.Helper()
	rng := rand.New(rand.NewPCG(10, 10))
	for range 600 {
		if check(t, rng, Analyze(randomBook(rng), randomSettings(rng))); t.Failed() {
			return
		}
	}
	r := Analyze(made(3000), usual())
	for range 5 {
		s := randomSettings(rng)
		s.AsOf = usual().AsOf
		if check(t, rng, r.Again(s)); t.Failed() {
			return
		}
	}
}

// TestAddsUp: the parts of a pool come to the pool, and the tiers, the
// unassigned, the unused capacity and what is not in the list to the practice's
// own profit and loss.
func TestAddsUp(t *testing.T) {
	everywhere(t, func(t *testing.T, _ *rand.Rand, r *Report) {
		s := r.Settings
		all := Line{Unused: r.Unused[0] + r.Unused[1] + r.Unused[2], Beyond: r.Practice.Beyond}
		for k := range book.Tier(book.Tiers + 1) {
			l := r.TierLine(k)
			all.Clients += l.Clients
			all.AUM += l.AUM
			all.GDC += l.GDC
			all.Revenue += l.Revenue
			for p := range l.Cost {
				all.Cost[p] += l.Cost[p]
			}
			all.Profit += l.Profit
			all.Minutes += l.Minutes
			all.Unprofitable += l.Unprofitable
		}
		listed := all
		listed.Unused, listed.Beyond = 0, 0
		if listed != r.Practice.Listed() {
			t.Errorf("the tiers and the unassigned come to %+v, the list to %+v", listed, r.Practice.Listed())
		}
		all.Revenue += all.Beyond
		if s.Actual > 0 && r.Book.GDC != nil && all.Revenue != s.Actual || s.Actual == 0 && all.Beyond != 0 {
			t.Errorf("with %d not in the list revenue comes to %d, not %d", all.Beyond, all.Revenue, s.Actual)
		}
		all.Profit += all.Beyond - all.Unused
		if all != r.Practice {
			t.Errorf("tiers, unassigned and unused capacity come to %+v, the practice to %+v", all, r.Practice)
		}
		for p, parts := range r.Cost {
			sum := r.Unused[p]
			for _, part := range parts {
				sum += part
			}
			unused, whole := r.Practice.Closed(s.Pools)
			closed := unused.Cost[p] + r.Unassigned.Cost[p]
			for _, line := range r.Tiers {
				closed += line.Cost[p]
			}
			if closed != whole.Cost[p] || unused.Cost[p] != r.Unused[p] || whole.Costs() != r.Practice.Costs() || whole.Profit != r.Practice.Profit {
				t.Fatalf("pool %d: %d with what is unused, want %d", p, closed, whole.Cost[p])
			}
			if sum != s.Pools[p] || r.Practice.Cost[p]+r.Unused[p] != s.Pools[p] {
				t.Errorf("%s: the parts come to %d, the pool is %d", cost.Pool(p).Key(), sum, s.Pools[p])
			}
		}
		clients := Line{}
		for i := range r.Book.N {
			l := r.LineOf(i)
			if l.Profit != l.Revenue-l.Costs() || l.Costs() != r.CostOf(i) {
				t.Errorf("client %d: %+v", i, l)
			}
			clients.Profit += l.Profit
			clients.Unprofitable += l.Unprofitable
		}
		if clients.Profit != r.Whale.TotalProfit || clients.Profit-all.Unused+all.Beyond != r.Practice.Profit || clients.Unprofitable != r.Practice.Unprofitable {
			t.Errorf("the clients come to %+v, the practice to %+v", clients, r.Practice)
		}
	})
}

// TestTiesStayTogether: without locks, one score has one tier, and a higher
// score never a worse one.
func TestTiesStayTogether(t *testing.T) {
	everywhere(t, func(t *testing.T, _ *rand.Rand, r *Report) {
		s := r.Settings
		s.Locks = nil
		r = r.Again(s)
		for i, a := range r.Scores.Score {
			for j, b := range r.Scores.Score[:min(i, 300)] {
				if a == b && r.Tier[i] != r.Tier[j] || a > b && b >= 0 && r.Tier[i] > r.Tier[j] {
					t.Fatalf("score %d is in tier %d, score %d in tier %d", a, r.Tier[i], b, r.Tier[j])
				}
			}
			if (a < 0) != (r.Tier[i] == book.Unassigned) || (a < 0) != (r.Scores.Rank[i] == 0) {
				t.Fatalf("score %d is in tier %d, rank %d", a, r.Tier[i], r.Scores.Rank[i])
			}
		}
	})
}

// TestLockMovesNobodyElse, and leaves the client's own score as it is.
func TestLockMovesNobodyElse(t *testing.T) {
	everywhere(t, func(t *testing.T, rng *rand.Rand, r *Report) {
		s, i := r.Settings, rng.IntN(r.Book.N)
		s.Locks = append(slices.Clone(s.Locks), Lock{Key: r.Book.Keys[i], Tier: book.Tier(1 + rng.IntN(4))})
		locked := r.Again(s)
		want := slices.Clone(r.Tier)
		want[i] = s.Locks[len(s.Locks)-1].Tier
		if !slices.Equal(locked.Tier, want) || !slices.Equal(locked.Scores.Score, r.Scores.Score) || !slices.Equal(locked.Scores.Rank, r.Scores.Rank) {
			t.Errorf("locking client %d: tiers %v, want %v", i, locked.Tier, want)
		}
		if l, ok := locked.LockOf(i); !ok || l != s.Locks[len(s.Locks)-1] {
			t.Errorf("the lock of client %d is %v, %v", i, l, ok)
		}
	})
}

// TestBetterIsNeverWorse: a client whose value improves never falls in rank, as
// long as more of a value never earns fewer points.
func TestBetterIsNeverWorse(t *testing.T) {
	everywhere(t, func(t *testing.T, rng *rand.Rand, r *Report) {
		s, b := r.Settings, *r.Book
		for f := range s.Normalise {
			bands := slices.Clone(s.Normalise[f].Bands)
			slices.SortFunc(bands, func(a, b score.Band) int { return int(a.Points - b.Points) })
			for k := range bands {
				bands[k].From = s.Normalise[f].Bands[k].From
			}
			if s.Service && f == int(score.Time) { // bands are read as given
				slices.Reverse(bands)
				for k := range bands {
					bands[k].From = s.Normalise[f].Bands[k].From
				}
				if len(bands) > 0 {
					bands[0].From = -1
				}
			}
			s.Normalise[f].Bands = bands
		}
		if s.Validate() != nil {
			return // an order of bands that this test's shuffling spoilt
		}
		i := rng.IntN(b.N)
		before := Analyze(r.Book, s)
		switch rng.IntN(4) {
		case 0:
			improve(rng, &b.AUM, i, 1)
		case 1:
			improve(rng, &b.GDC, i, 1)
		case 2:
			if s.Service {
				improve(rng, &b.Hours, i, -1)
			} else {
				improve(rng, &b.Since, i, -1)
			}
		case 3:
			improve(rng, &b.Referrals, i, 1)
		}
		after := before.With(&b, s)
		if old, now := before.Scores.Rank[i], after.Scores.Rank[i]; now > old && old > 0 {
			t.Errorf("client %d fell from rank %d to %d\nbefore %+v\nafter %+v\nsettings %+v", i, old, now, *r.Book, b, s)
		}
	})
}

func improve[Q book.Quantity](rng *rand.Rand, column *[]Q, i int, by Q) {
	if *column == nil || (*column)[i] == book.Missing {
		return
	}
	*column = slices.Clone(*column)
	(*column)[i] += by * Q(rng.IntN(2000))
	if by < 0 {
		(*column)[i] = max((*column)[i], 0)
	}
}

// TestRowOrder: the order of the rows changes no score, no rank and no tier.
// (Only the last cents of a pool go by it.)
func TestRowOrder(t *testing.T) {
	everywhere(t, func(t *testing.T, rng *rand.Rand, r *Report) {
		order := rng.Perm(r.Book.N)
		other := Analyze(shuffled(r.Book, order), r.Settings)
		for to, from := range order {
			if other.Tier[to] != r.Tier[from] || other.Scores.Score[to] != r.Scores.Score[from] || other.Scores.Rank[to] != r.Scores.Rank[from] {
				t.Fatalf("client %d moved to row %d: tier %d, was %d", from, to, other.Tier[to], r.Tier[from])
			}
			if d := other.CostOf(to) - r.CostOf(from); d < -3 || d > 3 {
				t.Fatalf("client %d moved to row %d: cost differs by %d cents", from, to, d)
			}
		}
	})
}

func shuffled(b *book.Book, order []int) *book.Book {
	c := &book.Book{
		N: b.N, Keys: pick(b.Keys, order), Line: pick(b.Line, order), AUM: pick(b.AUM, order), GDC: pick(b.GDC, order),
		Since: pick(b.Since, order), Potential: pick(b.Potential, order), Likeability: pick(b.Likeability, order),
		Referrals: pick(b.Referrals, order), Hours: pick(b.Hours, order),
	}
	for _, from := range order {
		c.ID.Append(b.ID.At(from))
	}
	return c
}

func pick[T any](column []T, order []int) []T {
	if column == nil {
		return nil
	}
	out := make([]T, len(order))
	for to, from := range order {
		out[to] = column[from]
	}
	return out
}

// TestAgain changes one thing after another and compares with a report made
// afresh, field by field.
func TestAgain(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 11))
	for range 30 {
		b, s := randomBook(rng), randomSettings(rng)
		r := Analyze(b, s)
		for range 60 {
			other := randomSettings(rng)
			changeOne(rng, &s, other)
			if rng.IntN(8) == 0 { // an edited client: one column is another
				c := *b
				b = &c
				b.GDC = randomColumn[book.Cents](rng, b.N, true)
			}
			if s.Validate() != nil { // capacity tiers without a standard time
				s.Cut.Method = tier.Shares
			}
			r = r.With(b, s)
			if want := Analyze(b, s); !equal(r, want) {
				t.Fatalf("differs from a report made afresh\nsettings %+v\n got %+v\nwant %+v", s, r, want)
			}
		}
	}
}

// changeOne takes one field of the settings from others.
func changeOne(rng *rand.Rand, s *Settings, other Settings) {
	to, from := reflect.ValueOf(s).Elem(), reflect.ValueOf(other)
	f := rng.IntN(to.NumField())
	if v := to.Field(f); v.Kind() == reflect.Array {
		k := rng.IntN(v.Len())
		v.Index(k).Set(from.Field(f).Index(k))
		return
	}
	to.Field(f).Set(from.Field(f))
}

// equal compares all that a reader of a report can see.
func equal(a, b *Report) bool {
	for i := range a.Book.N {
		if a.Repair(i) != b.Repair(i) {
			return false
		}
	}
	return reflect.DeepEqual(a.Curve(7), b.Curve(7)) && reflect.DeepEqual(a.ByProfit(), b.ByProfit()) &&
		reflect.DeepEqual(a.Scores.Points, b.Scores.Points) && slices.Equal(a.Scores.Score, b.Scores.Score) &&
		slices.Equal(a.Scores.Rank, b.Scores.Rank) && slices.Equal(a.Scores.Coverage, b.Scores.Coverage) &&
		reflect.DeepEqual(a.Places, b.Places) && slices.Equal(a.Tier, b.Tier) && slices.Equal(a.Minutes, b.Minutes) &&
		slices.Equal(a.Estimated, b.Estimated) && slices.Equal(a.Revenue, b.Revenue) && reflect.DeepEqual(a.Cost, b.Cost) &&
		slices.Equal(a.Profit, b.Profit) && slices.Equal(a.Loss, b.Loss) && a.Practice == b.Practice && a.Tiers == b.Tiers &&
		a.Unassigned == b.Unassigned && a.Unused == b.Unused && a.OverCapacity == b.OverCapacity && a.Whale == b.Whale &&
		slices.Equal(a.Notes, b.Notes)
}

// TestExtremes: the largest cells, one client, all equal, nothing at all. None
// of it may wrap or crash, whatever the settings.
func TestExtremes(t *testing.T) {
	rng := rand.New(rand.NewPCG(12, 12))
	books := map[string]*book.Book{"nobody": {}, "nothing known": bare(5), "one, nothing known": bare(1)}
	for _, v := range []int64{book.Largest, -book.Largest, 0, 1} {
		for _, n := range []int{1, 2, 5, 2000} {
			b := bare(n)
			b.AUM, b.GDC = filled[book.Cents](n, v), filled[book.Cents](n, v)
			b.Hours = filled[book.Minutes](n, max(v, 0))
			b.Potential, b.Likeability, b.Referrals = filled[book.Milli](n, v), filled[book.Milli](n, v), filled[book.Milli](n, v)
			b.Since = filled[book.Day](n, v%100_000)
			books[fmt.Sprintf("%d equal ones of %d", n, v)] = b
		}
	}
	for name, b := range books {
		for range 40 {
			s := randomSettings(rng)
			s.Pools = [...]book.Cents{book.Largest, book.Largest, book.Largest}
			r := Analyze(b, s)
			sum := book.Cents(0)
			for i := range b.N {
				sum += r.CostOf(i)
				r.Repair(i)
			}
			if unused := r.Practice.Unused; sum+unused != 3*book.Largest {
				t.Errorf("%s: cost comes to %d and %d unused", name, sum, unused)
			}
			if r.Practice.Profit != r.Practice.Revenue-3*book.Largest {
				t.Errorf("%s: profit %d of revenue %d", name, r.Practice.Profit, r.Practice.Revenue)
			}
			r.Curve(10)
		}
	}
}

func bare(n int) *book.Book {
	b := &book.Book{N: n}
	for i := range n {
		b.Keys, b.Line = append(b.Keys, book.Key(i+1)), append(b.Line, uint32(i+2))
	}
	return b
}

func filled[Q book.Quantity](n int, v int64) []Q {
	out := make([]Q, n)
	for i := range out {
		out[i] = Q(v)
	}
	return out
}

// TestMillion: the sums of a million largest cells fit; a little more does not,
// and is told instead of wrapped.
func TestMillion(t *testing.T) {
	if testing.Short() {
		t.Skip("two million clients")
	}
	s := usual()
	s.Drivers = [...]cost.Driver{cost.AUM, cost.Revenue, cost.Time}
	b := bare(1_000_000)
	b.AUM, b.GDC = filled[book.Cents](b.N, book.Largest), filled[book.Cents](b.N, book.Largest)
	b.Hours = filled[book.Minutes](b.N, book.Largest)
	r := Analyze(b, s)
	if r.Practice.AUM != 1_000_000*book.Largest || r.Practice.Minutes != 1_000_000*book.Largest {
		t.Errorf("the practice comes to %+v", r.Practice)
	}
	if r.Practice.Cost != s.Pools || r.Practice.Profit != r.Practice.Revenue-545_000_00 {
		t.Errorf("the practice comes to %+v", r.Practice)
	}

	b = bare(2_200_000)
	b.AUM, b.GDC = filled[book.Cents](b.N, book.Largest), filled[book.Cents](b.N, book.Largest)
	b.GDC[0], b.AUM[0] = 1, 1
	r = Analyze(b, s)
	if r.Practice.AUM != book.Missing || r.Practice.Profit != book.Missing || r.Practice.Margin() != book.Missing {
		t.Errorf("the practice comes to %+v", r.Practice)
	}
	if r.Practice.Cost != s.Pools || r.CostOf(0) >= r.CostOf(1) {
		t.Errorf("cost %v, of the first client %d, of the second %d", r.Practice.Cost, r.CostOf(0), r.CostOf(1))
	}
	var large []string
	for _, n := range r.Notes {
		if n.Code == TooLarge {
			large = append(large, n.Figure)
		}
	}
	if want := []string{"aum", "gdc", "revenue", "profit"}; !slices.Equal(large, want) {
		t.Errorf("told as too large: %v, want %v", large, want)
	}
}

// TestCombinedBeyondCells: rows combined into one client can outgrow a cell.
func TestCombinedBeyondCells(t *testing.T) {
	b := bare(3)
	b.AUM = []book.Cents{1<<63 - 1, -1<<63 + 1, 5}
	b.GDC = []book.Cents{-1<<63 + 1, 1<<63 - 1, 5}
	s := usual()
	s.Payout = 10000
	s.Normalise[score.AUM].Kind = score.Range
	s.Drivers[cost.Wages] = cost.AUM
	r := Analyze(b, s)
	if r.Profit[0] != book.Missing || r.Profit[1] == book.Missing {
		t.Errorf("profits %v", r.Profit)
	}
	if r.Practice.AUM != 5 || r.Practice.Profit != 5-545_000_00 || r.Practice.Unprofitable != 2 || r.Whale.TotalProfit != r.Practice.Profit {
		t.Errorf("the practice comes to %+v", r.Practice)
	}
	if n := r.Notes[len(r.Notes)-1]; n != (Note{Code: TooLarge, Figure: "clients.profit", Clients: 1}) {
		t.Errorf("noted last: %+v", n)
	}
	if order := r.ByProfit(); !slices.Equal(order, []uint32{1, 2, 0}) {
		t.Errorf("by profit: %v", order)
	}
	for i := range b.N {
		r.Repair(i)
	}
	if got := r.Scores.Points[score.AUM]; !slices.Equal(got, []int16{10000, 0, 5000}) {
		t.Errorf("points %v", got)
	}
}

func TestWhale(t *testing.T) {
	b := bare(6)
	b.GDC = []book.Cents{500, -20, 300, 0, 300, -1}
	b.Hours = filled[book.Minutes](b.N, 0)
	s := usual()
	s.Payout, s.Pools = 10000, [cost.Pools]book.Cents{}
	r := Analyze(b, s)
	if want := (WhaleTotals{3, 1100, 1079}); r.Whale != want || r.Whale.GivenBack() != 21 {
		t.Errorf("%+v, want %+v", r.Whale, want)
	}
	if want := []uint32{0, 2, 4, 3, 5, 1}; !slices.Equal(r.ByProfit(), want) {
		t.Errorf("by profit %v, want %v", r.ByProfit(), want)
	}
	all := []CurvePoint{{1, 500, 0}, {2, 800, 2}, {3, 1100, 4}, {4, 1100, 3}, {5, 1099, 5}, {6, 1079, 1}}
	for n, want := range map[int][]CurvePoint{
		6: all, 100: all,
		4: {all[0], all[2], all[3], all[5]},
		3: {all[0], all[2], all[5]},
		2: {all[2], all[5]},
	} {
		if got := r.Curve(n); !slices.Equal(got, want) {
			t.Errorf("%d points: %v, want %v", n, got, want)
		}
	}
	if got := Analyze(&book.Book{}, s).Curve(5); len(got) != 0 {
		t.Errorf("the curve of nobody: %v", got)
	}
	everywhere(t, func(t *testing.T, rng *rand.Rand, r *Report) {
		n := 2 + rng.IntN(12)
		curve := r.Curve(n)
		if len(curve) > n {
			t.Errorf("%d points, at most %d asked for", len(curve), n)
		}
		if n > 2 && curve[0].Clients != 1 {
			t.Errorf("the curve of %d points starts at client %d", n, curve[0].Clients)
		}
		if last := curve[len(curve)-1]; last.Clients != r.Book.N || last.Profit != r.Whale.TotalProfit {
			t.Errorf("the curve ends at %+v, total profit is %d", last, r.Whale.TotalProfit)
		}
		if r.Whale.PeakClients > 0 && !slices.ContainsFunc(curve, func(p CurvePoint) bool {
			return p.Clients == r.Whale.PeakClients && p.Profit == r.Whale.PeakProfit
		}) {
			t.Errorf("the peak %+v is not among %v", r.Whale, curve)
		}
	})
}

func TestLine(t *testing.T) {
	l := Line{Revenue: 3000, Cost: [cost.Pools]book.Cents{1000, 500, 0}, Unused: 500, Profit: 1000, Minutes: 90}
	if l.Margin() != 3333 || l.Return() != 5000 || l.PerHour() != 2000 || l.Costs() != 2000 {
		t.Errorf("margin %d, return %d, per hour %d, costs %d", l.Margin(), l.Return(), l.PerHour(), l.Costs())
	}
	l = Line{Revenue: -3000, Profit: -3000}
	if l.Margin() != book.Missing || l.Return() != book.Missing || l.PerHour() != book.Missing {
		t.Errorf("margin %d, return %d, per hour %d, want none", l.Margin(), l.Return(), l.PerHour())
	}
	if got := Share(book.Cents(-5), 3); got != -16667 {
		t.Errorf("share %d", got)
	}
	if got := Share(5, book.Cents(-3)); got != book.Missing {
		t.Errorf("share %d of a loss, want none", got)
	}
}

func TestNotes(t *testing.T) {
	rich := func() (*book.Book, Settings) {
		b := bare(3)
		b.AUM, b.GDC = []book.Cents{1, 2, 3}, []book.Cents{4, 5, 6}
		b.Hours = []book.Minutes{10, 20, 30}
		b.ID = book.Texts("A", "B", "A")
		s := usual()
		s.Weights = [score.Factors]int{score.AUM: 1, score.GDC: 1}
		return b, s
	}
	for _, c := range []struct {
		name   string
		change func(b *book.Book, s *Settings)
		want   []Note
	}{
		{"nothing to note", func(*book.Book, *Settings) {}, nil},
		{"a lock on nobody", func(_ *book.Book, s *Settings) { s.Locks = []Lock{{ID: "Z", Tier: 1}, {Key: 9, Tier: 2}} },
			[]Note{{Code: LockUnknown, Lock: Lock{ID: "Z", Tier: 1}}, {Code: LockUnknown, Lock: Lock{Key: 9, Tier: 2}}}},
		{"a row that has an id of its own", func(_ *book.Book, s *Settings) { s.Locks = []Lock{{ID: "row-2", Tier: 1}} },
			[]Note{{Code: LockUnknown, Lock: Lock{ID: "row-2", Tier: 1}}}},
		{"a lock on two", func(_ *book.Book, s *Settings) { s.Locks = []Lock{{ID: "A", Tier: 1}} },
			[]Note{{Code: LockShared, Lock: Lock{ID: "A", Tier: 1}, Clients: 2}}},
		{"an empty factor", func(_ *book.Book, s *Settings) { s.Weights[score.Referrals] = 1 },
			[]Note{{Code: FactorEmpty, Factor: score.Referrals}}},
		{"no model", func(_ *book.Book, s *Settings) { s.Weights = [score.Factors]int{} }, []Note{{Code: NoModel}}},
		{"needs data", func(b *book.Book, _ *Settings) { b.AUM[0] = book.Missing }, []Note{{Code: NeedsData, Clients: 1}}},
		{"no GDC", func(b *book.Book, s *Settings) { b.GDC[0] = book.Missing; s.Weights[score.GDC] = 0 }, []Note{{Code: NoGDC, Clients: 1}}},
		{"no GDC at all", func(b *book.Book, s *Settings) { b.GDC = nil; s.Weights[score.GDC] = 0 }, []Note{{Code: NoGDC, Clients: 3}}},
		{"estimated", func(b *book.Book, _ *Settings) { b.Hours[1] = book.Missing }, []Note{{Code: Estimated, Clients: 1}}},
		{"all estimated", func(b *book.Book, _ *Settings) { b.Hours = nil }, []Note{{Code: AllEstimated}}},
		{"nobody has the driver", func(b *book.Book, _ *Settings) { b.Hours = []book.Minutes{0, 0, 0} },
			[]Note{{Code: SharedEqually, Pool: cost.Wages}, {Code: SharedEqually, Pool: cost.Overhead}, {Code: SharedEqually, Pool: cost.OwnerPay}}},
		{"nobody has the driver, but nothing is to be shared", func(b *book.Book, s *Settings) {
			b.Hours = []book.Minutes{0, 0, 0}
			s.Capacity = 100
		}, nil},
		{"by revenue", func(_ *book.Book, s *Settings) { s.Drivers[cost.Overhead] = cost.Revenue }, []Note{{Code: ByRevenue, Pool: cost.Overhead}}},
		{"by clients", func(_ *book.Book, s *Settings) { s.Drivers[cost.Overhead] = cost.Clients }, nil},
		{"no owner's pay", func(_ *book.Book, s *Settings) { s.Pools[cost.OwnerPay] = 0 }, []Note{{Code: NoOwnerPay}}},
		{"at capacity", func(_ *book.Book, s *Settings) { s.Capacity = 60 }, nil},
		{"over capacity", func(_ *book.Book, s *Settings) { s.Capacity = 59 }, []Note{{Code: OverCapacity, Minutes: 1}}},
		{"nobody", func(b *book.Book, _ *Settings) { *b = book.Book{} }, []Note{{Code: NobodyThere}}},
	} {
		b, s := rich()
		c.change(b, &s)
		if got := Analyze(b, s).Notes; !slices.Equal(got, c.want) {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestLocks(t *testing.T) {
	b := bare(5)
	b.ID = book.Texts("A", "", "row-3", "", "B")
	b.Keys = []book.Key{7, 3, 9, 1, 5} // in no order
	s := usual()
	s.Locks = []Lock{{ID: "row-3", Tier: 1}, {Key: 1, Tier: 2}, {ID: "B", Tier: 3}, {Key: 5, Tier: 4}, {ID: "row-03", Tier: 1}, {ID: "", Tier: 1}}
	r := Analyze(b, s)
	// row-3 is what client 1 is called (line 3) and what client 2 calls itself;
	// of two locks on one client the later holds.
	if want := []book.Tier{0, 1, 1, 2, 4}; !slices.Equal(r.Tier, want) {
		t.Errorf("tiers %v, want %v", r.Tier, want)
	}
	if _, ok := r.LockOf(0); ok {
		t.Error("client 0 is locked")
	}
	if l, ok := r.LockOf(4); !ok || l.Key != 5 {
		t.Errorf("client 4 is locked by %v, %v", l, ok)
	}
	if r.Scores.Score[1] != -1 || r.Practice.Clients != 5 || r.Unassigned.Clients != 1 {
		t.Errorf("a locked client has score %d; %d unassigned", r.Scores.Score[1], r.Unassigned.Clients)
	}
}
