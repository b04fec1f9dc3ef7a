package decision

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

// KeptVersion is the version of the states of a history as they are kept; every
// older one can be read. Version 2 has changes, fees and parts of lists, version
// 3 plans that say on which list each action was decided and when it was done. A
// history without any is still written as an older version, so that an older
// Tierbook opens it.
const KeptVersion = 3

// Naming tells what a client list is kept as.
type Naming func(*intake.Import) string

// Kept is a state, or what of it differs from another: the keys of a
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
type Kept map[string]json.RawMessage

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

// Keeper makes of one state after another what differs from the one before.
type Keeper struct {
	name    Naming
	state   Kept
	changes *change.Changes
	plans   planKeeper
	some    bool // there is something that version 1 did not know
	plan    bool // or version 2
}

// NewKeeper makes a keeper of states whose lists go by names.
func NewKeeper(name Naming) *Keeper { return &Keeper{name: name, plans: planKeeper{}} }

// Restart keeps the next state whole.
func (k *Keeper) Restart() { k.state, k.changes = nil, nil }

// Version is the one of which a history of all the states is.
func (k *Keeper) Version() int {
	switch {
	case k.plan:
		return KeptVersion
	case k.some:
		return 2
	}
	return 1
}

// Next is a state as it differs from the one before.
func (k *Keeper) Next(st State) Kept {
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
	k.plan = k.plan || state["plans"] != nil || st.Source.Ordinal() > 1
	k.state, k.changes = state, st.Changes
	return d
}

const changesKey = "changes"

// resumedChanges are the changes of a state, whose client list is known.
func (r *Resumer) resumedChanges(st State, d Kept) (*change.Changes, error) {
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

// Resumer makes states of what differs from one to the next.
type Resumer struct {
	now     Kept
	changes *change.Changes
	list    func(string) *intake.Import
	sources map[string]*Source // one for each that is kept, so that states share it
	plans   planReader
}

// NewResumer makes a resumer; list gives each client list by what it is kept as,
// nil where there is none of that name.
func NewResumer(list func(name string) *intake.Import) *Resumer {
	return &Resumer{list: list, sources: map[string]*Source{}, plans: planReader{}}
}

// Restart takes the next state for a whole one.
func (r *Resumer) Restart() { r.now, r.changes = nil, nil }

// State is a state from what of it differs from the one before.
func (r *Resumer) State(d Kept) (State, error) {
	next := maps.Clone(r.now)
	if next == nil {
		next = Kept{}
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
		var own Kept
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
func kept(st State, name Naming, plans planKeeper) Kept {
	k := keptSettings(st.Settings)
	if st.Source != nil {
		number := st.Source.Ordinal()
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
// of a State, which go by the client's key.
func keptSettings(s engine.Settings) Kept {
	locks := []keptLock{}
	for _, l := range s.Locks {
		locks = append(locks, keptLock(l))
	}
	s.Locks = nil
	text, err := engine.FormatSettings(s)
	if err != nil { // only locks can be at fault
		panic("decision: " + err.Error())
	}
	var k Kept
	if err := json.Unmarshal(text, &k); err != nil {
		panic("decision: " + err.Error())
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

func settingsOf(k Kept) (engine.Settings, error) {
	file := Kept{"as_of": json.RawMessage(`"1970-01-01"`)} // a file has to have one
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
func difference(from, to Kept) Kept {
	d := Kept{}
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
