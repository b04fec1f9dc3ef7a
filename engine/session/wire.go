package session

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Envelope is a command or a query on the wire: its kind and its fields.
type Envelope struct {
	Kind string          `json:"kind"`
	Body json.RawMessage `json:"body,omitempty"`
}

// Seal puts a command or query into an envelope.
func Seal(v interface{ Kind() string }) Envelope {
	body, err := json.Marshal(v)
	if err != nil { // commands and queries are plain structs of this package
		panic("session: " + err.Error())
	}
	return Envelope{v.Kind(), body}
}

// Fault is what went wrong, as a code and the values a sentence about it needs.
type Fault struct {
	Code string   `json:"code"`
	Args []string `json:"args,omitempty"`
}

// Error is for developers; what a person reads is made from the code.
func (f *Fault) Error() string {
	return fmt.Sprintf("%s %q", f.Code, f.Args)
}

func fault(code string, args ...string) error { return &Fault{code, args} }

// AsFault gives any error as a Fault.
func AsFault(err error) *Fault {
	if f, ok := err.(*Fault); ok {
		return f
	}
	return &Fault{"internal", []string{err.Error()}}
}

// decode reads the body into v and refuses fields that v does not have, so
// that a message of another build is noticed rather than half understood.
func decode(body []byte, v any) error {
	if len(body) == 0 {
		body = []byte("{}")
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return fault("bad-message", err.Error())
	}
	if d.More() {
		return fault("bad-message", "more after the end")
	}
	return nil
}

// Request is one message to the session.
type Request struct {
	Verb string   `json:"verb"` // do, try, undo, redo, decide, mark, look, restore or see
	What Envelope `json:"what"`
}

// Do asks for a command to be applied and kept.
func Do(c Command) Request { return Request{"do", Seal(c)} }

// Try asks for a command to be applied and shown until the next Do, Undo or
// Redo, and not kept: a slider while it is dragged.
func Try(c Command) Request { return Request{"try", Seal(c)} }

// Handle answers one request: an Overview for a change, a view for a query.
// The error is always a *Fault.
func (s *Session) Handle(r Request) (any, error) {
	switch r.Verb {
	case "do", "try":
		c, err := openCommand(r.What)
		if err != nil {
			return nil, err
		}
		if r.Verb == "try" {
			err = s.Try(c)
		} else {
			err = s.Do(c)
		}
		if err != nil {
			return nil, AsFault(err)
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
		err := decode(r.What.Body, &d)
		if err == nil {
			err = s.Decide(d)
		}
		if err != nil {
			return nil, AsFault(err)
		}
		return s.Overview(), nil
	case "mark", "look", "restore":
		if err := s.toPoint(r); err != nil {
			return nil, AsFault(err)
		}
		return s.Overview(), nil
	case "stage":
		if err := s.onStage(r.What); err != nil {
			return nil, AsFault(err)
		}
		return s.Overview(), nil
	case "see":
		answer, ok := queries[r.What.Kind]
		if !ok {
			return nil, fault("unknown-view", r.What.Kind)
		}
		v, err := answer(s, r.What.Body)
		if err != nil {
			return nil, AsFault(err)
		}
		return v, nil
	}
	return nil, fault("unknown-verb", r.Verb)
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
		if err := decode(body, &q); err != nil {
			return nil, err
		}
		return q.answer(s)
	}
	return struct{}{}
}
