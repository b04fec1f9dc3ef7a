package words

import (
	"strings"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/file"
	"tierbook/engine/roster"
	"tierbook/engine/score"
	"tierbook/engine/session"
)

// said is a sentence as it is read.
func said(pieces []Piece) string { return Headline{Plain: pieces}.String() }

func TestBookHeadline(t *testing.T) {
	o := &session.Overview{Currency: "USD"}
	if got := Book(o).String(); got != "There is no client in this list." {
		t.Errorf("empty: %s", got)
	}
	o.Practice.Clients, o.Practice.AUM, o.Practice.GDC = 248, 92_800_000_00, 765_861_00
	for _, c := range []struct {
		aum, gdc, problems, lines int
		want                      string
	}{
		{248, 240, 3, 0, "248 clients, $92.8 million under management, $765,861 GDC. 3 cells could not be read."},
		{248, 240, 1, 0, "248 clients, $92.8 million under management, $765,861 GDC. 1 cell could not be read."},
		{248, 240, 3, 1, "248 clients, $92.8 million under management, $765,861 GDC. 2 cells and 1 line could not be read."},
		{248, 0, 2, 2, "248 clients, $92.8 million under management, and no GDC on any of them. 2 lines could not be read."},
		{0, 9, 0, 0, "248 clients, $765,861 GDC, and no AUM on any of them."},
		{0, 0, 0, 0, "248 clients, with neither AUM nor GDC on any of them."},
	} {
		o.Has[score.AUM], o.Has[score.GDC], o.Problems, o.BadLines = c.aum, c.gdc, c.problems, c.lines
		if got := Book(o).String(); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// distinct wants a word of its own for each of n codes.
func distinct(t *testing.T, what string, n int, word func(i int) string) {
	t.Helper()
	seen := map[string]int{"": -1}
	for i := range n {
		w := word(i)
		if other, ok := seen[w]; ok {
			t.Errorf("%s %d and %d both say %q", what, other, i, w)
		}
		seen[w] = i
	}
}

func TestEveryCodeOfAFileHasWords(t *testing.T) {
	distinct(t, "reasons", int(cell.LongCell)+1, func(i int) string { return Problem(session.ProblemKind{Reason: cell.Reason(i)}) })
	for r := cell.NotMoney; r <= cell.LongCell; r++ {
		if Remedy(session.ProblemKind{Reason: r}) == Remedy(session.ProblemKind{}) {
			t.Errorf("no remedy for %s", r)
		}
	}
	distinct(t, "reasons to set aside", int(intake.OutsidePeriod)+1, func(i int) string { return Aside(intake.AsideReason(i)) })
	distinct(t, "fields", field.Fields-1, func(i int) string { return Field(field.Field(i + 1)) })
	l := &session.List{Columns: []intake.Column{{Heading: "A"}, {Heading: "B"}}}
	distinct(t, "questions", int(intake.AskAsOf)+1, func(i int) string {
		q := intake.Question{Kind: intake.QuestionKind(i), Field: field.AUM, Columns: []int{0, 1}, Count: 3, Values: []string{"USD", "EUR"}, Sums: []book.Cents{2_00, 1_00}}
		return said(Asked(q, l, "USD"))
	})
	distinct(t, "notes", int(intake.NoteAsOf)+1, func(i int) string { return Done(intake.Note{Kind: intake.NoteKind(i), Column: 1, Count: 3}, l) })
	distinct(t, "losses", int(roster.Depends)+1, func(i int) string { return Losing(roster.Losing(i)) })
}

func TestAsked(t *testing.T) {
	l := &session.List{Columns: []intake.Column{
		{Heading: "Assets"}, {Heading: "Total AUM"}, {Heading: "Book"}, {Heading: "Since", Format: cell.Format{Order: cell.DayMonth}},
		{Heading: "Net", Format: cell.Format{Basis: cell.Net, Repeated: cell.Once}},
	}}
	for _, c := range []struct {
		q    intake.Question
		want string
	}{
		{intake.Question{Kind: intake.AskField, Field: field.AUM, Columns: []int{1, 0, 2}}, "“Total AUM” was taken as AUM; “Assets” and “Book” could be it too."},
		{intake.Question{Kind: intake.AskOrder, Columns: []int{3}}, "No date in “Since” tells whether the day or the month comes first. The day was taken to: 3/4/2020 is April 3."},
		{intake.Question{Kind: intake.AskBasis, Columns: []int{4}}, "“Net” does not say whether it is before or after payout. It was taken as after payout, so the payout in Practice was set to 100%."},
		{intake.Question{Kind: intake.AskRepeated, Columns: []int{4}, Count: 2, Sums: []book.Cents{30_00, 20_00}}, "In 2 clients every row has the same amount in “Net”. They were taken once. Added, the list comes to $30; taken once, to $20."},
		{intake.Question{Kind: intake.AskRepeated, Field: field.Hours, Columns: []int{2}, Count: 1, Sums: []book.Cents{360, 120}}, "In 1 client every row has the same amount in “Book”. They were added up. Added, the list comes to 6\u00a0h; taken once, to 2\u00a0h."},
		{intake.Question{Kind: intake.AskAsOf, Columns: []int{3}, Count: 34, Day: book.Date(2026, 2, 15)}, "34 payments lie outside the twelve months to the as-of date and do not count. The last payment is of February 15, 2026."},
		{intake.Question{Kind: intake.AskDuplicates, Count: 1, Values: []string{"C1"}}, "1 row has the id of a row above. Each is a client of its own here: C1"},
		{intake.Question{Kind: intake.AskApart, Count: 9, Values: strings.Split("abcdefghi", "")}, "9 household names have rows with different surnames or addresses, which were kept apart: a; b; c; d; e …"},
	} {
		if got := said(Asked(c.q, l, "USD")); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
	for _, p := range Asked(intake.Question{Kind: intake.AskDuplicates, Count: 1, Values: []string{"C1"}}, l, "USD") {
		if p.Text == "C1" && !p.Amount {
			t.Error("discreet mode shows the ids of clients")
		}
	}
}

func TestColumnsAndAsides(t *testing.T) {
	uses := []field.Use{field.AsField, field.AsField, field.Attribute, field.Sensitive, field.Account, field.LeftOut}
	var columns []intake.Column
	for _, u := range uses {
		columns = append(columns, intake.Column{Use: u})
	}
	made := intake.Column{Use: field.LeftOut, Why: field.ByExport}
	if got, want := Columns([]intake.Column{made}), "1 column: 0 used, 1 made anew by Tierbook"; got != want || Use(made) != "Made anew" || Sure(made) != "Tierbook’s own" {
		t.Errorf("%q, %q, %q", got, Use(made), Sure(made))
	}
	if got, want := Columns(columns), "6 columns: 2 used, 1 kept as they are, 2 overwritten, 1 empty and left out"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	kinds := []session.AsideKind{{Reason: intake.Blank, Rows: 2}, {Reason: intake.Total, Rows: 1}}
	if got, want := Asides(kinds), "3 lines set aside: 2 blank, 1 total"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	l := &session.List{Delimiter: ';', Encoding: file.Windows1252, HeaderLine: intake.NoHeader, Origin: decision.Origin{Size: 5 << 20}}
	if got, want := Written(l), "5 MB · Windows-1252 · cells parted by semicolons · no headings"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// practice is an overview with costs and the default names.
func practice() *session.Overview {
	o := &session.Overview{Currency: "USD"}
	o.Settings.Names = [...]string{"Platinum", "Gold", "Silver", "Bronze"}
	o.Settings.Pools[cost.Wages] = 1
	o.Settings.AsOf = book.Date(2026, 6, 30)
	return o
}

func TestOffTotal(t *testing.T) {
	for _, c := range []struct {
		total, rows book.Cents
		want        string
	}{
		{1_000_00, 1_000_00, ""},
		{1_000_00, 1_000_99, ""},
		{book.Missing, 1_000_00, ""},
		{1_000_00, 900_00, "The rows come to $100.00 less than the file’s total of AUM. "},
		{1_000_00, 1_001_00, "The rows come to $1.00 more than the file’s total of AUM. "},
	} {
		got := OffTotal("AUM", c.total, c.rows, "USD")
		if c.want == "" && got != nil || c.want != "" && !strings.HasPrefix(said(got), c.want) {
			t.Errorf("%d by total, %d by rows: %q, want %q", c.total, c.rows, said(got), c.want)
		}
	}
	for a, want := range map[intake.Aside]string{
		{Reason: intake.Total, Sums: true}: "Total",
		{Reason: intake.Total}:             "Total, not the sum of the rows above it",
		{Reason: intake.Subtotal}:          "Subtotal, not the sum of the rows above it",
		{Reason: intake.Blank}:             "Blank",
	} {
		if got := SetAside(a); got != want {
			t.Errorf("%+v: %q, want %q", a, got, want)
		}
	}
}

// TestWhatIsUsedIsSaid: a column that the walk uses is not called unneeded.
func TestWhatIsUsedIsSaid(t *testing.T) {
	for heading, want := range map[string]string{"Held-away assets": "Held elsewhere", "Referred By": "Referred by", "City": "Kept as it is"} {
		c := intake.Column{Heading: heading, Use: field.Attribute, Why: field.ByDefault}
		if got := Use(c); got != want {
			t.Errorf("%q is %q, want %q", heading, got, want)
		}
		if unneeded := Sure(c) == "Not needed"; unneeded != (heading == "City") {
			t.Errorf("%q: %q", heading, Sure(c))
		}
	}
	if got := Use(intake.Column{Heading: "Elders", Use: field.HeldAway, Why: field.ByChoice}); got != "Held elsewhere" {
		t.Errorf("by choice: %q", got)
	}
}
