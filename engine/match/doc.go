// Package match finds the clients of one list in another: by their ids, else by
// name and household.
//
// Only an id settles a pair by itself, and only where the names do not speak
// against it. Whatever rests on a name is a proposal, with how good it is; the
// caller asks, and settles those that are confirmed (Match.Settle). Nothing is
// lost: every client of either list is paired, proposed or alone.
package match
