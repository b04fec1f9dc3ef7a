package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/file"
)

func readText(t testing.TB, text string, opt Options) *Import {
	t.Helper()
	if opt.AsOf == 0 {
		opt.AsOf = asOfTest
	}
	imp, err := Read(context.Background(), bytes.NewReader([]byte(text)), opt)
	if err != nil {
		t.Fatalf("%.200q: %v", text, err)
	}
	accounted(t, imp)
	return imp
}

// TestNoList holds what is answered to files that are no client lists.
func TestNoList(t *testing.T) {
	for _, c := range []struct {
		name, text string
		kind       file.Kind
	}{
		{"nothing", "", file.Empty},
		{"blanks", " \r\n\r\n\t\n", file.Empty},
		{"commas", ",,,,\n,,,,\n", file.Empty},
		{"a mark alone", "\ufeff", file.Empty},
		{"only headings", "name,aum,gdc\n", file.OnlyHeader},
		{"only headings, no line end", "Client Name;AUM;GDC", file.OnlyHeader},
		{"headings and a total of nothing", "name,aum,gdc\nTotal,0,0\n", file.OnlyHeader},
		{"xlsx", "PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00[Content_Types].xml \xa2", file.Spreadsheet},
		{"ods", "PK\x03\x04\x14\x00\x00\x08\x00\x00mimetypeapplication/vnd.oasis.opendocument.spreadsheet", file.Spreadsheet},
		{"docx", "PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00[Content_Types].xml \xa2\x00word/document.xml", file.RichText},
		{"odt", "PK\x03\x04\x14\x00\x00\x08\x00\x00mimetypeapplication/vnd.oasis.opendocument.text", file.RichText},
		{"numbers", "PK\x03\x04\x14\x00\x00\x00\x00\x00Index/Document.iwa", file.Spreadsheet},
		{"vcards", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann, Archer\r\nEND:VCARD\r\n", file.Cards},
		{"zip", "PK\x03\x04\x14\x00\x00\x00\x08\x00book.csv", file.Archive},
		{"gzip", "\x1f\x8b\x08\x00\x00", file.Archive},
		{"xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", file.OldExcel},
		{"pdf", "%PDF-1.7\n%\xe2\xe3", file.PDF},
		{"png", "\x89PNG\r\n\x1a\n", file.Image}, {"jpeg", "\xff\xd8\xff\xe0\x00\x10JFIF", file.Image}, {"heic", "\x00\x00\x00\x18ftypheic\x00", file.Image},
		{"html as xls", "\n<html><table><tr><td>Name</td></tr></table>", file.WebPage},
		{"json", `[{"name": "Ana"}]`, file.JSON},
		{"rtf", `{\rtf1\ansi name,aum}`, file.RichText},
		{"junk", "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f" + strings.Repeat("\x10\x90\x03q", 100), file.Binary},
		{"utf-32", "\xff\xfe\x00\x00n\x00\x00\x00a\x00\x00\x00", file.UTF32},
	} {
		_, err := Read(context.Background(), bytes.NewReader([]byte(c.text)), Options{AsOf: asOfTest})
		var is *file.Error
		if !errors.As(err, &is) || is.Kind != c.kind || is.Error() == "" {
			t.Errorf("%s: %v, want %v", c.name, err, c.kind)
		}
	}
}

// TestOdd reads files that are odd but lists, and holds what becomes of them.
func TestOdd(t *testing.T) {
	names := func(imp *Import) string {
		var list []string
		for i := range imp.Book.N {
			list = append(list, imp.Book.NameOf(i))
		}
		return strings.Join(list, "|")
	}
	for _, c := range []struct {
		name, text, clients string
		problems            string // line:reason …
		aside               string // line:reason …
	}{
		{"one column", "name\nAna\nBob, Jr.\n", "Ana|Bob, Jr.", "", ""},
		{"no line end at the end", "name,aum\nAna,1\nBob,2", "Ana|Bob", "", ""},
		{"cr", "name,aum\rAna,1\rBob,2\r", "Ana|Bob", "", ""},
		{"commas at the ends of lines", "name,aum,\nAna,1,\nBob,2,\n", "Ana|Bob", "", ""},
		{"a row too short", "name,aum,gdc,city\nAna,1\nBob,2,3,Bonn\n", "Ana|Bob", "2:short_row", ""},
		{"a row too long", "name,aum,gdc\nAna,1,2,3,4\nBob,2,3\n", "Ana|Bob", "2:long_row", ""},
		{"a row too long by blanks", "name,aum,gdc\nAna,1,2,,\nBob,2,3\n", "Ana|Bob", "", ""},
		{"blanks", "name,aum,gdc\n\nAna,1,2\n , ,\n\"\",\"\",\nBob,2,3\n\n\n", "Ana|Bob", "", "2:blank 4:blank 5:blank 7:blank 8:blank"},
		{"an open quote", "name,aum,gdc\n\"Ana,1,2\nBob,2,3\nCem,3,4\n", "Ana|Bob|Cem", "2:stray_quote", ""},
		{"an open quote, quotes after", "name,aum,gdc\n\"Ana,1,2\n\"Bob, Jr.\",2,3\n\"Cem, Sr.\",3,4\n", "Ana|Bob, Jr.|Cem, Sr.", "2:stray_quote", ""},
		{"an open quote in the last cell", "name,aum,city\nAna,1,\"Bonn\nBob,2,Rome\n", "Ana|Bob", "2:stray_quote", ""},
		{"quotes inside", "name,aum,gdc\n\"Ana \"The Ace\" Ann\",1,2\nBob,2,3\n", "Ana \"The Ace\" Ann|Bob", "2:stray_quote", ""},
		{"a quote inside", "name,aum,gdc\nAna 5\" Ann,1,2\nBob,2,3\n", "Ana 5\" Ann|Bob", "", ""},
		{"broken quotes", "name,aum,gdc\n\"Ana \"The Ace, 1\", Ann\",1,2\nBob,2,3\n", "Bob", "2:broken_row", "2:broken"},
		{"line ends in cells", "name,aum,notes\n\"Ana\nAnn\",1,\"a\nb\nc\"\nBob,x,\"\"\n", "Ana\nAnn|Bob", "6:not_money", ""},
		{"doubled quotes", "name,aum,notes\n\"\"\"Ana\"\" Ann\",1,\"\"\"\"\nBob,x,\n", "\"Ana\" Ann|Bob", "3:not_money", ""},
		{"blanks before quotes", "name, aum, notes\n\"Ana, Ann\", 1, \"a, b\"\nBob, 2, c\n", "Ana, Ann|Bob", "", ""},
		{"a total", "name,aum,gdc\nAna,1,2\nBob,2,3\nTotal,3,5\n", "Ana|Bob", "", "4:total"},
		{"a total without a name", "id,name,aum,gdc\na,Ana,1,2\nb,Bob,2,3\n,,3,5\n", "Ana|Bob", "", "4:total"},
		{"a client named Total", "id,name,aum,gdc,client since\na,Total,1,2,2001-02-03\nb,Bob,2,3,2001-02-03\n", "Total|Bob", "", ""},
		{"a shop named Total", "name,aum,gdc\nTotal Wine,1,2\nBob,2,3\n", "Total Wine|Bob", "", ""},
		{"the sum of two is a client", "id,name,aum,gdc\na,Ana,100,1\nb,Bob,200,2\nc,Cem,300,3\n", "Ana|Bob|Cem", "", ""},
		{"subtotals", "id,name,city,aum,gdc\na,Ana,Bonn,1,2\nb,Bob,Bonn,2,3\n,,Bonn Total,3,5\nc,Cem,Rome,5,6\nd,Dev,Rome,1,1\n,,Rome Total,6,7\n,,Grand Total,9,12\n", "Ana|Bob|Cem|Dev", "", "4:subtotal 7:subtotal 8:total"},
		{"a group's line above its accounts", "id,name,aum\n,Smith group,30\na,Ana Smith,10\nb,Bob Smith,20\n,Jones group,7\nc,Cem Jones,3\nd,Dev Jones,4\n", "Ana Smith|Bob Smith|Cem Jones|Dev Jones", "", "2:subtotal 5:subtotal"},
		{"a wrong total", "name,aum,gdc\nAna,1,2\nBob,2,3\nGrand Total,99,99\n", "Ana|Bob", "", "4:total"},
		{"all of them, first", "name,aum,gdc\nAll Clients,600,6\nAna,100,1\nBob,200,2\nCem,300,3\n", "Ana|Bob|Cem", "", "2:total"},
		{"all of them, first, and a total", "name,aum,gdc\nAll Clients,600,6\nAna,100,1\nBob,200,2\nCem,300,3\nTotal,600,6\n", "Ana|Bob|Cem", "", "2:total 6:total"},
		{"a client called All Clients Ltd", "name,aum,gdc\nAll Clients Ltd,600,6\nAna,100,1\nBob,200,2\nCem,300,3\n", "All Clients Ltd|Ana|Bob|Cem", "", ""},
		{"a first row that is the sum in one column", "name,aum,gdc\nAll Clients,600,7\nAna,100,1\nBob,200,2\nCem,300,3\n", "All Clients|Ana|Bob|Cem", "", ""},
		{"a largest client, first", "name,aum,gdc\nGus,600,6\nAna,100,1\nBob,200,2\nCem,300,3\n", "Gus|Ana|Bob|Cem", "", ""},
		{"a largest client with a date", "name,aum,gdc,client since\nGus,623.45,6.11,2001-02-03\nAna,100,1,\nBob,200,2,\nCem,300,3,\nDev,23.45,0.11,\n", "Gus|Ana|Bob|Cem|Dev", "", ""},
		{"a sum without a name", "advisor,name,aum,gdc\nBob,Green,50,5\nBob,White,150,15\n,,200,20\nAnn,Gray,7,1\n", "Green|White|Gray", "", "4:total"},
		{"a sum of two in one column without a name", "advisor,name,aum,gdc\nBob,Green,50,5\nBob,White,150,15\n,,200,21\nAnn,Gray,7,1\n", "Green|White|row-4|Gray", "", ""},
		{"an average", "name,aum,gdc\nAna,1,2\nBob,3,4\nAverage,2,3\nCount: 2,,\n", "Ana|Bob", "", "4:footer 5:total"},
		{"a client called Average", "id,name,aum,gdc\na,Average,1,2\nb,Bob,3,4\n", "Average|Bob", "", ""},
		{"a disclaimer with a comma", "id,name,aum,gdc\na,Ana,1,2\nb,Bob,2,3\nTotal,,3,5\nPast performance is no guarantee, of future results.\n", "Ana|Bob", "", "4:total 5:footer"},
		{"a client cut short", "name,city,aum,gdc\nAna,Bonn,1,2\nBob,Rome\n", "Ana|Bob", "3:short_row", ""},
		{"headings of two lines", "name,aum,gdc\n,($),($)\nAna,1,2\nBob,2,3\n", "Ana|Bob", "", "2:repeated_header"},
		{"headings of two lines, in thousands", "name,aum,client since\n,(000s),(mm/dd/yyyy)\nAna,1,\nBob,2,\n", "Ana|Bob", "", "2:repeated_header"},
		{"a first client in parentheses", "name,aum,gdc\n(Ana),,\nBob,2,3\n", "(Ana)|Bob", "", ""},
		{"headings once more", "name,aum,gdc\nAna,1,2\nname,aum,gdc\nBob,2,3\n", "Ana|Bob", "", "3:repeated_header"},
		{"a title and a footer", "Client Book Report\nas of 6/30/2026\n\nname,aum,gdc\nAna,1,2\nBob,2,3\n\nConfidential. For internal use only.\n", "Ana|Bob", "", "1:preamble 2:preamble 3:blank 7:blank 8:footer"},
		{"the same with commas", "Client Book Report,,\nas of 6/30/2026,,\n,,\nname,aum,gdc\nAna,1,2\nBob,2,3\n,,\nConfidential. For internal use only.,,\n", "Ana|Bob", "", "1:preamble 2:preamble 3:blank 7:blank 8:footer"},
		{"a line between", "name,aum,gdc\nRegion: West\nAna,1,2\nBob,2,3\n", "Ana|Bob", "", "2:remark"},
		{"a name and nothing else", "id,name,aum,gdc\na,Ana,1,2\n,Bob,,\nc,Cem,3,4\n", "Ana|Bob|Cem", "", ""},
		{"sep", "sep=;\nname;aum;gdc\nAna;1;2\nBob;2;3\n", "Ana|Bob", "", "1:preamble"},
		{"zeros", "name,aum,gdc\nAn\x00a,1,2\nBob,2,3\n", "Ana|Bob", "2:control_bytes", ""},
		{"headings twice and none", "name,amount,amount,,city\nAna,1,2,x,Bonn\n", "Ana", "", ""},
		{"first and last", "First Name,Middle Name,Last Name,AUM\nAna,,Abt,1\nBob,B.,Bey,2\n", "Ana Abt|Bob B. Bey", "", ""},
		{"nothing known", "colour,shape\nred,round\nblue,square\n", "row-2|row-3", "", ""},
		{"missing names", "name,aum,gdc\n--,1,2\nN/A,2,3\n#N/A,4,4\n-,5,5\n", "row-2|row-3|row-4|row-5", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			imp := readText(t, c.text, Options{})
			if got := names(imp); got != c.clients {
				t.Errorf("clients %q, want %q", got, c.clients)
			}
			var problems, aside []string
			for _, p := range imp.Problems {
				problems = append(problems, fmt.Sprintf("%d:%s", p.Line, p.Reason))
			}
			for _, a := range imp.Aside {
				for k := range a.Rows {
					aside = append(aside, fmt.Sprintf("%d:%s", int(a.Line)+k, a.Reason))
				}
			}
			if got := strings.Join(problems, " "); got != c.problems {
				t.Errorf("problems %q, want %q: %v", got, c.problems, imp.Problems)
			}
			if got := strings.Join(aside, " "); got != c.aside {
				t.Errorf("set aside %q, want %q: %v", got, c.aside, imp.Aside)
			}
		})
	}
}

// TestNoHeader guesses at columns that have no headings.
func TestNoHeader(t *testing.T) {
	var text strings.Builder
	for i := range 30 {
		fmt.Fprintf(&text, "C%03d,Ana Abt%d,%d.50,%d.25,2009-03-%02d,Bonn\n", i, i, 100000+i*1000, 1000+i*10, i%28+1)
	}
	imp := readText(t, text.String(), Options{})
	if imp.HeaderLine != NoHeader || imp.Book.N != 30 {
		t.Fatalf("headings on line %d, %d clients", imp.HeaderLine, imp.Book.N)
	}
	b := imp.Book
	if b.ID.At(1) != "C001" || b.Name.At(1) != "Ana Abt1" || book.At(b.AUM, 1) != 10100050 || book.At(b.GDC, 1) != 101025 || b.Since == nil {
		t.Errorf("guessed %+v", imp.Columns)
	}
	for _, c := range imp.Columns {
		if c.Field != field.NoField && c.Sure != field.Unsure {
			t.Errorf("%s is %s, without a heading", c.Heading, c.Sure)
		}
		if len(c.Samples) == 0 {
			t.Errorf("%s has no samples", c.Heading)
		}
	}
	// The user knows better.
	imp = readText(t, text.String(), Options{Columns: map[int]Choice{2: {Use: field.AsField, Field: field.GDC}, 3: {Use: field.AsField, Field: field.AUM}}})
	if book.At(imp.Book.GDC, 1) != 10100050 || imp.Columns[2].Sure != field.Chosen {
		t.Errorf("not as chosen: %+v", imp.Columns)
	}
}

// TestLarge reads extremes of size in a time that shows no quadratic growth.
func TestLarge(t *testing.T) {
	text := strings.Repeat("a long note, ", 10<<20/13)
	wideRow := strings.Repeat("x,", 9999) + "x\n"
	for _, c := range []struct {
		name    string
		text    string
		clients int
		problem cell.Reason
	}{
		{"a cell of 10 MB", "name,aum,notes\nAna,1,\"" + text + "\"\nBob,2,\n", 2, cell.LongCell},
		{"a cell of 10 MB without quotes", "name;aum;notes\nAna;1;" + text + "\nBob;2;\n", 2, cell.LongCell},
		{"an amount of 10 MB", "name;aum;notes\nAna;" + strings.Repeat("1", 10<<20) + ";\nBob;2;\n", 2, cell.Unbelievable},
		{"10,000 columns", wideRow + wideRow + wideRow, 3, 0},
		{"an open quote on line 2 of 100,000", "name,aum,gdc\n\"Ana,1,2\n" + strings.Repeat("Bob,2,3\n", 100_000), 100_001, cell.StrayQuote},
		{"an open quote before 100,000 with quotes", "name,aum,gdc\n\"Ana,1,2\n" + strings.Repeat("\"Bob, Jr.\",2,3\n", 100_000), 100_001, cell.StrayQuote},
		{"open quotes on 100,000 lines", "name,aum,gdc\n" + strings.Repeat("\"Bob,2,3\n", 100_000), 100_000, cell.StrayQuote},
		{"a million blank lines", "name,aum,gdc\nBob,2,3\n" + strings.Repeat(",,\n", 1_000_000), 1, 0},
		{"quotes only", "name,aum,gdc\n" + strings.Repeat("\"", 1_000_001) + "\nBob,2,3\n", 1, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			begun := time.Now()
			imp := readText(t, c.text, Options{})
			if took := time.Since(begun); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
			if imp.Book.N != c.clients {
				t.Errorf("%d clients, want %d", imp.Book.N, c.clients)
			}
			if c.problem != 0 && (len(imp.Problems) == 0 || imp.Problems[0].Reason != c.problem) {
				t.Errorf("problems %.300v, want %v first", imp.Problems, c.problem)
			}
		})
	}
}

// TestTaxNumbers holds that no tax number outlives the buffer.
func TestTaxNumbers(t *testing.T) {
	for _, c := range []struct {
		name, text string
		question   bool
	}{
		{"by heading", "name,SSN,aum\nAna,123-45-6789,1\nBob,987654321,x\n", false},
		{"another heading", "name,Tax ID No.,aum\nAna,12-3456789,1\nBob,987654321,x\n", false},
		{"in an unlabelled column", "name,,aum\nAna,123-45-6789,1\nBob,123-45-6780,2\n", true},
		{"under a heading that says nothing", "name,Ref,aum\nAna,123-45-6789,1\nBob,123-45-6780,2\n", true},
		{"one cell of a column of something else", "name,Ref,aum\nAna,abc,1\nBob,123-45-6780,2\nCem,def,3\nDev,ghi,4\n", true},
		{"one quoted cell", "name,Ref,aum\nAna,abc,1\nBob,\"123-45-6780\",2\nCem,def,3\nDev,ghi,4\n", true},
		{"in a place where an amount should be", "name,SSN,aum\nAna,123-45-6789,123-45-6789\nBob,987-65-4321,2\n", false},
		{"in a title", "Client of 123-45-6789\n\nname,SSN,aum\nAna,123-45-6789,1\nBob,987654321,x\n", false},
		{"in broken rows", "name,SSN,aum\n\"Ana \"The Ace, 1\", Ann\",123-45-6789,2\nBob,987654321,1,more 123-45-6789\nCem,123456789\n", true},
		{"among words", "name,Notes,aum\nAna,her number is 123-45-6789.,1\nBob,\"123-45-6780, she says\",2\n", true},
		{"without headings", "Ana,123-45-6789,1000.50\nBob,123-45-6780,2000.50\nCem,123-45-6781,2000.75\n", true},
		{"nine digits without a heading", "name,,aum\nAna,123456789,1\nBob,123456780,2\nCem,123456781,3\n", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			imp := readText(t, c.text, Options{})
			kept := fmt.Sprintf("%+v", imp) + fmt.Sprintf("%+v", imp.Columns)
			b := imp.Book
			for i := range b.N {
				kept += "|" + b.IDOf(i) + "|" + b.NameOf(i) + "|" + b.Household.At(i)
				for _, a := range b.Attributes {
					kept += "|" + a.Cells.At(i)
				}
			}
			for _, number := range []string{"123-45-678", "987-65", "987654321", "12-3456789", "12345678"} {
				if strings.Contains(kept, number) {
					t.Errorf("%s is kept in %s", number, kept)
				}
			}
			asked := false
			for _, q := range imp.Questions {
				asked = asked || q.Kind == AskTaxNumber
			}
			if asked != c.question {
				t.Errorf("asked %t, want %t: %+v", asked, c.question, imp.Questions)
			}
		})
	}
	// What the user says is no tax number is kept.
	imp := readText(t, "name,Ref,aum\nAna,123-45-6789,1\nBob,123-45-6780,2\n", Options{Columns: map[int]Choice{1: {Use: field.Attribute}}})
	if got := imp.Book.Attributes[0].Cells.At(0); got != "123-45-6789" {
		t.Errorf("kept %q", got)
	}
}

// TestAccounts holds what is kept of account numbers.
func TestAccounts(t *testing.T) {
	text := "Account Number,name,aum\n8123-4567,Ana,1\n8123-9999,Bob,2\n8123-4567,Ana,3\n"
	a := readText(t, text, Options{Secret: []byte("key"), Combine: CombineID})
	b := readText(t, text, Options{Secret: []byte("other key"), Combine: CombineID})
	id := a.Book.ID.At(0)
	if a.Book.N != 2 || strings.Contains(id, "8123") || !strings.HasSuffix(id, "…4567") || id == b.Book.ID.At(0) || book.At(a.Book.AUM, 0) != 400 {
		t.Errorf("%d clients, ids %q and %q under another key", a.Book.N, id, b.Book.ID.At(0))
	}
	with := readText(t, "id,Account #,name,aum\nx,8123-4567,Ana,1\n", Options{})
	if with.Book.ID.At(0) != "x" || strings.Contains(with.Book.Attributes[0].Cells.At(0), "8123") {
		t.Errorf("id %q, account %q", with.Book.ID.At(0), with.Book.Attributes[0].Cells.At(0))
	}
}

// TestSourceErrors holds that a source's error and a cancelled context come back.
func TestSourceErrors(t *testing.T) {
	data := wide(20_000, false)
	broken := errors.New("the disk is gone")
	_, err := Read(context.Background(), &failing{bytes.NewReader(data), 1 << 20, broken}, Options{AsOf: asOfTest})
	if !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	calls := 0
	_, err = Read(ctx, bytes.NewReader(data), Options{AsOf: asOfTest, Progress: func(done, total int64) {
		if calls++; done > 1<<20 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || calls == 0 {
		t.Errorf("error %v after %d calls", err, calls)
	}
}

type failing struct {
	*bytes.Reader
	at  int64
	err error
}

func (f *failing) ReadAt(p []byte, off int64) (int, error) {
	if off >= f.at && off < f.at+1<<20 {
		return 0, f.err
	}
	return f.Reader.ReadAt(p, off)
}

var _ io.ReaderAt = (*failing)(nil)

// Cells lie end to end once they are read: a date of birth and the next must
// not be taken for a tax number between them.
func TestDatesOfBirthAreNoTaxNumbers(t *testing.T) {
	text := "name,aum,gdc,date of birth,note\n"
	for i := range 50 {
		text += fmt.Sprintf("Client %d,1000,10,19%02d-%02d-%02d,%d\n", i, 40+i, 1+i%12, 1+i%28, 100+i)
	}
	text += "Last,1000,10,,call 078-05-1120 at home\nVery last,1000,10,1990-01-01,9078-05-1120\n"
	imp, err := Read(t.Context(), strings.NewReader(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range imp.Book.Attributes {
		for i := range imp.Book.N {
			masked := strings.Contains(a.Cells.At(i), "*")
			if want := i == 50 && a.Name == "note"; masked != want {
				t.Errorf("%s of client %d reads %q", a.Name, i, a.Cells.At(i))
			}
		}
	}
}
