package engine

import (
	"tierbook/engine/book"
	"tierbook/engine/cost"
)

// Line is what a group of clients comes to: a tier, the unassigned, or the
// practice. A sum that does not fit is Missing.
type Line struct {
	Clients      int
	AUM, GDC     book.Cents // missing values as nothing
	Revenue      book.Cents
	Beyond       book.Cents // of the revenue, what is not in the list: of the practice only
	Cost         [cost.Pools]book.Cents
	Unused       book.Cents // unused capacity of all pools: of the practice only
	Profit       book.Cents
	Minutes      book.Minutes
	Unprofitable int // clients with a profit below 0
}

// Costs is all cost, unused capacity included.
func (l Line) Costs() book.Cents {
	sum := l.Unused
	for _, c := range l.Cost {
		sum = book.Add(sum, c)
	}
	return sum
}

// Listed is the clients of the practice alone, without what belongs to none of them:
// the unused capacity, and the revenue that is not in the list.
func (l Line) Listed() Line {
	l.Revenue = book.Sub(l.Revenue, l.Beyond)
	l.Profit = book.Sub(book.Add(l.Profit, l.Unused), l.Beyond)
	l.Beyond, l.Unused = 0, 0
	return l
}

// Closed returns the practice as its books have it: whole is the practice with
// each pool in full, and unused is what of that nobody uses, so that for each
// pool the groups of clients and unused add up to whole. l is the line of the
// practice, whose own pools are only what was shared out (METHOD.md §5).
func (l Line) Closed(pools [cost.Pools]book.Cents) (unused, whole Line) {
	whole = l
	whole.Unused = 0
	for p, shared := range l.Cost {
		unused.Cost[p] = book.Sub(pools[p], shared)
		whole.Cost[p] = pools[p]
	}
	unused.Profit = book.Sub(0, l.Unused)
	return unused, whole
}

// Margin is the operating profit margin, round(10000·profit/revenue), Missing
// where revenue is not above 0.
func (l Line) Margin() book.BP { return ratio[book.BP](l.Profit, 10000, l.Revenue) }

// Return is the overall return, round(10000·profit/cost): the profit earned on
// each unit of cost. It is Missing where cost is 0.
func (l Line) Return() book.BP { return ratio[book.BP](l.Profit, 10000, l.Costs()) }

// PerHour is the clients' revenue for each hour of service, in cents, Missing where
// there is no time.
func (l Line) PerHour() book.Cents {
	return ratio[book.Cents](book.Sub(l.Revenue, l.Beyond), 60, l.Minutes)
}

// Share is which share, in basis points, a part is of the whole of the
// practice: Missing where the whole is not above 0, as a share of a loss says
// nothing.
func Share[Q book.Quantity](part, whole Q) book.BP { return ratio[book.BP](part, 10000, whole) }

// ratio is round(a·scale/b), Missing where b is not above 0, either is Missing
// or the answer does not fit.
func ratio[R, A, B book.Quantity](a A, scale int64, b B) R {
	if a == book.Missing || b <= 0 {
		return book.Missing
	}
	return R(book.MulDiv(int64(a), scale, int64(b), book.Nearest))
}

// groups are the lines clients fall into: by tier, Unassigned first.
const groups = book.Tiers + 1

func (r *Report) lines(before *Report) {
	if r.sameLines(before) {
		r.Practice, r.Tiers, r.Unassigned, r.Whale = before.Practice, before.Tiers, before.Unassigned, before.Whale
		r.repairs = r.practice()
		return
	}
	var all [groups]*Line
	for t := range all {
		all[t] = r.TierLine(book.Tier(t))
		*all[t] = Line{}
	}
	for i, t := range r.Tier {
		l := all[t]
		l.Clients++
		if r.Profit[i] < 0 { // a profit that does not fit is Missing, which is below 0 as it is
			l.Unprofitable++
		}
	}
	r.Practice = Line{Clients: r.Book.N}
	for _, l := range all {
		r.Practice.Unprofitable += l.Unprofitable
	}
	r.Practice.AUM = group(all, r.Tier, r.Book.AUM, func(l *Line) *book.Cents { return &l.AUM })
	r.Practice.GDC = group(all, r.Tier, r.Book.GDC, func(l *Line) *book.Cents { return &l.GDC })
	r.Practice.Revenue = group(all, r.Tier, r.Revenue, func(l *Line) *book.Cents { return &l.Revenue })
	r.Practice.Minutes = group(all, r.Tier, r.Minutes, func(l *Line) *book.Minutes { return &l.Minutes })
	for p := range r.Cost {
		r.Practice.Cost[p] = group(all, r.Tier, r.Cost[p], func(l *Line) *book.Cents { return &l.Cost[p] })
		r.Practice.Unused += r.Unused[p]
	}
	for _, l := range all {
		l.Profit = book.Sub(l.Revenue, l.Costs())
	}
	if r.Settings.Actual > 0 && len(r.Book.GDC) > 0 {
		r.Practice.Beyond = book.Sub(r.Settings.Actual, r.Practice.Revenue)
		r.Practice.Revenue = book.Add(r.Practice.Revenue, r.Practice.Beyond)
	}
	r.Practice.Profit = book.Sub(r.Practice.Revenue, r.Practice.Costs())
	r.whale()
	r.repairs = r.practice()
}

// sameLines reports whether all that the lines add up is what it was.
func (r *Report) sameLines(before *Report) bool {
	same := before.Profit != nil && before.Unused == r.Unused && before.Settings.Actual == r.Settings.Actual && book.Same(before.Tier, r.Tier) &&
		book.Same(before.Profit, r.Profit) && book.Same(before.Revenue, r.Revenue) && book.Same(before.Minutes, r.Minutes) &&
		book.Same(before.Book.AUM, r.Book.AUM) && book.Same(before.Book.GDC, r.Book.GDC)
	for p := range r.Cost {
		same = same && book.Same(before.Cost[p], r.Cost[p])
	}
	return same
}

// group adds up a column by tier into the fields of the lines, and gives the
// sum of all. A missing value counts as nothing.
func group[Q book.Quantity](lines [groups]*Line, tiers []book.Tier, column []Q, field func(*Line) *Q) Q {
	var high, low [8]int64 // of halves of 32 bits, which cannot overflow for any book in memory
	for i, v := range column {
		if v != book.Missing {
			t := tiers[i] & 7
			low[t] += int64(uint32(v))
			high[t] += int64(v >> 32)
		}
	}
	var allHigh, allLow int64
	for t, l := range lines {
		*field(l) = whole[Q](high[t], low[t])
		allHigh, allLow = allHigh+high[t], allLow+low[t]
	}
	return whole[Q](allHigh, allLow)
}

// sum adds up a column and what of it is above 0. A missing value counts as
// nothing.
func sum[Q book.Quantity](column []Q) (all, positive Q) {
	var high, low, highUp, lowUp int64
	for _, v := range column {
		if v > 0 {
			lowUp += int64(uint32(v))
			highUp += int64(v >> 32)
		} else if v != book.Missing {
			low += int64(uint32(v))
			high += int64(v >> 32)
		}
	}
	return whole[Q](high+highUp, low+lowUp), whole[Q](highUp, lowUp)
}

// whole is high·2³² + low, or Missing where that does not fit.
func whole[Q book.Quantity](high, low int64) Q {
	high += low >> 32
	if high != int64(int32(high)) {
		return book.Missing
	}
	return Q(high<<32 | low&(1<<32-1))
}
