package export

import (
	"strconv"
	"strings"

	"tierbook/engine/book"
)

// The types of the cells. Each writes itself exactly (MarshalCSV); those that
// come back refuse what they cannot read (UnmarshalCSV). A missing value is an
// empty cell.
type (
	Text    string       // disarmed on the way out, armed on the way in
	Money   book.Cents   // 1234.50
	Rating  book.Milli   // 7.5: a rating or a count
	Hours   book.Minutes // 16.25: hours a year
	Date    book.Day     // 2026-06-30
	Points  int          // hundredths of a point, 73.40; nothing below 0
	Percent book.BP      // 12.50: of a hundred, without the sign
	Count   int          // 62; nothing where it is 0
	YesNo   bool         // yes, or nothing
)

// MarshalCSV writes the text disarmed.
func (t Text) MarshalCSV() (string, error) { return Disarm(string(t)), nil }

// UnmarshalCSV reads what MarshalCSV wrote, without the blanks round it.
func (t *Text) UnmarshalCSV(cell string) error {
	*t = Text(Arm(strings.TrimSpace(cell)))
	return nil
}

func (m Money) MarshalCSV() (string, error) { return decimal(int64(m), 2, 2), nil }
func (r Rating) MarshalCSV() (string, error) {
	return decimal(int64(r), 3, 0), nil
}

// MarshalCSV writes hours to two decimals, which tell every minute apart.
func (h Hours) MarshalCSV() (string, error) {
	if h == book.Missing {
		return "", nil
	}
	hundredths := (int64(h)*10 + 3) / 6 // of an hour, rounded half up
	if h < 0 {
		hundredths = -((int64(-h)*10 + 3) / 6)
	}
	return decimal(hundredths, 2, 0), nil
}

func (d Date) MarshalCSV() (string, error)    { return book.Day(d).String(), nil }
func (p Percent) MarshalCSV() (string, error) { return decimal(int64(p), 2, 2), nil }

func (p Points) MarshalCSV() (string, error) {
	if p < 0 {
		return "", nil
	}
	return decimal(int64(p), 2, 2), nil
}

func (c Count) MarshalCSV() (string, error) {
	if c == 0 {
		return "", nil
	}
	return strconv.Itoa(int(c)), nil
}

func (y YesNo) MarshalCSV() (string, error) {
	if y {
		return "yes", nil
	}
	return "", nil
}

// UnmarshalCSV reads a plain decimal number, 7 or 7.5, that is not negative.
func (r *Rating) UnmarshalCSV(cell string) error {
	v, ok := parse(cell, 3)
	if !ok {
		return NotNumber
	}
	if v != book.Missing && (v < 0 || v > book.Largest) {
		return OutOfRange
	}
	*r = Rating(v)
	return nil
}

// UnmarshalCSV reads the number of a client as it was handed out.
func (c *Count) UnmarshalCSV(cell string) error {
	cell = strings.TrimSpace(cell)
	if cell == "" {
		*c = 0
		return nil
	}
	n, err := strconv.ParseUint(cell, 10, 31)
	if err != nil {
		return NotNumber
	}
	*c = Count(n)
	return nil
}

// decimal writes v, in units of 10 to the -places, with at least so many
// decimals as least says; nothing for a missing value.
func decimal(v int64, places, least int) string {
	if v == book.Missing {
		return ""
	}
	sign := ""
	if v < 0 {
		sign, v = "-", -v
	}
	digits := strconv.FormatInt(v, 10)
	for len(digits) <= places {
		digits = "0" + digits
	}
	whole, part := digits[:len(digits)-places], digits[len(digits)-places:]
	for len(part) > least && part[len(part)-1] == '0' {
		part = part[:len(part)-1]
	}
	if part == "" {
		return sign + whole
	}
	return sign + whole + "." + part
}

// parse reads a decimal number of at most so many decimals into units of 10 to
// the -places; Missing for an empty cell. The mark may be a comma where one or
// two digits follow it, as spreadsheets of half the world have it.
func parse(cell string, places int) (v int64, ok bool) {
	cell = strings.TrimSpace(cell)
	if cell == "" {
		return book.Missing, true
	}
	negative := cell[0] == '-'
	if negative {
		cell = cell[1:]
	}
	whole, part, marked := strings.Cut(cell, ".")
	if !marked {
		if at := len(cell) - 1 - strings.LastIndexByte(cell, ','); at <= 2 {
			whole, part, marked = strings.Cut(cell, ",")
		}
	}
	if len(part) > places || marked && part == "" {
		return 0, false
	}
	part += strings.Repeat("0", places-len(part))
	n, err := strconv.ParseUint(whole+part, 10, 62)
	if err != nil || whole == "" {
		return 0, false
	}
	if negative {
		return -int64(n), true
	}
	return int64(n), true
}
