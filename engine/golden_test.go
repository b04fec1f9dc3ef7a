package engine

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"tierbook/engine/book"
)

// TestGolden holds the report on the canonical worked cases against the bytes
// of an independent implementation.
func TestGolden(t *testing.T) {
	cases, err := filepath.Glob("testdata/golden/0*")
	if err != nil || len(cases) < 6 {
		t.Fatalf("found %d cases, want at least 6 (%v)", len(cases), err)
	}
	for _, dir := range cases {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			s, err := ParseSettings(read(t, dir, "settings.json"))
			if err != nil {
				t.Fatal(err)
			}
			r := Analyze(canonical(t, read(t, dir, "book.csv")), s)
			var got bytes.Buffer
			if err := r.WriteJSON(&got); err != nil {
				t.Fatal(err)
			}
			want := read(t, dir, "report.json")
			if !bytes.Equal(got.Bytes(), want) {
				t.Error(firstDifference(got.Bytes(), want))
			}
			// The same from a report on other settings.
			got.Reset()
			if err := Analyze(r.Book, Defaults()).Again(s).WriteJSON(&got); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), want) {
				t.Error("again:", firstDifference(got.Bytes(), want))
			}
		})
	}
}

func read(t testing.TB, dir, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func firstDifference(got, want []byte) string {
	g, w := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range min(len(g), len(w)) {
		if !bytes.Equal(g[i], w[i]) {
			return fmt.Sprintf("line %d is %s, want %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// canonical reads a client list in the plainest of forms: known headings, a
// row a line, figures with a point.
func canonical(t testing.TB, text []byte) *book.Book {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	b := &book.Book{N: len(rows) - 1}
	for i := range b.N {
		b.Keys = append(b.Keys, book.Key(i+1))
		b.Line = append(b.Line, uint32(i+2))
	}
	for c, name := range rows[0] {
		cells := make([]string, b.N)
		for i, row := range rows[1:] {
			cells[i] = row[c]
		}
		switch name {
		case "id":
			b.ID = book.Texts(cells...)
		case "name":
			b.Name = book.Texts(cells...)
		case "aum":
			b.AUM = column[book.Cents](t, cells, 100)
		case "gdc":
			b.GDC = column[book.Cents](t, cells, 100)
		case "potential":
			b.Potential = column[book.Milli](t, cells, 1000)
		case "likeability":
			b.Likeability = column[book.Milli](t, cells, 1000)
		case "referrals":
			b.Referrals = column[book.Milli](t, cells, 1000)
		case "hours":
			b.Hours = column[book.Minutes](t, cells, 60)
		case "client_since":
			for _, cell := range cells {
				day := book.Day(book.Missing)
				if cell != "" {
					if day, err = book.ParseDay(cell); err != nil {
						t.Fatal(err)
					}
				}
				b.Since = append(b.Since, day)
			}
		default:
			t.Fatalf("no field for heading %q", name)
		}
	}
	return b
}

// column reads figures in units, rounded half away from zero.
func column[Q book.Quantity](t testing.TB, cells []string, units int64) []Q {
	t.Helper()
	out := make([]Q, len(cells))
	for i, cell := range cells {
		if cell == "" {
			out[i] = book.Missing
			continue
		}
		x, ok := new(big.Rat).SetString(cell)
		if !ok {
			t.Fatalf("%q is no figure", cell)
		}
		out[i] = Q(rounded(x.Mul(x, big.NewRat(units, 1))))
	}
	return out
}

// rounded is x to the nearest whole number, halves away from zero.
func rounded(x *big.Rat) int64 {
	half := big.NewRat(1, 2)
	if x.Sign() < 0 {
		return -rounded(new(big.Rat).Neg(x))
	}
	y := new(big.Rat).Add(x, half)
	return new(big.Int).Div(y.Num(), y.Denom()).Int64()
}
