// Package client is the place that answers why a client is in its tier and
// what it earns: every figure of it with what it is made of, down to the cent.
package client

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/roster"
	"tierbook/engine/session"
)

// Page is the place. Over is the overview of what is shown, Key the client,
// and List what the table of clients was filtered by when it was left.
type Page struct {
	app.Compo
	Over *session.Overview
	Key  book.Key
	List roster.Filter

	asked  book.Key // the client and the revision asked for last
	at     int
	client *session.Client // nil until the first has come
	keys   part.Keys
}

func (p *Page) OnMount(ctx app.Context) {
	p.see(ctx)
	p.keys.Hear(ctx, p.leads)
}

func (p *Page) OnDismount() { p.keys.Stop() }

func (p *Page) OnUpdate(ctx app.Context) { p.see(ctx) }

func (p *Page) see(ctx app.Context) {
	if p.asked == p.Key && p.at == p.Over.Revision {
		return
	}
	p.asked, p.at = p.Key, p.Over.Revision
	key := p.Key
	link.See(ctx, session.ClientQuery{Key: key}, func(ctx app.Context, c session.Client) {
		if key != p.Key {
			return
		}
		met := p.shown() && p.client.Row.Key == key
		p.client = &c
		if !met && p.shown() {
			host.AnnounceClient(words.Client(p.Over, p.client).String())
		}
	})
}

// shown reports whether there is a client to show.
func (p *Page) shown() bool { return p.client != nil && p.client.Row.Key != 0 }

// leads is what a key does: the arrows lead to the neighbours.
func (p *Page) leads(key part.Key) func(app.Context) {
	if !p.shown() || key.Radio {
		return nil
	}
	to := map[string]book.Key{"ArrowLeft": p.client.Before, "ArrowRight": p.client.After}[key.Name]
	if to == 0 {
		return nil
	}
	return func(ctx app.Context) { place.OfClient(to).Go(ctx) }
}

// Render draws the place. While another client is on its way the one before
// stays, but is no longer read out as the heading.
func (p *Page) Render() app.UI {
	switch {
	case p.client == nil:
		return app.Div().Body(unread(part.Headline(part.Skeleton())), app.Div(), app.Div())
	case p.client.LeftOut != nil:
		return left(p.Over, p.client.LeftOut)
	case !p.shown():
		return app.Div().Body(
			part.Headline(app.Text("This client is not in the list that is open now.")),
			app.Div().Class("row").Body(app.A().Class("btn").Href(place.Place{Name: place.Book}.Href()).Text("To the client list")),
			app.Div(),
		)
	}
	o, c := p.Over, p.client
	head := words.Client(o, c).Draw()
	if c.Row.Key != p.Key {
		head = unread(head)
	}
	return app.Div().Body(
		head,
		words.Lede(words.ClientLede(o, c)),
		app.Div().Class("client").Body(
			&way{Client: c, List: p.List},
			&stamp{Over: o, Client: c},
			p.cards(),
			app.Div().Class("screen").Body(&values{Over: o, Client: c, Key: c.Row.Key}),
		),
	)
}

// cards are the two sides: what the client earns, and why it is in its tier.
// Before costs are known there is little to say on the first.
func (p *Page) cards() app.UI {
	o, c := p.Over, p.client
	score, tier := &points{Over: o, Client: c}, &rank{Over: o, Client: c}
	home, file := &household{Over: o, Client: c}, &attributes{Client: c}
	if !o.CostKnown() {
		return app.Div().Class("grid even").Body(
			app.Div().Body(score, tier),
			app.Div().Body(&profit{Over: o, Client: c}, home, file),
		)
	}
	return app.Div().Class("grid even").Body(
		app.Div().Body(&profit{Over: o, Client: c}, &views{Over: o, Client: c}, &mend{Over: o, Client: c}),
		app.Div().Body(score, tier, home, file),
	)
}

// unread is a heading that stands for a moment only.
func unread(heading app.UI) app.UI {
	return heading.(app.HTMLH1).Aria("label", "One moment")
}
