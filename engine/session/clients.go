package session

import (
	"slices"
	"strconv"
	"strings"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
)

// Column is a column of the table of clients.
type Column uint8

const (
	ByRank Column = iota // best first is ascending
	ByName
	ByTier
	ByAUM
	ByGDC
	ByRevenue
	ByCost
	ByProfit
	ByMinutes
	ByScore
	ByLine // as the file has them
)

// Filter says which clients are looked for. The zero Filter is everyone.
type Filter struct {
	Search string `json:"search,omitempty"` // words that name, household or id must hold
	Tiers  uint8  `json:"tiers,omitempty"`  // bit k lets tier k pass, bit 0 the unassigned; 0 lets all pass
	Loss   Losing `json:"loss,omitempty"`
	Locked bool   `json:"locked,omitempty"` // only clients with a lock
}

// Losing picks clients by the loss they carry.
type Losing uint8

const (
	AnyProfit    Losing = iota
	Unprofitable        // profit below 0 as the pools are shared
	Certain             // of those, the ones with a loss in every view
	Depends             // of those, the ones with a loss in some views only
	Untold              // of those, the ones without a recorded GDC: what they bring is not known
)

// TierBit is the bit of a tier in Filter.Tiers.
func TierBit(t book.Tier) uint8 { return 1 << t }

// narrows reports whether whoever passes f passes g too, because f only has
// more letters to look for.
func (f Filter) narrows(g Filter) bool {
	longer := strings.HasPrefix(f.Search, g.Search)
	f.Search, g.Search = "", ""
	return longer && f == g
}

// ClientsQuery asks for a stretch of the table of clients.
type ClientsQuery struct {
	Filter
	Sort   Column `json:"sort"`
	Down   bool   `json:"down,omitempty"` // largest first
	Offset int    `json:"offset"`
	Limit  int    `json:"limit"`
}

// ClientsPage is a stretch of the table, and what the whole of it comes to.
type ClientsPage struct {
	Revision int         `json:"revision"`
	Total    int         `json:"total"` // clients that pass the filter
	Offset   int         `json:"offset"`
	Rows     []ClientRow `json:"rows"`
	Sum      engine.Line `json:"sum"` // of the clients that pass
}

// ClientRow is one line of the table of clients.
type ClientRow struct {
	Key       book.Key     `json:"key"`
	ID        string       `json:"id"`
	Name      string       `json:"name"`
	Household string       `json:"household,omitempty"`
	Tier      book.Tier    `json:"tier"`
	Score     int          `json:"score"` // hundredths of a point, -1 unassigned
	Rank      int          `json:"rank"`  // 0 unassigned
	AUM       book.Cents   `json:"aum"`   // Missing where there is none
	GDC       book.Cents   `json:"gdc"`   // Missing where there is none
	Revenue   book.Cents   `json:"revenue"`
	Cost      book.Cents   `json:"cost"`
	Profit    book.Cents   `json:"profit"`
	Minutes   book.Minutes `json:"minutes"`
	Estimated bool         `json:"estimated,omitempty"`
	Loss      cost.Loss    `json:"loss"`
	Locked    bool         `json:"locked,omitempty"`
}

// MostRows is the most rows one answer holds.
const MostRows = 500

var _ = register[ClientsQuery]()

func (ClientsQuery) Kind() string { return "clients" }

func (q ClientsQuery) answer(s *Session) (ClientsPage, error) {
	r := s.Report()
	o := s.ordered(q.Filter, q.Sort, q.Down)
	o.shown = shown{book: r.Book, filter: q.Filter, by: q.Sort, down: q.Down, rows: o.rows}
	page := ClientsPage{Revision: s.revision, Total: len(o.rows), Offset: max(q.Offset, 0), Sum: o.sum}
	for _, i := range stretch(o.rows, page.Offset, q.Limit) {
		page.Rows = append(page.Rows, s.row(r, int(i)))
	}
	return page, nil
}

// stretch is what an answer holds of a list: at most limit of it, and never
// more than MostRows.
func stretch[T any](list []T, offset, limit int) []T {
	from := min(max(offset, 0), len(list))
	return list[from:min(from+min(max(limit, 0), MostRows), len(list))]
}

func (s *Session) row(r *engine.Report, i int) ClientRow {
	b := r.Book
	row := ClientRow{
		Key: b.Keys[i], ID: b.IDOf(i), Name: b.NameOf(i), Household: b.Household.At(i),
		Tier: r.Tier[i], Score: int(r.Scores.Score[i]), Rank: int(r.Scores.Rank[i]),
		AUM: book.At(b.AUM, i), GDC: book.At(b.GDC, i),
		Revenue: r.Revenue[i], Cost: r.CostOf(i), Profit: r.Profit[i],
		Minutes: r.Minutes[i], Estimated: r.Estimated[i], Loss: r.Loss[i],
	}
	_, row.Locked = r.LockOf(i)
	return row
}

// ordered is the table that was asked for last, kept because a table asks for
// one stretch of it after another, and searching for one letter after another.
type ordered struct {
	revision int
	by       Column
	down     bool
	all      []int32 // every client, in order; nil before the first

	filter Filter
	rows   []int32     // those of all that pass
	sum    engine.Line // of them

	shown shown
}

// shown is the table as it was last looked at. It stays while what it is about
// changes, so that going from client to client is not upset by what is decided
// on the way.
type shown struct {
	book   *book.Book // any of the same clients
	filter Filter
	by     Column
	down   bool
	rows   []int32
}

func (s *Session) ordered(f Filter, by Column, down bool) *ordered {
	o, r := &s.order, s.Report()
	if o.all == nil || o.revision != s.revision || o.by != by || o.down != down {
		*o = ordered{revision: s.revision, by: by, down: down, all: sorted(r, by, down), shown: o.shown}
	}
	if o.rows != nil && o.filter == f {
		return o
	}
	from := o.all
	if o.rows != nil && f.narrows(o.filter) {
		from = o.rows
	}
	o.filter, o.rows = f, filtered(r, from, f)
	o.sum = sumOf(r, o.rows)
	return o
}

// filtered are the rows that pass, in the order given.
func filtered(r *engine.Report, rows []int32, f Filter) []int32 {
	if f == (Filter{}) {
		return rows
	}
	p := passage{Filter: f, report: r, find: newFinder(f.Search)}
	passed := make([]bool, r.Book.N)
	if len(rows) > len(passed)/8 { // memory is read sooner in its own order
		for i := range passed {
			passed[i] = p.open(i)
		}
	} else {
		for _, row := range rows {
			passed[row] = p.open(int(row))
		}
	}
	out := make([]int32, 0, len(rows))
	for _, row := range rows {
		if passed[row] {
			out = append(out, row)
		}
	}
	return out
}

// passage lets through whom a filter is looking for.
type passage struct {
	Filter
	report *engine.Report
	find   *finder
	id     []byte
}

// open reports whether client i passes.
func (p *passage) open(i int) bool {
	r := p.report
	if p.Tiers != 0 && p.Tiers&TierBit(r.Tier[i]) == 0 || !p.Loss.has(r, i) {
		return false
	}
	if p.Locked {
		if _, locked := r.LockOf(i); !locked {
			return false
		}
	}
	if p.find.none() {
		return true
	}
	id := r.Book.ID.Bytes(i)
	if len(id) == 0 {
		p.id = strconv.AppendUint(append(p.id[:0], "row-"...), uint64(r.Book.Line[i]), 10)
		id = p.id
	}
	return p.find.match(r.Book.Name.Bytes(i), r.Book.Household.Bytes(i), id)
}

// has reports whether client i carries a loss of the kind.
func (l Losing) has(r *engine.Report, i int) bool {
	switch l {
	case Unprofitable:
		return losing(r, i)
	case Certain:
		return losing(r, i) && book.Has(book.At(r.Book.GDC, i)) && r.Loss[i] == cost.Certain
	case Depends:
		return losing(r, i) && book.Has(book.At(r.Book.GDC, i)) && r.Loss[i] != cost.Certain
	case Untold:
		return losing(r, i) && !book.Has(book.At(r.Book.GDC, i))
	}
	return true
}

// losing reports whether client i carries a loss as the pools are shared.
func losing(r *engine.Report, i int) bool {
	return r.Profit[i] < 0 && r.Profit[i] != book.Missing
}

// sumOf adds clients up. Missing AUM and GDC count as nothing; what does not
// fit is Missing.
func sumOf[I int | int32](r *engine.Report, rows []I) engine.Line {
	if len(rows) == r.Book.N {
		return r.Practice.Listed()
	}
	sum := engine.Line{Clients: len(rows)}
	for _, row := range rows {
		i := int(row)
		sum.AUM = book.Add(sum.AUM, book.OrZero(book.At(r.Book.AUM, i)))
		sum.GDC = book.Add(sum.GDC, book.OrZero(book.At(r.Book.GDC, i)))
		sum.Revenue = book.Add(sum.Revenue, r.Revenue[i])
		sum.Profit = book.Add(sum.Profit, r.Profit[i])
		sum.Minutes = book.Add(sum.Minutes, r.Minutes[i])
		for p := range sum.Cost {
			sum.Cost[p] = book.Add(sum.Cost[p], r.Cost[p][i])
		}
		if Unprofitable.has(r, i) {
			sum.Unprofitable++
		}
	}
	return sum
}

// sorted orders all clients by a column. Those without a value come last in
// either direction; equal ones stay in the order of the file.
func sorted(r *engine.Report, by Column, down bool) []int32 {
	b := r.Book
	rows := make([]int32, b.N)
	for i := range rows {
		rows[i] = int32(i)
	}
	key := func(i int32) book.Cents { return book.Cents(i) }
	switch by {
	case ByName:
		return book.ByText(rows, down, func(i int32) []byte {
			if name := b.Name.Bytes(int(i)); len(name) > 0 {
				return name
			}
			return []byte(b.NameOf(int(i)))
		})
	case ByRank:
		key = func(i int32) book.Cents { return orMissing(book.Cents(r.Scores.Rank[i]), r.Scores.Rank[i] > 0) }
	case ByScore:
		key = func(i int32) book.Cents { return orMissing(book.Cents(r.Scores.Score[i]), r.Scores.Score[i] >= 0) }
	case ByTier: // and by rank within each, either way
		key = func(i int32) book.Cents {
			rank := book.Cents(r.Scores.Rank[i])
			if rank == 0 { // locked without a score
				rank = 1<<31 - 1
			}
			if down { // turned round with the tier, and so not at all
				rank = -rank
			}
			return orMissing(book.Cents(r.Tier[i])<<32+rank, r.Tier[i] != book.Unassigned)
		}
	case ByAUM:
		key = func(i int32) book.Cents { return book.At(b.AUM, int(i)) }
	case ByGDC:
		key = func(i int32) book.Cents { return book.At(b.GDC, int(i)) }
	case ByRevenue:
		key = func(i int32) book.Cents { return r.Revenue[i] }
	case ByCost:
		key = func(i int32) book.Cents { return r.CostOf(int(i)) }
	case ByProfit:
		key = func(i int32) book.Cents { return r.Profit[i] }
	case ByMinutes:
		key = func(i int32) book.Cents { return book.Cents(r.Minutes[i]) }
	}
	return book.ByNumber(rows, func(i int32) book.Cents {
		k := key(i)
		switch {
		case k == book.Missing:
			return 1<<63 - 1
		case down:
			return -k
		}
		return k
	})
}

func orMissing(v book.Cents, ok bool) book.Cents {
	if !ok {
		return book.Missing
	}
	return v
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
		rows = s.ordered(Filter{}, ByRank, false).rows
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
