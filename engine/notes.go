package engine

import (
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/score"
)

// Code says what a note is about.
type Code string

const (
	LockUnknown   Code = "lock-unknown"   // Lock: no client goes by that name; it does nothing
	LockShared    Code = "lock-shared"    // Lock, Clients: so many go by that id, and all are locked
	NoModel       Code = "no-model"       // no factor is in the model, so nobody can be scored
	FactorEmpty   Code = "factor-empty"   // Factor: it has a weight, but no client has a value
	NeedsData     Code = "needs-data"     // Clients: too little data to be scored
	NoGDC         Code = "no-gdc"         // Clients: without a recorded GDC, which counts as 0
	Estimated     Code = "estimated"      // Clients: their time is their tier's standard
	AllEstimated  Code = "all-estimated"  // every client's is, so that two of the three views are one
	SharedEqually Code = "shared-equally" // Pool: nobody has any of its driver
	ByRevenue     Code = "by-revenue"     // Pool: shared by revenue, which gives everybody the same margin
	NoOwnerPay    Code = "no-owner-pay"   // margins are before paying the owner
	OverCapacity  Code = "over-capacity"  // Minutes: more than the practice has
	NobodyThere   Code = "nobody-there"   // the book is empty: all cost stands as unused capacity
	TooLarge      Code = "too-large"      // Figure: one of the practice that does not fit; with Clients, of so many clients
)

// Note is something a reader of the report should know. Only the fields that
// its Code names hold anything.
type Note struct {
	Code    Code
	Lock    Lock         `json:",omitzero"`
	Factor  score.Factor `json:",omitzero"`
	Pool    cost.Pool    `json:",omitzero"`
	Clients int          `json:",omitzero"`
	Minutes book.Minutes `json:",omitzero"`
	Figure  string       `json:",omitzero"` // key of the report
}

func (r *Report) notes() {
	add := func(n Note) { r.Notes = append(r.Notes, n) }
	for at, lock := range r.Settings.Locks {
		switch hits := r.locks.hits[at]; {
		case hits == 0:
			add(Note{Code: LockUnknown, Lock: lock})
		case hits > 1:
			add(Note{Code: LockShared, Lock: lock, Clients: hits})
		}
	}
	r.scoreNotes(add)
	if r.Book.N == 0 {
		add(Note{Code: NobodyThere})
	}
	noGDC, estimated := r.Book.N, 0
	for _, v := range r.Book.GDC {
		if v != book.Missing {
			noGDC--
		}
	}
	for _, e := range r.Estimated {
		if e {
			estimated++
		}
	}
	if noGDC > 0 {
		add(Note{Code: NoGDC, Clients: noGDC})
	}
	switch {
	case estimated == 0:
	case estimated == r.Book.N:
		add(Note{Code: AllEstimated})
	default:
		add(Note{Code: Estimated, Clients: estimated})
	}
	r.costNotes(add)
}

func (r *Report) scoreNotes(add func(Note)) {
	model := false
	for f, in := range r.Scores.InModel {
		model = model || in
		if !in && r.Settings.Weights[f] > 0 && r.Book.N > 0 {
			add(Note{Code: FactorEmpty, Factor: score.Factor(f)})
		}
	}
	if !model && r.Book.N > 0 {
		add(Note{Code: NoModel})
	} else if n := r.Book.N - r.Scores.Scored; n > 0 {
		add(Note{Code: NeedsData, Clients: n})
	}
}

func (r *Report) costNotes(add func(Note)) {
	for p, driver := range r.Settings.Drivers {
		if r.shared[p] == 0 {
			continue
		}
		if r.equally[p] {
			add(Note{Code: SharedEqually, Pool: cost.Pool(p)})
		} else if driver == cost.Revenue {
			add(Note{Code: ByRevenue, Pool: cost.Pool(p)})
		}
	}
	if r.Settings.Pools[cost.OwnerPay] == 0 {
		add(Note{Code: NoOwnerPay})
	}
	if r.OverCapacity != 0 {
		add(Note{Code: OverCapacity, Minutes: r.OverCapacity})
	}
	for _, sum := range []struct {
		key string
		v   int64
	}{
		{"aum", int64(r.Practice.AUM)}, {"gdc", int64(r.Practice.GDC)}, {"revenue", int64(r.Practice.Revenue)},
		{"profit", int64(r.Practice.Profit)}, {"minutes", int64(r.Practice.Minutes)},
	} {
		if sum.v == book.Missing {
			add(Note{Code: TooLarge, Figure: sum.key})
		}
	}
	unfit := 0
	for _, p := range r.Profit {
		if p == book.Missing {
			unfit++
		}
	}
	if unfit > 0 {
		add(Note{Code: TooLarge, Figure: "clients.profit", Clients: unfit})
	}
}
