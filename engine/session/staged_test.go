package session

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/column"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/match"
	"tierbook/engine/merge"
	"tierbook/engine/score"
	"tierbook/engine/wire"
)

// client is one line of a list in these tests; Missing is no value.
type client struct {
	id, name, house string
	aum, gdc        book.Cents
	potential       book.Milli
	city            string
}

const no = book.Missing

// lists makes an import of the columns named: of id, name, house, aum, gdc,
// potential, city.
func lists(columns string, clients ...client) *intake.Import {
	b := &book.Book{N: len(clients)}
	var city book.Text
	for i, c := range clients {
		b.Keys, b.Line = append(b.Keys, book.Key(i+1)), append(b.Line, uint32(i+2))
		for _, column := range columns {
			switch column {
			case 'i':
				b.ID.Append(c.id)
			case 'n':
				b.Name.Append(c.name)
			case 'h':
				b.Household.Append(c.house)
			case 'a':
				b.AUM = append(b.AUM, c.aum)
			case 'g':
				b.GDC = append(b.GDC, c.gdc)
			case 'p':
				b.Potential = append(b.Potential, c.potential)
			case 'c':
				city.Append(c.city)
			}
		}
	}
	if city.Len() > 0 {
		b.Attributes = []book.Attribute{{Name: "City", Cells: city}}
	}
	return &intake.Import{Book: b, Controls: intake.Controls{Rows: b.N, Clients: b.N}}
}

func asked(t testing.TB, s *Session, r wire.Request) *Overview {
	t.Helper()
	v, err := s.Handle(r)
	if err != nil {
		t.Fatalf("%s %s: %v", r.Verb, r.What.Kind, err)
	}
	o := v.(Overview)
	return &o
}

// told is a book in short: key, id, name, AUM, GDC, potential, city.
func toldBook(b *book.Book) (all []string) {
	show := func(v int64) string {
		if v == no {
			return "-"
		}
		return fmt.Sprint(v)
	}
	for i := range b.N {
		all = append(all, fmt.Sprint(b.Keys[i], " ", b.ID.At(i), " ", b.Name.At(i), " ", show(int64(book.At(b.AUM, i))), " ", show(int64(book.At(b.GDC, i))), " ",
			show(int64(book.At(b.Potential, i))), " ", column.Cells(b, "City").At(i)))
	}
	return all
}

func same(t testing.TB, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n%q, want\n%q", what, got, want)
	}
}

// june is a list with ratings, and what the advisor decided about it.
func june(t testing.TB) *Session {
	s := New(today)
	s.Open(lists("inapc", client{"A", "Ann Lee", "", 100, 0, 7000, "Rome"}, client{"B", "Bob Ray", "", 200, 0, no, "Oslo"}, client{"C", "Cy Day", "", 300, 0, 5000, ""}), mine, today)
	do(t, s, decision.Lock{Key: 2, Tier: 1, Reason: "brother"}, decision.Lock{Key: 3, Tier: 4, Reason: "leaves"}, decision.SetValue{Key: 1, Field: field.Likeability, Value: 9000}, decision.SetValue{Key: 3, Field: field.Hours, Value: 60},
		decision.AddClient{Name: "Dee Fox", AUM: no, GDC: no}, decision.SetWeight{Factor: score.AUM, Weight: 40})
	return s
}

func TestUpdate(t *testing.T) {
	s := june(t)
	before := toldBook(s.Report().Book)
	s.Stage(lists("ina", client{"E", "Eve Hay", "", 500, 0, 0, ""}, client{"B", "Bob Ray", "", 250, 0, 0, ""}, client{"", "Fox, Dee", "", 70, 0, 0, ""}, client{"A", "Ann Lee", "", 100, 0, 0, ""}),
		decision.Origin{File: "september.csv"}, tomorrow)
	if now := s.Overview(); now.Staged != "september.csv" || now.Practice.Clients != 4 {
		t.Fatalf("a list that waits is taken in: %+v", now)
	}
	v := see(t, s, StagedQuery{})
	if v.Suggest != merge.Renewed || v.Counts != (match.Counts{Paired: 2, Proposed: 1, New: 1, Gone: 1}) || v.Changed != 1 || v.Locks != 1 || v.Values != 1 {
		t.Errorf("it waits as %+v", v)
	}
	aum := v.Columns[1]
	if aum.Field != field.AUM || aum.Before != 600 || aum.After != 920 || aum.Same != 1 || aum.Differ != 1 || aum.Samples[0].Name != "Bob Ray" || aum.Samples[0].Is != 250 {
		t.Errorf("AUM is compared as %+v", aum)
	}
	if rows := see(t, s, StagedRowsQuery{Which: StagedGone, Limit: 9}); rows.Total != 1 || rows.Rows[0].Mine.Name != "Cy Day" {
		t.Errorf("gone: %+v", rows)
	}
	rows := see(t, s, StagedRowsQuery{Which: StagedAsked, Limit: 9}).Rows
	if len(rows) != 1 || rows[0].Mine.Name != "Dee Fox" || rows[0].By != match.SameName {
		t.Fatalf("asked: %+v", rows)
	}
	asked(t, s, Answer(rows[0].Row, true))
	if rows := see(t, s, StagedRowsQuery{Which: StagedChanged, Limit: 9}); rows.Total != 1 || rows.Rows[0].Changes[0].Was != 200 || rows.Rows[0].Changes[0].Is != 250 {
		t.Errorf("changed: %+v", rows)
	}
	o := asked(t, s, Finish(merge.Renewed))
	// Keys stay, the added client has become one of the file, columns that the
	// new list lacks are kept, and the locks and values of who is gone are gone.
	same(t, "updated", toldBook(s.Report().Book), []string{"5 E Eve Hay 500 - - ", "2 B Bob Ray 250 - - Oslo", "4  Dee Fox 70 - - ", "1 A Ann Lee 100 - 7000 Rome"})
	st := s.State()
	if o.Locked != 1 || st.Settings.Locks[0].Key != 2 || st.Settings.Locks[0].Reason != "brother" || st.Settings.Weights[score.AUM] != 40 || st.Settings.AsOf != tomorrow {
		t.Errorf("the decisions are %+v", st.Settings)
	}
	if st.Changes.Number(1, field.Likeability) != 9000 || st.Changes.Number(3, field.Hours) != change.Unset || len(st.Changes.Added()) != 0 {
		t.Errorf("the advisor's own values are %+v", st.Changes)
	}
	if o.Undo != "update" || o.Origin.File != "september.csv" || o.Staged != "" || len(st.Source.Parts) != 1 || st.Source.Parts[0].Origin.File != "list.csv" && st.Source.Parts[0].Origin != mine {
		t.Errorf("afterwards: undo %q, %+v", o.Undo, st.Source.Parts)
	}
	if points := see(t, s, PointsQuery{}); points[0].Before != "update" || points[0].Clients != 4 {
		t.Errorf("no restore point: %+v", points)
	}
	s.Undo()
	same(t, "undone", toldBook(s.Report().Book), before)
	if o := s.Overview(); o.Locked != 2 || o.Own.Added != 1 || s.State().Changes.Number(3, field.Hours) != 60 {
		t.Errorf("undone it has %d locks, %+v", o.Locked, o.Own)
	}
	s.Redo()
	do(t, s, decision.AddClient{Name: "Gil"})
	if key := s.State().Changes.Added()[0]; key != 6 {
		t.Errorf("a client has the key %d, which might be another's", key)
	}
}

func TestAddColumns(t *testing.T) {
	s := june(t)
	custodian := lists("inag",
		client{"a", "Ann Lee", "", 40, 7, 0, ""}, client{"A", "Ann Lee", "", 60, no, 0, ""}, // two accounts that come to what there is
		client{"B", "Bob Ray", "", 333, 5, 0, ""}, client{"Z", "Zoe Orr", "", 1, 1, 0, ""}, client{"", "Dee Fox", "", 8, 9, 0, ""})
	custodian.Problems = []intake.Problem{{Line: 3, Column: 3, Reason: cell.NotMoney}}
	s.Stage(custodian, decision.Origin{File: "custodian.csv"}, tomorrow)
	v := see(t, s, StagedQuery{How: merge.Joined})
	if v.Suggest != merge.Joined || v.Counts != (match.Counts{Paired: 3, Several: 1, Proposed: 1, New: 1, Gone: 1}) || v.Lost != 1 {
		t.Errorf("it waits as %+v", v)
	}
	aum, gdc := v.Columns[1], v.Columns[2]
	if aum.Take != merge.TakeMineFirst || aum.Same != 1 || aum.Differ != 1 || aum.After != 600 || gdc.Take != merge.TakeTheirs || gdc.New != 2 || gdc.After != 12 {
		t.Errorf("AUM %+v, GDC %+v", aum, gdc)
	}
	asked(t, s, AnswerAll(match.SameName, true))
	asked(t, s, TakeColumn(field.AUM, "", merge.TakeTheirsFirst))
	if v = see(t, s, StagedQuery{How: merge.Joined}); v.Columns[1].After != 741 {
		t.Errorf("AUM comes to %d, want 741", v.Columns[1].After)
	}
	o := asked(t, s, Finish(merge.Joined))
	same(t, "joined", toldBook(s.Report().Book), []string{"1 A Ann Lee 100 7 7000 Rome", "2 B Bob Ray 333 5 - Oslo", "3 C Cy Day 300 - 5000 ", "4  Dee Fox 8 9 - "})
	part := s.State().Source.Parts[0]
	if part.Origin.File != "custodian.csv" || part.Clients != 5 || part.Paired != 4 || part.Lost != 1 || len(part.Columns) != 3 ||
		part.Columns[1] != (decision.PartColumn{Field: field.AUM, Clients: 3, First: true, Sum: 441}) || part.Columns[2] != (decision.PartColumn{Field: field.GDC, Clients: 3, First: true, Sum: 21}) {
		t.Errorf("where it came from: %+v", part)
	}
	if o.Locked != 2 || o.Origin.File != mine.File || o.Settings.AsOf != today || o.Undo != "add-columns" || s.State().Changes.Number(3, field.Hours) != 60 {
		t.Errorf("what was decided has changed: %+v", o)
	}
}

// TestAnotherReadingKeepsWhatOtherFilesGave reads the file of a joined book
// again, without one of its rows and with another value.
func TestAnotherReadingKeepsWhatOtherFilesGave(t *testing.T) {
	s := june(t)
	s.Stage(lists("inag", client{"A", "Ann Lee", "", 90, 7, 0, ""}, client{"B", "Bob Ray", "", 333, 5, 0, ""}, client{"", "Dee Fox", "", 8, 9, 0, ""}), decision.Origin{File: "custodian.csv"}, tomorrow)
	asked(t, s, AnswerAll(match.SameName, true))
	asked(t, s, TakeColumn(field.AUM, "", merge.TakeTheirsFirst))
	asked(t, s, Finish(merge.Joined))
	again := lists("inap", client{"A", "Ann Lee", "", 111, 0, 8000, ""}, client{"C", "Cy Day", "", 301, 0, 5000, ""})
	again.Book.Line[1] = 4
	if err := s.Reread(again); err != nil {
		t.Fatal(err)
	}
	same(t, "read again", toldBook(s.Report().Book), []string{"1 A Ann Lee 90 7 8000 ", "3 C Cy Day 300 - 5000 ", "4  Dee Fox 8 9 - "})
	if l := see(t, s, ListQuery{}); len(l.Parts) != 1 || l.Parts[0].Before || l.Parts[0].Origin.File != "custodian.csv" {
		t.Error("it is forgotten where columns came from")
	}
}

func TestAmountsThatCannotBeMixed(t *testing.T) {
	s := New(today)
	dollars, euros := lists("iag", client{"A", "", "", 100, 10, 0, ""}), lists("iag", client{"A", "", "", 90, 9, 0, ""})
	dollars.Book.Currency, euros.Book.Currency = "USD", "EUR"
	s.Open(dollars, mine, today)
	s.Stage(euros, decision.Origin{File: "x"}, today)
	asked(t, s, TakeColumn(field.AUM, "", merge.TakeTheirs))
	for _, c := range see(t, s, StagedQuery{How: merge.Joined}).Columns {
		if !c.Foreign || c.Take != merge.TakeMine {
			t.Errorf("euros are taken for dollars: %+v", c)
		}
	}
	asked(t, s, Finish(merge.Joined))
	if b := s.Report().Book; b.AUM[0] != 100 || b.Currency != "USD" {
		t.Errorf("%v %s", b.AUM, b.Currency)
	}
	s.Stage(euros, decision.Origin{File: "x"}, today)
	asked(t, s, TakeColumn(field.AUM, "", merge.TakeMineFirst))
	asked(t, s, Finish(merge.Renewed))
	if b := s.Report().Book; b.AUM[0] != 90 || b.Currency != "EUR" {
		t.Errorf("%v %s", b.AUM, b.Currency)
	}
	net := lists("ig", client{"A", "", "", 0, 5, 0, ""})
	net.Basis = cell.Net
	s.Stage(net, decision.Origin{File: "x"}, today)
	if c := see(t, s, StagedQuery{How: merge.Joined}).Columns[1]; !c.Foreign {
		t.Errorf("revenue after payout is taken for gross: %+v", c)
	}
	asked(t, s, Finish(merge.Renewed))
	if p := s.State().Settings.Payout; p != 10000 {
		t.Errorf("a payout of %d is taken off twice", p)
	}
}

// TestAnAddedClientIsKnownByItsExport takes in a list that was exported with a
// client who was added: it goes by the id that the export gave it.
func TestAnAddedClientIsKnownByItsExport(t *testing.T) {
	s := june(t)
	id := s.Report().Book.IDOf(3)
	s.Stage(lists("ina", client{"A", "Ann Lee", "", 100, 0, 0, ""}, client{"B", "Bob Ray", "", 200, 0, 0, ""}, client{"C", "Cy Day", "", 300, 0, 0, ""}, client{id, "Dee Fox", "", 70, 0, 0, ""}), mine, tomorrow)
	if v := see(t, s, StagedQuery{How: merge.Renewed}); v.Counts != (match.Counts{Paired: 4}) {
		t.Errorf("with %s it waits as %+v", id, v.Counts)
	}
	asked(t, s, Finish(merge.Renewed))
	if b := s.Report().Book; b.N != 4 || b.AUM[3] != 70 || b.Keys[3] != 4 {
		t.Errorf("the list is %q", toldBook(b))
	}
}

func TestNothingWaits(t *testing.T) {
	s := june(t)
	for _, r := range []wire.Request{Finish(merge.Renewed), Dismiss(), Answer(0, true), TakeColumn(field.AUM, "", merge.TakeMine)} {
		if _, err := s.Handle(r); err == nil || wire.AsFault(err).Code != "nothing-waits" {
			t.Errorf("%s: %v", r.What.Kind, err)
		}
	}
	strangers := lists("in", client{"X", "Xi", "", 0, 0, 0, ""})
	s.Stage(strangers, decision.Origin{File: "x.csv"}, today)
	for _, how := range []merge.Joining{merge.Renewed, merge.Joined} {
		if _, err := s.Handle(Finish(how)); err == nil || wire.AsFault(err).Code != "nobody-fits" {
			t.Errorf("%s with nobody: %v", how, err)
		}
	}
	if v := see(t, s, StagedQuery{}); v.Suggest != merge.Replaced {
		t.Errorf("strangers are suggested as %s", v.Suggest)
	}
	steps := len(stepsOf(s))
	if o := asked(t, s, Dismiss()); o.Staged != "" || len(stepsOf(s)) != steps {
		t.Errorf("dismissed: %+v", o.Staged)
	}
	s.Stage(strangers, decision.Origin{File: "x.csv"}, tomorrow)
	if o := asked(t, s, Finish(merge.Replaced)); o.Practice.Clients != 1 || o.Undo != "open" || o.Locked != 0 {
		t.Errorf("replaced: %+v", o)
	}
	s.Stage(strangers, decision.Origin{File: "y.csv"}, tomorrow)
	s.Undo()
	if s.Overview().Staged != "" {
		t.Error("a list waits for one that is not open")
	}
}

// TestTwoListsPutTogether takes random lists in, in both ways and with random
// decisions, and works every value out another way. The log leads to the same.
func TestTwoListsPutTogether(t *testing.T) {
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 5))
		random := func(n int) *intake.Import {
			columns := "i"
			for _, c := range "nagpc" {
				if rng.IntN(3) > 0 {
					columns += string(c)
				}
			}
			value := func() int64 {
				if rng.IntN(4) == 0 {
					return no
				}
				return rng.Int64N(5)
			}
			all := make([]client, n)
			for i, id := range rng.Perm(n + 5)[:n] {
				all[i] = client{fmt.Sprint("C", id), fmt.Sprint("Name ", id), "", book.Cents(value()), book.Cents(value()), book.Milli(value()), []string{"", "x", "y"}[rng.IntN(3)]}
			}
			return lists(columns, all...)
		}
		ours, its := random(1+rng.IntN(8)), random(1+rng.IntN(8))
		h := &shelf{}
		s := New(today)
		start := s.Checkpoint(h.name)
		s.Open(ours, mine, today)
		if rng.IntN(2) == 0 {
			do(t, s, decision.AddClient{Name: "Added", AUM: no, GDC: no})
		}
		if rng.IntN(2) == 0 {
			do(t, s, decision.Lock{Key: 1, Tier: 2, Reason: "because"})
		}
		s.Stage(its, decision.Origin{File: "its.csv"}, tomorrow)
		takes := map[column.ID]merge.Take{}
		for _, f := range []field.Field{field.AUM, field.GDC, field.Potential} {
			if take := []merge.Take{"", merge.TakeMine, merge.TakeTheirs, merge.TakeMineFirst, merge.TakeTheirsFirst}[rng.IntN(5)]; take != "" {
				takes[column.ID{Field: f}] = take
				asked(t, s, TakeColumn(f, "", take))
			}
		}
		how := []merge.Joining{merge.Renewed, merge.Joined}[rng.IntN(2)]
		v := see(t, s, StagedQuery{How: how})
		stays := 0 // added clients do, whatever the new list has
		if st := s.State(); how == merge.Renewed && st.Changes != nil {
			stays = len(st.Changes.Added())
		}
		if v.Paired+v.Proposed+v.New != its.Book.N || v.Paired+v.Proposed+v.Gone+stays != change.Everybody(s.State().File(), s.State().Changes).N {
			t.Fatalf("seed %d: somebody is lost: %+v", seed, v.Counts)
		}
		if _, err := s.Handle(Finish(how)); err != nil {
			if v.Paired > 0 {
				t.Fatalf("seed %d: %v", seed, err)
			}
			continue
		}
		b, src := s.State().File(), s.State().Source
		row := map[string]int{}
		for i := range its.Book.N {
			row[its.Book.ID.At(i)] = i
		}
		rowOurs := map[string]int{}
		for i := range ours.Book.N {
			rowOurs[ours.Book.ID.At(i)] = i
		}
		want := its.Book.N
		if how == merge.Joined {
			want = ours.Book.N
		}
		seenKeys := map[book.Key]bool{}
		for i := range b.N {
			id := b.ID.At(i)
			a, isOurs := rowOurs[id]
			c, isTheirs := row[id]
			if isOurs != (b.Keys[i] <= book.Key(ours.Book.N)) || isOurs && b.Keys[i] != ours.Book.Keys[a] || seenKeys[b.Keys[i]] {
				t.Fatalf("seed %d: %s has the key %d", seed, id, b.Keys[i])
			}
			seenKeys[b.Keys[i]] = true
			for _, f := range []field.Field{field.AUM, field.GDC, field.Potential} {
				was, is := int64(no), int64(no)
				if isOurs {
					was = column.Number(ours.Book, f, a)
				}
				if isTheirs {
					is = column.Number(its.Book, f, c)
				}
				take := takes[column.ID{Field: f}]
				if take == "" {
					has := column.Has(its.Book, column.ID{Field: f})
					switch {
					case how == merge.Renewed && has, how == merge.Joined && !column.Has(ours.Book, column.ID{Field: f}):
						take = merge.TakeTheirs
					case how == merge.Renewed:
						take = merge.TakeMine
					default:
						take = merge.TakeMineFirst
					}
				}
				expect := map[merge.Take]int64{merge.TakeMine: was, merge.TakeTheirs: is, merge.TakeMineFirst: was, merge.TakeTheirsFirst: is}[take]
				if expect == no {
					expect = map[merge.Take]int64{merge.TakeMine: no, merge.TakeTheirs: no, merge.TakeMineFirst: is, merge.TakeTheirsFirst: was}[take]
				}
				if got := column.Number(b, f, i); got != expect {
					t.Fatalf("seed %d, %s: %v of %s is %d; %d before, %d in the new list, take %s", seed, how, f, id, got, was, is, take)
				}
			}
		}
		if b.N != want || b.Check() != nil {
			t.Fatalf("seed %d, %s: %d clients, want %d; %v", seed, how, b.N, want, b.Check())
		}
		for _, p := range src.Parts {
			for _, c := range p.Columns {
				if c.Clients < 1 || c.Clients > b.N {
					t.Fatalf("seed %d: a part gave a column to %d", seed, c.Clients)
				}
			}
		}
		log, ok := s.Since(start.Seq, h.name)
		if !ok {
			t.Fatal("the log is not held")
		}
		check, entries := saved(t, start, log)
		again, err := Resume(check, entries, h.list)
		if err != nil || !slices.Equal(all(t, again), all(t, s)) {
			t.Fatalf("seed %d: the log leads to\n%v, %v; live\n%v", seed, all(t, again), err, all(t, s))
		}
		check, _ = saved(t, s.Checkpoint(h.name), nil)
		if len(src.Parts) > 0 && check.Version < 2 || src.Number > 1 && check.Version < 3 {
			t.Fatalf("seed %d: an older Tierbook would take the checkpoint for one of its own", seed)
		}
		if again, err = Resume(check, nil, h.list); err != nil || !slices.Equal(all(t, again), all(t, s)) || fmt.Sprint(again.State().Source.Parts) != fmt.Sprint(src.Parts) {
			t.Fatalf("seed %d: the checkpoint leads elsewhere: %v", seed, err)
		}
	}
}

// Another reading of the list that waits keeps what was said of it, and shows what
// it finds; whom only one of the lists has can be handed out.
func TestRestage(t *testing.T) {
	s := New(today)
	s.Open(lists("nha", client{"", "Ann Lee", "Lee", 100, 0, 0, ""}, client{"", "Bob Ray", "Ray", 200, 0, 0, ""}, client{"", "Cy Day", "Day", 300, 0, 0, ""}), mine, today)
	theirs := lists("nha", client{"", "Lee, Ann", "Lee", 0, 0, 0, ""}, client{"", "Bob Ray", "Ray", 250, 0, 0, ""}, client{"", "Zoe Orr", "", 5, 0, 0, ""})
	theirs.Problems = []intake.Problem{{Line: 2, Column: 0, Reason: cell.NotMoney, Text: "oops"}}
	theirs.Columns = []intake.Column{{Heading: "AUM"}}
	s.Stage(theirs, decision.Origin{File: "new.csv"}, 9)
	if l := see(t, s, ListQuery{Waiting: true}); !l.Waiting || len(l.Problems) != 1 || l.Origin.File != "new.csv" {
		t.Fatalf("read as %+v", l)
	}
	if p := see(t, s, GroupsQuery{Waiting: true, Reason: cell.NotMoney, Limit: 5}); p.Total != 1 || p.Rows[0].Key != 0 || p.Rows[0].Name != "Lee, Ann" {
		t.Errorf("problems %+v", p)
	}
	if l := see(t, s, ListQuery{}); l.Waiting || len(l.Problems) != 0 {
		t.Errorf("the open list is read as %+v", l)
	}
	if _, err := s.Handle(Answer(1, true)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Handle(TakeColumn(field.AUM, "", merge.TakeTheirsFirst)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Handle(Answer(3, true)); err == nil {
		t.Error("a row that is not there is answered")
	}
	again := lists("nha", client{"", "Lee, Ann", "Lee", 150, 0, 0, ""}, client{"", "Bob Ray", "Ray", 250, 0, 0, ""}, client{"", "Zoe Orr", "", 5, 0, 0, ""})
	again.Options.AsOf = 11
	s.Restage(again)
	v := see(t, s, StagedQuery{How: merge.Joined})
	if v.Paired != 1 || v.Lost != 0 || v.AsOf != 11 {
		t.Errorf("read otherwise: %+v", v)
	}
	for _, c := range v.Columns {
		if c.Field == field.AUM && c.Take != merge.TakeTheirsFirst {
			t.Errorf("AUM is taken as %s", c.Take)
		}
	}
	x, err := s.Export(Export{Table: ExportAlone})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := x.Write(&out, nil); err != nil {
		t.Fatal(err)
	}
	if want := "Only in,Line,Client ID,Name,Household,AUM,GDC\r\nthe new file,4,,Zoe Orr,,0.05,\r\nyour list,4,,Cy Day,Day,3.00,\r\n"; strings.TrimPrefix(out.String(), "\ufeff") != want {
		t.Errorf("unmatched:\n%s\nwant\n%s", out.String(), want)
	}
	if _, err := s.Handle(Dismiss()); err != nil {
		t.Fatal(err)
	}
	s.Restage(again)
	if s.Waits() {
		t.Error("it waits again")
	}
	if _, err := s.Export(Export{Table: ExportAlone}); err == nil {
		t.Error("nothing waits, and it is handed out")
	}
}

// The same file once more, of clients with names only, asks about nobody; another
// file does, and so does a name that two clients have.
func TestTheSameFileOfNames(t *testing.T) {
	names := func(all ...string) *intake.Import {
		var clients []client
		for i, name := range all {
			clients = append(clients, client{"", name, "", book.Cents(100 * (i + 1)), 0, 0, ""})
		}
		return lists("na", clients...)
	}
	for _, c := range []struct {
		what, file string
		theirs     *intake.Import
		asked      int
	}{
		{"the same", "a.csv", names("Cy Day", "Ann Lee", "Bob Ray"), 0},
		{"another file", "b.csv", names("Cy Day", "Ann Lee", "Bob Ray"), 3},
		{"somebody else", "a.csv", names("Cy Day", "Ann Lee", "Dee Fox"), 2},
		{"one more", "a.csv", names("Cy Day", "Ann Lee", "Bob Ray", "Dee Fox"), 3},
	} {
		s := New(today)
		s.Open(names("Ann Lee", "Bob Ray", "Cy Day"), decision.Origin{File: "a.csv"}, today)
		s.Stage(c.theirs, decision.Origin{File: c.file}, today)
		if v := see(t, s, StagedQuery{}); v.Proposed != c.asked || c.asked == 0 && (v.Paired != 3 || v.Gone+v.New > 0) {
			t.Errorf("%s: %+v", c.what, v.Counts)
		}
		s.Restage(c.theirs)
		if v := see(t, s, StagedQuery{}); v.Proposed != c.asked {
			t.Errorf("%s, read otherwise: %+v", c.what, v.Counts)
		}
	}
}
