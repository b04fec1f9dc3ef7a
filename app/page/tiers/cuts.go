package tiers

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/score"
	"tierbook/engine/session"
	"tierbook/engine/tier"
	"tierbook/engine/wire"
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
					link.Do(decision.SetCut{Cut: cut})
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

	kept tier.Cut // as it was before what is being typed
}

// CompoID keeps the inputs of one method from being used for another's.
func (r *rows) CompoID() string { return r.Method.String() }

func (r *rows) Render() app.UI {
	o := r.Over
	if !o.Trial {
		r.kept = o.Settings.Cut
	}
	var list []app.UI
	for k := range o.Tiers {
		n := strconv.Itoa(k + 1)
		parts := []app.UI{app.Div().Body(&part.TextField{
			ID: "tier-name-" + n, Label: "Tier " + n, Value: o.Settings.Names[k], Most: decision.MostTierName,
			Check:    func(v string) string { return refused(o, decision.SetTierName{Tier: book.Tier(k + 1), Name: v}) },
			OnCommit: func(_ app.Context, v string) { link.Do(decision.SetTierName{Tier: book.Tier(k + 1), Name: v}) },
		})}
		if number := r.number(k); number != nil {
			parts = append(parts, app.Div().Body(number))
		}
		list = append(list, app.Li().Body(app.Div().Role("group").Aria("label", "Tier "+n).Body(append(parts, app.Small().Text(who(o, k)))...)))
	}
	said := app.Div()
	if o.Settings.Cut.Method == tier.Shares {
		said = said.Body(app.P().Class("note").Text("What you give one tier comes from the tiers below it, the last one first."))
	}
	return app.Div().Body(app.Ul().Class("cuts").Body(list...), said)
}

// who says how many clients a tier has and from what score.
func who(o *session.Overview, k int) string {
	n := o.Tiers[k].Clients
	text := host.Count(n) + words.Plural(n, " client", " clients")
	if o.Lowest[k] >= 0 {
		text += ", from a score of " + host.Points(book.Points(o.Lowest[k]))
	}
	if from := floor(o.Settings, k); book.Has(from) {
		text += ". It takes AUM of " + host.Money(from, o.Currency, host.Whole) + ", by the bands of AUM"
	}
	return text
}

// floor is the AUM from which a client comes into a tier, Missing where that
// depends on more than AUM.
func floor(s engine.Settings, k int) book.Cents {
	reading := s.Normalise[score.AUM]
	if s.Cut.Method != tier.Scores || k == book.Tiers-1 || reading.Kind != score.Bands || s.Weights[score.AUM] == 0 {
		return book.Missing
	}
	for f, w := range s.Weights {
		if w > 0 && score.Factor(f) != score.AUM {
			return book.Missing
		}
	}
	for _, b := range reading.Bands {
		if b.Points >= s.Cut.Scores[k] {
			return book.Cents(b.From)
		}
	}
	return book.Missing
}

// refused is why a command would be, "" where it would not.
func refused(o *session.Overview, c decision.Command) string {
	if err := decision.Check(o.Settings, c); err != nil {
		return words.Fault(wire.AsFault(err))
	}
	return ""
}

// number is the field of a tier's number, nil where the method has none for it.
func (r *rows) number(k int) app.UI {
	o := r.Over
	cut := o.Settings.Cut
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
		with := func(v int64) decision.Command { return decision.SetCut{Cut: shared(r.kept, k, int(v))} }
		return &part.CountField{ID: id, Label: "Share", Unit: "%", Value: int64(cut.Shares[k]),
			Check:    func(v int64) string { return tooMuch(o.Settings.Names, r.kept, k, v) },
			OnTry:    func(_ app.Context, v int64) { link.Try(with(v)) },
			OnCommit: func(_ app.Context, v int64) { link.Do(with(v)) }}
	case tier.Counts:
		with := func(v int64) decision.Command {
			next := cut
			next.Counts[k] = int(v)
			return decision.SetCut{Cut: next}
		}
		return &part.CountField{ID: id, Label: "Places", Unit: "clients", Value: int64(cut.Counts[k]), Most: 1 << 30,
			OnTry:    func(_ app.Context, v int64) { link.Try(with(v)) },
			OnCommit: func(_ app.Context, v int64) { link.Do(with(v)) }}
	case tier.Scores:
		with := func(v book.Points) decision.Command {
			next := cut
			next.Scores[k] = v
			return decision.SetCut{Cut: next}
		}
		return &part.PointsField{ID: id, Label: "From a score of", Value: cut.Scores[k], Most: score.MaxPoints,
			Check: func(v book.Points) string {
				if text := outOfOrder(o.Settings.Names, cut, k, v); text != "" {
					return text
				}
				return refused(o, with(v))
			},
			OnTry:    func(_ app.Context, v book.Points) { link.Try(with(v)) },
			OnCommit: func(_ app.Context, v book.Points) { link.Do(with(v)) }}
	}
	with := func(v book.Minutes) decision.Command {
		next := cut
		next.Minutes[k] = v
		return decision.SetCut{Cut: next}
	}
	return &part.HoursField{ID: id, Label: "Hours a year", Value: cut.Minutes[k], Most: 1 << 30,
		Hint:     "One client takes " + host.Hours(o.Settings.Standard()[k]) + ".",
		OnTry:    func(_ app.Context, v book.Minutes) { link.Try(with(v)) },
		OnCommit: func(_ app.Context, v book.Minutes) { link.Do(with(v)) }}
}

// shared is the cut with another share for a tier. What it takes or gives back
// comes from the tiers below, the last first, so that the four always come to
// 100 and can be entered from the top down.
func shared(cut tier.Cut, k, share int) tier.Cut {
	more := share - cut.Shares[k]
	cut.Shares[k] = share
	for j := book.Tiers - 1; j > k && more != 0; j-- {
		taken := min(more, cut.Shares[j])
		cut.Shares[j] -= taken
		more -= taken
	}
	return cut
}

// tooMuch is why a tier can't have a share: the tiers above it have the rest.
func tooMuch(names [book.Tiers]string, cut tier.Cut, k int, share int64) string {
	above := 0
	for _, s := range cut.Shares[:k] {
		above += s
	}
	if share <= int64(100-above) {
		return ""
	}
	left := strconv.Itoa(100-above) + "%"
	switch {
	case k == 0:
		return "The most there is to share is 100%."
	case above == 0:
		return "All tiers together have 100%."
	}
	return strings.Join(names[:k], " and ") + words.Plural(k, " already takes ", " already take ") + strconv.Itoa(above) + "%, so " + left + " is the most."
}

// outOfOrder is why a tier can't start at a score: a better tier starts no
// lower than the ones below it.
func outOfOrder(names [book.Tiers]string, cut tier.Cut, k int, from book.Points) string {
	switch {
	case k > 0 && from > cut.Scores[k-1]:
		return names[k] + " can’t start above " + names[k-1] + ", which starts at " + host.Hundredths(int64(cut.Scores[k-1])) + "."
	case k+1 < len(cut.Scores) && from < cut.Scores[k+1]:
		return names[k] + " can’t start below " + names[k+1] + ", which starts at " + host.Hundredths(int64(cut.Scores[k+1])) + "."
	}
	return ""
}
