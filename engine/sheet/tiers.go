package sheet

import (
	"io"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/export"
)

// WriteTiers writes the tier report. Its rows add up to the last.
func WriteTiers(w io.Writer, r *engine.Report) error {
	var rows []export.Tier
	add := func(name string, l engine.Line) {
		all := &r.Practice
		rows = append(rows, export.Tier{
			Name: export.Text(name), Clients: l.Clients, AUM: export.Money(l.AUM), GDC: export.Money(l.GDC), Revenue: export.Money(l.Revenue),
			Wages: export.Money(l.Cost[cost.Wages]), Overhead: export.Money(l.Cost[cost.Overhead]), OwnerPay: export.Money(l.Cost[cost.OwnerPay]),
			Profit: export.Money(l.Profit), Return: export.Percent(l.Return()), Margin: export.Percent(l.Margin()),
			Hours: export.Hours(l.Minutes), PerHour: export.Money(l.PerHour()), Unprofitable: l.Unprofitable,
			ShareClients: export.Percent(engine.Share(book.Minutes(l.Clients), book.Minutes(all.Clients))),
			ShareAUM:     export.Percent(engine.Share(l.AUM, all.AUM)), ShareRevenue: export.Percent(engine.Share(l.Revenue, all.Revenue)),
			ShareCost: export.Percent(engine.Share(l.Costs(), all.Costs())), ShareProfit: export.Percent(engine.Share(l.Profit, all.Profit)),
			ShareTime: export.Percent(engine.Share(l.Minutes, all.Minutes)),
		})
	}
	for t := range book.Tier(book.Tiers) {
		add(tierName(r, t+1), r.Tiers[t])
	}
	if r.Unassigned.Clients > 0 {
		add(export.RowUnassigned, r.Unassigned)
	}
	unused, whole := r.Practice.Closed(r.Settings.Pools)
	if r.Practice.Unused != 0 {
		rows = append(rows, noOne(export.RowUnused))
		row := &rows[len(rows)-1]
		row.Wages, row.Overhead = export.Money(unused.Cost[cost.Wages]), export.Money(unused.Cost[cost.Overhead])
		row.OwnerPay, row.Profit = export.Money(unused.Cost[cost.OwnerPay]), export.Money(unused.Profit)
		row.ShareCost, row.ShareProfit = export.Percent(engine.Share(r.Practice.Unused, r.Practice.Costs())), export.Percent(engine.Share(unused.Profit, whole.Profit))
	}
	if beyond := r.Practice.Beyond; beyond != 0 {
		rows = append(rows, noOne(export.RowBeyond))
		row := &rows[len(rows)-1]
		row.Revenue, row.Profit = export.Money(beyond), export.Money(beyond)
		row.ShareRevenue, row.ShareProfit = export.Percent(engine.Share(beyond, r.Practice.Revenue)), export.Percent(engine.Share(beyond, whole.Profit))
	}
	add(export.RowPractice, whole)
	sheet := export.NewSheet(w)
	sheet.Head = func(tag string) string {
		switch tag {
		case export.HeadAUM, export.HeadGDC:
			tag += currencyAside(r.Book)
		case "Owner's pay":
			if r.Settings.Pools[cost.OwnerPay] == 0 {
				return ""
			}
		}
		return tag
	}
	return sheet.Add(rows)
}

// noOne is a row of the tiers' table that is of no client: nothing is filled in.
func noOne(name string) export.Tier {
	none, no, time := export.Money(book.Missing), export.Percent(book.Missing), export.Hours(book.Missing)
	return export.Tier{
		Name: export.Text(name), AUM: none, GDC: none, Revenue: none, Wages: none, Overhead: none, OwnerPay: none, Profit: none,
		Return: no, Margin: no, Hours: time, PerHour: none,
		ShareClients: no, ShareAUM: no, ShareRevenue: no, ShareCost: no, ShareProfit: no, ShareTime: no,
	}
}
