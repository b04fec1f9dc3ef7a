package practice

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/session"
)

// payout is what of the clients' GDC reaches the practice.
type payout struct {
	app.Compo
	Over *session.Overview
}

func (p *payout) Render() app.UI {
	o := p.Over
	body := []app.UI{app.Div().Body(&part.PercentField{
		ID: "payout", Label: "Payout", Hint: words.PayoutHelp, Value: o.Settings.Payout, Most: 10000,
		OnTry:    func(_ app.Context, v book.BP) { link.Try(decision.SetPayout{Payout: v}) },
		OnCommit: func(_ app.Context, v book.BP) { link.Do(decision.SetPayout{Payout: v}) },
	})}
	if o.GDCKnown() {
		body = append(body, part.Figures(
			part.Figure{Label: "GDC of all clients", Value: host.Money(o.Practice.GDC, o.Currency, host.Whole)},
			part.Figure{Label: "Revenue that reaches you, " + host.PercentExact(o.Settings.Payout), Value: host.Money(o.Practice.Listed().Revenue, o.Currency, host.Whole), Sum: true},
		), app.Div().Class("stackup").Body(&part.MoneyField{
			ID: "actual", Label: "Revenue in your own books", Hint: words.ActualHelp, Value: blankZero(o.Settings.Actual), Currency: o.Currency, Blank: "a year", Most: book.Largest,
			OnTry:    func(_ app.Context, v book.Cents) { link.Try(decision.SetActual{Revenue: book.OrZero(v)}) },
			OnCommit: func(_ app.Context, v book.Cents) { link.Do(decision.SetActual{Revenue: book.OrZero(v)}) },
		}), app.Div().Role("status").Body(p.beyond()...))
	}
	body = append(body, part.Explain("What is usual?",
		app.P().Text("Independent broker-dealers pay out 80% to 93% of GDC by their grids ("+words.BrokerPayout.Name+", "+words.BrokerPayout.Of+
			"), and about ten points less on general securities. Your last commission statement has your own: what was paid to you, divided by gross concessions. If you charge fees on your own account, it is 100%.")))
	return part.Card("payout-card", "What reaches you", "", nil, body...)
}

// beyond is what of the practice's revenue is not in the list.
func (p *payout) beyond() []app.UI {
	o := p.Over
	amount := o.Practice.Beyond
	if o.Settings.Actual == 0 || !book.Has(amount) {
		return nil
	}
	body := []app.UI{part.Figures(part.Figure{Label: "Not in this list", Value: host.Money(amount, o.Currency, host.Whole), Sum: true})}
	if amount < 0 {
		body = append(body, part.Notice(part.Warn, "Your list brings more than your books have.", app.P().Body(
			app.Text("Is the payout right, and does the column of your list cover twelve months before payout? "),
			app.A().Href(place.Place{Name: place.Book}.Href()).Text("See how it was read"), app.Text("."))))
	}
	return body
}

// target is the margin a mended client should come to.
type target struct {
	app.Compo
	Over *session.Overview
}

func (t *target) Render() app.UI {
	return part.Card("target-card", "What a mended client earns", "", nil, app.Div().Body(&part.PercentField{
		ID: "target", Label: "Target margin", Hint: words.TargetHelp, Value: t.Over.Settings.TargetMargin, Least: -10000, Most: 9999,
		OnTry:    func(_ app.Context, v book.BP) { link.Try(decision.SetTarget{Margin: v}) },
		OnCommit: func(_ app.Context, v book.BP) { link.Do(decision.SetTarget{Margin: v}) },
	}))
}
