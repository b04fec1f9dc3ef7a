package intake

import (
	"slices"
	"strings"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
)

// TestControls holds that the sums of the file are those of its cells, whatever is
// left out, outside the twelve months or made annual, and that each step from them
// to the book is told.
func TestControls(t *testing.T) {
	rows := "Client,AUM,%\nAna,1200,6000\nBob,350,1750.55\nCem,80,449.45\nTotal,1630,8200\n"
	out := Options{LeftOut: []Omission{{3, "moved"}}}
	for _, c := range []struct {
		what, text          string
		opt                 Options
		file, left, outside book.Cents
		gdc                 book.Cents
	}{
		{"a year", strings.Replace(rows, "%", "Annual GDC", 1), Options{}, 820000, 0, 0, 820000},
		{"a year, a row left out", strings.Replace(rows, "%", "Annual GDC", 1), out, 820000, 175055, 0, 644945},
		{"a month", strings.Replace(rows, "%", "Monthly Commission", 1), out, 820000, 175055, 0, 12 * 644945},
		{"a quarter", strings.Replace(rows, "%", "Q2 Revenue", 1), out, 820000, 175055, 0, 4 * 644945},
		{"the year to date", strings.Replace(rows, "%", "YTD Revenue", 1), Options{AsOf: book.Date(2026, 3, 31)}, 820000, 0, 0, 3325555},
		{"payments", "Client,Date,Commission Amount\nAna,2026-01-15,5\nAna,2025-12-15,6\nBob,2024-01-15,7\nBob,2026-02-15,8\nAna,2026-03-15,9\n", Options{AsOf: book.Date(2026, 3, 31), LeftOut: []Omission{{2, "twice"}}}, 3500, 500, 700, 2300},
	} {
		k := readText(t, c.text, c.opt).Controls
		if k.FileGDC != c.file || k.LeftGDC != c.left || k.OutsideGDC != c.outside || k.GDC != c.gdc {
			t.Errorf("%s: %d in the file, %d left out, %d outside, %d counted", c.what, k.FileGDC, k.LeftGDC, k.OutsideGDC, k.GDC)
		}
		if book.Has(k.TotalGDC) && k.TotalGDC != c.file {
			t.Errorf("%s: the file's own total is %d", c.what, k.TotalGDC)
		}
	}
}

// TestRepeatedTime asks about service time as about money, and about amounts that
// repeat before the rows of a household are one client.
func TestRepeatedTime(t *testing.T) {
	text := "Household,Client,AUM,GDC,Hours\nSmith,Anna Smith,1500,50,3\nSmith,Bob Smith,1500,40,3\nSmith,Cy Smith,1500,0,3\nJones,Di Jones,700,30,2\nJones,Ed Jones,700,20,2\n"
	asked := func(opt Options, kind QuestionKind, f field.Field) *Question {
		for _, q := range readText(t, text, opt).Questions {
			if q.Kind == kind && q.Field == f {
				return &q
			}
		}
		return nil
	}
	if q := asked(Options{}, AskCombine, field.Household); q == nil || !slices.Equal(q.Sums, []book.Cents{590000, 220000}) {
		t.Errorf("apart: %+v", q)
	}
	one := Options{Combine: CombineHousehold, AllAsOne: true}
	if q := asked(one, AskRepeated, field.Hours); q == nil || q.Count != 2 || !slices.Equal(q.Sums, []book.Cents{13 * 60, 5 * 60}) {
		t.Errorf("together: %+v", q)
	}
	if q := asked(one, AskRepeated, field.GDC); q != nil {
		t.Errorf("amounts that differ are asked about: %+v", q)
	}
	one.Columns = map[int]Choice{4: {Format: cell.Format{Repeated: cell.Once}}}
	if b := readText(t, text, one).Book; b.N != 2 || b.Hours[0] != 3*60 || b.Hours[1] != 2*60 || b.AUM[0] != 450000 {
		t.Errorf("taken once: %v, AUM %v", b.Hours, b.AUM)
	}
	if q := asked(one, AskRepeated, field.Hours); q != nil {
		t.Error("asked again")
	}
}

// TestGuesses holds what columns are taken for whose headings do not say.
func TestGuesses(t *testing.T) {
	for _, c := range []struct{ what, text, want string }{
		{"two amounts and no id", "Smith Anna,1200000,12000,2010-03-04\nJones Bob,350000,3500,2015-11-20\nBrown Cy,80000,900,2019-01-31\n", "name aum gdc client_since"},
		{"an id of figures first", "1001,Smith Anna,1200000,12000\n1002,Jones Bob,350000,3500\n1003,Brown Cy,80000,900\n", "id name aum gdc"},
		{"an id of letters", "Smith Anna,C1,1200000,12000\nJones Bob,C2,350000,3500\nBrown Cy,C3,80000,900\n", "name id aum gdc"},
		{"one amount", "Smith Anna,1200000\nJones Bob,350000\nBrown Cy,80000\n", "name aum"},
		{"revenue to the rep", "Client,AUM,Net Revenue to Rep T12\nA Smith,100000,1000\nB Jones,200000,2000\n", "name aum gdc"},
		{"revenue to the rep beside the gross", "Client,GDC,Net Revenue to Rep T12\nA Smith,100000,1000\nB Jones,200000,2000\n", "name gdc -"},
		{"a rep", "Client,Commission Rep,AUM\nA Smith,Bo Ek,1\nB Jones,Bo Ek,2\n", "name - aum"},
		{"nine figures that nobody names", "Client,Misc,AUM\nA Smith,523456789,100000\nB Jones,234567891,200000\nC Brown,345678912,300000\n", "name sensitive aum"},
		{"an id of nine figures", "Client ID,Client,AUM\n523456789,A Smith,100000\n234567891,B Jones,200000\n345678912,C Brown,300000\n", "id name aum"},
		{"nine figures of AUM", "Client,AUM\nA Smith,523456789\nB Jones,234567891\nC Brown,345678912\n", "name aum"},
	} {
		var got []string
		for _, col := range readText(t, c.text, Options{}).Columns {
			switch {
			case col.Use == field.Sensitive:
				got = append(got, "sensitive")
			case col.Field == field.NoField:
				got = append(got, "-")
			default:
				got = append(got, col.Field.String())
			}
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
	imp := readText(t, "Client,AUM,Client Since\nA,1,2031-03-04\nB,2,2001-02-03\n", Options{})
	if !slices.Contains(imp.Notes, Note{NoteFuture, 2, 1}) {
		t.Errorf("a relationship that has not begun: %v", imp.Notes)
	}
}

// TestAskAsOf asks whether a file of payments is true as of its last one, where
// by the as-of date most of them do not count.
func TestAskAsOf(t *testing.T) {
	text := "Client,Date,Commission Amount\nAna,2025-03-15,5\nBob,2025-06-15,6\nAna,2025-09-15,7\nBob,2025-12-15,8\nAna,2026-01-15,9\n"
	for _, c := range []struct {
		asOf book.Day
		n    int // payments that do not count, 0 where nothing is asked
	}{
		{book.Date(2026, 1, 20), 0}, {book.Date(2026, 1, 15), 0}, {book.Date(2026, 2, 28), 0}, {book.Date(2026, 7, 1), 0},
		{book.Date(2026, 11, 22), 3}, {book.Date(2028, 1, 1), 5}, {book.Date(2025, 1, 1), 5},
	} {
		n, day := 0, book.Day(0)
		for _, q := range readText(t, text, Options{AsOf: c.asOf}).Questions {
			if q.Kind == AskAsOf {
				n, day = q.Count, q.Day
			}
		}
		if n != c.n || n > 0 && day != book.Date(2026, 1, 15) {
			t.Errorf("as of %s: %d, the last of %s; want %d", c.asOf, n, day, c.n)
		}
	}
}

// TestOnScale refuses figures that the words, letters or stars of a column do not
// reach.
func TestOnScale(t *testing.T) {
	for _, c := range []struct {
		scale cell.Scale
		text  string
		fine  bool
	}{
		{cell.Words, "high", true}, {cell.Words, "5", true}, {cell.Words, "7", false}, {cell.Words, "-1", false}, {cell.Words, "", true}, {cell.Words, "A", true},
		{cell.Letters, "B+", true}, {cell.Letters, "4", true}, {cell.Letters, "5", false}, {cell.Stars, "***", true}, {cell.Stars, "4.5", true}, {cell.Stars, "6", false},
		{cell.Figures, "7", true}, {cell.Figures, "high", true}, {cell.Figures, "70", true}, {cell.Words, "dunno", false},
	} {
		col := Column{Use: field.AsField, Field: field.Potential, Format: cell.Format{Scale: c.scale}}
		if reason := col.Reads(c.text, asOfTest); (reason == 0) != c.fine {
			t.Errorf("%q in a column of %s: %s", c.text, c.scale, reason)
		}
	}
}

// A total is that of the amounts as the file has them: made annual one by one they
// no longer add up to the cent.
func TestTotalsOfAYearToDate(t *testing.T) {
	imp := readText(t, "Client,AUM,Fees YTD\nAnn,100,9800.00\nBob,200,(120.00)\nCy,300,60.00\nDi,400,500.33\nTotal,1000,10240.33\n", Options{AsOf: book.Date(2026, 6, 30)})
	if len(imp.Aside) != 1 || imp.Aside[0].Reason != Total || !imp.Aside[0].Sums || imp.Aside[0].Text != "Total · 1,000.00 · 10,240.33" {
		t.Errorf("set aside: %+v", imp.Aside)
	}
	if k := imp.Controls; k.TotalGDC != 1024033 || k.FileGDC != 1024033 || k.GDC == k.FileGDC {
		t.Errorf("%+v", k)
	}
}
