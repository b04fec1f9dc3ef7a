package session

import (
	"tierbook/engine/book"
	"tierbook/engine/column"
	"tierbook/engine/decision"
	"tierbook/engine/intake/field"
	"tierbook/engine/match"
	"tierbook/engine/wire"
)

// StagedQuery asks what the list that waits would do to the one that is open.
type StagedQuery struct {
	How Joining `json:"how,omitempty"` // "" for what is suggested
}

// Staged is a list that waits, beside the one that is open.
type Staged struct {
	Revision int             `json:"revision"`
	Origin   decision.Origin `json:"origin"`
	AsOf     book.Day        `json:"as_of"`
	How      Joining         `json:"how"`       // that was asked for
	Suggest  Joining         `json:"suggest"`   // what it most likely is
	Mine     int             `json:"mine"`      // clients of the open list, added ones included
	Theirs   int             `json:"theirs"`    // clients of the new one
	Lost     int             `json:"lost"`      // cells and lines of it that could not be read
	Aside    int             `json:"aside"`     // lines of it that are no clients
	Foreign  bool            `json:"foreign"`   // its ids are of another system
	Changed  int             `json:"changed"`   // clients with another value in one of the fields once it is taken in, or in any column where columns are added
	Locks    int             `json:"locks"`     // locks that would go, with clients who are not in it
	Values   int             `json:"values"`    // values of the advisor's own that would go with them
	Currency string          `json:"currency"`  // of the amounts
	OneAsked []Asked         `json:"one_asked"` // how many proposals rest on what, the best first

	match.Counts
	Columns []StagedColumn `json:"columns"`
}

// Asked is how many proposals rest on the same.
type Asked struct {
	By    match.By `json:"by"`
	Count int      `json:"count"`
}

// StagedColumn is a column of either list, over the clients that both have.
type StagedColumn struct {
	Field     field.Field    `json:"field,omitempty"`
	Attribute string         `json:"attribute,omitempty"`
	Mine      bool           `json:"mine,omitempty"` // the open list has it
	Theirs    bool           `json:"theirs,omitempty"`
	Foreign   bool           `json:"foreign,omitempty"` // its amounts cannot stand beside those there are
	Take      Take           `json:"take"`
	Same      int            `json:"same"`   // clients with the same value in both
	Differ    int            `json:"differ"` // with a value in both, another
	Only      int            `json:"only"`   // with a value in the open list alone
	New       int            `json:"new"`    // with a value in the new list alone
	Samples   []StagedSample `json:"samples,omitempty"`
	Before    book.Cents     `json:"before"` // of an amount: the sum over the open list
	After     book.Cents     `json:"after"`  // and over the list as it would be
}

// StagedSample is a client whose values differ.
type StagedSample struct {
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

// The stretches of clients that can be asked for.
const (
	StagedAsked   = "asked"   // proposals
	StagedNew     = "new"     // only in the new list
	StagedGone    = "gone"    // only in the open one
	StagedChanged = "changed" // in both, and counted by Staged.Changed
)

// StagedRowsQuery asks for a stretch of the clients that a waiting list is about.
type StagedRowsQuery struct {
	How    Joining `json:"how,omitempty"`
	Which  string  `json:"which"`
	Offset int     `json:"offset"`
	Limit  int     `json:"limit"`
}

// StagedRows is a stretch of them.
type StagedRows struct {
	Revision int         `json:"revision"`
	Total    int         `json:"total"`
	Offset   int         `json:"offset"`
	Rows     []StagedRow `json:"rows"`
}

// StagedRow is a client of either list, or of both.
type StagedRow struct {
	Mine    *StagedWho   `json:"mine,omitempty"`
	Theirs  *StagedWho   `json:"theirs,omitempty"`
	Row     int32        `json:"row"` // of theirs, for Answer
	By      match.By     `json:"by,omitempty"`
	Changes []Difference `json:"changes,omitempty"`
}

// StagedWho is who a client is in one of the lists.
type StagedWho struct {
	Name      string     `json:"name"`
	ID        string     `json:"id,omitempty"`
	Household string     `json:"household,omitempty"`
	AUM       book.Cents `json:"aum"`
}

var _, _ = register[StagedQuery](), register[StagedRowsQuery]()

func (StagedQuery) Kind() string     { return "staged" }
func (StagedRowsQuery) Kind() string { return "staged-rows" }

func (q StagedQuery) answer(s *Session) (Staged, error) {
	g := s.waiting()
	if g == nil {
		return Staged{Revision: s.revision}, nil
	}
	how := q.How
	if how == "" {
		how = g.suggested()
	}
	st := s.steps[s.at].state
	v := Staged{
		Revision: s.revision, Origin: g.source.Origin, AsOf: g.asOf, How: how, Suggest: g.suggested(),
		Mine: g.match.Mine.N, Theirs: g.match.Theirs.N, Foreign: g.match.ForeignID, Counts: g.match.Counts(), Currency: g.currency(how),
	}
	if how == Renewed {
		v.Gone = len(g.gone(how))
	}
	for _, p := range g.source.Import.Problems {
		if p.Loses() {
			v.Lost++
		}
	}
	v.Aside = g.source.Import.Controls.SetAside
	for _, p := range g.match.Asked {
		at := 0
		for at < len(v.OneAsked) && v.OneAsked[at].By != p.By {
			at++
		}
		if at == len(v.OneAsked) {
			v.OneAsked = append(v.OneAsked, Asked{By: p.By})
		}
		v.OneAsked[at].Count++
	}
	if how == Replaced {
		return v, nil
	}
	m := newMerger(how, g.of.Import.Book, g.match)
	changed := make([]bool, len(m.rows))
	for _, id := range g.columns(how) {
		v.Columns = append(v.Columns, g.column(how, id, m, changed))
	}
	for _, c := range changed {
		if c {
			v.Changed++
		}
	}
	if how == Renewed {
		v.Locks, v.Values = g.goes(st)
	}
	return v, nil
}

func (g *staging) currency(how Joining) string {
	a, b := g.of.Import.Book.Currency, g.source.Import.Book.Currency
	switch {
	case how == Joined && a != "" || b == "" && a != "":
		return a
	case b != "":
		return b
	}
	return defaultCurrency
}

// mostStagedSamples is how many clients are shown whose values in a column
// differ.
const mostStagedSamples = 3

// column compares a column of both lists, and marks the rows in which a field
// will have another value.
func (g *staging) column(how Joining, id column.ID, m *merger, changed []bool) StagedColumn {
	c := StagedColumn{
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
				c.Samples = append(c.Samples, StagedSample{g.match.Mine.NameOf(int(row.mine)), d})
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

// goes counts the locks and the own values of clients who are not in the new
// list.
func (g *staging) goes(st decision.State) (locks, values int) {
	gone := map[book.Key]bool{}
	for i, taken := range g.match.Taken {
		if key := g.match.Mine.Keys[i]; taken == match.None && !st.Changes.Has(key) {
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

func (q StagedRowsQuery) answer(s *Session) (StagedRows, error) {
	page := StagedRows{Revision: s.revision, Offset: max(q.Offset, 0)}
	g := s.waiting()
	if g == nil {
		return page, nil
	}
	how := q.How
	if how != Joined {
		how = Renewed
	}
	var rows []StagedRow
	switch q.Which {
	case StagedAsked:
		for _, p := range g.match.Asked {
			rows = append(rows, StagedRow{Mine: who(g.match.Mine, g.of.Import.Book, p.Mine), Theirs: who(g.match.Theirs, g.match.Theirs, p.Theirs), Row: p.Theirs, By: p.By})
		}
	case StagedNew:
		for _, row := range g.fresh(how) {
			rows = append(rows, StagedRow{Theirs: who(g.match.Theirs, g.match.Theirs, row), Row: row})
		}
	case StagedGone:
		for _, row := range g.gone(how) {
			rows = append(rows, StagedRow{Mine: who(g.match.Mine, g.of.Import.Book, row), Row: match.None})
		}
	case StagedChanged:
		rows = g.changed(how)
	default:
		return page, wire.NewFault("unknown-view", q.Which)
	}
	page.Total = len(rows)
	page.Rows = stretch(rows, page.Offset, q.Limit)
	return page, nil
}

// fresh are the rows of the new list that the open one does not have, without those
// that may be somebody there; where the list is renewed, with those that are rows
// of somebody who has one already.
func (g *staging) fresh(how Joining) (rows []int32) {
	asked := map[int32]bool{}
	for _, p := range g.match.Asked {
		asked[p.Theirs] = true
	}
	for i, of := range g.match.Of {
		if row := int32(i); of == match.None && !asked[row] || how == Renewed && of != match.None && !g.match.First[i] {
			rows = append(rows, row)
		}
	}
	return rows
}

// gone are the rows of the open list that the new one does not have, without
// those that may be somebody there, and without clients that were added where
// the list is renewed: these stay.
func (g *staging) gone(how Joining) (rows []int32) {
	asked := map[int32]bool{}
	for _, p := range g.match.Asked {
		asked[p.Mine] = true
	}
	for i, taken := range g.match.Taken {
		if added := i >= g.of.Import.Book.N; taken == match.None && !asked[int32(i)] && !(added && how == Renewed) {
			rows = append(rows, int32(i))
		}
	}
	return rows
}

// changed are the clients of both lists who will have another value in one of
// the fields.
func (g *staging) changed(how Joining) (rows []StagedRow) {
	m := newMerger(how, g.of.Import.Book, g.match)
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
			rows = append(rows, StagedRow{Mine: who(g.match.Mine, m.mine, row.mine), Theirs: who(m.theirs, m.theirs, row.theirs), Row: row.theirs, Changes: all})
		}
	}
	return rows
}

// who is a client of a list; amounts are those of the file.
func who(b, file *book.Book, row int32) *StagedWho {
	i := int(row)
	w := &StagedWho{Name: b.NameOf(i), ID: b.ID.At(i), Household: b.Household.At(i), AUM: book.Missing}
	if i < file.N {
		w.AUM = book.At(file.AUM, i)
	}
	return w
}
