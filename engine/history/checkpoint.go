package history

import (
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/wire"
)

// Checkpoint is the whole history as it stood after an entry of the log, but
// for the client lists themselves: with the log after it, it is all that a
// history can be resumed from.
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
	Seq   int           `json:"seq"`
	Time  int64         `json:"time,omitempty"`
	Kind  string        `json:"kind,omitempty"` // nothing for the first, which cannot be undone
	State decision.Kept `json:"state,omitempty"`
}

// KeptPoint is a restore point. Of its state it has what differs from the point
// before.
type KeptPoint struct {
	ID     int           `json:"id"`
	Time   int64         `json:"time,omitempty"`
	Before string        `json:"before,omitempty"`
	Name   string        `json:"name,omitempty"`
	State  decision.Kept `json:"state,omitempty"`
}

// Checkpoint is the history as it stands.
func (h *History) Checkpoint(name decision.Naming) Checkpoint {
	c := Checkpoint{Seq: h.seq, At: h.at}
	k := decision.NewKeeper(name)
	for _, step := range h.steps {
		c.Steps = append(c.Steps, KeptStep{step.Entry.Seq, step.Entry.Time, step.Entry.Kind, k.Next(step.State)})
	}
	k.Restart()
	for _, p := range h.points {
		c.Points = append(c.Points, KeptPoint{p.id, p.time, p.before, p.name, k.Next(p.state)})
	}
	c.Version = k.Version()
	return c
}

// Resume comes back to the state that a checkpoint and the log after it lead
// to. list gives each client list by what it is kept as, nil where there is
// none of that name. Where the log cannot be followed to its end, ResumeHistory gives
// the history as far as it can be, and the reason; the history is nil where
// not even the checkpoint can be read.
func Resume(c Checkpoint, log []Entry, list func(name string) *intake.Import) (*History, error) {
	if c.Version > decision.KeptVersion {
		return nil, wire.NewFault("newer", "checkpoint")
	}
	h := &History{seq: c.Seq, at: c.At}
	r := decision.NewResumer(list)
	for _, k := range c.Steps {
		st, err := r.State(k.State)
		if err != nil {
			return nil, err
		}
		h.steps = append(h.steps, Step{Entry{Seq: k.Seq, Time: k.Time, Kind: k.Kind}, st})
	}
	if h.at < 0 || h.at >= len(h.steps) || len(h.steps) > MostSteps+1 || len(c.Points) > MostMarks || c.Seq < 0 {
		return nil, wire.NewFault("broken-log", "0", "checkpoint", "steps")
	}
	r.Restart()
	for _, k := range c.Points {
		st, err := r.State(k.State)
		if err != nil {
			return nil, err
		}
		h.points = append(h.points, point{k.ID, k.Time, k.Before, k.Name, st})
	}
	for _, e := range log {
		if e.Seq <= c.Seq {
			continue // from before the checkpoint
		}
		h.time = e.Time
		if err := h.again(e, list); err != nil {
			return h, err
		}
	}
	h.log = nil // it has been kept already
	return h, nil
}
