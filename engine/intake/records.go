package intake

import (
	"bytes"
	"slices"
)

// records are the records of a text, whatever their number of cells.
type records struct {
	text    []byte
	ix      indexer
	scratch []byte
}

// read indexes text[margin:], whose first line has the number given.
func (r *records) read(text []byte, delim, newline byte, line uint32) {
	r.ix = indexer{delim: delim, newline: newline, patience: 64 << 10, room: r.ix.room, made: r.ix.made, line: r.ix.line, begin: r.ix.begin, ends: r.ix.ends}
	end := len(text)
	r.text = slices.Grow(text, margin)
	r.ix.rows(r.text[:end+margin], margin, end, line, true)
}

func (r *records) len() int { return len(r.ix.line) }

// count is how many cells record i has.
func (r *records) count(i int) int {
	next := len(r.ix.cells)
	if i+1 < len(r.ix.begin) {
		next = int(r.ix.begin[i+1])
	}
	return next - int(r.ix.begin[i]) - 1
}

// cell is a bare copy of a cell, good until the next one is asked for.
func (r *records) cell(i, c int) []byte {
	if c >= r.count(i) {
		return nil
	}
	at := int(r.ix.begin[i]) + c
	r.scratch = append(r.scratch[:0], r.text[r.ix.cells[at]+1:r.ix.cells[at+1]]...)
	return bare(r.scratch)
}

// raw is the text of a record.
func (r *records) raw(i int) []byte {
	at := int(r.ix.begin[i])
	return r.text[r.ix.cells[at]+1 : r.ix.cells[at+r.count(i)]]
}

// after is where the line after record i begins.
func (r *records) after(i int, text []byte, newline byte) uint32 {
	next := r.ix.cells[int(r.ix.begin[i])+r.count(i)]
	for int(next) < len(text) && text[next] != newline {
		next++
	}
	return min(next+1, uint32(len(text)))
}

// width is the number of cells most records have, and how many of a hundred do.
func (r *records) width() (width, percent int) {
	counts := map[int]int{}
	for i := range r.len() {
		counts[r.count(i)]++
	}
	best := 0
	for w, n := range counts {
		if w > 1 && (n > best || n == best && w > width) {
			width, best = w, n
		}
	}
	if width == 0 {
		return 1, 100
	}
	return width, 100 * best / r.len()
}

// upTo is the whole lines of about the first so many bytes of a padded text.
func upTo(text []byte, size int) []byte {
	if size += margin; size < len(text) {
		size += lineAfter(text[size:])
		return append(make([]byte, 0, size+margin), text[:size]...)
	}
	return text
}

// delimiterOf finds the delimiter from the whole shape of the text: the one
// under which most records have one and the same number of cells, and the
// headings are known ones.
func delimiterOf(text []byte, newline byte) Delimiter {
	text = upTo(text, pieceSize)
	best, top := Delimiter(0), 0.0
	var r records
	for _, d := range delimiters {
		if bytes.IndexByte(text, byte(d)) < 0 {
			continue
		}
		r.read(text, byte(d), newline, 1)
		if r.len() == 0 {
			continue
		}
		width, percent := r.width()
		hits, wide := 0, 0
		for i := range min(r.len(), headerRows) {
			hits = max(hits, knownHeadings(&r, i))
			if r.count(i) > 1 {
				wide++
			}
		}
		if width < 2 || hits < 2 && wide*2 < min(r.len(), headerRows) {
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
func knownHeadings(r *records, i int) int {
	hits := 0
	for c := range min(r.count(i), 200) {
		cell := r.cell(i, c)
		if len(cell) == 0 || len(cell) > 60 {
			continue
		}
		if c < 40 && scaleOf(cell, 0) == Figures && len(cell) != 4 {
			return 0 // figures: no headings
		}
		h := headingOf(string(cell))
		if h.text == "" {
			continue
		}
		if h.private() != Undecided || known[h.text] != nil || known[h.pared()] != nil || h.byWords().weight > 0 {
			hits++
		}
	}
	return hits
}
