package session

import (
	"slices"
	"strconv"

	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/column"
	"tierbook/engine/intake/field"
	"tierbook/engine/wire"
)

// SetValue puts a value of the advisor's own in the place of what the file says
// of a client. What the file says is kept; a value that is the file's is none
// of the advisor's own.
type SetValue struct {
	Key   book.Key    `json:"key"`
	Field field.Field `json:"field"` // one of Editable
	Value int64       `json:"value"` // of a field that is a number, in its unit; book.Missing for no value
	Text  string      `json:"text,omitempty"`
}

func (SetValue) Kind() string { return "set-value" }
func (c SetValue) apply(st *State) error {
	d := st.Changes.Edit()
	if err := c.in(d, *st); err != nil {
		return err
	}
	st.Changes = d.Done()
	return nil
}

// in makes the change in a draft of the state's.
func (c SetValue) in(d *change.Draft, st State) error {
	switch {
	case !st.known(c.Key) && !d.Has(c.Key):
		return wire.NewFault("unknown-client", strconv.Itoa(int(c.Key)))
	case !slices.Contains(change.Editable[:], c.Field):
		return wire.NewFault("unknown-field", c.Field.String())
	}
	if c.Field.IsText() {
		text := oneLine(c.Text)
		if err := change.CheckText(c.Field, text); err != nil {
			return err
		}
		file := st.file()
		i, ok := file.Row(c.Key)
		d.SetText(c.Key, c.Field, text, !ok && text != "" || ok && text != column.Text(file, c.Field, i))
		return nil
	}
	if err := change.CheckNumber(c.Field, c.Value); err != nil {
		return err
	}
	v := c.Value
	if v == st.original(c.Key, c.Field) {
		v = change.Unset
	}
	d.Set(c.Key, c.Field, v)
	return nil
}

// ClearValue brings what the file says of a client back.
type ClearValue struct {
	Key   book.Key    `json:"key"`
	Field field.Field `json:"field"`
}

func (ClearValue) Kind() string { return "clear-value" }
func (c ClearValue) apply(st *State) error {
	if !slices.Contains(change.Editable[:], c.Field) {
		return wire.NewFault("unknown-field", c.Field.String())
	}
	if c.Field == field.Name && st.Changes.Has(c.Key) {
		return wire.NewFault("no-name")
	}
	d := st.Changes.Edit()
	d.Set(c.Key, c.Field, change.Unset)
	d.SetText(c.Key, c.Field, "", false)
	st.Changes = d.Done()
	return nil
}

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
func (st State) valuesOfClient(b *book.Book, i int) []ValueView {
	var all []ValueView
	key := b.Keys[i]
	row, inFile := st.file().Row(key)
	for _, f := range change.Editable {
		v := ValueView{Field: f, Now: column.Number(b, f, i), File: book.Missing, Text: column.Text(b, f, i)}
		if inFile {
			v.File, v.Was = column.Number(st.file(), f, row), column.Text(st.file(), f, row)
		}
		_, text := st.Changes.Text(key, f)
		v.Own = text || st.Changes.Number(key, f) != change.Unset
		all = append(all, v)
	}
	return all
}
