package cell

import (
	"bytes"

	"tierbook/engine/book"
)

// Rating reads a rating or a count from a bare cell, on the scale of its column.
// A cell on another scale is a problem rather than a guess: “high” in a column
// of figures may be 8, 9 or 10.
func Rating(cell []byte, f *Format) (book.Milli, Reason) {
	scale := f.Scale
	if scale == 0 {
		scale = ScaleOf(cell, f.Decimal)
	}
	switch scale {
	case Letters:
		if v, ok := letterGrade(cell); ok {
			return v, 0
		}
	case Words:
		if v, ok := wordRating(cell); ok {
			return v, 0
		}
	case Stars:
		if v, ok := stars(cell); ok {
			return v, 0
		}
	default:
		if v, reason := figure(cell, f.Decimal); reason == 0 || reason == Unbelievable {
			return v, reason
		}
		if f.Decimal != 0 {
			if _, reason := figure(cell, Point+Comma-f.Decimal); reason == 0 {
				return book.Missing, OtherMark
			}
		}
	}
	if ScaleOf(cell, 0) != 0 {
		return book.Missing, OtherScale
	}
	return book.Missing, NotRating
}

// Most is the best that a rating becomes; figures may be any.
func (s Scale) Most() book.Milli {
	switch s {
	case Letters:
		return 4333
	case Words, Stars:
		return 5000
	}
	return book.Largest
}

// ScaleOf is the scale a cell can be read on, 0 for none.
func ScaleOf(cell []byte, mark Mark) Scale {
	if _, reason := figure(cell, mark); reason == 0 {
		return Figures
	}
	return WordScale(cell)
}

// WordScale is the scale a cell without figures can be read on, 0 for none.
func WordScale(cell []byte) Scale {
	if _, ok := letterGrade(cell); ok {
		return Letters
	}
	if _, ok := wordRating(cell); ok {
		return Words
	}
	if _, ok := stars(cell); ok {
		return Stars
	}
	return 0
}

// figure reads 7, 7.5, 80%, 8/10, 8 of 10 and “8 out of 10”: what stands first.
func figure(cell []byte, mark Mark) (book.Milli, Reason) {
	var n number
	var room [mostDigits]byte
	rest, ok := n.parse(cell, mark, room[:])
	if !ok || n.currency != "" || n.scaled {
		return book.Missing, NotRating
	}
	if len(rest) > 0 {
		rest = Trim(rest)
		switch word, size := wordAt(rest); {
		case len(rest) > 1 && rest[0] == '/':
			rest = rest[1:]
		case word == "of" || word == "out":
			rest = Trim(bytes.TrimPrefix(Trim(rest[size:]), []byte("of")))
		case isPoints(word) && size == len(rest):
			rest = one
		default:
			return book.Missing, NotRating
		}
		var of number
		var more [mostDigits]byte
		if left, ok := of.parse(rest, mark, more[:]); !ok || len(left) > 0 || of.negative || len(of.digits) == 0 {
			return book.Missing, NotRating
		}
	}
	v, ok := n.in(3, 1)
	if !ok {
		return book.Missing, Unbelievable
	}
	return book.Milli(v), 0
}

var one = []byte("1")

// isPoints reports whether a word after a figure says no more than that it is a
// rating or a count.
func isPoints(word string) bool {
	switch word {
	case "pt", "pts", "point", "points", "star", "stars", "referral", "referrals", "client", "clients":
		return true
	}
	return false
}

// letterGrade reads A+ … F: A is 4, D is 1, E and F are 0, a sign is a third.
func letterGrade(cell []byte) (book.Milli, bool) {
	if len(cell) == 0 || len(cell) > 2 {
		return 0, false
	}
	letter := cell[0] &^ 0x20
	if letter < 'A' || letter > 'F' {
		return 0, false
	}
	v := book.Milli('E'-int(letter)) * 1000
	v = max(v, 0)
	if len(cell) == 2 {
		switch cell[1] {
		case '+':
			v += 333
		case '-':
			v -= 333
		default:
			return 0, false
		}
	}
	return v, true
}

// wordRating reads the words people rate with.
func wordRating(cell []byte) (book.Milli, bool) {
	if len(cell) > 20 {
		return 0, false
	}
	switch Lower(cell) {
	case "very low", "very poor", "lowest", "terrible":
		return 1000, true
	case "low", "poor", "weak", "bad", "l", "yes", "y", "true", "below average":
		if c := cell[0] | 0x20; c == 'y' || c == 't' {
			return 1000, true
		}
		return 2000, true
	case "medium", "med", "moderate", "average", "neutral", "fair", "ok", "okay", "mid", "m", "normal":
		return 3000, true
	case "high", "good", "strong", "h", "above average":
		return 4000, true
	case "very high", "very good", "excellent", "highest", "great", "outstanding", "very strong":
		return 5000, true
	case "no", "n", "false":
		return 0, true
	}
	return 0, false
}

// stars counts full stars; hollow ones are those not given.
func stars(cell []byte) (book.Milli, bool) {
	count, any := 0, false
	for len(cell) > 0 {
		size := 3
		switch {
		case cell[0] == '*':
			size = 1
			count++
		case bytes.HasPrefix(cell, []byte("★")), bytes.HasPrefix(cell, []byte("⭐")):
			count++
		case bytes.HasPrefix(cell, []byte("☆")):
		case any && bytes.HasPrefix(cell, []byte("½")):
			return book.Milli(count)*1000 + 500, len(cell) == 2
		case any && bytes.HasPrefix(cell, []byte("\ufe0f")): // what makes a sign an emoji
		default:
			return 0, false
		}
		any = true
		cell = cell[size:]
	}
	return book.Milli(count) * 1000, any
}
