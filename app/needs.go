package app

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/intake"
	"tierbook/engine/session"
)

// needs asks for the file of the client list once more, where something was
// decided about how it is read and the file is no longer at hand.
type needs struct {
	decision *intake.Decision // nil where nothing is needed
	file     string           // its name
	other    host.File        // what was chosen instead
	wrong    bool             // it was another file
}

// hear takes the fault of a reading that needs the file.
func (n *needs) hear(e link.Event) bool {
	if e.Decision == nil || e.Fault.Code != "need-file" && e.Fault.Code != "other-file" {
		return false
	}
	n.decision, n.wrong = e.Decision, e.Fault.Code == "other-file"
	if len(e.Fault.Args) > 0 {
		n.file = e.Fault.Args[0]
	}
	return true
}

// take goes on with a file that was chosen, where one is needed.
func (n *needs) take(file host.File) bool {
	if n.decision == nil {
		return false
	}
	link.RereadFrom(file, *n.decision)
	n.decision, n.other = nil, file
	return true
}

func (n *needs) dialog(over *session.Overview, open func(app.Context, host.File, bool)) app.UI {
	close := func(app.Context) { n.decision = nil }
	return &part.Dialog{
		ID: "need-file", Title: "The file is needed again", Open: n.decision != nil,
		Content: func() []app.UI {
			if over.Origin.Sample {
				return []app.UI{app.P().Text(words.NeedSample)}
			}
			return []app.UI{app.P().Text(words.NeedFile(n.file, n.wrong))}
		},
		Actions: func() []app.UI {
			if over.Origin.Sample {
				return []app.UI{part.Button("need-file-no", "Close", "", func(ctx app.Context, _ app.Event) { close(ctx) })}
			}
			second := part.Button("need-file-no", "Cancel", "", func(ctx app.Context, _ app.Event) { close(ctx) })
			if n.wrong {
				second = part.Button("need-file-new", "Open it as a new list", "", func(ctx app.Context, _ app.Event) {
					close(ctx)
					open(ctx, n.other, false)
				})
			}
			return []app.UI{second, app.Button().ID("need-file-yes").Type("button").Class("primary").DataSet("tierbook", "open").Text("Choose the file")}
		},
		OnClose: close,
	}
}
