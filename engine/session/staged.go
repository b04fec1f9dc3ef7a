package session

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
	"tierbook/engine/wire"
)

// staging is a list that was read while another is open, and waits for the user
// to say what it is to that one. It is no part of the history until then.
type staging struct {
	source *decision.Source
	asOf   book.Day

	of    *decision.Source // the list that was open
	match *match.Match     // of everybody there, with those in the new list
	takes map[column.ID]Take
	said  []answerBody // of proposals, those about one by the line of its row
}

// Stage keeps a list that was read, for the user to say what it is to the one
// that is open.
func (s *Session) Stage(imp *intake.Import, origin decision.Origin, asOf book.Day) {
	s.stage(&staging{source: &decision.Source{Import: imp, Origin: origin}, asOf: asOf, takes: map[column.ID]Take{}})
}

// Restage shows another reading of the list that waits, made with imp.Options. What
// was said about its clients and columns stays.
func (s *Session) Restage(imp *intake.Import) {
	g := s.waiting()
	if g == nil {
		return
	}
	next := staging{source: &decision.Source{Import: imp, Origin: g.source.Origin}, asOf: g.asOf, takes: g.takes, said: g.said}
	if day := imp.Options.AsOf; day != g.source.Import.Options.AsOf {
		next.asOf = day
	}
	s.stage(&next)
}

func (s *Session) stage(g *staging) {
	st := s.steps[s.at].state
	g.of, g.match = st.Source, match.Lists(change.Everybody(st.File(), st.Changes), g.source.Import.Book)
	for _, b := range g.said {
		g.answer(b)
	}
	s.staged = g
	s.dropTrial()
	s.revision++
}

// answer settles the proposals that an answer is about.
func (g *staging) answer(b answerBody) {
	g.match.Answer(b.Same, func(p match.Proposal) bool {
		return b.line > 0 && g.match.Theirs.Line[p.Theirs] == b.line || b.line == 0 && p.By == b.By
	})
}

// HasOwnList reports whether a list of the advisor's is open, to which another
// may be something else than its successor.
func (s *Session) HasOwnList() bool {
	src := s.steps[s.at].state.Source
	return src != nil && !src.Origin.Sample
}

// Waits reports whether a list waits.
func (s *Session) Waits() bool { return s.waiting() != nil }

// waiting is the list that waits, nil for none: undoing back to another list
// ends its wait.
func (s *Session) waiting() *staging {
	if s.staged != nil && s.staged.of != s.steps[s.at].state.Source {
		s.staged = nil
	}
	return s.staged
}

// take is whose values a column will have.
func (g *staging) take(how Joining, id column.ID) Take {
	mine, theirs := column.Has(g.of.Import.Book, id), column.Has(g.source.Import.Book, id)
	foreign := g.foreign(id)
	switch chosen := g.takes[id]; {
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
	case id.Field == field.ID && g.match.ForeignID:
		return TakeMine
	}
	return TakeMineFirst
}

// foreign reports whether the amounts of a column are in another currency, or on
// the other side of the payout, than those of the list that is open.
func (g *staging) foreign(id column.ID) bool {
	mine, theirs := g.of.Import, g.source.Import
	if !id.Field.IsMoney() || !column.Has(mine.Book, id) || !column.Has(theirs.Book, id) {
		return false
	}
	a, b := mine.Book.Currency, theirs.Book.Currency
	return a != b && a != "" && b != "" || id.Field == field.GDC && (mine.Basis == cell.Net) != (theirs.Basis == cell.Net)
}

// columns are the columns that either list has, the ids aside, in the order in
// which a page shows them.
func (g *staging) columns(how Joining) (all []column.ID) {
	for _, f := range change.Editable {
		id := column.ID{Field: f}
		if column.Has(g.of.Import.Book, id) || column.Has(g.source.Import.Book, id) {
			all = append(all, id)
		}
	}
	for _, name := range attributeNames(how, g.of.Import.Book, g.source.Import.Book) {
		all = append(all, column.ID{Attribute: name})
	}
	return all
}

// suggested is what the new list most likely is to the open one: the same list
// where it has most of its clients and of its columns, or nothing new and all
// amounts; other facts about the same people where it has few.
func (g *staging) suggested() Joining {
	c := g.match.Counts()
	switch found := c.Paired + c.Proposed; {
	case 4*found < g.match.Theirs.N:
		return Replaced
	case 4*c.Several >= max(c.Paired, 1), 2*c.Gone > g.match.Mine.N: // accounts rather than clients, or some of them
		return Joined
	}
	both, mine, new, amounts := 0, 0, 0, true
	for _, id := range g.columns(Renewed) {
		switch has := column.Has(g.source.Import.Book, id); {
		case !column.Has(g.of.Import.Book, id):
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

// answerBody says of proposals whether they are the same client: of one of
// theirs, or of all that rest on the same.
type answerBody struct {
	Theirs int32    `json:"theirs"` // row; match.None for all
	By     match.By `json:"by,omitempty"`
	Same   bool     `json:"same"`
	line   uint32   // on which the row begins, 0 for all
}

type takeBody struct {
	Field     field.Field `json:"field,omitempty"`
	Attribute string      `json:"attribute,omitempty"`
	Take      Take        `json:"take"`
}

type finishBody struct {
	How Joining `json:"how"`
}

// Answer asks for the proposal about one of theirs to be settled, AnswerAll for
// all that rest on the same.
func Answer(theirs int32, same bool) wire.Request {
	return staged("answer", answerBody{Theirs: theirs, Same: same})
}
func AnswerAll(by match.By, same bool) wire.Request {
	return staged("answer", answerBody{Theirs: match.None, By: by, Same: same})
}

// TakeColumn asks for a column to have the values of one list or the other.
func TakeColumn(f field.Field, attribute string, take Take) wire.Request {
	return staged("take", takeBody{f, attribute, take})
}

// Finish asks for the list that waits to become what how says. It is a step of
// the history, with a restore point before it. Dismiss forgets the list.
func Finish(how Joining) wire.Request { return staged("finish", finishBody{how}) }
func Dismiss() wire.Request           { return staged("dismiss", struct{}{}) }

func staged(kind string, body any) wire.Request {
	return wire.Request{Verb: "stage", What: wire.Envelope{Kind: kind, Body: wire.Encode(body)}}
}

// onStage answers a request about the list that waits.
func (s *Session) onStage(e wire.Envelope) error {
	g := s.waiting()
	if g == nil {
		return wire.NewFault("nothing-waits")
	}
	switch e.Kind {
	case "answer":
		var b answerBody
		if err := wire.Decode(e.Body, &b); err != nil {
			return err
		}
		if b.Theirs != match.None {
			if b.Theirs < 0 || int(b.Theirs) >= g.match.Theirs.N {
				return wire.NewFault("bad-message", "theirs")
			}
			b.line = g.match.Theirs.Line[b.Theirs]
		}
		g.said = append(g.said, b)
		g.answer(b)
	case "take":
		var b takeBody
		if err := wire.Decode(e.Body, &b); err != nil {
			return err
		}
		if !slices.Contains([]Take{TakeMine, TakeTheirs, TakeMineFirst, TakeTheirsFirst}, b.Take) {
			return wire.NewFault("bad-message", string(b.Take))
		}
		g.takes[column.ID{Field: b.Field, Attribute: b.Attribute}] = b.Take
	case "finish":
		var b finishBody
		if err := wire.Decode(e.Body, &b); err != nil {
			return err
		}
		return s.finish(b.How)
	case "dismiss":
		s.staged = nil
	default:
		return wire.NewFault("unknown-verb", e.Kind)
	}
	s.revision++
	return nil
}

// finish makes the list that waits what how says.
func (s *Session) finish(how Joining) error {
	g := s.staged
	switch how {
	case Replaced:
		s.staged = nil
		s.Open(g.source.Import, g.source.Origin, g.asOf)
		return nil
	case Renewed, Joined:
	default:
		return wire.NewFault("bad-message", string(how))
	}
	now := s.steps[s.at].state
	if g.match.Counts().Paired == 0 {
		return wire.NewFault("nobody-fits")
	}
	imp, part := g.put(how, s.freeKey())
	body := renewBody{Origin: g.source.Origin, AsOf: g.asOf, Parts: []decision.Part{part}}
	if how == Joined {
		body.Origin, body.AsOf = now.Source.Origin, now.Settings.AsOf
		body.Parts = append(slices.Clone(now.Source.Parts), part)
	} else if len(part.Columns) == 0 {
		body.Parts = nil
	}
	e := s.record(string(how), body)
	e.source = &decision.Source{Import: imp, Origin: body.Origin, Parts: body.Parts}
	s.staged = nil
	s.renew(e, body)
	return nil
}

// put puts both lists together: the import, and what of it is not of its own file.
func (g *staging) put(how Joining, free book.Key) (*intake.Import, decision.Part) {
	mine, theirs := g.of.Import, g.source.Import
	m := newMerger(how, mine.Book, g.match)
	b := m.merged(how, func(f field.Field, name string) Take { return g.take(how, column.ID{Field: f, Attribute: name}) }, func(row mergedRow) book.Key {
		if row.mine != match.None {
			return mine.Book.Keys[row.mine]
		}
		if of := g.match.Of[row.theirs]; of != match.None && g.match.First[row.theirs] { // a client that was added
			return g.match.Mine.Keys[of]
		}
		free++
		return free - 1
	})
	c := g.match.Counts()
	imp, part := *theirs, decision.Part{Origin: g.of.Origin, Before: true, Clients: mine.Book.N, Paired: c.Paired - c.Several}
	if how == Joined {
		imp, part = *mine, decision.Part{Origin: g.source.Origin, Clients: theirs.Book.N, Paired: c.Paired}
		for _, p := range theirs.Problems {
			if p.Loses() {
				part.Lost++
			}
		}
		if mine.Book.GDC == nil && b.GDC != nil {
			imp.Basis = theirs.Basis
		}
	}
	imp.Book = b
	imp.Questions = notMissing(imp.Questions, b)
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

// notMissing are the questions without those for columns that are there now.
func notMissing(all []intake.Question, b *book.Book) []intake.Question {
	return slices.DeleteFunc(slices.Clone(all), func(q intake.Question) bool {
		return q.Kind == intake.AskMissing && column.Has(b, column.ID{Field: q.Field})
	})
}

// partsInto gives another reading of the source's file the columns that came
// from elsewhere. Its clients have the keys that they had.
func partsInto(src *decision.Source, imp *intake.Import) {
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
	imp.Questions = notMissing(imp.Questions, imp.Book)
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

// freeKey is a key that no client of any list in the history has or had.
func (s *Session) freeKey() book.Key {
	free := book.Key(1)
	var last *decision.Source
	for _, step := range s.steps {
		if step.state.Source != last || step.state.Changes != nil {
			last = step.state.Source
			free = max(free, step.state.NextKey())
		}
	}
	for _, p := range s.points {
		free = max(free, p.state.NextKey())
	}
	return free
}

// renewBody is the body of an entry that puts another import in the place of the
// open one and keeps what was decided about its clients.
type renewBody struct {
	Origin decision.Origin `json:"origin"`
	AsOf   book.Day        `json:"as_of"`
	Parts  []decision.Part `json:"parts,omitempty"`
}

// renew goes on with another import of the same clients: locks, changes and
// whatever else is about a client stay, as long as it is there.
func (s *Session) renew(e Entry, body renewBody) {
	now := s.steps[s.at].state
	next := now
	next.Source, next.Settings.AsOf = e.source, body.AsOf
	if next.Source.Number = now.Source.Ordinal(); e.Kind == kindRenewed {
		next.Source.Number++
	}
	b := e.source.Import.Book
	there := make(map[book.Key]bool, b.N)
	for _, key := range b.Keys {
		there[key] = true
	}
	next.Changes = now.Changes.Carried(func(key book.Key) book.Key {
		if there[key] {
			return key
		}
		return 0
	})
	next.Settings.Locks = nil
	for _, l := range now.Settings.Locks {
		if l.Key == 0 || there[l.Key] || next.Changes.Has(l.Key) {
			next.Settings.Locks = append(next.Settings.Locks, l)
		}
	}
	if e.source.Import.Basis == cell.Net && now.Source.Import.Basis != cell.Net {
		next.Settings.Payout = 10000
	}
	s.markBefore(e)
	s.push(e, next)
	s.forget()
}
