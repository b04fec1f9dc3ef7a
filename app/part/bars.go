package part

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/engine/book"
)

// Share is one tier's part of a whole.
type Share struct {
	Tier  book.Tier
	Name  string
	Value int64  // in any unit, the same for all; what is not above 0 takes no room
	Text  string // as said: "$330,132", "41%"
}

// TierBar is a bar of a whole shared by the tiers, with its key. Label says
// what the whole is, the key what the shares are.
func TierBar(label string, shares ...Share) app.UI {
	total := int64(0)
	for _, s := range shares {
		total += max(0, s.Value)
	}
	var rects, key []app.UI
	at := 0.0
	for _, s := range shares {
		key = append(key, app.Li().Body(swatch(s.Tier), app.Text(s.Name), app.Span().Class("amount").Text(s.Text)))
		if s.Value <= 0 || total == 0 {
			continue
		}
		width := 100 * float64(s.Value) / float64(total)
		rects = append(rects, svg("rect").Class(tierClass(s.Tier)).Attr("x", percent(at)).Attr("y", "0").Attr("width", percent(width)).
			Attr("height", "100%"))
		if at > 0 { // neighbours are parted by the ground between them, not only by their hues
			rects = append(rects, svg("line").Class("part").Attr("x1", percent(at)).Attr("x2", percent(at)).Attr("y1", "0").Attr("y2", "100%"))
		}
		at += width
	}
	return app.Figure().Class("share").Body(
		svg("svg").Attr("role", "img").Aria("label", label).Body(rects...),
		app.Ul().Class("key").Body(key...),
	)
}

// Meter is a share of a whole as a short bar; the figure itself must stand
// beside it in words. Tier 0 is the accent colour.
func Meter(share book.BP, tier book.Tier) app.UI {
	width := min(max(float64(share)/100, 0), 100)
	class := ""
	if tier != book.Unassigned {
		class = tierClass(tier)
	}
	return svg("svg").Class("meter").Aria("hidden", true).Body(
		svg("rect").Class("ground").Attr("width", "100%").Attr("height", "100%").Attr("rx", "4"),
		svg("rect").Class(class).Attr("width", percent(width)).Attr("height", "100%").Attr("rx", "4"),
	)
}

// Bar is one of Bars.
type Bar struct {
	Label string
	Value int64  // in any unit, the same for all; losses go to the left
	Text  string // as said
	Tier  book.Tier
}

// Bars compare a few amounts by length, from a common line: gains to the
// right, losses to the left.
func Bars(bars ...Bar) app.UI {
	least, most := int64(0), int64(0)
	for _, b := range bars {
		least, most = min(least, b.Value), max(most, b.Value)
	}
	span := float64(most) - float64(least)
	if span == 0 {
		span = 1
	}
	zero := 100 * -float64(least) / span
	var lines []app.UI
	for _, b := range bars {
		width := 100 * float64(b.Value) / span
		x, class := zero, ""
		if b.Tier != book.Unassigned {
			class = tierClass(b.Tier)
		}
		if width < 0 {
			x, width, class = zero+width, -width, "minus"
		}
		lines = append(lines, app.Div().Body(
			app.Span().Text(b.Label),
			svg("svg").Aria("hidden", true).Body(
				svg("rect").Class(class).Attr("x", percent(x)).Attr("width", percent(width)).Attr("height", "100%").Attr("rx", "2"),
				svg("line").Attr("x1", percent(zero)).Attr("x2", percent(zero)).Attr("y1", "-4").Attr("y2", "18"),
			),
			app.Span().Class("figure").Body(Money(b.Text, b.Value < 0)),
		))
	}
	return app.Div().Class("bars").Body(lines...)
}

func percent(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) + "%" }
