package cost

import (
	"slices"

	"tierbook/engine/book"
)

// Loss says how a client's loss stands up to another way of sharing.
type Loss uint8

const (
	None    Loss = iota // no view shows a loss
	Depends             // one or two of the three do
	Certain             // all three do
)

var lossNames = [...]string{"none", "depends", "certain"}

// String is the name reports use.
func (l Loss) String() string { return lossNames[l] }

// Losses judges each client in three views, all pools whole: shared by the
// clients' time, by their tiers' standard time, and equally. byTime holds what
// of the first view is known already, nil for a pool that is not.
func Losses(revenue []book.Cents, pools [Pools]book.Cents, minutes, standard []book.Minutes, byTime [Pools][]book.Cents) []Loss {
	n := len(revenue)
	losses := make([]Loss, n)
	borne := make([]book.Cents, n)
	for p, pool := range pools {
		if byTime[p] == nil {
			addShare(borne, pool, minutes)
			continue
		}
		for i, part := range byTime[p] {
			borne[i] += part
		}
	}
	views := Loss(1)
	if slices.Equal(minutes, standard) {
		views = 2
	}
	judge(losses, revenue, borne, views)
	if views == 1 {
		clear(borne)
		for _, pool := range pools {
			addShare(borne, pool, standard)
		}
		judge(losses, revenue, borne, 1)
	}
	clear(borne)
	for _, pool := range pools {
		addEqual(borne, pool)
	}
	judge(losses, revenue, borne, 1)

	verdict := [...]Loss{None, Depends, Depends, Certain}
	for i, l := range losses {
		losses[i] = verdict[l&3]
	}
	return losses
}

// judge counts, for each client, the views that show a loss.
func judge(losses []Loss, revenue, borne []book.Cents, views Loss) {
	losses, borne = losses[:len(revenue)], borne[:len(revenue)]
	for i, r := range revenue {
		if r < borne[i] {
			losses[i] += views
		}
	}
}
