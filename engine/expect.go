package engine

import (
	"slices"

	"tierbook/engine/book"
	"tierbook/engine/plan"
)

// Assets says what is known of assets that a client could bring.
type Assets uint8

const (
	AssetsUnknown Assets = iota // nothing says that it has any
	AssetsFree                  // it pays nothing on those that it has, and would pay nothing on more
	AssetsHeld                  // the file says what it holds elsewhere
	AssetsLikely                // the file does not say; its potential is high
)

// mostFee is the most that may be asked of a client more than now: with it the
// client pays twice the book's yield on its assets. There is no bound where it
// has none, or the book.
func (m *Mender) mostFee(c plan.Client) book.Cents {
	twice := m.atYield(c, 2)
	if twice == book.Missing {
		return book.Largest
	}
	return max(book.Sub(twice, c.GDC), 0)
}

// atYield is what a client would pay at so many times the book's yield, Missing
// where it or the book has no assets or the book no yield.
func (m *Mender) atYield(c plan.Client, times int64) book.Cents {
	if c.AUM <= 0 || m.base.AUM <= 0 || m.base.GDC <= 0 {
		return book.Missing
	}
	return book.Cents(book.MulDiv(times*int64(c.AUM), int64(m.base.GDC), int64(m.base.AUM), book.Floor))
}

// mostAssets is the most that a client may be expected to bring: what it holds
// elsewhere, where the file says so; else half as much again as it has, where
// its potential is high. Where what it has earns nothing, more would not either.
func (m *Mender) mostAssets(i int, c plan.Client) (book.Cents, Assets) {
	if c.AUM > 0 && c.GDC <= 0 {
		return 0, AssetsFree
	}
	if held := book.At(m.held, i); held != book.Missing {
		return held, AssetsHeld
	}
	if potential := book.At(m.report.Book.Potential, i); potential != book.Missing && m.eager != book.Missing && potential >= m.eager {
		return max(c.AUM, 0) / 2, AssetsLikely
	}
	return 0, AssetsUnknown
}

// leastTime is the least that may be expected to do for a client: half the
// standard time of the tier that takes least.
func (m *Mender) leastTime() book.Minutes { return slices.Min(m.base.Standard[:]) / 2 }

// year is the days of twelve months.
const year = 365

// asks are the questions about a client's data.
func (m *Mender) asks(i int, c plan.Client) (a Ask) {
	r := m.report
	switch gdc := book.At(r.Book.GDC, i); {
	case gdc == book.Missing:
		a |= AskGDC
	case gdc < 0:
		a |= AskBelow
	case gdc == 0 && m.pricey(c):
		a |= AskZero
	}
	if since := book.At(r.Book.Since, i); since != book.Missing && since > r.Settings.AsOf-year {
		a |= AskYoung
	}
	if r.Estimated[i] && !r.allEstimated() {
		a |= AskTime
	}
	return a
}

// pricey reports whether a client's assets would, at the book's yield, bring
// what it costs with the least standard service, and something at all: then
// that it pays nothing is not for want of assets.
func (m *Mender) pricey(c plan.Client) bool {
	gdc := m.atYield(c, 1)
	if gdc == book.Missing {
		return false
	}
	least := book.Tier(1)
	for k, standard := range m.base.Standard {
		if standard < m.base.Standard[least-1] {
			least = book.Tier(k + 1)
		}
	}
	served := m.base.Effect(c, plan.Terms{Lever: plan.Serve, Tier: least}).After
	revenue := book.Cents(book.MulDiv(int64(gdc), int64(m.base.Payout), 10000, book.Floor))
	return revenue > 0 && book.Has(served.Costs()) && revenue >= served.Costs()
}

// allEstimated reports whether no client's time is recorded: then it is a
// question about the list, and not about one client.
func (r *Report) allEstimated() bool {
	return slices.ContainsFunc(r.Notes, func(n Note) bool { return n.Code == AllEstimated })
}
