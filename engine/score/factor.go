// Package score turns the values of up to six factors into points, and the
// points into one score a client (METHOD.md §2).
package score

// Factor is one of the six things a client is judged by.
type Factor int

const (
	AUM         Factor = iota // assets under management, cents
	GDC                       // gross dealer concessions of twelve months, cents
	Time                      // days as a client; or minutes of service a year, where less is better
	Potential                 // a rating, thousandths
	Likeability               // a rating, thousandths
	Referrals                 // a count or rating, thousandths
)

// Factors is how many factors there are.
const Factors = 6

var factorKeys = [Factors]string{"aum", "gdc", "time", "potential", "likeability", "referrals"}

// Key is the name settings and reports use.
func (f Factor) Key() string { return factorKeys[f] }

// ParseFactor reads the name settings and reports use.
func ParseFactor(key string) (Factor, bool) {
	for f, k := range factorKeys {
		if k == key {
			return Factor(f), true
		}
	}
	return 0, false
}
