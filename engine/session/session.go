package session

import (
	"reflect"
	"slices"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/kin"
	"tierbook/engine/losses"
)

// step is one step of the history: the entry of the log that was made of it and
// the state it led to.
type step struct {
	entry Entry
	state decision.State
}

// Session holds the states from the first to the newest and which of them is
// the current one. It is not safe for use by several goroutines at once.
type Session struct {
	steps    []step
	at       int             // index into steps
	trial    *decision.State // what is tried, nil when nothing is
	looking  int             // the restore point that it is of, 0 for none
	revision int             // counts every change of what is shown

	seq    int     // of the newest entry of the log
	time   int64   // by the clock of whoever keeps the session
	log    []Entry // the newest entries, for whoever saves
	points []point // restore points, oldest first

	report  *engine.Report // of the state shown, made when first needed
	derived change.Derived // the book of that report
	staged  *staging       // a list that waits, nil for none
	stale   bool
	order   ordered // the last order of clients that was asked for
	counted counted
	viewed  viewed
	movers  movers
	pass    passed
	walk    *losses.Walk
	related *kin.Kin
	laid    []laid
	reads   reads
}

// New starts a session with nothing open. The as-of date is proposed by the
// caller (the engine has no clock), and stands until the advisor moves it.
func New(asOf book.Day) *Session {
	settings := engine.Defaults()
	settings.AsOf = asOf
	return &Session{steps: []step{{state: decision.State{Settings: settings}}}, stale: true}
}

// State is what is shown: the trial, or else the current state.
func (s *Session) State() decision.State {
	if s.trial != nil {
		return *s.trial
	}
	return s.steps[s.at].state
}

// Revision is a number that changes whenever what is shown may have changed.
func (s *Session) Revision() int { return s.revision }

// Do applies a command to the current state and keeps it; what had been undone
// is forgotten. A command that changes nothing is no step of the history: there
// would be nothing to see when it is undone. A refused one changes nothing
// either, and what was tried before it is shown no longer.
func (s *Session) Do(c decision.Command) error {
	c = s.settled(c)
	now := s.steps[s.at].state
	next, err := decision.Apply(now, c)
	if err != nil || next.Same(now) {
		s.dropTrial()
		return err
	}
	s.pushCommand(s.record(c.Kind(), c), next)
	return nil
}

// pushCommand makes a step of a command, and a restore point before one that
// changes much.
func (s *Session) pushCommand(e Entry, next decision.State) {
	if marked[e.Kind] || e.Kind == decision.KindRate && s.steps[s.at].entry.Kind != decision.KindRate {
		s.markBefore(e)
	}
	s.push(e, next)
}

// Try applies a command to the current state and shows it, until the next Do,
// Try, Undo, Redo or Open.
func (s *Session) Try(c decision.Command) error {
	next, err := decision.Apply(s.steps[s.at].state, s.settled(c))
	if err != nil {
		return err
	}
	s.trial, s.looking = &next, 0
	s.changed()
	return nil
}

// settled is a command that names the clients it is about, as the current state
// has them.
func (s *Session) settled(c decision.Command) decision.Command {
	if open, ok := c.(decision.Settler); ok {
		s.dropTrial()
		return open.Settle(s.Report())
	}
	return c
}

// mostClients bounds the clients of all lists the history keeps alive, so that
// opening one large file after another does not fill the memory.
const mostClients = 400_000

// Open shows a client list that has been read, as of the day given. What the
// practice costs and how it scores stays from one list of the advisor's to the
// next; the sample comes with a practice of its own, and takes it away again.
// Locks, changes and plans are about clients of one list and go with it. Undo brings the list before
// back (but not beyond mostClients in all).
func (s *Session) Open(imp *intake.Import, origin decision.Origin, asOf book.Day) {
	body := openBody{origin, asOf}
	e := s.record(kindOpen, body)
	e.source = &decision.Source{Import: imp, Origin: origin}
	s.open(e, body)
}

func (s *Session) open(e Entry, body openBody) {
	origin := body.Origin
	own := s.steps[s.at].state.Own
	if own == nil {
		own = &s.steps[s.at].state.Settings
	}
	next := decision.State{Settings: *own, Source: e.source}
	next.Settings.AsOf = body.AsOf
	next.Settings.Locks = nil
	if origin.Sample {
		kept := next.Settings
		next.Settings, next.Own = samplePractice(), &kept
	}
	if e.source.Import.Basis == cell.Net { // what the file has is after payout, which must not be applied twice
		next.Settings.Payout = 10000
	}
	s.markBefore(e)
	s.push(e, next)
	s.forget()
}

// forget drops the oldest steps and restore points where the lists of all
// would have more than mostClients clients.
func (s *Session) forget() {
	seen, clients := map[*decision.Source]bool{}, 0
	fits := func(src *decision.Source) bool {
		if src == nil || seen[src] {
			return true
		}
		if more := clients + src.Import.Book.N; more > mostClients && len(seen) > 0 {
			return false
		}
		seen[src] = true
		clients += src.Import.Book.N
		return true
	}
	for i := len(s.steps) - 1; i >= 0; i-- {
		if !fits(s.steps[i].state.Source) {
			s.steps = slices.Clone(s.steps[i+1:])
			s.at = len(s.steps) - 1
			break
		}
	}
	var points []point
	for _, p := range slices.Backward(s.points) {
		if fits(p.state.Source) {
			points = append(points, p)
		}
	}
	slices.Reverse(points)
	s.points = points
	for i, e := range slices.Backward(s.log) {
		if !fits(e.source) { // whoever saves keeps a checkpoint instead
			s.log = slices.Clone(s.log[i+1:])
			return
		}
	}
}

// samplePractice is the practice that goes with the sample book: made up, like
// its clients.
func samplePractice() engine.Settings {
	settings := engine.Defaults()
	settings.AsOf = book.Date(2026, 6, 30)
	settings.Payout = 9000
	settings.Pools[cost.Wages] = 196_000_00
	settings.Pools[cost.Overhead] = 238_000_00
	settings.Pools[cost.OwnerPay] = 210_000_00
	return settings
}

func (s *Session) push(e Entry, st decision.State) {
	s.steps = append(s.steps[:s.at+1:s.at+1], step{s.keep(e), st})
	if len(s.steps) > mostSteps+1 {
		s.steps = slices.Clone(s.steps[len(s.steps)-mostSteps-1:])
	}
	s.at = len(s.steps) - 1
	s.trial = nil
	s.changed()
}

// Undo goes back one command. It reports whether there was one.
func (s *Session) Undo() bool {
	s.dropTrial()
	if s.at == 0 {
		return false
	}
	s.keep(s.record(kindUndo, nil))
	s.at--
	s.changed()
	return true
}

// Redo takes an undone command up again. It reports whether there was one.
func (s *Session) Redo() bool {
	s.dropTrial()
	if s.at == len(s.steps)-1 {
		return false
	}
	s.keep(s.record(kindRedo, nil))
	s.at++
	s.changed()
	return true
}

func (s *Session) dropTrial() {
	if s.trial != nil {
		s.trial = nil
		s.changed()
	}
}

func (s *Session) changed() {
	s.revision++
	s.stale = true
}

// Report is the analysis of what is shown.
func (s *Session) Report() *engine.Report {
	if s.stale {
		st := s.State()
		s.derived = *st.Derive(&s.derived)
		switch r := s.report; {
		case r == nil:
			s.report = engine.Analyze(s.derived.Book, st.Settings)
		case r.Book != s.derived.Book || !reflect.DeepEqual(r.Settings, st.Settings): // else it was a plan that changed
			s.report = r.With(s.derived.Book, st.Settings)
		}
		s.stale = false
	}
	return s.report
}

// After makes the revisions of s go on from those of another session whose
// place it takes, so that whoever compares them notices.
func (s *Session) After(other *Session) { s.revision += other.revision + 1 }
