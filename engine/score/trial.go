package score

import (
	"sort"

	"tierbook/engine/book"
)

// Trial finds what one client would score with another value of one factor,
// and how many would be ahead of it: what the whole model would say if it were
// run again, without running it.
type Trial struct {
	scores *Scores
	factor Factor
	column []book.Cents
	values []book.Cents // of the clients that have one, ascending
	ranked []int32      // scored clients, the lowest score first
	from   []int32      // where the clients with each score begin in ranked; one more at the end
}

// Trial makes a Trial of AUM or GDC, nil where that is not in the model.
func (s *Scores) Trial(f Factor) *Trial {
	if !s.InModel[f] {
		return nil
	}
	t := &Trial{scores: s, factor: f, column: s.book.AUM, ranked: make([]int32, s.Scored), from: make([]int32, MaxPoints+2)}
	if f == GDC {
		t.column = s.book.GDC
	}
	order := book.Sort(t.column, false, new(book.Scratch))
	t.values = make([]book.Cents, len(order.Keys))
	for k := range t.values {
		t.values[k] = t.column[order.Client(k)]
	}
	for score, n := range s.Count {
		t.from[score+1] = t.from[score] + n
	}
	next := append([]int32(nil), t.from...)
	for i, score := range s.Score {
		if score >= 0 {
			t.ranked[next[score]] = int32(i)
			next[score]++
		}
	}
	return t
}

// Score is what client i, who must have a score, would score with a value.
func (t *Trial) Score(i int, value book.Cents) int {
	return t.score(i, t.with(t.column[i], value).points(value))
}

// Among reports whether client i, who must have a score, would be among so many
// with a value: fewer than that would score more. Only those are scored again
// who may be ahead or may not.
func (t *Trial) Among(i int, value book.Cents, places int) bool {
	c := t.with(t.column[i], value)
	score := t.score(i, c.points(value))
	near := c.shift()
	first, last := t.from[max(score-near, 0)], t.from[min(score+near, MaxPoints)+1]
	ahead := len(t.ranked) - int(last)
	if int(t.scores.Score[i]) > score+near {
		ahead--
	}
	if ahead+int(last-first) < places {
		return true
	}
	for _, other := range t.ranked[first:last] {
		if ahead >= places {
			break
		}
		if j := int(other); j != i && t.score(j, c.points(t.column[j])) > score {
			ahead++
		}
	}
	return ahead < places
}

// score is a client's score with other points for the factor.
func (t *Trial) score(i int, points int) int {
	s := t.scores
	total, have := 0, 0
	for f, in := range s.InModel {
		if !in {
			continue
		}
		p := points
		if Factor(f) != t.factor {
			p = int(s.Points[f][i])
		}
		if p >= 0 {
			total += s.model.Weights[f] * p
			have += s.model.Weights[f]
		}
	}
	return (2*total + have) / (2 * have)
}

// changed is the column with one value in the place of another, which is
// Missing where there was none.
type changed struct {
	*Trial
	old, value     book.Cents
	have           int
	low, high      book.Cents // by Range: what gives no points, and what gives all
	wasLow, wasTop book.Cents // before the change
}

func (t *Trial) with(old, value book.Cents) *changed {
	c := &changed{Trial: t, old: old, value: value, have: len(t.values)}
	if t.reading().Kind == Range {
		c.wasLow, c.wasTop = t.values[(5*c.have+99)/100-1], t.values[(95*c.have+99)/100-1]
	}
	if old == book.Missing {
		c.have++
	}
	if t.reading().Kind == Range {
		c.low, c.high = c.at((5*c.have+99)/100), c.at((95*c.have+99)/100)
	}
	return c
}

func (t *Trial) reading() Normalise { return t.scores.model.Normalise[t.factor] }

// less is how many values are below v as they are.
func (t *Trial) less(v book.Cents) int {
	return sort.Search(len(t.values), func(k int) bool { return t.values[k] >= v })
}

// below is how many clients have less than v by then.
func (c *changed) below(v book.Cents) int {
	n := c.less(v)
	if c.old != book.Missing && c.old < v {
		n--
	}
	if c.value < v {
		n++
	}
	return n
}

// at is the value at a position, from 1, by then.
func (c *changed) at(position int) book.Cents {
	own := c.below(c.value) + 1
	switch {
	case position == own:
		return c.value
	case position > own:
		position--
	}
	if c.old != book.Missing && position > c.less(c.old) {
		position++
	}
	return c.values[position-1]
}

// points is what a value gives by then, -1 for Missing.
func (c *changed) points(v book.Cents) int {
	n := c.reading()
	switch {
	case v == book.Missing:
		return -1
	case n.Kind == Percentile:
		worse := c.below(v)
		return int(percentile(worse, c.below(v+1)-worse, c.have))
	}
	var out [1]int16
	if n.Kind == Bands {
		banded(out[:], []book.Cents{v}, n.Bands)
	} else {
		ranged(out[:], []book.Cents{v}, c.low, c.high, true)
	}
	return int(out[0])
}

// shift is more than by how much the score of any other client changes. Ranks
// change by one place at most; points by range change most where one of the two
// lines bends.
func (c *changed) shift() int {
	switch c.reading().Kind {
	case Bands:
		return 0
	case Percentile:
		return MaxPoints/len(c.values) + 2
	}
	if c.low == c.wasLow && c.high == c.wasTop {
		return 0
	}
	if c.low == c.high || c.wasLow == c.wasTop {
		return MaxPoints
	}
	bends := []book.Cents{c.low, c.high, c.wasLow, c.wasTop}
	var was, is [4]int16
	ranged(was[:], bends, c.wasLow, c.wasTop, true)
	ranged(is[:], bends, c.low, c.high, true)
	most := 0
	for k := range bends {
		most = max(most, int(was[k])-int(is[k]), int(is[k])-int(was[k]))
	}
	return most + 3
}
