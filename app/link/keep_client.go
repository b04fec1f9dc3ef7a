package link

import (
	"encoding/json"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/link/store"
	"tierbook/engine/session"
)

// laneKeep is the lane of what is kept on the device.
const laneKeep = "keep"

// Start looks for work that is kept for this tab or on this device. What comes
// of it arrives as an Event with Keep.
func Start() {
	window.keep(keeping{Verb: "start", Secret: tabSecret()}, func(r reply) {
		if r.Fault != nil || r.Keep == nil || r.Keep.Mode != store.Unchosen {
			return
		}
		switch keptChoice() {
		case store.Tab: // the user's answer holds for new tabs too
			Keep(store.Tab, "")
		case store.Passphrase, store.Device: // and it was there
			setKeptChoice(store.Unchosen)
			window.tell(Event{Fault: &session.Fault{Code: "keep-gone"}})
		}
	})
}

// Unlock opens what is kept under a passphrase.
func Unlock(passphrase string) {
	window.keep(keeping{Verb: "unlock", Secret: store.Secret{Passphrase: passphrase}}, nil)
}

// TakeOver goes on with work that another tab has open, which then no longer
// saves.
func TakeOver() { window.keep(keeping{Verb: "take", Secret: tabSecret()}, nil) }

// Keep keeps the work in a mode from now on.
func Keep(mode store.Mode, passphrase string) {
	k := keeping{Verb: "choose", Mode: mode, Secret: store.Secret{Passphrase: passphrase}}
	if mode == store.Tab {
		secret, err := store.NewTab()
		if err != nil {
			window.tell(Event{Fault: keepFault(err)})
			return
		}
		k.Secret = secret
		setTabSecret(secret) // before anything is sealed with it
	}
	window.keep(k, func(r reply) {
		if r.Fault == nil {
			setKeptChoice(mode)
			if mode != store.Tab {
				setTabSecret(store.Secret{})
			}
		}
	})
}

// Flush saves now, because the page may be gone in a moment.
func Flush() { window.keep(keeping{Verb: "flush"}, nil) }

// Wipe takes everything that Tierbook keeps off this device. An Event says when
// it is done, or why it could not be.
func Wipe() {
	window.keep(keeping{Verb: "wipe"}, func(r reply) {
		setTabSecret(store.Secret{})
		clearStorage()
		window.mu.Lock()
		window.journal = nil
		window.mu.Unlock()
		Overview()
		if r.Fault == nil {
			window.tell(Event{Wiped: true})
		}
	})
}

// SaveFile makes a Tierbook file, under a passphrase where one is given, and
// calls then with it.
func SaveFile(ctx app.Context, passphrase string, then func(app.Context, File)) {
	a := ask{Keep: &keeping{Verb: "file", Secret: store.Secret{Passphrase: passphrase}}}
	window.put("file", true, a, func(r reply) {
		if r.Fault != nil {
			window.tell(Event{Fault: r.Fault})
			return
		}
		ctx.Dispatch(func(ctx app.Context) { then(ctx, r.file) })
	})
}

// OpenFile opens a Tierbook file that Open asked about (fault ask-file).
func OpenFile(file File, origin session.Origin, asOf, passphrase string) {
	window.open(file, &opening{Origin: origin, AsOf: asOf, Passphrase: passphrase, Sure: true})
}

// Mark makes a restore point, Look shows one, Restore comes back to one.
func Mark(name string) { window.change(session.Mark(name)) }
func Look(id int)      { window.change(session.Look(id)) }
func Restore(id int)   { window.change(session.Restore(id)) }

func (l *line) keep(k keeping, then func(reply)) {
	l.put(laneKeep, false, ask{Keep: &k}, func(r reply) {
		if then != nil {
			then(r)
		}
		l.heardOf(r)
	})
}

// heardOf takes what the worker says of what is kept.
func (l *line) heardOf(r reply) {
	if k := r.Keep; k != nil {
		if k.Mode == store.Unchosen && keptChoice() == store.Nothing {
			k.Mode = store.Nothing
		}
		l.saved(k.Log)
		l.tell(Event{Keep: k})
		if k.Found {
			Overview()
		}
	}
	if r.Fault != nil {
		l.tell(Event{Fault: r.Fault})
	}
}

// saved forgets what a new worker would find on the device.
func (l *line) saved(log int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if log < 0 {
		return
	}
	l.stored = true
	var rest []kept
	for _, k := range l.journal {
		if k.log > log {
			rest = append(rest, k)
		}
	}
	l.journal = rest
}

// found reads what was kept in a small storage of the browser's.
func found[T any](text string) (v T) {
	_ = json.Unmarshal([]byte(text), &v) // what is not ours is nothing
	return v
}
