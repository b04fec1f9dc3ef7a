// Package tier cuts scored clients into four tiers (METHOD.md §3).
package tier

import (
	"slices"

	"tierbook/engine/book"
)

// Method is a way to find the last place of each tier.
type Method uint8

const (
	Shares   Method = iota // a percentage of the clients for each tier
	Counts                 // a fixed number of clients for each of the first three
	Scores                 // the lowest score of each of the first three
	Capacity               // time reserved for each of the first three, by the tier's standard time
	Natural                // where the scores part by themselves (Fisher–Jenks)
)

var methodNames = [...]string{"shares", "counts", "scores", "capacity", "natural"}

// String is the name settings use.
func (m Method) String() string { return methodNames[m] }

// ParseMethod reads the name settings use.
func ParseMethod(name string) (Method, bool) {
	i := slices.Index(methodNames[:], name)
	return Method(max(i, 0)), i >= 0
}

// Cut says where the tiers part. Only the numbers of its Method count; the
// others are kept for when the advisor comes back to them.
type Cut struct {
	Method  Method                       `json:"method"`
	Shares  [book.Tiers]int              `json:"shares"`  // percent, 100 in all
	Counts  [book.Tiers - 1]int          `json:"counts"`  // clients
	Scores  [book.Tiers - 1]book.Points  `json:"scores"`  // the lowest score of the tier, not ascending
	Minutes [book.Tiers - 1]book.Minutes `json:"minutes"` // reserved a year
}

// Places is where the tiers part among the scored clients of one book.
type Places struct {
	Last   [book.Tiers]int // last position of each tier as the method has it, before ties are kept together
	Lowest [book.Tiers]int // lowest score that comes into the tier, hundredths of a point; -1 where no client does

	tiers []book.Tier // by score
}
