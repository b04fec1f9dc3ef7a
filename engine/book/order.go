package book

import (
	"cmp"
	"math/bits"
	"slices"
)

// Bounds are the least and the greatest value of a column and how many clients
// have one. With none, all three are 0.
func Bounds[Q Quantity](column []Q) (low, high Q, n int) {
	low, high = 1<<63-1, -(1<<63 - 1)
	for _, v := range column {
		if v != Missing {
			low, high = min(low, v), max(high, v)
			n++
		}
	}
	if n == 0 {
		return 0, 0, 0
	}
	return low, high, n
}

// Same reports whether two columns are one and the same, not merely equal.
func Same[T any](a, b []T) bool {
	if len(a) != len(b) || len(a) == 0 {
		return len(a) == len(b) && (a == nil) == (b == nil)
	}
	return &a[0] == &b[0]
}

// Order is the clients that have a value in a column, sorted by it, equal ones
// in file order. Value and client share a word, so that sorting and walking
// stay within one slice.
type Order struct {
	Keys []uint64 // one a client: above Bits what it is sorted by, equal for equal values; below, the client
	Bits uint
}

// Client is the client at place k, from 0.
func (o Order) Client(k int) int { return int(o.Keys[k] & (1<<o.Bits - 1)) }

// Scratch is room to sort in, for columns sorted one after another. The zero
// Scratch is ready.
type Scratch struct{ a, b []uint64 }

// Sort orders the clients of a column, the lowest value first, or the highest
// where down is set; clients without a value are left out. The order lives in
// the scratch until that is used again.
func Sort[Q Quantity](column []Q, down bool, s *Scratch) Order {
	low, high, n := Bounds(column)
	if n == 0 {
		return Order{}
	}
	if len(s.a) < n {
		s.a, s.b = make([]uint64, n), make([]uint64, n)
	}
	keys := s.a[:n]
	order := Order{keys, uint(bits.Len(uint(len(column) - 1)))}
	width := uint(bits.Len64(uint64(high) - uint64(low)))
	switch {
	case width+order.Bits > 64:
		spread(keys, column, down, order.Bits)
	case down:
		packDown(keys, column, high, order.Bits)
	default:
		pack(keys, column, low, order.Bits)
	}
	if width+order.Bits > 64 {
		return order
	}
	if n < 1024 {
		slices.Sort(keys)
		return order
	}
	order.Keys, s.a, s.b = radix(s.a, s.b, n, order.Bits, width)
	return order
}

func pack[Q Quantity](keys []uint64, column []Q, low Q, shift uint) {
	k := 0
	for i, v := range column {
		if v != Missing {
			keys[k] = uint64(v-low)<<shift | uint64(i)
			k++
		}
	}
}

func packDown[Q Quantity](keys []uint64, column []Q, high Q, shift uint) {
	k := 0
	for i, v := range column {
		if v != Missing {
			keys[k] = uint64(high-v)<<shift | uint64(i)
			k++
		}
	}
}

// spread is for a column whose range and clients do not fit one word: it sorts
// by comparing and numbers the distinct values.
func spread[Q Quantity](keys []uint64, column []Q, down bool, shift uint) {
	k := 0
	for i, v := range column {
		if v != Missing {
			keys[k] = uint64(i)
			k++
		}
	}
	Arrange(keys, func(a, b uint64) int {
		x, y := column[a], column[b]
		if down {
			x, y = y, x
		}
		return cmp.Or(cmp.Compare(x, y), cmp.Compare(a, b))
	})
	number, last := uint64(0), column[keys[0]]
	for k, i := range keys {
		if v := column[i]; v != last {
			number, last = number+1, v
		}
		keys[k] = number<<shift | i
	}
}

// digit is how many bits one pass of the radix sort takes at most: a table of
// 4096 places stays in the fastest cache.
const digit = 12

// radix sorts the first n of a by width bits from shift up, least significant
// digit first, with b as the other half of the room. It gives back the sorted
// keys and both rooms.
func radix(a, b []uint64, n int, shift, width uint) (keys, first, second []uint64) {
	passes := (width + digit - 1) / digit
	for p := range passes {
		from := shift + width*p/passes
		size := shift + width*(p+1)/passes - from
		var place [1 << digit]uint32
		count(&place, a[:n], from, 1<<size-1)
		scatter(b, a[:n], &place, from, 1<<size-1)
		a, b = b, a
	}
	return a[:n], a, b
}

func count(place *[1 << digit]uint32, keys []uint64, shift uint, mask uint64) {
	for _, k := range keys {
		place[k>>(shift&63)&mask&(1<<digit-1)]++
	}
	sum := uint32(0)
	for d, c := range place {
		place[d] = sum
		sum += c
	}
}

func scatter(to, from []uint64, place *[1 << digit]uint32, shift uint, mask uint64) {
	for _, k := range from {
		d := k >> (shift & 63) & mask & (1<<digit - 1)
		to[place[d]] = k
		place[d]++
	}
}
