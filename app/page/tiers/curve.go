package tiers

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/session"
)

// curve is the whale curve: where profit is made and where it is given back.
type curve struct {
	app.Compo
	Over *session.Overview

	curve link.View[session.Curve]
}

// points asked of the session: every client of most books, and more than a
// phone has pixels.
const curvePoints = 400

func (c *curve) OnMount(ctx app.Context)  { c.see(ctx) }
func (c *curve) OnUpdate(ctx app.Context) { c.see(ctx) }

func (c *curve) see(ctx app.Context) {
	c.curve.See(ctx, session.CurveQuery{Points: curvePoints}, c.Over.Revision)
}

func (c *curve) Render() app.UI {
	o := c.Over
	if !o.CostKnown() {
		return part.Card("whale", "Where revenue comes from", "", nil, c.draw())
	}
	return part.Card("whale", "Where profit is made and given back", "", nil, c.draw(), app.P().Class("note").Body(c.note()...))
}

func (c *curve) draw() app.UI {
	w := c.Over.Whale
	var points []part.Point
	if v := c.curve.Shown; v != nil {
		for _, p := range v.Points {
			points = append(points, part.Point{Rank: p.Clients, Sum: p.Sum, Profit: p.Profit, Key: uint64(p.Key), Name: p.Name})
		}
	}
	return &part.Whale{
		ID: "curve", Clients: c.Over.Practice.Clients, Points: points, PeakAt: w.PeakClients, Peak: w.PeakProfit, Currency: c.Over.Currency, Revenue: !c.Over.CostKnown(),
		OnOpen: func(ctx app.Context, p part.Point) { place.OfClient(book.Key(p.Key)).Go(ctx) },
	}
}

// note says what the curve shows.
func (c *curve) note() []app.UI {
	o := c.Over
	w := o.Whale
	rest := o.Practice.Clients - w.PeakClients
	amount := func(v book.Cents) app.UI { return part.Amount(v, o.Currency, host.Whole) }
	switch {
	case w.PeakClients == 0:
		return []app.UI{app.Text("No client earns a profit as the costs are shared.")}
	case w.GivenBack() == 0:
		return []app.UI{app.Text("Every client adds to the profit: nothing is given back.")}
	}
	body := []app.UI{
		app.Text("The best " + host.Count(w.PeakClients) + words.Plural(w.PeakClients, " client earns ", " clients earn ")), amount(w.PeakProfit),
		app.Text("; the other " + host.Count(rest) + words.Plural(rest, " gives back ", " give back ")), amount(w.GivenBack()), app.Text(" of it."),
	}
	if o.Practice.Unused > 0 {
		body = append(body, app.Text(" Unused capacity, "), amount(o.Practice.Unused), app.Text(", belongs to no client and comes off after that."))
	}
	return body
}
