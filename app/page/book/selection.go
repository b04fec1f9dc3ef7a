package book

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/link"
	"tierbook/app/page/decide"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/decision"
	"tierbook/engine/session"
)

// deed is what is about to be done with many clients.
type deed uint8

const (
	nothing  deed = iota
	timing        // their hours are set
	leaving       // they are left out
	deciding      // something is decided about them, into the plan
)

// who is whom a deed is about: those who are picked, else those who are shown.
func (c *clients) who() decision.Who {
	if c.Look.Picking {
		keys := make([]book.Key, 0, len(c.Look.Picked))
		for key := range c.Look.Picked {
			keys = append(keys, key)
		}
		return decision.Who{Clients: change.KeysOf(keys...)}
	}
	f := c.sought()
	return decision.Who{Filter: &f}
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
	all := app.UI(app.Span().Hidden(true))
	if c.Look.Picking {
		all = app.Button().ID("pick-all").Type("button").Class("quiet").Text("All shown").Aria("label", "All shown: pick "+strconv.Itoa(c.page.Total)).
			OnClick(func(ctx app.Context, _ app.Event) { c.pickAll(ctx, 0, c.page.Total) })
	}
	var some []app.UI
	if n > 0 && (c.Look.Picking || n < c.Over.Practice.Clients) {
		some = []app.UI{
			c.act("some-hours", "Estimate hours…", said, timing),
			c.act("some-out", "Leave out…", said, leaving),
		}
		if c.Over.CostKnown() {
			some = append([]app.UI{c.act("some-decide", "Decide…", said, deciding)}, some...)
		}
	}
	return app.Div().Class("acts").Body(
		app.Button().ID("pick").Type("button").Class("quiet").Aria("pressed", c.Look.Picking).Text("Pick clients").OnClick(c.onPicking),
		app.Span().Body(all),
		app.Span().Class("note").Role("status").Text(said),
		app.Div().Class("row").Body(some...),
		&hours{ID: "some", Over: c.Over, Open: c.deed == timing, Who: c.who(), OnDone: c.did},
		c.leave(),
		c.decide(n),
	)
}

// decide decides about n clients what is done about them.
func (c *clients) decide(n int) app.UI {
	who := c.who()
	return &decide.Dialog{
		Over: c.Over, Open: c.deed == deciding, Title: words.DecideAbout(n), OnClose: c.did,
		Whom: []decide.Whom{{Selection: session.Selection{Keys: who.Clients, Filter: who.Filter}}},
	}
}

// act is a button that begins a deed; for the ear it says with whom.
func (c *clients) act(id, text, whom string, d deed) app.UI {
	return app.Button().ID(id).Type("button").Text(text).Aria("label", text+" "+strings.TrimSuffix(whom, ":")).
		OnClick(func(app.Context, app.Event) { c.deed = d }, app.EventScope(id))
}

func (c *clients) onPicking(app.Context, app.Event) {
	c.Look.Picking, c.Look.Picked, c.Look.Last = !c.Look.Picking, map[book.Key]bool{}, -1
	c.draw()
}

// onPick picks a client, or no longer; with the Shift key all from the one that
// was picked last.
func (c *clients) onPick(ctx app.Context, row part.Row) {
	last := c.Look.Last
	c.Look.Last = row.Place
	if row.Shift && last >= 0 && c.Look.Picking {
		c.pickAll(ctx, min(last, row.Place), max(last, row.Place)+1)
		return
	}
	if key := book.Key(row.Key); c.Look.Picked[key] {
		delete(c.Look.Picked, key)
	} else if c.Look.Picking {
		c.Look.Picked[key] = true
	}
	c.draw()
}

// pickAll picks the clients from a row of what is shown up to before another, a
// stretch after the other.
func (c *clients) pickAll(ctx app.Context, from, to int) {
	q, at := c.of, c.at
	q.Offset, q.Limit = from, min(to-from, session.MostRows)
	link.See(ctx, q, func(ctx app.Context, p session.ClientsPage) {
		if !c.Look.Picking || c.at != at || p.Revision != at {
			return
		}
		for i := range p.Rows {
			c.Look.Picked[p.Rows[i].Key] = true
		}
		if from += len(p.Rows); len(p.Rows) > 0 && from < to {
			c.pickAll(ctx, from, to)
		}
		c.draw()
	})
}

// did is called when a deed is done, or given up.
func (c *clients) did(app.Context) { c.deed = nothing }

// leave asks why clients are left out.
func (c *clients) leave() app.UI {
	return &part.Reason{
		ID: "some-reason", Title: words.LeaveOut, Note: words.LeaveOutHelp, Yes: "Leave out", Missing: words.NoReason, Open: c.deed == leaving,
		OnYes: c.onLeave, OnClose: c.did,
	}
}

func (c *clients) onLeave(ctx app.Context, reason string) {
	link.Do(decision.Exclude{Who: c.who(), Reason: reason})
	clear(c.Look.Picked)
	c.did(ctx)
	part.ToastDone(ctx, "Left out of the analysis.", c.Over.Step, link.Undo)
}
