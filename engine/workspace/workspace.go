package workspace

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"tierbook/engine/decision"
	"tierbook/engine/history"
	"tierbook/engine/intake"
	"tierbook/engine/session"
	"tierbook/engine/wire"
)

// Workspace is a session at rest.
type Workspace struct {
	Saved      string // when, as RFC 3339 in UTC, "" where nobody said
	Build      string // of the Tierbook that saved it
	Checkpoint history.Checkpoint
	Log        []history.Entry // after the checkpoint
	Imports    []List
}

// List is a client list by the name that the history has for it.
type List struct {
	ID     string
	Import *intake.Import
}

// ID is the name of a client list: the SHA-256 of its packed form. The same
// list has the same name everywhere.
func ID(imp *intake.Import) string {
	h := sha256.New()
	if err := imp.Pack(h); err != nil { // a hash takes everything
		panic("workspace: " + err.Error())
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Of is a session as it stands. name tells what its lists are called, by ID
// where it is nil.
func Of(s *session.Session, name decision.Naming) *Workspace {
	w := &Workspace{}
	w.Checkpoint = s.Checkpoint(func(imp *intake.Import) string {
		for _, l := range w.Imports {
			if l.Import == imp {
				return l.ID
			}
		}
		var id string
		if name != nil {
			id = name(imp)
		} else {
			id = ID(imp)
		}
		w.Imports = append(w.Imports, List{id, imp})
		return id
	})
	return w
}

// Session comes back to the session. Where its log cannot be followed to the
// end, there is both a session, as far as it could be, and an error.
func (w *Workspace) Session() (*session.Session, error) {
	s, err := session.Resume(w.Checkpoint, w.Log, func(id string) *intake.Import {
		for _, l := range w.Imports {
			if l.ID == id {
				return l.Import
			}
		}
		return nil
	})
	if err == nil {
		return s, nil
	}
	if f, ok := err.(*wire.Fault); ok && f.Code == "newer" {
		return s, fmt.Errorf("%w: %w", ErrNewer, err)
	}
	return s, fmt.Errorf("%w: %w", ErrDamaged, err)
}
