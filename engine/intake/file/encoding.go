package file

import "tierbook/engine/book"

// LineEnd is how the lines of a file end.
type LineEnd uint8

const (
	LF LineEnd = iota + 1
	CRLF
	CR
)

var lineEndNames = [...]string{"", "lf", "crlf", "cr"}

// String is the code of the line end.
func (e LineEnd) String() string { return lineEndNames[e] }

// MarshalText writes the code.
func (e LineEnd) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// UnmarshalText reads the code.
func (e *LineEnd) UnmarshalText(t []byte) error {
	return book.UnmarshalCode(e, lineEndNames[:], t, "a line end")
}

// Encoding is how the characters of a file are written.
type Encoding uint8

const (
	UTF8 Encoding = iota + 1
	UTF16LE
	UTF16BE
	Windows1252
)

var encodingNames = [...]string{"", "utf-8", "utf-16le", "utf-16be", "windows-1252"}

// String is the code of the encoding.
func (e Encoding) String() string { return encodingNames[e] }

// MarshalText writes the code.
func (e Encoding) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// UnmarshalText reads the code.
func (e *Encoding) UnmarshalText(t []byte) error {
	return book.UnmarshalCode(e, encodingNames[:], t, "an encoding")
}
