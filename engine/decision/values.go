package decision

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
	case !st.Known(c.Key) && !d.Has(c.Key):
		return wire.NewFault("unknown-client", strconv.Itoa(int(c.Key)))
	case !slices.Contains(change.Editable[:], c.Field):
		return wire.NewFault("unknown-field", c.Field.String())
	}
	if c.Field.IsText() {
		text := OneLine(c.Text)
		if err := change.CheckText(c.Field, text); err != nil {
			return err
		}
		file := st.File()
		i, ok := file.Row(c.Key)
		d.SetText(c.Key, c.Field, text, !ok && text != "" || ok && text != column.Text(file, c.Field, i))
		return nil
	}
	if err := change.CheckNumber(c.Field, c.Value); err != nil {
		return err
	}
	v := c.Value
	if v == st.Original(c.Key, c.Field) {
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
