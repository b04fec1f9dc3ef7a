package part

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
)

// rows is the part of a Table that scrolls.
type rows struct {
	app.Compo
	Table *Table
	Draws int

	scroll      scroller
	first, last int // drawn rows, last excluded
	view        string
	asked       [2]int // the offset and limit wanted last
	askedView   string
	focus       int // row with the focus, -1 for none
	goal        int // row that is to get it once it is drawn, -1 for none
	tab         int // row that had it last, where the Tab key stops
	settling    int // counts scrolls, to know the last
}

func (r *rows) OnInit() {
	r.focus, r.goal = -1, -1
	r.layout()
}

func (r *rows) OnMount(ctx app.Context) {
	ctx.Defer(func(ctx app.Context) {
		r.measure()
		if place := r.Table.Place; place != nil && *place > 0 {
			host.SetScrollTop(r.Table.ID, r.scroll.show(*place))
		}
		ctx.Dispatch(r.arrange)
	})
}

func (r *rows) OnUpdate(ctx app.Context) {
	if r.view != r.Table.View {
		r.view, r.tab = r.Table.View, 0
		host.SetScrollTop(r.Table.ID, r.scroll.show(0))
	}
	r.layout()
	r.want(ctx)
	ctx.Defer(r.refocus)
}

func (r *rows) OnResize(ctx app.Context) {
	r.measure()
	r.arrange(ctx)
}

// measure reads the height of a row and of the window on the rows.
func (r *rows) measure() {
	if row := host.HeightWithin(r.Table.ID, "[data-row]"); row > 0 {
		r.scroll.row = row
	}
	if view := host.Height(r.Table.ID) - host.HeightWithin(r.Table.ID, "thead"); view > 0 {
		r.scroll.view = view // the head sticks to the top
	}
}

// layout decides which rows are drawn.
func (r *rows) layout() {
	t := r.Table
	r.view = t.View
	r.scroll.total = t.Total
	if t.plain() {
		r.first, r.last = 0, t.Total
		return
	}
	r.first, r.last = r.scroll.window()
}

// arrange draws anew where that takes other rows than before.
func (r *rows) arrange(ctx app.Context) {
	first, last := r.first, r.last
	r.layout()
	r.want(ctx)
	if first == r.first && last == r.last {
		ctx.PreventUpdate()
		return
	}
	if r.Table.lives {
		r.Table.above.PreventUpdate()
	}
	ctx.Defer(r.refocus)
}

// want asks for the rows in sight, with as many on either side, unless the
// owner holds them or was asked already.
func (r *rows) want(ctx app.Context) {
	t := r.Table
	if t.Want == nil || t.Total == 0 || r.first >= t.Offset && r.last <= t.Offset+len(t.Rows) {
		return
	}
	count := r.last - r.first
	offset := max(0, r.first-count)
	limit := min(3*count, t.Total-offset)
	if ask := [2]int{offset, limit}; ask != r.asked || r.askedView != t.View {
		r.asked, r.askedView = ask, t.View
		t.Want(ctx, offset, limit)
	}
}

func (r *rows) onScroll(ctx app.Context, e app.Event) {
	t := r.Table
	r.scroll.to(host.ScrollTop(t.ID))
	if t.Place != nil {
		*t.Place = r.scroll.first()
	}
	r.settling++
	if now := r.settling; r.scroll.capped() && !app.IsServer {
		ctx.After(settleTime, func(ctx app.Context) {
			// A scroll that has not been heard of yet would be lost.
			if now == r.settling && host.ScrollTop(t.ID) == r.scroll.top {
				host.SetScrollTop(t.ID, r.scroll.settle())
				r.layout()
				if r.Table.lives {
					r.Table.above.PreventUpdate()
				}
				return
			}
			ctx.PreventUpdate()
		})
	}
	r.arrange(ctx)
}

func (r *rows) onHead(ctx app.Context, e app.Event) {
	head := e.Get("target").Call("closest", "[data-key]")
	if !head.Truthy() || r.Table.OnSort == nil {
		ctx.PreventUpdate()
		return
	}
	r.Table.OnSort(ctx, head.Get("dataset").Get("key").String())
}

func (r *rows) onClick(ctx app.Context, e app.Event) {
	at, ok := r.rowOf(e)
	i := at - r.Table.Offset
	if !ok || i < 0 || i >= len(r.Table.Rows) {
		ctx.PreventUpdate()
		return
	}
	switch row := r.Table.Rows[i]; {
	case row.follow(r.linkID(at), e), r.Table.OnOpen == nil:
		ctx.PreventUpdate()
	default:
		row.Place, row.Shift = at, e.Get("shiftKey").Truthy()
		r.Table.OnOpen(ctx, row)
	}
}

// rowOf is the row in which an event happened.
func (r *rows) rowOf(e app.Event) (row int, ok bool) {
	line := e.Get("target").Call("closest", "[data-row]")
	if !line.Truthy() {
		return 0, false
	}
	row, err := strconv.Atoi(line.Get("dataset").Get("row").String())
	return row, err == nil
}

func (r *rows) onFocus(ctx app.Context, e app.Event) {
	row, ok := r.rowOf(e)
	switch {
	case !ok:
		r.focus, r.goal = -1, -1
	case row != r.focus: // else refocus did it, and another key may have come since
		r.focus, r.goal = row, -1
	}
	if !ok || r.tab == row {
		ctx.PreventUpdate()
		return
	}
	r.tab = row
	if r.Table.lives {
		r.Table.above.PreventUpdate()
	}
}

// stop is the row of those drawn where the Tab key stops: that which had the
// focus last, or else the first in sight.
func (r *rows) stop() int {
	if r.tab >= r.first && r.tab < r.last {
		return r.tab
	}
	return min(max(r.scroll.first(), r.first), r.last-1)
}

func (r *rows) onBlur(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	to := e.Get("relatedTarget")
	switch {
	case to.Truthy() && to.Call("closest", "#"+r.Table.ID+" [data-row]").Truthy(): // onFocus hears of it
	case to.Truthy() && !to.Call("closest", "#"+r.Table.ID).Truthy():
		r.focus, r.goal = -1, -1
	default:
		r.focus = -1
	}
}

func (r *rows) onKey(ctx app.Context, e app.Event) {
	row, ok := r.rowOf(e)
	if !ok {
		ctx.PreventUpdate()
		return
	}
	// Keys come faster than rows are drawn: one may be heard on a row that the
	// focus has left since, or is about to leave.
	switch {
	case r.goal >= 0:
		row = r.goal
	case r.focus >= 0:
		row = r.focus
	}
	page := max(1, r.scroll.view/max(1, r.scroll.row)-2)
	switch e.Get("key").String() {
	case "ArrowDown":
		row++
	case "ArrowUp":
		row--
	case "PageDown":
		row += page
	case "PageUp":
		row -= page
	case "Home":
		row = 0
	case "End":
		row = r.Table.Total - 1
	default:
		ctx.PreventUpdate()
		return
	}
	e.PreventDefault()
	row = min(max(row, 0), r.Table.Total-1)
	if top, moved := r.scroll.reveal(row); moved {
		host.SetScrollTop(r.Table.ID, top)
	}
	r.goal = row
	r.arrange(ctx)
	ctx.Defer(r.refocus)
}

// refocus keeps the focus on its row when the rows are drawn in other places.
// While its row is out of sight or has not come yet, the list itself has it.
func (r *rows) refocus(app.Context) {
	if r.goal < 0 {
		if r.focus < 0 || host.HasFocus(r.linkID(r.focus)) {
			return
		}
		r.goal = r.focus
	}
	goal := r.goal
	switch {
	case host.Has(r.linkID(goal)):
		host.FocusQuietly(r.linkID(goal))
		r.focus, r.goal = goal, -1
	case goal < r.first || goal >= r.last:
		host.FocusQuietly(r.Table.ID)
		r.focus, r.goal = -1, -1
	default:
		host.FocusQuietly(r.Table.ID)
		r.goal = goal
	}
}

func (r *rows) linkID(row int) string { return r.Table.ID + "-" + strconv.Itoa(row) }

// Render draws the rows in sight between two spacers.
func (r *rows) Render() app.UI {
	t := r.Table
	plain := t.plain()
	var cols, heads []app.UI
	for _, c := range t.Columns {
		cols = append(cols, app.Col().Class(classes(c.Width.class(), c.From.class())))
		heads = append(heads, t.head(c))
	}
	before, after := r.scroll.spacers(r.first, r.last)
	body := make([]app.UI, 0, r.last-r.first+2)
	if !plain {
		body = append(body, spacer(before))
	}
	stop := r.stop()
	for i := r.first; i < r.last; i++ {
		line := &line{ID: r.linkID(i), Index: i, Columns: t.Columns, Opens: t.OnOpen != nil}
		switch {
		case plain:
		case i == stop:
			line.Stop = here
		default:
			line.Stop = passing
		}
		if at := i - t.Offset; at >= 0 && at < len(t.Rows) {
			line.Row = t.Rows[at]
		}
		body = append(body, line)
	}
	if !plain {
		body = append(body, spacer(after))
	}
	opens := t.OnOpen != nil || len(t.Rows) > 0 && t.Rows[0].Href != ""
	list := app.Div().ID(t.ID).Class(classes("list", when(plain, "plain"), when(opens, "opens")))
	onPaper := app.P()
	if !plain {
		onPaper = onPaper.Class("paper note").Text("Printed are " + host.Count(r.first+1) + " to " + host.Count(r.last) + " of " + host.Count(t.Total) + ", which were in sight." + t.Paper)
		list = list.Role("group").Aria("label", t.Label+", arrow keys go from row to row").TabIndex(0).On("scroll", r.onScroll, app.PassiveEvent())
	}
	return list.Body(
		onPaper,
		app.Table().Aria("label", t.Label).Aria("rowcount", t.Total+1).Body(
			app.ColGroup().Body(cols...),
			app.THead().OnClick(r.onHead).Body(app.Tr().Aria("rowindex", 1).Body(heads...)),
			app.TBody().OnClick(r.onClick).OnKeyDown(r.onKey).On("focusin", r.onFocus).On("focusout", r.onBlur).Body(body...),
		),
	)
}

// spacer stands for the rows before or after those drawn. Its cell spans no
// more than the first column: some of the others may not be shown.
func spacer(height int) app.UI {
	return app.Tr().Class("gap").Aria("hidden", true).Body(app.Td().Attr("height", height))
}

// line is one row on the page.
type line struct {
	app.Compo
	ID      string
	Index   int
	Row     Row
	Columns []Column
	Opens   bool
	Stop    stop
}

// Render draws the row, or a skeleton of it.
func (l *line) Render() app.UI {
	cells := make([]app.UI, 0, len(l.Columns))
	for i, c := range l.Columns {
		if i >= len(l.Row.Cells) {
			cells = append(cells, app.Td().Class(classes(c.Width.align(), c.From.class())).Body(Skeleton()))
			continue
		}
		cell := l.Row.Cells[i]
		class := classes(c.Width.align(), c.From.class(), cell.class())
		content := cell.content()
		if i == 0 {
			content = l.Row.lead(l.ID, l.Opens, l.Stop, content)
		}
		if cell.Sub != "" {
			content = append(content, cell.sub())
		}
		if i == 0 {
			cells = append(cells, app.Th().Scope("row").Class(class).Body(content...))
		} else {
			cells = append(cells, app.Td().Class(class).Body(content...))
		}
	}
	return app.Tr().DataSet("row", l.Index).Aria("rowindex", l.Index+2).Body(cells...)
}
