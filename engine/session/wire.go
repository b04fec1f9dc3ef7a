package session

import (
	"tierbook/engine/decision"
	"tierbook/engine/wire"
)

// Do asks for a command to be applied and kept.
func Do(c decision.Command) wire.Request { return wire.Request{Verb: "do", What: wire.Seal(c)} }

// Try asks for a command to be applied and shown until the next Do, Undo or
// Redo, and not kept: a slider while it is dragged.
func Try(c decision.Command) wire.Request { return wire.Request{Verb: "try", What: wire.Seal(c)} }

// Handle answers one request: an Overview for a change, a view for a query.
// The error is always a *Fault.
func (s *Session) Handle(r wire.Request) (any, error) {
	switch r.Verb {
	case "do", "try":
		c, err := decision.Open(r.What)
		if err != nil {
			return nil, err
		}
		if r.Verb == "try" {
			err = s.Try(c)
		} else {
			err = s.Do(c)
		}
		if err != nil {
			return nil, wire.AsFault(err)
		}
		return s.Overview(), nil
	case "undo":
		s.Undo()
		return s.Overview(), nil
	case "redo":
		s.Redo()
		return s.Overview(), nil
	case "decide":
		var d Decision
		err := wire.Decode(r.What.Body, &d)
		if err == nil {
			err = s.Decide(d)
		}
		if err != nil {
			return nil, wire.AsFault(err)
		}
		return s.Overview(), nil
	case "mark", "look", "restore":
		if err := s.ToPoint(r); err != nil {
			return nil, wire.AsFault(err)
		}
		return s.Overview(), nil
	case "stage":
		if err := s.onStage(r.What); err != nil {
			return nil, wire.AsFault(err)
		}
		return s.Overview(), nil
	case "see":
		answer, ok := queries[r.What.Kind]
		if !ok {
			return nil, wire.NewFault("unknown-view", r.What.Kind)
		}
		v, err := answer(s, r.What.Body)
		if err != nil {
			return nil, wire.AsFault(err)
		}
		return v, nil
	}
	return nil, wire.NewFault("unknown-verb", r.Verb)
}

// Query asks for a view of type V.
type Query[V any] interface {
	Kind() string
	answer(*Session) (V, error)
}

// See answers a query.
func See[V any](s *Session, q Query[V]) (V, error) { return q.answer(s) }

// queries are the views a window can ask for, by kind.
var queries = map[string]func(*Session, []byte) (any, error){}

func register[Q Query[V], V any]() struct{} {
	var zero Q
	queries[zero.Kind()] = func(s *Session, body []byte) (any, error) {
		var q Q
		if err := wire.Decode(body, &q); err != nil {
			return nil, err
		}
		return q.answer(s)
	}
	return struct{}{}
}
