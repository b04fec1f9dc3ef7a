package session

import (
	"testing"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/score"
	"tierbook/engine/tier"
)

// TestModelsAreNothingButSettings: each is recognised once taken, and no longer
// once anything of it is changed.
func TestModelsAreNothingButSettings(t *testing.T) {
	changes := map[string]decision.Command{
		"a weight":       decision.SetWeight{Factor: score.Potential, Weight: 7},
		"a reading":      decision.SetNormalise{Factor: score.GDC, Normalise: score.Normalise{Kind: score.Range}},
		"what time is":   decision.SetTimeReads{Service: true},
		"the method":     cutBy(func(c *tier.Cut) { c.Method = tier.Natural }),
		"its own number": nil, // made below: of the method that the model has
	}
	for _, m := range decision.Models() {
		for name, change := range changes {
			s := opened()
			do(t, s, decision.SetPayout{Payout: 8000}, decision.SetTierName{Tier: 1, Name: "Anchor"}, decision.Lock{Key: 1, Tier: 4, Reason: "x"}, decision.SetWeight{Factor: score.AUM, Weight: 1})
			if got := s.Overview().Model; got != "" {
				t.Fatalf("settings of one's own are taken for %s", got)
			}
			do(t, s, decision.SetModel{Name: m.Name})
			o := s.Overview()
			if o.Model != m.Name {
				t.Errorf("%s is not recognised: %q", m.Name, o.Model)
			}
			if o.Settings.Payout != 8000 || o.Settings.Names[0] != "Anchor" || o.Locked != 1 {
				t.Errorf("%s changes more than the model: %+v", m.Name, o.Settings)
			}
			if change == nil {
				cut := o.Settings.Cut
				cut.Shares[0], cut.Shares[1] = cut.Shares[0]+1, cut.Shares[1]-1
				cut.Scores[0]--
				change = decision.SetCut{Cut: cut}
			}
			do(t, s, change)
			if got := s.Overview().Model; got != "" {
				t.Errorf("%s with %s changed is still called %s", m.Name, name, got)
			}
			s.Undo()
			if got := s.Overview().Model; got != m.Name {
				t.Errorf("%s undone is called %q", name, got)
			}
		}
	}
	s := opened()
	cut := engine.Defaults().Cut
	cut.Counts[0]++
	do(t, s, decision.SetCut{Cut: cut})
	if got := s.Overview().Model; got != "six-factors" {
		t.Errorf("a number that the method does not use made another model: %q", got)
	}
}

// TestAUMModelCutsAtItsFloors: a dollar below a floor is a tier below.
func TestAUMModelCutsAtItsFloors(t *testing.T) {
	amounts := []book.Cents{decision.PlatinumFloor, decision.PlatinumFloor - 1, decision.GoldFloor, decision.GoldFloor - 1, decision.SilverFloor, decision.SilverFloor - 1, 0}
	want := []book.Tier{1, 2, 2, 3, 3, 4, 4}
	b := &book.Book{N: len(amounts), AUM: amounts}
	for i := range amounts {
		b.Keys = append(b.Keys, book.Key(i+1))
		b.Line = append(b.Line, uint32(i+2))
	}
	s := New(today)
	s.Open(&intake.Import{Book: b}, mine, today)
	do(t, s, decision.SetModel{Name: "aum-alone"})
	for i, tier := range s.Report().Tier {
		if tier != want[i] {
			t.Errorf("%d cents of AUM are in tier %d, want %d", amounts[i], tier, want[i])
		}
	}
}
