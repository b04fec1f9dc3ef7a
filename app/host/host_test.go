package host

import (
	"math"
	"testing"

	"tierbook/engine/book"
)

func TestMoney(t *testing.T) {
	for _, test := range []struct {
		cents    book.Cents
		currency string
		style    Style
		want     string
	}{
		{123_456, "USD", Whole, "$1,235"},
		{-123_450, "USD", Whole, "−$1,235"},
		{49, "USD", Whole, "$0"},
		{-49, "USD", Whole, "$0"},
		{-50, "USD", Whole, "−$1"},
		{123_456, "USD", Exact, "$1,234.56"},
		{-5, "USD", Exact, "−$0.05"},
		{123_456, "", Exact, "1,234.56"},
		{123_456, "usd", Whole, "$1,235"},
		{123_456, "dollars", Whole, "1,235"},
		{123_456, "CHF", Whole, "CHF\u00a01,235"},
		{330_000_000, "USD", Compact, "$3.3 million"},
		{331_240_077, "USD", Compact, "$3.3 million"},
		{-653_100, "USD", Compact, "−$6,531"},
		{500_000_00, "USD", Compact, "$500,000"},
		{999_999_49, "USD", Compact, "$999,999"},
		{900_213_00, "USD", Short, "$900K"},
		{1_000_000_00, "USD", Short, "$1M"},
		{1_254_000_00, "USD", Short, "$1.25M"},
		{-9_876_00, "USD", Short, "−$9.88K"},
		{99_960_00, "USD", Short, "$100K"},
		{999_600_00, "USD", Short, "$1M"},
		{99_999, "USD", Compact, "$1,000"},
		{99_949, "USD", Compact, "$999"},
		{99_999_999, "USD", Compact, "$1 million"},
		{160_000_000_00, "USD", Short, "$160M"},
		{0, "USD", Compact, "$0"},
		{book.Missing, "USD", Whole, None},
		{math.MaxInt64, "USD", Whole, "$92,233,720,368,547,758"},
		{math.MinInt64 + 1, "USD", Exact, "−$92,233,720,368,547,758.07"},
	} {
		if got := Money(test.cents, test.currency, test.style); got != test.want {
			t.Errorf("Money(%d, %q, %d) = %q, want %q", test.cents, test.currency, test.style, got, test.want)
		}
	}
	if got := Signed(653_100, "USD", Whole); got != "+$6,531" {
		t.Errorf("a gain is %q", got)
	}
	if got := Signed(0, "USD", Whole); got != "$0" {
		t.Errorf("no change is %q", got)
	}
}

func TestOtherFormats(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{Percent(6650), "66.5%"}, {Percent(-18_466), "−184.7%"}, {Percent(10_000), "100%"}, {Percent(-10_000), "−100%"}, {Percent(9_996), "100%"}, {Percent(9_994), "99.9%"}, {Percent(book.Missing), None}, {Percent(-4), "0%"},
		{Yield(91), "0.91%"}, {Yield(100), "1.00%"}, {Yield(-5), "−0.05%"}, {Yield(book.Missing), None},
		{PercentExact(75), "0.75%"}, {PercentExact(9000), "90%"}, {PercentExact(-5), "−0.05%"},
		{Count(1_234_567), "1,234,567"}, {Count(0), "0"}, {Count(-3), "−3"},
		{Rating(7000), "7"}, {Rating(7500), "7.5"}, {Rating(7125), "7.13"}, {Rating(book.Missing), None},
		{Hours(975), "16.25\u00a0h"}, {Hours(960), "16\u00a0h"}, {Hours(100), "1.67\u00a0h"}, {Hours(0), "0\u00a0h"}, {Hours(book.Missing), None},
		{Points(7342), "73.4"}, {Points(10_000), "100.0"}, {Points(0), "0.0"},
		{Day(book.Date(2026, 6, 30), Medium), "Jun 30, 2026"}, {Day(book.Date(2026, 6, 30), Long), "June 30, 2026"},
		{Day(book.Date(1934, 3, 9), MonthDay), "Mar 1934"}, {Day(book.Missing, Long), None},
		{Years(0), "under half a year"}, {Years(182), "under half a year"}, {Years(183), "half a year"}, {Years(366), "1 year"}, {Years(550), "1.5 years"},
		{Years(1461), "4 years"}, {Years(1826), "4.5 years"}, {Years(1827), "5 years"}, {Years(4383), "12 years"}, {Years(4382), "11 years"}, {Years(book.Missing), None},
	} {
		if test.got != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
}

func TestRoundedGoesAwayFromZero(t *testing.T) {
	for _, test := range []struct{ v, by, want int64 }{
		{4, 10, 0}, {5, 10, 1}, {-5, 10, -1}, {-4, 10, 0}, {15, 10, 2}, {1, 3, 0}, {2, 3, 1}, {-2, 3, -1}, {math.MaxInt64, 100, math.MaxInt64/100 + 0},
	} {
		if got := rounded(test.v, test.by); got != test.want {
			t.Errorf("rounded(%d, %d) = %d, want %d", test.v, test.by, got, test.want)
		}
	}
}
