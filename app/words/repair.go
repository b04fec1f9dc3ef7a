package words

import (
	"tierbook/app/host"
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/losses"
	"tierbook/engine/plan"
	"tierbook/engine/session"
)

// Repair answers “what do I do about the loss-makers?”.
func Repair(o *session.Overview, w *session.Walk) Headline {
	switch {
	case !o.CostKnown():
		return Headline{Plain: []Piece{text("What the practice costs is not known yet, so no client can be said to carry a loss.")}}
	case w.Total == 0:
		return Headline{Plain: []Piece{text("No client carries a loss.")}}
	case w.Decided == w.Total:
		return Headline{Plain: []Piece{text("Something is decided about %s that %s a loss.", Plural(w.Total, "the one client", "all "+host.Count(w.Total)+" clients"), Plural(w.Total, "carries", "carry"))}}
	}
	h := Headline{Loss: []Piece{text("%s %s a loss of ", clients(w.Total), Plural(w.Total, "carries", "carry")), whole(o, w.Loss), text("%s.", Plural(w.Total, "", " together"))}}
	if w.Decided > 0 {
		h.Plain = []Piece{text("%s of %s %s decided.", host.Count(w.Decided), host.Count(w.Total), Plural(w.Decided, "is", "are"))}
		h.Loss = []Piece{text("The other %s a loss of ", Plural(w.Total-w.Decided, "one carries", host.Count(w.Total-w.Decided)+" carry")), whole(o, w.Open), text(".")}
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
		p = append(p, text("%s takes ", goal), whole(o, w.Needed), text(" more a year in fees, before payout%s. ", less))
	} else if o.Settings.Fees&(plan.Advisory|plan.ForService) == 0 {
		p = append(p, text("No fee is among what you may charge (Practice), so none is recommended. "))
	}
	return append(p, text("A client carries a share of what the practice costs; most of that stays when the client goes. So each choice shows two figures: the client’s own, and yours."))
}

// AskMany is a question about many clients.
func AskMany(a engine.Ask, n int) string {
	switch a {
	case engine.AskGDC:
		return clients(n) + Plural(n, " has", " have") + " no GDC recorded"
	case engine.AskYoung:
		return clients(n) + Plural(n, " has", " have") + " been with you for less than twelve months"
	case engine.AskBelow:
		return clients(n) + Plural(n, " has", " have") + " a GDC below zero: a charge taken back, perhaps"
	case engine.AskZero:
		return clients(n) + Plural(n, " pays", " pay") + " nothing on assets that should pay for the service"
	}
	return "The time of " + clients(n) + " is assumed, while that of others is known"
}

// Group says what is to be done about which losses that are alike.
func Group(o *session.Overview, g *losses.Group) string {
	who := TierName(o, g.Tier) + " clients"
	if g.Tier == book.Unassigned {
		who = "clients without a tier"
	}
	return TermsName(o, g.Tier, plan.Terms{Lever: g.Lever, And: g.And, Tier: g.Serve}) + ": " + host.Count(g.Clients) + " " + who + " " +
		[...]string{
			engine.NoRevenue: "that bring nothing", engine.BaseAlone: "that cost more than they bring before any time is counted",
			engine.MuchTime: "that take more time than their tier’s standard", engine.LowYield: "that pay less on their assets than your book",
			engine.TooSmall: "that are too small for the service they get",
		}[g.Cause]
}

// GroupText says what a group loses, and what is asked of it.
func GroupText(o *session.Overview, g *losses.Group) []Piece {
	p := []Piece{text("They carry a loss of "), whole(o, g.Loss), text(".")}
	if g.Fee > 0 {
		fee := " The fee is up to "
		if onAssets(o) {
			fee = " The fee on assets is higher by up to "
		}
		p = append(p, text("%s", fee), whole(o, g.Fee), text(" a year for each."))
	}
	if g.Assets > 0 {
		p = append(p, text(" It takes "), whole(o, g.Assets), text(" more of assets, in all."))
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

// AskOf says what loss stands behind a question.
func AskOf(o *session.Overview, sum losses.AskSum) []Piece {
	return []Piece{text("%s a loss of ", Plural(sum.Clients, "It carries", "They carry")), whole(o, sum.Loss), text(" as the data stand.")}
}

// FiguresOf says whose figure that of a group is.
func FiguresOf(g *losses.Group) string {
	if g.Freed > 0 {
		return "for the practice, " + host.Hours(g.Freed) + " freed"
	}
	return "for the practice"
}
