package roster

import (
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
)

// Row is one line of the table of clients.
type Row struct {
	Key       book.Key     `json:"key"`
	ID        string       `json:"id"`
	Name      string       `json:"name"`
	Household string       `json:"household,omitempty"`
	Tier      book.Tier    `json:"tier"`
	Score     int          `json:"score"` // hundredths of a point, -1 unassigned
	Rank      int          `json:"rank"`  // 0 unassigned
	AUM       book.Cents   `json:"aum"`   // Missing where there is none
	GDC       book.Cents   `json:"gdc"`   // Missing where there is none
	Revenue   book.Cents   `json:"revenue"`
	Cost      book.Cents   `json:"cost"`
	Profit    book.Cents   `json:"profit"`
	Minutes   book.Minutes `json:"minutes"`
	Estimated bool         `json:"estimated,omitempty"`
	Loss      cost.Loss    `json:"loss"`
	Locked    bool         `json:"locked,omitempty"`
}

// RowOf is client i of a report.
func RowOf(r *engine.Report, i int) Row {
	b := r.Book
	row := Row{
		Key: b.Keys[i], ID: b.IDOf(i), Name: b.NameOf(i), Household: b.Household.At(i),
		Tier: r.Tier[i], Score: int(r.Scores.Score[i]), Rank: int(r.Scores.Rank[i]),
		AUM: book.At(b.AUM, i), GDC: book.At(b.GDC, i),
		Revenue: r.Revenue[i], Cost: r.CostOf(i), Profit: r.Profit[i],
		Minutes: r.Minutes[i], Estimated: r.Estimated[i], Loss: r.Loss[i],
	}
	_, row.Locked = r.LockOf(i)
	return row
}

// Sum adds clients up. Missing AUM and GDC count as nothing; what does not
// fit is Missing.
func Sum[I int | int32](r *engine.Report, rows []I) engine.Line {
	if len(rows) == r.Book.N {
		return r.Practice.Listed()
	}
	sum := engine.Line{Clients: len(rows)}
	for _, row := range rows {
		i := int(row)
		sum.AUM = book.Add(sum.AUM, book.OrZero(book.At(r.Book.AUM, i)))
		sum.GDC = book.Add(sum.GDC, book.OrZero(book.At(r.Book.GDC, i)))
		sum.Revenue = book.Add(sum.Revenue, r.Revenue[i])
		sum.Profit = book.Add(sum.Profit, r.Profit[i])
		sum.Minutes = book.Add(sum.Minutes, r.Minutes[i])
		for p := range sum.Cost {
			sum.Cost[p] = book.Add(sum.Cost[p], r.Cost[p][i])
		}
		if Unprofitable.Has(r, i) {
			sum.Unprofitable++
		}
	}
	return sum
}
