package sheet

import (
	"io"

	"tierbook/engine"
	"tierbook/engine/agenda"
	"tierbook/engine/book"
	"tierbook/engine/export"
	"tierbook/engine/plan"
)

// WritePlan writes the actions of a plan.
func WritePlan(w io.Writer, pause func() error, r *engine.Report, rows []agenda.Row) error {
	sheet := export.NewSheet(w)
	for from := 0; ; from += exportPiece {
		piece := rows[min(from, len(rows)):min(from+exportPiece, len(rows))]
		actions := make([]export.Action, len(piece))
		for k := range piece {
			actions[k] = actionOf(r, &piece[k])
		}
		if err := sheet.Add(actions); err != nil {
			return err
		}
		if from+exportPiece >= len(rows) {
			return nil
		}
		if err := pause(); err != nil {
			return err
		}
	}
}

func actionOf(r *engine.Report, row *agenda.Row) export.Action {
	none, noTime, noPart := export.Money(book.Missing), export.Hours(book.Missing), export.Percent(book.Missing)
	day := func(d book.Day) export.Date {
		if d == 0 {
			d = book.Missing
		}
		return export.Date(d)
	}
	a := export.Action{
		Number: export.Count(row.Key), ID: export.Text(row.ID), Name: export.Text(row.Name), Tier: export.Text(tierName(r, row.Tier)),
		Action: export.Text(export.Levers[row.Lever]), And: export.Text(export.Levers[row.And]), Else: export.Text(export.Levers[row.Else]),
		Fee: none, Hours: noTime, Assets: none, RevenueKept: noPart, TimeKept: noPart,
		Status: export.Text(export.Statuses[row.Status]), Owner: export.Text(row.Owner), Due: day(row.Due), DoneOn: day(row.Deed.On), Note: export.Text(row.Note),
		State: export.Text(row.State), By: day(row.By),
		Before: none, After: none, Practice: none, Freed: noTime, Left: none,
	}
	if row.Has(plan.Charge) {
		a.Fee = export.Money(row.Fee)
	}
	if row.Has(plan.Serve) {
		a.ServeAs = export.Text(tierName(r, row.Terms.Tier))
	}
	if row.Has(plan.Trim) {
		a.Hours = export.Hours(row.Terms.Minutes)
	}
	if row.Has(plan.Grow) {
		a.Assets = export.Money(row.Assets)
	}
	if row.Has(plan.HandOver) {
		a.RevenueKept, a.TimeKept = export.Percent(row.RevenueKept), export.Percent(row.TimeKept)
	}
	if row.Counts {
		a.Before, a.After, a.Practice = export.Money(row.Profit), export.Money(row.After), export.Money(row.Practice)
		a.Freed, a.Left = export.Hours(row.Freed), export.Money(row.Left)
	}
	return a
}
