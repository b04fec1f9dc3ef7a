package cell

import (
	"math"

	"tierbook/engine/book"
)

// Evidence is what the cells of one column tell about how they are written. It
// is gathered from the sample, and from all cells where the sample's decision
// was contradicted.
type Evidence struct {
	Cells   int // not blank
	missing int // of those, the ones that say so: --, n/a
	blank   int

	Numbers                          int // readable as a number in either notation
	PointSurely, CommaSurely         int
	pointMaybe, commaMaybe           int
	plain                            int // digits only
	wholes                           int // without decimals
	Percents, scaled                 int
	Currencies                       map[string]int
	Sum, Most                        float64 // of the numbers, for what a column looks like only
	Dates, anyOrder, month, day, Two int     // dates, and which order they fit
	Serials, YearsOnly, Small        int     // plain numbers that could be a day number, a year, a length of time
	Durations                        int     // 12 years, 1h 30m
	Figures, Letters, Words, Stars   int     // ratings by scale
	Times                            int     // readable as service time
	TaxNumbers, NineDigits           int
	Texts, Spaced, Coded, Long       int                 // with letters; of several words; with digits and no blanks; sentences
	Numeric                          bool                // the heading may be one of numbers: they are looked at in full
	Tell                             bool                // values are told apart
	Distinct                         map[string]struct{} // the different ones, up to mostDistinct
}

// MostDistinct is how many different values of a column are told apart.
const MostDistinct = 2000

// See takes one bare cell into account.
func (e *Evidence) See(cell []byte, asOf book.Day) {
	if len(cell) == 0 {
		e.blank++
		return
	}
	e.Cells++
	if IsMissing(cell) {
		e.missing++
		return
	}
	e.tellApart(cell)
	if len(cell) > 80 {
		e.Texts++
		e.Long++
		e.Spaced++
		return
	}
	letters, digits, blanks, marks := 0, 0, 0, 0
	for _, c := range cell {
		switch {
		case IsLetter(c) || c >= 0x80:
			letters++
		case IsDigit(c):
			digits++
		case c == ' ':
			blanks++
		case c == '.' || c == ',':
			marks++
		}
	}
	if letters > 0 {
		e.Texts++
	}
	if blanks > 0 {
		e.Spaced++
	}
	if digits == 0 {
		e.seeRating(cell)
		return
	}
	if blanks == 0 && digits+letters >= len(cell)-3 {
		e.Coded++
	}
	if digits == 9 {
		if len(cell) == 9 {
			e.NineDigits++
		} else if IsTaxNumber(cell) {
			e.TaxNumbers++
		}
	}
	if digits+marks == len(cell) && marks < 2 { // a figure and nothing else
		if e.seeNumber(cell, 0) {
			e.Figures++
			e.Times++
		}
		if digits == 8 && marks == 0 {
			if _, ok := plainDate(cell, &Format{}, asOf); ok {
				e.Dates++
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
			e.Durations++
		}
	}
	if _, reason := Hours(cell, &Format{}, 1); reason == 0 {
		e.Times++
	}
	if _, reason := figure(cell, 0); reason == 0 {
		e.Figures++
	} else {
		e.seeRating(cell)
	}
}

// Glance takes one bare cell into account of a column that is no number's.
func (e *Evidence) Glance(cell []byte) {
	if len(cell) == 0 {
		e.blank++
		return
	}
	e.Cells++
	if IsMissing(cell) {
		e.missing++
		return
	}
	e.tellApart(cell)
	e.Texts++ // as far as anybody asks
	switch {
	case len(cell) == 9 && AllDigits(cell):
		e.NineDigits++
	case IsTaxNumber(cell):
		e.TaxNumbers++
	}
}

func (e *Evidence) tellApart(cell []byte) {
	if !e.Tell {
		return
	}
	if e.Distinct == nil {
		e.Distinct = map[string]struct{}{}
	}
	if len(e.Distinct) < MostDistinct {
		e.Distinct[string(cell[:min(len(cell), 80)])] = struct{}{}
	}
}

func (e *Evidence) seeRating(cell []byte) {
	switch WordScale(cell) {
	case Letters:
		e.Letters++
	case Words:
		e.Words++
	case Stars:
		e.Stars++
	}
}

// seeDate takes a cell into account as a date, and reports whether it is one.
func (e *Evidence) seeDate(cell []byte, asOf book.Day) bool {
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
		e.Two++
	}
	e.Dates++
	return true
}

// seeNumber takes a cell into account as a number, and reports whether it is one.
func (e *Evidence) seeNumber(cell []byte, letters int) bool {
	var n number
	var room [mostDigits]byte
	rest, ok := n.parse(cell, 0, room[:])
	if !ok || len(rest) > 0 {
		return false
	}
	e.Numbers++
	switch n.marks {
	case noMarks:
		e.plain++
	case pointSurely:
		e.PointSurely++
	case commaSurely:
		e.CommaSurely++
	case pointMaybe:
		e.pointMaybe++
	case commaMaybe:
		e.commaMaybe++
	}
	if n.percent {
		e.Percents++
	}
	if n.scaled {
		e.scaled++
	}
	if n.currency != "" {
		if e.Currencies == nil {
			e.Currencies = map[string]int{}
		}
		e.Currencies[n.currency]++
	}
	value := 0.0
	for i := 0; i < len(n.digits) && i < 17; i++ {
		value = value*10 + float64(n.digits[i])
	}
	value *= math.Pow10(n.whole - min(len(n.digits), 17))
	if len(n.digits) <= n.whole {
		e.wholes++
	}
	e.Sum += value
	e.Most = max(e.Most, value)
	if n.marks == noMarks && letters == 0 && !n.negative {
		switch {
		case value >= 1900 && value <= 2100 && len(cell) == 4:
			e.YearsOnly++
		case value > 10_000 && value < 80_000 && len(cell) >= 5:
			e.Serials++
		}
	}
	if value <= 100 && !n.negative {
		e.Small++
	}
	return true
}

// Values is how many cells say something.
func (e *Evidence) Values() int { return e.Cells - e.missing }

// Share reports whether at least percent of the cells that say something are
// counted in n.
func (e *Evidence) Share(n, percent int) bool {
	return e.Values() > 0 && 100*n >= percent*e.Values()
}

// Mark decides the decimal mark; 0 where no cell tells.
func (e *Evidence) Mark() Mark {
	switch {
	case e.PointSurely > e.CommaSurely:
		return Point
	case e.CommaSurely > e.PointSurely:
		return Comma
	case e.PointSurely > 0:
		return Point
	}
	return 0
}

// Ambiguous reports whether it matters that no cell tells the decimal mark.
func (e *Evidence) Ambiguous() bool {
	return e.Mark() == 0 && e.pointMaybe+e.commaMaybe > 0
}

// Order decides the order of day and month; 0 where no cell tells.
func (e *Evidence) Order() Order {
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

// DatesAre decides what plain numbers in a column of dates stand for.
func (e *Evidence) DatesAre() Dates {
	most := max(e.Dates, e.Serials, e.YearsOnly, e.Small+e.Durations)
	switch most {
	case 0, e.Dates:
		if e.Serials > 0 {
			return Serial // dates, some of which a spreadsheet wrote as numbers
		}
		return Calendar
	case e.Serials:
		return Serial
	case e.YearsOnly:
		return OnlyYear
	}
	return Years
}

// Scale decides the scale of ratings.
func (e *Evidence) Scale() Scale {
	switch max(e.Figures, e.Letters, e.Words, e.Stars) {
	case e.Figures:
		return Figures
	case e.Words:
		return Words
	case e.Letters:
		return Letters
	}
	return Stars
}

// Currency is the one most cells name.
func (e *Evidence) Currency() string {
	best, count := "", 0
	for code, n := range e.Currencies {
		if n > count || n == count && code < best {
			best, count = code, n
		}
	}
	return best
}
