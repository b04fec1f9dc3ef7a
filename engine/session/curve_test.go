package session

import (
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
)

func TestCurve(t *testing.T) {
	s := opened()
	do(t, s, decision.SetPool{Pool: cost.Wages, Amount: 50_000_00})
	r := s.Report()
	for _, most := range []int{-1, 0, 2, 5, 12, 13, 5000} {
		c, err := See(s, CurveQuery{Points: most})
		if err != nil {
			t.Fatal(err)
		}
		if c.Clients != 12 || c.Revision != s.Revision() || len(c.Points) > max(most, 2) || len(c.Points) == 0 {
			t.Fatalf("%d points asked for: %+v", most, c)
		}
		last, before := c.Points[len(c.Points)-1], book.Cents(1<<62)
		if last.Clients != 12 || last.Sum != r.Whale.TotalProfit {
			t.Errorf("%d points asked for: the curve ends at %+v, want all clients and %d", most, last, r.Whale.TotalProfit)
		}
		peak := false
		for _, p := range c.Points {
			i, ok := r.Book.Row(p.Key)
			if !ok || p.Name != r.Book.NameOf(i) || p.Profit != r.Profit[i] || p.Tier != r.Tier[i] {
				t.Errorf("the point %+v is not of its client", p)
			}
			if p.Profit > before {
				t.Errorf("the point %+v is better than the one before", p)
			}
			before = p.Profit
			peak = peak || p.Clients == r.Whale.PeakClients && p.Sum == r.Whale.PeakProfit
		}
		if !peak {
			t.Errorf("%d points asked for: the peak is not among %+v", most, c.Points)
		}
	}
	s = New(today)
	if c, err := See(s, CurveQuery{Points: 10}); err != nil || len(c.Points) != 0 || c.Clients != 0 {
		t.Errorf("a curve of nothing: %+v, %v", c, err)
	}
}
