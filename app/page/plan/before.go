package plan

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
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
	count := func(n int) part.Cell { return part.Cell{Text: host.Count(n)} }
	lines := func(name part.Cell, was, is engine.Line) (rows []part.Row) {
		line := func(with string, l *engine.Line) {
			rows = append(rows, part.Row{Cells: []part.Cell{
				name, {Text: with}, count(l.Clients), money(l.Revenue), money(l.Costs()), profit(l.Profit), rate(l.Margin()), rate(l.Return()), hours(l.Minutes),
			}})
		}
		if was == is {
			line("either way", &was)
			return rows
		}
		line("today", &was)
		line("with it", &is)
		return rows
	}
	var tiers []part.Row
	for t := range book.Tier(book.Tiers + 1) {
		tier := (t + 1) % (book.Tiers + 1) // the unassigned last
		line := v.Unassigned
		if tier > 0 {
			line = v.Tiers[tier-1]
		}
		if line.Clients > 0 {
			tiers = append(tiers, lines(part.Cell{Kind: part.TierCell, Tier: tier, Text: words.TierName(o, tier)}, line, *v.After.TierLine(tier))...)
		}
	}
	if was.Unused != 0 || is.Unused != 0 { // borne by no client, so that the rows come to the practice
		none := part.Cell{Text: host.None}
		for _, row := range lines(part.Cell{Text: "Left behind, unused"}, engine.Line{Unused: was.Unused, Profit: -was.Unused}, engine.Line{Unused: is.Unused, Profit: -is.Unused}) {
			row.Cells[2], row.Cells[3], row.Cells[6], row.Cells[7], row.Cells[8] = none, none, none, none, none
			tiers = append(tiers, row)
		}
	}
	if b := was.Beyond; b != 0 { // brought by no client, before and after
		none := part.Cell{Text: host.None}
		for _, row := range lines(part.Cell{Text: "Not in this list"}, engine.Line{Revenue: b, Beyond: b, Profit: b}, engine.Line{Revenue: b, Beyond: b, Profit: b}) {
			row.Cells[2], row.Cells[4], row.Cells[6], row.Cells[7], row.Cells[8] = none, none, none, none, none
			tiers = append(tiers, row)
		}
	}
	return part.Card("before", "Before and after", words.PlanName(v.Name), nil,
		&part.Sheet{ID: "practice-after", Label: "The practice before and after the plan", Columns: []part.Column{{Head: "Practice", Width: part.Fill}, {Head: "Today"}, {Head: "With the plan"}, {Head: "Change"}}, Rows: rows},
		app.H3().Text("By tier"),
		&part.Sheet{ID: "tiers-after", Label: "The tiers before and after the plan", Columns: []part.Column{
			{Head: "Tier", Width: part.Fill}, {Head: "Plan", Width: part.Word}, {Head: "Clients"}, {Head: "Revenue"}, {Head: "Cost"}, {Head: "Profit"}, {Head: "Margin"}, {Head: "Return"}, {Head: "Hours"},
		}, Rows: tiers, Foot: lines(part.Cell{Text: "Practice"}, was, is)},
		app.P().Class("note").Text("Tiers and what an hour costs stay as they are; only the clients of the plan change. Freed hours add nothing by themselves: the cost of them is left behind until it is avoided or they are used."),
	)
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
			OnCommit: func(_ app.Context, part book.BP) { link.Do(decision.SetAvoidable{Pool: p, Part: part}) },
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
