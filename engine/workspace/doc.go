// Package workspace is the saved form of a session: the history and the client
// lists that it holds, as a file that the user keeps. FORMAT.md says what is in
// it, for whoever wants to read one without Tierbook.
//
//	err := workspace.Save(file, workspace.Of(s, about), passphrase)
//	w, err := workspace.Open(file, passphrase, limits)
//	s, err := w.Session()
//
// A file is one JSON object, inside an ordinary age file when it has a
// passphrase. Open tells apart what is no Tierbook file (ErrForeign), what is
// damaged or was tampered with (ErrDamaged), what a newer version wrote
// (ErrNewer), what a passphrase does not open (ErrPassphrase), and what is
// larger than there is room for (ErrTooLarge). What it reads is bounded by
// Limits, whatever a file says of itself.
package workspace

import "errors"

// What can be wrong with a file.
var (
	ErrForeign    = errors.New("not a Tierbook file")
	ErrDamaged    = errors.New("the file is damaged")
	ErrNewer      = errors.New("the file was written by a newer Tierbook")
	ErrPassphrase = errors.New("the passphrase does not fit, or the first lines of the file are damaged")
	ErrLocked     = errors.New("the file needs its passphrase")
	ErrTooLarge   = errors.New("the file holds more than there is room for")
	ErrTooSlow    = errors.New("the passphrase of the file takes more memory to check than is allowed")
)
