package workspace

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/history"
	"tierbook/engine/intake"
)

// naiveFile is the file as encoding/json sees it: the second way to read one.
type naiveFile struct {
	Tierbook int                `json:"tierbook"`
	Saved    string             `json:"saved"`
	Build    string             `json:"build"`
	History  history.Checkpoint `json:"history"`
	Log      []history.Entry    `json:"log"`
	SHA256   string             `json:"sha256"`
	Imports  []struct {
		ID         string                     `json:"id"`
		Findings   json.RawMessage            `json:"findings"`
		Problems   []intake.Problem           `json:"problems"`
		Aside      []intake.Aside             `json:"aside"`
		Currency   string                     `json:"currency"`
		Clients    int                        `json:"clients"`
		Columns    map[string]json.RawMessage `json:"columns"`
		Attributes []struct {
			Name  string   `json:"name"`
			Cells []string `json:"cells"`
		} `json:"attributes"`
	} `json:"imports"`
}

func (f naiveFile) texts(t *testing.T, list int, name string) (all []string) {
	t.Helper()
	if column, ok := f.Imports[list].Columns[name]; ok {
		if err := json.Unmarshal(column, &all); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func (f naiveFile) numbers(t *testing.T, list int, name string) (all []int64) {
	t.Helper()
	var cells []*int64
	if column, ok := f.Imports[list].Columns[name]; ok {
		if err := json.Unmarshal(column, &cells); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range cells {
		if c == nil {
			all = append(all, book.Missing)
		} else {
			all = append(all, *c)
		}
	}
	return all
}

func wide[Q ~int64 | ~uint32](column []Q) (all []int64) {
	for _, v := range column {
		all = append(all, int64(v))
	}
	return all
}

func lines(column book.Text) (all []string) {
	for i := range column.Len() {
		all = append(all, column.At(i))
	}
	return all
}

// asNaive compares a file that was read with what encoding/json makes of it.
func asNaive(t *testing.T, text []byte, w *Workspace) {
	t.Helper()
	var f naiveFile
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil || d.More() {
		t.Fatalf("what is no JSON of ours is opened: %v\n%q", err, text)
	}
	if w.Saved != f.Saved || w.Build != f.Build || len(w.Log) != len(f.Log) || len(w.Imports) != len(f.Imports) ||
		!bytes.Equal(asJSON(t, w.Checkpoint), asJSON(t, f.History)) || !bytes.Equal(asJSON(t, w.Log), asJSON(t, f.Log)) && len(f.Log) > 0 {
		t.Fatalf("the history is another\n%q", text)
	}
	for i, l := range w.Imports {
		b, of := l.Import.Book, f.Imports[i]
		for name, cells := range map[string]book.Text{"id": b.ID, "name": b.Name, "household": b.Household} {
			if got, want := lines(cells), f.texts(t, i, name); !slices.Equal(got, want) {
				t.Fatalf("the column %s is %q, want %q", name, got, want)
			}
		}
		for name, cells := range map[string][]int64{
			"keys": wide(b.Keys), "lines": wide(b.Line), "aum": wide(b.AUM), "gdc": wide(b.GDC), "client_since": wide(b.Since), "potential": wide(b.Potential),
			"likeability": wide(b.Likeability), "referrals": wide(b.Referrals), "hours": wide(b.Hours),
		} {
			if want := f.numbers(t, i, name); !slices.Equal(cells, want) {
				t.Fatalf("the column %s is %d, want %d", name, cells, want)
			}
		}
		if l.ID != of.ID || b.N != of.Clients || b.Currency != of.Currency || len(l.Import.Problems) != len(of.Problems) || len(l.Import.Aside) != len(of.Aside) || len(b.Attributes) != len(of.Attributes) {
			t.Fatalf("list %d is another\n%q", i, text)
		}
		for n, a := range b.Attributes {
			if a.Name != of.Attributes[n].Name || !slices.Equal(lines(a.Cells), of.Attributes[n].Cells) {
				t.Fatalf("the column %q is another", a.Name)
			}
		}
	}
}

func asJSON(t *testing.T, v any) []byte {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestReadAsJSON spoils a file in many small ways: what is opened all the same is
// what encoding/json makes of it, and the rest is refused.
func TestReadAsJSON(t *testing.T) {
	plain := edited(savedAs(t, Of(worked(t), nil), ""))
	rng := rand.New(rand.NewPCG(5, 5))
	tokens := []string{`"`, `\`, `{`, `}`, `[`, `]`, `,`, `:`, ` `, "\n", `0`, `-`, `1`, `e5`, `.5`, `null`, `true`, `\u00e9`, "\xff", "\u2028", `"name":`, `""`, `9999999999999`}
	opened := 0
	for range 20_000 {
		text := bytes.Clone(plain)
		for range 1 + rng.IntN(2) {
			at := rng.IntN(len(text))
			end := min(at+rng.IntN(3), len(text))
			text = slices.Concat(text[:at], []byte(tokens[rng.IntN(len(tokens))]), text[end:])
		}
		if w, err := Open(bytes.NewReader(text), "", Usual); err == nil {
			opened++
			asNaive(t, text, w)
		}
	}
	if opened < 500 {
		t.Errorf("only %d of them are opened, so the test proves little", opened)
	}
	for _, laid := range []string{"", "\xef\xbb\xbf \n"} { // laid out otherwise, in another order
		var any map[string]json.RawMessage
		if err := json.Unmarshal(plain, &any); err != nil {
			t.Fatal(err)
		}
		text, err := json.MarshalIndent(any, " \t", "\r\n")
		if err != nil {
			t.Fatal(err)
		}
		text = append([]byte(laid), text...)
		w, err := Open(bytes.NewReader(text), "", Usual)
		if err != nil {
			t.Fatal(err)
		}
		asNaive(t, text, w)
	}
}
