package intake

import "tierbook/engine/book"

// Combine says which rows of a file are one client (METHOD.md §1).
type Combine uint8

const (
	CombineNone      Combine = iota // every row is a client
	CombineID                       // rows with the same client id are one
	CombineHousehold                // rows with the same household are one
)

var combineNames = [...]string{"none", "id", "household"}

// String is the name settings files use.
func (c Combine) String() string { return combineNames[c] }

// ParseCombine reads the name settings files use.
func ParseCombine(name string) (Combine, bool) {
	for i, n := range combineNames {
		if n == name {
			return Combine(i), true
		}
	}
	return CombineNone, false
}

// MarshalText writes the code.
func (c Combine) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads the code.
func (c *Combine) UnmarshalText(t []byte) error {
	return book.UnmarshalCode(c, combineNames[:], t, "a way to combine")
}
