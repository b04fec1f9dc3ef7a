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

// Losses judges each client in three views, in each of which all pools are
// shared whole: by the clients' time, by their tiers' standard time, and
// equally.
func Losses(revenue []book.Cents, pools [Pools]book.Cents, time, standard *Basis) []Loss {
	losses := make([]Loss, len(revenue))
	for _, view := range [...]*Basis{time, standard, Equal(len(revenue))} {
		view.judge(losses, revenue, pools)
	}
	verdict := [...]Loss{None, Depends, Depends, Certain}
	for i, l := range losses {
		losses[i] = verdict[l&3]
	}
	return losses
}

// judge adds one to each client whose revenue does not pay for its part of the
// pools.
func (b *Basis) judge(losses []Loss, revenue []book.Cents, pools [Pools]book.Cents) {
	switch {
	case b.n == 0:
		return
	case b.Nobody():
		Equal(b.n).judge(losses, revenue, pools)
		return
	case b.wide != nil:
		borne := make([]book.Cents, b.n)
		for _, pool := range pools {
			for i, part := range b.Share(pool) {
				borne[i] += part
			}
		}
		for i, r := range revenue {
			if r < borne[i] {
				losses[i]++
			}
		}
		return
	}
	// What a class bears changes only at the rows where a pool's last cents run
	// out, so between them it is one amount a class.
	var splits [Pools]split
	ends := make([]int, 0, Pools+1)
	for p, pool := range pools {
		splits[p] = b.split(pool)
		ends = append(ends, splits[p].to)
	}
	ends = append(ends, b.n)
	slices.Sort(ends)
	from := 0
	for _, to := range ends {
		if from == to {
			continue
		}
		borne := make([]book.Cents, len(b.value))
		for _, s := range splits {
			for c, amount := range s.amount {
				borne[c] += amount
				if s.more[c] && from < s.to {
					borne[c]++
				}
			}
		}
		if b.class == nil {
			judgeAll(losses[from:to], revenue[from:to], borne[0])
		} else {
			judgeClasses(losses[from:to], revenue[from:to], b.class[from:to], borne)
		}
		from = to
	}
}

func judgeAll(losses []Loss, revenue []book.Cents, borne book.Cents) {
	losses = losses[:len(revenue)]
	for i, r := range revenue {
		if r < borne {
			losses[i]++
		}
	}
}

func judgeClasses(losses []Loss, revenue []book.Cents, class []uint16, borne []book.Cents) {
	losses, class = losses[:len(revenue)], class[:len(revenue)]
	for i, r := range revenue {
		if r < borne[class[i]] {
			losses[i]++
		}
	}
}
