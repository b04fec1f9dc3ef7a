package intake

import (
	"bytes"

	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/record"
)

// Rows with more cells than there are headings come of commas that nobody put in
// quotes: in names, “Smith, Anna”, and in amounts, “1,200,000”.

// widen decides how many cells a row has where rows below the headings have more
// cells than there are headings: most rows have a column more that is not named;
// or a name in two parts, which are joined; or amounts in parts, and nobody can
// tell which cell is whose.
func (p *plan) widen(r *record.Records, header int) {
	p.width = r.Count(header)
	counts := map[int]int{}
	rows := r.Len() - header - 1
	for i := header + 1; i < r.Len(); i++ {
		counts[r.Count(i)]++
	}
	width, most := p.width, 0
	for w, n := range counts {
		if w > p.width && (n > most || n == most && w > width) {
			width, most = w, n
		}
	}
	if width == p.width {
		return
	}
	heads := make([]field.Field, p.width)
	for c := range heads {
		if h := field.HeadingOf(string(r.Cell(header, c))); len(h.Meanings()) > 0 {
			heads[c] = h.Meanings()[0].Field
		}
	}
	if p.findJoint(r, header+1, heads); p.joint > 0 {
		r.Join(p.joint, p.width)
		return
	}
	parted := 0
	for i := header + 1; i < r.Len(); i++ {
		if r.Count(i) > p.width && p.isParted(r, i, heads) {
			parted++
		}
	}
	if most*2 > rows && parted*2 < most {
		p.width = width
	}
}

// isParted reports whether a record has an amount that is parted by its own
// thousands' commas.
func (p *plan) isParted(r *record.Records, i int, heads []field.Field) bool {
	for c := range heads {
		if heads[c].IsMoney() && startsAmount(r.Cell(i, c)) && goesOn(r.Cell(i, c+1)) {
			return true
		}
	}
	return false
}

// findJoint finds the column whose cells are parted by a comma of their own in
// all rows with one cell too many: with the two parts joined every column of
// numbers has figures, and as they stand one has not.
func (p *plan) findJoint(r *record.Records, first int, heads []field.Field) {
	var candidates, blanks []int
	for j := range heads {
		if heads[j].IsNumber() {
			continue // two parts of one figure are no name
		}
		rows, joined, blank := 0, 0, 0
		for i := first; i < r.Len(); i++ {
			if r.Count(i) != p.width+1 {
				continue
			}
			rows++
			if !bytes.ContainsAny(r.Cell(i, j+1), "0123456789\"") && !figuresFit(r, i, heads, len(heads)) && figuresFit(r, i, heads, j) {
				joined++
			}
			if at := int(r.Index.Cells[int(r.Index.Begin[i])+j+1]) + 1; at < len(r.Text) && r.Text[at] == ' ' {
				blank++
			}
		}
		if rows == 0 || joined*100 < rows*95 || rows*2 < r.Len()-first {
			continue
		}
		if candidates = append(candidates, j); blank == rows {
			blanks = append(blanks, j)
		}
	}
	if len(blanks) > 0 {
		candidates = blanks
	}
	if len(candidates) == 1 {
		p.joint = candidates[0] + 1
		p.notes = append(p.notes, Note{NoteJoined, candidates[0], 0})
	}
}

// figuresFit reports whether the columns of numbers have figures, or nothing, in a
// record whose cells behind that of column j stand one place further on.
func figuresFit(r *record.Records, i int, heads []field.Field, j int) bool {
	any := false
	for c := range heads {
		if !heads[c].IsNumber() {
			continue
		}
		at := c
		if c > j {
			at++
		}
		text := r.Cell(i, at)
		if !cell.IsMissing(text) && !hasDigit(text) && cell.WordScale(text) == 0 {
			return false
		}
		any = any || c > j
	}
	return any || j == len(heads)
}

// disbelieve takes the figures out of row i of the block, which has more cells
// than there are headings, unless all of them are in their places. rest are the
// cells beyond the last heading.
func (r *reader) disbelieve(buf []byte, i int, rest []byte) {
	fine := true
	var figures [][]byte
	for _, c := range r.p.columns {
		if c.kind < asCents {
			continue
		}
		s, e := r.ix.At(i, c.Number)
		next := rest
		if c.Number+1 < r.ix.Width {
			from, to := r.ix.At(i, c.Number+1)
			next = buf[from:to]
		} else if k := bytes.IndexByte(rest, r.ix.Delim); k >= 0 {
			next = rest[:k]
		}
		text := cell.Bare(bytes.Clone(buf[s:e]))
		if cell.IsMissing(text) {
			continue
		}
		if _, reason := c.value(text, c.Format, r.opt.AsOf); reason != 0 {
			fine = false
			continue
		}
		figures = append(figures, buf[s:e])
		fine = fine && !(c.kind == asCents && startsAmount(text) && goesOn(cell.Bare(bytes.Clone(next))))
	}
	for _, cell := range figures {
		for k := range cell {
			if !fine {
				cell[k] = ' '
			}
		}
	}
}

// startsAmount reports whether a cell can be what stands before the first comma
// of an amount, or between two.
func startsAmount(text []byte) bool {
	digits := bytes.TrimLeft(text, "$€£-+( ")
	return len(digits) > 0 && len(digits) < 4 && cell.AllDigits(digits)
}

// goesOn reports whether a cell can be what stands behind a comma of an amount.
func goesOn(text []byte) bool {
	return len(text) > 2 && cell.AllDigits(text[:3]) && (len(text) == 3 || text[3] == '.' || text[3] == ')')
}

func hasDigit(cell []byte) bool { return bytes.ContainsAny(cell, "0123456789") }
