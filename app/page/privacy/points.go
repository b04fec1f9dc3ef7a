package privacy

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/history"
	"tierbook/engine/session"
)

// points are the restore points: seen, come back to, made.
type points struct {
	app.Compo
	Revision int
	Step     int
	Trial    bool // something is shown that is not kept, maybe a restore point

	points link.View[[]history.Point]
}

func (p *points) OnMount(ctx app.Context)  { p.ask(ctx) }
func (p *points) OnUpdate(ctx app.Context) { p.ask(ctx) }

func (p *points) ask(ctx app.Context) { p.points.See(ctx, session.PointsQuery{}, p.Revision) }

// Render draws the list, the newest first.
func (p *points) Render() app.UI {
	var rows []app.UI
	if p.points.Shown != nil {
		for _, one := range *p.points.Shown {
			rows = append(rows, p.row(one))
		}
	}
	return part.Card("points", "Restore points", "", nil,
		app.P().Text("Before another list or model, Tierbook remembers how everything stood. Coming back to it is a step like any other: Undo takes it back. At most sixty are remembered, and where client lists together have more than 400,000 clients, those of the oldest lists make room."),
		app.Div().Body(app.If(len(rows) > 0, func() app.UI { return app.Ul().Class("points").Body(rows...) }).
			Else(func() app.UI { return app.P().Class("note").Text("There are none yet.") })),
		app.Form().Class("row").OnSubmit(p.mark).Body(
			app.Div().Class("field").Body(
				app.Label().For("point-name").Text("Remember how it stands now, as"),
				app.Div().Class("box").Body(app.Input().ID("point-name").Type("text").MaxLength(history.MostPointName).Attr("autocomplete", "off").Attr("spellcheck", "false").Attr("autocorrect", "off")),
			),
			app.Button().Type("submit").Text("Remember"),
		),
	)
}

func (p *points) row(one history.Point) app.UI {
	details := []string{host.Moment(one.Time)}
	if one.Clients > 0 {
		details = append(details, host.Count(int64(one.Clients))+" "+words.Plural(one.Clients, "client", "clients"))
	}
	if one.Now {
		details = append(details, "as it is now")
	}
	id := strconv.Itoa(one.ID)
	act := app.Div().Class("row")
	if !one.Now {
		act = act.Body(
			part.Button("look-"+id, "Look at it", "quiet", func(app.Context, app.Event) { link.Look(one.ID) }, id),
			part.Button("restore-"+id, "Come back to it", "", func(ctx app.Context, _ app.Event) {
				link.Restore(one.ID)
				part.ToastDone(ctx, "Everything is as it was.", p.Step, link.Undo)
			}, id),
		)
	}
	return app.Li().Body(app.Div().Body(part.Name(words.Point(one)), app.Br(), app.Small().Text(strings.Join(details, " · "))), act)
}

func (p *points) mark(_ app.Context, e app.Event) {
	e.PreventDefault()
	link.Mark(host.InputValue("point-name"))
	host.SetInputValue("point-name", "")
}
