package engine

import (
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/plan"
	"tierbook/engine/repair"
)

// Baseline is the practice as a plan finds it (METHOD.md §7).
func (r *Report) Baseline(avoidable [cost.Pools]book.BP) plan.Baseline {
	b := plan.Baseline{
		Minutes: r.Practice.Minutes, AUM: r.Practice.AUM, GDC: r.Practice.GDC,
		Payout: r.Settings.Payout, Standard: r.standard, Avoidable: avoidable,
	}
	for p, shared := range r.shared {
		if r.byTime(cost.Pool(p)) {
			b.Timed[p] = shared
		}
	}
	return b
}

// PlanClient is client i as a plan finds it.
func (r *Report) PlanClient(i int) plan.Client {
	c := plan.Client{
		AUM: book.OrZero(book.At(r.Book.AUM, i)), GDC: book.OrZero(book.At(r.Book.GDC, i)),
		Revenue: r.Revenue[i], Minutes: r.Minutes[i],
	}
	for p := range c.Cost {
		c.Cost[p] = r.Cost[p][i]
	}
	return c
}

// repairOf works out what would mend a client as it would be by then.
func (r *Report) repairOf(c plan.Client) repair.Repair {
	of := repair.Client{Revenue: c.Revenue, Cost: c.Costs(), Minutes: c.Minutes, AUM: c.AUM, GDC: c.GDC}
	for p, part := range c.Cost {
		if !r.byTime(cost.Pool(p)) {
			of.Base += part
		}
	}
	return r.repairs.Repair(of)
}

// Planned is a plan laid over the report: what it makes of the practice and of
// each tier. Tiers are as the report has them.
type Planned struct {
	Practice, Unassigned Line // after; what is left behind counts as unused
	Tiers                [book.Tiers]Line

	Left    [cost.Pools]book.Cents // cost left behind
	Avoided [cost.Pools]book.Cents
	Added   [cost.Pools]book.Cents
	Freed   book.Minutes // below 0 where the plan takes more time than it frees
	Serves  book.Minutes // clients of the first tier whom the freed time would serve; Missing with no standard time

	Actions int // that change something still
	Absent  int // about clients who are not in the list
}

// TierLine is the line of tier t, or of the unassigned clients.
func (p *Planned) TierLine(t book.Tier) *Line {
	if t == book.Unassigned {
		return &p.Unassigned
	}
	return &p.Tiers[t-1]
}

// Planned lays a plan over the report, which is of a list with a number.
func (r *Report) Planned(p *plan.Plan, list int) *Planned {
	out := &Planned{Practice: r.Practice, Unassigned: r.Unassigned, Tiers: r.Tiers}
	base, find := r.Baseline(p.Avoidable), r.Finder()
	for a := range p.All() {
		i, ok := find(a.Key)
		if !ok {
			out.Absent++
			continue
		}
		if !a.Counts(plan.List{Number: list, AsOf: r.Settings.AsOf}) {
			continue
		}
		out.Actions++
		before := r.PlanClient(i)
		e := base.Effect(before, a.Terms)
		out.Freed = book.Add(out.Freed, e.Freed(before))
		for k := range e.Left {
			out.Left[k] = book.Add(out.Left[k], e.Left[k])
			out.Avoided[k] = book.Add(out.Avoided[k], e.Avoided[k])
			out.Added[k] = book.Add(out.Added[k], e.Added[k])
		}
		out.TierLine(r.Tier[i]).replace(before, e)
		out.Practice.replace(before, e)
	}
	for _, left := range out.Left {
		out.Practice.Unused = book.Add(out.Practice.Unused, left)
	}
	out.Practice.Profit = book.Sub(out.Practice.Revenue, out.Practice.Costs())
	out.Serves = ratioDown(max(out.Freed, 0), r.standard[0])
	return out
}

// replace puts what an action makes of a client in its place.
func (l *Line) replace(before plan.Client, e plan.Effect) {
	after := &e.After
	if e.Gone {
		l.Clients--
	}
	change := func(to *book.Cents, from, by book.Cents) { *to = book.Add(*to, book.Sub(by, from)) }
	change(&l.AUM, before.AUM, after.AUM)
	change(&l.GDC, before.GDC, after.GDC)
	change(&l.Revenue, before.Revenue, after.Revenue)
	for p := range l.Cost {
		change(&l.Cost[p], before.Cost[p], after.Cost[p])
	}
	change(&l.Profit, before.Profit(), after.Profit())
	l.Minutes = book.Add(l.Minutes, book.Sub(after.Minutes, before.Minutes))
	if before.Profit() < 0 {
		l.Unprofitable--
	}
	if after.Profit() < 0 {
		l.Unprofitable++
	}
}

// ratioDown is floor(a/b), Missing where b is not above 0 or a is Missing.
func ratioDown(a, b book.Minutes) book.Minutes {
	if a == book.Missing || b <= 0 {
		return book.Missing
	}
	return a / b
}

// Finder finds clients by their keys: at their own place in a list as it was
// imported, else by an index that is made when it is first needed.
func (r *Report) Finder() func(book.Key) (int, bool) {
	keys := r.Book.Keys
	var index map[book.Key]int
	return func(key book.Key) (int, bool) {
		if i := int(key) - 1; i >= 0 && i < len(keys) && keys[i] == key {
			return i, true
		}
		if index == nil {
			index = make(map[book.Key]int, len(keys))
			for i, k := range keys {
				index[k] = i
			}
		}
		i, ok := index[key]
		return i, ok
	}
}

// Anew is the report on the book as a plan would leave it, and the row in r of
// each of its clients. Whoever is let go is not in it. list is as in Planned.
func (r *Report) Anew(p *plan.Plan, list int) (*Report, []int) {
	base, b := r.Baseline(p.Avoidable), r.Book
	next := &book.Book{Currency: b.Currency}
	var rows []int
	for i := range b.N {
		c := r.PlanClient(i)
		aum, gdc, hours := book.At(b.AUM, i), book.At(b.GDC, i), book.At(b.Hours, i)
		if a, ok := p.Of(b.Keys[i]); ok && a.Counts(plan.List{Number: list, AsOf: r.Settings.AsOf}) {
			e := base.Effect(c, a.Terms)
			if e.Gone {
				continue
			}
			if e.After.AUM != c.AUM {
				aum = e.After.AUM
			}
			if e.After.GDC != c.GDC {
				gdc = e.After.GDC
			}
			if e.After.Minutes != c.Minutes {
				hours = e.After.Minutes
			}
		}
		rows = append(rows, i)
		next.Keys, next.Line = append(next.Keys, b.Keys[i]), append(next.Line, b.Line[i])
		next.ID.AppendBytes(b.ID.Bytes(i))
		next.AUM, next.GDC, next.Hours = append(next.AUM, aum), append(next.GDC, gdc), append(next.Hours, hours)
		next.Since = append(next.Since, book.At(b.Since, i))
		next.Potential = append(next.Potential, book.At(b.Potential, i))
		next.Likeability = append(next.Likeability, book.At(b.Likeability, i))
		next.Referrals = append(next.Referrals, book.At(b.Referrals, i))
	}
	next.N = len(rows)
	return Analyze(next, r.Settings), rows
}
