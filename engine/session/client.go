package session

import (
	"slices"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/repair"
	"tierbook/engine/roster"
	"tierbook/engine/score"
)

// ClientQuery asks for everything about one client. A key that the list does
// not have gives a Client whose Row has none.
type ClientQuery struct {
	Key book.Key `json:"key"`
}

// Client is everything about one client and how it came about.
type Client struct {
	Revision int        `json:"revision"`
	Row      roster.Row `json:"row"`
	Line     uint32     `json:"line"` // of the file
	Since    book.Day   `json:"since"`

	Factors  [score.Factors]FactorView `json:"factors"`
	Weighed  int64                     `json:"weighed"`  // Σ weight·points over the factors that count for the client, hundredths of a point
	Weights  int                       `json:"weights"`  // Σ weight over the same factors: the score is the one over the other
	Model    int                       `json:"model"`    // Σ weight over the factors in the model
	Coverage book.BP                   `json:"coverage"` // Weights as a share of Model
	Scored   int                       `json:"scored"`   // clients with a score
	Earned   book.Tier                 `json:"earned"`   // tier by score alone, 0 unassigned

	Pools    [cost.Pools]PoolView `json:"pools"`
	Unit     engine.Line          `json:"unit"`     // the client as a line of its own
	Standard book.Minutes         `json:"standard"` // its tier's standard time
	Views    [Views]book.Cents    `json:"views"`    // its profit in each view
	Repair   repair.Repair        `json:"repair"`
	Rate     book.Cents           `json:"rate"`    // what an hour costs, of the time-driven cost that clients bear; Missing where no time is given
	Leaving  book.Cents           `json:"leaving"` // change of the practice's profit when it leaves and all its cost stays behind

	Values  []ValueView       `json:"values"`             // what can be changed of it
	Added   bool              `json:"added,omitempty"`    // by the advisor: no file has it
	LeftOut *ExcludedRow      `json:"left_out,omitempty"` // instead of all else, of a client that is left out
	Scales  [3]decision.Scale `json:"scales"`             // of its ratings, in the order of Rated

	Lock       *engine.Lock `json:"lock,omitempty"`
	Household  *Household   `json:"household,omitempty"` // nil where it belongs to none, or is its only client
	Attributes []NameValue  `json:"attributes,omitempty"`

	At     int      `json:"at"`     // its place, from 1, in the table that was looked at last
	Of     int      `json:"of"`     // of how many
	Before book.Key `json:"before"` // the client before it, 0 for none
	After  book.Key `json:"after"`
}

// Views are the ways in which cost is shared to see how sure a loss is: by the
// clients' time, by their tiers' standard time, and equally (METHOD.md §5).
const Views = 3

// FactorView is what one factor adds to the score, and what its points rest on
// (METHOD.md §2). Values are in the factor's own unit, Missing where there is
// none.
type FactorView struct {
	Weight  int             `json:"weight"`
	InModel bool            `json:"in_model"`
	Value   int64           `json:"value"`
	Points  int             `json:"points"` // hundredths of a point, -1 where there are none
	Reading score.Normalise `json:"reading"`

	Have  int   `json:"have"`  // clients with a value
	Worse int   `json:"worse"` // of them, with a strictly worse one
	Equal int   `json:"equal"` // of them, with the same, itself included
	Low   int64 `json:"low"`   // by range: the value that gives no points, or all where less is better
	High  int64 `json:"high"`
}

// PoolView is what the client bears of one pool: Shared·Value/Whole, to the
// cent (METHOD.md §5).
type PoolView struct {
	Driver  cost.Driver `json:"driver"`
	Pool    book.Cents  `json:"pool"`
	Shared  book.Cents  `json:"shared"` // what of it the clients bear; the rest is unused capacity
	Cost    book.Cents  `json:"cost"`
	Value   int64       `json:"value"`   // the client's driver value: minutes, clients or cents, not below 0
	Whole   int64       `json:"whole"`   // that of all clients
	Equally bool        `json:"equally"` // because nobody has any of the driver; Value is then 1
}

// Household is a client's household.
type Household struct {
	Name    string       `json:"name"`
	Others  []roster.Row `json:"others"`  // the first mostHousehold of them
	Clients int          `json:"clients"` // itself included
	Sum     engine.Line  `json:"sum"`     // of all of them
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
	i, ok := b.Row(q.Key)
	if !ok {
		c := Client{Revision: s.Revision()}
		if st := s.State(); q.Key != 0 {
			if _, out := st.Changes.Reason(q.Key); out {
				row := excludedRow(st, q.Key)
				c.LeftOut = &row
			}
		}
		return c, nil
	}
	c := Client{
		Revision: s.Revision(), Row: roster.RowOf(r, i), Line: b.Line[i], Since: book.At(b.Since, i),
		Coverage: book.BP(r.Scores.Coverage[i]), Scored: r.Scores.Scored,
		Unit: r.LineOf(i), Standard: r.StandardOf(i), Repair: r.Repair(i),
		Leaving: repair.LettingGo(r.Revenue[i], nil, nil),
	}
	if score := r.Scores.Score[i]; score >= 0 {
		c.Earned = r.Places.Assign([]int16{score})[0]
	}
	for f := range c.Factors {
		v := s.factor(r, score.Factor(f), i)
		c.Factors[f] = v
		if v.InModel {
			c.Model += v.Weight
		}
		if v.Points >= 0 {
			c.Weighed += int64(v.Weight) * int64(v.Points)
			c.Weights += v.Weight
		}
	}
	timed := book.Cents(0)
	for p := range c.Pools {
		v := poolView(r, cost.Pool(p), i)
		c.Pools[p] = v
		if v.Driver == cost.Time && !v.Equally {
			timed = book.Add(timed, v.Shared)
		}
	}
	c.Rate = engine.Line{Revenue: timed, Minutes: r.Practice.Minutes}.PerHour()
	for v, borne := range s.views(r) {
		c.Views[v] = book.Sub(r.Revenue[i], borne[i])
	}
	st := s.State()
	c.Values, c.Added = valuesOfClient(st, b, i), st.Changes.Has(q.Key)
	for k, f := range decision.Rated {
		c.Scales[k] = st.ScaleOf(f)
	}
	if lock, ok := r.LockOf(i); ok {
		c.Lock = &lock
	}
	c.Household = s.household(r, i)
	for _, a := range b.Attributes {
		if text := a.Cells.At(i); text != "" {
			c.Attributes = append(c.Attributes, NameValue{a.Name, text})
		}
	}
	c.At, c.Of, c.Before, c.After = s.beside(int32(i))
	return c, nil
}

// household is the household of a client, nil where it has none or is alone in
// it.
func (s *Session) household(r *engine.Report, i int) *Household {
	b := r.Book
	name := b.Household.At(i)
	if name == "" {
		return nil
	}
	h := Household{Name: name}
	var rows []int
	for j := range b.N {
		if string(b.Household.Bytes(j)) != name {
			continue
		}
		rows = append(rows, j)
		if j != i && len(h.Others) < mostHousehold {
			h.Others = append(h.Others, roster.RowOf(r, j))
		}
	}
	if len(rows) < 2 {
		return nil
	}
	h.Clients, h.Sum = len(rows), roster.Sum(r, rows)
	return &h
}

// factor is what a factor adds to a client's score.
func (s *Session) factor(r *engine.Report, f score.Factor, i int) FactorView {
	values := valuesOf(r, f)
	v := FactorView{
		Weight: r.Settings.Weights[f], InModel: r.Scores.InModel[f], Reading: r.Settings.Normalise[f],
		Value: values[i], Points: -1, Low: book.Missing, High: book.Missing,
	}
	if points := r.Scores.Points[f]; points != nil {
		v.Points = int(points[i])
	}
	lower := f == score.Time && r.Settings.Service
	for _, other := range values {
		switch {
		case other == book.Missing:
			continue
		case other == v.Value:
			v.Equal++
		case v.Value != book.Missing && (other < v.Value) != lower:
			v.Worse++
		}
		v.Have++
	}
	if v.InModel && v.Reading.Kind == score.Range {
		order := book.Sort(values, false, new(book.Scratch))
		v.Low, v.High = values[order.Client((5*v.Have+99)/100-1)], values[order.Client((95*v.Have+99)/100-1)]
	}
	return v
}

// valuesOf is a factor's column, Missing where a client has no value.
func valuesOf(r *engine.Report, f score.Factor) []int64 {
	b := r.Book
	switch f {
	case score.AUM:
		return plainly(b.AUM, b.N)
	case score.GDC:
		return plainly(b.GDC, b.N)
	case score.Potential:
		return plainly(b.Potential, b.N)
	case score.Likeability:
		return plainly(b.Likeability, b.N)
	case score.Referrals:
		return plainly(b.Referrals, b.N)
	}
	if r.Settings.Service {
		return plainly(b.Hours, b.N)
	}
	days := plainly(b.Since, b.N)
	for i, since := range days {
		if since != book.Missing {
			days[i] = max(int64(r.Settings.AsOf)-since, 0)
		}
	}
	return days
}

// plainly is a column of n clients as plain numbers, all missing where the
// book has no such column.
func plainly[Q book.Quantity](column []Q, n int) []int64 {
	out := make([]int64, n)
	for i := range out {
		out[i] = int64(book.At(column, i))
	}
	return out
}

// sharedEqually reports whether nobody has any of a pool's driver.
func sharedEqually(r *engine.Report, p cost.Pool) bool {
	return slices.ContainsFunc(r.Notes, func(n engine.Note) bool { return n.Code == engine.SharedEqually && n.Pool == p })
}

func poolView(r *engine.Report, p cost.Pool, i int) PoolView {
	v := PoolView{Driver: r.Settings.Drivers[p], Pool: r.Settings.Pools[p], Cost: r.Cost[p][i], Shared: r.Practice.Cost[p], Equally: sharedEqually(r, p)}
	switch {
	case v.Equally || v.Driver == cost.Clients:
		v.Value, v.Whole = 1, int64(r.Book.N)
	case v.Driver == cost.Time:
		v.Value, v.Whole = part(r.Minutes, i)
	case v.Driver == cost.Revenue:
		v.Value, v.Whole = part(r.Revenue, i)
	case v.Driver == cost.AUM:
		v.Value, v.Whole = part(r.Book.AUM, i)
	}
	return v
}

// part is what a client has of a driver, and what all have: below 0 and
// missing count as nothing.
func part[Q book.Quantity](column []Q, i int) (value, whole int64) {
	for _, v := range column {
		whole = book.Add(whole, int64(max(v, 0)))
	}
	return int64(max(book.At(column, i), 0)), whole
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
	for v, basis := range [Views]*cost.Basis{cost.By(r.Minutes), cost.ByTier(r.Tier, r.Standard()), cost.Equal(r.Book.N)} {
		sum := make([]book.Cents, r.Book.N)
		for _, pool := range r.Settings.Pools {
			for i, part := range basis.Share(pool) {
				sum[i] += part
			}
		}
		s.viewed.borne[v] = sum
	}
	s.viewed.report = r
	return s.viewed.borne
}
