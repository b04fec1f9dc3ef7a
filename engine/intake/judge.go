package intake

import (
	"bytes"
	"slices"

	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
)

// word is one cell of a row, as a text.
type word struct {
	column *column
	text   []byte
}

// running are the sums of the rows so far, and of those since the last subtotal.
type running struct{ all, group sum }

type sum struct {
	aum, gdc book.Cents
	rows     int
}

func (s *sum) is(aum, gdc book.Cents) bool {
	return s.rows > 1 && (aum != book.Missing || gdc != book.Missing) &&
		(aum == book.Missing || aum == s.aum) && (gdc == book.Missing || gdc == s.gdc) && (book.OrZero(aum) != 0 || book.OrZero(gdc) != 0)
}

func (r *running) match(aum, gdc book.Cents) bool {
	return r.all.is(aum, gdc) || r.group.is(aum, gdc)
}

// filled counts the cells of a row that say something, readable or not.
func (s *settler) filled(i int) int {
	n := 0
	for _, c := range s.p.columns {
		if c.isText() && len(c.at(i)) > 0 || c.hasNumber(i) {
			n++
		}
	}
	return n + len(s.unread(i))
}

// unread are the cells of row i that could not be read.
func (s *settler) unread(i int) []word {
	var list []word
	line := s.lines[i]
	// Problems stand in the order of blocks and columns; few rows are asked about.
	if s.byLine == nil {
		s.byLine = map[uint32][]int{}
		for k, p := range s.problems {
			if p.Column >= 0 && s.p.columns[p.Column].kind >= asCents {
				s.byLine[p.Line] = append(s.byLine[p.Line], k)
			}
		}
	}
	for _, k := range s.byLine[line] {
		p := s.problems[k]
		list = append(list, word{s.p.columns[p.Column], []byte(p.Text)})
	}
	return list
}

// judge says why row i is no client; 0 that it is one.
func (s *settler) judge(i, last int, sums *running) (reason AsideReason, adds bool) {
	var words []word
	person, numbers := 0, 0 // what only a client has; numbers read
	for _, c := range s.p.columns {
		if c.isText() {
			if text := c.at(i); len(text) > 0 {
				words = append(words, word{c, text})
			}
		}
		if c.hasNumber(i) {
			numbers++
			if c.kind == asDay || c.Field == field.Potential || c.Field == field.Likeability {
				person++
			}
		}
	}
	unread := s.unread(i)
	words = append(words, unread...)
	if len(words)+numbers == 0 {
		return Blank, false
	}
	if numbers == 0 && len(words) > 1 && s.p.header != NoHeader {
		same := 0
		for _, w := range words {
			if heading := []byte(w.column.Original); bytes.Equal(cell.Trim(w.text), cell.Trim(heading)) {
				same++
			}
		}
		if same == len(words) {
			return RepeatedHeader, false
		}
	}
	is, inField, named := noLabel, false, false
	for _, w := range words {
		if l := label(w.text); l > noLabel {
			is = max(is, l)
			inField = inField || w.column.Field != field.NoField
			continue
		}
		switch w.column.Field {
		case field.ID, field.Household:
			person++
		case field.Name, field.LastName, field.FirstName:
			named = true
		}
	}
	aum, gdc := s.amount(s.aum, i), s.amount(s.gdc, i)
	all, group := sums.all.is(aum, gdc), sums.group.is(aum, gdc)
	if is == mean && inField && person == 0 {
		return Remark, false
	}
	if is > noLabel && (inField || !named || all) {
		switch {
		case is == firm && person <= 1 && !(named && person == 1), all && person == 0, is == soft && group && person == 0:
			if group && !all || is == sub || is == soft && i < last {
				return Subtotal, true
			}
			return Total, all
		case is == sub && person <= 1:
			return Subtotal, group || all
		case is == soft && person == 0 && !named && numbers > 0 && s.hasPersonal():
			return Subtotal, group || all
		}
	}
	if (all || group) && person == 0 {
		addends := sums.all.rows
		if !all {
			addends = sums.group.rows
		}
		both := book.OrZero(aum) != 0 && book.OrZero(gdc) != 0
		round := book.OrZero(aum)%100_000 == 0 && book.OrZero(gdc)%100_000 == 0
		if !named && len(words) <= 1 && (addends > 2 || s.hasPersonal() || len(words) == 0 && both) || both && addends > 3 && (!round || s.hasPersonal()) || addends > 5 && i == last && !round && s.hasPersonal() {
			if all {
				return Total, true
			}
			return Subtotal, true
		}
	}
	if slices.Contains(s.heads, uint32(i)) {
		return Subtotal, true
	}
	if len(words) > 1 && numbers == 0 && i >= s.n-lastRows && s.belowAll(i) && s.isCut(i) {
		var text []byte
		for k, w := range words {
			if k > 0 {
				text = append(text, ", "...)
			}
			text = append(text, cell.Trim(w.text)...)
		}
		if isSentence(string(text)) {
			return Footer, false // a sentence with a comma in it
		}
	}
	if len(words) == 1 && numbers == 0 && len(s.p.columns) > 1 {
		w := words[0]
		text := string(cell.Trim(w.text))
		who := w.column.Field == field.Name || w.column.Field == field.ID || w.column.Field == field.Household || w.column.Field == field.LastName
		sentence := isSentence(text)
		switch {
		case i > last && (!who || sentence || s.afterGap(i)):
			return Footer, false
		case sentence, !who && w.column.Field == field.NoField && len(s.p.columns) > 2:
			return Remark, false
		}
	}
	return 0, false
}

// lastRows is among how many rows at the end of a file what is said about it is
// looked for, whatever its cells.
const lastRows = 5

// belowAll reports whether no row from i on has a number.
func (s *settler) belowAll(i int) bool {
	for k := i; k < s.n; k++ {
		if s.valued(k) {
			return false
		}
	}
	return true
}

// isCut reports whether row i has fewer cells than there are headings.
func (s *settler) isCut(i int) bool {
	return slices.ContainsFunc(s.problems, func(p Problem) bool { return p.Line == s.lines[i] && p.Reason == cell.ShortRow })
}

// topTotal sets the first row aside where it is the sum of all others.
func (s *settler) topTotal(last int) {
	top := 0
	for top < s.n && s.drop[top] {
		top++
	}
	if top == s.n || s.forced[s.lines[top]] {
		return
	}
	var rest running
	for i := top + 1; i < s.n; i++ {
		if !s.drop[i] {
			rest.all.aum += book.OrZero(s.amount(s.aum, i))
			rest.all.gdc += book.OrZero(s.amount(s.gdc, i))
			rest.all.rows++
		}
	}
	aum, gdc := s.amount(s.aum, top), s.amount(s.gdc, top)
	rest.group = rest.all
	if s.aum != nil && aum == book.Missing || s.gdc != nil && gdc == book.Missing || !rest.all.is(aum, gdc) {
		return
	}
	if _, adds := s.judge(top, last, &rest); adds {
		s.put(top, Total, adds)
		if s.totalAUM == book.Missing && s.totalGDC == book.Missing {
			s.totalAUM, s.totalGDC = aum, gdc
		}
	}
}

// hasPersonal reports whether the file has a column that totals leave empty.
func (s *settler) hasPersonal() bool {
	for _, c := range s.p.columns {
		switch c.Field {
		case field.ID, field.Household, field.Since, field.Potential, field.Likeability:
			return true
		}
	}
	return false
}

// afterGap reports whether a blank line or a total stands right above row i.
func (s *settler) afterGap(i int) bool {
	line := s.lines[i]
	for k := len(s.aside) - 1; k >= 0; k-- {
		a := s.aside[k]
		if a.Line+uint32(a.Rows) == line || a.Line+uint32(a.Rows)+1 == line {
			return true
		}
	}
	return false
}

// groupHeads finds rows without an id that hold the sum of the rows below them,
// up to the next such row: a group's line above its accounts.
func (s *settler) groupHeads() []uint32 {
	var id *column
	for _, c := range s.p.columns {
		if c.Field == field.ID && c.isText() {
			id = c
		}
	}
	if id == nil || s.aum == nil && s.gdc == nil {
		return nil
	}
	var heads []uint32
	for i := range s.n {
		if len(id.at(i)) == 0 && !s.drop[i] {
			if heads = append(heads, uint32(i)); len(heads)*2 > s.n {
				return nil
			}
		}
	}
	fits, large := heads[:0:0], false
	for k, h := range heads {
		end := s.n
		if k+1 < len(heads) {
			end = int(heads[k+1])
		}
		var below sum
		for i := int(h) + 1; i < end; i++ {
			below.aum += book.OrZero(s.amount(s.aum, i))
			below.gdc += book.OrZero(s.amount(s.gdc, i))
			below.rows++
		}
		rows := below.rows
		below.rows = max(rows, 2)
		if rows > 0 && below.is(s.amount(s.aum, int(h)), s.amount(s.gdc, int(h))) {
			fits = append(fits, h)
			large = large || rows > 1
		}
	}
	if large {
		s.heads = fits
	}
	return s.heads
}

// nameless are the rows that may be sums by what they lack, and the last rows.
func (s *settler) nameless() []uint32 {
	var rows []uint32
	for i := max(0, s.n-lastRows); i < s.n; i++ {
		rows = append(rows, uint32(i))
	}
	for _, f := range [...]field.Field{field.ID, field.Name} {
		for _, c := range s.p.columns {
			if c.Field != f || !c.isText() {
				continue
			}
			if c.empty > 0 && c.empty*4 < s.n {
				start := uint32(0)
				for i, end := range c.ends {
					if end == start {
						rows = append(rows, uint32(i))
					}
					start = end
				}
			}
			return rows
		}
	}
	return rows
}
