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
	"tierbook/engine/session"
	"tierbook/engine/wire"
)

// plans are all plans side by side.
type plans struct {
	app.Compo
	Over *session.Overview

	plans link.View[session.Plans]
}

func (p *plans) OnMount(ctx app.Context)  { p.see(ctx) }
func (p *plans) OnUpdate(ctx app.Context) { p.see(ctx) }

func (p *plans) see(ctx app.Context) { p.plans.See(ctx, session.PlansQuery{}, p.Over.Revision) }

func (p *plans) Render() app.UI {
	o := p.Over
	if p.plans.Shown == nil {
		return app.Div()
	}
	var rows []part.Row
	var chosen *session.PlanBrief
	for i := range p.plans.Shown.All {
		one := &p.plans.Shown.All[i]
		name := words.PlanName(one.Name)
		if one.Chosen {
			chosen = one
			name += " (worked on)"
		}
		gain := book.Sub(one.After.Profit, one.Before.Profit)
		rows = append(rows, part.Row{Key: uint64(one.ID), Cells: []part.Cell{
			{Text: name}, {Text: host.Count(one.Actions)}, part.ChangeCell(gain, o.Currency),
			part.MoneyCell(one.After.Profit, o.Currency), {Text: host.Percent(one.After.Margin())}, {Text: host.Hours(one.Freed)}, part.MoneyCell(one.Left, o.Currency),
		}})
	}
	var tools []app.UI
	if chosen != nil {
		id := chosen.ID
		tools = append(tools,
			app.Div().Body(&part.TextField{ID: "plan-name", Label: "Name of the plan worked on", Value: words.PlanName(chosen.Name), Most: 40, Check: p.taken(id), OnCommit: func(_ app.Context, v string) {
				link.Do(decision.RenamePlan{Plan: id, Name: v})
			}}),
			app.Div().Class("row").Body(
				part.Button("plan-copy", "Try another on a copy", "", func(app.Context, app.Event) { link.Do(decision.NewPlan{Name: p.fresh(), From: id}) }, id),
				part.Button("plan-new", "Begin an empty one", "", func(app.Context, app.Event) { link.Do(decision.NewPlan{Name: p.fresh()}) }, id),
				part.Button("plan-remove", "Remove this plan", "quiet", func(ctx app.Context, _ app.Event) {
					link.Do(decision.RemovePlan{Plan: id})
					part.ToastDone(ctx, "The plan is removed.", o.Step, link.Undo)
				}, id),
			))
	}
	return app.Div().Class("screen").Body(part.Card("plans", "Other plans", "a tap works on one", nil,
		&part.Sheet{ID: "plan-list", Label: "All plans", Columns: []part.Column{{Head: "Plan", Width: part.Fill}, {Head: "Clients"}, {Head: "Gain"}, {Head: "Profit"}, {Head: "Margin"}, {Head: "Freed"}, {Head: "Left behind"}}, Rows: rows,
			OnOpen: func(_ app.Context, r part.Row) { link.Do(decision.ChoosePlan{Plan: int(r.Key)}) }},
		app.Div().Body(tools...),
	))
}

// taken says why a plan cannot have a name, "" where it can.
func (p *plans) taken(id int) func(string) string {
	return func(name string) string {
		for _, one := range p.plans.Shown.All {
			if one.ID != id && strings.EqualFold(words.PlanName(one.Name), strings.Join(strings.Fields(name), " ")) {
				return words.Fault(&wire.Fault{Code: "plan-taken", Args: []string{one.Name}})
			}
		}
		return ""
	}
}

// fresh is a name that no plan has.
func (p *plans) fresh() string {
	for n := 2; ; n++ {
		name, taken := "Plan "+strconv.Itoa(n), false
		for i := range p.plans.Shown.All {
			taken = taken || p.plans.Shown.All[i].Name == name
		}
		if !taken {
			return name
		}
	}
}
