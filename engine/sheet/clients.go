package sheet

import (
	"io"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/export"
)

// clientSheet is a list of clients about to be written.
type clientSheet struct {
	report *engine.Report
	rows   []int32 // which clients, in the order of the file
	net    bool    // the revenue of the list is after payout
}

// exportPiece is how many clients are written between two pauses.
const exportPiece = 500

// WriteClients writes clients of a report, in the order given, with the
// attributes of the list. net says that its revenue is after payout. pause is
// called between pieces of the work, and its error ends it.
func WriteClients(w io.Writer, pause func() error, r *engine.Report, rows []int32, net bool) error {
	c, b := &clientSheet{r, rows, net}, r.Book
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
			clients[k] = clientOf(r, int(i))
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
