package privacy

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/link/store"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/wire"
)

// modes are the ways of keeping, from the least to the most.
var modes = []store.Mode{store.Nothing, store.Tab, store.Passphrase, store.Device}

// Choice asks what is kept. Keep is how it is now.
type Choice struct {
	app.Compo
	ID    string
	Title string
	Keep  link.Keeping

	picked  store.Mode // what is ticked and not yet agreed to
	problem string     // with what was typed
	under   string     // the field that is
}

// Render draws the choice.
func (c *Choice) Render() app.UI {
	now := c.now()
	var body []app.UI
	if c.Keep.Fault != nil {
		body = append(body, part.Notice(part.Bad, "", app.Text(words.Fault(c.Keep.Fault))))
	}
	var options []app.UI
	for _, m := range modes {
		name, meaning := words.KeepingMeans(string(m))
		id := c.ID + "-" + string(m)
		input := app.Input().Type("radio").Name(c.ID).ID(id).Value(string(m)).Checked(m == now).OnChange(func(app.Context, app.Event) {
			c.picked, c.problem, c.under = m, "", ""
		}, app.EventScope(string(m)))
		options = append(options, app.Label().Class("keeping").For(id).Body(input, app.Span().Body(app.B().Text(name), app.Br(), app.Text(meaning))))
	}
	body = append(body, app.FieldSet().Class("keepings").Body(append([]app.UI{app.Legend().Class("unseen").Text(c.Title)}, options...)...))
	body = append(body, app.Div().Body(app.If(now == store.Passphrase && c.Keep.Mode != store.Passphrase, func() app.UI {
		return app.Div().Body(
			c.secret("-phrase", "Passphrase", "Four words that do not belong together are better than a short riddle.", true),
			c.secret("-again", "The same once more", "", true),
		)
	})))
	body = append(body, app.Div().Class("row").Body(
		app.Button().ID(c.ID+"-yes").Type("button").Class("primary").Disabled(now == c.Keep.Mode && c.Keep.Asked).Text("Keep it so").OnClick(c.agree),
	))
	body = append(body, app.Div().Body(app.If(c.Keep.Mode == store.Passphrase && now == c.Keep.Mode, func() app.UI {
		return part.Explain("Change the passphrase",
			c.secret("-old", "The passphrase until now", "", false),
			c.secret("-phrase", "The new passphrase", "Everything is encrypted anew with it.", true),
			c.secret("-again", "The new one once more", "", true),
			app.Div().Class("row").Body(part.Button(c.ID+"-change", "Change it", "", c.agree)),
		)
	})))
	return part.Card(c.ID, c.Title, "", nil, body...)
}

// now is what is ticked: the default is this tab.
func (c *Choice) now() store.Mode {
	switch {
	case c.picked != store.Unchosen:
		return c.picked
	case c.Keep.Mode == store.Unchosen:
		return store.Tab
	}
	return c.Keep.Mode
}

func (c *Choice) agree(ctx app.Context, _ app.Event) {
	mode, phrase, old := c.now(), "", ""
	if mode == c.Keep.Mode && mode != store.Passphrase {
		c.picked = store.Unchosen
		link.KeepSo(c.Keep)
		return
	}
	c.problem, c.under = "", ""
	if mode == store.Passphrase {
		if c.problem, c.under = agreed(c.ID+"-phrase", c.ID+"-again"); c.problem != "" {
			return
		}
		phrase = host.InputValue(c.ID + "-phrase")
	}
	if mode == c.Keep.Mode {
		if old = host.InputValue(c.ID + "-old"); old == "" {
			c.problem, c.under = "Please type the passphrase until now as well.", c.ID+"-old"
			return
		}
	}
	if mode == store.Passphrase || mode == store.Device {
		host.Persist()
	}
	link.Keep(mode, phrase, old, false, func(f *wire.Fault) { ctx.Dispatch(func(app.Context) { c.answered(f) }) })
}

// answered takes what came of it. What was typed stays where it has to be typed
// better.
func (c *Choice) answered(f *wire.Fault) {
	switch {
	case f == nil:
		c.picked = store.Unchosen
		for _, field := range []string{"-old", "-phrase", "-again"} {
			host.SetInputValue(c.ID+field, "")
		}
	case f.Code == "wrong-passphrase":
		c.problem, c.under = words.Fault(f), c.ID+"-old"
	}
}

// secret is one of the fields for a passphrase.
func (c *Choice) secret(field, label, hint string, anew bool) app.UI {
	s := &Secret{ID: c.ID + field, Label: label, Hint: hint, Anew: anew}
	if c.under == s.ID {
		s.Problem = c.problem
	}
	return s
}
