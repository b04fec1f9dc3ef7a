package part

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"tierbook/engine/book"
)

// whaleOf is the curve of clients with these profits, the best first.
func whaleOf(width int, profits ...book.Cents) *Whale {
	w := &Whale{ID: "whale", Clients: len(profits), Currency: "USD", width: width}
	sum := book.Cents(0)
	for i, profit := range profits {
		sum += profit
		if sum > w.Peak {
			w.Peak, w.PeakAt = sum, i+1
		}
		w.Points = append(w.Points, Point{Rank: i + 1, Sum: sum, Profit: profit, Key: uint64(i), Name: fmt.Sprint("Client ", i+1)})
	}
	return w
}

func TestWhaleSaysWhatItShows(t *testing.T) {
	for _, test := range []struct {
		name string
		w    *Whale
		want []string
	}{
		{"gain and loss", whaleOf(640, 500_00, 300_00, -200_00), []string{"$800 after 2 clients", "1 gives back $200", "$600 kept"}},
		{"one client", whaleOf(640, 500_00), []string{"$500 from 1 client, none at a loss"}},
		{"one loss", whaleOf(640, -500_00), []string{"no client is profitable", "−$500 in all"}},
		{"all losses", whaleOf(640, -1_00, -2_00, -3_00), []string{"no client is profitable", "−$6 in all"}},
		{"below zero in the end", whaleOf(640, 100_00, -50_00, -90_00), []string{"$100 after 1 client", "2 give back $140", "−$40 in all"}},
		{"nothing at all", whaleOf(640, 0, 0), []string{"no client is profitable", "$0 in all"}},
		{"nothing given back", whaleOf(640, 5_00, 0), []string{"$5 from 2 clients, none at a loss"}},
	} {
		var texts []string
		for _, l := range plan(test.w).labels {
			texts = append(texts, l.text)
		}
		if got := strings.Join(texts, " | "); got != strings.Join(test.want, " | ") {
			t.Errorf("%s: %s", test.name, got)
		}
		html := drawn(t, test.w)
		has(t, html, "<title>", `aria-describedby="`, `role="img"`)
		lacks(t, html, "NaN", "Inf", "style=")
	}
}

func TestWhaleOfRevenueKnowsNoLoss(t *testing.T) {
	w := whaleOf(640, 500_00, 300_00)
	w.Revenue = true
	html := drawn(t, w)
	has(t, html, "$800 from 2 clients", "Revenue of all clients together")
	lacks(t, html, "profit", "loss")
}

func TestWhaleLabelsKeepClear(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 3000 {
		n := 1 + random.Intn(40)
		size := []int{100, 100_00, 1_000_000_00, 9_000_000_000_00}[random.Intn(4)]
		profits := make([]book.Cents, n)
		for i := range profits {
			profits[i] = book.Cents(random.Intn(size) - random.Intn(size))
		}
		sortDown(profits)
		width := 240 + random.Intn(900)
		p := plan(whaleOf(width, profits...))
		for i, a := range p.labels {
			left, right, top, bottom := a.box()
			if left < -0.5 || right > float64(width)+0.5 || top < 0 || bottom > p.height {
				t.Fatalf("%q leaves the picture of %d: %.0f…%.0f, %.0f…%.0f (%v)", a.text, width, left, right, top, bottom, profits)
			}
			for _, b := range p.labels[:i] {
				l, r, u, d := b.box()
				if left < r && l < right && top < d && u < bottom {
					t.Fatalf("%q lies on %q in %d (%v)", a.text, b.text, width, profits)
				}
			}
		}
	}
}

func sortDown(profits []book.Cents) {
	for i := range profits {
		for j := i; j > 0 && profits[j] > profits[j-1]; j-- {
			profits[j], profits[j-1] = profits[j-1], profits[j]
		}
	}
}

func TestWhaleFindsTheNearestClient(t *testing.T) {
	w := &Whale{Points: []Point{{Rank: 1}, {Rank: 10}, {Rank: 20}}}
	for rank, want := range map[int]int{-5: 0, 0: 0, 1: 0, 5: 0, 6: 1, 10: 1, 15: 2, 16: 2, 99: 2} {
		if got := w.nearest(rank); got != want {
			t.Errorf("nearest(%d) = %d, want %d", rank, got, want)
		}
	}
}

func TestWhaleSaysWhatIsLeftOut(t *testing.T) {
	points := []Point{{Rank: 1, Sum: 5, Profit: 5}, {Rank: 3, Sum: 9, Profit: 1}}
	has(t, drawn(t, &Whale{ID: "w", Clients: 3, Points: points}), "stop at 2 of the 3 clients")
	lacks(t, drawn(t, &Whale{ID: "w", Clients: 2, Points: []Point{points[0], {Rank: 2, Sum: 9}}}), "stop at")
}
