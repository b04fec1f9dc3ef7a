package session

import (
	"reflect"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/decision"
	"tierbook/engine/history"
	"tierbook/engine/intake"
	"tierbook/engine/kin"
	"tierbook/engine/losses"
)

// Session is a history, and what there is to be seen of it. It is not safe for
// use by several goroutines at once.
type Session struct {
	*history.History

	shown   int            // the revision that report is of
	report  *engine.Report // of the state shown, made when first needed
	derived change.Derived // the book of that report
	staged  *staging       // a list that waits, nil for none
	order   ordered        // the last order of clients that was asked for
	counted counted
	viewed  viewed
	movers  movers
	pass    passed
	walk    *losses.Walk
	related *kin.Kin
	laid    []laid
	reads   reads
}

// New starts a session with nothing open, as of the day given.
func New(asOf book.Day) *Session { return &Session{History: history.New(asOf)} }

// Resume comes back to a session as ResumeHistory does to its history.
func Resume(c history.Checkpoint, log []history.Entry, list func(name string) *intake.Import) (*Session, error) {
	h, err := history.Resume(c, log, list)
	if h == nil {
		return nil, err
	}
	return &Session{History: h}, err
}

// After makes the revisions of s go on from those of another session whose
// place it takes, so that whoever compares them notices.
func (s *Session) After(other *Session) { s.History.After(other.History) }

// Do applies a command to the current state and keeps it (History.Do), with the
// clients named that it is about.
func (s *Session) Do(c decision.Command) error { return s.History.Do(s.settled(c)) }

// Try applies a command and shows it, and does not keep it (History.Try).
func (s *Session) Try(c decision.Command) error { return s.History.Try(s.settled(c)) }

// settled is a command that names the clients it is about, as the current state
// has them.
func (s *Session) settled(c decision.Command) decision.Command {
	if open, ok := c.(decision.Settler); ok {
		s.DropTrial()
		return open.Settle(s.Report())
	}
	return c
}

// Report is the analysis of what is shown.
func (s *Session) Report() *engine.Report {
	if s.report == nil || s.shown != s.Revision() {
		st := s.State()
		s.derived = *st.Derive(&s.derived)
		switch r := s.report; {
		case r == nil:
			s.report = engine.Analyze(s.derived.Book, st.Settings)
		case r.Book != s.derived.Book || !reflect.DeepEqual(r.Settings, st.Settings): // else it was a plan that changed
			s.report = r.With(s.derived.Book, st.Settings)
		}
		s.shown = s.Revision()
	}
	return s.report
}
