package words

import (
	"strings"
	"testing"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/repair"
	"tierbook/engine/roster"
	"tierbook/engine/score"
	"tierbook/engine/session"
)

func TestClientHeadline(t *testing.T) {
	known, unknown := practice(), practice()
	unknown.Settings.Pools = [cost.Pools]book.Cents{}
	scored := roster.Row{Name: "Omar Costa", Tier: 3, Score: 5000, Rank: 91, Revenue: 2_000_00, GDC: 2_000_00, Profit: -6_531_00}
	with := func(change func(*roster.Row)) session.Client {
		c := session.Client{Row: scored, Scored: 240, Earned: 3}
		change(&c.Row)
		return c
	}
	locked := with(func(r *roster.Row) { r.Tier = 2 })
	locked.Lock = &engine.Lock{Tier: 2}
	blank := with(func(r *roster.Row) { r.Score, r.Rank, r.Tier = -1, 0, 1 })
	blank.Lock = &engine.Lock{Tier: 1}
	for _, c := range []struct {
		o    *session.Overview
		c    session.Client
		want string
	}{
		{known, with(func(*roster.Row) {}), "Omar Costa is in Silver: rank 91 of 240, and carries a loss of $6,531."},
		{known, with(func(r *roster.Row) { r.Profit = 12_00 }), "Omar Costa is in Silver: rank 91 of 240, and earns $12."},
		{known, with(func(r *roster.Row) { r.Profit = 0 }), "Omar Costa is in Silver: rank 91 of 240, and comes out even."},
		{known, with(func(r *roster.Row) { r.Profit = book.Missing }), "Omar Costa is in Silver: rank 91 of 240."},
		{unknown, with(func(*roster.Row) {}), "Omar Costa is in Silver: rank 91 of 240, and brings $2,000 a year."},
		{unknown, with(func(r *roster.Row) { r.GDC = book.Missing }), "Omar Costa is in Silver: rank 91 of 240, and has no GDC recorded."},
		{known, with(func(r *roster.Row) { r.GDC = book.Missing }), "Omar Costa is in Silver: rank 91 of 240. Its GDC is not known, so its profit can’t be told."},
		{known, with(func(r *roster.Row) { r.Score, r.Rank, r.Tier = -1, 0, 0 }), "Omar Costa has too little data to be scored, and carries a loss of $6,531."},
		{known, locked, "Omar Costa is locked in Gold, with rank 91 of 240 by score, and carries a loss of $6,531."},
		{known, blank, "Omar Costa is locked in Platinum without a score, and carries a loss of $6,531."},
	} {
		h := Client(c.o, &c.c)
		if got := h.String(); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
		for _, p := range append(h.Plain, h.Loss...) {
			if (strings.Contains(p.Text, "$") || strings.Contains(p.Text, "Omar")) != p.Amount {
				t.Errorf("discreet mode hides %q: %v", p.Text, p.Amount)
			}
		}
	}
}

func TestReading(t *testing.T) {
	o, service := practice(), practice()
	service.Settings.Service = true
	view := func(v session.FactorView) session.FactorView {
		v.Weight, v.InModel = 10, true
		return v
	}
	percentile := view(session.FactorView{Value: 5, Have: 300, Worse: 191, Equal: 1, Points: 6383})
	bands := score.Normalise{Kind: score.Bands, Bands: []score.Band{{From: 100_00, Points: 4000}, {From: 500_00, Points: 7000}}}
	ranged := view(session.FactorView{Value: 300_00, Have: 3, Low: 100_00, High: 500_00, Points: 5000, Reading: score.Normalise{Kind: score.Range}})
	few := percentile
	few.Worse, few.Equal, few.Have, few.Points = 1, 2, 4, 5000
	below, above, end, all := ranged, ranged, ranged, ranged
	below.Reading, below.Value, below.Points = bands, 99_00, 0
	above.Reading, above.Value, above.Points = bands, 500_00, 7000
	end.Value, end.Points = 900_00, 10000
	all.Low, all.High = 300_00, 300_00
	quick := ranged
	quick.Value, quick.Low, quick.High, quick.Points = 180, 60, 360, 6000
	for _, c := range []struct {
		o    *session.Overview
		f    score.Factor
		v    session.FactorView
		want string
	}{
		{o, score.AUM, percentile, "AUM: of the 300 clients with a value, 191 have less and only this one has just as much. 100 × (2 × 191 + 1) ÷ (2 × 300) = 63.83 points."},
		{o, score.AUM, few, "AUM: of the 4 clients with a value, 1 has less and 2 have just as much, this one included. 100 × (2 × 1 + 2) ÷ (2 × 4) = 50.00 points."},
		{service, score.Time, few, "Time with client: of the 4 clients with a value, 1 takes more and 2 have just as much, this one included. 100 × (2 × 1 + 2) ÷ (2 × 4) = 50.00 points."},
		{o, score.AUM, ranged, "AUM goes from $100 to $500, the outermost 5 percent at either end left aside. 100 × ($300 − $100) ÷ ($500 − $100) = 50.00 points."},
		{o, score.AUM, end, "AUM goes from $100 to $500, the outermost 5 percent at either end left aside. At the end of that it gives 100.00 points."},
		{o, score.AUM, all, "AUM: the middle 90 percent of the book all have $300, so everyone gets 50.00 points."},
		{service, score.Time, quick, "Time with client goes from 1 h to 6 h, the outermost 5 percent at either end left aside. Less is better: 100 × (1 − (3 h − 1 h) ÷ (6 h − 1 h)) = 60.00 points."},
		{o, score.GDC, above, "GDC: your band from $500 on gives 70.00 points."},
		{o, score.GDC, below, "GDC: the value is below the first of your bands, which gives 0.00 points."},
		{o, score.Referrals, session.FactorView{}, "Referrals has the weight 0 and does not count."},
		{o, score.Referrals, session.FactorView{Weight: 5}, "No client has a value for Referrals, so it does not count."},
		{o, score.Referrals, session.FactorView{Weight: 5, InModel: true, Points: -1}, "Referrals is not recorded for this client. It is left out of the score, never read as 0."},
	} {
		if got := strings.ReplaceAll(said(Reading(c.o, c.f, c.v)), "\u00a0", " "); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestDivision(t *testing.T) {
	c := &session.Client{Weighed: 754_045, Weights: 100, Model: 100, Row: roster.Row{Score: 7540}}
	if got, want := Division(c), "Score: 7,540.45 ÷ 100 = 75.40"; got != want || Coverage(c) != "" {
		t.Errorf("got %s and %q, want %s", got, Coverage(c), want)
	}
	c.Weights, c.Coverage = 85, 8500
	if got := Coverage(c); !strings.HasPrefix(got, "The factors with a value carry 85 of 100 weight, 85%.") {
		t.Errorf("coverage: %s", got)
	}
	c.Weights, c.Row.Score = 40, -1
	if got, want := Division(c), "The factors with a value carry 40 of 100 weight, less than the 60% that a score needs."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestShared(t *testing.T) {
	o := practice()
	for _, c := range []struct {
		v           session.PoolView
		driven, sum string
	}{
		{session.PoolView{Driver: cost.Time, Pool: 1000_00, Shared: 1000_00, Cost: 250_00, Value: 90, Whole: 360}, "1.5 of 6 h", "Overhead: $250.00 is $1,000.00 × 90 ÷ 360 minutes."},
		{session.PoolView{Driver: cost.Clients, Pool: 1000_00, Shared: 1000_00, Cost: 250_00, Value: 1, Whole: 4}, "1 of 4 clients", "Overhead: $250.00 is $1,000.00 × 1 ÷ 4 clients."},
		{session.PoolView{Driver: cost.Revenue, Pool: 1000_00, Shared: 1000_00, Cost: 250_00, Value: 50_00, Whole: 200_00}, "$50 of $200 revenue", "Overhead: $250.00 is $1,000.00 × $50.00 ÷ $200.00."},
		{session.PoolView{Driver: cost.AUM, Pool: 1000_00, Shared: 1000_00, Cost: 250_00, Value: 1, Whole: 4, Equally: true}, "1 of 4 clients, for nobody has any AUM", "Overhead: $250.00 is $1,000.00 × 1 ÷ 4 clients."},
		{session.PoolView{Driver: cost.Time, Pool: 1000_00, Shared: 600_00, Cost: 150_00, Value: 90, Whole: 360}, "1.5 of 6 h", "Overhead: $150.00 is $600.00 × 90 ÷ 360 minutes. The pool is $1,000.00; the rest of it is for hours that no client uses."},
	} {
		if got := strings.ReplaceAll(said(Driven(o, c.v)), "\u00a0", " "); got != c.driven {
			t.Errorf("driven: got %s, want %s", got, c.driven)
		}
		if got := said(Shared(o, cost.Overhead, c.v)); got != c.sum {
			t.Errorf("shared: got %s\nwant %s", got, c.sum)
		}
	}
}

func TestCertainty(t *testing.T) {
	o, estimated := practice(), practice()
	estimated.Practice.Clients, estimated.Estimated = 3, 3
	for _, c := range []struct {
		o      *session.Overview
		views  [session.Views]book.Cents
		profit book.Cents
		loss   cost.Loss
		want   string
	}{
		{o, [...]book.Cents{-1, -1, -1}, -1, cost.Certain, "This loss is certain: it is there in all three views, however the cost is shared."},
		{estimated, [...]book.Cents{-1, -1, -1}, -1, cost.Certain, "This loss is certain: it is there in both views, however the cost is shared."},
		{o, [...]book.Cents{-1, -1, -1}, 5, cost.Certain, "As you share cost this client earns a profit, but in all three views there is a loss."},
		{o, [...]book.Cents{-1, 1, 1}, -1, cost.Depends, "Whether there is a loss depends on how the cost is shared: it is there in one of three views."},
		{o, [...]book.Cents{-1, -1, 1}, 1, cost.Depends, "Whether there is a loss depends on how the cost is shared: it is there in two of three views."},
		{estimated, [...]book.Cents{-1, -1, 1}, 1, cost.Depends, "Whether there is a loss depends on how the cost is shared: it is there in one of the two views."},
		{o, [...]book.Cents{1, 1, 1}, -1, cost.None, "None of these views shows a loss. It comes from the way you share cost in Practice."},
		{o, [...]book.Cents{1, 1, 1}, 1, cost.None, "There is no loss in any of the three views."},
		{estimated, [...]book.Cents{1, 1, 1}, 1, cost.None, "There is no loss in either view."},
	} {
		client := &session.Client{Views: c.views, Row: roster.Row{Profit: c.profit, Loss: c.loss}}
		if got := Certainty(c.o, client); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestRepairInWords(t *testing.T) {
	none := func(why repair.Reason) repair.Money { return repair.Money{Value: book.Missing, None: why} }
	for got, want := range map[string]string{
		Fee(repair.Money{Value: 547_17}, "USD").Text:                   "$547.17",
		Fee(repair.Money{}, "USD").Text:                                "none",
		Fee(none(repair.NoPayout), "USD").Text:                         "none would do: with a payout of 0% no fee reaches you",
		Fee(none(repair.TooLarge), "USD").Text:                         "too large to be told",
		Assets(none(repair.NoYield), "USD").Text:                       "none would do: nothing is earned on assets in this list",
		Most(repair.Time{None: repair.OutOfReach}):                     "none: what is not shared by time is more than the revenue",
		Most(repair.Time{None: repair.NoRate}):                         "any: no cost is shared by time",
		Most(repair.Time{Value: 90}):                                   "1.5\u00a0h",
		Cut(repair.Time{Value: 90}):                                    "1.5\u00a0h less than now",
		Cut(repair.Time{Value: -30}):                                   "0.5\u00a0h more than now",
		Cut(repair.Time{}):                                             "just the time of now",
		Target(0):                                                      "to pay for itself",
		Target(2000):                                                   "to reach a margin of 20%",
		AssetsLabel(practice(), &session.Client{}):                     "or more AUM",
		Above(practice(), &session.Client{Row: roster.Row{Score: -1}}): "",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	c := &session.Client{Unit: engine.Line{AUM: 1000_00, GDC: 6_50}, Repair: repair.Repair{OwnYield: true}}
	if got, want := AssetsLabel(practice(), c), "or more AUM, at the client’s own yield of 0.65%"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	o := practice()
	o.Lowest = [...]int{7238, -1, 3964, -1}
	c = &session.Client{Earned: 3, Row: roster.Row{Score: 4274}}
	if got, want := Above(o, c), "29.64 more points would reach the lowest score that Platinum has today, 72.38."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A lock in another tier assumes other hours where none are recorded, and that
// moves money.
func TestLockTime(t *testing.T) {
	o := practice()
	o.Settings.Services = engine.Defaults().Services
	c := &session.Client{Row: roster.Row{Estimated: true, Minutes: 20 * 60, Tier: 1}}
	want := "No hours are recorded for this client, so the standard of Bronze is then assumed: 3 h a year instead of 20 h, and the cost it carries changes with them."
	if got := strings.ReplaceAll(LockTime(o, c, 4), "\u00a0", " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := LockTime(o, c, 1); got != "" {
		t.Errorf("in its own tier: %s", got)
	}
	c.Row.Estimated = false
	if got := LockTime(o, c, 4); got != "" {
		t.Errorf("with recorded hours: %s", got)
	}
	c.Row.Estimated, o.Settings.Pools = true, [cost.Pools]book.Cents{}
	if got := LockTime(o, c, 4); !strings.HasSuffix(got, "instead of 20\u00a0h.") {
		t.Errorf("before costs: %s", got)
	}
}
