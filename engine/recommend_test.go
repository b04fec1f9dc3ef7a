package engine

import (
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/plan"
)

// advised is a book of ten clients with $1,000,000, $10,000 and 10 h each, and
// of one more, the last, who is to be mended. An hour costs $100 where all cost
// goes by time, and the book pays a percent or a little less.
type advised struct {
	aum, gdc  book.Cents // dollars
	hours     float64
	held      book.Cents // dollars, 0 for not said
	potential book.Milli
	linked    bool
	young     bool
	fees      plan.Fees
	target    book.BP
	capacity  book.Minutes
}

func (a advised) mend() *Mend {
	b := &book.Book{}
	held := []book.Cents{}
	add := func(aum, gdc book.Cents, minutes book.Minutes, potential book.Milli, since book.Day) {
		b.N++
		b.Keys, b.Line = append(b.Keys, book.Key(b.N)), append(b.Line, uint32(b.N+1))
		b.ID.Append("")
		b.AUM, b.GDC, b.Hours = append(b.AUM, aum*100), append(b.GDC, gdc), append(b.Hours, minutes)
		b.Potential, b.Since = append(b.Potential, potential), append(b.Since, since)
		held = append(held, book.Missing)
	}
	old, asOf := book.Date(2010, 1, 1), book.Date(2026, 6, 30)
	for i := range 10 {
		add(1_000_000, 10_000_00, 600, book.Milli(i)*1000, old)
	}
	if a.young {
		old = asOf - 100
	}
	gdc := a.gdc * 100
	if a.gdc == -1 {
		gdc = book.Missing
	}
	add(a.aum, gdc, book.Minutes(a.hours*60), a.potential*1000, old)
	if a.held > 0 {
		held[10] = a.held * 100
	}
	s := Defaults()
	s.AsOf, s.TargetMargin, s.Capacity = asOf, a.target, a.capacity
	if s.Capacity == 0 {
		s.Capacity = book.Missing
	}
	if s.Fees = a.fees; s.Fees == 0 {
		s.Fees = plan.AllFees
	}
	s.Pools[cost.Wages] = book.Cents((100 + a.hours) * 100_00)
	var out Mend
	Analyze(b, s).Mender([cost.Pools]book.BP{}, held).Mend(10, a.linked, &out)
	return &out
}

// TestWhatIsRecommended has a client for each rule of METHOD.md, “What is
// recommended”.
func TestWhatIsRecommended(t *testing.T) {
	commission := plan.Commission
	for _, c := range []struct {
		name       string
		client     advised
		lever, and plan.Lever
		why        Why
		barred     Barred
	}{
		{"of four that mend a fee brings most", advised{aum: 100_000, gdc: 500, hours: 10}, plan.Charge, 0, WhyMost, 0},
		{"only a fee may be expected", advised{aum: 30_000, gdc: 100, hours: 3}, plan.Charge, 0, WhyOnly, 0},
		{"a fee before assets of which nothing is known", advised{aum: 100_000, gdc: 800, hours: 10, potential: 9}, plan.Charge, 0, WhySurer, 0},
		{"assets that are known before a fee", advised{aum: 100_000, gdc: 800, hours: 10, held: 40_000}, plan.Grow, 0, WhyHeld, 0},
		{"more assets than are known are none", advised{aum: 100_000, gdc: 500, hours: 10, held: 40_000}, plan.Charge, 0, WhyMost, 0},
		{"half as much again may be likely, and brings most", advised{aum: 100_000, gdc: 800, hours: 10, potential: 9, fees: commission}, plan.Grow, 0, WhyMost, 0},
		{"as much again is not", advised{aum: 100_000, gdc: 500, hours: 10, potential: 9, fees: commission}, plan.Serve, 0, WhyFrees, 0},
		{"of two that bring nothing the one that frees more", advised{aum: 100_000, gdc: 850, hours: 10, fees: commission}, plan.Serve, 0, WhyFrees, 0},
		{"a tier's service that is just the time it pays for", advised{aum: 100_000, gdc: 800, hours: 10, fees: commission}, plan.Serve, 0, WhySame, 0},
		{"a fee beyond twice the book's yield, and no cut would do", advised{aum: 20_000, gdc: 100, hours: 10}, plan.Serve, plan.Charge, WhyTogether, BarredFee | BarredTime | BarredAssets},
		{"nothing would do, but lighter", advised{aum: 10_000, gdc: 100, hours: 10}, plan.Serve, 0, WhyLighter, BarredFee | BarredTime | BarredAssets},
		{"nothing would do, no service is lighter, and parting costs", advised{aum: 5_000, gdc: 50, hours: 3}, plan.Keep, 0, WhyKeep, BarredFee | BarredTime | BarredAssets},
		{"what would do is not charged", advised{aum: 30_000, gdc: 100, hours: 3, fees: commission}, plan.Keep, 0, WhyKeep, BarredFees | BarredTime | BarredAssets},
		{"parting costs nothing", advised{aum: 1_000, gdc: 0, hours: 3}, plan.HandOver, 0, WhyFree, BarredFee | BarredTime | BarredAssets},
		{"but never with one who is linked", advised{aum: 1_000, gdc: 0, hours: 3, linked: true}, plan.Keep, 0, WhyLinked, BarredFee | BarredTime | BarredAssets},
		{"the hours are needed", advised{aum: 5_000, gdc: 50, hours: 3, capacity: 100 * 60}, plan.HandOver, 0, WhyNeeded, BarredFee | BarredTime | BarredAssets},
		{"a loss that one is willing to bear", advised{aum: 100_000, gdc: 800, hours: 10, target: -5000}, plan.Keep, 0, WhyBearable, 0},
		{"no GDC is recorded", advised{aum: 100_000, gdc: -1, hours: 3}, 0, 0, WhyAsk, 0},
		{"a GDC below zero is recorded", advised{aum: 100_000, gdc: -250, hours: 3}, 0, 0, WhyAsk, 0},
		{"and parting with it costs nothing", advised{aum: 1_000, gdc: -250, hours: 3}, 0, 0, WhyAsk, 0},
		{"a client for less than a year", advised{aum: 100_000, gdc: 100, hours: 3, young: true}, 0, 0, WhyAsk, 0},
		{"nothing is paid on assets that would pay for a service", advised{aum: 31_000, gdc: 0, hours: 10}, 0, 0, WhyAsk, 0},
		{"nor on much more, whatever time it takes", advised{aum: 3_300_000, gdc: 0, hours: 900}, 0, 0, WhyAsk, 0},
		{"nothing is paid on little", advised{aum: 29_000, gdc: 0, hours: 3}, plan.Charge, 0, WhyOnly, 0},
	} {
		m := c.client.mend()
		var lever, and plan.Lever
		if best := m.Best(); best != nil {
			lever, and = best.Lever, best.And
		}
		if lever != c.lever || and != c.and || m.Why != c.why || m.Barred != c.barred {
			t.Errorf("%s: levers %d %d, why %d, barred %b; want %d %d, %d, %b: %+v", c.name, lever, and, m.Why, m.Barred, c.lever, c.and, c.why, c.barred, m.Options)
		}
	}
}

// TestTheMostThatMayBeExpected: where no two levers mend, the lighter service
// with the most of a fee may be chosen, and is not recommended.
func TestTheMostThatMayBeExpected(t *testing.T) {
	small := advised{aum: 10_000, gdc: 100, hours: 10}
	most := func(a advised) (m *Mend, pair *Option) {
		m = a.mend()
		for i := range m.Options {
			if o := &m.Options[i]; o.Lever == plan.Serve && o.And == plan.Charge {
				pair = o
			}
		}
		return m, pair
	}
	m, pair := most(small)
	if pair == nil || pair.Fee != m.MostFee || pair.Meets || pair.Practice <= m.Best().Practice || m.Best() == pair {
		t.Errorf("small: %+v of %+v", pair, m.Options)
	}
	small.fees = plan.Commission
	if _, pair := most(small); pair != nil {
		t.Errorf("on commissions alone: %+v", pair)
	}
	if _, pair := most(advised{aum: 20_000, gdc: 100, hours: 10}); pair == nil || !pair.Meets {
		t.Errorf("where two mend: %+v", pair)
	}
}

// TestWhatMayBeExpected: fees up to twice the book's yield, and assets by what
// is known of them.
func TestWhatMayBeExpected(t *testing.T) {
	m := advised{aum: 100_000, gdc: 500, hours: 10}.mend() // the book pays 1.0050 % of 10,100,000
	if m.MostFee < 1480_00 || m.MostFee > 1500_00 || m.Assets != AssetsUnknown {
		t.Errorf("a fee of %d may be expected, assets %d", m.MostFee, m.Assets)
	}
	for _, c := range []struct {
		client advised
		want   Assets
	}{
		{advised{aum: 100_000, gdc: 0, hours: 10, held: 9, potential: 9}, AssetsFree},
		{advised{aum: 100_000, gdc: 1, hours: 10, held: 9, potential: 9}, AssetsHeld},
		{advised{aum: 100_000, gdc: 1, hours: 10, potential: 9}, AssetsLikely},
		{advised{aum: 100_000, gdc: 1, hours: 10, potential: 1}, AssetsUnknown},
		{advised{gdc: 1, hours: 10, potential: 1}, AssetsUnknown},
	} {
		if m := c.client.mend(); m.Assets != c.want {
			t.Errorf("%+v: assets %d, want %d", c.client, m.Assets, c.want)
		}
	}
	if m := (advised{gdc: 500, hours: 10}).mend(); m.MostFee != book.Largest {
		t.Errorf("without assets a fee of %d may be expected", m.MostFee)
	}
}
