//go:build !js

package host

import (
	"strconv"
	"strings"

	"tierbook/engine/book"
)

// Separators are the marks between thousands and before decimals in the
// user's locale.
func Separators() (group, decimal string) { return ",", "." }

// Language is the user's, as in BCP 47.
func Language() string { return "en-US" }

func formatMoney(v int64, decimals int, currency string) string {
	sign, digits := "", strconv.FormatInt(v, 10)
	if v < 0 {
		sign, digits = "-", digits[1:]
	}
	fraction := ""
	if decimals > 0 {
		for len(digits) <= decimals {
			digits = "0" + digits
		}
		fraction = "." + digits[len(digits)-decimals:]
		digits = digits[:len(digits)-decimals]
	}
	return sign + symbol(currency) + grouped(digits) + fraction
}

func formatCompact(v int64, currency string, long bool) string {
	sign := ""
	if v < 0 {
		sign, v = "-", -v
	}
	unit, size := 0, int64(1)
	for unit < len(units)-1 && v >= size*1000 {
		unit, size = unit+1, size*1000
	}
	last := max(size/100, 1) // what the last figure is worth: the third, or in a sentence the first decimal
	for !long && last*1000 <= v {
		last *= 10
	}
	if long {
		last = max(size/10, 1)
	}
	v = rounded(v, last) * last
	if v >= size*1000 && unit < len(units)-1 { // 999,999 is 1 million, not 1,000 thousand
		unit, size = unit+1, size*1000
	}
	name := units[unit].short
	if long {
		name = units[unit].long
	}
	return sign + symbol(currency) + formatHundredths(v*100/size) + name
}

var units = [...]struct{ short, long string }{{"", ""}, {"K", " thousand"}, {"M", " million"}, {"B", " billion"}, {"T", " trillion"}}

func formatPercent(tenths int64) string { return formatMoney(tenths, 1, "") + "%" }

func formatYield(hundredths int64) string { return formatMoney(hundredths, 2, "") + "%" }

func formatPercentExact(hundredths int64) string { return formatHundredths(hundredths) + "%" }

func formatCount(n int64) string { return formatMoney(n, 0, "") }

func formatTenths(v int64) string { return formatMoney(v, 1, "") }

func formatHundredths(v int64) string {
	text := formatMoney(v, 2, "")
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

func formatDay(d book.Day, style DateStyle) string {
	switch style {
	case Long:
		return d.Time().Format("January 2, 2006")
	case MonthDay:
		return d.Time().Format("Jan 2006")
	}
	return d.Time().Format("Jan 2, 2006")
}

func symbol(currency string) string {
	switch currency {
	case "":
		return ""
	case "USD", "CAD", "AUD", "NZD":
		return "$"
	case "EUR":
		return "€"
	case "GBP":
		return "£"
	}
	return currency + "\u00a0"
}

func grouped(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
