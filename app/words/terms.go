package words

import (
	"tierbook/app/host"
	"tierbook/engine/book"
	"tierbook/engine/plan"
	"tierbook/engine/session"
)

// LeverName is what the page calls a lever.
func LeverName(l plan.Lever) string {
	return [...]string{"", "Charge for the service", "Serve as another tier", "Cut the time", "Bring in more assets", "Hand over", "Let go", "Keep on purpose"}[l]
}

// LeverOf is LeverName as the advisor may charge.
func LeverOf(o *session.Overview, l plan.Lever) string {
	if l == plan.Charge && onAssets(o) {
		return "Charge more on the assets"
	}
	return LeverName(l)
}

// onAssets reports whether more can be charged only as a share of assets.
func onAssets(o *session.Overview) bool {
	return o.Settings.Fees&(plan.ForService|plan.Advisory) == plan.Advisory
}

// TermsName says what is to be done with a client of a tier, without its
// figures.
func TermsName(o *session.Overview, of book.Tier, t plan.Terms) string {
	name := func(l plan.Lever) string {
		switch {
		case l == plan.Serve && t.Tier != 0 && t.Tier == of:
			return "Hold to the standard time of " + TierName(o, t.Tier)
		case l == plan.Serve && t.Tier != 0:
			return "Serve as " + TierName(o, t.Tier)
		}
		return LeverOf(o, l)
	}
	if t.And == plan.NoLever {
		return name(t.Lever)
	}
	second := name(t.And)
	return name(t.Lever) + ", and " + lower(second)
}

// feeOf is what more is charged is called, at the beginning of a sentence.
func feeOf(o *session.Overview) string {
	if onAssets(o) {
		return "A fee on assets that is higher by "
	}
	return "A fee of "
}

// Terms says what is to be done, with its figures.
func Terms(o *session.Overview, t plan.Terms) []Piece {
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
			p = append(p, text("%s", feeOf(o)), whole(o, t.Fee), text(" a year."))
		case plan.Serve:
			p = append(p, text("The service of %s.", TierName(o, t.Tier)))
		case plan.Trim:
			p = append(p, text("Service of %s a year.", host.Hours(t.Minutes)))
		case plan.Grow:
			p = append(p, whole(o, t.Assets), text(" more under management."))
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

// Added says what was put into the plan.
func Added(t plan.Terms) string {
	name := LeverName(t.Lever)
	if t.And != plan.NoLever {
		name += " and " + lower(LeverName(t.And))
	}
	return name + ": in the plan."
}

// Fees are the ways of being paid, in the order of their bits.
func FeeName(k int) string {
	return [...]string{"Commissions", "Fees on assets", "Fees for service"}[k]
}

// FeeHelp says what a way of being paid is.
func FeeHelp(k int) string {
	return [...]string{"on what is sold and held", "a percentage of what you look after", "a fixed amount for planning and advice"}[k]
}

// NoFees says what it means that no fee may be charged, nothing where one may.
func NoFees(f plan.Fees) string {
	switch {
	case f&(plan.Advisory|plan.ForService) != 0:
		return ""
	case f != 0:
		return "No fee is recommended now: clients are mended by assets, by time, by handing over or by parting."
	}
	return "No fee is recommended now: clients are mended by time, by handing over or by parting alone."
}
