package practice

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/session"
)

// costs are the three pools of a year's cost, what they come to, and what other
// practices spend.
type costs struct {
	app.Compo
	Over *session.Overview
}

func (c *costs) Render() app.UI {
	o := c.Over
	var fields []app.UI
	for p := range cost.Pool(cost.Pools) {
		fields = append(fields, app.Div().Body(&part.MoneyField{
			ID: "pool-" + p.Key(), Label: words.Pool(p), Hint: words.PoolHelp(p),
			Value: blankZero(o.Settings.Pools[p]), Currency: o.Currency, Blank: "a year", Most: book.Largest,
			OnTry:    func(_ app.Context, v book.Cents) { link.Try(decision.SetPool{Pool: p, Amount: book.OrZero(v)}) },
			OnCommit: func(_ app.Context, v book.Cents) { link.Do(decision.SetPool{Pool: p, Amount: book.OrZero(v)}) },
		}))
	}
	fields = append(fields, app.Div().Class("beside").Body(c.sum()))
	return part.Card("costs", "What a year costs", "", nil, app.Div().Class("fields").Body(fields...), app.Div().Body(c.others()))
}

// sum is what the pools come to, alone and against the clients.
func (c *costs) sum() app.UI {
	o := c.Over
	if !o.CostKnown() {
		return app.P().Class("note").Text("A rough figure is enough to start. Last year’s profit and loss has the first two.")
	}
	all := o.Practice.Costs()
	figures := []part.Figure{{Label: "Together a year", Value: host.Money(all, o.Currency, host.Whole)}}
	if n := o.Practice.Clients; n > 0 {
		figures = append(figures, part.Figure{Label: "For each of " + host.Count(n) + words.Plural(n, " client", " clients"), Value: host.Money(perClient(o), o.Currency, host.Whole)})
	}
	return part.Figures(figures...)
}

// perClient is what serving a client costs, on average.
func perClient(o *session.Overview) book.Cents {
	return book.Cents(book.MulDiv(int64(o.Practice.Costs()), 1, int64(o.Practice.Clients), book.Nearest))
}

// others are figures of other practices beside the advisor's own. Only those
// are shown that mean the same; amounts only where the book is in dollars.
func (c *costs) others() app.UI {
	o := c.Over
	if !o.CostKnown() || o.Practice.Clients == 0 || o.Practice.Revenue <= 0 {
		return app.Div()
	}
	beside := func(what, yours, theirs string, source ...words.Source) app.UI {
		body := []app.UI{app.B().Text(what), app.Span().Body(app.Text("Yours "), app.Span().Class("amount").Text(yours), app.Text(". "+theirs))}
		for _, s := range source {
			body = append(body, app.Small().Text(s.Name+": "+s.Of+"."))
		}
		return app.Li().Body(body...)
	}
	list := []app.UI{beside("Operating profit margin", host.Percent(o.Practice.Margin())+c.beforePay(), "Others 25%, after paying the owner.", words.ModelStatement, words.MedianMargin)}
	if o.Currency == "USD" {
		beyond := o.Settings.Pools[cost.Wages] + o.Settings.Pools[cost.Overhead]
		list = append(list,
			beside("Cost of serving a client", host.Money(perClient(o), o.Currency, host.Whole), "Others $8,000.", words.CostPerHome),
			beside("Wages and overhead of revenue", host.Percent(book.BP(book.MulDiv(int64(beyond), 10000, int64(o.Practice.Revenue), book.Nearest))),
				"Others 44% at $1 million of revenue, 35% from $5 million.", words.ExpenseRatio),
		)
	}
	return part.Explain("What do other practices spend?", app.Ul().Class("others").Body(list...))
}

func (c *costs) beforePay() string {
	if c.Over.Settings.Pools[cost.OwnerPay] == 0 {
		return " before paying yourself"
	}
	return ""
}
