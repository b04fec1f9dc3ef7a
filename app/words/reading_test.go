package words

import (
	"slices"
	"testing"

	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/file"
	"tierbook/engine/session"
)

// Every decision is told in a sentence, and taken back by what stands beside it.
func TestDecided(t *testing.T) {
	columns := []intake.Column{
		{Number: 0, Heading: "Worth", Use: field.AsField, Field: field.AUM},
		{Number: 1, Heading: "Rank", Use: field.AsField, Field: field.Potential},
		{Number: 2, Heading: "Notes", Use: field.LeftOut},
	}
	decimal := cell.Format{Decimal: cell.Comma}
	opt := intake.Options{
		AsOf: 20000, Encoding: file.Windows1252, Delimiter: ';', HeaderLine: 3, Combine: intake.CombineHousehold, Payments: intake.No, AllAsOne: true,
		Columns: map[int]intake.Choice{0: {Use: field.AsField, Field: field.AUM}, 1: {Format: decimal}, 2: {Use: field.LeftOut}},
		Rules:   []intake.Rule{{Column: 1, Text: "high", As: "9"}}, Cells: []intake.Cell{{Line: 1204, Column: 0, Text: ""}},
		LeftOut: []intake.Omission{{Line: 7, Reason: "moved"}}, Clients: []intake.Client{{Line: 9}},
		Households: []intake.Group{{Name: "Smith household", Lines: []uint32{4, 5}}}, Together: []string{"Jones"},
	}
	want := []string{
		"Its characters are read as Windows-1252.", "Its cells are parted by semicolons.", "Its headings stand on line 3.",
		"Rows of one household are one client.", "Rows are clients, not payments.", "A household name is one household, whatever surnames and addresses say.",
		"“Worth” is AUM.", "“Rank” is written as you said.", "“Notes” is left out.",
		"In “Rank” “high” is read as “9”.", "“Worth” on line 1,204 is read as nothing.", "Line 7 is left out: moved", "Line 9 is a client.",
		"Smith household is one client of 2 rows.", "All rows of Jones are one household.",
	}
	all := Decided(&session.List{Columns: columns, Options: opt})
	var got []string
	for _, d := range all {
		got = append(got, said(d.Pieces))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for _, d := range all {
		opt = opt.With(*d.Back)
	}
	if rest := Decided(&session.List{Columns: columns, Options: opt}); len(rest) > 0 || len(opt.Columns) > 0 {
		t.Errorf("all taken back, and still %+v", opt)
	}
}

func TestEveryReasonAgainstATextIsSaid(t *testing.T) {
	c := intake.Column{Use: field.AsField}
	for _, one := range []struct {
		field field.Field
		text  string
		fine  bool
	}{
		{field.AUM, "350k", true}, {field.AUM, "", true}, {field.AUM, "lots", false}, {field.AUM, "99999999999999999", false}, {field.Since, "2019-03-28", true}, {field.Since, "13/13/2013", false},
		{field.Potential, "high", true}, {field.Potential, "7", true}, {field.Potential, "so so", false}, {field.Hours, "1h 30m", true}, {field.Hours, "-4", false}, {field.Name, "anybody", true},
	} {
		c.Field = one.field
		if reason := Unreadable(c.Reads(one.text, 20000)); (reason == "") != one.fine {
			t.Errorf("%q as %v: %q", one.text, one.field, reason)
		}
	}
}
