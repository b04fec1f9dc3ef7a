package part

import (
	"math"
	"strings"
	"unicode"

	"tierbook/app/host"
	"tierbook/engine/book"
)

// What people type into a field is read leniently, and shown back as it was
// read. Refusals are sentences, because they stand under the field.

// readMoney reads $210k, 210,000.50, 1.2m, (500), 1.200,50 € as cents.
func readMoney(text string) (book.Cents, string) {
	text = strings.TrimSpace(text)
	negative := false
	if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") {
		negative, text = true, text[1:len(text)-1]
	}
	v, problem := readNumber(text, 2, func(unit string) (scale int64, ok bool) {
		scale, ok = magnitudes[unit]
		return scale, ok || isCurrency(unit)
	})
	if problem == "" && negative {
		v = -v
	}
	return book.Cents(v), problem
}

// readCount reads 1,200 or 2k as a whole number.
func readCount(text string) (int64, string) {
	v, problem := readNumber(text, 2, func(unit string) (int64, bool) {
		scale, ok := magnitudes[unit]
		return scale, ok
	})
	if problem == "" && v%100 != 0 {
		return 0, "This needs a whole number."
	}
	return v / 100, problem
}

// readPercent reads 90, 90 % or 0.75% as basis points.
func readPercent(text string) (book.BP, string) {
	v, problem := readNumber(text, 2, func(unit string) (int64, bool) {
		return 0, unit == "%" || unit == "percent" || unit == "pct"
	})
	return book.BP(v), problem
}

// readHours reads 12, 12.5 h, 1:30, 1h 30m or 90 min as minutes.
func readHours(text string) (book.Minutes, string) {
	text = strings.ToLower(strings.TrimSpace(text))
	if h, m, ok := strings.Cut(text, ":"); ok {
		return hoursAndMinutes(h, m)
	}
	for _, unit := range [...]string{"hours", "hour", "hrs", "hr", "h"} {
		if h, m, ok := strings.Cut(text, unit); ok {
			if strings.TrimSpace(m) == "" {
				text = h
				break
			}
			m = strings.TrimSpace(m)
			for _, end := range [...]string{"minutes", "minute", "mins", "min", "m"} {
				m = strings.TrimSuffix(m, end)
			}
			return hoursAndMinutes(h, m)
		}
	}
	for _, unit := range [...]string{"minutes", "minute", "mins", "min"} {
		if m, ok := strings.CutSuffix(text, unit); ok {
			v, problem := readNumber(m, 0, nil)
			return book.Minutes(v), problem
		}
	}
	v, problem := readNumber(text, 4, nil)
	return book.Minutes(half(v*60, 10_000)), problem
}

func hoursAndMinutes(h, m string) (book.Minutes, string) {
	hours, problem := readNumber(h, 0, nil)
	minutes, more := readNumber(m, 0, nil)
	switch {
	case problem != "":
		return 0, problem
	case more != "":
		return 0, more
	case minutes < 0 || minutes > 59 || hours < 0:
		return 0, "Minutes go from 0 to 59, as in 1:30."
	}
	return book.Minutes(hours*60 + minutes), ""
}

// magnitudes are what a letter or a word after a number multiplies it by.
var magnitudes = map[string]int64{
	"k": 1_000, "tsd": 1_000, "thousand": 1_000,
	"m": 1_000_000, "mm": 1_000_000, "mn": 1_000_000, "mio": 1_000_000, "mil": 1_000_000, "million": 1_000_000,
	"b": 1_000_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000,
}

func isCurrency(unit string) bool {
	switch unit {
	case "$", "€", "£", "¥", "us$", "c$", "a$", "usd", "cad", "aud", "nzd", "eur", "gbp", "chf", "fr":
		return true
	}
	return false
}

const (
	notANumber = "This doesn’t read as a number."
	tooLarge   = "This is larger than Tierbook can count with."
)

// readNumber reads a number times 10^decimals, rounded half away from zero.
// What stands before and after the digits is looked up in unit, which gives
// the scale it stands for, 0 for none.
func readNumber(text string, decimals int, unit func(string) (scale int64, ok bool)) (int64, string) {
	text = strings.ToLower(strings.Map(func(r rune) rune {
		switch {
		case r == '−' || r == '–':
			return '-'
		case unicode.IsSpace(r), r == '\'', r == '’', r == '_':
			return -1
		}
		return r
	}, text))
	if text == "" {
		return 0, "Please fill this in."
	}
	start := strings.IndexFunc(text, isDigitOrMark)
	end := strings.LastIndexFunc(text, isDigitOrMark) + 1
	if start < 0 || !strings.ContainsAny(text[start:end], "0123456789") || strings.ContainsFunc(text[start:end], func(r rune) bool { return !isDigitOrMark(r) }) {
		return 0, notANumber
	}
	before, number, after := text[:start], text[start:end], text[end:]
	negative := false
	for _, around := range [...]*string{&before, &after} {
		if cut, ok := strings.CutPrefix(*around, "-"); ok {
			negative, *around = !negative, cut
		} else if cut, ok := strings.CutSuffix(*around, "-"); ok {
			negative, *around = !negative, cut
		}
	}
	before = strings.TrimPrefix(before, "+")
	scale := int64(1)
	for _, around := range [...]string{before, after} {
		for around != "" {
			by, size, ok := leadingUnit(around, unit)
			if !ok || by > 0 && scale > 1 { // one magnitude is enough
				return 0, notANumber
			}
			if by > 0 {
				scale = by
			}
			around = around[size:]
		}
	}
	v, problem := digits(number, decimals, scale)
	if negative {
		v = -v
	}
	return v, problem
}

// leadingUnit finds the longest unit at the start of the text: "k$" is two.
func leadingUnit(text string, unit func(string) (int64, bool)) (scale int64, size int, ok bool) {
	if unit == nil {
		return 0, 0, false
	}
	for size := len(text); size > 0; size-- {
		if scale, ok := unit(strings.TrimSuffix(text[:size], ".")); ok {
			return scale, size, true
		}
	}
	return 0, 0, false
}

func isDigitOrMark(r rune) bool { return r >= '0' && r <= '9' || r == '.' || r == ',' }

// digits reads digits with marks between them as a number times 10^decimals.
// Where both marks stand, the last is the decimal one; one that stands twice
// is not; a single one is the decimal mark unless three digits follow it and
// the user's locale doesn't write decimals so.
func digits(text string, decimals int, scale int64) (int64, string) {
	mark := -1
	if last := strings.LastIndexAny(text, ".,"); last >= 0 {
		this := text[last : last+1]
		other := "."
		if this == "." {
			other = ","
		}
		_, decimal := host.Separators()
		switch {
		case strings.Contains(text, other):
			if strings.Count(text, this) > 1 {
				return 0, notANumber
			}
			mark = last
		case strings.Count(text, this) > 1:
		case len(text)-last-1 != 3 || decimal == this || last == 0 || strings.TrimLeft(text[:last], "0") == "":
			mark = last
		}
	}
	whole, fraction := text, ""
	if mark >= 0 {
		whole, fraction = text[:mark], text[mark+1:]
	}
	v, over := int64(0), false
	push := func(digit int64) {
		if v > (math.MaxInt64-digit)/10 {
			over = true
			return
		}
		v = v*10 + digit
	}
	for i, group := range strings.FieldsFunc(whole, func(r rune) bool { return r == '.' || r == ',' }) {
		if i > 0 && len(group) != 3 && len(group) != 2 { // lakhs come in twos
			return 0, notANumber
		}
		for _, c := range group {
			push(int64(c - '0'))
		}
	}
	for range decimals {
		push(0)
	}
	if over || v > book.Largest/scale {
		return 0, tooLarge
	}
	v *= scale
	// The fraction, in units of 10^-12 of the whole: twelve digits decide.
	part, unit := int64(0), int64(1_000_000_000_000)
	for i, c := range fraction {
		if i < 12 {
			part, unit = part*10+int64(c-'0'), unit/10
		}
	}
	part *= unit
	power := scale
	for range decimals {
		power *= 10
	}
	// part·power / 10^12, without leaving 64 bits: scale and decimals are powers of ten.
	divisor := int64(1_000_000_000_000)
	for divisor > 1 && power > 1 {
		divisor, power = divisor/10, power/10
	}
	return v + half(part, divisor)*power, ""
}

// half is v/by to the nearest, halves away from zero.
func half(v, by int64) int64 {
	if v < 0 {
		return -half(-v, by)
	}
	return (v + by/2) / by
}
