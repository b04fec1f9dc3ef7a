package intake

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"tierbook/engine/book"
)

// keptList is a list with most of what an import can have: problems, lines set
// aside, notes, questions, attributes, tax numbers, likely households.
const keptList = "Report of clients\n" +
	"Client ID,Name,AUM,GDC,Client since,Likeability,State,E-mail,SSN\n" +
	"1,Ann Archer,\"1,200,000\",9100.50,3/4/2009,7,NY,ann@example.org,123-45-6789\n" +
	"2,Bob Archer,many,100,13/13/2013,8,NY,ann@example.org,123-45-6780\n" +
	"\n" +
	"3,Cy \"the\" Dee,70000,,5/6/2019,,CA,cy@example.org,\n" +
	"Total,,\"1,270,000\",9200.50,,,,,\n"

func imported(t testing.TB, text string) *Import {
	t.Helper()
	imp, err := Read(context.Background(), strings.NewReader(text), Options{AsOf: book.Date(2026, 6, 30)})
	if err != nil {
		t.Fatal(err)
	}
	return imp
}

func keptOf(t testing.TB, imp *Import) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := imp.Pack(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// told is an import as text, to be compared.
func told(t testing.TB, imp *Import) string {
	t.Helper()
	var rows [][]string
	b := imp.Book
	for i := range b.N {
		row := []string{b.ID.At(i), b.Name.At(i), b.Household.At(i)}
		for _, a := range b.Attributes {
			row = append(row, a.Name, a.Cells.At(i))
		}
		rows = append(rows, row)
	}
	text, err := json.Marshal([]any{imp.Findings(), imp.Problems, imp.Aside, b.N, b.Currency, b.Keys, b.Line, b.AUM, b.GDC, b.Since, b.Potential,
		b.Likeability, b.Referrals, b.Hours, rows})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestKeptImportsComeBack(t *testing.T) {
	imp := imported(t, keptList)
	if len(imp.Problems) == 0 || len(imp.Aside) == 0 || len(imp.Book.Attributes) == 0 {
		t.Fatalf("the list has not what it should: %+v", imp)
	}
	pack := keptOf(t, imp)
	got, err := Unpack(bytes.NewReader(pack), 1<<24)
	if err != nil {
		t.Fatal(err)
	}
	if told(t, got) != told(t, imp) {
		t.Errorf("came back otherwise:\n%s\n%s", told(t, got), told(t, imp))
	}
	if !bytes.Equal(keptOf(t, got), pack) {
		t.Error("kept again it is not the same bytes")
	}
	if bytes.Contains(pack, []byte("123-45")) || bytes.Contains(pack, []byte("6789")) {
		t.Error("a tax number is kept")
	}
	// What needs the parts that are not exported.
	if !reflect.DeepEqual(got.LikelyHouseholds(), imp.LikelyHouseholds()) {
		t.Error("likely households are not found again")
	}
	want, err := imp.Records(context.Background(), strings.NewReader(keptList), []uint32{4})
	if err != nil || len(want) != 1 {
		t.Fatal(want, err)
	}
	if records, err := got.Records(context.Background(), strings.NewReader(keptList), []uint32{4}); err != nil || !reflect.DeepEqual(records, want) {
		t.Errorf("records are not found again: %v %v", records, err)
	}
}

// Every list of the worked cases comes back.
func TestKeptWorkedCasesComeBack(t *testing.T) {
	files, err := filepath.Glob("../testdata/golden/*/*.csv")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		imp, err := Read(context.Background(), bytes.NewReader(text), Options{AsOf: book.Date(2026, 6, 30)})
		if err != nil {
			continue // no client list, and meant so
		}
		got, err := Unpack(bytes.NewReader(keptOf(t, imp)), 1<<26)
		if err != nil || told(t, got) != told(t, imp) {
			t.Errorf("%s came back otherwise: %v", file, err)
		}
	}
}

// An import kept by the first version is read for good.
func TestKeptByTheFirstVersion(t *testing.T) {
	pack, err := os.ReadFile("testdata/kept-1.tbpk")
	if err != nil {
		t.Fatal(err)
	}
	imp, err := Unpack(bytes.NewReader(pack), 1<<24)
	if err != nil {
		t.Fatal(err)
	}
	if b := imp.Book; b.N != 3 || b.Name.At(2) != `Cy "the" Dee` || b.AUM[0] != 1_200_000_00 || book.Has(b.GDC[2]) || len(imp.Problems) == 0 || len(imp.Aside) == 0 {
		t.Errorf("it is read as %s", told(t, imp))
	}
}

func TestNewerAndBrokenFindingsAreToldApart(t *testing.T) {
	if _, err := ParseFindings([]byte(`{"version":99,"what":1}`)); !errors.Is(err, ErrNewer) {
		t.Errorf("newer findings: %v", err)
	}
	for _, text := range []string{`{"version":1,"what":1}`, `{`, `[]`, `{"version":1,"columns":[{"use":"eaten"}]}`, strings.Repeat("[", 1<<20)} {
		if _, err := ParseFindings([]byte(text)); !book.Unread(err) {
			t.Errorf("%.40s: %v", text, err)
		}
	}
	imp := imported(t, keptList)
	for name, spoil := range map[string]func(a *Findings, p []Problem){
		"an attribute that is not there": func(a *Findings, _ []Problem) { a.Likely.Email = 99 },
		"a negative width":               func(a *Findings, _ []Problem) { a.Layout.Width = -1 },
		"a column that is not there":     func(_ *Findings, p []Problem) { p[0].Column = 99 },
	} {
		a, p := imp.Findings(), append([]Problem(nil), imp.Problems...)
		spoil(&a, p)
		if _, err := a.Import(imp.Book, p, nil); !book.Unread(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzKept(f *testing.F) {
	f.Add(keptOf(f, imported(f, keptList)))
	f.Fuzz(func(t *testing.T, pack []byte) {
		imp, err := Unpack(bytes.NewReader(pack), 1<<24)
		if err != nil {
			if !book.Unread(err) && !errors.Is(err, ErrNewer) {
				t.Fatal(err)
			}
			return
		}
		imp.LikelyHouseholds()
		keptOf(t, imp)
	})
}
