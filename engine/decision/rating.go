package decision

import (
	"slices"

	"tierbook/engine/book"
	"tierbook/engine/column"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/score"
	"tierbook/engine/wire"
)

// Rated are the fields that are rated in a pass: those that no export has, and
// that only the advisor knows.
var Rated = [...]field.Field{field.Potential, field.Likeability, field.Referrals}

// FactorOf is the factor that a rated field is, and false for another field.
func FactorOf(f field.Field) (score.Factor, bool) {
	i := slices.Index(Rated[:], f)
	return score.Potential + score.Factor(max(i, 0)), i >= 0
}

// Rate rates a client: one step of a pass through the book. It is SetValue but
// for its name, by which the steps of a pass are known as such.
type Rate struct {
	Key   book.Key    `json:"key"`
	Field field.Field `json:"field"` // one of Rated
	Value book.Milli  `json:"value"` // book.Missing takes the advisor's own rating away
}

const KindRate = "rate"

func (Rate) Kind() string { return KindRate }
func (c Rate) apply(st *State) error {
	if _, ok := FactorOf(c.Field); !ok {
		return wire.NewFault("unknown-field", c.Field.String())
	}
	if c.Value == book.Missing {
		return ClearValue{c.Key, c.Field}.apply(st)
	}
	return SetValue{Key: c.Key, Field: c.Field, Value: int64(c.Value)}.apply(st)
}

// Scale is what clients are rated on with one tap: From, From+1 … To steps.
type Scale struct {
	From int        `json:"from"`
	To   int        `json:"to"`
	Step book.Milli `json:"step"` // what one of them is
	As   cell.Scale `json:"as"`   // how the file writes them
}

// ScaleOf is the scale that a file rates on, so that what the advisor adds can
// be compared with it: 0 to 10 where the file has nothing.
func (st State) ScaleOf(f field.Field) Scale {
	s := Scale{0, 10, 1000, cell.Figures}
	column := column.Ratings(st.File(), f)
	low, high, n := book.Bounds(column)
	if st.Source != nil {
		for _, c := range st.Source.Import.Columns {
			if c.Use == field.AsField && c.Field == f && c.Format.Scale != 0 {
				s.As = c.Format.Scale
			}
		}
	}
	switch {
	case n == 0:
		s.As = cell.Figures
	case s.As == cell.Letters:
		s.To = 4
	case s.As == cell.Words && high <= 1000: // yes and no
		s.To = 1
	case s.As == cell.Words || s.As == cell.Stars:
		s.From, s.To = 1, 5
	case f == field.Referrals: // a count
	case high <= 5000 && low >= 1000:
		s.From, s.To = 1, 5
	case high <= 5000:
		s.To = 5
	case high > 10_000:
		s.Step = 10_000
	case low >= 1000:
		s.From = 1
	}
	return s
}
