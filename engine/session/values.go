package session

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"tierbook/engine/book"
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
	d := st.Changes.edit()
	if err := c.in(d, *st); err != nil {
		return err
	}
	st.Changes = d.done()
	return nil
}

// in makes the change in a draft of the state's.
func (c SetValue) in(d *draft, st State) error {
	switch {
	case !st.known(c.Key) && !d.now.has(c.Key):
		return wire.NewFault("unknown-client", strconv.Itoa(int(c.Key)))
	case !slices.Contains(Editable[:], c.Field):
		return wire.NewFault("unknown-field", c.Field.String())
	}
	if c.Field.IsText() {
		text := oneLine(c.Text)
		if err := checkText(c.Field, text); err != nil {
			return err
		}
		file := st.file()
		i, ok := file.Row(c.Key)
		d.setText(c.Key, c.Field, text, !ok && text != "" || ok && text != textOf(file, c.Field, i))
		return nil
	}
	if err := checkValue(c.Field, c.Value); err != nil {
		return err
	}
	v := c.Value
	if v == st.original(c.Key, c.Field) {
		v = unset
	}
	d.values[c.Field].set(c.Key, v)
	return nil
}

// The first and the last day that anybody can be a client since.
var firstDay, lastDay = book.Date(1800, 1, 1), book.Date(2199, 12, 31)

// mostText is the longest name, in characters.
const mostText = 200

func checkValue(f field.Field, v int64) error {
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

func checkText(f field.Field, text string) error {
	switch {
	case !utf8.ValidString(text):
		return wire.NewFault("bad-message", f.String())
	case text == "" && f == field.Name:
		return wire.NewFault("no-name")
	case utf8.RuneCountInString(text) > mostText:
		return wire.NewFault("long-text", f.String(), strconv.Itoa(mostText))
	}
	return nil
}

// ClearValue brings what the file says of a client back.
type ClearValue struct {
	Key   book.Key    `json:"key"`
	Field field.Field `json:"field"`
}

func (ClearValue) Kind() string { return "clear-value" }
func (c ClearValue) apply(st *State) error {
	if !slices.Contains(Editable[:], c.Field) {
		return wire.NewFault("unknown-field", c.Field.String())
	}
	if c.Field == field.Name && st.Changes.has(c.Key) {
		return wire.NewFault("no-name")
	}
	d := st.Changes.edit()
	d.values[c.Field].set(c.Key, unset)
	d.setText(c.Key, c.Field, "", false)
	st.Changes = d.done()
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
	for _, f := range Editable {
		v := ValueView{Field: f, Now: numberOf(b, f, i), File: book.Missing, Text: textOf(b, f, i)}
		if inFile {
			v.File, v.Was = numberOf(st.file(), f, row), textOf(st.file(), f, row)
		}
		_, text := st.Changes.text(key, f)
		v.Own = text || st.Changes.value(key, f) != unset
		all = append(all, v)
	}
	return all
}

// Own is how much of the book is the advisor's own.
type Own struct {
	Values   int               `json:"values"` // that stand in the place of the file's, or of none
	Fields   [field.Fields]int `json:"fields"` // the same by field
	Added    int               `json:"added"`  // clients that no file has; what is known of them counts with the values
	Excluded int               `json:"excluded"`
	Newest   book.Key          `json:"newest,omitempty"` // the client that was added last, 0 for none
}

// own counts them, those of clients that are left out aside.
func (c *Changes) own() Own {
	var o Own
	if c == nil {
		return o
	}
	o.Excluded, o.Added = c.excluded.size(), len(c.added)
	if n := len(c.added); n > 0 && c.added[n-1] == c.last {
		o.Newest = c.last
	}
	for f := range c.values {
		o.Fields[f] = c.values[f].size() + len(c.texts[f])
	}
	differ(c.excluded, nil, func(key book.Key, _, _ int64) {
		if c.has(key) {
			o.Added--
		}
		for f := range c.values {
			if _, ok := c.texts[f][key]; ok || c.values[f].at(key) != unset {
				o.Fields[f]--
			}
		}
	})
	for _, n := range o.Fields {
		o.Values += n
	}
	return o
}
