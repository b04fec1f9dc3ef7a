package intake

import (
	"bytes"
	"slices"
	"strings"

	"tierbook/engine/book"
)

// labels are how surely a text is the label of a sum.
type labels uint8

const (
	noLabel labels = iota
	soft           // Boise Total: perhaps a name
	sub            // Subtotal
	firm           // Grand Total
)

// label reads a cell as the label of a sum.
func label(cell []byte) labels {
	if cell = trim(cell); len(cell) < 3 || len(cell) > 60 {
		return noLabel
	}
	text := strings.TrimRight(lower(cell), " :.")
	switch text {
	case "total", "totals", "grand total", "grand totals", "overall total", "report total", "report totals", "sum", "sums", "total sum", "total all", "all total",
		"gesamt", "gesamtsumme", "summe", "total general", "totale", "totaal", "total clients", "total households", "total accounts":
		return firm
	case "subtotal", "subtotals", "sub total", "sub totals", "sub-total", "sub-totals", "group total", "zwischensumme":
		return sub
	}
	for _, start := range [...]string{"total for ", "totals for ", "total (", "totals (", "grand total", "total: ", "total - ", "total of ", "count: ", "record count"} {
		if strings.HasPrefix(text, start) {
			return firm
		}
	}
	for _, start := range [...]string{"subtotal ", "sub total ", "sub-total ", "subtotal: "} {
		if strings.HasPrefix(text, start) {
			return sub
		}
	}
	if strings.HasPrefix(text, "total ") || strings.HasSuffix(text, " total") || strings.HasSuffix(text, " totals") || strings.HasSuffix(text, " subtotal") {
		return soft
	}
	return noLabel
}

// isSentence reports whether a text is more likely said about the file than the
// name of a client.
func isSentence(text string) bool {
	if len(text) > 60 || strings.HasSuffix(text, ".") && strings.Count(text, " ") > 2 || strings.HasSuffix(text, ":") {
		return true
	}
	low := lower([]byte(text[:min(len(text), 60)]))
	for _, start := range [...]string{"confidential", "disclaimer", "disclosure", "generated", "printed", "report", "run date", "date ", "as of", "page ", "source", "note:", "notes:", "©", "copyright", "for internal", "end of", "exported", "prepared", "created", "internal use", "important", "* ", "** ", "data as", "all rights", "filter", "sorted by", "region:", "advisor:", "group:", "this report", "past performance"} {
		if strings.HasPrefix(low, start) {
			return true
		}
	}
	return false
}

// word is one cell of a row, as a text.
type word struct {
	column *column
	text   []byte
}

// settler decides which rows are clients.
type settler struct {
	*reader
	n        int
	aum, gdc *column
	drop     []bool
	dropped  int
	recount  bool // the columns' counts of empty cells are no longer right
	named    bool // a column of the file names households
}

// settle sets aside the rows that are no clients.
func (r *reader) settle() *settler {
	s := &settler{reader: r, n: len(r.lines)}
	for _, c := range r.p.columns {
		switch c.Field {
		case AUM:
			s.aum = c
		case GDC:
			s.gdc = c
		}
	}
	s.drop = make([]bool, s.n)
	s.leaveOut()
	s.sift()
	s.window()
	s.lateFooters()
	s.recount = s.dropped > 0 || len(r.opt.Cells) > 0
	if s.dropped > 0 {
		s.compact()
	}
	slices.SortStableFunc(r.aside, func(a, b Aside) int { return int(a.Line) - int(b.Line) })
	slices.SortStableFunc(r.problems, func(a, b Problem) int {
		if a.Line != b.Line {
			return int(a.Line) - int(b.Line)
		}
		return a.Column - b.Column
	})
	return s
}

// row is the row that begins on a line, -1 for none.
func (r *reader) row(line uint32) int {
	if i, ok := slices.BinarySearch(r.lines, line); ok {
		return i
	}
	return -1
}

// leaveOut takes out the rows that the user left out.
func (s *settler) leaveOut() {
	for _, o := range s.opt.LeftOut {
		if i := s.row(o.Line); i >= 0 && !s.drop[i] {
			s.drop[i] = true
			s.dropped++
			s.leftOut++
		}
	}
}

// valued reports whether a row has a value in any column of numbers.
func (s *settler) valued(i int) bool {
	for _, c := range s.p.columns {
		if c.hasNumber(i) {
			return true
		}
	}
	return false
}

// hasNumber reports whether a column of numbers has a value in row i.
func (c *column) hasNumber(i int) bool {
	switch c.kind {
	case asCents:
		return book.Has(c.cents[i])
	case asDay:
		return book.Has(c.days[i])
	case asMilli:
		return book.Has(c.millis[i])
	case asMinutes:
		return book.Has(c.minutes[i])
	}
	return false
}

// at is the text of row i in a column of text.
func (c *column) at(i int) []byte {
	start := uint32(0)
	if i > 0 {
		start = c.ends[i-1]
	}
	return c.text[start:c.ends[i]]
}

func (c *column) isText() bool { return c.kind == asText || c.kind == asName || c.kind == asHash }

// sift goes through the rows that may be no clients: those without a number,
// those that name themselves a total, those whose amounts are the sum of others.
func (s *settler) sift() {
	suspects := slices.Clone(s.suspects)
	numbers := slices.ContainsFunc(s.p.columns, func(c *column) bool { return c.kind >= asCents })
	if s.aum == nil && s.gdc == nil && numbers {
		for i := range s.n {
			if !s.valued(i) {
				suspects = append(suspects, uint32(i))
			}
		}
	}
	for _, p := range s.problems {
		if p.Column >= 0 && (label([]byte(p.Text)) != noLabel || p.Text == s.p.columns[p.Column].Original) {
			if i := s.row(p.Line); i >= 0 {
				suspects = append(suspects, uint32(i))
			}
		}
	}
	suspects = append(suspects, s.groupHeads()...)
	suspects = append(suspects, s.nameless()...)
	slices.Sort(suspects)
	suspects = slices.Compact(suspects)

	last := s.n - 1 // the last row with anything but one text
	for last >= 0 && (s.drop[last] || s.filled(last) < 2) {
		last--
	}
	var aums, gdcs []book.Cents
	if s.aum != nil {
		aums = s.aum.cents
	}
	if s.gdc != nil {
		gdcs = s.gdc.cents
	}
	var sums running
	next, upcoming := 0, s.n
	if len(suspects) > 0 {
		upcoming = int(suspects[0])
	}
	some := s.dropped > 0
	for i := range s.n {
		aum, gdc := book.Cents(book.Missing), book.Cents(book.Missing)
		if aums != nil {
			aum = aums[i]
		}
		if gdcs != nil {
			gdc = gdcs[i]
		}
		suspect := i == upcoming
		if suspect {
			next++
			upcoming = s.n
			if next < len(suspects) {
				upcoming = int(suspects[next])
			}
		}
		if some && s.drop[i] {
			continue
		}
		if aum == book.Missing && gdc == book.Missing && !suspect {
			suspect = (s.aum != nil || s.gdc != nil) && !s.valued(i)
		}
		// Most rows are neither suspects nor a sum of those above.
		if suspect || aum == sums.all.aum || gdc == sums.all.gdc || aum == sums.group.aum || gdc == sums.group.gdc {
			if suspect || sums.match(aum, gdc) {
				if reason, adds := s.judge(i, last, &sums); reason != 0 && !s.forced[s.lines[i]] {
					s.put(i, reason, adds)
					some = true
					if reason == Total || reason == Subtotal {
						sums.group = sum{}
						if reason == Total {
							s.totalAUM, s.totalGDC = aum, gdc
						}
					}
					continue
				}
			}
		}
		if aum != book.Missing {
			sums.all.aum += aum
			sums.group.aum += aum
		}
		if gdc != book.Missing {
			sums.all.gdc += gdc
			sums.group.gdc += gdc
		}
		sums.all.rows++
		sums.group.rows++
	}
}

// nameless are the rows that may be sums by what they lack, and the last rows.
func (s *settler) nameless() []uint32 {
	var rows []uint32
	for i := max(0, s.n-5); i < s.n; i++ {
		rows = append(rows, uint32(i))
	}
	for _, f := range [...]Field{ID, Name} {
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

func (s *settler) amount(c *column, i int) book.Cents {
	if c == nil {
		return book.Missing
	}
	return c.cents[i]
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
			if c.kind == asDay || c.Field == Potential || c.Field == Likeability {
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
			if heading := []byte(w.column.Original); bytes.Equal(trim(w.text), trim(heading)) {
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
			inField = inField || w.column.Field != NoField
			continue
		}
		switch w.column.Field {
		case ID, Household:
			person++
		case Name, LastName, FirstName:
			named = true
		}
	}
	aum, gdc := s.amount(s.aum, i), s.amount(s.gdc, i)
	all, group := sums.all.is(aum, gdc), sums.group.is(aum, gdc)
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
		if !named && len(words) <= 1 && (addends > 2 || s.hasPersonal()) || both && addends > 3 && (!round || s.hasPersonal()) || addends > 5 && i == last && !round && s.hasPersonal() {
			if all {
				return Total, true
			}
			return Subtotal, true
		}
	}
	if slices.Contains(s.heads, uint32(i)) {
		return Subtotal, true
	}
	if len(words) == 1 && numbers == 0 && len(s.p.columns) > 1 {
		w := words[0]
		text := string(trim(w.text))
		who := w.column.Field == Name || w.column.Field == ID || w.column.Field == Household || w.column.Field == LastName
		sentence := isSentence(text)
		switch {
		case i > last && (!who || sentence || s.afterGap(i)):
			return Footer, false
		case sentence, !who && w.column.Field == NoField && len(s.p.columns) > 2:
			return Remark, false
		}
	}
	return 0, false
}

// hasPersonal reports whether the file has a column that totals leave empty.
func (s *settler) hasPersonal() bool {
	for _, c := range s.p.columns {
		switch c.Field {
		case ID, Household, Since, Potential, Likeability:
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
		if c.Field == ID && c.isText() {
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

// put sets row i aside.
func (s *settler) put(i int, reason AsideReason, adds bool) {
	s.drop[i] = true
	s.dropped++
	var text []byte
	if reason != Blank {
		for _, c := range s.p.columns {
			var cell []byte
			switch {
			case c.isText():
				cell = c.at(i)
			case c.kind == asCents && book.Has(c.cents[i]):
				cell = amountText(c.cents[i] / book.Cents(c.factor*max(c.Format.Times, 1))) // as the file has it
			}
			for _, w := range s.unread(i) {
				if w.column == c {
					cell = w.text
				}
			}
			if len(cell) > 0 {
				if len(text) > 0 {
					text = append(text, " · "...)
				}
				text = append(text, cell...)
			}
		}
	}
	s.setAside(s.lines[i], reason, text)
	s.aside[len(s.aside)-1].Sums = adds
}

// amountText writes an amount with its cents.
func amountText(v book.Cents) []byte {
	var text []byte
	if v < 0 {
		text = append(text, '-')
		v = -v
	}
	whole := uint64(v) / 100
	digits := []byte{}
	for n := 0; whole > 0 || n == 0; n++ {
		if n > 0 && n%3 == 0 {
			digits = append(digits, ',')
		}
		digits = append(digits, byte('0'+whole%10))
		whole /= 10
	}
	slices.Reverse(digits)
	text = append(text, digits...)
	return append(text, '.', byte('0'+v/10%10), byte('0'+v%10))
}

// window sets aside the payments outside the twelve months to the as-of date.
func (s *settler) window() {
	if !s.p.payments {
		return
	}
	var when *column
	for _, c := range s.p.columns {
		if c.Field == PaymentDate {
			when = c
		}
	}
	t := s.opt.AsOf.Time()
	year, month, day := t.Year()-1, int(t.Month()), t.Day()
	from := book.Date(year, month, min(day, daysIn(year, month)))
	for i, d := range when.days {
		if !s.drop[i] && book.Has(d) && (d <= from || d > s.opt.AsOf) {
			s.drop[i] = true
			s.dropped++
			s.aside = append(s.aside, Aside{Line: s.lines[i], Rows: 1, Reason: OutsidePeriod, Text: d.String()})
		}
	}
}

// lateFooters tells the lines below the last client from the remarks between
// them.
func (s *settler) lateFooters() {
	last := s.n - 1
	for last >= 0 && s.drop[last] {
		last--
	}
	line := uint32(0)
	if last >= 0 {
		line = s.lines[last]
	}
	for k := range s.aside {
		a := &s.aside[k]
		if a.Reason == Remark {
			switch l := label([]byte(a.Text)); {
			case l == firm:
				a.Reason = Total
			case l == sub:
				a.Reason = Subtotal
			case a.Line > line:
				a.Reason = Footer
			}
		}
	}
}

// compact takes the dropped rows out of all columns, and their problems off the
// list.
func (s *settler) compact() {
	gone := func(line uint32) bool {
		i := s.row(line)
		return i >= 0 && s.drop[i]
	}
	s.problems = slices.DeleteFunc(s.problems, func(p Problem) bool { return gone(p.Line) })
	for _, c := range s.p.columns {
		switch {
		case c.isText():
			c.text, c.ends = keepText(c.text, c.ends, s.drop)
		case c.kind == asCents:
			c.cents = keep(c.cents, s.drop)
		case c.kind == asDay:
			c.days = keep(c.days, s.drop)
		case c.kind == asMilli:
			c.millis = keep(c.millis, s.drop)
		case c.kind == asMinutes:
			c.minutes = keep(c.minutes, s.drop)
		}
	}
	s.lines = keep(s.lines, s.drop)
	s.n = len(s.lines)
}

// keep takes the dropped rows out, in place.
func keep[T any](column []T, drop []bool) []T {
	to := 0
	for i, v := range column {
		if !drop[i] {
			column[to] = v
			to++
		}
	}
	return column[:to]
}

func keepText(text []byte, ends []uint32, drop []bool) ([]byte, []uint32) {
	to, row, start := uint32(0), 0, uint32(0)
	for i, end := range ends {
		if !drop[i] {
			to += uint32(copy(text[to:], text[start:end]))
			ends[row] = to
			row++
		}
		start = end
	}
	return text[:to], ends[:row]
}
