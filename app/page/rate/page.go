// Package rate is the place that asks for what no export has: future potential,
// likeability and referrals, one client after another, one tap or key each.
package rate

import (
	"strconv"

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

// Page is the place. Rated says which of session.Rated is rated, and Key with
// whom to go on, 0 for the first who waits.
type Page struct {
	app.Compo
	Over  *session.Overview
	Rated int
	Key   book.Key

	from  place.Place // what the address last said
	want  session.PassQuery
	at    int // the revision that it was asked at
	again bool
	pass  *session.Pass // nil until the first has come
	of    session.PassQuery
	keys  part.Keys
}

func (p *Page) OnMount(ctx app.Context) {
	p.take()
	p.ask(ctx)
	p.keys.Hear(ctx, p.pressed)
}

func (p *Page) OnDismount() { p.keys.Stop() }

func (p *Page) OnUpdate(ctx app.Context) {
	p.take()
	p.ask(ctx)
}

// take begins where the address says, when that is another.
func (p *Page) take() {
	now := place.Place{Name: place.Rate, Rated: p.Rated, Client: p.Key}
	if now != p.from {
		p.from = now
		p.want = session.PassQuery{Field: decision.Rated[p.Rated], Key: p.Key}
	}
}

func (p *Page) ask(ctx app.Context) {
	if p.pass != nil && p.at == p.Over.Revision && p.want == p.of || p.again && p.at == p.Over.Revision {
		return
	}
	p.at, p.again = p.Over.Revision, true
	q := p.want
	link.See(ctx, q, func(ctx app.Context, pass session.Pass) {
		p.again = false
		if q != p.want {
			p.ask(ctx)
			return
		}
		other := p.pass == nil || p.pass.Row.Key != pass.Row.Key
		p.pass = &pass
		p.want.Key = pass.Row.Key
		p.of = p.want
		p.here().Stand()
		if other && pass.Row.Key != 0 {
			host.AnnounceClient(pass.Row.Name + ". " + words.TierName(p.Over, pass.Row.Tier))
		}
	})
}

// rated is which of session.Rated is rated now.
func (p *Page) rated() int {
	for k, f := range decision.Rated {
		if f == p.want.Field {
			return k
		}
	}
	return 0
}

// here is where a reload comes back to.
func (p *Page) here() place.Place {
	return place.Place{Name: place.Rate, Rated: p.rated(), Client: p.want.Key}
}

// ready reports whether the client that is shown is the one that a tap is for.
func (p *Page) ready() bool {
	return p.pass != nil && p.pass.Row.Key != 0 && p.want == p.of && !p.again
}

// pressed is what a key does, nil for one that is another's.
func (p *Page) pressed(key part.Key) func(app.Context) {
	if !p.ready() {
		return nil
	}
	switch pressed := key.Name; {
	case pressed == "ArrowRight" && !key.Radio:
		return p.skip
	case pressed == "ArrowLeft" && !key.Radio:
		return p.back
	case pressed == "+" || pressed == "=":
		if s := p.pass.Scale; s.To == 10 {
			return func(ctx app.Context) { p.rate(ctx, 10*s.Step) }
		}
	case len(pressed) == 1 && pressed[0] >= '0' && pressed[0] <= '9':
		s, n := p.pass.Scale, int(pressed[0]-'0')
		if n >= s.From && n <= s.To {
			return func(ctx app.Context) { p.rate(ctx, book.Milli(n)*s.Step) }
		}
	}
	return nil
}

// rate rates the client that is shown, and goes on to the next.
func (p *Page) rate(ctx app.Context, v book.Milli) {
	if !p.ready() {
		return
	}
	key := p.pass.Row.Key
	link.Do(decision.Rate{Key: key, Field: p.want.Field, Value: v})
	next := p.pass.After
	if v == book.Missing {
		next = key
	}
	p.want.Key, p.want.Just = next, key
	if v == p.pass.Value { // nothing changes, so nothing would be heard
		p.ask(ctx)
	}
}

// skip goes on without a rating.
func (p *Page) skip(ctx app.Context) { p.to(ctx, p.pass.After) }

func (p *Page) back(ctx app.Context) { p.to(ctx, p.pass.Before) }

func (p *Page) to(ctx app.Context, key book.Key) {
	if key != 0 {
		p.want.Key, p.want.Just = key, 0
		p.ask(ctx)
	}
}

// choose goes over to another rating.
func (p *Page) choose(ctx app.Context, value string) {
	if k, err := strconv.Atoi(value); err == nil && k >= 0 && k < len(decision.Rated) {
		p.want = session.PassQuery{Field: decision.Rated[k]}
		p.ask(ctx)
	}
}

// Render draws the place.
func (p *Page) Render() app.UI {
	if p.pass == nil {
		return app.Div().Body(part.Headline(part.Skeleton()), app.Div(), app.Div(), app.Div())
	}
	o, k := p.Over, p.rated()
	return app.Div().Class("rate").Body(
		words.Pass(o, k, p.pass).Draw(),
		words.Lede(words.PassLede(o, k, p.pass)),
		app.Div().Class("which").Body(p.which(k)),
		app.Div().Class("grid").Body(
			app.Div().Body(p.card()),
			app.Div().Body(&effect{Over: o, Pass: p.pass}),
		),
	)
}

// which says how much is left of each rating, and goes over to another.
func (p *Page) which(k int) app.UI {
	var options []part.Option
	for i := range decision.Rated {
		text := words.Factor(words.RatedFactor(i))
		if n := p.pass.Left[i]; n > 0 {
			text += " · " + host.Count(n)
		}
		options = append(options, part.Option{Value: strconv.Itoa(i), Text: text})
	}
	return &part.Segmented{ID: "rated", Label: "What is rated, and how many clients wait for it", Bare: true, Options: options, Value: strconv.Itoa(k), OnChange: p.choose}
}
