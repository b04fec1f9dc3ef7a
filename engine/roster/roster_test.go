package roster

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
)

// report is of clients who have names, ids and figures in common, or none.
func report(rng *rand.Rand, n int) *engine.Report {
	b := &book.Book{N: n}
	names := []string{"Ana López", "ana lopez", "Bo Ek", "", "Zoë"}
	for i := range n {
		b.Keys, b.Line = append(b.Keys, book.Key(i+1)), append(b.Line, uint32(2*i+2))
		b.ID.Append([]string{"", fmt.Sprint("C", i)}[rng.IntN(2)])
		b.Name.Append(names[rng.IntN(len(names))])
		b.Household.Append([]string{"", "Ek Household"}[rng.IntN(2)])
		b.AUM = append(b.AUM, book.Cents(rng.IntN(9))*100_000_00)
		b.GDC = append(b.GDC, []book.Cents{book.Missing, 500_00, 5_000_00}[rng.IntN(3)])
	}
	settings := engine.Defaults()
	settings.AsOf = book.Date(2026, 6, 30)
	settings.Pools[cost.Wages] = book.Cents(n) * 2_000_00
	if n > 0 {
		settings.Locks = []engine.Lock{{Key: 1, Tier: 2, Reason: "because"}}
	}
	return engine.Analyze(b, settings)
}

// TestNarrower: who is looked for among those found with fewer letters is who
// is looked for among all.
func TestNarrower(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	searches := []string{"", "a", "an", "ana", "ana l", "ana lop", "e", "ek", "ek h", "c1", "c11", "row-", "row-2", "nobody"}
	narrower := 0
	for range 200 {
		r := report(rng, rng.IntN(80))
		some := func() Filter {
			return Filter{Search: searches[rng.IntN(len(searches))], Tiers: uint8(rng.IntN(2) * 0b10110), Loss: Losing(rng.IntN(int(Untold) + 1)), Locked: rng.IntN(9) == 0}
		}
		f, g := some(), some()
		if rng.IntN(2) == 0 {
			f.Tiers, f.Loss, f.Locked = g.Tiers, g.Loss, g.Locked
		}
		all := Sorted(r, Column(rng.IntN(int(ByLine)+1)), rng.IntN(2) == 0)
		want := Filtered(r, all, f)
		if f.Narrows(g) {
			narrower++
			if got := Filtered(r, Filtered(r, all, g), f); !slices.Equal(got, want) {
				t.Fatalf("%+v among those of %+v: %v, want %v", f, g, got, want)
			}
		}
		for k := 1; k < len(want); k++ {
			if slices.Index(all, want[k-1]) > slices.Index(all, want[k]) {
				t.Fatalf("%+v: %v is not in the order of %v", f, want, all)
			}
		}
	}
	if narrower < 20 {
		t.Errorf("only %d filters were narrower", narrower)
	}
}

// TestUnder: who brings less than an amount is who is recorded to, and whoever
// brings nothing on record is not among them.
func TestUnder(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	some := 0
	for range 50 {
		r := report(rng, 1+rng.IntN(60))
		under := book.Cents(1 + rng.IntN(20_000_00))
		var want []int32
		for i, gdc := range r.Book.GDC {
			if book.Has(gdc) && gdc < under {
				want = append(want, int32(i))
			}
		}
		some += len(want)
		if got := Filtered(r, Sorted(r, ByLine, false), Filter{Under: under}); !slices.Equal(got, want) {
			t.Fatalf("under %d: %v, want %v", under, got, want)
		}
	}
	if some == 0 {
		t.Error("nobody brings little")
	}
}

// TestParts: the kinds of losses are those who lose, each once, and what some
// and the others come to is what all come to.
func TestParts(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 50 {
		r := report(rng, 1+rng.IntN(60))
		all := Sorted(r, ByLine, false)
		if !slices.Equal(all, book.Rows(r.Book.N)) {
			t.Fatalf("in the order of the file: %v", all)
		}
		losing := len(Filtered(r, all, Filter{Loss: Unprofitable}))
		kinds := 0
		for _, l := range []Losing{Certain, Depends, Untold} {
			kinds += len(Filtered(r, all, Filter{Loss: l}))
		}
		if kinds != losing || losing != r.Practice.Unprofitable {
			t.Fatalf("%d lose, by kind %d, of the practice %d", losing, kinds, r.Practice.Unprofitable)
		}
		cut := rng.IntN(len(all) + 1)
		one, two, whole := Sum(r, all[:cut]), Sum(r, all[cut:]), Sum(r, all)
		if one.Clients+two.Clients != whole.Clients || one.AUM+two.AUM != whole.AUM || one.Profit+two.Profit != whole.Profit || one.Costs()+two.Costs() != whole.Costs() || one.Unprofitable+two.Unprofitable != whole.Unprofitable {
			t.Fatalf("%+v and %+v are not %+v", one, two, whole)
		}
		for _, i := range all {
			if row := RowOf(r, int(i)); row.Revenue-row.Cost != row.Profit || row.Locked != (i == 0) {
				t.Fatalf("client %d: %+v", i, row)
			}
		}
	}
}
