package tiers

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/score"
	"tierbook/engine/session"
	"tierbook/engine/tier"
)

// cuts is where the tiers are cut: the method, its numbers, the tiers' names
// and what comes of it.
type cuts struct {
	app.Compo
	Over *session.Overview
}

func (c *cuts) Render() app.UI {
	o := c.Over
	var methods []part.Option
	for m := tier.Shares; m <= tier.Natural; m++ {
		methods = append(methods, part.Option{Value: m.String(), Text: words.Method(m)})
	}
	return part.Card("cuts", "Where the tiers are cut", "", nil,
		&part.Select{
			ID: "cut-method", Label: "Cut by", Hint: words.MethodHelp(o.Settings.Cut.Method), Options: methods, Value: o.Settings.Cut.Method.String(),
			OnChange: func(_ app.Context, v string) {
				if m, ok := tier.ParseMethod(v); ok {
					cut := o.Settings.Cut
					cut.Method = m
					link.Do(session.SetCut{Cut: cut})
				}
			},
		},
		// Numbers of one method must not take the inputs of another.
		app.Div().Body(&rows{Over: o, Method: o.Settings.Cut.Method}),
	)
}

// rows are the tiers from the best down: name, number of the method, and who
// is in it now.
type rows struct {
	app.Compo
	Over   *session.Overview
	Method tier.Method
}

// CompoID keeps the inputs of one method from being used for another's.
func (r *rows) CompoID() string { return r.Method.String() }

func (r *rows) Render() app.UI {
	o := r.Over
	var list []app.UI
	for k := range o.Tiers {
		n := strconv.Itoa(k + 1)
		parts := []app.UI{app.Div().Body(&part.TextField{
			ID: "tier-name-" + n, Label: "Tier " + n, Value: o.Settings.Names[k], Most: session.MostTierName,
			OnCommit: func(_ app.Context, v string) { link.Do(session.SetTierName{Tier: book.Tier(k + 1), Name: v}) },
		})}
		if number := r.number(k); number != nil {
			parts = append(parts, app.Div().Body(number))
		}
		list = append(list, app.Li().Body(append(parts, app.Small().Text(who(o, k)))...))
	}
	return app.Ul().Class("cuts").Body(list...)
}

// who says how many clients a tier has and from what score.
func who(o *session.Overview, k int) string {
	n := o.Tiers[k].Clients
	text := host.Count(n) + words.Plural(n, " client", " clients")
	if o.Lowest[k] >= 0 {
		text += ", from a score of " + host.Points(book.Points(o.Lowest[k]))
	}
	return text
}

// number is the field of a tier's number, nil where the method has none for it.
func (r *rows) number(k int) app.UI {
	o := r.Over
	cut := o.Settings.Cut
	do := func(change func(*tier.Cut)) {
		next := cut
		change(&next)
		link.Do(session.SetCut{Cut: next})
	}
	id := "cut-" + cut.Method.String() + "-" + strconv.Itoa(k+1)
	last := book.Tiers - 1
	switch {
	case cut.Method == tier.Natural:
		return nil
	case k == last && cut.Method == tier.Shares:
		return app.Div().Class("field").Body(app.Span().Class("label").Text("Share"), app.Span().Text("the rest, "+strconv.Itoa(cut.Shares[last])+"%"))
	case k == last:
		return app.Div().Class("field").Body(app.Span().Class("label").Text("Takes"), app.Span().Text("everyone else"))
	}
	switch cut.Method {
	case tier.Shares:
		// The last tier has the rest, so that the four always come to 100.
		return &part.CountField{ID: id, Label: "Share", Unit: "%", Value: int64(cut.Shares[k]), Most: int64(cut.Shares[k] + cut.Shares[last]),
			OnCommit: func(_ app.Context, v int64) {
				do(func(c *tier.Cut) {
					c.Shares[last] += c.Shares[k] - int(v)
					c.Shares[k] = int(v)
				})
			}}
	case tier.Counts:
		return &part.CountField{ID: id, Label: "Places", Unit: "clients", Value: int64(cut.Counts[k]), Most: 1 << 30,
			OnCommit: func(_ app.Context, v int64) { do(func(c *tier.Cut) { c.Counts[k] = int(v) }) }}
	case tier.Scores:
		return &part.PointsField{ID: id, Label: "From a score of", Value: cut.Scores[k], Most: score.MaxPoints,
			OnCommit: func(_ app.Context, v book.Points) { do(func(c *tier.Cut) { c.Scores[k] = v }) }}
	}
	return &part.HoursField{ID: id, Label: "Hours a year", Value: cut.Minutes[k], Most: 1 << 30,
		Hint:     "One client takes " + host.Hours(o.Settings.Standard()[k]) + ".",
		OnCommit: func(_ app.Context, v book.Minutes) { do(func(c *tier.Cut) { c.Minutes[k] = v }) }}
}
