package cost

import (
	"cmp"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"tierbook/engine/book"
)

// plainly shares a pool in exact fractions.
func plainly(pool book.Cents, weights []book.Cents) []book.Cents {
	sum := new(big.Int)
	w := make([]*big.Int, len(weights))
	for i, v := range weights {
		w[i] = big.NewInt(int64(max(v, 0)))
		sum.Add(sum, w[i])
	}
	if sum.Sign() == 0 {
		for i := range w {
			w[i] = big.NewInt(1)
		}
		sum.SetInt64(int64(len(w)))
	}
	parts, rests, order := make([]book.Cents, len(w)), make([]*big.Int, len(w)), make([]int, len(w))
	left := pool
	for i := range w {
		q, rest := new(big.Int).QuoRem(w[i].Mul(w[i], big.NewInt(int64(pool))), sum, new(big.Int))
		parts[i], rests[i], order[i] = book.Cents(q.Int64()), rest, i
		left -= parts[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return rests[b].Cmp(rests[a]) })
	for _, i := range order[:left] {
		parts[i]++
	}
	return parts
}

// TestShare compares every path with exact fractions: weights of few values
// (minutes) and of any size (money), products that need 128 bits, sums that
// do, ties of remainders, negative and missing weights.
func TestShare(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 6))
	for _, n := range []int{1, 2, 3, 7, 100, 3000} {
		for _, most := range []int64{1, 2, 5, 1000, 100_000, 1 << 40, book.Largest, 1<<63 - 1} {
			for _, pool := range []book.Cents{0, 1, 2, 99, 54_500_000, book.Largest} {
				weights := make([]book.Cents, n)
				for i := range weights {
					switch rng.IntN(10) {
					case 0:
						weights[i] = book.Missing
					case 1:
						weights[i] = -book.Cents(rng.Int64N(most))
					case 2:
						weights[i] = book.Cents(most)
					default:
						weights[i] = book.Cents(rng.Int64N(most))
					}
				}
				basis := By(weights)
				parts, equally := basis.Share(pool), basis.Nobody()
				if want := plainly(pool, weights); !slices.Equal(parts, want) {
					t.Fatalf("%d over %d clients of up to %d: %v, want %v", pool, n, most, parts, want)
				}
				if nobody := slices.Max(weights) <= 0; equally != nobody {
					t.Fatalf("shared equally is %v, nobody has any is %v", equally, nobody)
				}
				sum := book.Cents(0)
				for _, p := range parts {
					sum += p
				}
				if sum != pool {
					t.Fatalf("the parts come to %d, want %d", sum, pool)
				}
			}
		}
	}
}

func TestEqual(t *testing.T) {
	if got, want := Equal(4).Share(11), []book.Cents{3, 3, 3, 2}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := Equal(0).Share(11); len(got) != 0 {
		t.Errorf("%v, want nothing", got)
	}
}

func TestSharedOut(t *testing.T) {
	for _, c := range []struct {
		pool           book.Cents
		used, capacity book.Minutes
		want           book.Cents
	}{
		{1000, 50, 100, 500}, {1000, 1, 3, 333}, {1000, 100, 100, 1000}, {1000, 101, 100, 1000},
		{1000, 0, 100, 0}, {1000, 0, 0, 1000}, {1000, 5, 0, 1000},
		{book.Largest, book.Largest - 1, book.Largest, book.Largest - 1},
	} {
		if got := SharedOut(c.pool, c.used, c.capacity); got != c.want {
			t.Errorf("%d with %d of %d minutes used: %d, want %d", c.pool, c.used, c.capacity, got, c.want)
		}
	}
}

func TestCutoff(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for _, most := range []uint64{1, 3, 1 << 11, 1 << 22, 1<<64 - 1} {
		values, clients := make([]uint64, 300), make([]int32, 300)
		var all []uint64 // one entry a client
		for i := range values {
			values[i], clients[i] = rng.Uint64N(most), rng.Int32N(3)
			for range clients[i] {
				all = append(all, values[i])
			}
		}
		checkCutoff(t, values, clients, all)
		checkCutoff(t, values, nil, values)
	}
}

func checkCutoff(t *testing.T, values []uint64, clients []int32, all []uint64) {
	t.Helper()
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b uint64) int { return cmp.Compare(b, a) })
	for n := 1; n <= len(sorted); n++ {
		least, last := cutoff(values, clients, n)
		above := slices.IndexFunc(sorted, func(v uint64) bool { return v <= least })
		if least != sorted[n-1] || last != n-above {
			t.Fatalf("the %d largest of %d reach down to %d (%d of it), want %d (%d)", n, len(sorted), least, last, sorted[n-1], n-above)
		}
	}
}

func TestRevenueOf(t *testing.T) {
	gdc := []book.Cents{100, 1, -1, 15, -15, book.Missing, book.Largest, -book.Largest, 1<<63 - 1, 0}
	for _, c := range []struct {
		payout book.BP
		want   []book.Cents
	}{
		{10000, []book.Cents{100, 1, -1, 15, -15, 0, book.Largest, -book.Largest, 1<<63 - 1, 0}},
		{9000, []book.Cents{90, 1, -1, 14, -14, 0, 8_100_000_000_000, -8_100_000_000_000, 8301034833169298226, 0}},
		{0, make([]book.Cents, len(gdc))},
	} {
		if got := RevenueOf(gdc, len(gdc), c.payout); !slices.Equal(got, c.want) {
			t.Errorf("payout %d: %v, want %v", c.payout, got, c.want)
		}
	}
	if got := RevenueOf(nil, 2, 10000); !slices.Equal(got, []book.Cents{0, 0}) {
		t.Errorf("no column: %v", got)
	}
}

func TestServiceTime(t *testing.T) {
	standard := [book.Tiers]book.Minutes{40, 30, 20, 10}
	tiers := []book.Tier{1, 2, 3, 4, book.Unassigned, 1}
	hours := []book.Minutes{book.Missing, 7, book.Missing, 0, book.Missing, -5}
	minutes, estimated := ServiceTime(hours, tiers, standard)
	if want := []book.Minutes{40, 7, 20, 0, 10, 40}; !slices.Equal(minutes, want) {
		t.Errorf("minutes %v, want %v", minutes, want)
	}
	if want := []bool{true, false, true, false, true, true}; !slices.Equal(estimated, want) {
		t.Errorf("estimated %v, want %v", estimated, want)
	}
	minutes, estimated = ServiceTime(nil, tiers, standard)
	if want := []book.Minutes{40, 30, 20, 10, 10, 40}; !slices.Equal(minutes, want) || slices.Contains(estimated, false) {
		t.Errorf("no hours at all: %v, %v", minutes, estimated)
	}
}

func TestStandard(t *testing.T) {
	for _, c := range []struct {
		services []Service
		want     book.Minutes
	}{
		{nil, 0},
		{[]Service{{Times: 4, Minutes: 90}, {Times: 12, Minutes: 2}}, 384},
		{[]Service{{Times: 1 << 40, Minutes: 1 << 40}}, book.Missing},
		{[]Service{{Times: 1 << 31, Minutes: 1 << 31}, {Times: 1 << 31, Minutes: 1 << 31}}, book.Missing},
	} {
		if got := Standard(c.services); got != c.want {
			t.Errorf("%v: %d, want %d", c.services, got, c.want)
		}
	}
}

func TestLosses(t *testing.T) {
	revenue := []book.Cents{100, 100, 100, -1, 0}
	minutes := []book.Minutes{0, 10, 30, 0, 60}
	tiers := []book.Tier{2, 3, 1, 4, book.Unassigned}
	standard := [book.Tiers]book.Minutes{60, 10, 10, 10}
	// By time 0, 30, 90, 0, 180; by standard 30, 30, 180, 30, 30; equally 60 each.
	pools := [Pools]book.Cents{100, 150, 50}
	want := []Loss{None, None, Depends, Certain, Certain}
	if got := Losses(revenue, pools, By(minutes), ByTier(tiers, standard)); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	// Two views that are one still count as two: a loss in both is not in all.
	minutes = []book.Minutes{0, 0, 300, 0, 0}
	standard = [book.Tiers]book.Minutes{300, 0, 0, 0}
	want = []Loss{None, None, Depends, Certain, Depends}
	if got := Losses(revenue, pools, By(minutes), ByTier(tiers, standard)); !slices.Equal(got, want) {
		t.Errorf("two views: %v, want %v", got, want)
	}
}

// TestJudge compares judging by classes with judging by the shares themselves:
// revenues are set to just what is borne, or a cent less.
func TestJudge(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 15))
	for range 400 {
		n := 1 + rng.IntN(40)
		tiers, column := make([]book.Tier, n), make([]book.Minutes, n)
		most := []int64{1, 4, 900, 1 << 40}[rng.IntN(4)]
		for i := range n {
			tiers[i], column[i] = book.Tier(rng.IntN(5)), book.Minutes(rng.Int64N(most))
		}
		standard := [book.Tiers]book.Minutes{book.Minutes(rng.IntN(9)), 2, 3, book.Minutes(rng.IntN(2))}
		pools := [Pools]book.Cents{book.Cents(rng.IntN(50)), book.Cents(rng.IntN(5000)), 77}
		for name, basis := range map[string]*Basis{"column": By(column), "tiers": ByTier(tiers, standard), "equal": Equal(n)} {
			revenue, want, got := make([]book.Cents, n), make([]Loss, n), make([]Loss, n)
			for _, pool := range pools {
				for i, part := range basis.Share(pool) {
					revenue[i] += part
				}
			}
			for i := range revenue {
				if rng.IntN(2) == 0 {
					revenue[i]--
					want[i] = 1
				}
			}
			if basis.judge(got, revenue, pools); !slices.Equal(got, want) {
				t.Fatalf("%s: %v, want %v", name, got, want)
			}
		}
	}
}

func TestNames(t *testing.T) {
	for p := range Pool(Pools) {
		if got, ok := ParsePool(p.Key()); !ok || got != p {
			t.Errorf("%v reads back as %v, %v", p.Key(), got, ok)
		}
	}
	for d := Time; d <= AUM; d++ {
		if got, ok := ParseDriver(d.String()); !ok || got != d {
			t.Errorf("%v reads back as %v, %v", d, got, ok)
		}
	}
	if _, ok := ParsePool("rent"); ok {
		t.Error("an unknown pool is read")
	}
	if _, ok := ParseDriver("hours"); ok {
		t.Error("an unknown driver is read")
	}
}
