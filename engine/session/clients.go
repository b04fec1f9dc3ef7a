package session

import (
	"slices"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/roster"
)

// ClientsQuery asks for a stretch of the table of clients.
type ClientsQuery struct {
	roster.Filter
	Sort   roster.Column `json:"sort"`
	Down   bool          `json:"down,omitempty"` // largest first
	Offset int           `json:"offset"`
	Limit  int           `json:"limit"`
}

// ClientsPage is a stretch of the table, and what the whole of it comes to.
type ClientsPage struct {
	Revision int          `json:"revision"`
	Total    int          `json:"total"` // clients that pass the filter
	Offset   int          `json:"offset"`
	Rows     []roster.Row `json:"rows"`
	Sum      engine.Line  `json:"sum"` // of the clients that pass
}

// MostRows is the most rows one answer holds.
const MostRows = 500

var _ = register[ClientsQuery]()

func (ClientsQuery) Kind() string { return "clients" }

func (q ClientsQuery) answer(s *Session) (ClientsPage, error) {
	r := s.Report()
	o := s.ordered(q.Filter, q.Sort, q.Down)
	o.shown = shown{book: r.Book, filter: q.Filter, by: q.Sort, down: q.Down, rows: o.rows}
	page := ClientsPage{Revision: s.Revision(), Total: len(o.rows), Offset: max(q.Offset, 0), Sum: o.sum}
	for _, i := range stretch(o.rows, page.Offset, q.Limit) {
		page.Rows = append(page.Rows, roster.RowOf(r, int(i)))
	}
	return page, nil
}

// stretch is what an answer holds of a list: at most limit of it, and never
// more than MostRows.
func stretch[T any](list []T, offset, limit int) []T {
	from := min(max(offset, 0), len(list))
	return list[from:min(from+min(max(limit, 0), MostRows), len(list))]
}

// ordered is the table that was asked for last, kept because a table asks for
// one stretch of it after another, and searching for one letter after another.
type ordered struct {
	revision int
	by       roster.Column
	down     bool
	all      []int32 // every client, in order; nil before the first

	filter roster.Filter
	rows   []int32     // those of all that pass
	sum    engine.Line // of them

	shown shown
}

// shown is the table as it was last looked at. It stays while what it is about
// changes, so that going from client to client is not upset by what is decided
// on the way.
type shown struct {
	book   *book.Book // any of the same clients
	filter roster.Filter
	by     roster.Column
	down   bool
	rows   []int32
}

func (s *Session) ordered(f roster.Filter, by roster.Column, down bool) *ordered {
	o, r := &s.order, s.Report()
	if o.all == nil || o.revision != s.Revision() || o.by != by || o.down != down {
		*o = ordered{revision: s.Revision(), by: by, down: down, all: roster.Sorted(r, by, down), shown: o.shown}
	}
	if o.rows != nil && o.filter == f {
		return o
	}
	from := o.all
	if o.rows != nil && f.Narrows(o.filter) {
		from = o.rows
	}
	o.filter, o.rows = f, roster.Filtered(r, from, f)
	o.sum = roster.Sum(r, o.rows)
	return o
}

// beside finds a client in the table that was looked at last, as it would be
// now, else as it was shown, else among everyone by rank: its place from 1, of
// how many, and the clients before and after it.
func (s *Session) beside(row int32) (at, of int, before, after book.Key) {
	b, seen := s.Report().Book, s.order.shown
	if seen.book == nil || !book.Same(seen.book.Keys, b.Keys) {
		seen = shown{}
	}
	rows := s.ordered(seen.filter, seen.by, seen.down).rows
	at = slices.Index(rows, row)
	if at < 0 {
		rows = seen.rows
		at = slices.Index(rows, row)
	}
	if at < 0 {
		rows = s.ordered(roster.Filter{}, roster.ByRank, false).rows
		at = slices.Index(rows, row)
	}
	if at > 0 {
		before = b.Keys[rows[at-1]]
	}
	if at < len(rows)-1 {
		after = b.Keys[rows[at+1]]
	}
	return at + 1, len(rows), before, after
}
