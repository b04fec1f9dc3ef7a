package practice

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/session"
)

// asOf is the day to which the list is true, in the browser's own date field.
type asOf struct {
	app.Compo
	Over *session.Overview

	changes int      // how often the field was changed, to tell the last change
	pending bool     // changed, and not sent yet
	problem string   // why what stands in the field can't be sent
	drawn   book.Day // the date as it was drawn last
}

// The browser's date field tells of every digit that makes a date. A year is
// taken for whole from firstYear on, and a date once it rested for a moment.
const (
	firstYear = 1900
	lastYear  = 2199
	rest      = 700 * time.Millisecond
	asOfID    = "as-of"
)

func (a *asOf) OnMount(ctx app.Context)  { ctx.Defer(a.show) }
func (a *asOf) OnUpdate(ctx app.Context) { ctx.Defer(a.show) }

// show puts the date into the field, unless the user is at it. A date that has
// become another one, by undo for instance, always shows.
func (a *asOf) show(app.Context) {
	if day := a.Over.Settings.AsOf; day != a.drawn {
		a.drawn, a.pending, a.problem = day, false, ""
	}
	if !a.pending && a.problem == "" {
		host.SetInputValue(asOfID, a.Over.Settings.AsOf.String())
	}
}

func (a *asOf) Render() app.UI {
	described, class := asOfID+"-hint", "field"
	problem := app.Div()
	if a.problem != "" {
		described, class = asOfID+"-problem "+described, "field bad"
		problem = problem.Body(app.P().ID(asOfID + "-problem").Class("error").Role("alert").Text(a.problem))
	}
	input := app.Input().ID(asOfID).Type("date").Min("1900-01-01").Max("2199-12-31").Required(true).AutoComplete(false).
		Value(a.Over.Settings.AsOf.String()).Aria("invalid", a.problem != "").Aria("describedby", described).OnChange(a.onChange).OnBlur(a.onBlur)
	return part.Card("as-of-card", "The day it is true", "", nil, app.Div().Class(class).Body(
		app.Label().For(asOfID).Text("As of"),
		app.Div().Class("box select").Body(input, part.Icon("plan")),
		problem,
		app.P().ID(asOfID+"-hint").Class("hint").Text(words.AsOfHelp),
	))
}

func (a *asOf) onChange(ctx app.Context, _ app.Event) {
	a.changes++
	a.pending = true
	change := a.changes
	ctx.After(rest, func(ctx app.Context) {
		if a.pending && a.changes == change {
			a.take(false)
		}
	})
}

func (a *asOf) onBlur(app.Context, app.Event) {
	if a.pending {
		a.take(true)
	}
}

// take sends the date that stands in the field. One that is not whole yet may
// still be typed on, unless the field was left.
func (a *asOf) take(left bool) {
	day, err := book.ParseDay(host.InputValue(asOfID))
	if err != nil || day < book.Date(firstYear, 1, 1) || day > book.Date(lastYear, 12, 31) {
		if left {
			a.pending = false
			a.problem = "Please give a whole date, with a year from 1900 to 2199."
		}
		return
	}
	a.pending, a.problem = false, ""
	link.Do(session.SetAsOf{AsOf: day})
}
