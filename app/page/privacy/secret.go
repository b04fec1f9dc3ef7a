package privacy

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/part"
)

// leastPassphrase is how short a passphrase may be, in characters.
const leastPassphrase = 8

// agreed is why what was typed into two fields cannot be a passphrase from now
// on, and which of them that is to be said under, "" where it can be.
func agreed(field, again string) (problem, under string) {
	switch phrase := host.InputValue(field); {
	case len([]rune(phrase)) < leastPassphrase:
		return "Please make the passphrase longer: eight characters at least.", field
	case phrase != host.InputValue(again):
		return "The two are not the same. Please type the passphrase again.", again
	}
	return "", ""
}

// Secret is a field for a passphrase, which can be shown. What is typed stays in
// the field alone.
type Secret struct {
	app.Compo
	ID      string
	Label   string
	Hint    string
	Problem string // with what was typed
	Anew    bool   // it is being chosen
	First   bool   // it has the focus in its dialog

	shown bool
}

// Render draws the field.
func (s *Secret) Render() app.UI {
	kind, complete, verb := "password", "current-password", "Show"
	if s.Anew {
		complete = "new-password"
	}
	if s.shown {
		kind, verb = "text", "Hide"
	}
	class := "field"
	input := app.Input().ID(s.ID).Type(kind).Attr("autocomplete", complete).Attr("autocapitalize", "off").Attr("autocorrect", "off").Attr("spellcheck", "false").AutoFocus(s.First).
		Aria("invalid", s.Problem != "").Aria("describedby", s.ID+"-hint")
	if s.Problem != "" {
		class += " bad"
	}
	show := part.Button(s.ID+"-show", verb, "quiet", func(app.Context, app.Event) { s.shown = !s.shown })
	show = show.(app.HTMLButton).Aria("label", verb+": "+s.Label)
	return app.Div().Class(class).Body(
		app.Label().For(s.ID).Text(s.Label), app.Div().Class("box").Body(input, show),
		app.P().ID(s.ID+"-hint").Class("hint").Aria("live", "polite").Body(app.If(s.Problem != "", func() app.UI { return app.B().Text(s.Problem + " ") }), app.Text(s.Hint)),
	)
}
