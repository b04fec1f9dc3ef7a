package words

import (
	"strings"
	"testing"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/score"
	"tierbook/engine/tier"
	"tierbook/engine/wire"
)

// refusalOf is what the page says of settings that a change has spoilt.
func refusalOf(spoil func(*engine.Settings)) string {
	s := engine.Defaults()
	s.AsOf = book.Date(2026, 6, 30)
	spoil(&s)
	return Fault(wire.AsFault(decision.Check(s, decision.Unlock{})))
}

func TestRefusals(t *testing.T) {
	bands := func(all ...score.Band) score.Normalise { return score.Normalise{Kind: score.Bands, Bands: all} }
	for _, c := range []struct {
		spoil func(*engine.Settings)
		want  string
	}{
		{func(s *engine.Settings) { s.AsOf = book.Missing }, "Please give the date to which the list is true: it is a day such as June 30, 2026."},
		{func(s *engine.Settings) { s.AsOf = book.Date(10000, 1, 1) }, "The date to which the list is true can’t be 10000-01-01: it is a day such as June 30, 2026."},
		{func(s *engine.Settings) { s.AsOf = book.Date(0, 1, 1) }, "The date to which the list is true can’t be January 1, 0000: it is a day such as June 30, 2026."},
		{func(s *engine.Settings) { s.Combine = intake.CombineHousehold + 1 }, "Which rows are one client can’t be 3: it is none, id or household."},
		{func(s *engine.Settings) { s.Weights[score.AUM] = 101 }, "The weight of AUM can’t be 101: it goes from 0 to 100."},
		{func(s *engine.Settings) { s.Weights[score.Potential] = -1 }, "The weight of future potential can’t be −1: it goes from 0 to 100."},
		{func(s *engine.Settings) { s.Normalise[score.Time].Kind = 9 }, "How time with client becomes points can’t be 9: it is by rank, by distance or by bands of your own."},
		{func(s *engine.Settings) { s.Normalise[score.GDC] = bands() }, "Please give the bands of GDC: there has to be at least one."},
		{func(s *engine.Settings) { s.Normalise[score.GDC] = bands(score.Band{From: 5}, score.Band{From: 5}) }, "The start of band 2 of GDC can’t be 5: each band starts above the one before it."},
		{func(s *engine.Settings) { s.Normalise[score.GDC] = bands(score.Band{Points: 12000}) }, "The points of band 1 of GDC can’t be 120.0: they go from 0 to 100."},
		{func(s *engine.Settings) { s.Names[2] = " " }, "The name of tier 3 can’t be \" \": it is at least one character."},
		{func(s *engine.Settings) { s.Cut.Method = 9 }, "How the tiers are cut can’t be 9: it is by shares, counts, scores, capacity or natural breaks."},
		{func(s *engine.Settings) { s.Cut.Shares[0] = 11 }, "The shares of the tiers come to 101%: they have to come to 100%."},
		{func(s *engine.Settings) { s.Cut.Shares = [...]int{-10, 40, 40, 30} }, "The share of tier 1 can’t be −10%: it goes from 0% to 100%."},
		{func(s *engine.Settings) { s.Cut.Counts[1] = -1 }, "The places of tier 2 can’t be −1: they are 0 or more."},
		{func(s *engine.Settings) { s.Cut.Minutes[0] = -90 }, "The hours of tier 1 can’t be −1.5\u00a0h: they are 0 or more."},
		{func(s *engine.Settings) { s.Cut.Scores[0] = 12000 }, "The lowest score of tier 1 can’t be 120.0: it goes from 0 to 100."},
		{func(s *engine.Settings) { s.Cut.Scores[2] = 9000 }, "The lowest scores of the tiers can’t be [7500, 5500, 9000]: there is one for each of the first three, and no tier’s is above that of a better one."},
		{func(s *engine.Settings) { s.Cut.Method, s.Services[1] = tier.Capacity, nil }, "The standard time of tier 2 can’t be 0\u00a0h: it has to be more than 0 while the tiers are cut by the hours you have, and no more than Tierbook can count with."},
		{func(s *engine.Settings) { s.Services[0][1].Times = -1 }, "How often a year service 2 of tier 1 is given can’t be −1: it goes from 0 to 1,000,000."},
		{func(s *engine.Settings) { s.Services[0][1].Minutes = 2_000_000 }, "The minutes of service 2 of tier 1 can’t be 2,000,000: they go from 0 to 1,000,000."},
		{func(s *engine.Settings) { s.Payout = 12000 }, "The payout can’t be 120%: it goes from 0% to 100%."},
		{func(s *engine.Settings) { s.Pools[cost.Wages] = -100 }, "The amount for employee wages can’t be −1: it goes from 0 to 90 billion."},
		{func(s *engine.Settings) { s.Pools[cost.Overhead] = book.Largest + 100 }, "The amount for overhead can’t be 90,000,000,001: it goes from 0 to 90 billion."},
		{func(s *engine.Settings) { s.Pools[cost.OwnerPay] = -1_00 }, "The amount for your own pay can’t be −1: it goes from 0 to 90 billion."},
		{func(s *engine.Settings) { s.Drivers[cost.Overhead] = 7 }, "What overhead is shared by can’t be 7: it is service time, clients, revenue or AUM."},
		{func(s *engine.Settings) { s.Capacity = -60 }, "The hours a year for clients can’t be −1\u00a0h: they are 0 or more."},
		{func(s *engine.Settings) { s.TargetMargin = 10000 }, "The target margin can’t be 100%: it goes from −100% to 99.99%."},
		{func(s *engine.Settings) { s.Locks = []engine.Lock{{ID: "A.1", Tier: 9}} }, "The lock on A.1 can’t be 9: each client is locked once, in one of the tiers 1 to 4."},
		{func(s *engine.Settings) { s.Locks = []engine.Lock{{Tier: 1}} }, "The locks can’t be \"\": each names a client and a tier."},
		{func(s *engine.Settings) { s.Weights, s.Payout = [score.Factors]int{-1, -1, -1, -1}, -1 },
			"The weight of AUM can’t be −1: it goes from 0 to 100. The weight of GDC can’t be −1: it goes from 0 to 100. The weight of time with client can’t be −1: it goes from 0 to 100. 2 more settings can’t be used either."},
	} {
		if got := refusalOf(c.spoil); got != c.want {
			t.Errorf("got\n%s\nwant\n%s", got, c.want)
		}
	}
}

func TestRefusedSettingsFiles(t *testing.T) {
	for file, want := range map[string]string{
		`{`:                                    "This is not a settings file: line 1: it ends too soon.",
		`{"as_of": "2026-06-30", "colour": 3}`: "“colour” is not a setting that Tierbook knows. In its place there may be: as_of, ",
		`{"as_of": "2026-06-30", "payout_bp": "90%"}`:                                "The payout can’t be \"90%\": a settings file has a whole number there.",
		`{"as_of": "2026-06-30", "weights": 3}`:                                      "The weights can’t be 3: there is one for each factor.",
		`{"as_of": "2026-06-30", "as_of": "2026-06-30"}`:                             "The date to which the list is true stands in the file twice.",
		`{"as_of": "2026-06-30", "tiers": {"shares": [50, 50]}}`:                     "The shares of the tiers can’t be a list of 2: there are four whole percentages that come to 100.",
		`{"as_of": "2026-06-30", "tiers": {"method": "counts"}}`:                     "Please give the places of the tiers: there is a number for each of the first three.",
		`{"as_of": "2026-06-30", "service_model": [[{"name": "Call"}], [], [], []]}`: "Please give how often a year service 1 of tier 1 is given: it goes from 0 to 1,000,000.",
		`{"as_of": "2026-06-30", "locks": {"A.1": 7}}`:                               "The lock on A.1 can’t be 7: each client is locked once, in one of the tiers 1 to 4.",
	} {
		fault := wire.AsFault(decision.Check(engine.Defaults(), decision.UseSettings{File: file}))
		if got := Fault(fault); !strings.HasPrefix(got, want) || !strings.HasSuffix(got, ".") {
			t.Errorf("%s\ngives %s\nwant  %s", file, got, want)
		}
	}
}
