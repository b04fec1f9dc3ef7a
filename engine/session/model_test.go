package session

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
		"a weight":       SetWeight{score.Potential, 7},
		"a reading":      SetNormalise{score.GDC, score.Normalise{Kind: score.Range}},
		"what time is":   SetTimeReads{true},
		"the method":     cutBy(func(c *tier.Cut) { c.Method = tier.Natural }),
		"its own number": nil, // made below: of the method that the model has
	}
	for _, m := range Models() {
		for name, change := range changes {
			s := opened()
			do(t, s, SetPayout{8000}, SetTierName{1, "Anchor"}, Lock{Key: 1, Tier: 4, Reason: "x"}, SetWeight{score.AUM, 1})
			if got := s.Overview().Model; got != "" {
				t.Fatalf("settings of one's own are taken for %s", got)
			}
			do(t, s, SetModel{m.Name})
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
				change = SetCut{cut}
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
	do(t, s, SetCut{cut})
	if got := s.Overview().Model; got != "six-factors" {
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
	s := New(today)
	s.Open(&intake.Import{Book: b}, mine, today)
	do(t, s, SetModel{"aum-alone"})
	for i, tier := range s.Report().Tier {
		if tier != want[i] {
			t.Errorf("%d cents of AUM are in tier %d, want %d", amounts[i], tier, want[i])
		}
	}
}
