package tiers

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/page/download"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/session"
)

// table is the tier report: a row a tier, what belongs to none, and the
// practice, whose own profit and loss the rows add up to.
type table struct {
	app.Compo
	Over *session.Overview

	side string // which figures are shown
}

// The sides of the table.
const (
	sideProfit = "profit"
	sideBook   = "book"
	sideShares = "shares"
)

// column is one column of the table: its head and a group's cell in it.
type column struct {
	head   string
	cell   func(l engine.Line) part.Cell
	unused bool // unused capacity has a cell in it too
	beyond bool // revenue that is not in the list has one
}

func (t *table) Render() app.UI {
	o := t.Over
	if t.side == "" {
		t.side = sideProfit
	}
	columns := t.told(t.columns())
	heads := []part.Column{{Head: "Tier", Width: part.Fill}}
	for _, c := range columns {
		heads = append(heads, part.Column{Head: c.head})
	}
	var rows []part.Row
	for k, line := range o.Tiers {
		tier := book.Tier(k + 1)
		rows = append(rows, row(uint64(tier), part.Cell{Kind: part.TierCell, Tier: tier, Text: o.Settings.Names[k]}, columns, line))
	}
	if o.Unassigned.Clients > 0 {
		rows = append(rows, row(0, part.Cell{Kind: part.TierCell, Text: "Needs data"}, columns, o.Unassigned))
	}
	unused, whole := o.Practice.Closed(o.Settings.Pools)
	foot := []part.Row{row(0, part.Cell{Text: "Practice"}, columns, whole)}
	if b := o.Practice.Beyond; b != 0 && t.side != sideBook {
		beyond := engine.Line{Revenue: b, Beyond: b, Profit: b}
		foot = append([]part.Row{noOnes("Not in this list", columns, beyond, func(c column) bool { return c.beyond })}, foot...)
	}
	if o.Practice.Unused != 0 && t.side != sideBook {
		foot = append([]part.Row{noOnes("Unused capacity", columns, unused, func(c column) bool { return c.unused })}, foot...)
	}
	title, short := title(o)
	return part.Card("tier-table", title, "twelve months to "+host.Day(o.Settings.AsOf, host.Long),
		[]app.UI{&part.Segmented{
			ID: "tier-side", Label: "Figures shown", Bare: true, Value: t.side,
			Options:  []part.Option{{Value: sideProfit, Text: short}, {Value: sideBook, Text: "Book and time"}, {Value: sideShares, Text: "Shares"}},
			OnChange: func(_ app.Context, v string) { t.side = v },
		}, download.Icon("download-tiers", "Download this report as CSV", session.Export{Table: session.ExportTiers}), part.IconButton("print", "print", "Print this report", func(app.Context, app.Event) { host.Print() })},
		&part.Sheet{
			ID: "tiers", Label: "The practice by tier", Columns: heads, Rows: rows, Foot: foot,
			OnOpen: func(ctx app.Context, r part.Row) { place.OfTier(book.Tier(r.Key)).Go(ctx) },
		},
	)
}

func row(key uint64, head part.Cell, columns []column, l engine.Line) part.Row {
	cells := []part.Cell{head}
	for _, c := range columns {
		cells = append(cells, c.cell(l))
	}
	return part.Row{Key: key, Cells: cells}
}

// noOnes is a row that belongs to no tier: the cost of the time that nobody uses,
// or the revenue that no client of the list brings.
func noOnes(name string, columns []column, l engine.Line, has func(column) bool) part.Row {
	cells := []part.Cell{{Text: name}}
	for _, c := range columns {
		cell := part.Cell{}
		if has(c) {
			cell = c.cell(l)
			cell.Loss = false // nobody's loss
		}
		cells = append(cells, cell)
	}
	return part.Row{Cells: cells}
}

func (t *table) columns() []column {
	o := t.Over
	amount := func(head string, of func(engine.Line) book.Cents) column {
		return column{head: head, cell: func(l engine.Line) part.Cell { return part.MoneyCell(of(l), o.Currency) }}
	}
	switch t.side {
	case sideBook:
		return []column{
			{head: "Clients", cell: clients},
			amount("AUM", func(l engine.Line) book.Cents { return l.AUM }),
			amount("GDC", func(l engine.Line) book.Cents { return l.GDC }),
			{head: "Hours", cell: func(l engine.Line) part.Cell { return part.Cell{Text: host.Count((l.Minutes + 30) / 60)} }},
			amount("Revenue per hour", engine.Line.PerHour),
			{head: "With a loss", cell: func(l engine.Line) part.Cell { return part.Cell{Text: host.Count(l.Unprofitable)} }},
		}
	case sideShares:
		all := o.Practice
		return []column{
			{head: "Clients", cell: func(l engine.Line) part.Cell {
				return rate(engine.Share(book.Minutes(l.Clients), book.Minutes(all.Clients)))
			}},
			{head: "AUM", cell: func(l engine.Line) part.Cell { return rate(engine.Share(l.AUM, all.AUM)) }},
			{head: "Revenue", beyond: true, cell: func(l engine.Line) part.Cell { return rate(engine.Share(l.Revenue, all.Revenue)) }},
			{head: "Cost", unused: true, cell: func(l engine.Line) part.Cell { return rate(engine.Share(l.Costs(), all.Costs())) }},
			{head: "Profit", unused: true, beyond: true, cell: func(l engine.Line) part.Cell { return rate(engine.Share(l.Profit, all.Profit)) }},
			{head: "Time", cell: func(l engine.Line) part.Cell { return rate(engine.Share(l.Minutes, all.Minutes)) }},
		}
	}
	columns := []column{{head: "Clients", cell: clients}, amount("Revenue", func(l engine.Line) book.Cents { return l.Revenue })}
	columns[1].beyond = true
	if !o.CostKnown() { // a profit without costs would say more than is known
		return append(columns,
			column{head: "Share", beyond: true, cell: func(l engine.Line) part.Cell { return rate(engine.Share(l.Revenue, o.Practice.Revenue)) }},
			amount("Each", func(l engine.Line) book.Cents { return ofOne(l.Listed().Revenue, l.Clients) }),
			column{head: "Yield on AUM", cell: func(l engine.Line) part.Cell {
				return part.Cell{Text: host.Yield(engine.Share(l.Listed().Revenue, l.AUM))}
			}},
		)
	}
	for p := range cost.Pool(cost.Pools) {
		if p == cost.OwnerPay && o.Settings.Pools[p] == 0 {
			continue
		}
		pool := amount(words.PoolShort(p), func(l engine.Line) book.Cents { return l.Cost[p] })
		pool.unused = true
		columns = append(columns, pool)
	}
	return append(columns,
		column{head: "Profit", unused: true, beyond: true, cell: func(l engine.Line) part.Cell { return part.ProfitCell(l.Profit, o.Currency) }},
		column{head: "Overall return", cell: func(l engine.Line) part.Cell { return rate(l.Return()) }},
		column{head: "Margin", cell: func(l engine.Line) part.Cell { return rate(l.Margin()) }},
	)
}

// ofOne is the average of an amount over clients, Missing where there are none.
func ofOne(sum book.Cents, clients int) book.Cents {
	if clients == 0 || sum == book.Missing {
		return book.Missing
	}
	return sum / book.Cents(clients)
}

func clients(l engine.Line) part.Cell { return part.Cell{Text: host.Count(l.Clients)} }

func rate(bp book.BP) part.Cell {
	return part.Cell{Text: host.Percent(bp), Loss: book.Has(bp) && bp < 0}
}
