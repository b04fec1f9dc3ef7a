package session

import (
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
)

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
	page := GroupsPage{Revision: s.Revision(), Total: len(all), Offset: max(q.Offset, 0)}
	for _, g := range stretch(all, page.Offset, q.Limit) {
		if i, ok := b.AtLine(g.Line); ok {
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
	page := HouseholdsPage{Revision: s.Revision(), Total: len(s.reads.likely), Offset: max(q.Offset, 0)}
	for _, g := range stretch(s.reads.likely, page.Offset, q.Limit) {
		one := LikelyHousehold{Group: g}
		for _, line := range g.Lines {
			if i, ok := b.AtLine(line); ok {
				one.Names = append(one.Names, b.NameOf(i))
			}
		}
		page.Rows = append(page.Rows, one)
	}
	return page, nil
}
