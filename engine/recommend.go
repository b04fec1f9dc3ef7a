package engine

import (
	"tierbook/engine/book"
	"tierbook/engine/plan"
	"tierbook/engine/repair"
)

// Why says why an option is recommended, or none is (METHOD.md, “What is
// recommended”). What picks the option gives the reason.
type Why uint8

const (
	WhyNothing  Why = iota
	WhyAsk          // there are questions about the data first
	WhyBearable     // the client meets the target as it is
	WhyOnly         // of what may be expected it alone brings the client to the target
	WhyMost         // of what does the practice gains most by it
	WhyFrees        // the practice gains most by it and another, and it frees more time
	WhySurer        // as much by assets, of which the file does not say that it holds them
	WhyHeld         // as much by a fee, and the file says that it holds the assets
	WhySame         // a tier's standard time is what a cut would come to
	WhyTogether     // two do, and none alone
	WhyLighter      // nothing that may be expected mends; this frees time and costs the practice nothing
	WhyFree         // nor does that; parting costs the practice nothing
	WhyNeeded       // nor does that; the practice has too little time, and what is freed is worth at least what goes
	WhyKeep         // nor does that; parting would lower the practice's profit
	WhyLinked       // as WhyKeep or WhyLighter; parting would seem better, but better clients hang on this one
	Whys
)

// Barred is levers that alone would bring a client to the target and are not
// recommended: one bit each.
type Barred uint8

const (
	BarredFee    Barred = 1 << iota // more than may be expected
	BarredTime                      // less than may be expected
	BarredAssets                    // more than may be expected
	BarredFees                      // what the advisor does not charge
)

// recommend picks the option with the best figure for the practice: among those
// that mend alone, else in pairs, else among all that free time or leave things
// as they are.
func (m *Mender) recommend(of *Mend, linked bool) {
	if of.Asks != 0 {
		of.Why = WhyAsk
		return
	}
	// best is the option that is worth most, and the next best; -1 for none.
	best := func(worth func(*Option) (book.Cents, bool)) (first, second int) {
		first, second = -1, -1
		var values [2]book.Cents
		for i := range of.Options {
			o := &of.Options[i]
			w, ok := worth(o)
			if !ok || !o.open() {
				continue
			}
			ahead := func(at int, most book.Cents) bool {
				return at < 0 || w > most || w == most && before(o, &of.Options[at], of.Assets)
			}
			switch {
			case ahead(first, values[0]):
				first, second = i, first
				values[0], values[1] = w, values[0]
			case ahead(second, values[1]):
				second, values[1] = i, w
			}
		}
		return first, second
	}
	if fee := of.Repair.FeeNeeded; fee.None == repair.Given && fee.Value == 0 {
		of.Why = WhyBearable
		of.Recommended, _ = best(func(o *Option) (book.Cents, bool) { return 0, o.Lever == plan.Keep })
		return
	}
	for pair := range 2 {
		first, second := best(func(o *Option) (book.Cents, bool) {
			return o.Practice, o.mends() && (o.And != plan.NoLever) == (pair == 1)
		})
		if first < 0 {
			of.bar()
			continue
		}
		of.Recommended, of.Why = first, WhyTogether
		if pair == 0 {
			of.Why = of.ahead(first, second)
		}
		return
	}
	hour := m.worth()
	rest := func(parting bool) int {
		first, _ := best(func(o *Option) (book.Cents, bool) {
			if o.Has(plan.Charge) || o.Has(plan.Grow) || o.Parts() && !parting {
				return 0, false
			}
			return book.Add(o.Practice, hour(max(o.Freed, 0))), true
		})
		return first
	}
	of.Recommended = rest(!linked)
	o := of.Best()
	switch {
	case linked && of.Options[rest(true)].Parts():
		of.Why = WhyLinked
	case o.Parts() && o.Practice < 0:
		of.Why = WhyNeeded
	case o.Parts():
		of.Why = WhyFree
	case o.Lower():
		of.Why = WhyLighter
	default:
		of.Why = WhyKeep
	}
}

// mends reports whether an option brings the client to the target as a client.
func (o *Option) mends() bool { return o.Meets && o.Lever >= plan.Charge && o.Lever <= plan.Grow }

// ahead says why the first of the options that mend alone goes before the
// second.
func (of *Mend) ahead(first, second int) Why {
	if second < 0 {
		return WhyOnly
	}
	o, next := &of.Options[first], &of.Options[second]
	switch {
	case o.Practice > next.Practice:
		return WhyMost
	case o.Freed > next.Freed:
		return WhyFrees
	case o.Has(plan.Charge) && next.Has(plan.Grow):
		return WhySurer
	case o.Has(plan.Grow) && next.Has(plan.Charge):
		return WhyHeld
	}
	return WhySame
}

// bar notes the levers that alone would mend and may not be recommended.
func (of *Mend) bar() {
	for i := range of.Options {
		o := &of.Options[i]
		switch {
		case o.And != plan.NoLever || o.None != repair.Given || !o.mends() || o.open():
		case !o.Allowed:
			of.Barred |= BarredFees
		default:
			of.Barred |= [...]Barred{plan.Charge: BarredFee, plan.Trim: BarredTime, plan.Grow: BarredAssets}[o.Lever]
		}
	}
}

// before reports whether of two options that are worth the same to the practice
// one is to be preferred: the one that frees more time, and then the one that
// asks less of the client. Assets that it holds elsewhere are less to ask for
// than a fee; those that it may have are not.
func before(o, than *Option, assets Assets) bool {
	if o.Freed != than.Freed {
		return o.Freed > than.Freed
	}
	asks := func(o *Option) int {
		if o.Lever == plan.Grow && assets == AssetsHeld {
			return 0
		}
		return gentle[o.Lever]
	}
	return asks(o) < asks(than)
}

// gentle orders levers by how little they ask of the client.
var gentle = [plan.Levers]int{plan.Keep: 1, plan.Charge: 2, plan.Grow: 3, plan.Serve: 4, plan.Trim: 5, plan.HandOver: 6, plan.LetGo: 7}

// worth is what freed time is worth: nothing, unless the practice has too
// little of it. Then it is worth what an average minute earns.
func (m *Mender) worth() func(book.Minutes) book.Cents {
	line := m.report.Practice.Listed() // those to whom the time is given
	over := m.report.OverCapacity
	if over <= 0 || line.Minutes <= 0 || line.Profit <= 0 {
		return func(book.Minutes) book.Cents { return 0 }
	}
	return func(freed book.Minutes) book.Cents {
		return book.Cents(book.MulDiv(int64(line.Profit), int64(freed), int64(line.Minutes), book.Floor))
	}
}
