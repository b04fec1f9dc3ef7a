package part

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
)

// Option is one of the choices of a Select or Segmented.
type Option struct {
	Value string
	Text  string
}

// Select offers a list of choices in the browser's own way.
type Select struct {
	app.Compo
	ID       string
	Label    string
	Hint     string
	Bare     bool // the label is only read out
	Options  []Option
	Value    string
	OnChange func(ctx app.Context, value string)

	heard string // what was last heard to be chosen
}

func (s *Select) OnMount(ctx app.Context)  { ctx.Defer(s.show) }
func (s *Select) OnUpdate(ctx app.Context) { ctx.Defer(s.show) }
func (s *Select) show(app.Context)         { host.ShowValue(s.ID, s.Value, s.heard) }

// Render draws the list, closed.
func (s *Select) Render() app.UI {
	var options []app.UI
	for _, o := range s.Options {
		options = append(options, app.Option().Value(o.Value).Selected(o.Value == s.Value).Text(o.Text))
	}
	input := app.Select().ID(s.ID).Attr("autocomplete", "off").OnChange(s.onChange).Body(options...)
	var parts []app.UI
	if s.Bare {
		input = input.Aria("label", s.Label)
	} else {
		parts = append(parts, app.Label().For(s.ID).Text(s.Label))
	}
	if s.Hint != "" {
		input = input.Aria("describedby", s.ID+"-hint")
	}
	parts = append(parts, app.Div().Class("box select").Body(input, Icon("down")))
	if s.Hint != "" {
		parts = append(parts, app.P().ID(s.ID+"-hint").Class("hint").Text(s.Hint))
	}
	return app.Div().Class("field").Body(parts...)
}

func (s *Select) onChange(ctx app.Context, e app.Event) {
	s.heard = e.Get("target").Get("value").String()
	if s.heard != s.Value && s.OnChange != nil {
		s.OnChange(ctx, s.heard)
	}
	ctx.Defer(s.show)
}

// Segmented offers two to five choices side by side: radio buttons that look
// like one control.
type Segmented struct {
	app.Compo
	ID       string
	Label    string
	Hint     string
	Bare     bool // the label is only read out
	Options  []Option
	Value    string
	OnChange func(ctx app.Context, value string)
}

func (s *Segmented) OnMount(ctx app.Context)  { ctx.Defer(s.show) }
func (s *Segmented) OnUpdate(ctx app.Context) { ctx.Defer(s.show) }

func (s *Segmented) show(app.Context) {
	for _, o := range s.Options {
		host.SetChecked(s.ID+"-"+o.Value, o.Value == s.Value)
	}
}

// Render draws the choices.
func (s *Segmented) Render() app.UI {
	parts := []app.UI{app.Legend().Class(when(s.Bare, "unseen")).Text(s.Label)}
	set := app.FieldSet().Class("field")
	var labels []app.UI
	for _, o := range s.Options {
		id := s.ID + "-" + o.Value
		labels = append(labels, app.Label().Body(
			app.Input().ID(id).Type("radio").Name(s.ID).Value(o.Value).Checked(o.Value == s.Value).OnChange(s.onChange),
			app.Span().Text(o.Text)))
	}
	parts = append(parts, app.Div().Class("segments").Body(labels...))
	if s.Hint != "" {
		set = set.Aria("describedby", s.ID+"-hint")
		parts = append(parts, app.P().ID(s.ID+"-hint").Class("hint").Text(s.Hint))
	}
	return set.ID(s.ID).Body(parts...)
}

func (s *Segmented) onChange(ctx app.Context, e app.Event) {
	if value := e.Get("target").Get("value").String(); value != s.Value && s.OnChange != nil {
		s.OnChange(ctx, value)
	}
	ctx.Defer(s.show)
}

// Toggle switches something on and off at once.
type Toggle struct {
	app.Compo
	ID       string
	Label    string
	Hint     string
	On       bool
	OnChange func(ctx app.Context, on bool)
}

func (t *Toggle) OnMount(ctx app.Context)  { ctx.Defer(t.show) }
func (t *Toggle) OnUpdate(ctx app.Context) { ctx.Defer(t.show) }
func (t *Toggle) show(app.Context)         { host.SetChecked(t.ID, t.On) }

// Render draws the switch with its label on the left.
func (t *Toggle) Render() app.UI {
	input := app.Input().ID(t.ID).Type("checkbox").Attr("role", "switch").Checked(t.On).OnChange(t.onChange)
	parts := []app.UI{app.Span().Text(t.Label), input}
	if t.Hint != "" {
		input.Aria("describedby", t.ID+"-hint")
		parts = append(parts, app.Span().ID(t.ID+"-hint").Class("hint").Text(t.Hint))
	}
	return app.Label().Class("toggle").Body(parts...)
}

// onChange goes by what the owner has, not by what the switch shows by now: it
// may have been drawn again between the press and here, and the press be lost.
func (t *Toggle) onChange(ctx app.Context, _ app.Event) {
	if t.OnChange != nil {
		t.OnChange(ctx, !t.On)
	}
	ctx.Defer(t.show)
}

// SearchField finds as one types. OnInput comes with every letter.
type SearchField struct {
	app.Compo
	ID      string
	Label   string // read out, and shown in the empty field
	Value   string
	OnInput func(ctx app.Context, text string)

	typed  string
	typing bool
}

func (s *SearchField) OnMount(ctx app.Context) { ctx.Defer(s.show) }

func (s *SearchField) OnUpdate(ctx app.Context) { ctx.Defer(s.show) }

// show writes the owner's text, unless the user is at it.
func (s *SearchField) show(app.Context) {
	if s.typing && s.Value == s.typed {
		s.typing = false
	}
	if !s.typing || !host.HasFocus(s.ID) {
		s.typing = false
		host.ShowValue(s.ID, s.Value, s.typed)
	}
}

// Render draws the field, with a button to clear it once something stands there.
func (s *SearchField) Render() app.UI {
	text := s.Value
	if s.typing {
		text = s.typed
	}
	parts := []app.UI{Icon("search"), app.Input().ID(s.ID).Type("search").Class("name").Value(text).Placeholder(s.Label).Aria("label", s.Label).
		AutoComplete(false).Spellcheck(false).Attr("autocorrect", "off").Attr("autocapitalize", "off").Attr("enterkeyhint", "search").
		OnInput(s.onInput).OnKeyDown(s.onKey)}
	if text != "" {
		parts = append(parts, IconButton("", "close", "Clear the search", s.onClear))
	}
	return app.Div().Class("box search").Body(parts...)
}

func (s *SearchField) onInput(ctx app.Context, e app.Event) {
	s.say(ctx, e.Get("target").Get("value").String())
}

func (s *SearchField) onKey(ctx app.Context, e app.Event) {
	if e.Get("key").String() != "Escape" || host.InputValue(s.ID) == "" {
		ctx.PreventUpdate()
		return
	}
	e.PreventDefault()
	host.SetInputValue(s.ID, "")
	s.say(ctx, "")
}

func (s *SearchField) onClear(ctx app.Context, e app.Event) {
	host.SetInputValue(s.ID, "")
	host.Focus(s.ID) // at once: what a button defers goes with the button
	s.say(ctx, "")
}

func (s *SearchField) say(ctx app.Context, text string) {
	s.typed, s.typing = text, true
	if s.OnInput != nil {
		s.OnInput(ctx, text)
	}
}
