// Package losses is the clients who cost a practice money, as they are gone
// through one by one: a Verdict on each in a few bytes, the orders of the Walk,
// and the groups of those whom the same decision would mend.
package losses
