// Package repair is the place that answers what to do about the clients that
// carry a loss: the walk as a whole, with groups of like losses and questions
// to be settled first, and one card after another.
package repair

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/losses"
	"tierbook/engine/session"
)

// Look is how the walk is gone through. The page's owner keeps it, so that
// coming back finds it as it was left.
type Look struct {
	Order losses.Order
	Note  string // the last reason for keeping a client
}

// Page is the place. Over is the overview of what is shown, Key the client whose
// card it is, 0 for the walk as a whole.
type Page struct {
	app.Compo
	Over *session.Overview
	Key  book.Key
	Look *Look
}

// Render draws the walk or a card of it.
func (p *Page) Render() app.UI {
	if p.Key != 0 {
		return app.Div().Body(app.Div(), app.Div().Body(&card{Over: p.Over, Key: p.Key, Look: p.Look}))
	}
	return app.Div().Body(app.Div().Body(&walk{Over: p.Over, Look: p.Look}), app.Div())
}

// walk is the walk as a whole.
type walk struct {
	app.Compo
	Over *session.Overview
	Look *Look

	walk link.View[session.Walk]
}

func (w *walk) OnMount(ctx app.Context)  { w.see(ctx) }
func (w *walk) OnUpdate(ctx app.Context) { w.see(ctx) }

func (w *walk) see(ctx app.Context) {
	w.walk.See(ctx, session.WalkQuery{Order: w.Look.Order}, w.Over.Revision)
}

func (w *walk) Render() app.UI {
	o, v := w.Over, w.walk.Shown
	if v == nil {
		return app.Div().Body(part.Headline(part.Skeleton()).(app.HTMLH1).Aria("label", "One moment"), app.Div(), app.Div(), app.Div(), app.Div())
	}
	return app.Div().Body(
		words.Repair(o, v).Draw(),
		words.Lede(words.RepairLede(o, v)),
		app.Div().Class("begin").Body(w.start()),
		app.Div().Body(app.If(o.CostKnown(), func() app.UI { return app.Div().Body(&checks{Over: o, Walk: v}, &groups{Over: o, Walk: v}) })), // without costs there is no loss to speak of
		app.Div().Body(app.If(o.CostKnown(), func() app.UI { return &grow{Over: o} })),
	)
}

// start is the way into the walk, or to what it needs first.
func (w *walk) start() app.UI {
	o, v := w.Over, w.walk.Shown
	switch {
	case !o.CostKnown():
		return app.Div().Class("row").Body(app.A().Class("btn primary").Href(place.Place{Name: place.Practice}.Href()).Text("Put in what the practice costs"))
	case v.Total == 0:
		return app.Div().Class("row").Body(app.A().Class("btn").Href(place.Place{Name: place.Tiers}.Href()).Text("To the tiers"))
	}
	orders := []part.Option{{Value: "0", Text: "Greatest loss first"}, {Value: "1", Text: "Best tier first"}, {Value: "2", Text: "Certain losses first"}}
	body := []app.UI{
		app.Div().Class("steps").Body(
			app.Span().Text(host.Count(v.Decided)+" of "+host.Count(v.Total)+" decided"),
			app.Progress().Max(v.Total).Value(v.Decided).Aria("label", "Decided"),
		),
		&part.Segmented{ID: "order", Label: "Order of the walk", Bare: true, Value: orders[w.Look.Order].Value, Options: orders, OnChange: func(ctx app.Context, value string) {
			w.Look.Order = losses.Order(value[0] - '0')
			w.see(ctx)
		}},
	}
	var ways []app.UI
	if v.Next != 0 {
		text := "Go through them one by one"
		switch {
		case v.Decided+v.Skipped == v.Total:
			text = "Look again at the " + host.Count(v.Skipped) + " left for later"
		case v.Decided+v.Skipped > 0:
			text = "Go on where you stopped"
		}
		ways = append(ways, app.A().ID("walk").Class("btn primary").Href(place.OfRepair(v.Next).Href()).Text(text))
	}
	if o.Planned > 0 {
		ways = append(ways, app.A().Class("btn").Href(place.Place{Name: place.Plan}.Href()).Text("To the plan"))
	}
	ways = append(ways, app.A().Class("btn quiet").Href(place.Place{Name: place.Practice}.Href()).Text("Target and fees"))
	body = append(body, app.Div().Class("row walkways").Body(ways...))
	if v.Guess {
		body = append(body, app.P().Class("note").Text("No client’s time is recorded: every loss here rests on the standard time of its tier. A guess of the hours of your largest and smallest clients sharpens it most."))
	}
	return part.Card("start", "One at a time", "", nil, body...)
}
