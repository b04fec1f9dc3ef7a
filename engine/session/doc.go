// Package session is the one stateful thing of the engine: it holds the book,
// what the advisor has decided about it, and the history of those decisions.
// Commands go in, views come out, and both are small values that travel as
// JSON between the window, which draws, and the worker, where a Session lives.
//
//	s := session.New(today)
//	s.Open(import, origin, asOf)    // a client list has been read
//	s.Do(session.SetWeight{…})      // a decision, kept and undoable
//	s.Try(session.SetWeight{…})     // the same, shown but not kept
//	s.Undo()
//	view, err := session.See(s, session.ClientsQuery{…})
//
// What is done is a log that is only added to (Entry). A Checkpoint and the log
// after it are all that it takes to Resume, beside the client lists, which
// never change and are kept once each: a changed weight of a million-row book
// adds a line. Undo and redo are entries too; a restore point is a name for a
// state that was there.
//
// A command is a pure function from the state before to the state after; the
// report is derived from the state and never stored. So undo moves a cursor
// over states, and the log of commands alone is enough to come to the same
// state again.
package session
