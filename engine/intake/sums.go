package intake

import (
	"slices"

	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
)

// askRepeated asks about amounts that are the same in all rows of many clients.
func (s *settler) askRepeated(imp *Import, b *book.Book, group []uint32, n int) {
	if s.p.payments {
		return // one as large as another is no repetition
	}
	for _, c := range s.p.columns {
		if c.kind == asCents || c.kind == asMinutes {
			if q, ask := s.repeated(c, group, n); ask && s.opt.Columns[c.Number].Format.Repeated == 0 {
				s.p.asked = append(s.p.asked, q)
			}
		}
	}
}

// repeated is the question about a column of amounts, or of service time, and
// whether it is one: whether the rows of a third of the groups of several say the
// same.
func (s *settler) repeated(c *column, group []uint32, n int) (Question, bool) {
	if c == nil {
		return Question{}, false
	}
	var same int
	var added, saved int64
	var ask bool
	if c.kind == asMinutes {
		same, saved, ask = repeatsOf(c.minutes, group, n)
		added = int64(total(c.minutes))
	} else {
		same, saved, ask = repeatsOf(c.cents, group, n)
		added = int64(total(c.cents))
	}
	return Question{Kind: AskRepeated, Field: c.Field, Columns: []int{c.Number}, Count: same, Sums: []book.Cents{book.Cents(added), book.Cents(added - saved)}}, ask
}

// repeatsOf counts the groups whose rows say the same, and what it saves to take
// that once. Groups beyond n are not looked at.
func repeatsOf[Q book.Quantity](column []Q, group []uint32, n int) (same int, saved int64, ask bool) {
	first := make([]Q, n)
	counts := make([]int32, n) // rows with a value; negative once they differ
	for i, g := range group {
		v := column[i]
		switch {
		case v == book.Missing || int(g) >= n || counts[g] < 0:
		case counts[g] == 0:
			first[g], counts[g] = v, 1
		case first[g] == v && v != 0:
			counts[g]++
		default:
			counts[g] = -1
		}
	}
	several := 0
	for g, k := range counts {
		if k > 1 {
			same++
			saved += int64(first[g]) * int64(k-1)
		}
		if k > 1 || k < 0 {
			several++
		}
	}
	return same, saved, same > 0 && same*3 >= several
}

// sumUp adds the amounts of each client, or takes those once that are the same
// in all its rows, where the user said so.
func sumUp[Q book.Quantity](s *settler, column []Q, group []uint32, n int, f field.Field) []Q {
	c := s.column(f)
	if column == nil || c == nil {
		return nil
	}
	sums, over := add(column, group, n)
	if c.Format.Repeated == cell.Once {
		first := make([]Q, n)
		differ := make([]bool, n)
		for i := range first {
			first[i] = book.Missing
		}
		for i, v := range column {
			if g := group[i]; v != book.Missing {
				differ[g] = differ[g] || first[g] != book.Missing && first[g] != v
				first[g] = v
			}
		}
		for g := range sums {
			if !differ[g] {
				sums[g] = first[g]
			}
		}
	}
	s.tooMuch(over, group, c.Number, f)
	return sums
}

func (s *settler) sumUpMillis(column []book.Milli, group []uint32, n int) []book.Milli {
	sums, over := add(column, group, n)
	if c := s.column(field.Referrals); c != nil {
		s.tooMuch(over, group, c.Number, field.Referrals)
	}
	return sums
}

// column is the column of a field, nil for none.
func (s *settler) column(f field.Field) *column {
	for _, c := range s.p.columns {
		if c.Field == f {
			return c
		}
	}
	return nil
}

// tooMuch notes the clients whose sum is beyond belief.
func (s *settler) tooMuch(over []uint32, group []uint32, column int, field field.Field) {
	for _, g := range over {
		i := slices.Index(group, g)
		s.problem(s.lines[i], column, field, cell.Unbelievable, nil)
	}
}

// add sums a column by client; over are the clients whose sum is beyond
// book.Largest: they have none.
func add[Q book.Quantity](column []Q, group []uint32, n int) (sums []Q, over []uint32) {
	if column == nil {
		return nil, nil
	}
	sums = make([]Q, n)
	for g := range sums {
		sums[g] = book.Missing
	}
	var bad map[uint32]bool
	for i, v := range column {
		g := group[i]
		if v == book.Missing || bad[g] {
			continue
		}
		if sums[g] == book.Missing {
			sums[g] = 0
		}
		// Neither is beyond Largest, so the sum fits.
		if sums[g] += v; sums[g] > book.Largest || sums[g] < -book.Largest {
			if bad == nil {
				bad = map[uint32]bool{}
			}
			bad[g] = true
			sums[g] = book.Missing
			over = append(over, g)
		}
	}
	return sums, over
}

// extreme takes the best value of each client's rows.
func extreme[Q book.Quantity](column []Q, group []uint32, n int, better func(a, b Q) bool) []Q {
	if column == nil {
		return nil
	}
	out := make([]Q, n)
	for g := range out {
		out[g] = book.Missing
	}
	for i, v := range column {
		if g := group[i]; v != book.Missing && (out[g] == book.Missing || better(v, out[g])) {
			out[g] = v
		}
	}
	return out
}

// firstText takes the first text of each client's rows that is not blank.
func firstText(t book.Text, group []uint32, n int) book.Text {
	if t.Len() == 0 {
		return t
	}
	row := make([]uint32, n) // the row it is taken from, plus 1
	for i, g := range group {
		if row[g] == 0 && len(t.Bytes(i)) > 0 {
			row[g] = uint32(i) + 1
		}
	}
	var out book.Text
	out.Grow(n, t.Size())
	for _, i := range row {
		if i == 0 {
			out.AppendBytes(nil)
		} else {
			out.AppendBytes(t.Bytes(int(i) - 1))
		}
	}
	return out
}

func pick[T any](column []T, rows []uint32) []T {
	out := make([]T, len(rows))
	for k, i := range rows {
		out[k] = column[i]
	}
	return out
}
