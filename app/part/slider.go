package part

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
)

// Slider sets a whole number from Least to Most, 0…100 when Most is 0.
//
// OnInput comes while it is dragged, many times a second, for a live effect;
// OnChange once the user lets go, or after keys have moved it, when it is left:
// what is decided in one visit is one step. Until the owner has drawn the new
// value the slider stays where the user put it.
type Slider struct {
	app.Compo
	ID       string
	Label    string
	Hint     string
	Value    int
	Least    int
	Most     int
	Step     int    // 0 is 1
	Shown    string // what the output says of Value, when not just the number
	OnInput  func(ctx app.Context, v int)
	OnChange func(ctx app.Context, v int)

	held    int
	holding int
	holds   int
	keyed   bool // keys are moving it
	due     bool // they have, and OnChange has not come yet
	last    app.Context
}

// OnDismount decides what keys have moved where the slider goes without having
// been left.
func (s *Slider) OnDismount() {
	if s.due {
		s.decide(s.last)
	}
}

func (s *Slider) OnMount(ctx app.Context) { ctx.Defer(s.show) }

func (s *Slider) OnUpdate(ctx app.Context) {
	if s.holding > 0 && s.held == s.Value {
		s.holding = 0
	}
	ctx.Defer(s.show)
}

// show moves the thumb and the filled part of its track.
func (s *Slider) show(app.Context) {
	host.ShowValue(s.ID, strconv.Itoa(s.value()), strconv.Itoa(s.held))
	s.fill()
}

func (s *Slider) fill() {
	least, most := s.bounds()
	host.SetVar(s.ID, "--at", strconv.FormatFloat(float64(s.value()-least)/float64(most-least), 'f', 4, 64))
}

func (s *Slider) value() int {
	if s.holding > 0 {
		return s.held
	}
	return s.Value
}

func (s *Slider) bounds() (least, most int) {
	if s.Most <= s.Least {
		return s.Least, s.Least + 100
	}
	return s.Least, s.Most
}

// Render draws the slider with its label on the left and its value on the right.
func (s *Slider) Render() app.UI {
	least, most := s.bounds()
	shown := strconv.Itoa(s.value())
	if s.Shown != "" && s.value() == s.Value {
		shown = s.Shown
	}
	input := app.Input().ID(s.ID).Type("range").Min(least).Max(most).Step(float64(max(s.Step, 1))).Value(s.value()).
		OnInput(s.onInput).OnChange(s.onChange).OnKeyDown(s.onKey).On("pointerdown", s.onPointer).OnBlur(s.onBlur)
	if s.Shown != "" {
		input = input.Aria("valuetext", shown)
	}
	parts := []app.UI{
		app.Label().For(s.ID).Text(s.Label),
		input,
		app.Output().For(s.ID).Text(shown),
	}
	if s.Hint != "" {
		input.Aria("describedby", s.ID+"-hint")
		parts = append(parts, app.Span().ID(s.ID+"-hint").Class("hint").Text(s.Hint))
	}
	return app.Div().Class("factor").Body(parts...)
}

func (s *Slider) onInput(ctx app.Context, e app.Event) {
	s.take(e)
	if s.OnInput != nil {
		s.OnInput(ctx, s.held)
	}
}

func (s *Slider) onChange(ctx app.Context, e app.Event) {
	s.take(e)
	s.due, s.last = true, ctx
	if !s.keyed || s.OnInput == nil {
		s.decide(ctx)
	}
}

// onKey ends the visit with the keys of a decision: Enter, and those of undoing
// what is to be decided first.
func (s *Slider) onKey(ctx app.Context, e app.Event) {
	s.keyed = true
	if s.due && (e.Get("key").String() == "Enter" || e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool()) {
		s.decide(ctx)
		return
	}
	ctx.PreventUpdate()
}

func (s *Slider) onPointer(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	s.keyed = false
}

func (s *Slider) onBlur(ctx app.Context, _ app.Event) {
	if s.due {
		s.decide(ctx)
		return
	}
	ctx.PreventUpdate()
}

func (s *Slider) decide(ctx app.Context) {
	s.due = false
	if hold := s.holding; !app.IsServer {
		ctx.After(patience, func(ctx app.Context) {
			if s.holding == hold {
				s.holding = 0
				ctx.Defer(s.show)
			}
		})
	}
	if s.OnChange != nil {
		s.OnChange(ctx, s.held)
	}
}

func (s *Slider) take(e app.Event) {
	v, err := strconv.Atoi(e.Get("target").Get("value").String())
	if err != nil {
		return
	}
	s.holds++
	s.held, s.holding = v, s.holds
	s.fill()
}
