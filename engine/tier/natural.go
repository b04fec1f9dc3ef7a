package tier

import (
	"math/bits"

	"tierbook/engine/book"
)

// natural splits the scores into four classes with the least sum of squared
// deviations within classes; among equally good splits it takes the one with
// the fewest clients in the first tier, then the second, then the third. With
// fewer than four distinct scores each is a class.
//
// The squared deviations of all classes are Σx² − Σ S²/n, S being the sum and
// n the size of a class. Σx² is the same for every split, so the best split has
// the greatest Σ S²/n. The dynamic programme goes over the distinct scores,
// best first, from the last class to the first: best[k][i] is the greatest
// Σ S²/n with which the scores from i on make k classes. Its leftmost best cut
// moves right with i (the cost obeys the quadrangle inequality), so each layer
// is found by dividing and conquering, in d·log d steps for d scores. Taking
// the leftmost cut everywhere also settles ties as the method wants.
func natural(count []int32) (last [book.Tiers]int) {
	var b breaks
	b.clients, b.sum = append(b.clients, 0), append(b.sum, 0)
	for score := len(count) - 1; score >= 0; score-- {
		if c := uint64(count[score]); c > 0 {
			b.clients = append(b.clients, b.clients[b.d]+c)
			b.sum = append(b.sum, b.sum[b.d]+c*uint64(score))
			b.d++
		}
	}
	cut := [book.Tiers]int{1, 2, 3, b.d}
	if b.d > book.Tiers {
		cut = b.cuts()
	}
	for k, i := range cut {
		last[k] = int(b.clients[min(i, b.d)])
	}
	return last
}

// breaks is the distinct scores as running sums: entry i is of the first i.
type breaks struct {
	d            int
	clients, sum []uint64
	best         []worth // of the layer above, by where its classes start
	layer        []worth // the one being filled
	at           []int32 // where the first class of each entry of layer ends
}

func (b *breaks) cuts() (cut [book.Tiers]int) {
	b.best, b.layer = make([]worth, b.d+1), make([]worth, b.d+1)
	for i := range b.d {
		b.best[i] = worth{}.and(b.class(i, b.d))
	}
	var at [book.Tiers][]int32
	for classes := 2; classes <= book.Tiers; classes++ {
		b.at = make([]int32, b.d+1)
		from, to := 0, b.d-classes
		if classes == book.Tiers {
			to = 0 // the first class starts at the best score
		}
		b.fill(from, to, 1, b.d-classes+1)
		at[classes-1] = b.at
		b.best, b.layer = b.layer, b.best
	}
	i := 0
	for k := range book.Tiers - 1 {
		i = int(at[book.Tiers-1-k][i])
		cut[k] = i
	}
	cut[book.Tiers-1] = b.d
	return cut
}

// fill finds the layer's entries from…to, whose first class ends between left
// and right.
func (b *breaks) fill(from, to, left, right int) {
	if from > to {
		return
	}
	mid := (from + to) / 2
	first := max(left, mid+1)
	top, at := b.best[first].and(b.class(mid, first)), first
	for j := first + 1; j <= right; j++ {
		if w := b.best[j].and(b.class(mid, j)); w.above(&top) {
			top, at = w, j
		}
	}
	b.layer[mid], b.at[mid] = top, int32(at)
	b.fill(from, mid-1, left, at)
	b.fill(mid+1, to, at, right)
}

// class is S²/n of the scores from i up to j, as a whole number and the rest
// of the division by n.
func (b *breaks) class(i, j int) (whole, rest, n uint64) {
	s := b.sum[j] - b.sum[i]
	n = b.clients[j] - b.clients[i]
	if s < 1<<32 {
		return s * s / n, s * s % n, n
	}
	hi, lo := bits.Mul64(s, s) // s ≤ 10000·n, so s²/n fits 64 bits for any book in memory
	whole, rest = bits.Div64(hi, lo, n)
	return whole, rest, n
}

// worth is an exact Σ S²/n of up to four classes: whole + Σ rest/n, each rest
// below its n.
type worth struct {
	whole   uint64
	rest, n [book.Tiers]uint32
	classes int
}

func (w worth) and(whole, rest, n uint64) worth {
	w.whole += whole
	w.rest[w.classes], w.n[w.classes] = uint32(rest), uint32(n)
	w.classes++
	return w
}

// above reports whether w is greater than v, of as many classes. The rests
// come to less than one a class, so the whole parts mostly decide; else the
// fractions are brought to one denominator. Clients of all classes of a split
// are below 2³², so the product of their sizes is below 2¹²⁰.
func (w *worth) above(v *worth) bool {
	if d := int64(w.whole - v.whole); d >= book.Tiers || d <= -book.Tiers {
		return d > 0
	}
	base := min(w.whole, v.whole)
	wn, wd := w.fraction(w.whole - base)
	vn, vd := v.fraction(v.whole - base)
	return times(wn, vd).above(times(vn, wd))
}

// fraction is whole + Σ rest/n as numerator and denominator.
func (w *worth) fraction(whole uint64) (num, den [2]uint64) {
	num, den = [2]uint64{whole, 0}, [2]uint64{1, 0}
	for k := range w.classes {
		n, rest := uint64(w.n[k]), uint64(w.rest[k])
		num = plus(scale(num, n), scale(den, rest))
		den = scale(den, n)
	}
	return num, den
}

// The numbers below are little-endian words; what they hold here always fits.

func scale(a [2]uint64, by uint64) [2]uint64 {
	hi, lo := bits.Mul64(a[0], by)
	return [2]uint64{lo, hi + a[1]*by}
}

func plus(a, b [2]uint64) [2]uint64 {
	lo, carry := bits.Add64(a[0], b[0], 0)
	return [2]uint64{lo, a[1] + b[1] + carry}
}

type wide [4]uint64

func times(a, b [2]uint64) (p wide) {
	for i, x := range a {
		carry := uint64(0)
		for j, y := range b {
			hi, lo := bits.Mul64(x, y)
			var c uint64
			lo, c = bits.Add64(lo, carry, 0)
			hi += c
			p[i+j], c = bits.Add64(p[i+j], lo, 0)
			carry = hi + c
		}
		p[i+2] = carry
	}
	return p
}

func (a wide) above(b wide) bool {
	for i := 3; i >= 0; i-- {
		if a[i] != b[i] {
			return a[i] > b[i]
		}
	}
	return false
}
