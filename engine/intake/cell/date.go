package cell

import (
	"bytes"

	"tierbook/engine/book"
)

// fits is what a date tells about the order of day and month in its column.
type fits uint8

const (
	fitsNone  fits = iota // no date
	fitsAny               // the year stands first, or the month has a name
	fitsBoth              // 3/4/2009: either order
	fitsMonth             // 3/28/2009: month first only
	fitsDay               // 28/3/2009: day first only
)

// Date reads a civil day from a bare cell. asOf serves two-digit years, which
// are never after it, and years as a client.
func Date(cell []byte, f *Format, asOf book.Day) (book.Day, Reason) {
	if len(cell) == 0 {
		return book.Missing, NotDate
	}
	if day, ok := plainDate(cell, f, asOf); ok {
		return day, 0
	}
	if f.Dates == Years {
		return years(cell, f, asOf)
	}
	order := f.Order
	if order == 0 {
		order = MonthDay
	}
	day, fit := calendar(cell, order, asOf)
	switch {
	case day != book.Missing:
		return day, 0
	case fit == fitsMonth || fit == fitsDay:
		return book.Missing, OtherOrder
	case len(cell) <= 5 && AllDigits(cell):
		return book.Missing, OtherScale // a year, a day number, or a number of years
	}
	return book.Missing, NotDate
}

// plainDate reads a date that is one run of digits.
func plainDate(cell []byte, f *Format, asOf book.Day) (book.Day, bool) {
	whole, n := 0, 0
	for n < len(cell) && IsDigit(cell[n]) && n < 9 {
		whole = whole*10 + int(cell[n]-'0')
		n++
	}
	if n == 0 || n == 9 {
		return book.Missing, false
	}
	rest := cell[n:]
	if n == 8 && len(rest) == 0 {
		return civil(whole/10000, whole/100%100, whole%100)
	}
	switch f.Dates {
	case Serial:
		// 1900-01-01 is day 1, and day 60 is a leap day that never was.
		if len(rest) > 0 && (rest[0] != '.' && rest[0] != ',' || !AllDigits(rest[1:])) || whole < 61 || whole > 109_574 {
			return book.Missing, false
		}
		return book.Day(whole) - 25569, true
	case OnlyYear:
		if len(rest) > 0 || n != 4 {
			return book.Missing, false
		}
		return civil(whole, 1, 1)
	}
	return book.Missing, false
}

// years reads how long somebody has been a client: 12, 7.5, 12 years, 3 yrs 6
// months. Whole years go back to the same day of the year, the fraction at
// 365.25 days a year, rounded.
func years(cell []byte, f *Format, asOf book.Day) (book.Day, Reason) {
	var n number
	var room [mostDigits]byte
	rest, ok := n.parse(cell, f.Decimal, room[:])
	if !ok || n.negative || n.currency != "" || n.percent || n.scaled {
		if _, fit := calendar(cell, MonthDay, asOf); fit != fitsNone {
			return book.Missing, OtherScale
		}
		return book.Missing, NotDate
	}
	millis, ok := n.in(3, 1)
	months := int64(0)
	if unit, size := wordAt(rest); size > 0 {
		switch unit {
		case "years", "year", "yrs", "yr", "y":
			rest = Trim(bytes.TrimLeft(rest[size:], "., "))
			if len(rest) > 0 {
				var m number
				if rest, ok = m.parse(rest, f.Decimal, room[:]); !ok {
					return book.Missing, NotDate
				}
				months, ok = m.in(0, 1)
				unit, size = wordAt(rest)
				if !ok || size == 0 || !isMonths(unit) {
					return book.Missing, NotDate
				}
				rest = Trim(bytes.TrimLeft(rest[size:], "."))
			}
		case "months", "month", "mos", "mo":
			months, millis = millis/1000, 0
			rest = Trim(bytes.TrimLeft(rest[size:], "."))
		}
	}
	if len(rest) > 0 || !ok || millis > 130_000 || months > 1500 {
		return book.Missing, NotDate
	}
	t := asOf.Time()
	year, month, day := t.Year(), int(t.Month()), t.Day()
	back := int(millis/1000)*12 + int(months)
	month -= back % 12
	year -= back / 12
	if month < 1 {
		month += 12
		year--
	}
	day = min(day, daysIn(year, month))
	fraction := (millis%1000*36525 + 50_000) / 100_000
	return book.Date(year, month, day) - book.Day(fraction), 0
}

func isMonths(unit string) bool {
	return unit == "months" || unit == "month" || unit == "mos" || unit == "mo" || unit == "m"
}

// wordAt is the ASCII word a cell begins with, in lower case.
func wordAt(cell []byte) (word string, size int) {
	for size < len(cell) && IsLetter(cell[size]) {
		size++
	}
	return Lower(cell[:min(size, 64)]), size
}

// AllDigits reports whether a cell has nothing but digits.
func AllDigits(cell []byte) bool {
	for _, c := range cell {
		if !IsDigit(c) {
			return false
		}
	}
	return true
}

// calendar reads a date written in parts, with or without a time of day after
// it: 2009-03-28T00:00:00Z, 3/28/09, 28.03.2009, 28-Mar-2009, Sat, March 28th
// 2009, Mar 2009. The day is Missing where the parts make no day in the order
// given, and fit tells the order they would make one in.
func calendar(cell []byte, order Order, asOf book.Day) (book.Day, fits) {
	var parts [3]int  // the numbers in order; the month by name counts as one
	var sizes [3]int  // their digits, 0 for a name
	named, n := -1, 0 // where the name stands
	separated := true
	for len(cell) > 0 && n < 3 {
		c := cell[0]
		switch {
		case IsDigit(c):
			if !separated {
				return book.Missing, fitsNone
			}
			size, value := 0, 0
			for size < len(cell) && IsDigit(cell[size]) && size < 5 {
				value = value*10 + int(cell[size]-'0')
				size++
			}
			if size == 5 || size == 3 {
				return book.Missing, fitsNone
			}
			if n == 2 && size > 2 && named < 0 && sizes[0] == 4 || size < len(cell) && cell[size] == ':' {
				if n == 2 && size < len(cell) && cell[size] == ':' {
					goto assembled // “Mar 2009 10:30”: the time begins
				}
				return book.Missing, fitsNone
			}
			parts[n], sizes[n] = value, size
			n++
			cell = cell[size:]
			if size <= 2 && len(cell) >= 2 && ordinal(cell) {
				cell = cell[2:]
			}
			separated = false
		case c == '/' || c == '-' || c == '.' || c == ',' || c == ' ' || c == '\'':
			separated = true
			cell = cell[1:]
		case BlankAt(cell) > 0:
			separated = true
			cell = cell[BlankAt(cell):]
		default:
			size := 0
			for size < len(cell) && (IsLetter(cell[size]) || cell[size] >= 0x80) && BlankAt(cell[size:]) == 0 {
				size++
			}
			if size == 0 {
				return book.Missing, fitsNone
			}
			word := Lower(cell[:min(size, 40)])
			switch month := monthNamed(word); {
			case month > 0 && named < 0:
				named = n
				parts[n], sizes[n] = month, 0
				n++
			case weekday(word) && n == 0, word == "de" && n > 0, word == "of" && n > 0:
			default:
				return book.Missing, fitsNone
			}
			cell = cell[size:]
			separated = true
		}
	}
assembled:
	if n < 2 || !timeOfDay(cell) {
		return book.Missing, fitsNone
	}
	if n == 2 {
		switch { // a month of a year, read as its first day
		case named >= 0 && sizes[1-named] >= 2:
			return fit(yearOf(parts[1-named], sizes[1-named], asOf), parts[named], 1, fitsAny)
		case named < 0 && sizes[0] == 4 && sizes[1] <= 2:
			return fit(parts[0], parts[1], 1, fitsAny)
		case named < 0 && sizes[1] == 4 && sizes[0] <= 2:
			return fit(parts[1], parts[0], 1, fitsAny)
		}
		return book.Missing, fitsNone
	}
	if named >= 0 {
		first, second := 0, 2 // the two numbers beside the month
		switch named {
		case 0:
			first = 1
		case 2:
			second = 1
		}
		switch {
		case sizes[first] == 4 && sizes[second] <= 2: // 2009 March 28
			return fit(parts[first], parts[named], parts[second], fitsAny)
		case sizes[first] <= 2: // 28 March 2009, March 28, 09
			return fit(yearOf(parts[second], sizes[second], asOf), parts[named], parts[first], fitsAny)
		}
		return book.Missing, fitsNone
	}
	if sizes[0] == 4 {
		if sizes[1] > 2 || sizes[2] > 2 {
			return book.Missing, fitsNone
		}
		return fit(parts[0], parts[1], parts[2], fitsAny)
	}
	if sizes[1] > 2 || sizes[2] != 4 && sizes[2] != 2 {
		return book.Missing, fitsNone
	}
	year := yearOf(parts[2], sizes[2], asOf)
	monthFirst, monthOK := civil(year, parts[0], parts[1])
	dayFirst, dayOK := civil(year, parts[1], parts[0])
	is := fitsNone
	switch {
	case monthOK && dayOK:
		is = fitsBoth
	case monthOK:
		is = fitsMonth
	case dayOK:
		is = fitsDay
	}
	if order == DayMonth {
		return dayFirst, is
	}
	return monthFirst, is
}

// IsDate reports whether a bare cell is a date written in parts.
func IsDate(cell []byte) bool {
	_, fit := calendar(cell, MonthDay, 20000)
	return fit != fitsNone
}

// fit is a date whose parts can only be read one way.
func fit(year, month, day int, is fits) (book.Day, fits) {
	d, ok := civil(year, month, day)
	if !ok {
		return book.Missing, fitsNone
	}
	return d, is
}

// yearOf is the year that is meant by two digits: the last one that is not
// after the as-of date.
func yearOf(year, size int, asOf book.Day) int {
	if size > 2 {
		return year
	}
	if size < 2 {
		return 0
	}
	now := asOf.Time().Year()
	year += now / 100 * 100
	if year > now {
		year -= 100
	}
	return year
}

// timeOfDay reports whether what follows a date is a time of day, or nothing.
func timeOfDay(rest []byte) bool {
	rest = Trim(rest)
	if len(rest) > 0 && (rest[0] == 'T' || rest[0] == 't' || rest[0] == ',') {
		rest = Trim(rest[1:])
	}
	if len(rest) == 0 {
		return true
	}
	if !IsDigit(rest[0]) || bytes.IndexByte(rest, ':') < 0 {
		return rest[0] == 'Z' && len(rest) == 1
	}
	for _, c := range rest {
		if !IsDigit(c) && !IsLetter(c) && bytes.IndexByte([]byte(":.,+- \xc2\xa0\xe2\x80\xaf"), c) < 0 {
			return false
		}
	}
	return true
}

// ordinal reports whether a cell begins with the ending of an ordinal number.
func ordinal(cell []byte) bool {
	switch Lower(cell[:2]) {
	case "st", "nd", "rd", "th":
		return len(cell) == 2 || !IsLetter(cell[2])
	}
	return false
}

// months are the names that are recognised, in English, German, French, Spanish,
// Italian, Portuguese and Dutch, by their beginnings.
var months = [...][]string{
	{"jan", "jän", "ene", "gen"},
	{"feb", "fév", "fev"},
	{"mar", "mär", "mrz", "maa", "mrt"},
	{"apr", "avr", "abr"},
	{"may", "mai", "mag", "mei"},
	{"jun", "juin", "giu"},
	{"jul", "juil", "lug"},
	{"aug", "aoû", "aou", "ago"},
	{"sep", "set"},
	{"oct", "okt", "ott", "out"},
	{"nov"},
	{"dec", "dez", "déc", "dic"},
}

// monthNames are whole names; what a word that is longer than an abbreviation
// must be the beginning of.
var monthNames = [...]string{
	"january januar janvier enero gennaio janeiro januari jänner",
	"february februar février fevrier febrero febbraio fevereiro februari",
	"march märz mars marzo março maart maerz",
	"april avril abril aprile",
	"may mai mayo maggio maio mei",
	"june juni juin junio giugno junho",
	"july juli juillet julio luglio julho",
	"august août aout agosto augustus",
	"september septembre septiembre settembre setembro setiembre",
	"october oktober octobre octubre ottobre outubro",
	"november novembre noviembre novembro",
	"december dezember décembre diciembre dicembre dezembro",
}

// monthNamed is the month a word in lower case names, or 0.
func monthNamed(word string) int {
	if len(word) < 3 || len(word) > 12 {
		return 0
	}
	for m, short := range months {
		for _, s := range short {
			if len(word) < len(s) || word[:len(s)] != s {
				continue
			}
			if len(word) == len(s) || begins(monthNames[m], word) {
				return m + 1
			}
		}
	}
	return 0
}

// begins reports whether one of the words of a list begins with the word.
func begins(list, word string) bool {
	for i := 0; i+len(word) <= len(list); i++ {
		if (i == 0 || list[i-1] == ' ') && list[i:i+len(word)] == word {
			return true
		}
	}
	return false
}

func weekday(word string) bool {
	if len(word) < 2 {
		return false
	}
	return begins("monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche", word)
}

// civil is the day of a year, month and day of the month, and whether the
// calendar has it.
func civil(year, month, day int) (book.Day, bool) {
	if year < 1800 || year > 2199 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return book.Missing, false
	}
	return dayNumber(year, month, day), true
}

var monthStart = [...]int16{0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334}
var monthDays = [...]int8{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func daysIn(year, month int) int {
	if month == 2 && isLeap(year) {
		return 29
	}
	return int(monthDays[month])
}

func isLeap(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

// dayNumber counts the days from 1970-01-01; year is 1800…2199.
func dayNumber(year, month, day int) book.Day {
	before := year - 1
	days := 365*year + before/4 - before/100 + before/400 + int(monthStart[month]) + day
	if month > 2 && isLeap(year) {
		days++
	}
	return book.Day(days - 719528)
}
