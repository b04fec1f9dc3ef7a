package repair

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/losses"
	"tierbook/engine/plan"
	"tierbook/engine/repair"
	"tierbook/engine/session"
)

// card is one client of the walk: why it carries a loss, what can be done, and
// the way on to the next.
type card struct {
	app.Compo
	Over *session.Overview
	Key  book.Key
	Look *Look

	asked  query // what was asked for last
	card   *session.Card
	chosen plan.Lever // with and: which option is chosen; NoLever before the first card
	and    plan.Lever
	terms  *plan.Terms // figures of the advisor's own for it, nil for those that were worked out
	note   string
	need   bool // the reason is missing
	bad    bool // a figure can't be read
	keys   part.Keys
}

// query is what a card rests on.
type query struct {
	key      book.Key
	order    losses.Order
	revision int
	terms    plan.Terms
}

func (c *card) OnMount(ctx app.Context) {
	c.see(ctx)
	c.keys.Hear(ctx, c.shortcut)
}

func (c *card) OnDismount() { c.keys.Stop() }

func (c *card) OnUpdate(ctx app.Context) { c.see(ctx) }

func (c *card) see(ctx app.Context) {
	if c.asked.key != c.Key { // another client: nothing is chosen yet
		c.terms, c.note, c.need, c.bad, c.chosen, c.and = nil, "", false, false, plan.NoLever, plan.NoLever
	}
	now := query{c.Key, c.Look.Order, c.Over.Revision, plan.Terms{}}
	if c.terms != nil {
		now.terms = *c.terms
	}
	if now == c.asked {
		return
	}
	c.asked = now
	link.See(ctx, session.CardQuery{Key: c.Key, Order: c.Look.Order, Try: c.terms}, func(ctx app.Context, v session.Card) {
		if now != c.asked {
			return
		}
		first := c.card == nil || c.card.Row.Key != v.Row.Key
		c.card = &v
		if first {
			c.begin()
			host.AnnounceClient(words.Card(c.Over, c.card).String())
		}
	})
}

// begin chooses what is decided already, else what is recommended.
func (c *card) begin() {
	v := c.card
	c.chosen, c.and, c.terms, c.note = plan.NoLever, plan.NoLever, nil, ""
	switch {
	case v.Action != nil:
		terms := v.Action.Terms
		c.chosen, c.and, c.note = terms.Lever, terms.And, v.Action.Note
		if o := c.option(terms.Lever, terms.And); o == nil || o.Terms != terms {
			c.terms = &terms
		}
	case v.Recommended >= 0:
		o := &v.Options[v.Recommended]
		c.chosen, c.and = o.Lever, o.And
	}
}

// option is the option of a lever, or of two, that was worked out.
func (c *card) option(lever, and plan.Lever) *engine.Option {
	for i := range c.card.Options {
		if o := &c.card.Options[i]; o.Lever == lever && o.And == and {
			return o
		}
	}
	return nil
}

// here reports whether the card shown is the one asked for.
func (c *card) here() bool { return c.card != nil && c.card.Row.Key == c.Key }

// choose takes an option with the figures that were worked out.
func (c *card) choose(ctx app.Context, o *engine.Option) {
	if o.None != repair.Given {
		return
	}
	c.chosen, c.and, c.terms, c.need, c.bad = o.Lever, o.And, nil, false, false
	c.see(ctx)
}

// shortcut is what a key does: a number chooses an option, Enter adds it and
// goes on, the arrows look at the clients before and after. It is nil where the
// key is another, or is needed by what has the focus.
func (c *card) shortcut(key part.Key) func(app.Context) {
	if !c.here() {
		return nil
	}
	switch name := key.Name; name {
	case "ArrowLeft", "ArrowRight":
		if key.Radio {
			return nil // they choose among the options
		}
		to := c.card.Before
		if name == "ArrowRight" {
			to = c.card.After
		}
		if to != 0 {
			return func(ctx app.Context) { place.OfRepair(to).Go(ctx) }
		}
	case "Enter":
		if !key.Acts {
			return func(ctx app.Context) { c.add(ctx, app.Event{}) }
		}
	case "s", "S":
		if c.card.Of == 0 {
			return nil
		}
		return func(ctx app.Context) { c.skip(ctx, app.Event{}) }
	default:
		if len(name) == 1 && name[0] >= '1' && int(name[0]-'1') < len(c.card.Options) {
			o := &c.card.Options[name[0]-'1']
			return func(ctx app.Context) {
				c.choose(ctx, o)
				host.Focus(optionID(int(name[0] - '1')))
			}
		}
	}
	return nil
}

// add puts what is chosen into the plan and goes on to the next client.
func (c *card) add(ctx app.Context, _ app.Event) {
	if !c.here() || c.chosen == plan.NoLever || c.bad {
		return
	}
	if c.chosen == plan.Keep && c.note == "" {
		c.need = true
		host.Focus("note")
		return
	}
	terms := c.terms
	if terms == nil {
		o := c.option(c.chosen, c.and)
		if o == nil || o.None != repair.Given {
			return
		}
		terms = &o.Terms
	}
	link.Decide(session.Decision{Selection: session.Selection{Keys: []book.Key{c.Key}}, How: session.How{Terms: terms}, Note: c.note})
	host.AnnounceClient(words.Added(*terms)) // a message would lie over the way on; Undo is in the tools
	c.on(ctx)
}

// skip leaves the client for later and goes on.
func (c *card) skip(ctx app.Context, _ app.Event) {
	if !c.here() {
		return
	}
	if !c.card.Skipped && c.card.Action == nil {
		link.Do(decision.SkipClients{Keys: []book.Key{c.Key}})
	}
	c.on(ctx)
}

// on goes to the next client who is to be decided, or to the walk as a whole
// where there is none.
func (c *card) on(ctx app.Context) { place.OfRepair(c.card.Next).Go(ctx) }

// remove takes the client out of the plan.
func (c *card) remove(ctx app.Context, _ app.Event) {
	link.Do(decision.RemoveActions{Keys: []book.Key{c.Key}})
}

func (c *card) Render() app.UI {
	switch {
	case c.card == nil:
		return app.Div().Body(app.Div(), part.Headline(part.Skeleton()).(app.HTMLH1).Aria("label", "One moment"), app.Div(), app.Div(), app.Div())
	case c.card.Row.Key == 0:
		return app.Div().Body(
			app.Div(),
			part.Headline(app.Text("This client is not in the list that is open now.")),
			app.Div(),
			app.Div().Class("row").Body(app.A().Class("btn").Href(place.OfRepair(0).Href()).Text("To the walk")),
			app.Div(),
		)
	}
	o, v := c.Over, c.card
	head := words.Card(o, v).Draw()
	if !c.here() {
		head = head.(app.HTMLH1).Aria("label", "One moment")
	}
	return app.Div().Class("walkcard").Body(
		app.Div().Body(c.steps()),
		head,
		words.Lede(words.CardLede(o, v)),
		app.Div().Class("grid").Body(
			app.Div().Body(
				app.Div().Body(c.questions()),
				app.Div().Body(c.links()), // before the choice
				&levers{Over: o, Card: v, Chosen: c.chosen, And: c.and, OnChoose: c.choose},
				app.Div().Body(c.figures()),
			),
			app.Div().Body(c.why(), c.soFar()),
		),
		c.ways(),
	)
}

// steps is where the walk stands.
func (c *card) steps() app.UI {
	v := c.card
	if v.Of == 0 {
		return app.Div().Class("steps").Body(app.A().Class("btn quiet").Href(place.OfRepair(0).Href()).Body(part.Icon("back"), app.Text("To the walk")))
	}
	return app.Div().Class("steps").Body(
		app.A().Class("btn quiet").Href(place.OfRepair(0).Href()).Aria("label", "All: to the walk as a whole").Body(part.Icon("back"), app.Text("All")),
		app.Span().Text(host.Count(v.At)+" of "+host.Count(v.Of)),
		app.Progress().Max(v.Of).Value(v.At).Aria("label", "Place in the walk"),
	)
}

// questions are what is to be asked before anything is done.
func (c *card) questions() app.UI {
	v := c.card
	if v.Asks == 0 {
		return app.Div()
	}
	body := []app.UI{}
	for bit := range engine.Asks {
		if ask := engine.Ask(1 << bit); v.Asks&ask != 0 {
			body = append(body, app.P().Body(words.Draw(words.AskText(c.Over, v, ask))...))
		}
	}
	body = append(body, app.Div().Class("row").Body(app.A().Class("btn").Href(place.OfClient(v.Row.Key).Href()).Text("Look at the client")))
	return part.Notice(part.Warn, "Check first", body...)
}

// figures are those of the option that is chosen, to be changed.
func (c *card) figures() app.UI {
	if c.chosen == plan.NoLever {
		return app.Div()
	}
	terms := plan.Terms{Lever: c.chosen, And: c.and}
	if o := c.option(c.chosen, c.and); o != nil {
		terms = o.Terms
	}
	if c.terms != nil {
		terms = *c.terms
	}
	note := func(v string) { c.note, c.need = v, false }
	return &figures{Over: c.Over, Card: c.card, Terms: terms, Tried: c.card.Tried, Own: c.terms != nil && !c.bad, Note: c.note, Need: c.need,
		OnTerms: func(ctx app.Context, t plan.Terms) {
			c.terms = &t
			c.see(ctx)
		}, OnNote: func(_ app.Context, v string) { note(v) }, OnBad: func(_ app.Context, bad bool) { c.bad = bad }}
}

// why is how the loss comes about.
func (c *card) why() app.UI {
	o, v := c.Over, c.card
	exact := func(x book.Cents) string { return host.Money(x, o.Currency, host.Whole) }
	all := []part.Figure{
		{Label: "GDC", Value: exact(book.OrZero(v.Row.GDC))},
		{Label: "Revenue at " + host.PercentExact(o.Settings.Payout), Value: exact(v.Row.Revenue)},
	}
	for p := range cost.Pool(cost.Pools) {
		pool := &v.Pools[p]
		if pool.Pool == 0 {
			continue
		}
		label, rate := words.PoolOf(o, p, pool, v.Timed[p], v.AllMinutes)
		all = append(all, part.Figure{Label: label, Times: rate, Value: exact(-pool.Cost)})
	}
	all = append(all, part.Figure{Label: "Profit", Value: exact(v.Row.Profit), Loss: v.Row.Profit < 0, Sum: true})
	return part.Card("why", "Why", "", []app.UI{app.A().Class("btn quiet").Href(place.OfClient(v.Row.Key).Href()).Text("All about it")}, part.Figures(all...))
}

// soFar is what the plan comes to, with what is chosen here.
func (c *card) soFar() app.UI {
	o, v := c.Over, c.card
	with := v.Planned
	option := v.Tried
	if option == nil {
		option = c.option(c.chosen, c.and)
	}
	freed := v.Freed
	label := "With the plan so far"
	if !c.bad && option != nil && option.None == repair.Given && v.Action == nil {
		with.Profit = book.Add(with.Profit, option.Practice)
		freed += option.Freed
		label = "With this choice"
	}
	return part.Card("so-far", "Your practice", "", nil, part.Figures(
		part.Figure{Label: "Profit today", Value: host.Money(v.Now.Profit, o.Currency, host.Whole), Loss: v.Now.Profit < 0},
		part.Figure{Label: label, Value: host.Money(with.Profit, o.Currency, host.Whole), Loss: with.Profit < 0},
		part.Figure{Label: "Hours freed", Value: host.HoursPlain(freed), Plain: true},
		part.Figure{Label: "Clients in the plan", Value: host.Count(o.Planned), Plain: true},
	))
}

// links are the better clients that hang on this one.
func (c *card) links() app.UI {
	o, v := c.Over, c.card
	if len(v.Links) == 0 {
		return app.Div()
	}
	var items []app.UI
	for _, l := range v.Links {
		items = append(items, app.Li().Body(
			app.A().Href(place.OfClient(l.Key).Href()).Body(part.Name(l.Name)), app.Text(", "+words.LinkText(l)+": "), part.Chip(l.Tier, words.TierName(o, l.Tier)),
			app.Text(", earns "), part.Amount(l.Profit, o.Currency, host.Whole),
		))
	}
	return part.Card("links", "Linked to better clients", "", nil, app.Ul().Class("remarks").Body(items...))
}

// ways is the way on, within reach of the thumb.
func (c *card) ways() app.UI {
	v := c.card
	add := "Add to plan, next client"
	switch {
	case v.Action != nil:
		add = "Keep it so, next client"
		if c.terms != nil || c.chosen != v.Action.Lever || c.and != v.Action.And {
			add = "Change in the plan, next client"
		}
	case v.Next == 0:
		add = "Add to plan"
	}
	primary := app.Button().ID("add").Type("button").Class("primary").Text(add).OnClick(c.add)
	if c.chosen == plan.NoLever || c.bad {
		primary = primary.Aria("disabled", true)
	}
	parts := []app.UI{primary}
	switch {
	case v.Action != nil:
		parts = append(parts, part.Button("skip", "Take out of the plan", "", c.remove, "remove"))
	case v.Of > 0:
		parts = append(parts, part.Button("skip", "Later", "", c.skip))
	}
	if v.Of == 0 { // no client comes before one that carries no loss
		return app.Nav().Class("walkbar").Aria("label", "The walk").Body(parts...)
	}
	back := app.A().ID("before").Class("btn icon").Aria("label", "Back to the client before").Title("Back to the client before").Body(part.Icon("back"))
	if v.Before != 0 {
		parts = append(parts, back.Href(place.OfRepair(v.Before).Href()))
	} else {
		parts = append(parts, back.Role("link").Aria("disabled", true))
	}
	return app.Nav().Class("walkbar").Aria("label", "The walk").Body(parts...)
}
