package host

import (
	"strconv"
	"strings"
	"sync"
	"syscall/js"

	"tierbook/engine/book"
)

// Every format is one bound function of an Intl object, made once and kept: an
// Intl object takes a tenth of a millisecond to make, a call a microsecond.
type format struct{ call js.Value }

func numberFormat(options map[string]any) format {
	intl := js.Global().Get("Intl").Get("NumberFormat")
	return format{intl.New(js.Undefined(), options).Get("format")}
}

// of formats whole·10^−decimals. A figure beyond what a float64 holds goes as
// text, which newer browsers read exactly and older ones as nearly as they can.
func (f format) of(v int64, decimals int) string {
	if exact(v) {
		scale := 1.0
		for range decimals {
			scale *= 10
		}
		return f.call.Invoke(float64(v) / scale).String()
	}
	text := strconv.FormatInt(v, 10)
	if decimals > 0 {
		text = text[:len(text)-decimals] + "." + text[len(text)-decimals:]
	}
	return f.call.Invoke(text).String()
}

type formatKey struct {
	kind     string
	currency string
}

// exact is whether a float64 holds v and its decimals without loss.
func exact(v int64) bool { return v > -1_000_000_000_000_000 && v < 1_000_000_000_000_000 }

var formats = map[formatKey]format{}

func cached(kind, currency string, options func() map[string]any) format {
	key := formatKey{kind, currency}
	f, ok := formats[key]
	if !ok {
		f = numberFormat(options())
		formats[key] = f
	}
	return f
}

func formatMoney(v int64, decimals int, currency string) string {
	kind := "whole"
	if decimals > 0 {
		kind = "exact"
	}
	return cached(kind, currency, func() map[string]any {
		options := map[string]any{"minimumFractionDigits": decimals, "maximumFractionDigits": decimals}
		if currency != "" {
			options["style"] = "currency"
			options["currency"] = currency
			options["currencyDisplay"] = "narrowSymbol"
		}
		return options
	}).of(v, decimals)
}

// formatCompact sets a compact number where the locale puts the amount: the
// browsers write long compact names for plain numbers only.
func formatCompact(v int64, currency string, long bool) string {
	kind, display := "short", "short"
	if long {
		kind, display = "long", "long"
	}
	number := cached(kind, "", func() map[string]any {
		if long {
			return map[string]any{"notation": "compact", "compactDisplay": display, "maximumFractionDigits": 1}
		}
		return map[string]any{"notation": "compact", "compactDisplay": display, "maximumSignificantDigits": 3}
	})
	if currency == "" {
		return number.of(v, 0)
	}
	one, size := int64(1), v
	if v < 0 {
		one, size = -1, -v
	}
	if size < 0 { // the least int64 has no opposite
		size = -(v + 1)
	}
	return strings.Replace(formatMoney(one, 0, currency), formatCount(1), number.of(size, 0), 1)
}

func formatPercent(tenths int64) string {
	return cached("percent", "", func() map[string]any {
		return map[string]any{"style": "percent", "minimumFractionDigits": 1, "maximumFractionDigits": 1}
	}).of(tenths, 3)
}

func formatYield(hundredths int64) string {
	return cached("yield", "", func() map[string]any {
		return map[string]any{"style": "percent", "minimumFractionDigits": 2, "maximumFractionDigits": 2}
	}).of(hundredths, 4)
}

func formatPercentExact(hundredths int64) string {
	return cached("percent exact", "", func() map[string]any {
		return map[string]any{"style": "percent", "maximumFractionDigits": 2}
	}).of(hundredths, 4)
}

func formatCount(n int64) string {
	return cached("count", "", func() map[string]any { return map[string]any{"maximumFractionDigits": 0} }).of(n, 0)
}

func formatTenths(v int64) string {
	return cached("tenths", "", func() map[string]any {
		return map[string]any{"minimumFractionDigits": 1, "maximumFractionDigits": 1}
	}).of(v, 1)
}

func formatHundredths(v int64) string {
	return cached("hundredths", "", func() map[string]any { return map[string]any{"maximumFractionDigits": 2} }).of(v, 2)
}

var days [3]js.Value

func formatDay(d book.Day, style DateStyle) string {
	if days[style].IsUndefined() {
		options := map[string]any{"timeZone": "UTC", "year": "numeric", "month": "short", "day": "numeric"}
		switch style {
		case Long:
			options["month"] = "long"
		case MonthDay:
			delete(options, "day")
		}
		days[style] = js.Global().Get("Intl").Get("DateTimeFormat").New(js.Undefined(), options).Get("format")
	}
	return days[style].Invoke(float64(d) * 86_400_000).String()
}

// Separators are the marks between thousands and before decimals in the
// user's locale.
func Separators() (group, decimal string) { return separators() }

var separators = sync.OnceValues(func() (group, decimal string) {
	group, decimal = ",", "."
	parts := js.Global().Get("Intl").Get("NumberFormat").New().Call("formatToParts", 1234567.5)
	for i := range parts.Length() {
		switch part := parts.Index(i); part.Get("type").String() {
		case "group":
			group = part.Get("value").String()
		case "decimal":
			decimal = part.Get("value").String()
		}
	}
	return group, decimal
})

// Language is the user's, as in BCP 47.
func Language() string { return js.Global().Get("navigator").Get("language").String() }
