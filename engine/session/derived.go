package session

import (
	"slices"
	"strconv"

	"tierbook/engine/book"
	"tierbook/engine/intake/field"
)

// derived is the book that is analysed: an import with changes on top.
type derived struct {
	source  *Source
	changes *Changes
	book    *book.Book
}

// Book is the client list that is analysed, empty before one is opened. It is
// made anew with every call where there are changes; a Session keeps the one
// that it shows.
func (st State) Book() *book.Book { return st.derive(nil).book }

// Clients is how many clients the book has.
func (st State) Clients() int {
	if st.Source == nil {
		return 0
	}
	n := st.Source.Import.Book.N + len(st.Changes.Added())
	if st.Changes != nil {
		n -= st.Changes.excluded.size()
	}
	return n
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
	if st.Changes.has(key) {
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
	if st.Changes != nil {
		next = max(next, st.Changes.last)
	}
	return max(next, st.Plans.LastKey()) + 1
}

// original is what the file says of a client, Missing where it says nothing or
// does not have the client.
func (st State) original(key book.Key, f field.Field) int64 {
	b := st.file()
	i, ok := b.Row(key)
	if !ok {
		return book.Missing
	}
	return numberOf(b, f, i)
}

// numberOf is a client's number of a field.
func numberOf(b *book.Book, f field.Field, i int) int64 {
	switch f {
	case field.AUM:
		return int64(book.At(b.AUM, i))
	case field.GDC:
		return int64(book.At(b.GDC, i))
	case field.Since:
		return int64(book.At(b.Since, i))
	case field.Potential:
		return int64(book.At(b.Potential, i))
	case field.Likeability:
		return int64(book.At(b.Likeability, i))
	case field.Referrals:
		return int64(book.At(b.Referrals, i))
	case field.Hours:
		return int64(book.At(b.Hours, i))
	}
	return book.Missing
}

// textOf is a client's text of a field.
func textOf(b *book.Book, f field.Field, i int) string {
	switch f {
	case field.ID:
		return b.ID.At(i)
	case field.Name:
		return b.Name.At(i)
	case field.Household:
		return b.Household.At(i)
	}
	return ""
}

// derive makes the book of a state. It takes what it can from the one made
// before, for another state: a column whose values are the same is shared, and
// one of which a few differ is copied and those are set.
func (st State) derive(before *derived) *derived {
	d := &derived{source: st.Source, changes: st.Changes, book: st.file()}
	if st.Changes == nil {
		return d
	}
	was := (*Changes)(nil)
	switch {
	case before != nil && before.source == d.source && sameClients(before.changes, d.changes):
		if before.changes == d.changes {
			return before
		}
		d.book, was = before.book, before.changes
	case len(d.changes.added) > 0 || d.changes.excluded != nil:
		d.book = gather(d.book, d.changes)
	}
	next := *d.book
	p := patch{next: &next, file: st.file(), was: was, now: d.changes}
	next.AUM = column(p, field.AUM, next.AUM, p.file.AUM)
	next.GDC = column(p, field.GDC, next.GDC, p.file.GDC)
	next.Since = column(p, field.Since, next.Since, p.file.Since)
	next.Potential = column(p, field.Potential, next.Potential, p.file.Potential)
	next.Likeability = column(p, field.Likeability, next.Likeability, p.file.Likeability)
	next.Referrals = column(p, field.Referrals, next.Referrals, p.file.Referrals)
	next.Hours = column(p, field.Hours, next.Hours, p.file.Hours)
	next.ID = p.texts(field.ID, next.ID, p.file.ID)
	next.Name = p.texts(field.Name, next.Name, p.file.Name)
	next.Household = p.texts(field.Household, next.Household, p.file.Household)
	d.book = &next
	return d
}

// sameClients reports whether two changes leave the same clients in the book.
func sameClients(a, b *Changes) bool {
	x, y := (*overlay)(nil), (*overlay)(nil)
	if a != nil {
		x = a.excluded
	}
	if b != nil {
		y = b.excluded
	}
	return x == y && slices.Equal(a.Added(), b.Added())
}

// gather is the clients of a file that are not left out, and after them those
// that were added, about whom nothing is known yet.
func gather(file *book.Book, c *Changes) *book.Book {
	rows := make([]int32, 0, file.N+len(c.added)) // of the file, -1 for none
	b := &book.Book{Currency: file.Currency, Keys: make([]book.Key, 0, cap(rows)), Line: make([]uint32, 0, cap(rows))}
	for i, key := range file.Keys {
		if c.excluded.at(key) == unset {
			rows = append(rows, int32(i))
			b.Keys = append(b.Keys, key)
			b.Line = append(b.Line, file.Line[i])
		}
	}
	for _, key := range c.added {
		if c.excluded.at(key) == unset {
			rows = append(rows, -1)
			b.Keys = append(b.Keys, key)
			b.Line = append(b.Line, 0)
		}
	}
	b.N = len(rows)
	b.AUM, b.GDC, b.Since = picked(file.AUM, rows), picked(file.GDC, rows), picked(file.Since, rows)
	b.Potential, b.Likeability, b.Referrals = picked(file.Potential, rows), picked(file.Likeability, rows), picked(file.Referrals, rows)
	b.Hours = picked(file.Hours, rows)
	b.ID, b.Name, b.Household = pickedText(file.ID, rows), pickedText(file.Name, rows), pickedText(file.Household, rows)
	for _, a := range file.Attributes {
		b.Attributes = append(b.Attributes, book.Attribute{Name: a.Name, Cells: pickedText(a.Cells, rows)})
	}
	return b
}

func picked[Q book.Quantity](column []Q, rows []int32) []Q {
	if column == nil {
		return nil
	}
	out := make([]Q, len(rows))
	for i, row := range rows {
		if row < 0 {
			out[i] = book.Missing
		} else {
			out[i] = column[row]
		}
	}
	return out
}

func pickedText(column book.Text, rows []int32) book.Text {
	var out book.Text
	if column.Len() == 0 {
		return out
	}
	out.Grow(len(rows), column.Size())
	for _, row := range rows {
		if row < 0 {
			out.Append("")
		} else {
			out.AppendBytes(column.Bytes(int(row)))
		}
	}
	return out
}

// patch brings the columns of a book from one set of changes to another.
type patch struct {
	next, file *book.Book
	was, now   *Changes // was is what the columns have in them already
}

// column is a column with the changes in it. file is the file's own.
func column[Q book.Quantity](p patch, f field.Field, old, file []Q) []Q {
	from, to := p.was.of(f), p.now.of(f)
	if to == nil && file == nil {
		return nil
	}
	if from == to {
		return old
	}
	out := make([]Q, p.next.N)
	if old == nil {
		for i := range out {
			out[i] = book.Missing
		}
	}
	copy(out, old)
	differ(from, to, func(key book.Key, _, v int64) {
		if p.now.excluded.at(key) != unset {
			return
		}
		row, ok := p.next.Row(key)
		if !ok {
			return
		}
		if v == unset {
			v = book.Missing
			if i, ok := p.file.Row(key); ok && file != nil {
				v = int64(file[i])
			}
		}
		out[row] = Q(v)
	})
	return out
}

// texts is a column of texts with the changes in it.
func (p patch) texts(f field.Field, old, file book.Text) book.Text {
	own := p.now.texts[f]
	had := map[book.Key]string(nil)
	if p.was != nil {
		had = p.was.texts[f]
	}
	named := f == field.ID && len(p.now.added) > 0 && p.was == nil // added clients need an id
	if !named && len(own) == 0 && file.Len() == 0 {
		if f == field.ID {
			return old
		}
		return book.Text{}
	}
	if !named && sameTexts(own, had) {
		return old
	}
	var out book.Text
	out.Grow(p.next.N, old.Size())
	for row, key := range p.next.Keys {
		text, mine := own[key]
		_, was := had[key]
		switch {
		case mine:
			out.Append(text)
		case f == field.ID && p.now.has(key):
			out.Append(addedID(key))
		case was:
			if i, ok := p.file.Row(key); ok {
				out.AppendBytes(file.Bytes(i))
			} else {
				out.Append("")
			}
		default:
			out.AppendBytes(old.Bytes(row))
		}
	}
	return out
}

// addedID is what a client goes by that was added without an id.
func addedID(key book.Key) string { return "added-" + strconv.FormatUint(uint64(key), 10) }

func sameTexts(a, b map[book.Key]string) bool {
	if len(a) != len(b) {
		return false
	}
	for key, text := range a {
		if other, ok := b[key]; !ok || other != text {
			return false
		}
	}
	return true
}
