package practice

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/session"
)

// sharing is by what each pool is shared over the clients.
type sharing struct {
	app.Compo
	Over *session.Overview
}

func (s *sharing) Render() app.UI {
	o := s.Over
	var options []part.Option
	for d := cost.Time; d <= cost.AUM; d++ {
		options = append(options, part.Option{Value: d.String(), Text: words.Sentence(words.Driver(d))})
	}
	var fields []app.UI
	for p := range cost.Pool(cost.Pools) {
		driver := o.Settings.Drivers[p]
		fields = append(fields, app.Div().Body(&part.Select{
			ID: "driver-" + p.Key(), Label: words.Pool(p) + " by", Hint: words.DriverHelp(driver), Options: options, Value: driver.String(),
			OnChange: func(_ app.Context, v string) {
				if d, ok := cost.ParseDriver(v); ok {
					link.Do(decision.SetDriver{Pool: p, Driver: d})
				}
			},
		}))
	}
	figures, how := s.hour()
	fields = append(fields, app.Div().Class("beside").Body(figures))
	return part.Card("sharing", "How the cost is shared over the clients", "", nil,
		app.Div().Class("fields").Body(fields...), app.Div().Body(s.warnings()...), app.Div().Body(how))
}

// warnings are choices that hide what the advisor came to see, or that cannot
// be followed.
func (s *sharing) warnings() (list []app.UI) {
	if text := words.SharedByRevenue(s.Over.Settings); text != "" {
		list = append(list, part.Notice(part.Warn, "", app.P().Text(text)))
	}
	for _, n := range s.Over.Notes {
		if n.Code == engine.SharedEqually {
			list = append(list, part.Notice(part.Info, "", app.P().Text(words.Note(n, s.Over))))
		}
	}
	return list
}

// hour is what an hour with a client costs and brings: the one figure that
// sharing by time comes down to.
func (s *sharing) hour() (figures, how app.UI) {
	o := s.Over
	byTime := book.Cents(0)
	for p, d := range o.Settings.Drivers {
		if d == cost.Time {
			byTime += o.Practice.Cost[p]
		}
	}
	if byTime == 0 || o.Practice.Minutes <= 0 {
		return app.Div(), app.Div()
	}
	hour := book.Cents(book.MulDiv(int64(byTime), 60, int64(o.Practice.Minutes), book.Nearest))
	sides := []part.Figure{{Label: "An hour for a client costs", Value: host.Money(hour, o.Currency, host.Whole)}}
	if o.GDCKnown() {
		sides = append(sides, part.Figure{Label: "It brings, on average", Value: host.Money(o.Practice.PerHour(), o.Currency, host.Whole)})
	}
	return part.Figures(sides...), part.Explain("How does that come about?", app.P().Body(
		app.Text("The cost that is shared by service time, "), part.Amount(byTime, o.Currency, host.Whole),
		app.Text(", divided by the "+host.Count((o.Practice.Minutes+30)/60)+" hours that all clients take. A client bears it for each of its hours: those in your list, else its tier’s standard time. Hours are those of you and other advisors; if your list counts staff hours too, do so for the hours a year below as well.")),
	)
}
