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

// block is how many clients are scored at a time; a factor that is not in the
// model takes part as a block of clients without a value.
const block = 4096

var missing = func() (points [block]int16) {
	for i := range points {
		points[i] = -1
	}
	return points
}()

// sum makes scores and coverage of the points: round(Σ weight·points / Σ
// weight) over the factors the client has; unassigned below 60 % of the
// model's weight.
func (s *Scores) sum() {
	n := s.book.N
	s.Score, s.Coverage = make([]int16, n), make([]int16, n)
	s.Count = make([]int32, MaxPoints+1)
	whole := int32(0)
	var weights [Factors]int32
	for f, in := range s.InModel {
		if in {
			weights[f] = int32(s.model.Weights[f])
			whole += weights[f]
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
	for from := 0; from < n; from += block {
		to := min(from+block, n)
		points := [Factors][]int16{}
		for f := range points {
			if points[f] = missing[:to-from]; s.InModel[f] {
				points[f] = s.Points[f][from:to]
			}
		}
		weigh(s.Score[from:to], s.Coverage[from:to], &points, &weights, coverage, enough)
	}
	for _, score := range s.Score {
		if score >= 0 {
			s.Count[score]++
		}
	}
}

// weigh scores a block of clients. All six factors are taken at once: going
// over the clients factor by factor spends its time on carrying the sums.
func weigh(score, cover []int16, points *[Factors][]int16, weights *[Factors]int32, coverage []int16, enough int32) {
	n := len(score)
	cover = cover[:n]
	p0, p1, p2, p3, p4, p5 := points[0][:n], points[1][:n], points[2][:n], points[3][:n], points[4][:n], points[5][:n]
	w0, w1, w2, w3, w4, w5 := weights[0], weights[1], weights[2], weights[3], weights[4], weights[5]
	for i := range score {
		a, b, c, d, e, f := int32(p0[i]), int32(p1[i]), int32(p2[i]), int32(p3[i]), int32(p4[i]), int32(p5[i])
		// v>>31 is all ones where v is -1, no value, and else 0.
		u0, u1, u2 := w0&^(a>>31), w1&^(b>>31), w2&^(c>>31)
		u3, u4, u5 := w3&^(d>>31), w4&^(e>>31), w5&^(f>>31)
		have := u0 + u1 + u2 + u3 + u4 + u5
		cover[i] = coverage[have]
		if have < enough {
			score[i] = -1
			continue
		}
		total := u0*a + u1*b + u2*c + u3*d + u4*e + u5*f
		score[i] = int16(uint32(2*total+have) / uint32(2*have))
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
