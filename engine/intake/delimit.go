package intake

import (
	"bytes"

	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/file"
	"tierbook/engine/intake/record"
)

// delimiterOf finds the delimiter from the whole shape of the text: the one
// under which most records have one and the same number of cells, and the
// headings are known ones.
func delimiterOf(text []byte, newline byte) record.Delimiter {
	text = record.UpTo(text, file.PieceSize)
	best, top := record.Delimiter(0), 0.0
	var r record.Records
	for _, d := range record.Delimiters {
		if bytes.IndexByte(text, byte(d)) < 0 {
			continue
		}
		r.Read(text, byte(d), newline, 1)
		if r.Len() == 0 {
			continue
		}
		width, percent := r.Width()
		hits, wide := 0, 0
		for i := range min(r.Len(), headerRows) {
			hits = max(hits, knownHeadings(&r, i))
			if r.Count(i) > 1 {
				wide++
			}
		}
		if width < 2 || hits < 2 && wide*2 < min(r.Len(), headerRows) {
			continue // some commas in a single column
		}
		share := float64(percent) / 100
		score := share * share * (1 - 1/float64(width)) * (1 + 0.2*float64(min(hits, 5)))
		if score > top {
			best, top = d, score
		}
	}
	return best
}

// knownHeadings is how many cells of a record are headings that mean something.
func knownHeadings(r *record.Records, i int) int {
	hits := 0
	for c := range min(r.Count(i), 200) {
		text := r.Cell(i, c)
		if len(text) == 0 || len(text) > 60 {
			continue
		}
		if c < 40 && cell.ScaleOf(text, 0) == cell.Figures && len(text) != 4 {
			return 0 // figures: no headings
		}
		h := field.HeadingOf(string(text))
		if h.IsKnown() {
			hits++
		}
	}
	return hits
}
