package plan

import "tierbook/engine/book"

// Pools is how many pools of cost there are.
const Pools = 3

// Baseline is the practice that a plan lies over. None of it changes with a
// plan: tiers, rates, and every other client's time and cost stay.
type Baseline struct {
	Timed    [Pools]book.Cents // what of each pool is shared out by time, 0 for a pool that is not
	Minutes  book.Minutes      // of all clients; Timed over Minutes is what a minute costs
	AUM, GDC book.Cents        // of the whole book, missing ones as 0; their ratio is its yield
	Payout   book.BP
	Standard [book.Tiers]book.Minutes

	Avoidable [Pools]book.BP // which part of the cost that is shed really goes away
}

// Client is one client as the baseline has it.
type Client struct {
	AUM, GDC book.Cents // missing ones as 0
	Revenue  book.Cents
	Cost     [Pools]book.Cents
	Minutes  book.Minutes
}

// Costs is all three pools.
func (c Client) Costs() book.Cents { return sum(c.Cost) }

// Profit is the client's own.
func (c Client) Profit() book.Cents { return book.Sub(c.Revenue, c.Costs()) }

// Effect is what an action makes of a client, and of the practice. Of what a
// client sheds in cost a part is avoided, and the rest is left behind:
//
//	cost before + Added = cost after + Avoided + Left
type Effect struct {
	After    Client
	Gone     bool              // it is no longer a client
	Added    [Pools]book.Cents // for more time than before, charged at the rate
	Avoided  [Pools]book.Cents
	Left     [Pools]book.Cents
	Practice book.Cents // by how much the practice's profit changes; Missing where that does not fit
}

// Freed is the time that an action frees, below 0 where it takes more.
func (e *Effect) Freed(before Client) book.Minutes { return before.Minutes - e.After.Minutes }

// Effect works out what terms do to a client.
func (b *Baseline) Effect(c Client, t Terms) Effect {
	e := Effect{After: c}
	if t.Has(LetGo) {
		e.Gone = true
		e.After = Client{}
	} else {
		b.earn(c, t, &e.After)
		if minutes := b.time(c, t); minutes != c.Minutes {
			e.After.Minutes = minutes
			e.After.Cost = b.costs(c, minutes)
		}
	}
	e.Practice = book.Sub(e.After.Revenue, c.Revenue)
	for p := range c.Cost {
		shed := book.Sub(c.Cost[p], e.After.Cost[p])
		if shed < 0 { // Missing too: then the figure is none
			e.Added[p] = -shed
			e.Practice = book.Add(e.Practice, shed)
			continue
		}
		e.Avoided[p] = book.Cents(book.MulDiv(int64(shed), int64(b.Avoidable[p]), 10000, book.Nearest))
		e.Left[p] = shed - e.Avoided[p]
		e.Practice = book.Add(e.Practice, e.Avoided[p])
	}
	return e
}

// earn is what the client brings from then on. A fee counts with what of it is
// sure to reach the practice, floor(fee·payout/10000).
func (b *Baseline) earn(c Client, t Terms, after *Client) {
	if t.Has(HandOver) {
		after.GDC = book.Cents(book.MulDiv(int64(c.GDC), int64(t.RevenueKept), 10000, book.Nearest))
		after.Revenue = book.Cents(book.MulDiv(int64(after.GDC), int64(b.Payout), 10000, book.Nearest))
	}
	more := book.Cents(0)
	if t.Has(Charge) {
		more = t.Fee
	}
	if t.Has(Grow) {
		after.AUM = book.Add(c.AUM, t.Assets)
		more = book.Add(more, b.Earned(c, t.Assets))
	}
	after.GDC = book.Add(after.GDC, more)
	if more != book.Missing {
		more = book.Cents(book.MulDiv(int64(more), int64(b.Payout), 10000, book.Floor))
	}
	after.Revenue = book.Add(after.Revenue, more)
}

// Earned is the GDC that assets bring in a year, floor(assets·gdc/aum): at the
// client's own yield where it has one, else at the book's. It is 0 where the
// book has none either.
func (b *Baseline) Earned(c Client, assets book.Cents) book.Cents {
	aum, gdc := c.AUM, c.GDC
	if aum <= 0 || gdc <= 0 {
		aum, gdc = b.AUM, b.GDC
	}
	if aum <= 0 || gdc <= 0 {
		return 0
	}
	return book.Cents(book.MulDiv(int64(assets), int64(gdc), int64(aum), book.Floor))
}

// time is what the client takes from then on.
func (b *Baseline) time(c Client, t Terms) book.Minutes {
	switch {
	case t.Has(Serve):
		return b.Standard[t.Tier-1]
	case t.Has(Trim):
		return t.Minutes
	case t.Has(HandOver):
		return book.Minutes(book.MulDiv(int64(c.Minutes), int64(t.TimeKept), 10000, book.Nearest))
	}
	return c.Minutes
}

// costs is what a client bears at another time: of each pool that goes by time
// its part at the rate, which together are round(rate·minutes); of the others
// what it bore.
func (b *Baseline) costs(c Client, minutes book.Minutes) [Pools]book.Cents {
	after := c.Cost
	if b.Minutes <= 0 {
		return after
	}
	var rest [Pools]int64
	timed, floors := book.Cents(0), book.Cents(0)
	for p, pool := range b.Timed {
		if pool == 0 {
			continue
		}
		timed += pool
		after[p] = book.Cents(book.MulDiv(int64(pool), int64(minutes), int64(b.Minutes), book.Floor))
		rest[p] = remainder(int64(pool), int64(minutes), int64(b.Minutes))
		floors = book.Add(floors, after[p])
	}
	left := book.Sub(book.Cents(book.MulDiv(int64(timed), int64(minutes), int64(b.Minutes), book.Nearest)), floors)
	for ; left > 0; left-- { // at most one for each pool
		most := 0
		for p := range rest {
			if rest[p] > rest[most] {
				most = p
			}
		}
		after[most]++
		rest[most] = 0
	}
	return after
}

// remainder is a·b mod c, for numbers not below 0, c above it.
func remainder(a, b, c int64) int64 {
	floor := book.MulDiv(a, b, c, book.Floor)
	return int64(uint64(a)*uint64(b) - uint64(floor)*uint64(c)) // modulo 2⁶⁴, which is enough for what is below c
}

func sum(all [Pools]book.Cents) book.Cents {
	s := book.Cents(0)
	for _, v := range all {
		s = book.Add(s, v)
	}
	return s
}
