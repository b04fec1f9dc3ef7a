package app

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/page/tiers"
	"tierbook/engine/session"
)

// warmUp runs once what the first list will need, on the sample book, while the
// user looks for that list: a browser compiles each function when it is first
// called. Where there is work already, that does it.
func (h *house) warmUp(now link.Keeping) {
	if h.warmed || now.Found || h.over != nil && h.over.Open {
		return
	}
	h.warmed = true
	link.Warm(host.Sample())
}

// warmTime is how long all parts of that may take to be drawn.
const warmTime = time.Second

// warm draws the tiers of a list that nobody sees, in an element that is on no
// page.
type warm struct {
	app.Compo
	Over *session.Overview // nil when there is nothing to draw
}

func (w *warm) OnMount(ctx app.Context) { ctx.JSSrc().Call("remove") }

func (w *warm) Render() app.UI {
	return app.Div().Body(app.If(w.Over != nil, func() app.UI { return &tiers.Page{Over: w.Over} }))
}
