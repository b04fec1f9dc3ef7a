package book

import (
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/page/download"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/roster"
	"tierbook/engine/session"
)

// clients is the table of clients: found as one types, filtered by tier, loss
// and lock, sorted by its heads, with the sums of what is shown. The worker
// answers stretches of it; the window never holds the list.
type clients struct {
	app.Compo
	Over   *session.Overview
	Filter roster.Filter
	Look   *Look

	asked         session.ClientsQuery // the newest query
	at            int                  // the revision that it was asked at
	offset, limit int                  // what the table wants to have

	page  *session.ClientsPage // nil until the first has come
	of    session.ClientsQuery // what the page answers
	room  int                  // tenths of an em that the table has, 0 while that is not known
	heads []part.Column        // that there is room for
	less  bool                 // there is no room for all columns
	paper printout
	rows  []part.Row // the page's
	deed  deed       // what is about to be done with many
}

// box is what a row's box to tick takes, in tenths of an em.
const box = 20

// The ids of the card, of the table in it, and of what measures the room there is.
const (
	cardID  = "clients"
	tableID = "clients-table"
	roomID  = "clients-room"
	emsID   = "clients-ems" // ten ems wide
)

func (c *clients) OnMount(ctx app.Context) {
	if c.Filter != c.Look.Filter { // by a link from elsewhere, not back from a client
		*c.Look = Look{Sort: c.Look.Sort, Down: c.Look.Down, Filter: c.Filter}
	}
	c.offset, c.limit = max(c.Look.First-stretch/2, 0), 2*stretch
	c.draw()
	c.ask(ctx)
	ctx.Defer(c.measure)
}

func (c *clients) OnUpdate(ctx app.Context) {
	if c.Filter != c.Look.Filter {
		c.Look.Filter = c.Filter
		c.toTop()
	}
	c.draw()
	c.ask(ctx)
}

func (c *clients) OnResize(ctx app.Context) { c.measure(ctx) }

// measure finds out how much room there is.
func (c *clients) measure(ctx app.Context) {
	if ems := host.Width(emsID); ems > 0 {
		if room := 100 * host.Width(roomID) / ems; room != c.room {
			c.room = room
			c.draw()
			ctx.Update()
		}
	}
}

// ask asks for what should be shown now, unless that was asked already.
func (c *clients) ask(ctx app.Context) {
	q := session.ClientsQuery{Filter: c.sought(), Sort: c.Look.Sort, Down: c.Look.Down, Offset: c.offset, Limit: c.limit}
	if q == c.asked && c.at == c.Over.Revision {
		return
	}
	c.asked, c.at = q, c.Over.Revision
	link.See(ctx, q, func(ctx app.Context, p session.ClientsPage) {
		if q == c.asked {
			c.take(ctx, q, p)
		}
	})
}

// sought is whom the table shows: by the address, and by what is typed here.
func (c *clients) sought() roster.Filter {
	f := c.Filter
	f.Search, f.Under = c.Look.Search, c.Look.Under
	return f
}

// toTop begins another selection or order at its first row.
func (c *clients) toTop() {
	c.Look.First, c.Look.Last, c.offset, c.limit = 0, -1, 0, 2*stretch
}

// take takes the answer to the newest query.
func (c *clients) take(ctx app.Context, q session.ClientsQuery, p session.ClientsPage) {
	first := c.page == nil
	if !first && (q.Search != c.of.Search || q.Under != c.of.Under) {
		host.Announce(words.Found(p.Total, c.Over.Practice.Clients))
	}
	c.page, c.of = &p, q
	c.draw()
	if first {
		met := c.Look.Met
		c.Look.Met = 0
		c.arrive(ctx, met, arrivals)
	}
}

// The table takes a moment to be in its place: how long to wait, and how often.
const (
	settle   = 50 * time.Millisecond
	arrivals = 20
)

// arrive brings into sight what one has come for: the client who was looked at
// last, or the clients that a link elsewhere has picked.
func (c *clients) arrive(ctx app.Context, met book.Key, tries int) {
	ctx.After(settle, func(ctx app.Context) {
		ctx.PreventUpdate()
		row := c.rowOf(met)
		switch {
		case met == 0 && c.Filter != roster.Filter{}:
			host.ScrollIntoView(cardID)
		case met == 0:
		case tries == arrivals:
			c.Look.comeBack()
			fallthrough
		default:
			host.FocusQuietly(row)
			if tries > 1 && host.HasFocus(part.HeadlineID) { // the row is not there yet
				c.arrive(ctx, met, tries-1)
			}
		}
	})
}

// rowOf is the id of the row of a client, "" where the page does not have it.
func (c *clients) rowOf(key book.Key) string {
	for i, row := range c.rows {
		if row.Key == uint64(key) {
			return tableID + "-" + strconv.Itoa(c.page.Offset+i)
		}
	}
	return ""
}

// columns are those that there is room for; short says that the rest stands
// below the name.
func (c *clients) columns() (columns []column, short bool) {
	all := columnsOf(c.Over)
	room := c.room
	if c.Look.Picking && room > 0 {
		room -= box
	}
	columns, short = fit(all, room, host.Narrow())
	c.less = short || len(columns) < len(all)
	if c.less && c.Look.All {
		return every(all), false
	}
	return columns, short
}

// draw makes the rows of the page.
func (c *clients) draw() {
	columns, short := c.columns()
	c.heads, c.rows = nil, nil
	for _, col := range columns {
		c.heads = append(c.heads, part.Column{Key: strconv.Itoa(int(col.by)), Head: col.head, Title: col.title, Width: col.width, From: col.from})
	}
	if c.page == nil {
		return
	}
	for i := range c.page.Rows {
		client := &c.page.Rows[i]
		row := c.row(columns, short, client)
		if c.Look.Picking {
			row.Href, row.Mark = "", part.Free
			if c.Look.Picked[client.Key] {
				row.Mark = part.Picked
			}
		}
		c.rows = append(c.rows, row)
	}
}

// row is a client's row.
func (c *clients) row(columns []column, short bool, client *roster.Row) part.Row {
	row := part.Row{Key: uint64(client.Key), Href: place.OfClient(client.Key).Href()}
	for _, col := range columns {
		row.Cells = append(row.Cells, col.cell(c.Over, client))
	}
	if short {
		row.Cells[0].Sub = words.InShort(c.Over, client)
	}
	return row
}

func (c *clients) Render() app.UI {
	all := c.Over.Practice.Clients
	if all == 0 {
		return app.Div()
	}
	note := ""
	if c.page != nil && c.page.Total < all {
		note = words.Found(c.page.Total, all)
	}
	class := "clients"
	switch _, short := c.columns(); {
	case c.less && c.Look.All:
		class = "clients every"
	case short:
		class = "clients brief"
	}
	return app.Div().Class(class).Body(
		part.Card(cardID, "Clients", note, []app.UI{app.Div().Body(c.more()), c.download(), part.IconButton("print-clients", "print", "Print these clients", c.print)},
			app.Div().Class("pick").Body(c.search()),
			c.filters(),
			app.Div().Body(c.acts()),
			app.Div().ID(roomID).Body(app.Div().ID(emsID).Class("ems")),
			app.Div().Body(c.sums()),
			app.Div().Body(c.table()),
			c.onPaper(),
		),
	)
}

// more shows the columns that there is no room for, or leaves them out again.
func (c *clients) more() app.UI {
	if !c.less {
		return app.Div()
	}
	return app.Button().ID("all-columns").Type("button").Class("quiet").Aria("pressed", c.Look.All).Text("All columns").
		OnClick(func(app.Context, app.Event) { c.Look.All = !c.Look.All; c.draw() })
}

// download hands out the clients that are shown, or all.
func (c *clients) download() app.UI {
	what := session.Export{Table: session.ExportClients, Filter: c.sought()}
	text := "Download as CSV"
	if what.Filter != (roster.Filter{}) {
		text = "Download these as CSV"
	}
	return download.Button("download-clients", text, what)
}

func (c *clients) search() app.UI {
	return &part.SearchField{ID: "search", Label: "Search name, household or id", Value: c.Look.Search, OnInput: c.onSearch}
}

func (c *clients) onSearch(ctx app.Context, text string) {
	c.Look.Search = text
	c.toTop()
	c.ask(ctx)
}

func (c *clients) table() app.UI {
	switch {
	case c.page == nil:
		return app.P().Body(part.Skeleton())
	case c.page.Total == 0:
		return part.Empty("Nobody fits", "No client of this list has all that you are looking for.", part.Button("show-all", "Show everyone", "", c.showAll))
	}
	return &part.Table{
		ID: tableID, Label: "Clients", Columns: c.heads, Total: c.page.Total, Offset: c.page.Offset, Rows: c.rows,
		Sort: strconv.Itoa(int(c.of.Sort)), Desc: c.of.Down, View: c.view(), Place: &c.Look.First, Want: c.want, OnSort: c.onSort, OnOpen: c.onPick,
		Paper: " The button “Print these clients” prints all.",
	}
}

// view names the selection and the order that the page is of.
func (c *clients) view() string {
	q := c.of
	return strconv.Itoa(int(q.Tiers)) + " " + strconv.Itoa(int(q.Loss)) + " " + strconv.FormatBool(q.Locked) + " " +
		strconv.Itoa(int(q.Sort)) + " " + strconv.FormatBool(q.Down) + " " + strconv.Itoa(int(q.Under)) + " " + q.Search
}

func (c *clients) want(ctx app.Context, offset, limit int) {
	c.offset, c.limit = offset, limit
	c.ask(ctx)
}

func (c *clients) onSort(ctx app.Context, key string) {
	n, err := strconv.Atoi(key)
	if err != nil {
		return
	}
	by := roster.Column(n)
	if by == c.Look.Sort {
		c.Look.Down = !c.Look.Down
	} else {
		c.Look.Sort, c.Look.Down = by, startsDown(by)
	}
	c.toTop()
	c.ask(ctx)
}

func (c *clients) showAll(ctx app.Context, _ app.Event) {
	c.Look.Search, c.Look.Under = "", 0
	c.toTop()
	c.goTo(ctx, roster.Filter{})
	c.ask(ctx)
}

// goTo filters, through the address.
func (c *clients) goTo(ctx app.Context, f roster.Filter) {
	place.Place{Name: place.Book, Filter: f}.Go(ctx)
}

// stretch is how many clients are asked for at first.
const stretch = 60
