package intake

import "bytes"

// Rows with more cells than there are headings come of commas that nobody put in
// quotes: in names, “Smith, Anna”, and in amounts, “1,200,000”.

// widen decides how many cells a row has where rows below the headings have more
// cells than there are headings: most rows have a column more that is not named;
// or a name in two parts, which are joined; or amounts in parts, and nobody can
// tell which cell is whose.
func (p *plan) widen(r *records, header int) {
	p.width = r.count(header)
	counts := map[int]int{}
	rows := r.len() - header - 1
	for i := header + 1; i < r.len(); i++ {
		counts[r.count(i)]++
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
	heads := make([]Field, p.width)
	for c := range heads {
		if h := headingOf(string(r.cell(header, c))); len(h.meanings()) > 0 {
			heads[c] = h.meanings()[0].field
		}
	}
	if p.findJoint(r, header+1, heads); p.joint > 0 {
		r.join(p.joint, p.width)
		return
	}
	parted := 0
	for i := header + 1; i < r.len(); i++ {
		if r.count(i) > p.width && p.isParted(r, i, heads) {
			parted++
		}
	}
	if most*2 > rows && parted*2 < most {
		p.width = width
	}
}

// isParted reports whether a record has an amount that is parted by its own
// thousands' commas.
func (p *plan) isParted(r *records, i int, heads []Field) bool {
	for c := range heads {
		if heads[c].IsMoney() && startsAmount(r.cell(i, c)) && goesOn(r.cell(i, c+1)) {
			return true
		}
	}
	return false
}

// findJoint finds the column whose cells are parted by a comma of their own in
// all rows with one cell too many: with the two parts joined every column of
// numbers has figures, and as they stand one has not.
func (p *plan) findJoint(r *records, first int, heads []Field) {
	var candidates, blanks []int
	for j := range heads {
		if heads[j].isNumber() {
			continue // two parts of one figure are no name
		}
		rows, joined, blank := 0, 0, 0
		for i := first; i < r.len(); i++ {
			if r.count(i) != p.width+1 {
				continue
			}
			rows++
			if !bytes.ContainsAny(r.cell(i, j+1), "0123456789\"") && !figuresFit(r, i, heads, len(heads)) && figuresFit(r, i, heads, j) {
				joined++
			}
			if at := int(r.ix.cells[int(r.ix.begin[i])+j+1]) + 1; at < len(r.text) && r.text[at] == ' ' {
				blank++
			}
		}
		if rows == 0 || joined*100 < rows*95 || rows*2 < r.len()-first {
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
func figuresFit(r *records, i int, heads []Field, j int) bool {
	any := false
	for c := range heads {
		if !heads[c].isNumber() {
			continue
		}
		at := c
		if c > j {
			at++
		}
		cell := r.cell(i, at)
		if !isMissing(cell) && !hasDigit(cell) && wordScale(cell) == 0 {
			return false
		}
		any = any || c > j
	}
	return any || j == len(heads)
}

func (f Field) isNumber() bool { return f != NoField && !f.IsText() }

// join makes one cell of two in the records with one too many.
func (r *records) join(joint, width int) {
	cells, begin := r.ix.cells[:0:0], r.ix.begin[:0:0]
	for i := range r.len() {
		from := int(r.ix.begin[i])
		row := r.ix.cells[from : from+r.count(i)+1]
		begin = append(begin, uint32(len(cells)))
		if len(row) == width+2 && joins(r.text, row[joint]) {
			cells = append(append(cells, row[:joint]...), row[joint+1:]...)
		} else {
			cells = append(cells, row...)
		}
	}
	r.ix.cells, r.ix.begin = cells, begin
}

// joins reports whether what follows a delimiter can be the second part of a name.
func joins(buf []byte, delim uint32) bool {
	rest := bytes.TrimLeft(buf[min(int(delim)+1, len(buf)):min(int(delim)+9, len(buf))], " ")
	return len(rest) > 0 && (isLetter(rest[0]) || rest[0] >= 0x80)
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
		s, e := r.ix.at(i, c.Number)
		next := rest
		if c.Number+1 < r.ix.width {
			from, to := r.ix.at(i, c.Number+1)
			next = buf[from:to]
		} else if k := bytes.IndexByte(rest, r.ix.delim); k >= 0 {
			next = rest[:k]
		}
		cell := bare(bytes.Clone(buf[s:e]))
		if isMissing(cell) {
			continue
		}
		if _, reason := c.value(cell, c.Format, r.opt.AsOf); reason != 0 {
			fine = false
			continue
		}
		figures = append(figures, buf[s:e])
		fine = fine && !(c.kind == asCents && startsAmount(cell) && goesOn(bare(bytes.Clone(next))))
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
func startsAmount(cell []byte) bool {
	digits := bytes.TrimLeft(cell, "$€£-+( ")
	return len(digits) > 0 && len(digits) < 4 && allDigits(digits)
}

// goesOn reports whether a cell can be what stands behind a comma of an amount.
func goesOn(cell []byte) bool {
	return len(cell) > 2 && allDigits(cell[:3]) && (len(cell) == 3 || cell[3] == '.' || cell[3] == ')')
}

func hasDigit(cell []byte) bool { return bytes.ContainsAny(cell, "0123456789") }
