package export

import (
	"bytes"
	"encoding/csv"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tierbook/engine/book"
)

func TestDisarm(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "Ann": "Ann", "O'Neil": "O'Neil", "'": "'", "'tis": "'tis", "a=b": "a=b", "#1": "#1",
		"=1+1": "'=1+1", "@SUM": "'@SUM", "+cmd": "'+cmd", "-cmd|x": "'-cmd|x", "\t=1": "'\t=1", "\r=1": "'\r=1", "＝1": "'＝1", "-": "'-", "--": "'--",
		"'=1": "''=1", "''=1": "'''=1", "-5": "-5", "+15551234": "+15551234", "-5,000.25": "-5,000.25", "-.5": "'-.5", "'-5": "''-5", "-5+3": "'-5+3",
		"nul\x00l\x1b[0m": "nul⟦U+0000⟧l⟦U+001B⟧[0m", "two\nlines\ttab": "two\nlines\ttab", "a\u0085b": "a⟦U+0085⟧b",
		"\u202eevil": "⟦U+202E⟧evil", "\u202eclosed\u202c": "⟦U+202E⟧closed⟦U+202C⟧", "\u2066x\u202ey\u2069": "⟦U+2066⟧x⟦U+202E⟧y⟦U+2069⟧",
		"x\u200e": "x\u200e", "שלום": "שלום", "\u202e=1": "⟦U+202E⟧=1", "=\u202e1": "'=⟦U+202E⟧1",
		"⟦U+202E⟧": "⟦U+27E6⟧U+202E⟧", "⟦U+27E6⟧": "⟦U+27E6⟧U+27E6⟧", "⟦U+0041⟧": "⟦U+0041⟧", "⟦U+": "⟦U+", "⟦⟦U+202e⟧": "⟦⟦U+202e⟧", "⟦U+202E": "⟦U+202E",
	} {
		if got := Disarm(text); got != want {
			t.Errorf("Disarm(%q) = %q, want %q", text, got, want)
		}
	}
}

func FuzzDisarm(f *testing.F) {
	for _, seed := range []string{"=1", "'=1", "-5", "\u202ex", "\u200e\u202c", "''\u2066=", "+", "\u2067\u202a\u2069", "⟦U+202E⟧", "⟦U+27E6⟧\x00", "\xff⟦U+\u202e"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		out := Disarm(text)
		if back := Arm(out); back != text {
			t.Fatalf("%q went out as %q and came back as %q", text, out, back)
		}
		if strings.IndexFunc(out, isUnseen) >= 0 {
			t.Fatalf("%q went out as %q", text, out)
		}
		if out != "" && strings.ContainsRune("=@\t\r\n", rune(out[0])) {
			t.Fatalf("%q went out as %q, a formula", text, out)
		}
		if out != "" && (out[0] == '+' || out[0] == '-') && !isNumber(out[1:]) {
			t.Fatalf("%q went out as %q, a formula", text, out)
		}
	})
}

func TestCells(t *testing.T) {
	for _, c := range []struct {
		cell interface{ MarshalCSV() (string, error) }
		want string
	}{
		{Money(123450), "1234.50"}, {Money(-5), "-0.05"}, {Money(0), "0.00"}, {Money(book.Missing), ""}, {Money(book.Largest), "90000000000.00"},
		{Rating(7000), "7"}, {Rating(7500), "7.5"}, {Rating(1), "0.001"}, {Rating(0), "0"}, {Rating(book.Missing), ""},
		{Hours(60), "1"}, {Hours(975), "16.25"}, {Hours(1), "0.02"}, {Hours(0), "0"}, {Hours(book.Missing), ""},
		{Date(book.Date(2026, 6, 30)), "2026-06-30"}, {Date(book.Missing), ""},
		{Percent(-150), "-1.50"}, {Percent(book.Missing), ""}, {Points(7340), "73.40"}, {Points(-1), ""}, {Count(0), ""}, {Count(12), "12"},
		{YesNo(true), "yes"}, {YesNo(false), ""}, {Text("=1"), "'=1"},
	} {
		if got, err := c.cell.MarshalCSV(); got != c.want || err != nil {
			t.Errorf("%T %v is written %q, %v; want %q", c.cell, c.cell, got, err, c.want)
		}
	}
	for m := range book.Minutes(100_000) { // every minute comes back from its two decimals
		cell, _ := Hours(m).MarshalCSV()
		v, ok := parse(cell, 2)
		if back := (v*60 + 50) / 100; !ok || back != int64(m) {
			t.Fatalf("%d minutes are written %s, which is %d", m, cell, back)
		}
	}
}

func TestRatingsRefuse(t *testing.T) {
	for cell, want := range map[string]int64{"": book.Missing, " 7 ": 7000, "7.5": 7500, "7,5": 7500, "0": 0, "10.125": 10125, "1000": 1_000_000} {
		var r Rating
		if err := r.UnmarshalCSV(cell); err != nil || int64(r) != want {
			t.Errorf("%q is read as %d, %v; want %d", cell, r, err, want)
		}
	}
	for cell, want := range map[string]Reason{
		"high": NotNumber, "7/10": NotNumber, "1e3": NotNumber, "0x10": NotNumber, "1_000": NotNumber, "NaN": NotNumber, "250,000": NotNumber, "7.": NotNumber,
		".5": NotNumber, "7.1234": NotNumber, "--": NotNumber, "+7": NotNumber, "-1": OutOfRange, "99999999999999": OutOfRange, "99999999999999999999": NotNumber,
	} {
		r := Rating(5)
		if err := r.UnmarshalCSV(cell); err != want || r != 5 {
			t.Errorf("%q is read as %d, %v; want %v", cell, r, err, want)
		}
	}
}

func TestSheet(t *testing.T) {
	var out bytes.Buffer
	s := NewSheet(&out)
	s.Head = func(tag string) string {
		if tag == "Household" {
			return ""
		}
		return tag
	}
	s.More = Columns{Headings: []string{"=own", "b"}, Cell: func(row, column int) string { return []string{"@x", "plain"}[column] + strconv.Itoa(row) }}
	add := func(rows ...Ratings) {
		if err := s.Add(rows); err != nil {
			t.Fatal(err)
		}
	}
	add(Ratings{Number: 1, Name: "Ann, \"Dr\"", Household: "H", Potential: 7500, Likeability: book.Missing, Referrals: 0})
	add()
	add(Ratings{Number: 2, Name: "=two\nlines", Potential: book.Missing, Likeability: 1000, Referrals: book.Missing})
	want := "\ufeffTierbook number,Name,Future potential,Likeability,Referrals,'=own,b\r\n" +
		"1,\"Ann, \"\"Dr\"\"\",7.5,,0,'@x0,plain0\r\n" +
		"2,\"'=two\nlines\",,1,,'@x1,plain1\r\n"
	if got := out.String(); got != want {
		t.Errorf("the sheet is\n%q, want\n%q", got, want)
	}
	out.Reset()
	if err := NewSheet(&out).Add([]Lock{}); err != nil || out.String() != "\ufeffTierbook number,Name,Tier,Reason\r\n" {
		t.Errorf("a sheet without rows is %q, %v", out.String(), err)
	}
}

func TestReadRefusesAllAtOnce(t *testing.T) {
	file := "\ufeff\r\nTierbook number,Name,Household,Future potential,Likeability,Referrals,Remark\r\n" +
		"1,\"two\r\nlines\",,7,8,9,\r\n" + // lines 3 and 4
		"2,Bob,,high,8,\"1,5\",x\r\n" + // 5
		"x,Cid,,1,-2,3,\r\n" + // 6
		"\r\n" +
		"4,Dan,,1\r\n" + // 8
		"5,E\"ve,,1,2,3,\r\n" + // 9
		"6,\"Fay,,1,2,3,\r\n" + // 10: nothing closes it
		"7,'=Gil,,,,,\r\n" // 11
	rows, refused := Read[Ratings]([]byte(file))
	want := []Refusal{
		{8, "", "4, Dan, , 1", WrongCells}, {9, "", "", StrayQuote}, {10, "", "", StrayQuote},
		{5, "Future potential", "high", NotNumber}, {6, "Tierbook number", "x", NotNumber}, {6, "Likeability", "-2", OutOfRange},
	}
	if !slices.Equal(refused, want) {
		t.Errorf("refused is\n%v, want\n%v", refused, want)
	}
	if len(rows) != 2 || rows[0].Line != 3 || rows[0].Cells.Name != "two\nlines" || rows[0].Cells.Referrals != 9000 ||
		rows[1].Line != 11 || rows[1].Cells.Name != "=Gil" || rows[1].Cells.Potential != book.Missing {
		t.Errorf("the rows are %+v", rows)
	}
	for head, want := range map[string]Refusal{
		"Tierbook number,Name,Household,Future potential,Likeability\n":                           {1, "Referrals", "", MissingColumn},
		"Tierbook number;Name;Household;Future potential;Likeability;Referrals;Name\n1;a;;;;;b\n": {1, "Name", "", TwiceColumn},
		"": {1, "", "", Empty},
	} {
		if rows, refused := Read[Ratings]([]byte(head)); len(rows) > 0 || !slices.Equal(refused, []Refusal{want}) {
			t.Errorf("%q: %v, %v, want %v", head, rows, refused, want)
		}
	}
	if !Is[Ratings]([]byte("\ufeffReferrals\tName\tTierbook number\tHousehold\tFuture potential\tLikeability\tx\n1")) || Is[Lock]([]byte(file)) {
		t.Error("a sheet is not known by its headings")
	}
}

func TestSheetsComeBack(t *testing.T) {
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 2))
		value := func() Rating {
			if rng.IntN(3) == 0 {
				return book.Missing
			}
			return Rating(rng.Int64N(20_000))
		}
		text := func() Text {
			return Text([]string{"", "Ann", "=1", "'=1", "a,b;c\td", "\"q\"", "\u202ex", "two\nlines", "-5"}[rng.IntN(9)])
		}
		rows := make([]Ratings, rng.IntN(20))
		for i := range rows {
			rows[i] = Ratings{Count(i + 1), text(), text(), value(), value(), value()}
		}
		var out bytes.Buffer
		if err := NewSheet(&out).Add(rows); err != nil {
			t.Fatal(err)
		}
		file := out.Bytes()
		if rng.IntN(2) == 0 { // as a spreadsheet of half the world saves it
			records, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			var again bytes.Buffer
			w := csv.NewWriter(&again)
			w.Comma = ';'
			if err := w.WriteAll(records); err != nil {
				t.Fatal(err)
			}
			file = again.Bytes()
		}
		back, refused := Read[Ratings](file)
		if len(refused) > 0 || len(back) != len(rows) {
			t.Fatalf("seed %d: %d of %d rows, refused %v\n%s", seed, len(back), len(rows), refused, file)
		}
		for i, row := range back {
			if row.Cells != rows[i] {
				t.Fatalf("seed %d: %+v came back as %+v", seed, rows[i], row.Cells)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("Tierbook number,Name,Household,Future potential,Likeability,Referrals\n1,a,,1,2,3\n"))
	f.Add([]byte("Tierbook number;Name;Household;Future potential;Likeability;Referrals\n\"1;a;;1;2;3\n\"\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		rows, refused := Read[Ratings](file)
		if len(rows) == 0 && len(refused) == 0 && !Is[Ratings](file) {
			t.Fatalf("%q is neither read nor refused", file)
		}
		most := bytes.Count(file, []byte("\n")) + 1
		for _, r := range rows {
			if r.Line < 1 || r.Line > most {
				t.Fatalf("a row of line %d of %d", r.Line, most)
			}
		}
		for _, r := range refused {
			if r.Line < 1 || r.Line > most {
				t.Fatalf("a refusal of line %d of %d", r.Line, most)
			}
		}
	})
}
