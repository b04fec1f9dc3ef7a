package client

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/engine/book"
	"tierbook/engine/roster"
	"tierbook/engine/session"
)

// way is the way on: back to the list, to the clients before and after in it,
// and to paper.
type way struct {
	app.Compo
	Client *session.Client
	List   roster.Filter
}

func (w *way) Render() app.UI {
	c := w.Client
	back := place.Place{Name: place.Book, Filter: w.List}
	return app.Nav().Class("way screen").Aria("label", "Clients of the list").Body(
		app.A().ID("back").Class("btn").Href(back.Href()).Body(part.Icon("back"), app.Text("To the list")),
		part.Button("edit", "Change what is known", "", func(app.Context, app.Event) {
			host.ScrollIntoView("values")
			host.FocusQuietly("value-name")
		}),
		app.Div().Class("between").Body(
			beside("before", "Previous client", "back", c.Before),
			app.Span().Class("note").Text(host.Count(c.At)+" of "+host.Count(c.Of)),
			beside("after", "Next client", "next", c.After),
			part.IconButton("print", "print", "Print this sheet", func(app.Context, app.Event) { host.Print() }),
		),
	)
}

// beside leads to a neighbour; where there is none it stays as a word.
func beside(id, label, icon string, key book.Key) app.UI {
	a := app.A().ID(id).Class("icon btn").Aria("label", label).Title(label).Body(part.Icon(icon))
	if key == 0 {
		return a.Role("link").Aria("disabled", true)
	}
	return a.Href(place.OfClient(key).Href())
}

// stamp says on paper what the sheet is, and as of when.
type stamp struct {
	app.Compo
	Over   *session.Overview
	Client *session.Client
}

func (s *stamp) Render() app.UI {
	return app.P().Class("paper note stamp").Text("Client sheet · " + s.Client.Row.ID + " · as of " + host.Day(s.Over.Settings.AsOf, host.Long) + " · made with Tierbook on this device")
}
