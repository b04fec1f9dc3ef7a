package session

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
func (s *Session) Reread(imp *intake.Import) error {
	now := s.steps[s.at].state
	if now.Source == nil {
		return wire.NewFault("no-list")
	}
	s.carryKeys(imp.Book, now.Source.Import)
	merge.PartsInto(now.Source, imp)
	body := rereadBody{Combine: imp.Options.Combine}
	if before := now.Source.Import.Basis; before != imp.Basis && (before == cell.Net || imp.Basis == cell.Net) {
		payout := book.BP(10000) // what the file has is after payout, which must not be applied twice
		if before == cell.Net {
			payout = s.payoutBefore()
		}
		body.Payout = &payout
	}
	if day := imp.Options.AsOf; day != now.Source.Import.Options.AsOf && day != now.Settings.AsOf {
		body.AsOf = &day
	}
	e := s.record(kindReread, body)
	e.source = &decision.Source{Import: imp, Origin: now.Source.Origin, Parts: now.Source.Parts, Number: now.Source.Number}
	s.reread(e, body)
	return nil
}

func (s *Session) reread(e Entry, body rereadBody) {
	next := s.steps[s.at].state
	next.Source = e.source
	next.Settings.Combine = body.Combine
	if body.AsOf != nil {
		next.Settings.AsOf = *body.AsOf
	}
	if body.Payout != nil {
		next.Settings.Payout = *body.Payout
	}
	s.push(e, next)
	s.forget()
}

// payoutBefore is the payout before the list's revenue was found to be after
// payout, all of it where that is not known.
func (s *Session) payoutBefore() book.BP {
	for i := s.at; i >= 0; i-- {
		st := s.steps[i].state
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
func (s *Session) carryKeys(b *book.Book, before *intake.Import) {
	readings := []*intake.Import{before}
	last := book.Key(0)
	for _, imp := range s.Imports() {
		for _, key := range imp.Book.Keys {
			last = max(last, key)
		}
		if imp != before && imp.Print == before.Print && imp.Print != "" {
			readings = append(readings, imp)
		}
	}
	for _, step := range s.steps { // clients that the advisor added have keys too
		last = max(last, step.state.Changes.Last())
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
func (s *Session) Secret() []byte {
	var secret []byte
	for _, imp := range s.Imports() {
		if len(imp.Secret) > 0 {
			secret = imp.Secret
		}
	}
	return secret
}

// Known is how the advisor had the lists read that the history holds, the newest
// first.
func (s *Session) Known() []intake.Known {
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
	for i := s.at; i >= 0; i-- {
		if src := s.steps[i].state.Source; src != nil && !seen[src.Import] {
			seen[src.Import] = true
			add(src)
		}
	}
	for i := len(s.points) - 1; i >= 0; i-- {
		if src := s.points[i].state.Source; src != nil && !seen[src.Import] {
			seen[src.Import] = true
			add(src)
		}
	}
	return all
}

// reads tells one reading from another for whoever draws them, and keeps what
// takes long to find out of one.
type reads struct {
	src    *decision.Source
	number int
	likely []intake.Group
	asked  bool
}

func (s *Session) reading(src *decision.Source) int {
	if s.reads.src != src {
		s.reads = reads{src: src, number: s.reads.number + 1}
	}
	return s.reads.number
}

// mostTold is how many decisions of a kind are told.
const mostTold = 200

// fewOf is options with no more of each list than can be shown, and how many
// decisions are left out.
func fewOf(o intake.Options) (intake.Options, int) {
	all := len(o.Rules) + len(o.Cells) + len(o.LeftOut) + len(o.Clients) + len(o.Households) + len(o.Together)
	o.Rules, o.Cells, o.LeftOut = firsts(o.Rules), firsts(o.Cells), firsts(o.LeftOut)
	o.Clients, o.Households, o.Together = firsts(o.Clients), firsts(o.Households), firsts(o.Together)
	return o, all - len(o.Rules) - len(o.Cells) - len(o.LeftOut) - len(o.Clients) - len(o.Households) - len(o.Together)
}

func firsts[T any](list []T) []T { return list[:min(len(list), mostTold)] }

// GroupsQuery asks for a stretch of the problems of one kind, those that say the
// same taken together: one decision each.
type GroupsQuery struct {
	Waiting bool        `json:"waiting,omitempty"`
	Column  int         `json:"column"`
	Reason  cell.Reason `json:"reason"`
	Offset  int         `json:"offset"`
	Limit   int         `json:"limit"`
}

// GroupsPage is a stretch of the groups, the largest first.
type GroupsPage struct {
	Revision int     `json:"revision"`
	Total    int     `json:"total"`
	Offset   int     `json:"offset"`
	Rows     []Group `json:"rows"`
}

// Group is problems that say the same.
type Group struct {
	Text  string   `json:"text"`
	Count int      `json:"count"`
	Line  uint32   `json:"line"`           // of the first
	Key   book.Key `json:"key,omitempty"`  // the client whose first line that is, 0 for none, and in a list that waits
	Name  string   `json:"name,omitempty"` // of that client
}

// HouseholdsQuery asks for a stretch of the households that are proposed.
type HouseholdsQuery struct {
	Waiting bool `json:"waiting,omitempty"`
	Offset  int  `json:"offset"`
	Limit   int  `json:"limit"`
}

// HouseholdsPage is a stretch of them, in the order of the file.
type HouseholdsPage struct {
	Revision int               `json:"revision"`
	Total    int               `json:"total"`
	Offset   int               `json:"offset"`
	Rows     []LikelyHousehold `json:"rows"`
}

// LikelyHousehold is clients that may be one household.
type LikelyHousehold struct {
	intake.Group
	Names []string `json:"names"` // of the clients
}

var _, _ = register[GroupsQuery](), register[HouseholdsQuery]()

func (GroupsQuery) Kind() string     { return "problem-groups" }
func (HouseholdsQuery) Kind() string { return "households" }

func (q GroupsQuery) answer(s *Session) (GroupsPage, error) {
	imp, b := s.source(q.Waiting)
	at := map[string]int{}
	var all []Group
	for _, p := range imp.Problems {
		if p.Column != q.Column || p.Reason != q.Reason {
			continue
		}
		k, ok := at[p.Text]
		if !ok {
			k = len(all)
			at[p.Text] = k
			all = append(all, Group{Text: p.Text, Line: p.Line})
		}
		all[k].Count++
	}
	book.Arrange(all, func(a, b Group) int { return b.Count - a.Count })
	page := GroupsPage{Revision: s.revision, Total: len(all), Offset: max(q.Offset, 0)}
	for _, g := range stretch(all, page.Offset, q.Limit) {
		if i, ok := atLine(b, g.Line); ok {
			if g.Name = b.NameOf(i); !q.Waiting {
				g.Key = b.Keys[i]
			}
		}
		page.Rows = append(page.Rows, g)
	}
	return page, nil
}

func (q HouseholdsQuery) answer(s *Session) (HouseholdsPage, error) {
	imp, b := s.source(q.Waiting)
	if src := s.Read(q.Waiting); src != nil {
		if s.reading(src); !s.reads.asked {
			s.reads.likely, s.reads.asked = imp.LikelyHouseholds(), true
		}
	}
	page := HouseholdsPage{Revision: s.revision, Total: len(s.reads.likely), Offset: max(q.Offset, 0)}
	for _, g := range stretch(s.reads.likely, page.Offset, q.Limit) {
		one := LikelyHousehold{Group: g}
		for _, line := range g.Lines {
			if i, ok := atLine(b, line); ok {
				one.Names = append(one.Names, b.NameOf(i))
			}
		}
		page.Rows = append(page.Rows, one)
	}
	return page, nil
}
