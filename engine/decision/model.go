package decision

import (
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/score"
	"tierbook/engine/tier"
)

// Model is a ready-made way of scoring and cutting: nothing but settings, from
// which the advisor goes on.
type Model struct {
	Name      string
	Weights   [score.Factors]int
	Normalise [score.Factors]score.Normalise
	Cut       tier.Cut
}

// Floors of the AUM model, in cents. A million and half a million part the
// tiers of many practices; below 100,000 is what PriceMetrix calls a small
// household.
const (
	PlatinumFloor = 1_000_000_00
	GoldFloor     = 500_000_00
	SilverFloor   = 100_000_00
)

// Models are the ready-made models, the default first.
func Models() []Model {
	standard := engine.Defaults()
	six := Model{Name: "six-factors", Weights: standard.Weights, Normalise: standard.Normalise, Cut: standard.Cut}

	aum := Model{Name: "aum-alone", Normalise: standard.Normalise, Cut: standard.Cut}
	aum.Weights[score.AUM] = 100
	aum.Normalise[score.AUM] = score.Normalise{Kind: score.Bands, Bands: []score.Band{
		{From: SilverFloor, Points: 4000}, {From: GoldFloor, Points: 7000}, {From: PlatinumFloor, Points: 10000},
	}}
	aum.Cut.Method = tier.Scores
	aum.Cut.Scores = [book.Tiers - 1]book.Points{10000, 7000, 4000}

	gdc := Model{Name: "revenue-alone", Normalise: standard.Normalise, Cut: standard.Cut}
	gdc.Weights[score.GDC] = 100

	return []Model{six, aum, gdc}
}

func (m Model) set(s *engine.Settings) {
	s.Weights, s.Normalise, s.Cut, s.Service = m.Weights, m.Normalise, m.Cut, false
}

// ModelOf is the name of the ready-made model that the settings still are, or
// "" once something of it was changed.
func ModelOf(s engine.Settings) string {
	for _, m := range Models() {
		if s.Weights == m.Weights && !s.Service && sameReading(s.Normalise, m.Normalise) && sameCut(s.Cut, m.Cut) {
			return m.Name
		}
	}
	return ""
}

func sameReading(a, b [score.Factors]score.Normalise) bool {
	for f := range a {
		if !a[f].Equal(b[f]) {
			return false
		}
	}
	return true
}

// sameCut compares what the method of a cut goes by; the numbers of the other
// methods are only kept.
func sameCut(a, b tier.Cut) bool {
	if a.Method != b.Method {
		return false
	}
	switch a.Method {
	case tier.Shares:
		return a.Shares == b.Shares
	case tier.Counts:
		return a.Counts == b.Counts
	case tier.Scores:
		return a.Scores == b.Scores
	case tier.Capacity:
		return a.Minutes == b.Minutes
	}
	return true
}
