package intake

import (
	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
)

// count fills in what became of the cells, and the control totals.
func (s *settler) count(imp *Import) {
	unread := make([]int, len(s.p.columns))
	for _, p := range s.problems {
		if p.Column >= 0 && p.Loses() {
			unread[p.Column]++
		}
	}
	for k, c := range s.p.columns {
		if c.Number < 0 {
			continue
		}
		if c.kind == asNothing {
			continue
		}
		if s.recount {
			c.recount()
		}
		c.Missing = c.empty
		c.Unreadable = unread[k]
		c.Read = s.n - c.Missing
		if c.kind >= asCents {
			c.Missing -= c.Unreadable
		}
	}
	for _, c := range s.p.columns {
		if c.Field == field.Since {
			if n := after(c.days, s.opt.AsOf); n > 0 {
				s.p.notes = append(s.p.notes, Note{NoteFuture, c.Number, n})
			}
		}
	}
	k := &imp.Controls
	k.TotalAUM, k.TotalGDC = s.totalAUM, s.totalGDC
	k.LeftAUM, k.LeftGDC, k.OutsideAUM, k.OutsideGDC = s.left.aum, s.left.gdc, s.outside.aum, s.outside.gdc
	k.FileAUM = book.Add(book.Add(s.sumWritten(s.aum), k.LeftAUM), k.OutsideAUM)
	k.FileGDC = book.Add(book.Add(s.sumWritten(s.gdc), k.LeftGDC), k.OutsideGDC)
	if s.aum != nil {
		k.AUM = total(s.aum.cents)
		k.MissingAUM = s.aum.Missing + s.aum.Unreadable
	}
	if s.gdc != nil {
		k.GDC = total(s.gdc.cents)
		k.MissingGDC = s.gdc.Missing + s.gdc.Unreadable
	}
	for _, a := range s.aside {
		k.SetAside += a.Rows
	}
	k.LeftOut = s.leftOut
	k.DataRows = s.n
	k.Clients = s.n
	k.Rows = s.records
}

// recount counts the rows without a value anew, where rows have gone or cells
// have changed since they were read.
func (c *column) recount() {
	switch c.kind {
	case asCents:
		c.empty = missing(c.cents)
	case asDay:
		c.empty = missing(c.days)
	case asMilli:
		c.empty = missing(c.millis)
	case asMinutes:
		c.empty = missing(c.minutes)
	default:
		c.empty = 0
		start := uint32(0)
		for _, end := range c.ends {
			if end == start {
				c.empty++
			}
			start = end
		}
	}
}

func missing[Q book.Quantity](column []Q) int {
	n := 0
	for _, v := range column {
		if v == book.Missing {
			n++
		}
	}
	return n
}

// after counts the days after another.
func after(days []book.Day, day book.Day) (n int) {
	for _, d := range days {
		if d > day {
			n++
		}
	}
	return n
}

// sumWritten sums a column as the file has it.
func (s *settler) sumWritten(c *column) book.Cents {
	switch {
	case c == nil:
		return 0
	case c.factor == 1 && c.Format.Period != cell.YearToDate:
		return total(c.cents)
	}
	sum := book.Cents(0)
	for _, v := range c.cents {
		sum = book.Add(sum, s.written(c, v))
	}
	return sum
}

// total sums a column; a sum beyond 64 bits stays at the greatest there is.
func total[Q book.Quantity](column []Q) Q {
	const most, least = 1<<63 - 1, -1 << 63
	sum := Q(0)
	for _, v := range column {
		if v == book.Missing {
			continue
		}
		next := sum + v
		if v > 0 && next < sum {
			return Q(most)
		}
		if v < 0 && next > sum {
			return Q(least + 1)
		}
		sum = next
	}
	return sum
}
