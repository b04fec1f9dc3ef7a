package session

import (
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/roster"
	"tierbook/engine/score"
)

func TestOverviewCounts(t *testing.T) {
	s := opened()
	do(t, s, decision.SetPool{Pool: cost.Wages, Amount: 50_000_00}, decision.SetPool{Pool: cost.OwnerPay, Amount: 7_00}, decision.Lock{Key: 5, Tier: 2, Reason: "new"}, decision.Lock{Key: 1, Tier: 1, Reason: "best"})
	o, r := s.Overview(), s.Report()
	if o.Practice.Clients != 12 || o.NoGDC != 2 || o.Estimated != 4 || o.Locked != 2 || o.Problems != 2 || o.Origin != mine || !o.Open {
		t.Errorf("overview %+v", o)
	}
	if want := [score.Factors]int{11, 10, 11, 11, 11, 11}; o.Has != want {
		t.Errorf("values by factor %v, want %v", o.Has, want)
	}
	certain, might, untold := 0, 0, 0
	for i, l := range r.Loss {
		switch {
		case r.Profit[i] < 0 && r.Book.GDC[i] == book.Missing:
			untold++
		case l == cost.Certain && r.Profit[i] < 0:
			certain++
		case l != cost.None && r.Profit[i] >= 0:
			might++
		}
	}
	if o.Certain != certain || o.Untold != untold || o.Certain+o.Depends+o.Untold != o.Practice.Unprofitable || o.Might != might || certain == 0 || untold == 0 {
		t.Errorf("certain %d, depends %d, not told %d, might %d, want %d, %d, %d and %d", o.Certain, o.Depends, o.Untold, o.Might, certain, o.Practice.Unprofitable-certain-untold, untold, might)
	}
	for _, c := range []struct {
		loss roster.Losing
		want int
	}{{roster.Certain, certain}, {roster.Untold, untold}, {roster.Depends, o.Depends}, {roster.Unprofitable, o.Practice.Unprofitable}} {
		if got := len(s.ordered(roster.Filter{Loss: c.loss}, roster.ByRank, false).rows); got != c.want {
			t.Errorf("%d clients pass the loss filter %d, want %d", got, c.loss, c.want)
		}
	}
	started := 0
	do(t, s, decision.SetAsOf{AsOf: book.Date(2010, 1, 1)})
	for _, since := range r.Book.Since {
		if since != book.Missing && since > book.Date(2010, 1, 1) {
			started++
		}
	}
	if late := s.Overview().Late; o.Late != 0 || late != started || started == 0 {
		t.Errorf("%d clients start after the as-of date, and %d after one in 2010, want 0 and %d", o.Late, late, started)
	}
	do(t, s, decision.SetAsOf{AsOf: o.Settings.AsOf})
	if o.Settings.Locks != nil {
		t.Error("locks travel with every overview, and may be many")
	}
	if len(s.State().Settings.Locks) != 2 {
		t.Error("the overview took the locks from the state")
	}
	sum := o.Unassigned.Profit
	for k, l := range o.Tiers {
		sum += l.Profit
		if low := o.Lowest[k]; l.Clients > 0 && low >= 0 && low > 10000 {
			t.Errorf("tier %d starts at %d", k+1, low)
		}
	}
	if sum != o.Practice.Profit {
		t.Errorf("the tiers' profit is %d, the practice's %d", sum, o.Practice.Profit)
	}
	do(t, s, decision.SetTimeReads{Service: true})
	if got := s.Overview().Has[score.Time]; got != 8 {
		t.Errorf("%d clients with recorded hours, want 8", got)
	}
}

func TestCostKnownAndAllEstimated(t *testing.T) {
	s := New(today)
	if o := s.Overview(); o.CostKnown() || o.AllEstimated() {
		t.Error("nothing is known of an empty practice, nor estimated")
	}
	b := *listOf(12).Book
	b.Hours = nil
	b.Currency = "CAD"
	s.Open(&intake.Import{Book: &b}, mine, today)
	o := s.Overview()
	if o.CostKnown() || !o.AllEstimated() || o.Currency != "CAD" {
		t.Errorf("cost known %v, all estimated %v, currency %s", o.CostKnown(), o.AllEstimated(), o.Currency)
	}
	for p := range cost.Pool(cost.Pools) {
		do(t, s, decision.SetPool{Pool: p, Amount: 1})
		if o := s.Overview(); !o.CostKnown() {
			t.Errorf("%s is known and not seen", p.Key())
		}
		do(t, s, decision.SetPool{Pool: p, Amount: 0})
	}
}

// TestOverviewWithoutAList: costs can be given before there is a list.
func TestOverviewWithoutAList(t *testing.T) {
	s := New(today)
	do(t, s, decision.SetPool{Pool: cost.Wages, Amount: 100_00}, decision.SetCapacity{Minutes: 60})
	o := s.Overview()
	if o.Open || !o.CostKnown() || o.Undo != "set-capacity" || o.Practice.Costs() != book.Cents(100_00) {
		t.Errorf("overview %+v", o)
	}
}
