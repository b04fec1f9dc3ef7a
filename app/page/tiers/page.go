// Package tiers is the place that answers who pays for the practice: the
// sentence, the tier table, the whale curve, and what the tiers are made by,
// with live effect.
package tiers

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/roster"
	"tierbook/engine/session"
)

// Page is the place. Over is the overview of what is shown.
type Page struct {
	app.Compo
	Over *session.Overview

	asking bool            // for the costs: from when none is known until they are done with
	done   bool            // with them
	origin decision.Origin // of the list they are asked for

	movers link.View[session.Movers] // whom the last change has put into another tier
	drawn  int                       // how many of its parts below the table are
}

func (p *Page) OnMount(ctx app.Context) {
	p.see(ctx)
	p.goOn(ctx)
}
func (p *Page) OnUpdate(ctx app.Context) { p.see(ctx) }

// goOn draws what is below the table part by part: all of it at once would hold
// up the table, and whatever the user does, for as long again.
func (p *Page) goOn(ctx app.Context) {
	ctx.Defer(func(ctx app.Context) {
		ctx.Dispatch(func(ctx app.Context) {
			if p.drawn++; p.drawn < below {
				p.goOn(ctx)
			}
		})
	})
}

// below is how many parts are below the table.
const below = 3

func (p *Page) see(ctx app.Context) { p.movers.See(ctx, session.MoversQuery{}, p.Over.Revision) }

// Render draws the place from the overview; each part asks for what it needs
// beyond it.
func (p *Page) Render() app.UI {
	o := p.Over
	if p.origin != o.Origin {
		p.origin, p.asking, p.done = o.Origin, false, false
	}
	p.asking = !p.done && (p.asking || !o.CostKnown())
	moved := 0
	if m := p.movers.Shown; m != nil {
		moved = m.Clients
	}
	parts := []app.UI{
		words.Tiers(o).Draw(),
		words.Lede(words.TiersLede(o), append(sure(o), needs(o)...)...),
		app.Div().Body(app.If(p.asking, func() app.UI {
			return &costs{Over: o, OnDone: p.onDone}
		})),
		&table{Over: o},
	}
	if p.drawn > 0 {
		parts = append(parts, app.Div().Class("grid").Body(
			app.Div().Body(scene(o)),
			&weights{Over: o, Moved: moved},
		))
	}
	if p.drawn > 1 {
		parts = append(parts, app.Div().Class("bench").Body(
			app.Div().Class("bar").Body(&live{Over: o, ID: "live-cuts", Moved: moved}),
			app.Div().Class("grid even").Body(
				&cuts{Over: o},
				&readings{Over: o},
			),
		))
	}
	if p.drawn == below {
		parts = append(parts, remarks(o), paper(o))
	}
	return app.Div().Class("report").Body(parts...)
}

func (p *Page) onDone(ctx app.Context) {
	p.done = true
	ctx.Defer(func(app.Context) { host.FocusQuietly(part.HeadlineID) })
}

// sure says how many of the losses are losses however cost is shared.
func sure(o *session.Overview) []app.UI {
	losing := o.Practice.Unprofitable
	if !o.ProfitKnown() || losing == 0 {
		return nil
	}
	certain := app.A().Href(place.OfLoss(roster.Certain).Href())
	depends := app.A().Href(place.OfLoss(roster.Depends).Href())
	of := host.Count(o.Certain) + " of the " + host.Count(losing) + words.Plural(o.Certain, " loses", " lose") + " money however it is shared"
	said := []app.UI{app.Text(" ")}
	switch {
	case o.Certain+o.Depends == 0:
	case losing == 1 && o.Certain == 1:
		said = append(said, certain.Text("It loses money however the cost is shared"), app.Text("."))
	case o.Certain == losing:
		said = append(said, certain.Text("All "+host.Count(losing)+" lose money however it is shared"), app.Text("."))
	case o.Certain == 0:
		said = append(said, depends.Text("No loss is certain"), app.Text(": shared in another way, each would go."))
	case o.Depends == 0:
		said = append(said, certain.Text(of), app.Text("."))
	case o.Untold == 0:
		said = append(said, certain.Text(of), app.Text("; for "), depends.Text("the other "+host.Count(o.Depends)), app.Text(" it depends on how."))
	default:
		said = append(said, certain.Text(of), app.Text("; for "), depends.Text(host.Count(o.Depends)), app.Text(" it depends on how."))
	}
	return append(said, untold(o)...)
}

// untold says how many of those who are counted as losing have no GDC recorded:
// what they earn nobody knows.
func untold(o *session.Overview) []app.UI {
	n := o.Untold
	if n == 0 {
		return nil
	}
	link := app.A().Href(place.OfLoss(roster.Untold).Href())
	who := host.Count(n) + " of them"
	if n == o.Practice.Unprofitable {
		who = words.Plural(n, "It", "All of them")
	}
	return []app.UI{app.Text(" "), link.Text(who + words.Plural(n, " has", " have") + " no GDC recorded"), app.Text(", so what " + words.Plural(n, "it earns", "they earn") + " can’t be told.")}
}

// needs leads to where the clients get what they lack to be scored.
func needs(o *session.Overview) []app.UI {
	k, who := words.ToRate(o), words.NeedData(o)
	if who == "" || k < 0 || total(o) == 0 {
		return nil
	}
	return []app.UI{app.Span().Class("screen").Body(app.Text(" "+who+": "), app.A().Href(place.OfRating(k).Href()).Text("rate them"), app.Text("."))}
}

// mostAssumed is how many assumptions are named.
const mostAssumed = 4

// assumed says how many questions about the list are open, and names what was
// assumed that carries the figures, each with a way to where it is changed.
func assumed(o *session.Overview) []app.UI {
	book := place.Place{Name: place.Book}.Href()
	said := []app.UI{app.Text(words.OpenAsks(o) + " ")}
	for i, a := range o.Assumed[:min(len(o.Assumed), mostAssumed)] {
		if i > 0 {
			said = append(said, app.Text("; "))
		}
		said = append(said, app.A().Href(book).Text(words.Assumption(a)))
	}
	switch more := len(o.Assumed) - mostAssumed; {
	case more > 0:
		said = append(said, app.Text("; and more. "))
	case len(o.Assumed) > 0:
		said = append(said, app.Text(". "))
	}
	if o.Asks > 0 {
		said = append(said, app.A().Href(book).Text(words.Plural(o.Asks, "Answer it", "Answer them")))
	}
	return said
}

// remarks are what the figures leave out or assume, each with a way to its
// cause.
func remarks(o *session.Overview) app.UI {
	var items []app.UI
	say := func(text string, link place.Place, label string) {
		items = append(items, app.Li().Body(app.Text(text+" "), app.A().Href(link.Href()).Text(label)))
	}
	if o.Asks+len(o.Assumed) > 0 {
		items = append(items, app.Li().Class("screen").Body(assumed(o)...))
	}
	if n := o.Unassigned.Clients; n > 0 && total(o) > 0 {
		say(host.Count(n)+words.Plural(n, " client has", " clients have")+" too little data to be scored. "+words.Plural(n, "Its", "Their")+" revenue and cost still count.", place.OfTier(book.Unassigned), "Show them")
	}
	for k := range decision.Rated {
		if text := words.Unrated(o, k); text != "" {
			say(text, place.OfRating(k), "Rate "+strings.ToLower(words.Field(decision.Rated[k])))
		}
	}
	if n := o.Own.Values; n > 0 {
		say(words.Plural(n, "1 value is", host.Count(n)+" values are")+" your own, in the place of what the file says or does not say.", place.Place{Name: place.Book}, "See them")
	}
	if n := o.Own.Excluded; n > 0 {
		say(words.Plural(n, "1 client is", host.Count(n)+" clients are")+" left out by you.", place.Place{Name: place.Book}, "See who")
	}
	for _, p := range [][]words.Piece{
		words.OffTotal("AUM", o.File.TotalAUM, o.File.FileAUM, o.Currency), words.OffTotal("GDC", o.File.TotalGDC, o.File.FileGDC, o.Currency),
	} {
		if p != nil {
			items = append(items, app.Li().Body(append(words.Draw(p), app.Text(" "), app.A().Href(place.Place{Name: place.Book}.Href()).Text("How the list was read"))...))
		}
	}
	if n := o.NoGDC; n > 0 && o.GDCKnown() {
		say(host.Count(n)+words.Plural(n, " client has", " clients have")+" no GDC recorded. It counts as nothing earned.", place.Place{Name: place.Book}, "Look at the list")
	}
	if o.Net {
		what := "The revenue in the file is after payout, so the payout is 100%."
		if o.Settings.Payout != 10000 {
			what = "The revenue in the file is after payout already, and a payout of " + host.PercentExact(o.Settings.Payout) + " is taken off once more."
		}
		say(what, place.Place{Name: place.Practice}, "Payout")
	}
	if n := o.Estimated; n > 0 && o.CostKnown() {
		what := host.Count(n) + words.Plural(n, " client has", " clients have") + " no hours recorded. Each is taken to need its tier’s standard time."
		if n == o.Practice.Clients {
			what = "No hours are recorded, so every client is taken to need its tier’s standard time."
		}
		say(what, place.Place{Name: place.Practice}, "Service model")
	}
	if n := o.Might; n > 0 && o.ProfitKnown() {
		say(host.Count(n)+words.Plural(n, " client earns a profit as the cost is shared now, and would carry", " clients earn a profit as the cost is shared now, and would carry")+" a loss if it were shared by standard time or equally.", place.Place{Name: place.Practice}, "How cost is shared")
	}
	if n := o.Locked; n > 0 {
		say(host.Count(n)+words.Plural(n, " client is", " clients are")+" locked in a tier by you.", place.Place{Name: place.Book, Filter: roster.Filter{Locked: true}}, "Show them")
	}
	if o.Problems > 0 {
		say(words.Unread(o), place.Place{Name: place.Book}, "See which")
	}
	for _, n := range o.Notes {
		if text := words.Note(n, o); text != "" {
			say(text, place.Place{Name: place.Practice}, "Practice")
		}
	}
	return part.Card("remarks", "What to know about these figures", "", nil, app.Ul().Class("remarks").Body(items...),
		app.P().Class("note").Text("Amounts are shown in whole dollars and counted in cents, so a sum may differ by a dollar from the figures above it."))
}
