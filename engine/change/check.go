package change

import (
	"strconv"
	"unicode/utf8"

	"tierbook/engine/book"
	"tierbook/engine/intake/field"
	"tierbook/engine/wire"
)

// The first and the last day that anybody can be a client since.
var firstDay, lastDay = book.Date(1800, 1, 1), book.Date(2199, 12, 31)

// MostText is the longest name, in characters.
const MostText = 200

func CheckNumber(f field.Field, v int64) error {
	switch {
	case v == book.Missing:
		return nil
	case f == field.Since && (book.Day(v) < firstDay || book.Day(v) > lastDay):
		return wire.NewFault("unbelievable", f.String(), strconv.FormatInt(v, 10))
	case !f.IsMoney() && f != field.Since && v < 0:
		return wire.NewFault("below-zero", f.String())
	case v > book.Largest || v < -book.Largest:
		return wire.NewFault("unbelievable", f.String(), strconv.FormatInt(v, 10))
	}
	return nil
}

func CheckText(f field.Field, text string) error {
	switch {
	case !utf8.ValidString(text):
		return wire.NewFault("bad-message", f.String())
	case text == "" && f == field.Name:
		return wire.NewFault("no-name")
	case utf8.RuneCountInString(text) > MostText:
		return wire.NewFault("long-text", f.String(), strconv.Itoa(MostText))
	}
	return nil
}
