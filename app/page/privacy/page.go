// Package privacy is the place that answers how one knows that nothing leaves,
// and where the user says what is kept: on this device, in files, and as
// restore points.
package privacy

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/session"
)

// Page is the place.
type Page struct {
	app.Compo
	Over *session.Overview
	Keep link.Keeping
	Lock func(ctx app.Context) // puts the work away

	Newer string                // build, as host.Update
	Renew func(ctx app.Context) // changes to it

	wiping bool
}

// Render draws the place.
func (p *Page) Render() app.UI {
	return app.Div().Body(
		part.Headline(app.Text("Nothing leaves this browser, and your work "+words.KeptAs(string(p.Keep.Mode))+".")),
		part.Lede(app.Text(p.lede())),
		&Choice{ID: "keep", Title: "What is kept", Keep: p.Keep},
		&file{Open: p.Over.Open, List: p.Over.Origin.File},
		&proof{Mode: p.Keep.Mode, Saved: p.Keep.Saved, Locked: p.Keep.Locked, Since: p.Keep.Since, Newer: p.Newer, Renew: p.Renew},
		check(),
		&points{Revision: p.Over.Revision, Step: p.Over.Step, Trial: p.Over.Trial},
		&locking{Mode: p.Keep.Mode, Open: p.Over.Open, Lock: p.Lock},
		&look{Install: host.Install()},
		part.Card("wipe", "Wipe everything", "", nil,
			app.P().Text("Removes the client list, your decisions and everything else that Tierbook keeps in this browser. Files that you saved stay where they are."),
			app.Div().Class("row").Body(part.Button("wipe-ask", "Wipe everything from this device", "danger", func(app.Context, app.Event) { p.wiping = true })),
		),
		&part.Confirm{
			ID: "wipe-sure", Title: "Wipe everything?", Text: "The client list that is open and all decisions are gone for good, unless you have saved a file.",
			Yes: "Wipe everything", No: "Keep it", Danger: true, Open: p.wiping, OnYes: p.wipe,
			OnNo: func(app.Context) { p.wiping = false },
		},
	)
}

func (p *Page) lede() string {
	if p.Keep.Saved == 0 || p.Keep.Log < 0 {
		return "The browser was told to let this page load nothing more, from any address, before it was given your list. You decide what stays on this device."
	}
	return "The browser was told to let this page load nothing more, from any address, before it was given your list. Your work was last saved here on " + host.Moment(p.Keep.Saved) + "."
}

func (p *Page) wipe(app.Context) {
	p.wiping = false
	link.Wipe()
}
