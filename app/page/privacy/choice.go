package privacy

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/link/store"
	"tierbook/app/part"
	"tierbook/app/words"
)

// modes are the ways of keeping, from the least to the most.
var modes = []store.Mode{store.Nothing, store.Tab, store.Passphrase, store.Device}

// leastPassphrase is how short a passphrase may be, in characters.
const leastPassphrase = 8

// Choice asks what is kept. Keep is how it is now.
type Choice struct {
	app.Compo
	ID    string
	Title string
	Keep  link.Keeping

	picked  store.Mode // what is ticked and not yet agreed to
	problem string
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
			c.picked, c.problem = m, ""
		}, app.EventScope(string(m)))
		options = append(options, app.Label().Class("keeping").For(id).Body(input, app.Span().Body(app.B().Text(name), app.Br(), app.Text(meaning))))
	}
	body = append(body, app.FieldSet().Class("keepings").Body(append([]app.UI{app.Legend().Class("unseen").Text(c.Title)}, options...)...))
	body = append(body, app.Div().Body(app.If(now == store.Passphrase && c.Keep.Mode != store.Passphrase, func() app.UI {
		return app.Div().Body(
			secret(c.ID+"-phrase", "Passphrase", "Four words that do not belong together are better than a short riddle.", true, false),
			secret(c.ID+"-again", "The same once more", "", true, false),
		)
	})))
	body = append(body, app.Div().Body(app.If(c.problem != "", func() app.UI { return part.Notice(part.Warn, "", app.Text(c.problem)) })))
	body = append(body, app.Div().Class("row").Body(
		app.Button().ID(c.ID+"-yes").Type("button").Class("primary").Disabled(now == c.Keep.Mode && c.Keep.Asked).Text("Keep it so").OnClick(c.agree),
	))
	body = append(body, app.Div().Body(app.If(c.Keep.Mode == store.Passphrase && now == c.Keep.Mode, func() app.UI {
		return part.Explain("Change the passphrase",
			secret(c.ID+"-old", "The passphrase until now", "", false, false),
			secret(c.ID+"-phrase", "The new passphrase", "Everything is encrypted anew with it.", true, false),
			secret(c.ID+"-again", "The new one once more", "", true, false),
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
	if mode == store.Passphrase {
		phrase = host.InputValue(c.ID + "-phrase")
		switch {
		case len([]rune(phrase)) < leastPassphrase:
			c.problem = "Please make the passphrase longer: eight characters at least."
			return
		case phrase != host.InputValue(c.ID+"-again"):
			c.problem = "The two are not the same. Please type the passphrase again."
			return
		}
	}
	if mode == c.Keep.Mode {
		if old = host.InputValue(c.ID + "-old"); old == "" {
			c.problem = "Please type the passphrase until now as well."
			return
		}
	}
	c.picked, c.problem = store.Unchosen, ""
	for _, field := range []string{"-old", "-phrase", "-again"} {
		host.SetInputValue(c.ID+field, "")
	}
	if mode == store.Passphrase || mode == store.Device {
		host.Persist()
	}
	link.Keep(mode, phrase, old, false)
}

// secret is a field for a passphrase.
func secret(id, label, hint string, anew, first bool) app.UI {
	complete := "current-password"
	if anew {
		complete = "new-password"
	}
	input := app.Input().ID(id).Type("password").Attr("autocomplete", complete).Attr("autocapitalize", "off").Attr("spellcheck", "false").AutoFocus(first)
	parts := []app.UI{app.Label().For(id).Text(label), app.Div().Class("box").Body(input)}
	if hint != "" {
		parts = append(parts, app.P().Class("hint").Text(hint))
	}
	return app.Div().Class("field").Body(parts...)
}

// Secret is a field for a passphrase that was chosen before, in a dialog that
// asks for it: it has the focus there.
func Secret(id, label string) app.UI { return secret(id, label, "", false, true) }
