package intake

import (
	"bytes"

	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/record"
)

// findHeader is the index of the record with the headings, -1 where there is none.
func (p *plan) findHeader(r *record.Records, opt *Options) int {
	if opt.HeaderLine == NoHeader {
		return -1
	}
	if opt.HeaderLine > 0 {
		for i := range r.Len() {
			if int(r.Index.Line[i]) == opt.HeaderLine {
				return i
			}
		}
		return -1
	}
	best, most := -1, 0
	for i := range min(r.Len(), headerRows) {
		filled, figures := p.headerLike(r, i)
		if filled == 0 || figures > 0 || p.width > 2 && filled < 2 {
			continue
		}
		// A title such as “Client Book” is no heading, although its words are known.
		hits := knownHeadings(r, i)
		if r.Count(i)*2 < p.width || filled*3 < p.width {
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
	for i := range min(r.Len()-1, headerRows) {
		filled, figures := p.headerLike(r, i)
		if r.Count(i)*10 < p.width*8 || filled*10 < p.width*6 {
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
func (p *plan) headerLike(r *record.Records, i int) (filled, figures int) {
	for c := range min(r.Count(i), mostCols) {
		text := r.Cell(i, c)
		if len(text) == 0 {
			continue
		}
		filled++
		if cell.IsMissing(text) || cell.ScaleOf(text, 0) == cell.Figures && len(text) != 4 {
			return filled, 1
		}
		if cell.IsNumber(text) && len(text) != 4 || cell.IsDate(text) {
			return filled, 1
		}
	}
	return filled, figures
}

// unitsOnly reports whether the record below the headings says no more than what
// the columns are in: a second line of headings, ($) and (000s).
func unitsOnly(r *record.Records, i int) bool {
	units := 0
	for c := range r.Count(i) {
		text := r.Cell(i, c)
		if len(text) == 0 {
			continue
		}
		inner := bytes.Trim(text, "()[]")
		if len(inner) == 0 || len(text) > 24 || cell.IsNumber(text) {
			return false
		}
		if _, size := cell.CurrencyAt(inner); size != len(inner) {
			h := field.HeadingOf(string(r.Cell(i-1, c)))
			if means := h.Meanings(); len(inner) != len(text)-2 || len(means) == 0 || !means[0].Field.IsNumber() {
				return false
			}
		}
		units++
	}
	return units > 0
}

func distinctCells(r *record.Records, i int) bool {
	seen := map[string]bool{}
	for c := range r.Count(i) {
		if cell := string(r.Cell(i, c)); cell != "" {
			if seen[cell] {
				return false
			}
			seen[cell] = true
		}
	}
	return len(seen) > 0
}

// preambles sets aside what stands above the headings.
func (p *plan) preambles(r *record.Records, header int) {
	blanks := r.Index.Faults
	put := func(a Aside) {
		p.preamble = append(p.preamble, a)
	}
	for i := range header {
		for len(blanks) > 0 && blanks[0].Line < r.Index.Line[i] {
			put(Aside{Line: blanks[0].Line, Rows: 1, Reason: Blank})
			blanks = blanks[1:]
		}
		put(Aside{Line: r.Index.Line[i], Rows: 1, Reason: Preamble, Text: cell.Quote(r.Raw(i), 400, true)})
	}
	for len(blanks) > 0 && blanks[0].Line < r.Index.Line[header] {
		if blanks[0].Kind == record.BlankRow {
			put(Aside{Line: blanks[0].Line, Rows: 1, Reason: Blank})
		}
		blanks = blanks[1:]
	}
}
