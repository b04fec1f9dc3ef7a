package book

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/session"
)

// printout is the clients on paper: all that the table shows, not only those in
// sight. It is made when the button to print is pressed, and is on the page for
// as long as the browser may need it.
type printout struct {
	of    session.ClientsQuery // without its stretch
	at    int                  // revision
	made  int                  // counts printouts
	heads []part.Column
	rows  []part.Row
	total int  // clients that there are
	done  bool // all that will be printed is there
}

const (
	mostPrinted = 5000            // clients, some hundred pages
	kept        = 2 * time.Minute // some browsers go on reading the page after the dialog has closed
)

// print gathers the clients that the table shows, draws them for paper, and
// opens the browser's print dialog.
func (c *clients) print(ctx app.Context, _ app.Event) {
	if c.page == nil || c.page.Total == 0 {
		return
	}
	of := c.of
	of.Offset, of.Limit = 0, 0
	c.paper = printout{of: of, at: c.Over.Revision, made: c.paper.made + 1, heads: c.heads}
	host.Announce("The list is being made ready to print.")
	c.gather(ctx)
}

// gather asks for the next stretch of what is to be printed.
func (c *clients) gather(ctx app.Context) {
	made := c.paper.made
	q := c.paper.of
	q.Offset, q.Limit = len(c.paper.rows), session.MostRows
	link.See(ctx, q, func(ctx app.Context, p session.ClientsPage) {
		paper := &c.paper
		if paper.made != made || p.Revision != paper.at {
			return
		}
		columns, short := c.columns()
		for i := range p.Rows {
			paper.rows = append(paper.rows, c.row(columns, short, &p.Rows[i]))
		}
		paper.total = p.Total
		if len(p.Rows) > 0 && len(paper.rows) < min(p.Total, mostPrinted) {
			c.gather(ctx)
			return
		}
		paper.done = true
		ctx.After(settle, func(ctx app.Context) { // it is drawn by now
			ctx.PreventUpdate()
			host.Print()
		})
		ctx.After(kept, func(app.Context) {
			if c.paper.made == made {
				c.paper = printout{made: made}
			}
		})
	})
}

// onPaper draws the printout, nothing where there is none of what is shown.
func (c *clients) onPaper() app.UI {
	p := &c.paper
	if !p.done || p.at != c.Over.Revision {
		return app.Div().Hidden(true)
	}
	note := words.Found(p.total, c.Over.Practice.Clients)
	if len(p.rows) < p.total {
		note += ", of which the first " + host.Count(len(p.rows)) + " are printed"
	}
	return app.Div().Class("paper printout").Body(
		app.P().Class("note").Text(note+"."),
		&part.Table{ID: "clients-paper", Label: "Clients, to print", Columns: p.heads, Total: len(p.rows), Rows: p.rows, Whole: true},
	)
}
