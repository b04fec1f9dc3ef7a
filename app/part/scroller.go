package part

import "time"

// scroller maps how far a list is scrolled to the rows in sight.
//
// Browsers draw nothing taller than some millions of pixels, so a longer list
// is drawn less tall than it is. A scroll by little then moves by just that
// much, and one by much (a drag of the bar) to the place in proportion; when
// scrolling has come to rest, settle brings the bar back into proportion
// without a row moving on screen.
type scroller struct {
	total int // rows
	row   int // pixels each
	view  int // pixels in which rows are seen

	top  int // pixels, as the browser has it
	real int // pixels, as a list of full height would have it
}

// tallest is the height in pixels up to which every browser draws and scrolls exactly.
const tallest = 8_000_000

// settleTime is how long a scroll must rest to have ended.
const settleTime = 200 * time.Millisecond

// beyond is how many rows are drawn out of sight on either side.
const beyond = 6

func (s *scroller) rowHeight() int {
	if s.row <= 0 {
		return 46
	}
	return s.row
}

func (s *scroller) viewHeight() int {
	if s.view <= 0 {
		return 640
	}
	return s.view
}

// full is the height of all rows, drawn the height they are given on the page.
func (s *scroller) full() int  { return s.total * s.rowHeight() }
func (s *scroller) drawn() int { return min(s.full(), tallest) }

// capped is whether the list is drawn less tall than it is.
func (s *scroller) capped() bool { return s.full() > tallest }

// ends are the greatest scroll of the page and of a list of full height.
func (s *scroller) ends() (top, real int) {
	return max(0, s.drawn()-s.viewHeight()), max(0, s.full()-s.viewHeight())
}

// to follows the browser to a new scroll.
func (s *scroller) to(top int) {
	lastTop, lastReal := s.ends()
	by := top - s.top
	s.top = top
	switch {
	case !s.capped():
		s.real = top
	case top <= 0:
		s.real = 0
	case top >= lastTop:
		s.real = lastReal
	case by > 2*s.viewHeight() || by < -2*s.viewHeight():
		s.real = scaled(top, lastReal, lastTop)
	default:
		s.real = min(max(s.real+by, 0), lastReal)
	}
}

// settle is the scroll that is in proportion to the rows in sight.
func (s *scroller) settle() (top int) {
	if s.capped() {
		lastTop, lastReal := s.ends()
		s.top = scaled(s.real, lastTop, lastReal)
	}
	return s.top
}

// show scrolls to a row, and gives the scroll for the browser.
func (s *scroller) show(row int) (top int) {
	_, lastReal := s.ends()
	s.real = min(max(row, 0)*s.rowHeight(), lastReal)
	s.top = s.real
	return s.settle()
}

// reveal scrolls as little as it takes to see a row whole.
func (s *scroller) reveal(row int) (top int, moved bool) {
	from, to := row*s.rowHeight(), (row+1)*s.rowHeight()
	switch {
	case from < s.real:
		s.real = from
	case to > s.real+s.viewHeight():
		s.real = to - s.viewHeight()
	default:
		return s.top, false
	}
	_, lastReal := s.ends()
	s.real = min(max(s.real, 0), lastReal)
	s.top = s.real
	return s.settle(), true
}

// first is the first row in sight.
func (s *scroller) first() int { return min(s.real/s.rowHeight(), max(0, s.total-1)) }

// window is the rows to draw, the last excluded: always the same number of
// them, so that scrolling changes rows and makes none.
func (s *scroller) window() (first, last int) {
	count := s.viewHeight()/s.rowHeight() + 2 + 2*beyond
	first = min(max(0, s.real/s.rowHeight()-beyond), max(0, s.total-count))
	return first, min(s.total, first+count)
}

// spacers are the heights before and after the drawn rows.
func (s *scroller) spacers(first, last int) (before, after int) {
	before = max(0, s.top-(s.real-first*s.rowHeight()))
	return before, max(0, s.drawn()-before-(last-first)*s.rowHeight())
}

// scaled is v·to/from without leaving 64 bits: v is at most some 10^10 pixels.
func scaled(v, to, from int) int {
	if from <= 0 {
		return 0
	}
	return int(int64(v) * int64(to) / int64(from))
}
