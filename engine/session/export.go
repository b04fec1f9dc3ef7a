package session

import (
	"io"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/export"
	"tierbook/engine/intake/cell"
	"tierbook/engine/roster"
	"tierbook/engine/wire"
)

// Export asks for a table as a CSV file. It is written from what is shown when
// it is asked for, whatever changes while it is written.
type Export struct {
	Table string `json:"table"` // one of those below, or problems
	Plan  int    `json:"plan,omitempty"`

	Waiting bool `json:"waiting,omitempty"` // of problems: those of the list that waits

	Reasons map[string]string `json:"reasons,omitempty"` // of problems: why in words, by code

	roster.Filter // of clients: which; the zero Filter is everyone
}

// The tables there are.
const (
	ExportClients = "clients"
	ExportTiers   = "tiers"
	ExportPlan    = "plan"
	ExportRatings = "ratings"   // the sheet that somebody fills in; it comes back by FillFrom
	ExportAlone   = "unmatched" // the clients that the open list or the one that waits has alone
	ExportLocks   = "locks"     // who stays in which tier; it comes back as well
)

// Exporting is a table that is about to be written.
type Exporting struct {
	write func(w io.Writer, pause func() error) error
}

// Write writes the table. It calls pause between pieces of the work, and stops
// with its error where it has one.
func (x *Exporting) Write(w io.Writer, pause func() error) error { return x.write(w, pause) }

// Export makes a table ready to be written. The error is a *Fault.
func (s *Session) Export(what Export) (*Exporting, error) {
	r := s.Report()
	switch what.Table {
	case ExportClients:
		imp, _ := s.source(false)
		c := clientSheet{report: r, rows: roster.Filtered(r, book.Rows(r.Book.N), what.Filter), net: imp.Basis == cell.Net}
		return &Exporting{c.write}, nil
	case ExportRatings:
		return &Exporting{func(w io.Writer, _ func() error) error { return export.NewSheet(w).Add(ratingSheet(r)) }}, nil
	case ExportAlone:
		rows, err := s.unmatched()
		return &Exporting{func(w io.Writer, _ func() error) error { return export.NewSheet(w).Add(rows) }}, err
	case ExportLocks:
		return &Exporting{func(w io.Writer, _ func() error) error { return export.NewSheet(w).Add(lockSheet(r)) }}, nil
	case ExportTiers:
		return &Exporting{func(w io.Writer, _ func() error) error { return writeTiers(w, r) }}, nil
	case ExportPlan:
		rows, err := s.PlanRows(what.Plan, 0)
		if err != nil {
			return nil, err
		}
		return &Exporting{func(w io.Writer, pause func() error) error { return writePlan(w, pause, r, rows) }}, nil
	}
	return nil, wire.NewFault("unknown-view", what.Table)
}

// clientSheet writes the list of clients.
type clientSheet struct {
	report *engine.Report
	rows   []int32 // which clients, in the order of the file
	net    bool    // the revenue of the list is after payout
}

// exportPiece is how many clients are written between two pauses.
const exportPiece = 500

func (c *clientSheet) write(w io.Writer, pause func() error) error {
	b := c.report.Book
	sheet := export.NewSheet(w)
	sheet.Head = c.head
	sheet.More.Cell = func(row, column int) string { return b.Attributes[column].Cells.At(int(c.rows[row])) }
	for _, a := range b.Attributes {
		sheet.More.Headings = append(sheet.More.Headings, a.Name)
	}
	for from := 0; ; from += exportPiece {
		piece := c.rows[min(from, len(c.rows)):min(from+exportPiece, len(c.rows))]
		clients := make([]export.Client, len(piece))
		for k, i := range piece {
			clients[k] = clientOf(c.report, int(i))
		}
		if err := sheet.Add(clients); err != nil {
			return err
		}
		if from+exportPiece >= len(c.rows) {
			return nil
		}
		if err := pause(); err != nil {
			return err
		}
	}
}

// head leaves out what the book has no column for, and what nobody has given
// costs for, and says in which currency and after what the amounts are.
func (c *clientSheet) head(tag string) string {
	b := c.report.Book
	there := true
	switch tag {
	case export.HeadID:
		there = b.ID.Len() > 0
	case export.HeadName:
		there = b.Name.Len() > 0
	case export.HeadHousehold:
		there = b.Household.Len() > 0
	case export.HeadAUM:
		there = b.AUM != nil
		tag += currencyAside(b)
	case export.HeadGDC:
		there = b.GDC != nil
		if c.net {
			tag = export.HeadNet
		}
		tag += currencyAside(b)
	case export.HeadSince:
		there = b.Since != nil
	case export.HeadPotential:
		there = b.Potential != nil
	case export.HeadLikeability:
		there = b.Likeability != nil
	case export.HeadReferrals:
		there = b.Referrals != nil
	case export.HeadHours:
		there = b.Hours != nil
	case export.HeadLock:
		there = len(c.report.Settings.Locks) > 0
	case "Tierbook wages", "Tierbook overhead", "Tierbook owner's pay", "Tierbook profit", "Tierbook margin %":
		there = c.report.Settings.Pools != [cost.Pools]book.Cents{}
	}
	if !there {
		return ""
	}
	return tag
}

func currencyAside(b *book.Book) string {
	if b.Currency == "" {
		return ""
	}
	return " (" + b.Currency + ")"
}

func clientOf(r *engine.Report, i int) export.Client {
	b := r.Book
	line := r.LineOf(i)
	c := export.Client{
		ID: export.Text(b.ID.At(i)), Name: export.Text(b.Name.At(i)), Household: export.Text(b.Household.At(i)),
		AUM: export.Money(book.At(b.AUM, i)), GDC: export.Money(book.At(b.GDC, i)), Since: export.Date(book.At(b.Since, i)),
		Potential: export.Rating(book.At(b.Potential, i)), Likeability: export.Rating(book.At(b.Likeability, i)),
		Referrals: export.Rating(book.At(b.Referrals, i)), Hours: export.Hours(book.At(b.Hours, i)),

		Number: export.Count(b.Keys[i]), Tier: export.Text(tierName(r, r.Tier[i])),
		Score: export.Points(r.Scores.Score[i]), Rank: export.Count(r.Scores.Rank[i]),
		Revenue: export.Money(line.Revenue), Wages: export.Money(line.Cost[cost.Wages]), Overhead: export.Money(line.Cost[cost.Overhead]),
		OwnerPay: export.Money(line.Cost[cost.OwnerPay]), Profit: export.Money(line.Profit), Margin: export.Percent(line.Margin()),
		Time: export.Hours(line.Minutes), Estimated: export.YesNo(r.Estimated[i]),
	}
	if lock, ok := r.LockOf(i); ok {
		c.Locked = export.Text(lock.Reason)
	}
	return c
}

// tierName is the name of a tier, nothing for none.
func tierName(r *engine.Report, t book.Tier) string {
	if t == book.Unassigned {
		return ""
	}
	return r.Settings.Names[t-1]
}

// writeTiers writes the tier report. Its rows add up to the last.
func writeTiers(w io.Writer, r *engine.Report) error {
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
