// Package history is what an advisor has decided, step by step: states that are
// gone back to and forth, a log that is only added to, restore points.
//
//	h := history.New(today)
//	h.Open(import, origin, asOf)           // a client list has been read
//	h.Do(decision.SetWeight{…})            // a decision, kept and undoable
//	h.Try(decision.SetWeight{…})           // the same, shown but not kept
//	h.Undo()
//
// A Checkpoint and the log after it (Entry) are all that it takes to Resume,
// beside the client lists, which never change and are kept once each: a changed
// weight of a million-row book adds a line. Undo and redo are entries too; a
// restore point is a name for a state that was there.
//
// A command is a pure function from the state before to the state after
// (package decision), and what is derived from a state is never stored. So undo
// moves a cursor over states, and the log of commands alone is enough to come to
// the same state again.
package history
