package link

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"tierbook/app/link/store"
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/intake/file"
	"tierbook/engine/session"
	"tierbook/engine/sheet"
	"tierbook/engine/wire"
)

// server is the worker's end: one session, asked one request after another. A
// file is read beside that, so that a cancel gets through, and what was read
// takes its place in the same row.
type server struct {
	session  *session.Session
	post     func(reply)
	postFile func(reply, []byte)
	work     chan func()
	build    string
	today    book.Day
	kept     keeper

	reading int // number of the ask whose file is being read, 0 for none
	stop    context.CancelFunc
	files   map[string]file.Source // those opened so far, by what tells them (intake.PrintOf)
}

func newServer(build string, today book.Day, post func(reply)) *server {
	v := &server{session: session.New(today), post: post, work: make(chan func(), 256), build: build, today: today, files: map[string]file.Source{}}
	v.kept.open, v.kept.status.Log = store.OpenIndexedDB, -1
	post(reply{Build: build})
	return v
}

// run answers until the channel is closed.
func (v *server) run() {
	for f := range v.work {
		f()
	}
}

// receive takes a message of the window's. It never blocks for long: work is
// done by run.
func (v *server) receive(text []byte, file func() file.Source) {
	var a ask
	if err := json.Unmarshal(text, &a); err != nil {
		v.post(reply{Done: true, Fault: &wire.Fault{Code: "bad-message", Args: []string{err.Error()}}})
		return
	}
	switch {
	case a.Cancel != 0:
		if a.Cancel == v.reading {
			v.stop()
		}
		v.post(reply{Seq: a.Seq, Done: true})
	case a.Keep != nil && a.Keep.Verb == "file":
		v.work <- func() { v.sendFile(a) }
	case a.Keep != nil:
		v.work <- func() { v.keep(a) }
	case a.Table != nil:
		v.work <- func() { v.sendTable(a) }
	case a.Open != nil:
		v.open(a, file())
	case a.Warm:
		v.warm(a, file())
	case a.Read != nil:
		v.work <- func() { v.reread(a, file()) }
	case a.Request != nil:
		v.work <- func() { v.answer(a.Seq, *a.Request) }
	}
}

func (v *server) answer(seq int, r wire.Request) {
	v.session.Clock(time.Now().UnixMilli())
	view, err := v.session.Handle(r)
	v.reply(seq, view, err)
	if r.Verb != "see" {
		v.touched()
	}
}

func (v *server) reply(seq int, view any, err error) {
	if err != nil {
		v.post(reply{Seq: seq, Done: true, Fault: wire.AsFault(err)})
		return
	}
	text, err := json.Marshal(view)
	if err != nil {
		v.post(reply{Seq: seq, Done: true, Fault: wire.AsFault(err)})
		return
	}
	v.post(reply{Seq: seq, Done: true, View: text, Log: v.session.Seq(), Waits: v.session.Waits()})
}

// begin reads a file for an ask from now on, in the place of one that is still
// being read.
func (v *server) begin(seq int) (context.Context, context.CancelFunc) {
	if v.stop != nil {
		v.stop()
	}
	ctx, stop := context.WithCancel(context.Background())
	v.reading, v.stop = seq, stop
	return ctx, stop
}

// ended is called when that is over.
func (v *server) ended(seq int) {
	if v.reading == seq {
		v.reading, v.stop = 0, nil
	}
}

func (v *server) open(a ask, src file.Source) {
	ctx, stop := v.begin(a.Seq)
	asOf, err := book.ParseDay(a.Open.AsOf)
	if err != nil {
		v.reply(a.Seq, nil, err)
		return
	}
	own := v.session.HasOwnList()
	names := v.session.State().Settings.Names
	combine, known, secret := v.session.State().Settings.Combine, v.session.Known(), v.secret()
	go func() {
		defer stop()
		if v.openFile(ctx, a, src) || own && v.fillFrom(a, src) {
			return
		}
		imp, err := sheet.Read(ctx, src, intake.Options{
			AsOf: asOf, Proposed: true, Combine: combine, Known: known, Secret: secret, Progress: v.progress(a.Seq, a.Open.Origin.File),
		})
		var locks []decision.Lock
		if err == nil && !own {
			locks = sheet.LocksIn(src, imp.Book, names)
		}
		v.work <- func() {
			v.ended(a.Seq)
			if err != nil {
				v.reply(a.Seq, nil, refused(err, a.Open.Origin.File))
				return
			}
			v.session.Clock(time.Now().UnixMilli())
			asOf := imp.Options.AsOf // the file may name another
			if v.session.HasOwnList() && !a.Open.Origin.Sample {
				v.session.Stage(imp, a.Open.Origin, asOf)
			} else {
				v.session.Open(imp, a.Open.Origin, asOf)
				if err := v.lockIn(locks); err != nil {
					v.reply(a.Seq, nil, err)
					return
				}
			}
			v.files[imp.Print] = src
			v.reply(a.Seq, v.session.Overview(), nil)
			v.touched()
		}
	}()
}

// lockIn takes up the locks that a list of ours had.
func (v *server) lockIn(locks []decision.Lock) error {
	if len(locks) == 0 {
		return nil
	}
	return v.session.Do(decision.LockIn{Locks: locks})
}

// warmTimes is how often warm reads the clients of its list: browsers compile
// well what has run for a while. A list of 100,000 then takes the worker 0.75 of
// the time that it takes after they were read once.
const warmTimes = 40

// warm reads a list as if it were opened, and lets go of it again.
func (v *server) warm(a ask, src file.Source) {
	go func() {
		text := make([]byte, src.Size())
		if _, err := src.ReadAt(text, 0); err != nil {
			v.work <- func() { v.reply(a.Seq, nil, err) }
			return
		}
		heading := bytes.IndexByte(text, '\n') + 1
		long := slices.Concat(text, bytes.Repeat(text[heading:], warmTimes-1))
		imp, err := sheet.Read(context.Background(), bytes.NewReader(long), intake.Options{AsOf: v.today})
		v.work <- func() {
			if err != nil {
				v.reply(a.Seq, nil, err)
				return
			}
			s := session.New(v.today)
			s.Open(imp, decision.Origin{Sample: true}, v.today)
			v.reply(a.Seq, s.Overview(), nil)
		}
	}()
}

// refused tells what a file is that could not be read as a client list.
func refused(err error, name string) error {
	var kind *file.Error
	switch {
	case errors.Is(err, context.Canceled):
		return &wire.Fault{Code: "canceled", Args: []string{name}}
	case errors.As(err, &kind):
		return &wire.Fault{Code: "file", Args: []string{name, kind.Kind.String()}}
	}
	return &wire.Fault{Code: "unread", Args: []string{name, err.Error()}}
}
