package session

import (
	"slices"

	"tierbook/engine/book"
	"tierbook/engine/roster"
	"tierbook/engine/score"
)

// GrowQuery asks about the other end of the book: the good clients.
type GrowQuery struct{}

// Grow is what there is to be gained with good clients, and to be lost. Each
// list holds the first mostGrow of its clients.
type Grow struct {
	Revision int `json:"revision"`

	Served  int          `json:"served"`  // clients of the first two tiers to whom more time is due
	Missing book.Cents   `json:"missing"` // what the time they lack would cost at the rate; Missing where time costs nothing
	Lacking book.Minutes `json:"lacking"`
	Under   []ServedRow  `json:"under"` // the best first

	Steps int       `json:"steps"` // clients near the next tier, with a high potential, who meet the target
	Next  []StepRow `json:"next"`

	Top     []roster.Row `json:"top"`     // the five that bring most
	TopSum  book.Cents   `json:"top_sum"` // their revenue
	Revenue book.Cents   `json:"revenue"` // of all in the list
	Half    int          `json:"half"`    // the fewest clients who bring half of it

	Planned int `json:"planned"` // who would be among the first two, and have a place in the plan
}

// ServedRow is a client to whom more time is due.
type ServedRow struct {
	roster.Row
	Standard book.Minutes `json:"standard"`
	Then     book.Cents   `json:"then"` // its profit with that
}

// StepRow is a client near the next tier.
type StepRow struct {
	roster.Row
	Gap       int        `json:"gap"` // to the least score of the next tier, hundredths of a point
	Potential book.Milli `json:"potential"`
	Held      book.Cents `json:"held"`     // Missing where the file does not say
	MoreAUM   book.Cents `json:"more_aum"` // with so much more it is in a higher tier, all else unchanged; Missing where no amount is sure to do it
	MoreGDC   book.Cents `json:"more_gdc"`
}

const (
	mostGrow = 50
	nearStep = 500 // hundredths of a point, to the next tier
	topFive  = 5
)

var _ = register[GrowQuery]()

func (GrowQuery) Kind() string { return "grow" }
func (GrowQuery) answer(s *Session) (Grow, error) {
	w, p := s.walking(), s.State().Plans.Now()
	r := w.Report
	b := r.Book
	out := Grow{Revision: s.Revision(), Revenue: r.Practice.Listed().Revenue}
	standard := r.Standard()
	held := w.Kin.Held
	eager := r.Eager()
	rows := s.ordered(roster.Filter{}, roster.ByRank, false).rows
	for _, row := range rows {
		i := int(row)
		t := r.Tier[i]
		planned := p.Decided(b.Keys[i])
		if o, due := w.Mender.Underserved(i); due && planned {
			out.Planned++
			continue
		} else if due {
			out.Served++
			out.Lacking += standard[t-1] - r.Minutes[i]
			if len(out.Under) < mostGrow {
				out.Under = append(out.Under, ServedRow{roster.RowOf(r, i), standard[t-1], o.Profit})
			}
		}
		potential := book.At(b.Potential, i)
		if t < 2 || potential == book.Missing || eager == book.Missing || potential < eager {
			continue
		}
		least := r.Places.Lowest[t-2]
		if gap := least - int(r.Scores.Score[i]); r.Scores.Score[i] >= 0 && least >= 0 && gap > 0 && gap <= nearStep && w.Mender.Bearable(i) {
			if planned {
				out.Planned++
				continue
			}
			out.Steps++
			out.Next = append(out.Next, StepRow{Row: roster.RowOf(r, i), Gap: gap, Potential: potential, Held: book.At(held, i)})
		}
	}
	book.Arrange(out.Next, func(x, y StepRow) int { return x.Gap - y.Gap })
	out.Next = out.Next[:min(len(out.Next), mostGrow)]
	aum, gdc := r.Steps(score.AUM), r.Steps(score.GDC)
	for k := range out.Next {
		row := &out.Next[k]
		i, _ := b.Row(row.Key)
		row.MoreAUM, row.MoreGDC = aum.More(i), gdc.More(i)
	}
	near := len(out.Next)
	out.Next = slices.DeleteFunc(out.Next, func(row StepRow) bool { return row.MoreAUM == book.Missing && row.MoreGDC == book.Missing }) // no amount takes it there
	out.Steps -= near - len(out.Next)
	out.Missing = r.AtRate(out.Lacking)
	order := roster.Sorted(r, roster.ByRevenue, true)
	for _, row := range order[:min(len(order), topFive)] {
		out.Top = append(out.Top, roster.RowOf(r, int(row)))
		out.TopSum = book.Add(out.TopSum, r.Revenue[row])
	}
	for sum := book.Cents(0); out.Half < len(order) && out.Revenue > 0 && sum < (out.Revenue+1)/2; out.Half++ {
		sum = book.Add(sum, r.Revenue[order[out.Half]])
	}
	return out, nil
}
