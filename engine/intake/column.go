package intake

import (
	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
)

// kind is how the cells of a column are kept.
type kind uint8

const (
	asNothing kind = iota // left out, or a tax number
	asText                // an attribute: to the byte
	asName                // an id, name or household: without blanks around
	asHash                // an account number
	asCents
	asDay
	asMilli
	asMinutes
)

// column is a column while it is read.
type column struct {
	Column
	role        field.Role
	weight      int
	bytes, seen int64 // of the sample, for the room it will take

	kind       kind
	dated      bool              // an attribute that holds dates: hyphens say nothing
	slashes    bool              // dates are written 3/28/2009
	empty      int               // rows without a value, or with one that could not be read
	careful    bool              // no short cuts: there are rules, or evidence is still looked for
	factor     int64             // makes an annual amount
	rules      map[string]string // texts to read as others
	contrary   int               // cells that another format would read
	proving    bool              // the order of dates or the decimal mark is assumed
	proof      cell.Evidence     // while something is assumed: what the cells tell
	taxNumbers int               // cells that were overwritten, in a column of something else

	cents   []book.Cents
	days    []book.Day
	millis  []book.Milli
	minutes []book.Minutes
	text    []byte
	ends    []uint32
}

// grow lengthens a column by n rows.
func grow[Q book.Quantity](column []Q, n int) []Q {
	if len(column)+n > cap(column) {
		bigger := make([]Q, len(column), (len(column)+n)*5/4+64)
		copy(bigger, column)
		column = bigger
	}
	return column[:len(column)+n]
}
