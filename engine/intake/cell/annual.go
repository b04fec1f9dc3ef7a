package cell

import "tierbook/engine/book"

// Factor is what a period's amount is multiplied with to make it annual; the
// year to date is made annual by days instead.
func Factor(p Period) int64 {
	switch p {
	case Quarter:
		return 4
	case Month:
		return 12
	case Week:
		return 52
	}
	return 1
}

// Annual makes a year's amount of that of the year up to the as-of date.
func Annual(cents book.Cents, asOf book.Day) book.Cents {
	days, passed := yearDays(asOf)
	return share(cents, days, passed)
}

// ToDate is the amount up to the as-of date that annual made a year's of: the
// part that rounding added or took is less than half of what one cent becomes.
func ToDate(cents book.Cents, asOf book.Day) book.Cents {
	days, passed := yearDays(asOf)
	return share(cents, passed, days)
}

func yearDays(asOf book.Day) (days, passed int64) {
	t := asOf.Time()
	if days = 365; isLeap(t.Year()) {
		days = 366
	}
	return days, int64(t.YearDay())
}

// share is cents·a/b, rounded, halves away from zero.
func share(cents book.Cents, a, b int64) book.Cents {
	twice := 2 * int64(cents) * a
	if twice >= 0 {
		return book.Cents((twice + b) / (2 * b))
	}
	return book.Cents(-((-twice + b) / (2 * b)))
}

// YearBefore is the day before the twelve months to a day begin.
func YearBefore(to book.Day) book.Day {
	t := to.Time()
	year, month, day := t.Year()-1, int(t.Month()), t.Day()
	return book.Date(year, month, min(day, daysIn(year, month)))
}
