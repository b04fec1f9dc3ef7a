package plan

import (
	"slices"

	"tierbook/engine/book"
)

// Plans are the plans for a client list, of which one is worked on. They are
// never changed, as each of them. The zero Plans has none.
type Plans struct {
	All     []*Plan    // in the order in which they were made
	Chosen  int        // ID of the one that is worked on
	Last    int        // the highest ID given
	Skipped []book.Key // clients that the walk left for later, in order of their keys
}

// ByID is a plan, nil where there is none.
func (ps Plans) ByID(id int) *Plan {
	i := slices.IndexFunc(ps.All, func(p *Plan) bool { return p.ID == id })
	if i < 0 {
		return nil
	}
	return ps.All[i]
}

// empty is what stands for the plan that has not been begun.
var empty = new(Plan)

// Now is the plan that is worked on. With none it is an empty one with no ID.
func (ps Plans) Now() *Plan {
	if p := ps.ByID(ps.Chosen); p != nil {
		return p
	}
	return empty
}

// With is the plans with p in the place of the one with its ID, or at the end
// and chosen where it has none yet.
func (ps Plans) With(p *Plan) Plans {
	ps.All = slices.Clone(ps.All)
	if i := slices.IndexFunc(ps.All, func(q *Plan) bool { return q.ID == p.ID }); i >= 0 {
		ps.All[i] = p
		return ps
	}
	own := *p
	ps.Last++
	own.ID, ps.Chosen = ps.Last, ps.Last
	ps.All = append(ps.All, &own)
	return ps
}

// Without is the plans without one. Where it was the chosen one, the first of
// the others is.
func (ps Plans) Without(id int) Plans {
	ps.All = slices.DeleteFunc(slices.Clone(ps.All), func(p *Plan) bool { return p.ID == id })
	if ps.Chosen == id {
		ps.Chosen = 0
		if len(ps.All) > 0 {
			ps.Chosen = ps.All[0].ID
		}
	}
	if len(ps.All) == 0 {
		ps.All = nil
	}
	return ps
}

// Skip is the plans with clients left for later, or no longer.
func (ps Plans) Skip(skip bool, keys ...book.Key) Plans {
	var out []book.Key
	if skip {
		out = append(slices.Clone(ps.Skipped), keys...)
		slices.Sort(out)
		out = slices.Compact(out)
	} else {
		named := slices.Clone(keys)
		slices.Sort(named)
		for _, k := range ps.Skipped {
			if _, ok := slices.BinarySearch(named, k); !ok {
				out = append(out, k)
			}
		}
	}
	ps.Skipped = out
	return ps
}

// Has reports whether a client was left for later.
func (ps Plans) Has(key book.Key) bool {
	_, ok := slices.BinarySearch(ps.Skipped, key)
	return ok
}

// LastKey is the highest key of a client whom the plans are about, 0 with none:
// who has left the list keeps it, so that nobody else may be given it.
func (ps Plans) LastKey() book.Key {
	last := book.Key(0)
	for _, p := range ps.All {
		if n := len(p.parts); n > 0 {
			actions := p.parts[n-1].Actions
			last = max(last, actions[len(actions)-1].Key)
		}
	}
	return last
}

// Equal reports whether two sets of plans say the same.
func (ps Plans) Equal(other Plans) bool {
	return ps.Chosen == other.Chosen && ps.Last == other.Last && slices.Equal(ps.Skipped, other.Skipped) &&
		slices.EqualFunc(ps.All, other.All, (*Plan).Equal)
}
