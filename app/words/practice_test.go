package words

import (
	"strings"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/score"
	"tierbook/engine/session"
)

// plainText is a sentence as it is read.
func plainText(pieces ...[]Piece) string {
	var parts []string
	for _, sentence := range pieces {
		text := ""
		for _, p := range sentence {
			text += p.Text
		}
		if text != "" {
			parts = append(parts, strings.TrimSpace(text))
		}
	}
	return strings.Join(parts, " ")
}

// clientsOf is a list of n clients who bring 1,000 each and take ten hours.
func clientsOf(n int) *intake.Import {
	b := &book.Book{N: n}
	for i := range n {
		b.Keys = append(b.Keys, book.Key(i+1))
		b.Line = append(b.Line, uint32(i+2))
		b.GDC = append(b.GDC, 1_000_00)
		b.AUM = append(b.AUM, 100_000_00)
		b.Hours = append(b.Hours, 600)
	}
	return &intake.Import{Book: b}
}

func TestPracticeSentences(t *testing.T) {
	s := session.New(book.Date(2026, 6, 30))
	say := func(want, lede string) {
		t.Helper()
		o := s.Overview()
		h := Practice(&o)
		if got := plainText(h.Plain, h.Loss); got != want {
			t.Errorf("headline\n%s\nwant\n%s", got, want)
		}
		if got := plainText(PracticeLede(&o)); got != lede {
			t.Errorf("lede\n%s\nwant\n%s", got, lede)
		}
	}
	do := func(c decision.Command) {
		t.Helper()
		if err := s.Do(c); err != nil {
			t.Fatal(err)
		}
	}
	say("What does your practice cost in a year?",
		"Three figures are enough to start, and rough ones will do. With your client list they turn into profit by client and by tier.")
	do(decision.SetPool{Pool: cost.Wages, Amount: 2_500_00})
	say("Your practice costs $2,500 a year.", "Open your client list to see which clients pay for it. What you enter here is kept for it.")
	s.Open(clientsOf(10), decision.Origin{}, book.Date(2026, 6, 30))
	say("Serving 10 clients costs $2,500 a year and leaves $7,500, a margin of 75.0%.",
		"Revenue of $10,000 is 100% of GDC. The profit is before paying yourself.")
	do(decision.SetPool{Pool: cost.OwnerPay, Amount: 5_000_00})
	do(decision.SetPayout{Payout: 8750})
	do(decision.SetCapacity{Minutes: 200 * 60})
	say("Serving 10 clients costs $7,500 a year and leaves $1,250, a margin of 14.3%.",
		"Revenue of $8,750 is 87.5% of GDC. The cost includes $5,000 for your own work. $3,750 of the cost is for hours that no client uses.")
	do(decision.SetActual{Revenue: 10_000_00})
	say("Serving 10 clients costs $7,500 a year and leaves $1,250.",
		"Revenue of $8,750 is 87.5% of GDC. The cost includes $5,000 for your own work. $3,750 of the cost is for hours that no client uses. Of the revenue, $1,250 is not in this list. In all the practice earns $2,500.")
	do(decision.SetActual{Revenue: 7_000_00})
	say("Serving 10 clients costs $7,500 a year and leaves $1,250.",
		"Revenue of $8,750 is 87.5% of GDC. The cost includes $5,000 for your own work. $3,750 of the cost is for hours that no client uses. Your list brings $1,750 more than your books have. In all the practice loses $500.")
	do(decision.SetActual{})
	do(decision.SetPayout{Payout: 5000})
	say("Serving 10 clients costs $7,500 a year. That is $2,500 more than they bring in.",
		"Revenue of $5,000 is 50% of GDC. The cost includes $5,000 for your own work. $3,750 of the cost is for hours that no client uses.")
	s.Open(clientsOf(1), decision.Origin{}, book.Date(2026, 6, 30))
	do(decision.SetCapacity{})
	say("Serving 1 client costs $7,500 a year. That is $7,000 more than it brings in.", "Revenue of $500 is 50% of GDC. The cost includes $5,000 for your own work.")
	do(decision.SetPool{Pool: cost.OwnerPay})
	do(decision.SetPool{Pool: cost.Wages})
	say("Your 1 client brings $500 a year. What does serving them cost?", "Three figures turn revenue into profit, and rough ones will do: every change shows at once.")
	do(decision.SetPayout{Payout: 0})
	do(decision.SetPool{Pool: cost.Overhead, Amount: 1})
	s.Open(&intake.Import{Book: &book.Book{}}, decision.Origin{}, book.Date(2026, 6, 30))
	say("There is no client in this list, so nobody bears what the practice costs.", "")
}

func TestEffectSentences(t *testing.T) {
	s := session.New(book.Date(2026, 6, 30))
	s.Open(clientsOf(10), decision.Origin{}, book.Date(2026, 6, 30))
	before := s.Overview()
	for _, c := range []struct {
		command decision.Command
		want    string
	}{
		{decision.SetPayout{Payout: 9000}, "Revenue $9,000, $1,000 less than before."},
		{decision.SetPool{Pool: cost.Wages, Amount: 4_000_00}, "Profit $5,000, $4,000 less than before."},
		{decision.SetPool{Pool: cost.Wages, Amount: 1_000_00}, "Profit $8,000, $3,000 more than before."},
		{decision.SetDriver{Pool: cost.Wages, Driver: cost.Clients}, "Profit $8,000, as before."},
	} {
		if err := s.Do(c.command); err != nil {
			t.Fatal(err)
		}
		after := s.Overview()
		if got := Effect(&before, &after); got != c.want {
			t.Errorf("%+v: %q, want %q", c.command, got, c.want)
		}
		before = after
	}
}

func TestPoints(t *testing.T) {
	for change, want := range map[book.BP]string{-150: "−1.5 pts", 150: "+1.5 pts", 4: "+0.0 pts", -123456: "−1,234.6 pts"} {
		if got := Points(change); got != want {
			t.Errorf("%d: %q, want %q", change, got, want)
		}
	}
}

// Sharing by revenue gives everyone one margin only where everything is shared
// so.
func TestSharedByRevenue(t *testing.T) {
	s := practice().Settings
	s.Drivers = [cost.Pools]cost.Driver{cost.Revenue, cost.Clients, cost.AUM}
	s.Pools = [cost.Pools]book.Cents{1, 1, 0}
	if got := SharedByRevenue(s); got == "" || strings.Contains(got, "own margin") {
		t.Errorf("of one pool among others it says %q", got)
	}
	s.Pools[cost.Overhead] = 0
	if got := SharedByRevenue(s); !strings.Contains(got, "the practice’s own margin") {
		t.Errorf("where all is shared by revenue it says %q", got)
	}
	s.Pools = [cost.Pools]book.Cents{0, 1, 1}
	if got := SharedByRevenue(s); got != "" {
		t.Errorf("of a pool with nothing in it it says %q", got)
	}
}

func TestAsOfWarning(t *testing.T) {
	o := practice()
	today := o.Settings.AsOf
	warns := func(want string) {
		t.Helper()
		if got := AsOfWarning(o, today); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	o.Late = 3
	warns("") // no list is open
	o.Open, o.Has[score.Time] = true, 9
	warns("3 clients start after this day. Time with client is 0 for them.")
	o.Late = 1
	warns("1 client starts after this day. Time with client is 0 for it.")
	o.Late = 9
	warns("Every client with a start date starts after this day, so time with client is 0 for all of them.")
	o.Late = 0
	warns("")
	o.Settings.AsOf += 3 * 1461
	warns("This day is still to come, 12 years from today. Time with client is counted up to it all the same.")
	today = book.Missing
	warns("")
}
