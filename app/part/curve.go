package part

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/engine/book"
)

// curvePlan is where everything on the curve goes, in pixels.
type curvePlan struct {
	width, height, top, bottom float64
	least, most                float64 // cents at the bottom and the top
	clients                    float64
	zero                       float64 // the line of no profit
	peakX, peakY, endX, endY   float64
	peakMark, given            bool
	curve, above, under        string
	labels                     []curveLabel
}

type curveLabel struct {
	text   string
	x, y   float64
	anchor string
	class  string
}

// box is the room a label takes, estimated on the wide side.
func (l curveLabel) box() (left, right, top, bottom float64) {
	width := labelWidth(l.text)
	switch l.anchor {
	case "end":
		left = l.x - width
	case "middle":
		left = l.x - width/2
	default:
		left = l.x
	}
	return left, left + width, l.y - 11, l.y + 4
}

func labelWidth(text string) float64 { return 7.4 * float64(len([]rune(text))) }

// plan lays the curve out. Labels above the peak have a row each unless they
// fit beside each other; the last one hangs below the end, clear of the axis.
func plan(w *Whale) curvePlan {
	p := curvePlan{width: float64(w.width), height: whaleHeight, clients: float64(max(w.Clients, 1))}
	if w.width <= 0 {
		p.width = 640
	}
	for _, point := range w.Points {
		p.least, p.most = min(p.least, float64(point.Sum)), max(p.most, float64(point.Sum))
	}
	if p.most == p.least {
		p.most = 1
	}
	end, losers := w.end(), w.losers()
	// room is the fullest wording that the width has room for.
	room := func(amount book.Cents, wordings ...string) string {
		text := ""
		for _, style := range [...]host.Style{host.Whole, host.Short} {
			for _, wording := range wordings {
				text = strings.Replace(wording, "$", host.Money(amount, w.Currency, style), 1)
				if labelWidth(text) <= p.width {
					return text
				}
			}
		}
		return text
	}
	peak, given, last := curveLabel{anchor: "middle", class: "strong"}, curveLabel{anchor: "end", class: "lost"}, curveLabel{class: "strong"}
	all := counted(w.Clients, "client")
	switch {
	case w.Revenue:
		peak.text = room(end, "$ from "+all)
	case w.PeakAt == 0:
		peak = curveLabel{text: "no client is profitable", anchor: "start", class: "lost"}
		last = curveLabel{text: room(end, "$ in all"), class: "lost"}
	case losers == 0:
		peak.text = room(end, "$ from "+all+", none at a loss", "$ from "+all)
	default:
		peak.text = room(w.Peak, "$ after "+counted(w.PeakAt, "client"))
		give := host.Count(losers) + " give back $"
		if losers == 1 {
			give = "1 gives back $"
		}
		given.text = room(w.Peak-end, give, "$ given back")
		last.text = room(end, "$ kept")
		if end < 0 {
			last = curveLabel{text: room(end, "$ in all"), class: "lost"}
		}
	}
	p.given, p.peakMark = given.text != "", w.PeakAt > 0 && losers > 0

	// Rows of labels above, from the ground up.
	p.peakX = p.x(w.PeakAt)
	if losers == 0 {
		p.peakX = p.width
	}
	peak.x = p.peakX
	if half := labelWidth(peak.text) / 2; peak.anchor == "middle" && p.peakX+half > p.width {
		peak.x, peak.anchor = p.width, "end"
	} else if peak.anchor == "middle" && p.peakX < half {
		peak.x, peak.anchor = 0, "start"
	}
	given.x = p.width
	rows := 1.0
	if _, right, _, _ := peak.box(); p.given && right+12 > given.x-labelWidth(given.text) {
		rows = 2
	}
	p.top = 12 + rows*labelRow
	p.bottom = p.height - 26
	p.endX, p.endY = p.width, p.y(end)
	p.zero, p.peakY = p.y(0), p.y(max(w.Peak, end))
	given.y = p.peakY - 11
	peak.y = p.peakY - 11 - (rows-1)*labelRow
	last.x, last.anchor, last.y = p.width, "end", p.endY+21
	if last.y > p.zero-4 && last.y < p.zero+14 && end >= 0 {
		last.y = p.zero + 15
	}
	for _, l := range []curveLabel{peak, given, last} {
		if l.text != "" {
			p.labels = append(p.labels, l)
		}
	}
	p.trace(w)
	return p
}

func (p curvePlan) x(rank int) float64 { return p.width * float64(rank) / p.clients }

func (p curvePlan) y(sum book.Cents) float64 {
	return p.bottom - (p.bottom-p.top)*(float64(sum)-p.least)/(p.most-p.least)
}

// trace writes the paths: the curve, and what lies between it and no profit.
func (p *curvePlan) trace(w *Whale) {
	var curve, above, under strings.Builder
	zero := coordinate(p.zero)
	curve.WriteString("M0 " + zero)
	above.WriteString("M0 " + zero)
	under.WriteString("M0 " + zero)
	crossed := 0.0
	lastX, lastY := 0.0, p.zero
	for _, point := range w.Points {
		x, y := p.x(point.Rank), p.y(point.Sum)
		at := "L" + coordinate(x) + " " + coordinate(y)
		curve.WriteString(at)
		if (lastY-p.zero)*(y-p.zero) < 0 { // from profit to loss: the areas meet on the line
			crossed = lastX + (x-lastX)*(lastY-p.zero)/(lastY-y)
			cross := "L" + coordinate(crossed) + " " + zero
			above.WriteString(cross)
			under.WriteString(cross)
		}
		if y <= p.zero {
			above.WriteString(at)
		} else {
			under.WriteString(at)
		}
		lastX, lastY = x, y
	}
	down := "L" + coordinate(lastX) + " " + zero + "Z"
	if lastY <= p.zero {
		above.WriteString(down)
		under.WriteString("Z")
	} else {
		above.WriteString("Z")
		under.WriteString(down)
	}
	p.curve, p.above, p.under = curve.String(), above.String(), under.String()
}

func line4(class string, x1, y1, x2, y2 float64) app.UI {
	return svg("line").Class(class).Attr("x1", coordinate(x1)).Attr("y1", coordinate(y1)).Attr("x2", coordinate(x2)).Attr("y2", coordinate(y2))
}

func circle(class string, x, y, r float64) app.UI {
	return svg("circle").Class(class).Attr("cx", coordinate(x)).Attr("cy", coordinate(y)).Attr("r", coordinate(r))
}

func coordinate(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
