package plan

import (
	"strconv"
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

	was  plan.Lever
	set  decision.ChangeActions // what is set, nil for what is not
	over bool                   // it takes the place of what single actions have
}

func (d *dates) OnUpdate(app.Context) {
	if d.was != d.Lever {
		d.was, d.set, d.over = d.Lever, decision.ChangeActions{}, false
	}
}

func (d *dates) Render() app.UI {
	set := &d.set
	text := func(v *string) string {
		if v == nil {
			return ""
		}
		return *v
	}
	typed := func(to **string) func(app.Context, string) {
		return func(_ app.Context, v string) {
			if *to = &v; v == "" {
				*to = nil
			}
		}
	}
	day := func(id, label string, to **book.Day) app.UI {
		v := book.Day(book.Missing)
		if *to != nil {
			v = **to
		}
		return &part.DayField{ID: id, Label: label, Value: v, Blank: true, OnCommit: func(_ app.Context, v book.Day) {
			if *to = &v; v <= 0 {
				*to = nil
			}
		}}
	}
	return &part.Dialog{
		ID: "dates", Title: words.LeverOf(d.Over, d.Lever), Open: d.Lever != plan.NoLever, OnClose: d.OnClose,
		Content: func() []app.UI {
			next := "0"
			if set.Else != nil {
				next = strconv.Itoa(int(*set.Else))
			}
			return []app.UI{
				app.P().Class("note").Text("For all clients of the plan for whom this is to be done, and is not done yet."),
				&part.TextField{ID: "all-owner", Label: "Who does it", Value: text(set.Owner), Blank: " ", Most: 60, OnCommit: typed(&set.Owner)},
				day("all-due", "Due", &set.Due),
				app.H3().Text(howKnown),
				&part.TextField{ID: "all-state", Label: "What must be so", Value: text(set.State), Blank: words.StateOf(d.Lever), Most: 200, OnCommit: typed(&set.State)},
				day("all-by", "By", &set.By),
				&part.Select{ID: "all-else", Label: "Else", Options: nextSteps(), Value: next, OnChange: func(_ app.Context, v string) {
					l := plan.Lever(v[0] - '0')
					if set.Else = &l; l == plan.NoLever {
						set.Else = nil
					}
				}},
				&part.Toggle{ID: "all-over", Label: "Replace what single actions have", Hint: "Off, it is set only where an action has none.", On: d.over,
					OnChange: func(_ app.Context, on bool) { d.over = on }},
			}
		},
		Actions: func() []app.UI {
			return []app.UI{
				part.Button("dates-no", "Cancel", "", func(ctx app.Context, _ app.Event) { d.OnClose(ctx) }),
				part.Button("dates-yes", "Set for all", "primary", func(ctx app.Context, _ app.Event) {
					if c := d.set; c.Owner != nil || c.Due != nil || c.State != nil || c.By != nil || c.Else != nil {
						c.With, c.Gaps = d.Lever, !d.over
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
