// Package practice is the place that answers what the practice costs: the
// year's costs, how they are shared, the hours there are, and what a client of
// each tier gets; and beside them, always in sight, what it comes to.
package practice

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/session"
)

// Page is the place. Over is the overview of what is shown. It works before a
// client list is open as well.
type Page struct {
	app.Compo
	Over *session.Overview
}

// Render draws the place.
func (p *Page) Render() app.UI {
	o := p.Over
	return app.Div().Body(
		words.Practice(o).Draw(),
		words.Lede(words.PracticeLede(o)),
		app.Div().Class("practice").Body(
			&effect{Over: o},
			app.Div().Class("settings").Body(
				&costs{Over: o},
				&payout{Over: o},
				&sharing{Over: o},
				&capacity{Over: o},
				&model{Over: o},
				&fees{Over: o},
				app.Div().Class("grid even").Body(&target{Over: o}, &asOf{Over: o}),
			),
		),
	)
}

// blankZero shows nothing as a blank field: not given yet, or no limit.
func blankZero[Q book.Quantity](v Q) Q {
	if v == 0 {
		return book.Missing
	}
	return v
}
