package session

import (
	"slices"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
)

// flawed is a list of three clients of which not everything could be read.
func flawed() *intake.Import {
	return &intake.Import{
		Book: &book.Book{
			N: 3, Keys: []book.Key{1, 2, 3}, Line: []uint32{2, 4, 9}, ID: book.Texts("A", "", "C"), Name: book.Texts("Ana", "", ""),
			AUM: []book.Cents{100, book.Missing, 250}, GDC: []book.Cents{7, 8, book.Missing},
		},
		Columns: []intake.Column{{Number: 0, Heading: "Name", Use: field.AsField, Field: field.Name}},
		Problems: []intake.Problem{
			{Line: 2, Column: 3, Reason: cell.ControlBytes, Text: "a"},
			{Line: 2, Column: 1, Field: field.AUM, Reason: cell.NotMoney, Text: "many"},
			{Line: 3, Column: -1, Reason: cell.LongRow, Text: "x,y"},
			{Line: 4, Column: 3, Reason: cell.ControlBytes, Text: "b"},
			{Line: 4, Column: 2, Field: field.Since, Reason: cell.NotDate, Text: "soon"},
			{Line: 9, Column: 2, Field: field.Since, Reason: cell.NotDate, Text: "31/31/2020"},
			{Line: 9, Column: 3, Reason: cell.ControlBytes, Text: "c"},
		},
		Aside:    []intake.Aside{{Line: 5, Rows: 2, Reason: intake.Blank}, {Line: 7, Rows: 1, Reason: intake.Total, Text: "Total", Sums: true}, {Line: 8, Rows: 1, Reason: intake.Blank}},
		Controls: intake.Controls{Rows: 8, DataRows: 4, Clients: 3, Combined: 1, SetAside: 4},
		Notes:    []intake.Note{{Kind: intake.NoteNames, Column: -1}},
	}
}

func TestList(t *testing.T) {
	s := New(today)
	if l := see(t, s, ListQuery{}); len(l.Columns) > 0 || l.Controls.Rows != 0 {
		t.Errorf("before a list is open: %+v", l)
	}
	s.Open(flawed(), mine, today)
	l := see(t, s, ListQuery{})
	want := []ProblemKind{
		{Column: 2, Field: field.Since, Reason: cell.NotDate, Remedy: intake.MendCell, Loses: true, Count: 2, Text: "soon"},
		{Column: 1, Field: field.AUM, Reason: cell.NotMoney, Remedy: intake.MendCell, Loses: true, Count: 1, Text: "many"},
		{Column: -1, Reason: cell.LongRow, Remedy: intake.MendLine, Loses: true, Count: 1, Text: "x,y"},
		{Column: 3, Reason: cell.ControlBytes, Remedy: intake.Confirm, Count: 3, Text: "a"},
	}
	if !slices.Equal(l.Problems, want) {
		t.Errorf("problems\n%+v, want\n%+v", l.Problems, want)
	}
	if want := []AsideKind{{intake.Blank, 3}, {intake.Total, 1}}; !slices.Equal(l.Aside, want) {
		t.Errorf("set aside %+v, want %+v", l.Aside, want)
	}
	if l.NoName != 2 || l.NoID != 1 || l.AUM != 350 || l.GDC != 15 || l.Origin != mine || l.Controls.Combined != 1 || len(l.Notes) != 1 || l.Revision != s.Revision() {
		t.Errorf("list %+v", l)
	}
	if o := s.Overview(); o.Problems != 4 || o.BadLines != 1 {
		t.Errorf("%d problems, %d of them lines; want 4 and 1", o.Problems, o.BadLines)
	}
}

func TestProblemsByPage(t *testing.T) {
	s := New(today)
	s.Open(flawed(), mine, today)
	all := see(t, s, ProblemsQuery{Limit: 100})
	if all.Total != 7 || len(all.Rows) != 7 || all.Revision != s.Revision() {
		t.Fatalf("%d of %d problems, want 7", len(all.Rows), all.Total)
	}
	if got, want := all.Rows[1], (ProblemRow{Line: 2, Column: 1, Reason: cell.NotMoney, Text: "many", Key: 1, Name: "Ana"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := all.Rows[2]; got.Key != 0 || got.Name != "" || got.Column != -1 {
		t.Errorf("a line of no client: %+v", got)
	}
	if got := all.Rows[4]; got.Key != 2 || got.Name != "row-4" {
		t.Errorf("a client without a name: %+v", got)
	}
	kind := see(t, s, ProblemsQuery{Column: 3, Reason: cell.ControlBytes, Offset: 1, Limit: 1})
	if kind.Total != 3 || kind.Offset != 1 || len(kind.Rows) != 1 || kind.Rows[0].Text != "b" {
		t.Errorf("the second of one kind: %+v", kind)
	}
	if none := see(t, s, ProblemsQuery{Column: 9, Reason: cell.NotDate, Limit: 5}); none.Total != 0 || len(none.Rows) != 0 {
		t.Errorf("of a column without problems: %+v", none)
	}
}

func TestAsideByPage(t *testing.T) {
	s := New(today)
	s.Open(flawed(), mine, today)
	if p := see(t, s, AsideQuery{Limit: 100}); p.Total != 3 || !slices.Equal(p.Rows, flawed().Aside) {
		t.Errorf("set aside %+v", p)
	}
	if p := see(t, s, AsideQuery{Offset: 2, Limit: 5}); p.Total != 3 || p.Offset != 2 || len(p.Rows) != 1 || p.Rows[0].Line != 8 {
		t.Errorf("from the third: %+v", p)
	}
}
