package intake

import (
	"bytes"
	"strings"
)

// findHeader is the index of the record with the headings, -1 where there is none.
func (p *plan) findHeader(r *records, opt *Options) int {
	if opt.HeaderLine == NoHeader {
		return -1
	}
	if opt.HeaderLine > 0 {
		for i := range r.len() {
			if int(r.ix.line[i]) == opt.HeaderLine {
				return i
			}
		}
		return -1
	}
	best, most := -1, 0
	for i := range min(r.len(), headerRows) {
		filled, figures := p.headerLike(r, i)
		if filled == 0 || figures > 0 || p.width > 2 && filled < 2 {
			continue
		}
		// A title such as “Client Book” is no heading, although its words are known.
		hits := knownHeadings(r, i)
		if r.count(i)*2 < p.width || filled*3 < p.width {
			hits = 0
		}
		if hits > most {
			best, most = i, hits
		}
	}
	if most >= 2 || most == 1 && p.width <= 2 {
		return best
	}
	// Unknown headings: a row of words above columns of something else.
	for i := range min(r.len()-1, headerRows) {
		filled, figures := p.headerLike(r, i)
		if r.count(i)*10 < p.width*8 || filled*10 < p.width*6 {
			continue
		}
		if figures > 0 || !distinctCells(r, i) {
			break
		}
		return i // also where all is words below: most lists have headings
	}
	return best
}

// headerLike counts the cells of a record that say something, up to the first
// that is a figure, a date or a missing value, which headings never are.
func (p *plan) headerLike(r *records, i int) (filled, figures int) {
	for c := range min(r.count(i), mostCols) {
		cell := r.cell(i, c)
		if len(cell) == 0 {
			continue
		}
		filled++
		if isMissing(cell) || scaleOf(cell, 0) == Figures && len(cell) != 4 {
			return filled, 1
		}
		var n number
		var room [mostDigits]byte
		if rest, ok := n.parse(cell, 0, room[:]); ok && len(rest) == 0 && len(cell) != 4 {
			return filled, 1
		} else if _, fit := calendar(cell, MonthDay, 20000); fit != fitsNone {
			return filled, 1
		}
	}
	return filled, figures
}

// unitsOnly reports whether the record below the headings says no more than what
// the columns are in: a second line of headings, ($) and (000s).
func unitsOnly(r *records, i int) bool {
	units := 0
	for c := range r.count(i) {
		cell := r.cell(i, c)
		if len(cell) == 0 {
			continue
		}
		inner := bytes.Trim(cell, "()[]")
		var n number
		var room [mostDigits]byte
		if rest, figure := n.parse(cell, 0, room[:]); len(inner) == 0 || len(cell) > 24 || figure && len(rest) == 0 {
			return false
		}
		if _, size := currencyAt(inner); size != len(inner) {
			h := headingOf(string(r.cell(i-1, c)))
			if means := h.meanings(); len(inner) != len(cell)-2 || len(means) == 0 || !means[0].field.isNumber() {
				return false
			}
		}
		units++
	}
	return units > 0
}

func distinctCells(r *records, i int) bool {
	seen := map[string]bool{}
	for c := range r.count(i) {
		if cell := string(r.cell(i, c)); cell != "" {
			if seen[cell] {
				return false
			}
			seen[cell] = true
		}
	}
	return len(seen) > 0
}

// preambles sets aside what stands above the headings.
func (p *plan) preambles(r *records, header int) {
	blanks := r.ix.faults
	put := func(a Aside) {
		p.preamble = append(p.preamble, a)
	}
	for i := range header {
		for len(blanks) > 0 && blanks[0].line < r.ix.line[i] {
			put(Aside{Line: blanks[0].line, Rows: 1, Reason: Blank})
			blanks = blanks[1:]
		}
		put(Aside{Line: r.ix.line[i], Rows: 1, Reason: Preamble, Text: quote(r.raw(i), 400, true)})
	}
	for len(blanks) > 0 && blanks[0].line < r.ix.line[header] {
		if blanks[0].kind == blankRow {
			put(Aside{Line: blanks[0].line, Rows: 1, Reason: Blank})
		}
		blanks = blanks[1:]
	}
}

// quote is a text of the file as it may be shown: at most so many bytes, tax
// numbers overwritten.
func quote(text []byte, most int, bare bool) string {
	cut := text
	if len(cut) > most+16 {
		cut = cut[:most+16]
	}
	masked := maskNumbers(bytes.Clone(cut), bare)
	if len(masked) > most {
		masked = masked[:most]
		for len(masked) > 0 && masked[len(masked)-1]&0xC0 == 0x80 {
			masked = masked[:len(masked)-1]
		}
		if len(masked) > 0 && masked[len(masked)-1] >= 0xC0 {
			masked = masked[:len(masked)-1]
		}
		return strings.ToValidUTF8(string(masked), "�") + "…"
	}
	return strings.ToValidUTF8(string(masked), "�")
}
