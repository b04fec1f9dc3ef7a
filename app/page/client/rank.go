package client

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
)

// rank is the client's place among the tiers, and the lock that may overrule it.
type rank struct {
	app.Compo
	Over   *session.Overview
	Client *session.Client
}

func (r *rank) Render() app.UI {
	o, c := r.Over, r.Client
	var rows []app.UI
	for k, line := range o.Tiers {
		tier := book.Tier(k + 1)
		here, mark := app.Td(), app.Tr()
		if c.Earned == tier {
			here = here.Text(words.Hundredths(int64(c.Row.Score)))
		}
		if c.Row.Tier == tier {
			mark = mark.Aria("current", true)
		}
		rows = append(rows, mark.Body(
			app.Th().Scope("row").Body(part.Chip(tier, o.Settings.Names[k])), number(true, host.Count(line.Clients)),
			number(o.Lowest[k] >= 0, words.Hundredths(int64(o.Lowest[k]))), here,
		))
	}
	body := []app.UI{
		app.Div().Class("scroll").Body(app.Table().Class("tally").Aria("label", "Tiers and their lowest scores").Body(
			heads("Tier", "Clients", "Lowest score", "This client"), app.TBody().Body(rows...),
		)),
	}
	if text := words.Above(o, c); text != "" {
		body = append(body, app.P().Class("note").Text(text))
	}
	return part.Card("tier", "Tier", "", nil, append(body, app.Div().Body(&lock{Over: o, Client: c, Key: c.Row.Key}))...)
}

// lock puts the client in a tier of the advisor's choice, with a reason, or
// lets the score decide again.
type lock struct {
	app.Compo
	Over   *session.Overview
	Client *session.Client
	Key    book.Key

	open    bool
	tier    book.Tier
	reason  string
	problem string
}

// CompoID keeps what was typed about one client from another.
func (l *lock) CompoID() string { return strconv.Itoa(int(l.Key)) }

func (l *lock) Render() app.UI {
	o, c := l.Over, l.Client
	var said []app.UI
	buttons := []app.UI{part.Button("lock", "Lock in a tier…", "", l.onOpen)}
	if c.Lock != nil {
		said = []app.UI{
			app.P().Text(words.Locked(o, c)),
			app.P().Class("note").Body(app.Text("Your reason: "), part.Name(c.Lock.Reason)),
		}
		buttons = []app.UI{part.Button("lock", "Change the lock…", "", l.onOpen), part.Button("unlock", "Let the score decide", "", l.onUnlock)}
	}
	return app.Div().Class("lock").Body(
		app.Div().Body(said...),
		app.Div().Class("row screen").Body(buttons...),
		l.dialog(),
	)
}

func (l *lock) dialog() app.UI {
	return &part.Dialog{
		ID: "lock-dialog", Title: "Lock in a tier", Open: l.open,
		Content: func() []app.UI {
			var tiers []part.Option
			for t := book.Tier(1); t <= book.Tiers; t++ {
				tiers = append(tiers, part.Option{Value: strconv.Itoa(int(t)), Text: words.TierName(l.Over, t)})
			}
			return []app.UI{
				app.P().Class("note").Text("A lock overrules the score for this client and moves nobody else."),
				app.Div().Body(&part.Segmented{ID: "lock-tier", Label: "Tier", Options: tiers, Value: strconv.Itoa(int(l.tier)), OnChange: l.onTier}),
				app.P().Class("note").Role("status").Text(words.LockTime(l.Over, l.Client, l.tier)),
				app.Div().Body(&part.TextField{
					ID: "lock-reason", Label: "Reason", Hint: "So that you still know next year why it is there.", Value: l.reason, Lines: 3, Most: 500,
					Private: true, Problem: l.problem, OnCommit: func(_ app.Context, v string) { l.reason, l.problem = v, "" },
				}),
			}
		},
		Actions: func() []app.UI {
			return []app.UI{part.Button("lock-no", "Cancel", "", func(app.Context, app.Event) { l.open = false }), part.Button("lock-yes", "Lock", "primary", l.onLock)}
		},
		OnClose: func(app.Context) { l.open = false },
	}
}

func (l *lock) onOpen(app.Context, app.Event) {
	c := l.Client
	l.open, l.problem, l.reason, l.tier = true, "", "", c.Row.Tier
	if c.Lock != nil {
		l.reason = c.Lock.Reason
	}
	if l.tier == book.Unassigned {
		l.tier = book.Tiers
	}
}

func (l *lock) onTier(_ app.Context, value string) {
	if t, err := strconv.ParseUint(value, 10, 8); err == nil {
		l.tier = book.Tier(t)
	}
}

func (l *lock) onLock(ctx app.Context, _ app.Event) {
	if strings.TrimSpace(l.reason) == "" {
		l.problem = "Please give a reason." // what for stands below the field
		ctx.Defer(func(app.Context) { host.Focus("lock-reason") })
		return
	}
	l.open = false
	link.Do(decision.Lock{Key: l.Key, Tier: l.tier, Reason: l.reason})
	part.ToastDone(ctx, "Locked in "+words.TierName(l.Over, l.tier)+".", l.Over.Step, link.Undo)
}

func (l *lock) onUnlock(ctx app.Context, _ app.Event) {
	link.Do(decision.Unlock{Key: l.Key})
	part.ToastDone(ctx, "The score decides again.", l.Over.Step, link.Undo)
	host.Focus("lock") // at once: what a button defers goes with the button
}
