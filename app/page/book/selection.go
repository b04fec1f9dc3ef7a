package book

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/session"
)

// deed is something about to be done with many clients.
type deed struct {
	hours   bool // the dialog that asks for their hours is open
	leave   bool // the one that asks why to leave them out
	reason  string
	problem string
}

// who is whom a deed is about: those who are picked, else those who are shown.
func (c *clients) who() session.Who {
	if c.Look.Picking {
		keys := make([]book.Key, 0, len(c.Look.Picked))
		for key := range c.Look.Picked {
			keys = append(keys, key)
		}
		return session.Who{Clients: session.KeysOf(keys...)}
	}
	f := c.Filter
	f.Search = c.Look.Search
	return session.Who{Filter: &f}
}

// acts are what can be done with many at once.
func (c *clients) acts() app.UI {
	if c.page == nil {
		return app.Div()
	}
	n, said := c.page.Total, words.ForShown(c.page.Total, c.Over.Practice.Clients)
	if c.Look.Picking {
		n = len(c.Look.Picked)
		said = words.Picked(n)
	}
	var some []app.UI
	if n > 0 && (c.Look.Picking || n < c.Over.Practice.Clients) {
		some = []app.UI{
			c.act("some-hours", "Estimate hours…", said, deed{hours: true}),
			c.act("some-out", "Leave out…", said, deed{leave: true}),
		}
	}
	return app.Div().Class("acts").Body(
		app.Button().ID("pick").Type("button").Class("quiet").Aria("pressed", c.Look.Picking).Text("Pick clients").OnClick(c.onPicking),
		app.Span().Class("note").Role("status").Text(said),
		app.Div().Class("row").Body(some...),
		&hours{ID: "some", Over: c.Over, Open: c.deed.hours, Who: c.who(), OnDone: c.did},
		c.leave(),
	)
}

// act is a button that begins a deed; for the ear it says with whom.
func (c *clients) act(id, text, whom string, d deed) app.UI {
	return app.Button().ID(id).Type("button").Text(text).Aria("label", text+" "+strings.TrimSuffix(whom, ":")).
		OnClick(func(app.Context, app.Event) { c.deed = d }, app.EventScope(id))
}

func (c *clients) onPicking(app.Context, app.Event) {
	c.Look.Picking, c.Look.Picked = !c.Look.Picking, map[book.Key]bool{}
	c.draw()
}

// onPick picks a client, or no longer.
func (c *clients) onPick(_ app.Context, row part.Row) {
	if key := book.Key(row.Key); c.Look.Picked[key] {
		delete(c.Look.Picked, key)
	} else if c.Look.Picking {
		c.Look.Picked[key] = true
	}
	c.draw()
}

// did is called when a deed is done, or given up.
func (c *clients) did(app.Context) { c.deed = deed{} }

// leave asks why clients are left out.
func (c *clients) leave() app.UI {
	return &part.Dialog{
		ID: "some-leave", Title: "Leave out of the analysis", Open: c.deed.leave,
		Content: func() []app.UI {
			return []app.UI{
				app.P().Class("note").Text("They are not scored and carry no cost until you count them again. What is known of them is kept, and listed above."),
				app.Div().Body(&part.TextField{
					ID: "some-reason", Label: "Reason", Hint: "So that you still know next year why.", Value: c.deed.reason, Lines: 3, Most: 500, Private: true,
					Problem: c.deed.problem, OnCommit: func(_ app.Context, v string) { c.deed.reason, c.deed.problem = v, "" },
				}),
			}
		},
		Actions: func() []app.UI {
			return []app.UI{
				part.Button("some-leave-no", "Cancel", "", func(ctx app.Context, _ app.Event) { c.did(ctx) }),
				part.Button("some-leave-yes", "Leave out", "primary", c.onLeave),
			}
		},
		OnClose: c.did,
	}
}

func (c *clients) onLeave(ctx app.Context, _ app.Event) {
	if strings.TrimSpace(c.deed.reason) == "" {
		c.deed.problem = words.Fault(&session.Fault{Code: "no-reason"})
		ctx.Defer(func(app.Context) { host.Focus("some-reason") })
		return
	}
	who := c.who()
	link.Do(session.Exclude{Who: who, Reason: c.deed.reason})
	clear(c.Look.Picked)
	c.did(ctx)
	part.Toast(ctx, part.Message{Text: "Left out of the analysis.", Action: "Undo", Do: func(app.Context) { link.Undo() }})
}
