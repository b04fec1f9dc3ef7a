package cost

import "tierbook/engine/book"

// Service is something a client of a tier gets in a year.
type Service struct {
	Name    string `json:"name"`
	Times   int    `json:"times"`   // a year
	Minutes int    `json:"minutes"` // each time
}

// Standard is the standard time of a tier: what its services take in a year.
// It is Missing where that does not fit.
func Standard(services []Service) book.Minutes {
	sum := book.Minutes(0)
	for _, s := range services {
		sum = book.Add(sum, book.Minutes(book.MulDiv(int64(s.Times), int64(s.Minutes), 1, book.Nearest)))
	}
	return sum
}

// ServiceTime gives each client its recorded time, and its tier's standard,
// marked as estimated, where none is recorded. hours is nil where the book has
// no such column.
func ServiceTime(hours []book.Minutes, tiers []book.Tier, standard [book.Tiers]book.Minutes) (minutes []book.Minutes, estimated []bool) {
	of := perTier(standard)
	minutes, estimated = make([]book.Minutes, len(tiers)), make([]bool, len(tiers))
	if hours == nil {
		for i, t := range tiers {
			minutes[i], estimated[i] = of[t], true
		}
		return minutes, estimated
	}
	for i, h := range hours {
		if h >= 0 {
			minutes[i] = h
		} else { // Missing is below 0 too
			minutes[i] = of[tiers[i]]
			estimated[i] = true
		}
	}
	return minutes, estimated
}

// perTier is the standard by tier, Unassigned first.
func perTier(standard [book.Tiers]book.Minutes) (of [book.Tiers + 1]book.Minutes) {
	copy(of[1:], standard[:])
	of[book.Unassigned] = standard[book.Tiers-1]
	return of
}

// RevenueOf is round(gdc·payout/10000) for each client, 0 where GDC is
// missing. gdc is nil where the book has no such column.
func RevenueOf(gdc []book.Cents, n int, payout book.BP) []book.Cents {
	out := make([]book.Cents, n)
	const most = (1<<63 - 1 - 5000) / 10000
	for i, v := range gdc {
		switch {
		case v == book.Missing:
		case v > most || v < -most:
			out[i] = book.Cents(book.MulDiv(int64(v), int64(payout), 10000, book.Nearest))
		case v < 0:
			out[i] = (v*book.Cents(payout) - 5000) / 10000
		default:
			out[i] = (v*book.Cents(payout) + 5000) / 10000
		}
	}
	return out
}
