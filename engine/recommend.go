package engine

import (
	"tierbook/engine/book"
	"tierbook/engine/plan"
	"tierbook/engine/repair"
)

// Why says why an option is recommended, or none is (METHOD.md, “What is
// recommended”).
type Why uint8

const (
	WhyNothing  Why = iota
	WhyAsk          // there are questions about the data first
	WhyBearable     // the client meets the target as it is
	WhyMends        // alone it brings the client to the target
	WhyTogether     // two do, and none alone
	WhyLighter      // nothing that may be asked mends; this frees time and costs the practice nothing
	WhyFree         // parting costs the practice nothing
	WhyNeeded       // the practice has too little time, and what is freed is worth more than what goes
	WhyKeep         // anything else would lower the practice's profit
	WhyLinked       // as WhyKeep or WhyLighter; parting would seem better, but better clients hang on this one
)

// recommend picks the option with the best figure for the practice: among those
// that mend alone, else in pairs, else among all that free time or leave things
// as they are.
func (m *Mender) recommend(of *Mend, linked bool) {
	if of.Asks != 0 {
		of.Why = WhyAsk
		return
	}
	best := func(worth func(*Option) (book.Cents, bool)) int {
		at, most := -1, book.Cents(0)
		for i := range of.Options {
			o := &of.Options[i]
			if w, ok := worth(o); ok && o.open() && (at < 0 || w > most || w == most && before(o, &of.Options[at])) {
				at, most = i, w
			}
		}
		return at
	}
	if fee := of.Repair.FeeNeeded; fee.None == repair.Given && fee.Value == 0 {
		of.Why = WhyBearable
		of.Recommended = best(func(o *Option) (book.Cents, bool) { return 0, o.Lever == plan.Keep })
		return
	}
	for pair, why := range [...]Why{WhyMends, WhyTogether} {
		of.Recommended = best(func(o *Option) (book.Cents, bool) {
			return o.Practice, o.Meets && o.Lever >= plan.Charge && o.Lever <= plan.Grow && (o.And != plan.NoLever) == (pair == 1)
		})
		if of.Recommended >= 0 {
			of.Why = why
			return
		}
	}
	hour := m.worth()
	rest := func(parting bool) int {
		return best(func(o *Option) (book.Cents, bool) {
			if o.Has(plan.Charge) || o.Has(plan.Grow) || o.Parts() && !parting {
				return 0, false
			}
			return book.Add(o.Practice, hour(max(o.Freed, 0))), true
		})
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

// before reports whether of two options that are worth the same to the practice
// one is to be preferred: the one that frees more time, and then the one that
// asks less of the client.
func before(o, than *Option) bool {
	if o.Freed != than.Freed {
		return o.Freed > than.Freed
	}
	return gentle[o.Lever] < gentle[than.Lever]
}

// gentle orders levers by how little they ask of the client.
var gentle = [plan.Levers]int{plan.Keep: 0, plan.Grow: 1, plan.Charge: 2, plan.Serve: 3, plan.Trim: 4, plan.HandOver: 5, plan.LetGo: 6}

// worth is what freed time is worth: nothing, unless the practice has too
// little of it. Then it is worth what an average minute earns.
func (m *Mender) worth() func(book.Minutes) book.Cents {
	line := &m.report.Practice
	over := m.report.OverCapacity
	if over <= 0 || line.Minutes <= 0 || line.Profit <= 0 {
		return func(book.Minutes) book.Cents { return 0 }
	}
	return func(freed book.Minutes) book.Cents {
		return book.Cents(book.MulDiv(int64(line.Profit), int64(freed), int64(line.Minutes), book.Floor))
	}
}
