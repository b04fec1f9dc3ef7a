package session

import (
	"slices"

	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/column"
	"tierbook/engine/intake/field"
)

// Book is the client list that is analysed, empty before one is opened. It is
// made anew with every call where there are changes; a Session keeps the one
// that it shows.
func (st State) Book() *book.Book { return st.derive(nil).Book }

// derive makes the book, as of the one made before for another state.
func (st State) derive(before *change.Derived) *change.Derived {
	return change.Derive(st.file(), st.Changes, before)
}

// Clients is how many clients the book has.
func (st State) Clients() int {
	if st.Source == nil {
		return 0
	}
	return st.Source.Import.Book.N + len(st.Changes.Added()) - st.Changes.Excluded()
}

// file is the client list as it was imported.
func (st State) file() *book.Book {
	if st.Source == nil {
		return &book.Book{}
	}
	return st.Source.Import.Book
}

// known reports whether there is a client of that key, counted or left out.
func (st State) known(key book.Key) bool {
	if st.Changes.Has(key) {
		return true
	}
	_, ok := st.file().Row(key)
	return ok && key != 0
}

// nextKey is a key that no client has or ever had.
func (st State) nextKey() book.Key {
	next := book.Key(0)
	if b := st.file(); b.N > 0 {
		next = slices.Max(b.Keys) // a list that was read again is not numbered in its order
	}
	return max(next, st.Changes.Last(), st.Plans.LastKey()) + 1
}

// original is what the file says of a client, Missing where it says nothing or
// does not have the client.
func (st State) original(key book.Key, f field.Field) int64 {
	b := st.file()
	i, ok := b.Row(key)
	if !ok {
		return book.Missing
	}
	return column.Number(b, f, i)
}
