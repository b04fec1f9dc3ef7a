package tiers

import (
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/part"
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/session"
)

// A list without any GDC has no revenue and so no profit: only its clients,
// their assets and what serving them costs can be told.

// scene is the curve, or why there is none.
func scene(o *session.Overview) app.UI {
	if o.GDCKnown() || o.Practice.Clients == 0 {
		return &curve{Over: o}
	}
	return part.Card("whale", "Where revenue comes from", "", nil,
		app.P().Class("note").Text("There is nothing to draw: this list does not say what anyone brings in."))
}

// revenue are the heads of the columns that tell of revenue or profit.
var revenue = []string{"GDC", "Revenue", "Revenue per hour", "With a loss", "Share", "Each", "Yield on AUM", "Profit", "Overall return", "Margin"}

// told are the columns that say something of this list.
func (t *table) told(columns []column) []column {
	o := t.Over
	if o.GDCKnown() {
		return columns
	}
	columns = slices.DeleteFunc(columns, func(c column) bool { return slices.Contains(revenue, c.head) })
	if t.side != sideProfit {
		return columns
	}
	amount := func(head string, of func(engine.Line) book.Cents) column {
		return column{head: head, cell: func(l engine.Line) part.Cell { return part.MoneyCell(of(l), o.Currency) }}
	}
	if !o.CostKnown() {
		return append(columns,
			amount("AUM", func(l engine.Line) book.Cents { return l.AUM }),
			amount("AUM each", func(l engine.Line) book.Cents { return ofOne(l.AUM, l.Clients) }))
	}
	all := amount("Cost", engine.Line.Costs)
	all.unused = true
	return append(columns, all, amount("Cost each", func(l engine.Line) book.Cents { return ofOne(l.Costs(), l.Clients) }))
}

// title is what the table shows first, and the word for that.
func title(o *session.Overview) (title, short string) {
	switch {
	case !o.GDCKnown() && !o.CostKnown():
		return "Clients by tier", "Clients"
	case !o.GDCKnown():
		return "Cost by tier", "Cost"
	case !o.CostKnown():
		return "Revenue by tier", "Revenue"
	}
	return "Profit by tier", "Profit"
}
