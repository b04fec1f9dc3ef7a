// Package decide is the dialog in which the same is decided about many clients
// at once: who they are, what is done, and what it would come to, before it is.
package decide

import (
	"slices"
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/plan"
	"tierbook/engine/session"
)

// Whom is clients that can be decided about together.
type Whom struct {
	Name string
	session.Selection
}

// Dialog decides about many in one go. What is recommended comes first, for it
// is what most groups need.
type Dialog struct {
	app.Compo
	Over    *session.Overview
	Open    bool
	Title   string
	Whom    []Whom     // one of them, or several to choose from; as they were when the dialog opened
	Fee     book.Cents // a minimum fee begins near it
	OnClose func(app.Context)

	was   bool // open
	whom  []Whom
	now   choice
	note  string
	need  bool    // the reason is missing
	bad   [2]bool // the figures that can't be read
	asked choice
	at    int // the revision that was asked about
	out   *session.Bulk
}

// choice is what the effect hangs on.
type choice struct {
	whom  int
	way   string
	least book.Cents
	kept  book.BP // of the revenue
	time  book.BP // kept
	tier  book.Tier
	all   bool // those in question too
}

// The ways of deciding about many.
const (
	wayBest  = "best"
	wayLeast = "least"
	wayServe = "serve"
	wayHand  = "hand"
	wayLetGo = "letgo"
	wayKeep  = "keep"
)

func (d *Dialog) OnMount(ctx app.Context)  { d.see(ctx) }
func (d *Dialog) OnUpdate(ctx app.Context) { d.see(ctx) }

// decision is what is chosen.
func (d *Dialog) decision() session.Decision {
	out := session.Decision{Selection: d.whom[d.now.whom].Selection, Note: d.note, Kept: words.KeptAsRecommended}
	out.Settled = !d.now.all
	switch d.now.way {
	case wayBest:
		out.Best = true
	case wayLeast:
		out.Least = d.now.least
	case wayServe:
		out.Terms = &plan.Terms{Lever: plan.Serve, Tier: d.now.tier}
	case wayHand:
		out.Terms = &plan.Terms{Lever: plan.HandOver, RevenueKept: d.now.kept, TimeKept: d.now.time}
	case wayLetGo:
		out.Own = plan.LetGo
	case wayKeep:
		out.Own = plan.Keep
	}
	return out
}

// see asks what is chosen would come to, unless that was asked already.
func (d *Dialog) see(ctx app.Context) {
	if d.Open != d.was {
		d.was, d.out, d.at, d.note, d.need, d.bad = d.Open, nil, 0, "", false, [2]bool{}
		d.whom = slices.Clone(d.Whom)
		d.now = choice{0, wayBest, max(d.Fee, 100_00) / 100_00 * 100_00, plan.UsualRevenueKept, plan.UsualTimeKept, book.Tiers, false}
	}
	if !d.Open || d.at == d.Over.Revision && d.asked == d.now {
		return
	}
	now := d.now
	d.at, d.asked = d.Over.Revision, now
	link.See(ctx, session.BulkQuery{Decision: d.decision()}, func(_ app.Context, out session.Bulk) {
		if now == d.asked {
			d.out = &out
		}
	})
}

// Render draws the dialog.
func (d *Dialog) Render() app.UI {
	return &part.Dialog{
		ID: "bulk", Title: d.Title, Open: d.Open && d.was, Content: d.content, OnClose: d.OnClose,
		Actions: func() []app.UI {
			return []app.UI{
				part.Button("bulk-no", "Cancel", "", func(ctx app.Context, _ app.Event) { d.OnClose(ctx) }),
				part.Button("bulk-yes", "Add to plan", "primary", d.decide).(app.HTMLButton).Aria("disabled", d.unread()),
			}
		},
	}
}

// unread reports whether a figure can't be read.
func (d *Dialog) unread() bool { return d.bad != [2]bool{} }

func (d *Dialog) decide(ctx app.Context, _ app.Event) {
	if d.unread() {
		return
	}
	if d.now.way == wayKeep && d.note == "" {
		d.need = true
		host.Focus("bulk-note")
		return
	}
	if d.out == nil || d.asked != d.now || d.out.Clients == 0 {
		return
	}
	link.Decide(d.decision())
	part.ToastDone(ctx, words.InPlan(d.out.Clients), d.Over.Step, link.Undo)
	d.out = nil // a second tap has nothing more to add
	d.OnClose(ctx)
}

func (d *Dialog) content() []app.UI {
	o := d.Over
	ways := []part.Option{
		{Value: wayBest, Text: "As recommended, each with its own figure"}, {Value: wayLeast, Text: "A minimum fee"}, {Value: wayServe, Text: "Serve as another tier"},
		{Value: wayHand, Text: "Hand over"}, {Value: wayLetGo, Text: "Let go"}, {Value: wayKeep, Text: "Keep on purpose"},
	}
	var more app.UI = app.Div()
	bad := func(k int) func(app.Context, bool) { return func(_ app.Context, bad bool) { d.bad[k] = bad } }
	label, problem := "Note", ""
	switch d.now.way {
	case wayLeast:
		more = &part.MoneyField{ID: "bulk-least", Label: "Each brings at least, a year before payout", Value: d.now.least, Currency: o.Currency, Least: 1, Most: book.Largest, OnBad: bad(0),
			OnCommit: func(ctx app.Context, v book.Cents) { d.now.least = v; d.see(ctx) }}
	case wayServe:
		var tiers []part.Option
		for k, name := range o.Settings.Names {
			tiers = append(tiers, part.Option{Value: string(rune('1' + k)), Text: name + ", " + host.Hours(o.Settings.Standard()[k]) + " a year"})
		}
		more = &part.Select{ID: "bulk-tier", Label: "With the standard service of", Options: tiers, Value: string(rune('0' + d.now.tier)),
			OnChange: func(ctx app.Context, v string) { d.now.tier = book.Tier(v[0] - '0'); d.see(ctx) }}
	case wayHand:
		more = app.Div().Body(
			&part.PercentField{ID: "bulk-kept", Label: "Share of the revenue you keep", Value: d.now.kept, Most: 10000, OnBad: bad(0),
				OnCommit: func(ctx app.Context, v book.BP) { d.now.kept = v; d.see(ctx) }},
			&part.PercentField{ID: "bulk-time", Label: "Share of the time you keep", Value: d.now.time, Most: 10000, OnBad: bad(1),
				OnCommit: func(ctx app.Context, v book.BP) { d.now.time = v; d.see(ctx) }},
		)
	case wayKeep:
		label = "Reason"
	}
	if d.need && d.now.way == wayKeep {
		problem = "Say why, so that you still know next year."
	}
	whom := app.UI(app.Div())
	if len(d.whom) > 1 {
		var all []part.Option
		for k, w := range d.whom {
			all = append(all, part.Option{Value: strconv.Itoa(k), Text: w.Name})
		}
		whom = &part.Select{ID: "bulk-whom", Label: "Whom", Options: all, Value: strconv.Itoa(d.now.whom), OnChange: func(ctx app.Context, v string) {
			d.now.whom, _ = strconv.Atoi(v)
			d.see(ctx)
		}}
	}
	effect := words.BulkDraw(o, d.out)
	if d.unread() {
		effect = app.P().Class("note").Text("What it comes to is worked out once the figure can be read.")
	}
	asked := app.UI(app.Div())
	if d.out != nil && d.out.Asks > 0 {
		asked = &part.Toggle{ID: "bulk-settled", Label: words.LeaveInQuestion(d.out.Asks), On: !d.now.all, OnChange: func(ctx app.Context, on bool) {
			d.now.all = !on
			d.see(ctx)
		}}
	}
	return []app.UI{
		app.Div().Body(whom),
		app.Div().Body(words.BulkWho(o, d.out)),
		app.Div().Body(&part.Select{ID: "bulk-way", Label: "What to do", Options: ways, Value: d.now.way, OnChange: func(ctx app.Context, v string) { d.now.way, d.bad = v, [2]bool{}; d.see(ctx) }}),
		app.Div().Body(app.Div().Class("w-" + d.now.way).Body(more)),
		app.Div().Body(&part.TextField{ID: "bulk-note", Label: label, Value: d.note, Blank: " ", Most: 500, Private: true, Problem: problem,
			OnCommit: func(_ app.Context, v string) { d.note, d.need = v, false }}),
		app.Div().Body(asked),
		app.Div().Aria("live", "polite").Body(effect),
	}
}
