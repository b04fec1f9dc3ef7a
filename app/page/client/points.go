package client

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/score"
	"tierbook/engine/session"
)

// points is how the score comes about: what each factor adds, and the division.
type points struct {
	app.Compo
	Over   *session.Overview
	Client *session.Client
}

func (p *points) Render() app.UI {
	o, c := p.Over, p.Client
	var rows, out, reading []app.UI // the factors that count, those that do not, and how values became points
	for f := range score.Factor(score.Factors) {
		v := c.Factors[f]
		said := app.Li().Body(words.Draw(words.Reading(o, f, v))...)
		if !v.InModel {
			out = append(out, said)
			continue
		}
		reading = append(reading, said)
		value := []words.Piece{words.Brief(o, f, v.Value)}
		rows = append(rows, app.Tr().Body(
			app.Th().Scope("row").Body(app.Text(words.Factor(f)), app.Span().Class("sub hand-only").Body(words.Draw(value)...)),
			app.Td().Class("tablet").Body(words.Draw(value)...),
			number(v.Points >= 0, words.Hundredths(int64(v.Points))), number(true, host.Count(v.Weight)),
			number(v.Points >= 0, words.Hundredths(int64(v.Points)*int64(v.Weight))),
		))
	}
	var body []app.UI
	if len(rows) > 0 {
		body = append(body, app.Div().Class("scroll").Body(app.Table().Class("tally").Aria("label", "Points by factor").Body(
			heads("Factor", valueHead, "Points", "Weight", "Points × weight"),
			app.TBody().Body(rows...),
			app.TFoot().Body(app.Tr().Body(app.Th().Scope("row").Text("Sum"), app.Td().Class("tablet"), app.Td(), number(true, host.Count(c.Weights)), number(true, words.Hundredths(c.Weighed)))),
		)))
	}
	body = append(body, app.P().Class("result").Text(words.Division(c)))
	if text := words.Coverage(c); text != "" {
		body = append(body, app.P().Class("note").Text(text))
	}
	body = append(body, part.Explain("How each value became points",
		app.Ul().Class("remarks").Body(append(reading, out...)...),
		app.P().Body(app.Text("Weights, and how a factor is read, are set in "), app.A().Href(place.Place{Name: place.Tiers}.Href()).Text("Tiers"), app.Text(".")),
	))
	return part.Card("score", "How the score came about", "", nil, body...)
}

const valueHead = "Value"

// heads is the head of a table that stays one on a phone.
func heads(names ...string) app.UI {
	var cells []app.UI
	for i, name := range names {
		class := ""
		switch {
		case i == 0:
			class = "text"
		case name == valueHead:
			class = "tablet" // a phone has it below the factor
		}
		cells = append(cells, app.Th().Scope("col").Class(class).Text(name))
	}
	return app.THead().Body(app.Tr().Body(cells...))
}

func number(is bool, text string) app.UI {
	if !is {
		return app.Td().Class("none").Text(host.None)
	}
	return app.Td().Text(text)
}
