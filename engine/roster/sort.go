package roster

import (
	"tierbook/engine"
	"tierbook/engine/book"
)

// Column is a column of the table of clients.
type Column uint8

const (
	ByRank Column = iota // best first is ascending
	ByName
	ByTier
	ByAUM
	ByGDC
	ByRevenue
	ByCost
	ByProfit
	ByMinutes
	ByScore
	ByLine // as the file has them
)

// Sorted orders all clients by a column. Those without a value come last in
// either direction; equal ones stay in the order of the file.
func Sorted(r *engine.Report, by Column, down bool) []int32 {
	b := r.Book
	rows := book.Rows(b.N)
	key := func(i int32) book.Cents { return book.Cents(i) }
	switch by {
	case ByName:
		return book.ByText(rows, down, func(i int32) []byte {
			if name := b.Name.Bytes(int(i)); len(name) > 0 {
				return name
			}
			return []byte(b.NameOf(int(i)))
		})
	case ByRank:
		key = func(i int32) book.Cents { return orMissing(book.Cents(r.Scores.Rank[i]), r.Scores.Rank[i] > 0) }
	case ByScore:
		key = func(i int32) book.Cents { return orMissing(book.Cents(r.Scores.Score[i]), r.Scores.Score[i] >= 0) }
	case ByTier: // and by rank within each, either way
		key = func(i int32) book.Cents {
			rank := book.Cents(r.Scores.Rank[i])
			if rank == 0 { // locked without a score
				rank = 1<<31 - 1
			}
			if down { // turned round with the tier, and so not at all
				rank = -rank
			}
			return orMissing(book.Cents(r.Tier[i])<<32+rank, r.Tier[i] != book.Unassigned)
		}
	case ByAUM:
		key = func(i int32) book.Cents { return book.At(b.AUM, int(i)) }
	case ByGDC:
		key = func(i int32) book.Cents { return book.At(b.GDC, int(i)) }
	case ByRevenue:
		key = func(i int32) book.Cents { return r.Revenue[i] }
	case ByCost:
		key = func(i int32) book.Cents { return r.CostOf(int(i)) }
	case ByProfit:
		key = func(i int32) book.Cents { return r.Profit[i] }
	case ByMinutes:
		key = func(i int32) book.Cents { return book.Cents(r.Minutes[i]) }
	}
	return book.ByNumber(rows, func(i int32) book.Cents {
		k := key(i)
		switch {
		case k == book.Missing:
			return 1<<63 - 1
		case down:
			return -k
		}
		return k
	})
}

func orMissing(v book.Cents, ok bool) book.Cents {
	if !ok {
		return book.Missing
	}
	return v
}
