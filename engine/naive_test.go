package engine

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/intake"
	"tierbook/engine/plan"
	"tierbook/engine/score"
	"tierbook/engine/tier"
)

// TestSecondWay computes small random books again, sentence by sentence after
// METHOD.md, in exact fractions and without a thought for speed, and compares
// every figure of the report.
func TestSecondWay(t *testing.T) {
	rounds := 1500
	if testing.Short() {
		rounds = 500
	}
	rng := rand.New(rand.NewPCG(2, 3))
	var last *Report
	for range rounds {
		b, s := randomBook(rng), randomSettings(rng)
		if err := s.Validate(); err != nil {
			t.Fatal(err)
		}
		r := Analyze(b, s)
		compare(t, r)
		if last != nil { // from another book's report, and from other settings' on this one
			if again := last.Again(s); again.Book == last.Book {
				compare(t, again)
				last = again
			}
			compare(t, last.With(b, s))
		}
		if last == nil || rng.IntN(4) == 0 {
			last = r
		}
		if t.Failed() {
			return
		}
	}
}

func compare(t *testing.T, r *Report) {
	t.Helper()
	want, err := json.MarshalIndent(naive(r.Book, r.Settings), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := r.WriteJSON(&got); err != nil {
		t.Fatal(err)
	}
	if want = append(want, '\n'); !bytes.Equal(got.Bytes(), want) {
		t.Errorf("%s\nsettings %+v\nbook %+v\ngot %s\nwant %s", firstDifference(got.Bytes(), want), r.Settings, *r.Book, got.Bytes(), want)
	}
}

func randomBook(rng *rand.Rand) *book.Book {
	b := &book.Book{N: 1 + rng.IntN(14)}
	ids := make([]string, b.N)
	for i := range b.N {
		b.Keys, b.Line = append(b.Keys, book.Key(i+1)), append(b.Line, uint32(i+2))
		if rng.IntN(3) > 0 {
			ids[i] = fmt.Sprint("C", rng.IntN(b.N+3))
		}
	}
	b.ID = book.Texts(ids...)
	b.AUM, b.GDC = randomColumn[book.Cents](rng, b.N, true), randomColumn[book.Cents](rng, b.N, true)
	b.Hours = randomColumn[book.Minutes](rng, b.N, false)
	b.Potential = randomColumn[book.Milli](rng, b.N, true)
	b.Likeability = randomColumn[book.Milli](rng, b.N, false)
	b.Referrals = randomColumn[book.Milli](rng, b.N, false)
	b.Since = randomColumn[book.Day](rng, b.N, false)
	for i, v := range b.Since {
		if v != book.Missing {
			b.Since[i] = v % 30000
		}
	}
	return b
}

func randomColumn[Q book.Quantity](rng *rand.Rand, n int, negative bool) []Q {
	if rng.IntN(8) == 0 {
		return nil
	}
	most := []int64{1, 3, 12, 1000, 1_000_000, 100_000_000_00, book.Largest}[rng.IntN(7)]
	missing := rng.IntN(5)
	out := make([]Q, n)
	for i := range out {
		switch {
		case rng.IntN(8) < missing:
			out[i] = book.Missing
		case negative && rng.IntN(12) == 0:
			out[i] = -Q(rng.Int64N(most + 1))
		default:
			out[i] = Q(rng.Int64N(most + 1))
		}
	}
	return out
}

func randomSettings(rng *rand.Rand) Settings {
	s := Defaults()
	s.AsOf = book.Day(rng.IntN(30000))
	s.Combine = intake.Combine(rng.IntN(3))
	s.Service = rng.IntN(3) == 0
	for f := range s.Weights {
		if rng.IntN(3) > 0 {
			s.Weights[f] = rng.IntN(101)
		}
		n := &s.Normalise[f]
		n.Kind = score.Kind(rng.IntN(3))
		for from, k := int64(rng.IntN(10)-5), rng.IntN(4); k >= 0; k-- {
			n.Bands = append(n.Bands, score.Band{From: from, Points: book.Points(rng.IntN(10001))})
			from += 1 + rng.Int64N([]int64{3, 1000, 1e12}[rng.IntN(3)])
		}
	}
	c := &s.Cut
	c.Method = tier.Method(rng.IntN(5))
	left := 100
	for k := range 3 {
		c.Shares[k] = rng.IntN(left + 1)
		left -= c.Shares[k]
		c.Counts[k] = rng.IntN(7)
		c.Scores[k] = book.Points(rng.IntN(10001))
		c.Minutes[k] = book.Minutes(rng.IntN(5000))
	}
	c.Shares[3] = left
	slices.Sort(c.Scores[:])
	slices.Reverse(c.Scores[:])
	for k := range s.Services {
		if rng.IntN(3) == 0 {
			s.Services[k] = []cost.Service{{Times: 1, Minutes: 1 + rng.IntN(600)}}
		}
		if rng.IntN(6) == 0 && (k == 3 || c.Method != tier.Capacity) {
			s.Services[k] = nil
		}
	}
	s.Payout = book.BP([]int{0, 1, 3333, 9000, 10000}[rng.IntN(5)])
	for p := range s.Pools {
		s.Pools[p] = book.Cents(rng.Int64N([]int64{1, 10, 100_000, 50_000_000, book.Largest + 1}[rng.IntN(5)]))
		s.Drivers[p] = cost.Driver(rng.IntN(4))
	}
	if rng.IntN(2) == 0 {
		s.Capacity = book.Minutes(rng.Int64N([]int64{10, 1000, 10_000, book.Largest}[rng.IntN(4)]))
	}
	if rng.IntN(3) == 0 {
		s.Actual = book.Cents(rng.Int64N([]int64{10, 100_000_000, book.Largest + 1}[rng.IntN(3)]))
	}
	s.Fees = plan.Fees(rng.IntN(8))
	s.TargetMargin = book.BP([]int{-500, 0, 0, 2500, 9999}[rng.IntN(5)])
	for range rng.IntN(3) {
		lock := Lock{ID: fmt.Sprint("C", rng.IntN(8)), Tier: book.Tier(1 + rng.IntN(4))}
		switch rng.IntN(3) {
		case 0:
			lock = Lock{Key: book.Key(1 + rng.IntN(16)), Tier: lock.Tier}
		case 1:
			lock.ID = fmt.Sprint("row-", 1+rng.IntN(16))
		}
		if !slices.ContainsFunc(s.Locks, func(l Lock) bool { return l.Key == lock.Key && l.ID == lock.ID }) {
			s.Locks = append(s.Locks, lock)
		}
	}
	return s
}

// The second way: the form of report.json, in its order.
type (
	naiveLine struct {
		Clients      int    `json:"clients"`
		AUM          int64  `json:"aum"`
		GDC          int64  `json:"gdc"`
		Revenue      int64  `json:"revenue"`
		Wages        int64  `json:"wages"`
		Overhead     int64  `json:"overhead"`
		OwnerPay     int64  `json:"owner_pay"`
		Profit       int64  `json:"profit"`
		Minutes      int64  `json:"minutes"`
		Unprofitable int    `json:"unprofitable"`
		Margin       *int64 `json:"margin_bp"`
		Return       *int64 `json:"return_bp"`
	}
	naiveTier struct {
		Tier int    `json:"tier"`
		Name string `json:"name"`
		naiveLine
	}
	naivePoints struct {
		AUM         *int64 `json:"aum,omitempty"`
		GDC         *int64 `json:"gdc,omitempty"`
		Time        *int64 `json:"time,omitempty"`
		Potential   *int64 `json:"potential,omitempty"`
		Likeability *int64 `json:"likeability,omitempty"`
		Referrals   *int64 `json:"referrals,omitempty"`
	}
	naiveRepair struct {
		Required *int64   `json:"required_revenue"`
		Fee      *int64   `json:"fee_needed"`
		AUM      *int64   `json:"aum_needed"`
		Most     *int64   `json:"most_minutes"`
		At       []*int64 `json:"profit_at_tier"`
	}
	naiveClient struct {
		ID        string      `json:"id"`
		Tier      int         `json:"tier"`
		Score     *int64      `json:"score"`
		Rank      *int64      `json:"rank"`
		Points    naivePoints `json:"points"`
		Coverage  int64       `json:"coverage_bp"`
		Minutes   int64       `json:"minutes"`
		Estimated bool        `json:"estimated"`
		Revenue   int64       `json:"revenue"`
		Wages     int64       `json:"wages"`
		Overhead  int64       `json:"overhead"`
		OwnerPay  int64       `json:"owner_pay"`
		Profit    int64       `json:"profit"`
		Loss      string      `json:"loss"`
		Repair    naiveRepair `json:"repair"`

		aum, gdc int64
		cost     [3]int64
	}
	naiveReport struct {
		Practice struct {
			naiveLine
			Unused int64  `json:"unused_capacity"`
			Beyond *int64 `json:"not_in_list,omitempty"`
		} `json:"practice"`
		Tiers      []naiveTier `json:"tiers"`
		Unassigned naiveLine   `json:"unassigned"`
		Whale      struct {
			PeakClients int   `json:"peak_clients"`
			PeakProfit  int64 `json:"peak_profit"`
			TotalProfit int64 `json:"total_profit"`
		} `json:"whale"`
		Clients []*naiveClient `json:"clients"`
	}
)

func rat(n int64) *big.Rat                       { return new(big.Rat).SetInt64(n) }
func mul(a, b *big.Rat) *big.Rat                 { return new(big.Rat).Mul(a, b) }
func div(a, b *big.Rat) *big.Rat                 { return new(big.Rat).Quo(a, b) }
func minus(a, b *big.Rat) *big.Rat               { return new(big.Rat).Sub(a, b) }
func floored(x *big.Rat) *big.Int                { return new(big.Int).Div(x.Num(), x.Denom()) }
func ceiled(x *big.Rat) *big.Int                 { return new(big.Int).Neg(floored(new(big.Rat).Neg(x))) }
func nearest(a, b int64) int64                   { return rounded(big.NewRat(a, b)) }
func orZero[Q book.Quantity](c []Q, i int) int64 { return int64(book.OrZero(book.At(c, i))) }

// fitting is x where it is an int64 that is not Missing, else none.
func fitting(x *big.Int) *int64 {
	if !x.IsInt64() || x.Int64() == book.Missing {
		return nil
	}
	v := x.Int64()
	return &v
}

// naiveValues is a factor's column, missing ones nil.
func naiveValues(b *book.Book, s Settings, f score.Factor) []*int64 {
	out := make([]*int64, b.N)
	for i := range out {
		v := int64(book.Missing)
		switch {
		case f == score.AUM:
			v = int64(book.At(b.AUM, i))
		case f == score.GDC:
			v = int64(book.At(b.GDC, i))
		case f == score.Time && s.Service:
			v = int64(book.At(b.Hours, i))
		case f == score.Time:
			if v = int64(book.At(b.Since, i)); v != book.Missing {
				v = max(0, int64(s.AsOf)-v)
			}
		case f == score.Potential:
			v = int64(book.At(b.Potential, i))
		case f == score.Likeability:
			v = int64(book.At(b.Likeability, i))
		case f == score.Referrals:
			v = int64(book.At(b.Referrals, i))
		}
		if v != book.Missing {
			out[i] = &v
		}
	}
	return out
}

func naivePointsOf(values []*int64, n score.Normalise, lower bool) []*int64 {
	var sorted []int64
	for _, v := range values {
		if v != nil {
			sorted = append(sorted, *v)
		}
	}
	slices.Sort(sorted)
	m := int64(len(sorted))
	out := make([]*int64, len(values))
	for i, x := range values {
		if x == nil {
			continue
		}
		p := int64(0)
		switch n.Kind {
		case score.Percentile:
			var l, e int64
			for _, v := range sorted {
				if v == *x {
					e++
				} else if (v < *x) != lower {
					l++
				}
			}
			p = nearest(10000*(2*l+e), 2*m)
		case score.Range:
			lo, hi := sorted[ceiled(big.NewRat(m*5, 100)).Int64()-1], sorted[ceiled(big.NewRat(m*95, 100)).Int64()-1]
			if p = 5000; hi != lo {
				p = rounded(div(mul(rat(10000), minus(rat(min(max(*x, lo), hi)), rat(lo))), minus(rat(hi), rat(lo))))
			}
			if lower {
				p = 10000 - p
			}
		case score.Bands:
			for _, band := range n.Bands {
				if *x >= band.From {
					p = int64(band.Points)
				}
			}
		}
		out[i] = &p
	}
	return out
}

// naiveCuts is the last position of each tier over the scores, highest first.
func naiveCuts(s Settings, scores []int64) [4]int {
	n := len(scores)
	cuts := [4]int{n, n, n, n}
	switch s.Cut.Method {
	case tier.Shares:
		sum := 0
		for k, share := range s.Cut.Shares {
			sum += share
			cuts[k] = int(nearest(int64(n*sum), 100))
		}
	case tier.Counts, tier.Capacity:
		sum := 0
		for k := range 3 {
			if s.Cut.Method == tier.Counts {
				sum += s.Cut.Counts[k]
			} else {
				sum += int(s.Cut.Minutes[k] / s.Standard()[k])
			}
			cuts[k] = min(sum, n)
		}
	case tier.Scores:
		for k := range 3 {
			cuts[k] = 0
			for _, x := range scores {
				if x >= int64(s.Cut.Scores[k]) {
					cuts[k]++
				}
			}
		}
	case tier.Natural:
		var ends []int // of each distinct score
		for j := range scores {
			if j+1 == n || scores[j] != scores[j+1] {
				ends = append(ends, j+1)
			}
		}
		if len(ends) < 4 {
			copy(cuts[:], ends)
			break
		}
		spread := func(from, to int) *big.Rat {
			mean, sum := new(big.Rat), new(big.Rat)
			for _, x := range scores[from:to] {
				mean.Add(mean, big.NewRat(x, int64(to-from)))
			}
			for _, x := range scores[from:to] {
				d := minus(rat(x), mean)
				sum.Add(sum, mul(d, d))
			}
			return sum
		}
		var best *big.Rat
		for a := range ends {
			for b := a + 1; b < len(ends); b++ {
				for c := b + 1; c < len(ends)-1; c++ {
					total := spread(0, ends[a])
					total.Add(total, spread(ends[a], ends[b]))
					total.Add(total, spread(ends[b], ends[c]))
					total.Add(total, spread(ends[c], n))
					if best == nil || total.Cmp(best) < 0 {
						best, cuts = total, [4]int{ends[a], ends[b], ends[c], n}
					}
				}
			}
		}
	}
	return cuts
}

func naiveShare(pool int64, weights []int64) []int64 {
	parts := make([]int64, len(weights))
	sum := new(big.Int)
	for i, w := range weights {
		weights[i] = max(w, 0)
		sum.Add(sum, big.NewInt(weights[i]))
	}
	if sum.Sign() == 0 {
		for i := range weights {
			weights[i] = 1
		}
		sum.SetInt64(int64(len(weights)))
	}
	rests := make([]*big.Int, len(weights))
	left := pool
	for i, w := range weights {
		q, rest := new(big.Int).QuoRem(new(big.Int).Mul(big.NewInt(pool), big.NewInt(w)), sum, new(big.Int))
		parts[i], rests[i] = q.Int64(), rest
		left -= parts[i]
	}
	for ; left > 0; left-- {
		best := 0
		for i := range rests {
			if rests[i].Cmp(rests[best]) > 0 {
				best = i
			}
		}
		parts[best]++
		rests[best].SetInt64(-1)
	}
	return parts
}

func naive(b *book.Book, s Settings) *naiveReport {
	r := &naiveReport{}
	standard := s.Standard()
	for i := range b.N {
		r.Clients = append(r.Clients, &naiveClient{ID: b.IDOf(i), aum: orZero(b.AUM, i), gdc: orZero(b.GDC, i)})
	}

	// Factors, score, rank.
	points := map[score.Factor][]*int64{}
	model := int64(0)
	for f := range score.Factor(score.Factors) {
		values := naiveValues(b, s, f)
		if s.Weights[f] > 0 && slices.ContainsFunc(values, func(v *int64) bool { return v != nil }) {
			points[f] = naivePointsOf(values, s.Normalise[f], f == score.Time && s.Service)
			model += int64(s.Weights[f])
		}
	}
	var scores []int64
	for i, c := range r.Clients {
		var sum, present int64
		for f, of := range points {
			if p := of[i]; p != nil {
				sum += *p * int64(s.Weights[f])
				present += int64(s.Weights[f])
				*[]**int64{&c.Points.AUM, &c.Points.GDC, &c.Points.Time, &c.Points.Potential, &c.Points.Likeability, &c.Points.Referrals}[f] = p
			}
		}
		if model > 0 {
			c.Coverage = nearest(10000*present, model)
		}
		if model > 0 && 100*present >= 60*model {
			x := nearest(sum, present)
			c.Score = &x
			scores = append(scores, x)
		}
	}
	slices.Sort(scores)
	slices.Reverse(scores)

	// Tiers and locks.
	cuts := naiveCuts(s, scores)
	for i, c := range r.Clients {
		if c.Score != nil {
			rank := int64(slices.Index(scores, *c.Score) + 1)
			c.Rank = &rank
			for c.Tier = 1; int(rank) > cuts[c.Tier-1]; c.Tier++ {
			}
		}
		for _, l := range s.Locks {
			if l.Key == b.Keys[i] || l.Key == 0 && l.ID == c.ID {
				c.Tier = int(l.Tier)
			}
		}
	}

	// Time, revenue, cost.
	standardOf := func(c *naiveClient) int64 {
		if c.Tier == 0 {
			return int64(standard[3])
		}
		return int64(standard[c.Tier-1])
	}
	used := int64(0)
	for i, c := range r.Clients {
		if h := book.At(b.Hours, i); h != book.Missing {
			c.Minutes = int64(h)
		} else {
			c.Minutes, c.Estimated = standardOf(c), true
		}
		used += c.Minutes
		c.Revenue = rounded(mul(rat(c.gdc), big.NewRat(int64(s.Payout), 10000)))
	}
	by := func(value func(c *naiveClient) int64) []int64 {
		var out []int64
		for _, c := range r.Clients {
			out = append(out, value(c))
		}
		return out
	}
	minutes := func(c *naiveClient) int64 { return c.Minutes }
	equal := func(*naiveClient) int64 { return 1 }
	drivers := map[cost.Driver]func(*naiveClient) int64{
		cost.Time: minutes, cost.Clients: equal,
		cost.Revenue: func(c *naiveClient) int64 { return c.Revenue },
		cost.AUM:     func(c *naiveClient) int64 { return c.aum },
	}
	timeCost := int64(0)
	for p, pool := range s.Pools {
		shared := int64(pool)
		if s.Drivers[p] == cost.Time && s.Capacity > 0 && int64(s.Capacity) > used {
			shared = floored(mul(rat(shared), big.NewRat(used, int64(s.Capacity)))).Int64()
		}
		r.Practice.Unused += int64(pool) - shared
		for i, part := range naiveShare(shared, by(drivers[s.Drivers[p]])) {
			r.Clients[i].cost[p] = part
		}
		if s.Drivers[p] == cost.Time && used > 0 {
			timeCost += shared
		}
	}

	// Loss in three views.
	for _, c := range r.Clients {
		c.Wages, c.Overhead, c.OwnerPay = c.cost[0], c.cost[1], c.cost[2]
		c.Profit = c.Revenue - c.Wages - c.Overhead - c.OwnerPay
	}
	losses := make([]int, b.N)
	for _, view := range []func(*naiveClient) int64{minutes, standardOf, equal} {
		total := make([]int64, b.N)
		for _, pool := range s.Pools {
			for i, part := range naiveShare(int64(pool), by(view)) {
				total[i] += part
			}
		}
		for i, c := range r.Clients {
			if c.Revenue-total[i] < 0 {
				losses[i]++
			}
		}
	}

	// Lines.
	line := func(in func(c *naiveClient) bool, unused int64, beyond *int64) (l naiveLine) {
		for _, c := range r.Clients {
			if !in(c) {
				continue
			}
			l.Clients++
			l.AUM += c.aum
			l.GDC += c.gdc
			l.Revenue += c.Revenue
			l.Wages += c.Wages
			l.Overhead += c.Overhead
			l.OwnerPay += c.OwnerPay
			l.Minutes += c.Minutes
			if c.Profit < 0 {
				l.Unprofitable++
			}
		}
		if beyond != nil {
			if b.GDC != nil {
				*beyond = int64(s.Actual) - l.Revenue
			}
			l.Revenue += *beyond
		}
		costs := l.Wages + l.Overhead + l.OwnerPay + unused
		l.Profit = l.Revenue - costs
		if l.Revenue > 0 {
			m := rounded(mul(rat(10000), big.NewRat(l.Profit, l.Revenue)))
			l.Margin = &m
		}
		if costs > 0 {
			m := rounded(mul(rat(10000), big.NewRat(l.Profit, costs)))
			l.Return = &m
		}
		return l
	}
	if s.Actual > 0 {
		r.Practice.Beyond = new(int64)
	}
	r.Practice.naiveLine = line(func(*naiveClient) bool { return true }, r.Practice.Unused, r.Practice.Beyond)
	for k := range 4 {
		r.Tiers = append(r.Tiers, naiveTier{k + 1, s.Names[k], line(func(c *naiveClient) bool { return c.Tier == k+1 }, 0, nil)})
	}
	r.Unassigned = line(func(c *naiveClient) bool { return c.Tier == 0 }, 0, nil)

	// Whale curve.
	order := slices.Clone(r.Clients)
	slices.SortStableFunc(order, func(a, b *naiveClient) int { return int(min(max(b.Profit-a.Profit, -1), 1)) })
	for j, c := range order {
		if r.Whale.TotalProfit += c.Profit; r.Whale.TotalProfit > r.Whale.PeakProfit {
			r.Whale.PeakProfit, r.Whale.PeakClients = r.Whale.TotalProfit, j+1
		}
	}

	// Repair.
	for i, c := range r.Clients {
		c.Loss = []string{"none", "depends", "depends", "certain"}[losses[i]]
		base := int64(0)
		for p := range s.Pools {
			if s.Drivers[p] != cost.Time || used == 0 {
				base += c.cost[p]
			}
		}
		keep := rat(10000 - int64(s.TargetMargin))
		m := &c.Repair
		required := ceiled(div(mul(rat(c.Wages+c.Overhead+c.OwnerPay), rat(10000)), keep))
		m.Required = fitting(required)
		if s.Payout > 0 {
			short := new(big.Rat).SetInt(required)
			if short = minus(short, rat(c.Revenue)); short.Sign() < 0 {
				short = rat(0)
			}
			fee := ceiled(mul(short, big.NewRat(10000, int64(s.Payout))))
			if m.Fee = fitting(fee); m.Fee != nil {
				aum, gdc := c.aum, c.gdc
				if aum <= 0 || gdc <= 0 {
					aum, gdc = r.Practice.AUM, r.Practice.GDC
				}
				if *m.Fee == 0 {
					m.AUM = m.Fee
				} else if aum > 0 && gdc > 0 {
					m.AUM = fitting(ceiled(mul(rat(*m.Fee), big.NewRat(aum, gdc))))
				}
			}
		}
		bracket := minus(div(mul(rat(c.Revenue), keep), rat(10000)), rat(base))
		if timeCost > 0 && bracket.Sign() >= 0 {
			m.Most = fitting(floored(div(bracket, big.NewRat(timeCost, used))))
		}
		for k := range 4 {
			profit := rat(c.Revenue - base)
			if timeCost > 0 {
				profit = minus(profit, rat(rounded(mul(big.NewRat(timeCost, used), rat(int64(standard[k]))))))
			}
			v := rounded(profit)
			m.At = append(m.At, &v)
		}
	}
	return r
}
