package repair

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/plan"
	"tierbook/engine/repair"
	"tierbook/engine/session"
)

// levers are the options of a client, one of which is chosen.
type levers struct {
	app.Compo
	Over     *session.Overview
	Card     *session.Card
	Chosen   plan.Lever
	And      plan.Lever
	OnChoose func(app.Context, *engine.Option)
}

func optionID(i int) string { return "option-" + strconv.Itoa(i+1) }

func (l *levers) OnMount(ctx app.Context)  { ctx.Defer(l.show) }
func (l *levers) OnUpdate(ctx app.Context) { ctx.Defer(l.show) }

func (l *levers) show(app.Context) {
	for i := range l.Card.Options {
		host.SetChecked(optionID(i), l.on(&l.Card.Options[i]))
	}
}

func (l *levers) on(o *engine.Option) bool { return o.Lever == l.Chosen && o.And == l.And }

func (l *levers) Render() app.UI {
	o, c := l.Over, l.Card
	var list []app.UI
	for i := range c.Options {
		opt := &c.Options[i]
		class := "lever"
		if l.on(opt) {
			class += " on"
		}
		input := app.Input().ID(optionID(i)).Type("radio").Name("option").Checked(l.on(opt)).Disabled(opt.None != repair.Given).
			OnChange(func(ctx app.Context, _ app.Event) { l.OnChoose(ctx, opt) }, app.EventScope(uint32(c.Row.Key), i, c.Revision))
		body := []app.UI{app.B().Text(words.OptionName(o, c, opt)), app.Small().Body(words.Draw(words.OptionText(o, c, opt))...)}
		if i == c.Recommended {
			body = append(body, app.Small().Class("good").Body(words.Draw(words.Why(o, c))...))
		}
		for _, note := range words.OptionNotes(o, c, opt) {
			body = append(body, app.Small().Class("warn").Body(words.Draw(note)...))
		}
		list = append(list, app.Label().Class(class).For(optionID(i)).Body(app.Div().Class("means").Body(input, app.Div().Body(body...)), l.figure(opt)))
	}
	return app.FieldSet().Class("levers").Body(append([]app.UI{app.Legend().Class("unseen").Text("What to do")}, list...)...)
}

// figure is the two figures of an option: the practice's, by which it is
// recommended, and the client's own.
func (l *levers) figure(opt *engine.Option) app.UI {
	if opt.None != repair.Given {
		return app.Div().Class("fig").Body(app.Text(host.None))
	}
	client := "the client leaves"
	if opt.Lever != plan.LetGo {
		client = "the client: "
	}
	return app.Div().Class("fig").Body(
		signed(opt.Practice, l.Over.Currency),
		app.Small().Text("for the practice"),
		app.Small().Body(app.Text(client), app.If(opt.Lever != plan.LetGo, func() app.UI { return part.Amount(opt.Profit, l.Over.Currency, host.Whole) })),
	)
}

// signed is a change of profit.
func signed(v book.Cents, currency string) app.UI {
	text := host.Signed(v, currency, host.Whole)
	if book.Has(v) && v < 0 {
		return app.B().Body(part.Minus(text))
	}
	return app.B().Class("amount").Text(text)
}

// figures are those of what is chosen, to be changed, and the reason.
type figures struct {
	app.Compo
	Over    *session.Overview
	Card    *session.Card
	Terms   plan.Terms
	Tried   *engine.Option // what they come to, nil where they are as they were worked out
	Own     bool
	Note    string
	Need    bool // the reason is missing
	OnTerms func(app.Context, plan.Terms)
	OnNote  func(app.Context, string)
	OnBad   func(app.Context, bool) // a figure can't be read
}

func (f *figures) Render() app.UI {
	o, t := f.Over, f.Terms
	var fields []app.UI
	change := func(edit func(*plan.Terms)) func(app.Context) {
		return func(ctx app.Context) {
			next := t
			edit(&next)
			f.OnTerms(ctx, next)
		}
	}
	if t.Has(plan.Charge) {
		fields = append(fields, app.Div().Body(&part.MoneyField{ID: "fee", Label: "Fee a year, before payout", Value: t.Fee, Currency: o.Currency, Most: book.Largest, OnBad: f.OnBad,
			OnCommit: func(ctx app.Context, v book.Cents) { change(func(t *plan.Terms) { t.Fee = v })(ctx) }},
			app.P().Class("hint").Body(words.Draw(words.FeeBounds(o, f.Card))...)))
	}
	if t.Has(plan.Serve) {
		var tiers []part.Option
		standard := o.Settings.Standard()
		for k, name := range o.Settings.Names {
			tiers = append(tiers, part.Option{Value: strconv.Itoa(k + 1), Text: name + ", " + host.Hours(standard[k])})
		}
		fields = append(fields, app.Div().Body(&part.Select{ID: "serve", Label: "Serve as", Options: tiers, Value: strconv.Itoa(int(t.Tier)),
			OnChange: func(ctx app.Context, v string) { change(func(t *plan.Terms) { t.Tier = book.Tier(v[0] - '0') })(ctx) }}))
	}
	if t.Has(plan.Trim) {
		fields = append(fields, app.Div().Body(&part.HoursField{ID: "time", Label: "Time a year", Value: t.Minutes, Most: book.Largest, OnBad: f.OnBad,
			OnCommit: func(ctx app.Context, v book.Minutes) { change(func(t *plan.Terms) { t.Minutes = v })(ctx) }}))
	}
	if t.Has(plan.Grow) {
		fields = append(fields, app.Div().Body(&part.MoneyField{ID: "assets", Label: "Assets to bring in", Value: t.Assets, Currency: o.Currency, Most: book.Largest, OnBad: f.OnBad,
			OnCommit: func(ctx app.Context, v book.Cents) { change(func(t *plan.Terms) { t.Assets = v })(ctx) }}))
	}
	if t.Has(plan.HandOver) {
		fields = append(fields,
			app.Div().Body(&part.PercentField{ID: "kept-revenue", Label: "Share of the revenue you keep", Value: t.RevenueKept, Most: 10000, OnBad: f.OnBad,
				OnCommit: func(ctx app.Context, v book.BP) { change(func(t *plan.Terms) { t.RevenueKept = v })(ctx) }}),
			app.Div().Body(&part.PercentField{ID: "kept-time", Label: "Share of the time you keep", Value: t.TimeKept, Most: 10000, OnBad: f.OnBad,
				OnCommit: func(ctx app.Context, v book.BP) { change(func(t *plan.Terms) { t.TimeKept = v })(ctx) }}))
	}
	label, problem := "Note", ""
	missing := "Say why, so that you still know next year."
	switch {
	case t.Lever != plan.Keep:
	case f.Card.Cause == engine.NoLoss:
		label, missing = "What to talk about", "Say what is to be talked about."
	default:
		label = "Reason"
	}
	if f.Need {
		problem = missing
	}
	fields = append(fields, app.Div().Body(&part.TextField{ID: "note", Label: label, Value: f.Note, Blank: " ", Most: 500, Private: true, Problem: problem, OnCommit: f.OnNote}))
	var effect []app.UI
	if f.Own && f.Tried != nil {
		effect = append(words.Draw(words.Tried(o, f.Tried)), app.Text(""))
		for _, note := range words.OptionNotes(o, f.Card, f.Tried) {
			effect = append(effect, app.Small().Class("warn").Body(words.Draw(note)...))
		}
	}
	return part.Card("figures", "Your figures", "", nil,
		app.Div().Class("fields l-"+strconv.Itoa(int(t.Lever))+"-"+strconv.Itoa(int(t.And))).Body(fields...),
		app.P().Class("note").Aria("live", "polite").Body(effect...),
	)
}
