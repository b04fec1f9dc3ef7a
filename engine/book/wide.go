package book

import "math/bits"

// Rounding says which way a quotient that is not whole goes.
type Rounding uint8

const (
	Nearest Rounding = iota // to the nearest, halves away from zero
	Floor
	Ceil
)

// MulDiv is a·b/c, c above 0, rounded once and computed in 128 bits. It is
// Missing where the answer does not fit an int64.
func MulDiv(a, b, c int64, r Rounding) int64 {
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	return Divide(hi, lo, c, (a < 0) != (b < 0), r)
}

// Divide is the number of magnitude hi·2⁶⁴+lo, below zero where negative is
// set, over c, which is above 0. It is Missing where the answer does not fit
// an int64.
func Divide(hi, lo uint64, c int64, negative bool, r Rounding) int64 {
	d := uint64(c)
	if hi >= d {
		return Missing
	}
	var q, rem uint64
	if hi == 0 {
		q, rem = lo/d, lo%d
	} else {
		q, rem = bits.Div64(hi, lo, d)
	}
	switch {
	case r == Nearest && rem >= d-rem,
		r == Floor && negative && rem > 0,
		r == Ceil && !negative && rem > 0:
		q++
	}
	switch {
	case q > 1<<63-1:
		return Missing
	case negative:
		return -int64(q)
	}
	return int64(q)
}

// Add is a+b, or Missing where either is or the sum does not fit.
func Add[Q Quantity](a, b Q) Q {
	if a == Missing || b == Missing {
		return Missing
	}
	sum := a + b
	if (a < 0) == (b < 0) && (sum < 0) != (a < 0) {
		return Missing
	}
	return sum
}

// Sub is a−b, or Missing where either is or the difference does not fit.
func Sub[Q Quantity](a, b Q) Q {
	if b == Missing {
		return Missing
	}
	return Add(a, -b)
}

func magnitude(v int64) uint64 {
	if v < 0 {
		return -uint64(v)
	}
	return uint64(v)
}
