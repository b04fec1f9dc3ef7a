package words

import (
	"regexp"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/losses"
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

// TestHigherFeeOnAssets: where fees for service are off and fees on assets are
// on, more is charged on the assets, and is called so everywhere.
func TestHigherFeeOnAssets(t *testing.T) {
	over := *dollars
	over.Settings.Fees = plan.Commission | plan.Advisory
	fee := plan.Terms{Lever: plan.Charge, Fee: 4015_00}
	card := &session.Card{Row: roster.Row{AUM: 800_000_00, Minutes: 600, Tier: 2}, Action: &plan.Action{Terms: fee}}
	option := &engine.Option{Terms: fee}
	group := &losses.Group{Tier: 2, Cause: engine.LowYield, Lever: plan.Charge, Clients: 4, Fee: 4015_00}
	bulk := &session.Bulk{Clients: 4, Least: 100_00, Most: 4015_00}
	for what, said := range map[string]string{
		"its name": OptionName(&over, card, option), "what it takes": spoken(OptionText(&over, card, option)), "the plan": spoken(Terms(&over, fee)),
		"a group": Group(&over, group), "its text": spoken(GroupText(&over, group)), "many": app.HTMLString(BulkDraw(&over, bulk)), "the talking sheet": Talk(&over, card),
	} {
		if strings.Contains(said, "ervice and advice") || strings.Contains(said, "planning") || strings.Contains(said, "for the service") || !strings.Contains(said, "assets") && !strings.Contains(said, "what we look after that is higher by $4,015") {
			t.Errorf("%s: %q", what, said)
		}
	}
	if got := OptionName(dollars, card, option); got != "Charge for the service" {
		t.Errorf("with fees for service: %q", got)
	}
}

// TestHeldToItsTier: the service of the tier that a client is in is no other
// tier's.
func TestHeldToItsTier(t *testing.T) {
	option := &engine.Option{Terms: plan.Terms{Lever: plan.Serve, Tier: 4, And: plan.Charge, Fee: 225_00}, Freed: 60}
	card := &session.Card{Cause: engine.TooSmall, Row: roster.Row{Tier: 4, Minutes: 240}}
	if got, want := OptionName(dollars, card, option), "Hold to the standard time of Bronze, and charge for the service"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := spoken(OptionText(dollars, card, option)); !strings.Contains(got, "Even so your target is not reached.") {
		t.Errorf("%q", got)
	}
	card.Row.Tier = 3
	if got := OptionName(dollars, card, option); !strings.HasPrefix(got, "Serve as Bronze") {
		t.Errorf("of another tier: %q", got)
	}
	group := &losses.Group{Tier: 4, Serve: 4, Lever: plan.Serve, Cause: engine.TooSmall, Clients: 21}
	if got := Group(dollars, group); !strings.HasPrefix(got, "Hold to the standard time of Bronze: 21 Bronze clients") {
		t.Errorf("a group: %q", got)
	}
}

// TestNoFeesToSpeakOf: where none may be charged, what it takes is not told in fees.
func TestNoFeesToSpeakOf(t *testing.T) {
	over := *dollars
	over.Settings.Pools[cost.Wages] = 1
	over.Settings.Fees = 0
	said := spoken(RepairLede(&over, &session.Walk{Total: 3, Beyond: 3, Loss: 1}))
	if strings.Contains(said, "takes") || !strings.Contains(said, "No fee is among what you may charge") {
		t.Errorf("%q", said)
	}
	if NoFees(plan.ForService) != "" || NoFees(plan.Advisory) != "" || NoFees(0) == "" || NoFees(0) == NoFees(plan.Commission) {
		t.Errorf("in Practice: %q, %q", NoFees(0), NoFees(plan.Commission))
	}
}

// TestFiguresBeyondSense: a fee of less than a dollar is none, and a share
// of assets ends where it says nothing any more.
func TestFiguresBeyondSense(t *testing.T) {
	card := &session.Card{MostFee: 12, Row: roster.Row{AUM: 12_00}}
	notes := OptionNotes(dollars, card, &engine.Option{Fits: true, Allowed: true, Traps: engine.TrapSteep})
	if got := spoken(notes...); strings.Contains(got, "$0") || !strings.HasSuffix(got, "it does so already.") {
		t.Errorf("%q", got)
	}
	if got := spoken(OptionText(dollars, card, &engine.Option{Terms: plan.Terms{Lever: plan.Grow, Assets: 672_000_00}})); strings.Contains(got, "%") || !strings.Contains(got, "more than ten times") {
		t.Errorf("%q", got)
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
