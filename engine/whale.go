package engine

import "tierbook/engine/book"

// WhaleTotals are the two points of the whale curve that matter: where profit
// peaks, and where all clients have come in.
type WhaleTotals struct {
	PeakClients int        // 0 where nobody is profitable
	PeakProfit  book.Cents // Missing where it does not fit, as TotalProfit
	TotalProfit book.Cents // of all clients; unused capacity and what is not in the list are no client's
}

// GivenBack is the profit lost again after the peak.
func (w WhaleTotals) GivenBack() book.Cents { return book.Sub(w.PeakProfit, w.TotalProfit) }

func (r *Report) whale() {
	_, r.Whale.PeakProfit = sum(r.Profit)
	r.Whale.TotalProfit = r.Practice.Listed().Profit
	for _, p := range r.Profit {
		if p > 0 {
			r.Whale.PeakClients++
		}
	}
}

// ByProfit is the clients by profit, highest first, equal ones in file order.
// It is made when first asked for; do not change it.
func (r *Report) ByProfit() []uint32 {
	r.sorting.Do(func() {
		order := book.Sort(r.Profit, true, new(book.Scratch))
		r.order = make([]uint32, len(order.Keys), r.Book.N)
		for k := range r.order {
			r.order[k] = uint32(order.Client(k))
		}
		if len(r.order) < r.Book.N { // clients whose profit does not fit come last
			for i, p := range r.Profit {
				if p == book.Missing {
					r.order = append(r.order, uint32(i))
				}
			}
		}
	})
	return r.order
}

// CurvePoint is a point of the whale curve: what the first Clients clients by
// profit come to, and the last of them.
type CurvePoint struct {
	Clients int
	Profit  book.Cents
	Client  int // row in the book
}

// Curve is at most n points of the whale curve, n at least 2, spread evenly
// over the clients, the peak and the last client always among them, and the
// first where n is more than 2. The point of no clients and no profit is
// understood.
func (r *Report) Curve(n int) []CurvePoint {
	order := r.ByProfit()
	clients := len(order)
	points := make([]CurvePoint, 0, min(n, clients))
	sum, next := book.Cents(0), 0
	if n <= 2 {
		next = 1 // no room for the first
	}
	steps := max(n-2, 1) // from the first to the last; a point is set aside for the peak
	at := func(k int) int { return 1 + (k*(clients-1)+steps-1)/steps }
	for k, i := range order {
		sum = book.Add(sum, r.Profit[i])
		place := k + 1
		due := clients <= n || place == at(next)
		if due {
			next++
		}
		if due || place == r.Whale.PeakClients {
			points = append(points, CurvePoint{place, sum, int(i)})
		}
	}
	return points
}
