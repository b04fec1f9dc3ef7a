package field

import "tierbook/engine/book"

// Sure is how sure a decision is.
type Sure uint8

const (
	Unsure  Sure = iota + 1 // no better than a guess: ask
	Likely                  // by likeness or by what the cells look like
	Certain                 // the heading or the cells leave no doubt
	Chosen                  // the user's own
)

var sureNames = [...]string{"", "unsure", "likely", "certain", "chosen"}

// String is the code.
func (s Sure) String() string { return sureNames[s] }

// Why is what a decision about a column rests on.
type Why uint8

const (
	ByHeading  Why = iota + 1 // the heading is a known name of the field
	ByLikeness                // the heading resembles one
	ByCells                   // the cells look like it
	ByChoice                  // the user said so
	ByRival                   // another column was the better candidate for its field
	ByDefault                 // nothing known: kept as an attribute
	ByPattern                 // the cells look like tax numbers
	ByExport                  // the file is an export of Tierbook's own
)

var whyNames = [...]string{"", "heading", "likeness", "cells", "choice", "rival", "default", "pattern", "export"}

// String is the code.
func (w Why) String() string { return whyNames[w] }

func (s Sure) MarshalText() ([]byte, error) { return []byte(s.String()), nil }
func (w Why) MarshalText() ([]byte, error)  { return []byte(w.String()), nil }

func (s *Sure) UnmarshalText(t []byte) error {
	return book.UnmarshalCode(s, sureNames[:], t, "a certainty")
}
func (w *Why) UnmarshalText(t []byte) error { return book.UnmarshalCode(w, whyNames[:], t, "a ground") }
