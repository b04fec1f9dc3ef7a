package engine

import (
	"tierbook/engine/book"
	"tierbook/engine/score"
	"tierbook/engine/tier"
)

// Steps finds what clients lack to the tier above, in one factor (METHOD.md
// §8).
type Steps struct {
	report *Report
	factor score.Factor // AUM or GDC
	trial  *score.Trial // nil where no amount would do
}

// Steps makes Steps of AUM or GDC. The natural split moves with every value, so
// there no amount is sure to do it.
func (r *Report) Steps(f score.Factor) *Steps {
	s := &Steps{report: r, factor: f}
	if r.Settings.Cut.Method != tier.Natural {
		s.trial = r.Scores.Trial(f)
	}
	return s
}

// Least is the least amount with which client i, everything else in the book
// unchanged, is at least one tier higher. It is Missing where none would do it,
// or where its tier does not come from its score.
func (s *Steps) Least(i int) book.Cents {
	r := s.report
	_, locked := r.LockOf(i)
	if s.trial == nil || locked || r.Tier[i] <= 1 {
		return book.Missing
	}
	now := s.now(i)
	none := now == book.Missing
	if none {
		now = -1
	}
	if n := r.Settings.Normalise[s.factor]; n.Kind == score.Bands { // which need not rise
		if none && s.higher(i, 0) {
			return 0
		}
		for _, band := range n.Bands {
			if from := book.Cents(band.From); from > now && from <= book.Largest && s.higher(i, from) {
				return from
			}
		}
		return book.Missing
	}
	// More is never worse: the client's points rise, and those of others fall.
	least := book.Cents(book.Largest)
	if now >= least || !s.higher(i, least) {
		return book.Missing
	}
	for least-now > 1 {
		if mid := now + (least-now)/2; s.higher(i, mid) {
			least = mid
		} else {
			now = mid
		}
	}
	return least
}

// More is by how much Least is more than client i has, a missing amount being 0.
func (s *Steps) More(i int) book.Cents { return book.Sub(s.Least(i), book.OrZero(s.now(i))) }

// now is what client i has.
func (s *Steps) now(i int) book.Cents {
	if s.factor == score.GDC {
		return book.At(s.report.Book.GDC, i)
	}
	return book.At(s.report.Book.AUM, i)
}

// higher reports whether client i is in a higher tier with an amount.
func (s *Steps) higher(i int, amount book.Cents) bool {
	above := s.report.Tier[i] - 2 // the tier above, from 0: its places come after those of the ones before it
	if cut := &s.report.Settings.Cut; cut.Method == tier.Scores {
		return s.trial.Score(i, amount) >= int(cut.Scores[above])
	}
	return s.trial.Among(i, amount, s.report.Places.Last[above])
}
