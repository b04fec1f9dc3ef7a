// Package store keeps a session on the device, as far as the user wants that.
//
// A Shelf keeps values by key and changes several of them at once or not at
// all; IndexedDB is one, and so is a map. A Keeper puts a session on it, each
// client list once and the log as it grows, sealed for whoever may read it:
//
//	found, err := store.Find(shelf, tab)            // what is there
//	k, s, err := found.Open(secret)                 // the session, and its keeper
//	k, err := store.Begin(shelf, store.Tab, secret) // or a new one: nothing is written yet
//	job := k.Prepare(s)                             // where the session is
//	err = k.Write(job)                              // where there is time for it
//
// After a kill at any moment what is found is a session as it was after one of
// its changes; nothing in between and nothing half written, because the last
// step of every Write is one commit.
//
// Two tabs never write over each other. Hold tells which of them has a work
// open; and whatever that says, a commit is only done while the head of the
// work is as this keeper left it, and whoever opens a work writes itself into
// its head first. The keeper before then gets ErrTaken.
package store

import "errors"

// Mode is how long the work is kept, and who can read it.
type Mode string

// The modes. Unchosen keeps nothing either.
const (
	Unchosen   Mode = ""
	Nothing    Mode = "nothing"
	Tab        Mode = "tab"        // sealed under a key that only the tab has
	Passphrase Mode = "passphrase" // sealed under a passphrase of the user's
	Device     Mode = "device"     // as it is
)

// What can go wrong with a shelf.
var (
	ErrBlocked  = errors.New("the browser does not let the page store anything")
	ErrFull     = errors.New("there is no room left to store this")
	ErrUnsure   = errors.New("what was stored does not read back as it was written")
	ErrDamaged  = errors.New("what was stored is damaged or gone")
	ErrNewer    = errors.New("what is stored was written by a newer Tierbook")
	ErrSecret   = errors.New("what is stored does not open with this")
	ErrGone     = errors.New("what was stored has been cleared")
	ErrReplaced = errors.New("other work has taken the place of what was stored")
	ErrTaken    = errors.New("another tab has gone on with what is stored")
)

// Shelf keeps values by key.
type Shelf interface {
	// Keys are all keys that begin so, in order.
	Keys(prefix string) ([]string, error)
	// Get is the value of a key, nil where there is none.
	Get(key string) ([]byte, error)
	// Commit does all of it or nothing: even when the machine stops meanwhile.
	// It is ErrTaken, and nothing, where the value of while's key is another
	// than while's; a while without a key asks for nothing.
	Commit(while Pair, puts []Pair, deletes []string) error
	// Wipe takes everything away, the shelf itself too.
	Wipe() error
}

// Pair is a key and its value.
type Pair struct {
	Key   string
	Value []byte
}
