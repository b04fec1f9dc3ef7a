package history

import (
	"slices"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
)

// Step is one step of the history: the entry of the log that was made of it and
// the state it led to.
type Step struct {
	Entry Entry
	State decision.State
}

// History holds the states from the first to the newest and which of them is
// the current one.
type History struct {
	steps    []Step
	at       int             // index into steps
	trial    *decision.State // what is tried, nil when nothing is
	looking  int             // the restore point that it is of, 0 for none
	revision int             // counts every change of what is shown

	seq    int     // of the newest entry of the log
	time   int64   // by the clock of whoever keeps the history
	log    []Entry // the newest entries, for whoever saves
	points []point // restore points, oldest first
}

// New starts a history with nothing open. The as-of date is proposed by
// the caller (the engine has no clock), and stands until the advisor moves it.
func New(asOf book.Day) *History {
	settings := engine.Defaults()
	settings.AsOf = asOf
	return &History{steps: []Step{{State: decision.State{Settings: settings}}}}
}

// After makes the revisions go on from those of another history whose place it
// takes, so that whoever compares them notices.
func (h *History) After(other *History) { h.revision += other.revision + 1 }

// State is what is shown: the trial, or else the current state.
func (h *History) State() decision.State {
	if h.trial != nil {
		return *h.trial
	}
	return h.steps[h.at].State
}

// Kept is the current state, whatever is tried.
func (h *History) Kept() decision.State { return h.steps[h.at].State }

// Trying reports whether what is shown is only tried.
func (h *History) Trying() bool { return h.trial != nil }

// Steps are the states from the first to the newest, and which of them is the
// current one.
func (h *History) Steps() (all []Step, at int) { return h.steps, h.at }

// Revision is a number that changes whenever what is shown may have changed.
func (h *History) Revision() int { return h.revision }

// Do applies a command to the current state and keeps it; what had been undone
// is forgotten. A command that changes nothing is no step of the history: there
// would be nothing to see when it is undone. A refused one changes nothing
// either, and what was tried before it is shown no longer.
func (h *History) Do(c decision.Command) error {
	now := h.steps[h.at].State
	next, err := decision.Apply(now, c)
	if err != nil || next.Same(now) {
		h.DropTrial()
		return err
	}
	h.pushCommand(h.record(c.Kind(), c), next)
	return nil
}

// pushCommand makes a step of a command, and a restore point before one that
// changes much.
func (h *History) pushCommand(e Entry, next decision.State) {
	if marked[e.Kind] || e.Kind == decision.KindRate && h.steps[h.at].Entry.Kind != decision.KindRate {
		h.markBefore(e)
	}
	h.push(e, next)
}

// Try applies a command to the current state and shows it, until the next Do,
// Try, Undo, Redo or Open.
func (h *History) Try(c decision.Command) error {
	next, err := decision.Apply(h.steps[h.at].State, c)
	if err != nil {
		return err
	}
	h.trial, h.looking = &next, 0
	h.changed()
	return nil
}

// MostClients bounds the clients of all lists the history keeps alive, so that
// opening one large file after another does not fill the memory.
const MostClients = 400_000

// Open shows a client list that has been read, as of the day given. What the
// practice costs and how it scores stays from one list of the advisor's to the
// next; the sample comes with a practice of its own, and takes it away again.
// Locks, changes and plans are about clients of one list and go with it. Undo brings the list before
// back (but not beyond mostClients in all).
func (h *History) Open(imp *intake.Import, origin decision.Origin, asOf book.Day) {
	body := openBody{origin, asOf}
	e := h.record(kindOpen, body)
	e.source = &decision.Source{Import: imp, Origin: origin}
	h.open(e, body)
}

func (h *History) open(e Entry, body openBody) {
	origin := body.Origin
	own := h.steps[h.at].State.Own
	if own == nil {
		own = &h.steps[h.at].State.Settings
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
	h.markBefore(e)
	h.push(e, next)
	h.forget()
}

// forget drops the oldest steps and restore points where the lists of all
// would have more than mostClients clients.
func (h *History) forget() {
	seen, clients := map[*decision.Source]bool{}, 0
	fits := func(src *decision.Source) bool {
		if src == nil || seen[src] {
			return true
		}
		if more := clients + src.Import.Book.N; more > MostClients && len(seen) > 0 {
			return false
		}
		seen[src] = true
		clients += src.Import.Book.N
		return true
	}
	for i := len(h.steps) - 1; i >= 0; i-- {
		if !fits(h.steps[i].State.Source) {
			h.steps = slices.Clone(h.steps[i+1:])
			h.at = len(h.steps) - 1
			break
		}
	}
	var points []point
	for _, p := range slices.Backward(h.points) {
		if fits(p.state.Source) {
			points = append(points, p)
		}
	}
	slices.Reverse(points)
	h.points = points
	for i, e := range slices.Backward(h.log) {
		if !fits(e.source) { // whoever saves keeps a checkpoint instead
			h.log = slices.Clone(h.log[i+1:])
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

func (h *History) push(e Entry, st decision.State) {
	h.steps = append(h.steps[:h.at+1:h.at+1], Step{h.keep(e), st})
	if len(h.steps) > MostSteps+1 {
		h.steps = slices.Clone(h.steps[len(h.steps)-MostSteps-1:])
	}
	h.at = len(h.steps) - 1
	h.trial = nil
	h.changed()
}

// Touch counts a change of what is shown that is none of the state.
func (h *History) Touch() { h.revision++ }

// Undo goes back one command. It reports whether there was one.
func (h *History) Undo() bool {
	h.DropTrial()
	if h.at == 0 {
		return false
	}
	h.keep(h.record(kindUndo, nil))
	h.at--
	h.changed()
	return true
}

// Redo takes an undone command up again. It reports whether there was one.
func (h *History) Redo() bool {
	h.DropTrial()
	if h.at == len(h.steps)-1 {
		return false
	}
	h.keep(h.record(kindRedo, nil))
	h.at++
	h.changed()
	return true
}

// DropTrial shows the current state again.
func (h *History) DropTrial() {
	if h.trial != nil {
		h.trial = nil
		h.changed()
	}
}

func (h *History) changed() { h.revision++ }
