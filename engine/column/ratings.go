package column

import (
	"tierbook/engine/book"
	"tierbook/engine/intake/field"
)

// Ratings is the column of a field that is a rating.
func Ratings(b *book.Book, f field.Field) []book.Milli {
	switch f {
	case field.Potential:
		return b.Potential
	case field.Likeability:
		return b.Likeability
	}
	return b.Referrals
}
