package cost

import (
	"cmp"
	"math/bits"
	"slices"

	"tierbook/engine/book"
)

// SharedOut is the part of a time-driven pool that is shared out when the
// practice has more time than its clients take: floor(pool·used/capacity). A
// capacity of 0 is none.
func SharedOut(pool book.Cents, used, capacity book.Minutes) book.Cents {
	if capacity <= used {
		return pool
	}
	return book.Cents(book.MulDiv(int64(pool), int64(used), int64(capacity), book.Floor))
}

// part is floor(pool·w/whole) and the remainder of that division.
func part(pool, w, whole uint64) (floor, rest uint64) {
	hi, lo := bits.Mul64(pool, w)
	if hi == 0 {
		return lo / whole, lo % whole
	}
	return bits.Div64(hi, lo, whole)
}

// shareWide is for values of any size, as money has.
func shareWide(parts []book.Cents, pool book.Cents, weights []book.Cents, highest, whole uint64) {
	rests := make([]uint64, len(weights))
	left := pool
	if hi, _ := bits.Mul64(uint64(pool), highest); hi == 0 {
		for i, w := range weights {
			if w > 0 {
				product := uint64(pool) * uint64(w)
				floor := product / whole
				rests[i] = product - floor*whole
				parts[i] = book.Cents(floor)
				left -= book.Cents(floor)
			}
		}
	} else {
		for i, w := range weights {
			if w > 0 {
				floor, rest := part(uint64(pool), uint64(w), whole)
				rests[i] = rest
				parts[i] = book.Cents(floor)
				left -= book.Cents(floor)
			}
		}
	}
	if left == 0 {
		return
	}
	least, ties := cutoff(rests, nil, int(left))
	for i, rest := range rests {
		if rest > least {
			parts[i]++
		} else if rest == least && ties > 0 {
			parts[i]++
			ties--
		}
	}
}

// cutoff finds the value of the n-th client, n above 0, when those with the
// largest values come first, and how many of the n have just that value.
// clients is how many have each value, nil for one each. It looks at the highest
// bits first, and goes on with the values that share those of the n-th.
func cutoff(values []uint64, clients []int32, n int) (least uint64, last int) {
	const digit = 11
	highest := uint64(0)
	for _, v := range values {
		highest = max(highest, v)
	}
	for width := bits.Len64(highest); ; {
		shift := uint(max(width-digit, 0)) & 63
		var counts [1 << digit]int32
		if clients == nil {
			for _, v := range values {
				counts[v>>shift&(1<<digit-1)]++
			}
		} else {
			for k, v := range values {
				counts[v>>shift&(1<<digit-1)] += clients[k]
			}
		}
		d := len(counts) - 1
		for ; n > int(counts[d]); d-- {
			n -= int(counts[d])
		}
		least |= uint64(d) << shift
		if shift == 0 {
			return least, n
		}
		var same []uint64
		var of []int32
		for k, v := range values {
			if v>>shift&(1<<digit-1) == uint64(d) {
				same = append(same, v&(1<<shift-1))
				if clients != nil {
					of = append(of, clients[k])
				}
			}
		}
		values, clients, width = same, of, int(shift)
	}
}

// shareHuge is for values whose sum outgrows 64 bits: more than two million
// clients of the largest value.
func shareHuge(parts []book.Cents, pool book.Cents, weights []book.Cents, wholeHi, wholeLo uint64) {
	type rest struct {
		hi, lo uint64
		i      int
	}
	rests := make([]rest, len(weights))
	left := pool
	for i, w := range weights {
		hi, lo := bits.Mul64(uint64(pool), uint64(max(w, 0)))
		floor := book.Cents(0)
		// The quotient is at most the pool, so one bit of it at a time will do.
		for b := bits.Len64(uint64(pool)) - 1; b >= 0; b-- {
			if wholeHi>>(64-b) != 0 {
				continue // whole·2ᵇ is beyond any product
			}
			h, l := wholeHi<<b|wholeLo>>(64-b), wholeLo<<b
			if h < hi || h == hi && l <= lo {
				var borrow uint64
				lo, borrow = bits.Sub64(lo, l, 0)
				hi -= h + borrow
				floor |= 1 << b
			}
		}
		parts[i] = floor
		left -= floor
		rests[i] = rest{hi, lo, i}
	}
	slices.SortFunc(rests, func(a, b rest) int {
		return cmp.Or(cmp.Compare(b.hi, a.hi), cmp.Compare(b.lo, a.lo), cmp.Compare(a.i, b.i))
	})
	for _, r := range rests[:left] {
		parts[r.i]++
	}
}
