package practice

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/session"
)

// usualHours is what one advisor is said to have for clients in a year, in
// minutes (words.ClientHours).
const usualHours = 1200 * 60

// capacity is the hours that the practice has for clients.
type capacity struct {
	app.Compo
	Over *session.Overview
}

func (c *capacity) Render() app.UI {
	o := c.Over
	limit := o.Settings.Capacity
	do := func(v book.Minutes) { link.Do(decision.SetCapacity{Minutes: v}) }
	var buttons []app.UI
	if limit != 0 {
		buttons = append(buttons, part.Button("capacity-none", "No limit", "quiet", func(app.Context, app.Event) { do(0) }))
	}
	if limit != usualHours {
		buttons = append(buttons, part.Button("capacity-usual", "Use "+host.Count(usualHours/60)+" hours", "quiet", func(app.Context, app.Event) { do(usualHours) }))
	}
	return part.Card("capacity-card", "The hours you have", "", nil,
		app.Div().Body(&part.HoursField{
			ID: "capacity", Label: "Hours a year for clients", Hint: words.CapacityHelp, Value: blankZero(limit), Blank: "no limit", Most: book.Largest,
			OnTry:    func(_ app.Context, v book.Minutes) { link.Try(decision.SetCapacity{Minutes: book.OrZero(v)}) },
			OnCommit: func(_ app.Context, v book.Minutes) { do(book.OrZero(v)) },
		}),
		app.Div().Class("row").Body(buttons...),
		app.Div().Body(c.use()...),
		part.Explain("What does it change?",
			app.P().Text("Without a limit your clients bear the whole cost, whether they fill your year or half of it. With one, cost that is shared by service time is spread over all the hours you have: clients bear it for the hours they take, and the rest stands on a line of its own, unused capacity. Clients then look as dear as they would in a full year, and the practice’s profit stays the same."),
			app.P().Text("One advisor has about "+host.Count(usualHours/60)+" hours a year for clients, "+words.ClientHours.Of+" ("+words.ClientHours.Name+"). The others go to running the practice, to learning and to finding clients."),
		),
	)
}

// use is how the clients' hours compare with those there are.
func (c *capacity) use() []app.UI {
	o := c.Over
	limit, taken := o.Settings.Capacity, o.Practice.Minutes
	if o.Practice.Clients == 0 || !book.Has(taken) {
		return nil
	}
	figures := []part.Figure{{Label: "Your clients take", Value: hours(taken), Plain: true}}
	if limit == 0 {
		return []app.UI{part.Figures(figures...)}
	}
	if taken > limit {
		return []app.UI{
			part.Figures(append(figures, part.Figure{Label: "More than you have", Value: hours(taken - limit), Plain: true, Loss: true})...),
			part.Notice(part.Warn, "Your clients take more hours than you have.", app.P().Text("All cost is borne by them. Either the hours in your list or the standard times are too high, or someone is working evenings.")),
		}
	}
	figures = append(figures, part.Figure{Label: "Unused, " + host.Percent(book.BP(book.MulDiv(int64(limit-taken), 10000, int64(limit), book.Nearest))) + " of your hours", Value: hours(limit - taken), Plain: true})
	if o.CostKnown() {
		figures = append(figures, part.Figure{Label: "Cost of unused capacity", Value: host.Money(o.Practice.Unused, o.Currency, host.Whole)})
	}
	return []app.UI{part.Figures(figures...)}
}
