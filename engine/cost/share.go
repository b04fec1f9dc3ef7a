package cost

import (
	"cmp"
	"math/bits"
	"slices"

	"tierbook/engine/book"
)

// Share shares a pool over clients by their driver value w; negative and
// missing count as 0. Everyone gets floor(pool·w/Σw), and the cents left over
// go one each to the largest remainders, the earlier client first among
// equals, so that the parts add up to the pool. Where nobody has any of the
// driver the pool is shared equally, and equally is true.
func Share[Q book.Quantity](pool book.Cents, weights []Q) (parts []book.Cents, equally bool) {
	parts = make([]book.Cents, len(weights))
	return parts, addShare(parts, pool, weights)
}

// Equally shares a pool over n clients: the cents left over go to the first.
func Equally(pool book.Cents, n int) []book.Cents {
	parts := make([]book.Cents, n)
	addEqual(parts, pool)
	return parts
}

// SharedOut is the part of a time-driven pool that is shared out when the
// practice has more time than its clients take: floor(pool·used/capacity). A
// capacity of 0 is none.
func SharedOut(pool book.Cents, used, capacity book.Minutes) book.Cents {
	if capacity <= used {
		return pool
	}
	return book.Cents(book.MulDiv(int64(pool), int64(used), int64(capacity), book.Floor))
}

func addEqual(parts []book.Cents, pool book.Cents) {
	if len(parts) == 0 {
		return
	}
	each, left := pool/book.Cents(len(parts)), int(pool%book.Cents(len(parts)))
	for i := range parts[:left] {
		parts[i] += each + 1
	}
	for i := range parts[left:] {
		parts[left+i] += each
	}
}

// addShare is Share, added to what the clients bear already.
func addShare[Q book.Quantity](parts []book.Cents, pool book.Cents, weights []Q) (equally bool) {
	highest := Q(0)
	for _, w := range weights {
		highest = max(highest, w)
	}
	if highest == 0 {
		addEqual(parts, pool)
		return true
	}
	hi, lo := sum(weights)
	switch {
	case uint64(highest) < uint64(min(4*len(weights)+1024, 1<<16)):
		addByValue(parts, pool, weights, int(highest), lo)
	case hi == 0:
		addByClient(parts, pool, weights, uint64(highest), lo)
	default:
		addHuge(parts, pool, weights, hi, lo)
	}
	return false
}

// sum is the sum of the weights, in 128 bits.
func sum[Q book.Quantity](weights []Q) (hi, lo uint64) {
	var high, low uint64 // of halves, which cannot overflow for any book in memory
	for _, w := range weights {
		if w > 0 {
			low += uint64(w) & (1<<32 - 1)
			high += uint64(w) >> 32
		}
	}
	lo, carry := bits.Add64(low, high<<32, 0)
	return high>>32 + carry, lo
}

// part is floor(pool·w/whole) and the remainder of that division.
func part(pool, w, whole uint64) (floor, rest uint64) {
	hi, lo := bits.Mul64(pool, w)
	if hi == 0 {
		return lo / whole, lo % whole
	}
	return bits.Div64(hi, lo, whole)
}

// addByValue is for weights that few values are enough for, as minutes are:
// clients with the same weight have the same floor and remainder.
func addByValue[Q book.Quantity](parts []book.Cents, pool book.Cents, weights []Q, highest int, whole uint64) {
	clients := make([]int32, highest+1)
	for _, w := range weights {
		clients[max(w, 0)]++
	}
	type value struct {
		rest uint64
		w    int32
	}
	var values []value
	floors := make([]book.Cents, highest+1)
	left := pool
	for w, n := range clients {
		if n > 0 {
			floor, rest := part(uint64(pool), uint64(w), whole)
			floors[w] = book.Cents(floor)
			left -= book.Cents(floor) * book.Cents(n)
			values = append(values, value{rest, int32(w)})
		}
	}
	slices.SortFunc(values, func(a, b value) int { return cmp.Compare(b.rest, a.rest) })
	last := make([]bool, highest+1) // weights with the least remainder that still gets cents
	for k := 0; k < len(values) && left > 0; {
		end, n := k, book.Cents(0)
		for end < len(values) && values[end].rest == values[k].rest {
			n += book.Cents(clients[values[end].w])
			end++
		}
		for _, v := range values[k:end] {
			if n <= left {
				floors[v.w]++
			} else {
				last[v.w] = true
			}
		}
		if n > left {
			break
		}
		left -= n
		k = end
	}
	for i, w := range weights {
		parts[i] += floors[max(w, 0)]
	}
	for i := 0; left > 0; i++ {
		if last[max(weights[i], 0)] {
			parts[i]++
			left--
		}
	}
}

// addByClient is for weights of any size, as money is.
func addByClient[Q book.Quantity](parts []book.Cents, pool book.Cents, weights []Q, highest, whole uint64) {
	rests := make([]uint64, len(weights))
	left := pool
	if hi, _ := bits.Mul64(uint64(pool), highest); hi == 0 {
		for i, w := range weights {
			if w > 0 {
				product := uint64(pool) * uint64(w)
				floor := product / whole
				rests[i] = product - floor*whole
				parts[i] += book.Cents(floor)
				left -= book.Cents(floor)
			}
		}
	} else {
		for i, w := range weights {
			if w > 0 {
				floor, rest := part(uint64(pool), uint64(w), whole)
				rests[i] = rest
				parts[i] += book.Cents(floor)
				left -= book.Cents(floor)
			}
		}
	}
	if left == 0 {
		return
	}
	least, ties := cutoff(rests, int(left))
	for i, rest := range rests {
		if rest > least {
			parts[i]++
		} else if rest == least && ties > 0 {
			parts[i]++
			ties--
		}
	}
}

// cutoff finds the n-th largest value, n above 0, and how many of those equal
// to it are among the n largest. It looks at the highest bits first and goes on
// with the values that share those of the n-th.
func cutoff(values []uint64, n int) (least uint64, ties int) {
	const digit = 11
	highest := uint64(0)
	for _, v := range values {
		highest = max(highest, v)
	}
	for width := bits.Len64(highest); ; {
		shift := uint(max(width-digit, 0)) & 63
		var counts [1 << digit]int32
		for _, v := range values {
			counts[v>>shift&(1<<digit-1)]++
		}
		d := len(counts) - 1
		for ; n > int(counts[d]); d-- {
			n -= int(counts[d])
		}
		least |= uint64(d) << shift
		if shift == 0 {
			return least, n
		}
		same := make([]uint64, 0, counts[d])
		for _, v := range values {
			if v>>shift&(1<<digit-1) == uint64(d) {
				same = append(same, v&(1<<shift-1))
			}
		}
		values, width = same, int(shift)
	}
}

// addHuge is for weights whose sum outgrows 64 bits: more than a million
// clients of the largest value.
func addHuge[Q book.Quantity](parts []book.Cents, pool book.Cents, weights []Q, wholeHi, wholeLo uint64) {
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
		parts[i] += floor
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
