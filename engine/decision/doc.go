// Package decision is what an advisor has decided, and how they decide one thing
// more.
//
// A State is all of it: the client list that is open and what is changed of it,
// what the practice costs and how it scores, and the plans. A Command is one
// decision. Applying it is a pure function from the state before to the state
// after, so a history is nothing but states, and the commands alone lead to the
// same one again. Commands travel and are kept under their Kind (Open), states
// as what differs from one to the next (Keeper, Resumer).
//
//	next, err := decision.Apply(now, decision.SetPayout{Payout: 9000})
//
// Files are named for what is decided about: the model, costs, values, hours,
// ratings, clients, plans.
package decision
