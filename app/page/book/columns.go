package book

import (
	"slices"

	"tierbook/app/host"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/roster"
	"tierbook/engine/session"
)

// column is a column of the table of clients.
type column struct {
	by     roster.Column
	head   string
	title  string // the whole of it, where head is short
	width  part.Width
	weight int // how much it is missed: the highest goes into the least room
	from   part.Screen
	cell   func(o *session.Overview, c *roster.Row) part.Cell
}

// columnsOf are all columns, in the order in which they stand.
func columnsOf(o *session.Overview) []column {
	money := func(of func(c *roster.Row) book.Cents) func(*session.Overview, *roster.Row) part.Cell {
		return func(o *session.Overview, c *roster.Row) part.Cell {
			v := of(c)
			return part.Cell{Text: fitting(v, o.Currency), Kind: part.AmountCell, Red: book.Has(v) && v < 0}
		}
	}
	columns := []column{
		{roster.ByName, "Client", "", part.Fill, 10, part.Phone, nameCell},
		{roster.ByTier, "Tier", "", part.Word, 7, part.Tablet, tierCell},
		{roster.ByRank, "Rank", "Rank by score", part.Short, 5, part.Tablet, rankCell},
		{roster.ByScore, "Score", "", part.Short, 1, part.Desk, scoreCell},
		{roster.ByAUM, "AUM", "Assets under management", part.Amounts, 8, part.Phone, money(func(c *roster.Row) book.Cents { return c.AUM })},
		{roster.ByGDC, "GDC", "Gross dealer concessions", part.Amounts, 4, part.Tablet, money(func(c *roster.Row) book.Cents { return c.GDC })},
		{roster.ByRevenue, "Revenue", "", part.Amounts, 3, part.Desk, money(broughtIn)},
		{roster.ByCost, "Cost", "", part.Amounts, 2, part.Desk, money(func(c *roster.Row) book.Cents { return c.Cost })},
		{roster.ByProfit, "Profit", "", part.Amounts, 9, part.Phone, profitCell},
		{roster.ByMinutes, "Hours", "Hours of service a year", part.Short, 6, part.Tablet, hoursCell},
	}
	if o.ProfitKnown() {
		return columns
	}
	if !o.GDCKnown() { // what nobody brings is no column; cost, where it is known, is all that can be told
		columns = slices.DeleteFunc(columns, func(c column) bool {
			return c.by == roster.ByGDC || c.by == roster.ByRevenue || c.by == roster.ByProfit || c.by == roster.ByCost && !o.CostKnown()
		})
		if i := slices.IndexFunc(columns, func(c column) bool { return c.by == roster.ByCost }); i >= 0 {
			columns[i].weight, columns[i].from = 9, part.Phone
		}
		return columns
	}
	// Without cost there is no profit; revenue takes its place.
	columns = slices.DeleteFunc(columns, func(c column) bool { return c.by == roster.ByCost || c.by == roster.ByProfit })
	revenue := &columns[slices.IndexFunc(columns, func(c column) bool { return c.by == roster.ByRevenue })]
	revenue.weight, revenue.from = 9, part.Phone
	return columns
}

// ems is the room, in tenths of an em, that a column of a width takes (see
// .clients in the style sheet); for the name it is the least.
var ems = map[part.Width]int{part.Fill: 110, part.Amounts: 82, part.Word: 94, part.Short: 52}

const (
	wide = 640 // the room taken for granted before it is known
	few  = 3   // the columns of a phone, where the rest stands below the name
)

// fit is the columns that there is room for, those left out that are missed
// least. The name and two amounts are always there; with no more than them it
// is short. A narrow page then keeps the others out of sight, to sort by.
func fit(columns []column, room int, narrow bool) (fitting []column, short bool) {
	if room == 0 {
		room = wide
	}
	left := slices.Clone(columns)
	for taken(left) > room && len(left) > few {
		least := slices.MinFunc(left, func(a, b column) int { return a.weight - b.weight })
		left = slices.DeleteFunc(left, func(c column) bool { return c.by == least.by })
	}
	if len(left) > few {
		return left, false
	}
	for _, c := range columns {
		shown := slices.ContainsFunc(left, func(l column) bool { return l.by == c.by })
		switch {
		case c.by == roster.ByAUM:
			c.width, c.cell = part.Short, shortAUM
		case !shown && !narrow:
			continue
		case !shown:
			c.from = part.Desk
		}
		fitting = append(fitting, c)
	}
	return fitting, true
}

// every is all columns on any screen, for a table that is moved sideways.
func every(columns []column) []column {
	columns = slices.Clone(columns)
	for i := range columns {
		columns[i].from = part.Phone
	}
	return columns
}

func taken(columns []column) (room int) {
	for _, c := range columns {
		room += ems[c.width]
	}
	return room
}

// broughtIn is a client's revenue, Missing where nobody knows it.
func broughtIn(c *roster.Row) book.Cents {
	if !book.Has(c.GDC) {
		return book.Missing
	}
	return c.Revenue
}

func nameCell(_ *session.Overview, c *roster.Row) part.Cell {
	cell := part.Cell{Text: c.Name, Kind: part.NameCell}
	if c.Household != c.Name {
		cell.Sub = c.Household
	}
	return cell
}

func tierCell(o *session.Overview, c *roster.Row) part.Cell {
	cell := part.Cell{Kind: part.TierCell, Tier: c.Tier, Text: words.TierName(o, c.Tier)}
	if c.Locked {
		cell.Sub = "locked"
	}
	return cell
}

func rankCell(_ *session.Overview, c *roster.Row) part.Cell {
	if c.Rank == 0 {
		return part.Cell{Text: host.None}
	}
	return part.Cell{Text: host.Count(c.Rank)}
}

func scoreCell(_ *session.Overview, c *roster.Row) part.Cell {
	if c.Score < 0 {
		return part.Cell{Text: host.None}
	}
	return part.Cell{Text: host.Points(book.Points(c.Score))}
}

func shortAUM(o *session.Overview, c *roster.Row) part.Cell {
	return part.Cell{Text: host.Money(c.AUM, o.Currency, host.Short), Kind: part.AmountCell, Red: book.Has(c.AUM) && c.AUM < 0}
}

func profitCell(o *session.Overview, c *roster.Row) part.Cell {
	cell := part.Cell{Text: fitting(c.Profit, o.Currency), Kind: part.AmountCell, Loss: book.Has(c.Profit) && c.Profit < 0}
	if cell.Loss && !book.Has(c.GDC) { // it counts as bringing nothing, which is no loss that anybody knows of
		cell.Loss, cell.Red, cell.Sub = false, true, "no GDC"
	}
	return cell
}

// fitting is an amount as its column has room for: whole, and in short from a
// billion on, which would lose its last figures.
func fitting(v book.Cents, currency string) string {
	const most = 1_000_000_000_00
	if book.Has(v) && (v >= most || v <= -most/10) {
		return host.Money(v, currency, host.Short)
	}
	return host.Money(v, currency, host.Whole)
}

func hoursCell(_ *session.Overview, c *roster.Row) part.Cell {
	if c.Estimated {
		return part.Cell{Text: "≈\u00a0" + host.HoursPlain(c.Minutes)}
	}
	return part.Cell{Text: host.HoursPlain(c.Minutes)}
}

// startsDown reports whether a column is looked at from its largest value first.
func startsDown(by roster.Column) bool {
	return by != roster.ByRank && by != roster.ByName && by != roster.ByTier && by != roster.ByLine
}
