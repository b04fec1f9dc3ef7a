package cost

import (
	"math/bits"

	"tierbook/engine/book"
)

// Basis is what pools are shared by: a driver's value for each client, made
// ready once for several pools. Values below 0 and missing ones count as 0.
//
// Minutes, tiers and heads take few values: then clients with the same value
// are a class, and most of the work is done once a class. Money takes many.
type Basis struct {
	n       int
	class   []uint16 // of each client; nil where there is only one
	value   []uint64 // of each class
	clients []int32  // in each class

	wide         []book.Cents // the values themselves, where they are too many for classes
	highest      uint64
	sumHi, sumLo uint64 // of all values, in 128 bits
}

// By is the basis of a column.
func By[Q book.Quantity](column []Q) *Basis {
	b := &Basis{n: len(column)}
	highest := Q(0)
	for _, v := range column {
		highest = max(highest, v)
	}
	b.highest = uint64(highest)
	if b.highest >= uint64(min(4*len(column)+1024, 1<<16)) {
		spread(b, column)
		return b
	}
	b.class = make([]uint16, len(column))
	b.clients = make([]int32, highest+1)
	classify(b.class, b.clients, column)
	b.value = make([]uint64, highest+1)
	for v := range b.value {
		b.value[v] = uint64(v)
	}
	b.total()
	return b
}

func classify[Q book.Quantity](class []uint16, clients []int32, column []Q) {
	for i, v := range column {
		c := uint16(max(v, 0))
		class[i] = c
		clients[c]++
	}
}

// ByTier is the basis of a value for each tier, the last tier's for the
// unassigned.
func ByTier(tiers []book.Tier, standard [book.Tiers]book.Minutes) *Basis {
	of := perTier(standard)
	b := &Basis{n: len(tiers), class: make([]uint16, len(tiers)), clients: make([]int32, len(of)), value: make([]uint64, len(of))}
	for i, t := range tiers {
		b.class[i] = uint16(t)
		b.clients[t]++
	}
	for t, v := range of {
		b.value[t] = uint64(max(v, 0))
		b.highest = max(b.highest, b.value[t])
	}
	b.total()
	return b
}

// Equal is the basis by which each of n clients counts the same.
func Equal(n int) *Basis {
	return &Basis{n: n, value: []uint64{1}, clients: []int32{int32(n)}, highest: 1, sumLo: uint64(n)}
}

// Nothing is the basis where no client has any.
func Nothing(n int) *Basis {
	return &Basis{n: n, value: []uint64{0}, clients: []int32{int32(n)}}
}

// Nobody reports whether no client has any of the driver; a pool is then shared
// equally.
func (b *Basis) Nobody() bool { return b.sumHi|b.sumLo == 0 }

// total adds up the classes.
func (b *Basis) total() {
	for c, v := range b.value {
		hi, lo := bits.Mul64(v, uint64(b.clients[c]))
		var carry uint64
		b.sumLo, carry = bits.Add64(b.sumLo, lo, 0)
		b.sumHi += hi + carry
	}
}

// spread keeps the values as they are.
func spread[Q book.Quantity](b *Basis, column []Q) {
	wide, same := any(column).([]book.Cents)
	if !same {
		wide = make([]book.Cents, len(column))
		for i, v := range column {
			wide[i] = book.Cents(v)
		}
	}
	b.wide = wide
	var high, low uint64 // sums of halves, which cannot overflow for any book in memory
	for _, v := range wide {
		if v > 0 {
			low += uint64(v) & (1<<32 - 1)
			high += uint64(v) >> 32
		}
	}
	var carry uint64
	b.sumLo, carry = bits.Add64(low, high<<32, 0)
	b.sumHi = high>>32 + carry
}

// Share shares a pool: everyone gets floor(pool·value/sum), and the cents left
// over go one each to the largest remainders, the earlier client first among
// equals, so that the parts add up to the pool.
func (b *Basis) Share(pool book.Cents) []book.Cents {
	parts := make([]book.Cents, b.n)
	switch {
	case b.n == 0:
	case b.Nobody():
		return Equal(b.n).Share(pool)
	case b.wide == nil:
		b.split(pool).fill(parts, b.class)
	case b.sumHi == 0:
		shareWide(parts, pool, b.wide, b.highest, b.sumLo)
	default:
		shareHuge(parts, pool, b.wide, b.sumHi, b.sumLo)
	}
	return parts
}

// split is a pool shared over classes.
type split struct {
	amount []book.Cents // what each client of a class gets
	more   []bool       // classes of which the clients before row to get a cent more
	to     int
}

// split shares a pool over the classes of a basis, somebody having some.
func (b *Basis) split(pool book.Cents) split {
	s := split{amount: make([]book.Cents, len(b.value)), more: make([]bool, len(b.value))}
	rests := make([]uint64, len(b.value))
	left := pool
	for c, n := range b.clients {
		if n > 0 {
			floor, rest := part(uint64(pool), b.value[c], b.sumLo)
			s.amount[c], rests[c] = book.Cents(floor), rest
			left -= book.Cents(floor) * book.Cents(n)
		}
	}
	if left == 0 {
		return s
	}
	least, last := cutoff(rests, b.clients, int(left))
	for c, rest := range rests {
		if rest > least {
			s.amount[c]++
		}
		s.more[c] = rest == least
	}
	s.to = b.row(s.more, last)
	return s
}

// row is the row after the n-th client of the classes given.
func (b *Basis) row(of []bool, n int) int {
	if b.class == nil {
		return n
	}
	i := 0
	for ; n > 0; i++ {
		if of[b.class[i]] {
			n--
		}
	}
	return i
}

func (s split) fill(parts []book.Cents, class []uint16) {
	if class == nil {
		for i := range parts {
			parts[i] = s.amount[0]
		}
		for i := range parts[:s.to] {
			parts[i]++
		}
		return
	}
	for i, c := range class {
		parts[i] = s.amount[c]
	}
	for i, c := range class[:s.to] {
		if s.more[c] {
			parts[i]++
		}
	}
}
