package score

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"tierbook/engine/book"
)

const none = book.Missing

func TestPoints(t *testing.T) {
	bands := []Band{{-10, 500}, {0, 9000}, {100, 2000}}
	for _, c := range []struct {
		name   string
		n      Normalise
		higher bool
		column []book.Milli
		want   []int16
	}{
		{"percentile", Normalise{}, true, []book.Milli{1, 2, 2, none, 4}, []int16{1250, 5000, 5000, -1, 8750}},
		{"percentile of one", Normalise{}, true, []book.Milli{none, 7}, []int16{-1, 5000}},
		{"percentile, all equal", Normalise{}, true, []book.Milli{7, 7, 7}, []int16{5000, 5000, 5000}},
		{"percentile, lower is better", Normalise{}, false, []book.Milli{1, 2, 2, none, 4}, []int16{8750, 5000, 5000, -1, 1250}},
		{"percentile rounds halves up from either end", Normalise{}, true, seq(16), []int16{313, 938, 1563, 2188, 2813, 3438, 4063, 4688, 5313, 5938, 6563, 7188, 7813, 8438, 9063, 9688}},
		{"the same, lower is better", Normalise{}, false, seq(16), []int16{9688, 9063, 8438, 7813, 7188, 6563, 5938, 5313, 4688, 4063, 3438, 2813, 2188, 1563, 938, 313}},
		{"range", Normalise{Kind: Range}, true, []book.Milli{-5, 0, 10, none}, []int16{0, 3333, 10000, -1}},
		{"range, lower is better", Normalise{Kind: Range}, false, []book.Milli{-5, 0, 10, none}, []int16{10000, 6667, 0, -1}},
		{"range, all equal", Normalise{Kind: Range}, true, []book.Milli{3, 3, none}, []int16{5000, 5000, -1}},
		{"range, all equal, lower is better", Normalise{Kind: Range}, false, []book.Milli{3}, []int16{5000}},
		{"range leaves out 5 % at either end", Normalise{Kind: Range}, true, seq(21), []int16{0, 0, 556, 1111, 1667, 2222, 2778, 3333, 3889, 4444, 5000, 5556, 6111, 6667, 7222, 7778, 8333, 8889, 9444, 10000, 10000}},
		{"bands", Normalise{Kind: Bands, Bands: bands}, true, []book.Milli{-11, -10, -1, 0, 99, 100, 1e9, none}, []int16{0, 500, 500, 9000, 9000, 2000, 2000, -1}},
		{"bands are read as given", Normalise{Kind: Bands, Bands: bands}, false, []book.Milli{-11, -10, 0, 100}, []int16{0, 500, 9000, 2000}},
		{"nobody has a value", Normalise{}, true, []book.Milli{none, none}, nil},
		{"no column", Normalise{}, true, nil, nil},
	} {
		if got := points(c.column, c.higher, c.n, new(book.Scratch)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func seq(n int) []book.Milli {
	out := make([]book.Milli, n)
	for i := range out {
		out[i] = book.Milli(i)
	}
	return out
}

// TestPointsAgainstFormula compares both ways of ranking (by counting, by
// sorting) and all of a 64-bit range with the formulas in exact numbers.
func TestPointsAgainstFormula(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 8))
	for _, n := range []int{1, 2, 19, 20, 21, 300, 2000} {
		for _, most := range []int64{1, 7, 100_000, book.Largest, 1<<63 - 1} {
			column := make([]book.Cents, n)
			for i := range column {
				switch column[i] = book.Cents(rng.Int64N(most)); rng.IntN(10) {
				case 0:
					column[i] = none
				case 1:
					column[i] = -column[i]
				}
			}
			for _, higher := range []bool{true, false} {
				for _, kind := range []Kind{Percentile, Range} {
					got := points(column, higher, Normalise{Kind: kind}, new(book.Scratch))
					want := formula(column, higher, kind)
					if !slices.Equal(got, want) {
						t.Fatalf("%v of %d values up to %d (higher %v): %v, want %v", kind, n, most, higher, got, want)
					}
				}
			}
		}
	}
}

func formula(column []book.Cents, higher bool, kind Kind) []int16 {
	var sorted []book.Cents
	for _, v := range column {
		if v != none {
			sorted = append(sorted, v)
		}
	}
	if sorted == nil {
		return nil
	}
	slices.Sort(sorted)
	m := len(sorted)
	low, high := big.NewInt(int64(sorted[(m*5+99)/100-1])), big.NewInt(int64(sorted[(m*95+99)/100-1]))
	span := new(big.Int).Sub(high, low)
	out := make([]int16, len(column))
	for i, x := range column {
		if x == none {
			out[i] = -1
			continue
		}
		from, _ := slices.BinarySearch(sorted, x)
		to := from
		for to < m && sorted[to] == x {
			to++
		}
		num, den := big.NewInt(int64(10000*(from+to))), big.NewInt(int64(2*m))
		if !higher {
			num.SetInt64(int64(10000 * (m - to + m - from)))
		}
		if kind == Range {
			num.SetInt64(int64(x))
			if num.Cmp(low) < 0 {
				num.Set(low)
			}
			if num.Cmp(high) > 0 {
				num.Set(high)
			}
			num.Sub(num, low).Mul(num, big.NewInt(10000))
			if den.Set(span); span.Sign() == 0 {
				num.SetInt64(5000)
				den.SetInt64(1)
			}
		}
		twice := new(big.Int).Mul(den, big.NewInt(2))
		p := num.Mul(num, big.NewInt(2)).Add(num, den).Div(num, twice).Int64() // halves up
		if kind == Range && !higher {
			p = 10000 - p
		}
		out[i] = int16(p)
	}
	return out
}

// TestCoverage is at the edge: exactly 60 % of the model's weight is enough.
func TestCoverage(t *testing.T) {
	b := &book.Book{
		N:   4,
		AUM: []book.Cents{1, 2, none, none}, GDC: []book.Cents{none, 5, 5, none},
		Potential: []book.Milli{none, none, none, none},
	}
	for _, c := range []struct {
		aum, gdc int
		score    []int16
		coverage []int16
		rank     []int32
	}{
		{60, 40, []int16{2500, 6500, -1, -1}, []int16{6000, 10000, 4000, 0}, []int32{2, 1, 0, 0}},
		{59, 40, []int16{-1, 6490, -1, -1}, []int16{5960, 10000, 4040, 0}, []int32{0, 1, 0, 0}},
		{3, 2, []int16{2500, 6500, -1, -1}, []int16{6000, 10000, 4000, 0}, []int32{2, 1, 0, 0}},
		{0, 1, []int16{-1, 5000, 5000, -1}, []int16{0, 10000, 10000, 0}, []int32{0, 1, 1, 0}},
		{0, 0, []int16{-1, -1, -1, -1}, []int16{0, 0, 0, 0}, []int32{0, 0, 0, 0}},
	} {
		// Potential weighs most and does not count: nobody has a value.
		s := Of(b, Model{Weights: [Factors]int{AUM: c.aum, GDC: c.gdc, Potential: 100, Likeability: 100}})
		if !slices.Equal(s.Score, c.score) || !slices.Equal(s.Coverage, c.coverage) || !slices.Equal(s.Rank, c.rank) {
			t.Errorf("weights %d and %d: score %v, coverage %v, rank %v, want %v, %v, %v", c.aum, c.gdc, s.Score, s.Coverage, s.Rank, c.score, c.coverage, c.rank)
		}
		if s.InModel[Potential] || s.Points[Potential] != nil || s.InModel[AUM] != (c.aum > 0) {
			t.Errorf("in the model: %v", s.InModel)
		}
	}
}

func TestTime(t *testing.T) {
	b := &book.Book{N: 4, Since: []book.Day{10, 200, 90, none}, Hours: []book.Minutes{0, 30, none, 60}}
	m := Model{Weights: [Factors]int{Time: 1}, AsOf: 100}
	// 90, 0 (the relationship starts after the as-of date) and 10 days.
	if got, want := Of(b, m).Score, []int16{8333, 1667, 5000, -1}; !slices.Equal(got, want) {
		t.Errorf("as a client: %v, want %v", got, want)
	}
	m.Service = true
	if got, want := Of(b, m).Score, []int16{8333, 5000, -1, 1667}; !slices.Equal(got, want) {
		t.Errorf("service time: %v, want %v", got, want)
	}
}

// TestAgain changes one thing after another and compares with scoring afresh.
func TestAgain(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	column := func() []book.Milli {
		c := make([]book.Milli, 5000)
		for i := range c {
			if c[i] = book.Milli(rng.IntN(50)); rng.IntN(4) == 0 {
				c[i] = none
			}
		}
		return c
	}
	b := &book.Book{N: 5000, Potential: column(), Likeability: column()}
	b.Since, b.Hours = make([]book.Day, b.N), make([]book.Minutes, b.N)
	for i := range b.N {
		b.Since[i], b.Hours[i] = book.Day(rng.IntN(900)), book.Minutes(rng.IntN(90))
	}
	m := Model{Weights: [Factors]int{Time: 5, Potential: 3}, AsOf: 500}
	s := Of(b, m)
	for range 300 {
		switch rng.IntN(6) {
		case 0:
			m.Weights[rng.IntN(Factors)] = rng.IntN(4)
		case 1:
			m.Normalise[rng.IntN(Factors)].Kind = Kind(rng.IntN(3))
		case 2:
			m.Normalise[Potential].Bands = []Band{{From: int64(rng.IntN(3)), Points: 7000}}
		case 3:
			m.Service = !m.Service
		case 4:
			m.AsOf = book.Day(rng.IntN(3) * 400)
		case 5:
			c := *b
			b = &c
			b.Likeability = column()
		}
		s = s.Again(b, m)
		want := Of(b, m)
		if s.InModel != want.InModel || !slices.Equal(s.Score, want.Score) || !slices.Equal(s.Coverage, want.Coverage) ||
			!slices.Equal(s.Rank, want.Rank) || !slices.Equal(s.Count, want.Count) || s.Scored != want.Scored {
			t.Fatalf("differs from scoring afresh with %+v", m)
		}
		for f := range s.Points {
			if !slices.Equal(s.Points[f], want.Points[f]) {
				t.Fatalf("points of %s differ from scoring afresh with %+v", Factor(f).Key(), m)
			}
		}
	}
}

func TestNames(t *testing.T) {
	for f := range Factor(Factors) {
		if got, ok := ParseFactor(f.Key()); !ok || got != f {
			t.Errorf("%v reads back as %v, %v", f.Key(), got, ok)
		}
	}
	for k := Percentile; k <= Bands; k++ {
		if got, ok := ParseKind(k.String()); !ok || got != k {
			t.Errorf("%v reads back as %v, %v", k, got, ok)
		}
	}
	if _, ok := ParseFactor("age"); ok {
		t.Error("an unknown factor is read")
	}
	if _, ok := ParseKind("log"); ok {
		t.Error("an unknown kind is read")
	}
}
