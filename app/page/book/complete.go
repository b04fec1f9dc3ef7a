package book

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/page/download"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/decision"
	"tierbook/engine/roster"
	"tierbook/engine/score"
	"tierbook/engine/session"
	"tierbook/engine/wire"
)

// complete is what the list lacks and how to fill it in: ratings one after
// another, hours in bulk, clients that are missing; and who is left out.
type complete struct {
	app.Compo
	Over *session.Overview

	at   int // the revision whose left out clients are asked for or shown
	out  *session.ExcludedPage
	more int // how many of them are asked for

	adding bool
	hours  bool
	person decision.AddClient
	wrong  string   // with the name
	newest book.Key // before one was added
	added  bool     // one was added, and its page is to be opened
}

// mostOut is how many of those left out are listed at first, and more each time.
const mostOut = 20

func (c *complete) OnMount(ctx app.Context)  { c.more = mostOut; c.ask(ctx) }
func (c *complete) OnUpdate(ctx app.Context) { c.ask(ctx) }

func (c *complete) ask(ctx app.Context) {
	if own := c.Over.Own; c.added && own.Newest != c.newest {
		c.added = false
		place.OfClient(own.Newest).Go(ctx)
		return
	}
	if c.Over.Own.Excluded == 0 {
		c.out = nil
		return
	}
	if c.at == c.Over.Revision && (c.out == nil || len(c.out.Rows) >= min(c.more, c.out.Total)) {
		return
	}
	c.at = c.Over.Revision
	link.See(ctx, session.ExcludedQuery{Limit: c.more}, func(_ app.Context, page session.ExcludedPage) { c.out = &page })
}

func (c *complete) Render() app.UI {
	o := c.Over
	if !o.Open {
		return app.Div()
	}
	var items []app.UI
	for k := range decision.Rated {
		f := words.RatedFactor(k)
		items = append(items, item(words.Factor(f), o.Has[f], o.Practice.Clients, "rated",
			app.A().Class("btn").Href(place.OfRating(k).Href()).Text(words.RateThem(o, k))))
	}
	items = append(items, item("Service hours", o.Practice.Clients-o.Estimated, o.Practice.Clients, "recorded",
		part.Button("all-hours", "Estimate hours…", "", func(app.Context, app.Event) { c.hours = true })))
	tools := []app.UI{
		download.Button("ratings-sheet", "Sheet to fill in", session.Export{Table: session.ExportRatings}),
		part.Button("add-client", "Add a client…", "quiet", c.onAdd),
	}
	if o.Locked > 0 {
		tools = append(tools, download.Button("locks-sheet", "Locks as CSV", session.Export{Table: session.ExportLocks}))
	}
	return part.Card("complete", "Completing the list", words.Own(o), tools,
		app.Ul().Class("lacks").Body(items...),
		app.Div().Body(c.leftOut()),
		app.Div().Body(c.dialog()),
		app.Div().Body(&hours{ID: "all", Over: o, Open: c.hours, Who: decision.Who{Filter: &roster.Filter{}}, OnDone: func(app.Context) { c.hours = false }}),
	)
}

// item is one thing that clients may lack, how many have it, and the way to it.
func item(what string, have, all int, how string, way app.UI) app.UI {
	return app.Li().Body(
		app.B().Text(what),
		app.Div().Class("progress").Body(
			app.Elem("progress").Attr("max", strconv.Itoa(max(all, 1))).Attr("value", strconv.Itoa(have)).Aria("label", what),
			app.Span().Class("note").Text(host.Count(have)+" of "+host.Count(all)+" "+how),
		),
		way,
	)
}

// leftOut are the clients that are left out, each with the reason, to be counted
// again.
func (c *complete) leftOut() app.UI {
	if c.out == nil || c.out.Total == 0 {
		return app.Div()
	}
	var lines []app.UI
	for _, row := range c.out.Rows {
		lines = append(lines, app.Li().Body(
			app.Div().Body(app.A().Class("link").Href(place.OfClient(row.Key).Href()).Body(part.Name(row.Name)), app.Small().Class("name").Text(row.Reason)),
			part.Amount(row.AUM, c.Over.Currency, host.Whole),
			app.Button().Type("button").Body(app.Text("Count again"), app.Span().Class("unseen").Body(app.Text(": "), part.Name(row.Name))).OnClick(func(ctx app.Context, _ app.Event) {
				link.Do(decision.Include{Clients: change.Keys{row.Key}})
				part.ToastDone(ctx, "Counted again.", c.Over.Step, link.Undo)
				host.FocusQuietly("left-out")
			}, app.EventScope(int(row.Key))),
		))
	}
	if rest := c.out.Total - len(c.out.Rows); rest > 0 {
		lines = append(lines, app.Li().Body(part.Button("more-out", "Show more of "+host.Count(rest), "quiet", func(ctx app.Context, _ app.Event) {
			c.more += 10 * mostOut
			c.ask(ctx)
		})))
	}
	return app.Div().Body(
		app.H3().ID("left-out").TabIndex(-1).Text("Left out of the analysis: "+host.Count(c.out.Total)),
		app.Ul().Class("outs").Body(lines...),
	)
}

func (c *complete) onAdd(app.Context, app.Event) {
	c.adding, c.wrong = true, ""
	c.person = decision.AddClient{AUM: book.Missing, GDC: book.Missing}
}

// dialog asks for the least that is to be known of a client.
func (c *complete) dialog() app.UI {
	return &part.Dialog{
		ID: "add-dialog", Title: "Add a client", Open: c.adding,
		Content: func() []app.UI {
			o := c.Over
			return []app.UI{
				app.P().Class("note").Text("For a client that your list does not have. All else is filled in on the client’s own page, and kept when the list is updated."),
				app.Div().Body(&part.TextField{ID: "add-name", Label: "Name", Value: c.person.Name, Private: true, Problem: c.wrong, OnCommit: func(_ app.Context, v string) { c.person.Name, c.wrong = v, "" }}),
				app.Div().Body(&part.TextField{ID: "add-household", Label: "Household", Value: c.person.Household, Blank: "None", Private: true, OnCommit: func(_ app.Context, v string) { c.person.Household = v }}),
				app.Div().Body(&part.MoneyField{ID: "add-aum", Label: words.Factor(score.AUM), Value: c.person.AUM, Currency: o.Currency, Blank: "Not known", Least: -book.Largest, Most: book.Largest, OnCommit: func(_ app.Context, v book.Cents) { c.person.AUM = v }}),
				app.Div().Body(&part.MoneyField{ID: "add-gdc", Label: words.Factor(score.GDC), Hint: "Of twelve months, before payout.", Value: c.person.GDC, Currency: o.Currency, Blank: "Not known", Least: -book.Largest, Most: book.Largest, OnCommit: func(_ app.Context, v book.Cents) { c.person.GDC = v }}),
			}
		},
		Actions: func() []app.UI {
			return []app.UI{
				part.Button("add-no", "Cancel", "", func(app.Context, app.Event) { c.adding = false }),
				part.Button("add-yes", "Add", "primary", c.add),
			}
		},
		OnClose: func(app.Context) { c.adding = false },
	}
}

func (c *complete) add(ctx app.Context, _ app.Event) {
	if c.person.Name == "" {
		c.wrong = words.Fault(&wire.Fault{Code: "no-name"})
		ctx.Defer(func(app.Context) { host.Focus("add-name") })
		return
	}
	c.adding, c.added, c.newest = false, true, c.Over.Own.Newest
	link.Do(c.person)
}

// needs leads to where the clients get what they lack to be scored.
func needs(o *session.Overview) []app.UI {
	k, who := words.ToRate(o), words.NeedData(o)
	if who == "" || k < 0 {
		return nil
	}
	return []app.UI{app.Text(" " + who + ": "), app.A().Href(place.OfRating(k).Href()).Text("rate them"), app.Text(".")}
}
