package intake

import "tierbook/engine/book"

// Reads reports whether a text that the user writes in the place of a cell of the
// column could be read, 0, or why not. What is kept as text can always be.
func (c Column) Reads(text string, asOf book.Day) Reason {
	if c.Use != AsField || c.Field.IsText() {
		return 0
	}
	col := &column{Column: c}
	col.prepare(&Options{}, 0)
	_, reason := col.own(text, asOf)
	return reason
}
