package roster

import (
	"strconv"
	"strings"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
)

// Filter says which clients are looked for. The zero Filter is everyone.
type Filter struct {
	Search string `json:"search,omitempty"` // words that name, household or id must hold
	Tiers  uint8  `json:"tiers,omitempty"`  // bit k lets tier k pass, bit 0 the unassigned; 0 lets all pass
	Loss   Losing `json:"loss,omitempty"`
	Locked bool   `json:"locked,omitempty"` // only clients with a lock

	Under book.Cents `json:"under,omitempty"` // only clients whose GDC is below; of whom it is not known does not pass. 0 lets all pass
}

// Losing picks clients by the loss they carry.
type Losing uint8

const (
	AnyProfit    Losing = iota
	Unprofitable        // profit below 0 as the pools are shared
	Certain             // of those, the ones with a loss in every view
	Depends             // of those, the ones with a loss in some views only
	Untold              // of those, the ones without a recorded GDC: what they bring is not known
)

// TierBit is the bit of a tier in Filter.Tiers.
func TierBit(t book.Tier) uint8 { return 1 << t }

// Narrows reports whether whoever passes f passes g too, because f only has
// more letters to look for.
func (f Filter) Narrows(g Filter) bool {
	longer := strings.HasPrefix(f.Search, g.Search)
	f.Search, g.Search = "", ""
	return longer && f == g
}

// Filtered are the rows that pass, in the order given.
func Filtered(r *engine.Report, rows []int32, f Filter) []int32 {
	if f == (Filter{}) {
		return rows
	}
	p := passage{Filter: f, report: r, find: newFinder(f.Search)}
	passed := make([]bool, r.Book.N)
	if len(rows) > len(passed)/8 { // memory is read sooner in its own order
		for i := range passed {
			passed[i] = p.open(i)
		}
	} else {
		for _, row := range rows {
			passed[row] = p.open(int(row))
		}
	}
	out := make([]int32, 0, len(rows))
	for _, row := range rows {
		if passed[row] {
			out = append(out, row)
		}
	}
	return out
}

// passage lets through whom a filter is looking for.
type passage struct {
	Filter
	report *engine.Report
	find   *finder
	id     []byte
}

// open reports whether client i passes.
func (p *passage) open(i int) bool {
	r := p.report
	if p.Tiers != 0 && p.Tiers&TierBit(r.Tier[i]) == 0 || !p.Loss.Has(r, i) {
		return false
	}
	if p.Locked {
		if _, locked := r.LockOf(i); !locked {
			return false
		}
	}
	if p.Under != 0 && !(r.Book.GDC != nil && book.Has(r.Book.GDC[i]) && r.Book.GDC[i] < p.Under) {
		return false
	}
	if p.find.none() {
		return true
	}
	id := r.Book.ID.Bytes(i)
	if len(id) == 0 {
		p.id = strconv.AppendUint(append(p.id[:0], "row-"...), uint64(r.Book.Line[i]), 10)
		id = p.id
	}
	return p.find.match(r.Book.Name.Bytes(i), r.Book.Household.Bytes(i), id)
}

// Has reports whether client i carries a loss of the kind.
func (l Losing) Has(r *engine.Report, i int) bool {
	switch l {
	case Unprofitable:
		return r.Loses(i)
	case Certain:
		return r.Loses(i) && book.Has(book.At(r.Book.GDC, i)) && r.Loss[i] == cost.Certain
	case Depends:
		return r.Loses(i) && book.Has(book.At(r.Book.GDC, i)) && r.Loss[i] != cost.Certain
	case Untold:
		return r.Loses(i) && !book.Has(book.At(r.Book.GDC, i))
	}
	return true
}
