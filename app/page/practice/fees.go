package practice

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/decision"
	"tierbook/engine/plan"
	"tierbook/engine/session"
)

// fees are the ways in which the advisor may be paid.
type fees struct {
	app.Compo
	Over *session.Overview
}

func (f *fees) Render() app.UI {
	now := f.Over.Settings.Fees
	var all []app.UI
	for k := 0; 1<<k <= plan.AllFees; k++ {
		fee := plan.Fees(1 << k)
		all = append(all, &part.Toggle{
			ID: "fee-" + strconv.Itoa(k+1), Label: words.FeeName(k), Hint: words.FeeHelp(k), On: now&fee != 0,
			OnChange: func(_ app.Context, on bool) {
				next := now &^ fee
				if on {
					next |= fee
				}
				link.Do(decision.SetFees{Fees: next})
			},
		})
	}
	note := app.P().Class("note").Aria("live", "polite").Text(words.NoFees(now))
	all = append(all, note)
	return part.Card("fees", "What you may charge", "what is off is not recommended when a client is mended", nil, all...)
}
