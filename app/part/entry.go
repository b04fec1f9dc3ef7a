package part

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/engine/book"
)

// typed is what the fields of quantities have in common.
type typed[Q ~int64] struct {
	value  Q
	text   func(Q) string
	read   func(string) (Q, string)
	check  func(Q) string // the owner's reason against a value, may be nil
	try    func(app.Context, Q)
	commit func(app.Context, Q)
}

// number is an entry for a quantity: text and read are its two ways to and
// from what people type. A blank entry is book.Missing, and a text that wasn't
// changed is the value it stood for, to its last digit.
func number[Q ~int64](e entry, q typed[Q]) app.UI {
	show := func(v Q) string {
		if !book.Has(v) {
			return ""
		}
		return q.text(v)
	}
	read := func(typed string) (Q, string) {
		switch typed {
		case "":
			return book.Missing, ""
		case show(q.value):
			return q.value, ""
		}
		v, problem := q.read(typed)
		if problem == "" && q.check != nil {
			problem = q.check(v)
		}
		return v, problem
	}
	e.Text = show(q.value)
	e.Read = func(typed string) (string, string) {
		v, problem := read(typed)
		return show(v), problem
	}
	e.Commit = func(ctx app.Context, typed string, tried bool) {
		if now, problem := read(typed); problem == "" && (tried || now != q.value) && q.commit != nil {
			q.commit(ctx, now)
		}
	}
	if q.try != nil && q.commit != nil {
		e.Try = func(ctx app.Context, typed string) {
			if now, problem := read(typed); problem == "" {
				q.try(ctx, now)
			}
		}
		e.Back = func(ctx app.Context) { q.commit(ctx, q.value) }
	}
	return &e
}

// bounded reads with limits: what is outside is refused in a sentence that
// says the limit.
func bounded[Q ~int64](read func(string) (Q, string), least, most Q, say func(Q) string) func(string) (Q, string) {
	return func(typed string) (Q, string) {
		v, problem := read(typed)
		if problem == "" {
			problem = limits(v, least, most, say)
		}
		return v, problem
	}
}

// limits is the sentence under a value out of bounds, or "".
func limits[Q ~int64](v, least, most Q, say func(Q) string) string {
	switch {
	case v < least && least == 0:
		return "This can’t be below zero."
	case v < least:
		return "The least allowed is " + say(least) + "."
	case most > 0 && v > most:
		return "The most allowed is " + say(most) + "."
	}
	return ""
}

// entry is the input that all fields share: text in, text out.
type entry struct {
	app.Compo
	ID      string
	Label   string
	Hint    string
	Blank   string // as a placeholder; with "" the entry may not be emptied
	Problem string // from the owner
	Mode    string // inputmode
	Class   string // of the input: "amount", "name"
	Prefix  string
	Suffix  string
	Wide    bool
	Lines   int
	Most    int                                       // characters, 0 for any number
	Text    string                                    // what stands there while nobody types
	Read    func(text string) (shown, problem string) // how a text would be shown, or why it can't be read
	// Commit comes only with what Read can read; tried is whether Try came
	// before it, so that Text may be what was only tried.
	Commit func(ctx app.Context, text string, tried bool)
	Try    func(ctx app.Context, text string) // shows the effect of what is being typed, nil for none
	Back   func(ctx app.Context)              // decides for what Text stands for
	Bad    func(ctx app.Context, bad bool)    // says when what stands there can't be read, and when it can again; may be nil

	typing  bool
	tried   bool
	back    func(ctx app.Context) // Back as it was when the typing began
	strokes int                   // of this visit and those before
	draft   string                // while typing
	heard   string                // what was last heard to stand in the input
	held    string                // committed, until the owner has drawn it
	holding int                   // which hold this is, 0 for none
	holds   int
	before  string // Text as it was last drawn
	id      string // ID as it was last drawn
	refusal string
}

// patience is how long a committed value is shown although the owner has not
// drawn it yet: an engine at work answers sooner, a refused value never.
const patience = 2 * time.Second

// pause is how long the typing must rest before its effect is shown.
const pause = 700 * time.Millisecond

func (c *entry) OnMount(ctx app.Context) {
	c.before, c.id = c.Text, c.ID
	ctx.Defer(c.show)
}

func (c *entry) OnUpdate(ctx app.Context) {
	if c.ID != c.id { // another field in its place
		c.id, c.typing, c.tried, c.refusal, c.holding = c.ID, false, false, "", 0
	}
	if c.Text != c.before {
		c.before, c.holding = c.Text, 0
	}
	ctx.Defer(c.show)
}

// show puts the text into the input, unless the user is at it.
func (c *entry) show(app.Context) {
	if !c.typing {
		host.ShowValue(c.ID, c.text(), c.heard)
	}
}

func (c *entry) text() string {
	switch {
	case c.typing:
		return c.draft
	case c.holding > 0:
		return c.held
	}
	return c.Text
}

func (c *entry) Render() app.UI {
	problem := c.refusal
	if problem == "" {
		problem = c.Problem
	}
	described := ""
	if problem != "" {
		described = c.ID + "-problem"
	}
	if c.Hint != "" {
		described = classes(described, c.ID+"-hint")
	}
	parts := []app.UI{
		app.Label().For(c.ID).Text(c.Label),
		app.Div().Class(classes("box", when(c.Wide, "wide"))).Body(c.box(described, problem != "")...),
	}
	if problem != "" {
		parts = append(parts, app.P().ID(c.ID+"-problem").Class("error").Role("alert").Text(problem))
	}
	if c.Hint != "" {
		parts = append(parts, app.P().ID(c.ID+"-hint").Class("hint").Text(c.Hint))
	}
	return app.Div().Class(classes("field", when(problem != "", "bad"))).Body(parts...)
}

func (c *entry) box(described string, bad bool) []app.UI {
	var input app.UI
	if c.Lines > 1 {
		input = app.Textarea().ID(c.ID).Class(c.Class).Rows(c.Lines).MaxLength(c.Most).Attr("autocomplete", "off").Spellcheck(false).
			Attr("autocorrect", "off").Attr("autocapitalize", "off").Placeholder(c.Blank).Aria("describedby", described).
			Aria("invalid", bad).Text(c.Text).
			OnInput(c.onInput).OnChange(c.onChange).OnBlur(c.onBlur).OnKeyDown(c.onKey)
	} else {
		in := app.Input().ID(c.ID).Type("text").Class(c.Class).AutoComplete(false).Spellcheck(false).Attr("autocorrect", "off").
			Attr("autocapitalize", "off").Attr("inputmode", c.Mode).Attr("enterkeyhint", "done").Placeholder(c.Blank).
			Aria("describedby", described).Aria("invalid", bad).Value(c.text()).
			OnInput(c.onInput).OnChange(c.onChange).OnBlur(c.onBlur).OnKeyDown(c.onKey)
		if c.Most > 0 {
			in = in.MaxLength(c.Most)
		}
		input = in
	}
	parts := []app.UI{input}
	if c.Prefix != "" {
		parts = []app.UI{app.Span().Aria("hidden", true).Text(c.Prefix), input}
	}
	if c.Suffix != "" {
		parts = append(parts, app.Span().Aria("hidden", true).Text(c.Suffix))
	}
	return parts
}

func (c *entry) onInput(ctx app.Context, e app.Event) {
	if !c.typing {
		c.tried, c.back = false, c.Back
	}
	c.typing, c.draft = true, e.Get("target").Get("value").String()
	c.heard = c.draft
	c.await(ctx)
	if c.refusal == "" {
		ctx.PreventUpdate()
		return
	}
	_, refusal := c.Read(trimmed(c.draft))
	c.refuse(ctx, refusal)
}

// refuse keeps why what stands there can't be read, "" where it can, and tells
// the owner when that changes.
func (c *entry) refuse(ctx app.Context, refusal string) {
	was := c.refusal != ""
	if c.refusal = refusal; c.Bad != nil && was != (refusal != "") {
		c.Bad(ctx, !was)
	}
}

// await shows the effect of what is being typed once the typing rests. What
// can't be read has none, and what blanks the field waits until it is left.
func (c *entry) await(ctx app.Context) {
	if c.Try == nil || app.IsServer {
		return
	}
	c.strokes++
	stroke := c.strokes
	ctx.After(pause, func(ctx app.Context) {
		ctx.PreventUpdate()
		if !c.typing || stroke != c.strokes {
			return
		}
		text := trimmed(c.draft)
		if shown, problem := c.Read(text); problem != "" || shown == "" {
			c.untry(ctx)
		} else if c.tried || shown != c.Text {
			c.tried = true
			c.Try(ctx, text)
		}
	})
}

// untry takes the effect of what was tried away again.
func (c *entry) untry(ctx app.Context) {
	if c.tried && c.back != nil {
		c.back(ctx)
	}
	c.tried = false
}

// onChange comes once more on leaving a field that Enter has committed.
func (c *entry) onChange(ctx app.Context, e app.Event) {
	if !c.typing {
		ctx.PreventUpdate()
		return
	}
	c.commit(ctx, e.Get("target").Get("value").String())
}

func (c *entry) onKey(ctx app.Context, e app.Event) {
	switch key := e.Get("key").String(); {
	case key == "Escape" && (c.typing || c.refusal != ""):
		e.PreventDefault()
		e.Call("stopPropagation") // a dialog around the field stays open
		c.untry(ctx)
		c.refuse(ctx, "")
		c.typing, c.holding = false, 0
		ctx.Defer(c.show)
	case key == "Enter" && c.Lines <= 1 && c.typing:
		c.commit(ctx, e.Get("target").Get("value").String())
	default:
		ctx.PreventUpdate()
	}
}

// onBlur ends typing that no change event tells of: typing that changed
// nothing, or whose text was drawn meanwhile.
func (c *entry) onBlur(ctx app.Context, e app.Event) {
	if c.typing && c.refusal == "" && c.tried {
		c.commit(ctx, e.Get("target").Get("value").String())
		return
	}
	ctx.PreventUpdate()
	if c.typing && c.refusal == "" {
		c.typing = false
	}
}

// commit reads what was typed, and says why it can't be or hands it on.
func (c *entry) commit(ctx app.Context, text string) {
	c.heard = text
	shown, problem := c.Read(trimmed(text))
	if problem == "" && shown == "" && c.Blank == "" && c.Text != "" {
		problem = "Please fill this in."
	}
	if problem != "" {
		c.untry(ctx)
		c.typing, c.draft = true, text
		c.refuse(ctx, problem)
		return
	}
	tried := c.tried
	c.refuse(ctx, "")
	c.typing, c.tried = false, false
	if shown != c.Text {
		c.holds++
		c.held, c.holding = shown, c.holds
		c.release(ctx, c.holding)
	}
	ctx.Defer(c.show)
	c.Commit(ctx, trimmed(text), tried)
}

// release stops holding a value that the owner has not taken over.
func (c *entry) release(ctx app.Context, hold int) {
	if app.IsServer {
		return
	}
	ctx.After(patience, func(ctx app.Context) {
		if c.holding == hold {
			c.holding = 0
			ctx.Defer(c.show)
		}
	})
}
