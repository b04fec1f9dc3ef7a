package tiers

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine"
	"tierbook/engine/decision"
	"tierbook/engine/score"
	"tierbook/engine/session"
)

// weights are the six sliders, and the ready-made models they can start from.
type weights struct {
	app.Compo
	Over  *session.Overview
	Moved int // clients, by the last change
}

func (w *weights) Render() app.UI {
	o := w.Over
	var models []app.UI
	for _, m := range decision.Models() {
		button := app.Button().Type("button").Class("model").Aria("pressed", o.Model == m.Name).
			OnClick(func(app.Context, app.Event) { link.Do(decision.SetModel{Name: m.Name}) }, app.EventScope(m.Name)).
			Text(words.Model(m.Name))
		models = append(models, button)
	}
	var sliders []app.UI
	for f := range score.Factor(score.Factors) {
		hint := ""
		if o.Has[f] == 0 && o.Practice.Clients > 0 {
			hint = "Not in this list yet, so it does not count."
		} else if f == score.Time && o.Settings.Service {
			hint = "Read as service time a year: less is better."
		}
		sliders = append(sliders, &part.Slider{
			ID: "weight-" + f.Key(), Label: words.Factor(f), Hint: hint, Value: o.Settings.Weights[f],
			OnInput:  func(_ app.Context, v int) { link.Try(decision.SetWeight{Factor: f, Weight: v}) },
			OnChange: func(_ app.Context, v int) { link.Do(decision.SetWeight{Factor: f, Weight: v}) },
		})
	}
	body := []app.UI{
		app.Div().Class("bar").Body(&live{Over: o, ID: "live-weights", Moved: w.Moved}),
		app.Div().Class("models").Role("group").Aria("label", "Ready-made models").Body(models...),
		app.P().Class("note").Text(words.ModelHelp(o.Model)),
		app.Div().Body(sliders...),
	}
	if total(o) == 0 {
		body = append(body, part.Notice(part.Warn, "Every weight is 0.", app.P().Text("No client can be scored. Give at least one factor a weight.")))
	}
	var reset []app.UI
	if o.Settings.Weights != engine.Defaults().Weights {
		reset = append(reset, part.Button("reset-weights", "Default weights", "quiet", func(app.Context, app.Event) { link.Do(decision.ResetWeights{}) }))
	}
	return part.Card("weights", "What makes a good client", "", reset, body...)
}

func total(o *session.Overview) (sum int) {
	for _, w := range o.Settings.Weights {
		sum += w
	}
	return sum
}
