package decision

import (
	"reflect"
	"slices"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/column"
	"tierbook/engine/intake"
	"tierbook/engine/intake/field"
	"tierbook/engine/plan"
)

// State is everything the advisor decided: an immutable value.
type State struct {
	Settings engine.Settings
	Source   *Source          // the client list that is open, nil before the first
	Changes  *change.Changes  // what the advisor knows better of the clients of that list
	Own      *engine.Settings // while the sample is open: the advisor's own, to come back to
	Plans    plan.Plans       // what is to be done about clients of the list
}

// Source is a client list that was read, and where it came from.
type Source struct {
	Import *intake.Import
	Origin Origin
	Parts  []Part // where columns come from that are not of the file
	Number int    // 1 for the first list of a practice, one more for each that took the place of another as a newer one
}

// Ordinal is the list's number, also where there is none.
func (src *Source) Ordinal() int {
	if src == nil {
		return 1
	}
	return max(src.Number, 1) // of older files, where it was not kept
}

// Origin tells where a client list came from.
type Origin struct {
	File   string `json:"file"` // the file's own name, for showing only
	Size   int64  `json:"size"` // bytes
	Sample bool   `json:"sample"`
}

// Book is the client list that is analysed, empty before one is opened. It is
// made anew with every call where there are changes; a Session keeps the one
// that it shows.
func (st State) Book() *book.Book { return st.Derive(nil).Book }

// Derive makes the book, as of the one made before for another state.
func (st State) Derive(before *change.Derived) *change.Derived {
	return change.Derive(st.File(), st.Changes, before)
}

// Clients is how many clients the book has.
func (st State) Clients() int {
	if st.Source == nil {
		return 0
	}
	return st.Source.Import.Book.N + len(st.Changes.Added()) - st.Changes.Excluded()
}

// File is the client list as it was imported.
func (st State) File() *book.Book {
	if st.Source == nil {
		return &book.Book{}
	}
	return st.Source.Import.Book
}

// Known reports whether there is a client of that key, counted or left out.
func (st State) Known(key book.Key) bool {
	if st.Changes.Has(key) {
		return true
	}
	_, ok := st.File().Row(key)
	return ok && key != 0
}

// NextKey is a key that no client has or ever had.
func (st State) NextKey() book.Key {
	next := book.Key(0)
	if b := st.File(); b.N > 0 {
		next = slices.Max(b.Keys) // a list that was read again is not numbered in its order
	}
	return max(next, st.Changes.Last(), st.Plans.LastKey()) + 1
}

// Original is what the file says of a client, Missing where it says nothing or
// does not have the client.
func (st State) Original(key book.Key, f field.Field) int64 {
	b := st.File()
	i, ok := b.Row(key)
	if !ok {
		return book.Missing
	}
	return column.Number(b, f, i)
}

// Number is a client's number of a field as it counts, or would count.
func (st State) Number(key book.Key, f field.Field) int64 {
	if v := st.Changes.Number(key, f); v != change.Unset {
		return v
	}
	return st.Original(key, f)
}

// List is the client list as plans lie over it.
func (st State) List() plan.List {
	return plan.List{Number: st.Source.Ordinal(), AsOf: st.Settings.AsOf}
}

// Same reports whether two states are the same.
func (a State) Same(b State) bool {
	return a.Source == b.Source && a.Changes == b.Changes && a.Plans.Equal(b.Plans) && reflect.DeepEqual(a.Settings, b.Settings)
}

// Part is where columns of a book come from that are not of its own file.
type Part struct {
	Origin  Origin       `json:"origin"`
	Before  bool         `json:"before,omitempty"` // it is the list that an update took the place of
	Clients int          `json:"clients"`          // that the file has
	Paired  int          `json:"paired"`           // of those, the ones that are in the book
	Lost    int          `json:"lost,omitempty"`   // cells and lines of it that could not be read
	Columns []PartColumn `json:"columns,omitempty"`
}

// PartColumn is what a file gave to a column.
type PartColumn struct {
	Field     field.Field `json:"field,omitempty"`
	Attribute string      `json:"attribute,omitempty"`
	Clients   int         `json:"clients"`         // that have their value from it
	First     bool        `json:"first,omitempty"` // its values go before those of the book's own file
	Sum       book.Cents  `json:"sum,omitempty"`   // of an amount
}
