package score

import (
	"math/bits"
	"sort"

	"tierbook/engine/book"
)

// points turns a column into points, -1 where there is no value. It is nil
// where nobody has one. Where higher is not set, a lower value is the better.
func points[Q book.Quantity](column []Q, higher bool, n Normalise, scratch *book.Scratch) []int16 {
	low, high, have := book.Bounds(column)
	if have == 0 {
		return nil
	}
	out := make([]int16, len(column))
	switch {
	case n.Kind == Bands:
		banded(out, column, n.Bands)
	case n.Kind == Range:
		low, high = middle(column, low, high, have, scratch)
		ranged(out, column, low, high, higher)
	case narrow(low, high, len(column)):
		counted(out, column, low, high, have, higher)
	default:
		sorted(out, column, higher, scratch)
	}
	return out
}

// narrow reports whether the values are so close together that counting how
// many clients have each is cheaper than sorting: ratings, counts, days, hours.
func narrow[Q book.Quantity](low, high Q, n int) bool {
	return uint64(high)-uint64(low) < uint64(4*n+1024)
}

// counts is how many clients have each value from low to high.
func counts[Q book.Quantity](column []Q, low, high Q) []int32 {
	table := make([]int32, high-low+1)
	for _, v := range column {
		if v != book.Missing {
			table[v-low]++
		}
	}
	return table
}

// percentile is the percentile rank round(10000·(2·worse+equal) / 2·have) of a
// client that does better than worse of have clients and as well as equal,
// itself included.
func percentile(worse, equal, have int) int16 {
	return int16((MaxPoints*(2*worse+equal) + have) / (2 * have))
}

func counted[Q book.Quantity](out []int16, column []Q, low, high Q, have int, higher bool) {
	table := counts(column, low, high)
	worse := 0
	for k := range table {
		v := k
		if !higher {
			v = len(table) - 1 - k
		}
		if equal := int(table[v]); equal > 0 {
			table[v] = int32(percentile(worse, equal, have))
			worse += equal
		}
	}
	for i, v := range column {
		if v == book.Missing {
			out[i] = -1
		} else {
			out[i] = int16(table[v-low])
		}
	}
}

func sorted[Q book.Quantity](out []int16, column []Q, higher bool, scratch *book.Scratch) {
	order := book.Sort(column, !higher, scratch)
	keys, shift, client := order.Keys, order.Bits&63, uint64(1)<<order.Bits-1
	if len(keys) < len(out) {
		for i := range out {
			out[i] = -1
		}
	}
	for from := 0; from < len(keys); {
		to, value := from+1, keys[from]>>shift
		for to < len(keys) && keys[to]>>shift == value {
			to++
		}
		p := percentile(from, to-from, len(keys))
		for _, key := range keys[from:to] {
			out[key&client] = p
		}
		from = to
	}
}

// middle is the values at positions ceil(have·5/100) and ceil(have·95/100) of
// the column in ascending order.
func middle[Q book.Quantity](column []Q, low, high Q, have int, scratch *book.Scratch) (Q, Q) {
	first, last := (5*have+99)/100, (95*have+99)/100
	if narrow(low, high, len(column)) {
		table := counts(column, low, high)
		return low + Q(place(table, first)), low + Q(place(table, last))
	}
	order := book.Sort(column, false, scratch)
	return column[order.Client(first-1)], column[order.Client(last-1)]
}

// place is the value at a position, from 1, of the values counted in a table.
func place(table []int32, position int) int {
	v := 0
	for seen := int(table[0]); seen < position; seen += int(table[v]) {
		v++
	}
	return v
}

// ranged is round(10000·clamp(x−low, 0, high−low) / (high−low)), 5000 where
// low and high are one, and 10000 less that where lower is better.
func ranged[Q book.Quantity](out []int16, column []Q, low, high Q, higher bool) {
	span := uint64(high) - uint64(low)
	fits := span < 1<<63/(2*MaxPoints)
	for i, v := range column {
		p := uint64(MaxPoints / 2)
		switch {
		case v == book.Missing:
			out[i] = -1
			continue
		case span == 0:
		case v <= low:
			p = 0
		case v >= high:
			p = MaxPoints
		case fits:
			p = (2*MaxPoints*uint64(v-low) + span) / (2 * span)
		default:
			hi, lo := bits.Mul64(MaxPoints, uint64(v)-uint64(low))
			q, rest := bits.Div64(hi, lo, span)
			if p = q; rest >= span-rest {
				p++
			}
		}
		if !higher {
			p = MaxPoints - p
		}
		out[i] = int16(p)
	}
}

// banded gives the points of the last band whose From the value reaches, 0
// below the first.
func banded[Q book.Quantity](out []int16, column []Q, bands []Band) {
	for i, v := range column {
		if v == book.Missing {
			out[i] = -1
		} else if k := sort.Search(len(bands), func(k int) bool { return bands[k].From > int64(v) }); k > 0 {
			out[i] = int16(bands[k-1].Points)
		}
	}
}
