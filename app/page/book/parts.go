package book

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/session"
)

// parts is which columns come from other files than the list's own.
func parts(l *session.List, currency string) app.UI {
	var all []app.UI
	for i := range l.Parts {
		p := &l.Parts[i]
		lines := []app.UI{app.Div().Body(part.Name(p.Origin.File), app.Text(" · "+words.PartOf(p)))}
		for k := range p.Columns {
			lines = append(lines, app.Div().Class("soft").Body(words.Draw(words.PartColumn(&p.Columns[k], currency))...))
		}
		all = append(all, app.Li().Body(app.Div().Class("grow").Body(lines...)))
	}
	return part.Card("parts", "What other files gave", "", nil, app.Ul().Class("pairs").Body(all...))
}
