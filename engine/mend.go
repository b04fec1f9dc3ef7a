package engine

import (
	"slices"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/plan"
	"tierbook/engine/repair"
)

// Mender finds what can be done about clients, one after another.
type Mender struct {
	report *Report
	base   plan.Baseline
	terms  plan.Terms   // of a handover
	held   []book.Cents // assets that the client holds elsewhere, Missing where the file does not say; nil where it never does
	eager  book.Milli   // a potential from here on is high; Missing where none is
}

// Mender makes a Mender. avoidable is which part of the cost that is shed really
// goes away; held is what each client holds elsewhere, nil where that is not
// known.
func (r *Report) Mender(avoidable [cost.Pools]book.BP, held []book.Cents) *Mender {
	return &Mender{
		report: r, base: r.Baseline(avoidable), held: held, eager: upperThird(r.Book.Potential),
		terms: plan.Terms{Lever: plan.HandOver, RevenueKept: plan.UsualRevenueKept, TimeKept: plan.UsualTimeKept},
	}
}

// upperThird is the least of the upper third of the values, Missing where they
// are all one.
func upperThird(column []book.Milli) book.Milli {
	order := book.Sort(column, false, new(book.Scratch))
	n := len(order.Keys)
	if n == 0 {
		return book.Missing
	}
	least := column[order.Client(n-max(1, n/3))]
	if least == column[order.Client(0)] {
		return book.Missing
	}
	return least
}

// Cause says why a client carries a loss.
type Cause uint8

const (
	NoLoss    Cause = iota
	NoRevenue       // it brings nothing
	BaseAlone       // what does not go by time is more than it brings
	MuchTime        // it takes more than its tier's standard, with which it would pay
	LowYield        // it would pay at the book's yield
	TooSmall        // at the book's yield and its tier's standard it would not pay either
)

// Ask is a question about the data that is to be settled before anything is
// done about a client: one bit each.
type Ask uint8

const (
	AskGDC   Ask = 1 << iota // none is recorded
	AskYoung                 // a client for less than twelve months: the GDC of a year is not there yet
	AskTime                  // its time is assumed, where that of others is known
	AskZero                  // a GDC of 0 is recorded for assets that at the book's yield would pay for a service
	AskBelow                 // a GDC below 0 is recorded: a charge taken back, more likely than what a year brings
	Asks     = 5             // how many there are
)

// Trap is something that an option must not be chosen without seeing: one bit
// each.
type Trap uint8

const (
	TrapNoService Trap = 1 << iota // fees from a client that gets no service
	TrapLess                       // less service, while the client goes on paying a share of its assets
	TrapSteep                      // the client would pay more than twice the book's yield on its assets
	TrapLinked                     // the client is linked to better ones
)

// Option is a lever with its figures, or two together.
type Option struct {
	plan.Terms
	None     repair.Reason `json:"none,omitempty"` // why there are no figures
	Profit   book.Cents    `json:"profit"`         // the client's own, after
	Practice book.Cents    `json:"practice"`       // change of the practice's profit
	Freed    book.Minutes  `json:"freed"`          // below 0 where it takes more
	Left     book.Cents    `json:"left"`           // cost left behind
	Meets    bool          `json:"meets"`          // brings the client to the target
	Allowed  bool          `json:"allowed"`        // by the fees that the advisor may charge
	Fits     bool          `json:"fits"`           // asks no more of the client than may be expected
	Traps    Trap          `json:"traps,omitempty"`
}

// open reports whether an option can be recommended as one that mends.
func (o *Option) open() bool { return o.None == repair.Given && o.Allowed && o.Fits }

// Mend is what can be done about one client.
type Mend struct {
	Client      plan.Client
	Repair      repair.Repair
	Cause       Cause
	Asks        Ask
	MostFee     book.Cents // that may be expected of it, more than now; book.Largest where there is no bound
	Assets      Assets     // what is known of those it could bring
	Options     []Option
	Recommended int // among Options, -1 where nothing is
	Why         Why
	Barred      Barred // what would mend, and is not recommended
}

// Best is the option that is recommended, nil for none.
func (m *Mend) Best() *Option {
	if m.Recommended < 0 {
		return nil
	}
	return &m.Options[m.Recommended]
}

// Mend works out what can be done about client i. linked says that it is linked
// to better clients. The Mend given is used again.
func (m *Mender) Mend(i int, linked bool, out *Mend) {
	r := m.report
	c := r.PlanClient(i)
	*out = Mend{Client: c, Repair: r.repairOf(c), Options: out.Options[:0], Recommended: -1, Asks: m.asks(i, c), MostFee: m.mostFee(c)}
	_, out.Assets = m.mostAssets(i, c)
	out.Cause = m.cause(c, i)
	add := func(t plan.Terms, none repair.Reason) {
		out.Options = append(out.Options, m.option(i, out, t, none, linked))
	}

	fee, assets, most := out.Repair.FeeNeeded, out.Repair.AUMNeeded, out.Repair.MostMinutes
	if c.Profit() >= 0 && fee.None == repair.Given && fee.Value == 0 {
		m.further(i, out, add)
		m.recommend(out, linked)
		return
	}
	add(plan.Terms{Lever: plan.Charge, Fee: known(fee)}, fee.None)
	if t, ok := m.lower(c, &out.Repair); ok {
		add(plan.Terms{Lever: plan.Serve, Tier: t}, repair.Given)
	}
	add(plan.Terms{Lever: plan.Trim, Minutes: known(most)}, most.None)
	add(plan.Terms{Lever: plan.Grow, Assets: known(assets)}, assets.None)
	if !slices.ContainsFunc(out.Options, func(o Option) bool { return o.open() && o.Meets }) {
		m.pairs(i, out, add)
	}
	add(m.terms, repair.Given)
	add(plan.Terms{Lever: plan.LetGo}, repair.Given)
	add(plan.Terms{Lever: plan.Keep}, repair.Given)
	m.recommend(out, linked)
}

// known is a figure, 0 where there is none.
func known[Q book.Quantity](f repair.Figure[Q]) Q {
	if f.None != repair.Given {
		return 0
	}
	return f.Value
}

// option is what terms come to.
func (m *Mender) option(i int, of *Mend, t plan.Terms, none repair.Reason, linked bool) Option {
	c := of.Client
	e := m.base.Effect(c, t)
	o := Option{Terms: t, None: none, Profit: e.After.Profit(), Practice: e.Practice, Freed: e.Freed(c), Allowed: true, Fits: true}
	for _, left := range e.Left {
		o.Left = book.Add(o.Left, left)
	}
	if o.None == repair.Given && (o.Profit == book.Missing || o.Practice == book.Missing || !t.Valid()) {
		o.None = repair.TooLarge
	}
	if t.Lever == plan.Trim && none == repair.Given && t.Minutes >= c.Minutes {
		o.None = repair.NoRate // there is no time to be cut
	}
	o.Meets = o.None == repair.Given && !e.Gone && (m.meets(&e.After) || t.Lever == plan.Trim && t.And == plan.NoLever)
	for _, l := range [...]plan.Lever{t.Lever, t.And} {
		o.Allowed = o.Allowed && m.report.Settings.Fees.Allows(l, c.AUM)
	}
	if t.Has(plan.Charge) && t.Fee > m.mostFee(c) {
		o.Fits = false
		o.Traps |= TrapSteep
	}
	if most, _ := m.mostAssets(i, c); t.Has(plan.Grow) && t.Assets > most {
		o.Fits = false
	}
	if t.Has(plan.Trim) && t.Minutes < m.leastTime() {
		o.Fits = false
	}
	if e.After.Minutes == 0 && (t.Has(plan.Charge) || t.Has(plan.Trim) && c.GDC > 0) {
		o.Traps |= TrapNoService
	}
	if t.Lower() && o.Freed > 0 && c.GDC > 0 && c.AUM > 0 && m.report.Settings.Fees&plan.Advisory != 0 {
		o.Traps |= TrapLess
	}
	if t.Parts() && linked {
		o.Traps |= TrapLinked
	}
	return o
}

// meets reports whether a client comes to the target: revenue·(10000−t) is at
// least 10000·cost.
func (m *Mender) meets(c *plan.Client) bool {
	required := m.report.repairOf(*c).RequiredRevenue
	return required.None == repair.Given && c.Revenue >= required.Value
}

// lower is the tier at whose standard time a client would be served, among
// those with less than it takes: the best one with which it comes to the
// target, else the one that takes least.
func (m *Mender) lower(c plan.Client, r *repair.Repair) (book.Tier, bool) {
	least := book.Tier(0)
	for k, standard := range m.base.Standard {
		t := book.Tier(k + 1)
		if standard >= c.Minutes {
			continue
		}
		if r.MostMinutes.None == repair.Given && standard <= r.MostMinutes.Value {
			return t, true
		}
		if least == 0 || standard < m.base.Standard[least-1] {
			least = t
		}
	}
	return least, least != 0
}

// pairs adds the pairs of levers that together bring a client to the target,
// where both may be recommended. Where none does, it adds the lighter service
// with the most of a fee that may be expected, to be chosen and never recommended.
func (m *Mender) pairs(i int, of *Mend, add func(plan.Terms, repair.Reason)) {
	c, before := of.Client, len(of.Options)
	defer func() {
		if t, ok := m.lower(c, &of.Repair); ok && len(of.Options) == before {
			if most := m.mostFee(c); most > 0 && most < book.Largest && m.base.Payout > 0 {
				add(plan.Terms{Lever: plan.Serve, And: plan.Charge, Tier: t, Fee: most}, repair.Given)
				if o := &of.Options[before]; !o.open() || o.Practice <= 0 {
					of.Options = of.Options[:before]
				}
			}
		}
	}()
	try := func(t plan.Terms, none repair.Reason) {
		n := len(of.Options)
		add(t, none)
		if o := &of.Options[n]; !o.open() || !o.Meets {
			of.Options = of.Options[:n]
		}
	}
	if t, ok := m.lower(c, &of.Repair); ok {
		served := m.base.Effect(c, plan.Terms{Lever: plan.Serve, Tier: t}).After
		rest := m.report.repairOf(served)
		try(plan.Terms{Lever: plan.Serve, And: plan.Charge, Tier: t, Fee: known(rest.FeeNeeded)}, rest.FeeNeeded.None)
		try(plan.Terms{Lever: plan.Serve, And: plan.Grow, Tier: t, Assets: known(rest.AUMNeeded)}, rest.AUMNeeded.None)
	}
	fee := of.Repair.FeeNeeded
	if fee.None != repair.Given {
		return
	}
	if most := m.mostFee(c); most > 0 && most < fee.Value {
		assets := m.assetsFor(c, fee.Value-most)
		try(plan.Terms{Lever: plan.Charge, And: plan.Grow, Fee: most, Assets: known(assets)}, assets.None)
	}
	if most, of := m.mostAssets(i, c); of == AssetsHeld && most > 0 {
		if earned := m.base.Earned(c, most); earned > 0 && earned < fee.Value {
			try(plan.Terms{Lever: plan.Grow, And: plan.Charge, Assets: most, Fee: fee.Value - earned}, repair.Given)
		}
	}
}

// assetsFor is the assets that bring a fee.
func (m *Mender) assetsFor(c plan.Client, fee book.Cents) repair.Money {
	return m.report.repairs.Assets(fee, repair.Client{AUM: c.AUM, GDC: c.GDC})
}

// cause says why a client carries a loss.
func (m *Mender) cause(c plan.Client, i int) Cause {
	if c.Profit() >= 0 {
		return NoLoss
	}
	base := book.Cents(0)
	for p, part := range c.Cost {
		if m.base.Timed[p] == 0 {
			base = book.Add(base, part)
		}
	}
	if c.Revenue <= 0 {
		return NoRevenue
	}
	if base > c.Revenue {
		return BaseAlone
	}
	t := m.report.ServedAs(i)
	usual := c
	if standard := m.base.Standard[t-1]; c.Minutes > standard {
		usual = m.base.Effect(c, plan.Terms{Lever: plan.Serve, Tier: t}).After
		if usual.Profit() >= 0 {
			return MuchTime
		}
	}
	if c.AUM > 0 && m.base.AUM > 0 && m.base.GDC > 0 {
		gdc := book.Cents(book.MulDiv(int64(c.AUM), int64(m.base.GDC), int64(m.base.AUM), book.Nearest))
		revenue := book.Cents(book.MulDiv(int64(gdc), int64(m.base.Payout), 10000, book.Nearest))
		if revenue > c.Revenue && book.Sub(revenue, usual.Costs()) >= 0 {
			return LowYield
		}
	}
	return TooSmall
}

// Try is what terms of the advisor's own come to for client i.
func (m *Mender) Try(i int, linked bool, t plan.Terms) Option {
	c := m.report.PlanClient(i)
	return m.option(i, &Mend{Client: c}, t, repair.Given, linked)
}

// Eager is the potential from which on a client's is high: that of the upper
// third of those who have been rated. It is Missing where none is.
func (r *Report) Eager() book.Milli { return upperThird(r.Book.Potential) }

// AtRate is what so much time costs, Missing where time has no cost.
func (r *Report) AtRate(minutes book.Minutes) book.Cents {
	b := r.Baseline([cost.Pools]book.BP{})
	timed := book.Cents(0)
	for _, pool := range b.Timed {
		timed += pool
	}
	if timed == 0 || b.Minutes <= 0 {
		return book.Missing
	}
	return book.Cents(book.MulDiv(int64(timed), int64(minutes), int64(b.Minutes), book.Nearest))
}
