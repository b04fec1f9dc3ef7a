package record

import "tierbook/engine/intake/cell"

// irregular makes rows one by one.
func (ix *Index) irregular(buf []byte, from, to int, line uint32, final bool) (next int, nextLine uint32) {
	ix.Cells, ix.Begin, ix.cut = ix.made[:0], ix.Begin[:0], 0
	defer func() { ix.made = ix.Cells }()
	ix.stride = ix.Width + 1
	at := 0
	for from < to {
		r, ok := ix.row(buf, from, to, at, final)
		if !ok {
			break
		}
		ix.keep(buf, from, line, r)
		at, from = r.at, r.next
		line += uint32(r.lines)
	}
	return from, line
}

// span is one record of the file, its cells in ix.ends.
type span struct {
	end, next int // where its text ends, and where the next record begins
	at        int // index in pos of the first position after it
	lines     int // physical lines it takes
	inner     int // quotes inside quoted cells that are not doubled
	over      int // where the first quoted cell opens that runs over a line end, -1 without
	broken    bool
}

// row reads one record. It is not ok where the block ends before the record does.
func (ix *Index) row(buf []byte, from, to, at int, final bool) (span, bool) {
	ix.stray = ix.stray[:0]
	r, ok := ix.attempt(buf, from, to, at, final)
	if !ok || ix.Width == 0 || len(ix.ends) == ix.Width {
		return r, ok
	}
	if r.over >= 0 && r.inner == 0 || r.over >= 0 && len(ix.ends) > ix.Width {
		// The row does not come out right, and a quoted cell ran over a line end.
		strays := len(ix.stray)
		ix.stray = append(ix.stray, uint32(r.over))
		second, ok := ix.attempt(buf, from, to, at, final)
		if !ok {
			return second, false
		}
		if len(ix.ends) == ix.Width {
			return second, true
		}
		if r.inner > 0 {
			second.broken = true
			return second, true
		}
		ix.stray = ix.stray[:strays] // both come out wrong: believe the quotes
		return ix.attempt(buf, from, to, at, final)
	}
	r.broken = r.inner > 0 || len(ix.stray) > 0 && len(ix.ends) != ix.Width
	return r, true
}

// attempt reads one record, taking the quotes in ix.stray for ordinary
// characters, and adding to them those that turn out to be.
func (ix *Index) attempt(buf []byte, from, to, first int, final bool) (span, bool) {
again:
	ix.ends = ix.ends[:0]
	r := span{over: -1, lines: 1}
	begin, at := from, first
	for {
		if at == ix.found {
			if !final {
				return r, false
			}
			r.end, r.next, r.at = to, to, at
			break
		}
		p := int(ix.pos[at])
		switch buf[p] {
		case ix.Delim:
			ix.ends = append(ix.ends, uint32(p))
			begin = p + 1
			at++
			continue
		case ix.Newline:
			r.end, r.next, r.at = p, p+1, at+1
		default:
			if p > begin && !allBlank(buf[begin:p]) || ix.isStray(p) {
				at++
				continue
			}
			after, lines, inner, is := ix.quoted(buf, to, at, final)
			switch is {
			case cutOff:
				return r, false
			case notClosed:
				ix.stray = append(ix.stray, uint32(p))
				goto again
			}
			at = after
			r.inner += inner
			r.lines += lines
			if lines > 0 && r.over < 0 {
				r.over = p
			}
			continue
		}
		break
	}
	end := r.end
	if end > from && buf[end-1] == '\r' && ix.Newline == '\n' {
		end--
	}
	ix.ends = append(ix.ends, uint32(end))
	r.end = end
	return r, true
}

func (ix *Index) isStray(p int) bool {
	if len(ix.stray) > 8 {
		return true // no row has as many: all its quotes are ordinary then
	}
	for _, s := range ix.stray {
		if int(s) == p {
			return true
		}
	}
	return false
}

func allBlank(text []byte) bool {
	for _, c := range text {
		if c != ' ' {
			return false
		}
	}
	return true
}

type closing uint8

const (
	closed    closing = iota
	notClosed         // the opening quote is a stray one
	cutOff            // the block ends before that can be said
)

// quoted follows the quoted cell that opens at pos[at] to the quote that closes
// it: one with the cell's end behind it. It returns the index in pos behind that.
//
// Quotes inside that are neither doubled nor closing are let be within the line;
// beyond a line end they are the sign that the cell should have been closed
// before.
func (ix *Index) quoted(buf []byte, to, at int, final bool) (after, lines, inner int, is closing) {
	open := int(ix.pos[at])
	beyond := 0 // where the first line end inside stands
	for j := at + 1; j < ix.found; j++ {
		p := int(ix.pos[j])
		switch buf[p] {
		case ix.Delim:
			continue
		case ix.Newline:
			if lines++; lines == 1 {
				beyond = p
			}
			if p-beyond > ix.Patience {
				ix.Patience = max(ix.Patience/4, leastPatience)
				return 0, 0, 0, notClosed
			}
			continue
		}
		switch {
		case p+1 == to && !final:
			return 0, 0, 0, cutOff
		case p+1 < to && buf[p+1] == '"':
			// A doubled quote; but an empty cell on a later line means that the cell
			// should have been closed before.
			if lines > 0 && buf[p-1] == ix.Delim && ix.endsCell(buf, p+2, to) {
				return 0, 0, 0, notClosed
			}
			j++
		case ix.endsCell(buf, p+1, to):
			return j + 1, lines, inner, closed
		case lines > 0:
			return 0, 0, 0, notClosed
		default:
			inner++
		}
	}
	if !final && (lines == 0 || to-beyond <= ix.Patience) {
		return 0, 0, 0, cutOff
	}
	if to-open > leastPatience {
		ix.Patience = max(ix.Patience/4, leastPatience)
	}
	return 0, 0, 0, notClosed
}

const (
	MostPatience  = 16 << 20
	leastPatience = 4 << 10
)

// endsCell reports whether a cell ends at p, blanks aside.
func (ix *Index) endsCell(buf []byte, p, to int) bool {
	for p < to && buf[p] == ' ' {
		p++
	}
	if p >= to || buf[p] == ix.Delim || buf[p] == ix.Newline {
		return true
	}
	return buf[p] == '\r' && (p+1 >= to || buf[p+1] == ix.Newline)
}

// isBlank reports whether a record has nothing in its cells.
func (ix *Index) isBlank(text []byte) bool {
	for i := 0; i < len(text); {
		if c := text[i]; c == ix.Delim || c == '"' {
			i++
			continue
		}
		n := cell.BlankAt(text[i:])
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}

// keep files one record: as a row of exactly width cells, or as a fault.
func (ix *Index) keep(buf []byte, from int, line uint32, r span) {
	note := func(row int, kind FaultKind, start, end int) {
		ix.Faults = append(ix.Faults, Fault{row, line, kind, uint32(start), uint32(end)})
	}
	if ix.isBlank(buf[from:r.end]) {
		note(-1, BlankRow, from, r.end)
		return
	}
	if k := ix.Joint; k > 0 && !r.broken && len(ix.ends) == ix.Width+1 && joins(buf, ix.ends[k-1]) {
		ix.ends = append(ix.ends[:k-1], ix.ends[k:]...)
	}
	n, width := len(ix.ends), ix.Width
	if width == 0 {
		ix.Begin = append(ix.Begin, uint32(len(ix.Cells)))
		ix.Cells = append(ix.Cells, uint32(from)-1)
		ix.Cells = append(ix.Cells, ix.ends...)
		ix.Line = append(ix.Line, line)
		return
	}
	switch {
	case ix.Forced[line]:
	case r.broken && n != width:
		note(-1, BrokenRow, from, r.end)
		return
	case n == 1 && width > 2:
		note(-1, LoneRow, from, r.end)
		return
	}
	row := len(ix.Line)
	if len(ix.stray) > 0 || r.inner > 0 {
		note(row, StrayQuote, from, r.end)
	}
	switch {
	case n < width:
		note(row, ShortRow, from, r.end)
		for len(ix.ends) < width {
			ix.ends = append(ix.ends, uint32(r.end))
		}
	case n > width:
		if surplus := buf[ix.ends[width-1]+1 : r.end]; !ix.isBlank(surplus) {
			note(row, LongRow, int(ix.ends[width-1])+1, r.end)
		}
	}
	ix.Cells = append(ix.Cells, uint32(from)-1)
	ix.Cells = append(ix.Cells, ix.ends[:width]...)
	ix.Line = append(ix.Line, line)
}
