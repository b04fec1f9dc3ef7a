package tiers

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/words"
	"tierbook/engine/session"
)

// paper says on the printed report how it was made: the controls that show it
// on the screen are not printed.
func paper(o *session.Overview) app.UI {
	var list []app.UI
	for _, f := range words.Made(o) {
		list = append(list, app.Dt().Text(f.Label), app.Dd().Body(words.Draw(f.Value)...))
	}
	return app.Section().Class("paper made").Aria("labelledby", "made-title").Body(
		app.H2().ID("made-title").Text("How this report was made"),
		app.Dl().Class("figures facts").Body(list...),
		app.P().Class("note").Text("Made with Tierbook on this device, "+words.Printed(host.Today())+"."),
	)
}
