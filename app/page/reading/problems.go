package reading

import (
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/page/download"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/session"
)

// Problems is what could not be read, by kind: what is wrong, what came of it,
// what to do, and every text of it, to be mended.
type Problems struct {
	app.Compo
	List *session.List // nil until it has come
	AsOf book.Day
}

// fewProblems is up to how many problems of the first kind are shown unasked.
const fewProblems = 5

func (p *Problems) Render() app.UI {
	l := p.List
	if l == nil || len(l.Problems) == 0 {
		return app.Div()
	}
	var kinds []app.UI
	for i, k := range l.Problems {
		title := words.Heading(l, k.Column) + ": " + words.Problem(k) + " · " + host.Count(k.Count)
		kinds = append(kinds, app.Div().Body(
			&fold{Title: title, Open: i == 0 && k.Count <= fewProblems, Content: func() app.UI { return &problem{List: l, Kind: k, AsOf: p.AsOf} }},
		))
	}
	save := part.Button("problems-save", "Download as CSV", "quiet", p.save)
	return part.Card("problems", words.Problems(l.Problems), "", []app.UI{save}, kinds...)
}

// save hands out every problem with its reason and its row.
func (p *Problems) save(ctx app.Context, _ app.Event) {
	reasons := map[string]string{}
	for _, k := range p.List.Problems {
		reasons[k.Reason.String()] = words.Problem(k)
	}
	download.Save(ctx, session.Export{Table: session.ExportProblems, Waiting: p.List.Waiting, Reasons: reasons})
}

// problem is every problem of one kind, those that say the same taken together.
type problem struct {
	app.Compo
	List *session.List
	Kind session.ProblemKind
	AsOf book.Day

	lines
	found  []session.Group
	at     *session.Group // that is being mended, nil for none
	column *intake.Column // that is being changed, nil for none

	wanting string // why the rows cannot be left out yet
}

// CompoID keeps the lines of one kind from being taken for another's.
func (p *problem) CompoID() string {
	return strconv.Itoa(p.Kind.Column) + p.Kind.Reason.String() + strconv.Itoa(p.List.Reading)
}

// OnMount asks for the first groups, and again after a while where those of
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
	q := session.GroupsQuery{Waiting: p.List.Waiting, Column: p.Kind.Column, Reason: p.Kind.Reason, Offset: offset, Limit: limit}
	link.See(ctx, q, func(_ app.Context, page session.GroupsPage) {
		rows := make([]part.Row, len(page.Rows))
		for i, g := range page.Rows {
			name := part.Cell{Text: g.Name, Kind: part.NameCell}
			if g.Name == "" { // of a line that is no client's first
				name = part.Cell{Text: host.None}
			}
			rows[i] = part.Row{Key: uint64(i), Cells: []part.Cell{
				{Text: words.Says(g.Text), Kind: part.NameCell}, {Text: host.Count(g.Count)}, {Text: host.Count(g.Line)}, name,
			}}
		}
		p.lines, p.found = lines{page.Total, page.Offset, rows}, page.Rows
	})
}

func (p *problem) Render() app.UI {
	table := app.UI(app.Div())
	if p.total > 0 {
		table = &part.Table{
			ID: p.id(), Label: words.Problem(p.Kind) + ", text by text", Total: p.total, Offset: p.offset, Rows: p.rows, Want: p.want, OnOpen: p.onOpen,
			Columns: []part.Column{
				{Head: "What it says", Width: part.Fill}, {Head: "Times", Title: "How many times", Width: part.Short}, {Head: "Line", Title: "The first line", Width: part.Short},
				{Head: "Client", Title: "The client of that line", Width: part.Fill, From: part.Tablet},
			},
		}
	}
	return app.Div().Body(
		app.P().Class("note").Text(words.Remedy(p.Kind)),
		app.Div().Class("row").Body(p.whole()...),
		app.Div().Body(table),
		p.dialog(),
	)
}

// whole changes how the whole column is read, where that may be the matter.
func (p *problem) whole() []app.UI {
	if p.Kind.Remedy != intake.ChangeFormat || p.Kind.Column < 0 || p.Kind.Reason == cell.OtherCurrency {
		return nil
	}
	return []app.UI{
		part.Button(p.id()+"-whole", words.Whole, "", func(app.Context, app.Event) { p.column = &p.List.Columns[p.Kind.Column] }),
		&change{ID: p.id() + "-column", List: p.List, Column: p.column, OnClose: func(app.Context) { p.column = nil }},
	}
}

func (p *problem) id() string {
	return "problem-" + strconv.Itoa(p.Kind.Column) + "-" + p.Kind.Reason.String()
}

func (p *problem) onOpen(_ app.Context, row part.Row) {
	if i := int(row.Key); i < len(p.found) {
		p.at = &p.found[i]
	}
}
