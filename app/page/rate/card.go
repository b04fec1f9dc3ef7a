package rate

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/session"
)

// card is the client to rate, with what helps to remember it, and under it one
// button for each step of the scale.
func (p *Page) card() app.UI {
	pass := p.pass
	if pass.Row.Key == 0 {
		return p.done()
	}
	o, row := p.Over, &pass.Row
	state := ""
	if book.Has(pass.Value) {
		state = "rated " + words.Rating(pass.Scale, pass.Value)
		if !pass.Own {
			state += " by the file"
		}
	}
	return app.Section().Class("card rating").ID("rating").Aria("label", "The client to rate").Body(
		app.Div().Class("who").Body(
			app.H2().Body(app.A().Class("link").Href(place.OfClient(row.Key).Href()).Body(part.Name(row.Name))),
			part.Chip(row.Tier, words.TierName(o, row.Tier)),
			app.Span().Class("note").Text(state),
		),
		app.Div().Body(p.facts()),
		app.Div().Class(levels(pass.Scale)).Role("group").Aria("label", words.Factor(words.RatedFactor(p.rated()))).Body(p.levels()...),
		app.Div().Class("row steps").Body(
			p.step("back", "Back", pass.Before != 0, p.back),
			p.step("clear", "No rating", pass.Own, func(ctx app.Context) { p.rate(ctx, book.Missing) }),
			p.step("skip", "Skip", pass.After != 0, p.skip),
		),
		app.P().Class("note keys").Text(words.PassKeys(pass.Scale)),
		app.Div().Body(p.other()),
	)
}

// facts are what the client is known by.
func (p *Page) facts() app.UI {
	o, pass := p.Over, p.pass
	var list []app.UI
	add := func(name string, value app.UI) {
		list = append(list, app.Div().Body(app.Dt().Text(name), app.Dd().Body(value)))
	}
	money := func(v book.Cents) app.UI { return part.Amount(v, o.Currency, host.Whole) }
	if h := pass.Row.Household; h != "" && h != pass.Row.Name {
		add("Household", part.Name(h))
	}
	add("AUM", money(pass.Row.AUM))
	add("GDC", money(pass.Row.GDC))
	if book.Has(pass.Since) {
		add("Client for", app.Text(host.Years(int64(max(o.Settings.AsOf-pass.Since, 0)))))
	}
	for k, v := range pass.Others {
		if k != p.rated() && book.Has(v) {
			add(words.Factor(words.RatedFactor(k)), app.Text(host.Rating(v)))
		}
	}
	for _, f := range pass.Facts {
		add(f.Name, part.Name(f.Value))
	}
	return app.Dl().Class("about").Body(list...)
}

// levels is how the buttons are laid out: eleven do not fit one row.
func levels(s decision.Scale) string {
	if s.To-s.From > 5 {
		return "levels long"
	}
	return "levels"
}

// levels are the buttons, the one that is chosen pressed.
func (p *Page) levels() []app.UI {
	var all []app.UI
	s := p.pass.Scale
	for n := s.From; n <= s.To; n++ {
		short, long := words.Level(s, n)
		v := book.Milli(n) * s.Step
		all = append(all, app.Button().Type("button").Class("level").Aria("pressed", p.pass.Value == v).
			Body(app.B().Text(short), app.Small().Text(long)).
			OnClick(func(ctx app.Context, _ app.Event) { p.rate(ctx, v) }, app.EventScope(n, s.Step)))
	}
	return all
}

// step is a button that is there although it may do nothing: it may have the
// focus.
func (p *Page) step(id, text string, on bool, do func(app.Context)) app.UI {
	b := app.Button().ID("rate-" + id).Type("button").Text(text)
	if !on {
		b = b.Aria("disabled", true)
	}
	return b.OnClick(func(ctx app.Context, _ app.Event) {
		if on && p.ready() {
			do(ctx)
		}
	}, app.EventScope(on))
}

// other takes what the scale does not have: more referrals than ten, a half.
func (p *Page) other() app.UI {
	s := p.pass.Scale
	return &part.RatingField{
		ID: "rate-other", Label: "Another number", Value: book.Missing, Blank: words.Rating(s, p.pass.Value), Least: 0, Most: book.Largest,
		OnCommit: func(ctx app.Context, v book.Milli) {
			if book.Has(v) {
				p.rate(ctx, v)
			}
		},
	}
}

// done stands where nobody waits any more.
func (p *Page) done() app.UI {
	var actions []app.UI
	for k, n := range p.pass.Left {
		if n > 0 {
			actions = append(actions, part.Button("", words.RateThem(p.Over, k), "", func(ctx app.Context, _ app.Event) { p.choose(ctx, strconv.Itoa(k)) }, k))
		}
	}
	actions = append(actions, app.A().Class("btn").Href(place.Place{Name: place.Tiers}.Href()).Text("See the tiers"))
	if p.pass.Before != 0 {
		actions = append(actions, part.Button("rate-back", "Back to the last client", "", func(ctx app.Context, _ app.Event) { p.back(ctx) }))
	}
	return app.Section().Class("card").ID("rating").Body(part.Empty("Nobody is left", "Every client has a rating here. A rating can be changed at any time, here or on the client’s own page.", actions...))
}

// effect is what the pass has done so far.
type effect struct {
	app.Compo
	Over *session.Overview
	Pass *session.Pass
}

func (e *effect) Render() app.UI {
	o, p := e.Over, e.Pass
	var just []app.UI
	if p.Just != nil {
		just = []app.UI{app.P().ID("just").Body(words.Draw(words.Moved(o, p.Scale, p.Just))...)}
	}
	all := o.Practice.Clients
	meter := app.Elem("progress").Attr("max", strconv.Itoa(max(all, 1))).Attr("value", strconv.Itoa(p.Have)).Aria("label", "Rated")
	body := []app.UI{
		app.Div().Class("progress").Body(meter, app.Span().Class("note").Text(host.Count(p.Have)+" of "+host.Count(all)+" rated")),
		app.Div().Role("status").Body(just...),
		app.P().Class("note").Text(words.PassEffect(p)),
	}
	if len(p.Moves) > 0 {
		var rows []part.Row
		for i := range p.Moves {
			m := &p.Moves[i]
			rows = append(rows, part.Row{Key: uint64(m.Key), Href: place.OfClient(m.Key).Href(), Cells: []part.Cell{
				{Text: m.Name, Kind: part.NameCell}, {Text: words.TierName(o, m.From), Kind: part.TierCell, Tier: m.From}, {Text: words.TierName(o, m.To), Kind: part.TierCell, Tier: m.To},
			}})
		}
		body = append(body, &part.Sheet{ID: "moves", Label: "Who moved", Columns: []part.Column{{Head: "Client", Width: part.Fill}, {Head: "From", Width: part.Word}, {Head: "To", Width: part.Word}}, Rows: rows})
	}
	return part.Card("effect", "What your ratings change", "", nil, body...)
}
