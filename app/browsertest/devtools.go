package browsertest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"sync"
	"time"
)

// devtools speaks the developer tools protocol with one Chromium: JSON
// messages with a NUL behind each. Sessions of all targets share the line.
type devtools struct {
	out   io.Writer
	event func(session, method string, params json.RawMessage)

	mu      sync.Mutex
	last    int
	waiting map[int]chan message
	closed  error
}

type message struct {
	ID      int             `json:"id,omitempty"`
	Session string          `json:"sessionId,omitempty"`
	Method  string          `json:"method,omitempty"`
	Params  json.RawMessage `json:"params,omitempty"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   *struct {
		Message string `json:"message"`
	} `json:"error,omitempty"`
}

// args are the parameters of a call.
type args map[string]any

// newDevtools starts listening. Events come one after another, in a goroutine
// that must not wait for a call's answer.
func newDevtools(in io.Reader, out io.Writer, event func(session, method string, params json.RawMessage)) *devtools {
	d := &devtools{out: out, event: event, waiting: map[int]chan message{}}
	go d.listen(in)
	return d
}

func (d *devtools) listen(in io.Reader) {
	lines := bufio.NewReaderSize(in, 1<<20)
	for {
		text, err := lines.ReadBytes(0)
		if err != nil {
			d.close(fmt.Errorf("the browser has gone: %w", err))
			return
		}
		var m message
		if err := json.Unmarshal(bytes.TrimSuffix(text, []byte{0}), &m); err != nil {
			d.close(err)
			return
		}
		if m.ID == 0 {
			d.event(m.Session, m.Method, m.Params)
			continue
		}
		d.mu.Lock()
		answer := d.waiting[m.ID]
		delete(d.waiting, m.ID)
		d.mu.Unlock()
		if answer != nil {
			answer <- m
		}
	}
}

func (d *devtools) close(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = err
	for id, answer := range d.waiting {
		delete(d.waiting, id)
		close(answer)
	}
}

// send asks without waiting for the answer.
func (d *devtools) send(session, method string, params args, answer chan message) error {
	if params == nil {
		params = args{}
	}
	raw, err := json.Marshal(params)
	if err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed != nil {
		return d.closed
	}
	d.last++
	text, err := json.Marshal(message{ID: d.last, Session: session, Method: method, Params: raw})
	if err != nil {
		return err
	}
	if answer != nil {
		d.waiting[d.last] = answer
	}
	_, err = d.out.Write(append(text, 0))
	return err
}

// call asks and waits. result may be nil.
func (d *devtools) call(session, method string, params args, result any) error {
	answer := make(chan message, 1)
	if err := d.send(session, method, params, answer); err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	select {
	case m, ok := <-answer:
		switch {
		case !ok:
			return fmt.Errorf("%s: the browser has gone", method)
		case m.Error != nil:
			return fmt.Errorf("%s: %s", method, m.Error.Message)
		case result != nil:
			return json.Unmarshal(m.Result, result)
		}
		return nil
	case <-time.After(Patience):
		return fmt.Errorf("%s: no answer within %v", method, Patience)
	}
}
