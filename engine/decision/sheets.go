package decision

import (
	"slices"

	"tierbook/engine/book"
	"tierbook/engine/intake/field"
	"tierbook/engine/wire"
)

// FillIn takes ratings that somebody wrote into a sheet: values of the advisor's
// own, in one step.
type FillIn struct {
	Values []Filling `json:"values"`
}

// Filling is one rating of a client.
type Filling struct {
	Key   book.Key    `json:"key"`
	Field field.Field `json:"field"` // one of Rated
	Value book.Milli  `json:"value"`
}

func (FillIn) Kind() string { return "fill-in" }
func (c FillIn) apply(st *State) error {
	d := st.Changes.Edit()
	for _, v := range c.Values {
		if !slices.Contains(Rated[:], v.Field) {
			return wire.NewFault("unknown-field", v.Field.String())
		}
		if err := (SetValue{Key: v.Key, Field: v.Field, Value: int64(v.Value)}).in(d, *st); err != nil {
			return err
		}
	}
	st.Changes = d.Done()
	return nil
}

// LockIn takes locks that stand in a sheet, in one step.
type LockIn struct {
	Locks []Lock `json:"locks"`
}

func (LockIn) Kind() string { return "lock-in" }
func (c LockIn) apply(st *State) error {
	for _, l := range c.Locks {
		if err := l.apply(st); err != nil {
			return err
		}
	}
	return nil
}
