package merge

import (
	"tierbook/engine/book"
	"tierbook/engine/column"
	"tierbook/engine/decision"
	"tierbook/engine/intake/field"
	"tierbook/engine/match"
)

// Column is a column of either list, over the clients that both have.
type Column struct {
	Field     field.Field `json:"field,omitempty"`
	Attribute string      `json:"attribute,omitempty"`
	Mine      bool        `json:"mine,omitempty"` // the open list has it
	Theirs    bool        `json:"theirs,omitempty"`
	Foreign   bool        `json:"foreign,omitempty"` // its amounts cannot stand beside those there are
	Take      Take        `json:"take"`
	Same      int         `json:"same"`   // clients with the same value in both
	Differ    int         `json:"differ"` // with a value in both, another
	Only      int         `json:"only"`   // with a value in the open list alone
	New       int         `json:"new"`    // with a value in the new list alone
	Samples   []Sample    `json:"samples,omitempty"`
	Before    book.Cents  `json:"before"` // of an amount: the sum over the open list
	After     book.Cents  `json:"after"`  // and over the list as it would be
}

// Sample is a client whose values differ.
type Sample struct {
	Name string `json:"name"`
	Difference
}

// Difference is what a client has in the open list and in the new one: a number
// of the field, book.Missing for none, or a text.
type Difference struct {
	Field     field.Field `json:"field,omitempty"`
	Attribute string      `json:"attribute,omitempty"`
	Was       int64       `json:"was"`
	Is        int64       `json:"is"`
	WasText   string      `json:"was_text,omitempty"`
	IsText    string      `json:"is_text,omitempty"`
}

// Row is a client of either list, or of both.
type Row struct {
	Mine    *Who         `json:"mine,omitempty"`
	Theirs  *Who         `json:"theirs,omitempty"`
	Row     int32        `json:"row"` // of theirs, for Answer
	By      match.By     `json:"by,omitempty"`
	Changes []Difference `json:"changes,omitempty"`
}

// Who is who a client is in one of the lists.
type Who struct {
	Name      string     `json:"name"`
	ID        string     `json:"id,omitempty"`
	Household string     `json:"household,omitempty"`
	AUM       book.Cents `json:"aum"`
}

// Compared compares the columns of both lists, and tells how many clients will
// have another value in a field, or where columns are added in any.
func (g *Lists) Compared(how Joining) (all []Column, changes int) {
	m := newMerger(how, g.Mine.Import.Book, g.Match)
	changed := make([]bool, len(m.rows))
	for _, id := range g.columns(how) {
		all = append(all, g.column(how, id, m, changed))
	}
	for _, c := range changed {
		if c {
			changes++
		}
	}
	return all, changes
}

// Currency is that of the amounts once both are one.
func (g *Lists) Currency(how Joining) string {
	a, b := g.Mine.Import.Book.Currency, g.Theirs.Import.Book.Currency
	switch {
	case how == Joined && a != "" || b == "" && a != "":
		return a
	case b != "":
		return b
	}
	return book.DefaultCurrency
}

// mostStagedSamples is how many clients are shown whose values in a column
// differ.
const mostStagedSamples = 3

// column compares a column of both lists, and marks the rows in which a field
// will have another value.
func (g *Lists) column(how Joining, id column.ID, m *merger, changed []bool) Column {
	c := Column{
		Field: id.Field, Attribute: id.Attribute, Mine: column.Has(m.mine, id), Theirs: column.Has(m.theirs, id),
		Foreign: g.foreign(id), Take: g.take(how, id),
	}
	if id.Field.IsMoney() {
		for i := range m.mine.N {
			c.Before = book.Add(c.Before, book.Cents(book.OrZero(column.Number(m.mine, id.Field, i))))
		}
	}
	for i, row := range m.rows {
		d, had, has, is := m.difference(id, row, c.Take)
		if id.Field.IsMoney() {
			c.After = book.Add(c.After, book.Cents(book.OrZero(is)))
		}
		if row.mine == match.None || row.theirs == match.None {
			continue
		}
		same := d.Was == d.Is && d.WasText == d.IsText
		switch {
		case !had && !has:
			continue
		case !has:
			c.Only++
		case !had:
			c.New++
		case same:
			c.Same++
		default:
			if c.Differ++; len(c.Samples) < mostStagedSamples {
				c.Samples = append(c.Samples, Sample{g.Match.Mine.NameOf(int(row.mine)), d})
			}
		}
		if (id.Field != field.NoField || how == Joined) && m.becomes(id, d, c.Take) {
			changed[i] = true
		}
	}
	return c
}

// difference is what both lists say in a row, whether they say anything, and
// the number that it will have.
func (m *merger) difference(id column.ID, row mergedRow, take Take) (d Difference, had, has bool, is int64) {
	d = Difference{Field: id.Field, Attribute: id.Attribute, Was: book.Missing, Is: book.Missing}
	if id.IsText() {
		d.WasText, d.IsText = m.texts(column.Texts(m.mine, id), column.Texts(m.theirs, id), row)
		return d, d.WasText != "", d.IsText != "", book.Missing
	}
	d.Was, d.Is = m.numbers(id.Field, row)
	return d, d.Was != book.Missing, d.Is != book.Missing, pick(take, d.Was, d.Is, book.Missing)
}

// becomes reports whether a client has another value once the list is taken in.
func (m *merger) becomes(id column.ID, d Difference, take Take) bool {
	if id.IsText() {
		return pick(take, d.WasText, d.IsText, "") != d.WasText
	}
	return pick(take, d.Was, d.Is, book.Missing) != d.Was
}

// Goes counts the locks and the own values of clients who are not in the new
// list.
func (g *Lists) Goes(st decision.State) (locks, values int) {
	gone := map[book.Key]bool{}
	for i, taken := range g.Match.Taken {
		if key := g.Match.Mine.Keys[i]; taken == match.None && !st.Changes.Has(key) {
			gone[key] = true
		}
	}
	for _, l := range st.Settings.Locks {
		if gone[l.Key] {
			locks++
		}
	}
	before := st.Changes.Own().Values
	after := st.Changes.Carried(func(key book.Key) book.Key {
		if gone[key] {
			return 0
		}
		return key
	})
	return locks, before - after.Own().Values
}

// Fresh are the rows of the new list that the open one does not have, without those
// that may be somebody there; where the list is renewed, with those that are rows
// of somebody who has one already.
func (g *Lists) Fresh(how Joining) (rows []int32) {
	asked := map[int32]bool{}
	for _, p := range g.Match.Asked {
		asked[p.Theirs] = true
	}
	for i, of := range g.Match.Of {
		if row := int32(i); of == match.None && !asked[row] || how == Renewed && of != match.None && !g.Match.First[i] {
			rows = append(rows, row)
		}
	}
	return rows
}

// Gone are the rows of the open list that the new one does not have, without
// those that may be somebody there, and without clients that were added where
// the list is renewed: these stay.
func (g *Lists) Gone(how Joining) (rows []int32) {
	asked := map[int32]bool{}
	for _, p := range g.Match.Asked {
		asked[p.Mine] = true
	}
	for i, taken := range g.Match.Taken {
		if added := i >= g.Mine.Import.Book.N; taken == match.None && !asked[int32(i)] && !(added && how == Renewed) {
			rows = append(rows, int32(i))
		}
	}
	return rows
}

// Changed are the clients of both lists who will have another value in one of
// the fields.
func (g *Lists) Changed(how Joining) (rows []Row) {
	m := newMerger(how, g.Mine.Import.Book, g.Match)
	columns := g.columns(how)
	for _, row := range m.rows {
		if row.mine == match.None || row.theirs == match.None {
			continue
		}
		var all []Difference
		for _, id := range columns {
			if id.Field == field.NoField && how == Renewed {
				break // attributes come last
			}
			take := g.take(how, id)
			if d, _, _, is := m.difference(id, row, take); m.becomes(id, d, take) {
				if d.Is = is; id.IsText() {
					d.IsText = pick(take, d.WasText, d.IsText, "")
				}
				all = append(all, d)
			}
		}
		if len(all) > 0 {
			rows = append(rows, Row{Mine: WhoOf(g.Match.Mine, m.mine, row.mine), Theirs: WhoOf(m.theirs, m.theirs, row.theirs), Row: row.theirs, Changes: all})
		}
	}
	return rows
}

// WhoOf is a client of a list; amounts are those of the file.
func WhoOf(b, file *book.Book, row int32) *Who {
	i := int(row)
	w := &Who{Name: b.NameOf(i), ID: b.ID.At(i), Household: b.Household.At(i), AUM: book.Missing}
	if i < file.N {
		w.AUM = book.At(file.AUM, i)
	}
	return w
}
