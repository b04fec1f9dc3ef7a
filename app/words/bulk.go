package words

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/engine/book"
	"tierbook/engine/roster"
	"tierbook/engine/session"
)

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

// DecideAbout names the dialog that decides about many.
func DecideAbout(n int) string { return "Decide about " + clients(n) }

// KeptAsRecommended is the note about clients who are kept on purpose because
// that is recommended for each of many.
const KeptAsRecommended = "As recommended for the group"

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
			app.Span().Body(draw([]Piece{signed(o, w.Practice), text(" for the practice")})...),
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
	add(text("Your practice’s profit changes by "), signed(o, b.Practice), text("%s.", from))
	add(text("Their own profit together goes from "), whole(o, b.Before.Profit), text(" to "), whole(o, b.After.Profit), text("; %s to the target.", Plural(b.Meets, "1 comes", Plural(min(b.Meets+1, 2), "none comes", host.Count(b.Meets)+" come"))))
	if b.Most > 0 {
		one, all := "The fee is ", "Fees are from "
		if onAssets(o) {
			one, all = "The fee on assets is higher by ", "Fees on assets are higher by "
		}
		fees := []Piece{text("%s", one), whole(o, b.Most), text(" a year.")}
		if b.Least != b.Most {
			fees = []Piece{text("%s", all), whole(o, b.Least), text(" to "), whole(o, b.Most), text(" a year.")}
		}
		add(fees...)
	}
	if b.Assets > 0 {
		add(text("It takes "), whole(o, b.Assets), text(" more of assets, in all: what it brings hangs on them."))
	}
	switch {
	case b.Freed > 0:
		add(text("%s freed; ", host.Hours(b.Freed)), whole(o, b.Left), text(" of cost stays behind."))
	case b.Left < 0: // the plan frees more, so far
		add(text("%s more taken; ", host.Hours(-b.Freed)), whole(o, -b.Left), text(" less of cost stays behind."))
	case b.Freed < 0:
		add(text("%s more taken.", host.Hours(-b.Freed)))
	}
	if b.Decided > 0 {
		add(text("%s decided already: this takes the place of that.", Plural(b.Decided, "1 is", host.Count(b.Decided)+" are")))
	}
	if b.Closed > 0 {
		add(text("For %s it is not open to you, by the fees you may charge (Practice).", host.Count(b.Closed)))
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

// LeaveInQuestion names the switch that leaves those out about whom there are questions.
func LeaveInQuestion(n int) string {
	return "Leave out " + Plural(n, "the one", "the "+host.Count(n)) + " about whom there are questions (Check first)"
}

// InPlan says that clients were put into the plan.
func InPlan(n int) string { return clients(n) + Plural(n, " is", " are") + " in the plan." }
