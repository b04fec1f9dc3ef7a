package wire

import (
	"bytes"
	"encoding/json"
)

// raw is a value as it travels and is kept. What does are plain structs, which
// every encoder can write.
func Encode(v any) json.RawMessage {
	text, err := json.Marshal(v)
	if err != nil {
		panic("wire: " + err.Error())
	}
	return text
}

// decode reads a body into v and refuses fields that v does not have, so that a
// message of another build is noticed rather than half understood.
func Decode(body []byte, v any) error {
	if len(body) == 0 {
		body = []byte("{}")
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return NewFault("bad-message", err.Error())
	}
	if d.More() {
		return NewFault("bad-message", "more after the end")
	}
	return nil
}
