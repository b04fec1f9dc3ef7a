package decision

import (
	"testing"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/intake"
	"tierbook/engine/score"
	"tierbook/engine/tier"
)

// TestModelsAreNothingButSettings: each is recognised once taken, and no longer
// once anything of it is changed.
func TestModelsAreNothingButSettings(t *testing.T) {
	changes := map[string]Command{
		"a weight":       SetWeight{Factor: score.Potential, Weight: 7},
		"a reading":      SetNormalise{Factor: score.GDC, Normalise: score.Normalise{Kind: score.Range}},
		"what time is":   SetTimeReads{Service: true},
		"the method":     cutBy(func(c *tier.Cut) { c.Method = tier.Natural }),
		"its own number": nil, // made below: of the method that the model has
	}
	for _, m := range Models() {
		for name, change := range changes {
			st := opened()
			st = do(t, st, SetPayout{Payout: 8000}, SetTierName{Tier: 1, Name: "Anchor"}, Lock{Key: 1, Tier: 4, Reason: "x"}, SetWeight{Factor: score.AUM, Weight: 1})
			if got := ModelOf(st.Settings); got != "" {
				t.Fatalf("settings of one's own are taken for %s", got)
			}
			st = do(t, st, SetModel{Name: m.Name})
			if got := ModelOf(st.Settings); got != m.Name {
				t.Errorf("%s is not recognised: %q", m.Name, got)
			}
			if s := st.Settings; s.Payout != 8000 || s.Names[0] != "Anchor" || len(s.Locks) != 1 {
				t.Errorf("%s changes more than the model: %+v", m.Name, s)
			}
			if change == nil {
				cut := st.Settings.Cut
				cut.Shares[0], cut.Shares[1] = cut.Shares[0]+1, cut.Shares[1]-1
				cut.Scores[0]--
				change = SetCut{Cut: cut}
			}
			st = do(t, st, change)
			if got := ModelOf(st.Settings); got != "" {
				t.Errorf("%s with %s changed is still called %s", m.Name, name, got)
			}
		}
	}
	st := opened()
	cut := engine.Defaults().Cut
	cut.Counts[0]++
	st = do(t, st, SetCut{Cut: cut})
	if got := ModelOf(st.Settings); got != "six-factors" {
		t.Errorf("a number that the method does not use made another model: %q", got)
	}
}

// TestAUMModelCutsAtItsFloors: a dollar below a floor is a tier below.
func TestAUMModelCutsAtItsFloors(t *testing.T) {
	amounts := []book.Cents{PlatinumFloor, PlatinumFloor - 1, GoldFloor, GoldFloor - 1, SilverFloor, SilverFloor - 1, 0}
	want := []book.Tier{1, 2, 2, 3, 3, 4, 4}
	b := &book.Book{N: len(amounts), AUM: amounts}
	for i := range amounts {
		b.Keys = append(b.Keys, book.Key(i+1))
		b.Line = append(b.Line, uint32(i+2))
	}
	st := opened()
	st.Source = &Source{Import: &intake.Import{Book: b}}
	st = do(t, st, SetModel{Name: "aum-alone"})
	for i, tier := range engine.Analyze(st.Book(), st.Settings).Tier {
		if tier != want[i] {
			t.Errorf("%d cents of AUM are in tier %d, want %d", amounts[i], tier, want[i])
		}
	}
}
