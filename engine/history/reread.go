package history

import (
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/merge"
	"tierbook/engine/wire"
)

// kindReread is the kind of entry that puts another reading of a file in the
// place of the one before. It is one step of the history.
const kindReread = "reread"

// rereadBody is the body of a reread entry.
type rereadBody struct {
	Combine intake.Combine `json:"combine,omitempty"`
	AsOf    *book.Day      `json:"as_of,omitempty"`  // where the list is said to be true as of another day
	Payout  *book.BP       `json:"payout,omitempty"` // where the revenue is found to be before payout, or after
}

// Reread shows another reading of the client list that is open, made with
// imp.Options. A client whose first record stands on the line where it stood is
// the same client: what was decided about it stays. Everything else that was
// decided stays too.
func (h *History) Reread(imp *intake.Import) error {
	now := h.steps[h.at].State
	if now.Source == nil {
		return wire.NewFault("no-list")
	}
	h.carryKeys(imp.Book, now.Source.Import)
	merge.PartsInto(now.Source, imp)
	body := rereadBody{Combine: imp.Options.Combine}
	if before := now.Source.Import.Basis; before != imp.Basis && (before == cell.Net || imp.Basis == cell.Net) {
		payout := book.BP(10000) // what the file has is after payout, which must not be applied twice
		if before == cell.Net {
			payout = h.payoutBefore()
		}
		body.Payout = &payout
	}
	if day := imp.Options.AsOf; day != now.Source.Import.Options.AsOf && day != now.Settings.AsOf {
		body.AsOf = &day
	}
	e := h.record(kindReread, body)
	e.source = &decision.Source{Import: imp, Origin: now.Source.Origin, Parts: now.Source.Parts, Number: now.Source.Number}
	h.reread(e, body)
	return nil
}

func (h *History) reread(e Entry, body rereadBody) {
	next := h.steps[h.at].State
	next.Source = e.source
	next.Settings.Combine = body.Combine
	if body.AsOf != nil {
		next.Settings.AsOf = *body.AsOf
	}
	if body.Payout != nil {
		next.Settings.Payout = *body.Payout
	}
	h.push(e, next)
	h.forget()
}

// payoutBefore is the payout before the list's revenue was found to be after
// payout, all of it where that is not known.
func (h *History) payoutBefore() book.BP {
	for i := h.at; i >= 0; i-- {
		st := h.steps[i].State
		if st.Source == nil || st.Source.Import.Basis != cell.Net {
			return st.Settings.Payout
		}
	}
	return 10000
}

// carryKeys gives the clients of a new reading of a file the keys that they had:
// in the reading before, or else in an earlier one of the same file, so that a
// row that was left out and is taken in again is the same client. Others get
// keys that no client has had.
func (h *History) carryKeys(b *book.Book, before *intake.Import) {
	readings := []*intake.Import{before}
	last := book.Key(0)
	for _, imp := range h.Imports() {
		for _, key := range imp.Book.Keys {
			last = max(last, key)
		}
		if imp != before && imp.Print == before.Print && imp.Print != "" {
			readings = append(readings, imp)
		}
	}
	for _, step := range h.steps { // clients that the advisor added have keys too
		last = max(last, step.State.Changes.Last())
	}
	taken := make([]bool, last+1)
	clear(b.Keys)
	for _, imp := range readings {
		at, lines := 0, imp.Book.Line // both ascend
		for i, line := range b.Line {
			for at < len(lines) && lines[at] < line {
				at++
			}
			if b.Keys[i] != 0 || at == len(lines) || lines[at] != line {
				continue
			}
			if key := imp.Book.Keys[at]; !taken[key] {
				b.Keys[i], taken[key] = key, true
			}
		}
	}
	for i, key := range b.Keys {
		if key == 0 {
			last++
			b.Keys[i] = last
		}
	}
}

// Secret is the key with which account numbers were hashed in the lists that the
// history holds, so that one account is one in all of them; nil where there is
// none yet.
func (h *History) Secret() []byte {
	var secret []byte
	for _, imp := range h.Imports() {
		if len(imp.Secret) > 0 {
			secret = imp.Secret
		}
	}
	return secret
}

// Known is how the advisor had the lists read that the history holds, the newest
// first.
func (h *History) Known() []intake.Known {
	var all []intake.Known
	add := func(src *decision.Source) {
		if src == nil || src.Origin.Sample {
			return
		}
		if k, ok := src.Import.Known(); ok {
			all = append(all, k)
		}
	}
	seen := map[*intake.Import]bool{}
	for i := h.at; i >= 0; i-- {
		if src := h.steps[i].State.Source; src != nil && !seen[src.Import] {
			seen[src.Import] = true
			add(src)
		}
	}
	for i := len(h.points) - 1; i >= 0; i-- {
		if src := h.points[i].state.Source; src != nil && !seen[src.Import] {
			seen[src.Import] = true
			add(src)
		}
	}
	return all
}
