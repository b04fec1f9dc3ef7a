package tiers

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/session"
)

// costs asks for the three figures that turn revenue into profit, right where
// they are missed. It stays until the advisor is done with it: the first figure
// must not take the fields of the other two away.
type costs struct {
	app.Compo
	Over   *session.Overview
	OnDone func(ctx app.Context)
}

func (c *costs) Render() app.UI {
	var fields []app.UI
	for p := range cost.Pool(cost.Pools) {
		fields = append(fields, app.Div().Body(&part.MoneyField{
			ID: "ask-" + p.Key(), Label: words.Pool(p), Hint: words.PoolHelp(p),
			Value: blankZero(c.Over.Settings.Pools[p]), Currency: c.Over.Currency, Blank: "a year", Most: book.Largest,
			OnTry:    func(_ app.Context, v book.Cents) { link.Try(decision.SetPool{Pool: p, Amount: book.OrZero(v)}) },
			OnCommit: func(_ app.Context, v book.Cents) { link.Do(decision.SetPool{Pool: p, Amount: book.OrZero(v)}) },
		}))
	}
	body := []app.UI{
		app.Div().Class("fields").Body(fields...),
		app.P().Class("note").Body(
			app.Text("A rough figure is enough to start; every change shows at once. Payout, drivers and service times are in "),
			app.A().Href(place.Place{Name: place.Practice}.Href()).Text("Practice"), app.Text("."),
		),
	}
	label := "Later"
	if c.Over.CostKnown() {
		label = "Done"
	}
	body = append(body, app.Div().Class("row").Body(part.Button("costs-done", label, "", func(ctx app.Context, _ app.Event) { c.OnDone(ctx) })))
	return part.Card("costs", "What does the practice cost in a year?", "", nil, body...)
}

// blankZero shows a pool of nothing as a blank field: not asked yet.
func blankZero(c book.Cents) book.Cents {
	if c == 0 {
		return book.Missing
	}
	return c
}
