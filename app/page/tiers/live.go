package tiers

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/page/change"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/session"
)

// live is the tiers in short, with what the last change made of them. It stays
// in sight while what the tiers are made by is worked on.
type live struct {
	app.Compo
	Over  *session.Overview
	ID    string
	Moved int // clients that the last change has put into another tier

	change change.Change
}

func (l *live) Render() app.UI {
	o := l.Over
	was := l.change.Turn(o)
	what, of, good := result(o)
	var list []app.UI
	for k := range o.Tiers {
		now := o.Tiers[k]
		clients, amount := words.Plural(now.Clients, " client", " clients"), app.Span().Class("change")
		if was != nil {
			if more := now.Clients - was.Tiers[k].Clients; more != 0 {
				clients = " (" + signed(more) + ")"
			}
			if more := book.Sub(of(now), of(was.Tiers[k])); book.Has(more) && more != 0 {
				amount = app.Span().Class("change " + way(more, good)).Body(app.Span().Class("amount").Text(host.Signed(more, o.Currency, host.Short)))
			}
		}
		list = append(list, app.Li().Body(
			part.Chip(book.Tier(k+1), o.Settings.Names[k]),
			app.Span().Class("figure").Body(part.Amount(of(now), o.Currency, host.Whole)),
			app.Span().Class("note").Text(host.Count(now.Clients)+clients),
			amount,
		))
	}
	said := ""
	if was != nil {
		said = words.Movers(l.Moved)
	}
	return app.Div().Class("live").Role("group").Aria("labelledby", l.ID).Body(
		app.P().ID(l.ID).Class("note").Body(app.Text(what+" by tier"), app.Span().Text(said)),
		app.Ul().Body(list...),
	)
}

// result is what a tier comes to as far as it is known, and whether more of it
// is better (1), worse (−1) or neither.
func result(o *session.Overview) (what string, of func(engine.Line) book.Cents, good int) {
	switch {
	case o.ProfitKnown():
		return "Profit", func(l engine.Line) book.Cents { return l.Profit }, 1
	case o.GDCKnown():
		return "Revenue", func(l engine.Line) book.Cents { return l.Revenue }, 0
	case o.CostKnown():
		return "Cost", engine.Line.Costs, 0
	}
	return "AUM", func(l engine.Line) book.Cents { return l.AUM }, 0
}

func way(more book.Cents, good int) string {
	switch {
	case good == 0:
		return ""
	case more > 0:
		return "up"
	}
	return "down"
}

func signed(n int) string {
	if n < 0 {
		return "−" + strconv.Itoa(-n)
	}
	return "+" + strconv.Itoa(n)
}
