package plan

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/session"
)

// before is the practice and its tiers before and after the plan.
type before struct {
	app.Compo
	Over *session.Overview
	View *session.PlanView
}

func (b *before) Render() app.UI {
	o, v := b.Over, b.View
	was, is := v.Before, v.After.Practice
	money := func(c book.Cents) part.Cell { return part.MoneyCell(c, o.Currency) }
	profit := func(c book.Cents) part.Cell { return part.ProfitCell(c, o.Currency) }
	change := func(a, b book.Cents) part.Cell { return part.ChangeCell(book.Sub(b, a), o.Currency) }
	rate := func(bp book.BP) part.Cell { return part.Cell{Text: host.Percent(bp)} }
	row := func(name string, a, b, c part.Cell) part.Row {
		return part.Row{Cells: []part.Cell{{Text: name}, a, b, c}}
	}
	amounts := func(name string, a, b book.Cents) part.Row { return row(name, money(a), money(b), change(a, b)) }
	costs := func(name string, a, b book.Cents) part.Row { // less of it is no loss
		cell := change(a, b)
		cell.Red = false
		return row(name, money(a), money(b), cell)
	}
	hours := func(m book.Minutes) part.Cell { return part.Cell{Text: host.Hours(m)} }
	rows := []part.Row{
		amounts("Revenue", was.Revenue, is.Revenue),
		costs("Cost that clients carry", was.Costs()-was.Unused, is.Costs()-is.Unused),
		costs("Cost left behind, and unused capacity", was.Unused, is.Unused),
		row("Profit", profit(was.Profit), profit(is.Profit), change(was.Profit, is.Profit)),
		row("Margin", rate(was.Margin()), rate(is.Margin()), part.Cell{Text: words.Apart(was.Margin(), is.Margin())}),
		row("Overall return", rate(was.Return()), rate(is.Return()), part.Cell{Text: words.Apart(was.Return(), is.Return())}),
		row("Hours with clients", hours(was.Minutes), hours(is.Minutes), part.Cell{Text: host.Hours(-v.After.Freed)}),
		row("Clients", part.Cell{Text: host.Count(was.Clients)}, part.Cell{Text: host.Count(is.Clients)}, part.Cell{Text: host.Count(is.Clients - was.Clients)}),
		row("Clients with a loss", part.Cell{Text: host.Count(was.Unprofitable)}, part.Cell{Text: host.Count(is.Unprofitable)}, part.Cell{Text: host.Count(is.Unprofitable - was.Unprofitable)}),
	}
	var tiers []part.Row
	for t := range book.Tier(book.Tiers + 1) {
		tier := (t + 1) % (book.Tiers + 1) // the unassigned last
		x, y := v.Tiers, v.After.TierLine(tier)
		line := v.Unassigned
		if tier > 0 {
			line = x[tier-1]
		}
		if line.Clients == 0 {
			continue
		}
		tiers = append(tiers, part.Row{Key: uint64(tier), Cells: []part.Cell{
			{Kind: part.TierCell, Tier: tier, Text: words.TierName(o, tier)}, {Text: arrow(line.Clients, y.Clients)},
			profit(line.Profit), profit(y.Profit), change(line.Profit, y.Profit), rate(line.Margin()), rate(y.Margin()), hours(line.Minutes - y.Minutes),
		}})
	}
	return part.Card("before", "Before and after", words.PlanName(v.Name), nil,
		&part.Sheet{ID: "practice-after", Label: "The practice before and after the plan", Columns: []part.Column{{Head: "Practice", Width: part.Fill}, {Head: "Today"}, {Head: "With the plan"}, {Head: "Change"}}, Rows: rows},
		app.H3().Text("By tier"),
		&part.Sheet{ID: "tiers-after", Label: "The tiers before and after the plan", Columns: []part.Column{{Head: "Tier", Width: part.Fill}, {Head: "Clients"}, {Head: "Profit today"}, {Head: "With the plan"}, {Head: "Change"}, {Head: "Margin today"}, {Head: "With the plan"}, {Head: "Hours freed"}}, Rows: tiers},
		app.P().Class("note").Text("Tiers and what an hour costs stay as they are; only the clients of the plan change. Freed hours add nothing by themselves: the cost of them is left behind until it is avoided or they are used."),
	)
}

func arrow(a, b int) string {
	if a == b {
		return host.Count(a)
	}
	return host.Count(a) + " → " + host.Count(b)
}

// stays is which part of the cost left behind really goes away.
type stays struct {
	app.Compo
	Over *session.Overview
	View *session.PlanView
}

func (s *stays) Render() app.UI {
	o, v := s.Over, s.View
	var fields []app.UI
	for p := range cost.Pool(cost.Pools) {
		if o.Settings.Pools[p] == 0 {
			continue
		}
		fields = append(fields, app.Div().Body(&part.PercentField{
			ID: "avoid-" + p.Key(), Label: words.Pool(p) + ": the part that goes away", Hint: words.Shed(o, v, p), Value: v.Avoidable[p], Most: 10000,
			OnCommit: func(_ app.Context, part book.BP) { link.Do(session.SetAvoidable{Pool: p, Part: part}) },
		}))
	}
	return part.Card("stays", "Cost that stays behind", "", nil, append([]app.UI{
		app.P().Class("note").Text("When clients take less time or leave, most of what they carried stays: salaries, rent, your own pay. Say what of it you would really save."),
	}, fields...)...)
}

// anew is where clients would be tiered if the model were run again.
type anew struct {
	app.Compo
	Over *session.Overview

	anew link.View[session.Anew]
}

func (a *anew) OnMount(ctx app.Context)  { a.see(ctx) }
func (a *anew) OnUpdate(ctx app.Context) { a.see(ctx) }

func (a *anew) see(ctx app.Context) { a.anew.See(ctx, session.AnewQuery{}, a.Over.Revision) }

func (a *anew) Render() app.UI {
	o, v := a.Over, a.anew.Shown
	if v == nil {
		return app.Div()
	}
	var items []app.UI
	for from, row := range v.Moves {
		for to, n := range row {
			if n > 0 && from != to {
				items = append(items, app.Li().Body(words.Draw(words.Moves(o, book.Tier(from), book.Tier(to), n, v.Names[from][to]))...))
			}
		}
	}
	text := "Scored again after the plan, every client would be in the tier that it is in now."
	if v.Moved > 0 {
		text = "Scored again after the plan, " + host.Count(v.Moved) + words.Plural(v.Moved, " client", " clients") + " would change tier. The figures above don’t count that."
	}
	return part.Card("anew", "Tiered anew", "", nil, app.P().Class("note").Text(text), app.Ul().Class("remarks").Body(items...))
}
