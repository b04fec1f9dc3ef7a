package merge

import (
	"tierbook/engine/book"
	"tierbook/engine/column"
	"tierbook/engine/intake/field"
	"tierbook/engine/match"
)

// Joining is what a second list is to the one that is open.
type Joining string

const (
	Renewed  Joining = "update"      // the same list, newer: its rows, under the keys they had
	Joined   Joining = "add-columns" // other facts about the same people: its columns beside those there are
	Replaced Joining = "replace"     // another list, in its place
)

// Take is whose values a column has after two lists were put together.
type Take string

const (
	TakeMine        Take = "mine"         // those of the list that is open, and no others
	TakeTheirs      Take = "theirs"       // those of the other list, and no others
	TakeMineFirst   Take = "mine-first"   // the other list's where the open one has none
	TakeTheirsFirst Take = "theirs-first" // the open list's where the other has none
)

// pick is the value that a column has of two, Missing or empty for none.
func pick[V comparable](take Take, mine, theirs, none V) V {
	switch take {
	case TakeMine:
		return mine
	case TakeTheirs:
		return theirs
	case TakeMineFirst:
		mine, theirs = theirs, mine
	}
	if theirs == none {
		return mine
	}
	return theirs
}

// merger puts two lists together, row by row.
type merger struct {
	mine, theirs *book.Book
	rows         []mergedRow
	next         []int32 // for each of theirs that is one of several, the one after it; match.None for none
	whole        bool    // a client whom theirs does not have keeps all it has
}

// mergedRow is a client of both lists, or of one; match.None where it has none.
type mergedRow struct{ mine, theirs int32 }

// fileRow is the row of the file of one of everybody, match.None for a client
// that was added.
func fileRow(file *book.Book, row int32) int32 {
	if row >= int32(file.N) {
		return match.None
	}
	return row
}

// newMerger lines two lists up as how says. Where several of theirs are one of
// mine, an update has the first of them only, and the others for themselves.
func newMerger(how Joining, file *book.Book, m *match.Match) *merger {
	g := &merger{mine: file, theirs: m.Theirs}
	if how == Renewed {
		for i := range m.Theirs.N {
			row := mergedRow{match.None, int32(i)}
			if m.First[i] {
				row.mine = fileRow(file, m.Of[i])
			}
			g.rows = append(g.rows, row)
		}
		return g
	}
	g.next = make([]int32, m.Theirs.N)
	last := make(map[int32]int32, m.Theirs.N) // of each of mine
	for i := range m.Theirs.N {
		g.next[i] = match.None
		if of := m.Of[i]; of != match.None {
			if before, ok := last[of]; ok {
				g.next[before] = int32(i)
			}
			last[of] = int32(i)
		}
	}
	for i := range m.Mine.N {
		if row := (mergedRow{fileRow(file, int32(i)), m.Taken[i]}); row.mine != match.None || row.theirs != match.None {
			g.rows = append(g.rows, row)
		}
	}
	return g
}

// several combines the values of those of theirs that are one client.
func several[V comparable](g *merger, row int32, none V, at func(int32) V, add func(a, b V) V) V {
	if row == match.None {
		return none
	}
	sum := at(row)
	for g.next != nil && g.next[row] != match.None {
		row = g.next[row]
		if v := at(row); sum == none {
			sum = v
		} else if v != none {
			sum = add(sum, v)
		}
	}
	return sum
}

// together is how the values of several rows become those of one client
// (METHOD.md §1).
func together(f field.Field) func(a, b int64) int64 {
	switch f {
	case field.Since:
		return func(a, b int64) int64 { return min(a, b) }
	case field.Potential, field.Likeability:
		return func(a, b int64) int64 { return max(a, b) }
	}
	return func(a, b int64) int64 { return int64(book.Add(book.Cents(a), book.Cents(b))) }
}

func first(a, _ string) string { return a }

// takes is whose value a row has in a column of which the rest is as take says.
func (g *merger) takes(take Take, row mergedRow) Take {
	if g.whole && row.theirs == match.None {
		return TakeMine
	}
	return take
}

// numbers are the values of both sides in a row.
func (g *merger) numbers(f field.Field, row mergedRow) (mine, theirs int64) {
	mine = book.Missing
	if row.mine != match.None {
		mine = column.Number(g.mine, f, int(row.mine))
	}
	return mine, several(g, row.theirs, int64(book.Missing), func(i int32) int64 { return column.Number(g.theirs, f, int(i)) }, together(f))
}

// mergedColumn is a column of numbers of both lists.
func mergedColumn[Q book.Quantity](g *merger, f field.Field, take Take, mine, theirs []Q) []Q {
	if mine == nil && theirs == nil || mine == nil && take == TakeMine || theirs == nil && take == TakeTheirs && !g.whole {
		return nil
	}
	out := make([]Q, len(g.rows))
	for i, row := range g.rows {
		a, b := g.numbers(f, row)
		out[i] = Q(pick(g.takes(take, row), a, b, book.Missing))
	}
	return out
}

// texts are the texts of both sides in a row.
func (g *merger) texts(mine, theirs book.Text, row mergedRow) (a, b string) {
	if row.mine != match.None {
		a = mine.At(int(row.mine))
	}
	return a, several(g, row.theirs, "", func(i int32) string { return theirs.At(int(i)) }, first)
}

func (g *merger) text(take Take, mine, theirs book.Text) book.Text {
	var out book.Text
	if mine.Len() == 0 && theirs.Len() == 0 || mine.Len() == 0 && take == TakeMine || theirs.Len() == 0 && take == TakeTheirs && !g.whole {
		return out
	}
	out.Grow(len(g.rows), mine.Size()+theirs.Size())
	for _, row := range g.rows {
		a, b := g.texts(mine, theirs, row)
		out.Append(pick(g.takes(take, row), a, b, ""))
	}
	return out
}

// merged is the book of both lists. take says whose values a column has, key
// which key a row has.
func (g *merger) merged(how Joining, take func(f field.Field, attribute string) Take, key func(mergedRow) book.Key) *book.Book {
	b := &book.Book{N: len(g.rows), Currency: g.theirs.Currency}
	if how == Joined && g.mine.Currency != "" || b.Currency == "" {
		b.Currency = g.mine.Currency
	}
	for _, row := range g.rows {
		b.Keys = append(b.Keys, key(row))
		line := uint32(0)
		switch {
		case how == Renewed && row.theirs != match.None:
			line = g.theirs.Line[row.theirs]
		case row.mine != match.None:
			line = g.mine.Line[row.mine]
		}
		b.Line = append(b.Line, line)
	}
	of := func(f field.Field) Take { return take(f, "") }
	b.ID = g.text(of(field.ID), g.mine.ID, g.theirs.ID)
	b.Name = g.text(of(field.Name), g.mine.Name, g.theirs.Name)
	b.Household = g.text(of(field.Household), g.mine.Household, g.theirs.Household)
	b.AUM = mergedColumn(g, field.AUM, of(field.AUM), g.mine.AUM, g.theirs.AUM)
	b.GDC = mergedColumn(g, field.GDC, of(field.GDC), g.mine.GDC, g.theirs.GDC)
	b.Since = mergedColumn(g, field.Since, of(field.Since), g.mine.Since, g.theirs.Since)
	b.Potential = mergedColumn(g, field.Potential, of(field.Potential), g.mine.Potential, g.theirs.Potential)
	b.Likeability = mergedColumn(g, field.Likeability, of(field.Likeability), g.mine.Likeability, g.theirs.Likeability)
	b.Referrals = mergedColumn(g, field.Referrals, of(field.Referrals), g.mine.Referrals, g.theirs.Referrals)
	b.Hours = mergedColumn(g, field.Hours, of(field.Hours), g.mine.Hours, g.theirs.Hours)
	for _, name := range attributeNames(how, g.mine, g.theirs) {
		cells := g.text(take(field.NoField, name), column.Cells(g.mine, name), column.Cells(g.theirs, name))
		if cells.Len() > 0 || b.N == 0 {
			b.Attributes = append(b.Attributes, book.Attribute{Name: name, Cells: cells})
		}
	}
	return b
}

// attributeNames are the attributes of both lists, each once, those of the list
// whose rows they will be first.
func attributeNames(how Joining, mine, theirs *book.Book) (names []string) {
	seen := map[string]bool{}
	if how == Renewed {
		mine, theirs = theirs, mine
	}
	for _, b := range []*book.Book{mine, theirs} {
		for _, a := range b.Attributes {
			if !seen[a.Name] {
				seen[a.Name] = true
				names = append(names, a.Name)
			}
		}
	}
	return names
}
