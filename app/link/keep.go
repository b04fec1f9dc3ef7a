package link

import (
	"errors"
	"slices"
	"time"

	"tierbook/app/link/store"
	"tierbook/engine/session"
	"tierbook/engine/wire"
	"tierbook/engine/workspace"
)

// keeping asks for something to do with what is kept on the device.
type keeping struct {
	Verb    string       `json:"verb"` // start, unlock, take, choose, flush, wipe or file
	Mode    store.Mode   `json:"mode,omitempty"`
	Secret  store.Secret `json:"secret,omitzero"`
	Old     string       `json:"old,omitempty"`     // to choose: the passphrase that is to be another from now on
	Replace bool         `json:"replace,omitempty"` // to choose: other work that this device keeps may go
}

// Keeping is what is kept, and how.
type Keeping struct {
	Mode      store.Mode  `json:"mode"`                // Unchosen where nothing can be kept
	Asked     bool        `json:"asked,omitempty"`     // the user has chosen it
	Locked    bool        `json:"locked,omitempty"`    // something is kept, and needs its passphrase
	Since     int64       `json:"since,omitempty"`     // when that was saved, milliseconds since 1970
	Elsewhere bool        `json:"elsewhere,omitempty"` // another tab has it open and saves it
	Found     bool        `json:"found,omitempty"`     // work that was kept has just been opened
	Refilled  bool        `json:"refilled,omitempty"`  // what was stored had been cleared, and has just been stored again
	Gone      bool        `json:"gone,omitempty"`      // another tab has wiped everything
	Saved     int64       `json:"saved,omitempty"`     // when it was saved last, milliseconds since 1970
	Log       int         `json:"log"`                 // entry of the log up to which it is saved, -1 where nothing is
	Fault     *wire.Fault `json:"fault,omitempty"`     // why it cannot be kept just now
}

// keeper is the part of the server that saves. All of it runs where the
// session is, but for the writing itself.
type keeper struct {
	open    func(lost func(wiped bool)) (store.Shelf, error)
	shelf   store.Shelf
	found   *store.Found // what is there and has not been opened
	unheld  bool         // nor is it held, as another tab may open it
	keeper  *store.Keeper
	status  Keeping
	writing bool
	cleared bool     // what was stored, and it is being stored again
	after   []func() // to be called when all is saved
}

// keep answers an ask about what is kept.
func (v *server) keep(a ask) {
	k := &v.kept
	if k.writing { // first what has been decided so far
		k.after = append(k.after, func() { v.keep(a) })
		return
	}
	var err error
	switch a.Keep.Verb {
	case "start":
		err = v.start(a.Keep.Secret, false)
	case "take":
		err = v.start(a.Keep.Secret, true)
	case "unlock":
		err = v.unlock(a.Keep.Secret)
	case "choose":
		err = v.choose(a.Keep)
		if err == nil && k.keeper == nil {
			v.copyOf(a)
			return
		}
	case "wipe":
		err = v.wipe()
	}
	if saves := a.Keep.Verb == "choose" || a.Keep.Verb == "flush"; saves && err == nil && k.keeper != nil {
		k.after = append(k.after, func() { v.post(reply{Seq: a.Seq, Done: true, Keep: v.keepStatus()}) })
		gone, _ := k.keeper.Gone() // what cannot be looked at is told by the save
		k.cleared = gone || k.cleared
		v.save()
		return
	}
	r := reply{Seq: a.Seq, Done: true}
	if err != nil {
		r.Fault = keepFault(err)
		if a.Keep.Mode == store.Tab {
			k.status.Fault = r.Fault // nobody waits for an answer
		}
	}
	r.Keep = v.keepStatus()
	v.post(r)
	k.status.Found = false
}

func (v *server) keepStatus() *Keeping {
	status := v.kept.status
	if f := v.kept.found; f != nil && f.Mode() == store.Passphrase && !status.Elsewhere {
		status.Locked, status.Since = true, f.Saved()
	}
	return &status
}

// How often, and how long after one another, it is tried to hold what is kept
// before it is said to be open in another tab.
const (
	holdTries = 5
	holdPause = 200 * time.Millisecond
)

// start looks for what is kept, and opens it where nobody has to be asked.
func (v *server) start(secret store.Secret, take bool) error {
	k := &v.kept
	k.status = Keeping{Log: -1}
	if k.shelf == nil {
		shelf, err := k.open(v.gone)
		if err != nil {
			return err
		}
		k.shelf = shelf
		time.AfterFunc(sweepAfter, func() { v.work <- v.sweep })
	}
	found, err := store.Find(k.shelf, secret.Tab)
	if found == nil || err != nil {
		return err
	}
	k.found, k.unheld = found, false
	k.status.Mode, k.status.Saved = found.Mode(), found.Saved()
	held := store.Hold(found.ID(), take, v.lost)
	for n := 0; n < holdTries && !held; n++ { // a page that is just being loaded anew lets go of it in a moment
		time.Sleep(holdPause)
		held = store.Hold(found.ID(), take, v.lost)
	}
	if !held {
		k.status.Elsewhere = true
		return nil
	}
	if found.Mode() == store.Passphrase {
		return nil
	}
	if err := v.unlock(secret); err != nil || found.Mode() != store.Tab {
		return err
	}
	// Beside a tab's work there may be other work, which is locked.
	other, err := store.Find(k.shelf, "")
	if other != nil && err == nil && other.Mode() == store.Passphrase {
		k.found, k.unheld = other, true
	}
	return nil
}

// unlock opens what was found.
func (v *server) unlock(secret store.Secret) error {
	k := &v.kept
	if k.found == nil {
		return nil
	}
	opened, s, err := k.found.Open(secret)
	if s == nil {
		return err
	}
	if k.keeper != nil && k.keeper.ID() != opened.ID() && store.IsTab(k.keeper.ID()) {
		_ = store.Forget(k.shelf, k.keeper.ID()) // the sample, or nothing; else it is swept
	}
	if k.unheld { // whoever has the passphrase may go on with it here
		store.Hold(opened.ID(), true, v.lost)
	}
	k.keeper, k.found = opened, nil
	s.After(v.session)
	v.session = s
	k.status = Keeping{Mode: opened.Mode(), Found: true, Saved: opened.Saved(), Log: s.Seq()}
	return err
}

// sweepAfter is when what closed tabs have left behind is removed: long enough
// after the start that a tab which is just being reloaded holds its lock again.
const sweepAfter = 20 * time.Second

// sweep removes the work of tabs that are no longer there.
func (v *server) sweep() {
	k := &v.kept
	if k.shelf == nil {
		return
	}
	ids, err := store.Works(k.shelf)
	if err != nil {
		return // the next start tries again
	}
	for _, id := range ids {
		ours := k.keeper != nil && k.keeper.ID() == id || k.found != nil && k.found.ID() == id
		if store.IsTab(id) && !ours && store.Hold(id, false, func() {}) {
			_ = store.Forget(k.shelf, id) // or the next start does
		}
	}
}

// lost stops saving, because another tab has taken over.
func (v *server) lost() { v.work <- v.away }

func (v *server) away() {
	k := &v.kept
	k.keeper, k.status.Elsewhere = nil, true
	v.post(reply{Keep: v.keepStatus()})
	v.saved()
}

// saved does what waited for a save.
func (v *server) saved() {
	after := v.kept.after
	v.kept.after = nil
	for _, f := range after {
		f()
	}
}

// choose keeps the session in another way from now on.
func (v *server) choose(how *keeping) error {
	k := &v.kept
	if how.Mode == store.Nothing || how.Mode == store.Unchosen {
		if k.keeper != nil { // what is locked, or another tab's, stays as it is
			if err := store.Forget(k.shelf, k.keeper.ID()); err != nil {
				return err
			}
		}
		k.keeper, k.status = nil, Keeping{Mode: how.Mode, Log: -1}
		return nil
	}
	k.status.Fault = nil
	if k.shelf == nil {
		shelf, err := k.open(v.gone)
		if err != nil {
			return err
		}
		k.shelf = shelf
	}
	var before []string
	if k.keeper != nil {
		before = append(before, k.keeper.ID())
	}
	if how.Mode != store.Tab {
		other, err := v.others(how, before)
		if err != nil {
			return err
		}
		before = append(before, other...)
	}
	next, err := store.Begin(k.shelf, how.Mode, how.Secret, before...)
	if err != nil {
		return err
	}
	store.Hold(next.ID(), true, v.lost)
	if k.keeper = next; how.Mode != store.Tab || k.status.Elsewhere {
		k.found = nil // what is locked may still be unlocked
	}
	k.status = Keeping{Mode: how.Mode, Log: -1}
	return nil
}

// others are the works that this device keeps and that the one to be kept now
// would take the place of. It is refused unless the user knows; and so is
// another passphrase from somebody who does not have the one before.
func (v *server) others(how *keeping, ours []string) ([]string, error) {
	shelf := v.kept.shelf
	id, err := store.Current(shelf)
	if id == "" || err != nil {
		return nil, err
	}
	if slices.Contains(ours, id) {
		if how.Old == "" {
			return nil, nil
		}
		found, err := store.Find(shelf, "")
		if found == nil || err != nil {
			return nil, err
		}
		if !found.Opens(how.Old) {
			return nil, store.ErrSecret
		}
		return nil, nil
	}
	if !how.Replace {
		return nil, &wire.Fault{Code: "keep-other"}
	}
	return []string{id}, nil
}

// copyOf answers an ask to keep nothing. The window gets a copy of the session,
// sealed with a passphrase that only it knows: without one, nothing would be
// left of work that was found on this device if the worker died.
func (v *server) copyOf(a ask) {
	r := reply{Seq: a.Seq, Done: true, Keep: v.keepStatus(), Log: v.session.Seq()}
	if a.Keep.Secret.Passphrase != "" {
		if text, err := v.file(a.Keep.Secret.Passphrase); err == nil {
			v.postFile(r, text)
			return
		}
	}
	v.post(r)
}

// wipe takes everything off the device and out of memory.
func (v *server) wipe() error {
	k := &v.kept
	v.empty()
	if k.shelf == nil {
		var err error
		if k.shelf, err = k.open(v.gone); err != nil {
			return err
		}
	}
	err := k.shelf.Wipe()
	k.shelf = nil
	return err
}

// empty lets go of everything.
func (v *server) empty() {
	k := &v.kept
	k.keeper, k.found, k.status = nil, nil, Keeping{Log: -1}
	empty := session.New(v.today)
	empty.After(v.session)
	v.session = empty
	clear(v.files)
}

// gone is called when what is stored goes away. Where another tab wipes the
// device, this one has to let go of its client list too.
func (v *server) gone(wiped bool) {
	v.work <- func() {
		if !wiped {
			v.refill(refillTries)
			return
		}
		v.empty()
		v.kept.shelf = nil
		status := v.keepStatus()
		status.Gone = true
		v.post(reply{Keep: status})
	}
}

// How often, and how long after one another, it is tried to store again what
// was cleared: the browser says that it clears when it begins to.
const (
	refillTries = 20
	refillPause = 250 * time.Millisecond
)

// refill stores again what the browser, or somebody in its settings, has
// cleared. What was locked is lost with it.
func (v *server) refill(tries int) {
	k := &v.kept
	var err error
	switch {
	case k.writing:
		k.after = append(k.after, func() { v.refill(tries) })
		return
	case k.keeper != nil:
		var gone bool
		if gone, err = k.keeper.Gone(); gone {
			k.cleared = true
			v.save()
		}
	case k.found != nil:
		var id string
		if id, err = store.Current(k.shelf); id == "" && err == nil {
			k.found, k.status = nil, Keeping{Log: -1}
			v.post(reply{Keep: v.keepStatus(), Fault: keepFault(store.ErrGone)})
		}
	}
	if err != nil && tries > 1 {
		time.AfterFunc(refillPause, func() { v.work <- func() { v.refill(tries - 1) } })
	}
}

// touched saves what has changed, at once, for the page may be gone in a moment.
// What changes while that is being written is written together after it.
func (v *server) touched() {
	if v.kept.keeper != nil {
		v.save()
	}
}

// save writes what has changed, and goes on until nothing has.
func (v *server) save() {
	k := &v.kept
	if k.writing {
		return // it looks for more when it is done
	}
	var job *store.Job
	if k.keeper != nil {
		job = k.keeper.Prepare(v.session, time.Now().UnixMilli())
	}
	if job == nil {
		v.saved()
		return
	}
	k.writing = true
	writer, seq := k.keeper, v.session.Seq()
	go func() {
		err := writer.Write(job)
		v.work <- func() {
			k.writing = false
			switch {
			case k.keeper != writer:
				v.saved()
				return
			case errors.Is(err, store.ErrTaken):
				v.away()
				return
			case errors.Is(err, store.ErrGone) && k.status.Fault == nil: // the browser has cleared it: once more, all of it
				k.status.Fault, k.cleared = keepFault(err), true
				v.save()
				return
			case err != nil:
				if k.status.Fault = keepFault(err); errors.Is(err, store.ErrReplaced) {
					k.keeper, k.status.Mode = nil, store.Unchosen
				}
				v.post(reply{Keep: v.keepStatus()})
				v.saved()
				return // the next change tries again
			}
			k.status.Fault, k.status.Saved, k.status.Log = nil, time.Now().UnixMilli(), seq
			k.status.Refilled, k.cleared = k.cleared, false
			v.post(reply{Keep: v.keepStatus()})
			k.status.Refilled = false
			v.save()
		}
	}()
}

// tellEvery is how many bytes are read without a word.
const tellEvery = 1 << 20

// keepFault tells what is wrong with keeping or opening work.
func keepFault(err error) *wire.Fault {
	var f *wire.Fault
	switch {
	case errors.Is(err, store.ErrFull):
		return &wire.Fault{Code: "keep-full"}
	case errors.Is(err, store.ErrBlocked):
		return &wire.Fault{Code: "keep-blocked"}
	case errors.Is(err, store.ErrGone):
		return &wire.Fault{Code: "keep-gone"}
	case errors.Is(err, store.ErrReplaced):
		return &wire.Fault{Code: "keep-replaced"}
	case errors.Is(err, store.ErrUnsure):
		return &wire.Fault{Code: "keep-unsure"}
	case errors.Is(err, workspace.ErrNewer), errors.Is(err, store.ErrNewer):
		return &wire.Fault{Code: "newer"}
	case errors.Is(err, workspace.ErrPassphrase), errors.Is(err, store.ErrSecret):
		return &wire.Fault{Code: "wrong-passphrase"}
	case errors.Is(err, workspace.ErrForeign):
		return &wire.Fault{Code: "no-tierbook-file"}
	case errors.Is(err, workspace.ErrTooLarge):
		return &wire.Fault{Code: "file-too-large"}
	case errors.Is(err, workspace.ErrTooSlow):
		return &wire.Fault{Code: "file-too-dear"}
	case errors.As(err, &f):
		return f
	case errors.Is(err, workspace.ErrDamaged):
		return &wire.Fault{Code: "file-damaged"}
	case errors.Is(err, store.ErrDamaged):
		return &wire.Fault{Code: "keep-damaged"}
	}
	return &wire.Fault{Code: "internal", Args: []string{err.Error()}}
}
