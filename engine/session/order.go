package session

import (
	"bytes"
	"slices"

	"tierbook/engine/book"
)

// byNumber orders the rows by their key, the smallest first, rows with equal
// keys in the order given. It sorts eight bits at a time, least significant
// first, which is linear in the number of rows and skips the bytes that all
// keys share.
func byNumber[Q book.Quantity](rows []int32, key func(row int32) Q) []int32 {
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

// byText orders the rows by folded text: by the first eight bytes at once, and
// only where those agree by the whole.
func byText(rows []int32, at func(row int32) []byte) []int32 {
	var scratch []byte
	prefix := func(row int32) book.Day {
		scratch = fold(scratch[:0], at(row))
		var k uint64
		for i := range 8 {
			k <<= 8
			if i < len(scratch) {
				k |= uint64(scratch[i])
			}
		}
		return book.Day(k ^ 1<<63)
	}
	out := byNumber(rows, prefix)
	var a, b []byte
	for lo := 0; lo < len(out); {
		hi, k := lo+1, prefix(out[lo])
		for hi < len(out) && prefix(out[hi]) == k {
			hi++
		}
		if hi-lo > 1 {
			slices.SortStableFunc(out[lo:hi], func(x, y int32) int {
				a, b = fold(a[:0], at(x)), fold(b[:0], at(y))
				return bytes.Compare(a, b)
			})
		}
		lo = hi
	}
	return out
}
