package tier

import "tierbook/engine/book"

// Places finds where the tiers part, given how many clients have each score
// and each tier's standard time (for Capacity, where it must be above 0).
func (c Cut) Places(count []int32, standard [book.Tiers]book.Minutes) *Places {
	n := 0
	for _, clients := range count {
		n += int(clients)
	}
	p := &Places{tiers: make([]book.Tier, len(count))}
	switch c.Method {
	case Shares:
		sum := 0
		for k, share := range c.Shares {
			sum += share
			p.Last[k] = (2*n*sum + 100) / 200
		}
	case Counts:
		p.Last = c.ahead(n, func(k int) int { return c.Counts[k] })
	case Capacity:
		p.Last = c.ahead(n, func(k int) int { return int(c.Minutes[k] / standard[k]) })
	case Scores:
		for k, lowest := range c.Scores {
			for _, clients := range count[min(int(lowest), len(count)):] {
				p.Last[k] += int(clients)
			}
		}
	case Natural:
		p.Last = natural(count)
	}
	p.Last[book.Tiers-1] = n
	p.assign(count)
	return p
}

// ahead fills the first three tiers with as many clients as each holds, up to
// n in all.
func (c Cut) ahead(n int, holds func(k int) int) (last [book.Tiers]int) {
	used := 0
	for k := range book.Tiers - 1 {
		used += min(holds(k), n-used)
		last[k] = used
	}
	return last
}

// assign gives every score its tier: the first whose last place is not before
// the first client with that score, so that equal scores are never parted.
func (p *Places) assign(count []int32) {
	p.Lowest = [book.Tiers]int{-1, -1, -1, -1}
	higher, k := 0, 0
	for score := len(count) - 1; score >= 0; score-- {
		for k < book.Tiers-1 && higher+1 > p.Last[k] {
			k++
		}
		p.tiers[score] = book.Tier(k + 1)
		if count[score] > 0 {
			p.Lowest[k] = score
		}
		higher += int(count[score])
	}
}

// Assign gives each client the tier of its score, and Unassigned where the
// score is below 0.
func (p *Places) Assign(scores []int16) []book.Tier {
	out := make([]book.Tier, len(scores))
	for i, s := range scores {
		if s >= 0 {
			out[i] = p.tiers[s]
		}
	}
	return out
}
