package history

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"

	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/merge"
	"tierbook/engine/wire"
)

// Entry is one entry of the log: what was done, and when. The log is only ever
// added to; a History that takes up its entries again, in their order, comes
// to the same state.
type Entry struct {
	Seq     int             `json:"seq"`               // counts from 1, without a gap
	Time    int64           `json:"time"`              // milliseconds since 1970 by the clock of whoever keeps the history, 0 where there is none
	Kind    string          `json:"kind"`              // of a command, or open, reread, undo, redo, mark or restore
	Version int             `json:"version,omitempty"` // of the body, nothing for the first
	Body    json.RawMessage `json:"body,omitempty"`
	Import  string          `json:"import,omitempty"` // of open and reread: what the client list is kept as

	source *decision.Source // of open and reread, while the list has not been named
}

// The kinds of entries that are no commands.
const (
	kindOpen    = "open"
	kindRenewed = string(merge.Renewed)
	kindJoined  = string(merge.Joined)
	kindUndo    = "undo"
	kindRedo    = "redo"
	kindMark    = "mark"
	kindRestore = "restore"
)

// What the history holds at most. It is the same wherever a log is taken up,
// so that it leads to the same history.
const (
	MostSteps  = 500  // that can be undone
	MostMarks  = 60   // restore points; of those made unasked the oldest go first
	MostLogged = 1000 // entries that are held for whoever saves
)

// openBody is the body of an open entry.
type openBody struct {
	Origin decision.Origin `json:"origin"`
	AsOf   book.Day        `json:"as_of"`
}

// Clock sets the time, in milliseconds since 1970, that the log gives to what is
// done from now on.
func (h *History) Clock(time int64) { h.time = time }

// Seq is the number of the newest entry of the log, 0 before the first.
func (h *History) Seq() int { return h.seq }

// Since is the log after an entry. It is false where the log is no longer held
// so far back, and a Checkpoint has to be kept instead.
func (h *History) Since(seq int, name decision.Naming) ([]Entry, bool) {
	from := len(h.log) - (h.seq - seq)
	if from < 0 || seq > h.seq {
		return nil, false
	}
	entries := slices.Clone(h.log[from:])
	for i := range entries {
		if src := entries[i].source; src != nil {
			entries[i].Import, entries[i].source = name(src.Import), nil
		}
	}
	return entries, true
}

// Imports are the client lists that the history holds, each once.
func (h *History) Imports() []*intake.Import {
	var all []*intake.Import
	add := func(st decision.State) {
		if st.Source != nil && !slices.Contains(all, st.Source.Import) {
			all = append(all, st.Source.Import)
		}
	}
	for _, step := range h.steps {
		add(step.State)
	}
	for _, p := range h.points {
		add(p.state)
	}
	for _, e := range h.log { // what was opened and undone is still in the log
		if e.source != nil && !slices.Contains(all, e.source.Import) {
			all = append(all, e.source.Import)
		}
	}
	return all
}

// record is an entry of the log about to be made.
func (h *History) record(kind string, body any) Entry {
	e := Entry{Time: h.time, Kind: kind}
	if body != nil {
		if text := wire.Encode(body); string(text) != "{}" {
			e.Body = text
		}
	}
	if n := len(upgrades[kind]); n > 0 {
		e.Version = 1 + n
	}
	return e
}

// keep gives an entry its number and holds it.
func (h *History) keep(e Entry) Entry {
	h.seq++
	e.Seq = h.seq
	if len(h.log) == 2*MostLogged {
		h.log = slices.Clone(h.log[MostLogged:])
	}
	h.log = append(h.log, e)
	return e
}

// upgrades make of a body of an older version one of the next, by the kind of
// the entry: the first of them one of version 2. The newest version of a kind
// is one more than it has upgrades.
var upgrades = map[string][]func(json.RawMessage) (json.RawMessage, error){
	// Version 2 says on which list an action was decided and when it was done.
	"set-actions":    {asItWas},
	"change-actions": {asItWas},
}

// asItWas is for bodies to which something was added that may be missing.
func asItWas(body json.RawMessage) (json.RawMessage, error) { return body, nil }

// upgraded is the body of an entry in the newest version.
func upgraded(e Entry) (json.RawMessage, error) {
	version := max(e.Version, 1)
	steps := upgrades[e.Kind]
	if version > 1+len(steps) {
		return nil, newer(e)
	}
	body := e.Body
	for _, step := range steps[version-1:] {
		var err error
		if body, err = step(body); err != nil {
			return nil, broken(e, err)
		}
	}
	return body, nil
}

// newer is told of an entry that only a newer Tierbook understands.
func newer(e Entry) error { return wire.NewFault("newer", e.Kind, strconv.Itoa(e.Version)) }

// broken is told of an entry that does not follow from what is before it.
func broken(e Entry, why error) error {
	return wire.NewFault("broken-log", strconv.Itoa(e.Seq), e.Kind, why.Error())
}

// again takes up an entry of the log as it was recorded.
func (h *History) again(e Entry, list func(name string) *intake.Import) error {
	if e.Seq != h.seq+1 {
		return broken(e, errors.New("it does not come after "+strconv.Itoa(h.seq)))
	}
	body, err := upgraded(e)
	if err != nil {
		return err
	}
	e.Body, e.Version = body, 0
	if n := len(upgrades[e.Kind]); n > 0 {
		e.Version = 1 + n
	}
	now := h.steps[h.at].State
	switch e.Kind {
	case kindOpen, kindReread, kindRenewed, kindJoined:
		imp := list(e.Import)
		if imp == nil {
			return wire.NewFault("no-import", e.Import)
		}
		if err := h.listAgain(e, imp, now.Source); err != nil {
			return broken(e, err)
		}
	case kindUndo, kindRedo:
		to := h.at - 1
		if e.Kind == kindRedo {
			to = h.at + 1
		}
		if to < 0 || to >= len(h.steps) {
			return broken(e, errors.New("there is no such step"))
		}
		h.keep(e)
		h.at = to
	case kindMark:
		var b markBody
		if err := wire.Decode(body, &b); err != nil {
			return broken(e, err)
		}
		h.mark(h.keep(e), b.Name, now)
	case kindRestore:
		var b pointBody
		if err := wire.Decode(body, &b); err != nil {
			return broken(e, err)
		}
		p, ok := h.point(b.Point)
		if !ok {
			return broken(e, errors.New("there is no such restore point"))
		}
		h.push(e, p.state)
	default:
		if !decision.Known(e.Kind) {
			return newer(e)
		}
		c, err := decision.Open(wire.Envelope{Kind: e.Kind, Body: body})
		if err != nil {
			return broken(e, err)
		}
		next, err := decision.Apply(now, c)
		if err != nil {
			return broken(e, err)
		}
		h.pushCommand(e, next)
	}
	h.changed()
	return nil
}

// listAgain takes up an entry by which another import was shown than before.
func (h *History) listAgain(e Entry, imp *intake.Import, before *decision.Source) error {
	if e.Kind == kindOpen {
		var b openBody
		if err := wire.Decode(e.Body, &b); err != nil {
			return err
		}
		e.source = &decision.Source{Import: imp, Origin: b.Origin}
		h.open(e, b)
		return nil
	}
	if before == nil {
		return errors.New("there is no list")
	}
	if e.Kind == kindReread {
		var b rereadBody
		if err := wire.Decode(e.Body, &b); err != nil {
			return err
		}
		e.source = &decision.Source{Import: imp, Origin: before.Origin, Parts: before.Parts, Number: before.Number}
		h.reread(e, b)
		return nil
	}
	var b renewBody
	if err := wire.Decode(e.Body, &b); err != nil {
		return err
	}
	e.source = &decision.Source{Import: imp, Origin: b.Origin, Parts: b.Parts}
	h.renew(e, b)
	return nil
}
