package intake

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/file"
)

// quirks are the oddities that exports are known for, as seeds.
var quirks = []string{
	"\"Positions for account Individual ...123 as of 12:33 PM ET, 2025/05/04\"\n\n\"Symbol\",\"Mkt Val (Market Value)\"\n\"A\",\"$1,234.56\"\n\"B\",\"--\"\n\"Account Total\",\"$1,234.56\"\n",
	"\ufeffAccount Number,Account Name,Current Value\nX1,Ana,+$1.00\nX2,Bob,-$2.00\nX3,Pending activity,\n\n\"The data and information in this spreadsheet is provided to you solely for your use.\"\n\"Date downloaded 03/28/2026 9:15 AM ET\"\n",
	"\"Account Name\",\"Mailing Street\"\n\"Ana\",\"1 Main St\nApt 2\"\n\"Bob\",\"2 Main St\"\n\n\"Report run by X\"\n",
	"Reporting Group,ID,AUM\nSmith,,30\n,a,10\n,b,20\n",
	"name;aum\nM\xfcller;1.234,56 \x80\n",
	"\xff\xfen\x00a\x00m\x00e\x00,\x00a\x00u\x00m\x00\n\x00A\x00,\x001\x00\n\x00",
	"\xfe\xff\x00n\x00a\x00m\x00e\x00,\x00a\x00u\x00m\x00\n\x00A\x00,\x001\x00\n",
	"sep=\n\nA", "name,aum\r\"A\rB\",1\rC,2\r", "sep=|\nname|aum\nA|1\n", "name\taum\n\"A\t\"\"B\"\"\"\t1\n",
	"name,aum,gdc\n\"A,1,2\nB,\"2\",3\n\"C \"D\" E\",4,5\nTotal,6,7\n", "name,SSN\nA,123-45-6789\n", "Household,Household Title,AUM\nSmith,Head,1\nSmith,Spouse,1\n",
	"Client ID,Payment Date,Amount\na,1/1/2026,5\na,2/1/2026,5\na,2/1/2020,5\n", "a,b,c\n1,2\n3,4,5,6\n,,\n\n", "name,aum\nA,\x00\n", "name,client since\nA,3/4/09\nB,28/3/2009\nC,39900\nD,March 2009\n",
}

// FuzzRead reads anything, and holds that it neither fails nor loses a row.
func FuzzRead(f *testing.F) {
	for _, q := range quirks {
		f.Add([]byte(q), byte(0))
		f.Add([]byte(q), byte(7))
	}
	for _, file := range goldenCases(f) {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data[:min(len(data), 3000)], byte(2))
	}
	for seed := range uint64(8) {
		r := rand.New(rand.NewPCG(seed, 9))
		s := styleOf(r)
		f.Add(s.export(clients(r, 5)), byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte, how byte) {
		opt := Options{AsOf: asOfTest, Combine: Combine(how % 3)}
		if how&4 != 0 {
			opt.Clients = []Client{{2}, {3}, {5}}
			opt.LeftOut = []Omission{{Line: 4}}
			opt.Cells = []Cell{{2, 0, "x"}, {3, 1, "12"}}
			opt.Rules = []Rule{{1, "1", "2"}}
		}
		if how&8 != 0 {
			opt.HeaderLine = NoHeader
		}
		if how&16 != 0 {
			opt.Columns = map[int]Choice{0: {Use: field.AsField, Field: field.AUM}, 1: {Use: field.AsField, Field: field.Since}, 2: {Use: field.AsField, Field: field.Hours}}
		}
		begun := time.Now()
		imp, err := Read(context.Background(), bytes.NewReader(data), opt)
		if took := time.Since(begun); took > 5*time.Second {
			t.Errorf("%d bytes took %v", len(data), took)
		}
		if err != nil {
			if is := (*file.Error)(nil); !errors.As(err, &is) {
				t.Fatalf("error %v", err)
			}
			return
		}
		accounted(t, imp)
		sound(t, imp)
		if imp.Encoding == file.UTF8 && imp.LineEnd != file.CR && bytes.IndexByte(data, '"') < 0 {
			text := strings.TrimSuffix(string(data), "\n")
			lines := strings.Count(text, "\n") + 1
			if imp.HeaderLine != NoHeader {
				lines--
			}
			if imp.BOM && text == "\ufeff" {
				lines = 0
			}
			if imp.Controls.Rows != lines {
				t.Errorf("%d rows of %d lines", imp.Controls.Rows, lines)
			}
		}
	})
}

// sound holds what is true of every book.
func sound(t *testing.T, imp *Import) {
	t.Helper()
	b := imp.Book
	for _, n := range []int{len(b.Keys), len(b.Line)} {
		if n != b.N {
			t.Fatalf("a column of %d in a book of %d", n, b.N)
		}
	}
	for _, text := range append([]book.Text{b.ID, b.Name, b.Household}, attributeCells(b)...) {
		if text.Len() != 0 && text.Len() != b.N {
			t.Fatalf("a text column of %d in a book of %d", text.Len(), b.N)
		}
		for i := range text.Len() {
			if !utf8.Valid(text.Bytes(i)) {
				t.Fatalf("%q is no UTF-8", text.Bytes(i))
			}
		}
	}
	checkRange(t, b.AUM, b.N)
	checkRange(t, b.GDC, b.N)
	checkRange(t, b.Hours, b.N)
	checkRange(t, b.Potential, b.N)
	checkRange(t, b.Since, b.N)
	for i, v := range b.Hours {
		if v < 0 && v != book.Missing {
			t.Fatalf("hours of %d are %d", i, v)
		}
	}
	before := uint32(0)
	for _, p := range imp.Problems {
		if p.Line < before || p.Reason == 0 || !utf8.ValidString(p.Text) || p.Remedy() == 0 {
			t.Fatalf("problem %+v after line %d", p, before)
		}
		before = p.Line
	}
}

func attributeCells(b *book.Book) (list []book.Text) {
	for _, a := range b.Attributes {
		list = append(list, a.Cells)
	}
	return list
}

func checkRange[Q book.Quantity](t *testing.T, column []Q, n int) {
	t.Helper()
	if column != nil && len(column) != n {
		t.Fatalf("a column of %d in a book of %d", len(column), n)
	}
	for _, v := range column {
		if v != book.Missing && (v > book.Largest || v < -book.Largest) {
			t.Fatalf("%d is beyond belief", v)
		}
	}
}

// FuzzLabel takes any text for the label of a sum.
func FuzzLabel(f *testing.F) {
	f.Add("Grand Total:")
	f.Fuzz(func(t *testing.T, text string) {
		if is := label([]byte(text)); is > noLabel && label([]byte(" "+text+" ")) != is {
			t.Errorf("%q is a label only without blanks round it", text)
		}
		isSentence(text)
	})
}

// TestShortCuts holds what the loops over words read against the careful parsers.
func TestShortCuts(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	alphabet := []string{"0", "1", "5", "9", "12", "2009", "-", ".", ",", "$", "\"", "/", "(", ")", " ", "03", "28", "x", "31", "2012", "02-29"}
	for range 3000 {
		var text strings.Builder
		text.WriteString("a|b|c|d|e|f\n")
		rows := 1 + r.IntN(40)
		var cells [][]string
		for range rows {
			row := make([]string, 6)
			for c := range row {
				switch r.IntN(4) {
				case 0:
				case 1:
					row[c] = []string{strconv.Itoa(r.IntN(100000)), fmt.Sprintf("%d.%02d", r.IntN(1_000_000_000), r.IntN(100)), book.Day(r.IntN(40000)).String(), fmt.Sprintf("%d/%d/%d", r.IntN(14), r.IntN(33), 1790+r.IntN(420)), fmt.Sprintf("%d.%d", r.IntN(100), r.IntN(10)), fmt.Sprintf("$%d,%03d.%02d", r.IntN(2000), r.IntN(1000), r.IntN(100))}[r.IntN(6)]
				default:
					for range r.IntN(6) {
						row[c] += alphabet[r.IntN(len(alphabet))]
					}
				}
				row[c] = strings.ReplaceAll(row[c], "\"", "")
				if row[c] != "" && r.IntN(4) == 0 {
					row[c] = "\"" + row[c] + "\""
				}
			}
			row[0] = "n" // no blank rows
			cells = append(cells, row)
			text.WriteString(strings.Join(row, "|") + "\n")
		}
		choices := map[int]Choice{0: {Use: field.Attribute}}
		for c, f := range []field.Field{field.AUM, field.Since, field.Potential, field.Hours, field.PaymentDate} {
			choices[c+1] = Choice{Use: field.AsField, Field: f, Format: cell.Format{Decimal: cell.Point, Order: cell.Order(1 + r.IntN(2)), Dates: cell.Calendar, Scale: cell.Figures, Unit: cell.InHours, Period: cell.Year, Times: 1}}
		}
		data := []byte(text.String())
		opt := Options{AsOf: asOfTest, HeaderLine: 1, Delimiter: '|', Columns: choices, Payments: Yes}
		for i := range rows {
			opt.Clients = append(opt.Clients, Client{uint32(i) + 2})
		}
		imp, err := Read(context.Background(), bytes.NewReader(data), opt)
		if err != nil {
			t.Fatalf("%q: %v", data, err)
		}
		for i, row := range cells {
			for c := 1; c <= 4; c++ {
				column := &column{Column: imp.Columns[c], factor: 1}
				got := [...]int64{0, int64(imp.Book.AUM[i]), int64(imp.Book.Since[i]), int64(imp.Book.Potential[i]), int64(imp.Book.Hours[i])}[c]
				column.kind = [...]kind{asText, asCents, asDay, asMilli, asMinutes}[c]
				want, part := int64(book.Missing), cell.Bare([]byte(row[c]))
				if !cell.IsMissing(part) {
					want, _ = column.value(part, column.Format, asOfTest)
				}
				if got != want {
					t.Fatalf("%s of %q is %d, with care %d", column.Field, row[c], got, want)
				}
			}
		}
	}
}

// TestNaive holds well-formed files against encoding/csv and the plainest of
// parsers.
func TestNaive(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	for range 300 {
		var out bytes.Buffer
		w := csv.NewWriter(&out)
		w.UseCRLF = r.IntN(2) == 0
		w.Write([]string{"id", "name", "aum", "potential", "notes"})
		var rows [][]string
		for i := range 1 + r.IntN(3000) {
			note := []string{"", "a, b", "say \"hi\"", "two\nlines", "\"\"", "Zoë", ",", "\n", "x\n\n\"y\""}[r.IntN(9)]
			row := []string{fmt.Sprintf("c%d", i), []string{"Ana Abt", "Bob, Jr.", "Cem \"C\" C", "Δelta"}[r.IntN(4)], fmt.Sprintf("%d.%02d", r.IntN(1_000_000), r.IntN(100)), strconv.Itoa(r.IntN(11)), note}
			rows = append(rows, row)
			w.Write(row)
		}
		w.Flush()
		imp, err := Read(context.Background(), bytes.NewReader(out.Bytes()), Options{AsOf: asOfTest})
		if err != nil || imp.Book.N != len(rows) || len(imp.Problems)+len(imp.Aside) > 0 {
			t.Fatalf("%v, %d clients of %d, %v, %v", err, imp.Book.N, len(rows), first(imp.Problems, 3), first(imp.Aside, 3))
		}
		c := csv.NewReader(bytes.NewReader(out.Bytes()))
		c.Read()
		for i := range rows {
			row, err := c.Read()
			line, _ := c.FieldPos(0)
			if err != nil {
				t.Fatal(err)
			}
			b := imp.Book
			cents, _ := strconv.ParseInt(strings.ReplaceAll(row[2], ".", ""), 10, 64)
			note := row[4]
			if w.UseCRLF { // encoding/csv takes the carriage return out of cells
				note = strings.ReplaceAll(note, "\n", "\r\n")
			}
			if b.ID.At(i) != row[0] || b.Name.At(i) != row[1] || int64(b.AUM[i]) != cents || strconv.Itoa(int(b.Potential[i]/1000)) != row[3] || b.Attributes[0].Cells.At(i) != note || b.Line[i] != uint32(line) {
				t.Fatalf("row %d is %q %q %d %d %q on line %d, want %q on line %d", i, b.ID.At(i), b.Name.At(i), b.AUM[i], b.Potential[i], b.Attributes[0].Cells.At(i), b.Line[i], row, line)
			}
		}
	}
}
