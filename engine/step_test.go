package engine

import (
	"math/rand/v2"
	"slices"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/score"
	"tierbook/engine/tier"
)

// tierWith is the tier of client i by the whole model, run anew on a book in
// which it alone has another amount.
func tierWith(r *Report, f score.Factor, i int, amount book.Cents) book.Tier {
	b := *r.Book
	column := &b.AUM
	if f == score.GDC {
		column = &b.GDC
	}
	*column = slices.Clone(*column)
	(*column)[i] = amount
	return Analyze(&b, r.Settings).Tier[i]
}

// TestStepsAreExact: with the amount a client is in a higher tier when the
// whole model is run again, and with one cent less, or any less, it is not;
// where there is none, none does it.
func TestStepsAreExact(t *testing.T) {
	rng := rand.New(rand.NewPCG(81, 82))
	found, none := map[string]int{}, 0
	for range 700 {
		b, s := randomBook(rng), randomSettings(rng)
		r := Analyze(b, s)
		for f := score.AUM; f <= score.GDC; f++ {
			steps := r.Steps(f)
			for i := range b.N {
				now := book.At(b.AUM, i)
				if f == score.GDC {
					now = book.At(b.GDC, i)
				}
				least := steps.Least(i)
				lowest, highest := now+1, book.Cents(book.Largest)
				if now == book.Missing {
					lowest = 0
				}
				if least != book.Missing {
					if is := tierWith(r, f, i, least); is == book.Unassigned || is >= r.Tier[i] || least < lowest {
						t.Fatalf("%v: client %d of tier %d is in %d with %d, and has %d", s.Cut.Method, i, r.Tier[i], is, least, now)
					}
					found[s.Cut.Method.String()+" "+s.Normalise[f].Kind.String()]++
					highest = least - 1
				}
				if r.Tier[i] <= 1 || !r.Scores.InModel[f] || s.Cut.Method == tier.Natural || highest < lowest {
					continue
				}
				less := []book.Cents{highest, lowest, lowest + book.Cents(rng.Int64N(int64(highest-lowest)+1))}
				for _, band := range s.Normalise[f].Bands {
					less = append(less, book.Cents(band.From))
				}
				for _, amount := range less {
					if amount < lowest || amount > highest {
						continue
					}
					if is := tierWith(r, f, i, amount); is != book.Unassigned && is < r.Tier[i] {
						t.Fatalf("%v: client %d of tier %d is in %d with %d already, not from %d, and has %d", s.Cut.Method, i, r.Tier[i], is, amount, least, now)
					}
				}
				none++
			}
		}
	}
	for _, kind := range []string{"shares percentile", "shares range", "shares bands", "counts percentile", "counts range", "scores percentile", "scores range", "scores bands", "capacity range"} {
		if found[kind] < 20 {
			t.Errorf("too few to tell of %s: %v", kind, found)
		}
	}
	if none < 1000 {
		t.Errorf("%d looked at from below", none)
	}
}

// TestStepsOfManyAreExact: the same where hardly anyone else is scored again.
func TestStepsOfManyAreExact(t *testing.T) {
	rng := rand.New(rand.NewPCG(83, 84))
	b := &book.Book{N: 3000}
	for i := range b.N {
		b.Keys, b.Line = append(b.Keys, book.Key(i+1)), append(b.Line, uint32(i+2))
		b.ID.Append("")
		aum := book.Cents(rng.ExpFloat64() * 300_000_00)
		b.AUM, b.GDC = append(b.AUM, aum), append(b.GDC, aum/150+book.Cents(rng.IntN(5000_00)))
		b.Potential = append(b.Potential, book.Milli(rng.IntN(11))*1000)
	}
	for _, kind := range []score.Kind{score.Percentile, score.Range} {
		s := Defaults()
		s.AsOf = book.Date(2026, 6, 30)
		s.Normalise[score.AUM].Kind = kind
		r := Analyze(b, s)
		steps := r.Steps(score.AUM)
		solved := 0
		for range 40 {
			i := rng.IntN(b.N)
			least := steps.Least(i)
			if least == book.Missing {
				continue
			}
			solved++
			if with, less := tierWith(r, score.AUM, i, least), tierWith(r, score.AUM, i, least-1); with >= r.Tier[i] || less < r.Tier[i] {
				t.Fatalf("%v: client %d of tier %d is in %d with %d, and in %d with a cent less", kind, i, r.Tier[i], with, least, less)
			}
		}
		if solved < 10 {
			t.Errorf("%v: only %d have an amount", kind, solved)
		}
	}
}

func BenchmarkSteps(b *testing.B) {
	rng := rand.New(rand.NewPCG(85, 86))
	bk := &book.Book{N: 100_000}
	for i := range bk.N {
		bk.Keys, bk.Line = append(bk.Keys, book.Key(i+1)), append(bk.Line, uint32(i+2))
		bk.ID.Append("")
		bk.AUM = append(bk.AUM, book.Cents(rng.ExpFloat64()*300_000_00))
		bk.GDC = append(bk.GDC, book.Cents(rng.ExpFloat64()*3000_00))
	}
	r := Analyze(bk, Defaults())
	b.ResetTimer()
	for range b.N {
		steps := r.Steps(score.AUM)
		for i := range 50 {
			steps.Least(i)
		}
	}
}
