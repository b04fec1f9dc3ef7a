package part

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/engine/book"
)

// number is an entry for a quantity: text and read are its two ways to and
// from what people type. A blank entry is book.Missing, and a text that wasn't
// changed is the value it stood for, to its last digit.
func number[Q ~int64](e entry, v Q, text func(Q) string, read func(string) (Q, string), commit func(app.Context, Q)) app.UI {
	show := func(v Q) string {
		if !book.Has(v) {
			return ""
		}
		return text(v)
	}
	readAny := func(typed string) (Q, string) {
		switch typed {
		case "":
			return book.Missing, ""
		case show(v):
			return v, ""
		}
		return read(typed)
	}
	e.Text = show(v)
	e.Read = func(typed string) (string, string) {
		v, problem := readAny(typed)
		return show(v), problem
	}
	e.Commit = func(ctx app.Context, typed string) {
		if now, problem := readAny(typed); problem == "" && now != v && commit != nil {
			commit(ctx, now)
		}
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
	Commit  func(ctx app.Context, text string)        // comes only with what Read can read

	typing  bool
	draft   string // while typing
	held    string // committed, until the owner has drawn it
	holding int    // which hold this is, 0 for none
	holds   int
	before  string // Text as it was last drawn
	refusal string
}

// patience is how long a committed value is shown although the owner has not
// drawn it yet: an engine at work answers sooner, a refused value never.
const patience = 2 * time.Second

func (c *entry) OnMount(ctx app.Context) {
	c.before = c.Text
	ctx.Defer(c.show)
}

func (c *entry) OnUpdate(ctx app.Context) {
	if c.Text != c.before {
		c.before, c.holding = c.Text, 0
	}
	ctx.Defer(c.show)
}

// show puts the text into the input, unless the user is at it.
func (c *entry) show(app.Context) {
	if !c.typing {
		host.SetInputValue(c.ID, c.text())
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
	c.typing, c.draft = true, e.Get("target").Get("value").String()
	if c.refusal == "" {
		ctx.PreventUpdate()
		return
	}
	_, c.refusal = c.Read(c.draft)
}

func (c *entry) onChange(ctx app.Context, e app.Event) {
	c.commit(ctx, e.Get("target").Get("value").String())
}

func (c *entry) onKey(ctx app.Context, e app.Event) {
	switch key := e.Get("key").String(); {
	case key == "Escape" && (c.typing || c.refusal != ""):
		e.PreventDefault()
		e.Call("stopPropagation") // a dialog around the field stays open
		c.typing, c.refusal, c.holding = false, "", 0
		ctx.Defer(c.show)
	case key == "Enter" && c.Lines <= 1 && c.typing:
		c.commit(ctx, e.Get("target").Get("value").String())
	default:
		ctx.PreventUpdate()
	}
}

// onBlur ends typing that changed nothing: no change event tells of it.
func (c *entry) onBlur(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if c.typing && c.refusal == "" {
		c.typing = false
	}
}

// commit reads what was typed, and says why it can't be or hands it on.
func (c *entry) commit(ctx app.Context, text string) {
	shown, problem := c.Read(trimmed(text))
	if problem == "" && shown == "" && c.Blank == "" && c.Text != "" {
		problem = "Please fill this in."
	}
	if problem != "" {
		c.typing, c.draft, c.refusal = true, text, problem
		return
	}
	c.typing, c.refusal = false, ""
	if shown != c.Text {
		c.holds++
		c.held, c.holding = shown, c.holds
		c.release(ctx, c.holding)
	}
	ctx.Defer(c.show)
	c.Commit(ctx, trimmed(text))
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
