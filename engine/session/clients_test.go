package session

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/roster"
)

// crowd is a list of n clients, much of it missing and much of it equal.
func crowd(rng *rand.Rand, n int) *intake.Import {
	b := &book.Book{N: n}
	maybe := func(most int64) int64 {
		if rng.IntN(4) == 0 {
			return book.Missing
		}
		return rng.Int64N(most) - most/20
	}
	names := []string{"Ana López", "ana lopez", "Bo Ek", "", "Çelik, Öz", "Zoë"}
	houses := []string{"", "", "Ek Household", "López"}
	for i := range n {
		b.Keys = append(b.Keys, book.Key(i+1))
		b.Line = append(b.Line, uint32(2*i+2))
		id := ""
		if rng.IntN(2) == 0 {
			id = fmt.Sprintf("C%d", i)
		}
		b.ID.Append(id)
		b.Name.Append(names[rng.IntN(len(names))])
		b.Household.Append(houses[rng.IntN(len(houses))])
		b.AUM = append(b.AUM, book.Cents(maybe(100)*1_000_00))
		b.GDC = append(b.GDC, book.Cents(maybe(60)*100_00))
		b.Since = append(b.Since, book.Day(maybe(20000)))
		b.Likeability = append(b.Likeability, book.Milli(maybe(5)))
		b.Hours = append(b.Hours, book.Minutes(maybe(40)*15))
	}
	return &intake.Import{Book: b}
}

// busy is a session on a crowd, with costs and some locks.
func busy(t *testing.T, rng *rand.Rand, n int) *Session {
	s := New(today)
	s.Open(crowd(rng, n), mine, today)
	do(t, s, decision.SetPool{Pool: cost.Wages, Amount: 40_000_00}, decision.SetPool{Pool: cost.Overhead, Amount: 30_000_00}, decision.SetDriver{Pool: cost.Overhead, Driver: cost.Clients})
	for k := range min(n, 3) {
		do(t, s, decision.Lock{Key: book.Key(k + 1), Tier: book.Tier(1 + rng.IntN(4)), Reason: "because"})
	}
	return s
}

func see[V any](t testing.TB, s *Session, q Query[V]) V {
	t.Helper()
	v, err := See(s, q)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// everyone is all clients as rows, in the order of the file.
func everyone(s *Session) []roster.Row {
	var rows []roster.Row
	for i := range s.Report().Book.N {
		rows = append(rows, roster.RowOf(s.Report(), i))
	}
	return rows
}

// passes is what a Filter means, said another way than the session does it.
func passes(f roster.Filter, c roster.Row) bool {
	text := string(book.Fold(nil, []byte(c.Name+" "+c.Household+" "+c.ID)))
	for _, word := range strings.Fields(string(book.Fold(nil, []byte(f.Search)))) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	loss := map[roster.Losing]bool{
		roster.AnyProfit: true, roster.Unprofitable: c.Profit < 0, roster.Certain: c.Profit < 0 && c.Loss == cost.Certain, roster.Depends: c.Profit < 0 && c.Loss != cost.Certain,
	}
	return (f.Tiers == 0 || f.Tiers>>c.Tier&1 == 1) && loss[f.Loss] && (!f.Locked || c.Locked)
}

// key is what a column sorts by, and whether there is a value.
func sortKey(c roster.Row, by roster.Column) (number int64, text string, has bool) {
	switch by {
	case roster.ByName:
		return 0, string(book.Fold(nil, []byte(c.Name))), true
	case roster.ByRank:
		return int64(c.Rank), "", c.Rank > 0
	case roster.ByScore:
		return int64(c.Score), "", c.Score >= 0
	case roster.ByTier:
		return int64(c.Tier), "", c.Tier > 0
	case roster.ByAUM:
		return int64(c.AUM), "", book.Has(c.AUM)
	case roster.ByGDC:
		return int64(c.GDC), "", book.Has(c.GDC)
	case roster.ByRevenue:
		return int64(c.Revenue), "", true
	case roster.ByCost:
		return int64(c.Cost), "", true
	case roster.ByProfit:
		return int64(c.Profit), "", true
	case roster.ByMinutes:
		return int64(c.Minutes), "", true
	}
	return int64(c.Key), "", true
}

func TestClientsTable(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	searches := []string{"", "a", "an", "ana", "ana l", "ana lop", "ek", "C1", "row-", "nobody", "ÖZ", "  "}
	for _, n := range []int{0, 1, 2, 40, 300} {
		s := busy(t, rng, n)
		all := everyone(s)
		for range 60 {
			q := ClientsQuery{
				Filter: roster.Filter{Search: searches[rng.IntN(len(searches))], Loss: roster.Losing(rng.IntN(4)), Locked: rng.IntN(8) == 0},
				Sort:   roster.Column(rng.IntN(int(roster.ByLine) + 1)), Down: rng.IntN(2) == 0, Limit: MostRows,
			}
			if rng.IntN(2) == 0 {
				q.Tiers = uint8(rng.IntN(32))
			}
			want := []roster.Row{}
			for _, c := range all {
				if passes(q.Filter, c) {
					want = append(want, c)
				}
			}
			slices.SortStableFunc(want, func(a, b roster.Row) int {
				x, textX, hasX := sortKey(a, q.Sort)
				y, textY, hasY := sortKey(b, q.Sort)
				switch {
				case hasX && !hasY:
					return -1
				case !hasX:
					return cmp.Compare(b2i(hasY), 0)
				}
				c := cmp.Or(cmp.Compare(x, y), cmp.Compare(textX, textY))
				if q.Down {
					c = -c
				}
				if q.Sort == roster.ByTier { // best first within each tier, either way; locks without a score last
					unranked := func(row roster.Row) int { return b2i(row.Rank == 0) }
					c = cmp.Or(c, cmp.Compare(unranked(a), unranked(b)), cmp.Compare(a.Rank, b.Rank))
				}
				return c
			})
			got := see(t, s, q)
			if got.Total != len(want) || !slices.Equal(got.Rows, want) && len(want) > 0 {
				t.Fatalf("%d clients, %+v:\ngot  %+v\nwant %+v", n, q, got.Rows, want)
			}
			sum := engine.Line{}
			for _, c := range want {
				i := int(c.Key) - 1
				line := s.Report().LineOf(i)
				sum.Clients++
				sum.AUM += line.AUM
				sum.GDC += line.GDC
				sum.Revenue += line.Revenue
				sum.Profit += line.Profit
				sum.Minutes += line.Minutes
				sum.Unprofitable += line.Unprofitable
				for p := range sum.Cost {
					sum.Cost[p] += line.Cost[p]
				}
			}
			if got.Sum != sum {
				t.Fatalf("%+v comes to %+v, want %+v", q, got.Sum, sum)
			}
		}
		if all := see(t, s, ClientsQuery{}); n > 0 && all.Sum != practice(s) {
			t.Errorf("everyone comes to %+v, the practice to %+v", all.Sum, practice(s))
		}
	}
}

func b2i(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func practice(s *Session) engine.Line { return s.Report().Practice }

func TestClientsPages(t *testing.T) {
	s := busy(t, rand.New(rand.NewPCG(7, 8)), 1200)
	all := see(t, s, ClientsQuery{Sort: roster.ByAUM, Limit: 5000})
	if len(all.Rows) != MostRows || all.Total != 1200 {
		t.Fatalf("%d of %d rows, want %d of 1200", len(all.Rows), all.Total, MostRows)
	}
	var pages []roster.Row
	for offset := 0; offset < 1200; offset += 70 {
		p := see(t, s, ClientsQuery{Sort: roster.ByAUM, Offset: offset, Limit: 70})
		if p.Offset != offset || p.Total != 1200 || p.Revision != s.Revision() || p.Sum != all.Sum {
			t.Fatalf("page from %d: %+v", offset, p)
		}
		pages = append(pages, p.Rows...)
	}
	if len(pages) != 1200 || !slices.Equal(pages[:MostRows], all.Rows) {
		t.Errorf("the pages together have %d rows, or others than the table", len(pages))
	}
	for _, q := range []ClientsQuery{{Offset: 1200, Limit: 10}, {Offset: 1 << 62, Limit: 1 << 62}, {Limit: -1}, {}} {
		if p := see(t, s, q); len(p.Rows) != 0 || p.Total != 1200 {
			t.Errorf("%+v: %d rows of %d", q, len(p.Rows), p.Total)
		}
	}
	if p := see(t, s, ClientsQuery{Offset: -5, Limit: 2}); p.Offset != 0 || len(p.Rows) != 2 {
		t.Errorf("from -5: %+v", p)
	}
}

// TestClientsFollow: the table is that of what is shown now, also right after
// a change, a trial, an undo and another list.
func TestClientsFollow(t *testing.T) {
	s := busy(t, rand.New(rand.NewPCG(9, 10)), 50)
	q := ClientsQuery{Sort: roster.ByProfit, Limit: 50}
	before := see(t, s, q)
	if err := s.Try(decision.SetPool{Pool: cost.Wages, Amount: 900_000_00}); err != nil {
		t.Fatal(err)
	}
	if tried := see(t, s, q); tried.Sum.Profit >= before.Sum.Profit || tried.Revision == before.Revision {
		t.Errorf("tried: profit %d, before %d", tried.Sum.Profit, before.Sum.Profit)
	}
	do(t, s, decision.SetPool{Pool: cost.Wages, Amount: 1_00})
	if now := see(t, s, q); now.Sum.Profit <= before.Sum.Profit {
		t.Errorf("with lower wages: profit %d, before %d", now.Sum.Profit, before.Sum.Profit)
	}
	s.Undo()
	if back := see(t, s, q); !slices.Equal(back.Rows, before.Rows) {
		t.Error("after the undo the table is not what it was")
	}
	s.Open(listOf(12), mine, today)
	if next := see(t, s, q); next.Total != 12 {
		t.Errorf("%d clients of another list, want 12", next.Total)
	}
}

func TestSumsThatDoNotFit(t *testing.T) {
	b := &book.Book{N: 3, AUM: []book.Cents{1<<62 - 1, 1<<62 - 1, 1<<62 - 1}}
	for i := range b.N {
		b.Keys, b.Line = append(b.Keys, book.Key(i+1)), append(b.Line, uint32(i+2))
		b.Name.Append("A")
	}
	s := New(today)
	s.Open(&intake.Import{Book: b}, mine, today)
	if sum := see(t, s, ClientsQuery{}).Sum; sum.AUM != book.Missing || sum.GDC != 0 {
		t.Errorf("AUM %d and GDC %d, want none and 0", sum.AUM, sum.GDC)
	}
	if l := see(t, s, ListQuery{}); l.AUM != book.Missing || l.GDC != 0 {
		t.Errorf("the list's AUM %d and GDC %d, want none and 0", l.AUM, l.GDC)
	}
}

func TestNeighbours(t *testing.T) {
	s := busy(t, rand.New(rand.NewPCG(11, 12)), 60)
	// Before a table was looked at: everyone by rank.
	ranked := see(t, s, ClientsQuery{Limit: 60})
	s = busy(t, rand.New(rand.NewPCG(11, 12)), 60)
	goAlong(t, s, ranked.Rows)

	// The table that was looked at last, in its order.
	q := ClientsQuery{Filter: roster.Filter{Search: "ana", Loss: roster.Unprofitable}, Sort: roster.ByProfit, Limit: 60}
	page := see(t, s, q)
	if len(page.Rows) < 5 {
		t.Fatalf("only %d clients to walk through", len(page.Rows))
	}
	goAlong(t, s, page.Rows)

	// Someone who is not in it is found among everyone.
	for _, c := range ranked.Rows {
		if !slices.ContainsFunc(page.Rows, func(r roster.Row) bool { return r.Key == c.Key }) {
			if v := see(t, s, ClientQuery{c.Key}); v.Of != 60 || v.Row.Key != c.Key {
				t.Errorf("client %d is %d of %d, want one of 60", c.Key, v.At, v.Of)
			}
			break
		}
	}
	goAlong(t, s, page.Rows)

	// A lock that takes a client out of the table does not stop the walk.
	tier := page.Rows[2].Tier%book.Tiers + 1
	q = ClientsQuery{Filter: roster.Filter{Tiers: roster.TierBit(page.Rows[2].Tier)}, Sort: roster.ByName, Limit: 60}
	page = see(t, s, q)
	do(t, s, decision.Lock{Key: page.Rows[2].Key, Tier: tier, Reason: "moves"})
	v := see(t, s, ClientQuery{page.Rows[2].Key})
	if v.At != 3 || v.Of != len(page.Rows) || v.Before != page.Rows[1].Key || v.After != page.Rows[3].Key {
		t.Errorf("the locked client is %d of %d, between %d and %d", v.At, v.Of, v.Before, v.After)
	}
	if v := see(t, s, ClientQuery{v.After}); v.At != 3 || v.Of != len(page.Rows)-1 || v.Before != page.Rows[1].Key {
		t.Errorf("the one after it is %d of %d, after %d", v.At, v.Of, v.Before)
	}

	// A table of another list says nothing about this one.
	s.Open(listOf(12), mine, today)
	if v := see(t, s, ClientQuery{1}); v.Of != 12 {
		t.Errorf("of %d, want of 12", v.Of)
	}
}

// goAlong goes from client to client and wants to meet the rows.
func goAlong(t *testing.T, s *Session, rows []roster.Row) {
	t.Helper()
	before := book.Key(0)
	for i, c := range rows {
		v := see(t, s, ClientQuery{c.Key})
		after := book.Key(0)
		if i < len(rows)-1 {
			after = rows[i+1].Key
		}
		if v.At != i+1 || v.Of != len(rows) || v.Before != before || v.After != after {
			t.Fatalf("client %d is %d of %d between %d and %d, want %d of %d between %d and %d",
				c.Key, v.At, v.Of, v.Before, v.After, i+1, len(rows), before, after)
		}
		before = c.Key
	}
}

// BenchmarkSearch types a name into the search of a large list, letter by
// letter, and sorts what is found.
func BenchmarkSearch(b *testing.B) {
	s := New(today)
	s.Open(crowd(rand.New(rand.NewPCG(13, 14)), 1_000_000), mine, today)
	s.Report()
	for b.Loop() {
		for _, q := range []ClientsQuery{
			{Limit: 60}, {Filter: roster.Filter{Search: "a"}, Limit: 60}, {Filter: roster.Filter{Search: "an"}, Limit: 60}, {Filter: roster.Filter{Search: "ana l"}, Limit: 60},
			{Sort: roster.ByName, Limit: 60}, {Sort: roster.ByProfit, Down: true, Limit: 60},
		} {
			if _, err := See(s, q); err != nil {
				b.Fatal(err)
			}
		}
	}
}
