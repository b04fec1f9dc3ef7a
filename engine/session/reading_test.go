package session

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/sheet"
)

// doubtful is a list that leaves open most of what can be: what a column is, the
// order of its dates, words for ratings, rows of one household, revenue of an
// unknown basis.
const doubtful = `Client ID,Name,Household,AUM,Revenue,Client Since,Potential
1,Ann Archer,Archer,"1,200,000",9100,03/04/2009,7
2,Bob Archer,Archer,"300,000",100,05/06/2013,high
3,Cy Dee,,70000,50,07/08/2019,high
4,Di Eel,,"80,000",60,09/10/2020,3
5,Ed Foe,,oops,60,09/10/2021,2
`

func readAs(t testing.TB, text string, opt intake.Options) *intake.Import {
	t.Helper()
	if opt.AsOf == 0 {
		opt.AsOf = today
	}
	imp, err := intake.Read(context.Background(), strings.NewReader(text), opt)
	if err != nil {
		t.Fatal(err)
	}
	return imp
}

// reread decides something about how the list that is open is read.
func reread(t testing.TB, s *Session, text string, d intake.Decision) {
	t.Helper()
	opt := s.State().Source.Import.Decide(d)
	if err := s.Reread(readAs(t, text, opt)); err != nil {
		t.Fatal(err)
	}
}

func keyOf(t testing.TB, s *Session, name string) book.Key {
	t.Helper()
	b := s.State().Book()
	for i := range b.N {
		if b.NameOf(i) == name {
			return b.Keys[i]
		}
	}
	return 0
}

func TestRereadKeepsWhoIsWho(t *testing.T) {
	s := New(today)
	s.Open(readAs(t, doubtful, intake.Options{}), mine, today)
	do(t, s, decision.Lock{Key: keyOf(t, s, "Di Eel"), Tier: 1, Reason: "family"})
	was := map[string]book.Key{}
	for _, name := range []string{"Ann Archer", "Bob Archer", "Cy Dee", "Di Eel", "Ed Foe"} {
		was[name] = keyOf(t, s, name)
	}
	same := func(when string, gone ...string) {
		t.Helper()
		for name, key := range was {
			want := key
			if slices.Contains(gone, name) {
				want = 0
			}
			if got := keyOf(t, s, name); got != want {
				t.Errorf("%s: %s is client %d, was %d", when, name, got, want)
			}
		}
		if err := s.State().Book().Check(); err != nil {
			t.Errorf("%s: %v", when, err)
		}
	}
	reread(t, s, doubtful, intake.Decision{Rules: []intake.Rule{{Column: 6, Text: "high", As: "9"}}})
	same("a rule")
	if o := s.Overview(); o.Locked != 1 || o.Problems != 1 || o.Undo != "reread" {
		t.Errorf("after the rule %+v", o)
	}
	reread(t, s, doubtful, intake.Decision{LeftOut: []intake.Omission{{Line: 4, Reason: "moved"}}})
	same("a row left out", "Cy Dee")
	household := intake.CombineHousehold
	reread(t, s, doubtful, intake.Decision{Combine: &household})
	same("combined", "Cy Dee", "Bob Archer")
	if s.State().Settings.Combine != intake.CombineHousehold || s.State().Book().N != 3 {
		t.Errorf("combined to %d clients by %v", s.State().Book().N, s.State().Settings.Combine)
	}
	none := intake.CombineNone
	reread(t, s, doubtful, intake.Decision{Combine: &none})
	same("apart again", "Cy Dee")
	reread(t, s, doubtful, intake.Decision{Back: true, LeftOut: []intake.Omission{{Line: 4}}})
	same("taken in again")
	for range 5 {
		if !s.Undo() {
			t.Fatal("each is a step of the history")
		}
	}
	same("all undone")
	if o := s.Overview(); o.Problems != 3 || o.Locked != 1 {
		t.Errorf("undone to %+v", o)
	}
}

// A row that is a client after all is a client that nobody has been before.
func TestRereadGivesNewClientsNewKeys(t *testing.T) {
	const text = "Name,AUM\nAnn,100\nBob,200\nTotal,300\nCy,50\n"
	s := New(today)
	s.Open(readAs(t, text, intake.Options{}), mine, today)
	if n := s.State().Book().N; n != 3 {
		t.Fatalf("%d clients", n)
	}
	reread(t, s, text, intake.Decision{Clients: []intake.Client{{Line: 4}}})
	if b := s.State().Book(); !reflect.DeepEqual(b.Keys, []book.Key{1, 2, 4, 3}) {
		t.Errorf("keys %v", b.Keys)
	}
}

func TestRereadMindsThePayout(t *testing.T) {
	s := New(today)
	s.Open(readAs(t, doubtful, intake.Options{}), mine, today)
	do(t, s, decision.SetPayout{Payout: 8500})
	basis := func(b cell.Basis) intake.Decision {
		return intake.Decision{Columns: map[int]intake.Choice{4: {Format: cell.Format{Basis: b}}}}
	}
	reread(t, s, doubtful, basis(cell.Net))
	if p := s.State().Settings.Payout; p != 10000 {
		t.Errorf("revenue after payout, and a payout of %d", p)
	}
	reread(t, s, doubtful, basis(cell.Gross))
	if p := s.State().Settings.Payout; p != 8500 {
		t.Errorf("revenue before payout again, and a payout of %d", p)
	}
}

func TestRereadIsResumed(t *testing.T) {
	var h shelf
	s := New(today)
	start, _ := saved(t, s.Checkpoint(h.name), nil)
	s.Open(readAs(t, doubtful, intake.Options{Secret: []byte("s")}), mine, today)
	do(t, s, decision.Lock{Key: 4, Tier: 1, Reason: "family"}, decision.SetWeight{Factor: 0, Weight: 50})
	reread(t, s, doubtful, intake.Decision{Rules: []intake.Rule{{Column: 6, Text: "high", As: "9"}}})
	reread(t, s, doubtful, intake.Decision{Columns: map[int]intake.Choice{4: {Format: cell.Format{Basis: cell.Net}}}})
	do(t, s, decision.SetWeight{Factor: 1, Weight: 60})
	s.Undo()
	log, ok := s.Since(0, h.name)
	if !ok {
		t.Fatal("the log is not held")
	}
	_, log = saved(t, start, log)
	fromLog, err := Resume(start, log, h.list)
	if err != nil {
		t.Fatal(err)
	}
	middle, _ := saved(t, s.Checkpoint(h.name), nil)
	fromPoint, err := Resume(middle, nil, h.list)
	if err != nil {
		t.Fatal(err)
	}
	want := all(t, s)
	for what, again := range map[string]*Session{"the log": fromLog, "a checkpoint": fromPoint} {
		if got := all(t, again); !slices.Equal(got, want) {
			t.Errorf("from %s\n%q, want\n%q", what, got, want)
		}
		if got, want := again.State().Source.Import, s.State().Source.Import; got != want {
			t.Errorf("from %s another reading", what)
		}
	}
}

// What was decided about a list holds for the next one with the same headings,
// wherever its columns stand.
func TestTheNextListIsReadTheSame(t *testing.T) {
	const first = "Client,Book Value,Extra,Rank\nAnn,100,5,high\nBob,200,6,low\n"
	const next = "Rank,Client,Extra,Book Value\nhigh,Ann,7,150\nmid,Bob,8,250\n"
	s := New(today)
	s.Open(readAs(t, first, intake.Options{Secret: []byte("key")}), mine, today)
	reread(t, s, first, intake.Decision{
		Columns: map[int]intake.Choice{1: {Use: field.AsField, Field: field.AUM}, 3: {Use: field.AsField, Field: field.Potential}},
		Rules:   []intake.Rule{{Column: 3, Text: "high", As: "9"}},
		LeftOut: []intake.Omission{{Line: 3, Reason: "gone"}},
	})
	imp := readAs(t, next, intake.Options{Known: s.Known()})
	if got := imp.Book.AUM; !slices.Equal(got, []book.Cents{15000, 25000}) {
		t.Errorf("AUM %v", got)
	}
	if p := imp.Book.Potential; len(p) != 2 || p[0] != 9000 || imp.Controls.LeftOut != 0 {
		t.Errorf("potential %v, %+v", p, imp.Controls)
	}
	if !slices.ContainsFunc(imp.Notes, func(n intake.Note) bool { return n.Kind == intake.NoteRemembered }) {
		t.Errorf("nobody says so: %v", imp.Notes)
	}
	// Other headings are another list, and nothing is remembered without a list.
	if other := readAs(t, "Client,Book Value,Extra\nAnn,100,5\nBob,200,6\n", intake.Options{Known: s.Known()}); len(other.Options.Columns) > 0 {
		t.Errorf("taken up for other headings: %+v", other.Options)
	}
	if len(New(today).Known()) > 0 || string(s.Secret()) != "" && len(s.Secret()) == 0 {
		t.Error("something is known of nothing")
	}
	text, err := json.Marshal(imp.Options)
	if err != nil || strings.Contains(string(text), "headings") {
		t.Errorf("options are kept as %s, %v", text, err)
	}
}

func TestProblemsAsCSV(t *testing.T) {
	const text = "Name,AUM,SSN\nAnn,=1+1,123-45-6789\nBob,\"many, or so\",\nCy,5,,,x\n"
	imp := readAs(t, text, intake.Options{})
	rows, err := imp.Records(context.Background(), strings.NewReader(text), sheet.ProblemRows(imp))
	if err != nil {
		t.Fatal(err)
	}
	reasons := map[string]string{"not_money": "No amount of money"}
	for _, c := range []struct {
		name string
		rows []intake.Record
		want string
	}{
		{"with the file", rows, "\ufeffLine,Column,Text,Reason,Name,AUM,SSN\r\n" +
			"2,AUM,'=1+1,No amount of money,Ann,'=1+1,***-**-****\r\n3,AUM,\"many, or so\",No amount of money,Bob,\"many, or so\",\r\n4,,\",x\",long_row,Cy,5,\r\n"},
		{"without", nil, "\ufeffLine,Column,Text,Reason\r\n2,AUM,'=1+1,No amount of money\r\n3,AUM,\"many, or so\",No amount of money\r\n4,,\",x\",long_row\r\n"},
	} {
		var out strings.Builder
		if err := sheet.WriteProblems(&out, imp, c.rows, reasons); err != nil || out.String() != c.want {
			t.Errorf("%s: %v\n%q, want\n%q", c.name, err, out.String(), c.want)
		}
	}
}

// A list that is said to be true as of another day is looked at as of that day;
// what else is decided about it later leaves the day that was set since.
func TestRereadAsOfAnotherDay(t *testing.T) {
	const payments = "Client,Date,Commission Amount\nAna,2024-03-15,5\nBob,2024-06-15,6\nAna,2024-09-15,7\nBob,2024-12-15,8\n"
	s := New(today)
	s.Open(readAs(t, payments, intake.Options{}), mine, today)
	day := book.Date(2024, 12, 15)
	reread(t, s, payments, intake.Decision{AsOf: &day})
	if got := s.State().Settings.AsOf; got != day || s.State().Book().N != 2 {
		t.Fatalf("as of %s, %d clients", got, s.State().Book().N)
	}
	later := book.Date(2025, 1, 31)
	if err := s.Do(decision.SetAsOf{AsOf: later}); err != nil {
		t.Fatal(err)
	}
	reread(t, s, payments, intake.Decision{LeftOut: []intake.Omission{{Line: 2, Reason: "twice"}}})
	if got := s.State().Settings.AsOf; got != later {
		t.Errorf("another decision takes the day back to %s", got)
	}
	reread(t, s, payments, intake.Decision{AsOf: &later})
	if got := s.State().Settings.AsOf; got != later {
		t.Errorf("as of %s", got)
	}
	s.Undo()
	s.Undo()
	s.Undo()
	s.Undo()
	if got := s.State().Settings.AsOf; got != today {
		t.Errorf("taken back, it is as of %s", got)
	}
}
