// Package link is the line between the window, which draws, and the worker,
// where the session with the client list lives. Both run the same program.
//
// The window asks and is answered later, in its own goroutine:
//
//	link.Do(ctx, session.SetWeight{…})            // a decision
//	link.Try(ctx, session.SetWeight{…})           // while a slider is dragged
//	link.See(ctx, session.ClientsQuery{…}, func(ctx app.Context, page session.ClientsPage) { … })
//	link.Open(ctx, file)                          // a client list
//
// Messages are JSON, numbered, and carry the build they come from: a window
// never talks to a worker of another version. Of the requests that a newer one
// makes pointless (a slider's, a table's) only the newest waits; one is under
// way at a time.
package link

import (
	"encoding/json"

	"tierbook/engine/decision"
	"tierbook/engine/session"
	"tierbook/engine/sheet"
	"tierbook/engine/wire"
)

// ask is a message to the worker.
type ask struct {
	Seq     int             `json:"seq"`
	Request *wire.Request   `json:"request,omitempty"`
	Open    *opening        `json:"open,omitempty"`   // comes with a File beside the JSON
	Read    *rereading      `json:"read,omitempty"`   // may come with a File
	Cancel  int             `json:"cancel,omitempty"` // number of the opening to stop
	Keep    *keeping        `json:"keep,omitempty"`
	Table   *session.Export `json:"table,omitempty"`
	Warm    bool            `json:"warm,omitempty"` // comes with a File beside the JSON
}

// opening asks for a file to be read and opened.
type opening struct {
	Origin decision.Origin `json:"origin"`
	AsOf   string          `json:"as_of"` // ISO date, proposed by the window's clock

	Passphrase string `json:"passphrase,omitempty"` // of a Tierbook file
	Sure       bool   `json:"sure,omitempty"`       // a Tierbook file may take the place of what is open
}

// reply is a message from the worker. One ask has one reply with Done set, and
// any number before it that only tell how far it has come.
type reply struct {
	Seq      int             `json:"seq"`
	Build    string          `json:"build,omitempty"` // in the very first message only
	Done     bool            `json:"done,omitempty"`
	Progress *Progress       `json:"progress,omitempty"`
	View     json.RawMessage `json:"view,omitempty"`
	Fault    *wire.Fault     `json:"fault,omitempty"`
	Log      int             `json:"log,omitempty"`    // the newest entry of the log
	Filled   *sheet.Filled   `json:"filled,omitempty"` // a sheet of ours was taken in
	Waits    bool            `json:"waits,omitempty"`  // a list waits to be taken in
	Keep     *Keeping        `json:"keep,omitempty"`   // also comes unasked, with Seq 0

	file File // beside the JSON: a file that was made
}

// Progress is how much of a file has been read.
type Progress struct {
	Name  string `json:"name"`
	Read  int64  `json:"read"`  // bytes
	Total int64  `json:"total"` // bytes
}
