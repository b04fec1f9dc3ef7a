// Package plan is the place that answers what the plan will bring: before and
// after side by side, what is to be done by whom and when, and other plans to
// compare it with; out as a table, as a calendar and on paper.
package plan

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/plan"
	"tierbook/engine/session"
)

// Page is the place. Over is the overview of what is shown, Key the client whose
// talking sheet it is, 0 for the plan as a whole.
type Page struct {
	app.Compo
	Over *session.Overview
	Key  book.Key

	view link.View[session.PlanView]
	sort session.PlanOrder
	from int // the first action shown
}

// shownActions is how many actions a page of the table has: as many as have room
// on two pages of paper together with before and after.
const shownActions = 40

func (p *Page) OnMount(ctx app.Context)  { p.see(ctx) }
func (p *Page) OnUpdate(ctx app.Context) { p.see(ctx) }

func (p *Page) see(ctx app.Context) {
	q := session.PlanQuery{Today: today(), Sort: p.sort, Offset: p.from, Limit: shownActions}
	p.view.See(ctx, q, p.Over.Revision)
}

// today is the day by the user's clock, 0 where there is none.
func today() book.Day {
	day, err := book.ParseDay(host.Today())
	if err != nil {
		return 0
	}
	return day
}

// Render draws the plan, or the way to one.
func (p *Page) Render() app.UI {
	if p.Key != 0 {
		return app.Div().Body(&sheet{Over: p.Over, Key: p.Key})
	}
	o, v := p.Over, p.view.Shown
	switch {
	case v == nil:
		return app.Div().Class("plan").Body(part.Headline(part.Skeleton()).(app.HTMLH1).Aria("label", "One moment"), app.P(), app.Div())
	case v.Total == 0:
		return app.Div().Body(
			words.Plan(o, v).Draw(),
			words.Lede(words.PlanLede(o, v)),
			app.Div().Class("row").Body(app.A().Class("btn primary").Href(place.OfRepair(0).Href()).Text("To the clients with a loss")),
			app.Div().Body(app.If(o.Plans > 0, func() app.UI { return &plans{Over: o} })),
		)
	}
	return app.Div().Class("plan").Body(
		words.Plan(o, v).Draw(),
		words.Lede(words.PlanLede(o, v)),
		app.Div().Body(
			app.P().Class("paper note stamp").Text(words.PlanName(v.Name)+" · as of "+host.Day(o.Settings.AsOf, host.Long)+" · made with Tierbook on this device"),
			app.Div().Body(progress(o, v), unsure(o, v)),
			&before{Over: o, View: v},
			&actions{Over: o, View: v, Sort: p.sort, OnSort: func(ctx app.Context, by session.PlanOrder) {
				p.sort, p.from = by, 0
				p.see(ctx)
			}, OnPage: func(ctx app.Context, from int) {
				p.from = from
				p.see(ctx)
			}},
			app.Div().Class("grid even screen").Body(&stays{Over: o, View: v}, &anew{Over: o}),
			&plans{Over: o},
		),
	)
}

// progress is what a newer list says of the plan.
func progress(o *session.Overview, v *session.PlanView) app.UI {
	text := words.Progress(o, v)
	if len(text) == 0 {
		return app.Div()
	}
	tone := part.Good
	if v.Progress.Next > 0 || v.Late > 0 {
		tone = part.Warn
	}
	body := []app.UI{app.P().Body(words.Draw(text)...)}
	if len(v.Marks) > 0 {
		body = append(body, app.Div().Class("row screen").Body(part.Button("mark", words.Mark(v), "", func(app.Context, app.Event) {
			done, in := plan.Done, plan.Yes
			link.Do(decision.ChangeActions{Keys: v.Marks, Status: &done, In: &in})
		}, v.Revision)))
	}
	return part.Notice(tone, "", body...)
}

// unsure asks whether the list has what was marked as done while it was open.
func unsure(o *session.Overview, v *session.PlanView) app.UI {
	if v.Unsure == 0 {
		return app.Div()
	}
	say := func(id, text string, in plan.Told) app.UI {
		return part.Button(id, text, "", func(app.Context, app.Event) { link.Do(decision.ChangeActions{Unsure: true, In: &in}) })
	}
	return app.Div().Class("screen").Body(part.Notice(part.Warn, words.IsIn(o), app.P().Body(words.Draw(words.Unsure(v))...),
		app.Div().Class("row").Body(say("unsure-yes", "Yes, the list has "+words.Plural(v.Unsure, "it", "them"), plan.Yes), say("unsure-no", "Not yet", plan.No))))
}
