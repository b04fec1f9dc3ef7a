package record

import (
	"bytes"
	"slices"

	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/file"
)

// Records are the records of a text, whatever their number of cells.
type Records struct {
	Text    []byte
	Index   Index
	scratch []byte
}

// Read indexes text[margin:], whose first line has the number given.
func (r *Records) Read(text []byte, delim, newline byte, line uint32) {
	r.Index = Index{Delim: delim, Newline: newline, Patience: 64 << 10, room: r.Index.room, made: r.Index.made, Line: r.Index.Line, Begin: r.Index.Begin, ends: r.Index.ends}
	end := len(text)
	r.Text = slices.Grow(text, file.Margin)
	r.Index.Rows(r.Text[:end+file.Margin], file.Margin, end, line, true)
}

// Len is how many records there are.
func (r *Records) Len() int { return len(r.Index.Line) }

// Count is how many cells record i has.
func (r *Records) Count(i int) int {
	next := len(r.Index.Cells)
	if i+1 < len(r.Index.Begin) {
		next = int(r.Index.Begin[i+1])
	}
	return next - int(r.Index.Begin[i]) - 1
}

// Cell is a bare copy of a cell, good until the next one is asked for.
func (r *Records) Cell(i, c int) []byte {
	if c >= r.Count(i) {
		return nil
	}
	at := int(r.Index.Begin[i]) + c
	r.scratch = append(r.scratch[:0], r.Text[r.Index.Cells[at]+1:r.Index.Cells[at+1]]...)
	return cell.Bare(r.scratch)
}

// Raw is the text of a record.
func (r *Records) Raw(i int) []byte {
	at := int(r.Index.Begin[i])
	return r.Text[r.Index.Cells[at]+1 : r.Index.Cells[at+r.Count(i)]]
}

// After is where the line after record i begins.
func (r *Records) After(i int, text []byte, newline byte) uint32 {
	next := r.Index.Cells[int(r.Index.Begin[i])+r.Count(i)]
	for int(next) < len(text) && text[next] != newline {
		next++
	}
	return min(next+1, uint32(len(text)))
}

// Width is the number of cells most records have, and how many of a hundred do.
func (r *Records) Width() (width, percent int) {
	counts := map[int]int{}
	for i := range r.Len() {
		counts[r.Count(i)]++
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
	return width, 100 * best / r.Len()
}

// UpTo is the whole lines of about the first so many bytes of a padded text.
func UpTo(text []byte, size int) []byte {
	if size += file.Margin; size < len(text) {
		size += file.LineAfter(text[size:])
		return append(make([]byte, 0, size+file.Margin), text[:size]...)
	}
	return text
}

// Join makes one cell of two in the records with one too many.
func (r *Records) Join(joint, width int) {
	cells, begin := r.Index.Cells[:0:0], r.Index.Begin[:0:0]
	for i := range r.Len() {
		from := int(r.Index.Begin[i])
		row := r.Index.Cells[from : from+r.Count(i)+1]
		begin = append(begin, uint32(len(cells)))
		if len(row) == width+2 && joins(r.Text, row[joint]) {
			cells = append(append(cells, row[:joint]...), row[joint+1:]...)
		} else {
			cells = append(cells, row...)
		}
	}
	r.Index.Cells, r.Index.Begin = cells, begin
}

// joins reports whether what follows a delimiter can be the second part of a name.
func joins(buf []byte, delim uint32) bool {
	rest := bytes.TrimLeft(buf[min(int(delim)+1, len(buf)):min(int(delim)+9, len(buf))], " ")
	return len(rest) > 0 && (cell.IsLetter(rest[0]) || rest[0] >= 0x80)
}
