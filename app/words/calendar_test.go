package words

import (
	"testing"

	"tierbook/engine/agenda"
	"tierbook/engine/plan"
	"tierbook/engine/session"
)

// TestPlanDate: an entry of the calendar says what it comes to, and who with
// what only where that was asked for.
func TestPlanDate(t *testing.T) {
	o := &session.Overview{Currency: "USD"}
	o.Settings.Names = [...]string{"Platinum", "Gold", "Silver", "Bronze"}
	fee := plan.Terms{Lever: plan.Charge, Fee: 900_00}
	for _, c := range []struct {
		date        agenda.Date
		title, what string
	}{
		{agenda.Date{Lever: plan.Charge, Clients: 2, Fee: 1800_00}, "Charge for the service: 2 clients", "Fees a year, in all: $1,800\nWho they are stands in your plan in Tierbook."},
		{agenda.Date{Lever: plan.Charge, Clients: 1, Fee: 900_00, Owner: "Kim", Who: []agenda.Dated{{Name: "Bo Ek", Terms: fee, Note: "Agreed in May"}}}, "Charge for the service: 1 client (Kim)", "Bo Ek: Charge $900. Agreed in May"},
		{agenda.Date{Lever: plan.HandOver, Check: true, State: "pays", Clients: 3, Fee: 1800_00, Who: []agenda.Dated{{Name: "Bo Ek", Terms: fee}, {Name: "Al Oak", Terms: fee}}}, "Has it worked? 3 clients",
			"What must be so: pays\nElse: Hand over\nFees a year, in all: $1,800\nBo Ek: Charge $900\nAl Oak: Charge $900\nand 1 more"},
		{agenda.Date{Lever: plan.Serve, Clients: 1, Who: []agenda.Dated{{Name: "Bo Ek", Terms: plan.Terms{Lever: plan.Serve, Tier: 4}}}}, "Serve as another tier: 1 client", "Bo Ek: Serve as Bronze"},
	} {
		if title, what := PlanDate(o, &c.date); title != c.title || what != c.what {
			t.Errorf("%+v:\n%s\n%s\nwant\n%s\n%s", c.date, title, what, c.title, c.what)
		}
	}
	o.Settings.Fees = plan.Advisory
	if title, _ := PlanDate(o, &agenda.Date{Lever: plan.Charge, Clients: 2}); title != "Charge more on the assets: 2 clients" {
		t.Errorf("where only fees on assets may be charged: %q", title)
	}
}
