package cell

import (
	"bytes"
	"encoding/binary"
)

// Bare is a cell without the quotes round it and the blanks at its ends. It may
// write the doubled quotes away in place, so the bytes must be the reader's own.
func Bare(cell []byte) []byte {
	cell = Trim(cell)
	if len(cell) == 0 || cell[0] != '"' {
		return cell
	}
	return Trim(Unquote(cell))
}

// Unquote takes off the quotes round a cell that begins with one, in place.
// A quote that nothing closes is taken off too.
func Unquote(cell []byte) []byte {
	cell = cell[1:]
	if n := len(cell); n > 0 && cell[n-1] == '"' {
		cell = cell[:n-1]
	}
	from := bytes.IndexByte(cell, '"')
	if from < 0 {
		return cell
	}
	to := from
	for i := from; i < len(cell); i++ {
		cell[to] = cell[i]
		to++
		if cell[i] == '"' && i+1 < len(cell) && cell[i+1] == '"' {
			i++
		}
	}
	return cell[:to]
}

// Trim takes blanks off both ends: spaces, tabs, line ends, and the no-break and
// narrow spaces that spreadsheets and web pages put in.
func Trim(cell []byte) []byte {
	for len(cell) > 0 {
		n := BlankAt(cell)
		if n == 0 {
			break
		}
		cell = cell[n:]
	}
	for n := len(cell); n > 0; n = len(cell) {
		switch c := cell[n-1]; {
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			cell = cell[:n-1]
		case c == 0xA0 && n > 1 && cell[n-2] == 0xC2:
			cell = cell[:n-2]
		case n > 2 && BlankAt(cell[n-3:]) == 3:
			cell = cell[:n-3]
		default:
			return cell
		}
	}
	return cell
}

// BlankAt is how many bytes of a blank cell begins with.
func BlankAt(cell []byte) int {
	switch c := cell[0]; {
	case c == ' ' || c == '\t' || c == '\r' || c == '\n':
		return 1
	case c == 0xC2 && len(cell) > 1 && cell[1] == 0xA0:
		return 2
	case c == 0xE2 && len(cell) > 2 && cell[1] == 0x80 && (cell[2] == 0xAF || cell[2] == 0x89 || cell[2] == 0x87 || cell[2] == 0x8B):
		return 3 // narrow no-break, thin, figure and zero-width space
	case c == 0xEF && len(cell) > 2 && cell[1] == 0xBB && cell[2] == 0xBF:
		return 3 // a byte-order mark that two joined files leave inside
	}
	return 0
}

// IsMissing reports whether a bare cell stands for no value.
func IsMissing(cell []byte) bool {
	if len(cell) == 0 {
		return true
	}
	if len(cell) > 12 {
		return false
	}
	if isDashes(cell) {
		return true
	}
	switch Lower(cell) {
	case "n/a", "na", "n.a.", "n.a", "#n/a", "#na", "null", "(null)", "#null!", "nan", "#n/v", "(blank)":
		return true
	}
	return false
}

// IsNameless reports whether a bare cell of a name, id or household stands for
// none. Words are not asked: Null and Na are people's names.
func IsNameless(cell []byte) bool {
	if len(cell) == 0 || isDashes(cell) {
		return true
	}
	if len(cell) > 7 {
		return false
	}
	switch Lower(cell) {
	case "n/a", "#n/a", "(null)", "(blank)":
		return true
	}
	return false
}

// isDashes reports whether a cell is nothing but up to four hyphens or dashes.
func isDashes(cell []byte) bool {
	if len(cell) > 12 {
		return false
	}
	for n := 0; len(cell) > 0; n++ {
		switch {
		case n == 4:
			return false
		case cell[0] == '-':
			cell = cell[1:]
		case bytes.HasPrefix(cell, []byte("–")), bytes.HasPrefix(cell, []byte("—")):
			cell = cell[3:]
		default:
			return false
		}
	}
	return true
}

// Lower is a cell's text with its ASCII letters in lower case.
func Lower(cell []byte) string {
	var small [64]byte
	text := append(small[:0], cell...)
	for i, c := range text {
		if 'A' <= c && c <= 'Z' {
			text[i] = c + 'a' - 'A'
		}
	}
	return string(text)
}

// IsDigit and IsLetter know ASCII only.
func IsDigit(c byte) bool  { return c-'0' <= 9 }
func IsLetter(c byte) bool { return c|0x20-'a' < 26 }

// topBits are the highest bits of eight bytes.
const topBits = 0x8080808080808080

// IsASCII reports whether a text has no other characters.
func IsASCII(text []byte) bool {
	for ; len(text) >= 8; text = text[8:] {
		if binary.LittleEndian.Uint64(text)&topBits != 0 {
			return false
		}
	}
	for _, c := range text {
		if c >= 0x80 {
			return false
		}
	}
	return true
}
