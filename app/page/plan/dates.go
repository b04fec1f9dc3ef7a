package plan

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/plan"
	"tierbook/engine/session"
)

// dates says who does all that is done in one way, and when.
type dates struct {
	app.Compo
	Over    *session.Overview
	Lever   plan.Lever // NoLever while it is closed
	OnClose func(app.Context)

	owner string
	due   book.Day
}

func (d *dates) Render() app.UI {
	return &part.Dialog{
		ID: "dates", Title: words.LeverName(d.Lever), Open: d.Lever != plan.NoLever, OnClose: d.OnClose,
		Content: func() []app.UI {
			due := d.due
			if due == 0 {
				due = book.Missing
			}
			return []app.UI{
				app.P().Class("note").Text("For all clients of the plan for whom this is to be done, and is not done yet."),
				&part.TextField{ID: "all-owner", Label: "Who does it", Value: d.owner, Blank: " ", Most: 60, OnCommit: func(_ app.Context, v string) { d.owner = v }},
				&part.DayField{ID: "all-due", Label: "Due", Value: due, Blank: true, OnCommit: func(_ app.Context, v book.Day) { d.due = max(v, 0) }},
			}
		},
		Actions: func() []app.UI {
			return []app.UI{
				part.Button("dates-no", "Cancel", "", func(ctx app.Context, _ app.Event) { d.OnClose(ctx) }),
				part.Button("dates-yes", "Set for all", "primary", func(ctx app.Context, _ app.Event) {
					c := decision.ChangeActions{With: d.Lever}
					if d.owner != "" {
						c.Owner = &d.owner
					}
					if d.due != 0 {
						c.Due = &d.due
					}
					if c.Owner != nil || c.Due != nil {
						link.Do(c)
					}
					d.OnClose(ctx)
				}),
			}
		},
	}
}

// calendar hands out the dates of the plan as a calendar file.
type calendar struct {
	app.Compo
	Over    *session.Overview
	Open    bool
	OnClose func(app.Context)

	names bool // of clients
	none  bool // there is no date
}

func (c *calendar) Render() app.UI {
	return &part.Dialog{
		ID: "ics", Title: "The dates as a calendar", Open: c.Open, OnClose: c.close,
		Content: func() []app.UI {
			return []app.UI{
				app.P().Text("A file that Outlook, Google Calendar and Apple Calendar open: a day each for what is due, and for looking whether it has worked."),
				&part.Toggle{ID: "ics-names", Label: "Clients’ names, figures and notes in it", Hint: "A calendar is often kept by somebody else. Without names it says how many clients, what, and for how much in all; the plan here says who.", On: c.names,
					OnChange: func(_ app.Context, on bool) { c.names = on }},
				app.Div().Role("alert").Body(app.If(c.none, func() app.UI { return app.P().Class("error").Text(words.NoDates) })),
			}
		},
		Actions: func() []app.UI {
			return []app.UI{
				part.Button("ics-no", "Cancel", "", func(ctx app.Context, _ app.Event) { c.close(ctx) }),
				part.Button("ics-yes", "Download", "primary", c.save),
			}
		},
	}
}

func (c *calendar) close(ctx app.Context) {
	c.none = false
	c.OnClose(ctx)
}

func (c *calendar) save(ctx app.Context, _ app.Event) {
	link.See(ctx, session.DatesQuery{Names: c.names}, func(ctx app.Context, d session.Dates) {
		if c.none = len(d.All) == 0; c.none {
			return
		}
		var events []plan.Event
		for i := range d.All {
			title, text := words.PlanDate(c.Over, &d.All[i])
			events = append(events, plan.Event{Day: d.All[i].Day, Key: d.All[i].Key(d.ID), Title: title, Text: text})
		}
		stamp := strings.ReplaceAll(host.Today(), "-", "") + "T000000Z"
		file := plan.Calendar("Tierbook: "+words.PlanName(d.Name), stamp, events)
		host.Download("tierbook-plan-"+host.Today()+".ics", "text/calendar", []byte(file))
		if d.Undated > 0 {
			part.Toast(ctx, part.Message{Text: words.Undated(d.Undated)})
		}
		c.close(ctx)
	})
}
