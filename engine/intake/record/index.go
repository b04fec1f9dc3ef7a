package record

import (
	"encoding/binary"
	"math/bits"
	"slices"

	"tierbook/engine/intake/cell"
)

// An Index finds where the cells of a block of text end. It works in two
// steps: scan notes the position of every delimiter, line end and quote, eight
// bytes at a time; rows then makes rows of them. Where a block has no quotes and
// every row as many cells as there are columns, the positions are the cells.
//
// A quote opens a cell only at the cell's beginning. A quoted cell that runs over
// a line end is believed as long as its quotes are well formed and the row comes
// out right; else the opening quote is a stray one, the row is read again with
// that quote as an ordinary character, and reading goes on with the next line. So
// no quote can swallow the file.
type Index struct {
	Delim, Newline byte
	Joint          int // column, from 1, whose cells are joined of two where a row has one too many
	Width          int // columns; 0 while unknown: rows then have as many cells as they have

	pos     []uint32 // positions found by scan, behind that of the byte before the block
	found   int
	quotes  bool // whether any is a quote
	lines   int  // how many are line ends
	Foreign bool // whether some byte is not ASCII
	Nul     bool // whether some byte is 0

	// What rows made: cell c of row r begins at cells[r*stride+c]+1 and ends at
	// cells[r*stride+c+1], less cut in the last column. It may end before it begins
	// where the row is short: it is empty then.
	Cells      []uint32
	room, made []uint32 // where cells are: as scanned, or made row by row
	within     []uint32 // line ends inside quoted cells
	stride     int
	cut        uint32
	Line       []uint32 // the physical line on which each row begins
	Begin      []uint32 // while the width is unknown: where in cells each row begins

	Faults   []Fault
	Forced   map[uint32]bool // lines that are rows, whatever they look like
	Patience int             // how far an open quote is followed beyond its line, in bytes

	ends  []uint32 // of the row at hand
	stray []uint32 // quotes of the row at hand that are ordinary characters
}

// A Fault is something wrong with a row, or a row that is none.
type Fault struct {
	Row        int // index among the rows made; -1 where the record was made no row
	Line       uint32
	Kind       FaultKind
	Start, End uint32 // the text concerned
}

// FaultKind is what is wrong.
type FaultKind uint8

const (
	BlankRow  FaultKind = iota // made no row
	LoneRow                    // one cell where there should be many: made no row
	BrokenRow                  // made no row
	StrayQuote
	ShortRow
	LongRow // start:end is the surplus
)

const (
	ones = 0x0101010101010101
	low7 = 0x7F7F7F7F7F7F7F7F
	tops = 0x8080808080808080
)

// scan notes the positions of the delimiters, line ends and quotes in
// buf[from:to]. There must be eight bytes behind to.
func (ix *Index) scan(buf []byte, from, to int) {
	pos := ix.makeRoom(from, to)
	d, l, q := uint64(ix.Delim)*ones, uint64(ix.Newline)*ones, uint64('"')*ones
	n, lines, quoted, high, nul := 0, 0, uint64(0), uint64(0), uint64(0)
	for p := from; p < to; p += 8 {
		w := binary.LittleEndian.Uint64(buf[p : p+8])
		if p+8 > to { // what is beyond is none of the marks, and no zero
			beyond := ^uint64(0) << (8 * uint(to-p))
			w = w&^beyond | beyond&(ones*' ')
		}
		// The top bit of a byte of these is clear where it is the mark, and only there.
		xl, xq, xd := w^l, w^q, w^d
		noLine, noQuote := (xl&low7+low7)|xl, (xq&low7+low7)|xq
		hits := ^(noLine&noQuote&((xd&low7+low7)|xd) | low7)
		high |= w
		nul |= (w - ones) &^ w
		quoted |= ^noQuote
		lines += bits.OnesCount64(^(noLine | low7))
		// Four are noted at once, hits or not: a jump costs more than a store.
		at := uint32(p)
		four := pos[n : n+4 : n+4]
		n += bits.OnesCount64(hits)
		four[0] = at + uint32(bits.TrailingZeros64(hits))>>3
		hits &= hits - 1
		four[1] = at + uint32(bits.TrailingZeros64(hits))>>3
		hits &= hits - 1
		four[2] = at + uint32(bits.TrailingZeros64(hits))>>3
		hits &= hits - 1
		four[3] = at + uint32(bits.TrailingZeros64(hits))>>3
		if hits &= hits - 1; hits != 0 {
			for k := n - bits.OnesCount64(hits); hits != 0; k++ {
				pos[k] = at + uint32(bits.TrailingZeros64(hits))>>3
				hits &= hits - 1
			}
		}
	}
	ix.pos, ix.found, ix.lines, ix.quotes = pos, n, lines, quoted&tops != 0
	ix.Foreign, ix.Nul = high&tops != 0, nul&tops != 0
}

// scanQuoted notes the positions of the delimiters and line ends outside quotes,
// and apart from them those of the line ends inside. It answers false where a
// quote stands in the middle of a cell: then who is inside and who is not is for
// irregular to say.
func (ix *Index) scanQuoted(buf []byte, from, to int) bool {
	pos := ix.makeRoom(from, to)
	d, l, q, r := uint64(ix.Delim)*ones, uint64(ix.Newline)*ones, uint64('"')*ones, uint64('\r')*ones
	ix.within = ix.within[:0]
	n, lines, high, nul, faults := 0, 0, uint64(0), uint64(0), uint64(0)
	inside, before, after := uint64(0), uint64(0x80), uint64(0)
	for p := from; p < to; p += 8 {
		w := binary.LittleEndian.Uint64(buf[p : p+8])
		if p+8 > to { // what is beyond ends a cell
			beyond := ^uint64(0) << (8 * uint(to-p))
			w = w&^beyond | beyond&d
		}
		xl, xq, xd, xr := w^l, w^q, w^d, w^r
		line, quote := ^((xl&low7 + low7) | xl | low7), ^((xq&low7 + low7) | xq | low7)
		// Each byte's top bit says whether it is inside: at the opening quote already,
		// at the closing one no longer.
		in := quote ^ quote<<8
		in ^= in << 16
		in ^= in << 32
		in ^= inside
		inside = -(in >> 63) & tops
		hits := (line | ^((xd&low7 + low7) | xd | low7)) &^ in
		open, shut := quote&in, quote&^in
		faults |= open &^ ((hits|shut)<<8 | before)                                    // opens what is no cell's beginning
		faults |= (shut<<8 | after) &^ (hits | open | ^((xr&low7 + low7) | xr | low7)) // closes before the cell's end
		before, after = (hits|shut)>>56, shut>>56
		high |= w
		nul |= (w - ones) &^ w
		at := uint32(p)
		if enclosed := line & in; enclosed != 0 {
			for ; enclosed != 0; enclosed &= enclosed - 1 {
				ix.within = append(ix.within, at+uint32(bits.TrailingZeros64(enclosed))>>3)
			}
		}
		lines += bits.OnesCount64(line &^ in)
		four := pos[n : n+4 : n+4]
		n += bits.OnesCount64(hits)
		four[0] = at + uint32(bits.TrailingZeros64(hits))>>3
		hits &= hits - 1
		four[1] = at + uint32(bits.TrailingZeros64(hits))>>3
		hits &= hits - 1
		four[2] = at + uint32(bits.TrailingZeros64(hits))>>3
		hits &= hits - 1
		four[3] = at + uint32(bits.TrailingZeros64(hits))>>3
		if hits &= hits - 1; hits != 0 {
			for k := n - bits.OnesCount64(hits); hits != 0; k++ {
				pos[k] = at + uint32(bits.TrailingZeros64(hits))>>3
				hits &= hits - 1
			}
		}
	}
	ix.pos, ix.found, ix.lines = pos, n, lines
	ix.Foreign, ix.Nul = high&tops != 0, nul&tops != 0
	return faults == 0
}

// makeRoom is room for the positions of a block, behind that of the byte before
// it.
func (ix *Index) makeRoom(from, to int) []uint32 {
	if need := to - from + 24; cap(ix.room) < need {
		ix.room = make([]uint32, need)
	}
	ix.room = ix.room[:cap(ix.room)]
	ix.room[0] = uint32(from) - 1
	return ix.room[1:]
}

// Rows makes rows of buf[from:to], the first of them on the line given, and says
// where the first row begins that it left and on which line. It leaves the last
// row unless it is complete or final says that nothing comes after to.
func (ix *Index) Rows(buf []byte, from, to int, line uint32, final bool) (next int, nextLine uint32) {
	ix.Faults, ix.Line = ix.Faults[:0], ix.Line[:0]
	if !ix.quotes {
		ix.scan(buf, from, to)
		ix.within = ix.within[:0]
		if !ix.quotes {
			if next, ok := ix.regular(buf, from, to, line, final); ok {
				return next, line + uint32(len(ix.Line))
			}
			return ix.irregular(buf, from, to, line, final)
		}
	}
	if ix.Width > 1 && ix.scanQuoted(buf, from, to) {
		if next, ok := ix.regular(buf, from, to, line, final); ok {
			return next, line + uint32(len(ix.Line)+len(ix.within))
		}
	}
	ix.scan(buf, from, to)
	return ix.irregular(buf, from, to, line, final)
}

// regular takes the positions as they are, where every row of the block has its
// full number of cells.
func (ix *Index) regular(buf []byte, from, to int, line uint32, final bool) (next int, ok bool) {
	width := ix.Width
	if width < 2 || ix.lines == 0 || ix.found < ix.lines*width || final && buf[to-1] != ix.Newline {
		return 0, false
	}
	pos := ix.pos[:ix.lines*width]
	before := uint32(from) - 1
	returns := 0
	least := width + 3 // shorter rows are perhaps blank
	if ix.quotes {
		least = 3*width + 3
	}
	for k := width - 1; k < len(pos); k += width {
		end := pos[k]
		if buf[end] != ix.Newline || int(end-before) < least && ix.isBlank(buf[before+1:end]) {
			return 0, false
		}
		if buf[end-1] == '\r' {
			returns++
		}
		before = end
	}
	if returns != 0 && returns != ix.lines || ix.found > len(pos) && final {
		return 0, false
	}
	ix.cut = 0
	if returns > 0 {
		ix.cut = 1
	}
	ix.Cells, ix.stride = ix.room[:len(pos)+1], width
	ix.Line = slices.Grow(ix.Line, ix.lines)[:ix.lines]
	for i := range ix.Line {
		ix.Line[i] = line + uint32(i)
	}
	if len(ix.within) > 0 {
		ix.linesWithin(pos, before)
	}
	return int(before) + 1, true
}

// linesWithin counts the line ends inside cells to the lines on which the rows
// after them begin. last is where the last row ends: what is beyond is forgotten.
func (ix *Index) linesWithin(pos []uint32, last uint32) {
	for len(ix.within) > 0 && ix.within[len(ix.within)-1] > last {
		ix.within = ix.within[:len(ix.within)-1]
	}
	seen := 0
	for i := range ix.Line {
		ix.Line[i] += uint32(seen)
		for end := pos[(i+1)*ix.Width-1]; seen < len(ix.within) && ix.within[seen] < end; {
			seen++
		}
	}
}

// At is where cell c of row i of the block begins and ends; it may end before it
// begins.
func (ix *Index) At(i, c int) (start, end int) {
	k := i*ix.stride + c
	start, end = int(ix.Cells[k]+1), int(ix.Cells[k+1])
	if c == ix.Width-1 {
		end -= int(ix.cut)
	}
	return start, max(start, end)
}

// Of is where the cells of a column stand.
func (ix *Index) Of(column int) cell.Places {
	at := cell.Places{Ends: ix.Cells, First: column, Stride: ix.stride}
	if column == ix.Width-1 {
		at.Cut = int(ix.cut)
	}
	return at
}
