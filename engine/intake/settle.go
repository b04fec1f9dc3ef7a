package intake

import (
	"slices"

	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
)

// settler decides which rows are clients.
type settler struct {
	*reader
	n          int
	aum, gdc   *column
	aums, gdcs []book.Cents // theirs, as the file has them: totals add up before amounts are made annual
	drop       []bool
	dropped    int
	recount    bool // the columns' counts of empty cells are no longer right
	left       sum  // of the rows left out by the user, as the file has them
	outside    sum  // of the payments outside the twelve months
	named      bool // a column of the file names households
}

// settle sets aside the rows that are no clients.
func (r *reader) settle() *settler {
	s := &settler{reader: r, n: len(r.lines)}
	for _, c := range r.p.columns {
		switch c.Field {
		case field.AUM:
			s.aum = c
		case field.GDC:
			s.gdc = c
		}
	}
	s.aums, s.gdcs = s.writtenAll(s.aum), s.writtenAll(s.gdc)
	s.drop = make([]bool, s.n)
	s.leaveOut()
	s.sift()
	s.window()
	s.lateFooters()
	s.recount = s.dropped > 0 || len(r.opt.Cells) > 0
	if s.dropped > 0 {
		s.compact()
	}
	book.Arrange(r.aside, func(a, b Aside) int { return int(a.Line) - int(b.Line) })
	book.Arrange(r.problems, func(a, b Problem) int {
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
			s.note(&s.left, i)
		}
	}
}

// note adds the amounts of row i to a sum, as the file has them.
func (s *settler) note(to *sum, i int) {
	to.aum += book.OrZero(s.amount(s.aum, i))
	to.gdc += book.OrZero(s.amount(s.gdc, i))
	to.rows++
}

// written is an annual amount as it was before it was made annual, 0 for none.
func (s *settler) written(c *column, v book.Cents) book.Cents {
	switch {
	case c == nil || v == book.Missing:
		return 0
	case c.Format.Period == cell.YearToDate:
		return cell.ToDate(v, s.opt.AsOf)
	}
	return v / book.Cents(c.factor)
}

// writtenAll is a column of amounts as the file has them, nil for none.
func (s *settler) writtenAll(c *column) []book.Cents {
	switch {
	case c == nil:
		return nil
	case c.factor == 1 && c.Format.Period != cell.YearToDate:
		return c.cents
	}
	all := make([]book.Cents, len(c.cents))
	for i, v := range c.cents {
		if all[i] = v; v != book.Missing {
			all[i] = s.written(c, v)
		}
	}
	return all
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
	aums, gdcs := s.aums, s.gdcs
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
	s.topTotal(last)
}

// amount is what row i has of AUM or of GDC, as the file has it.
func (s *settler) amount(c *column, i int) book.Cents {
	switch {
	case c == nil:
		return book.Missing
	case c == s.aum:
		return s.aums[i]
	}
	return s.gdcs[i]
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
				cell = amountText(s.written(c, c.cents[i]) / book.Cents(max(c.Format.Times, 1))) // as the file has it
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
		if c.Field == field.PaymentDate {
			when = c
		}
	}
	s.askAsOf(when)
	from := cell.YearBefore(s.opt.AsOf)
	for i, d := range when.days {
		if !s.drop[i] && book.Has(d) && (d <= from || d > s.opt.AsOf) {
			s.drop[i] = true
			s.dropped++
			s.note(&s.outside, i)
			s.aside = append(s.aside, Aside{Line: s.lines[i], Rows: 1, Reason: OutsidePeriod, Text: d.String()})
		}
	}
}

// askAsOf asks whether the list is true as of its last payment, where that is more
// than a month away from the as-of date and most payments do not count by it.
func (s *settler) askAsOf(when *column) {
	last := book.Day(book.Missing)
	each := func(tell func(d book.Day)) {
		for i, d := range when.days {
			if !s.drop[i] && book.Has(d) {
				tell(d)
			}
		}
	}
	each(func(d book.Day) { last = max(last, d) })
	if last == book.Missing || last <= s.opt.AsOf && last > s.opt.AsOf-31 {
		return
	}
	all, now, then := 0, 0, 0
	nowFrom, thenFrom := cell.YearBefore(s.opt.AsOf), cell.YearBefore(last)
	each(func(d book.Day) {
		all++
		if d > nowFrom && d <= s.opt.AsOf {
			now++
		}
		if d > thenFrom {
			then++
		}
	})
	if now*2 < all && then > now {
		s.p.asked = append(s.p.asked, Question{Kind: AskAsOf, Columns: []int{when.Number}, Count: all - now, Day: last})
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
