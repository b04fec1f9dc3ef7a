package intake

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/intake/field"
)

const goldenDir = "../testdata/golden"

// golden are the worked cases: how each file is to be read.
type golden struct {
	AsOf    string `json:"as_of"`
	Combine string `json:"combine"`
}

type intakeFigures struct {
	DataRows int `json:"data_rows"`
	Problems []struct {
		Line  uint32 `json:"line"`
		Field string `json:"field"`
	} `json:"problems"`
	TotalRows []uint32 `json:"total_rows"`
}

func goldenCases(t testing.TB) []string {
	cases, err := filepath.Glob(filepath.Join(goldenDir, "*", "book.csv"))
	if err != nil || len(cases) == 0 {
		t.Fatalf("no worked cases in %s: %v", goldenDir, err)
	}
	return cases
}

// readGolden reads one worked case as its settings say.
func readGolden(t testing.TB, file string) *Import {
	t.Helper()
	var g golden
	readJSON(t, filepath.Join(filepath.Dir(file), "settings.json"), &g)
	day, err := book.ParseDay(g.AsOf)
	if err != nil {
		t.Fatal(err)
	}
	opt := Options{AsOf: day}
	if g.Combine != "" {
		opt.Combine, _ = ParseCombine(g.Combine)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	imp, err := Read(context.Background(), bytes.NewReader(data), opt)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return imp
}

func readJSON(t testing.TB, file string, into any) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestGolden(t *testing.T) {
	for _, file := range goldenCases(t) {
		t.Run(filepath.Base(filepath.Dir(file)), func(t *testing.T) {
			imp := readGolden(t, file)
			accounted(t, imp)
			if len(imp.Questions) > 0 {
				t.Logf("questions: %+v", imp.Questions)
			}
			var report struct {
				Practice struct {
					Clients int        `json:"clients"`
					AUM     book.Cents `json:"aum"`
					GDC     book.Cents `json:"gdc"`
				} `json:"practice"`
				Clients []struct {
					ID string `json:"id"`
				} `json:"clients"`
			}
			readJSON(t, filepath.Join(filepath.Dir(file), "report.json"), &report)
			if b := imp.Book; b.N != report.Practice.Clients || total(b.AUM) != report.Practice.AUM || total(b.GDC) != report.Practice.GDC {
				t.Errorf("%d clients with AUM %d, GDC %d; want %+v", b.N, total(b.AUM), total(b.GDC), report.Practice)
			}
			for i, c := range report.Clients {
				if i < imp.Book.N && imp.Book.IDOf(i) != c.ID {
					t.Fatalf("client %d is %q, want %q", i, imp.Book.IDOf(i), c.ID)
				}
			}
			var want intakeFigures
			figures := filepath.Join(filepath.Dir(file), "intake.json")
			if _, err := os.Stat(figures); err != nil {
				if len(imp.Problems)+len(imp.Aside) > 0 {
					t.Errorf("a clean file has problems %v, lines set aside %v", imp.Problems, imp.Aside)
				}
				return
			}
			readJSON(t, figures, &want)
			if imp.Controls.DataRows != want.DataRows {
				t.Errorf("%d rows of clients, want %d", imp.Controls.DataRows, want.DataRows)
			}
			if len(imp.Problems) != len(want.Problems) {
				t.Errorf("%d problems, want %d: %+v", len(imp.Problems), len(want.Problems), imp.Problems)
			} else {
				for i, p := range imp.Problems {
					if w := want.Problems[i]; p.Line != w.Line || p.Field.String() != w.Field {
						t.Errorf("problem %d is %+v, want %+v", i, p, w)
					}
				}
			}
			var totals []uint32
			for _, a := range imp.Aside {
				if a.Reason == Total || a.Reason == Subtotal {
					totals = append(totals, a.Line)
				}
			}
			if len(totals) != len(want.TotalRows) || len(totals) > 0 && totals[0] != want.TotalRows[0] {
				t.Errorf("totals on lines %v, want %v", totals, want.TotalRows)
			}
		})
	}
}

// accounted checks that every record of a file is somewhere.
func accounted(t testing.TB, imp *Import) {
	t.Helper()
	k := imp.Controls
	if k.Rows != k.Clients+k.Combined+k.SetAside+k.LeftOut || k.DataRows != k.Clients+k.Combined || imp.Book.N != k.Clients {
		t.Errorf("the rows do not add up: %+v, %d in the book", k, imp.Book.N)
	}
	for _, c := range imp.Columns {
		if c.Use != field.Sensitive && c.Use != field.LeftOut && c.Read+c.Missing+c.Unreadable != k.DataRows {
			t.Errorf("the cells of %q do not add up: %d read, %d missing, %d unreadable of %d", c.Heading, c.Read, c.Missing, c.Unreadable, k.DataRows)
		}
	}
}
