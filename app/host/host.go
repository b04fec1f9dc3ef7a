// Package host is the browser behind small Go functions: its formats, files,
// focus, theme, printer and clipboard.
//
// The same functions exist outside the browser, so that what draws with them
// can be tested natively: there the formats are those of en-US, and what acts
// on a page does nothing. Elements are named by their id; a name that is not
// on the page is no error, since a page may have been left in the meantime.
package host

import (
	"strings"

	"tierbook/engine/book"
)

// None stands where there is no value: an em dash, which a reader skips.
const None = "—"

// Style is how an amount of money is written.
type Style uint8

const (
	Whole   Style = iota // $1,235: tables and charts, rounded half away from zero
	Exact                // $1,234.56: details
	Compact              // $3.3 million, $500,000: sentences
	Short                // $3.32M, $500K: where there is no room
)

// DateStyle is how a day is written.
type DateStyle uint8

const (
	Medium   DateStyle = iota // Jun 30, 2026
	Long                      // June 30, 2026: sentences
	MonthDay                  // Jun 2026: axes, matrices
)

// Money writes an amount in the book's currency, an ISO code; with "" it writes
// a plain number. A missing amount is None.
func Money(c book.Cents, currency string, style Style) string {
	if !book.Has(c) {
		return None
	}
	currency = strings.ToUpper(currency)
	if !isCode(currency) {
		currency = ""
	}
	switch {
	case style == Exact:
		return minus(formatMoney(int64(c), 2, currency))
	case style == Whole, c > -1_000_00 && c < 1_000_00, style == Compact && c > -999_999_50 && c < 999_999_50:
		return minus(formatMoney(wholes(int64(c)), 0, currency))
	default:
		return minus(formatCompact(wholes(int64(c)), currency, style == Compact))
	}
}

// Signed is Money with a plus before gains: for changes.
func Signed(c book.Cents, currency string, style Style) string {
	text := Money(c, currency, style)
	if book.Has(c) && c > 0 {
		return "+" + text
	}
	return text
}

// Percent writes basis points with one decimal, 66.5%, but for nothing and for
// all of it, 0% and 100%. A missing share is None.
func Percent(bp book.BP) string {
	if !book.Has(bp) {
		return None
	}
	tenths := rounded(int64(bp), 10)
	if tenths == 0 || tenths == 1000 || tenths == -1000 {
		return minus(formatPercentExact(tenths * 10))
	}
	return minus(formatPercent(tenths))
}

// Yield writes basis points with two decimals, 0.91%, 1.00%: for rates that are
// compared with each other and differ in the second. A missing one is None.
func Yield(bp book.BP) string {
	if !book.Has(bp) {
		return None
	}
	return minus(formatYield(int64(bp)))
}

// PercentExact writes basis points with as many decimals as they have, up to
// two: 0.75%, 90%.
func PercentExact(bp book.BP) string {
	if !book.Has(bp) {
		return None
	}
	return minus(formatPercentExact(int64(bp)))
}

// Count writes a whole number, 1,234.
func Count[N ~int | ~int64 | ~uint32](n N) string { return minus(formatCount(int64(n))) }

// Rating writes a rating or a count in thousandths with as many decimals as it
// has, at most two: 7, 7.5. A missing one is None.
func Rating(m book.Milli) string {
	if !book.Has(m) {
		return None
	}
	return minus(formatHundredths(rounded(int64(m), 10)))
}

// Hours writes minutes as hours with at most two decimals and the unit: 16 h,
// 16.25 h. A missing time is None.
func Hours(m book.Minutes) string {
	if !book.Has(m) {
		return None
	}
	return HoursPlain(m) + "\u00a0h"
}

// HoursPlain is Hours without the unit.
func HoursPlain(m book.Minutes) string {
	if !book.Has(m) {
		return None
	}
	return minus(formatHundredths(rounded(int64(m)*5, 3)))
}

// Points writes hundredths of a point with one decimal: 73.4.
func Points(p book.Points) string {
	if !book.Has(p) {
		return None
	}
	return minus(formatTenths(rounded(int64(p), 10)))
}

// Day writes a civil day. A missing one is None.
func Day(d book.Day, style DateStyle) string {
	if !book.Has(d) {
		return None
	}
	return formatDay(d, style)
}

// Years writes a span of days as years, rounded down to a half year below five
// years and to a whole one from there: 12 years, 2.5 years, under half a year.
func Years(days int64) string {
	if days == book.Missing {
		return None
	}
	switch halves := days * 4 / 1461 * 2; { // 1461 days in four years
	case days < 0:
		return None
	case halves >= 10:
		return Count(halves/2) + " years"
	default:
		halves = days * 8 / 1461
		switch {
		case halves == 0:
			return "under half a year"
		case halves == 1:
			return "half a year"
		case halves == 2:
			return "1 year"
		}
		return minus(formatHundredths(halves*50)) + " years"
	}
}

// wholes is cents as whole units of the currency, halves away from zero.
func wholes(cents int64) int64 { return rounded(cents, 100) }

// rounded is v/by to the nearest, halves away from zero.
func rounded(v, by int64) int64 {
	quotient, rest := v/by, v%by
	switch {
	case rest >= by-rest:
		return quotient + 1
	case rest < 0 && -rest >= by+rest:
		return quotient - 1
	}
	return quotient
}

// minus puts a true minus sign where the browser wrote a hyphen.
func minus(text string) string {
	if strings.Contains(text, "-") {
		return strings.Replace(text, "-", "−", 1)
	}
	return text
}

func isCode(currency string) bool {
	if len(currency) != 3 {
		return false
	}
	for _, c := range currency {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return true
}

// Hundredths writes a number given in hundredths with as many decimals as it
// has: 90, 0.75.
func Hundredths(v int64) string { return minus(formatHundredths(v)) }
