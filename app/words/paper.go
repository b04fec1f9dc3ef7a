package words

import (
	"strconv"
	"strings"

	"tierbook/app/host"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/score"
	"tierbook/engine/session"
	"tierbook/engine/tier"
)

// Fact is one line of what a printed report rests on.
type Fact struct {
	Label string
	Value []Piece
}

// Made says how a report was made: everything that another one would have to
// be made with to show the same figures.
func Made(o *session.Overview) []Fact {
	s := &o.Settings
	money := func(c book.Cents) Piece { return Piece{host.Money(c, o.Currency, host.Whole), true} }
	list := "“" + o.Origin.File + "”"
	if o.Origin.Sample {
		list = "The sample book"
	}
	facts := []Fact{
		{"List", say("%s, %s, as of %s", list, count(o.Practice.Clients, "client", "clients"), host.Day(s.AsOf, host.Long))},
		{"Score", say("%s: %s", Model(o.Model), weights(o))},
		{"Points", say("%s", readings(o))},
		{"Tiers", say("%s", cuts(o))},
		{"Standard time", say("%s", standards(o))},
	}
	var costs []Piece
	for p, amount := range s.Pools {
		if amount != 0 {
			costs = append(costs, text("%s ", Pool(cost.Pool(p))), money(amount), text(" by %s, ", Driver(s.Drivers[p])))
		}
	}
	if costs == nil {
		costs = say("Not known yet, ")
	}
	if s.Capacity > 0 {
		costs = append(costs, text("of %s a year that there are for clients", host.Hours(s.Capacity)))
	} else {
		costs = append(costs, text("no limit to the hours there are"))
	}
	facts = append(facts, Fact{"Cost", costs}, Fact{"Revenue", say("%s of GDC", host.PercentExact(s.Payout))})
	if o.Net {
		facts[len(facts)-1].Value = say("%s of what the file has, which is after payout", host.PercentExact(s.Payout))
	}
	if s.Actual > 0 {
		facts = append(facts, Fact{"Revenue by your books", []Piece{money(s.Actual)}})
	}
	if n := o.Locked; n > 0 {
		facts = append(facts, Fact{"Locks", say("%s in a tier by choice", count(n, "client is", "clients are"))})
	}
	return facts
}

// weights are the factors that count, with their weights.
func weights(o *session.Overview) string {
	var all []string
	for f := range score.Factor(score.Factors) {
		if w := o.Settings.Weights[f]; w > 0 {
			name := Factor(f)
			if f == score.Time && o.Settings.Service {
				name = "Service time, less is better"
			}
			if o.Has[f] == 0 {
				name += " (in no client)"
			}
			all = append(all, name+" "+strconv.Itoa(w))
		}
	}
	if all == nil {
		return "every weight is 0"
	}
	return strings.Join(all, ", ")
}

// readings is how values become points: for all factors that count, or for each
// where they differ.
func readings(o *session.Overview) string {
	var all []string
	kinds := map[score.Kind]bool{}
	for f := range score.Factor(score.Factors) {
		if o.Settings.Weights[f] > 0 {
			kind := o.Settings.Normalise[f].Kind
			kinds[kind] = true
			all = append(all, Factor(f)+" by "+lower(Kind(kind)))
		}
	}
	switch len(kinds) {
	case 0:
		return host.None
	case 1:
		for kind := range kinds {
			return "Each factor by " + lower(Kind(kind))
		}
	}
	return strings.Join(all, ", ")
}

// cuts is where the tiers are cut.
func cuts(o *session.Overview) string {
	cut := &o.Settings.Cut
	var all []string
	for k, name := range o.Settings.Names {
		last := k == book.Tiers-1
		switch {
		case cut.Method == tier.Shares:
			name += " " + strconv.Itoa(cut.Shares[k]) + "%"
		case last || cut.Method == tier.Natural:
		case cut.Method == tier.Counts:
			name += " " + count(cut.Counts[k], "place", "places")
		case cut.Method == tier.Scores:
			name += " from " + host.Hundredths(int64(cut.Scores[k]))
		default:
			name += " " + host.Hours(cut.Minutes[k])
		}
		all = append(all, name)
	}
	return Method(cut.Method) + ": " + strings.Join(all, ", ")
}

// standards is the service a client of each tier gets in a year.
func standards(o *session.Overview) string {
	standard := o.Settings.Standard()
	var all []string
	for k, name := range o.Settings.Names {
		all = append(all, name+" "+host.Hours(standard[k]))
	}
	return strings.Join(all, ", ") + ": taken for " + count(o.Estimated, "client", "clients") + " without recorded hours"
}

// Printed is the day of today, an ISO date, in words.
func Printed(today string) string {
	day, err := book.ParseDay(today)
	if err != nil {
		return today
	}
	return host.Day(day, host.Long)
}

func lower(text string) string { return strings.ToLower(text[:1]) + text[1:] }
