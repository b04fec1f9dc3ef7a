package book

import (
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/session"
)

// problems is what could not be read, by kind: what is wrong, what came of it,
// what to do, and every line of it.
type problems struct {
	app.Compo
	List *session.List // nil until it has come
}

// fewProblems is up to how many problems of the first kind are shown unasked.
const fewProblems = 5

func (p *problems) Render() app.UI {
	l := p.List
	if l == nil || len(l.Problems) == 0 {
		return app.Div()
	}
	var kinds []app.UI
	for i, k := range l.Problems {
		title := words.Heading(l, k.Column) + ": " + words.Problem(k) + " · " + host.Count(k.Count)
		kinds = append(kinds, app.Div().Body(
			&fold{Title: title, Open: i == 0 && k.Count <= fewProblems, Content: func() app.UI { return &problem{List: l, Kind: k} }},
		))
	}
	return part.Card("problems", words.Problems(l.Problems), "", nil, kinds...)
}

// problem is every problem of one kind.
type problem struct {
	app.Compo
	List *session.List
	Kind session.ProblemKind

	lines
}

// CompoID keeps the lines of one kind from being taken for another's.
func (p *problem) CompoID() string {
	return strconv.Itoa(p.Kind.Column) + p.Kind.Reason.String() + strconv.Itoa(p.List.Revision)
}

// OnMount asks for the first lines, and again after a while where the lines of
// another kind were asked for at the same time: only the newest are told.
func (p *problem) OnMount(ctx app.Context) {
	p.want(ctx, 0, stretch)
	ctx.After(patience, func(ctx app.Context) {
		ctx.PreventUpdate()
		if p.total == 0 {
			p.OnMount(ctx)
		}
	})
}

// patience is how long an answer may take.
const patience = time.Second

func (p *problem) want(ctx app.Context, offset, limit int) {
	q := session.ProblemsQuery{Column: p.Kind.Column, Reason: p.Kind.Reason, Offset: offset, Limit: limit}
	link.See(ctx, q, func(_ app.Context, page session.ProblemsPage) {
		rows := make([]part.Row, len(page.Rows))
		for i, r := range page.Rows {
			rows[i] = part.Row{Key: uint64(r.Line), Cells: []part.Cell{
				{Text: r.Name, Kind: part.NameCell}, {Text: host.Count(r.Line)}, {Text: r.Text, Kind: part.NameCell},
			}}
			if r.Key == 0 { // of a line that is no client's first
				rows[i].Cells[0] = part.Cell{Text: host.None}
			} else {
				rows[i].Href = place.OfClient(r.Key).Href()
			}
		}
		p.lines = lines{page.Total, page.Offset, rows}
	})
}

func (p *problem) Render() app.UI {
	id := "problem-" + strconv.Itoa(p.Kind.Column) + "-" + p.Kind.Reason.String()
	table := app.UI(app.Div())
	if p.total > 0 {
		table = &part.Table{
			ID: id, Label: words.Problem(p.Kind) + ", line by line", Total: p.total, Offset: p.offset, Rows: p.rows, Want: p.want,
			Columns: []part.Column{{Head: "Client", Width: part.Fill}, {Head: "Line", Width: part.Short}, {Head: "What it says", Width: part.Fill}},
		}
	}
	return app.Div().Body(app.P().Class("note").Text(words.Remedy(p.Kind)), app.Div().Body(table))
}
