package change

import (
	"slices"
	"strconv"

	"tierbook/engine/book"
	"tierbook/engine/column"
	"tierbook/engine/intake/field"
)

// Derived is the book that is analysed: an import with changes on top.
type Derived struct {
	file    *book.Book
	changes *Changes
	Book    *book.Book
}

// Derive makes the book of a client list and changes to it. It takes what it can
// from the one made before, for other changes: a column whose values are the same is shared, and
// one of which a few differ is copied and those are set.
func Derive(file *book.Book, c *Changes, before *Derived) *Derived {
	d := &Derived{file: file, changes: c, Book: file}
	if c == nil {
		return d
	}
	was := (*Changes)(nil)
	switch {
	case before != nil && before.file == file && sameClients(before.changes, c):
		if before.changes == c {
			return before
		}
		d.Book, was = before.Book, before.changes
	case len(c.added) > 0 || c.excluded != nil:
		d.Book = gather(file, c)
	}
	next := *d.Book
	p := patch{next: &next, file: file, was: was, now: c}
	next.AUM = patched(p, field.AUM, next.AUM, p.file.AUM)
	next.GDC = patched(p, field.GDC, next.GDC, p.file.GDC)
	next.Since = patched(p, field.Since, next.Since, p.file.Since)
	next.Potential = patched(p, field.Potential, next.Potential, p.file.Potential)
	next.Likeability = patched(p, field.Likeability, next.Likeability, p.file.Likeability)
	next.Referrals = patched(p, field.Referrals, next.Referrals, p.file.Referrals)
	next.Hours = patched(p, field.Hours, next.Hours, p.file.Hours)
	next.ID = p.texts(field.ID, next.ID, p.file.ID)
	next.Name = p.texts(field.Name, next.Name, p.file.Name)
	next.Household = p.texts(field.Household, next.Household, p.file.Household)
	d.Book = &next
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
		if c.excluded.at(key) == Unset {
			rows = append(rows, int32(i))
			b.Keys = append(b.Keys, key)
			b.Line = append(b.Line, file.Line[i])
		}
	}
	for _, key := range c.added {
		if c.excluded.at(key) == Unset {
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

// patched is a column with the changes in it. file is the file's own.
func patched[Q book.Quantity](p patch, f field.Field, old, file []Q) []Q {
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
		if p.now.excluded.at(key) != Unset {
			return
		}
		row, ok := p.next.Row(key)
		if !ok {
			return
		}
		if v == Unset {
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
		case f == field.ID && p.now.Has(key):
			out.Append(AddedID(key))
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

// AddedID is what a client goes by that was added without an id.
func AddedID(key book.Key) string { return "added-" + strconv.FormatUint(uint64(key), 10) }

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

// Everybody are all clients as they go by now: those of the file, left out ones
// included, and after them those that were added. Of values it has the names.
func Everybody(file *book.Book, c *Changes) *book.Book {
	if c == nil {
		return file
	}
	added := c.Added()
	b := &book.Book{N: file.N + len(added), Keys: slices.Concat(file.Keys, added)}
	b.Line = make([]uint32, b.N)
	copy(b.Line, file.Line)
	for i, key := range b.Keys {
		text := func(f field.Field) string {
			own, ok := c.Text(key, f)
			switch {
			case ok:
				return own
			case f == field.ID && i >= file.N:
				return AddedID(key) // as an export has it
			}
			return column.Text(file, f, i)
		}
		b.ID.Append(text(field.ID))
		b.Name.Append(text(field.Name))
		b.Household.Append(text(field.Household))
	}
	return b
}
