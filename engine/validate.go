package engine

import (
	"strings"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/intake"
	"tierbook/engine/plan"
	"tierbook/engine/score"
	"tierbook/engine/tier"
)

// Limits of single settings beyond those of the units.
const (
	mostTimes   = 1_000_000 // of a service a year, and the minutes of each
	leastTarget = -10000    // basis points
)

var (
	firstDay = book.Date(1, 1, 1)
	lastDay  = book.Date(9999, 12, 31)
)

const dateForm = "a date like 2026-06-30"

// Validate reports everything that makes the settings unusable, as Problems,
// or nil.
func (s Settings) Validate() error { return s.problems().asError() }

func (s Settings) problems() Problems {
	var ps Problems
	if s.AsOf == book.Missing {
		ps.add(Problem{Key: "as_of", Fault: Absent, Allowed: dateForm})
	} else if s.AsOf < firstDay || s.AsOf > lastDay {
		ps.add(Problem{"as_of", s.AsOf.String(), OutOfRange, dateForm, int64(firstDay), int64(lastDay)})
	}
	if s.Combine > intake.CombineHousehold {
		ps.add(oneOf("combine", decimal(int(s.Combine)), combines))
	}
	for f, w := range s.Weights {
		ps.inRange("weights."+score.Factor(f).Key(), int64(w), 0, 100, "")
	}
	for f, n := range s.Normalise {
		ps.normalise("normalise."+score.Factor(f).Key(), n)
	}
	ps.cut(s)
	ps.services(s.Services)
	ps.inRange("payout_bp", int64(s.Payout), 0, 10000, "basis points")
	ps.inRange("actual_revenue", int64(s.Actual), 0, book.Largest, "cents a year")
	for p, amount := range s.Pools {
		ps.inRange(cost.Pool(p).Key(), int64(amount), 0, book.Largest, "cents a year")
		if s.Drivers[p] > cost.AUM {
			ps.add(oneOf("drivers."+cost.Pool(p).Key(), decimal(int(s.Drivers[p])), drivers))
		}
	}
	ps.inRange("capacity_minutes", int64(s.Capacity), 0, book.Largest, "minutes a year")
	ps.inRange("target_margin_bp", int64(s.TargetMargin), leastTarget, 9999, "basis points")
	if s.Fees > plan.AllFees {
		ps.add(oneOf("fees", decimal(int(s.Fees)), fees))
	}
	ps.locks(s.Locks)
	return ps
}

func (ps *Problems) normalise(key string, n score.Normalise) {
	if n.Kind > score.Bands {
		ps.add(oneOf(key+".kind", decimal(int(n.Kind)), kinds))
	}
	if n.Kind == score.Bands && len(n.Bands) == 0 {
		ps.add(Problem{Key: key + ".bands", Fault: Absent, Allowed: "at least one [from, points]"})
	}
	for i, band := range n.Bands {
		at := entry(key+".bands", i)
		ps.inRange(entry(at, 0), band.From, -book.Largest, book.Largest, "in the factor's own unit")
		ps.inRange(entry(at, 1), int64(band.Points), 0, score.MaxPoints, "hundredths of a point")
		if i > 0 && band.From <= n.Bands[i-1].From {
			ps.add(Problem{Key: entry(at, 0), Value: decimal(band.From), Fault: OutOfOrder, Allowed: "more than the band before, " + decimal(n.Bands[i-1].From)})
		}
	}
}

func (ps *Problems) cut(s Settings) {
	c := s.Cut
	for k, name := range s.Names {
		if strings.TrimSpace(name) == "" {
			ps.add(Problem{Key: entry("tiers.names", k), Value: `"` + name + `"`, Fault: Blank, Allowed: "a name"})
		}
	}
	if c.Method > tier.Natural {
		ps.add(oneOf("tiers.method", decimal(int(c.Method)), methods))
	}
	sum := 0
	for k, share := range c.Shares {
		ps.inRange(entry("tiers.shares", k), int64(share), 0, 100, "percent")
		sum += max(-1000, min(share, 1000))
	}
	if sum != 100 {
		ps.add(Problem{"tiers.shares", list(c.Shares[:]), WrongSum, "four whole percents that come to 100", 100, 100})
	}
	for k := range c.Counts {
		ps.inRange(entry("tiers.counts", k), int64(c.Counts[k]), 0, book.Largest, "clients")
		ps.inRange(entry("tiers.minutes", k), int64(c.Minutes[k]), 0, book.Largest, "minutes a year")
		ps.inRange(entry("tiers.scores", k), int64(c.Scores[k]), 0, score.MaxPoints, "hundredths of a point")
	}
	if c.Scores[0] < c.Scores[1] || c.Scores[1] < c.Scores[2] {
		ps.add(Problem{Key: "tiers.scores", Value: list(c.Scores[:]), Fault: OutOfOrder, Allowed: "the best tier's lowest score first, none above the one before"})
	}
	if c.Method == tier.Capacity {
		for k, standard := range s.Standard() {
			if standard == 0 && k < len(c.Minutes) {
				ps.add(Problem{Key: entry("service_model", k), Value: "0", Fault: NoStandardTime, Allowed: "a standard time above 0 minutes, as tiers.method is capacity"})
			}
		}
	}
}

func (ps *Problems) services(tiers [book.Tiers][]cost.Service) {
	for k, services := range tiers {
		key := entry("service_model", k)
		for i, s := range services {
			at := entry(key, i)
			ps.inRange(at+".times", int64(s.Times), 0, mostTimes, "a year")
			ps.inRange(at+".minutes", int64(s.Minutes), 0, mostTimes, "")
		}
		if standard := cost.Standard(services); standard == book.Missing || standard > book.Largest {
			ps.add(Problem{key, list([]book.Minutes{standard}), OutOfRange, "services of " + decimal(book.Largest) + " minutes a year at most", 0, book.Largest})
		}
	}
}

func (ps *Problems) locks(locks []Lock) {
	type client struct {
		key book.Key
		id  string
	}
	seen := map[client]bool{}
	for _, l := range locks {
		who, key := client{l.Key, ""}, "locks.#"+decimal(int(l.Key))
		if l.Key == 0 {
			who, key = client{0, l.ID}, "locks."+l.ID
		}
		if l.Key == 0 && l.ID == "" {
			ps.add(Problem{Key: "locks", Value: `""`, Fault: Absent, Allowed: "the id of a client"})
		}
		if seen[who] {
			ps.add(Problem{Key: key, Fault: DuplicateKey, Allowed: "one lock a client"})
		}
		seen[who] = true
		ps.inRange(key, int64(l.Tier), 1, book.Tiers, "the tier")
	}
}

// The words that settings are told by.
var (
	combines = words(intake.CombineHousehold)
	kinds    = words(score.Bands)
	methods  = words(tier.Natural)
	drivers  = words(cost.AUM)
	timeRead = []string{"relationship", "service"}
	fees     = []string{"commission", "advisory", "for_service"} // in the order of their bits
)

// words are the names of all values from 0 to the last.
func words[E interface {
	~uint8
	String() string
}](last E) []string {
	var all []string
	for e := E(0); e <= last; e++ {
		all = append(all, e.String())
	}
	return all
}

func oneOf(key, value string, words []string) Problem {
	return Problem{Key: key, Value: value, Fault: NotOneOf, Allowed: strings.Join(words, ", ")}
}
