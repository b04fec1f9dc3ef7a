package words

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/kin"
	"tierbook/engine/losses"
	"tierbook/engine/plan"
	"tierbook/engine/repair"
	"tierbook/engine/roster"
	"tierbook/engine/session"
)

// Repair answers “what do I do about the loss-makers?”.
func Repair(o *session.Overview, w *session.Walk) Headline {
	money := func(v book.Cents) Piece { return Piece{host.Money(v, o.Currency, host.Whole), true} }
	switch {
	case !o.CostKnown():
		return Headline{Plain: []Piece{text("What the practice costs is not known yet, so no client can be said to carry a loss.")}}
	case w.Total == 0:
		return Headline{Plain: []Piece{text("No client carries a loss.")}}
	case w.Decided == w.Total:
		return Headline{Plain: []Piece{text("Something is decided about %s that %s a loss.", Plural(w.Total, "the one client", "all "+host.Count(w.Total)+" clients"), Plural(w.Total, "carries", "carry"))}}
	}
	h := Headline{Loss: []Piece{text("%s %s a loss of ", clients(w.Total), Plural(w.Total, "carries", "carry")), money(w.Loss), text("%s.", Plural(w.Total, "", " together"))}}
	if w.Decided > 0 {
		h.Plain = []Piece{text("%s of %s %s decided.", host.Count(w.Decided), host.Count(w.Total), Plural(w.Decided, "is", "are"))}
		h.Loss = []Piece{text("The other %s a loss of ", Plural(w.Total-w.Decided, "one carries", host.Count(w.Total-w.Decided)+" carry")), money(w.Open), text(".")}
	}
	return h
}

func clients(n int) string { return host.Count(n) + Plural(n, " client", " clients") }

// RepairLede says what it takes in all.
func RepairLede(o *session.Overview, w *session.Walk) []Piece {
	if !o.CostKnown() || w.Total == 0 {
		return nil
	}
	goal := "To bring each to break-even"
	if w.Target != 0 {
		goal = "To bring each to a margin of " + host.PercentExact(w.Target)
	}
	if w.Decided > 0 {
		goal = "For these, t" + goal[1:]
	}
	var p []Piece
	if w.Beyond < w.Total-w.Decided {
		less := ""
		for pool, amount := range o.Settings.Pools {
			if amount > 0 && o.Settings.Drivers[pool] == cost.Time {
				less = ", or less time"
			}
		}
		p = append(p, text("%s takes ", goal), Piece{host.Money(w.Needed, o.Currency, host.Whole), true}, text(" more a year in fees, before payout%s. ", less))
	}
	return append(p, text("A client carries a share of what the practice costs; most of that stays when the client goes. So each choice shows two figures: the client’s own, and yours."))
}

// Card is the heading of a client's card.
func Card(o *session.Overview, c *session.Card) Headline {
	h := Headline{Plain: []Piece{{c.Row.Name, true}}}
	money := func(v book.Cents) Piece { return Piece{host.Money(v, o.Currency, host.Whole), true} }
	switch {
	case !book.Has(c.Row.Profit):
	case !book.Has(c.Row.GDC):
		h.Plain = append(h.Plain, text(" carries "), money(c.Row.Cost), text(" of cost, and what it brings is not known"))
	case c.Row.Profit < 0:
		h.Loss = []Piece{text("carries a loss of "), money(-c.Row.Profit)}
	default:
		h.Plain = append(h.Plain, text(" earns "), money(c.Row.Profit))
	}
	return h
}

// CardLede says why the client carries a loss.
func CardLede(o *session.Overview, c *session.Card) []Piece {
	row := &c.Row
	money := func(v book.Cents) Piece { return Piece{host.Money(v, o.Currency, host.Whole), true} }
	tier := TierName(o, row.Tier)
	var p []Piece
	if book.Has(row.AUM) {
		p = append(p, money(row.AUM), text(" under management, "))
	}
	p = append(p, text("%s of service a year", host.Hours(row.Minutes)))
	if row.Estimated {
		p = append(p, text(" as assumed for %s", standardOf(o, row.Tier)))
	}
	switch {
	case !book.Has(row.GDC):
		p = append(p, text(", and no GDC recorded. Until it is, it counts as bringing nothing."))
		return p
	case row.Revenue == 0:
		p = append(p, text(", and it brings nothing. "))
	default:
		p = append(p, text(", and it brings "), money(row.Revenue), text(". "))
	}
	switch c.Cause {
	case engine.BaseAlone:
		p = append(p, text("What does not go by time is already more than it brings. "))
	case engine.MuchTime:
		p = append(p, text("It takes more time than the %s of %s, with which it would pay. ", host.Hours(c.Standard), tier))
	case engine.LowYield:
		p = append(p, text("It pays less on its assets than your book does; at the book’s yield it would pay. "))
	case engine.TooSmall:
		p = append(p, text("It is too small for the service it gets. "))
	}
	switch {
	case row.Profit >= 0 && row.Minutes < c.Standard:
		p = append(p, text("The standard of %s is %s.", tier, host.Hours(c.Standard)))
	case row.Profit >= 0 || !book.Has(row.GDC):
	case row.Loss == cost.Certain:
		p = append(p, text("It is a loss however cost is shared."))
	default:
		p = append(p, text("Shared in another way, it would not be a loss."))
	}
	return p
}

// LeverName is what the page calls a lever.
func LeverName(l plan.Lever) string {
	return [...]string{"", "Charge for the service", "Serve as another tier", "Cut the time", "Bring in more assets", "Hand over", "Let go", "Keep on purpose"}[l]
}

// LeverShort is LeverName in a table.
func LeverShort(l plan.Lever) string {
	return [...]string{"", "Fee for service", "Other service", "Less time", "More assets", "Hand over", "Let go", "Keep"}[l]
}

// TermsName says what is to be done, without its figures.
func TermsName(o *session.Overview, t plan.Terms) string {
	name := func(l plan.Lever) string {
		if l == plan.Serve && t.Tier != 0 {
			return "Serve as " + TierName(o, t.Tier)
		}
		return LeverName(l)
	}
	if t.And == plan.NoLever {
		return name(t.Lever)
	}
	second := name(t.And)
	return name(t.Lever) + ", and " + lower(second)
}

// OptionName is what an option is called on a client's card: what it means
// hangs on whether there is a loss to mend.
func OptionName(o *session.Overview, c *session.Card, opt *engine.Option) string {
	switch {
	case c.Cause == engine.NoLoss && opt.Lever == plan.Keep:
		return "Leave it as it is"
	case opt.Lever == plan.Serve && opt.Freed < 0:
		return "Give it the time of " + TierName(o, opt.Tier)
	}
	return TermsName(o, opt.Terms)
}

// Terms says what is to be done, with its figures.
func Terms(o *session.Overview, t plan.Terms) []Piece {
	money := func(v book.Cents) Piece { return Piece{host.Money(v, o.Currency, host.Whole), true} }
	var p []Piece
	for i, l := range [...]plan.Lever{t.Lever, t.And} {
		if l == plan.NoLever {
			break
		}
		if i > 0 {
			p = append(p, text(" "))
		}
		switch l {
		case plan.Charge:
			p = append(p, text("A fee of "), money(t.Fee), text(" a year."))
		case plan.Serve:
			p = append(p, text("The service of %s.", TierName(o, t.Tier)))
		case plan.Trim:
			p = append(p, text("Service of %s a year.", host.Hours(t.Minutes)))
		case plan.Grow:
			p = append(p, money(t.Assets), text(" more under management."))
		case plan.HandOver:
			p = append(p, text("Handed over, %s of the revenue and %s of the time kept.", host.PercentExact(t.RevenueKept), host.PercentExact(t.TimeKept)))
		case plan.LetGo:
			p = append(p, text("Let go."))
		case plan.Keep:
			p = append(p, text("Kept on purpose."))
		}
	}
	return p
}

// OptionText says what an option takes and what it leaves.
func OptionText(o *session.Overview, c *session.Card, opt *engine.Option) []Piece {
	money := func(v book.Cents) Piece { return Piece{host.Money(v, o.Currency, host.Whole), true} }
	if opt.None != repair.Given {
		return say("%s", noOption(opt))
	}
	var p []Piece
	for i, l := range [...]plan.Lever{opt.Lever, opt.And} {
		if i > 0 && l != plan.NoLever {
			p = append(p, text(" "))
		}
		switch l {
		case plan.Charge:
			if opt.Fee == 0 {
				p = append(p, text("It needs none. Put in what you want to charge."))
				break
			}
			p = append(p, text("A fee of "), money(opt.Fee), text(" a year, before payout"))
			p = append(p, text("%s", feeShare(c, opt.Fee)))
		case plan.Serve:
			p = append(p, text("%s a year instead of %s.", host.Hours(c.Row.Minutes-opt.Freed), host.Hours(c.Row.Minutes)))
		case plan.Trim:
			p = append(p, text("%s a year is what it pays for, %s less than now.", host.Hours(opt.Minutes), host.Hours(opt.Freed)))
		case plan.Grow:
			if opt.Assets == 0 {
				if c.Assets == engine.AssetsLikely {
					p = append(p, text("Its potential is high. "))
				}
				p = append(p, text("Your list does not say what it holds elsewhere: put in what you want to talk about."))
				p = append(p, step(o, c)...)
				break
			}
			whose := "the book’s"
			if c.Repair.OwnYield {
				whose = "its own"
			}
			p = append(p, money(opt.Assets), text(" more, at %s yield", whose))
			if c.Row.AUM > 0 && opt.Assets > 0 {
				p = append(p, text(": %s of what it has with you", host.Percent(engine.Share(opt.Assets, c.Row.AUM))))
			}
			p = append(p, text("."))
			switch {
			case c.Assets == engine.AssetsHeld:
				p = append(p, text(" It holds "), money(c.Held), text(" elsewhere."))
			case c.Assets == engine.AssetsLikely && opt.Fits:
				p = append(p, text(" Your list does not say what it holds elsewhere, but its potential is high."))
			}
			p = append(p, step(o, c)...)
		case plan.HandOver:
			p = append(p, text("You keep %s of the revenue and %s of the time.", host.PercentExact(opt.RevenueKept), host.PercentExact(opt.TimeKept)))
		case plan.LetGo:
			p = append(p, text("Its revenue of "), money(c.Row.Revenue), text(" goes; "), money(opt.Left), text(" of cost stays behind."))
		case plan.Keep:
			if c.Cause == engine.NoLoss {
				p = append(p, text("Nothing changes. Put down what you want to talk about: a referral, assets held elsewhere, who comes after."))
			} else {
				p = append(p, text("Family of a client, a source of referrals, a friend: say why."))
			}
		}
	}
	switch {
	case opt.Freed > 0 && opt.Lever != plan.Trim:
		p = append(p, text(" Frees %s a year.", host.Hours(opt.Freed)))
	case opt.Freed < 0:
		at := ""
		if c.Timed != [cost.Pools]book.Cents{} {
			at = ", at what an hour costs you"
		}
		p = append(p, text(" Takes %s more a year%s.", host.Hours(-opt.Freed), at))
	}
	return p
}

// step says with how much more under management a client that needs no mending
// comes a tier higher.
func step(o *session.Overview, c *session.Card) []Piece {
	if c.Cause != engine.NoLoss || !book.Has(c.MoreAUM) {
		return nil
	}
	return []Piece{text(" With "), {host.Money(c.MoreAUM, o.Currency, host.Whole), true}, text(" more, and all else as it is, it comes into a higher tier.")}
}

func noOption(opt *engine.Option) string {
	switch opt.None {
	case repair.NoPayout:
		return "None would do: with a payout of 0% no fee reaches you."
	case repair.NoYield:
		return "None would do: nothing is earned on assets in this list."
	case repair.OutOfReach:
		return "No cut would do: what is not shared by time is more than it brings."
	case repair.NoRate:
		return "There is no time to be cut that would cost less."
	}
	return "The figure is too large to be told."
}

// feeShare is what a fee is of a client's assets, and with what it pays already,
// beside what the book pays.
func feeShare(c *session.Card, fee book.Cents) string {
	if c.Row.AUM <= 0 {
		return "."
	}
	share := ": " + host.PercentExact(ratio(fee, c.Row.AUM)) + " of its assets"
	if gdc := book.OrZero(c.Row.GDC); gdc > 0 && fee > 0 {
		share += ", " + host.PercentExact(ratio(book.Add(fee, gdc), c.Row.AUM)) + " with what it pays already"
	}
	if y := yield(engine.Line{AUM: c.BookAUM, GDC: c.BookGDC}); book.Has(y) {
		share += ". Your book pays " + host.PercentExact(y)
	}
	return share + "."
}

// FeeBounds says from what fee to what a client may be asked for one, nothing
// where there are no bounds.
func FeeBounds(o *session.Overview, c *session.Card) []Piece {
	money := func(v book.Cents) Piece { return Piece{host.Money(v, o.Currency, host.Whole), true} }
	need, most := c.Repair.FeeNeeded, c.MostFee
	needs := need.None == repair.Given && need.Value > 0
	switch {
	case most == 0:
		return say("It pays twice what your book does on its assets already, or more: there is no fee within bounds.")
	case most == book.Largest && needs:
		return []Piece{text("From "), money(need.Value), text(" on it reaches your target. Without assets there is no other bound.")}
	case most == book.Largest:
		return nil
	case needs && need.Value <= most:
		return []Piece{text("Within bounds: from "), money(need.Value), text(", which reaches your target, to "), money(most), text(", with which it pays twice what your book does on its assets.")}
	}
	p := []Piece{text("Within bounds: up to "), money(most), text(", with which it pays twice what your book does on its assets.")}
	if needs {
		p = append(p, text(" Your target takes "), money(need.Value), text("."))
	}
	return p
}

// OptionNotes are what is to be seen before an option is chosen.
func OptionNotes(o *session.Overview, c *session.Card, opt *engine.Option) [][]Piece {
	var notes [][]Piece
	if opt.None != repair.Given {
		return nil
	}
	note := func(s string) { notes = append(notes, say("%s", s)) }
	if !opt.Allowed {
		note("By the fees you may charge, this is not open to you (Practice).")
	}
	switch {
	case opt.Fits:
	case opt.Has(plan.Trim):
		note("That is less than half of your shortest standard service.")
	case opt.Has(plan.Grow) && !opt.Has(plan.Charge):
		note([...]string{
			engine.AssetsUnknown: "Nothing in your list says that it has as much to bring.",
			engine.AssetsFree:    "It pays nothing on what it has with you: more would bring nothing either, as it is priced.",
			engine.AssetsHeld:    "That is more than it holds elsewhere.",
			engine.AssetsLikely:  "Its potential is high, but your list does not say what it holds elsewhere, and this is more than half of what it has with you.",
		}[c.Assets])
	}
	if opt.Traps&engine.TrapNoService != 0 {
		note("A fee needs a service: this client takes no time. Charging for nothing is a regulatory risk.")
	}
	if opt.Traps&engine.TrapLess != 0 {
		note("It goes on paying fees on its assets for less service. Lower the fee, or agree the new service in writing.")
	}
	if opt.Traps&engine.TrapSteep != 0 {
		steep := "In all it would pay more than twice what your book does on its assets"
		if c.MostFee == 0 {
			note(steep + ", and it does so already.")
		} else {
			notes = append(notes, []Piece{text("%s. A fee of ", steep), {host.Money(c.MostFee, o.Currency, host.Whole), true}, text(" is within that.")})
		}
	}
	if opt.Traps&engine.TrapLinked != 0 {
		note("Better clients hang on this one: see above.")
	}
	return notes
}

// Why says why the option that is recommended is.
func Why(o *session.Overview, c *session.Card) []Piece {
	p := say("%s", [...]string{
		engine.WhyAsk:      "",
		engine.WhyBearable: "Recommended: it meets your target as it is.",
		engine.WhyOnly:     "Recommended: it reaches your target, and nothing else that is open to you does so without asking too much of the client.",
		engine.WhyMost:     "Recommended: of what reaches your target without asking too much of the client, this gains your practice most.",
		engine.WhyFrees:    "Recommended: of what reaches your target without asking too much of the client nothing gains your practice more, and this frees most time.",
		engine.WhySurer:    "Recommended: a fee is in your hands. More assets would gain you as much, but your list does not say that it has them.",
		engine.WhyHeld:     "Recommended: it gains you as much as a fee would, and your list says that the client has the assets.",
		engine.WhySame:     "Recommended: it reaches your target with a service that you give already.",
		engine.WhyTogether: "Recommended: together they reach your target. ",
		engine.WhyLighter:  "Recommended: it frees time and costs your practice nothing. ",
		engine.WhyFree:     "Recommended: it costs your practice nothing, and frees the time. ",
		engine.WhyNeeded:   "Recommended: your clients take more time than you have, and what this frees is worth what goes, or more. ",
		engine.WhyKeep:     "Recommended: ",
		engine.WhyLinked:   "Recommended: by the figures parting would be next, but better clients hang on this one. ",
	}[c.Why])
	if c.Why == engine.WhyKeep {
		parting := book.Cents(-book.Largest)
		for i := range c.Options {
			if opt := &c.Options[i]; opt.Parts() && opt.None == repair.Given {
				parting = max(parting, opt.Practice)
			}
		}
		if parting < 0 {
			p = append(p, text("parting would cost your practice "), Piece{host.Money(-parting, o.Currency, host.Whole), true}, text(" a year at least. "))
		} else {
			p = append(p, text("parting would gain your practice nothing. "))
		}
	}
	if c.Why >= engine.WhyTogether {
		p = append(p, text("%s", barred(c.Barred)))
	}
	return p
}

// barred says what would bring a client to the target and is not recommended.
func barred(b engine.Barred) string {
	if b == 0 {
		return "Nothing that can be worked out would reach your target."
	}
	var all []string
	for _, one := range [...]struct {
		bit  engine.Barred
		what string
	}{{engine.BarredFee, "fee"}, {engine.BarredAssets, "assets"}, {engine.BarredTime, "cut of time"}} {
		if b&one.bit != 0 {
			all = append(all, "the "+one.what)
		}
	}
	closed := "What else would do is not among the fees you charge."
	n := len(all)
	if n == 0 {
		return closed
	}
	said := all[n-1]
	if n > 1 {
		said = strings.Join(all[:n-1], ", ") + " and " + said
	}
	said = "T" + said[1:] + " that alone would reach your target " + Plural(n, "asks", "ask") + " too much of the client."
	if b&engine.BarredFees != 0 {
		said += " " + closed
	}
	return said
}

// AskText is a question about a client's data.
func AskText(o *session.Overview, c *session.Card, a engine.Ask) []Piece {
	switch a {
	case engine.AskGDC:
		return say("No GDC is recorded. Does it really bring nothing?")
	case engine.AskYoung:
		return say("A client for less than twelve months: the revenue of a year is not there yet.")
	case engine.AskZero:
		money := func(v book.Cents) Piece { return Piece{host.Money(v, o.Currency, host.Whole), true} }
		return []Piece{text("A GDC of 0 is recorded for "), money(c.Row.AUM), text(". At your book’s yield that would pay "),
			money(book.Cents(book.MulDiv(int64(c.Row.AUM), int64(c.BookGDC), int64(c.BookAUM), book.Floor))), text(" a year. Is the figure right, or is it priced at nothing?")}
	}
	return say("Its time is assumed, while you know that of others. How much does it take?")
}

// AskMany is a question about many clients.
func AskMany(a engine.Ask, n int) string {
	switch a {
	case engine.AskGDC:
		return clients(n) + Plural(n, " has", " have") + " no GDC recorded"
	case engine.AskYoung:
		return clients(n) + Plural(n, " has", " have") + " been with you for less than twelve months"
	case engine.AskZero:
		return clients(n) + Plural(n, " pays", " pay") + " nothing on assets that should pay for the service"
	}
	return "The time of " + clients(n) + " is assumed, while that of others is known"
}

// LinkText says how a client is linked to a better one.
func LinkText(l kin.Link) string {
	return [...]string{"in the same household", "of the same surname", "who sent this client to you", "whom this client sent to you"}[l.Kind]
}

// Group says what is to be done about which losses that are alike.
func Group(o *session.Overview, g *losses.Group) string {
	who := TierName(o, g.Tier) + " clients"
	if g.Tier == book.Unassigned {
		who = "clients without a tier"
	}
	return TermsName(o, plan.Terms{Lever: g.Lever, And: g.And, Tier: g.Serve}) + ": " + host.Count(g.Clients) + " " + who + " " +
		[...]string{
			engine.NoRevenue: "that bring nothing", engine.BaseAlone: "that cost more than they bring before any time is counted",
			engine.MuchTime: "that take more time than their tier’s standard", engine.LowYield: "that pay less on their assets than your book",
			engine.TooSmall: "that are too small for the service they get",
		}[g.Cause]
}

// GroupText says what a group loses, and what is asked of it.
func GroupText(o *session.Overview, g *losses.Group) []Piece {
	p := []Piece{text("They carry a loss of "), {host.Money(g.Loss, o.Currency, host.Whole), true}, text(".")}
	if g.Fee > 0 {
		p = append(p, text(" The fee is up to "), Piece{host.Money(g.Fee, o.Currency, host.Whole), true}, text(" a year for each."))
	}
	return p
}

// Singles says what there is beside the groups.
func Singles(w *session.Walk) string {
	one := Plural(w.Single, "it", "them") + " one by one."
	switch {
	case w.Decided == w.Total:
		return ""
	case len(w.Groups) == 0 && w.Single == 0:
		return "None yet: first settle the questions about the data."
	case len(w.Groups) == 0 && w.Single == 1:
		return "There is no other loss like the one that is left."
	case len(w.Groups) == 0:
		return "No three losses are alike: meet " + one
	case w.Single > 0:
		return host.Count(w.Single) + Plural(w.Single, " more client is like no other", " more clients are like no others") + ": meet " + one
	}
	return ""
}

// Fees are the ways of being paid, in the order of their bits.
func FeeName(k int) string {
	return [...]string{"Commissions", "Fees on assets", "Fees for service"}[k]
}

// FeeHelp says what a way of being paid is.
func FeeHelp(k int) string {
	return [...]string{"on what is sold and held", "a percentage of what you look after", "a fixed amount for planning and advice"}[k]
}

// AskOf says what loss stands behind a question.
func AskOf(o *session.Overview, sum losses.AskSum) []Piece {
	return []Piece{text("%s a loss of ", Plural(sum.Clients, "It carries", "They carry")), {host.Money(sum.Loss, o.Currency, host.Whole), true}, text(" as the data stand.")}
}

// FiguresOf says whose figure that of a group is.
func FiguresOf(g *losses.Group) string {
	if g.Freed > 0 {
		return "for the practice, " + host.Hours(g.Freed) + " freed"
	}
	return "for the practice"
}

// InPlan says that clients were put into the plan.
func InPlan(n int) string { return clients(n) + Plural(n, " is", " are") + " in the plan." }

// Added says what was put into the plan.
func Added(t plan.Terms) string {
	name := LeverShort(t.Lever)
	if t.And != plan.NoLever {
		name += " and " + lower(LeverShort(t.And))
	}
	return name + ": in the plan."
}

// Tried is what figures of the advisor's own come to.
func Tried(o *session.Overview, opt *engine.Option) []Piece {
	money := func(v book.Cents) Piece { return Piece{host.Money(v, o.Currency, host.Whole), true} }
	p := []Piece{text("So: "), {host.Signed(opt.Practice, o.Currency, host.Whole), true}, text(" for the practice; the client’s own profit "), money(opt.Profit)}
	if opt.Freed != 0 {
		p = append(p, text("; %s freed", host.Hours(opt.Freed)))
	}
	if opt.Meets {
		return append(p, text(". It meets the target."))
	}
	return append(p, text(". It does not meet the target."))
}

// PoolOf says how a client's part of a pool comes about: what of, and times
// which rate, "" where it does not come about so.
func PoolOf(o *session.Overview, p cost.Pool, v *session.PoolView, timed book.Cents, minutes book.Minutes) (label, rate string) {
	if timed == 0 || minutes <= 0 {
		by := Driver(v.Driver)
		if v.Equally {
			by = Driver(cost.Clients)
		}
		return PoolShort(p) + ", by " + by, ""
	}
	hourly := engine.Line{Revenue: timed, Minutes: minutes}.PerHour()
	return PoolShort(p) + ", " + host.HoursPlain(book.Minutes(v.Value)), host.Money(hourly, o.Currency, host.Exact)
}

// KeptAsRecommended is the note about clients who are kept on purpose because
// that is recommended for each of many.
const KeptAsRecommended = "As recommended for the group"

// DecideAbout names the dialog that decides about many.
func DecideAbout(n int) string { return "Decide about " + clients(n) }

// fewNamed is how many of many are named at once.
const fewNamed = 3

// BulkWho says who is meant, and on demand what is done with each.
func BulkWho(o *session.Overview, b *session.Bulk) app.UI {
	if b == nil || len(b.Who) == 0 {
		return app.P().Class("note")
	}
	var names []Piece
	var list []app.UI
	for i := range b.Who {
		w := &b.Who[i]
		if i < fewNamed {
			if i > 0 {
				names = append(names, text(", "))
			}
			names = append(names, Piece{w.Name, true})
		}
		list = append(list, app.Li().Body(
			app.Div().Body(draw([]Piece{{w.Name, true}, text(": "), {TermsShort(o, w.Terms), true}})...),
			app.Span().Body(draw([]Piece{{host.Signed(w.Practice, o.Currency, host.Whole), true}, text(" for the practice")})...),
		))
	}
	more := func(shown int) string { return " and " + host.Count(b.Clients-shown) + " more" }
	if b.Clients > fewNamed {
		names = append(names, text("%s", more(fewNamed)))
	}
	if b.Clients > len(b.Who) {
		list = append(list, app.Li().Text(more(len(b.Who))))
	}
	return app.Details().Class("explain").Body(app.Summary().Body(app.Span().Body(draw(names)...)), app.Div().Body(app.Ul().Class("outs").Body(list...)))
}

// BulkDraw says what a decision about many would come to, before it is made.
func BulkDraw(o *session.Overview, b *session.Bulk) app.UI {
	if b == nil {
		return app.P().Class("note").Text("One moment …")
	}
	money := func(v book.Cents) Piece { return Piece{host.Money(v, o.Currency, host.Whole), true} }
	if b.Clients == 0 {
		return app.P().Class("note").Text("This would change nothing about any of them.")
	}
	var list []app.UI
	add := func(p ...Piece) { list = append(list, app.Li().Body(draw(p)...)) }
	p := []Piece{text("%s %s changed", clients(b.Clients), Plural(b.Clients, "is", "are"))}
	if b.Without > 0 {
		p = append(p, text("; for %s there is no such figure, or no need of it", host.Count(b.Without)))
	}
	add(append(p, text("."))...)
	from := ""
	if b.Decided > 0 {
		from = " from what it is with your plan now"
	}
	add(text("Your practice’s profit changes by "), Piece{host.Signed(b.Practice, o.Currency, host.Whole), true}, text("%s.", from))
	add(text("Their own profit together goes from "), money(b.Before.Profit), text(" to "), money(b.After.Profit), text("; %s to the target.", Plural(b.Meets, "1 comes", Plural(min(b.Meets+1, 2), "none comes", host.Count(b.Meets)+" come"))))
	if b.Most > 0 {
		fees := []Piece{text("The fee is "), money(b.Most), text(" a year.")}
		if b.Least != b.Most {
			fees = []Piece{text("Fees are from "), money(b.Least), text(" to "), money(b.Most), text(" a year.")}
		}
		add(fees...)
	}
	if b.Freed != 0 {
		add(text("%s freed; ", host.Hours(b.Freed)), money(b.Left), text(" of cost stays behind."))
	}
	if b.Decided > 0 {
		add(text("%s decided already: this takes the place of that.", Plural(b.Decided, "1 is", host.Count(b.Decided)+" are")))
	}
	if b.Asks > 0 {
		add(text("About %s of them there are questions to be settled first.", host.Count(b.Asks)))
	}
	for k, n := range b.Traps {
		if n > 0 {
			add(text("%s", [...]string{
				host.Count(n) + " would pay a fee and take no time: a regulatory risk.", host.Count(n) + " would go on paying fees on their assets for less service: lower the fee or agree it in writing.",
				host.Count(n) + " would pay more than twice what your book does on its assets.", host.Count(n) + Plural(n, " is", " are") + " linked to better clients.",
			}[k]))
		}
	}
	return app.Ul().Class("remarks").Body(list...)
}

// Concentration says how much hangs on a few clients.
func Concentration(o *session.Overview, g *session.Grow) []Piece {
	share := engine.Share(g.TopSum, g.Revenue)
	if !book.Has(share) {
		return say("There is no revenue to say whom it hangs on.")
	}
	if o.Practice.Clients <= len(g.Top) { // it is all of it
		return say("All revenue comes from %s.", clients(o.Practice.Clients))
	}
	return []Piece{text("Your five largest clients bring "), {host.Money(g.TopSum, o.Currency, host.Whole), true},
		text(", %s of the revenue; half of it comes from %s.", host.Percent(share), clients(g.Half))}
}

// UnderServed says what it would take to serve good clients as they should be.
func UnderServed(o *session.Overview, g *session.Grow) []Piece {
	p := []Piece{text("%s of the first two tiers %s %s a year and would still pay with that", clients(g.Served), Plural(g.Served, "lacks", "lack"), host.Hours(g.Lacking))}
	if book.Has(g.Missing) {
		p = append(p, text(". At what an hour costs you that is "), Piece{host.Money(g.Missing, o.Currency, host.Whole), true}, text("; time freed elsewhere is well used here"))
	}
	return append(p, text("."))
}

// GrowPlanned says how many of those who could grow have a place in the plan.
func GrowPlanned(g *session.Grow) string {
	more := "Open one to plan time for it, or a talk about assets or referrals."
	if g.Planned > 0 {
		return more + " " + clients(g.Planned) + Plural(g.Planned, " is", " are") + " in the plan already and not listed."
	}
	return more
}

// Steps says who is near the next tier.
func Steps(g *session.Grow) string {
	return clients(g.Steps) + Plural(g.Steps, " pays, has", " pay, have") + " a high potential and " + Plural(g.Steps, "is", "are") + " within 5 points of the tier above: worth a talk about what they hold elsewhere. With so much more under management, or so much more GDC, and all else as it is, they are there."
}

// Whom are the clients that can be decided about at once: those with a loss and
// all of a tier.
func Whom(o *session.Overview) (names []string, filters []roster.Filter) {
	add := func(name string, f roster.Filter) {
		names, filters = append(names, name), append(filters, f)
	}
	add("All clients with a loss", roster.Filter{Loss: roster.Unprofitable})
	for t := book.Tier(1); t <= book.Tiers; t++ {
		if line := o.Tiers[t-1]; line.Clients > 0 {
			if line.Unprofitable > 0 {
				add("The "+host.Count(line.Unprofitable)+" "+TierName(o, t)+" clients with a loss", roster.Filter{Tiers: roster.TierBit(t), Loss: roster.Unprofitable})
			}
			add("All "+host.Count(line.Clients)+" "+TierName(o, t)+" clients", roster.Filter{Tiers: roster.TierBit(t)})
		}
	}
	return names, filters
}
