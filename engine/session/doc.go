// Package session is the one stateful thing of the engine: a History of what the
// advisor has decided, and what there is to be seen of it. Commands go in, views
// come out, and both are small values that travel as JSON between the window,
// which draws, and the worker, where a Session lives.
//
//	s := session.New(today)
//	s.Open(import, origin, asOf)    // a client list has been read
//	s.Do(decision.SetWeight{…})     // a decision, kept and undoable
//	s.Undo()
//	view, err := session.See(s, session.ClientsQuery{…})
//	answer, err := s.Handle(request) // the same for whoever is across the wire
//
// A file is a place of the page or a part of one: the query, the view that
// answers it, and what a Session keeps so that the next such question is
// answered sooner. What a view needs that is no matter of sessions stands below:
//
//	decision  State, and the commands that lead from one to the next
//	history   steps, log, checkpoints, restore points
//	change    what the advisor knows better than the file, over the file's book
//	merge     two client lists into one
//	sheet     tables that are handed out, and those that come back
//	roster    the clients of a report: filtered, sorted, as rows
//	losses    those who cost money, as they are gone through (kin: who belongs together)
//	agenda    what is to be done by a plan, and when
//	column    the columns of a list by what they mean
//	wire      requests, envelopes and faults
package session
