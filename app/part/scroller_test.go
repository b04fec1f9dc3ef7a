package part

import (
	"math/rand"
	"testing"
)

func TestScrollerShowsWhatIsInSight(t *testing.T) {
	random := rand.New(rand.NewSource(7))
	for range 2000 {
		s := scroller{total: random.Intn(2_000_000), row: 40 + random.Intn(30), view: 200 + random.Intn(900)}
		lastTop, lastReal := s.ends()
		for range 30 {
			top := s.top + random.Intn(400) - 200
			if random.Intn(4) == 0 {
				top = random.Intn(lastTop + 1)
			}
			top = min(max(top, 0), lastTop)
			s.to(top)
			if s.real < 0 || s.real > lastReal {
				t.Fatalf("%+v shows what is not there", s)
			}
			first, last := s.window()
			if s.total > 0 && (first > s.first() || last*s.row < min(s.real+s.view, s.full())) {
				t.Fatalf("%+v draws rows %d to %d only", s, first, last)
			}
			before, after := s.spacers(first, last)
			if height := before + (last-first)*s.row + after; s.drawn() > 0 && !s.capped() && height != s.full() {
				t.Fatalf("%+v is drawn %d high, not %d", s, height, s.full())
			}
			// The first row in sight is drawn where it is looked for.
			if y := before + (s.first()-first)*s.row; s.real-s.top+y != s.first()*s.row && before > 0 {
				t.Fatalf("%+v draws row %d at %d", s, s.first(), y)
			}
			if random.Intn(5) == 0 {
				real := s.real
				s.settle()
				if s.real != real {
					t.Fatalf("%+v moved its rows when it came to rest", s)
				}
			}
		}
	}
}

func TestScrollerReachesBothEnds(t *testing.T) {
	for _, total := range []int{1, 30, 300, 100_000, 1_000_000, 10_000_000} {
		s := scroller{total: total, row: 46, view: 600}
		lastTop, lastReal := s.ends()
		s.to(lastTop)
		if s.real != lastReal {
			t.Errorf("of %d rows the last is not reached", total)
		}
		if _, last := s.window(); last != total {
			t.Errorf("of %d rows the last drawn is %d", total, last)
		}
		s.to(0)
		if s.real != 0 {
			t.Errorf("of %d rows the first is not reached", total)
		}
	}
}

func TestScrollerByLittleMovesByJustThatMuch(t *testing.T) {
	s := scroller{total: 1_000_000, row: 46, view: 600}
	s.to(4_000_000)
	before := s.real
	for range 10 {
		s.to(s.top + 90)
	}
	if moved := s.real - before; moved != 900 {
		t.Errorf("900 pixels moved the rows by %d", moved)
	}
}

func TestScrollerRevealsByAsLittleAsItTakes(t *testing.T) {
	s := scroller{total: 1000, row: 50, view: 500}
	for _, test := range []struct {
		row, top int
		moved    bool
	}{{0, 0, false}, {9, 0, false}, {10, 50, true}, {5, 50, false}, {1, 50, false}, {0, 0, true}, {999, 49_500, true}} {
		if top, moved := s.reveal(test.row); top != test.top || moved != test.moved {
			t.Errorf("row %d: %d, %v; want %d, %v", test.row, top, moved, test.top, test.moved)
		}
	}
}
