package score

import (
	"slices"

	"tierbook/engine/book"
)

// MaxPoints is the most points a factor or a score can have: 100, in
// hundredths.
const MaxPoints = 10000

// Kind is a way to turn a factor's values into points.
type Kind uint8

const (
	Percentile Kind = iota // the percentile rank among the clients with a value
	Range                  // where the value lies between the 5th and the 95th percentile
	Bands                  // the advisor's own table
)

var kindNames = [...]string{"percentile", "range", "bands"}

// String is the name settings use.
func (k Kind) String() string { return kindNames[k] }

// ParseKind reads the name settings use.
func ParseKind(name string) (Kind, bool) {
	i := slices.Index(kindNames[:], name)
	return Kind(max(i, 0)), i >= 0
}

// Band gives Points to every value from From up to the next band's From. From
// is in the factor's own unit.
type Band struct {
	From   int64       `json:"from"`
	Points book.Points `json:"points"`
}

// Normalise says how a factor's values become points.
type Normalise struct {
	Kind  Kind   `json:"kind"`
	Bands []Band `json:"bands,omitempty"` // for Kind Bands: at least one, From strictly ascending
}

// Equal reports whether n and m give the same points whatever the values.
func (n Normalise) Equal(m Normalise) bool {
	return n.Kind == m.Kind && (n.Kind != Bands || slices.Equal(n.Bands, m.Bands))
}

// Model is everything a score is made by.
type Model struct {
	Weights   [Factors]int // 0…100, relative to each other; 0 leaves the factor out
	Normalise [Factors]Normalise
	Service   bool     // Time reads recorded service time a year instead of days as a client
	AsOf      book.Day // the day to which Time counts
}

// Scores is what a Model makes of a book: columns of one entry a client, in
// file order. It is never changed once made.
type Scores struct {
	InModel  [Factors]bool    // weight above 0, and at least one client has a value
	Points   [Factors][]int16 // hundredths of a point, -1 where the client has no value; nil for a factor not in the model
	Score    []int16          // hundredths of a point, -1 unassigned
	Coverage []int16          // basis points: the client's share of the model's weight
	Rank     []int32          // 1 is the best; 0 unassigned
	Count    []int32          // scored clients at each score, 0…MaxPoints
	Scored   int              // clients with a score

	book    *book.Book
	model   Model
	reading [Factors]reading
}
