package intake

import (
	"slices"
)

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
