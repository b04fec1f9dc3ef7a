package intake

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/file"
)

func asks(imp *Import, kind QuestionKind) *Question {
	for i := range imp.Questions {
		if imp.Questions[i].Kind == kind {
			return &imp.Questions[i]
		}
	}
	return nil
}

func notes(imp *Import, kind NoteKind) *Note {
	for i := range imp.Notes {
		if imp.Notes[i].Kind == kind {
			return &imp.Notes[i]
		}
	}
	return nil
}

// TestOrder decides day and month by the whole column, by its neighbours, or asks.
func TestOrder(t *testing.T) {
	for _, c := range []struct {
		name, cells, want string
		asks              bool
	}{
		{"month first", "1/2/2009 3/28/2009", "2009-01-02 2009-03-28", false},
		{"day first", "1/2/2009 28/3/2009", "2009-02-01 2009-03-28", false},
		{"undecided", "1/2/2009 3/4/2009", "2009-01-02 2009-03-04", true},
	} {
		cells := strings.Fields(c.cells)
		imp := readText(t, "name,aum,client since\nAna,1,"+cells[0]+"\nBob,2,"+cells[1]+"\n", Options{})
		if got := imp.Book.Since[0].String() + " " + imp.Book.Since[1].String(); got != c.want || (asks(imp, AskOrder) != nil) != c.asks {
			t.Errorf("%s: %s, %+v", c.name, got, imp.Questions)
		}
	}
	// A neighbour decides.
	imp := readText(t, "name,aum,client since,birth date\nAna,1,1/2/2009,28/3/1950\nBob,2,3/4/2009,1/1/1960\n", Options{})
	if imp.Book.Since[0].String() != "2009-02-01" {
		t.Errorf("the neighbour's order was not taken: %s", imp.Book.Since[0])
	}
	// The user decides.
	imp = readText(t, "name,aum,client since\nAna,1,1/2/2009\nBob,2,3/28/2009\n", Options{Columns: map[int]Choice{2: {Format: cell.Format{Order: cell.DayMonth}}}})
	if imp.Book.Since[0].String() != "2009-02-01" || len(imp.Problems) != 1 || imp.Problems[0].Reason != cell.OtherOrder || imp.Problems[0].Remedy() != ChangeFormat {
		t.Errorf("not as chosen: %s, %v", imp.Book.Since[0], imp.Problems)
	}
}

// TestReread contradicts, far down the file, what its sample shows.
func TestReread(t *testing.T) {
	long := func(head string, row func(i int) string, last ...string) string {
		var text strings.Builder
		text.WriteString(head)
		for i := 0; text.Len() < 3*file.HeadSize; i++ {
			text.WriteString(row(i))
		}
		// Not at the end nor in the middle, which are looked at.
		at := strings.Index(text.String()[file.HeadSize+file.HeadSize/4:], "\n") + file.HeadSize + file.HeadSize/4 + 1
		return text.String()[:at] + strings.Join(last, "") + text.String()[at:]
	}
	t.Run("order of dates", func(t *testing.T) {
		imp := readText(t, long("name,aum,client since\n", func(i int) string { return fmt.Sprintf("Ana %d,%d.50,%d/%d/2009\n", i, i, i%12+1, i%11+1) }, "Bob,1,28/3/2009\n"), Options{})
		if imp.Book.Since[1].String() != "2009-02-02" || imp.Book.Since[2].String() != "2009-03-03" || imp.Book.Since[12].String() != "2009-02-01" || len(imp.Problems) > 0 || imp.Passes != 2 || notes(imp, NoteReread) == nil {
			t.Errorf("%s, passes %d, %v, %+v", imp.Book.Since[12], imp.Passes, first(imp.Problems, 3), imp.Notes)
		}
		if asks(imp, AskOrder) != nil {
			t.Error("asks although a cell tells")
		}
	})
	t.Run("decimal mark", func(t *testing.T) {
		imp := readText(t, long("name;aum;hours\n", func(i int) string { return fmt.Sprintf("Ana %d;%d.%03d;%d\n", i, i%900+1, i%1000, i%9) }, "Bob;1.234.567,25;1\n"), Options{})
		if imp.Book.AUM[5] != book.Cents((5%900+1)*1000+5)*100 || len(imp.Problems) > 0 {
			t.Errorf("%d, passes %d, %v", imp.Book.AUM[5], imp.Passes, first(imp.Problems, 3))
		}
	})
	t.Run("encoding", func(t *testing.T) {
		imp := readText(t, long("name,aum,city\n", func(i int) string { return fmt.Sprintf("Ana %d,%d,Bonn\n", i, i) }, "J\xfcrgen,1,K\xf6ln\n"), Options{})
		found := false
		for i := range imp.Book.N {
			found = found || imp.Book.Name.At(i) == "Jürgen"
		}
		if imp.Encoding != file.Windows1252 || !found || len(imp.Problems) > 0 || imp.Passes != 2 {
			t.Errorf("%s, found %t, %v", imp.Encoding, found, first(imp.Problems, 3))
		}
	})
	t.Run("a broken byte among good ones", func(t *testing.T) {
		imp := readText(t, long("name,aum,city\n", func(i int) string { return fmt.Sprintf("Zoë %d,%d,Köln\n", i, i) }, "J\xfcrgen,1,Köln\n"), Options{})
		if imp.Encoding != file.UTF8 || len(imp.Problems) != 1 || imp.Problems[0].Reason != cell.BadBytes {
			t.Errorf("%s, %v", imp.Encoding, first(imp.Problems, 3))
		}
	})
	t.Run("no need", func(t *testing.T) {
		imp := readText(t, long("name,aum,client since\n", func(i int) string { return fmt.Sprintf("Ana %d,%d.50,3/28/2009\n", i, i) }, "Bob,call Bob,31/31/2009\n"), Options{})
		if imp.Passes != 1 || len(imp.Problems) != 2 {
			t.Errorf("passes %d, %v", imp.Passes, imp.Problems)
		}
	})
}

func TestPeriods(t *testing.T) {
	for _, c := range []struct {
		heading string
		want    book.Cents
		basis   cell.Basis
		asks    []QuestionKind
	}{
		{"GDC", 10000, cell.Gross, nil}, {"T12 Revenue", 10000, cell.Gross, []QuestionKind{AskBasis}}, {"Gross Revenue (annual)", 10000, cell.Gross, nil}, {"Revenue", 10000, cell.Gross, []QuestionKind{AskPeriod, AskBasis}},
		{"Quarterly GDC", 40000, cell.Gross, nil}, {"GDC (monthly)", 120000, cell.Gross, nil}, {"GDC YTD", 20166, cell.Gross, nil}, {"Net Commission T12", 10000, cell.Net, nil}, {"GDC Q2", 40000, cell.Gross, nil}, {"GDC per month", 120000, cell.Gross, nil},
	} {
		imp := readText(t, "name,aum,"+c.heading+"\nAna,1,100\nBob,2,100\n", Options{})
		if got := book.At(imp.Book.GDC, 0); got != c.want || imp.Basis != c.basis {
			t.Errorf("%s: %d (%s), want %d", c.heading, got, imp.Basis, c.want)
		}
		for _, kind := range []QuestionKind{AskPeriod, AskBasis} {
			if (asks(imp, kind) != nil) != slices.Contains(c.asks, kind) {
				t.Errorf("%s: asks %s wrongly", c.heading, kind)
			}
		}
	}
	imp := readText(t, "name,aum,hours per month\nAna,1,1.5\n", Options{})
	if imp.Book.Hours[0] != 1080 || notes(imp, NoteAnnualised) == nil {
		t.Errorf("1.5 hours a month are %d minutes a year", imp.Book.Hours[0])
	}
	imp = readText(t, "name,AUM (000s),GDC\nAna,1.5,1\n", Options{})
	if imp.Book.AUM[0] != 150000 || notes(imp, NoteTimes) == nil {
		t.Errorf("1.5 thousand are %d", imp.Book.AUM[0])
	}
}

func TestPayments(t *testing.T) {
	text := "Client ID,Name,Payment Date,Amount,Type\n"
	for i := range 12 {
		text += fmt.Sprintf("a,Ana,%d/15/2026,10,fee\nb,Bob,%d/15/2025,5,fee\n", i+1, i+1)
	}
	imp := readText(t, text, Options{})
	// 2025-07 … 2026-06 count: Ana six of 2026, Bob six of 2025.
	if !imp.Payments || imp.Book.N != 2 || !slices.Equal(imp.Book.GDC, []book.Cents{6000, 3000}) || asks(imp, AskPayments) == nil {
		t.Errorf("%t, %d clients, %v, %+v", imp.Payments, imp.Book.N, imp.Book.GDC, imp.Questions)
	}
	outside := 0
	for _, a := range imp.Aside {
		if a.Reason == OutsidePeriod {
			outside += a.Rows
		}
	}
	if outside != 12 {
		t.Errorf("%d payments outside the twelve months, want 12", outside)
	}
	imp = readText(t, text, Options{Payments: No})
	if imp.Payments || imp.Book.N != 24 {
		t.Errorf("payments although told no: %d clients", imp.Book.N)
	}
}

func TestCombine(t *testing.T) {
	text := "id,name,household,aum,gdc,client since,potential,likeability,referrals,hours,city\n" +
		"a,Ana,H 1,1,10,2010-01-01,3,,1,1,\n" +
		"b,Bob,H 1,2,,2009-01-01,7,5,2,,Bonn\n" +
		"c,Cem,,4,40,,,,,,Rome\n" +
		"d,Dev,--,8,80,,,,,,\n" +
		"a,Ann,H 2,16,160,2011-01-01,,4,,2,Köln\n"
	imp := readText(t, text, Options{Combine: CombineHousehold})
	b := imp.Book
	ids := []string{}
	for i := range b.N {
		ids = append(ids, b.IDOf(i))
	}
	if !slices.Equal(ids, []string{"H 1", "c", "d", "H 2"}) || imp.Controls.Combined != 1 || imp.Controls.DataRows != 5 {
		t.Fatalf("%v, %+v", ids, imp.Controls)
	}
	if b.AUM[0] != 300 || b.GDC[0] != 1000 || b.Since[0].String() != "2009-01-01" || b.Potential[0] != 7000 || b.Likeability[0] != 5000 || b.Referrals[0] != 3000 || b.Hours[0] != 60 || b.Name.At(0) != "Ana" || b.Attributes[0].Cells.At(0) != "Bonn" {
		t.Errorf("the first household is %+v", b)
	}
	imp = readText(t, text, Options{Combine: CombineID})
	if b := imp.Book; b.N != 4 || b.AUM[0] != 1700 || b.IDOf(0) != "a" {
		t.Errorf("by id: %d clients, AUM %v", b.N, b.AUM)
	}
	imp = readText(t, text, Options{})
	if q := asks(imp, AskDuplicates); q == nil || q.Count != 1 || !slices.Equal(q.Values, []string{"a"}) || !slices.Equal(q.Lines, []uint32{2, 6}) {
		t.Errorf("duplicate ids: %+v", imp.Questions)
	}
	// Too much for one client.
	imp = readText(t, "household,aum\nH 1,90000000000\nH 1,90000000000\nH 2,1\n", Options{Combine: CombineHousehold})
	if imp.Book.AUM[0] != book.Missing || len(imp.Problems) != 1 || imp.Problems[0].Reason != cell.Unbelievable {
		t.Errorf("%v, %v", imp.Book.AUM, imp.Problems)
	}
}

func TestApart(t *testing.T) {
	text := "id,name,household,aum,address\n" +
		"a,Ana Smith,Smith,1,1 Main St\nb,Bob Smith,Smith,2,1 Main St.\nc,Cem Smith,Smith,4,9 Far Rd\nd,Dev Li,Li,8,2 Main St\ne,Eli Wu,Li,16,2 Main St\n"
	imp := readText(t, text, Options{Combine: CombineHousehold})
	if q := asks(imp, AskApart); imp.Book.N != 3 || q == nil || !slices.Equal(q.Values, []string{"Smith"}) || imp.Book.IDOf(1) != "c" {
		t.Errorf("%d clients, %+v", imp.Book.N, imp.Questions)
	}
	imp = readText(t, text, Options{Combine: CombineHousehold, Together: []string{"Smith"}})
	if imp.Book.N != 2 || imp.Book.AUM[0] != 700 || asks(imp, AskApart) != nil {
		t.Errorf("together: %d clients", imp.Book.N)
	}
}

func TestRepeated(t *testing.T) {
	text := "name,household,aum,gdc\nAna,H 1,100,1\nBob,H 1,100,2\nCem,H 2,50,3\nDev,H 2,50,4\nEli,H 3,7,5\n"
	imp := readText(t, text, Options{Combine: CombineHousehold})
	q := asks(imp, AskRepeated)
	if q == nil || q.Field != field.AUM || q.Count != 2 || !slices.Equal(q.Sums, []book.Cents{30700, 15700}) || imp.Book.AUM[0] != 20000 {
		t.Fatalf("%+v, %v", imp.Questions, imp.Book.AUM)
	}
	imp = readText(t, text, Options{Combine: CombineHousehold, Columns: map[int]Choice{2: {Format: cell.Format{Repeated: cell.Once}}}})
	if !slices.Equal(imp.Book.AUM, []book.Cents{10000, 5000, 700}) || imp.Book.GDC[0] != 300 || imp.Controls.AUM != 30700 {
		t.Errorf("once: %v", imp.Book.AUM)
	}
}

func TestLikelyHouseholds(t *testing.T) {
	text := "Client Name,AUM,GDC,E-mail,Phone,Address\n" +
		"Ana Abt,1,1,ana@x.org,(555) 123-4567,1 Main St\n" +
		"Bob Bey,2,2,BOB@x.org,,2 Main St\n" +
		"Cem Abt,3,3,,,1 main st.\n" +
		"Dev Dee,4,4,bob@X.org,,\n" +
		"Eli Abt,5,5,,,7 Other Rd\n" +
		"Fay Fox,6,6,,+1 555 123 4567,\n"
	imp := readText(t, text, Options{})
	want := []Group{{"Abt household", []uint32{2, 4, 7}}, {"Bey household", []uint32{3, 5}}}
	if got := imp.LikelyHouseholds(); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	if q := asks(imp, AskHouseholds); q == nil || q.Count != 2 || imp.Book.N != 6 {
		t.Errorf("%+v", imp.Questions)
	}
	imp = readText(t, text, Options{Households: want, Combine: CombineHousehold})
	if imp.Book.N != 3 || imp.Book.AUM[0] != 1000 || imp.Book.IDOf(0) != "Abt household" {
		t.Errorf("confirmed: %d clients, %v", imp.Book.N, imp.Book.AUM)
	}
}

func TestCurrencies(t *testing.T) {
	imp := readText(t, "name,aum,gdc\nAna,$1,1\nBob,€2,2\nCem,$3,3\n", Options{})
	if imp.Book.Currency != "USD" || imp.Book.AUM[1] != book.Missing || len(imp.Problems) != 1 || imp.Problems[0].Reason != cell.OtherCurrency {
		t.Errorf("%s, %v, %v", imp.Book.Currency, imp.Book.AUM, imp.Problems)
	}
	imp = readText(t, "name,aum,gdc,currency\nAna,1,1,EUR\nBob,2,2,USD\nCem,3,3,EUR\n", Options{})
	if imp.Book.Currency != "EUR" || imp.Book.AUM[1] != book.Missing || len(imp.Problems) != 2 || asks(imp, AskCurrency) == nil || imp.Controls.AUM != 400 {
		t.Errorf("%s, %v, %v", imp.Book.Currency, imp.Book.AUM, imp.Problems)
	}
}

// TestMending applies what the user decided about rows and cells.
func TestMending(t *testing.T) {
	text := "name,aum,potential,city\nAna,call Bob,high,Bonn\nBob,2,high,Rome\nCem,3,low?,Oslo\nlone remark\nTotal,5,,\n"
	imp := readText(t, text, Options{
		Rules:   []Rule{{2, "high", "9"}, {3, "Rome", "Roma"}},
		Cells:   []Cell{{2, 1, "$1,000"}, {4, 2, "5"}, {4, 3, "Paris"}},
		LeftOut: []Omission{{3, "left the firm"}},
		Clients: []Client{{5}, {6}},
	})
	b := imp.Book
	if b.N != 4 || b.AUM[0] != 100000 || b.Potential[0] != 9000 || b.Potential[1] != 5000 || b.Attributes[0].Cells.At(1) != "Paris" || b.Name.At(2) != "lone remark" || b.Name.At(3) != "Total" {
		t.Errorf("%+v", b)
	}
	if imp.Controls.LeftOut != 1 || len(imp.Aside) != 0 {
		t.Errorf("%+v, %v", imp.Controls, imp.Aside)
	}
	for _, p := range imp.Problems {
		if p.Reason != cell.ShortRow {
			t.Errorf("problem %+v", p)
		}
	}
	// A mended cell can be wrong too.
	imp = readText(t, text, Options{Cells: []Cell{{2, 1, "lots"}}})
	if p := imp.Problems[0]; p.Line != 2 || p.Text != "lots" {
		t.Errorf("%v", imp.Problems)
	}
}

// TestOverrules reads as the user says, not as it looks.
func TestOverrules(t *testing.T) {
	imp := readText(t, "name;aum,city\nAna;1,Bonn\n", Options{Delimiter: ','})
	if len(imp.Columns) != 2 || imp.Columns[0].Heading != "name;aum" {
		t.Errorf("%+v", imp.Columns)
	}
	imp = readText(t, "name,city\nZo\xc3\xab,Bonn\n", Options{Encoding: file.Windows1252})
	if imp.Book.Name.At(0) != "ZoÃ«" {
		t.Errorf("%q", imp.Book.Name.At(0))
	}
	imp = readText(t, "title,aum\nname,city\nAna,Bonn\n", Options{HeaderLine: 2})
	if imp.HeaderLine != 2 || imp.Book.N != 1 || len(imp.Aside) != 1 {
		t.Errorf("line %d, %v", imp.HeaderLine, imp.Aside)
	}
	imp = readText(t, "name,aum\nAna,1\n", Options{HeaderLine: NoHeader})
	if imp.Controls.DataRows != 2 {
		t.Errorf("%+v", imp.Controls)
	}
	imp = readText(t, "name,aum,assets\nAna,1,2\n", Options{Columns: map[int]Choice{2: {Use: field.AsField, Field: field.AUM}, 1: {Use: field.LeftOut}}})
	if imp.Book.AUM[0] != 200 || len(imp.Book.Attributes) != 0 {
		t.Errorf("%v, %v", imp.Book.AUM, imp.Book.Attributes)
	}
}

// TestQuestions holds what is asked about rivals and years.
func TestQuestions(t *testing.T) {
	imp := readText(t, "name,AUM,Total Assets,GDC,Client since\nAna,1,2,3,2009\nBob,3,4,5,2011\n", Options{})
	if q := asks(imp, AskField); q == nil || q.Field != field.AUM || !slices.Equal(q.Columns, []int{1, 2}) || imp.Columns[2].Rival != field.AUM {
		t.Errorf("%+v", imp.Questions)
	}
	if q := asks(imp, AskYears); q == nil || imp.Book.Since[0].String() != "2009-01-01" {
		t.Errorf("%+v, since %s", imp.Questions, imp.Book.Since[0])
	}
	imp = readText(t, "name,AUM,GDC,Years as client\nAna,1,3,12\nBob,3,5,7.5\n", Options{})
	if imp.Book.Since[0].String() != "2014-06-30" || asks(imp, AskYears) != nil {
		t.Errorf("since %s", imp.Book.Since[0])
	}
	imp = readText(t, "name,AUM,GDC\nAna,\"1,234\",1\nBob,\"3,456\",2\n", Options{})
	if asks(imp, AskMark) == nil || imp.Book.AUM[0] != 123400 {
		t.Errorf("%+v, %v", imp.Questions, imp.Book.AUM)
	}
	imp = readText(t, "name,city\nAna,Bonn\n", Options{})
	if asks(imp, AskMissing) == nil {
		t.Errorf("%+v", imp.Questions)
	}
}

// TestRecords finds single records again.
func TestRecords(t *testing.T) {
	text := "My list\nname,SSN,Account #,aum\n\"Ana\nAnn\",123-45-6789,12345678,x\nBob,987654321,5555,2\nlone\n"
	imp := readText(t, text, Options{})
	got, err := imp.Records(context.Background(), bytes.NewReader([]byte(text)), []uint32{6, 3})
	want := []Record{{3, []string{"Ana\nAnn", "***-**-****", "…5678", "x"}}, {6, []string{"lone"}}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestAgain holds that the same options make the same import, also after a trip
// through JSON, and that an import crosses as JSON.
func TestAgain(t *testing.T) {
	opt := Options{AsOf: asOfTest, Combine: CombineHousehold, Encoding: file.UTF8, Delimiter: ';', HeaderLine: 1, Payments: No,
		Columns: map[int]Choice{1: {Use: field.AsField, Field: field.AUM, Format: cell.Format{Decimal: cell.Comma, Repeated: cell.Once}}}, Rules: []Rule{{1, "x", "1"}}, Cells: []Cell{{2, 1, "5"}}, LeftOut: []Omission{{3, "gone"}}}
	text, err := json.Marshal(opt)
	if err != nil {
		t.Fatal(err)
	}
	var back Options
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	if !reflect.DeepEqual(opt, back) {
		t.Errorf("%+v came back as %+v", opt, back)
	}
	data := "name;worth;household\nAna;1;H 1\nBob;2;H 1\nCem;x;H 1\n"
	a, b := readText(t, data, opt), readText(t, data, back)
	if !reflect.DeepEqual(a, b) {
		t.Error("the same options made another import")
	}
	text, err = json.Marshal(a.Columns)
	if err != nil || !bytes.Contains(text, []byte(`"field":"aum"`)) || !bytes.Contains(text, []byte(`"decimal":"comma"`)) {
		t.Errorf("%s, %v", text, err)
	}
	var columns []Column
	if err := json.Unmarshal(text, &columns); err != nil || !reflect.DeepEqual(columns, a.Columns) {
		t.Errorf("columns came back as %+v, %v", columns, err)
	}
}

// TestProblemGroups makes one decision of many cells that say the same.
func TestProblemGroups(t *testing.T) {
	imp := readText(t, "name,aum,potential,city\nAna,x,3,Bonn\nBob,2,high,Rome\nCem,x,4\nDev,x,high,Oslo,more\nEli,5\n", Options{})
	want := []ProblemGroup{
		{1, field.AUM, cell.NotMoney, "x", []uint32{2, 4, 5}},
		{2, field.Potential, cell.OtherScale, "high", []uint32{3, 5}},
		{-1, field.NoField, cell.ShortRow, "", []uint32{4, 6}},
		{-1, field.NoField, cell.LongRow, "", []uint32{5}},
	}
	if got := imp.ProblemGroups(); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}
