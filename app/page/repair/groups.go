package repair

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/page/decide"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine"
	"tierbook/engine/losses"
	"tierbook/engine/session"
)

// checks are the questions about data that are to be settled first.
type checks struct {
	app.Compo
	Over *session.Overview
	Walk *session.Walk

	open engine.Ask // whose clients are listed
	at   int
	rows *session.WalkRows
}

// mostListed is how many clients a list shows; the rest are in the Book.
const mostListed = 50

func (c *checks) OnUpdate(ctx app.Context) { c.see(ctx) }

func (c *checks) see(ctx app.Context) {
	if c.open == 0 || c.at == c.Over.Revision {
		return
	}
	c.at = c.Over.Revision
	ask := c.open
	link.See(ctx, session.WalkRowsQuery{Ask: ask, Limit: mostListed}, func(_ app.Context, rows session.WalkRows) {
		if ask == c.open {
			c.rows = &rows
		}
	})
}

func (c *checks) Render() app.UI {
	o := c.Over
	var items []app.UI
	for bit, sum := range c.Walk.Asks {
		if sum.Clients == 0 {
			continue
		}
		ask := engine.Ask(1 << bit)
		items = append(items, app.Li().Class("lever").Body(
			app.Div().Body(
				app.B().Text(words.AskMany(ask, sum.Clients)),
				app.Small().Body(words.Draw(words.AskOf(o, sum))...),
			),
			app.Span(),
			app.Button().Type("button").Aria("expanded", c.open == ask).Text("Show").Aria("label", "Show: "+words.AskMany(ask, sum.Clients)).OnClick(func(ctx app.Context, _ app.Event) {
				c.at, c.rows = 0, nil
				if c.open == ask {
					c.open = 0
				} else {
					c.open = ask
				}
				c.see(ctx)
			}, app.EventScope("ask", bit)),
		))
	}
	if len(items) == 0 {
		return app.Div()
	}
	return part.Card("checks", "Check first", "questions about the data, not advice to part", nil,
		app.Ul().Class("levers").Body(items...),
		app.Div().Body(c.list()),
	)
}

// list is the clients of the question that was opened.
func (c *checks) list() app.UI {
	if c.open == 0 || c.rows == nil || len(c.rows.Rows) == 0 {
		return app.Div()
	}
	o := c.Over
	var rows []part.Row
	for i := range c.rows.Rows {
		r := &c.rows.Rows[i]
		rows = append(rows, part.Row{Key: uint64(r.Key), Href: place.OfClient(r.Key).Href(), Cells: []part.Cell{
			{Text: r.Name, Kind: part.NameCell}, {Kind: part.TierCell, Tier: r.Tier, Text: words.TierName(o, r.Tier)},
			part.MoneyCell(r.GDC, o.Currency), {Text: host.Hours(r.Minutes)}, part.ProfitCell(r.Profit, o.Currency),
		}})
	}
	note := ""
	if rest := c.rows.Total - len(rows); rest > 0 {
		note = "and " + host.Count(rest) + " more."
	}
	return app.Div().Body(
		&part.Sheet{ID: "asked", Label: "Clients to check", Columns: []part.Column{{Head: "Client", Width: part.Fill}, {Head: "Tier", Width: part.Word}, {Head: "GDC"}, {Head: "Hours"}, {Head: "Profit"}}, Rows: rows},
		app.P().Class("note").Text(note),
	)
}

// groups are the losses that are alike: one decision each.
type groups struct {
	app.Compo
	Over *session.Overview
	Walk *session.Walk

	open *losses.Group // what is being decided about
}

func (g *groups) Render() app.UI {
	o, w := g.Over, g.Walk
	if w.Total == 0 || o.Practice.Clients < 2 {
		return app.Div()
	}
	var items []app.UI
	for i := range w.Groups {
		one := &w.Groups[i]
		items = append(items, app.Li().Class("lever").Body(
			app.Div().Body(app.B().Text(words.Group(o, one)), app.Small().Body(words.Draw(words.GroupText(o, one))...)),
			app.Div().Class("fig").Body(
				app.B().Class("amount").Text(host.Signed(one.Practice, o.Currency, host.Whole)),
				app.Small().Text(words.FiguresOf(one)),
			),
			app.Button().Type("button").Text("Decide").Aria("label", "Decide about "+words.Group(o, one)).OnClick(func(app.Context, app.Event) { g.open = one }, app.EventScope("group", one.ID)),
		))
	}
	title, beside := "Losses that are alike", "one decision each"
	if len(items) == 0 {
		title, beside = "Many at once", ""
	}
	many := app.Div().Class("row").Body(part.Button("many", "Decide about many at once", "", func(app.Context, app.Event) { g.open = &losses.Group{} }))
	return app.Div().Body(
		part.Card("groups", title, beside, nil, app.Ul().Class("levers").Body(items...), app.P().Class("note").Text(words.Singles(w)), many),
		g.deciding(),
	)
}

// deciding is the dialog about a group, or about many of whom the user says who
// they are.
func (g *groups) deciding() app.UI {
	o := g.Over
	d := &decide.Dialog{Over: o, Open: g.open != nil, OnClose: func(app.Context) { g.open = nil }}
	switch {
	case g.open == nil:
	case g.open.ID == 0:
		d.Title = "Decide about many"
		names, filters := words.Whom(o)
		for k, name := range names {
			d.Whom = append(d.Whom, decide.Whom{Name: name, Selection: session.Selection{Filter: &filters[k]}})
		}
	default:
		d.Title, d.Fee = words.Group(o, g.open), g.open.Fee
		d.Whom = []decide.Whom{{Selection: session.Selection{Group: g.open.ID}}}
	}
	return d
}
