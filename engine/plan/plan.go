package plan

import (
	"cmp"
	"iter"
	"slices"

	"tierbook/engine/book"
)

// Plan is what is to be done about some clients. It is never changed: what
// would change it makes another that shares most of it, so that a history of
// plans costs little.
type Plan struct {
	ID        int
	Name      string
	Avoidable [Pools]book.BP // which part of the cost that is shed really goes away

	n     int
	parts []*Part // of clients with neighbouring keys, in the order of keys, none empty
}

// Part is a stretch of a plan: the actions about clients whose keys agree but
// for their last bits. It is never changed either, so that whoever keeps plans
// can tell by the pointer which parts are new.
type Part struct {
	Actions []Action // in the order of keys
}

// partBits is how many of a key's last bits differ within a part.
const partBits = 4

func (p *Part) number() book.Key { return p.Actions[0].Key >> partBits }

// Number is what tells the part from the others of its plan.
func (p *Part) Number() uint32 { return uint32(p.number()) }

// Len is how many clients the plan is about.
func (p *Plan) Len() int { return p.n }

// Parts are the stretches of the plan. They must not be changed.
func (p *Plan) Parts() []*Part { return p.parts }

// OfParts is a plan of parts as they were kept. It is false where they are no
// parts of one.
func OfParts(p Plan, parts []*Part) (*Plan, bool) {
	p.n, p.parts = 0, parts
	last := book.Key(0)
	for i, part := range parts {
		if len(part.Actions) == 0 || i > 0 && part.number() <= parts[i-1].number() {
			return nil, false
		}
		for _, a := range part.Actions {
			if a.Key <= last || a.Key>>partBits != part.number() || !a.Valid() {
				return nil, false
			}
			last = a.Key
		}
		p.n += len(part.Actions)
	}
	return &p, true
}

// All are the actions in the order of the clients' keys.
func (p *Plan) All() iter.Seq[*Action] {
	return func(yield func(*Action) bool) {
		for _, part := range p.parts {
			for i := range part.Actions {
				if !yield(&part.Actions[i]) {
					return
				}
			}
		}
	}
}

// Of is the action about a client.
func (p *Plan) Of(key book.Key) (Action, bool) {
	i, ok := slices.BinarySearchFunc(p.parts, key>>partBits, func(part *Part, n book.Key) int { return cmp.Compare(part.number(), n) })
	if !ok {
		return Action{}, false
	}
	part := p.parts[i]
	i, ok = slices.BinarySearchFunc(part.Actions, key, byKey)
	if !ok {
		return Action{}, false
	}
	return part.Actions[i], true
}

func byKey(a Action, key book.Key) int { return cmp.Compare(a.Key, key) }

// Standing is the action about a client that has not been dropped.
func (p *Plan) Standing(key book.Key) (Action, bool) {
	a, ok := p.Of(key)
	return a, ok && a.Status != Dropped
}

// Decided reports whether something is to be done about a client.
func (p *Plan) Decided(key book.Key) bool {
	_, ok := p.Standing(key)
	return ok
}

// With is the plan with other actions about some clients.
func (p *Plan) With(actions ...Action) *Plan {
	sorted := slices.Clone(actions)
	book.Arrange(sorted, func(a, b Action) int { return cmp.Compare(a.Key, b.Key) })
	return p.edited(len(sorted), func(i int) book.Key { return sorted[i].Key }, func(of []Action, from, to int) []Action {
		for _, a := range sorted[from:to] {
			if at, ok := slices.BinarySearchFunc(of, a.Key, byKey); ok {
				of[at] = a
			} else {
				of = slices.Insert(of, at, a)
			}
		}
		return of
	})
}

// Without is the plan without actions about some clients.
func (p *Plan) Without(keys ...book.Key) *Plan {
	sorted := slices.Clone(keys)
	slices.Sort(sorted)
	return p.edited(len(sorted), func(i int) book.Key { return sorted[i] }, func(of []Action, from, to int) []Action {
		for _, key := range sorted[from:to] {
			if at, ok := slices.BinarySearchFunc(of, key, byKey); ok {
				of = slices.Delete(of, at, at+1)
			}
		}
		return of
	})
}

// edited is the plan with other parts where the keys of n edits, in order, lie:
// edit makes the edits from…to in the actions of a part.
func (p *Plan) edited(n int, key func(int) book.Key, edit func(of []Action, from, to int) []Action) *Plan {
	next := *p
	next.parts = make([]*Part, 0, len(p.parts)+1)
	old := p.parts
	for from := 0; from < n; {
		number, to := key(from)>>partBits, from
		for to < n && key(to)>>partBits == number {
			to++
		}
		for len(old) > 0 && old[0].number() < number {
			next.parts = append(next.parts, old[0])
			old = old[1:]
		}
		var of []Action
		if len(old) > 0 && old[0].number() == number {
			of = slices.Clone(old[0].Actions)
			old = old[1:]
		}
		next.n -= len(of)
		if of = edit(of, from, to); len(of) > 0 {
			next.parts = append(next.parts, &Part{of})
		}
		next.n += len(of)
		from = to
	}
	next.parts = append(next.parts, old...)
	return &next
}

// Equal reports whether two plans say the same.
func (p *Plan) Equal(q *Plan) bool {
	if p == q {
		return true
	}
	if p.ID != q.ID || p.Name != q.Name || p.Avoidable != q.Avoidable || p.n != q.n || len(p.parts) != len(q.parts) {
		return false
	}
	for i, part := range p.parts {
		if part != q.parts[i] && !slices.Equal(part.Actions, q.parts[i].Actions) {
			return false
		}
	}
	return true
}
