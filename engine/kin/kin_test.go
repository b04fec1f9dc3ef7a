package kin

import (
	"testing"

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
