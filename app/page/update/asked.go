package update

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/merge"
	"tierbook/engine/session"
)

// few is how many clients are shown at first, and more with each tap.
const few = 20

// asked is who may be who: of each pair both sides, and whether they are the
// same client.
type asked struct {
	app.Compo
	View *session.Staged

	stretch
}

func (a *asked) OnMount(ctx app.Context)  { a.ask(ctx, a.View, session.StagedAsked) }
func (a *asked) OnUpdate(ctx app.Context) { a.ask(ctx, a.View, session.StagedAsked) }

func (a *asked) Render() app.UI {
	var groups []app.UI
	for _, one := range a.View.OneAsked {
		groups = append(groups, app.Div().Class("row").Body(
			app.Span().Class("grow").Text(words.ByWhat(one)),
			part.Button("same-"+one.By.String(), words.AllSame(one.Count), "", func(app.Context, app.Event) { link.Stage(session.AnswerAll(one.By, true)) }, one.By),
			part.Button("apart-"+one.By.String(), words.AllApart(one.Count), "quiet", func(app.Context, app.Event) { link.Stage(session.AnswerAll(one.By, false)) }, one.By),
		))
	}
	var pairs []app.UI
	for _, r := range a.rows {
		n := strconv.Itoa(int(r.Row))
		pairs = append(pairs, app.Li().Body(
			app.Div().Class("grow").Body(
				app.Div().Body(side("Yours", r.Mine, a.View.Currency)...),
				app.Div().Body(side("New file", r.Theirs, a.View.Currency)...),
			),
			part.Button("same-row-"+n, "The same", "", func(app.Context, app.Event) { link.Stage(session.Answer(r.Row, true)) }, r.Row),
			part.Button("apart-row-"+n, "Not the same", "quiet", func(app.Context, app.Event) { link.Stage(session.Answer(r.Row, false)) }, r.Row),
		))
	}
	return part.Card("asked", "Is this the same client?", "", nil,
		app.Div().Class("stackup").Body(groups...),
		app.Ul().Class("pairs").Body(pairs...),
		app.Div().Body(a.more("asked-more")),
	)
}

// side is who a client is in one of the lists.
func side(list string, w *merge.Who, currency string) []app.UI {
	parts := []app.UI{part.Name(w.Name)}
	if list != "" {
		parts = append([]app.UI{app.Span().Class("soft").Text(list + ": ")}, parts...)
	}
	if w.Household != "" && w.Household != w.Name {
		parts = append(parts, app.Text(" · "), part.Name(w.Household))
	}
	if w.ID != "" {
		parts = append(parts, app.Text(" · "), part.Name(w.ID))
	}
	if w.AUM != missing {
		parts = append(parts, app.Text(" · "), part.Amount(w.AUM, currency, host.Whole))
	}
	return parts
}
