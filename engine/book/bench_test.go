package book

import (
	"math"
	"math/rand/v2"
	"testing"
)

// BenchmarkSort sorts a million amounts spread as assets are.
func BenchmarkSort(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	column := make([]Cents, 1_000_000)
	for i := range column {
		column[i] = Cents(100 * math.Exp(12.5+1.2*rng.NormFloat64()))
	}
	var scratch Scratch
	for b.Loop() {
		Sort(column, false, &scratch)
	}
}
