package part

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
)

// Reason is a dialog that asks why, and does not go on without an answer. ID is
// the field's.
type Reason struct {
	app.Compo
	ID      string
	Title   string
	Note    string // what will be done
	Yes     string // the deed, as a verb
	Missing string // what is said where there is no reason
	Open    bool
	OnYes   func(ctx app.Context, reason string)
	OnClose func(ctx app.Context)

	was     bool
	reason  string
	problem string
}

// Render draws the dialog, empty each time it opens.
func (r *Reason) Render() app.UI {
	if r.Open != r.was {
		r.was, r.reason, r.problem = r.Open, "", ""
	}
	return &Dialog{
		ID: r.ID + "-dialog", Title: r.Title, Open: r.Open,
		Content: func() []app.UI {
			return []app.UI{app.P().Class("note").Text(r.Note), app.Div().Body(&TextField{
				ID: r.ID, Label: "Reason", Hint: "So that you still know next year why.", Value: r.reason, Lines: 3, Most: 500, Private: true,
				Problem: r.problem, OnCommit: func(_ app.Context, v string) { r.reason, r.problem = v, "" },
			})}
		},
		Actions: func() []app.UI {
			return []app.UI{Button("", "Cancel", "", func(ctx app.Context, _ app.Event) { r.OnClose(ctx) }), Button("", r.Yes, "primary", r.yes)}
		},
		OnClose: r.OnClose,
	}
}

func (r *Reason) yes(ctx app.Context, _ app.Event) {
	if trimmed(r.reason) == "" {
		r.problem = r.Missing
		ctx.Defer(func(app.Context) { host.Focus(r.ID) })
		return
	}
	r.OnYes(ctx, r.reason)
}
