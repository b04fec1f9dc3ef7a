package part

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/engine/book"
)

// DayField takes a day, in the browser's own date field. OnCommit comes when
// the day has rested for a moment or the field is left.
type DayField struct {
	app.Compo
	ID       string
	Label    string
	Hint     string
	Value    book.Day // book.Missing where the field is blank
	Blank    bool     // it may be left blank
	OnCommit func(ctx app.Context, day book.Day)

	changes int      // how often the field was changed, to tell the last change
	pending bool     // changed, and not sent yet
	problem string   // why what stands in the field can't be sent
	drawn   book.Day // the day as it was drawn last
	met     bool     // it was drawn at all
	heard   string   // what was last heard to stand in the field
}

// The browser's date field tells of every digit that makes a date. A year is
// taken for whole from firstYear on, and a date once it rested for a moment.
const (
	firstYear = 1900
	lastYear  = 2199
)

func (f *DayField) OnMount(ctx app.Context)  { ctx.Defer(f.show) }
func (f *DayField) OnUpdate(ctx app.Context) { ctx.Defer(f.show) }

// show puts the day into the field, unless the user is at it. A day that has
// become another one, by undo for instance, always shows.
func (f *DayField) show(app.Context) {
	if f.Value != f.drawn || !f.met {
		f.drawn, f.met, f.pending, f.problem = f.Value, true, false, ""
	}
	if !f.pending && f.problem == "" {
		host.ShowValue(f.ID, f.Value.String(), f.heard)
	}
}

// Render draws the field.
func (f *DayField) Render() app.UI {
	described, class := "", "field"
	problem, hint := app.Div(), app.Div()
	if f.Hint != "" {
		described = f.ID + "-hint"
		hint = hint.Body(app.P().ID(described).Class("hint").Text(f.Hint))
	}
	if f.problem != "" {
		described, class = classes(f.ID+"-problem", described), "field bad"
		problem = problem.Body(app.P().ID(f.ID + "-problem").Class("error").Role("alert").Text(f.problem))
	}
	input := app.Input().ID(f.ID).Type("date").Min("1900-01-01").Max("2199-12-31").Required(!f.Blank).AutoComplete(false).
		Value(f.Value.String()).Aria("invalid", f.problem != "").Aria("describedby", described).OnChange(f.onChange).OnBlur(f.onBlur)
	return app.Div().Class(class).Body(
		app.Label().For(f.ID).Text(f.Label),
		app.Div().Class("box select").Body(input, Icon("plan")),
		problem,
		hint,
	)
}

func (f *DayField) onChange(ctx app.Context, e app.Event) {
	f.heard = e.Get("target").Get("value").String()
	f.changes++
	f.pending = true
	change := f.changes
	ctx.After(pause, func(ctx app.Context) {
		if f.pending && f.changes == change {
			f.take(ctx, false)
		}
	})
}

func (f *DayField) onBlur(ctx app.Context, _ app.Event) {
	if f.pending {
		f.take(ctx, true)
	}
}

// take hands on the day that stands in the field. One that is not whole yet may
// still be typed on, unless the field was left.
func (f *DayField) take(ctx app.Context, left bool) {
	text := host.InputValue(f.ID)
	day, err := book.ParseDay(text)
	switch {
	case text == "" && f.Blank:
		if !left { // it may be on its way to another day
			return
		}
		day = book.Missing
	case err != nil || day < book.Date(firstYear, 1, 1) || day > book.Date(lastYear, 12, 31):
		if left {
			f.pending = false
			f.problem = "Please give a whole date, with a year from 1900 to 2199."
		}
		return
	}
	f.pending, f.problem = false, ""
	if day != f.Value && f.OnCommit != nil {
		f.OnCommit(ctx, day)
	}
}
