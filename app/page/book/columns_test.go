package book

import (
	"strings"
	"testing"

	"tierbook/app/part"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/roster"
	"tierbook/engine/score"
	"tierbook/engine/session"
)

func overview(known bool) *session.Overview {
	o := &session.Overview{Currency: "USD"}
	o.Has[score.GDC] = 1
	o.Settings.Names = [...]string{"Platinum", "Gold", "Silver", "Bronze"}
	if known {
		o.Settings.Pools[cost.Wages] = 1
	}
	return o
}

func heads(columns []column) string {
	var names []string
	for _, c := range columns {
		names = append(names, c.head)
	}
	return strings.Join(names, " ")
}

func TestFit(t *testing.T) {
	const everything = "Client Tier Rank Score AUM GDC Revenue Cost Profit Hours"
	for _, c := range []struct {
		room          int
		known, narrow bool
		want          string
		short         bool
	}{
		{0, true, false, "Client Tier Rank AUM GDC Revenue Profit Hours", false},
		{2000, true, false, everything, false},
		{2000, false, false, "Client Tier Rank Score AUM GDC Revenue Hours", false},
		{640, false, false, "Client Tier Rank Score AUM GDC Revenue Hours", false},
		{495, true, false, "Client Tier Rank AUM Profit Hours", false},
		{370, true, true, "Client Tier AUM Profit", false},
		{217, true, true, everything, true},
		{217, true, false, "Client AUM Profit", true},
		{217, false, false, "Client AUM Revenue", true},
		{10, true, false, "Client AUM Profit", true},
	} {
		got, short := fit(columnsOf(overview(c.known)), c.room, c.narrow)
		if heads(got) != c.want || short != c.short {
			t.Errorf("in %d: %s (short %v), want %s", c.room, heads(got), short, c.want)
		}
		seen := 0
		for _, col := range got {
			if col.from == part.Phone {
				seen++
			}
		}
		if c.narrow && short && seen != few {
			t.Errorf("in %d a phone shows %d columns, want %d", c.room, seen, few)
		}
	}
}

// A list without GDC has no columns of what it brings, nor of profit.
func TestColumnsWithoutGDC(t *testing.T) {
	for known, want := range map[bool]string{true: "Client Tier Rank Score AUM Cost Hours", false: "Client Tier Rank Score AUM Hours"} {
		o := overview(known)
		o.Has[score.GDC] = 0
		if got := heads(columnsOf(o)); got != want {
			t.Errorf("cost known %v: %s, want %s", known, got, want)
		}
	}
	cell := profitCell(overview(true), &roster.Row{GDC: book.Missing, Profit: -900_00})
	if cell.Loss || cell.Sub != "no GDC" {
		t.Errorf("a profit that nobody knows is drawn as %+v", cell)
	}
}

func TestCells(t *testing.T) {
	o := overview(true)
	c := &roster.Row{Name: "Ek", Household: "Ek", Score: -1, AUM: book.Missing, GDC: 5, Cost: 900_00, Profit: -900_00, Minutes: 90, Estimated: true, Locked: true}
	var got []string
	for _, col := range columnsOf(o) {
		cell := col.cell(o, c)
		text := cell.Text
		if cell.Sub != "" {
			text += "/" + cell.Sub
		}
		if cell.Loss {
			text += "!"
		}
		got = append(got, text)
	}
	const want = "Ek Needs data/locked — — — $0 $0 $900 −$900! ≈ 1.5"
	if s := strings.ReplaceAll(strings.Join(got, " "), "\u00a0", " "); s != want {
		t.Errorf("got %s, want %s", s, want)
	}
	c.Household = "Ek Household"
	if sub := nameCell(o, c).Sub; sub != "Ek Household" {
		t.Errorf("below the name stands %q", sub)
	}
}

func TestFitting(t *testing.T) {
	for v, want := range map[book.Cents]string{
		168_226_573_00: "$168,226,573", 999_999_999_00: "$999,999,999", 9_876_543_210_00: "$9.88B", -250_000_000_00: "−$250M", book.Missing: "—",
	} {
		if got := fitting(v, "USD"); got != want {
			t.Errorf("%d: %s, want %s", v, got, want)
		}
	}
	for _, c := range every(columnsOf(overview(true))) {
		if c.from != part.Phone {
			t.Errorf("%s is left out on a phone", c.head)
		}
	}
}
