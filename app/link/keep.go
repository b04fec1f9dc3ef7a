package link

import (
	"bytes"
	"errors"
	"io"
	"time"

	"tierbook/app/link/store"
	"tierbook/engine/intake"
	"tierbook/engine/session"
	"tierbook/engine/workspace"
)

// keeping asks for something to do with what is kept on the device.
type keeping struct {
	Verb   string       `json:"verb"` // start, unlock, take, choose, flush, wipe or file
	Mode   store.Mode   `json:"mode,omitempty"`
	Secret store.Secret `json:"secret,omitzero"`
}

// Keeping is what is kept, and how.
type Keeping struct {
	Mode      store.Mode     `json:"mode"`                // Unchosen while the user has not said
	Locked    bool           `json:"locked,omitempty"`    // something is kept, and needs its passphrase
	Elsewhere bool           `json:"elsewhere,omitempty"` // another tab has it open and saves it
	Found     bool           `json:"found,omitempty"`     // work that was kept has just been opened
	Saved     int64          `json:"saved,omitempty"`     // when it was saved last, milliseconds since 1970
	Log       int            `json:"log"`                 // entry of the log up to which it is saved, -1 where nothing is
	Fault     *session.Fault `json:"fault,omitempty"`     // why it cannot be kept just now
}

// keepDelay is how long a change waits for others to be saved with it.
const keepDelay = 300 * time.Millisecond

// keeper is the part of the server that saves. All of it runs where the
// session is, but for the writing itself.
type keeper struct {
	open    func() (store.Shelf, error)
	shelf   store.Shelf
	found   *store.Found // what is there and has not been opened
	keeper  *store.Keeper
	status  Keeping
	waiting bool // a save is about to begin
	writing bool
	after   []func() // to be called when all is saved
}

// keep answers an ask about what is kept.
func (v *server) keep(a ask) {
	k := &v.kept
	var err error
	switch a.Keep.Verb {
	case "start":
		err = v.start(a.Keep.Secret, false)
	case "take":
		err = v.start(a.Keep.Secret, true)
	case "unlock":
		err = v.unlock(a.Keep.Secret)
	case "choose":
		if err = v.choose(a.Keep.Mode, a.Keep.Secret); err == nil && k.keeper != nil {
			k.after = append(k.after, func() { v.post(reply{Seq: a.Seq, Done: true, Keep: v.keepStatus(), Fault: k.status.Fault}) })
			v.save()
			return
		}
	case "flush":
		if k.keeper != nil {
			k.after = append(k.after, func() { v.post(reply{Seq: a.Seq, Done: true, Keep: v.keepStatus()}) })
			v.save()
			return
		}
	case "wipe":
		err = v.wipe()
	}
	r := reply{Seq: a.Seq, Done: true, Keep: v.keepStatus()}
	if err != nil {
		r.Fault = keepFault(err)
	}
	v.post(r)
	k.status.Found = false
}

func (v *server) keepStatus() *Keeping {
	status := v.kept.status
	return &status
}

// start looks for what is kept, and opens it where nobody has to be asked.
func (v *server) start(secret store.Secret, take bool) error {
	k := &v.kept
	k.status = Keeping{Log: -1}
	if k.shelf == nil {
		shelf, err := k.open()
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
	k.found = found
	k.status.Mode, k.status.Saved = found.Mode(), found.Saved()
	if !store.Hold(found.ID(), take, v.lost) {
		k.status.Elsewhere = true
		return nil
	}
	if found.Mode() == store.Passphrase {
		k.status.Locked = true
		return nil
	}
	return v.unlock(secret)
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
	k.keeper, k.found = opened, nil
	s.After(v.session)
	v.session = s
	k.status.Mode, k.status.Locked, k.status.Found, k.status.Log = opened.Mode(), false, true, s.Seq()
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
func (v *server) lost() {
	v.work <- func() {
		v.kept.keeper = nil
		v.kept.status.Elsewhere = true
		v.post(reply{Keep: v.keepStatus()})
	}
}

// choose keeps the session in another way from now on.
func (v *server) choose(mode store.Mode, secret store.Secret) error {
	k := &v.kept
	if k.writing {
		return &session.Fault{Code: "keep-busy"}
	}
	before := ""
	switch {
	case k.keeper != nil:
		before = k.keeper.ID()
	case k.found != nil:
		before = k.found.ID() // locked, and the user begins anew
	}
	if mode == store.Nothing || mode == store.Unchosen {
		if before != "" {
			if err := store.Forget(k.shelf, before); err != nil {
				return err
			}
		}
		k.keeper, k.found, k.status = nil, nil, Keeping{Mode: mode, Log: -1}
		return nil
	}
	if k.shelf == nil {
		shelf, err := k.open()
		if err != nil {
			return err
		}
		k.shelf = shelf
	}
	next, err := store.Begin(k.shelf, mode, secret, before)
	if err != nil {
		return err
	}
	store.Hold(next.ID(), true, v.lost)
	k.keeper, k.found = next, nil
	k.status = Keeping{Mode: mode, Log: -1}
	return nil
}

// wipe takes everything off the device and out of memory.
func (v *server) wipe() error {
	k := &v.kept
	if k.writing {
		return &session.Fault{Code: "keep-busy"}
	}
	k.keeper, k.found, k.status = nil, nil, Keeping{Log: -1}
	empty := session.New(v.today)
	empty.After(v.session)
	v.session = empty
	if k.shelf == nil {
		return nil
	}
	err := k.shelf.Wipe()
	k.shelf = nil
	return err
}

// touched saves soon, with whatever else changes until then.
func (v *server) touched() {
	k := &v.kept
	if k.keeper == nil || k.waiting || k.writing {
		return
	}
	k.waiting = true
	time.AfterFunc(keepDelay, func() {
		v.work <- func() {
			k.waiting = false
			v.save()
		}
	})
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
		for _, f := range k.after {
			f()
		}
		k.after = nil
		return
	}
	k.writing = true
	writer, seq := k.keeper, v.session.Seq()
	go func() {
		err := writer.Write(job)
		v.work <- func() {
			k.writing = false
			if k.keeper != writer {
				return
			}
			if err != nil {
				k.status.Fault = keepFault(err)
				v.post(reply{Keep: v.keepStatus()})
				for _, f := range k.after {
					f()
				}
				k.after = nil
				return // the next change tries again
			}
			k.status.Fault, k.status.Saved, k.status.Log = nil, time.Now().UnixMilli(), seq
			v.post(reply{Keep: v.keepStatus()})
			v.save()
		}
	}()
}

// file is the session as a Tierbook file.
func (v *server) file(passphrase string) ([]byte, error) {
	w := workspace.Of(v.session, nil)
	w.Saved, w.Build = time.Now().UTC().Format(time.RFC3339), v.build
	var out bytes.Buffer
	err := workspace.Save(&out, w, passphrase)
	return out.Bytes(), err
}

// openFile opens a Tierbook file in the place of what is open. It is false
// where the file is none.
func (v *server) openFile(a ask, src intake.Source) bool {
	start := make([]byte, 256)
	n, err := src.ReadAt(start, 0)
	if err != nil && err != io.EOF || !workspace.Is(start[:n]) {
		return false
	}
	name := a.Open.Origin.File
	v.work <- func() {
		st := v.session.State()
		replaces := st.Source != nil && !st.Source.Origin.Sample
		locked := workspace.IsLocked(start[:n])
		if replaces && !a.Open.Sure || locked && a.Open.Passphrase == "" {
			f := &session.Fault{Code: "ask-file", Args: []string{name, "", ""}}
			if locked {
				f.Args[1] = "locked"
			}
			if replaces {
				f.Args[2] = "replaces"
			}
			v.post(reply{Seq: a.Seq, Done: true, Fault: f})
			return
		}
		w, err := workspace.Open(io.NewSectionReader(src, 0, src.Size()), a.Open.Passphrase, workspace.Usual)
		var s *session.Session
		if err == nil {
			s, err = w.Session()
		}
		if s == nil {
			f := keepFault(err)
			f.Args = []string{name}
			v.post(reply{Seq: a.Seq, Done: true, Fault: f})
			return
		}
		s.After(v.session)
		v.session = s
		if k := &v.kept; k.keeper != nil {
			k.keeper.Anew()
		}
		v.reply(a.Seq, v.session.Overview(), nil)
		if err != nil { // opened as far as it goes
			v.post(reply{Keep: v.keepStatus(), Fault: keepFault(err)})
		}
		v.touched()
	}
	return true
}

// keepFault tells what is wrong with keeping or opening work.
func keepFault(err error) *session.Fault {
	var f *session.Fault
	switch {
	case errors.Is(err, store.ErrFull):
		return &session.Fault{Code: "keep-full"}
	case errors.Is(err, store.ErrBlocked):
		return &session.Fault{Code: "keep-blocked"}
	case errors.Is(err, store.ErrUnsure):
		return &session.Fault{Code: "keep-unsure"}
	case errors.Is(err, workspace.ErrNewer), errors.Is(err, store.ErrNewer):
		return &session.Fault{Code: "newer"}
	case errors.Is(err, workspace.ErrPassphrase), errors.Is(err, store.ErrSecret):
		return &session.Fault{Code: "wrong-passphrase"}
	case errors.Is(err, workspace.ErrForeign):
		return &session.Fault{Code: "no-tierbook-file"}
	case errors.Is(err, workspace.ErrTooLarge), errors.Is(err, workspace.ErrTooSlow):
		return &session.Fault{Code: "file-too-large"}
	case errors.As(err, &f):
		return f
	case errors.Is(err, workspace.ErrDamaged):
		return &session.Fault{Code: "file-damaged"}
	case errors.Is(err, store.ErrDamaged):
		return &session.Fault{Code: "keep-damaged"}
	}
	return &session.Fault{Code: "internal", Args: []string{err.Error()}}
}

// sendFile answers with the session as a Tierbook file.
func (v *server) sendFile(a ask) {
	text, err := v.file(a.Keep.Secret.Passphrase)
	if err != nil {
		v.post(reply{Seq: a.Seq, Done: true, Fault: keepFault(err)})
		return
	}
	v.postFile(reply{Seq: a.Seq, Done: true}, text)
}
