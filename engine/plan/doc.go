// Package plan is what an advisor means to do about clients, and what that
// does to them and to the practice (METHOD.md §7).
//
// A Plan holds an Action for each client it is about. A Baseline is the
// practice as it is: its Effect says what an action does to one client, in the
// two figures that must never be mixed up, the client's own profit and the
// practice's.
package plan
