package tier

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"tierbook/engine/book"
)

var standard = [book.Tiers]book.Minutes{1200, 720, 480, 180}

// histogram counts scores.
func histogram(scores ...int) []int32 {
	count := make([]int32, 10001)
	for _, s := range scores {
		count[s]++
	}
	return count
}

// descending is n scores without ties, the best n.
func descending(n int) []int {
	scores := make([]int, n)
	for i := range scores {
		scores[i] = n - i
	}
	return scores
}

func TestLast(t *testing.T) {
	for _, c := range []struct {
		name   string
		cut    Cut
		scores []int
		want   [4]int
	}{
		{"shares round halves up", Cut{Shares: [4]int{10, 20, 40, 30}}, descending(5), [4]int{1, 2, 4, 5}},
		{"shares of nobody", Cut{Shares: [4]int{10, 20, 40, 30}}, nil, [4]int{}},
		{"shares of one", Cut{Shares: [4]int{10, 20, 40, 30}}, descending(1), [4]int{0, 0, 1, 1}},
		{"one share takes all", Cut{Shares: [4]int{100, 0, 0, 0}}, descending(3), [4]int{3, 3, 3, 3}},
		{"counts", Cut{Method: Counts, Counts: [3]int{1, 0, 2}}, descending(5), [4]int{1, 1, 3, 5}},
		{"counts beyond the clients", Cut{Method: Counts, Counts: [3]int{2, book.Largest, book.Largest}}, descending(3), [4]int{2, 3, 3, 3}},
		{"scores", Cut{Method: Scores, Scores: [3]book.Points{9000, 5000, 5000}}, []int{9000, 8999, 5000, 4999, 0}, [4]int{1, 3, 3, 5}},
		{"scores nobody reaches", Cut{Method: Scores, Scores: [3]book.Points{10000, 10000, 10000}}, []int{9999}, [4]int{0, 0, 0, 1}},
		{"scores everybody reaches", Cut{Method: Scores}, []int{9999, 0}, [4]int{2, 2, 2, 2}},
		{"capacity", Cut{Method: Capacity, Minutes: [3]book.Minutes{2399, 719, 960}}, descending(5), [4]int{1, 1, 3, 5}},
		{"natural of nobody", Cut{Method: Natural}, nil, [4]int{}},
		{"natural of one score", Cut{Method: Natural}, []int{7, 7, 7}, [4]int{3, 3, 3, 3}},
		{"natural of two", Cut{Method: Natural}, []int{7, 7, 9}, [4]int{1, 3, 3, 3}},
		{"natural of three", Cut{Method: Natural}, []int{7, 7, 9, 1}, [4]int{1, 3, 4, 4}},
		{"natural of four", Cut{Method: Natural}, []int{7, 7, 9, 1, 0}, [4]int{1, 3, 4, 5}},
		{"natural of five, even", Cut{Method: Natural}, []int{5, 4, 3, 2, 1}, [4]int{1, 2, 3, 5}},
		{"natural of eight, even", Cut{Method: Natural}, []int{8, 7, 6, 5, 4, 3, 2, 1}, [4]int{2, 4, 6, 8}},
		{"natural of groups", Cut{Method: Natural}, []int{9000, 8990, 6000, 5990, 5980, 3000, 100, 90}, [4]int{2, 5, 6, 8}},
	} {
		if got := c.cut.Places(histogram(c.scores...), standard).Last; got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestTies: clients with one score are never parted; all take the tier of the
// first of them.
func TestTies(t *testing.T) {
	p := Cut{Method: Counts, Counts: [3]int{1, 1, 1}}.Places(histogram(9, 9, 9, 5, 5, 1), standard)
	got := p.Assign([]int16{5, 9, -1, 1, 9, 5, 9})
	want := []book.Tier{4, 1, book.Unassigned, 4, 1, 4, 1}
	if !slices.Equal(got, want) {
		t.Errorf("tiers %v, want %v", got, want)
	}
	if want := [4]int{9, -1, -1, 1}; p.Lowest != want {
		t.Errorf("lowest scores %v, want %v", p.Lowest, want)
	}
}

// TestNaturalAgainstAllSplits compares with the least of all splits in exact
// fractions, the one with the fewest clients at the top among equals. Few
// distinct counts and even steps between scores make ties common.
func TestNaturalAgainstAllSplits(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	ties := 0
	for range 3000 {
		count := make([]int32, 10001)
		step := 1 + rng.IntN([]int{1, 2, 700}[rng.IntN(3)]) // small steps: splits that differ by less than one
		most := []int32{1, 1, 2, 5, 1000}[rng.IntN(5)]
		for k, at := 5+rng.IntN(8), rng.IntN(300); k > 0; k-- {
			count[at] = 1 + rng.Int32N(most)
			at += step
			if rng.IntN(4) == 0 {
				at += rng.IntN(50)
			}
		}
		want, tied := allSplits(count)
		if tied {
			ties++
		}
		if got := natural(count); got != want {
			t.Fatalf("%v, want %v, for %v", got, want, sparse(count))
		}
	}
	if ties < 100 {
		t.Errorf("only %d of the cases had ties to settle", ties)
	}
}

// allSplits tries every split into four, the fewest clients at the top first,
// and says whether others are as good. The least sum of squared deviations
// Σx² − Σ(S²/n) is the one with the greatest Σ(S²/n).
func allSplits(count []int32) (best [4]int, tied bool) {
	var sums, clients []int64 // running, best score first
	sum, n := int64(0), int64(0)
	for s := len(count) - 1; s >= 0; s-- {
		if c := int64(count[s]); c > 0 {
			sum, n = sum+c*int64(s), n+c
			sums, clients = append(sums, sum), append(clients, n)
		}
	}
	class := func(from, to int) *big.Rat {
		s, n := sums[to-1], clients[to-1]
		if from > 0 {
			s, n = s-sums[from-1], n-clients[from-1]
		}
		return new(big.Rat).SetFrac(new(big.Int).Mul(big.NewInt(s), big.NewInt(s)), big.NewInt(n))
	}
	var most *big.Rat
	d := len(sums)
	for a := 1; a < d-2; a++ {
		for b := a + 1; b < d-1; b++ {
			for c := b + 1; c < d; c++ {
				total := class(0, a)
				total.Add(total, class(a, b)).Add(total, class(b, c)).Add(total, class(c, d))
				switch {
				case most == nil || total.Cmp(most) > 0:
					most, tied = total, false
					best = [4]int{int(clients[a-1]), int(clients[b-1]), int(clients[c-1]), int(n)}
				case total.Cmp(most) == 0:
					tied = true
				}
			}
		}
	}
	return best, tied
}

func sparse(count []int32) map[int]int32 {
	m := map[int]int32{}
	for s, c := range count {
		if c > 0 {
			m[s] = c
		}
	}
	return m
}

// TestNaturalExact has splits so close that 64-bit floating point cannot tell
// them: a book of millions or billions that is its own mirror image, and
// the same with one client more somewhere.
func TestNaturalExact(t *testing.T) {
	for _, clients := range []int32{1_000_000, 300_000_000} {
		mirror := histogram()
		for _, s := range []int{1000, 2000, 4000, 5000, 6000, 8000, 9000} {
			mirror[s] = clients
		}
		exactly(t, mirror)
	}
}

func exactly(t *testing.T, mirror []int32) {
	t.Helper()
	want, tied := allSplits(mirror)
	if got := natural(mirror); got != want || !tied {
		t.Errorf("mirror image: %v, want %v of several as good (%v)", got, want, tied)
	}
	for s, c := range mirror {
		if c == 0 {
			continue
		}
		count := slices.Clone(mirror)
		count[s]++
		want, _ := allSplits(count)
		if got := natural(count); got != want {
			t.Errorf("one more at %d: %v, want %v", s, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	for m := Shares; m <= Natural; m++ {
		if got, ok := ParseMethod(m.String()); !ok || got != m {
			t.Errorf("%v reads back as %v, %v", m, got, ok)
		}
	}
	if m, ok := ParseMethod("jenks"); ok || m != Shares {
		t.Errorf("an unknown method is read as %v, %v", m, ok)
	}
}

func BenchmarkNatural(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	count := make([]int32, 10001)
	for range 1_000_000 {
		count[min(max(int(5000+1500*rng.NormFloat64()), 0), 10000)]++
	}
	for b.Loop() {
		natural(count)
	}
}

func BenchmarkNaturalAllTies(b *testing.B) {
	count := make([]int32, 10001)
	for s := range count {
		count[s] = 100
	}
	for b.Loop() {
		natural(count)
	}
}
