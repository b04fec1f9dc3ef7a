package session

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
func (s *Session) Mark(name string) error {
	name = decision.OneLine(name)
	if n := utf8.RuneCountInString(name); n == 0 || n > MostPointName {
		return wire.NewFault("point-name", strconv.Itoa(MostPointName))
	}
	s.mark(s.keep(s.record(kindMark, markBody{name})), name, s.steps[s.at].state)
	s.revision++
	return nil
}

// Look shows the state of a restore point, as a trial: nothing is changed. It
// shows the current state again where id is 0.
func (s *Session) Look(id int) error {
	if id == 0 {
		s.dropTrial()
		return nil
	}
	p, ok := s.point(id)
	if !ok {
		return wire.NewFault("no-point")
	}
	s.trial, s.looking = &p.state, id
	s.changed()
	return nil
}

// Restore comes back to the state of a restore point. It is a step like any
// other, and undone as one.
func (s *Session) Restore(id int) error {
	p, ok := s.point(id)
	if !ok {
		return wire.NewFault("no-point")
	}
	if p.state.Same(s.steps[s.at].state) {
		s.dropTrial()
		return nil
	}
	s.push(s.record(kindRestore, pointBody{id}), p.state)
	return nil
}

func (s *Session) point(id int) (point, bool) {
	i := slices.IndexFunc(s.points, func(p point) bool { return p.id == id })
	if i < 0 {
		return point{}, false
	}
	return s.points[i], true
}

func (s *Session) mark(e Entry, name string, st decision.State) {
	s.points = append(s.points, point{id: e.Seq, time: e.Time, name: name, state: st})
	s.thin()
}

// markBefore makes a restore point before an entry that is about to be kept,
// unless there is nothing to come back to or there is one already.
func (s *Session) markBefore(e Entry) {
	st := s.steps[s.at].state
	if st.Source == nil || st.Source.Origin.Sample {
		return
	}
	if n := len(s.points); n > 0 && s.points[n-1].state.Same(st) {
		return
	}
	s.points = append(s.points, point{id: s.seq + 1, time: e.Time, before: e.Kind, state: st})
	s.thin()
}

func (s *Session) thin() {
	if len(s.points) <= mostMarks {
		return
	}
	oldest := max(slices.IndexFunc(s.points, func(p point) bool { return p.before != "" }), 0)
	s.points = slices.Delete(slices.Clone(s.points), oldest, oldest+1)
}

// PointsQuery asks for the restore points, the newest first.
type PointsQuery struct{}

var _ = register[PointsQuery]()

func (PointsQuery) Kind() string { return "points" }
func (PointsQuery) answer(s *Session) ([]Point, error) {
	all := []Point{}
	for _, p := range slices.Backward(s.points) {
		all = append(all, s.seen(p))
	}
	return all, nil
}

func (s *Session) seen(p point) Point {
	one := Point{ID: p.id, Time: p.time, Before: p.before, Name: p.name, Clients: p.state.Clients(), Now: p.state.Same(s.steps[s.at].state)}
	if src := p.state.Source; src != nil {
		one.File = src.Origin.File
	}
	return one
}

// lookedAt is the restore point that is shown, nil for none.
func (s *Session) lookedAt() *Point {
	p, ok := s.point(s.looking)
	if s.trial == nil || !ok {
		return nil
	}
	one := s.seen(p)
	return &one
}

// Mark asks for a restore point.
func Mark(name string) wire.Request { return asking("mark", markBody{name}) }

// Look asks for the state of a restore point to be shown.
func Look(id int) wire.Request { return asking("look", pointBody{id}) }

// Restore asks to come back to a restore point.
func Restore(id int) wire.Request { return asking("restore", pointBody{id}) }

func asking(verb string, body any) wire.Request {
	return wire.Request{Verb: verb, What: wire.Envelope{Body: wire.Encode(body)}}
}

// toPoint answers a request that is about restore points.
func (s *Session) toPoint(r wire.Request) error {
	if r.Verb == "mark" {
		var b markBody
		if err := wire.Decode(r.What.Body, &b); err != nil {
			return err
		}
		return s.Mark(b.Name)
	}
	var b pointBody
	if err := wire.Decode(r.What.Body, &b); err != nil {
		return err
	}
	if r.Verb == "look" {
		return s.Look(b.Point)
	}
	return s.Restore(b.Point)
}
