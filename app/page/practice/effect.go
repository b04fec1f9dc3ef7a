package practice

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/page/change"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/session"
)

// effect is what it all comes to, and what the last change made of it. It stays
// in sight while the fields beside it are worked on.
type effect struct {
	app.Compo
	Over *session.Overview

	change change.Change
	was    *session.Overview // what was shown before the last change, nil before any
	open   bool              // on a narrow screen, where more than the first figures is shown on demand
}

// turn notices a change, so that the figures before it can stand beside those
// after.
func (e *effect) turn() { e.was = e.change.Turn(e.Over) }

// figure is a line of the effect: its value now, and what the last change added
// to it, "" where that is nothing or not known.
type figure struct {
	label  app.UI
	value  app.UI
	change string
	better int  // 1 where the change is for the better, -1 for the worse, 0 for neither
	money  bool // hidden in discreet mode
	sum    bool
}

func (e *effect) Render() app.UI {
	e.turn()
	o := e.Over
	if !o.Open {
		return e.unopened()
	}
	var strip []app.UI
	for _, f := range e.first() {
		strip = append(strip, f.tile())
	}
	return e.aside(strip,
		app.Div().Body(
			e.table("Practice", e.practice()),
			e.table(byTier(o), e.tiers()),
			app.P().Class("note").Body(app.A().Href(place.Place{Name: place.Tiers}.Href()).Text("See the tiers in full")),
			part.Explain("How are these counted?", app.P().Text(
				"Revenue is GDC times payout. Cost is wages, overhead and your own pay, unused capacity included. Profit is what is left; the margin is profit for each dollar of revenue, the overall return profit for each dollar of cost. The tiers, the clients that can’t be scored, unused capacity and what is not in this list add up to the practice, to the cent.")),
		),
	)
}

// aside is the first figures, which stay in sight on every screen, and the rest.
func (e *effect) aside(first []app.UI, more app.UI) app.UI {
	class, label := "effect", "Show revenue, cost and tiers"
	switch {
	case !e.Over.Open:
		class = "effect waiting" // what to do next is always shown
	case e.open:
		class, label = "effect whole", "Hide revenue, cost and tiers"
	}
	return app.Aside().Class(class).Aria("labelledby", "effect-title").On("focusout", e.onLeave).OnKeyDown(e.onKey).Body(
		app.Div().Class("strip").Body(
			app.H2().ID("effect-title").Text("What it comes to"),
			app.Div().Class("tiles").Body(first...),
			app.Div().Class("act").Body(
				app.Div().Body(e.undo()),
				app.Button().ID("effect-more").Type("button").Class("icon hand").Aria("expanded", e.open).Aria("controls", "effect-all").
					Aria("label", label).OnClick(func(app.Context, app.Event) { e.open = !e.open }).Body(part.Icon("down")),
			),
		),
		app.P().Class("unseen").Role("status").Body(part.Money(e.said(), false)),
		app.Div().ID("effect-all").Class("more").Body(more),
	)
}

// onLeave folds the rest away: on a narrow screen it lies over the fields.
func (e *effect) onLeave(ctx app.Context, ev app.Event) {
	to := ev.Get("relatedTarget")
	if !e.open || !to.Truthy() || ctx.JSSrc().Call("contains", to).Bool() {
		ctx.PreventUpdate()
		return
	}
	e.open = false
}

func (e *effect) onKey(ctx app.Context, ev app.Event) {
	if !e.open || ev.Get("key").String() != "Escape" {
		ctx.PreventUpdate()
		return
	}
	e.open = false
	host.Focus("effect-more")
}

// unopened stands there before a client list is open, and says what to do next.
func (e *effect) unopened() app.UI {
	o := e.Over
	var tiles []app.UI
	if o.CostKnown() {
		f := figure{label: app.Text("Cost a year"), value: part.Amount(o.Practice.Costs(), o.Currency, host.Whole), money: true}
		if e.was != nil {
			f.set(e.was.Practice.Costs(), o.Practice.Costs(), 0, o.Currency)
		}
		tiles = append(tiles, f.tile())
	}
	return e.aside(tiles, app.Div().Body(
		app.P().Class("note").Text("With your client list this becomes profit: of the practice, of each tier, of each client. Name, AUM and GDC are enough."),
		app.Div().Class("row").Body(
			app.Button().ID("practice-open").Type("button").Class("primary").DataSet("tierbook", "open").Text("Open your client list (CSV)"),
			app.Button().ID("practice-sample").Type("button").DataSet("tierbook", "sample").Text("Look round with a sample book"),
		),
	))
}

// undo takes the last change back, right where it is seen.
func (e *effect) undo() app.UI {
	if e.was == nil || e.Over.Undo == "" || e.Over.Undo == "open" {
		return app.Div()
	}
	return app.Div().Body(app.Button().ID("effect-undo").Type("button").Class("quiet").OnClick(func(app.Context, app.Event) { link.Undo() }).
		Body(app.Text("Undo"), app.Span().Class("unseen").Text(" the last change")))
}

// first are the two figures that matter most.
func (e *effect) first() []figure {
	if !e.Over.GDCKnown() && e.Over.CostKnown() {
		o := e.Over
		each := figure{label: app.Text("A client"), value: part.Amount(perClient(o), o.Currency, host.Whole), money: true}
		if e.was != nil && e.was.Practice.Clients > 0 {
			each.set(perClient(e.was), perClient(o), 0, o.Currency)
		}
		return []figure{e.amount("Cost", 0, engine.Line.Costs), each}
	}
	if !e.Over.CostKnown() {
		f := e.amount("Revenue", 0, func(l engine.Line) book.Cents { return l.Revenue })
		return []figure{f, {label: app.Text("Cost"), value: app.Text("not known yet")}}
	}
	return []figure{e.amount("Profit", 1, profit), e.rate("Margin", engine.Line.Margin)}
}

func profit(l engine.Line) book.Cents { return l.Profit }

// practice are the lines of the practice.
func (e *effect) practice() []figure {
	if !e.Over.GDCKnown() {
		return []figure{e.amount("Cost", -1, engine.Line.Costs)}
	}
	lines := []figure{e.amount("Revenue", 1, func(l engine.Line) book.Cents { return l.Revenue })}
	if !e.Over.CostKnown() {
		return lines
	}
	result := e.amount("Profit", 1, profit)
	result.sum = true
	return append(lines, e.amount("Cost", -1, engine.Line.Costs), result, e.rate("Margin", engine.Line.Margin), e.rate("Overall return", engine.Line.Return))
}

// tiers are the profits of the tiers, and of those that belong to none; their
// costs where no profit can be told.
func (e *effect) tiers() (lines []figure) {
	o := e.Over
	profit, good := profit, 1
	if !o.GDCKnown() {
		profit, good = engine.Line.Costs, -1
	}
	add := func(label app.UI, line func(*session.Overview) book.Cents) {
		f := figure{label: label, value: part.Amount(line(o), o.Currency, host.Whole), money: true}
		if e.was != nil {
			f.set(line(e.was), line(o), good, o.Currency)
		}
		lines = append(lines, f)
	}
	for k := range o.Tiers {
		add(part.Chip(book.Tier(k+1), o.Settings.Names[k]), func(o *session.Overview) book.Cents { return profit(o.Tiers[k]) })
	}
	if o.Unassigned.Clients > 0 || e.was != nil && e.was.Unassigned.Clients > 0 {
		add(part.Chip(book.Unassigned, "Needs data"), func(o *session.Overview) book.Cents { return profit(o.Unassigned) })
	}
	if o.Practice.Unused > 0 || e.was != nil && e.was.Practice.Unused > 0 {
		add(app.Text("Unused capacity"), func(o *session.Overview) book.Cents { return book.Cents(-good) * o.Practice.Unused })
		if o.Practice.Unused > 0 && good > 0 { // a cost, and nobody's loss
			lines[len(lines)-1].value = part.Minus(host.Money(book.Cents(-good)*o.Practice.Unused, o.Currency, host.Whole))
		}
	}
	if good > 0 && (o.Practice.Beyond != 0 || e.was != nil && e.was.Practice.Beyond != 0) {
		add(app.Text("Not in this list"), func(o *session.Overview) book.Cents { return o.Practice.Beyond })
	}
	return lines
}

func byTier(o *session.Overview) string {
	if !o.GDCKnown() {
		return "Cost by tier"
	}
	return "Profit by tier"
}

// amount is a line of the practice in money; good is 1 where more is better,
// -1 where less is.
func (e *effect) amount(label string, good int, of func(engine.Line) book.Cents) figure {
	o := e.Over
	f := figure{label: app.Text(label), value: part.Amount(of(o.Practice), o.Currency, host.Whole), money: true}
	if e.was != nil {
		f.set(of(e.was.Practice), of(o.Practice), good, o.Currency)
	}
	return f
}

func (f *figure) set(was, now book.Cents, good int, currency string) {
	change := book.Sub(now, was)
	if !book.Has(change) || change == 0 {
		return
	}
	f.change = host.Signed(change, currency, changeStyle(change))
	f.better = good
	if change < 0 {
		f.better = -good
	}
}

// changeStyle writes a change of less than a dollar to the cent: +$0 says nothing.
func changeStyle(change book.Cents) host.Style {
	if change > -100 && change < 100 {
		return host.Exact
	}
	return host.Whole
}

// rate is a line of the practice in percent; more is better.
func (e *effect) rate(label string, of func(engine.Line) book.BP) figure {
	now := of(e.Over.Practice)
	f := figure{label: app.Text(label), value: app.Span().Text(host.Percent(now))}
	if book.Has(now) && now < 0 {
		f.value = part.Money(host.Percent(now), true)
	}
	if e.was == nil {
		return f
	}
	if change := book.Sub(now, of(e.was.Practice)); book.Has(change) && change != 0 {
		f.change, f.better = words.Points(change), 1
		if change < 0 {
			f.better = -1
		}
	}
	return f
}

// table is lines under a heading; what changed has a column of its own.
func (e *effect) table(title string, lines []figure) app.UI {
	var rows []app.UI
	for _, f := range lines {
		tr := app.Tr()
		if f.sum {
			tr = tr.Class("sum")
		}
		rows = append(rows, tr.Body(app.Th().Scope("row").Body(f.label), app.Td().Body(f.value), app.Td().Body(f.drawChange())))
	}
	return app.Table().Body(
		app.THead().Body(app.Tr().Body(
			app.Th().Scope("col").Class("text").Text(title),
			app.Th().Scope("col").Body(app.Span().Class("unseen").Text("Now")),
			app.Th().Scope("col").Body(app.Span().Class("unseen").Text("Last change")),
		)),
		app.TBody().Body(rows...),
	)
}

func (f figure) tile() app.UI {
	return app.Div().Class("tile").Body(app.Small().Body(f.label), app.B().Body(f.value), f.drawChange())
}

func (f figure) drawChange() app.UI {
	change := app.Span().Class("change")
	switch {
	case f.better > 0:
		change = app.Span().Class("change up")
	case f.better < 0:
		change = app.Span().Class("change down")
	}
	if f.money && f.change != "" {
		return change.Body(app.Span().Class("amount").Text(f.change))
	}
	return change.Text(f.change)
}

// said is what a screen reader says after a change.
func (e *effect) said() string {
	if e.was == nil {
		return ""
	}
	return words.Effect(e.was, e.Over)
}
