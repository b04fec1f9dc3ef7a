package session

import (
	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/column"
	"tierbook/engine/decision"
	"tierbook/engine/intake/field"
)

// ValueView is a value that can be changed, and what the file says there.
type ValueView struct {
	Field field.Field `json:"field"`
	Now   int64       `json:"now"`  // of a number, book.Missing where there is none
	File  int64       `json:"file"` // the same in the file
	Text  string      `json:"text,omitempty"`
	Was   string      `json:"was,omitempty"` // the text in the file
	Own   bool        `json:"own,omitempty"` // it is the advisor's own
}

// valuesOfClient is what can be changed of client i of the book, of which the
// file says what it says.
func valuesOfClient(st decision.State, b *book.Book, i int) []ValueView {
	var all []ValueView
	key := b.Keys[i]
	row, inFile := st.File().Row(key)
	for _, f := range change.Editable {
		v := ValueView{Field: f, Now: column.Number(b, f, i), File: book.Missing, Text: column.Text(b, f, i)}
		if inFile {
			v.File, v.Was = column.Number(st.File(), f, row), column.Text(st.File(), f, row)
		}
		_, text := st.Changes.Text(key, f)
		v.Own = text || st.Changes.Number(key, f) != change.Unset
		all = append(all, v)
	}
	return all
}
