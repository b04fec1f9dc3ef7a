package app

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/link/store"
	"tierbook/app/page/privacy"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/decision"
	"tierbook/engine/history"
	"tierbook/engine/session"
	"tierbook/engine/wire"
)

// keptWork is what the house knows of work that is kept, and what it has to ask
// about it.
type keptWork struct {
	now      link.Keeping
	wrong    bool            // the passphrase was
	file     host.File       // that was chosen last
	origin   decision.Origin // its
	asking   *wire.Fault     // about that file, nil when nothing is asked
	trying   bool            // the answer, which is shown until it is known to be right
	unfit    bool            // its passphrase did not open it
	reminded bool            // of saving a copy
	later    bool            // what is locked may wait
	other    bool            // other work would have to go for what is to be kept
	refilled bool            // what was stored had been cleared
	lost     bool            // work that was kept is no longer there
	seen     bool            // and that has been read
}

// hear takes what the link tells of what is kept.
func (k *keptWork) hear(ctx app.Context, now link.Keeping) {
	k.now, k.wrong, k.refilled = now, false, k.refilled || now.Refilled
	k.later = now.Locked && (k.later || now.Found) // other work is open then
	if !now.Found {
		ctx.Defer(func(app.Context) { host.Settled() })
	}
	if now.Found && place.Parse(ctx.Page().URL().Fragment).Name == place.Open {
		place.Place{Name: place.Tiers}.Go(ctx)
	}
}

// refuses takes a fault that is shown in a dialog of its own.
func (k *keptWork) refuses(f *wire.Fault) bool {
	tried := k.trying
	k.trying = false
	switch {
	case f.Code == "ask-file":
		k.asking, k.unfit = f, false
	case f.Code == "wrong-passphrase" && tried:
		k.unfit = true
	case f.Code == "wrong-passphrase" && k.now.Locked && !k.later:
		k.wrong = true
	case f.Code == "wrong-passphrase": // said where it is changed
	case f.Code == "keep-gone":
		host.Remember(gone, "1") // until that is read
		k.seen, k.lost = false, true
	case f.Code == "keep-other":
		k.other = true
	default:
		if tried {
			k.asking = nil
		}
		return false
	}
	return true
}

// notices stand above a place: work in another tab, work that cannot be saved,
// work that is still locked, and the question of what to keep.
func (k *keptWork) notices(over *session.Overview) app.UI {
	mine := own(over)
	if over != nil && over.Looking != nil {
		return lookingAt(*over.Looking)
	}
	toPrivacy := func(id, text string) app.UI {
		return app.A().Href(place.Place{Name: place.Privacy}.Href()).ID(id).Text(text)
	}
	switch {
	case k.now.Elsewhere:
		text := " It can be open in one tab at a time."
		if mine {
			text = " What you change here is not saved."
		}
		return part.Notice(part.Warn, "", app.Div().Body(
			app.B().Text("This work is open in another tab."), app.Text(text+" "),
			part.Button("take-over", "Go on here instead", "", func(app.Context, app.Event) { link.TakeOver() })))
	case k.now.Fault != nil && over != nil && (over.Open || over.Undo != ""):
		return part.Notice(part.Bad, "", app.Div().Body(
			app.B().Text("Your last changes are not saved."), app.Text(" "+words.Fault(k.now.Fault)+" "),
			toPrivacy("keep-else", "Save a file, or keep it another way")))
	case k.now.Fault != nil && k.now.Fault.Code == "keep-blocked":
		return part.Notice(part.Warn, "", app.Text(words.Fault(k.now.Fault)))
	case k.now.Locked && k.later:
		return part.Notice(part.Info, "", app.Div().Body(
			app.B().Text("Your work of "+host.Moment(k.now.Since)+" is still locked."), app.Text(" "),
			part.Button("unlock-after-all", "Unlock it", "", func(app.Context, app.Event) { k.later = false })))
	}
	if !k.seen && (k.lost || host.Recall(gone) != "") {
		return part.Notice(part.Bad, "", app.Div().Body(
			app.Text(words.Fault(&wire.Fault{Code: "keep-gone"})+" "),
			app.Button().ID("gone-open").Type("button").DataSet("tierbook", "open").Text("Open a file"), app.Text(" "),
			part.Button("gone-seen", "I have read this", "quiet", func(app.Context, app.Event) { k.known() })))
	}
	if k.refilled && mine {
		return part.Notice(part.Warn, "", app.Div().Body(
			app.B().Text("What Tierbook had stored was cleared, by the browser or in its settings."),
			app.Text(" Your work was open here, so it has been stored again. A file that you save cannot be cleared so. "),
			toPrivacy("refilled-save", "Save a file, or wipe everything"), app.Text(" "),
			part.Button("refilled-so", "That will do", "quiet", func(app.Context, app.Event) { k.refilled = false })))
	}
	if mine && (k.now.Mode == store.Passphrase || k.now.Mode == store.Device) && !k.reminded && host.Now()-k.copied() > copyEvery {
		text := "There is no copy of your work but in this browser."
		if last := privacy.LastCopy(); last > 0 {
			text = "Your last copy is of " + host.Moment(last) + "."
		}
		return part.Notice(part.Info, "", app.Div().Body(
			app.B().Text(text), app.Text(" A browser can lose what it keeps. "),
			toPrivacy("copy-ask", "Save a file"), app.Text(" "),
			part.Button("copy-later", "Later", "quiet", func(app.Context, app.Event) { k.reminded = true })))
	}
	ask := mine && k.now.Mode == store.Tab && !k.now.Asked
	return app.Div().Body(app.If(ask, func() app.UI {
		return part.Notice(part.Info, "", app.Div().Body(
			app.B().Text("Your work is kept for this tab."), app.Text(" A reload finds it; closing the tab ends it. "),
			toPrivacy("keep-ask", "Choose what is kept"),
			app.Text(" "),
			part.Button("keep-so", "That will do", "quiet", func(app.Context, app.Event) { link.KeepSo(k.now) })))
	}))
}

// gone is where the browser remembers that work which it kept is no longer there.
const gone = "gone"

// known is when that need not be said any more.
func (k *keptWork) known() {
	k.seen, k.lost = true, false
	host.Remember(gone, "")
}

// own is whether what is open is the user's and not the sample.
func own(over *session.Overview) bool { return over != nil && over.Open && !over.Origin.Sample }

// loses is whether something of the user's own is gone once the page is: what
// cannot be saved, and what is not to be kept. The sample as it came is nobody's.
func (k *keptWork) loses(over *session.Overview) bool {
	if over == nil {
		return false
	}
	done := over.Undo != "" && over.Undo != "open" // something was decided
	switch {
	case k.now.Fault != nil:
		return own(over) || done
	case k.now.Mode == store.Nothing:
		return own(over) || done && !over.Open
	}
	return false
}

// copyEvery is how old the last copy may be, in milliseconds, before the page
// reminds of another: two weeks.
const copyEvery = 14 * 24 * 3_600_000

// copied is when the last copy was saved, or else when work was first kept in
// this browser without one.
func (k *keptWork) copied() int64 {
	if last := privacy.LastCopy(); last > 0 {
		return last
	}
	first, err := strconv.ParseInt(host.Recall("first"), 10, 64)
	if err != nil {
		first = host.Now()
		host.Remember("first", strconv.FormatInt(first, 10))
	}
	return first
}

// lookingAt says that a restore point is shown, and leads back.
func lookingAt(p history.Point) app.UI {
	id := p.ID
	return part.Notice(part.Warn, "", app.Div().Body(
		app.B().Body(app.Text("You are looking at how it was: "), part.Name(words.Point(p)), app.Text(", "+host.Moment(p.Time)+".")),
		app.Text(" Nothing is changed. "),
		part.Button("look-back", "Back to how it is now", "", func(app.Context, app.Event) { link.Look(0) }),
		app.Text(" "),
		part.Button("look-restore", "Come back to this for good", "quiet", func(app.Context, app.Event) { link.Restore(id) }, id)))
}

// unlocking asks for the passphrase of what is kept.
func (k *keptWork) unlocking(replaces bool) app.UI {
	try := func() { link.Unlock(host.InputValue("unlock-phrase")) }
	return &part.Dialog{
		ID: "unlock-work", Title: "Your work is locked", Open: k.now.Locked && !k.later,
		Content: func() []app.UI {
			text := "It was saved on this device on " + host.Moment(k.now.Since) + ", under a passphrase."
			if k.wrong {
				text = words.Fault(&wire.Fault{Code: "wrong-passphrase"})
			}
			note := "You can go on with another list meanwhile. What is locked stays as it is."
			if replaces {
				note = "It takes the place of the list that is open now. Save that as a file first if you want to come back to it."
			}
			return []app.UI{
				app.P().Aria("live", "polite").Text(text),
				app.P().Class("note").Text(note),
				app.Form().ID("unlock-work-form").OnSubmit(func(_ app.Context, e app.Event) {
					e.PreventDefault()
					try()
				}).Body(&privacy.Secret{ID: "unlock-phrase", Label: "Passphrase", First: true}),
			}
		},
		Actions: func() []app.UI {
			return []app.UI{
				part.Button("unlock-work-later", "Not now", "", func(app.Context, app.Event) { k.leave() }),
				part.Button("unlock-work-yes", "Unlock", "primary", func(app.Context, app.Event) { try() }),
			}
		},
		OnClose: func(app.Context) { k.leave() },
	}
}

// leave goes on without what is locked.
func (k *keptWork) leave() { k.later = true }

// replacing asks before what is to be kept takes the place of other work.
func (k *keptWork) replacing() app.UI {
	return &part.Confirm{
		ID: "keep-other", Title: "Replace what is kept on this device?",
		Text: "Other work is kept on this device, and there is room for one. If you keep this one here, the other is gone for good. To have both, cancel and save this one as a file.",
		Yes:  "Replace it", Danger: true, Open: k.other,
		OnYes: func(app.Context) { k.other = false; link.KeepAnyway() },
		OnNo:  func(app.Context) { k.other = false; link.KeepOther() },
	}
}

// fileAsk asks before a Tierbook file is opened, and for its passphrase.
func (k *keptWork) fileAsk() app.UI {
	done := func() { k.asking, k.trying = nil, false }
	yes := func() {
		phrase := host.InputValue("file-secret")
		k.trying, k.unfit = true, false
		link.OpenFile(k.file, k.origin, host.Today(), phrase)
	}
	return &part.Dialog{
		ID: "file-ask", Title: "Open this Tierbook file?", Open: k.asking != nil,
		Content: func() []app.UI {
			var body []app.UI
			if len(k.asking.Args) == 3 && k.asking.Args[2] != "" {
				body = append(body, app.P().Text("It takes the place of the work that is open now, with all its restore points. Save that as a file first if you want to come back to it."))
			}
			if len(k.asking.Args) == 3 && k.asking.Args[1] != "" {
				text := "It is locked under a passphrase."
				if k.unfit {
					text = words.Fault(&wire.Fault{Code: "wrong-passphrase"})
				}
				body = append(body, app.P().Aria("live", "polite").Text(text), app.Form().OnSubmit(func(_ app.Context, e app.Event) {
					e.PreventDefault()
					yes()
				}).Body(&privacy.Secret{ID: "file-secret", Label: "Its passphrase", First: true}))
			}
			return body
		},
		Actions: func() []app.UI {
			return []app.UI{
				part.Button("file-no", "Cancel", "", func(app.Context, app.Event) { done() }),
				part.Button("file-yes", "Open the file", "primary", func(app.Context, app.Event) { yes() }),
			}
		},
		OnClose: func(app.Context) { done() },
	}
}
