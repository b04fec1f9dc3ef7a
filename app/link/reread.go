package link

import (
	"crypto/rand"
	"time"

	"tierbook/engine/intake"
	"tierbook/engine/intake/file"
	"tierbook/engine/sheet"
	"tierbook/engine/wire"
)

// rereading asks for the client list that is open, or the one that waits, to be
// read again, with something decided otherwise. Its file may come with it.
type rereading struct {
	Decision intake.Decision `json:"decision"`
	Chosen   bool            `json:"chosen,omitempty"`  // the user was asked for the file, and this is what came
	Waiting  bool            `json:"waiting,omitempty"` // it is the list that waits to be taken in
}

// Reread decides something about how the client list that is open is read, or the
// one that waits to be taken in. What comes of it arrives as an Event. Where the
// file is no longer at hand the Event is a fault (need-file), and RereadFrom goes
// on.
func Reread(d intake.Decision, waiting bool) {
	window.mu.Lock()
	file := window.file
	window.mu.Unlock()
	window.reread(file, rereading{Decision: d, Waiting: waiting})
}

// RereadFrom is Reread with the file that the user has chosen again.
func RereadFrom(file File, d intake.Decision) {
	window.reread(file, rereading{Decision: d, Chosen: true})
}

func (l *line) reread(file File, what rereading) {
	l.read(laneRead, false, ask{Read: &what}, file, func(r reply) {
		if r.Fault != nil {
			l.tell(Event{Fault: r.Fault, Decision: &what.Decision})
			return
		}
		l.changed(r)
		l.tell(Event{Reread: true})
	})
}

// reread reads the list that is open again, from the file that came with the ask
// or from one that was opened before.
func (v *server) reread(a ask, given file.Source) {
	src := v.session.Read(a.Read.Waiting)
	if src == nil {
		v.reply(a.Seq, nil, &wire.Fault{Code: "no-list"})
		return
	}
	before, name := src.Import, src.Origin.File
	ctx, stop := v.begin(a.Seq)
	opt := before.Decide(a.Read.Decision)
	opt.Secret, opt.Progress = before.Secret, v.progress(a.Seq, name)
	if before.Print == "" {
		opt.AsOf = v.session.State().Settings.AsOf // read by a Tierbook that kept neither
	}
	go func() {
		defer stop()
		from, err := v.find(before, given)
		if err == nil && from == nil {
			code := "need-file"
			if a.Read.Chosen {
				code = "other-file"
			}
			err = &wire.Fault{Code: code, Args: []string{name}}
		}
		var imp *intake.Import
		if err == nil {
			if imp, err = sheet.Read(ctx, from, opt); err != nil {
				err = refused(err, name)
			}
		}
		v.work <- func() {
			v.ended(a.Seq)
			if now := v.session.Read(a.Read.Waiting); err == nil && (now == nil || now.Import != before) {
				err = &wire.Fault{Code: "canceled", Args: []string{name}} // undone, or taken in, meanwhile
			}
			v.session.Clock(time.Now().UnixMilli())
			switch {
			case err != nil:
			case a.Read.Waiting:
				v.session.Restage(imp)
			default:
				err = v.session.Reread(imp)
			}
			if err != nil {
				v.reply(a.Seq, nil, err)
				return
			}
			v.reply(a.Seq, v.session.Overview(), nil)
			v.touched()
		}
	}()
}

// find is the file that an import was read from, among that given and those
// opened before; nil where it is none of them.
func (v *server) find(imp *intake.Import, given file.Source) (file.Source, error) {
	if given != nil {
		print, err := file.Print(given)
		if err != nil {
			return nil, refused(err, "")
		}
		if print == imp.Print || imp.Print == "" && v.session.State().Source.Origin.Size == given.Size() {
			v.work <- func() { v.files[print] = given }
			return given, nil
		}
	}
	found := make(chan file.Source)
	v.work <- func() { found <- v.files[imp.Print] }
	return <-found, nil
}

// progressEvery is how often it is told how much of a file has been read: what is
// read within that shows no progress at all.
const progressEvery = 150 * time.Millisecond

// progress tells how much of a file has been read.
func (v *server) progress(seq int, name string) func(read, total int64) {
	told := time.Now()
	return func(read, total int64) {
		if time.Since(told) < progressEvery {
			return
		}
		told = time.Now()
		v.post(reply{Seq: seq, Progress: &Progress{Name: name, Read: read, Total: total}})
	}
}

// secret is the key with which account numbers are hashed in this work.
func (v *server) secret() []byte {
	if known := v.session.Secret(); known != nil {
		return known
	}
	return []byte(rand.Text())
}
