package wire

import "encoding/json"

// Envelope is a command or a query on the wire: its kind and its fields.
type Envelope struct {
	Kind string          `json:"kind"`
	Body json.RawMessage `json:"body,omitempty"`
}

// Seal puts a command or query into an envelope.
func Seal(v interface{ Kind() string }) Envelope { return Envelope{v.Kind(), Encode(v)} }

// Request is one message to the session.
type Request struct {
	Verb string   `json:"verb"` // do, try, undo, redo, decide, mark, look, restore, stage or see
	What Envelope `json:"what"`
}

// Ask is a request that is neither a command nor a query.
func Ask(verb string, body any) Request { return Request{verb, Envelope{Body: Encode(body)}} }
