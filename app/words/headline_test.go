package words

import (
	"strings"
	"testing"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/score"
	"tierbook/engine/session"
)

func spoken(pieces ...[]Piece) string {
	var s strings.Builder
	for _, ps := range pieces {
		for _, p := range ps {
			s.WriteString(p.Text)
		}
	}
	return s.String()
}

func TestTiersHeadline(t *testing.T) {
	list := func(change func(*session.Overview)) *session.Overview {
		o := &session.Overview{Open: true, Currency: "USD", Settings: engine.Defaults()}
		o.Practice = engine.Line{Clients: 248, Revenue: 811_300_00, Profit: 167_300_00, Unprofitable: 150}
		o.Tiers[0] = engine.Line{Clients: 25, Revenue: 330_132_00, Profit: 219_558_00}
		o.Settings.Pools = [3]book.Cents{196_000_00, 238_000_00, 210_000_00}
		o.Has[score.GDC] = 240
		change(o)
		return o
	}
	for _, c := range []struct {
		change func(*session.Overview)
		want   string
	}{
		{func(*session.Overview) {}, "25 Platinum clients earn $219,558. 150 of your 248 clients cost more than they bring in."},
		{func(o *session.Overview) { o.Practice.Unprofitable = 1 }, "25 Platinum clients earn $219,558. 1 of your 248 clients costs more than it brings in."},
		{func(o *session.Overview) { o.Practice.Unprofitable = 0 }, "25 Platinum clients earn $219,558. No client costs more than it brings in."},
		{func(o *session.Overview) { o.Tiers[0].Profit = -5_00; o.Practice.Unprofitable = 248 },
			"Even your 25 Platinum clients carry a loss of $5. Every one of your 248 clients costs more than it brings in."},
		{func(o *session.Overview) {
			o.Practice = engine.Line{Clients: 1, Unprofitable: 1, Profit: -12_00, Unused: 5_00}
			o.Tiers = [4]engine.Line{2: {Clients: 1, Profit: -7_00}}
		}, "Your one client carries a loss of $7."},
		{func(o *session.Overview) { o.Practice, o.Has[score.GDC] = engine.Line{Clients: 1, Profit: 7_00}, 1 }, "Your one client earns $7."},
		{func(o *session.Overview) {
			o.Practice, o.Settings.Pools = engine.Line{Clients: 1, Revenue: 5000_00}, [3]book.Cents{}
		}, "Your one client brings $5,000."},
		{func(o *session.Overview) { o.Unassigned = engine.Line{Clients: 2, Revenue: 801_300_00} },
			"25 Platinum clients earn $219,558. 150 of your 248 clients cost more than they bring in. 2 clients with 98.8% of your revenue have too little data to be scored."},
		{func(o *session.Overview) {
			o.Settings.Pools, o.Unassigned = [3]book.Cents{}, engine.Line{Clients: 1, Revenue: 811_300_00}
		}, "25 Platinum clients bring $330,132, 40.7% of your revenue. 1 client with 100% of your revenue has too little data to be scored."},
		{func(o *session.Overview) { o.Unassigned = engine.Line{Clients: 20, Revenue: 81_000_00} }, "25 Platinum clients earn $219,558. 150 of your 248 clients cost more than they bring in."},
		{func(o *session.Overview) { o.Settings.Pools = [3]book.Cents{} }, "25 Platinum clients bring $330,132, 40.7% of your revenue."},
		{func(o *session.Overview) { o.Settings.Weights = [6]int{}; o.Tiers[0] = engine.Line{} }, "Every weight is 0, so no client can be scored."},
		{func(o *session.Overview) { o.Has[score.GDC] = 0 }, "This list has no GDC. It can say what serving each tier costs, but not who pays for it."},
		{func(o *session.Overview) { o.Has[score.GDC], o.Settings.Pools = 0, [3]book.Cents{} }, "This list has no GDC, so it can’t say who pays for the practice."},
		{func(o *session.Overview) { o.Tiers[0] = engine.Line{} }, "No client can be scored yet: the list has too little on each of them."},
		{func(o *session.Overview) { o.Practice.Clients = 0 }, "There is no client in this list."},
	} {
		h := Tiers(list(c.change))
		got := spoken(h.Plain)
		if len(h.Loss) > 0 {
			got += " " + spoken(h.Loss)
		}
		if got != c.want {
			t.Errorf("says %q, want %q", got, c.want)
		}
	}
}

func TestTiersLedeSaysWhatIsAssumed(t *testing.T) {
	o := &session.Overview{Open: true, Currency: "USD", Settings: engine.Defaults(), Estimated: 2}
	o.Practice, o.Has[score.GDC] = engine.Line{Clients: 2, Revenue: 100_00}, 2
	if got := spoken(TiersLede(o)); !strings.Contains(got, "Service time is assumed") || !strings.Contains(got, "All of the GDC is assumed to reach you") {
		t.Errorf("without costs it says %q", got)
	}
	o.Settings.Pools[0] = 50_00
	if got := spoken(TiersLede(o)); !strings.Contains(got, "service time, taken to be each tier’s standard.") || !strings.Contains(got, "before paying yourself") {
		t.Errorf("with costs it says %q", got)
	}
	if got := spoken(TiersLede(o)); !strings.HasPrefix(got, "With 2 clients the tiers tell little") {
		t.Errorf("of two clients it says %q", got)
	}
	o.Practice.Clients, o.Estimated = 10, 10
	if got := spoken(TiersLede(o)); strings.Contains(got, "tiers tell") {
		t.Errorf("of ten clients it says %q", got)
	}
}

// Of a list without any GDC nothing is said about revenue or profit.
func TestWithoutGDC(t *testing.T) {
	o := &session.Overview{Open: true, Currency: "USD", Settings: engine.Defaults(), Estimated: 12}
	o.Practice = engine.Line{Clients: 12, Unprofitable: 12}
	silent := func(of string, texts ...string) {
		for _, text := range texts {
			for _, word := range []string{"loss", "lose", "$0", "margin", "more than", "All of the GDC", "revenue only", "bring in $"} {
				if strings.Contains(text, word) {
					t.Errorf("%s: %q has %q", of, text, word)
				}
			}
		}
	}
	say := func(of string) {
		for place, h := range map[string]Headline{"tiers": Tiers(o), "practice": Practice(o)} {
			silent(of+", "+place, h.String())
		}
		silent(of+", lede", spoken(TiersLede(o)), spoken(PracticeLede(o)), Effect(o, o))
	}
	say("before costs")
	o.Settings.Pools[0], o.Practice.Cost[0], o.Practice.Profit = 5_000_00, 5_000_00, -5_000_00
	say("with costs")
	if got, want := spoken(TiersLede(o)), "Serving them costs $5,000 a year, shared by service time, taken to be each tier’s standard."; !strings.HasPrefix(got, want) {
		t.Errorf("with costs it says %q, want %q", got, want)
	}
}
