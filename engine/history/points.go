package history

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"tierbook/engine/decision"
	"tierbook/engine/wire"
)

// Point is a restore point: a name for a state that was there.
type Point struct {
	ID      int    `json:"id"`             // the number of the log's entry that made it
	Time    int64  `json:"time"`           // milliseconds since 1970, 0 where nobody said
	Before  string `json:"before"`         // kind of the command before which it was made unasked, "" where the user made it
	Name    string `json:"name,omitempty"` // the user's
	File    string `json:"file"`           // of the client list that was open, "" for none
	Clients int    `json:"clients"`
	Now     bool   `json:"now,omitempty"` // the state is as it was then
}

// point is a restore point with its state.
type point struct {
	id     int
	time   int64
	before string
	name   string
	state  decision.State
}

// marked are the commands before which a restore point is made: those that
// change much at once.
var marked = map[string]bool{kindOpen: true, kindRenewed: true, kindJoined: true, "set-model": true, "use-settings": true, "use-plan": true}

// MostPointName is the longest name of a restore point, in characters.
const MostPointName = 60

type markBody struct {
	Name string `json:"name"`
}

type pointBody struct {
	Point int `json:"point"`
}

// Mark makes a restore point of the current state.
func (h *History) Mark(name string) error {
	name = decision.OneLine(name)
	if n := utf8.RuneCountInString(name); n == 0 || n > MostPointName {
		return wire.NewFault("point-name", strconv.Itoa(MostPointName))
	}
	h.mark(h.keep(h.record(kindMark, markBody{name})), name, h.steps[h.at].State)
	h.revision++
	return nil
}

// Look shows the state of a restore point, as a trial: nothing is changed. It
// shows the current state again where id is 0.
func (h *History) Look(id int) error {
	if id == 0 {
		h.DropTrial()
		return nil
	}
	p, ok := h.point(id)
	if !ok {
		return wire.NewFault("no-point")
	}
	h.trial, h.looking = &p.state, id
	h.changed()
	return nil
}

// Restore comes back to the state of a restore point. It is a step like any
// other, and undone as one.
func (h *History) Restore(id int) error {
	p, ok := h.point(id)
	if !ok {
		return wire.NewFault("no-point")
	}
	if p.state.Same(h.steps[h.at].State) {
		h.DropTrial()
		return nil
	}
	h.push(h.record(kindRestore, pointBody{id}), p.state)
	return nil
}

func (h *History) point(id int) (point, bool) {
	i := slices.IndexFunc(h.points, func(p point) bool { return p.id == id })
	if i < 0 {
		return point{}, false
	}
	return h.points[i], true
}

func (h *History) mark(e Entry, name string, st decision.State) {
	h.points = append(h.points, point{id: e.Seq, time: e.Time, name: name, state: st})
	h.thin()
}

// markBefore makes a restore point before an entry that is about to be kept,
// unless there is nothing to come back to or there is one already.
func (h *History) markBefore(e Entry) {
	st := h.steps[h.at].State
	if st.Source == nil || st.Source.Origin.Sample {
		return
	}
	if n := len(h.points); n > 0 && h.points[n-1].state.Same(st) {
		return
	}
	h.points = append(h.points, point{id: h.seq + 1, time: e.Time, before: e.Kind, state: st})
	h.thin()
}

func (h *History) thin() {
	if len(h.points) <= MostMarks {
		return
	}
	oldest := max(slices.IndexFunc(h.points, func(p point) bool { return p.before != "" }), 0)
	h.points = slices.Delete(slices.Clone(h.points), oldest, oldest+1)
}

// Points are the restore points, the oldest first.
func (h *History) Points() []Point {
	all := []Point{}
	for _, p := range h.points {
		all = append(all, h.seen(p))
	}
	return all
}

func (h *History) seen(p point) Point {
	one := Point{ID: p.id, Time: p.time, Before: p.before, Name: p.name, Clients: p.state.Clients(), Now: p.state.Same(h.steps[h.at].State)}
	if src := p.state.Source; src != nil {
		one.File = src.Origin.File
	}
	return one
}

// LookedAt is the restore point that is shown, nil for none.
func (h *History) LookedAt() *Point {
	p, ok := h.point(h.looking)
	if h.trial == nil || !ok {
		return nil
	}
	one := h.seen(p)
	return &one
}

// Mark asks for a restore point.
func Mark(name string) wire.Request { return wire.Ask("mark", markBody{name}) }

// Look asks for the state of a restore point to be shown.
func Look(id int) wire.Request { return wire.Ask("look", pointBody{id}) }

// Restore asks to come back to a restore point.
func Restore(id int) wire.Request { return wire.Ask("restore", pointBody{id}) }

// ToPoint answers a request that is about restore points.
func (h *History) ToPoint(r wire.Request) error {
	if r.Verb == "mark" {
		var b markBody
		if err := wire.Decode(r.What.Body, &b); err != nil {
			return err
		}
		return h.Mark(b.Name)
	}
	var b pointBody
	if err := wire.Decode(r.What.Body, &b); err != nil {
		return err
	}
	if r.Verb == "look" {
		return h.Look(b.Point)
	}
	return h.Restore(b.Point)
}
