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
		app.Div().Body(&numbers{Over: o, Method: int(o.Settings.Cut.Method)}),
		c.names(),
	)
}

// names are the tiers: hue, name to change, and who is in it now.
func (c *cuts) names() app.UI {
	o := c.Over
	var rows []app.UI
	for k := range o.Tiers {
		rows = append(rows, app.Li().Body(
			&part.TextField{
				ID: "tier-name-" + strconv.Itoa(k+1), Label: "Name of tier " + strconv.Itoa(k+1), Value: o.Settings.Names[k], Most: 24,
				OnCommit: func(_ app.Context, v string) { link.Do(session.SetTierName{Tier: book.Tier(k + 1), Name: v}) },
			},
			app.Small().Text(who(o, k)),
		))
	}
	return app.Ul().Class("names").Body(rows...)
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

// numbers are the numbers of one method.
type numbers struct {
	app.Compo
	Over   *session.Overview
	Method int
}

// CompoID keeps the inputs of one method from being used for another's.
func (n *numbers) CompoID() string { return strconv.Itoa(n.Method) }

func (n *numbers) Render() app.UI {
	o := n.Over
	cut := o.Settings.Cut
	do := func(change func(*tier.Cut)) {
		next := cut
		change(&next)
		link.Do(session.SetCut{Cut: next})
	}
	var fields []app.UI
	add := func(f app.UI) { fields = append(fields, app.Div().Body(f)) }
	id := func(k int) string { return "cut-" + cut.Method.String() + "-" + strconv.Itoa(k+1) }
	switch cut.Method {
	case tier.Shares:
		return n.shares(do)
	case tier.Counts:
		for k := range cut.Counts {
			add(&part.CountField{ID: id(k), Label: o.Settings.Names[k], Unit: "clients", Value: int64(cut.Counts[k]), Most: 1 << 30,
				OnCommit: func(_ app.Context, v int64) { do(func(c *tier.Cut) { c.Counts[k] = int(v) }) }})
		}
	case tier.Scores:
		for k := range cut.Scores {
			add(&part.PointsField{ID: id(k), Label: o.Settings.Names[k] + " from", Value: cut.Scores[k], Most: score.MaxPoints,
				OnCommit: func(_ app.Context, v book.Points) { do(func(c *tier.Cut) { c.Scores[k] = v }) }})
		}
	case tier.Capacity:
		for k := range cut.Minutes {
			add(&part.HoursField{ID: id(k), Label: o.Settings.Names[k], Value: cut.Minutes[k], Most: 1 << 30,
				Hint:     "of your year; one client takes " + host.Hours(o.Settings.Standard()[k]),
				OnCommit: func(_ app.Context, v book.Minutes) { do(func(c *tier.Cut) { c.Minutes[k] = v }) }})
		}
	case tier.Natural:
		return app.P().Class("note").Text("There is nothing to set: the scores themselves decide.")
	}
	return app.Div().Class("fields").Body(fields...)
}

// shares are the percentages of the first three tiers; the last has the rest,
// so that they always come to 100.
func (n *numbers) shares(do func(func(*tier.Cut))) app.UI {
	o := n.Over
	cut := o.Settings.Cut
	last := book.Tiers - 1
	var fields []app.UI
	for k := range last {
		fields = append(fields, app.Div().Body(&part.CountField{
			ID: "cut-shares-" + strconv.Itoa(k+1), Label: o.Settings.Names[k], Unit: "%", Value: int64(cut.Shares[k]), Most: int64(cut.Shares[k] + cut.Shares[last]),
			OnCommit: func(_ app.Context, v int64) {
				do(func(c *tier.Cut) {
					c.Shares[last] += c.Shares[k] - int(v)
					c.Shares[k] = int(v)
				})
			},
		}))
	}
	return app.Div().Body(
		app.Div().Class("fields").Body(fields...),
		app.P().Class("note").Text(o.Settings.Names[last]+" has the remaining "+strconv.Itoa(cut.Shares[last])+" percent."),
	)
}
