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

// TestWhatColumnsSay: what clients hold elsewhere, and who sent them, is found
// however a file heads it, and nothing else is taken for it.
func TestWhatColumnsSay(t *testing.T) {
	for want, headings := range map[Column][]string{
		Held: {
			"Held away", "Held-away assets", "Held-Away Assets ($)", "Assets held away", "held_away_aum", "HeldAway", "Assets (held elsewhere)", "Outside assets",
			"Outside Investments", "External assets", "Assets elsewhere", "Wallet", "Estimated Outside Holdings",
		},
		Referrer: {"Referred By", "Referred-by", "Referrer", "Introduced by", "Source", "referral_source"},
		Plain:    {"Held away %", "Held away as of date", "Held away at", "Outside advisor", "External id", "Assets", "AUM", "City", "", "Number of outside holdings", "Lead source", "Stay away"},
	} {
		for _, heading := range headings {
			if got := Says(heading); got != want {
				t.Errorf("%q says %d, want %d", heading, got, want)
			}
		}
	}
}

// TestChosenColumnGoesFirst: what the user says holds the assets is taken before
// what only is headed so.
func TestChosenColumnGoesFirst(t *testing.T) {
	b := &book.Book{N: 1, Keys: []book.Key{1}}
	for _, text := range []*book.Text{&b.ID, &b.Name, &b.Household} {
		text.Append("")
	}
	for name, cell := range map[string]string{"Outside assets": "1000", book.HeldAway: "250"} {
		a := book.Attribute{Name: name}
		a.Cells.Append(cell)
		b.Attributes = append(b.Attributes, a)
	}
	if held := Of(b).Held; held[0] != 250_00 {
		t.Errorf("it holds %d", held[0])
	}
	b.Attributes[0].Name, b.Attributes[1].Name = "City", "Notes"
	if held := Of(b).Held; held != nil {
		t.Errorf("it holds %v, and no column says so", held)
	}
}
