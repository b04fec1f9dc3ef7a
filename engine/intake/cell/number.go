package cell

import (
	"bytes"

	"tierbook/engine/book"
)

// A number is what a cell's text says, digit by digit, so that it can be made a
// whole number of cents, thousandths or minutes without passing through floating
// point: rounding looks at the digits themselves.
type number struct {
	negative bool
	digits   []byte // without leading zeros; values 0…9
	whole    int    // how many of the digits stand before the decimal mark; may be negative or beyond the digits
	currency string // ISO code, "" where the cell names none
	percent  bool
	scaled   bool // written with k, M, bn …
	marks    marks
}

// marks is what the points and commas of a number tell about its column.
type marks uint8

const (
	noMarks     marks = iota
	pointSurely       // 1,234.5 or 12.5: the point is the decimal mark
	commaSurely       // 1.234,5 or 12,5
	pointMaybe        // 1.234: decimals if the point is the decimal mark, thousands if the comma is
	commaMaybe        // 1,234: the other way round
)

// mostDigits is how many digits of a number are looked at. Rounding half away
// from zero needs but one digit more than it keeps, and no believable amount has
// more than 13 before the mark.
const mostDigits = 48

// parse reads the number in a bare cell, with the decimal mark given; with mark
// 0 it goes by the cell alone. The text that is left over, if any, is returned:
// a unit, or the sign that this is no number. digits is room for its digits.
func (n *number) parse(cell []byte, mark Mark, digits []byte) (rest []byte, ok bool) {
	*n = number{digits: digits[:0]}
	open := false // a parenthesis that stands for minus
	signed := false
	for {
		if len(cell) == 0 {
			return cell, false
		}
		if b := BlankAt(cell); b > 0 {
			cell = cell[b:]
			continue
		}
		switch c := cell[0]; {
		case IsDigit(c) || (c == '.' || c == ',') && len(cell) > 1 && IsDigit(cell[1]):
		case c == '(' && !open && !signed:
			open, n.negative = true, true
			cell = cell[1:]
			continue
		case (c == '-' || c == '+') && !signed && !open:
			signed, n.negative = true, c == '-'
			cell = cell[1:]
			continue
		case bytes.HasPrefix(cell, []byte("−")) && !signed && !open:
			signed, n.negative = true, true
			cell = cell[3:]
			continue
		default:
			code, size := CurrencyAt(cell)
			if size == 0 || n.currency != "" {
				return cell, false
			}
			n.currency = code
			cell = cell[size:]
			continue
		}
		break
	}
	used, ok := n.body(cell, mark)
	if !ok {
		return cell, false
	}
	last := cell[used-1]
	if cell = cell[used:]; (last == '.' || last == ',') && len(cell) > 0 && cell[0] == '-' {
		cell = cell[1:] // 1'000.- is how the Swiss write a round amount
	}
	for len(cell) > 0 {
		if b := BlankAt(cell); b > 0 {
			cell = cell[b:]
			continue
		}
		switch c := cell[0]; {
		case c == ')' && open:
			open = false
			cell = cell[1:]
		case c == '-' && !signed && !n.negative:
			signed, n.negative = true, true
			cell = cell[1:]
		case c == '%' && !n.percent:
			n.percent = true
			cell = cell[1:]
		default:
			if code, size := CurrencyAt(cell); size > 0 && n.currency == "" {
				n.currency = code
				cell = cell[size:]
				continue
			}
			if power, size := powerAt(cell); size > 0 && !n.scaled {
				n.scaled = true
				n.whole += power
				cell = cell[size:]
				continue
			}
			return cell, !open
		}
	}
	return nil, !open
}

// IsNumber reports whether a bare cell is a number and nothing else.
func IsNumber(cell []byte) bool {
	var n number
	var room [mostDigits]byte
	rest, ok := n.parse(cell, 0, room[:])
	return ok && len(rest) == 0
}

// body reads the digits and marks a cell begins with, and says how many bytes
// they take.
func (n *number) body(cell []byte, mark Mark) (used int, ok bool) {
	// First the extent: digits, marks, and blanks between digits.
	end := 0
	points, commas, lastPoint, lastComma := 0, 0, -1, -1
	for end < len(cell) {
		switch c := cell[end]; {
		case IsDigit(c):
			end++
			continue
		case c == '.':
			points++
			lastPoint = end
			end++
			continue
		case c == ',':
			commas++
			lastComma = end
			end++
			continue
		}
		size := separatorAt(cell[end:])
		if size == 0 || end == 0 || !IsDigit(cell[end-1]) || end+size+2 >= len(cell) || !IsDigit(cell[end+size]) || !IsDigit(cell[end+size+1]) || !IsDigit(cell[end+size+2]) {
			break
		}
		end += size
	}
	for end > 0 && !IsDigit(cell[end-1]) && cell[end-1] != '.' && cell[end-1] != ',' {
		end--
	}
	cell = cell[:end]
	n.marks = marksOf(cell, points, commas, lastPoint, lastComma)
	if mark == 0 {
		mark = Point
		if n.marks == commaSurely {
			mark = Comma
		}
	}
	decimal, thousand := byte('.'), byte(',')
	if mark == Comma {
		decimal, thousand = ',', '.'
	}
	var group byte // what parts the thousands here
	size := 0      // digits since the last mark
	sawDecimal := false
	whole, any := 0, false
	for i := 0; i < end; {
		c := cell[i]
		switch {
		case IsDigit(c):
			any = true
			size++
			if !sawDecimal {
				whole++
			}
			switch {
			case len(n.digits) == 0 && c == '0':
				whole-- // a leading zero, also one right after the mark
			case len(n.digits) < mostDigits:
				n.digits = append(n.digits, c-'0')
			}
			i++
		case c == decimal:
			if sawDecimal || group != 0 && size != 3 {
				return 0, false
			}
			sawDecimal = true
			size = 0
			i++
		default:
			this, width := c, 1
			if c != thousand {
				this, width = ' ', separatorAt(cell[i:])
				if c == '\'' {
					this = c
				}
			}
			if sawDecimal || width == 0 || group != 0 && (this != group || size != 3) || group == 0 && (size == 0 || size > 3) {
				return 0, false
			}
			group = this
			size = 0
			i += width
		}
	}
	if !any || group != 0 && !sawDecimal && size != 3 {
		return 0, false
	}
	n.whole = whole
	return end, true
}

// separatorAt is the size of a mark between thousands other than point and
// comma: a blank or an apostrophe.
func separatorAt(cell []byte) int {
	if len(cell) == 0 {
		return 0
	}
	if cell[0] == '\'' {
		return 1
	}
	if bytes.HasPrefix(cell, []byte("’")) {
		return 3
	}
	if cell[0] == '\t' || cell[0] == '\r' || cell[0] == '\n' {
		return 0
	}
	return BlankAt(cell)
}

// marksOf says what the points and commas of a run of digits tell.
func marksOf(cell []byte, points, commas, lastPoint, lastComma int) marks {
	switch {
	case points == 0 && commas == 0:
		return noMarks
	case points > 0 && commas > 0:
		if lastPoint > lastComma {
			return pointSurely
		}
		return commaSurely
	case points > 1:
		return commaSurely // 1.234.567
	case commas > 1:
		return pointSurely
	case points == 1:
		if len(cell)-lastPoint-1 == 3 && lastPoint >= 1 && lastPoint <= 3 && cell[0] != '0' {
			return pointMaybe
		}
		return pointSurely
	default:
		if len(cell)-lastComma-1 == 3 && lastComma >= 1 && lastComma <= 3 && cell[0] != '0' {
			return commaMaybe
		}
		return commaSurely
	}
}

// in is the number times 10^power times factor as a whole number, rounded half
// away from zero; false where it is beyond book.Largest.
func (n *number) in(power int, factor int64) (int64, bool) {
	digits, whole := n.digits, n.whole
	if factor != 1 {
		digits, whole = n.times(factor)
	}
	keep := whole + power
	if keep < 0 || len(digits) == 0 {
		return 0, true
	}
	value := int64(0)
	for i := 0; i < keep; i++ {
		if value > book.Largest/10 {
			return 0, false
		}
		value *= 10
		if i < len(digits) {
			value += int64(digits[i])
		}
	}
	if keep < len(digits) && digits[keep] >= 5 {
		value++
	}
	if value > book.Largest {
		return 0, false
	}
	if n.negative {
		value = -value
	}
	return value, true
}

// times multiplies the digits, as one does on paper.
func (n *number) times(factor int64) (digits []byte, whole int) {
	product := make([]byte, len(n.digits)+20)
	carry := int64(0)
	at := len(product)
	for i := len(n.digits) - 1; i >= 0; i-- {
		carry += int64(n.digits[i]) * factor
		at--
		product[at] = byte(carry % 10)
		carry /= 10
	}
	for carry > 0 {
		at--
		product[at] = byte(carry % 10)
		carry /= 10
	}
	product = product[at:]
	return product, n.whole + len(product) - len(n.digits)
}

// powerAt reads the word for a power of ten that a cell begins with, and what
// it takes: 1.2M, 350k, 3 bn.
func powerAt(cell []byte) (power, size int) {
	for size < len(cell) && IsLetter(cell[size]) {
		size++
	}
	if size == 0 || size > 9 {
		return 0, 0
	}
	switch Lower(cell[:size]) {
	case "k", "tsd", "thousand", "thou":
		power = 3
	case "m", "mm", "mn", "mil", "mio", "million", "millions":
		power = 6
	case "b", "bn", "mrd", "billion", "billions":
		power = 9
	default:
		return 0, 0
	}
	if size < len(cell) && cell[size] == '.' {
		size++ // Mio.
	}
	return power, size
}

// signs are the currency signs, longest first where one begins another.
var signs = []struct{ sign, code string }{
	{"US$", "USD"}, {"CA$", "CAD"}, {"C$", "CAD"}, {"A$", "AUD"}, {"AU$", "AUD"}, {"NZ$", "NZD"}, {"HK$", "HKD"}, {"S$", "SGD"}, {"R$", "BRL"},
	{"€", "EUR"}, {"£", "GBP"}, {"¥", "JPY"}, {"₹", "INR"}, {"₣", "CHF"}, {"₪", "ILS"}, {"₩", "KRW"}, {"zł", "PLN"}, {"Kč", "CZK"}, {"Fr.", "CHF"},
}

// codes are the currencies recognised by their ISO code.
const codes = "USD EUR GBP CHF CAD AUD NZD JPY CNY HKD SGD INR SEK NOK DKK PLN CZK HUF ILS ZAR BRL MXN KRW AED"

// CurrencyAt reads the currency a cell begins with, and how many bytes it takes.
func CurrencyAt(cell []byte) (code string, size int) {
	c := cell[0]
	if c == '$' {
		return "USD", 1
	}
	if c < 0x80 && !IsLetter(c) {
		return "", 0
	}
	special := c >= 0x80
	for _, c := range cell[1:min(len(cell), 4)] {
		special = special || c == '$' || c == '.' || c >= 0x80 // US$, Fr., zł
	}
	if special {
		for _, s := range signs {
			if len(cell) >= len(s.sign) && string(cell[:len(s.sign)]) == s.sign {
				return s.code, len(s.sign)
			}
		}
	}
	if len(cell) < 3 || len(cell) > 3 && IsLetter(cell[3]) {
		return "", 0
	}
	var three [3]byte
	for i := range three {
		if !IsLetter(cell[i]) {
			return "", 0
		}
		three[i] = cell[i] &^ 0x20
	}
	for i := 0; i < len(codes); i += 4 {
		if codes[i:i+3] == string(three[:]) {
			return codes[i : i+3], 3
		}
	}
	return "", 0
}

// Money reads an amount into cents. Nothing but the number, its sign, currency
// and power of ten may stand in the cell.
func Money(cell []byte, f *Format, factor int64) (book.Cents, Reason) {
	var n number
	var room [mostDigits]byte
	rest, ok := n.parse(cell, f.Decimal, room[:])
	if !ok || len(rest) > 0 || n.percent {
		if f.Decimal != 0 {
			if rest, ok := n.parse(cell, Point+Comma-f.Decimal, room[:]); ok && len(rest) == 0 && !n.percent {
				return book.Missing, OtherMark
			}
		}
		return book.Missing, NotMoney
	}
	if n.currency != "" && f.Currency != "" && n.currency != f.Currency {
		return book.Missing, OtherCurrency
	}
	power := 2
	switch f.Times {
	case 1000:
		power += 3
	case 1_000_000:
		power += 6
	}
	if n.scaled && f.Times > 1 {
		power = 2 // “1.2M” says itself what it is in, whatever the heading says
	}
	value, ok := n.in(power, factor)
	if !ok {
		return book.Missing, Unbelievable
	}
	return book.Cents(value), 0
}
