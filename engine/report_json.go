package engine

import (
	"io"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/score"
)

// WriteJSON writes the report as the command line prints it and the worked
// cases hold it. It is written in pieces, so that a million clients need no
// more memory than one.
func (r *Report) WriteJSON(to io.Writer) error {
	w := &indented{}
	w.open('{')
	w.key("practice").open('{')
	writeLine(w, &r.Practice)
	number(w.key("unused_capacity"), r.Practice.Unused)
	if r.Settings.Actual > 0 {
		number(w.key("not_in_list"), r.Practice.Beyond)
	}
	w.close('}')
	w.key("tiers").open('[')
	for t := range r.Tiers {
		w.item().open('{')
		w.key("tier").number(int64(t + 1))
		w.key("name").text(r.Settings.Names[t])
		writeLine(w, &r.Tiers[t])
		w.close('}')
	}
	w.close(']')
	w.key("unassigned").open('{')
	writeLine(w, &r.Unassigned)
	w.close('}')
	w.key("whale").open('{')
	w.key("peak_clients").number(int64(r.Whale.PeakClients))
	number(w.key("peak_profit"), r.Whale.PeakProfit)
	number(w.key("total_profit"), r.Whale.TotalProfit)
	w.close('}')
	w.key("clients").open('[')
	for i := range r.Book.N {
		w.item().open('{')
		r.writeClient(w, i)
		w.close('}')
		if len(w.out) >= 1<<16 {
			if _, err := to.Write(w.out); err != nil {
				return err
			}
			w.out = w.out[:0]
		}
	}
	w.close(']')
	w.close('}')
	_, err := to.Write(append(w.out, '\n'))
	return err
}

func writeLine(w *indented, l *Line) {
	w.key("clients").number(int64(l.Clients))
	number(w.key("aum"), l.AUM)
	number(w.key("gdc"), l.GDC)
	number(w.key("revenue"), l.Revenue)
	for p, amount := range l.Cost {
		number(w.key(cost.Pool(p).Key()), amount)
	}
	number(w.key("profit"), l.Profit)
	number(w.key("minutes"), l.Minutes)
	w.key("unprofitable").number(int64(l.Unprofitable))
	number(w.key("margin_bp"), l.Margin())
	number(w.key("return_bp"), l.Return())
}

func (r *Report) writeClient(w *indented, i int) {
	s := r.Scores
	w.key("id").text(r.Book.IDOf(i))
	w.key("tier").number(int64(r.Tier[i]))
	if s.Score[i] >= 0 {
		w.key("score").number(int64(s.Score[i]))
		w.key("rank").number(int64(s.Rank[i]))
	} else {
		w.key("score").null()
		w.key("rank").null()
	}
	w.key("points").open('{')
	for f, points := range s.Points {
		if points != nil && points[i] >= 0 {
			w.key(score.Factor(f).Key()).number(int64(points[i]))
		}
	}
	w.close('}')
	w.key("coverage_bp").number(int64(s.Coverage[i]))
	number(w.key("minutes"), r.Minutes[i])
	w.key("estimated").boolean(r.Estimated[i])
	number(w.key("revenue"), r.Revenue[i])
	for p := range r.Cost {
		number(w.key(cost.Pool(p).Key()), r.Cost[p][i])
	}
	number(w.key("profit"), r.Profit[i])
	w.key("loss").text(r.Loss[i].String())

	mend := r.Repair(i)
	w.key("repair").open('{')
	number(w.key("required_revenue"), mend.RequiredRevenue.Value)
	number(w.key("fee_needed"), mend.FeeNeeded.Value)
	number(w.key("aum_needed"), mend.AUMNeeded.Value)
	number(w.key("most_minutes"), mend.MostMinutes.Value)
	w.key("profit_at_tier").open('[')
	for _, profit := range mend.ProfitAtTier {
		number(w.item(), profit.Value)
	}
	w.close(']')
	w.close('}')
}

// number writes a quantity, null where there is none.
func number[Q book.Quantity](w *indented, v Q) {
	if v == book.Missing {
		w.null()
	} else {
		w.number(int64(v))
	}
}
