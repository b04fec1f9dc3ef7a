package repair

import (
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

// bulk decides about a group in one go, and shows what it would come to first.
type bulk struct {
	app.Compo
	Over    *session.Overview
	Group   *session.LossGroup // nil while nothing is decided
	OnClose func(app.Context)

	shown *session.LossGroup // what is below is about it
	whom  int                // of words.Whom, where it is about no group
	way   string
	least book.Cents
	kept  book.BP
	tier  book.Tier
	note  string
	asked session.Decision
	at    int
	out   *session.Bulk
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

func (b *bulk) OnMount(ctx app.Context)  { b.see(ctx) }
func (b *bulk) OnUpdate(ctx app.Context) { b.see(ctx) }

// decision is what is chosen.
func (b *bulk) decision() session.Decision {
	d := session.Decision{Selection: session.Selection{Group: b.shown.ID}, Note: b.note}
	if b.many() {
		_, filters := words.Whom(b.Over)
		d.Filter = &filters[min(b.whom, len(filters)-1)]
	}
	switch b.way {
	case wayBest:
		d.Best = true
	case wayLeast:
		d.Least = b.least
	case wayServe:
		d.Terms = &plan.Terms{Lever: plan.Serve, Tier: b.tier}
	case wayHand:
		d.Terms = &plan.Terms{Lever: plan.HandOver, RevenueKept: b.kept}
	case wayLetGo:
		d.Own = plan.LetGo
	case wayKeep:
		d.Own = plan.Keep
	}
	return d
}

func (b *bulk) see(ctx app.Context) {
	if b.Group == nil {
		b.shown = nil
		return
	}
	if b.shown != b.Group {
		b.shown, b.way, b.whom, b.out, b.at = b.Group, wayBest, 0, nil, 0
		b.least, b.kept, b.tier, b.note = max(b.Group.Fee, 100_00)/100_00*100_00, plan.UsualRevenueKept, book.Tiers, ""
	}
	d := b.decision()
	if b.at == b.Over.Revision && same(d, b.asked) {
		return
	}
	b.at, b.asked = b.Over.Revision, d
	link.See(ctx, session.BulkQuery{Decision: d}, func(_ app.Context, out session.Bulk) {
		if same(d, b.asked) {
			b.out = &out
		}
	})
}

// many reports whether it is about clients that the user picks.
func (b *bulk) many() bool { return b.shown.ID == 0 }

// same compares decisions of this dialog.
func same(x, y session.Decision) bool {
	if (x.Terms == nil) != (y.Terms == nil) || x.Terms != nil && *x.Terms != *y.Terms {
		return false
	}
	if (x.Filter == nil) != (y.Filter == nil) || x.Filter != nil && *x.Filter != *y.Filter {
		return false
	}
	return x.Group == y.Group && x.Best == y.Best && x.Own == y.Own && x.Least == y.Least
}

func (b *bulk) Render() app.UI {
	g := b.Group
	title := ""
	switch {
	case g == nil:
	case g.ID == 0:
		title = "Decide about many"
	default:
		title = words.Group(b.Over, g)
	}
	return &part.Dialog{
		ID: "bulk", Title: title, Open: g != nil, Content: b.content, OnClose: b.OnClose,
		Actions: func() []app.UI {
			return []app.UI{
				part.Button("bulk-no", "Cancel", "", func(ctx app.Context, _ app.Event) { b.OnClose(ctx) }),
				part.Button("bulk-yes", "Add to plan", "primary", b.decide),
			}
		},
	}
}

func (b *bulk) decide(ctx app.Context, _ app.Event) {
	if b.way == wayKeep && b.note == "" {
		host.Focus("bulk-note")
		return
	}
	if b.out == nil || b.out.Clients == 0 {
		return
	}
	d := b.decision()
	if d.Note == "" { // where what is recommended is to keep them
		d.Note = "As recommended for the group"
	}
	link.Decide(d)
	part.ToastDone(ctx, words.InPlan(b.out.Clients), b.Over.Step, link.Undo)
	b.OnClose(ctx)
}

func (b *bulk) content() []app.UI {
	o := b.Over
	ways := []part.Option{
		{Value: wayBest, Text: "As recommended, each with its own figure"}, {Value: wayLeast, Text: "A minimum fee"}, {Value: wayServe, Text: "Serve as another tier"},
		{Value: wayHand, Text: "Hand over"}, {Value: wayLetGo, Text: "Let go"}, {Value: wayKeep, Text: "Keep on purpose"},
	}
	var more app.UI = app.Div()
	switch b.way {
	case wayLeast:
		more = &part.MoneyField{ID: "bulk-least", Label: "Each brings at least, a year before payout", Value: b.least, Currency: o.Currency, Least: 1, Most: book.Largest,
			OnCommit: func(ctx app.Context, v book.Cents) { b.least = v; b.see(ctx) }}
	case wayServe:
		var tiers []part.Option
		for k, name := range o.Settings.Names {
			tiers = append(tiers, part.Option{Value: string(rune('1' + k)), Text: name + ", " + host.Hours(o.Settings.Standard()[k]) + " a year"})
		}
		more = &part.Select{ID: "bulk-tier", Label: "With the standard service of", Options: tiers, Value: string(rune('0' + b.tier)),
			OnChange: func(ctx app.Context, v string) { b.tier = book.Tier(v[0] - '0'); b.see(ctx) }}
	case wayHand:
		more = &part.PercentField{ID: "bulk-kept", Label: "Share of the revenue you keep", Value: b.kept, Most: 10000,
			OnCommit: func(ctx app.Context, v book.BP) { b.kept = v; b.see(ctx) }}
	case wayKeep:
		more = &part.TextField{ID: "bulk-note", Label: "Reason", Hint: "So that you still know next year why.", Value: b.note, Blank: " ", Most: 500, Lines: 2,
			OnCommit: func(_ app.Context, v string) { b.note = v }}
	}
	whom := app.UI(app.Div())
	if b.shown != nil && b.many() {
		names, _ := words.Whom(o)
		var all []part.Option
		for k, name := range names {
			all = append(all, part.Option{Value: strconv.Itoa(k), Text: name})
		}
		whom = &part.Select{ID: "bulk-whom", Label: "Whom", Options: all, Value: strconv.Itoa(b.whom), OnChange: func(ctx app.Context, v string) {
			b.whom, _ = strconv.Atoi(v)
			b.see(ctx)
		}}
	}
	return []app.UI{
		app.Div().Body(whom),
		app.Div().Body(&part.Select{ID: "bulk-way", Label: "What to do", Options: ways, Value: b.way, OnChange: func(ctx app.Context, v string) { b.way = v; b.see(ctx) }}),
		app.Div().Body(app.Div().Class("w-" + b.way).Body(more)),
		app.Div().Aria("live", "polite").Body(words.BulkDraw(o, b.out)),
	}
}
