package words

import (
	"strings"

	"tierbook/app/host"
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/kin"
	"tierbook/engine/plan"
	"tierbook/engine/repair"
	"tierbook/engine/session"
)

// Card is the heading of a client's card.
func Card(o *session.Overview, c *session.Card) Headline {
	h := Headline{Plain: []Piece{{c.Row.Name, true}}}
	switch {
	case !book.Has(c.Row.Profit):
	case !book.Has(c.Row.GDC):
		h.Plain = append(h.Plain, text(" carries "), whole(o, c.Row.Cost), text(" of cost, and what it brings is not known"))
	case c.Row.Profit < 0:
		h.Loss = []Piece{text("carries a loss of "), whole(o, -c.Row.Profit)}
	default:
		h.Plain = append(h.Plain, text(" earns "), whole(o, c.Row.Profit))
	}
	return h
}

// CardLede says why the client carries a loss.
func CardLede(o *session.Overview, c *session.Card) []Piece {
	row := &c.Row
	tier := TierName(o, row.Tier)
	var p []Piece
	if book.Has(row.AUM) {
		p = append(p, whole(o, row.AUM), text(" under management, "))
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
		p = append(p, text(", and it brings "), whole(o, row.Revenue), text(". "))
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

// OptionName is what an option is called on a client's card: what it means
// hangs on whether there is a loss to mend.
func OptionName(o *session.Overview, c *session.Card, opt *engine.Option) string {
	switch {
	case c.Cause == engine.NoLoss && opt.Lever == plan.Keep:
		return "Leave it as it is"
	case opt.Lever == plan.Serve && opt.Freed < 0:
		return "Give it the time of " + TierName(o, opt.Tier)
	}
	return TermsName(o, c.Row.Tier, opt.Terms)
}

// OptionText says what an option takes and what it leaves.
func OptionText(o *session.Overview, c *session.Card, opt *engine.Option) []Piece {
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
			p = append(p, text("%s", feeOf(o)), whole(o, opt.Fee), text(" a year, before payout"))
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
			p = append(p, whole(o, opt.Assets), text(" more, at %s yield", whose))
			if c.Row.AUM > 0 && opt.Assets > 0 {
				if opt.Assets > 10*c.Row.AUM {
					p = append(p, text(", more than ten times what it has with you"))
				} else {
					p = append(p, text(": %s of what it has with you", host.Percent(engine.Share(opt.Assets, c.Row.AUM))))
				}
			}
			p = append(p, text("."))
			switch {
			case c.Assets == engine.AssetsHeld:
				p = append(p, text(" It holds "), whole(o, c.Held), text(" elsewhere."))
			case c.Assets == engine.AssetsLikely && opt.Fits:
				p = append(p, text(" Your list does not say what it holds elsewhere, but its potential is high."))
			}
			p = append(p, step(o, c)...)
		case plan.HandOver:
			p = append(p, text("You keep %s of the revenue and %s of the time.", host.PercentExact(opt.RevenueKept), host.PercentExact(opt.TimeKept)))
		case plan.LetGo:
			p = append(p, text("Its revenue of "), whole(o, c.Row.Revenue), text(" goes; "), whole(o, opt.Left), text(" of cost stays behind."))
		case plan.Keep:
			if c.Cause == engine.NoLoss {
				p = append(p, text("Nothing changes. Put down what you want to talk about: a referral, assets held elsewhere, who comes after."))
			} else {
				p = append(p, text("Family of a client, a source of referrals, a friend: say why."))
			}
		}
	}
	if opt.And != plan.NoLever && !opt.Meets {
		p = append(p, text(" Even so your target is not reached."))
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
	return []Piece{text(" With "), whole(o, c.MoreAUM), text(" more, and all else as it is, it comes into a higher tier.")}
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
	need, most := c.Repair.FeeNeeded, c.MostFee
	needs := need.None == repair.Given && need.Value > 0
	switch {
	case most < 1_00:
		return say("It pays twice what your book does on its assets already, or more: there is no fee within bounds.")
	case most == book.Largest && needs:
		return []Piece{text("From "), whole(o, need.Value), text(" on it reaches your target. Without assets there is no other bound.")}
	case most == book.Largest:
		return nil
	case needs && need.Value <= most:
		return []Piece{text("Within bounds: from "), whole(o, need.Value), text(", which reaches your target, to "), whole(o, most), text(", with which it pays twice what your book does on its assets.")}
	}
	p := []Piece{text("Within bounds: up to "), whole(o, most), text(", with which it pays twice what your book does on its assets.")}
	if needs {
		p = append(p, text(" Your target takes "), whole(o, need.Value), text("."))
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
		if c.MostFee < 1_00 {
			note(steep + ", and it does so already.")
		} else {
			notes = append(notes, []Piece{text("%s. A fee of ", steep), whole(o, c.MostFee), text(" is within that.")})
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
			p = append(p, text("parting would cost your practice "), whole(o, -parting), text(" a year at least. "))
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
	case engine.AskBelow:
		return []Piece{text("A GDC of "), whole(o, c.Row.GDC), text(" is recorded. Is that a charge taken back, and what does it bring in a usual year?")}
	case engine.AskYoung:
		return say("A client for less than twelve months: the revenue of a year is not there yet.")
	case engine.AskZero:
		return []Piece{text("A GDC of 0 is recorded for "), whole(o, c.Row.AUM), text(". At your book’s yield that would pay "),
			whole(o, book.Cents(book.MulDiv(int64(c.Row.AUM), int64(c.BookGDC), int64(c.BookAUM), book.Floor))), text(" a year. Is the figure right, or is it priced at nothing?")}
	}
	return say("Its time is assumed, while you know that of others. How much does it take?")
}

// LinkText says how a client is linked to a better one.
func LinkText(l kin.Link) string {
	return [...]string{"in the same household", "of the same surname", "who sent this client to you", "whom this client sent to you"}[l.Kind]
}

// Tried is what figures of the advisor's own come to.
func Tried(o *session.Overview, opt *engine.Option) []Piece {
	p := []Piece{text("So: "), signed(o, opt.Practice), text(" for the practice; the client’s own profit "), whole(o, opt.Profit)}
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
