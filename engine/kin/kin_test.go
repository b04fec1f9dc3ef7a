package kin

import (
	"testing"

	"tierbook/engine"
	"tierbook/engine/book"
)

func TestAmountsHeldElsewhere(t *testing.T) {
	for text, want := range map[string]book.Cents{
		"": book.Missing, "5": 500, "5.5": 550, "5.55": 555, "5.555": book.Missing, "1,234": 1234_00, "1,23": book.Missing, "$1,234,567.08": 1234567_08,
		"1 234": 1234_00, "-5": book.Missing, "1.234,5": book.Missing, "n/a": book.Missing, "90000000000": 9_000_000_000_000, "90000000001": book.Missing, "12,3456": book.Missing,
	} {
		if got := amount([]byte(text)); got != want {
			t.Errorf("%q is read as %d, want %d", text, got, want)
		}
	}
}

// TestBetterIsWhoEarnsMore: a link leads to who earns more than a client
// loses, or than it earns itself.
func TestBetterIsWhoEarnsMore(t *testing.T) {
	b := &book.Book{N: 3}
	for k, name := range []string{"Sven Kim", "Bruno Kim", "Ana Kim"} {
		b.Keys = append(b.Keys, book.Key(k+1))
		b.ID.Append("")
		b.Name.Append(name)
		b.Household.Append("")
	}
	k := Of(b)
	r := &engine.Report{Book: b, Profit: []book.Cents{12_791_00, 1_312_00, -900_00}}
	for i, want := range []bool{false, true, true} {
		if got := k.Linked(r, i); got != want {
			t.Errorf("%s is linked to better clients: %v, want %v", b.Name.At(i), got, want)
		}
	}
}
