package privacy

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link/store"
	"tierbook/app/part"
)

// LockAfter is how many minutes the page may be idle before the work is put
// away, 0 for ever: as the user chose, else a quarter of an hour where there
// is a passphrase.
func LockAfter(mode store.Mode) int {
	if n, err := strconv.Atoi(host.Recall("lock")); err == nil {
		return n
	}
	if mode == store.Passphrase {
		return 15
	}
	return 0
}

// locking is when the work is put away.
type locking struct {
	app.Compo
	Mode store.Mode
	Open bool // there is something to put away
	Lock func(ctx app.Context)
}

// Render draws the card.
func (l *locking) Render() app.UI {
	return part.Card("lock", "Away from the desk", "", nil,
		app.P().Text("Control or ⌘ with Shift and the full stop hides names and amounts, and shows them again. Putting the work away drops it from memory; it comes back by its passphrase, or by a tap where it has none."),
		&part.Select{
			ID: "lock-after", Label: "Put it away by itself", Value: strconv.Itoa(LockAfter(l.Mode)),
			Options: []part.Option{
				{Value: "0", Text: "Never"}, {Value: "5", Text: "After 5 minutes without a touch"}, {Value: "15", Text: "After 15 minutes without a touch"}, {Value: "60", Text: "After an hour without a touch"},
			},
			OnChange: func(ctx app.Context, value string) { host.Remember("lock", value); ctx.Update() },
		},
		app.Div().Class("row").Body(app.Button().ID("lock-now").Type("button").Disabled(!l.Open).Text("Put it away now").OnClick(func(ctx app.Context, _ app.Event) { l.Lock(ctx) })),
	)
}
