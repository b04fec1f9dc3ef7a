// Package reading is the part of the Book place that says how the client list
// was read and lets the advisor have it read otherwise: what the file leaves
// open is answered in place, a column is made another field at a tap, problems
// are mended a group at a time. A second file that waits to be taken in is shown
// by the same parts.
//
// Nothing is read here. A decision (intake.Decision) goes to the worker, which
// reads the file again; what is drawn is the List that comes of it.
package reading

import (
	"tierbook/app/link"
	"tierbook/engine/intake"
	"tierbook/engine/session"
)

// decide has a list read otherwise: the one that is open, or the one that waits.
func decide(l *session.List, d *intake.Decision) { link.Reread(*d, l.Waiting) }
