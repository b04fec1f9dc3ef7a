package export

import (
	"strings"
	"unicode/utf8"
)

// Disarm writes a text so that no program which opens the file runs it or is
// led astray by it:
//
//   - What a spreadsheet would take for a formula gets an apostrophe before it.
//     A plain number does not: -5 stays a number.
//   - What turns the direction of writing, and control characters, are named
//     rather than written: ⟦U+202E⟧. So nothing is shown reversed, and who reads
//     the file sees what there was.
//
// Arm undoes both, for every text.
func Disarm(text string) string {
	if strings.IndexFunc(text, isUnseen) >= 0 || strings.Contains(text, nameStart) {
		text = named(text)
	}
	if runs(text) {
		text = "'" + text
	}
	return text
}

// Arm gives back the text that Disarm was given.
func Arm(text string) string {
	if text != "" && text[0] == '\'' && runs(text) {
		text = text[1:]
	}
	if strings.Contains(text, nameStart) {
		text = unnamed(text)
	}
	return text
}

// A character is named by nameStart, four digits and nameEnd. One that names
// begin with is named itself where a name would stand in the text.
const (
	nameStart = "⟦U+"
	nameEnd   = "⟧"
	bracket   = '⟦'
)

// isUnseen reports whether a character is a control character that no text
// needs, or turns the direction of writing.
func isUnseen(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r >= 0x7F && r < 0xA0 || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// named is a text with names for what is not seen.
func named(text string) string {
	var out strings.Builder
	for at, r := range text {
		_, _, name := nameAt(text[at:])
		if !isUnseen(r) && !name {
			_, size := utf8.DecodeRuneInString(text[at:])
			out.WriteString(text[at : at+size])
			continue
		}
		out.WriteString(nameStart)
		for shift := 12; shift >= 0; shift -= 4 {
			out.WriteByte("0123456789ABCDEF"[r>>shift&15])
		}
		out.WriteString(nameEnd)
	}
	return out.String()
}

// unnamed is a text with what its names stand for.
func unnamed(text string) string {
	var out strings.Builder
	for text != "" {
		at := strings.Index(text, nameStart)
		if at < 0 {
			break
		}
		out.WriteString(text[:at])
		text = text[at:]
		if r, size, ok := nameAt(text); ok {
			out.WriteRune(r)
			text = text[size:]
		} else {
			out.WriteString(nameStart)
			text = text[len(nameStart):]
		}
	}
	return out.String() + text
}

// nameAt is the character that a text begins with the name of, and how long the
// name is.
func nameAt(text string) (r rune, size int, ok bool) {
	const digits = 4
	size = len(nameStart) + digits + len(nameEnd)
	if len(text) < size || text[:len(nameStart)] != nameStart || text[size-len(nameEnd):size] != nameEnd {
		return 0, 0, false
	}
	for _, c := range []byte(text[len(nameStart) : len(nameStart)+digits]) {
		at := strings.IndexByte("0123456789ABCDEF", c)
		if at < 0 {
			return 0, 0, false
		}
		r = r<<4 | rune(at)
	}
	return r, size, isUnseen(r) || r == bracket
}

// runs reports whether a spreadsheet would take the text for a formula, or
// would if it had no apostrophes before it.
func runs(text string) bool {
	bare := strings.TrimLeft(text, "'")
	if bare == "" {
		return false
	}
	switch bare[0] {
	case '=', '@', '\t', '\r', '\n':
		return true
	case '+', '-':
		return len(bare) != len(text) || !isNumber(bare[1:])
	}
	for _, wide := range []string{"＝", "＋", "－", "＠"} { // which some spreadsheets take for the narrow ones
		if strings.HasPrefix(bare, wide) {
			return true
		}
	}
	return false
}

// isNumber reports whether a text is digits with marks between them.
func isNumber(text string) bool {
	for i, c := range []byte(text) {
		if c-'0' > 9 && (i == 0 || c != '.' && c != ',') {
			return false
		}
	}
	return text != ""
}
