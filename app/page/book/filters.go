package book

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/roster"
)

// filters picks clients by tier, by the loss they carry, and by lock.
func (c *clients) filters() app.UI {
	o := c.Over
	var picks []app.UI
	for t := book.Tier(1); t <= book.Tiers; t++ {
		picks = append(picks, c.tier(t, o.Tiers[t-1].Clients))
	}
	if n := o.Unassigned.Clients; n > 0 || c.Filter.Tiers&roster.TierBit(book.Unassigned) != 0 {
		picks = append(picks, c.tier(book.Unassigned, n))
	}
	if o.Locked > 0 || c.Filter.Locked {
		picks = append(picks, c.pick("locked", app.Span().Text("Locked"), o.Locked, c.Filter.Locked, func(f *roster.Filter) { f.Locked = !f.Locked }))
	}
	loss := app.UI(app.Div())
	if o.ProfitKnown() {
		var options []part.Option
		for l := roster.AnyProfit; l <= roster.Untold; l++ {
			if l == roster.Untold && o.Untold == 0 && c.Filter.Loss != l {
				continue
			}
			options = append(options, part.Option{Value: strconv.Itoa(int(l)), Text: words.Losing(l)})
		}
		loss = &part.Segmented{ID: "loss", Label: "By the loss they carry", Bare: true, Options: options, Value: strconv.Itoa(int(c.Filter.Loss)), OnChange: c.onLoss}
	}
	return app.Div().Class("pick").Body(
		app.Div().Class("picks").Role("group").Aria("label", "By tier and lock").Body(picks...),
		app.Div().Body(loss),
		app.Div().Body(c.under()),
	)
}

// under picks those who bring less than an amount.
func (c *clients) under() app.UI {
	if !c.Over.GDCKnown() {
		return app.Div()
	}
	v := c.Look.Under
	if v == 0 {
		v = book.Missing
	}
	return &part.MoneyField{ID: "under", Label: "GDC below", Value: v, Currency: c.Over.Currency, Blank: "any", Least: 1, Most: book.Largest, OnCommit: func(ctx app.Context, v book.Cents) {
		c.Look.Under = max(v, 0)
		c.toTop()
		c.ask(ctx)
	}}
}

// tier picks a tier, which has n clients.
func (c *clients) tier(t book.Tier, n int) app.UI {
	bit := roster.TierBit(t)
	return c.pick("tier-"+strconv.Itoa(int(t)), part.Chip(t, words.TierName(c.Over, t)), n, c.Filter.Tiers&bit != 0,
		func(f *roster.Filter) { f.Tiers ^= bit })
}

// pick is one thing to filter by, with how many clients it has.
func (c *clients) pick(name string, what app.UI, n int, on bool, change func(*roster.Filter)) app.UI {
	return app.Button().Type("button").Aria("pressed", on).Body(what, app.Span().Class("note").Text(host.Count(n))).
		OnClick(func(ctx app.Context, _ app.Event) {
			f := c.Filter
			change(&f)
			c.goTo(ctx, f)
		}, app.EventScope(name))
}

func (c *clients) onLoss(ctx app.Context, value string) {
	n, err := strconv.ParseUint(value, 10, 8)
	if err != nil {
		return
	}
	f := c.Filter
	f.Loss = roster.Losing(n)
	c.goTo(ctx, f)
}

// sums is what the clients shown come to.
func (c *clients) sums() app.UI {
	if c.page == nil || c.page.Total == 0 {
		return app.Div()
	}
	o, sum := c.Over, c.page.Sum
	money := func(label string, v book.Cents) part.Figure {
		return part.Figure{Label: label, Value: host.Money(v, o.Currency, host.Whole)}
	}
	figures := []part.Figure{
		{Label: "Shown", Value: host.Count(sum.Clients) + words.Plural(sum.Clients, " client", " clients"), Plain: true},
		money("AUM", sum.AUM),
	}
	if o.GDCKnown() {
		figures = append(figures, money("GDC", sum.GDC), money("Revenue", sum.Revenue))
	}
	if o.CostKnown() {
		figures = append(figures, money("Cost", sum.Costs()))
	}
	if o.ProfitKnown() {
		profit := money("Profit", sum.Profit)
		profit.Loss = book.Has(sum.Profit) && sum.Profit < 0
		figures = append(figures, profit)
	}
	hours := part.Figure{Label: "Hours a year", Value: host.Count((sum.Minutes + 30) / 60), Plain: true}
	return app.Div().Class("sums").Body(part.Tiles(append(figures, hours)...))
}
