package intake

import (
	"bytes"
	"math"
	"sort"

	"tierbook/engine/book"
)

// evidence is what the cells of one column tell about how they are written. It
// is gathered from the sample, and from all cells where the sample's decision
// was contradicted.
type evidence struct {
	cells   int // not blank
	missing int // of those, the ones that say so: --, n/a
	blank   int

	numbers                          int // readable as a number in either notation
	pointSurely, commaSurely         int
	pointMaybe, commaMaybe           int
	plain                            int // digits only
	wholes                           int // without decimals
	percents, scaled                 int
	currencies                       map[string]int
	sum, most                        float64 // of the numbers, for what a column looks like only
	dates, anyOrder, month, day, two int     // dates, and which order they fit
	serials, yearsOnly, small        int     // plain numbers that could be a day number, a year, a length of time
	durations                        int     // 12 years, 1h 30m
	figures, letters, words, stars   int     // ratings by scale
	times                            int     // readable as service time
	taxNumbers, nineDigits           int
	texts, spaced, coded, long       int                 // with letters; of several words; with digits and no blanks; sentences
	numeric                          bool                // the heading may be one of numbers: they are looked at in full
	tell                             bool                // values are told apart
	distinct                         map[string]struct{} // the different ones, up to mostDistinct
}

// mostDistinct is how many different values of a column are told apart.
const mostDistinct = 2000

// see takes one bare cell into account.
func (e *evidence) see(cell []byte, asOf book.Day) {
	if len(cell) == 0 {
		e.blank++
		return
	}
	e.cells++
	if isMissing(cell) {
		e.missing++
		return
	}
	e.tellApart(cell)
	if len(cell) > 80 {
		e.texts++
		e.long++
		e.spaced++
		return
	}
	letters, digits, blanks, marks := 0, 0, 0, 0
	for _, c := range cell {
		switch {
		case isLetter(c) || c >= 0x80:
			letters++
		case isDigit(c):
			digits++
		case c == ' ':
			blanks++
		case c == '.' || c == ',':
			marks++
		}
	}
	if letters > 0 {
		e.texts++
	}
	if blanks > 0 {
		e.spaced++
	}
	if digits == 0 {
		e.seeRating(cell)
		return
	}
	if blanks == 0 && digits+letters >= len(cell)-3 {
		e.coded++
	}
	if digits == 9 {
		if len(cell) == 9 {
			e.nineDigits++
		} else if isTaxNumber(cell) {
			e.taxNumbers++
		}
	}
	if digits+marks == len(cell) && marks < 2 { // a figure and nothing else
		if e.seeNumber(cell, 0) {
			e.figures++
			e.times++
		}
		if digits == 8 && marks == 0 {
			if _, ok := plainDate(cell, &Format{}, asOf); ok {
				e.dates++
				e.anyOrder++
			}
		} else if marks == 1 {
			e.seeDate(cell, asOf) // 03.2009
		}
		return
	}
	if e.seeDate(cell, asOf) {
		return
	}
	e.seeNumber(cell, letters)
	if letters > 0 {
		if _, reason := years(cell, &Format{}, asOf); reason == 0 {
			e.durations++
		}
	}
	if _, reason := hours(cell, &Format{}, 1); reason == 0 {
		e.times++
	}
	if _, reason := figure(cell, 0); reason == 0 {
		e.figures++
	} else {
		e.seeRating(cell)
	}
}

// glance takes one bare cell into account of a column that is no number's.
func (e *evidence) glance(cell []byte) {
	if len(cell) == 0 {
		e.blank++
		return
	}
	e.cells++
	if isMissing(cell) {
		e.missing++
		return
	}
	e.tellApart(cell)
	e.texts++ // as far as anybody asks
	switch {
	case len(cell) == 9 && allDigits(cell):
		e.nineDigits++
	case isTaxNumber(cell):
		e.taxNumbers++
	}
}

func (e *evidence) tellApart(cell []byte) {
	if !e.tell {
		return
	}
	if e.distinct == nil {
		e.distinct = map[string]struct{}{}
	}
	if len(e.distinct) < mostDistinct {
		e.distinct[string(cell[:min(len(cell), 80)])] = struct{}{}
	}
}

func (e *evidence) seeRating(cell []byte) {
	switch wordScale(cell) {
	case Letters:
		e.letters++
	case Words:
		e.words++
	case Stars:
		e.stars++
	}
}

// seeDate takes a cell into account as a date, and reports whether it is one.
func (e *evidence) seeDate(cell []byte, asOf book.Day) bool {
	_, fit := calendar(cell, MonthDay, asOf)
	switch fit {
	case fitsNone:
		return false
	case fitsAny:
		e.anyOrder++
	case fitsMonth:
		e.month++
	case fitsDay:
		e.day++
	case fitsBoth:
		e.two++
	}
	e.dates++
	return true
}

// seeNumber takes a cell into account as a number, and reports whether it is one.
func (e *evidence) seeNumber(cell []byte, letters int) bool {
	var n number
	var room [mostDigits]byte
	rest, ok := n.parse(cell, 0, room[:])
	if !ok || len(rest) > 0 {
		return false
	}
	e.numbers++
	switch n.marks {
	case noMarks:
		e.plain++
	case pointSurely:
		e.pointSurely++
	case commaSurely:
		e.commaSurely++
	case pointMaybe:
		e.pointMaybe++
	case commaMaybe:
		e.commaMaybe++
	}
	if n.percent {
		e.percents++
	}
	if n.scaled {
		e.scaled++
	}
	if n.currency != "" {
		if e.currencies == nil {
			e.currencies = map[string]int{}
		}
		e.currencies[n.currency]++
	}
	value := 0.0
	for i := 0; i < len(n.digits) && i < 17; i++ {
		value = value*10 + float64(n.digits[i])
	}
	value *= math.Pow10(n.whole - min(len(n.digits), 17))
	if len(n.digits) <= n.whole {
		e.wholes++
	}
	e.sum += value
	e.most = max(e.most, value)
	if n.marks == noMarks && letters == 0 && !n.negative {
		switch {
		case value >= 1900 && value <= 2100 && len(cell) == 4:
			e.yearsOnly++
		case value > 10_000 && value < 80_000 && len(cell) >= 5:
			e.serials++
		}
	}
	if value <= 100 && !n.negative {
		e.small++
	}
	return true
}

// values is how many cells say something.
func (e *evidence) values() int { return e.cells - e.missing }

// share reports whether at least percent of the cells that say something are
// counted in n.
func (e *evidence) share(n, percent int) bool {
	return e.values() > 0 && 100*n >= percent*e.values()
}

// plausible is how many of a hundred cells that say something could be the
// field's.
func (e *evidence) plausible(f Field) int {
	if e.values() == 0 {
		return 100
	}
	n := 0
	switch f {
	case AUM, GDC:
		n = e.numbers
	case Since, PaymentDate:
		n = e.dates + e.serials + e.yearsOnly + e.durations
		if f == Since {
			n += e.small
		}
	case Potential, Likeability, Referrals:
		n = max(e.figures, e.letters, e.words, e.stars)
	case Hours:
		n = e.times
	case Name, FirstName, LastName, MiddleName:
		n = e.texts
	default:
		return 100
	}
	return min(100, 100*n/e.values())
}

// mark decides the decimal mark; 0 where no cell tells.
func (e *evidence) mark() Mark {
	switch {
	case e.pointSurely > e.commaSurely:
		return Point
	case e.commaSurely > e.pointSurely:
		return Comma
	case e.pointSurely > 0:
		return Point
	}
	return 0
}

// ambiguous reports whether it matters that no cell tells the decimal mark.
func (e *evidence) ambiguous() bool {
	return e.mark() == 0 && e.pointMaybe+e.commaMaybe > 0
}

// order decides the order of day and month; 0 where no cell tells.
func (e *evidence) order() Order {
	switch {
	case e.month > e.day:
		return MonthDay
	case e.day > e.month:
		return DayMonth
	case e.month > 0:
		return MonthDay
	}
	return 0
}

// datesAre decides what plain numbers in a column of dates stand for.
func (e *evidence) datesAre() Dates {
	most := max(e.dates, e.serials, e.yearsOnly, e.small+e.durations)
	switch most {
	case 0, e.dates:
		if e.serials > 0 {
			return Serial // dates, some of which a spreadsheet wrote as numbers
		}
		return Calendar
	case e.serials:
		return Serial
	case e.yearsOnly:
		return OnlyYear
	}
	return Years
}

// scale decides the scale of ratings.
func (e *evidence) scale() Scale {
	switch max(e.figures, e.letters, e.words, e.stars) {
	case e.figures:
		return Figures
	case e.words:
		return Words
	case e.letters:
		return Letters
	}
	return Stars
}

// currency is the one most cells name.
func (e *evidence) currency() string {
	best, count := "", 0
	for code, n := range e.currencies {
		if n > count || n == count && code < best {
			best, count = code, n
		}
	}
	return best
}

// isTaxNumber reports whether a bare cell is written as an American social
// security or employer number: 123-45-6789, 12-3456789.
func isTaxNumber(cell []byte) bool {
	switch {
	case len(cell) == 11 && (cell[3] == '-' || cell[3] == ' ') && cell[6] == cell[3]:
		return allDigits(cell[:3]) && allDigits(cell[4:6]) && allDigits(cell[7:])
	case len(cell) == 10 && cell[2] == '-':
		return allDigits(cell[:2]) && allDigits(cell[3:])
	}
	return false
}

// maskNumbers overwrites everything in a text that is written like a tax number,
// and with bare also runs of nine digits. Dates and telephone numbers are not.
func maskNumbers(text []byte, bare bool) []byte {
	for i := 0; i+9 <= len(text); i++ {
		if !isDigit(text[i]) || i > 0 && (isDigit(text[i-1]) || text[i-1] == '-') {
			continue
		}
		for _, size := range [...]int{11, 10, 9} {
			if i+size > len(text) || i+size < len(text) && (isDigit(text[i+size]) || text[i+size] == '-') {
				continue
			}
			part := text[i : i+size]
			if isTaxNumber(part) || bare && size == 9 && allDigits(part) {
				overwrite(part)
			}
		}
	}
	return text
}

// maskWithin overwrites everything written like 123-45-6789 in cells that are
// laid end to end from an offset on, and says how often that was. ends are the
// cells' ends. What begins in one cell and ends in another is two cells' text,
// and what is part of a longer number is no tax number.
func maskWithin(text []byte, from int, ends []uint32) (found int) {
	for i := from + 3; i+8 <= len(text); i++ {
		next := bytes.IndexByte(text[i:len(text)-7], '-')
		if next < 0 {
			break
		}
		i += next
		if text[i+3] != '-' || !isTaxNumber(text[i-3:i+8]) {
			continue
		}
		start, end := from, len(text)
		cell := sort.Search(len(ends), func(k int) bool { return int(ends[k]) > i })
		if cell > 0 {
			start = int(ends[cell-1])
		}
		if cell < len(ends) {
			end = int(ends[cell])
		}
		if i-3 < start || i+8 > end || i-4 >= start && isDigit(text[i-4]) || i+8 < end && isDigit(text[i+8]) {
			continue
		}
		overwrite(text[i-3 : i+8])
		found++
	}
	return found
}

// overwrite replaces the digits and letters of a cell, so that it keeps its
// shape and nothing else.
func overwrite(cell []byte) {
	for i, c := range cell {
		if c != '-' && c != ' ' && c != '"' {
			cell[i] = '*'
		}
	}
}
