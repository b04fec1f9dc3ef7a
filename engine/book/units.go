// Package book holds a client list as the engine reads it: columns of whole
// numbers whose types carry their unit, one row a client, in file order.
//
// Every quantity is an int64 in the unit of its type, and Missing where the
// client has no value. A missing value is never zero: code that walks a column
// asks Has first, or says why it may treat missing as nothing.
package book

import "math"

// Cents is money in hundredths of the book's currency, negative allowed.
type Cents int64

// Minutes is service time a year, in minutes.
type Minutes int64

// Milli is a rating or a count in thousandths: a likeability of 7 is 7000.
type Milli int64

// Day is a civil day, counted from 1970-01-01 as day 0.
type Day int64

// Points are hundredths of a point, 0…10000: what a factor or a score awards.
type Points int64

// BP is a share, rate or margin in basis points, 1/100 of a percent.
type BP int64

// Quantity is any of the units a column may hold.
type Quantity interface {
	~int64
}

// Missing stands where a client has no value. It is outside the range of every
// value that is accepted on the way in (see Largest).
const Missing = math.MinInt64

// Largest is the greatest magnitude a single cell may have, in its own unit.
// A larger one is refused as unbelievable, so that the sum over a million
// clients still fits an int64.
const Largest = 9_000_000_000_000

// Has reports whether v is a value rather than Missing.
func Has[Q Quantity](v Q) bool { return v != Missing }

// At is column[i], or Missing where the column does not exist (is nil).
func At[Q Quantity](column []Q, i int) Q {
	if column == nil {
		return Missing
	}
	return column[i]
}

// OrZero is v, or 0 where v is missing: for sums, where METHOD.md counts a
// missing value as nothing and flags it.
func OrZero[Q Quantity](v Q) Q {
	if v == Missing {
		return 0
	}
	return v
}
