// Package part holds what the pages are made of: tables, charts, sliders,
// fields, dialogs and the small pieces of text around figures.
//
// Parts hold no figures of their own. They draw what their fields say and call
// back when the user did something; the owner then draws again with new
// fields. What the user is typing or dragging is the only state kept here.
//
// Two shapes: what is nothing but looks is a function (Amount, Chip, Card); what
// has state or listens is a component with exported fields (Table, Slider,
// MoneyField) and is used as &part.Slider{…}. A few rules come from go-app:
//
//   - A part that takes input needs an ID that nothing else on the page has.
//   - Every event draws the parts above it again, callbacks included, so a
//     page's Render should be thin. Rows and points are compared by content:
//     keep the same slice while it is the same, never change it in place.
//   - Parts of one kind in one place are told apart by their order, not their
//     ID. Where a list may change, draw the part under an element of its own.
//
// Classes are those of web/style.css; there are no inline styles.
package part

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/engine/book"
)

const svgNamespace = "http://www.w3.org/2000/svg"

// svg makes an element of SVG: go-app must be told the namespace of each.
func svg(tag string) app.HTMLElem { return app.Elem(tag).XMLNS(svgNamespace) }

func classes(names ...string) string {
	return strings.Join(strings.Fields(strings.Join(names, " ")), " ")
}

func when(yes bool, class string) string {
	if yes {
		return class
	}
	return ""
}

// Amount is money in a sentence or a cell: hidden in discreet mode, a loss in
// its colour and, for those who can't see it, by its word.
func Amount(c book.Cents, currency string, style host.Style) app.UI {
	return Money(host.Money(c, currency, style), book.Has(c) && c < 0)
}

// Money is Amount for text that has been formatted already. A loss is a profit
// below zero; for other red figures there is Minus.
func Money(text string, loss bool) app.UI {
	span := app.Span().Class("amount")
	if !loss {
		return span.Text(Straight(text))
	}
	return span.Class("loss").Body(app.Text(text), unseen(" (loss)"))
}

// Minus is an amount in the colour of a loss that is no loss, or whose words
// say so already.
func Minus(text string) app.UI { return app.Span().Class("amount loss").Text(text) }

// Name is the name of a client or household: hidden in discreet mode.
func Name(name string) app.UI { return app.Span().Class("name").Text(Straight(name)) }

// Straight is a text without what turns the direction of writing: it goes by its
// letters alone, and none is shown backwards.
func Straight(text string) string {
	turns := func(r rune) bool { return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 }
	if strings.IndexFunc(text, turns) < 0 {
		return text
	}
	return strings.Map(func(r rune) rune {
		if turns(r) {
			return -1
		}
		return r
	}, text)
}

// Chip is a tier: its hue and its name. Tier 0 is unassigned.
func Chip(tier book.Tier, name string) app.UI {
	return app.Span().Class("chip").Body(swatch(tier), app.Text(name))
}

func swatch(tier book.Tier) app.UI {
	return app.I().Class(tierClass(tier)).Aria("hidden", true)
}

func tierClass(tier book.Tier) string {
	if tier > book.Tiers {
		tier = book.Unassigned
	}
	return "t" + string('0'+rune(tier))
}

func unseen(text string) app.UI { return app.Span().Class("unseen").Text(text) }

// HeadlineID is where the focus goes when a place opens.
const HeadlineID = "heading"

// Headline is the one sentence with which a place opens.
func Headline(body ...app.UI) app.UI {
	return app.H1().ID(HeadlineID).TabIndex(-1).Body(body...)
}

// Lede is what the headline rests on, in a sentence or two.
func Lede(body ...app.UI) app.UI { return app.P().Class("lede").Body(body...) }

// Stress is the part of a headline that tells of a loss.
func Stress(body ...app.UI) app.UI { return app.Em().Body(body...) }

// Card is a section with a heading, a note beside it and, at its right end,
// actions. It is named by its heading; id must be unique on the page.
func Card(id, title, note string, actions []app.UI, body ...app.UI) app.UI {
	head := []app.UI{app.H2().ID(id + "-title").Text(title)}
	if note != "" {
		head = append(head, app.Small().Text(note))
	}
	if len(actions) > 0 {
		head = append(head, app.Div().Class("act").Body(actions...))
	}
	body = append([]app.UI{app.Header().Body(head...)}, body...)
	return app.Section().ID(id).Class("card").Aria("labelledby", id+"-title").Body(body...)
}

// Figure is one line of Figures, or one tile: a label and its value.
type Figure struct {
	Label string
	Times string // an amount after the label, by which that is taken to come to the value
	Value string
	Loss  bool // a profit below zero
	Sum   bool // ruled off from what is above
	Plain bool // no amount: stays readable in discreet mode
}

// Figures are labels on the left, figures on the right, a sum below a rule.
func Figures(figures ...Figure) app.UI {
	var list []app.UI
	for _, f := range figures {
		sum, loss := when(f.Sum, "sum"), when(f.Loss, "loss")
		list = append(list, app.Dt().Class(classes(sum)).Body(f.label()...), app.Dd().Class(classes("figure", sum, loss)).Body(f.value()))
	}
	return app.Dl().Class("figures").Body(list...)
}

func (f Figure) label() []app.UI {
	if f.Times == "" {
		return []app.UI{app.Text(f.Label)}
	}
	return []app.UI{app.Text(f.Label + " × "), Money(f.Times, false)}
}

func (f Figure) value() app.UI {
	if f.Plain {
		return app.Span().Text(f.Value)
	}
	return Money(f.Value, f.Loss)
}

// Tiles are a few figures in large type, side by side.
func Tiles(figures ...Figure) app.UI {
	var list []app.UI
	for _, f := range figures {
		list = append(list, app.Div().Class("tile").Body(app.Small().Text(f.Label), app.B().Body(f.value())))
	}
	return app.Div().Class("tiles").Body(list...)
}

// Tone is what a notice is about.
type Tone uint8

const (
	Info Tone = iota
	Good
	Warn
	Bad
)

// Notice is a message that stays: what happened, and what can be done.
func Notice(tone Tone, title string, body ...app.UI) app.UI {
	class, icon := "", "info"
	switch tone {
	case Good:
		class, icon = "good", "check"
	case Warn:
		class, icon = "warn", "warn"
	case Bad:
		class, icon = "bad", "warn"
	}
	parts := []app.UI{Icon(icon)}
	if title != "" {
		parts = append(parts, app.B().Text(title))
	}
	return app.Div().Class(classes("notice", class)).Body(append(parts, body...)...)
}

// Explain tells on demand how a figure came about; nothing needs hovering.
func Explain(question string, body ...app.UI) app.UI {
	return app.Details().Class("explain").Body(app.Summary().Text(question), app.Div().Body(body...))
}

// Empty stands where there is nothing yet, with the way on.
func Empty(title, text string, actions ...app.UI) app.UI {
	parts := []app.UI{Icon("book"), app.H2().Text(title), app.P().Text(text)}
	if len(actions) > 0 {
		parts = append(parts, app.Div().Class("row").Body(actions...))
	}
	return app.Div().Class("empty").Body(parts...)
}

// Skeleton stands where text will be in a moment.
func Skeleton() app.UI { return app.Span().Class("skeleton").Aria("hidden", true) }

// Button is a button with text. Class is "", "primary", "quiet", "danger" or a
// combination; id may be "".
func Button(id, text, class string, onClick app.EventHandler, scope ...any) app.UI {
	b := app.Button().Type("button").Class(class).Text(text)
	if id != "" {
		b = b.ID(id)
	}
	return b.OnClick(onClick, app.EventScope(append(scope, text)...))
}

// IconButton is a square button of which only the icon is seen and the label
// is read out.
func IconButton(id, icon, label string, onClick app.EventHandler, scope ...any) app.UI {
	b := app.Button().Type("button").Class("icon").Aria("label", label).Title(label).Body(Icon(icon))
	if id != "" {
		b = b.ID(id)
	}
	return b.OnClick(onClick, app.EventScope(append(scope, icon)...))
}

func trimmed(text string) string { return strings.TrimSpace(text) }
