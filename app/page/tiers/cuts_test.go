package tiers

import (
	"strconv"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/score"
	"tierbook/engine/tier"
)

func TestSharesComeTo100FromTheTopDown(t *testing.T) {
	cut := tier.Cut{Shares: [book.Tiers]int{20, 40, 30, 10}}
	for k, share := range []int{50, 30, 10} {
		cut = shared(cut, k, share)
		sum := 0
		for _, s := range cut.Shares {
			sum += s
			if s < 0 {
				t.Fatalf("after tier %d has %d: %v", k+1, share, cut.Shares)
			}
		}
		if sum != 100 || cut.Shares[k] != share {
			t.Fatalf("after tier %d has %d: %v", k+1, share, cut.Shares)
		}
	}
	if cut.Shares != [book.Tiers]int{50, 30, 10, 10} {
		t.Errorf("50, 30 and 10 make %v", cut.Shares)
	}
	if back := shared(cut, 1, 5); back.Shares != [book.Tiers]int{50, 5, 10, 35} {
		t.Errorf("what is given back goes to %v", back.Shares)
	}
}

func TestRefusalsSayWhy(t *testing.T) {
	names := [book.Tiers]string{"Platinum", "Gold", "Silver", "Bronze"}
	cut := tier.Cut{Shares: [book.Tiers]int{20, 40, 30, 10}, Scores: [book.Tiers - 1]book.Points{7500, 5500, 3500}}
	bands := []score.Band{{From: 0}, {From: 100}, {From: 200}}
	say := func(v int64) string { return "$" + strconv.FormatInt(v/100, 10) }
	for _, test := range []struct{ got, want string }{
		{tooMuch(names, cut, 2, 41), "Platinum and Gold already take 60%, so 40% is the most."},
		{tooMuch(names, cut, 1, 81), "Platinum already takes 20%, so 80% is the most."},
		{tooMuch(names, cut, 0, 101), "The most there is to share is 100%."},
		{tooMuch(names, cut, 2, 40), ""},
		{outOfOrder(names, cut, 0, 5000), "Platinum can’t start below Gold, which starts at 55."},
		{outOfOrder(names, cut, 1, 7501), "Gold can’t start above Platinum, which starts at 75."},
		{outOfOrder(names, cut, 2, 5500), ""},
		{unordered(bands, 2, 100, say), "This must be more than $1, where band 2 starts."},
		{unordered(bands, 1, 200, say), "This must be less than $2, where band 3 starts."},
		{unordered(bands, 1, 199, say), ""},
	} {
		if test.got != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
}
