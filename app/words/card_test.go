package words

import (
	"regexp"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/plan"
	"tierbook/engine/repair"
	"tierbook/engine/roster"
	"tierbook/engine/session"
)

var dollars = &session.Overview{Currency: "USD", Settings: engine.Defaults()}

// TestFeeBounds: what is said of a fee names both ends where there are two.
func TestFeeBounds(t *testing.T) {
	for _, c := range []struct {
		need, most book.Cents
		want       string
	}{
		{500_00, 1490_00, "Within bounds: from $500, which reaches your target, to $1,490, with which it pays twice what your book does on its assets."},
		{2000_00, 1490_00, "Within bounds: up to $1,490, with which it pays twice what your book does on its assets. Your target takes $2,000."},
		{0, 1490_00, "Within bounds: up to $1,490, with which it pays twice what your book does on its assets."},
		{500_00, 0, "It pays twice what your book does on its assets already, or more: there is no fee within bounds."},
		{500_00, book.Largest, "From $500 on it reaches your target. Without assets there is no other bound."},
		{0, book.Largest, ""},
	} {
		card := &session.Card{MostFee: c.most, Repair: repair.Repair{FeeNeeded: repair.Money{Value: c.need}}}
		if got := spoken(FeeBounds(dollars, card)); got != c.want {
			t.Errorf("from %d to %d: %q, want %q", c.need, c.most, got, c.want)
		}
	}
}

// TestOptionsOfTheGood: more time costs what an hour does only where cost goes
// by time, and more assets say when they lift a client.
func TestOptionsOfTheGood(t *testing.T) {
	card := &session.Card{Cause: engine.NoLoss, Row: roster.Row{Minutes: 600}, MoreAUM: 20_000_00}
	serve := &engine.Option{Terms: plan.Terms{Lever: plan.Serve, Tier: 1}, Freed: -600}
	if got, want := spoken(OptionText(dollars, card, serve)), "20\u00a0h a year instead of 10\u00a0h. Takes 10\u00a0h more a year."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	card.Timed[cost.Wages] = 1
	if got := spoken(OptionText(dollars, card, serve)); !strings.HasSuffix(got, "more a year, at what an hour costs you.") {
		t.Errorf("with cost by time: %q", got)
	}
	grow := &engine.Option{Terms: plan.Terms{Lever: plan.Grow}}
	if got := spoken(OptionText(dollars, card, grow)); !strings.HasSuffix(got, "With $20,000 more, and all else as it is, it comes into a higher tier.") {
		t.Errorf("assets: %q", got)
	}
	card.MoreAUM = book.Missing
	if got := spoken(OptionText(dollars, card, grow)); strings.Contains(got, "tier") {
		t.Errorf("assets that lift nobody: %q", got)
	}
}

// TestBulkSaysWhichWay: time is freed or taken, and never freed below nothing.
func TestBulkSaysWhichWay(t *testing.T) {
	for _, c := range []struct {
		freed book.Minutes
		left  book.Cents
		want  string
	}{
		{600, 100_00, "10\u00a0h freed; $100 of cost stays behind."},
		{-600, -100_00, "10\u00a0h more taken; $100 less of cost stays behind."},
		{-600, 0, "10\u00a0h more taken."},
	} {
		text := BulkDraw(dollars, &session.Bulk{Clients: 3, Freed: c.freed, Left: c.left})
		got := regexp.MustCompile(`(<[^>]*>|[ \n])+`).ReplaceAllString(app.HTMLString(text), " ")
		if !strings.Contains(got, c.want) || strings.Contains(got, "−") {
			t.Errorf("%d freed, %d left: %q, want %q", c.freed, c.left, got, c.want)
		}
	}
}
