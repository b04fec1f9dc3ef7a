package session

import (
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/match"
	"tierbook/engine/merge"
	"tierbook/engine/wire"
)

// StagedQuery asks what the list that waits would do to the one that is open.
type StagedQuery struct {
	How merge.Joining `json:"how,omitempty"` // "" for what is suggested
}

// Staged is a list that waits, beside the one that is open.
type Staged struct {
	Revision int             `json:"revision"`
	Origin   decision.Origin `json:"origin"`
	AsOf     book.Day        `json:"as_of"`
	How      merge.Joining   `json:"how"`       // that was asked for
	Suggest  merge.Joining   `json:"suggest"`   // what it most likely is
	Mine     int             `json:"mine"`      // clients of the open list, added ones included
	Theirs   int             `json:"theirs"`    // clients of the new one
	Lost     int             `json:"lost"`      // cells and lines of it that could not be read
	Aside    int             `json:"aside"`     // lines of it that are no clients
	Foreign  bool            `json:"foreign"`   // its ids are of another system
	Changed  int             `json:"changed"`   // clients with another value in one of the fields once it is taken in, or in any column where columns are added
	Locks    int             `json:"locks"`     // locks that would go, with clients who are not in it
	Values   int             `json:"values"`    // values of the advisor's own that would go with them
	Currency string          `json:"currency"`  // of the amounts
	OneAsked []Asked         `json:"one_asked"` // how many proposals rest on what, the best first

	match.Counts
	Columns []merge.Column `json:"columns"`
}

// Asked is how many proposals rest on the same.
type Asked struct {
	By    match.By `json:"by"`
	Count int      `json:"count"`
}

// The stretches of clients that can be asked for.
const (
	StagedAsked   = "asked"   // proposals
	StagedNew     = "new"     // only in the new list
	StagedGone    = "gone"    // only in the open one
	StagedChanged = "changed" // in both, and counted by Staged.Changed
)

// StagedRowsQuery asks for a stretch of the clients that a waiting list is about.
type StagedRowsQuery struct {
	How    merge.Joining `json:"how,omitempty"`
	Which  string        `json:"which"`
	Offset int           `json:"offset"`
	Limit  int           `json:"limit"`
}

// StagedRows is a stretch of them.
type StagedRows struct {
	Revision int         `json:"revision"`
	Total    int         `json:"total"`
	Offset   int         `json:"offset"`
	Rows     []merge.Row `json:"rows"`
}

var _, _ = register[StagedQuery](), register[StagedRowsQuery]()

func (StagedQuery) Kind() string     { return "staged" }
func (StagedRowsQuery) Kind() string { return "staged-rows" }

func (q StagedQuery) answer(s *Session) (Staged, error) {
	g := s.waiting()
	if g == nil {
		return Staged{Revision: s.Revision()}, nil
	}
	how := q.How
	if how == "" {
		how = g.Suggested()
	}
	v := Staged{
		Revision: s.Revision(), Origin: g.Theirs.Origin, AsOf: g.asOf, How: how, Suggest: g.Suggested(),
		Mine: g.Match.Mine.N, Theirs: g.Match.Theirs.N, Foreign: g.Match.ForeignID, Counts: g.Match.Counts(), Currency: g.Currency(how),
	}
	if how == merge.Renewed {
		v.Gone = len(g.Gone(how))
	}
	v.Lost, _ = g.Theirs.Import.Lost()
	v.Aside = g.Theirs.Import.Controls.SetAside
	for _, p := range g.Match.Asked {
		at := 0
		for at < len(v.OneAsked) && v.OneAsked[at].By != p.By {
			at++
		}
		if at == len(v.OneAsked) {
			v.OneAsked = append(v.OneAsked, Asked{By: p.By})
		}
		v.OneAsked[at].Count++
	}
	if how == merge.Replaced {
		return v, nil
	}
	v.Columns, v.Changed = g.Compared(how)
	if how == merge.Renewed {
		v.Locks, v.Values = g.Goes(s.Kept())
	}
	return v, nil
}

func (q StagedRowsQuery) answer(s *Session) (StagedRows, error) {
	page := StagedRows{Revision: s.Revision(), Offset: max(q.Offset, 0)}
	g := s.waiting()
	if g == nil {
		return page, nil
	}
	how := q.How
	if how != merge.Joined {
		how = merge.Renewed
	}
	var rows []merge.Row
	switch q.Which {
	case StagedAsked:
		for _, p := range g.Match.Asked {
			rows = append(rows, merge.Row{Mine: merge.WhoOf(g.Match.Mine, g.Mine.Import.Book, p.Mine), Theirs: merge.WhoOf(g.Match.Theirs, g.Match.Theirs, p.Theirs), Row: p.Theirs, By: p.By})
		}
	case StagedNew:
		for _, row := range g.Fresh(how) {
			rows = append(rows, merge.Row{Theirs: merge.WhoOf(g.Match.Theirs, g.Match.Theirs, row), Row: row})
		}
	case StagedGone:
		for _, row := range g.Gone(how) {
			rows = append(rows, merge.Row{Mine: merge.WhoOf(g.Match.Mine, g.Mine.Import.Book, row), Row: match.None})
		}
	case StagedChanged:
		rows = g.Changed(how)
	default:
		return page, wire.NewFault("unknown-view", q.Which)
	}
	page.Total = len(rows)
	page.Rows = stretch(rows, page.Offset, q.Limit)
	return page, nil
}
