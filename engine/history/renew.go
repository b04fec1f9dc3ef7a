package history

import (
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/intake/cell"
	"tierbook/engine/merge"
)

// FreeKey is a key that no client of any list in the history has or had.
func (h *History) FreeKey() book.Key {
	free := book.Key(1)
	var last *decision.Source
	for _, step := range h.steps {
		if step.State.Source != last || step.State.Changes != nil {
			last = step.State.Source
			free = max(free, step.State.NextKey())
		}
	}
	for _, p := range h.points {
		free = max(free, p.state.NextKey())
	}
	return free
}

// renewBody is the body of an entry that puts another import in the place of the
// open one and keeps what was decided about its clients.
type renewBody struct {
	Origin decision.Origin `json:"origin"`
	AsOf   book.Day        `json:"as_of"`
	Parts  []decision.Part `json:"parts,omitempty"`
}

// Renew goes on with another import of the same clients, which is the open list
// and another made one as how says: a step, with a restore point before it.
func (h *History) Renew(how merge.Joining, src *decision.Source, asOf book.Day) {
	body := renewBody{src.Origin, asOf, src.Parts}
	e := h.record(string(how), body)
	e.source = src
	h.renew(e, body)
}

// renew goes on with another import of the same clients: locks, changes and
// whatever else is about a client stay, as long as it is there.
func (h *History) renew(e Entry, body renewBody) {
	now := h.steps[h.at].State
	next := now
	next.Source, next.Settings.AsOf = e.source, body.AsOf
	if next.Source.Number = now.Source.Ordinal(); e.Kind == kindRenewed {
		next.Source.Number++
	}
	b := e.source.Import.Book
	there := make(map[book.Key]bool, b.N)
	for _, key := range b.Keys {
		there[key] = true
	}
	next.Changes = now.Changes.Carried(func(key book.Key) book.Key {
		if there[key] {
			return key
		}
		return 0
	})
	next.Settings.Locks = nil
	for _, l := range now.Settings.Locks {
		if l.Key == 0 || there[l.Key] || next.Changes.Has(l.Key) {
			next.Settings.Locks = append(next.Settings.Locks, l)
		}
	}
	if e.source.Import.Basis == cell.Net && now.Source.Import.Basis != cell.Net {
		next.Settings.Payout = 10000
	}
	h.markBefore(e)
	h.push(e, next)
	h.forget()
}
