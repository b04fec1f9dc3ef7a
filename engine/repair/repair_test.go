package repair

import (
	"testing"

	"tierbook/engine/book"
)

func TestRepair(t *testing.T) {
	given := func(v book.Cents) Money { return Money{Value: v} }
	minutes := func(v book.Minutes) Time { return Time{Value: v} }
	noMoney := func(why Reason) Money { return Money{book.Missing, why} }
	noTime := func(why Reason) Time { return Time{book.Missing, why} }
	practice := Practice{
		TimeCost: 100_000, Minutes: 3000, // 33⅓ cents a minute
		AUM: 1_000_000, GDC: 8_000, Payout: 9000, Standard: [book.Tiers]book.Minutes{600, 300, 1, 0},
	}
	client := Client{Revenue: 5_000, Cost: 12_000, Base: 2_000, AUM: 300_000, GDC: 5_556, Minutes: 300}

	for _, c := range []struct {
		name   string
		change func(p *Practice, c *Client)
		want   Repair
	}{
		{"as it is", func(*Practice, *Client) {}, Repair{
			RequiredRevenue: given(12_000), FeeNeeded: given(7_778), AUMNeeded: given(419_979), OwnYield: true,
			MostMinutes: minutes(90), CutMinutes: minutes(210),
			ProfitAtTier: [4]Money{given(-17_000), given(-7_000), given(2_967), given(3_000)},
		}},
		{"a target", func(p *Practice, _ *Client) { p.Target = 2500 }, Repair{
			RequiredRevenue: given(16_000), FeeNeeded: given(12_223), AUMNeeded: given(659_990), OwnYield: true,
			MostMinutes: minutes(52), CutMinutes: minutes(248),
			ProfitAtTier: [4]Money{given(-17_000), given(-7_000), given(2_967), given(3_000)},
		}},
		{"already there", func(_ *Practice, c *Client) { c.Revenue = 12_000 }, Repair{
			RequiredRevenue: given(12_000), FeeNeeded: given(0), AUMNeeded: given(0), OwnYield: true,
			MostMinutes: minutes(300), CutMinutes: minutes(0),
			ProfitAtTier: [4]Money{given(-10_000), given(0), given(9_967), given(10_000)},
		}},
		{"no revenue", func(_ *Practice, c *Client) { c.Revenue, c.GDC = 0, 0 }, Repair{
			RequiredRevenue: given(12_000), FeeNeeded: given(13_334), AUMNeeded: given(1_666_750),
			MostMinutes: noTime(OutOfReach), CutMinutes: noTime(OutOfReach),
			ProfitAtTier: [4]Money{given(-22_000), given(-12_000), given(-2_033), given(-2_000)},
		}},
		{"a revenue below nothing", func(_ *Practice, c *Client) { c.Revenue, c.GDC = -900, -1_000 }, Repair{
			RequiredRevenue: given(12_000), FeeNeeded: given(14_334), AUMNeeded: given(1_791_750),
			MostMinutes: noTime(OutOfReach), CutMinutes: noTime(OutOfReach),
			ProfitAtTier: [4]Money{given(-22_900), given(-12_900), given(-2_933), given(-2_900)},
		}},
		{"just the base is earned", func(_ *Practice, c *Client) { c.Revenue = 2_000 }, Repair{
			RequiredRevenue: given(12_000), FeeNeeded: given(11_112), AUMNeeded: given(600_000), OwnYield: true,
			MostMinutes: minutes(0), CutMinutes: minutes(300),
			ProfitAtTier: [4]Money{given(-20_000), given(-10_000), given(-33), given(0)},
		}},
		{"no payout", func(p *Practice, c *Client) { p.Payout = 0 }, Repair{
			RequiredRevenue: given(12_000), FeeNeeded: noMoney(NoPayout), AUMNeeded: noMoney(NoPayout), OwnYield: true,
			MostMinutes: minutes(90), CutMinutes: minutes(210),
			ProfitAtTier: [4]Money{given(-17_000), given(-7_000), given(2_967), given(3_000)},
		}},
		{"no yield", func(p *Practice, c *Client) { p.GDC, c.AUM = -1, 0 }, Repair{
			RequiredRevenue: given(12_000), FeeNeeded: given(7_778), AUMNeeded: noMoney(NoYield),
			MostMinutes: minutes(90), CutMinutes: minutes(210),
			ProfitAtTier: [4]Money{given(-17_000), given(-7_000), given(2_967), given(3_000)},
		}},
		{"no rate", func(p *Practice, c *Client) { p.TimeCost = 0 }, Repair{
			RequiredRevenue: given(12_000), FeeNeeded: given(7_778), AUMNeeded: given(419_979), OwnYield: true,
			MostMinutes: noTime(NoRate), CutMinutes: noTime(NoRate),
			ProfitAtTier: [4]Money{given(3_000), given(3_000), given(3_000), given(3_000)},
		}},
		{"beyond 64 bits", func(p *Practice, c *Client) {
			p.Payout, p.Target, p.TimeCost, p.Minutes, c.Cost = 1, 9999, 1, 1<<62, 3*book.Largest
		}, Repair{
			RequiredRevenue: given(3 * book.Largest * 10_000), FeeNeeded: noMoney(TooLarge), AUMNeeded: noMoney(TooLarge), OwnYield: true,
			MostMinutes: noTime(OutOfReach), CutMinutes: noTime(OutOfReach),
			ProfitAtTier: [4]Money{given(3_000), given(3_000), given(3_000), given(3_000)},
		}},
		{"more minutes than fit", func(p *Practice, c *Client) { p.TimeCost, p.Minutes, c.Base = 1, 1<<62, 0 }, Repair{
			RequiredRevenue: given(12_000), FeeNeeded: given(7_778), AUMNeeded: given(419_979), OwnYield: true,
			MostMinutes: noTime(TooLarge), CutMinutes: noTime(TooLarge),
			ProfitAtTier: [4]Money{given(5_000), given(5_000), given(5_000), given(5_000)},
		}},
		{"minutes that fit, by way of 192 bits", func(p *Practice, c *Client) {
			c.Revenue, p.Minutes, p.TimeCost, c.Base = 1<<62, 1<<40, 1<<44, 0
		}, Repair{
			RequiredRevenue: given(12_000), FeeNeeded: given(0), AUMNeeded: given(0), OwnYield: true,
			MostMinutes: minutes(1 << 58), CutMinutes: minutes(300 - 1<<58),
			ProfitAtTier: [4]Money{given(1<<62 - 9_600), given(1<<62 - 4_800), given(1<<62 - 16), given(1 << 62)},
		}},
		{"minutes of which a carry shows that they do not fit", func(p *Practice, c *Client) {
			c.Revenue, p.Minutes, p.TimeCost, c.Base = 1<<62+1_844_674_407_370_955, 7_378_697_629_483_820, 1<<49, 0
		}, Repair{
			RequiredRevenue: given(12_000), FeeNeeded: given(0), AUMNeeded: given(0), OwnYield: true,
			MostMinutes: noTime(TooLarge), CutMinutes: noTime(TooLarge),
			ProfitAtTier: [4]Money{given(1<<62 + 1_844_674_407_370_955 - 46), given(1<<62 + 1_844_674_407_370_955 - 23), given(1<<62 + 1_844_674_407_370_955), given(1<<62 + 1_844_674_407_370_955)},
		}},
		{"time beyond 64 bits", func(p *Practice, c *Client) { p.Minutes = book.Missing }, Repair{
			RequiredRevenue: given(12_000), FeeNeeded: given(7_778), AUMNeeded: given(419_979), OwnYield: true,
			MostMinutes: noTime(TooLarge), CutMinutes: noTime(TooLarge),
			ProfitAtTier: [4]Money{noMoney(TooLarge), noMoney(TooLarge), noMoney(TooLarge), noMoney(TooLarge)},
		}},
	} {
		p, client := practice, client
		c.change(&p, &client)
		if got := p.Repair(client); got != c.want {
			t.Errorf("%s:\n got %+v\nwant %+v", c.name, got, c.want)
		}
	}
}

// TestMeetsTarget: the figures meet the target, and one unit less does not.
func TestMeetsTarget(t *testing.T) {
	for _, target := range []book.BP{-500, 0, 1, 2500, 9000} {
		for _, payout := range []book.BP{1, 3333, 9000, 10000} {
			for revenue := book.Cents(-50); revenue < 3000; revenue += 97 {
				p := Practice{TimeCost: 977, Minutes: 391, AUM: 1, GDC: 1, Payout: payout, Target: target}
				c := Client{Revenue: revenue, Cost: 1200, Base: 450, Minutes: 300, AUM: 10_000, GDC: 70}
				r := p.Repair(c)
				meets := func(revenue, cost book.Cents) bool { // in wholes: margin ≥ target
					return 10000*(revenue-cost) >= book.Cents(target)*revenue
				}
				if v := r.RequiredRevenue.Value; !meets(v, c.Cost) || meets(v-1, c.Cost) {
					t.Errorf("target %d: required revenue %d", target, v)
				}
				// A fee of v brings v·payout/10000; compared without rounding.
				brings := func(fee book.Cents) bool { return fee*book.Cents(payout) >= 10000*(r.RequiredRevenue.Value-revenue) }
				if v := r.FeeNeeded.Value; !brings(v) || v > 0 && brings(v-1) {
					t.Errorf("target %d, payout %d: fee %d", target, payout, v)
				}
				if v := r.AUMNeeded.Value; v*70 < r.FeeNeeded.Value*10_000 || v > 0 && (v-1)*70 >= r.FeeNeeded.Value*10_000 {
					t.Errorf("target %d, payout %d: assets %d", target, payout, v)
				}
				// m minutes cost m·rate beside the base: revenue·(1−t) ≥ base + m·rate.
				covers := func(m book.Minutes) bool {
					return (revenue*book.Cents(10000-target)-10000*c.Base)*391 >= book.Cents(m)*977*10000
				}
				switch m := r.MostMinutes; m.None {
				case Given:
					if !covers(m.Value) || covers(m.Value+1) || r.CutMinutes.Value != c.Minutes-m.Value {
						t.Errorf("target %d: most time %d, cut %d", target, m.Value, r.CutMinutes.Value)
					}
				case OutOfReach:
					if covers(0) {
						t.Errorf("target %d, revenue %d: there is time to be had", target, revenue)
					}
				default:
					t.Errorf("target %d: no most time: %v", target, m.None)
				}
			}
		}
	}
}

func TestLettingGo(t *testing.T) {
	costs := []book.Cents{1_000, 333, 10}
	for _, c := range []struct {
		avoidable []book.BP
		want      book.Cents
	}{
		{[]book.BP{0, 0, 0}, -500},
		{[]book.BP{10000, 10000, 10000}, 843},
		{[]book.BP{5000, 5000, 500}, 168}, // 500 + 167 + 1: halves up
	} {
		if got := LettingGo(500, costs, c.avoidable); got != c.want {
			t.Errorf("avoidable %v: %d, want %d", c.avoidable, got, c.want)
		}
	}
}
