package app

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/page/book"
	"tierbook/app/page/client"
	"tierbook/app/page/open"
	"tierbook/app/page/plan"
	"tierbook/app/page/practice"
	"tierbook/app/page/privacy"
	"tierbook/app/page/rate"
	"tierbook/app/page/repair"
	"tierbook/app/page/tiers"
	"tierbook/app/page/update"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/decision"
	"tierbook/engine/score"
	"tierbook/engine/session"
	"tierbook/engine/sheet"
	"tierbook/engine/wire"
)

// house is the root: the places, the one that is shown, and what concerns the
// page as a whole (a file being read, something refused, what can be undone).
// It learns of every change from the link and hands the overview down.
type house struct {
	app.Compo

	at      place.Place
	over    *session.Overview // a new one with every change; nil before the first
	reading *link.Progress
	filled  *sheet.Filled // what of a sheet was refused, until that has been seen
	refused *wire.Fault   // a file that could not be read, until that has been seen
	kept    keptWork
	lock    lock
	look    book.Look // how the table of clients was left
	walk    repair.Look
	before  int               // the step that was shown before over
	needs   needs             // a file that has to be chosen again
	warm    *session.Overview // what is drawn unseen
	warmed  bool              // that was done
	leaving bool              // the page is being loaded anew, and nobody is to be asked
	offered int64             // when a newer build was, 0 for never
}

func (h *house) OnMount(ctx app.Context) {
	link.Watch(ctx, func(ctx app.Context, e link.Event) {
		h.hear(ctx, e)
		host.AskBeforeLeaving(!h.leaving && h.kept.loses(h.over))
	})
	link.Overview()
	h.begin()
	host.OnIdle(h.idleLimit, func() { ctx.Dispatch(h.putAway) })
	host.OnIdle(h.offerLimit, func() { ctx.Dispatch(h.offer) })
	host.OnDiscreet(func() {
		if !h.lock.covered {
			host.Click("discreet")
		}
	})
	host.OnTurn(link.Flush)
	host.OnFile(ctx, h.open)
	host.OnUndo(link.Undo, link.Redo)
	host.KeepFocus(part.HeadlineID, "toasts")
	host.OnChange(ctx, h.loader)
}

// OnNav goes to the place that the address names.
func (h *house) OnNav(ctx app.Context) {
	at := place.Parse(ctx.Page().URL().Fragment)
	if at == h.at {
		return
	}
	// Another client is another page, but for a rating pass, which stays under the thumb.
	moved := h.at.Name != "" && (at.Name != h.at.Name || at.Client != h.at.Client && at.Name != place.Rate)
	switch {
	case moved && h.at.Name == place.Book:
		h.look.Leave()
	case h.at.Name == place.Client:
		h.look.Met = h.at.Client
	}
	h.at = at
	if moved {
		host.ToTop()
		ctx.Defer(func(app.Context) { host.FocusQuietly(part.HeadlineID) })
	}
}

// open reads a file that the user chose.
func (h *house) open(_ app.Context, file host.File, sample bool) {
	h.refused, h.kept.asking, h.kept.trying = nil, nil, false
	if h.needs.take(file) {
		return
	}
	h.kept.file, h.kept.origin = file, decision.Origin{File: host.FileName(file), Size: host.FileSize(file), Sample: sample}
	link.Open(file, h.kept.origin, host.Today())
}

// hear takes what the link tells.
func (h *house) hear(ctx app.Context, e link.Event) {
	switch {
	case e.Down:
		h.reading = nil
		part.Toast(ctx, part.Message{Text: "The calculation stopped and is being started again. Your work is kept."})
	case e.Wiped:
		part.Toast(ctx, part.Message{Text: words.Wiped(e.Left)})
	case e.Rekeyed:
		part.Toast(ctx, part.Message{Text: "The passphrase is changed: only the new one opens your work on this device."})
	case e.Keep != nil:
		h.kept.hear(ctx, *e.Keep)
		h.warmUp(*e.Keep)
	case e.Warm != nil:
		h.warm = e.Warm
		ctx.After(warmTime, func(app.Context) { h.warm = nil })
	case e.Progress != nil:
		h.reading = e.Progress
	case e.Fault != nil:
		h.reading = nil
		if h.kept.refuses(e.Fault) || h.needs.hear(e) {
			return
		}
		if e.Fault.Code == "file" || e.Fault.Code == "unread" {
			h.refused = e.Fault
			return
		}
		part.Toast(ctx, part.Message{Text: words.Fault(e.Fault)})
	case e.Overview != nil:
		h.takenIn(ctx, e.Overview)
		h.before = h.step()
		h.over = e.Overview
		if h.over.Open {
			ctx.Defer(func(app.Context) { host.Settled() })
		}
	case e.Reread:
		h.reading = nil
		part.ToastDone(ctx, "The list was read as you said.", h.before, link.Undo)
	case e.Filled != nil:
		h.reading, h.filled = nil, e.Filled
		if len(e.Filled.Refused) == 0 {
			h.filled = nil
			part.ToastDone(ctx, words.Filled(e.Filled), h.before, link.Undo)
		}
	case e.Opened:
		h.reading, h.kept.asking, h.kept.trying = nil, nil, false
		if h.over != nil && !h.over.Origin.Sample {
			h.kept.known() // what was gone has been replaced
		}
		if h.over != nil && h.over.Staged != "" {
			place.Place{Name: place.Update}.Go(ctx)
			return
		}
		h.look = book.Look{}
		h.arrive(ctx)
	}
}

// takenIn goes to the list once another one has been taken in that waited.
func (h *house) takenIn(ctx app.Context, now *session.Overview) {
	if h.over == nil || h.over.Staged == "" || now.Staged != "" || now.Redo != "" || now.Step == h.over.Step || h.at.Name != place.Update {
		return
	}
	h.look = book.Look{}
	part.ToastDone(ctx, words.HowDone(now.Undo), h.step(), link.Undo)
	place.Place{Name: place.Book}.Go(ctx)
}

// waits leads to a list that waits to be taken in.
func (h *house) waits() app.UI {
	return part.Notice(part.Info, "", app.Div().Body(
		app.B().Text("Another file waits."), app.Text(" Nothing of it is in your list yet. "),
		app.A().ID("to-update").Href(place.Place{Name: place.Update}.Href()).Text("See what it would change")))
}

// arrive goes to where a list that was just opened is best looked at: the
// tiers, or the list itself where nothing in it says what a client brings, or
// nothing but a guess does.
func (h *house) arrive(ctx app.Context) {
	to := place.Place{Name: place.Tiers}
	if o := h.over; o != nil && (o.Guessed || o.Has[score.AUM] == 0 && o.Has[score.GDC] == 0) {
		to.Name = place.Book
	}
	to.Go(ctx)
}

// loader takes what the loader tells.
func (h *house) loader(ctx app.Context) {
	if what := host.Remark(); what != "" {
		part.Toast(ctx, part.Message{Text: words.Remark(what)})
		return
	}
	h.becomesReady(ctx)
}

// becomesReady says once in this browser that Tierbook is whole on the device,
// not before the user has found the way in.
func (h *house) becomesReady(ctx app.Context) {
	if host.Offline() != "ready" || host.Recall("offline") != "" {
		return
	}
	ctx.After(readyAfter, func(ctx app.Context) {
		if host.Recall("offline") != "" { // said meanwhile
			return
		}
		host.Remember("offline", "1")
		if host.Recall("offline") != "" { // or it would be said at each visit
			part.Toast(ctx, part.Message{Text: "Ready to work offline: Tierbook is whole on this device."})
		}
	})
}

// readyAfter is how long the page has been there when that is said.
const readyAfter = 8 * time.Second

// How long the page has to be untouched before a newer build is offered, and
// how long it is until that is offered again, in milliseconds.
const (
	offerIdle  = 4000
	offerAgain = 20 * 60_000
)

// offerLimit is how long the page has to be idle for a newer build to be
// offered, 0 where there is none, or it was offered lately.
func (h *house) offerLimit() int64 {
	if newer := host.Update(); newer != "waiting" && newer != "elsewhere" || h.offered > 0 && host.Now()-h.offered < offerAgain {
		return 0
	}
	return offerIdle
}

// offer offers the newer build for a while; the Privacy place has it for as long
// as it waits.
func (h *house) offer(ctx app.Context) {
	h.offered = host.Now()
	text, action := words.Newer(host.Update())
	part.Toast(ctx, part.Message{Text: text, Action: action, Topic: "update", Do: func(app.Context) { h.renew(ctx) }}) // the message goes, and its context with it
}

// renew changes to the newer build.
func (h *house) renew(ctx app.Context) {
	if host.Update() == "waiting" {
		h.leave(ctx, host.ApplyUpdate)
		return
	}
	h.leave(ctx, ctx.Reload)
}

// leave lets the page be loaded anew once the work is saved; not where that
// would lose it.
func (h *house) leave(ctx app.Context, do func()) {
	host.Leave()
	ctx.After(leaveTime, func(ctx app.Context) {
		link.Rest(func(saved bool) {
			ctx.Dispatch(func(ctx app.Context) {
				if saved || h.over == nil || !h.over.Open || h.over.Origin.Sample {
					h.leaving = true
					host.AskBeforeLeaving(false)
					do()
					return
				}
				part.Toast(ctx, part.Message{
					Text: "Your work is kept nowhere but in this page, and would be lost. Save a file first, or keep it.", Action: "Privacy",
					Do: func(ctx app.Context) { place.Place{Name: place.Privacy}.Go(ctx) },
				})
			})
		})
	})
}

// Render draws the rail and the place. The Open place is, element for element,
// the shell of web/index.html.
func (h *house) Render() app.UI {
	return app.Div().ID("app").Class("app").Body(
		app.A().Class("skip").Href("#main").Text("Skip to content").OnClick(skip),
		h.rail(),
		app.Main().ID("main").Class("main").TabIndex(-1).Body(
			h.tools(),
			app.Div().Class("screen").Body(h.kept.notices(h.over), app.If(h.over != nil && h.over.Staged != "" && h.at.Name != place.Update, h.waits)),
			app.Div().Body(h.place()),
		),
		&part.Toasts{Step: h.step()},
		&reader{Progress: h.reading},
		h.refusal(),
		h.unfilled(),
		h.kept.unlocking(h.over != nil && h.over.Open && !h.over.Origin.Sample),
		h.kept.replacing(),
		h.away(),
		h.kept.fileAsk(),
		h.needs.dialog(h.over, h.open),
		&warm{Over: h.warm},
	)
}

// step is the step of the history that is shown, 0 before the first.
func (h *house) step() int {
	if h.over == nil {
		return 0
	}
	return h.over.Step
}

// skip goes past the places. It is no way to another place, as go-app would
// have it.
func skip(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	e.Call("stopPropagation")
	host.Focus("main")
}

// refusal says why a file could not be read, until it has been seen.
func (h *house) refusal() app.UI {
	return &part.Dialog{
		ID: "refused", Title: "This file is not a client list yet", Open: h.refused != nil,
		Content: func() []app.UI { return []app.UI{app.P().Text(words.Fault(h.refused))} },
		Actions: func() []app.UI {
			return []app.UI{
				part.Button("refused-close", "Close", "", func(app.Context, app.Event) { h.refused = nil }),
				app.Button().ID("refused-open").Type("button").Class("primary").DataSet("tierbook", "open").Text("Choose another file"),
			}
		},
		OnClose: func(app.Context) { h.refused = nil },
	}
}

// unfilled says what of a sheet could not be taken in, and why.
func (h *house) unfilled() app.UI {
	return &part.Dialog{
		ID: "unfilled", Title: "Not all of the sheet could be read", Open: h.filled != nil,
		Content: func() []app.UI {
			var lines []app.UI
			for _, r := range h.filled.Refused {
				lines = append(lines, app.Li().Class("name").Text(words.Refused(r)))
			}
			return []app.UI{
				app.P().Text(words.Filled(h.filled)), app.Ul().Body(lines...),
				app.P().Class("note").Text(words.Correct(h.filled.More)),
			}
		},
		Actions: func() []app.UI {
			return []app.UI{part.Button("unfilled-close", "Close", "primary", func(app.Context, app.Event) { h.filled = nil })}
		},
		OnClose: func(app.Context) { h.filled = nil },
	}
}

// stops are the places of the rail.
var stops = []struct {
	place place.Name
	text  string
	icon  string
}{
	{place.Book, "Book", "book"},
	{place.Practice, "Practice", "practice"},
	{place.Tiers, "Tiers", "tiers"},
	{place.Repair, "Repair", "repair"},
	{place.Plan, "Plan", "plan"},
	{place.Privacy, "Privacy", "privacy"},
}

func (h *house) rail() app.UI {
	parts := []app.UI{app.A().Class("brand").Href(place.Place{Name: place.Open}.Href()).Text("Tierbook")}
	for _, s := range stops {
		body := []app.UI{part.Icon(s.icon), app.Text(s.text)}
		if s.place == place.Repair && h.over != nil && h.over.CostKnown() && h.over.Left > 0 {
			body = append(body, app.Span().Class("count").Body(app.Text(host.Count(h.over.Left)), app.Span().Class("unseen").Text(" to decide")))
		}
		if newer := host.Update(); s.place == place.Privacy && (newer == "waiting" || newer == "elsewhere") {
			body = append(body, app.Span().Class("count").Body(app.Text("1"), app.Span().Class("unseen").Text(" newer Tierbook to change to")))
		}
		link := app.A().Class("place").Href(place.Place{Name: s.place}.Href()).Body(body...)
		if h.at.Name == s.place || s.place == place.Book && (h.at.Name == place.Client || h.at.Name == place.Rate || h.at.Name == place.Update) {
			link = link.Aria("current", "page")
		}
		parts = append(parts, link)
	}
	parts = append(parts, app.Div().Class("seal").Body(
		app.B().Text("Nothing leaves this browser"),
		app.Text(" Your client list is read here, on this device."),
	))
	return app.Nav().Class("rail").Aria("label", "Places").Body(parts...)
}

// tools are what works in every place: undo, redo, discreet mode.
func (h *house) tools() app.UI {
	tools := app.Div().Class("tools")
	if h.over == nil || !h.over.Open && h.over.Undo == "" && h.over.Redo == "" {
		return tools
	}
	return tools.Body(
		h.back("undo", "Undo", h.over.Undo, link.Undo),
		h.back("redo", "Redo", h.over.Redo, link.Redo),
		&discreet{},
	)
}

func (h *house) back(icon, verb, kind string, do func()) app.UI {
	label := verb
	if kind != "" {
		label += " " + words.Command(kind)
	}
	b := part.IconButton(icon, icon, label, func(app.Context, app.Event) {
		if kind != "" {
			do()
		}
	}, kind)
	if kind == "" { // not disabled: it may have the focus
		b.(app.HTMLButton).Aria("disabled", true)
	}
	return b
}

// place draws the place of the address.
func (h *house) place() app.UI {
	if h.lock.resting { // nothing is known of what is kept
		return app.Div()
	}
	if h.over == nil || !h.over.Open && h.at.Name != place.Practice && h.at.Name != place.Privacy {
		return open.Page(0)
	}
	switch h.at.Name {
	case place.Book:
		return &book.Page{Over: h.over, Filter: h.at.Filter, Look: &h.look}
	case place.Client:
		return &client.Page{Over: h.over, Key: h.at.Client, List: h.look.Filter}
	case place.Update:
		return &update.Page{Over: h.over}
	case place.Practice:
		return &practice.Page{Over: h.over}
	case place.Privacy:
		return &privacy.Page{Over: h.over, Keep: h.kept.now, Lock: h.putAway, Newer: host.Update(), Renew: h.renew}
	case place.Tiers:
		return &tiers.Page{Over: h.over}
	case place.Rate:
		return &rate.Page{Over: h.over, Rated: h.at.Rated, Key: h.at.Client}
	case place.Plan:
		return &plan.Page{Over: h.over, Key: h.at.Client}
	case place.Repair:
		return &repair.Page{Over: h.over, Key: h.at.Client, Look: &h.walk}
	}
	return open.Page(h.over.Practice.Clients)
}
