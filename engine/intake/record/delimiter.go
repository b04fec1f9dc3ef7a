package record

import "tierbook/engine/book"

// Delimiter is what parts the cells of a row: ',', ';', '\t' or '|'.
type Delimiter byte

// Delimiters are the ones that files are read with, the commonest first.
var Delimiters = [...]Delimiter{',', ';', '\t', '|'}

var delimiterNames = map[Delimiter]string{0: "", ',': "comma", ';': "semicolon", '\t': "tab", '|': "pipe"}

// String is the code of the delimiter.
func (d Delimiter) String() string { return delimiterNames[d] }

// MarshalText writes the code.
func (d Delimiter) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the code.
func (d *Delimiter) UnmarshalText(t []byte) error {
	for one, name := range delimiterNames {
		if name == string(t) {
			*d = one
			return nil
		}
	}
	return book.UnmarshalCode(d, nil, t, "a delimiter")
}
