package app

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
)

// reader shows how far a file has been read, and stops it when asked.
type reader struct {
	app.Compo
	Progress *link.Progress // nil when no file is being read
}

func (r *reader) Render() app.UI {
	return &part.Dialog{
		ID: "reading", Title: "Reading your client list", Open: r.Progress != nil,
		Content: func() []app.UI {
			p := *r.Progress
			percent := 100
			if p.Total > 0 {
				percent = int(100 * p.Read / p.Total)
			}
			return []app.UI{
				app.P().Body(part.Name(p.Name), app.Text(" · "+host.Count(p.Read>>20)+" of "+host.Count(p.Total>>20)+" MB")),
				app.Progress().Max(100).Value(percent).Aria("label", "Read so far"),
				app.P().Class("note").Text("It is read on this device. Nothing is sent."),
			}
		},
		Actions: func() []app.UI {
			return []app.UI{part.Button("stop-reading", "Stop", "", func(app.Context, app.Event) { link.Cancel() })}
		},
		OnClose: func(app.Context) { link.Cancel() },
	}
}

// discreet hides names and amounts, for when the client sits across the desk.
type discreet struct {
	app.Compo
	on bool
}

func (d *discreet) Render() app.UI {
	icon, label := "eye", "Hide names and amounts"
	if d.on {
		icon, label = "eye-off", "Show names and amounts"
	}
	return part.IconButton("discreet", icon, label, func(app.Context, app.Event) {
		d.on = !d.on
		host.SetDiscreet(d.on)
	})
}
