package cell

import "tierbook/engine/book"

// Reason is why a cell or a line could not be read as it stands.
type Reason uint8

const (
	NotMoney      Reason = iota + 1 // no amount of money
	NotDate                         // no date, or a day the calendar does not have
	NotRating                       // no rating or count
	NotTime                         // no length of time
	IsNegative                      // service time below 0
	Unbelievable                    // beyond book.Largest
	OtherMark                       // a number in the other notation than its column's
	OtherOrder                      // a date that fits only the other order of day and month
	OtherScale                      // a rating on another scale than its column's
	OtherCurrency                   // an amount in another currency than the book's
	StrayQuote                      // a quote that opens or closes nothing; the line was read as far as it makes sense
	BrokenRow                       // quotes so broken that the line's cells cannot be told apart
	ShortRow                        // fewer cells than headings
	LongRow                         // more cells than headings; Text is the surplus
	BadBytes                        // bytes that are no text in the file's encoding
	ControlBytes                    // control characters, taken out of the text
	LongCell                        // more text than a spreadsheet's cell holds
)

var reasonNames = [...]string{"", "not_money", "not_date", "not_rating", "not_time", "negative", "unbelievable", "other_mark",
	"other_order", "other_scale", "other_currency", "stray_quote", "broken_row", "short_row", "long_row", "bad_bytes",
	"control_bytes", "long_cell"}

// String is the code of the reason.
func (r Reason) String() string { return reasonNames[r] }

// MarshalText writes the code.
func (r Reason) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads the code.
func (r *Reason) UnmarshalText(t []byte) error {
	return book.UnmarshalCode(r, reasonNames[:], t, "a reason")
}

// Reasons is how many reasons there are, the zero one among them.
const Reasons = int(LongCell) + 1
