package words

import (
	"tierbook/app/host"
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/session"
)

// Concentration says how much hangs on a few clients.
func Concentration(o *session.Overview, g *session.Grow) []Piece {
	share := engine.Share(g.TopSum, g.Revenue)
	if !book.Has(share) {
		return say("There is no revenue to say whom it hangs on.")
	}
	if o.Practice.Clients <= len(g.Top) { // it is all of it
		return say("All revenue comes from %s.", clients(o.Practice.Clients))
	}
	return []Piece{text("Your five largest clients bring "), whole(o, g.TopSum),
		text(", %s of the revenue; half of it comes from %s.", host.Percent(share), clients(g.Half))}
}

// UnderServed says what it would take to serve good clients as they should be.
func UnderServed(o *session.Overview, g *session.Grow) []Piece {
	p := []Piece{text("%s of the first two tiers %s %s a year and would still pay with that", clients(g.Served), Plural(g.Served, "lacks", "lack"), host.Hours(g.Lacking))}
	if book.Has(g.Missing) {
		p = append(p, text(". At what an hour costs you that is "), whole(o, g.Missing), text("; time freed elsewhere is well used here"))
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
