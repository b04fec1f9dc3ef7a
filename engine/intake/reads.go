package intake

import (
	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
)

// Reads reports whether a text that the user writes in the place of a cell of the
// column could be read, 0, or why not. What is kept as text can always be.
func (c Column) Reads(text string, asOf book.Day) cell.Reason {
	if c.Use != field.AsField || c.Field.IsText() {
		return 0
	}
	col := &column{Column: c}
	col.prepare(&Options{}, 0)
	v, reason := col.own(text, asOf)
	if col.kind == asMilli && c.Format.Scale > cell.Figures && v != book.Missing && (v < 0 || v > int64(c.Format.Scale.Most())) {
		return cell.OtherScale // 7 is no better than “very high”
	}
	return reason
}
