package session

import (
	"slices"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/column"
	"tierbook/engine/decision"
	"tierbook/engine/intake/field"
	"tierbook/engine/roster"
	"tierbook/engine/score"
	"tierbook/engine/wire"
)

// PassQuery asks for a client to rate, and how far the pass has come.
type PassQuery struct {
	Field field.Field `json:"field"` // one of Rated
	Key   book.Key    `json:"key"`   // the client, 0 for the first without a rating
	Just  book.Key    `json:"just"`  // the client that was rated last, 0 for none
}

// Pass is a client to rate in the order in which ratings matter most, and what
// the ratings so far have changed.
type Pass struct {
	Revision int         `json:"revision"`
	Row      roster.Row  `json:"row"` // its key is 0 where there is nobody left, or nobody at all
	Since    book.Day    `json:"since"`
	Facts    []NameValue `json:"facts,omitempty"` // of the file, to know the client by

	Value  book.Milli     `json:"value"` // the rating it has
	Own    bool           `json:"own"`   // it is the advisor's own
	Scale  decision.Scale `json:"scale"`
	Others [3]book.Milli  `json:"others"` // all three ratings that it has, in the order of Rated

	Before book.Key `json:"before"` // the one before it in the pass, 0 for none
	After  book.Key `json:"after"`  // the next without a rating, 0 for none
	Left   [3]int   `json:"left"`   // clients without a rating, by field in the order of Rated
	Weight [3]int   `json:"weight"` // of those factors
	Have   int      `json:"have"`   // clients with a rating of this field

	Rated    int     `json:"rated"`    // ratings given or changed since the pass began
	Needed   int     `json:"needed"`   // clients without a tier when it began
	Needs    int     `json:"needs"`    // and now
	Up       int     `json:"up"`       // clients in a better tier than when it began
	Down     int     `json:"down"`     // in a worse one
	Moves    []Moved `json:"moves"`    // the largest of them, and of those that have a tier at last
	Assigned int     `json:"assigned"` // that have a tier now and had none
	Just     *Moved  `json:"just,omitempty"`
}

// Moved is a client and its tier when the pass began and now.
type Moved struct {
	Key   book.Key   `json:"key"`
	Name  string     `json:"name"`
	From  book.Tier  `json:"from"`
	To    book.Tier  `json:"to"`
	Value book.Milli `json:"value"` // its rating
}

// mostMoves and mostFacts bound what is told of a pass.
const (
	mostMoves = 6
	mostFacts = 6
)

var _ = register[PassQuery]()

func (PassQuery) Kind() string { return "pass" }

func (q PassQuery) answer(s *Session) (Pass, error) {
	f, ok := decision.FactorOf(q.Field)
	if !ok {
		return Pass{}, wire.NewFault("unknown-field", q.Field.String())
	}
	st, r := s.State(), s.Report()
	b := r.Book
	p := Pass{Revision: s.Revision(), Scale: st.ScaleOf(q.Field)}
	for k, field := range decision.Rated {
		p.Left[k] = b.N - values(column.Ratings(b, field))
		p.Weight[k] = r.Settings.Weights[int(score.Potential)+k]
	}
	p.Have = b.N - p.Left[f-score.Potential]
	s.since(&p, q)
	ratings := column.Ratings(b, q.Field)
	order := s.passing(f)
	waits := func(row int32) bool { return !book.Has(book.At(ratings, int(row))) }
	i, there := -1, false
	if q.Key != 0 {
		i, there = b.Row(q.Key)
	}
	at := slices.Index(order, int32(i))
	if !there {
		at = slices.IndexFunc(order, waits)
	}
	if at < 0 { // nobody is left: the way back is to the one rated last
		for _, row := range order {
			if key := b.Keys[row]; p.Before == 0 && st.Changes.Number(key, q.Field) != change.Unset || key == q.Just {
				p.Before = key
			}
		}
		return p, nil
	}
	i = int(order[at])
	for k := range order[1:] { // on to the end, and from the start again
		if row := order[(at+1+k)%len(order)]; waits(row) {
			p.After = b.Keys[row]
			break
		}
	}
	for _, row := range slices.Backward(order[:at]) {
		if key := b.Keys[row]; waits(row) || st.Changes.Number(key, q.Field) != change.Unset {
			p.Before = key
			break
		}
	}
	p.Row, p.Since, p.Value = roster.RowOf(r, i), book.At(b.Since, i), book.At(ratings, i)
	p.Own = st.Changes.Number(b.Keys[i], q.Field) != change.Unset
	for k, field := range decision.Rated {
		p.Others[k] = book.At(column.Ratings(b, field), i)
	}
	for _, a := range b.Attributes {
		if text := a.Cells.At(i); text != "" && len(p.Facts) < mostFacts {
			p.Facts = append(p.Facts, NameValue{a.Name, text})
		}
	}
	return p, nil
}

// passed is the order of a pass, kept while it goes on: what is rated must not
// upset it.
type passed struct {
	book   *book.Book // any of the same clients
	factor score.Factor
	order  []int32

	began  int // entry of the log that the report is of
	report *engine.Report
}

// passing is every client, those first for whom a rating of the factor matters
// most: who has no tier and would get one by it; then by how likely a rating
// changes the tier times what is looked after for the client. It rests on
// nothing that a rating of the factor changes, so that a pass taken up again
// goes on in the same order.
func (s *Session) passing(f score.Factor) []int32 {
	r := s.Report()
	b := r.Book
	if p := &s.pass; p.book != nil && p.factor == f && book.Same(p.book.Keys, b.Keys) {
		return p.order
	}
	set := r.Settings
	weight := int64(set.Weights[f])
	set.Weights[f] = 0
	without := r.Scores.Again(b, score.Model{Weights: set.Weights, Normalise: set.Normalise, Service: set.Service, AsOf: set.AsOf})
	places := set.Cut.Places(without.Count, r.Standard())
	model := weight
	for g, in := range without.InModel {
		if in {
			model += int64(set.Weights[g])
		}
	}
	keys := make([]book.Cents, b.N)
	rows := book.Rows(b.N)
	for i := range rows {
		sum, have := int64(0), int64(0)
		for g, points := range without.Points {
			if without.InModel[g] && points[i] >= 0 {
				sum += int64(set.Weights[g]) * int64(points[i])
				have += int64(set.Weights[g])
			}
		}
		class, chance := 1, int64(score.MaxPoints)
		switch {
		case 100*have >= 60*model:
			chance = chanceOf(places.Lowest, sum, have, weight)
		case 100*(have+weight) >= 60*model:
			class = 0
		default:
			class, chance = 2, 0
		}
		stake := book.OrZero(book.At(b.AUM, i))
		if !book.Has(book.At(b.AUM, i)) {
			stake = 100 * min(max(book.OrZero(book.At(b.GDC, i)), 0), book.Largest/100) // as if it were 1 % of assets
		}
		worth := book.MulDiv(int64(max(stake, 0)), chance+1, score.MaxPoints+1, book.Nearest)
		keys[i] = book.Cents(int64(class)*(book.Largest+1) + book.Largest - worth)
	}
	order := book.ByNumber(rows, func(row int32) book.Cents { return keys[row] })
	s.pass.book, s.pass.factor, s.pass.order = b, f, order
	return order
}

// chanceOf is how much of all ratings, in hundredths of a percent, would put a
// client into another tier than the other factors do: sum is their weighted
// points, have their weight.
func chanceOf(lowest [book.Tiers]int, sum, have, weight int64) int64 {
	if have == 0 || weight == 0 {
		return 0
	}
	now := sum / have
	least, most := sum/(have+weight), (sum+weight*score.MaxPoints)/(have+weight)
	from, to := int64(0), int64(score.MaxPoints) // what stays in the tier
	for _, low := range lowest {
		if low < 0 {
			continue
		}
		if now >= int64(low) {
			from = int64(low)
			break
		}
		to = int64(low) - 1
	}
	stays := max(min(to, most)-max(from, least)+1, 0)
	return score.MaxPoints - score.MaxPoints*stays/(most-least+1)
}

// since tells what the pass has changed: the ratings before the current state
// that no other decision lies between.
func (s *Session) since(p *Pass, q PassQuery) {
	steps, at := s.Steps()
	from := at
	for from > 0 && steps[from].Entry.Kind == decision.KindRate {
		from--
	}
	for _, f := range decision.Rated {
		p.Rated += steps[at].State.Changes.Differing(steps[from].State.Changes, f)
	}
	began, now := steps[from], s.Report()
	if s.pass.began != began.Entry.Seq || s.pass.report == nil || s.pass.report.Book.N != now.Book.N {
		base := began.State.Derive(&s.derived)
		s.pass = passed{began: began.Entry.Seq, report: now.With(base.Book, began.State.Settings)}
	}
	was := s.pass.report
	p.Needed, p.Needs = was.Unassigned.Clients, now.Unassigned.Clients
	if was.Book.N != now.Book.N {
		return // other clients: there is nothing to compare
	}
	move := func(i int) Moved {
		return Moved{now.Book.Keys[i], now.Book.NameOf(i), was.Tier[i], now.Tier[i], book.At(column.Ratings(now.Book, q.Field), i)}
	}
	var largest []int
	aum := func(i int) book.Cents { return book.OrZero(book.At(now.Book.AUM, i)) }
	for i, to := range now.Tier {
		from := was.Tier[i]
		switch {
		case from == to:
			continue
		case from == book.Unassigned:
			p.Assigned++
		case to == book.Unassigned:
		case to < from:
			p.Up++
		default:
			p.Down++
		}
		largest = append(largest, i)
		for k := len(largest) - 1; k > 0 && aum(largest[k]) > aum(largest[k-1]); k-- {
			largest[k], largest[k-1] = largest[k-1], largest[k]
		}
		largest = largest[:min(len(largest), mostMoves)]
	}
	for _, i := range largest {
		p.Moves = append(p.Moves, move(i))
	}
	if i, ok := now.Book.Row(q.Just); ok && q.Just != 0 {
		m := move(i)
		p.Just = &m
	}
}
