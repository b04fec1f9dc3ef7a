package decision

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"tierbook/engine/book"
	"tierbook/engine/plan"
	"tierbook/engine/wire"
)

// Plans are kept in a state's own keys: "plans" says which there are, and
// "plan ID n" holds the n-th stretch of one, so that of a change only the
// stretch that it is in is kept again.

type keptPlans struct {
	All     []keptPlan `json:"all"`
	Chosen  int        `json:"chosen"`
	Last    int        `json:"last"`
	Skipped []book.Key `json:"skipped,omitempty"`
}

type keptPlan struct {
	ID        int                 `json:"id"`
	Name      string              `json:"name"`
	Avoidable [plan.Pools]book.BP `json:"avoidable"`
	Parts     []uint32            `json:"parts,omitempty"` // the n of each
}

// ofPlans reports whether a key of a kept state belongs to plans.
func ofPlans(key string) bool { return strings.HasPrefix(key, "plan") }

func partKey(id int, n uint32) string {
	return "plan " + strconv.Itoa(id) + " " + strconv.FormatUint(uint64(n), 10)
}

// planKeeper writes each stretch once, however many states share it.
type planKeeper map[*plan.Part]json.RawMessage

func (w planKeeper) keep(k Kept, ps plan.Plans) {
	if len(ps.All) == 0 && len(ps.Skipped) == 0 && ps.Last == 0 {
		return
	}
	head := keptPlans{Chosen: ps.Chosen, Last: ps.Last, Skipped: ps.Skipped}
	for _, p := range ps.All {
		one := keptPlan{ID: p.ID, Name: p.Name, Avoidable: p.Avoidable}
		for _, part := range p.Parts() {
			text, ok := w[part]
			if !ok {
				text = wire.Encode(part.Actions)
				w[part] = text
			}
			n := part.Number()
			one.Parts = append(one.Parts, n)
			k[partKey(p.ID, n)] = text
		}
		head.All = append(head.All, one)
	}
	k["plans"] = wire.Encode(head)
}

// planReader reads each stretch once, however many states share it.
type planReader map[*byte]*plan.Part

func (r planReader) read(k Kept) (ps plan.Plans, err error) {
	text, ok := k["plans"]
	if !ok {
		return ps, nil
	}
	var head keptPlans
	if err := wire.Decode(text, &head); err != nil {
		return ps, err
	}
	ps = plan.Plans{Chosen: head.Chosen, Last: head.Last, Skipped: head.Skipped}
	if len(head.All) > MostPlans || !slices.IsSorted(head.Skipped) {
		return plan.Plans{}, wire.NewFault("broken-log", "0", "checkpoint", "plans")
	}
	for i, one := range head.All {
		var parts []*plan.Part
		for _, n := range one.Parts {
			part, err := r.part(k[partKey(one.ID, n)])
			if err != nil {
				return plan.Plans{}, err
			}
			parts = append(parts, part)
		}
		p, ok := plan.OfParts(plan.Plan{ID: one.ID, Name: one.Name, Avoidable: one.Avoidable}, parts)
		if !ok || one.ID <= 0 || one.ID > head.Last || i > 0 && one.ID <= head.All[i-1].ID {
			return plan.Plans{}, wire.NewFault("broken-log", "0", "checkpoint", "plans")
		}
		for _, part := range one.Avoidable {
			if part < 0 || part > 10000 {
				return plan.Plans{}, wire.NewFault("broken-log", "0", "checkpoint", "plans")
			}
		}
		ps.All = append(ps.All, p)
	}
	return ps, nil
}

func (r planReader) part(text json.RawMessage) (*plan.Part, error) {
	if len(text) == 0 {
		return nil, wire.NewFault("broken-log", "0", "checkpoint", "plans")
	}
	if part, ok := r[&text[0]]; ok {
		return part, nil
	}
	part := new(plan.Part)
	if err := wire.Decode(text, &part.Actions); err != nil {
		return nil, err
	}
	for i := range part.Actions {
		if err := tidy(&part.Actions[i], 1); err != nil { // before lists had numbers it was the first
			return nil, err
		}
	}
	r[&text[0]] = part
	return part, nil
}
