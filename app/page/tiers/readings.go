package tiers

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/score"
	"tierbook/engine/session"
)

// readings is how each factor's values become points. One factor is looked at
// at a time, for most advisors never need to.
type readings struct {
	app.Compo
	Over *session.Overview

	factor score.Factor
}

func (r *readings) Render() app.UI {
	o := r.Over
	n := o.Settings.Normalise[r.factor]
	var factors, kinds []part.Option
	for f := range score.Factor(score.Factors) {
		factors = append(factors, part.Option{Value: f.Key(), Text: words.Factor(f)})
	}
	for k := score.Percentile; k <= score.Bands; k++ {
		kinds = append(kinds, part.Option{Value: k.String(), Text: words.Kind(k)})
	}
	body := []app.UI{
		&part.Select{ID: "reading-factor", Label: "Factor", Hint: words.FactorHelp(r.factor), Options: factors, Value: r.factor.Key(),
			OnChange: func(_ app.Context, v string) {
				if f, ok := score.ParseFactor(v); ok {
					r.factor = f
				}
			}},
		&part.Segmented{ID: "reading-kind", Label: "Points by", Hint: words.KindHelp(n.Kind), Options: kinds, Value: n.Kind.String(),
			OnChange: func(_ app.Context, v string) {
				k, ok := score.ParseKind(v)
				if !ok {
					return
				}
				next := score.Normalise{Kind: k}
				if k == score.Bands {
					next.Bands = startBands(r.factor, o.Settings.Service)
				}
				link.Do(decision.SetNormalise{Factor: r.factor, Normalise: next})
			}},
	}
	if r.factor == score.Time {
		value := "relationship"
		if o.Settings.Service {
			value = "service"
		}
		body = append(body, &part.Segmented{ID: "reading-time", Label: "Time means", Value: value,
			Hint:     "How long someone has been a client, longer being better; or the hours a client takes in a year, fewer being better.",
			Options:  []part.Option{{Value: "relationship", Text: "Years as a client"}, {Value: "service", Text: "Hours a year"}},
			OnChange: func(_ app.Context, v string) { link.Do(decision.SetTimeReads{Service: v == "service"}) }})
	}
	if n.Kind == score.Bands {
		body = append(body, &bands{Over: o, Factor: r.factor})
	}
	return part.Card("readings", "How a factor becomes points", "", nil, body...)
}

// startBands are five even steps from which the advisor goes on, in the
// factor's own unit.
func startBands(f score.Factor, service bool) []score.Band {
	steps := [5]int64{0, 100_000_00, 250_000_00, 500_000_00, 1_000_000_00} // AUM
	switch f {
	case score.GDC:
		steps = [5]int64{0, 1_500_00, 5_000_00, 10_000_00, 20_000_00}
	case score.Time:
		steps = [5]int64{0, 731, 1826, 3653, 7305} // days: 2, 5, 10 and 20 years
		if service {
			steps = [5]int64{0, 3 * 60, 8 * 60, 12 * 60, 20 * 60}
		}
	case score.Potential, score.Likeability:
		steps = [5]int64{0, 3000, 5000, 7000, 9000}
	case score.Referrals:
		steps = [5]int64{0, 1000, 2000, 3000, 5000}
	}
	out := make([]score.Band, len(steps))
	for i, from := range steps {
		points := book.Points(2500 * i)
		if f == score.Time && service { // less time is better
			points = score.MaxPoints - points
		}
		out[i] = score.Band{From: from, Points: points}
	}
	return out
}

// bands is the table of bands of one factor: from which value, how many points.
type bands struct {
	app.Compo
	Over   *session.Overview
	Factor score.Factor
}

// CompoID keeps the inputs of one factor from being used for another's.
func (b *bands) CompoID() string { return b.Factor.Key() }

func (b *bands) command(next []score.Band) decision.Command {
	return decision.SetNormalise{Factor: b.Factor, Normalise: score.Normalise{Kind: score.Bands, Bands: next}}
}

func (b *bands) do(next []score.Band) { link.Do(b.command(next)) }

func (b *bands) try(next []score.Band) { link.Try(b.command(next)) }

// with is the bands with one of them changed, or left out where change is nil.
func (b *bands) with(i int, change func(*score.Band)) []score.Band {
	var next []score.Band
	for j, band := range b.Over.Settings.Normalise[b.Factor].Bands {
		if j == i {
			if change == nil {
				continue
			}
			change(&band)
		}
		next = append(next, band)
	}
	return next
}

func (b *bands) Render() app.UI {
	all := b.Over.Settings.Normalise[b.Factor].Bands
	var rows []app.UI
	for i, band := range all {
		n := strconv.Itoa(i + 1)
		cells := []app.UI{
			app.Div().Body(b.from(i, n, band)),
			app.Div().Body(&part.PointsField{
				ID: "band-points-" + n, Label: "Points of band " + n, Value: band.Points, Most: score.MaxPoints,
				OnTry:    func(_ app.Context, v book.Points) { b.try(b.with(i, func(x *score.Band) { x.Points = v })) },
				OnCommit: func(_ app.Context, v book.Points) { b.do(b.with(i, func(x *score.Band) { x.Points = v })) },
			}),
		}
		if len(all) > 1 {
			cells = append(cells, part.IconButton("band-drop-"+n, "close", "Remove band "+n,
				func(app.Context, app.Event) { b.do(b.with(i, nil)) }, i, len(all)))
		}
		rows = append(rows, app.Li().Body(cells...))
	}
	return app.Div().Body(
		app.P().Class("note").Text("A client gets the points of the last band whose value it reaches, and none below the first."),
		app.Ul().Class("bands").Body(rows...),
		part.Button("band-add", "Add a band", "", func(app.Context, app.Event) { b.do(another(all)) }, len(all)),
	)
}

// another is the bands with one more above the last.
func another(all []score.Band) []score.Band {
	last := all[len(all)-1]
	step := last.From
	if len(all) > 1 {
		step = last.From - all[len(all)-2].From
	}
	return append(append([]score.Band(nil), all...), score.Band{From: last.From + max(step, 1), Points: last.Points})
}

// from is the field of where a band starts, in the factor's own unit.
func (b *bands) from(i int, n string, band score.Band) app.UI {
	id, label := "band-from-"+n, "Band "+n+" from"
	o := b.Over
	all := o.Settings.Normalise[b.Factor].Bands
	with := func(v int64) []score.Band { return b.with(i, func(x *score.Band) { x.From = v }) }
	check := func(v int64, say func(int64) string) string {
		if text := unordered(all, i, v, say); text != "" {
			return text
		}
		return refused(o, b.command(with(v)))
	}
	switch {
	case b.Factor == score.AUM || b.Factor == score.GDC:
		say := func(v int64) string { return host.Money(book.Cents(v), o.Currency, host.Whole) }
		return &part.MoneyField{ID: id, Label: label, Value: book.Cents(band.From), Currency: o.Currency, Least: -book.Largest, Most: book.Largest,
			Check:    func(v book.Cents) string { return check(int64(v), say) },
			OnTry:    func(_ app.Context, v book.Cents) { b.try(with(int64(v))) },
			OnCommit: func(_ app.Context, v book.Cents) { b.do(with(int64(v))) }}
	case b.Factor == score.Time && o.Settings.Service:
		say := func(v int64) string { return host.Hours(book.Minutes(v)) }
		return &part.HoursField{ID: id, Label: label, Value: book.Minutes(band.From), Most: 1 << 30,
			Check:    func(v book.Minutes) string { return check(int64(v), say) },
			OnTry:    func(_ app.Context, v book.Minutes) { b.try(with(int64(v))) },
			OnCommit: func(_ app.Context, v book.Minutes) { b.do(with(int64(v))) }}
	case b.Factor == score.Time:
		say := func(v int64) string { return part.Years(v) + " years" }
		return &part.YearsField{ID: id, Label: label, Value: band.From, Most: 1 << 20,
			Check:    func(v int64) string { return check(v, say) },
			OnTry:    func(_ app.Context, v int64) { b.try(with(v)) },
			OnCommit: func(_ app.Context, v int64) { b.do(with(v)) }}
	}
	say := func(v int64) string { return host.Hundredths(v / 10) }
	return &part.RatingField{ID: id, Label: label, Value: book.Milli(band.From), Least: -book.Largest, Most: book.Largest,
		Check:    func(v book.Milli) string { return check(int64(v), say) },
		OnTry:    func(_ app.Context, v book.Milli) { b.try(with(int64(v))) },
		OnCommit: func(_ app.Context, v book.Milli) { b.do(with(int64(v))) }}
}

// unordered is why a band can't start at a value: each starts above the one
// before it.
func unordered(all []score.Band, i int, from int64, say func(int64) string) string {
	switch {
	case i > 0 && from <= all[i-1].From:
		return "This must be more than " + say(all[i-1].From) + ", where band " + strconv.Itoa(i) + " starts."
	case i+1 < len(all) && from >= all[i+1].From:
		return "This must be less than " + say(all[i+1].From) + ", where band " + strconv.Itoa(i+2) + " starts."
	}
	return ""
}
