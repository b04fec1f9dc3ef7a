package score

import (
	"tierbook/engine/book"
)

// Of scores the clients of a book.
func Of(b *book.Book, m Model) *Scores { return new(Scores).Again(b, m) }

// Again is Of, but takes from s the points of every factor whose column and
// reading are what they were when s was made.
func (s *Scores) Again(b *book.Book, m Model) *Scores {
	next := &Scores{book: b, model: m, reading: s.readings(b, m)}
	var scratch book.Scratch
	for f := range Factor(Factors) {
		if m.Weights[f] == 0 {
			continue
		}
		r := &next.reading[f]
		if !r.done {
			*r = reading{points: next.read(f, &scratch), done: true}
		}
		next.InModel[f] = r.points != nil
		next.Points[f] = r.points
	}
	next.sum()
	next.rank()
	return next
}

// reading is the points of one factor, kept even while its weight is 0.
type reading struct {
	points []int16 // nil where no client has a value
	done   bool
}

// readings are those of s that hold for book b and model m too.
func (s *Scores) readings(b *book.Book, m Model) (kept [Factors]reading) {
	if s.book == nil || s.book.N != b.N {
		return
	}
	old := s.book
	time := s.model.Service == m.Service && book.Same(old.Since, b.Since) && s.model.AsOf == m.AsOf
	if m.Service {
		time = s.model.Service && book.Same(old.Hours, b.Hours)
	}
	same := [Factors]bool{
		AUM: book.Same(old.AUM, b.AUM), GDC: book.Same(old.GDC, b.GDC), Time: time,
		Potential: book.Same(old.Potential, b.Potential), Likeability: book.Same(old.Likeability, b.Likeability),
		Referrals: book.Same(old.Referrals, b.Referrals),
	}
	for f := range kept {
		if same[f] && s.model.Normalise[f].Equal(m.Normalise[f]) {
			kept[f] = s.reading[f]
		}
	}
	return
}

// read is the points of one factor.
func (s *Scores) read(f Factor, scratch *book.Scratch) []int16 {
	b, n := s.book, s.model.Normalise[f]
	switch f {
	case AUM:
		return points(b.AUM, true, n, scratch)
	case GDC:
		return points(b.GDC, true, n, scratch)
	case Time:
		if s.model.Service {
			return points(b.Hours, false, n, scratch)
		}
		return points(tenure(b.Since, s.model.AsOf), true, n, scratch)
	case Potential:
		return points(b.Potential, true, n, scratch)
	case Likeability:
		return points(b.Likeability, true, n, scratch)
	}
	return points(b.Referrals, true, n, scratch)
}

// tenure is the days from client-since to the as-of date, not below 0.
func tenure(since []book.Day, asOf book.Day) []book.Day {
	if since == nil {
		return nil
	}
	days := make([]book.Day, len(since))
	for i, d := range since {
		if d == book.Missing {
			days[i] = book.Missing
		} else {
			days[i] = max(asOf-d, 0)
		}
	}
	return days
}

// block is how many clients are added up at a time: the sums stay in the
// fastest cache and need no column of their own.
const block = 4096

// sum makes scores and coverage of the points: round(Σ weight·points / Σ
// weight) over the factors the client has; unassigned below 60 % of the
// model's weight.
func (s *Scores) sum() {
	n := s.book.N
	s.Score, s.Coverage = make([]int16, n), make([]int16, n)
	s.Count = make([]int32, MaxPoints+1)
	whole := 0
	for f, in := range s.InModel {
		if in {
			whole += s.model.Weights[f]
		}
	}
	// Coverage depends on nothing but the weight a client has.
	coverage := make([]int16, whole+1)
	enough := whole + 1 // the least weight that is scored; out of reach without a model
	for have := whole; have >= 0 && whole > 0; have-- {
		coverage[have] = int16((2*MaxPoints*have + whole) / (2 * whole))
		if 100*have >= 60*whole {
			enough = have
		}
	}

	var total, weight [block]int32
	for from := 0; from < n; from += block {
		to := min(from+block, n)
		size := to - from
		clear(total[:size])
		clear(weight[:size])
		for f, in := range s.InModel {
			if in {
				weigh(total[:size], weight[:size], s.Points[f][from:to], int32(s.model.Weights[f]))
			}
		}
		for i, w := range weight[:size] {
			s.Coverage[from+i] = coverage[w]
		}
		divide(s.Score[from:to], total[:size], weight[:size], int32(enough))
	}
	for _, score := range s.Score {
		if score >= 0 {
			s.Count[score]++
		}
	}
}

// weigh adds weight·points where there are points.
func weigh(total, weight []int32, points []int16, w int32) {
	total, weight = total[:len(points)], weight[:len(points)]
	for i, p := range points {
		has := ^(int32(p) >> 31) // all ones, or 0 where p is -1
		total[i] += w * int32(p) & has
		weight[i] += w & has
	}
}

func divide(score []int16, total, weight []int32, enough int32) {
	total, weight = total[:len(score)], weight[:len(score)]
	for i := range score {
		if w := weight[i]; w < enough {
			score[i] = -1
		} else {
			score[i] = int16(uint32(2*total[i]+w) / uint32(2*w))
		}
	}
}

// rank gives each scored client 1 + the number of clients with a higher score.
func (s *Scores) rank() {
	table := make([]int32, MaxPoints+1)
	higher := int32(0)
	for score := MaxPoints; score >= 0; score-- {
		table[score] = higher + 1
		higher += s.Count[score]
	}
	s.Scored = int(higher)
	s.Rank = make([]int32, len(s.Score))
	for i, score := range s.Score {
		if score >= 0 {
			s.Rank[i] = table[score]
		}
	}
}
