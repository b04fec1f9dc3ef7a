package engine

import (
	"sync"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/repair"
	"tierbook/engine/score"
	"tierbook/engine/tier"
)

// Report is what settings make of a book. Its columns have one entry a client,
// in the book's order. It is never changed once made; use it by pointer.
type Report struct {
	Book     *book.Book
	Settings Settings

	Scores *score.Scores
	Places *tier.Places // where the tiers part, before locks

	Tier      []book.Tier
	Minutes   []book.Minutes // recorded, or the tier's standard
	Estimated []bool         // the minutes are the tier's standard
	Revenue   []book.Cents
	Cost      [cost.Pools][]book.Cents // what each client bears of each pool
	Profit    []book.Cents             // Missing where it is too far below 0 to fit
	Loss      []cost.Loss              // in the three views

	Practice   Line // all clients, and the unused capacity
	Tiers      [book.Tiers]Line
	Unassigned Line

	Unused       [cost.Pools]book.Cents // unused capacity: what of each pool no client bears
	OverCapacity book.Minutes           // by how much the clients' time exceeds the capacity; 0 where it does not
	Whale        WhaleTotals
	Notes        []Note

	standard  [book.Tiers]book.Minutes
	shared    [cost.Pools]book.Cents // what of each pool the clients bear
	equally   [cost.Pools]bool       // because nobody has any of the driver
	locks     *locks
	byMinutes *cost.Basis // Minutes, made ready to share by; nil until needed
	repairs   repair.Practice

	sorting sync.Once
	order   []uint32
}

// Standard is the standard time of each tier.
func (r *Report) Standard() [book.Tiers]book.Minutes { return r.standard }

// CostOf is what client i costs, all three pools.
func (r *Report) CostOf(i int) book.Cents {
	return r.Cost[cost.Wages][i] + r.Cost[cost.Overhead][i] + r.Cost[cost.OwnerPay][i]
}

// LineOf is client i as a line of its own.
func (r *Report) LineOf(i int) Line {
	l := Line{
		Clients: 1, AUM: book.OrZero(book.At(r.Book.AUM, i)), GDC: book.OrZero(book.At(r.Book.GDC, i)),
		Revenue: r.Revenue[i], Profit: r.Profit[i], Minutes: r.Minutes[i],
	}
	for p := range l.Cost {
		l.Cost[p] = r.Cost[p][i]
	}
	if r.Loses(i) {
		l.Unprofitable = 1
	}
	return l
}

// Loses reports whether client i carries a loss as the pools are shared.
func (r *Report) Loses(i int) bool { return r.Profit[i] < 0 && r.Profit[i] != book.Missing }

// ServedAs is the tier that client i is served as: the last where it has none.
func (r *Report) ServedAs(i int) book.Tier {
	if t := r.Tier[i]; t != book.Unassigned {
		return t
	}
	return book.Tiers
}

// StandardOf is the standard time of the tier that client i is served as.
func (r *Report) StandardOf(i int) book.Minutes { return r.standard[r.ServedAs(i)-1] }

// TierLine is the line of tier t, or of the unassigned clients.
func (r *Report) TierLine(t book.Tier) *Line {
	if t == book.Unassigned {
		return &r.Unassigned
	}
	return &r.Tiers[t-1]
}

// LockOf is the lock that holds client i in its tier.
func (r *Report) LockOf(i int) (Lock, bool) {
	at, ok := r.locks.of[i]
	if !ok {
		return Lock{}, false
	}
	return r.Settings.Locks[at], true
}

// Repair works out what would mend client i (METHOD.md §6).
func (r *Report) Repair(i int) repair.Repair {
	return r.repairOf(r.PlanClient(i))
}

// byTime reports whether a client's part of a pool goes with its time: the
// pool's driver is time, and somebody has some.
func (r *Report) byTime(p cost.Pool) bool {
	return r.Settings.Drivers[p] == cost.Time && !r.equally[p]
}

// practice is what every client's repair rests on.
func (r *Report) practice() repair.Practice {
	p := repair.Practice{
		Minutes: r.Practice.Minutes, AUM: r.Practice.AUM, GDC: r.Practice.GDC,
		Payout: r.Settings.Payout, Target: r.Settings.TargetMargin, Standard: r.standard,
	}
	for pool, shared := range r.shared {
		if r.byTime(cost.Pool(pool)) {
			p.TimeCost += shared
		}
	}
	return p
}
