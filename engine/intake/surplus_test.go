package intake

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
)

// TestSurplus holds what becomes of rows that have more cells than there are
// headings: no figure is taken that may be another column's.
func TestSurplus(t *testing.T) {
	const none = book.Missing
	for _, c := range []struct {
		what, text string
		names      string
		aum, gdc   []book.Cents
		long       []uint32 // lines with more cells than headings
		columns    int
	}{
		{"amounts in parts, of every length",
			"Client,AUM,GDC\nA Smith,1,200,000,12,000\nB Jones,350,000,3,500\nC Brown,80,000,900\n",
			"A Smith B Jones C Brown", []book.Cents{none, none, none}, []book.Cents{none, none, none}, []uint32{2, 3, 4}, 3},
		{"amounts in parts, most of one length",
			"Client,AUM,GDC\nA Smith,120,000,1,200\nB Jones,350,000,3,500\nC Brown,80,000,900\nD Green,75000,800\n",
			"A Smith B Jones C Brown D Green", []book.Cents{none, none, none, 7500000}, []book.Cents{none, none, none, 80000}, []uint32{2, 3, 4}, 3},
		{"one amount in parts among good ones",
			"Client,AUM,GDC\nA Smith,120000,1200\nB Jones,350,000,3500\nC Brown,80000,900\n",
			"A Smith B Jones C Brown", []book.Cents{12000000, none, 8000000}, []book.Cents{120000, none, 90000}, []uint32{3}, 3},
		{"names with a comma",
			"Client,AUM,GDC\nSmith, Anna,100000,1000\nJones, Bob,200000,2000\nBrown, Cy,300000,3000\n",
			"Smith, Anna Jones, Bob Brown, Cy", []book.Cents{10000000, 20000000, 30000000}, []book.Cents{100000, 200000, 300000}, nil, 3},
		{"names with a comma, some in quotes, some without one",
			"Client,AUM,GDC\nSmith,Anna,100000,1000\n\"Jones, Bob\",200000,2000\nAcme LLC,5,6\nBrown,Cy,300000,3000\nGreen,Di,1,2\n",
			"Smith,Anna Jones, Bob Acme LLC Brown,Cy Green,Di", []book.Cents{10000000, 20000000, 500, 30000000, 100}, []book.Cents{100000, 200000, 600, 300000, 200}, nil, 3},
		{"a name with a comma beside an advisor's",
			"Client,Advisor,AUM,GDC\nSmith, Anna,Bo Ek,100000,1000\nJones, Bob,Bo Ek,200000,2000\n",
			"Smith, Anna Jones, Bob", []book.Cents{10000000, 20000000}, []book.Cents{100000, 200000}, nil, 4},
		{"a city with its state",
			"Client,AUM,City\nA Smith,100000,Boise, ID\nB Jones,200000,Salem, OR\n",
			"A Smith B Jones", []book.Cents{10000000, 20000000}, []book.Cents{none, none}, nil, 4},
		{"one name with a comma among names without",
			"Client,AUM,GDC\nA Smith,100000,1000\nJones, Bob,200000,2000\nC Brown,300000,3000\n",
			"A Smith Jones C Brown", []book.Cents{10000000, none, 30000000}, []book.Cents{100000, none, 300000}, []uint32{3}, 3},
		{"a remark behind one row",
			"Client,AUM,GDC\nA Smith,100000,1000\nB Jones,200000,2000,call him\n",
			"A Smith B Jones", []book.Cents{10000000, 20000000}, []book.Cents{100000, 200000}, []uint32{3}, 3},
		{"a column that is not named",
			"Client,AUM,GDC\nA Smith,100000,1000,x\nB Jones,200000,2000,y\nC Brown,300,3000,\n",
			"A Smith B Jones C Brown", []book.Cents{10000000, 20000000, 30000}, []book.Cents{100000, 200000, 300000}, nil, 4},
		{"commas at the ends of some rows",
			"Client,AUM,GDC\nA Smith,100000,1000,,\nB Jones,200000,2000,\nC Brown,300000,3000\n",
			"A Smith B Jones C Brown", []book.Cents{10000000, 20000000, 30000000}, []book.Cents{100000, 200000, 300000}, nil, 3},
	} {
		imp := readText(t, c.text, Options{})
		b := imp.Book
		var names []string
		var aum, gdc []book.Cents
		for i := range b.N {
			names = append(names, b.Name.At(i))
			aum, gdc = append(aum, book.At(b.AUM, i)), append(gdc, book.At(b.GDC, i))
		}
		var long []uint32
		for _, p := range imp.Problems {
			if p.Reason == cell.LongRow {
				long = append(long, p.Line)
			} else if p.Column < 0 {
				t.Errorf("%s: line %d is %v", c.what, p.Line, p.Reason)
			}
		}
		if got := strings.Join(names, " "); got != c.names || !slices.Equal(aum, c.aum) || !slices.Equal(gdc, c.gdc) || !slices.Equal(long, c.long) || len(imp.Columns) != c.columns {
			t.Errorf("%s: %q, AUM %v, GDC %v, too long %v, %d columns", c.what, got, aum, gdc, long, len(imp.Columns))
		}
	}
}

// TestJoint finds the joined cells again when single records are read again.
func TestJoint(t *testing.T) {
	text := "Client,AUM,GDC\nSmith, Anna,100000,1000\nJones, Bob,many,2000\nBrown, Cy,300000,3000\n" + strings.Repeat("Green, Di,1,2\n", 20)
	imp := readText(t, text, Options{})
	if !slices.Contains(imp.Notes, Note{NoteJoined, 0, 0}) {
		t.Errorf("it is not said: %v", imp.Notes)
	}
	records, err := imp.Records(context.Background(), bytes.NewReader([]byte(text)), []uint32{3})
	if err != nil || len(records) != 1 || !slices.Equal(records[0].Cells, []string{"Jones, Bob", "many", "2000"}) {
		t.Errorf("%v, %v", records, err)
	}
}

// TestUnits reads what the columns are in off a second line of headings.
func TestUnits(t *testing.T) {
	imp := readText(t, "Client,AUM,GDC\n,(000s),(€)\nAna,5,2\nBob,7,3\n", Options{})
	if b := imp.Book; b.N != 2 || b.AUM[0] != 500000 || b.GDC[1] != 300 || b.Currency != "EUR" || imp.Columns[1].Heading != "AUM" || b.Line[0] != 3 {
		t.Errorf("%d clients, AUM %v, GDC %v %s, lines %v", b.N, b.AUM, b.GDC, b.Currency, b.Line)
	}
}
