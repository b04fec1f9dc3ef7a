package part

import (
	"sort"
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/engine/book"
)

// Point is one client on the whale curve.
type Point struct {
	Rank   int        // clients so far, this one included: 1…Clients
	Sum    book.Cents // profit of all of them
	Profit book.Cents // of this client
	Key    uint64
	Name   string
}

// Whale is the whale curve: clients by profit, the best first, and what they
// earn together. A slider under the curve, or a tap on it, goes to a client.
type Whale struct {
	app.Compo
	ID       string
	Clients  int     // in the book
	Points   []Point // ascending by Rank, some hundreds of them evenly spread, with the first, the peak and the last
	PeakAt   int     // clients to the peak, 0 when nobody is profitable
	Peak     book.Cents
	Currency string
	Revenue  bool // what is summed is revenue: no costs are known yet
	OnOpen   func(ctx app.Context, p Point)

	width int
	at    int // 1 + the chosen point's index, 0 for none
	table bool
	rows  []Row
}

func (w *Whale) OnMount(ctx app.Context) { ctx.Defer(w.fit) }

func (w *Whale) OnResize(ctx app.Context) { w.fit(ctx) }

func (w *Whale) OnUpdate(ctx app.Context) {
	w.rows = nil
	w.at = min(w.at, len(w.Points))
	ctx.Defer(w.fill)
}

// fit draws the curve anew at the width it has got.
func (w *Whale) fit(ctx app.Context) {
	if width := host.Width(w.ID); width > 0 && width != w.width {
		w.width = width
		ctx.Update()
	}
	w.fill(ctx)
}

func (w *Whale) fill(app.Context) {
	if n := len(w.Points); n > 1 {
		at := max(w.at, 1)
		host.SetInputValue(w.ID+"-at", strconv.Itoa(at))
		host.SetVar(w.ID+"-at", "--at", strconv.FormatFloat(float64(at-1)/float64(n-1), 'f', 4, 64))
	}
}

// Render draws the curve, the slider, the reading and the table behind it.
func (w *Whale) Render() app.UI {
	if len(w.Points) == 0 {
		return app.Div().ID(w.ID).Class("whale")
	}
	if len(w.Points) == 1 {
		w.at = 1
	}
	p := plan(w)
	parts := []app.UI{w.draw(p), app.P().ID(w.ID + "-says").Class("unseen").Body(Money(w.summary(), false))}
	if n := len(w.Points); n > 1 {
		parts = append(parts, app.Input().ID(w.ID+"-at").Type("range").Min(1).Max(n).Step(1).Value(max(w.at, 1)).
			Aria("label", "Client on the curve").Aria("valuetext", w.stands()).OnInput(w.onSlide))
	}
	parts = append(parts,
		app.Div().Class("ends").Aria("hidden", true).Body(app.Span().Text(w.first()), app.Span().Text("least")),
		w.drawReading(),
		w.drawTable(),
	)
	if text := w.leftOut(); text != "" {
		parts = append(parts, app.P().Class("note").Text(text))
	}
	return app.Div().ID(w.ID).Class("whale chart").Body(parts...)
}

func (w *Whale) draw(p curvePlan) app.UI {
	marks := []app.UI{
		svg("title").Text(w.title()),
		svg("path").Class("area").Attr("d", p.above),
		svg("path").Class("area under").Attr("d", p.under),
		line4("zero", 0, p.zero, p.width, p.zero),
	}
	if p.given {
		marks = append(marks, line4("given", p.peakX, p.peakY, p.width, p.peakY))
	}
	marks = append(marks, svg("path").Class("curve").Attr("d", p.curve))
	if p.peakMark {
		marks = append(marks, circle("mark", p.peakX, p.peakY, 5.5))
	}
	last := "mark last"
	if w.end() >= 0 && !p.given {
		last = "mark"
	}
	marks = append(marks, circle(last, p.endX, p.endY, 5.5))
	for _, l := range p.labels {
		marks = append(marks, svg("text").Class(classes("amount", l.class)).Attr("x", coordinate(l.x)).Attr("y", coordinate(l.y)).
			Attr("text-anchor", l.anchor).Text(l.text))
	}
	if w.at > 0 {
		here := w.Points[w.at-1]
		x, y := p.x(here.Rank), p.y(here.Sum)
		marks = append(marks, line4("drop-line", x, y, x, p.bottom), circle("here", x, y, 6.5))
	}
	return svg("svg").Attr("role", "img").Aria("describedby", w.ID+"-says").Attr("viewBox", "0 0 "+coordinate(p.width)+" "+coordinate(p.height)).
		OnClick(w.onTap).Body(marks...)
}

func (w *Whale) end() book.Cents { return w.Points[len(w.Points)-1].Sum }

func (w *Whale) first() string {
	if w.Revenue {
		return "largest client"
	}
	return "most profitable client"
}

func (w *Whale) title() string {
	if w.Revenue {
		return "Revenue of all clients together, the largest first"
	}
	return "Profit of all clients together, the most profitable first"
}

// losers is how many clients come after the peak, 0 where they give nothing back.
func (w *Whale) losers() int {
	if w.Revenue || w.PeakAt > 0 && w.Peak == w.end() {
		return 0
	}
	return w.Clients - w.PeakAt
}

// summary is the picture in words.
func (w *Whale) summary() string {
	money := func(c book.Cents) string { return host.Money(c, w.Currency, host.Whole) }
	losers := w.losers()
	switch {
	case w.Revenue:
		return "The clients together bring " + money(w.end()) + "."
	case w.PeakAt == 0:
		return "No client is profitable: together they come to " + money(w.end()) + "."
	case losers == 0:
		return "Profit grows with every client, to " + money(w.end()) + "."
	}
	return "Profit grows to " + money(w.Peak) + " after " + counted(w.PeakAt, "client") + "; the other " +
		host.Count(losers) + " give back " + money(w.Peak-w.end()) + ", which leaves " + money(w.end()) + "."
}

// stands is where the slider stands. Who that is, is read out below it, as far as
// discreet mode lets it be.
func (w *Whale) stands() string {
	if w.at == 0 {
		return "no client chosen"
	}
	return w.place(w.Points[w.at-1])
}

func (w *Whale) says(p Point) string {
	if p.Profit < 0 {
		return "a loss of " + host.Money(-p.Profit, w.Currency, host.Whole)
	}
	if w.Revenue {
		return "brings " + host.Money(p.Profit, w.Currency, host.Whole)
	}
	return "earns " + host.Money(p.Profit, w.Currency, host.Whole)
}

// leftOut says so where the curve does not stop at every client, "" where it does.
func (w *Whale) leftOut() string {
	if len(w.Points) >= w.Clients {
		return ""
	}
	return "The slider and the table stop at " + host.Count(len(w.Points)) + " of the " + host.Count(w.Clients) +
		" clients, spread evenly: the first, the last and the peak are among them."
}

func (w *Whale) place(p Point) string { return host.Count(p.Rank) + " of " + host.Count(w.Clients) }

func (w *Whale) drawReading() app.UI {
	if w.at == 0 {
		return app.P().Class("reading note").Text("Slide or tap along the curve to meet the clients.")
	}
	p := w.Points[w.at-1]
	who := app.UI(app.B().Body(Name(p.Name)))
	if w.OnOpen != nil {
		who = app.Button().Type("button").Class("link").Title("Open").Body(Name(p.Name)).OnClick(w.onOpen)
	}
	said := Money(w.says(p), false)
	if p.Profit < 0 {
		said = Minus(w.says(p))
	}
	return app.Div().Class("reading").Role("status").Body(who, said,
		app.Span().Class("note").Body(app.Text(w.place(p)+", together "), Money(host.Money(p.Sum, w.Currency, host.Whole), false)))
}

func (w *Whale) onOpen(ctx app.Context, e app.Event) {
	if w.at > 0 && w.OnOpen != nil {
		w.OnOpen(ctx, w.Points[w.at-1])
	}
}

func (w *Whale) onSlide(ctx app.Context, e app.Event) {
	if at, err := strconv.Atoi(e.Get("target").Get("value").String()); err == nil {
		w.choose(ctx, at)
	}
}

func (w *Whale) onTap(ctx app.Context, e app.Event) {
	box := ctx.JSSrc().Call("getBoundingClientRect")
	width := box.Get("width").Float()
	if width <= 0 {
		return
	}
	rank := int((e.Get("clientX").Float()-box.Get("left").Float())/width*float64(w.Clients) + 0.5)
	w.choose(ctx, 1+w.nearest(rank))
}

// nearest is the index of the point nearest to a rank.
func (w *Whale) nearest(rank int) int {
	i := sort.Search(len(w.Points), func(i int) bool { return w.Points[i].Rank >= rank })
	switch {
	case i == len(w.Points):
		return i - 1
	case i > 0 && rank-w.Points[i-1].Rank < w.Points[i].Rank-rank:
		return i - 1
	}
	return i
}

func (w *Whale) choose(ctx app.Context, at int) {
	w.at = min(max(at, 1), len(w.Points))
	w.fill(ctx)
}

// drawTable is the same data as a table, made only once it is looked at.
func (w *Whale) drawTable() app.UI {
	parts := []app.UI{app.Summary().Text("The curve as a table")}
	if w.table {
		if w.rows == nil {
			w.rows = w.tableRows()
		}
		parts = append(parts, app.Div().Body(&Table{
			ID: w.ID + "-table", Label: "The whale curve, client by client", Total: len(w.rows), Rows: w.rows, Columns: whaleColumns,
			OnOpen: w.onRow,
		}))
	}
	return app.Details().Class("explain").On("toggle", w.onTable).Body(parts...)
}

var whaleColumns = []Column{{Head: "Client", Width: Fill}, {Head: "Place", Width: Short, From: Tablet}, {Head: "Profit"}, {Head: "Together", From: Tablet}}

func (w *Whale) tableRows() []Row {
	rows := make([]Row, 0, len(w.Points))
	for i, p := range w.Points {
		rows = append(rows, Row{Key: uint64(i), Cells: []Cell{
			{Text: p.Name, Sub: w.place(p) + ", together " + host.Money(p.Sum, w.Currency, host.Whole), Kind: NameCell},
			{Text: host.Count(p.Rank)},
			{Text: host.Money(p.Profit, w.Currency, host.Whole), Kind: AmountCell, Loss: p.Profit < 0},
			{Text: host.Money(p.Sum, w.Currency, host.Whole), Kind: AmountCell, Loss: p.Sum < 0},
		}})
	}
	return rows
}

func (w *Whale) onTable(ctx app.Context, e app.Event) { w.table = e.Get("target").Get("open").Bool() }

func (w *Whale) onRow(ctx app.Context, row Row) {
	if w.OnOpen != nil && int(row.Key) < len(w.Points) {
		w.OnOpen(ctx, w.Points[row.Key])
	}
}

const (
	whaleHeight = 260
	labelRow    = 19 // from one row of labels to the next
)

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return host.Count(n) + " " + noun + "s"
}
