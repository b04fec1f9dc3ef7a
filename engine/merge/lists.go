package merge

import (
	"slices"

	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/column"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/match"
)

// Lists are the list that is open and another, line by line.
type Lists struct {
	Mine   *decision.Source // the list that is open
	Theirs *decision.Source // the other one
	Match  *match.Match     // of everybody there, with those in the other list
	Takes  map[column.ID]Take
}

// take is whose values a column will have.
func (g *Lists) take(how Joining, id column.ID) Take {
	mine, theirs := column.Has(g.Mine.Import.Book, id), column.Has(g.Theirs.Import.Book, id)
	foreign := g.foreign(id)
	switch chosen := g.Takes[id]; {
	case foreign && how == Joined && mine:
		return TakeMine // amounts that cannot be put beside one another
	case foreign && how == Renewed && theirs:
		return TakeTheirs
	case chosen != "":
		return chosen
	case how == Renewed && theirs, how == Joined && !mine:
		return TakeTheirs
	case how == Renewed:
		return TakeMine
	case id.Field == field.ID && g.Match.ForeignID:
		return TakeMine
	}
	return TakeMineFirst
}

// foreign reports whether the amounts of a column are in another currency, or on
// the other side of the payout, than those of the list that is open.
func (g *Lists) foreign(id column.ID) bool {
	mine, theirs := g.Mine.Import, g.Theirs.Import
	if !id.Field.IsMoney() || !column.Has(mine.Book, id) || !column.Has(theirs.Book, id) {
		return false
	}
	a, b := mine.Book.Currency, theirs.Book.Currency
	return a != b && a != "" && b != "" || id.Field == field.GDC && (mine.Basis == cell.Net) != (theirs.Basis == cell.Net)
}

// columns are the columns that either list has, the ids aside, in the order in
// which a page shows them.
func (g *Lists) columns(how Joining) (all []column.ID) {
	for _, f := range change.Editable {
		id := column.ID{Field: f}
		if column.Has(g.Mine.Import.Book, id) || column.Has(g.Theirs.Import.Book, id) {
			all = append(all, id)
		}
	}
	for _, name := range attributeNames(how, g.Mine.Import.Book, g.Theirs.Import.Book) {
		all = append(all, column.ID{Attribute: name})
	}
	return all
}

// Suggested is what the new list most likely is to the open one: the same list
// where it has most of its clients and of its columns, or nothing new and all
// amounts; other facts about the same people where it has few.
func (g *Lists) Suggested() Joining {
	c := g.Match.Counts()
	switch found := c.Paired + c.Proposed; {
	case 4*found < g.Match.Theirs.N:
		return Replaced
	case 4*c.Several >= max(c.Paired, 1), 2*c.Gone > g.Match.Mine.N: // accounts rather than clients, or some of them
		return Joined
	}
	both, mine, new, amounts := 0, 0, 0, true
	for _, id := range g.columns(Renewed) {
		switch has := column.Has(g.Theirs.Import.Book, id); {
		case !column.Has(g.Mine.Import.Book, id):
			new++
		case has:
			mine++
			both++
		default:
			mine++
			amounts = amounts && !id.Field.IsMoney()
		}
	}
	if 5*both >= 3*mine || new == 0 && amounts {
		return Renewed
	}
	return Joined
}

// Put puts both lists together: the import, and what of it is not of its own file.
func (g *Lists) Put(how Joining, free book.Key) (*intake.Import, decision.Part) {
	mine, theirs := g.Mine.Import, g.Theirs.Import
	m := newMerger(how, mine.Book, g.Match)
	b := m.merged(how, func(f field.Field, name string) Take { return g.take(how, column.ID{Field: f, Attribute: name}) }, func(row mergedRow) book.Key {
		if row.mine != match.None {
			return mine.Book.Keys[row.mine]
		}
		if of := g.Match.Of[row.theirs]; of != match.None && g.Match.First[row.theirs] { // a client that was added
			return g.Match.Mine.Keys[of]
		}
		free++
		return free - 1
	})
	c := g.Match.Counts()
	imp, part := *theirs, decision.Part{Origin: g.Mine.Origin, Before: true, Clients: mine.Book.N, Paired: c.Paired - c.Several}
	if how == Joined {
		imp, part = *mine, decision.Part{Origin: g.Theirs.Origin, Clients: theirs.Book.N, Paired: c.Paired}
		part.Lost, _ = theirs.Lost()
		if mine.Book.GDC == nil && b.GDC != nil {
			imp.Basis = theirs.Basis
		}
	}
	imp.Book = b
	imp.Questions = NotMissing(imp.Questions, b)
	for _, id := range g.columns(how) {
		take := g.take(how, id)
		given := decision.PartColumn{Field: id.Field, Attribute: id.Attribute, First: take == TakeTheirs || take == TakeTheirsFirst}
		if how == Renewed {
			given.First = !given.First
		}
		for _, row := range m.rows {
			m.compare(take, id, row, func(from bool, v int64) {
				if from == (how == Joined) {
					given.Clients++
					if id.Field.IsMoney() {
						given.Sum = book.Add(given.Sum, book.Cents(v))
					}
				}
			})
		}
		if given.Clients > 0 && (how == Joined || !column.Has(theirs.Book, id) || take != TakeTheirs) {
			part.Columns = append(part.Columns, given)
		}
	}
	return &imp, part
}

// NotMissing are the questions without those for columns that are there now.
func NotMissing(all []intake.Question, b *book.Book) []intake.Question {
	return slices.DeleteFunc(slices.Clone(all), func(q intake.Question) bool {
		return q.Kind == intake.AskMissing && column.Has(b, column.ID{Field: q.Field})
	})
}

// PartsInto gives another reading of the source's file the columns that came
// from elsewhere. Its clients have the keys that they had.
func PartsInto(src *decision.Source, imp *intake.Import) {
	if len(src.Parts) == 0 {
		return
	}
	takes := map[column.ID]Take{}
	for _, p := range src.Parts {
		for _, c := range p.Columns {
			take := TakeTheirsFirst // the file's own, where it has any
			if c.First {
				take = TakeMineFirst
			}
			takes[column.ID{Field: c.Field, Attribute: c.Attribute}] = take
		}
	}
	m := &merger{mine: src.Import.Book, theirs: imp.Book}
	rows := make(map[book.Key]int32, m.mine.N)
	for i, key := range m.mine.Keys {
		rows[key] = int32(i)
	}
	for i, key := range imp.Book.Keys {
		row, ok := rows[key]
		if !ok {
			row = match.None
		}
		m.rows = append(m.rows, mergedRow{row, int32(i)})
		delete(rows, key)
	}
	for i, line := range m.mine.Line { // clients that are in the other files only
		if _, left := rows[m.mine.Keys[i]]; left && line == 0 {
			m.rows, m.whole = append(m.rows, mergedRow{int32(i), match.None}), true
		}
	}
	imp.Book = m.merged(Renewed, func(f field.Field, name string) Take {
		if take, ok := takes[column.ID{Field: f, Attribute: name}]; ok {
			return take
		}
		return TakeTheirs
	}, func(row mergedRow) book.Key {
		if row.theirs == match.None {
			return m.mine.Keys[row.mine]
		}
		return imp.Book.Keys[row.theirs]
	})
	imp.Questions = NotMissing(imp.Questions, imp.Book)
}

// compare tells, of a row that will have a value in a column, whether that is
// theirs, and which; a text is told as 0.
func (g *merger) compare(take Take, id column.ID, row mergedRow, tell func(theirs bool, v int64)) {
	if id.IsText() {
		mine, theirs := column.Texts(g.mine, id), column.Texts(g.theirs, id)
		a, b := g.texts(mine, theirs, row)
		switch v := pick(take, a, b, ""); {
		case v == "":
		default:
			tell(v == b && (take == TakeTheirs || take == TakeTheirsFirst || a == ""), 0)
		}
		return
	}
	a, b := g.numbers(id.Field, row)
	if v := pick(take, a, b, book.Missing); v != book.Missing {
		tell(v == b && (take == TakeTheirs || take == TakeTheirsFirst || a == book.Missing), v)
	}
}
