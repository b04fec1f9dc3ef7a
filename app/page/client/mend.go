package client

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/repair"
	"tierbook/engine/session"
)

// mend is what it would take to bring the client to the target (METHOD.md §6),
// each figure by itself.
type mend struct {
	app.Compo
	Over   *session.Overview
	Client *session.Client
}

func (m *mend) Render() app.UI {
	o, c := m.Over, m.Client
	if !o.CostKnown() || !book.Has(c.Row.GDC) { // nobody knows whether there is anything to mend
		return app.Div()
	}
	r := c.Repair
	ledger := []line{
		{what: "More in fees or GDC a year", figure: words.Fee(r.FeeNeeded, o.Currency)},
		{what: words.AssetsLabel(o, c), figure: words.Assets(r.AUMNeeded, o.Currency)},
		{what: "or at most this much time a year", how: words.Cut(r.CutMinutes), figure: words.Piece{Text: words.Most(r.MostMinutes)}},
	}
	standard := o.Settings.Standard()
	var service []line
	for k, profit := range r.ProfitAtTier {
		service = append(service, line{what: o.Settings.Names[k] + ", " + host.Hours(standard[k]) + " a year", figure: amount(o, profit), loss: profit.None == repair.Given && profit.Value < 0})
	}
	title := "What would mend this"
	if c.Row.Profit >= 0 && r.FeeNeeded.Value == 0 {
		title = "What there is room for"
	}
	return part.Card("mend", title, words.Target(o.Settings.TargetMargin), nil,
		lines(ledger),
		app.H3().Text("The profit at the standard service of each tier"),
		lines(service),
		app.H3().Text("If this client left"),
		lines([]line{{what: "Change of the practice’s profit, while the cost stays behind", figure: words.Piece{Text: host.Signed(c.Leaving, o.Currency, host.Exact), Amount: true}, minus: c.Leaving < 0}}),
		part.Explain("What these figures say",
			app.P().Text("Each is meant by itself: that fee, or those assets, or that time would do. Fees count after payout. Time counts with what an hour costs the practice; what is not shared by time stays the same."),
			app.P().Text("A client carries its share of what the practice costs. Most of that cost does not leave with the client, so parting from a client with a loss lowers the practice’s profit by what it brings in."),
		),
	)
}

func amount(o *session.Overview, f repair.Money) words.Piece {
	if f.None != repair.Given {
		return words.Piece{Text: host.None}
	}
	return words.Piece{Text: host.Money(f.Value, o.Currency, host.Exact), Amount: true}
}

// line is a line of figures: what it is, a word on it, and the figure or why
// there is none.
type line struct {
	what, how string
	figure    words.Piece
	loss      bool // a profit below zero
	minus     bool // below zero, but no loss
}

func lines(all []line) app.UI {
	var list []app.UI
	for _, l := range all {
		value := app.UI(app.Span().Text(l.figure.Text))
		if l.figure.Amount {
			value = part.Money(l.figure.Text, l.loss)
			if l.minus {
				value = part.Minus(l.figure.Text)
			}
		}
		list = append(list, app.Dt().Body(app.Text(l.what), app.Small().Text(l.how)), app.Dd().Class("figure").Body(value))
	}
	return app.Dl().Class("figures ledger").Body(list...)
}

// household is the other clients of the household, and what all of it comes to.
type household struct {
	app.Compo
	Over   *session.Overview
	Client *session.Client
}

func (h *household) Render() app.UI {
	o, home := h.Over, h.Client.Household
	if home == nil {
		return app.Div()
	}
	last, of := "Profit", func(revenue, profit book.Cents) book.Cents { return profit }
	if !o.CostKnown() {
		last, of = "Revenue", func(revenue, profit book.Cents) book.Cents { return revenue }
	}
	money := func(v book.Cents) part.Cell { return part.MoneyCell(v, o.Currency) }
	result := func(v book.Cents) part.Cell {
		cell := money(v)
		cell.Loss = cell.Red && o.CostKnown()
		return cell
	}
	var rows []part.Row
	for i := range home.Others {
		c := &home.Others[i]
		rows = append(rows, part.Row{Key: uint64(c.Key), Href: place.OfClient(c.Key).Href(), Cells: []part.Cell{
			{Text: c.Name, Kind: part.NameCell}, {Kind: part.TierCell, Tier: c.Tier, Text: words.TierName(o, c.Tier)}, money(c.AUM), result(of(c.Revenue, c.Profit)),
		}})
	}
	sum := home.Sum
	foot := []part.Row{{Cells: []part.Cell{{Text: words.Together(home)}, {}, money(sum.AUM), result(of(sum.Revenue, sum.Profit))}}}
	heads := []part.Column{{Head: "Client", Width: part.Fill}, {Head: "Tier", Width: part.Word}, {Head: "AUM"}, {Head: last}}
	body := []app.UI{
		app.P().Class("note").Body(part.Name(home.Name)),
		&part.Sheet{ID: "household", Label: "The others of the household", Columns: heads, Rows: rows, Foot: foot},
	}
	if rest := home.Clients - 1 - len(home.Others); rest > 0 {
		body = append(body, app.P().Class("note").Text(words.MoreOf(rest)))
	}
	return part.Card("household", "The household", "", nil, body...)
}

// attributes is what else the file says of the client.
type attributes struct {
	app.Compo
	Client *session.Client
}

func (a *attributes) Render() app.UI {
	all := a.Client.Attributes
	if len(all) == 0 {
		return app.Div()
	}
	var list []app.UI
	for _, one := range all {
		list = append(list, app.Dt().Text(one.Name), app.Dd().Body(part.Name(one.Value)))
	}
	return part.Card("attributes", "From the file", words.LineOf(a.Client), nil, app.Dl().Class("figures facts").Body(list...))
}
