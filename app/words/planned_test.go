package words

import (
	"strings"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/plan"
	"tierbook/engine/roster"
	"tierbook/engine/session"
)

// TestPlanSaysWhatItRestsOn: assets that are still to be brought in stand beside
// what they would bring, and a margin that stays is no news.
func TestPlanSaysWhatItRestsOn(t *testing.T) {
	v := &session.PlanView{Total: 80}
	v.Before.Revenue, v.After.Practice.Revenue = 100_000_00, 100_000_00
	v.Before.Profit, v.After.Practice.Profit = 25_500_00, 25_510_00
	v.Levers[plan.Charge] = session.LeverSum{Clients: 1, Assets: 100_000_00} // of a pair
	v.Levers[plan.Grow] = session.LeverSum{Clients: 79, Assets: 3_800_000_00, Freed: 600}
	if got, want := spoken(PlanLede(dollars, v)), "It is about 80 clients. It rests on $3,900,000 more of assets."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := spoken(LeverSum(dollars, v.Levers[plan.Grow])), "79 clients, $3,800,000 more of assets, 10\u00a0h freed"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	v.After.Practice.Profit = 26_500_00
	if got := spoken(PlanLede(dollars, v)); !strings.HasSuffix(got, ". The margin goes from 25.5% to 26.5%.") {
		t.Errorf("%q", got)
	}
}

// TestShed: of what clients shed it is said what is saved of it.
func TestShed(t *testing.T) {
	v := new(session.PlanView)
	for _, c := range []struct {
		left, avoided book.Cents
		want          string
	}{
		{0, 0, "The plan sheds none of it."},
		{32_100_00, 0, "The plan sheds $32,100 of it."},
		{16_050_00, 16_050_00, "The plan sheds $32,100 of it, of which you save $16,050."},
	} {
		v.After.Left[cost.Wages], v.After.Avoided[cost.Wages] = c.left, c.avoided
		if got := Shed(dollars, v, cost.Wages); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// TestTalkSaysTimeAsOneDoes: a client is not told tenths of an hour.
func TestTalkSaysTimeAsOneDoes(t *testing.T) {
	for minutes, want := range map[book.Minutes]string{820: "about 14 hours", 30: "about an hour", 90: "about 2 hours"} {
		got := Talk(dollars, &session.Card{Row: roster.Row{Minutes: minutes}})
		if !strings.Contains(got, "What you have with us today: "+want+" of service a year.") {
			t.Errorf("%d minutes: %q", minutes, got)
		}
	}
}
