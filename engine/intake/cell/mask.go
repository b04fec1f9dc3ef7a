package cell

import (
	"bytes"
	"sort"
	"strings"
)

// IsTaxNumber reports whether a bare cell is written as an American social
// security or employer number: 123-45-6789, 12-3456789.
func IsTaxNumber(cell []byte) bool {
	switch {
	case len(cell) == 11 && (cell[3] == '-' || cell[3] == ' ') && cell[6] == cell[3]:
		return AllDigits(cell[:3]) && AllDigits(cell[4:6]) && AllDigits(cell[7:])
	case len(cell) == 10 && cell[2] == '-':
		return AllDigits(cell[:2]) && AllDigits(cell[3:])
	}
	return false
}

// maskNumbers overwrites everything in a text that is written like a tax number,
// and with bare also runs of nine digits. Dates and telephone numbers are not.
func maskNumbers(text []byte, bare bool) []byte {
	for i := 0; i+9 <= len(text); i++ {
		if !IsDigit(text[i]) || i > 0 && (IsDigit(text[i-1]) || text[i-1] == '-') {
			continue
		}
		for _, size := range [...]int{11, 10, 9} {
			if i+size > len(text) || i+size < len(text) && (IsDigit(text[i+size]) || text[i+size] == '-') {
				continue
			}
			part := text[i : i+size]
			if IsTaxNumber(part) || bare && size == 9 && AllDigits(part) {
				Overwrite(part)
			}
		}
	}
	return text
}

// MaskWithin overwrites everything written like 123-45-6789 in cells that are
// laid end to end from an offset on, and says how often that was. ends are the
// cells' ends. What begins in one cell and ends in another is two cells' text,
// and what is part of a longer number is no tax number.
func MaskWithin(text []byte, from int, ends []uint32) (found int) {
	for i := from + 3; i+8 <= len(text); i++ {
		next := bytes.IndexByte(text[i:len(text)-7], '-')
		if next < 0 {
			break
		}
		i += next
		if text[i+3] != '-' || !IsTaxNumber(text[i-3:i+8]) {
			continue
		}
		start, end := from, len(text)
		cell := sort.Search(len(ends), func(k int) bool { return int(ends[k]) > i })
		if cell > 0 {
			start = int(ends[cell-1])
		}
		if cell < len(ends) {
			end = int(ends[cell])
		}
		if i-3 < start || i+8 > end || i-4 >= start && IsDigit(text[i-4]) || i+8 < end && IsDigit(text[i+8]) {
			continue
		}
		Overwrite(text[i-3 : i+8])
		found++
	}
	return found
}

// Overwrite replaces the digits and letters of a cell, so that it keeps its
// shape and nothing else.
func Overwrite(cell []byte) {
	for i, c := range cell {
		if c != '-' && c != ' ' && c != '"' {
			cell[i] = '*'
		}
	}
}

// Quote is a text of the file as it may be shown: at most so many bytes, tax
// numbers overwritten.
func Quote(text []byte, most int, bare bool) string {
	cut := text
	if len(cut) > most+16 {
		cut = cut[:most+16]
	}
	masked := maskNumbers(bytes.Clone(cut), bare)
	if len(masked) > most {
		masked = masked[:most]
		for len(masked) > 0 && masked[len(masked)-1]&0xC0 == 0x80 {
			masked = masked[:len(masked)-1]
		}
		if len(masked) > 0 && masked[len(masked)-1] >= 0xC0 {
			masked = masked[:len(masked)-1]
		}
		return strings.ToValidUTF8(string(masked), "�") + "…"
	}
	return strings.ToValidUTF8(string(masked), "�")
}

// LastFour is what is shown of an account number.
func LastFour(number []byte) string {
	if len(number) > 4 {
		number = number[len(number)-4:]
	}
	return "…" + string(bytes.ToValidUTF8(number, nil))
}
