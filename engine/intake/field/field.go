package field

import "tierbook/engine/book"

// Field is what a column of a client list means to Tierbook.
type Field uint8

const (
	NoField     Field = iota
	ID                // the client's id
	Name              // the client's name
	FirstName         // joined with the last name to the name
	MiddleName        // joined in between
	LastName          // joined with the first name to the name
	Household         // the household's name or id
	AUM               // assets under management
	GDC               // gross dealer concessions, or whatever revenue the file has
	Since             // start of the relationship
	Potential         // future potential, a rating
	Likeability       // a rating
	Referrals         // a count or a rating
	Hours             // service time
	PaymentDate       // the date of a payment, in a file of one row per payment
)

// Fields is how many fields there are, NoField among them.
const Fields = int(PaymentDate) + 1

var fieldNames = [Fields]string{"", "id", "name", "first_name", "middle_name", "last_name", "household", "aum", "gdc",
	"client_since", "potential", "likeability", "referrals", "hours", "payment_date"}

// String is the field's canonical heading.
func (f Field) String() string { return fieldNames[f] }

// MarshalText writes the canonical heading.
func (f Field) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// UnmarshalText reads the canonical heading.
func (f *Field) UnmarshalText(text []byte) error {
	return book.UnmarshalCode(f, fieldNames[:], text, "a field")
}

// IsText reports whether the field is kept as text.
func (f Field) IsText() bool { return f >= ID && f <= Household }

// IsMoney reports whether the field is an amount of money.
func (f Field) IsMoney() bool { return f == AUM || f == GDC }

// IsNumber reports whether the field is an amount, a date, a rating or a time.
func (f Field) IsNumber() bool { return f != NoField && !f.IsText() }

// Use is what is done with a column.
type Use uint8

const (
	Undecided  Use = iota // in Options: find out
	AsField               // read into the field
	Attribute             // kept as text, for segments
	LeftOut               // not kept
	Sensitive             // a tax number: overwritten before anything is kept
	Account               // an account number: a keyed hash and the last four
	HeldAway              // an attribute, by choice: what a client holds elsewhere
	ReferredBy            // an attribute, by choice: who sent a client
)

var useNames = [...]string{"", "field", "attribute", "left_out", "sensitive", "account", "held_away", "referred_by"}

// String is the code of the use.
func (u Use) String() string { return useNames[u] }

// MarshalText writes the code.
func (u Use) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

// UnmarshalText reads the code.
func (u *Use) UnmarshalText(text []byte) error {
	return book.UnmarshalCode(u, useNames[:], text, "a use")
}
