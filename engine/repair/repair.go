// Package repair works out what would mend a client that loses money
// (METHOD.md §6).
package repair

import (
	"math/bits"

	"tierbook/engine/book"
)

// Practice is what the figures of every client rest on.
type Practice struct {
	TimeCost book.Cents   // the time-driven cost that is shared out; over Minutes this is the rate
	Minutes  book.Minutes // given to all clients
	AUM, GDC book.Cents   // of the whole book, missing ones as 0; their ratio is the book's yield
	Payout   book.BP
	Target   book.BP // the margin to reach, below 10000
	Standard [book.Tiers]book.Minutes
}

// Client is one client's part.
type Client struct {
	Revenue  book.Cents
	Cost     book.Cents   // all three pools
	Base     book.Cents   // the part that is not time-driven
	AUM, GDC book.Cents   // missing ones as 0
	Minutes  book.Minutes // its time
}

// Reason says why there is no figure.
type Reason uint8

const (
	Given      Reason = iota // there is one
	NoPayout                 // the payout is 0: no fee reaches the practice
	NoYield                  // neither the client nor the book earns anything on assets
	OutOfReach               // what is not time-driven costs more than the target leaves
	NoRate                   // time costs nothing, so no amount of it is too much
	TooLarge                 // the figure does not fit
)

// Figure is an amount, or the reason why there is none.
type Figure[Q book.Quantity] struct {
	Value Q      `json:"value"` // Missing where there is none
	None  Reason `json:"none,omitempty"`
}

// Money and Time are the figures a Repair is made of.
type (
	Money = Figure[book.Cents]
	Time  = Figure[book.Minutes]
)

func none[Q book.Quantity](why Reason) Figure[Q] { return Figure[Q]{book.Missing, why} }

// figure is v, which is Missing only where it did not fit.
func figure[Q book.Quantity](v Q) Figure[Q] {
	if v == book.Missing {
		return none[Q](TooLarge)
	}
	return Figure[Q]{Value: v}
}

// Repair is what it would take to bring one client to the target margin.
type Repair struct {
	RequiredRevenue Money // a year
	FeeNeeded       Money // extra gross fee or GDC a year
	AUMNeeded       Money // extra assets at the yield
	OwnYield        bool  // the yield is the client's own, not the book's
	MostMinutes     Time  // the most time a year the revenue pays for
	CutMinutes      Time  // time now less MostMinutes; below 0 there is room
	ProfitAtTier    [book.Tiers]Money
}

// Repair works out the figures of one client.
func (p Practice) Repair(c Client) Repair {
	r := Repair{
		RequiredRevenue: figure(book.Cents(book.MulDiv(int64(c.Cost), 10000, int64(10000-p.Target), book.Ceil))),
		OwnYield:        c.AUM > 0 && c.GDC > 0,
	}
	r.FeeNeeded = p.fee(r.RequiredRevenue, c.Revenue)
	r.AUMNeeded = p.assets(r.FeeNeeded, c)
	r.MostMinutes = p.mostMinutes(c)
	r.CutMinutes = r.MostMinutes
	if r.MostMinutes.None == Given {
		r.CutMinutes = figure(book.Sub(c.Minutes, r.MostMinutes.Value))
	}
	for k, standard := range p.Standard {
		r.ProfitAtTier[k] = figure(book.Sub(book.Sub(c.Revenue, c.Base), p.timeCost(standard)))
	}
	return r
}

// fee is ceil(max(0, required − revenue)·10000/payout).
func (p Practice) fee(required Money, revenue book.Cents) Money {
	if p.Payout == 0 {
		return none[book.Cents](NoPayout)
	}
	if required.None != Given {
		return required
	}
	short := book.Sub(required.Value, revenue)
	if short == book.Missing {
		return none[book.Cents](TooLarge)
	}
	return figure(book.Cents(book.MulDiv(int64(max(short, 0)), 10000, int64(p.Payout), book.Ceil)))
}

// Assets is the assets that bring a fee, at the client's own yield where it has
// one.
func (p Practice) Assets(fee book.Cents, c Client) Money { return p.assets(Money{Value: fee}, c) }

// assets is ceil(fee·aum/gdc).
func (p Practice) assets(fee Money, c Client) Money {
	if fee.None != Given || fee.Value == 0 {
		return fee
	}
	aum, gdc := c.AUM, c.GDC
	if aum <= 0 || gdc <= 0 {
		aum, gdc = p.AUM, p.GDC
	}
	if aum == book.Missing || gdc == book.Missing {
		return none[book.Cents](TooLarge)
	}
	if aum <= 0 || gdc <= 0 {
		return none[book.Cents](NoYield)
	}
	return figure(book.Cents(book.MulDiv(int64(fee.Value), int64(aum), int64(gdc), book.Ceil)))
}

// mostMinutes is floor((revenue·(10000−t)/10000 − base)/rate), which is
// floor((revenue·(10000−t) − 10000·base)·minutes / (10000·timeCost)).
func (p Practice) mostMinutes(c Client) Time {
	switch {
	case p.Minutes == book.Missing:
		return none[book.Minutes](TooLarge)
	case p.TimeCost <= 0 || p.Minutes <= 0:
		return none[book.Minutes](NoRate)
	case c.Revenue < 0:
		return none[book.Minutes](OutOfReach)
	}
	hi, lo := bits.Mul64(uint64(c.Revenue), uint64(10000-p.Target))
	baseHi, baseLo := bits.Mul64(10000, uint64(c.Base))
	lo, borrow := bits.Sub64(lo, baseLo, 0)
	hi, borrow = bits.Sub64(hi, baseHi, borrow)
	if borrow > 0 {
		return none[book.Minutes](OutOfReach)
	}
	// bracket·minutes is 192 bits, of which the answer may use 64 + those of d.
	top, mid := bits.Mul64(hi, uint64(p.Minutes))
	carry, low := bits.Mul64(lo, uint64(p.Minutes))
	mid, c1 := bits.Add64(mid, carry, 0)
	top += c1
	d := 10000 * int64(p.TimeCost)
	if top > 0 || mid >= uint64(d) {
		return none[book.Minutes](TooLarge)
	}
	return figure(book.Minutes(book.Divide(mid, low, d, false, book.Floor)))
}

// timeCost is round(rate·minutes), 0 without a rate.
func (p Practice) timeCost(minutes book.Minutes) book.Cents {
	switch {
	case p.Minutes == book.Missing:
		return book.Missing
	case p.TimeCost <= 0 || p.Minutes <= 0:
		return 0
	}
	return book.Cents(book.MulDiv(int64(p.TimeCost), int64(minutes), int64(p.Minutes), book.Nearest))
}

// LettingGo is by how much the practice's profit changes when a client leaves:
// its revenue goes, and of each cost only the part that can be avoided, in
// basis points and rounded to the cent.
func LettingGo(revenue book.Cents, costs []book.Cents, avoidable []book.BP) book.Cents {
	change := -revenue
	for k, cost := range costs {
		change = book.Add(change, book.Cents(book.MulDiv(int64(cost), int64(avoidable[k]), 10000, book.Nearest)))
	}
	return change
}
