package part

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/engine/book"
)

// MoneyField takes an amount. It reads what people type ($210k, 210,000, 1.2m)
// and shows it back in full; what it can't read stays, with the reason.
//
// OnCommit comes on leaving the field or Enter, and only when the amount
// changed; Escape brings the former one back.
type MoneyField struct {
	app.Compo
	ID       string
	Label    string
	Hint     string     // what to put there, in a sentence
	Value    book.Cents // book.Missing where the field is blank
	Currency string
	Blank    string     // what stands in the blank field; with "" the field may not be left blank once filled
	Least    book.Cents // allowed is Least…Most; Most 0 is no limit
	Most     book.Cents
	Problem  string // from the owner, when the engine refused the value
	OnCommit func(ctx app.Context, v book.Cents)
}

// Render draws the field.
func (f *MoneyField) Render() app.UI {
	return &entry{
		ID: f.ID, Label: f.Label, Hint: f.Hint, Blank: f.Blank, Problem: f.Problem,
		Unit: "$", Mode: "decimal", Class: "amount", Prefix: sign(f.Currency), Text: f.text(f.Value),
		Read: func(text string) (string, string) {
			v, problem := f.read(text)
			return f.text(v), problem
		},
		Commit: func(ctx app.Context, text string) {
			if v, problem := f.read(text); problem == "" && v != f.Value && f.OnCommit != nil {
				f.OnCommit(ctx, v)
			}
		},
	}
}

func (f *MoneyField) text(v book.Cents) string {
	switch {
	case !book.Has(v):
		return ""
	case v%100 == 0:
		return host.Money(v, "", host.Whole)
	}
	return host.Money(v, "", host.Exact)
}

func (f *MoneyField) read(text string) (book.Cents, string) {
	if text == "" {
		return book.Missing, ""
	}
	v, problem := readMoney(text)
	if problem == "" {
		problem = limits(v, f.Least, f.Most, func(v book.Cents) string { return host.Money(v, f.Currency, host.Whole) })
	}
	return v, problem
}

// sign is what stands before an amount being typed.
func sign(currency string) string {
	switch currency {
	case "USD", "CAD", "AUD", "NZD":
		return "$"
	case "EUR":
		return "€"
	case "GBP":
		return "£"
	}
	return currency
}

// HoursField takes a time in hours (12, 12.5, 1:30, 1h 30m, 90 min); its value
// is minutes. Otherwise it is as MoneyField.
type HoursField struct {
	app.Compo
	ID       string
	Label    string
	Hint     string
	Value    book.Minutes
	Blank    string
	Least    book.Minutes
	Most     book.Minutes
	Problem  string
	OnCommit func(ctx app.Context, v book.Minutes)
}

// Render draws the field.
func (f *HoursField) Render() app.UI {
	return &entry{
		ID: f.ID, Label: f.Label, Hint: f.Hint, Blank: f.Blank, Problem: f.Problem,
		Mode: "text", Suffix: "hours", Text: f.text(f.Value),
		Read: func(text string) (string, string) {
			v, problem := f.read(text)
			return f.text(v), problem
		},
		Commit: func(ctx app.Context, text string) {
			if v, problem := f.read(text); problem == "" && v != f.Value && f.OnCommit != nil {
				f.OnCommit(ctx, v)
			}
		},
	}
}

func (f *HoursField) text(v book.Minutes) string {
	if !book.Has(v) {
		return ""
	}
	return host.HoursPlain(v)
}

func (f *HoursField) read(text string) (book.Minutes, string) {
	if text == "" {
		return book.Missing, ""
	}
	if text == f.text(f.Value) { // 100 minutes show as 1.67 hours and stay 100
		return f.Value, ""
	}
	v, problem := readHours(text)
	if problem == "" {
		problem = limits(v, f.Least, f.Most, func(v book.Minutes) string { return host.Hours(v) })
	}
	return v, problem
}

// PercentField takes a percentage; its value is basis points. Otherwise it is
// as MoneyField.
type PercentField struct {
	app.Compo
	ID       string
	Label    string
	Hint     string
	Value    book.BP
	Blank    string
	Least    book.BP
	Most     book.BP
	Problem  string
	OnCommit func(ctx app.Context, v book.BP)
}

// Render draws the field.
func (f *PercentField) Render() app.UI {
	return &entry{
		ID: f.ID, Label: f.Label, Hint: f.Hint, Blank: f.Blank, Problem: f.Problem,
		Mode: "decimal", Suffix: "%", Text: f.text(f.Value),
		Read: func(text string) (string, string) {
			v, problem := f.read(text)
			return f.text(v), problem
		},
		Commit: func(ctx app.Context, text string) {
			if v, problem := f.read(text); problem == "" && v != f.Value && f.OnCommit != nil {
				f.OnCommit(ctx, v)
			}
		},
	}
}

func (f *PercentField) text(v book.BP) string {
	if !book.Has(v) {
		return ""
	}
	return host.Hundredths(int64(v))
}

func (f *PercentField) read(text string) (book.BP, string) {
	if text == "" {
		return book.Missing, ""
	}
	v, problem := readPercent(text)
	if problem == "" {
		problem = limits(v, f.Least, f.Most, host.PercentExact)
	}
	return v, problem
}

// CountField takes a whole number. Otherwise it is as MoneyField; a blank one
// is book.Missing.
type CountField struct {
	app.Compo
	ID       string
	Label    string
	Hint     string
	Value    int64
	Unit     string // said after the number: "clients"
	Blank    string
	Least    int64
	Most     int64
	Problem  string
	OnCommit func(ctx app.Context, v int64)
}

// Render draws the field.
func (f *CountField) Render() app.UI {
	return &entry{
		ID: f.ID, Label: f.Label, Hint: f.Hint, Blank: f.Blank, Problem: f.Problem,
		Mode: "numeric", Suffix: f.Unit, Text: f.text(f.Value),
		Read: func(text string) (string, string) {
			v, problem := f.read(text)
			return f.text(v), problem
		},
		Commit: func(ctx app.Context, text string) {
			if v, problem := f.read(text); problem == "" && v != f.Value && f.OnCommit != nil {
				f.OnCommit(ctx, v)
			}
		},
	}
}

func (f *CountField) text(v int64) string {
	if v == book.Missing {
		return ""
	}
	return host.Count(v)
}

func (f *CountField) read(text string) (int64, string) {
	if text == "" {
		return book.Missing, ""
	}
	v, problem := readCount(text)
	if problem == "" {
		problem = limits(v, f.Least, f.Most, func(v int64) string { return host.Count(v) })
	}
	return v, problem
}

// TextField takes a line of text, or some lines. OnCommit comes on leaving the
// field, or on Enter in a single line.
type TextField struct {
	app.Compo
	ID       string
	Label    string
	Hint     string
	Value    string
	Blank    string // what stands in the blank field; with "" it may not be left blank once filled
	Lines    int    // above 1 a larger box
	Most     int    // characters, 0 for 200
	Private  bool   // a name or an amount: hidden in discreet mode
	Problem  string
	OnCommit func(ctx app.Context, v string)
}

// Render draws the field.
func (f *TextField) Render() app.UI {
	most := f.Most
	if most == 0 {
		most = 200
	}
	return &entry{
		ID: f.ID, Label: f.Label, Hint: f.Hint, Blank: f.Blank, Problem: f.Problem,
		Mode: "text", Class: when(f.Private, "name"), Wide: true, Lines: f.Lines, Most: most, Text: f.Value,
		Read: func(text string) (string, string) { return text, "" },
		Commit: func(ctx app.Context, text string) {
			if text != f.Value && f.OnCommit != nil {
				f.OnCommit(ctx, text)
			}
		},
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
	ID, Label, Hint, Blank, Problem   string
	Unit, Mode, Class, Prefix, Suffix string
	Wide                              bool
	Lines, Most                       int
	Text                              string                                    // what stands there while nobody types
	Read                              func(text string) (shown, problem string) // how a text would be shown, or why it can't be read
	Commit                            func(ctx app.Context, text string)

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
