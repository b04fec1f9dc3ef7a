package engine

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/intake"
	"tierbook/engine/plan"
	"tierbook/engine/score"
	"tierbook/engine/tier"
)

func TestParseSettings(t *testing.T) {
	defaults := Defaults()
	defaults.AsOf = book.Date(2026, 6, 30)
	for _, c := range []struct {
		name, text string
		change     func(s *Settings)
	}{
		{"the least there is", `{"as_of": "2026-06-30"}`, func(*Settings) {}},
		{"a byte-order mark", "\ufeff" + `{"as_of": "2026-06-30"}`, func(*Settings) {}},
		{"weights keep their defaults", `{"as_of": "2026-06-30", "weights": {"aum": 100, "time": 0}}`, func(s *Settings) {
			s.Weights[score.AUM], s.Weights[score.Time] = 100, 0
		}},
		{"everything", `{"as_of": "2026-06-30", "combine": "household", "weights": {},
			"normalise": {"aum": {"kind": "bands", "bands": [[-5, 0], [0, 10000]]}, "gdc": {"kind": "range"}, "time": {"kind": "percentile"}},
			"time_reads": "service",
			"tiers": {"names": ["A", "B", "C", "D"], "method": "capacity", "shares": [0, 0, 0, 100], "counts": [1, 2, 3], "scores": [9, 9, 8], "minutes": [60, 0, 5]},
			"service_model": [[{"name": "Call", "times": 2, "minutes": 30}], [{"times": 1, "minutes": 1}], [{"name": "", "times": 1, "minutes": 1}], []],
			"payout_bp": 0, "actual_revenue": 8, "wages": 1, "overhead": 2, "owner_pay": 9000000000000,
			"drivers": {"wages": "clients", "overhead": "revenue", "owner_pay": "aum"},
			"capacity_minutes": 7, "target_margin_bp": -10000, "fees": ["for_service", "commission"],
			"locks": {"C1": 4, "x": {"tier": 2, "reason": "family of C1"}}}`, func(s *Settings) {
			s.Combine = intake.CombineHousehold
			s.Normalise[score.AUM] = score.Normalise{Kind: score.Bands, Bands: []score.Band{{From: -5}, {Points: 10000}}}
			s.Normalise[score.GDC].Kind = score.Range
			s.Service = true
			s.Names = [4]string{"A", "B", "C", "D"}
			s.Cut = tier.Cut{Method: tier.Capacity, Shares: [4]int{3: 100}, Counts: [3]int{1, 2, 3}, Scores: [3]book.Points{9, 9, 8}, Minutes: [3]book.Minutes{60, 0, 5}}
			s.Services = [4][]cost.Service{{{Name: "Call", Times: 2, Minutes: 30}}, {{Times: 1, Minutes: 1}}, {{Times: 1, Minutes: 1}}, nil}
			s.Payout, s.Actual = 0, 8
			s.Pools = [3]book.Cents{1, 2, book.Largest}
			s.Drivers = [3]cost.Driver{cost.Clients, cost.Revenue, cost.AUM}
			s.Capacity, s.TargetMargin = 7, -10000
			s.Fees = plan.Commission | plan.ForService
			s.Locks = []Lock{{ID: "C1", Tier: 4}, {ID: "x", Tier: 2, Reason: "family of C1"}}
		}},
		{"no actual revenue", `{"as_of": "2026-06-30", "actual_revenue": null}`, func(*Settings) {}},
		{"no capacity", `{"as_of": "2026-06-30", "capacity_minutes": null}`, func(*Settings) {}},
	} {
		want := defaults
		c.change(&want)
		got, err := ParseSettings([]byte(c.text))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v\n got %+v\nwant %+v", c.name, err, got, want)
		}
	}
}

// TestProblems: what is refused, with key, value and what is allowed.
func TestProblems(t *testing.T) {
	const ok = `"as_of": "2026-06-30", `
	for _, c := range []struct{ text, want string }{
		{`{}`, "as_of: missing; allowed: a date like 2026-06-30"},
		{`{"as_of": "30.06.2026"}`, `as_of: "30.06.2026" (not a date); allowed: a date like 2026-06-30`},
		{`{"as_of": "2026-02-30"}`, `as_of: "2026-02-30" (not a date); allowed: a date like 2026-06-30`},
		{`{"as_of": "0000-02-20"}`, `as_of: 0000-02-20 (out of range); allowed: a date like 2026-06-30`},
		{`{"as_of": null}`, `as_of: null (wrong type); allowed: a text`},
		{`{"as_of": 20260630}`, `as_of: 20260630 (wrong type); allowed: a text`},
		{`{` + ok + `"wages": -1}`, "wages: -1 (out of range); allowed: a whole number from 0 to 9000000000000 (cents a year)"},
		{`{` + ok + `"overhead": 9000000000001}`, "overhead: 9000000000001 (out of range); allowed: a whole number from 0 to 9000000000000 (cents a year)"},
		{`{` + ok + `"owner_pay": 99999999999999999999}`, "owner_pay: 99999999999999999999 (out of range); allowed: a whole number from 0 to 9000000000000 (cents a year)"},
		{`{` + ok + `"owner_pay": -99999999999999999999}`, "owner_pay: -99999999999999999999 (out of range); allowed: a whole number from 0 to 9000000000000 (cents a year)"},
		{`{` + ok + `"wages": 1e5}`, "wages: 1e5 (wrong type); allowed: a whole number"},
		{`{` + ok + `"wages": "5"}`, `wages: "5" (wrong type); allowed: a whole number`},
		{`{` + ok + `"wages": true}`, `wages: true (wrong type); allowed: a whole number`},
		{`{` + ok + `"wages": null}`, `wages: null (wrong type); allowed: a whole number`},
		{`{` + ok + `"wages": [1]}`, `wages: a list of 1 (wrong type); allowed: a whole number`},
		{`{` + ok + `"wage": 5}`, "wage: unknown key; allowed: as_of, combine, weights, normalise, time_reads, tiers, service_model, payout_bp, actual_revenue, wages, overhead, owner_pay, drivers, capacity_minutes, target_margin_bp, fees, locks"},
		{`{` + ok + `"wages": 5, "wages": 5}`, "wages: given twice; allowed: each key once"},
		{`{` + ok + `"weights": {"aum": 101}}`, "weights.aum: 101 (out of range); allowed: a whole number from 0 to 100"},
		{`{` + ok + `"weights": {"aum": -1}}`, "weights.aum: -1 (out of range); allowed: a whole number from 0 to 100"},
		{`{` + ok + `"weights": {"aum": 2.5}}`, "weights.aum: 2.5 (wrong type); allowed: a whole number"},
		{`{` + ok + `"weights": {"age": 5}}`, "weights.age: unknown key; allowed: aum, gdc, time, potential, likeability, referrals"},
		{`{` + ok + `"weights": [25]}`, "weights: a list of 1 (wrong type); allowed: an object"},
		{`{` + ok + `"combine": "family"}`, `combine: "family" (not one of); allowed: none, id, household`},
		{`{` + ok + `"combine": 1}`, `combine: 1 (not one of); allowed: none, id, household`},
		{`{` + ok + `"time_reads": "days"}`, `time_reads: "days" (not one of); allowed: relationship, service`},
		{`{` + ok + `"normalise": {"aum": {}}}`, "normalise.aum.kind: missing; allowed: percentile, range, bands"},
		{`{` + ok + `"normalise": {"aum": {"kind": "log"}}}`, `normalise.aum.kind: "log" (not one of); allowed: percentile, range, bands`},
		{`{` + ok + `"normalise": {"aum": {"kind": "bands"}}}`, "normalise.aum.bands: missing; allowed: at least one [from, points]"},
		{`{` + ok + `"normalise": {"aum": {"kind": "bands", "bands": []}}}`, "normalise.aum.bands: missing; allowed: at least one [from, points]"},
		{`{` + ok + `"normalise": {"aum": {"kind": "bands", "bands": [[0, 10001]]}}}`, "normalise.aum.bands[0][1]: 10001 (out of range); allowed: a whole number from 0 to 10000 (hundredths of a point)"},
		{`{` + ok + `"normalise": {"aum": {"kind": "bands", "bands": [[0, 1], [0, 2]]}}}`, "normalise.aum.bands[1][0]: 0 (out of order); allowed: more than the band before, 0"},
		{`{` + ok + `"normalise": {"aum": {"kind": "range", "bands": [[5, 1], [4, 2]]}}}`, "normalise.aum.bands[1][0]: 4 (out of order); allowed: more than the band before, 5"},
		{`{` + ok + `"normalise": {"aum": {"kind": "bands", "bands": [[0]]}}}`, "normalise.aum.bands[0]: a list of 1 (wrong count); allowed: a list of 2"},
		{`{` + ok + `"normalise": {"aum": {"kind": "bands", "bands": [0]}}}`, "normalise.aum.bands[0]: 0 (wrong type); allowed: a list"},
		{`{` + ok + `"tiers": {"shares": [10, 20, 40, 20]}}`, "tiers.shares: [10, 20, 40, 20] (wrong sum); allowed: four whole percents that come to 100"},
		{`{` + ok + `"tiers": {"shares": [10, 20, 70]}}`, "tiers.shares: a list of 3 (wrong count); allowed: a list of 4"},
		{`{` + ok + `"tiers": {"names": ["A", "B", "C", " "]}}`, `tiers.names[3]: " " (blank); allowed: a name`},
		{`{` + ok + `"tiers": {"names": "ABCD"}}`, `tiers.names: "ABCD" (wrong type); allowed: a list`},
		{`{` + ok + `"tiers": {"method": "kmeans"}}`, `tiers.method: "kmeans" (not one of); allowed: shares, counts, scores, capacity, natural`},
		{`{` + ok + `"tiers": {"method": "counts"}}`, "tiers.counts: missing; allowed: three numbers, as tiers.method is counts"},
		{`{` + ok + `"tiers": {"method": "scores"}}`, "tiers.scores: missing; allowed: three numbers, as tiers.method is scores"},
		{`{` + ok + `"tiers": {"method": "capacity"}}`, "tiers.minutes: missing; allowed: three numbers, as tiers.method is capacity"},
		{`{` + ok + `"tiers": {"method": "counts", "counts": [1, -2, 3]}}`, "tiers.counts[1]: -2 (out of range); allowed: a whole number from 0 to 9000000000000 (clients)"},
		{`{` + ok + `"tiers": {"method": "scores", "scores": [5000, 5001, 1]}}`, "tiers.scores: [5000, 5001, 1] (out of order); allowed: the best tier's lowest score first, none above the one before"},
		{`{` + ok + `"tiers": {"scores": [10001, 5001, 1]}}`, "tiers.scores[0]: 10001 (out of range); allowed: a whole number from 0 to 10000 (hundredths of a point)"},
		{`{` + ok + `"tiers": {"method": "capacity", "minutes": [1, 2, 3]}, "service_model": [[{"times": 1, "minutes": 1}], [], [{"times": 1, "minutes": 1}], []]}`,
			"service_model[1]: 0 (no standard time); allowed: a standard time above 0 minutes, as tiers.method is capacity"},
		{`{` + ok + `"service_model": [[], [], []]}`, "service_model: a list of 3 (wrong count); allowed: a list of 4"},
		{`{` + ok + `"service_model": [[], [], [], [{"times": 1, "minutes": -1}]]}`, "service_model[3][0].minutes: -1 (out of range); allowed: a whole number from 0 to 1000000"},
		{`{` + ok + `"service_model": [[], [], [], [{"name": 5, "times": 1, "minutes": 1}]]}`, "service_model[3][0].name: 5 (wrong type); allowed: a text"},
		{`{` + ok + `"service_model": [[], [], [], [{"name": "Call", "minutes": 1}]]}`, "service_model[3][0].times: missing; allowed: a whole number from 0 to 1000000"},
		{`{` + ok + `"service_model": [[], [], [], [{"times": 1, "minutes": 1, "fee": 1}]]}`, "service_model[3][0].fee: unknown key; allowed: name, times, minutes"},
		{`{` + ok + `"payout_bp": 10001}`, "payout_bp: 10001 (out of range); allowed: a whole number from 0 to 10000 (basis points)"},
		{`{` + ok + `"fees": ["advisory", "tips"]}`, `fees[1]: "tips" (not one of); allowed: commission, advisory, for_service`},
		{`{` + ok + `"target_margin_bp": 10000}`, "target_margin_bp: 10000 (out of range); allowed: a whole number from -10000 to 9999 (basis points)"},
		{`{` + ok + `"actual_revenue": -1}`, "actual_revenue: -1 (out of range); allowed: a whole number from 0 to 9000000000000 (cents a year)"},
		{`{` + ok + `"capacity_minutes": -1}`, "capacity_minutes: -1 (out of range); allowed: a whole number from 0 to 9000000000000 (minutes a year)"},
		{`{` + ok + `"drivers": {"wages": "hours"}}`, `drivers.wages: "hours" (not one of); allowed: time, clients, revenue, aum`},
		{`{` + ok + `"drivers": {"rent": "time"}}`, "drivers.rent: unknown key; allowed: wages, overhead, owner_pay"},
		{`{` + ok + `"locks": {"C1": 5}}`, "locks.C1: 5 (out of range); allowed: a whole number from 1 to 4 (the tier)"},
		{`{` + ok + `"locks": {"C1": 257}}`, "locks.C1: 257 (out of range); allowed: a whole number from 1 to 4 (the tier)"},
		{`{` + ok + `"locks": {"C1": "Gold"}}`, `locks.C1: "Gold" (wrong type); allowed: a whole number`},
		{`{` + ok + `"locks": {"C1": 1, "C1": 2}}`, "locks.C1: given twice; allowed: one lock a client"},
		{`{` + ok + `"locks": {"C1": {"reason": "x"}}}`, "locks.C1.tier: missing; allowed: a whole number from 1 to 4"},
		{`{` + ok + `"locks": {"C1": {"tier": 0}}}`, "locks.C1.tier: 0 (out of range); allowed: a whole number from 1 to 4 (the tier)"},
		{`{` + ok + `"locks": {"": 1}}`, `locks: missing; allowed: the id of a client`},
		{`{` + ok + `"locks": [1]}`, "locks: a list of 1 (wrong type); allowed: an object of client ids and tiers"},
		{``, "not readable as JSON, line 1: it ends too soon"},
		{"{\n\n\"as_of\": ", "not readable as JSON, line 3: it ends too soon"},
		{`[1]`, "a list of 1 (wrong type); allowed: an object"},
		{"{" + ok + "\n\"wages\": 1,}", "not readable as JSON, line 2: invalid character '}'"},
		{`{` + ok + `"wages": 1} {}`, "not readable as JSON, line 1: there is more after the end"},
		{`{` + ok + `"wages": ` + strings.Repeat("[", 20) + strings.Repeat("]", 20) + `}`, "not readable as JSON, line 1: it is nested too deep"},
	} {
		_, err := ParseSettings([]byte(c.text))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s\n got %v\nwant %s", c.text, err, c.want)
		}
		if ps, ok := err.(Problems); ok && len(ps) == 1 && ps[0].Fault != NotJSON {
			if p := ps[0]; p.Allowed == "" || p.Value == "" && p.Fault != Absent && p.Fault != DuplicateKey {
				t.Errorf("%s: a problem without value or what is allowed: %+v", c.text, p)
			}
		}
	}
}

// TestAllAtOnce: every problem of a file is reported in one go, each as a value
// of its own.
func TestAllAtOnce(t *testing.T) {
	_, err := ParseSettings([]byte(`{"weights": {"aum": 101, "gdc": "x"}, "tiers": {"shares": [1, 2, 3, 4]}, "wages": -5, "wagse": 5, "payout_bp": 10001}`))
	var keys []string
	for _, p := range err.(Problems) {
		keys = append(keys, p.Key)
	}
	slices.Sort(keys)
	if want := []string{"as_of", "payout_bp", "tiers.shares", "wages", "wagse", "weights.aum", "weights.gdc"}; !slices.Equal(keys, want) {
		t.Errorf("problems with %v, want %v", keys, want)
	}
	var p Problem
	if !errors.As(err, &p) || p.Fault == "" {
		t.Errorf("no Problem found in %v", err)
	}
}

// TestValidate is for settings that no file was read into.
func TestValidate(t *testing.T) {
	s := Defaults()
	s.AsOf = book.Date(2026, 6, 30)
	if err := s.Validate(); err != nil {
		t.Errorf("the defaults: %v", err)
	}
	s.AsOf = book.Missing
	s.Combine = 9
	s.Normalise[score.Time].Kind = 9
	s.Cut.Method = 9
	s.Cut.Shares = [4]int{1 << 62, 1 << 62, 1 << 62, 1 << 62}
	s.Services[2] = []cost.Service{{Times: 1 << 62, Minutes: 1 << 62}}
	s.Drivers[cost.Overhead] = 9
	s.Fees = 8
	s.Locks = []Lock{{Tier: 1}, {Key: 5, Tier: 0}, {Key: 5, ID: "x", Tier: 1}, {ID: "x", Tier: 1}, {ID: "x", Tier: 2}}
	var keys []string
	for _, p := range s.Validate().(Problems) {
		keys = append(keys, p.Key)
	}
	want := []string{
		"as_of", "combine", "normalise.time.kind", "tiers.method", "tiers.shares[0]", "tiers.shares[1]", "tiers.shares[2]", "tiers.shares[3]", "tiers.shares",
		"service_model[2][0].times", "service_model[2][0].minutes", "service_model[2]", "drivers.overhead", "fees", "locks", "locks.#5", "locks.#5", "locks.x",
	}
	if !slices.Equal(keys, want) {
		t.Errorf("problems with\n%v, want\n%v", keys, want)
	}
}

func TestFormatSettings(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 13))
	for range 300 {
		s := randomSettings(rng)
		s.Locks = nil
		for i := range rng.IntN(4) {
			s.Locks = append(s.Locks, Lock{ID: fmt.Sprintf("C%d \"ü\\𝄞\x01", i), Tier: book.Tier(1 + rng.IntN(4)), Reason: []string{"", "a\nreason"}[rng.IntN(2)]})
		}
		text, err := FormatSettings(s)
		if err != nil {
			t.Fatal(err)
		}
		got, err := ParseSettings(text)
		if err != nil || !reflect.DeepEqual(got, s) {
			t.Fatalf("reads back as another: %v\n%s\n got %+v\nwant %+v", err, text, got, s)
		}
	}
	s := usual()
	s.Locks = []Lock{{Key: 2, Tier: 1}, {Key: 9, Tier: 1}, {ID: "A", Tier: 3}}
	if _, err := FormatSettings(s); err == nil {
		t.Error("locks without an id are written")
	}
	b := bare(2)
	s = s.ByID(b)
	if want := []Lock{{Key: 2, ID: "row-3", Tier: 1}, {ID: "A", Tier: 3}}; !slices.Equal(s.Locks, want) {
		t.Errorf("locks by id: %v, want %v", s.Locks, want)
	}
	if _, err := FormatSettings(s); err != nil {
		t.Error(err)
	}
}

// FuzzParseSettings: whatever the text, settings are either refused with at
// least one problem, or valid, written and read back the same, and analyzed
// without failing.
func FuzzParseSettings(f *testing.F) {
	files, err := filepath.Glob("testdata/golden/*/settings.json")
	if err != nil || files == nil {
		f.Fatal("no settings to start from", err)
	}
	for _, file := range files {
		f.Add(read(f, filepath.Dir(file), "settings.json"))
	}
	rng := rand.New(rand.NewPCG(14, 14))
	for range 5 {
		s := randomSettings(rng)
		s.Locks = nil
		text, _ := FormatSettings(s)
		f.Add(text)
	}
	b := made(30)
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := ParseSettings(text)
		if err != nil {
			if ps, ok := err.(Problems); !ok || len(ps) == 0 || err.Error() == "" {
				t.Fatalf("refused with %#v", err)
			}
			return
		}
		if err := s.Validate(); err != nil {
			t.Fatalf("read, but not valid: %v", err)
		}
		again, err := FormatSettings(s)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := ParseSettings(again); err != nil || !reflect.DeepEqual(back, s) {
			t.Fatalf("reads back as another: %v\n%+v\n%+v", err, s, back)
		}
		r := Analyze(b, s)
		if got := r.Unassigned.Profit + r.Tiers[0].Profit + r.Tiers[1].Profit + r.Tiers[2].Profit + r.Tiers[3].Profit + r.Practice.Beyond - r.Practice.Unused; got != r.Practice.Profit {
			t.Fatalf("tiers come to a profit of %d, the practice to %d", got, r.Practice.Profit)
		}
	})
}
