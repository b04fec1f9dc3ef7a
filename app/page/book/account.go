package book

import (
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/intake"
	"tierbook/engine/session"
)

// account is how the list was read: control totals to compare with one's own
// system, what the file leaves open, its columns, and the lines set aside.
type account struct {
	app.Compo
	List     *session.List // nil until it has come
	Currency string
}

func (a *account) Render() app.UI {
	l := a.List
	actions := []app.UI{app.Button().Type("button").Class("quiet").DataSet("tierbook", "open").Text("Open another list")}
	if l == nil {
		return part.Card("account", "How the list was read", "", actions, app.P().Body(part.Skeleton()))
	}
	return part.Card("account", "How the list was read", words.Written(l), actions,
		app.Div().Class("grid even").Body(a.rows(), a.totals()),
		a.open(),
		app.Div().Body(
			&fold{Title: words.Columns(l.Columns), Content: func() app.UI { return columns(l) }},
		),
		app.Div().Body(a.aside()),
	)
}

// rows is what became of each row of the file: the parts add up to it.
func (a *account) rows() app.UI {
	c := a.List.Controls
	count := func(label string, n int) part.Figure {
		return part.Figure{Label: label, Value: host.Count(n), Plain: true}
	}
	figures := []part.Figure{
		count("Became a client", c.Clients),
		count("Joined the client of another row", c.Combined),
		count("Set aside, for they are no clients", c.SetAside),
	}
	if c.LeftOut > 0 {
		figures = append(figures, count("Left out by you", c.LeftOut))
	}
	sum := count("Rows in the file", c.Rows)
	sum.Sum = true
	body := []app.UI{part.Figures(append(figures, sum)...)}
	if c.Rows != c.Clients+c.Combined+c.SetAside+c.LeftOut {
		body = append(body, part.Notice(part.Bad, "These do not add up.", app.P().Text("Do not rely on this reading of the file.")))
	}
	return app.Div().Body(body...)
}

// totals are the sums to compare with the system that the list comes from.
func (a *account) totals() app.UI {
	l, c := a.List, a.List.Controls
	var figures []part.Figure
	var off []app.UI
	add := func(name string, file, total, counted book.Cents, missing int) {
		money := func(label string, v book.Cents) {
			figures = append(figures, part.Figure{Label: label, Value: host.Money(v, a.Currency, host.Exact)})
		}
		money(name+" in the file", file)
		if book.Has(total) {
			money(name+" by the file’s own total", total)
			if said := words.OffTotal(name, total, file, a.Currency); said != nil {
				off = append(off, app.P().Body(words.Draw(said)...))
			}
		}
		if counted != file {
			money(name+" as it counts here", counted)
		}
		if missing > 0 {
			figures = append(figures, part.Figure{Label: "Rows without " + name, Value: host.Count(missing), Plain: true})
		}
	}
	add("AUM", c.AUM, c.TotalAUM, l.AUM, c.MissingAUM)
	add("GDC", c.GDC, c.TotalGDC, l.GDC, c.MissingGDC)
	body := []app.UI{part.Figures(figures...)}
	if len(off) > 0 {
		body = append(body, part.Notice(part.Warn, "The file’s own total does not match", off...))
	}
	return app.Div().Body(body...)
}

// open is what the file leaves open and what was done unasked.
func (a *account) open() app.UI {
	l := a.List
	var items []app.UI
	for _, q := range l.Questions {
		items = append(items, app.Li().Body(words.Draw(words.Asked(q, l, a.Currency))...))
	}
	if l.Basis == intake.Net && !slices.ContainsFunc(l.Questions, func(q intake.Question) bool { return q.Kind == intake.AskBasis }) {
		items = append(items, app.Li().Text(words.AfterPayout))
	}
	for _, n := range l.Notes {
		items = append(items, app.Li().Text(words.Done(n, l)))
	}
	if len(items) == 0 {
		return app.Div()
	}
	return app.Div().Body(app.H3().Text("What to know about it"), app.Ul().Class("remarks").Body(items...))
}

// columns is the file's columns and what was done with each.
func columns(l *session.List) app.UI {
	rows := make([]part.Row, len(l.Columns))
	for i, c := range l.Columns {
		rows[i] = part.Row{Key: uint64(i), Cells: []part.Cell{
			{Text: c.Heading, Sub: strings.Join(c.Samples, " · ")},
			{Text: words.Use(c)},
			{Text: words.Sure(c)},
			{Text: host.Count(c.Read)},
			{Text: host.Count(c.Missing)},
			{Text: host.Count(c.Unreadable), Red: c.Unreadable > 0 && c.Use == intake.AsField},
			{Text: strings.Join(c.Samples, " · "), Kind: part.NameCell},
		}}
	}
	return &part.Table{
		ID: "columns", Label: "Columns of the file", Total: len(rows), Rows: rows, View: l.Origin.File + strconv.Itoa(len(rows)),
		Columns: []part.Column{
			{Head: "Heading", Width: part.Fill}, {Head: "Read as", Width: part.Word}, {Head: "How sure", Width: part.Fill, From: part.Tablet},
			{Head: "Read", Title: "Cells read", Width: part.Short, From: part.Desk}, {Head: "Blank", Title: "Blank cells", Width: part.Short, From: part.Desk},
			{Head: "Not read", Title: "Cells that could not be read", Width: part.Short}, {Head: "Samples", Width: part.Fill, From: part.Tablet},
		},
	}
}

// aside is the lines that are no clients.
func (a *account) aside() app.UI {
	l := a.List
	if len(l.Aside) == 0 {
		return app.Div()
	}
	return &fold{Title: words.Asides(l.Aside), Content: func() app.UI { return &aside{List: l} }}
}

// aside is the table of what was set aside.
type aside struct {
	app.Compo
	List *session.List

	lines
}

// CompoID keeps the lines of one file from being taken for another's.
func (a *aside) CompoID() string { return strconv.Itoa(a.List.Revision) }

func (a *aside) OnMount(ctx app.Context) { a.want(ctx, 0, stretch) }

func (a *aside) want(ctx app.Context, offset, limit int) {
	link.See(ctx, session.AsideQuery{Offset: offset, Limit: limit}, func(_ app.Context, p session.AsidePage) {
		rows := make([]part.Row, len(p.Rows))
		for i, r := range p.Rows {
			rows[i] = part.Row{Key: uint64(r.Line), Cells: []part.Cell{
				{Text: words.SetAside(r)}, {Text: host.Count(r.Line)}, {Text: host.Count(r.Rows)}, {Text: r.Text, Kind: part.NameCell},
			}}
		}
		a.lines = lines{p.Total, p.Offset, rows}
	})
}

func (a *aside) Render() app.UI {
	if a.total == 0 {
		return app.Div()
	}
	return &part.Table{
		ID: "aside", Label: "Lines set aside", Total: a.total, Offset: a.offset, Rows: a.rows, Want: a.want,
		Columns: []part.Column{
			{Head: "Why", Width: part.Fill}, {Head: "Line", Width: part.Short}, {Head: "Rows", Title: "How many rows", Width: part.Short, From: part.Tablet}, {Head: "Text", Width: part.Fill},
		},
	}
}

// lines is a stretch of a longer list.
type lines struct {
	total, offset int
	rows          []part.Row
}

// stretch is how many lines are asked for at first.
const stretch = 60
