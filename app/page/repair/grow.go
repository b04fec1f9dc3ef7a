package repair

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/roster"
	"tierbook/engine/session"
)

// grow is the other end of the book: good clients who get less than is due to
// them, who are a step from the next tier, and how much hangs on a few.
type grow struct {
	app.Compo
	Over *session.Overview

	grow link.View[session.Grow]
	all  bool // every row of the lists
}

func (g *grow) OnMount(ctx app.Context)  { g.see(ctx) }
func (g *grow) OnUpdate(ctx app.Context) { g.see(ctx) }

func (g *grow) see(ctx app.Context) { g.grow.See(ctx, session.GrowQuery{}, g.Over.Revision) }

// fewShown is how many clients a list shows at first.
const fewShown = 5

func (g *grow) Render() app.UI {
	o, v := g.Over, g.grow.Shown
	if v == nil {
		return app.Div()
	}
	money := func(c book.Cents) part.Cell { return part.MoneyCell(c, o.Currency) }
	most := fewShown
	if g.all {
		most = mostListed
	}
	head := func(r *roster.Row) []part.Cell {
		return []part.Cell{{Text: r.Name, Kind: part.NameCell}, {Kind: part.TierCell, Tier: r.Tier, Text: words.TierName(o, r.Tier)}}
	}
	row := func(r *roster.Row, cells ...part.Cell) part.Row {
		return part.Row{Key: uint64(r.Key), Href: place.OfRepair(r.Key).Href(), Cells: append(head(r), cells...)}
	}
	columns := func(heads ...string) []part.Column {
		all := []part.Column{{Head: "Client", Width: part.Fill}, {Head: "Tier", Width: part.Word}}
		for _, h := range heads {
			all = append(all, part.Column{Head: h})
		}
		return all
	}
	var top []part.Row
	for i := range v.Top {
		r := &v.Top[i]
		top = append(top, row(r, money(r.Revenue), part.Cell{Text: host.Percent(engine.Share(r.Revenue, v.Revenue))}))
	}
	body := []app.UI{app.P().Body(words.Draw(words.Concentration(o, v))...)}
	if v.Revenue > 0 {
		body = append(body, &part.Sheet{ID: "top", Label: "The clients that bring most", Columns: columns("Revenue", "Share"), Rows: top},
			app.P().Class("note").Text(words.GrowPlanned(v)))
	}
	if v.Served > 0 {
		var rows []part.Row
		for i := range v.Under[:min(len(v.Under), most)] {
			r := &v.Under[i]
			rows = append(rows, row(&r.Row, money(r.Revenue), part.Cell{Text: host.Hours(r.Minutes)}, part.Cell{Text: host.Hours(r.Standard)}, part.ProfitCell(r.Then, o.Currency)))
		}
		body = append(body, app.H3().Text("Best clients who get less than their tier’s standard"), app.P().Class("note").Body(words.Draw(words.UnderServed(o, v))...),
			&part.Sheet{ID: "under", Label: "Best clients who get less than their tier’s standard", Columns: columns("Revenue", "Time", "Standard", "Profit then"), Rows: rows})
	}
	if v.Steps > 0 {
		var rows []part.Row
		for i := range v.Next[:min(len(v.Next), most)] {
			r := &v.Next[i]
			rows = append(rows, row(&r.Row, money(r.AUM), part.Cell{Text: host.Rating(r.Potential)}, money(r.MoreAUM), money(r.MoreGDC)))
		}
		body = append(body, app.H3().Text("A step from the next tier"), app.P().Class("note").Text(words.Steps(v)),
			&part.Sheet{ID: "steps", Label: "A step from the next tier", Columns: columns("AUM", "Potential", "AUM to go", "or GDC to go"), Rows: rows})
	}
	if v.Served > fewShown || v.Steps > fewShown {
		text := "Show more of them"
		if g.all {
			text = "Show fewer"
		}
		body = append(body, part.Button("grow-more", text, "quiet", func(app.Context, app.Event) { g.all = !g.all }))
	}
	return part.Card("grow", "Growing the good ones", "the other end of the book", nil, body...)
}
