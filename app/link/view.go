package link

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/engine/session"
)

// View is what a component shows of the session.
type View[V any] struct {
	Shown *V // nil until the first has come

	asked session.Query[V]
	at    int
}

// See asks for what q gives at a revision of the overview, unless that was asked
// last: it is for OnMount and OnUpdate, and may be called at every drawing. An
// answer to what has been asked before is not shown. q must be comparable.
func (v *View[V]) See(ctx app.Context, q session.Query[V], revision int) {
	if v.asked == q && v.at == revision {
		return
	}
	v.asked, v.at = q, revision
	See(ctx, q, func(_ app.Context, now V) {
		if v.asked == q {
			v.Shown = &now
		}
	})
}
