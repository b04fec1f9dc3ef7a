package store

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"strings"

	"tierbook/engine/history"
	"tierbook/engine/intake"
	"tierbook/engine/session"
	"tierbook/engine/wire"
)

// Keys of a shelf. Below a work's own prefix stand its head, its checkpoint,
// its log in batches by the number of their last entry, and its client lists
// in chunks:
//
//	current                       the work that this device keeps
//	work/<id>/head                in the open: how it is kept, and no more
//	work/<id>/checkpoint          sealed
//	work/<id>/log/<seq>           sealed
//	work/<id>/list/<n>/<chunk>    sealed
const (
	current   = "current"
	works     = "work/"
	chunkSize = 1 << 20
	mostLog   = 100 // entries after which a checkpoint is written in their place
)

// headVersion is the version of all that is kept on a shelf.
const headVersion = 1

// head is what everybody may read of a work.
type head struct {
	Version int    `json:"version"`
	Mode    Mode   `json:"mode"`
	Saved   int64  `json:"saved"`         // milliseconds since 1970
	Key     []byte `json:"key,omitempty"` // of Passphrase: the key in an age file
	Owner   string `json:"owner"`         // the keeper that has it, a name made for it
	Turn    int    `json:"turn"`          // of its owner's writing
}

// Secret is what opens what is kept: the tab's id and key, or a passphrase.
type Secret struct {
	Tab        string `json:"tab,omitempty"`
	Key        string `json:"key,omitempty"`
	Passphrase string `json:"passphrase,omitempty"`
}

// NewTab is a new tab's secret.
func NewTab() (Secret, error) {
	key, err := NewKey()
	return Secret{Tab: strings.ToLower(rand.Text()), Key: key}, err
}

// Found is a work that is kept on the shelf.
type Found struct {
	shelf Shelf
	id    string
	head  head
	text  []byte // of the head, as it is there
}

// Mode is how it is kept.
func (f *Found) Mode() Mode { return f.head.Mode }

// ID names the work for as long as it is kept so.
func (f *Found) ID() string { return f.id }

// Saved is when, in milliseconds since 1970.
func (f *Found) Saved() int64 { return f.head.Saved }

// Find looks for the work of a tab, or else for the one that the device keeps.
// It is nil where there is neither.
func Find(shelf Shelf, tab string) (*Found, error) {
	if tab != "" {
		if f, err := find(shelf, tabWork(tab)); f != nil || err != nil {
			return f, err
		}
	}
	id, err := shelf.Get(current)
	if id == nil || err != nil {
		return nil, err
	}
	return find(shelf, string(id))
}

func tabWork(tab string) string { return "tab-" + tab }

func find(shelf Shelf, id string) (*Found, error) {
	text, err := shelf.Get(works + id + "/head")
	if text == nil || err != nil {
		return nil, err
	}
	f := &Found{shelf: shelf, id: id, text: text}
	if err := json.Unmarshal(text, &f.head); err != nil {
		return nil, ErrDamaged
	}
	if f.head.Version > headVersion {
		return nil, ErrNewer
	}
	return f, nil
}

// Open comes back to the session. Where its log cannot be followed to the end
// there is both a session and an error. An error alone leaves everything on
// the shelf as it is.
func (f *Found) Open(secret Secret) (*Keeper, *session.Session, error) {
	k := &Keeper{shelf: f.shelf, id: f.id, head: f.head, text: f.text, lists: map[*intake.Import]int{}}
	var err error
	switch f.head.Mode {
	case Tab:
		k.seal, err = keyed(secret.Key)
	case Passphrase:
		k.seal, err = unguarded(f.head.Key, secret.Passphrase)
	}
	if err != nil {
		return nil, nil, err
	}
	if err := k.claim(); err != nil {
		return nil, nil, err
	}
	var c history.Checkpoint
	if err := k.read("checkpoint", &c); err != nil {
		return nil, nil, err
	}
	keys, err := k.shelf.Keys(k.key("log/"))
	if err != nil {
		return nil, nil, err
	}
	var log []history.Entry
	for _, key := range keys {
		var batch []history.Entry
		if err := k.read(strings.TrimPrefix(key, k.key("")), &batch); err != nil {
			return nil, nil, err
		}
		log = append(log, batch...)
	}
	loaded := map[string]*intake.Import{}
	var failed error
	s, err := session.Resume(c, log, func(name string) *intake.Import {
		if imp := loaded[name]; imp != nil {
			return imp
		}
		imp, n, err := k.list(name)
		if err != nil {
			failed = err
			return nil
		}
		loaded[name], k.lists[imp] = imp, n
		k.last = max(k.last, n)
		return imp
	})
	switch {
	case failed != nil && !errors.Is(failed, ErrDamaged):
		return nil, nil, failed
	case s == nil:
		if f := wire.AsFault(err); f.Code == "broken-log" { // from its first step on
			err = ErrDamaged
		}
		return nil, nil, err
	}
	k.saved, k.logged = s.Seq(), len(log)
	if err != nil {
		k.saved = -1 // what comes next is saved whole
	}
	// A list that was being written when the page was killed.
	if keys, err := k.shelf.Keys(k.key("list/")); err == nil {
		var orphans []string
		for _, key := range keys {
			name, _, _ := strings.Cut(strings.TrimPrefix(key, k.key("list/")), "/")
			if loaded[name] == nil {
				orphans = append(orphans, key)
			}
		}
		if len(orphans) > 0 && failed == nil {
			_ = k.commit(nil, orphans) // they are in nobody's way
		}
	}
	return k, s, err
}

// Current is the id of the work that the device keeps, "" for none.
func Current(shelf Shelf) (string, error) {
	id, err := shelf.Get(current)
	return string(id), err
}

// Forget takes a work off the shelf.
func Forget(shelf Shelf, id string) error {
	keys, err := shelf.Keys(works + id + "/")
	if err != nil {
		return err
	}
	if now, err := shelf.Get(current); err == nil && string(now) == id {
		keys = append(keys, current)
	}
	if len(keys) == 0 {
		return nil
	}
	return shelf.Commit(Pair{}, nil, keys)
}

// Works are the ids of all works on the shelf.
func Works(shelf Shelf) ([]string, error) {
	keys, err := shelf.Keys(works)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, key := range keys {
		id, _, _ := strings.Cut(strings.TrimPrefix(key, works), "/")
		if len(ids) == 0 || ids[len(ids)-1] != id {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// IsTab reports whether a work is a tab's.
func IsTab(id string) bool { return strings.HasPrefix(id, "tab-") }

// Opens reports whether a work under a passphrase opens with it: for changing
// it, without reading anything else.
func (f *Found) Opens(passphrase string) bool {
	_, err := unguarded(f.head.Key, passphrase)
	return err == nil && f.head.Mode == Passphrase
}
