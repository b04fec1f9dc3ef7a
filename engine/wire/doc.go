// Package wire is the form of what window and worker say to one another about
// a session: a Request, whose Envelope holds a command or a query of its own
// kind, and a Fault where something could not be done.
//
// A Fault is a code and values; the sentence about it is made in the window. A
// body is refused where it has a field too many (Decode), for then the two are
// not of one build, or a file is not what it seems.
package wire
