package link

import (
	"crypto/rand"
	"encoding/json"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/link/store"
	"tierbook/engine/decision"
	"tierbook/engine/history"
	"tierbook/engine/wire"
)

// laneKeep is the lane of what is kept on the device.
const laneKeep = "keep"

// Start looks for work that is kept for this tab or on this device. What comes
// of it arrives as an Event with Keep. Where there is none, the work is kept
// for this tab from the first change on, unless the user wants nothing kept.
func Start() {
	secret := tabSecret()
	window.mu.Lock()
	window.key = secret
	window.mu.Unlock()
	start := keeping{Verb: "start", Secret: secret}
	window.put(laneKeep, false, ask{Keep: &start}, func(r reply) {
		blocked := r.Fault != nil && r.Fault.Code == "keep-blocked"
		if blocked {
			r.Fault = nil // said once there is something to keep
			window.mu.Lock()
			window.noStore = true
			window.mu.Unlock()
		}
		if k := r.Keep; k != nil && k.Mode == store.Unchosen && (blocked || r.Fault == nil) {
			choice := keptChoice()
			if !blocked && (choice == store.Passphrase || choice == store.Device || secret.Tab != "") { // and it was there
				setKeptChoice(store.Unchosen)
				window.setKey(store.Secret{})
				window.tell(Event{Fault: &wire.Fault{Code: "keep-gone"}})
				choice = store.Unchosen
			}
			window.arm(choice != store.Nothing)
		} else if k != nil && (k.Locked || k.Elsewhere) {
			window.arm(true) // what is opened here meanwhile is another work
		}
		window.heardOf(r)
	})
}

// arm has the work kept for this tab from the next change on, or not.
func (l *line) arm(yes bool) {
	l.mu.Lock()
	l.armed = yes
	l.mu.Unlock()
}

// begin keeps the work for this tab where nothing else was chosen.
func (l *line) begin() {
	l.mu.Lock()
	armed := l.armed
	l.armed = false
	l.mu.Unlock()
	if armed {
		keep(keeping{Mode: store.Tab}, nil)
	}
}

// Unlock opens what is kept under a passphrase.
func Unlock(passphrase string) {
	window.keep(keeping{Verb: "unlock", Secret: store.Secret{Passphrase: passphrase}}, window.unlocked)
}

// TakeOver goes on with work that another tab has open, which then no longer
// saves.
func TakeOver() { window.keep(keeping{Verb: "take", Secret: tabSecret()}, window.unlocked) }

// Keep keeps the work in a mode from now on, because the user wants it. Where
// this device keeps other work that would have to go, it is refused
// (keep-other) unless replace. Under a passphrase in the place of another, old
// is the one before. Done is called with what came of it, nil where it is so.
func Keep(mode store.Mode, passphrase, old string, replace bool, done func(*wire.Fault)) {
	keep(keeping{Mode: mode, Secret: store.Secret{Passphrase: passphrase}, Old: old, Replace: replace}, func(f *wire.Fault) {
		if done(f); f != nil {
			return
		}
		setKeptChoice(mode)
		if old != "" {
			window.tell(Event{Rekeyed: true})
		}
	})
}

// KeepAnyway does what Keep refused because other work has to go for it, and
// KeepOther does not.
func KeepAnyway() {
	if k := window.refused; k != nil {
		window.refused = nil
		k.Replace = true
		mode := k.Mode
		keep(*k, func(f *wire.Fault) {
			if f == nil {
				setKeptChoice(mode)
			}
		})
	}
}

func KeepOther() { window.refused = nil }

// KeepSo says that the user is content with how the work is kept.
func KeepSo(now Keeping) {
	setKeptChoice(now.Mode)
	now.Asked = true
	window.tell(Event{Keep: &now})
}

func keep(k keeping, then func(*wire.Fault)) {
	k.Verb = "choose"
	before := tabSecret()
	switch k.Mode {
	case store.Tab:
		secret, err := store.NewTab()
		if err != nil {
			window.tell(Event{Fault: keepFault(err)})
			return
		}
		k.Secret = secret
		if !window.setKey(secret) { // before anything is sealed with it
			window.setKey(before)
			window.keyless(then != nil)
			return
		}
	case store.Nothing:
		k.Secret.Passphrase = rand.Text() // of the copy
	}
	window.keep(k, func(r reply) {
		switch {
		case r.Fault != nil:
			if k.Mode == store.Tab {
				window.setKey(before)
			}
			if r.Fault.Code == "keep-other" {
				window.refused = &k
			}
			if then != nil {
				then(r.Fault)
			}
			return
		case k.Mode != store.Tab:
			window.setKey(store.Secret{})
			window.arm(false)
		}
		if k.Mode == store.Nothing {
			window.lean(r, k.Secret.Passphrase)
		}
		if then != nil {
			then(nil)
		}
	})
}

// lean makes a copy of the work, rather than what is on the device, what a new
// worker begins with.
func (l *line) lean(r reply, passphrase string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.stored {
		return // the journal has everything
	}
	all := []kept{{ask: ask{Open: &opening{AsOf: "2000-01-01", Passphrase: passphrase, Sure: true}}, file: r.file, log: r.Log}}
	for _, k := range l.journal {
		if k.log > r.Log {
			all = append(all, k)
		}
	}
	l.journal, l.stored = all, false
}

// Flush saves now, because the page may be gone in a moment.
func Flush() {
	window.holdKey()
	window.keep(keeping{Verb: "flush"}, nil)
}

// setKey puts the key of this tab where a reload finds it, and reports whether
// it is there.
func (l *line) setKey(s store.Secret) bool {
	l.mu.Lock()
	l.key, l.noKey = s, false
	l.mu.Unlock()
	return setTabSecret(s)
}

// holdKey looks whether the key is still there, and puts it back where the
// browser, or somebody in its settings, has cleared it: what is kept for the tab
// is worth nothing without.
func (l *line) holdKey() bool {
	l.mu.Lock()
	key := l.key
	l.mu.Unlock()
	if key == (store.Secret{}) { // none was made or read yet: what is there is not this page's to touch
		return true
	}
	return tabSecret() == key || setTabSecret(key)
}

// keyFault is why the work cannot be kept for the tab.
func (l *line) keyFault() *wire.Fault {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.noStore {
		return &wire.Fault{Code: "keep-blocked"}
	}
	return &wire.Fault{Code: "keep-key"}
}

// keyless says so. Unless the user has just asked for it, it stays on the page
// until another way is chosen.
func (l *line) keyless(asked bool) {
	if asked {
		l.tell(Event{Fault: l.keyFault()})
		return
	}
	l.mu.Lock()
	l.noKey = true
	l.mu.Unlock()
	l.heardOf(reply{Keep: &Keeping{Log: -1}})
}

// Rest saves, and tells whether all of the work is kept.
func Rest(then func(saved bool)) {
	window.keep(keeping{Verb: "flush"}, func(r reply) {
		k := r.Keep
		then(k != nil && k.Fault == nil && !k.Elsewhere && k.Log >= 0 && k.Mode != store.Nothing && k.Mode != store.Unchosen)
	})
}

// Wipe takes everything that Tierbook keeps off this device, its own program
// too. An Event says when it is done, or what is left.
func Wipe() {
	window.keep(keeping{Verb: "wipe"}, func(r reply) {
		window.wiped()
		if r.Fault == nil {
			clearBrowser(func(left []string) { window.tell(Event{Wiped: true, Left: left}) })
		}
	})
}

// wiped lets go of all that the window knows.
func (l *line) wiped() {
	l.setKey(store.Secret{})
	clearStorage()
	l.mu.Lock()
	var none File
	l.journal, l.owed, l.stored, l.locked, l.armed, l.file = nil, nil, false, false, true, none
	l.mu.Unlock()
	Overview()
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
func OpenFile(file File, origin decision.Origin, asOf, passphrase string) {
	window.open(file, &opening{Origin: origin, AsOf: asOf, Passphrase: passphrase, Sure: true})
}

// Mark makes a restore point, Look shows one, Restore comes back to one.
func Mark(name string) { window.change(history.Mark(name)) }
func Look(id int)      { window.change(history.Look(id)) }
func Restore(id int)   { window.change(history.Restore(id)) }

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
		if k.Gone {
			l.wiped()
			l.tell(Event{Wiped: true})
		}
		l.mu.Lock()
		l.away, l.locked = k.Elsewhere, k.Locked
		armed, keyless, noStore := l.armed, l.noKey, l.noStore
		l.mu.Unlock()
		if k.Refilled && k.Mode != store.Tab {
			setKeptChoice(k.Mode) // it may have been cleared with the rest
		}
		choice := keptChoice()
		switch {
		case k.Mode == store.Tab && k.Log >= 0 && !k.Elsewhere && !l.holdKey(), k.Mode == store.Unchosen && keyless:
			k.Mode, k.Fault = store.Unchosen, l.keyFault()
		case k.Mode == store.Unchosen && choice == store.Nothing:
			k.Mode = store.Nothing
		case k.Mode == store.Unchosen && noStore:
			k.Fault = l.keyFault()
		case k.Mode == store.Unchosen && armed:
			k.Mode = store.Tab // from the first change on
		}
		k.Asked = choice != store.Unchosen || k.Mode == store.Passphrase || k.Mode == store.Device
		if k.Found && k.Mode != store.Tab {
			l.setKey(store.Secret{})
		}
		l.saved(k.Log)
		l.tell(Event{Keep: k})
		if k.Found {
			l.arm(false)
			Overview()
		}
		if k.Fault != nil {
			return // it stays on the page
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
