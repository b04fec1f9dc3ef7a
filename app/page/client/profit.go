package client

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/session"
)

// profit is what the client brings and what it carries, pool by pool.
type profit struct {
	app.Compo
	Over   *session.Overview
	Client *session.Client
}

func (p *profit) Render() app.UI {
	o, c := p.Over, p.Client
	row := &c.Row
	payout := host.PercentExact(o.Settings.Payout) + " payout"
	if o.Net && o.Settings.Payout == 10000 {
		payout = "after payout in the file"
	}
	ledger := []entry{
		{what: "GDC, twelve months", amount: row.GDC},
		{what: "Revenue", how: []words.Piece{{Text: payout}}, amount: row.Revenue},
	}
	gdc := app.UI(app.Div())
	if !book.Has(row.GDC) {
		ledger[1] = entry{what: "Revenue", amount: book.Missing}
		gdc = app.P().Class("note").Text(words.NoGDC(o))
	}
	var check []app.UI
	sign := book.Cents(-1)
	if !book.Has(row.GDC) {
		sign = 1 // costs and nothing else
	}
	for pool := range cost.Pool(cost.Pools) {
		v := c.Pools[pool]
		if v.Pool == 0 {
			continue
		}
		how := append([]words.Piece{{Text: host.Money(v.Shared, o.Currency, host.Whole), Amount: true}, {Text: " × "}}, words.Driven(o, v)...)
		ledger = append(ledger, entry{what: words.Pool(pool), how: how, amount: sign * v.Cost})
		check = append(check, app.Li().Body(words.Draw(words.Shared(o, pool, v))...))
	}
	if len(check) == 0 {
		return part.Card("profit", "What comes in, and what it carries", "", nil, figures(o.Currency, ledger), gdc,
			app.P().Class("note").Body(app.Text("What the practice costs is not known yet, so there is no profit to tell. Three figures are enough: "),
				app.A().Href(place.Place{Name: place.Practice}.Href()).Text("wages, overhead and your own pay"), app.Text(".")))
	}
	var rest []part.Figure
	if book.Has(row.GDC) {
		ledger = append(ledger, entry{what: "Profit", amount: row.Profit, sum: true})
		rest = []part.Figure{
			{Label: "Margin on revenue", Value: host.Percent(c.Unit.Margin()), Loss: lost(c.Unit.Margin()), Plain: true},
			{Label: "Return on the cost carried", Value: host.Percent(c.Unit.Return()), Loss: lost(c.Unit.Return()), Plain: true},
		}
	} else {
		ledger = append(ledger, entry{what: "Cost carried", amount: row.Cost, sum: true})
	}
	if book.Has(c.Rate) && c.Rate > 0 {
		rest = append(rest, part.Figure{Label: "What an hour of service costs", Value: host.Money(c.Rate, o.Currency, host.Exact)})
	}
	return part.Card("profit", "What comes in, and what it carries", "a year", nil,
		figures(o.Currency, ledger), gdc, part.Figures(rest...),
		part.Explain("Check it with a pencil",
			app.Ul().Class("remarks").Body(check...),
			app.P().Text("Every part is rounded down to the cent. The cents left over go one each to the clients with the largest rests, so that all parts together are the pool."),
			app.P().Body(app.Text("What a pool is shared by is set in "), app.A().Href(place.Place{Name: place.Practice}.Href()).Text("Practice"), app.Text(".")),
		),
	)
}

func lost(bp book.BP) bool { return book.Has(bp) && bp < 0 }

// entry is a line of the ledger: what it is, how it comes about, and how much.
type entry struct {
	what   string
	how    []words.Piece
	amount book.Cents
	sum    bool
}

// figures is the ledger, to the cent.
func figures(currency string, ledger []entry) app.UI {
	var list []app.UI
	for _, e := range ledger {
		class := ""
		if e.sum {
			class = "sum"
		}
		loss := e.sum && book.Has(e.amount) && e.amount < 0
		if loss {
			class += " loss"
		}
		list = append(list,
			app.Dt().Class(class).Body(app.Text(e.what), app.Small().Body(words.Draw(e.how)...)),
			app.Dd().Class("figure "+class).Body(part.Money(host.Money(e.amount, currency, host.Exact), loss)),
		)
	}
	return app.Dl().Class("figures ledger").Body(list...)
}

// views is how sure the loss is: the client's profit under three ways of
// sharing the cost, two where no time is recorded.
type views struct {
	app.Compo
	Over   *session.Overview
	Client *session.Client
}

func (v *views) Render() app.UI {
	o, c := v.Over, v.Client
	if !o.CostKnown() || !book.Has(c.Row.GDC) {
		return app.Div()
	}
	estimated := o.AllEstimated()
	var bars []part.Bar
	for k, profit := range c.Views {
		if k == 1 && estimated {
			continue
		}
		bars = append(bars, part.Bar{Label: words.View(k, estimated), Value: int64(book.OrZero(profit)), Text: host.Money(profit, o.Currency, host.Whole)})
	}
	title := "How sure is the profit?"
	if c.Row.Profit < 0 {
		title = "How sure is the loss?"
	}
	return part.Card("views", title, "", nil,
		app.P().Text(words.Certainty(o, c)),
		part.Bars(bars...),
		part.Explain("What these views are",
			app.P().Text("There is no one right way to share what a practice costs, so each client is judged in several. In each view all three pools are shared whole and in one way: by the hours clients take, by the standard hours of their tiers, and the same for every client. A loss in all of them is certain; a loss in some depends on how you share."),
			app.P().Text("The profit above follows your own choice in Practice."),
		),
	)
}
