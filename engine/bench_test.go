package engine

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/score"
	"tierbook/engine/tier"
)

// made is a book of n clients whose figures are spread as those of a real one:
// assets log-normal, revenue near one percent of them, some values missing.
func made(n int) *book.Book {
	rng := rand.New(rand.NewPCG(1, uint64(n)))
	b := &book.Book{
		N: n, Keys: make([]book.Key, n), Line: make([]uint32, n),
		AUM: make([]book.Cents, n), GDC: make([]book.Cents, n), Since: make([]book.Day, n),
		Potential: make([]book.Milli, n), Likeability: make([]book.Milli, n), Referrals: make([]book.Milli, n),
		Hours: make([]book.Minutes, n),
	}
	ids := make([]string, n)
	for i := range n {
		b.Keys[i], b.Line[i] = book.Key(i+1), uint32(i+2)
		ids[i] = fmt.Sprintf("C%07d", i+1)
		aum := math.Exp(12.5 + 1.2*rng.NormFloat64())
		b.AUM[i] = book.Cents(100 * aum)
		b.GDC[i] = book.Cents(aum * (0.6 + 0.6*rng.Float64()))
		b.Since[i] = book.Day(8000 + rng.IntN(12000))
		b.Potential[i] = book.Milli(1000 * (1 + rng.IntN(10)))
		b.Likeability[i] = book.Milli(1000 * (1 + rng.IntN(10)))
		b.Referrals[i] = book.Milli(1000 * int64(rng.ExpFloat64()))
		b.Hours[i] = book.Minutes(60 + 500*rng.ExpFloat64())
	}
	b.ID = book.Texts(ids...)
	for i := range n {
		if rng.IntN(20) == 0 {
			b.GDC[i] = book.Missing
		}
		if rng.IntN(10) == 0 {
			b.Potential[i], b.Likeability[i] = book.Missing, book.Missing
		}
		if rng.IntN(5) == 0 {
			b.Hours[i] = book.Missing
		}
	}
	return b
}

func usual() Settings {
	s := Defaults()
	s.AsOf = book.Date(2026, 6, 30)
	s.Payout = 9000
	s.Pools = [...]book.Cents{cost.Wages: 185_000_00, cost.Overhead: 210_000_00, cost.OwnerPay: 150_000_00}
	return s
}

func sizes(b *testing.B, run func(b *testing.B, clients *book.Book)) {
	for _, n := range []int{300, 10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			clients := made(n)
			b.ReportAllocs()
			b.ResetTimer()
			run(b, clients)
		})
	}
}

func BenchmarkAnalyze(b *testing.B) {
	sizes(b, func(b *testing.B, clients *book.Book) {
		for b.Loop() {
			Analyze(clients, usual())
		}
	})
}

func BenchmarkAnalyzeNatural(b *testing.B) {
	s := usual()
	s.Cut.Method = tier.Natural
	s.Normalise[score.AUM].Kind = score.Range
	s.Drivers[cost.Overhead] = cost.AUM
	s.Drivers[cost.OwnerPay] = cost.Clients
	s.Capacity = 1 << 40
	sizes(b, func(b *testing.B, clients *book.Book) {
		for b.Loop() {
			Analyze(clients, s)
		}
	})
}

// BenchmarkSlider moves a weight back and forth.
func BenchmarkSlider(b *testing.B) {
	sizes(b, func(b *testing.B, clients *book.Book) {
		r := Analyze(clients, usual())
		s := usual()
		for b.Loop() {
			s.Weights[score.AUM] ^= 1
			r = r.Again(s)
		}
	})
}

func BenchmarkPool(b *testing.B) {
	sizes(b, func(b *testing.B, clients *book.Book) {
		r := Analyze(clients, usual())
		s := usual()
		for b.Loop() {
			s.Pools[cost.Wages] ^= 1
			r = r.Again(s)
		}
	})
}

func BenchmarkCurve(b *testing.B) {
	sizes(b, func(b *testing.B, clients *book.Book) {
		r := Analyze(clients, usual())
		s := usual()
		for b.Loop() {
			s.Pools[cost.Wages] ^= 1
			r = r.Again(s)
			r.Curve(200)
		}
	})
}

func BenchmarkWriteJSON(b *testing.B) {
	sizes(b, func(b *testing.B, clients *book.Book) {
		r := Analyze(clients, usual())
		for b.Loop() {
			if err := r.WriteJSON(io.Discard); err != nil {
				b.Fatal(err)
			}
		}
	})
}
