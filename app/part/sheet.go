package part

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Sheet is a short table drawn whole, such as the report by tier. On a phone
// each row becomes a card with every figure under its heading. A press on a
// row opens it: its Href, or else OnOpen.
type Sheet struct {
	app.Compo
	ID      string
	Label   string // what the table shows
	Columns []Column
	Rows    []Row
	Foot    []Row // sums, ruled off
	OnOpen  func(ctx app.Context, row Row)
}

// Render draws the table with roles of its own: the cards of a phone would
// lose those that come with the elements. Where large type leaves too little
// room for it, the table scrolls and the page does not.
func (s *Sheet) Render() app.UI {
	var heads []app.UI
	for _, c := range s.Columns {
		th := app.Th().Scope("col").Role("columnheader").Class(c.Width.align())
		if c.Title != "" {
			th = th.Aria("label", c.Title)
		}
		heads = append(heads, th.Text(c.Head))
	}
	table := app.Table().ID(s.ID).Class(classes("sheet", when(s.OnOpen != nil || len(s.Rows) > 0 && s.Rows[0].Href != "", "opens"))).Role("table").Aria("label", s.Label)
	parts := []app.UI{
		app.THead().Role("rowgroup").Body(app.Tr().Role("row").Body(heads...)),
		app.TBody().Role("rowgroup").OnClick(s.onClick).Body(s.lines(s.Rows, s.OnOpen != nil)...),
	}
	if len(s.Foot) > 0 {
		parts = append(parts, app.TFoot().Role("rowgroup").Body(s.lines(s.Foot, false)...))
	}
	return app.Div().Class(classes("scroll", when(len(s.Columns) > 5, "many"))).Body(table.Body(parts...))
}

func (s *Sheet) lines(rows []Row, opens bool) []app.UI {
	lines := make([]app.UI, 0, len(rows))
	for i, row := range rows {
		var cells []app.UI
		for j, cell := range row.Cells {
			if j >= len(s.Columns) {
				break
			}
			column := s.Columns[j]
			class := classes(column.Width.align(), cell.class())
			content := cell.content()
			if j == 0 {
				content = row.lead(s.linkID(i), opens, always, content)
				cells = append(cells, app.Th().Scope("row").Role("rowheader").Class(class).Body(content...))
				continue
			}
			cells = append(cells, app.Td().Role("cell").Class(class).DataSet("label", column.Head).Body(content...))
		}
		tr := app.Tr().Role("row")
		if opens || row.Href != "" {
			tr = tr.DataSet("row", i)
		}
		lines = append(lines, tr.Body(cells...))
	}
	return lines
}

func (s *Sheet) onClick(ctx app.Context, e app.Event) {
	line := e.Get("target").Call("closest", "[data-row]")
	if !line.Truthy() {
		ctx.PreventUpdate()
		return
	}
	i, err := strconv.Atoi(line.Get("dataset").Get("row").String())
	if err != nil || i >= len(s.Rows) || s.Rows[i].follow(s.linkID(i), e) || s.OnOpen == nil {
		ctx.PreventUpdate()
		return
	}
	s.OnOpen(ctx, s.Rows[i])
}

func (s *Sheet) linkID(row int) string { return s.ID + "-" + strconv.Itoa(row) }
