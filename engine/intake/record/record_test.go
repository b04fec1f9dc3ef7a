package record

import (
	"bytes"
	"encoding/csv"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/file"
)

// padded is a text with the room in front of it that readers need.
func padded(text string) []byte {
	return append(make([]byte, file.Margin, len(text)+2*file.Margin), text...)
}

// sampled reads a text of which nothing is known but the delimiter.
func sampled(text string) (rows [][]string) {
	var r Records
	r.Read(padded(text), ',', '\n', 1)
	for i := range r.Len() {
		var row []string
		for c := range r.Count(i) {
			row = append(row, string(r.Cell(i, c)))
		}
		rows = append(rows, row)
	}
	return rows
}

// indexed reads a text with so many columns, in blocks of about so many bytes.
func indexed(t *testing.T, text string, width, block int) (rows [][]string, lines []uint32, faults []FaultKind) {
	t.Helper()
	ix := Index{Delim: ',', Newline: '\n', Width: width, Patience: MostPatience}
	buf := append(padded(text), make([]byte, file.Margin)...)
	from, to, line := file.Margin, file.Margin+len(text), uint32(1)
	for reach := block; from < to; {
		end := min(from+reach, to)
		next, nextLine := ix.Rows(buf, from, end, line, end == to)
		if next == from {
			if end == to {
				t.Fatalf("%q: nothing is read from %d on", text, from)
			}
			reach *= 2
			continue
		}
		for i := range ix.Line {
			row := make([]string, width)
			for c := range row {
				s, e := ix.At(i, c)
				row[c] = string(cell.Bare(bytes.Clone(buf[s:e])))
			}
			rows = append(rows, row)
		}
		lines = append(lines, ix.Line...)
		for _, f := range ix.Faults {
			faults = append(faults, f.Kind)
		}
		from, line, reach = next, nextLine, block
	}
	return rows, lines, faults
}

func TestQuotes(t *testing.T) {
	for _, c := range []struct {
		what, text string
		rows       string // cells by |, rows by /
		lines      []uint32
		faults     []FaultKind
	}{
		{"plain", "a,b\nc,d\n", "a|b/c|d", []uint32{1, 2}, nil},
		{"no line end at last", "a,b\nc,d", "a|b/c|d", []uint32{1, 2}, nil},
		{"quoted", "\"a, x\",b\n\"c \"\"y\"\"\",d\n", "a, x|b/c \"y\"|d", []uint32{1, 2}, nil},
		{"a line end inside", "\"a\nx\",b\nc,d\n", "a\nx|b/c|d", []uint32{1, 3}, nil},
		{"a quote that is never closed", "\"a,b\nc,d\ne,f\n", "a|b/c|d/e|f", []uint32{1, 2, 3}, []FaultKind{StrayQuote}},
		{"inches", "6\" pipe,b\nc,d\n", "6\" pipe|b/c|d", []uint32{1, 2}, nil},
		{"blank lines", "a,b\n\n,\nc,d\n", "a|b/c|d", []uint32{1, 4}, []FaultKind{BlankRow, BlankRow}},
		{"short and long", "a\nb,c,d\ne,f\n", "a|/b|c/e|f", []uint32{1, 2, 3}, []FaultKind{ShortRow, LongRow}},
	} {
		for _, block := range []int{4, 1 << 20} {
			rows, lines, faults := indexed(t, c.text, 2, block)
			var got []string
			for _, row := range rows {
				got = append(got, strings.Join(row, "|"))
			}
			if all := strings.Join(got, "/"); all != c.rows || !slices.Equal(lines, c.lines) || !slices.Equal(faults, c.faults) {
				t.Errorf("%s in blocks of %d: %q on %v with %v", c.what, block, all, lines, faults)
			}
		}
	}
}

// TestWellFormed holds well-formed texts against encoding/csv, whatever the block.
func TestWellFormed(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	cells := []string{"a", "", "longer text", "1,200", "say \"x\"", "two\nlines", "ü", "-5"}
	for range 400 {
		width := 2 + r.IntN(4)
		var want [][]string
		var text bytes.Buffer
		w := csv.NewWriter(&text)
		w.UseCRLF = r.IntN(2) == 0
		for range 1 + r.IntN(30) {
			row := make([]string, width)
			for c := range row {
				row[c] = cells[r.IntN(len(cells))]
			}
			row[0] = "n" // no blank rows
			want = append(want, row)
			if err := w.Write(row); err != nil {
				t.Fatal(err)
			}
		}
		w.Flush()
		got, lines, faults := indexed(t, text.String(), width, 1+r.IntN(200))
		for _, rows := range [][][]string{got, sampled(text.String())} {
			for _, row := range rows {
				for c := range row {
					row[c] = strings.ReplaceAll(row[c], "\r\n", "\n")
				}
			}
			if !slices.EqualFunc(rows, want, slices.Equal) {
				t.Fatalf("%q is %q", text.String(), rows)
			}
		}
		line := uint32(1)
		for i, row := range want {
			if lines[i] != line {
				t.Fatalf("%q: row %d is on line %d, not %d", text.String(), i, line, lines[i])
			}
			line += 1 + uint32(strings.Count(strings.Join(row, ""), "\n"))
		}
		if len(faults) > 0 {
			t.Fatalf("%q has the faults %v", text.String(), faults)
		}
	}
}
