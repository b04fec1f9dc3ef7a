// Package book is the place that answers whether the client list is right: how
// the file was read, what could not be, and the clients.
package book

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/link"
	"tierbook/app/page/reading"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/roster"
	"tierbook/engine/session"
)

// Page is the place. Over is the overview of what is shown, Filter whom the
// address asks for, and Look where the table of clients was left.
type Page struct {
	app.Compo
	Over   *session.Overview
	Filter roster.Filter
	Look   *Look

	seen int // revision whose list is asked for or shown
	list *session.List
}

func (p *Page) OnMount(ctx app.Context)  { p.see(ctx) }
func (p *Page) OnUpdate(ctx app.Context) { p.see(ctx) }

func (p *Page) see(ctx app.Context) {
	if p.seen == p.Over.Revision {
		return
	}
	p.seen = p.Over.Revision
	link.See(ctx, session.ListQuery{}, func(_ app.Context, l session.List) {
		if p.list == nil || !same(p.list, &l) {
			p.list = &l
		}
	})
}

// same reports whether two accounts are of one reading of one file: settings
// change the overview, but not how the list was read.
func same(a, b *session.List) bool {
	return a.Reading == b.Reading
}

// Render draws the place.
func (p *Page) Render() app.UI {
	return app.Div().Body(
		words.Book(p.Over).Draw(),
		words.Lede(words.BookLede(p.Over), append([]app.UI{app.Text(" "), app.A().Href(place.Place{Name: place.Practice}.Href()).Text("Another date")}, needs(p.Over)...)...),
		&reading.Account{List: p.list, Currency: p.Over.Currency, AsOf: p.Over.Settings.AsOf},
		&reading.Problems{List: p.list, AsOf: p.Over.Settings.AsOf},
		app.Div().Body(app.If(p.list != nil && len(p.list.Parts) > 0, func() app.UI { return parts(p.list, p.Over.Currency) })),
		&complete{Over: p.Over},
		&clients{Over: p.Over, Filter: p.Filter, Look: p.Look},
	)
}
