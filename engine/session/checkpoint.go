package session

import (
	"bytes"
	"encoding/json"
	"maps"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/intake"
	"tierbook/engine/plan"
	"tierbook/engine/wire"
)

// checkpointVersion is the version of what Checkpoint is. Resume reads it and
// every older one. Version 2 has changes, fees and parts of lists, version 3 plans that say
// on which list each action was decided and when it was done. A history without
// any is still written as an older version, so that an older Tierbook opens it.
const checkpointVersion = 3

// Checkpoint is the whole history as it stood after an entry of the log, but
// for the client lists themselves: with the log after it, it is all that a
// session can be resumed from.
type Checkpoint struct {
	Version int         `json:"version"`
	Seq     int         `json:"seq"` // the newest entry of the log that it has in it
	At      int         `json:"at"`  // which of the steps is the current one, from 0
	Steps   []KeptStep  `json:"steps"`
	Points  []KeptPoint `json:"points,omitempty"`
}

// KeptStep is a step of the history. Of its state it has what differs from the
// step before.
type KeptStep struct {
	Seq   int       `json:"seq"`
	Time  int64     `json:"time,omitempty"`
	Kind  string    `json:"kind,omitempty"` // nothing for the first, which cannot be undone
	State KeptState `json:"state,omitempty"`
}

// KeptPoint is a restore point. Of its state it has what differs from the point
// before.
type KeptPoint struct {
	ID     int       `json:"id"`
	Time   int64     `json:"time,omitempty"`
	Before string    `json:"before,omitempty"`
	Name   string    `json:"name,omitempty"`
	State  KeptState `json:"state,omitempty"`
}

// KeptState is a state, or what of it differs from another: the keys of a
// settings file, and beside them
//
//	locks  [{key or id, tier, reason}], instead of a settings file's own
//	own    the advisor's settings and locks while the sample is open
//	list   the client list: what it is kept as, and its origin
//	changes  what the advisor changed of the clients: of this, too, only what
//	         differs from the changes before
//	plans  which plans there are, and in keys that begin with "plan " what they hold
//
// A key with null has gone.
type KeptState map[string]json.RawMessage

type keptLock struct {
	Key    book.Key  `json:"key,omitempty"`
	ID     string    `json:"id,omitempty"`
	Tier   book.Tier `json:"tier"`
	Reason string    `json:"reason,omitempty"`
}

type keptList struct {
	Import string `json:"import"`
	Origin Origin `json:"origin"`
	Parts  []Part `json:"parts,omitempty"`
	Number int    `json:"number,omitempty"` // missing for 1
}

// Checkpoint is the history as it stands.
func (s *Session) Checkpoint(name Naming) Checkpoint {
	c := Checkpoint{Version: 1, Seq: s.seq, At: s.at}
	k := keeper{name: name, plans: planKeeper{}}
	for _, step := range s.steps {
		c.Steps = append(c.Steps, KeptStep{step.entry.Seq, step.entry.Time, step.entry.Kind, k.next(step.state)})
	}
	k = keeper{name: name, plans: k.plans, some: k.some, plan: k.plan}
	for _, p := range s.points {
		c.Points = append(c.Points, KeptPoint{p.id, p.time, p.before, p.name, k.next(p.state)})
	}
	switch {
	case k.plan:
		c.Version = checkpointVersion
	case k.some:
		c.Version = 2
	}
	return c
}

// keeper makes of one state after another what differs from the one before.
type keeper struct {
	name    Naming
	state   KeptState
	changes *change.Changes
	plans   planKeeper
	some    bool // there is something that version 1 did not know
	plan    bool // or version 2
}

func (k *keeper) next(st State) KeptState {
	state := kept(st, k.name, k.plans)
	d := difference(k.state, state)
	switch {
	case st.Changes == k.changes:
	case st.Changes == nil:
		d[changesKey] = json.RawMessage("null")
	default:
		d[changesKey] = wire.Encode(change.KeptBetween(k.changes, st.Changes))
		k.some = true
	}
	own := st.Own
	k.some = k.some || st.Source != nil && len(st.Source.Parts) > 0 || st.Settings.Fees != plan.AllFees || own != nil && own.Fees != plan.AllFees
	k.plan = k.plan || state["plans"] != nil || st.Source.number() > 1
	k.state, k.changes = state, st.Changes
	return d
}

const changesKey = "changes"

// resumedChanges are the changes of a state, whose client list is known.
func (r *resumer) resumedChanges(st State, d KeptState) (*change.Changes, error) {
	text, ok := d[changesKey]
	switch {
	case !ok:
		return r.changes, nil
	case string(text) == "null":
		r.changes = nil
		return nil, nil
	}
	var k change.Kept
	if err := wire.Decode(text, &k); err != nil {
		return nil, err
	}
	var file *book.Book
	if st.Source != nil {
		file = st.Source.Import.Book
	}
	var err error
	r.changes, err = k.On(r.changes, file)
	return r.changes, err
}

// Resume comes back to the state that a checkpoint and the log after it lead
// to. list gives each client list by what it is kept as, nil where there is
// none of that name. Where the log cannot be followed to its end, Resume gives
// the session as far as it can be, and the reason; the session is nil where
// not even the checkpoint can be read.
func Resume(c Checkpoint, log []Entry, list func(name string) *intake.Import) (*Session, error) {
	if c.Version > checkpointVersion {
		return nil, wire.NewFault("newer", "checkpoint")
	}
	s := &Session{seq: c.Seq, at: c.At, stale: true}
	r := resumer{list: list, sources: map[string]*Source{}, plans: planReader{}}
	for _, k := range c.Steps {
		st, err := r.state(k.State)
		if err != nil {
			return nil, err
		}
		s.steps = append(s.steps, step{Entry{Seq: k.Seq, Time: k.Time, Kind: k.Kind}, st})
	}
	if s.at < 0 || s.at >= len(s.steps) || len(s.steps) > mostSteps+1 || len(c.Points) > mostMarks || c.Seq < 0 {
		return nil, wire.NewFault("broken-log", "0", "checkpoint", "steps")
	}
	r.now, r.changes = nil, nil
	for _, k := range c.Points {
		st, err := r.state(k.State)
		if err != nil {
			return nil, err
		}
		s.points = append(s.points, point{k.ID, k.Time, k.Before, k.Name, st})
	}
	for _, e := range log {
		if e.Seq <= c.Seq {
			continue // from before the checkpoint
		}
		s.time = e.Time
		if err := s.again(e, list); err != nil {
			return s, err
		}
	}
	s.log = nil // it has been kept already
	return s, nil
}

// resumer makes states of what differs from one to the next.
type resumer struct {
	now     KeptState
	changes *change.Changes
	list    func(string) *intake.Import
	sources map[string]*Source // one for each that is kept, so that states share it
	plans   planReader
}

func (r *resumer) state(d KeptState) (State, error) {
	next := maps.Clone(r.now)
	if next == nil {
		next = KeptState{}
	}
	for key, v := range d {
		if key == changesKey {
			continue
		}
		if string(v) == "null" {
			delete(next, key)
		} else {
			next[key] = v
		}
	}
	r.now = next
	var st State
	if text, ok := next["list"]; ok {
		src := r.sources[string(text)]
		if src == nil {
			var l keptList
			if err := wire.Decode(text, &l); err != nil {
				return State{}, err
			}
			imp := r.list(l.Import)
			if imp == nil {
				return State{}, wire.NewFault("no-import", l.Import)
			}
			src = &Source{imp, l.Origin, l.Parts, l.Number}
			r.sources[string(text)] = src
		}
		st.Source = src
	}
	if text, ok := next["own"]; ok {
		var own KeptState
		if err := wire.Decode(text, &own); err != nil {
			return State{}, err
		}
		settings, err := settingsOf(own)
		if err != nil {
			return State{}, err
		}
		st.Own = &settings
	}
	var err error
	if st.Plans, err = r.plans.read(next); err != nil {
		return State{}, err
	}
	if st.Changes, err = r.resumedChanges(st, d); err != nil {
		return State{}, err
	}
	st.Settings, err = settingsOf(next)
	return st, err
}

// kept is a whole state as it is kept.
func kept(st State, name Naming, plans planKeeper) KeptState {
	k := keptSettings(st.Settings)
	if st.Source != nil {
		number := st.Source.number()
		if number == 1 {
			number = 0
		}
		k["list"] = wire.Encode(keptList{name(st.Source.Import), st.Source.Origin, st.Source.Parts, number})
	}
	plans.keep(k, st.Plans)
	if st.Own != nil {
		k["own"] = wire.Encode(keptSettings(*st.Own))
	}
	return k
}

// keptSettings is settings as the keys of their file; only the locks are those
// of the session, which go by the client's key.
func keptSettings(s engine.Settings) KeptState {
	locks := []keptLock{}
	for _, l := range s.Locks {
		locks = append(locks, keptLock(l))
	}
	s.Locks = nil
	text, err := engine.FormatSettings(s)
	if err != nil { // only locks can be at fault
		panic("session: " + err.Error())
	}
	var k KeptState
	if err := json.Unmarshal(text, &k); err != nil {
		panic("session: " + err.Error())
	}
	for key, v := range k {
		var one bytes.Buffer
		if json.Compact(&one, v) == nil {
			k[key] = one.Bytes()
		}
	}
	if delete(k, "locks"); len(locks) > 0 {
		k["locks"] = wire.Encode(locks)
	}
	if s.AsOf == book.Missing {
		delete(k, "as_of")
	}
	if s.Fees == plan.AllFees { // which is how it was before there was a choice
		delete(k, "fees")
	}
	return k
}

func settingsOf(k KeptState) (engine.Settings, error) {
	file := KeptState{"as_of": json.RawMessage(`"1970-01-01"`)} // a file has to have one
	for key, v := range k {
		if key != "locks" && key != "own" && key != "list" && !ofPlans(key) {
			file[key] = v
		}
	}
	s, err := engine.ParseSettings(wire.Encode(file))
	if err != nil {
		return engine.Settings{}, refusal(err)
	}
	if _, ok := k["as_of"]; !ok {
		s.AsOf = book.Missing
	}
	if text, ok := k["locks"]; ok {
		var locks []keptLock
		if err := wire.Decode(text, &locks); err != nil {
			return engine.Settings{}, err
		}
		for _, l := range locks {
			if l.Tier < 1 || l.Tier > book.Tiers {
				return engine.Settings{}, wire.NewFault("unknown-tier")
			}
			s.Locks = append(s.Locks, engine.Lock(l))
		}
	}
	return s, nil
}

// difference is what turns one state into another.
func difference(from, to KeptState) KeptState {
	d := KeptState{}
	for key, v := range to {
		if !bytes.Equal(from[key], v) {
			d[key] = v
		}
	}
	for key := range from {
		if _, ok := to[key]; !ok {
			d[key] = json.RawMessage("null")
		}
	}
	return d
}
