// Package reading is the part of the Book place that says how the client list
// was read and lets the advisor have it read otherwise: what the file leaves
// open is answered in place, a column is made another field at a tap, problems
// are mended a group at a time.
//
// Nothing is read here. A decision (intake.Decision) goes to the worker, which
// reads the file again; what is drawn is the List that comes of it.
package reading

import (
	"tierbook/app/link"
	"tierbook/engine/intake"
)

// decide has the list read otherwise.
func decide(d *intake.Decision) { link.Reread(*d) }
