package losses

import (
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/kin"
	"tierbook/engine/plan"
)

// Order is the order in which the clients with a loss are gone through.
// Those about whom there are questions come last in each.
type Order uint8

const (
	GreatestLoss Order = iota
	BestTier           // within a tier by loss
	CertainFirst       // losses that are there however cost is shared
)

// AskSum is a question about clients with a loss.
type AskSum struct {
	Clients int        `json:"clients"`
	Loss    book.Cents `json:"loss"`
}

// Group is clients of one tier whose loss has one cause and that the same
// would mend: one decision.
type Group struct {
	ID       uint16       `json:"id"`
	Tier     book.Tier    `json:"tier"`
	Cause    engine.Cause `json:"cause"`
	Lever    plan.Lever   `json:"lever"`
	And      plan.Lever   `json:"and,omitempty"`
	Serve    book.Tier    `json:"serve,omitempty"` // as which, where that is a lever
	Clients  int          `json:"clients"`
	Loss     book.Cents   `json:"loss"`
	Practice book.Cents   `json:"practice"` // what it would bring the practice
	Freed    book.Minutes `json:"freed"`
	Fee      book.Cents   `json:"fee"`    // the greatest of the fees, before payout
	Assets   book.Cents   `json:"assets"` // to be brought in all
}

// LeastGroup is how many clients are a group.
const LeastGroup = 3

// Walk is what the walk rests on, kept for a report.
type Walk struct {
	Report    *engine.Report
	Avoidable [cost.Pools]book.BP
	Mender    *engine.Mender
	Kin       *kin.Kin

	Rows     []int32   // clients with a loss, the greatest first
	Verdicts []Verdict // of each
	Place    []int32   // place of each client of the book among rows, -1 for none

	Loss book.Cents
	Asks [engine.Asks]AskSum
}

// Verdict is what there is to be said about a client in a few bytes.
type Verdict struct {
	Group    uint16
	Asks     engine.Ask
	Certain  bool
	Tier     book.Tier
	Practice book.Cents
	Freed    book.Minutes
	Fee      book.Cents
	Assets   book.Cents
	Needed   book.Cents // to bring it to the target; Missing where no fee does, or none may be charged
}

// groupID packs what makes losses alike, in three bits each: tier, cause, and
// what is recommended.
func groupID(t book.Tier, c engine.Cause, to *plan.Terms) uint16 {
	return uint16(t)<<12 | uint16(c)<<9 | uint16(to.Lever)<<6 | uint16(to.And)<<3 | uint16(to.Tier)
}

// GroupOf is the group of an ID, still empty.
func GroupOf(id uint16) *Group {
	return &Group{
		ID: id, Tier: book.Tier(id >> 12), Cause: engine.Cause(id >> 9 & 7), Lever: plan.Lever(id >> 6 & 7), And: plan.Lever(id >> 3 & 7), Serve: book.Tier(id & 7),
	}
}

// New works out what there is to be said about each client with a loss.
func New(r *engine.Report, avoidable [cost.Pools]book.BP, related *kin.Kin) *Walk {
	w := &Walk{Report: r, Avoidable: avoidable, Mender: r.Mender(avoidable, related.Held), Kin: related, Place: make([]int32, r.Book.N)}
	for i := range r.Book.N {
		if w.Place[i] = -1; r.Loses(i) {
			w.Rows = append(w.Rows, int32(i))
		}
	}
	w.Rows = book.ByNumber(w.Rows, func(i int32) book.Cents { return r.Profit[i] })
	w.Verdicts = make([]Verdict, len(w.Rows))
	var m engine.Mend
	for k, row := range w.Rows {
		i := int(row)
		w.Place[i] = int32(k)
		w.Mender.Mend(i, w.Kin.Linked(r, i), &m)
		v := Verdict{Asks: m.Asks, Certain: r.Loss[i] == cost.Certain, Tier: r.Tier[i], Needed: m.Repair.FeeNeeded.Value}
		if !r.Settings.Fees.Allows(plan.Charge, m.Client.AUM) {
			v.Needed = book.Missing
		}
		if o := m.Best(); o != nil {
			v.Group = groupID(r.Tier[i], m.Cause, &o.Terms)
			v.Practice, v.Freed, v.Fee, v.Assets = o.Practice, o.Freed, o.Fee, o.Assets
		}
		for bit := range w.Asks {
			if m.Asks>>bit&1 != 0 {
				w.Asks[bit].Clients++
				w.Asks[bit].Loss = book.Sub(w.Asks[bit].Loss, r.Profit[i])
			}
		}
		w.Verdicts[k] = v
		w.Loss = book.Sub(w.Loss, r.Profit[i])
	}
	return w
}

// Ordered is the places of the clients with a loss, as they are gone through.
func (w *Walk) Ordered(by Order) []int32 {
	return book.ByNumber(book.Rows(len(w.Rows)), func(k int32) book.Cents {
		v, class := &w.Verdicts[k], book.Cents(0)
		switch by {
		case BestTier:
			if class = book.Cents(v.Tier); v.Tier == book.Unassigned {
				class = book.Tiers + 1
			}
		case CertainFirst:
			if !v.Certain {
				class = 1
			}
		}
		if v.Asks != 0 {
			class += 16
		}
		return class
	})
}
