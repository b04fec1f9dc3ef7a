package cell

import "tierbook/engine/book"

// Hours reads service time into minutes: 4.55, 1h 30m, 1:30, 90 min, 2 hours 15
// minutes. factor makes an annual time of a monthly one. A negative time is
// unreadable (METHOD.md §4).
func Hours(cell []byte, f *Format, factor int64) (book.Minutes, Reason) {
	if minutes, ok := clock(cell); ok {
		return bounded(minutes * factor)
	}
	var n number
	var room [mostDigits]byte
	rest, ok := n.parse(cell, f.Decimal, room[:])
	if !ok && f.Decimal != 0 {
		if rest, ok := n.parse(cell, Point+Comma-f.Decimal, room[:]); ok && len(rest) == 0 {
			return book.Missing, OtherMark
		}
	}
	if !ok || n.currency != "" || n.percent {
		return book.Missing, NotTime
	}
	// “90m” is minutes although m can also stand for millions.
	unit := f.Unit
	if n.scaled {
		if !endsWithM(cell) {
			return book.Missing, NotTime
		}
		n.whole -= 6
		unit = InMinutes
	}
	total := int64(0)
	for parts := 0; ; parts++ {
		if len(rest) > 0 {
			rest = Trim(rest)
			word, size := wordAt(rest)
			if unit = unitNamed(word); unit == 0 {
				return book.Missing, NotTime
			}
			rest = rest[size:]
			if len(rest) > 0 && rest[0] == '.' {
				rest = rest[1:]
			}
			rest = Trim(rest)
		}
		part, ok := n.in(0, perUnit(unit)*factor)
		if !ok {
			return book.Missing, Unbelievable
		}
		total += part
		if len(rest) == 0 {
			break
		}
		// A second part is of a smaller unit: 1h 30m.
		if parts == 2 || n.negative {
			return book.Missing, NotTime
		}
		before := unit
		if rest, ok = n.parse(rest, f.Decimal, room[:]); !ok || n.negative || n.currency != "" || n.percent {
			return book.Missing, NotTime
		}
		unit = InMinutes
		if n.scaled {
			if !endsWithM(cell) {
				return book.Missing, NotTime
			}
			n.whole -= 6
		}
		if before == InMinutes {
			return book.Missing, NotTime
		}
	}
	if n.negative && (len(n.digits) > 0 || total < 0) {
		return book.Missing, IsNegative
	}
	return bounded(total)
}

func bounded(minutes int64) (book.Minutes, Reason) {
	if minutes > book.Largest {
		return book.Missing, Unbelievable
	}
	return book.Minutes(minutes), 0
}

func endsWithM(cell []byte) bool {
	n := len(cell)
	return n > 1 && cell[n-1]|0x20 == 'm' && !IsLetter(cell[n-2])
}

// perUnit is how many minutes a unit has.
func perUnit(u Unit) int64 {
	switch u {
	case InMinutes:
		return 1
	case InDays:
		return 8 * 60
	}
	return 60
}

func unitNamed(word string) Unit {
	switch word {
	case "h", "hr", "hrs", "hour", "hours", "std", "stunden":
		return InHours
	case "m", "min", "mins", "minute", "minutes":
		return InMinutes
	case "d", "day", "days":
		return InDays
	}
	return 0
}

// clock reads 1:30 and 1:30:00; seconds round half up.
func clock(cell []byte) (minutes int64, ok bool) {
	var parts [3]int64
	n, size := 0, 0
	for _, c := range cell {
		switch {
		case IsDigit(c):
			if size++; size > 6 || n > 0 && size > 2 {
				return 0, false
			}
			parts[n] = parts[n]*10 + int64(c-'0')
		case c == ':' && size > 0 && n < 2:
			n++
			size = 0
		default:
			return 0, false
		}
	}
	if n == 0 || size != 2 || parts[1] > 59 || parts[2] > 59 {
		return 0, false
	}
	minutes = parts[0]*60 + parts[1]
	if parts[2] >= 30 {
		minutes++
	}
	return minutes, true
}
