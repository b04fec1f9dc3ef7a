package book

import (
	"cmp"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSort compares with sorting by comparison: few clients and many, narrow
// and widest ranges, both ways, with and without missing values.
func TestSort(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	var scratch Scratch
	for _, n := range []int{0, 1, 2, 3, 300, 1023, 1024, 5000} {
		for _, most := range []int64{1, 10, 1 << 12, 1<<12 + 1, Largest, 1<<63 - 2} {
			for _, missing := range []int{0, 3, 1 << 30} {
				column := make([]Cents, n)
				for i := range column {
					if column[i] = Cents(rng.Int64N(most)); rng.IntN(2) == 0 {
						column[i] = -column[i]
					}
					if missing > 0 && rng.IntN(missing) < missing/2 {
						column[i] = Missing
					}
				}
				for _, down := range []bool{false, true} {
					checkSort(t, column, down, &scratch)
				}
			}
		}
	}
}

func checkSort(t *testing.T, column []Cents, down bool, scratch *Scratch) {
	t.Helper()
	var want []int
	for i, v := range column {
		if v != Missing {
			want = append(want, i)
		}
	}
	slices.SortStableFunc(want, func(a, b int) int {
		if down {
			a, b = b, a
		}
		return cmp.Compare(column[a], column[b])
	})
	order := Sort(column, down, scratch)
	if len(order.Keys) != len(want) {
		t.Fatalf("%d clients sorted, want %d", len(order.Keys), len(want))
	}
	for k, i := range want {
		if order.Client(k) != i {
			t.Fatalf("place %d of %d (down %v) has client %d, want %d", k, len(want), down, order.Client(k), i)
		}
		if k > 0 {
			tied := order.Keys[k]>>order.Bits == order.Keys[k-1]>>order.Bits
			if tied != (column[i] == column[want[k-1]]) {
				t.Fatalf("place %d: tied with the one before is %v", k, tied)
			}
		}
	}
}

func TestBounds(t *testing.T) {
	for _, c := range []struct {
		column    []Milli
		low, high Milli
		n         int
	}{
		{nil, 0, 0, 0},
		{[]Milli{Missing, Missing}, 0, 0, 0},
		{[]Milli{Missing, -4}, -4, -4, 1},
		{[]Milli{3, Missing, -1<<63 + 1, 1<<63 - 1}, -1<<63 + 1, 1<<63 - 1, 3},
	} {
		if low, high, n := Bounds(c.column); low != c.low || high != c.high || n != c.n {
			t.Errorf("%v: %d…%d of %d, want %d…%d of %d", c.column, low, high, n, c.low, c.high, c.n)
		}
	}
}

func TestSame(t *testing.T) {
	a := []Cents{1, 2}
	for _, c := range []struct {
		a, b []Cents
		want bool
	}{
		{nil, nil, true}, {a, a, true}, {a, []Cents{1, 2}, false}, {a, a[:1], false}, {a, a[1:], false},
		{nil, []Cents{}, false}, {[]Cents{}, []Cents{}, true}, {a, nil, false},
	} {
		if Same(c.a, c.b) != c.want {
			t.Errorf("%v and %v: %v, want %v", c.a, c.b, !c.want, c.want)
		}
	}
}

// TestMulDiv compares with math/big over small and extreme operands.
func TestMulDiv(t *testing.T) {
	edge := []int64{0, 1, 2, 3, 5, 9999, 10000, 1 << 31, 1<<32 + 1, Largest, 1<<62 + 7, 1<<63 - 1}
	for _, a := range edge {
		edge = append(edge, -a)
	}
	fits := 0
	for _, a := range edge {
		for _, b := range edge {
			for _, c := range edge {
				if c <= 0 {
					continue
				}
				for _, r := range []Rounding{Nearest, Floor, Ceil} {
					want, got := bigMulDiv(a, b, c, r), MulDiv(a, b, c, r)
					if got != want {
						t.Fatalf("%d·%d/%d, rounding %d: %d, want %d", a, b, c, r, got, want)
					}
					if want != Missing {
						fits++
					}
				}
			}
		}
	}
	if fits == 0 {
		t.Error("nothing fitted")
	}
}

func bigMulDiv(a, b, c int64, r Rounding) int64 {
	num := new(big.Int).Mul(big.NewInt(a), big.NewInt(b))
	den := big.NewInt(c)
	switch r {
	case Nearest:
		sign := big.NewInt(int64(num.Sign()))
		num.Mul(num.Abs(num), big.NewInt(2)).Add(num, den)
		num.Div(num, den.Mul(den, big.NewInt(2))).Mul(num, sign)
	case Floor:
		num.Div(num, den)
	case Ceil:
		num.Neg(num.Div(num.Neg(num), den))
	}
	if !num.IsInt64() {
		return Missing
	}
	return num.Int64()
}

func TestAddSub(t *testing.T) {
	const most = Cents(1<<63 - 1)
	for _, c := range []struct{ a, b, sum, difference Cents }{
		{1, 2, 3, -1},
		{most, 0, most, most},
		{most, 1, Missing, most - 1},
		{-most, 1, -most + 1, Missing},
		{-most, most, 0, Missing},
		{most, -most, 0, Missing},
		{Missing, 1, Missing, Missing},
		{1, Missing, Missing, Missing},
	} {
		if got := Add(c.a, c.b); got != c.sum {
			t.Errorf("%d + %d is %d, want %d", c.a, c.b, got, c.sum)
		}
		if got := Sub(c.a, c.b); got != c.difference {
			t.Errorf("%d − %d is %d, want %d", c.a, c.b, got, c.difference)
		}
	}
}
