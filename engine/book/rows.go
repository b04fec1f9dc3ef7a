package book

import (
	"bytes"
	"slices"
)

// Rows are the first n rows of a book, in its order.
func Rows(n int) []int32 {
	rows := make([]int32, n)
	for i := range rows {
		rows[i] = int32(i)
	}
	return rows
}

// ByNumber orders the rows by their key, the smallest first, rows with equal
// keys in the order given. It sorts eight bits at a time, least significant
// first, which is linear in the number of rows and skips the bytes that all
// keys share.
func ByNumber[Q Quantity](rows []int32, key func(row int32) Q) []int32 {
	type pair struct {
		key uint64
		row int32
	}
	from, to := make([]pair, len(rows)), make([]pair, len(rows))
	var counts [8][256]int
	for i, row := range rows {
		k := uint64(key(row)) ^ 1<<63 // signed order as unsigned order
		from[i] = pair{k, row}
		for b := range counts {
			counts[b][byte(k>>(8*b))]++
		}
	}
	for b := range counts {
		if len(rows) == 0 || counts[b][byte(from[0].key>>(8*b))] == len(rows) {
			continue
		}
		sum := 0
		for v, n := range counts[b] {
			counts[b][v] = sum
			sum += n
		}
		for _, p := range from {
			at := &counts[b][byte(p.key>>(8*b))]
			to[*at] = p
			*at++
		}
		from, to = to, from
	}
	out := make([]int32, len(rows))
	for i, p := range from {
		out[i] = p.row
	}
	return out
}

// ByText orders the rows by folded text, from A to Z or, with down, from Z to
// A, rows with equal texts in the order given. Like ByNumber it goes by eight
// bytes at a time, but from the front, and on only where those agree.
func ByText(rows []int32, down bool, at func(row int32) []byte) []int32 {
	var folded Text
	folded.Grow(len(rows), 16*len(rows))
	var scratch []byte
	order := make([]int32, len(rows)) // places in rows and folded
	for i, row := range rows {
		scratch = Fold(scratch[:0], at(row))
		folded.AppendBytes(scratch)
		order[i] = int32(i)
	}
	t := texts{folded, down}
	t.sort(order, 0)
	for i, at := range order {
		order[i] = rows[at]
	}
	return order
}

// texts are texts being sorted.
type texts struct {
	Text
	down bool
}

// few is how many texts are rather compared one with another than sorted by
// their bytes.
const few = 100

// sort orders places of texts that agree in the first bytes.
func (t texts) sort(places []int32, agree int) {
	if len(places) < few {
		slices.SortStableFunc(places, func(x, y int32) int {
			if t.down {
				x, y = y, x
			}
			return bytes.Compare(t.rest(x, agree), t.rest(y, agree))
		})
		return
	}
	copy(places, ByNumber(places, func(i int32) Day { return t.key(i, agree) }))
	for from := 0; from < len(places); {
		to, key, longer := from, t.key(places[from], agree), false
		for to < len(places) && t.key(places[to], agree) == key {
			longer = longer || len(t.rest(places[to], agree)) > 8
			to++
		}
		if to-from > 1 && longer {
			t.sort(places[from:to], agree+8)
		}
		from = to
	}
}

// rest is a text without its first bytes.
func (t texts) rest(place int32, from int) []byte {
	text := t.Bytes(int(place))
	return text[min(from, len(text)):]
}

// key is the eight bytes of a text from one on, as a number in their order.
func (t texts) key(place int32, from int) Day {
	text := t.rest(place, from)
	var k uint64
	for i := range 8 {
		k <<= 8
		if i < len(text) {
			k |= uint64(text[i])
		}
	}
	if t.down {
		k = ^k
	}
	return Day(k ^ 1<<63)
}
