package link

import (
	"encoding/json"
	"math"
	"sync"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/link/store"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/session"
	"tierbook/engine/sheet"
	"tierbook/engine/wire"
)

// Lanes of the queue.
const (
	laneChange = "change" // do, undo, redo: every one counts, in order
	laneTry    = "try"    // only the newest counts
	laneOpen   = "open"
	laneRead   = "read" // as laneChange, beside which files are read
)

// line is the window's end. The zero line has no port yet: asks wait until it
// has one.
type line struct {
	mu      sync.Mutex
	queue   *queue
	port    port
	watcher func(Event)
	opening int  // number of the ask that opens a file, 0 for none
	file    File // that was opened or read last

	// What makes a new worker come to the state of one that died: every file
	// that was opened and every change, in order.
	journal []kept
	stored  bool     // what is before the journal is kept on the device
	locked  bool     // work that is kept on the device needs its passphrase first
	owed    []kept   // the journal of that work, which is done again once it is unlocked
	away    bool     // another tab has taken that over
	refused *keeping // because other work would have to go
	armed   bool     // with the next change the work begins to be kept for this tab

	key     store.Secret // of this tab
	noKey   bool         // the browser does not keep one
	noStore bool         // nor anything else
	lost    []waiting    // asked of it and not answered
}

// kept is an ask that was done, and the file that went with it.
type kept struct {
	ask  ask
	file File
	log  int // the newest entry of the log once it was done
}

// port carries messages to the worker.
type port interface {
	send(json []byte, file File)
}

// Event is something the page as a whole must know of.
type Event struct {
	Overview *session.Overview // after every change
	Progress *Progress         // while a file is read
	Fault    *wire.Fault       // a change or a file was refused
	Opened   bool              // a file has just been opened
	Reread   bool              // the list that is open has just been read otherwise
	Decision *intake.Decision  // with a Fault: what was decided about how it is read, and did not come to pass
	Down     bool              // the worker died; a new one is being started
	Keep     *Keeping          // what is kept on the device has changed
	Wiped    bool              // all that was kept on the device is gone
	Left     []string          // but for this
	Filled   *sheet.Filled     // a sheet of ours was taken in
	Rekeyed  bool              // another passphrase opens what is kept
	Warm     *session.Overview // of the list that Warm read
}

var window = &line{queue: newQueue()}

// Watch calls f, in the UI goroutine, with every event from now on. One
// component watches: the root, which hands down what it learns.
func Watch(ctx app.Context, f func(app.Context, Event)) {
	window.mu.Lock()
	window.watcher = func(e Event) { ctx.Dispatch(func(ctx app.Context) { f(ctx, e) }) }
	window.mu.Unlock()
	connect()
	window.pump()
}

// Do sends a decision. What comes of it arrives as an Event.
func Do(c decision.Command) { window.change(session.Do(c)) }

// Decide sends a decision whose figures are worked out for each of its clients.
func Decide(d session.Decision) { window.change(session.Decide(d)) }

// Undo takes the last decision back.
func Undo() { window.change(wire.Request{Verb: "undo"}) }

// Stage sends what the user says about the list that waits to be taken in.
func Stage(r wire.Request) { window.change(r) }

// Redo takes an undone decision up again.
func Redo() { window.change(wire.Request{Verb: "redo"}) }

// Try shows what a decision would do, without keeping it. A newer Try replaces
// one that has not been sent yet.
func Try(c decision.Command) {
	r := session.Try(c)
	window.put(laneTry, true, ask{Request: &r}, window.changed)
}

func (l *line) change(r wire.Request) {
	l.mu.Lock()
	// A try that still waits would arrive after the decision it led to.
	l.queue.drop(laneTry)
	l.mu.Unlock()
	a := ask{Request: &r}
	var none File
	l.put(laneChange, false, a, func(r reply) {
		if r.Fault == nil {
			l.mu.Lock()
			l.note(a, none, r)
			l.mu.Unlock()
			l.begin()
		}
		l.changed(r)
	})
}

// note keeps an ask in the journal. A list that waits to be taken in is in no
// log until it is: what it takes to have it waiting again is kept until then.
func (l *line) note(a ask, file File, r reply) {
	log := r.Log
	switch {
	case !r.Waits:
		for i := range l.journal {
			l.journal[i].log = min(l.journal[i].log, log)
		}
	case a.Open != nil, a.Read != nil && a.Read.Waiting, a.Request != nil && a.Request.Verb == "stage":
		log = math.MaxInt
	}
	l.journal = append(l.journal, kept{a, file, log})
}

func (l *line) changed(r reply) {
	if r.Fault != nil {
		l.tell(Event{Fault: r.Fault})
		Overview() // what was tried before is shown no longer
		return
	}
	var o session.Overview
	if err := json.Unmarshal(r.View, &o); err != nil {
		l.tell(Event{Fault: &wire.Fault{Code: "bad-message", Args: []string{err.Error()}}})
		return
	}
	l.tell(Event{Overview: &o})
}

// Overview asks for the overview as it stands; it arrives as an Event.
func Overview() {
	r := wire.Request{Verb: "see", What: wire.Seal(session.OverviewQuery{})}
	window.put("overview", true, ask{Request: &r}, func(r reply) {
		if r.Fault != nil { // asking again would not help
			window.tell(Event{Fault: r.Fault})
			return
		}
		window.changed(r)
	})
}

// See asks for a view and calls then with it, in the UI goroutine, unless the
// component has gone by then. Of the same kind of query from the same lane
// only the newest is answered when several wait.
func See[V any](ctx app.Context, q session.Query[V], then func(app.Context, V)) {
	r := wire.Request{Verb: "see", What: wire.Seal(q)}
	window.put("see-"+q.Kind(), true, ask{Request: &r}, func(r reply) {
		if r.Fault != nil {
			window.tell(Event{Fault: r.Fault})
			return
		}
		var v V
		if err := json.Unmarshal(r.View, &v); err != nil {
			window.tell(Event{Fault: &wire.Fault{Code: "bad-message", Args: []string{err.Error()}}})
			return
		}
		ctx.Dispatch(func(ctx app.Context) { then(ctx, v) })
	})
}

// Open asks for a client list to be read and opened. asOf is the ISO date that
// is proposed as the date to which the list is true.
func Open(file File, origin decision.Origin, asOf string) {
	window.open(file, &opening{Origin: origin, AsOf: asOf})
}

func (l *line) open(file File, o *opening) {
	l.read(laneOpen, true, ask{Open: o}, file, func(r reply) {
		l.changed(r)
		switch {
		case r.Filled != nil:
			l.tell(Event{Filled: r.Filled})
		case r.Fault == nil:
			l.tell(Event{Opened: true})
			l.begin()
		}
	})
}

// read queues an ask for which the worker reads a file, and calls then with what
// came of it.
func (l *line) read(lane string, newest bool, a ask, file File, then func(reply)) {
	l.mu.Lock()
	n := l.queue.put(lane, newest, a, func(r reply) {
		if r.Progress != nil {
			l.tell(Event{Progress: r.Progress})
			return
		}
		l.mu.Lock()
		l.opening = 0
		if r.Fault == nil {
			if r.Filled == nil {
				l.file = file
			}
			l.note(a, file, r)
		}
		l.mu.Unlock()
		then(r)
	})
	l.queue.files[n] = file
	l.opening = n
	l.mu.Unlock()
	l.pump()
}

// Cancel stops the file that is being read; the client list before stays.
func Cancel() {
	window.mu.Lock()
	n := window.opening
	window.mu.Unlock()
	if n != 0 {
		window.put("cancel", true, ask{Cancel: n}, func(reply) {})
	}
}

// Warm has the worker read a list that nobody will see, while the user looks for
// one, and tells what came of it: the browser compiles the program bit by bit, as
// it first runs, and the user's own list is read once that is done.
func Warm(file File) {
	window.mu.Lock()
	n := window.queue.put("warm", true, ask{Warm: true}, func(r reply) {
		var o session.Overview
		if r.Fault == nil && json.Unmarshal(r.View, &o) == nil {
			window.tell(Event{Warm: &o})
		}
	})
	window.queue.files[n] = file
	window.mu.Unlock()
	window.pump()
}

func (l *line) tell(e Event) {
	l.mu.Lock()
	watcher := l.watcher
	l.mu.Unlock()
	if watcher != nil {
		watcher(e)
	}
}

func (l *line) put(lane string, newest bool, a ask, then func(reply)) int {
	l.mu.Lock()
	n := l.queue.put(lane, newest, a, then)
	l.mu.Unlock()
	l.pump()
	return n
}

// pump sends what may be sent.
func (l *line) pump() {
	for {
		l.mu.Lock()
		if l.port == nil {
			l.mu.Unlock()
			return
		}
		a, ok := l.queue.next()
		file := l.queue.files[a.Seq]
		delete(l.queue.files, a.Seq)
		port := l.port
		l.mu.Unlock()
		if !ok {
			return
		}
		text, err := json.Marshal(a)
		if err != nil {
			panic("link: " + err.Error())
		}
		port.send(text, file)
	}
}

// receive takes a message of the worker's.
func (l *line) receive(text []byte, file File) {
	var r reply
	if err := json.Unmarshal(text, &r); err != nil {
		l.tell(Event{Fault: &wire.Fault{Code: "bad-message", Args: []string{err.Error()}}})
		return
	}
	r.file = file
	l.mu.Lock()
	then, ok := l.queue.got(r)
	l.mu.Unlock()
	switch {
	case r.Seq == 0 && r.Keep != nil:
		l.heardOf(r)
	case ok:
		then(r)
	}
	l.pump()
}

// otherBuild is told when the worker is not of the window's build.
var otherBuild = &wire.Fault{Code: "other-build"}

// isOf reports whether the first message of a worker says that it is of the
// build.
func isOf(build string, text []byte) bool {
	var hello reply
	return json.Unmarshal(text, &hello) == nil && hello.Build == build
}

// died lets go of a worker that has died. What it was doing is not asked
// again, for it may be what it died of; the rest waits for the next worker.
func (l *line) died() {
	l.mu.Lock()
	l.port = nil
	l.lost = l.queue.forget()
	l.opening = 0
	l.mu.Unlock()
	l.tell(Event{Down: true})
}

// started takes a worker that is ready. One in the place of another is first
// brought to the other's state: the file once more, and every change since.
func (l *line) started(p port) {
	l.mu.Lock()
	l.port = p
	lost := l.lost
	l.lost = nil
	if l.stored || l.locked {
		l.resume()
	} else {
		l.redo(-1)
	}
	for _, w := range lost {
		l.queue.put(w.lane, false, w.ask, w.then)
	}
	l.mu.Unlock()
	l.pump()
}

// redo has what the journal has after an entry of the log done again, before
// anything else. The caller holds the lock.
func (l *line) redo(log int) {
	for i, k := range l.journal {
		if k.log <= log {
			continue
		}
		last := i == len(l.journal)-1
		l.queue.putAhead(k.ask, k.file, func(r reply) {
			if r.Done && (last || r.Fault != nil) {
				l.changed(r)
			}
		})
	}
}

// resume brings a new worker to the state of one that died and had saved: what
// is on the device, and what came after it. What the user does meanwhile waits,
// or it would be done to something else. The caller holds the lock.
func (l *line) resume() {
	start := keeping{Verb: "take", Secret: tabSecret()}
	if l.away {
		start.Verb = "start"
	}
	var none File
	l.queue.held = true
	l.queue.putAhead(ask{Keep: &start}, none, func(r reply) {
		l.mu.Lock()
		locked := r.Keep != nil && r.Keep.Locked && !r.Keep.Found
		switch {
		case locked && l.stored: // the page asks for the passphrase first
			l.owed, l.journal, l.stored, l.armed = l.journal, nil, false, true
		case locked:
			l.redo(-1) // of other work
		case r.Keep != nil && r.Keep.Found:
			l.redo(r.Keep.Log)
		}
		l.queue.held = false
		l.mu.Unlock()
		l.heardOf(r) // forgets what the new worker has found
		if locked {
			Overview()
		}
	})
}

// unlocked goes on with work that has just been opened in the place of other
// work, and does again what of it was not saved.
func (l *line) unlocked(r reply) {
	if r.Keep == nil || !r.Keep.Found {
		return
	}
	l.mu.Lock()
	l.journal, l.owed = l.owed, nil
	l.redo(r.Keep.Log)
	l.mu.Unlock()
}
