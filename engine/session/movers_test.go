package session

import (
	"slices"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/decision"
	"tierbook/engine/tier"
)

// How many clients change tier is counted against what is kept while something
// is tried, and against what was before once it is kept.
func TestMovers(t *testing.T) {
	s := opened()
	moved := func(want int, of string) {
		t.Helper()
		for range 2 { // asking again is no change
			if got, err := (MoversQuery{}).answer(s); got.Clients != want || err != nil {
				t.Errorf("%s: %d clients change tier (%v), want %d", of, got.Clients, err, want)
			}
		}
	}
	tiers := func() []book.Tier { return slices.Clone(s.Report().Tier) }
	differ := func(a, b []book.Tier) (n int) {
		for i := range a {
			if a[i] != b[i] {
				n++
			}
		}
		return n
	}
	moved(0, "at first")
	before := tiers()
	by := func(places int) decision.SetCut {
		cut := s.State().Settings.Cut
		cut.Method, cut.Counts = tier.Counts, [3]int{places, places, places}
		return decision.SetCut{Cut: cut}
	}
	half := by(3)
	if err := s.Try(half); err != nil {
		t.Fatal(err)
	}
	tried := tiers()
	n := differ(before, tried)
	if n == 0 {
		t.Fatal("nobody moves, so this shows nothing")
	}
	moved(n, "tried")
	do(t, s, half)
	moved(n, "kept")
	if err := s.Try(by(1)); err != nil {
		t.Fatal(err)
	}
	moved(differ(tried, tiers()), "tried on top of that")
	s.Undo()
	moved(n, "taken back")
	do(t, s, decision.SetTierName{Tier: 1, Name: "Best"})
	moved(0, "another name")
	s.Open(s.Kept().Source.Import, mine, today)
	do(t, s, decision.Exclude{Who: decision.Who{Clients: change.Keys{1}}, Reason: "gone"})
	moved(0, "another list")
}
