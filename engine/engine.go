// Package engine turns a client list and settings into a report: who is in
// which tier, what each client brings and costs, and what would mend it.
// METHOD.md beside this file says how every figure is made.
//
// Analyze is the whole of it. All that decides is done in whole numbers, so
// every machine comes to the same report; what does not fit 64 bits is
// book.Missing and noted, never wrapped.
package engine

import (
	"slices"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/score"
)

// Analyze makes the report on a book. The settings must be valid (see
// Settings.Validate); then it cannot fail.
func Analyze(b *book.Book, s Settings) *Report { return blank().With(b, s) }

// Again is Analyze of the same book with other settings. It gives the same
// report sooner, because what no changed setting bears on is taken from r.
func (r *Report) Again(s Settings) *Report { return r.With(r.Book, s) }

// With is Analyze of a book that shares columns with r's; the more it shares,
// the sooner it is done.
func (r *Report) With(b *book.Book, s Settings) *Report {
	before := r
	if b.N != before.Book.N {
		before = blank()
	}
	next := &Report{Book: b, Settings: s, standard: s.Standard()}
	next.Scores = before.Scores.Again(b, s.model()) // METHOD.md §2
	next.tiers(before)                              // §3
	next.serviceTime(before)                        // §4
	next.revenue(before)                            // §5, from here on
	next.costs(before)
	next.profits(before)
	next.losses(before)
	next.lines(before)
	next.notes()
	return next
}

// blank is a report that shares nothing with any other.
func blank() *Report { return &Report{Book: new(book.Book), Scores: new(score.Scores)} }

func (r *Report) tiers(before *Report) {
	r.Places = r.Settings.Cut.Places(r.Scores.Count, r.standard)
	r.Tier = r.Places.Assign(r.Scores.Score)
	r.locks = place(r, before)
	for client, lock := range r.locks.of {
		r.Tier[client] = r.Settings.Locks[lock].Tier
	}
	r.Tier = keep(before.Tier, r.Tier)
}

func (r *Report) serviceTime(before *Report) {
	if before.standard == r.standard && book.Same(before.Tier, r.Tier) && book.Same(before.Book.Hours, r.Book.Hours) {
		r.Minutes, r.Estimated, r.byMinutes = before.Minutes, before.Estimated, before.byMinutes
		return
	}
	r.Minutes, r.Estimated = cost.ServiceTime(r.Book.Hours, r.Tier, r.standard)
	r.Minutes, r.Estimated = keep(before.Minutes, r.Minutes), keep(before.Estimated, r.Estimated)
	if book.Same(before.Minutes, r.Minutes) {
		r.byMinutes = before.byMinutes
	}
}

func (r *Report) revenue(before *Report) {
	if before.Revenue != nil && before.Settings.Payout == r.Settings.Payout && book.Same(before.Book.GDC, r.Book.GDC) {
		r.Revenue = before.Revenue
		return
	}
	r.Revenue = cost.RevenueOf(r.Book.GDC, r.Book.N, r.Settings.Payout)
}

func (r *Report) costs(before *Report) {
	s, old := &r.Settings, &before.Settings
	used, _ := sum(r.Minutes)
	for p, pool := range s.Pools {
		shared := pool
		if s.Drivers[p] == cost.Time && s.Capacity > 0 && used != book.Missing {
			shared = cost.SharedOut(pool, used, s.Capacity)
		}
		if r.Book.N == 0 {
			shared = 0 // nobody is there to bear it
		}
		r.Unused[p] = pool - shared
		r.shared[p] = shared
		if before.Cost[p] != nil && before.shared[p] == shared && old.Drivers[p] == s.Drivers[p] && r.sameDriver(before, s.Drivers[p]) {
			r.Cost[p], r.equally[p] = before.Cost[p], before.equally[p]
			continue
		}
		basis := r.basis(s.Drivers[p])
		r.Cost[p], r.equally[p] = basis.Share(shared), basis.Nobody()
	}
	if over := book.Sub(used, s.Capacity); s.Capacity > 0 && (over > 0 || over == book.Missing) {
		r.OverCapacity = over
	}
}

// sameDriver reports whether what a driver counts is what it was.
func (r *Report) sameDriver(before *Report, d cost.Driver) bool {
	switch d {
	case cost.Time:
		return book.Same(before.Minutes, r.Minutes)
	case cost.Revenue:
		return book.Same(before.Revenue, r.Revenue)
	case cost.AUM:
		return book.Same(before.Book.AUM, r.Book.AUM)
	}
	return true
}

// basis is what pools are shared by.
func (r *Report) basis(d cost.Driver) *cost.Basis {
	switch {
	case d == cost.Time:
		return r.timeBasis()
	case d == cost.Revenue:
		return cost.By(r.Revenue)
	case d == cost.Clients:
		return cost.Equal(r.Book.N)
	case r.Book.AUM == nil:
		return cost.Nothing(r.Book.N)
	}
	return cost.By(r.Book.AUM)
}

func (r *Report) profits(before *Report) {
	same := before.Profit != nil && book.Same(before.Revenue, r.Revenue)
	for p := range r.Cost {
		same = same && book.Same(before.Cost[p], r.Cost[p])
	}
	if same {
		r.Profit = before.Profit
		return
	}
	r.Profit = make([]book.Cents, r.Book.N)
	wages, overhead, owner := r.Cost[cost.Wages], r.Cost[cost.Overhead], r.Cost[cost.OwnerPay]
	for i, revenue := range r.Revenue {
		r.Profit[i] = book.Sub(revenue, wages[i]+overhead[i]+owner[i])
	}
}

func (r *Report) losses(before *Report) {
	if before.Loss != nil && before.Settings.Pools == r.Settings.Pools && before.standard == r.standard &&
		book.Same(before.Revenue, r.Revenue) && book.Same(before.Minutes, r.Minutes) && book.Same(before.Tier, r.Tier) {
		r.Loss = before.Loss
		return
	}
	r.Loss = cost.Losses(r.Revenue, r.Settings.Pools, r.timeBasis(), cost.ByTier(r.Tier, r.standard))
}

// timeBasis is the clients' time as what pools are shared by, made when first
// needed.
func (r *Report) timeBasis() *cost.Basis {
	if r.byMinutes == nil {
		r.byMinutes = cost.By(r.Minutes)
	}
	return r.byMinutes
}

// keep is the column before where the new one is equal to it, so that what
// rests on it can be kept too.
func keep[T comparable](before, column []T) []T {
	if slices.Equal(before, column) && before != nil {
		return before
	}
	return column
}
