package app

import (
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/link/store"
	"tierbook/app/page/privacy"
	"tierbook/app/part"
)

// lock puts the work away, by itself when the page is idle for long. Work that
// is kept is dropped from memory, the window's and the worker's, by loading the
// page anew; it comes back by its passphrase where it has one, else by a tap.
// What is kept nowhere stays where it is and is only covered: dropping it would
// lose it.
type lock struct {
	resting bool // put away; nothing has been opened yet
	covered bool // only hidden
	before  bool // discreet mode was on before
}

// leaveTime is how long what was being typed has to take effect.
const leaveTime = 200 * time.Millisecond

// after is how long the page may be idle, in milliseconds, 0 for ever.
func (h *house) idleLimit() int64 {
	if h.over == nil || !h.over.Open || h.lock.covered {
		return 0
	}
	return int64(privacy.LockAfter(h.kept.now.Mode)) * 60_000
}

// putAway puts the work away now.
func (h *house) putAway(ctx app.Context) {
	host.Leave()
	ctx.After(leaveTime, func(ctx app.Context) {
		link.Rest(func(saved bool) {
			ctx.Dispatch(func(ctx app.Context) {
				if saved && host.Offline() == "ready" {
					h.leaving = true
					host.AskBeforeLeaving(false)
					host.Rest()
					return
				}
				h.lock.covered, h.lock.before = true, host.Discreet()
				host.SetDiscreet(true)
			})
		})
	})
}

// comeBack goes on after a tap.
func (h *house) comeBack() {
	if h.lock.resting {
		h.lock.resting = false
		host.Rested()
		link.Start()
	}
	if h.lock.covered {
		h.lock.covered = false
		host.SetDiscreet(h.lock.before)
	}
}

// away is what is seen meanwhile.
func (h *house) away() app.UI {
	text := "It is out of this page’s memory. It is kept without a passphrase, so a tap brings it back."
	if h.lock.covered {
		text = "Names and amounts are hidden. Your work is kept nowhere but in this page, so it could not be dropped from memory without losing it."
	}
	return &part.Dialog{
		ID: "away", Title: "Your work is put away", Open: h.lock.resting || h.lock.covered,
		Content: func() []app.UI { return []app.UI{app.P().Text(text)} },
		Actions: func() []app.UI {
			return []app.UI{part.Button("come-back", "Go on", "primary", func(app.Context, app.Event) { h.comeBack() })}
		},
	}
}

// begin looks for what is kept, unless it was put away and needs a tap first.
func (h *house) begin() {
	if host.Resting() && host.Recall("keep") != strconv.Quote(string(store.Passphrase)) {
		h.lock.resting = true
		host.Settled()
		return
	}
	host.Rested()
	link.Start()
}
