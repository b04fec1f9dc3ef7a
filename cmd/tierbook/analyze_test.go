package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const golden = "../../engine/testdata/golden"

// TestAnalyzeGolden holds the command against every worked case, line by line,
// and its --problems against the figures of those that are messy.
func TestAnalyzeGolden(t *testing.T) {
	cases, _ := filepath.Glob(filepath.Join(golden, "*", "book.csv"))
	if len(cases) < 11 {
		t.Fatalf("found %d worked cases, want at least 11", len(cases))
	}
	for _, list := range cases {
		dir := filepath.Dir(list)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			problems := filepath.Join(t.TempDir(), "problems.json")
			var out, said bytes.Buffer
			status := analyze([]string{"--settings", filepath.Join(dir, "settings.json"), "--problems", problems, list}, strings.NewReader(""), &out, &said)
			if status != 0 {
				t.Fatalf("status %d: %s", status, &said)
			}
			want, err := os.ReadFile(filepath.Join(dir, "report.json"))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(bytes.TrimSpace(out.Bytes()), bytes.TrimSpace(want)) { // some end with a line end, some without
				t.Error("the report is another one")
			}
			figures, err := os.ReadFile(filepath.Join(dir, "intake.json"))
			if err != nil {
				return // a clean case
			}
			type at struct {
				Line  int    `json:"line"`
				Field string `json:"field"`
			}
			var expected, got struct {
				DataRows  int   `json:"data_rows"`
				Problems  []at  `json:"problems"`
				TotalRows []int `json:"total_rows"`
			}
			text, err := os.ReadFile(problems)
			if err != nil {
				t.Fatal(err)
			}
			for _, one := range []struct {
				text []byte
				into any
			}{{figures, &expected}, {text, &got}} {
				if err := json.Unmarshal(one.text, one.into); err != nil {
					t.Fatal(err)
				}
			}
			a, _ := json.Marshal(expected)
			b, _ := json.Marshal(got)
			if !bytes.Equal(a, b) {
				t.Errorf("found\n%s, want\n%s", b, a)
			}
		})
	}
}

// TestAnalyzeRefuses holds what a wrong call is answered with.
func TestAnalyzeRefuses(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	list := write("book.csv", "name,aum,gdc\nAna,1,2\n")
	bad := write("bad.json", `{"as_of": "2026-06-30", "wages": -1, "weights": {"aum": 101}, "colour": "red"}`)
	sheet := write("book.xlsx", "PK\x03\x04xxxx[Content_Types].xml")
	for _, c := range []struct {
		name   string
		args   []string
		status int
		says   []string
	}{
		{"nothing", nil, 2, []string{"no client list", "--as-of"}},
		{"no date", []string{list}, 2, []string{"--as-of"}},
		{"unknown flag", []string{"--colour", "red", list}, 2, []string{"colour", "--settings"}},
		{"two lists", []string{"--as-of", "2026-06-30", list, list}, 2, []string{"allowed: one"}},
		{"a wrong date", []string{"--as-of", "30.6.2026", list}, 2, []string{"30.6.2026", "2026-06-30"}},
		{"no such settings", []string{"--settings", filepath.Join(dir, "none.json"), list}, 2, []string{"none.json"}},
		{"no such list", []string{"--as-of", "2026-06-30", filepath.Join(dir, "none.csv")}, 2, []string{"none.csv"}},
		{"a folder", []string{"--as-of", "2026-06-30", dir}, 2, []string{"folder"}},
		{"impossible settings, all at once", []string{"--settings", bad, list}, 2, []string{"wages: -1", "weights.aum: 101", "colour: unknown key", "100"}},
		{"a spreadsheet", []string{"--as-of", "2026-06-30", sheet}, 1, []string{"a spreadsheet", "save it as CSV"}},
		{"problems nowhere", []string{"--as-of", "2026-06-30", "--problems", filepath.Join(dir, "none", "p.json"), list}, 1, []string{"p.json"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out, said bytes.Buffer
			if status := analyze(c.args, strings.NewReader(""), &out, &said); status != c.status {
				t.Errorf("status %d, want %d", status, c.status)
			}
			for _, text := range c.says {
				if !strings.Contains(said.String(), text) {
					t.Errorf("says %q, want %q in it", &said, text)
				}
			}
			if out.Len() > 0 {
				t.Errorf("printed %q", &out)
			}
		})
	}
}

// TestAnalyzeTells holds what is said about a list on standard input.
func TestAnalyzeTells(t *testing.T) {
	settings := filepath.Join(t.TempDir(), "settings.json")
	if err := os.WriteFile(settings, []byte(`{"as_of": "2026-06-30", "locks": {"Nobody": 1}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	list := "My clients\n\nClient ID,Name,AUM,GDC,SSN,City\nA,Ana,100,10,123-45-6789,Bonn\nB,Bob,call Bob,20,987-65-4321,Köln\n,Total,100,30,,\n"
	var out, said bytes.Buffer
	if status := analyze([]string{"--settings", settings, "-"}, strings.NewReader(list), &out, &said); status != 0 {
		t.Fatalf("status %d: %s", status, &said)
	}
	for _, text := range []string{
		"5 rows: 2 clients, 3 set aside", "headings on line 3", "AUM 100.00, GDC 30.00", `aum = "AUM"`, `"City"`, `overwritten: "SSN"`,
		`line 5, AUM: "call Bob" is not an amount`, `line 1: preamble "My clients"`, "line 6: total", `lock on "Nobody" does nothing`,
	} {
		if !strings.Contains(said.String(), text) {
			t.Errorf("does not say %q:\n%s", text, &said)
		}
	}
	if strings.Contains(said.String(), "6789") || strings.Contains(out.String(), "6789") {
		t.Error("shows a tax number")
	}
}

func TestAnalyzeCombinesEveryHouseholdItIsAskedTo(t *testing.T) {
	dir := t.TempDir()
	list, settings := filepath.Join(dir, "list.csv"), filepath.Join(dir, "settings.json")
	write := func(path, text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(list, "id,name,household,aum,gdc\n1,Ann Baker,Oak House,1000,10\n2,Carl Diaz,Oak House,2000,20\n3,Eve Fox,,500,5\n")
	write(settings, `{"as_of": "2026-06-30", "combine": "household"}`)
	var stdout, stderr bytes.Buffer
	if status := analyze([]string{"--settings", settings, list}, nil, &stdout, &stderr); status != 0 {
		t.Fatal(stderr.String())
	}
	var report struct {
		Clients []struct {
			ID      string
			Revenue int
		}
	}
	if err := json.Unmarshal(stdout.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	if len(report.Clients) != 2 || report.Clients[0].ID != "Oak House" || report.Clients[0].Revenue != 3000 {
		t.Errorf("the clients are %+v, want the two of Oak House as one", report.Clients)
	}

	stderr.Reset()
	if status := analyze([]string{"--as-of", "31/12/2026", filepath.Join(dir, "none.csv")}, nil, &stdout, &stderr); status != 2 ||
		!strings.Contains(stderr.String(), "--as-of") || !strings.Contains(stderr.String(), "none.csv") {
		t.Errorf("a wrong date and a missing list end with %d and %q, want both said and 2", status, stderr.String())
	}
}
