package plan

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/page/download"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/agenda"
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/plan"
	"tierbook/engine/session"
)

// actions is what is to be done, by whom and when.
type actions struct {
	app.Compo
	Over   *session.Overview
	View   *session.PlanView
	Sort   session.PlanOrder
	OnSort func(app.Context, session.PlanOrder)
	OnPage func(app.Context, int)

	open book.Key   // the action that is looked at, 0 for none
	all  plan.Lever // the lever all of whose actions are dated, NoLever for none
	when bool       // the calendar is asked for
}

func (a *actions) Render() app.UI {
	o, v := a.Over, a.View
	var levers []app.UI
	for l := plan.Charge; l < plan.Levers; l++ {
		sum := v.Levers[l]
		if sum.Clients == 0 {
			continue
		}
		levers = append(levers, app.Li().Class("lever").Body(
			app.Div().Body(app.B().Text(words.LeverOf(o, l)), app.Small().Body(words.Draw(words.LeverSum(o, sum))...)),
			app.Div().Class("fig").Body(app.B().Class("amount").Text(host.Signed(sum.Practice, o.Currency, host.Whole)), app.Small().Text("for the practice")),
			app.Button().Type("button").Class("screen").Text("Who and when").Aria("label", "Who and when: "+words.LeverOf(o, l)).OnClick(func(app.Context, app.Event) { a.all = l }, app.EventScope("lever", int(l))),
		))
	}
	var rows []part.Row
	for i := range v.Rows {
		r := &v.Rows[i]
		name := part.Cell{Text: r.Name, Kind: part.NameCell}
		if r.Name == "" { // not kept yet when it was decided
			name = part.Cell{Text: "No longer in the list"}
		}
		due := host.None
		if r.Due != 0 {
			due = host.Day(r.Due, host.Medium)
			if r.Late {
				due += ", late"
			}
		}
		effect := part.ChangeCell(r.Practice, o.Currency)
		if !r.Counts {
			effect = part.Cell{Text: host.None}
		}
		rows = append(rows, part.Row{Key: uint64(r.Key), Cells: []part.Cell{
			name, {Text: words.TermsShort(o, r.Terms), Kind: part.AmountCell}, effect, {Text: r.Owner}, {Text: due}, {Text: words.Status(r)},
		}})
	}
	orders := []part.Option{{Value: "0", Text: "Next due"}, {Value: "1", Text: "Most for the practice"}, {Value: "2", Text: "Name"}, {Value: "3", Text: "Status"}, {Value: "4", Text: "What is done"}}
	return part.Card("actions", "What is to be done", words.ActionsNote(v), []app.UI{
		download.Icon("download-plan", "Download the plan as CSV", session.Export{Table: session.ExportPlan}),
		part.IconButton("calendar", "plan", "Download the dates as a calendar", func(app.Context, app.Event) { a.when = true }),
		part.IconButton("print", "print", "Print the plan", func(app.Context, app.Event) { host.Print() }),
	},
		app.Ul().Class("levers").Body(levers...),
		app.Div().Class("filters screen").Body(&part.Select{ID: "order", Label: "Order", Bare: true, Options: orders, Value: strconv.Itoa(int(a.Sort)),
			OnChange: func(ctx app.Context, value string) { a.OnSort(ctx, session.PlanOrder(value[0]-'0')) }}),
		&part.Sheet{ID: "plan-actions", Label: "The actions of the plan", Columns: []part.Column{{Head: "Client", Width: part.Fill}, {Head: "What", Width: part.Word}, {Head: "For the practice"}, {Head: "Who", Width: part.Word}, {Head: "Due", Width: part.Word}, {Head: "Status", Width: part.Word}}, Rows: rows,
			OnOpen: func(_ app.Context, r part.Row) { a.open = book.Key(r.Key) }},
		a.pages(),
		app.P().Class("paper note").Text(words.MoreActions(v)),
		a.one(),
		&dates{Over: o, Lever: a.all, OnClose: func(app.Context) { a.all = plan.NoLever }},
		&calendar{Over: o, Open: a.when, OnClose: func(app.Context) { a.when = false }},
	)
}

// pages leads to the actions before and after those shown.
func (a *actions) pages() app.UI {
	v := a.View
	if v.Total <= shownActions {
		return app.Div()
	}
	back := part.Button("actions-back", "Earlier", "", func(ctx app.Context, _ app.Event) {
		if v.Offset > 0 {
			a.OnPage(ctx, max(0, v.Offset-shownActions))
		}
	}, v.Offset)
	on := part.Button("actions-on", "More", "", func(ctx app.Context, _ app.Event) {
		if v.Offset+shownActions < v.Total {
			a.OnPage(ctx, v.Offset+shownActions)
		}
	}, v.Offset)
	return app.Div().Class("row screen").Body(back.(app.HTMLButton).Aria("disabled", v.Offset == 0),
		app.Span().Class("note").Text(host.Count(v.Offset+1)+" to "+host.Count(min(v.Offset+shownActions, v.Total))+" of "+host.Count(v.Total)),
		on.(app.HTMLButton).Aria("disabled", v.Offset+shownActions >= v.Total))
}

// row is the action that is looked at, nil for none.
func (a *actions) row() *agenda.Row {
	for i := range a.View.Rows {
		if a.View.Rows[i].Key == a.open {
			return &a.View.Rows[i]
		}
	}
	return nil
}

// one is the dialog about one action.
func (a *actions) one() app.UI {
	r := a.row()
	title := ""
	if r != nil {
		if title = r.Name; title == "" {
			title = "No longer in the list"
		}
	}
	close := func(app.Context) { a.open = 0 }
	return &part.Dialog{
		ID: "action", Title: title, Open: r != nil, OnClose: close,
		Content: func() []app.UI { return a.fields(r) },
		Actions: func() []app.UI {
			key := r.Key
			return []app.UI{
				part.Button("action-out", "Take out of the plan", "", func(app.Context, app.Event) {
					link.Do(decision.RemoveActions{Keys: []book.Key{key}})
					a.open = 0
				}),
				app.A().ID("action-sheet").Class("btn").Href(place.OfSheet(key).Href()).Text("Talking sheet"),
				app.A().ID("action-card").Class("btn").Href(place.OfRepair(key).Href()).Text("Change what is done"),
				part.Button("action-done", "Close", "primary", func(ctx app.Context, _ app.Event) { close(ctx) }),
			}
		},
	}
}

// deed is when an action was done, and whether the list has that already.
func (a *actions) deed(r *agenda.Row, on book.Day, change func(func(*decision.ChangeActions))) app.UI {
	if r.Status != plan.Done {
		return app.Div()
	}
	ask := app.Div()
	if r.Unsure || r.Deed.In != plan.Untold {
		ask = ask.Body(&part.Segmented{
			ID: "action-in", Label: words.IsIn(a.Over), Value: strconv.Itoa(int(r.Deed.In)), Options: []part.Option{{Value: "1", Text: "Yes"}, {Value: "2", Text: "Not yet"}},
			OnChange: func(_ app.Context, v string) {
				in := plan.Told(v[0] - '0')
				change(func(c *decision.ChangeActions) { c.In = &in })
			},
		})
	}
	return app.Div().Body(
		&part.DayField{ID: "action-on", Label: "Done on", Value: on, Blank: true, OnCommit: func(_ app.Context, d book.Day) {
			d = max(d, 0)
			change(func(c *decision.ChangeActions) { c.On = &d })
		}},
		ask,
		app.P().Class("note").Aria("live", "polite").Text(words.Deed(a.Over, r)),
	)
}

// howKnown heads what must be so, by when, else what.
const howKnown = "How you will know that it has worked"

// nextSteps are what can be done where something has not worked.
func nextSteps() []part.Option {
	all := []part.Option{{Value: "0", Text: "Nothing"}}
	for l := plan.Charge; l < plan.Levers; l++ {
		all = append(all, part.Option{Value: strconv.Itoa(int(l)), Text: words.LeverName(l)})
	}
	return all
}

func (a *actions) fields(r *agenda.Row) []app.UI {
	o := a.Over
	change := func(edit func(*decision.ChangeActions)) {
		c := decision.ChangeActions{Keys: []book.Key{r.Key}}
		edit(&c)
		link.Do(c)
	}
	day := func(d book.Day) book.Day {
		if d == 0 {
			return book.Missing
		}
		return d
	}
	var statuses []part.Option
	for s := range plan.Statuses {
		statuses = append(statuses, part.Option{Value: strconv.Itoa(int(s)), Text: words.StatusName(s)})
	}
	return []app.UI{
		app.P().Body(words.Draw(words.Terms(o, r.Terms))...),
		app.P().Class("note").Body(words.Draw(words.ActionEffect(o, r))...),
		&part.Select{ID: "action-status", Label: "Status", Options: statuses, Value: strconv.Itoa(int(r.Status)), OnChange: func(_ app.Context, v string) {
			s, now := plan.Status(v[0]-'0'), today()
			change(func(c *decision.ChangeActions) {
				if c.Status = &s; s == plan.Done {
					c.On = &now
				}
			})
		}},
		app.Div().Body(a.deed(r, day(r.Deed.On), change)),
		&part.TextField{ID: "action-owner", Label: "Who does it", Value: r.Owner, Blank: " ", Most: 60, OnCommit: func(_ app.Context, v string) {
			change(func(c *decision.ChangeActions) { c.Owner = &v })
		}},
		&part.DayField{ID: "action-due", Label: "Due", Value: day(r.Due), Blank: true, OnCommit: func(_ app.Context, d book.Day) {
			d = max(d, 0)
			change(func(c *decision.ChangeActions) { c.Due = &d })
		}},
		&part.TextField{ID: "action-note", Label: "Note", Value: r.Note, Blank: " ", Most: 500, Lines: 2, Private: true, OnCommit: func(_ app.Context, v string) {
			change(func(c *decision.ChangeActions) { c.Note = &v })
		}},
		app.H3().Text(howKnown),
		&part.TextField{ID: "action-state", Label: "What must be so", Value: r.State, Blank: words.StateOf(r.Lever), Most: 200, OnCommit: func(_ app.Context, v string) {
			change(func(c *decision.ChangeActions) { c.State = &v })
		}},
		&part.DayField{ID: "action-by", Label: "By", Value: day(r.By), Blank: true, OnCommit: func(_ app.Context, d book.Day) {
			d = max(d, 0)
			change(func(c *decision.ChangeActions) { c.By = &d })
		}},
		&part.Select{ID: "action-else", Label: "Else", Options: nextSteps(), Value: strconv.Itoa(int(r.Else)), OnChange: func(_ app.Context, v string) {
			l := plan.Lever(v[0] - '0')
			change(func(c *decision.ChangeActions) { c.Else = &l })
		}},
	}
}
