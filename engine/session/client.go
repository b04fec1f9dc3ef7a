package session

import (
	"slices"
	"strconv"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/repair"
	"tierbook/engine/score"
)

// ClientQuery asks for everything about one client.
type ClientQuery struct {
	Key book.Key `json:"key"`
}

// Client is everything about one client and how it came about.
type Client struct {
	Revision int       `json:"revision"`
	Row      ClientRow `json:"row"`
	Line     uint32    `json:"line"` // of the file

	Factors  [score.Factors]FactorView `json:"factors"`
	Coverage book.BP                   `json:"coverage"` // share of the model's weight that the client has values for
	Scored   int                       `json:"scored"`   // clients with a score
	Earned   book.Tier                 `json:"earned"`   // tier by score alone, 0 unassigned

	Pools    [cost.Pools]PoolView `json:"pools"`
	Unit     engine.Line          `json:"unit"`     // the client as a line of its own
	Standard book.Minutes         `json:"standard"` // its tier's standard time
	Views    [Views]book.Cents    `json:"views"`    // its profit in each view
	Repair   repair.Repair        `json:"repair"`

	Lock       *engine.Lock `json:"lock,omitempty"`
	Household  []ClientRow  `json:"household,omitempty"` // the other clients of its household
	Attributes []NameValue  `json:"attributes,omitempty"`
	Before     book.Key     `json:"before"` // the client ranked before it, 0 for none
	After      book.Key     `json:"after"`
}

// Views are the ways in which cost is shared to see how sure a loss is: by the
// clients' time, by their tiers' standard time, and equally (METHOD.md §5).
const Views = 3

// FactorView is what one factor adds to the score.
type FactorView struct {
	Weight  int   `json:"weight"`
	InModel bool  `json:"in_model"`
	Value   int64 `json:"value"`  // in the factor's own unit, Missing where there is none
	Points  int   `json:"points"` // hundredths of a point, -1 where there is no value
}

// PoolView is what the client bears of one pool.
type PoolView struct {
	Driver  cost.Driver `json:"driver"`
	Cost    book.Cents  `json:"cost"`
	Value   int64       `json:"value"` // the client's driver value
	Whole   int64       `json:"whole"` // that of all clients
	Shared  book.Cents  `json:"shared"`
	Equally bool        `json:"equally"` // because nobody has any of the driver
}

// NameValue is an attribute of the file.
type NameValue struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// mostHousehold is how many other clients of the household are listed.
const mostHousehold = 20

var _ = register[ClientQuery]()

func (ClientQuery) Kind() string { return "client" }

func (q ClientQuery) answer(s *Session) (Client, error) {
	r := s.Report()
	b := r.Book
	i, ok := rowOf(b, q.Key)
	if !ok {
		return Client{}, fault("unknown-client", strconv.Itoa(int(q.Key)))
	}
	c := Client{
		Revision: s.revision, Row: s.row(r, i), Line: b.Line[i],
		Coverage: book.BP(r.Scores.Coverage[i]), Scored: r.Scores.Scored,
		Unit: r.LineOf(i), Standard: standardOf(r, i), Repair: r.Repair(i),
	}
	if score := r.Scores.Score[i]; score >= 0 {
		c.Earned = r.Places.Assign([]int16{score})[0]
	}
	for f := range c.Factors {
		c.Factors[f] = FactorView{Weight: r.Settings.Weights[f], InModel: r.Scores.InModel[f], Value: value(r, score.Factor(f), i), Points: -1}
		if points := r.Scores.Points[f]; points != nil {
			c.Factors[f].Points = int(points[i])
		}
	}
	for p := range c.Pools {
		c.Pools[p] = poolView(r, cost.Pool(p), i)
	}
	for v, borne := range s.views(r) {
		c.Views[v] = book.Sub(r.Revenue[i], borne[i])
	}
	if lock, ok := r.LockOf(i); ok {
		c.Lock = &lock
	}
	if name := b.Household.At(i); name != "" {
		for j := 0; j < b.N && len(c.Household) < mostHousehold; j++ {
			if j != i && string(b.Household.Bytes(j)) == name {
				c.Household = append(c.Household, s.row(r, j))
			}
		}
	}
	for _, a := range b.Attributes {
		if text := a.Cells.At(i); text != "" {
			c.Attributes = append(c.Attributes, NameValue{a.Name, text})
		}
	}
	c.Before, c.After = s.beside(int32(i))
	return c, nil
}

// standardOf is the standard time of the tier that a client is in.
func standardOf(r *engine.Report, i int) book.Minutes {
	t := r.Tier[i]
	if t == book.Unassigned {
		t = book.Tiers
	}
	return r.Standard()[t-1]
}

// value is a client's value of a factor.
func value(r *engine.Report, f score.Factor, i int) int64 {
	b := r.Book
	switch f {
	case score.AUM:
		return int64(book.At(b.AUM, i))
	case score.GDC:
		return int64(book.At(b.GDC, i))
	case score.Potential:
		return int64(book.At(b.Potential, i))
	case score.Likeability:
		return int64(book.At(b.Likeability, i))
	case score.Referrals:
		return int64(book.At(b.Referrals, i))
	}
	if r.Settings.Service {
		return int64(book.At(b.Hours, i))
	}
	if since := book.At(b.Since, i); since != book.Missing {
		return int64(max(r.Settings.AsOf-since, 0))
	}
	return book.Missing
}

// sharedEqually reports whether nobody has any of a pool's driver.
func sharedEqually(r *engine.Report, p cost.Pool) bool {
	return slices.ContainsFunc(r.Notes, func(n engine.Note) bool { return n.Code == engine.SharedEqually && n.Pool == p })
}

func poolView(r *engine.Report, p cost.Pool, i int) PoolView {
	v := PoolView{Driver: r.Settings.Drivers[p], Cost: r.Cost[p][i], Shared: r.Practice.Cost[p], Equally: sharedEqually(r, p)}
	switch v.Driver {
	case cost.Time:
		v.Value, v.Whole = int64(r.Minutes[i]), int64(r.Practice.Minutes)
	case cost.Clients:
		v.Value, v.Whole = 1, int64(r.Practice.Clients)
	case cost.Revenue:
		v.Value, v.Whole = int64(r.Revenue[i]), int64(r.Practice.Revenue)
	case cost.AUM:
		v.Value, v.Whole = int64(book.OrZero(book.At(r.Book.AUM, i))), int64(r.Practice.AUM)
	}
	return v
}

// viewed is the cost that each client bears in each view, kept while one
// client after another is looked at.
type viewed struct {
	report *engine.Report
	borne  [Views][]book.Cents
}

func (s *Session) views(r *engine.Report) [Views][]book.Cents {
	if s.viewed.report == r {
		return s.viewed.borne
	}
	standard := cost.ByTier(r.Tier, r.Standard())
	for v := range s.viewed.borne {
		sum := make([]book.Cents, r.Book.N)
		for _, pool := range r.Settings.Pools {
			var parts []book.Cents
			switch v {
			case 0:
				parts, _ = cost.Share(pool, r.Minutes)
			case 1:
				parts, _ = cost.Share(pool, standard)
			case 2:
				parts = cost.Equally(pool, r.Book.N)
			}
			for i, part := range parts {
				sum[i] += part
			}
		}
		s.viewed.borne[v] = sum
	}
	s.viewed.report = r
	return s.viewed.borne
}

// beside are the clients before and after a client in the order of the table
// that was looked at last.
func (s *Session) beside(row int32) (before, after book.Key) {
	o := &s.order
	if o.rows == nil || o.revision != s.revision {
		o = s.ordered(o.filter, o.sort, o.down)
	}
	b := s.Report().Book
	for at, i := range o.rows {
		if i != row {
			continue
		}
		if at > 0 {
			before = b.Keys[o.rows[at-1]]
		}
		if at < len(o.rows)-1 {
			after = b.Keys[o.rows[at+1]]
		}
		return before, after
	}
	return 0, 0
}
