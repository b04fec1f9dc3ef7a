package session

import (
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

// Any, in Filter.Tier, lets every tier pass.
const Any = -1

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
	Certain             // a loss in every view
	Depends             // a loss in one view or two
)

// TierBit is the bit of a tier in Filter.Tiers.
func TierBit(t book.Tier) uint8 { return 1 << t }

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

	AUM, GDC, Revenue, Profit book.Cents // sums over the clients that pass
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
	page := ClientsPage{
		Revision: s.revision, Total: len(o.rows), Offset: max(q.Offset, 0),
		AUM: o.aum, GDC: o.gdc, Revenue: o.revenue, Profit: o.profit,
	}
	limit := min(max(q.Limit, 0), MostRows)
	for i := page.Offset; i < len(o.rows) && i < page.Offset+limit; i++ {
		page.Rows = append(page.Rows, s.row(r, int(o.rows[i])))
	}
	return page, nil
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

// ordered is the clients that pass a filter in an order, kept because a table
// asks for one stretch of it after another.
type ordered struct {
	revision int
	filter   Filter
	sort     Column
	down     bool

	rows                      []int32
	aum, gdc, revenue, profit book.Cents
}

func (s *Session) ordered(f Filter, by Column, down bool) *ordered {
	o := &s.order
	if o.rows != nil && o.revision == s.revision && o.filter == f && o.sort == by && o.down == down {
		return o
	}
	r := s.Report()
	*o = ordered{revision: s.revision, filter: f, sort: by, down: down, rows: s.filtered(r, f)}
	for _, i := range o.rows {
		o.aum += book.OrZero(book.At(r.Book.AUM, int(i)))
		o.gdc += book.OrZero(book.At(r.Book.GDC, int(i)))
		o.revenue += r.Revenue[i]
		o.profit += r.Profit[i]
	}
	o.rows = sorted(r, o.rows, by, down)
	return o
}

func (s *Session) filtered(r *engine.Report, f Filter) []int32 {
	b, find := r.Book, newFinder(f.Search)
	rows := make([]int32, 0, b.N)
	for i := range b.N {
		_, locked := r.LockOf(i)
		switch {
		case f.Tiers != 0 && f.Tiers&TierBit(r.Tier[i]) == 0,
			f.Loss == Unprofitable && r.Profit[i] >= 0,
			f.Loss == Certain && r.Loss[i] != cost.Certain,
			f.Loss == Depends && r.Loss[i] != cost.Depends,
			f.Locked && !locked,
			!find.none() && !find.match(b.Name.Bytes(i), b.Household.Bytes(i), []byte(b.IDOf(i))):
			continue
		}
		rows = append(rows, int32(i))
	}
	return rows
}

// sorted orders rows by a column. Clients without a value come last in either
// direction; equal ones stay in the order of the file.
func sorted(r *engine.Report, rows []int32, by Column, down bool) []int32 {
	b := r.Book
	if by == ByName {
		rows = byText(rows, func(i int32) []byte {
			if name := b.Name.Bytes(int(i)); len(name) > 0 {
				return name
			}
			return []byte(b.NameOf(int(i)))
		})
		if down {
			reverse(rows)
		}
		return rows
	}
	key := func(i int32) book.Cents { return book.Cents(i) }
	switch by {
	case ByRank:
		key = func(i int32) book.Cents { return orMissing(book.Cents(r.Scores.Rank[i]), r.Scores.Rank[i] > 0) }
	case ByScore:
		key = func(i int32) book.Cents { return orMissing(book.Cents(r.Scores.Score[i]), r.Scores.Score[i] >= 0) }
	case ByTier:
		key = func(i int32) book.Cents { return orMissing(book.Cents(r.Tier[i]), r.Tier[i] > 0) }
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
	return byNumber(rows, func(i int32) book.Cents {
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

func reverse(rows []int32) {
	for i, j := 0, len(rows)-1; i < j; i, j = i+1, j-1 {
		rows[i], rows[j] = rows[j], rows[i]
	}
}
