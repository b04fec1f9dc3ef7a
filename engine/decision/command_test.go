package decision

import (
	"slices"
	"strings"
	"testing"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/intake"
	"tierbook/engine/score"
	"tierbook/engine/tier"
	"tierbook/engine/wire"
)

// opened is a state with a list of five clients.
func opened() State {
	b := &book.Book{N: 5}
	for i := range b.N {
		b.Keys = append(b.Keys, book.Key(i+1))
		b.Line = append(b.Line, uint32(i+2))
		b.Name.Append(string(rune('A'+i)) + " Client")
	}
	settings := engine.Defaults()
	settings.AsOf = book.Date(2026, 6, 30)
	return State{Settings: settings, Source: &Source{Import: &intake.Import{Book: b}}}
}

// do is the state that commands lead to.
func do(t testing.TB, st State, commands ...Command) State {
	t.Helper()
	for _, c := range commands {
		next, err := Apply(st, c)
		if err != nil {
			t.Fatalf("%+v: %v", c, err)
		}
		st = next
	}
	return st
}

var bands = score.Normalise{Kind: score.Bands, Bands: []score.Band{{From: 0, Points: 100}, {From: 10, Points: 9000}}}

func cutBy(change func(*tier.Cut)) SetCut {
	cut := engine.Defaults().Cut
	change(&cut)
	return SetCut{Cut: cut}
}

func TestRefusalTellsEverythingAtOnce(t *testing.T) {
	cut := engine.Defaults().Cut
	cut.Shares = [...]int{120, 20, 40, 30}
	cut.Counts[0] = -4
	_, err := Apply(opened(), SetCut{Cut: cut})
	fault := wire.AsFault(err)
	if fault.Code != "refused" || len(fault.Args) != 9 {
		t.Fatalf("%v, want three problems", fault)
	}
	for i, key := range []string{"tiers.shares[0]", "tiers.shares", "tiers.counts[0]"} {
		if fault.Args[3*i] != key {
			t.Errorf("problem %d is of %s, want %s", i, fault.Args[3*i], key)
		}
	}
}

// TestCapacityNeedsStandardTime: two settings that are possible each by itself
// may not be so together, whichever comes last.
func TestCapacityNeedsStandardTime(t *testing.T) {
	byHours := cutBy(func(c *tier.Cut) { c.Method = tier.Capacity })
	for _, order := range [][2]Command{{byHours, SetServices{Tier: 2, Services: nil}}, {SetServices{Tier: 2, Services: nil}, byHours}} {
		st := opened()
		st = do(t, st, order[0])
		_, err := Apply(st, order[1])
		fault := wire.AsFault(err)
		if fault.Code != "refused" || fault.Args[0] != "service_model[1]" {
			t.Errorf("%s after %s: %v", order[1].Kind(), order[0].Kind(), fault)
		}
	}
}

func TestTimeReadsGivesUpBands(t *testing.T) {
	st := opened()
	st = do(t, st, SetNormalise{Factor: score.Time, Normalise: bands}, SetTimeReads{Service: true})
	if got := st.Settings.Normalise[score.Time]; got.Kind != score.Percentile {
		t.Errorf("days are read as minutes: %+v", got)
	}
	st = do(t, st, SetNormalise{Factor: score.Time, Normalise: score.Normalise{Kind: score.Range}}, SetTimeReads{Service: false})
	if got := st.Settings.Normalise[score.Time]; got.Kind != score.Range {
		t.Errorf("a reading that has no unit was given up: %+v", got)
	}
}

func TestBlankTierNameIsTheDefault(t *testing.T) {
	st := opened()
	st = do(t, st, SetTierName{Tier: 3, Name: "Third"}, SetTierName{Tier: 3, Name: " "})
	if got := st.Settings.Names[2]; got != "Silver" {
		t.Errorf("got %q", got)
	}
}

func TestLockAgainReplaces(t *testing.T) {
	st := opened()
	st = do(t, st, Lock{Key: 1, Tier: 4, Reason: "one"}, Lock{Key: 2, Tier: 4, Reason: "two"}, Lock{Key: 1, Tier: 2, Reason: "three"})
	want := []engine.Lock{{Key: 2, Tier: 4, Reason: "two"}, {Key: 1, Tier: 2, Reason: "three"}}
	if got := st.Settings.Locks; !slices.Equal(got, want) {
		t.Errorf("locks %+v", got)
	}
	st = do(t, st, Unlock{Key: 2})
	if got := st.Settings.Locks; !slices.Equal(got, want[1:]) {
		t.Errorf("locks %+v", got)
	}
}

// TestUnlockLeavesLocksOnOthers: a lock that a file has on a client whom the
// list does not know has no key, and is nobody's to take away.
func TestUnlockLeavesLocksOnOthers(t *testing.T) {
	st := opened()
	st = do(t, st, UseSettings{File: `{"as_of": "2026-01-31", "locks": {"gone": 1, "row-2": 3}}`}, Unlock{Key: 0}, Unlock{Key: 1})
	if got := st.Settings.Locks; !slices.Equal(got, []engine.Lock{{ID: "gone", Tier: 1}}) {
		t.Errorf("locks %+v", got)
	}
}

func TestTooManyServicesFromAFileStay(t *testing.T) {
	st := opened()
	many := make([]string, MostServices+2)
	for i := range many {
		many[i] = `{"times": 1, "minutes": 1}`
	}
	st = do(t, st, UseSettings{File: `{"as_of": "2026-01-31", "service_model": [[` + strings.Join(many, ",") + `], [], [], []]}`})
	services := slices.Clone(st.Settings.Services[0])
	services[0].Minutes = 7
	st = do(t, st, SetServices{Tier: 1, Services: services}, SetServices{Tier: 1, Services: services[1:]})
	if _, err := Apply(st, SetServices{Tier: 1, Services: services}); wire.AsFault(err).Code != "many-services" {
		t.Errorf("one more than allowed: %v", err)
	}
}

// TestCommandsKeepNothingOfTheCaller: a state never changes once it is made,
// whatever happens to the slices that made it.
func TestCommandsKeepNothingOfTheCaller(t *testing.T) {
	st := opened()
	services := []cost.Service{{Name: "Call", Times: 1, Minutes: 30}}
	own := score.Normalise{Kind: score.Bands, Bands: []score.Band{{From: 1, Points: 1}}}
	st = do(t, st, SetServices{Tier: 1, Services: services}, SetNormalise{Factor: score.AUM, Normalise: own})
	services[0].Minutes, own.Bands[0].Points = 99, 99
	if st.Settings.Services[0][0].Minutes != 30 || st.Settings.Normalise[score.AUM].Bands[0].Points != 1 {
		t.Errorf("the state changed from outside: %+v", st.Settings)
	}
}
