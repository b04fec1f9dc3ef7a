package words

import (
	"strings"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/score"
	"tierbook/engine/session"
	"tierbook/engine/tier"
)

func TestMade(t *testing.T) {
	s := session.New(book.Date(2026, 6, 30))
	s.Open(clientsOf(12), decision.Origin{File: "list.csv"}, book.Date(2026, 6, 30))
	says := func(want ...string) {
		t.Helper()
		o := s.Overview()
		all := ""
		for _, f := range Made(&o) {
			all += f.Label + ": " + strings.ReplaceAll(spoken(f.Value), "\u00a0", " ") + "\n"
		}
		for _, line := range want {
			if !strings.Contains(all, line+"\n") {
				t.Errorf("it does not say\n%s\nin\n%s", line, all)
			}
		}
	}
	do := func(commands ...decision.Command) {
		t.Helper()
		for _, c := range commands {
			if err := s.Do(c); err != nil {
				t.Fatal(err)
			}
		}
	}
	says("List: “list.csv”, 12 clients, as of June 30, 2026",
		"Score: Six factors: AUM 25, GDC 25, Time with client (in no client) 10, Future potential (in no client) 15, Likeability (in no client) 10, Referrals (in no client) 15",
		"Points: Each factor by rank in the book",
		"Tiers: Shares of the book: Platinum 10%, Gold 20%, Silver 40%, Bronze 30%",
		"Standard time: Platinum 20 h, Gold 12 h, Silver 8 h, Bronze 3 h: taken for 0 clients without recorded hours",
		"Cost: Not known yet, no limit to the hours there are",
		"Revenue: 100% of GDC")
	o := s.Overview()
	cut := o.Settings.Cut
	cut.Method = tier.Counts
	cut.Counts = [3]int{1, 2, 3}
	for f := range score.Factor(score.Factors) {
		if f != score.AUM && f != score.GDC {
			do(decision.SetWeight{Factor: f, Weight: 0})
		}
	}
	do(decision.SetNormalise{Factor: score.AUM, Normalise: score.Normalise{Kind: score.Range}}, decision.SetCut{Cut: cut},
		decision.SetPool{Pool: cost.Wages, Amount: 5_000_00}, decision.SetPool{Pool: cost.OwnerPay, Amount: 7_00}, decision.SetDriver{Pool: cost.OwnerPay, Driver: cost.AUM},
		decision.SetCapacity{Minutes: 6000}, decision.SetPayout{Payout: 8750}, decision.Lock{Key: 1, Tier: 4, Reason: "why"})
	says("Score: Your own: AUM 25, GDC 25",
		"Points: AUM by distance, GDC by rank in the book",
		"Tiers: Fixed numbers: Platinum 1 place, Gold 2 places, Silver 3 places, Bronze",
		"Cost: Employee wages $5,000 by service time, Your own pay $7 by AUM, of 100 h a year that there are for clients",
		"Revenue: 87.5% of GDC",
		"Locks: 1 client is in a tier by choice")
}
