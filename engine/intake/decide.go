package intake

import (
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
)

// format decides how the cells of each column are written.
func (p *plan) format(opt *Options) {
	// What one column tells holds for its neighbours that do not.
	votes := [3]int{}
	orders := [3]int{}
	for c, e := range p.evidence {
		if p.columns[c].Use == field.Sensitive || p.columns[c].Use == field.Account {
			continue
		}
		votes[e.Mark()]++
		orders[e.Order()]++
	}
	switch {
	case votes[cell.Point] > votes[cell.Comma]:
		p.fileMark = cell.Point
	case votes[cell.Comma] > votes[cell.Point]:
		p.fileMark = cell.Comma
	}
	switch {
	case orders[cell.MonthDay] > orders[cell.DayMonth]:
		p.fileOrder = cell.MonthDay
	case orders[cell.DayMonth] > orders[cell.MonthDay]:
		p.fileOrder = cell.DayMonth
	}
	for _, col := range p.columns {
		col.Format, col.Assumed = p.decide(col, opt)
	}
}

// decide decides the format of a column of a field, and which parts of it
// nothing in the file tells.
func (p *plan) decide(c *column, opt *Options) (f, assumed cell.Format) {
	of, e, h := c.Field, p.evidence[c.Number], &p.heads[c.Number]
	if of == field.NoField || of.IsText() {
		return f, assumed
	}
	f = opt.Columns[c.Number].Format
	number := of.IsMoney() || of == field.Potential || of == field.Likeability || of == field.Referrals || of == field.Hours || of == field.Since
	if number && f.Decimal == 0 {
		f.Decimal = e.Mark()
		if f.Decimal == 0 {
			f.Decimal = p.fileMark
			if f.Decimal == 0 {
				f.Decimal = cell.Point
				if p.delim == ';' {
					f.Decimal = cell.Comma
				}
			}
			if e.Ambiguous() && of != field.Since {
				assumed.Decimal = f.Decimal
			}
		}
	}
	switch {
	case of.IsMoney():
		if f.Times != 1 && f.Times != 1000 && f.Times != 1_000_000 {
			f.Times = h.Times
		}
		if f.Currency == "" {
			if f.Currency = e.Currency(); f.Currency == "" {
				f.Currency = h.Code
			}
		}
		if f.Repeated == 0 {
			f.Repeated = cell.Add
		}
		if of == field.AUM {
			break
		}
		known := h.Has("gdc", "concession")
		if f.Period == 0 {
			if f.Period = h.Period(); f.Period == 0 {
				f.Period = cell.Year
				if !known && !p.payments {
					assumed.Period = cell.Year
				}
			}
		}
		if f.Basis == 0 {
			if f.Basis = h.Basis(); f.Basis == 0 {
				f.Basis = cell.Gross
				assumed.Basis = cell.Gross
			}
		}
	case of == field.Since || of == field.PaymentDate:
		if f.Dates == 0 {
			f.Dates = e.DatesAre()
			if of == field.Since && (f.Dates == cell.Calendar || f.Dates == cell.Serial) && h.Has("years", "tenure", "length") && e.Dates == 0 {
				f.Dates = cell.Years
			}
			if (f.Dates == cell.Years || f.Dates == cell.OnlyYear) && !h.Has("years", "tenure", "length", "year") {
				assumed.Dates = f.Dates
			}
		}
		if f.Order == 0 {
			if f.Order = e.Order(); f.Order == 0 {
				f.Order = p.fileOrder
				if f.Order == 0 {
					f.Order = cell.MonthDay
					if p.delim == ';' || p.fileMark == cell.Comma {
						f.Order = cell.DayMonth
					}
				}
				if e.Two > 0 {
					assumed.Order = f.Order
				}
			}
		}
	case of == field.Hours:
		if f.Repeated == 0 {
			f.Repeated = cell.Add
		}
		if f.Unit == 0 {
			if f.Unit = h.Unit(); f.Unit == 0 {
				f.Unit = cell.InHours
			}
		}
		if f.Period == 0 {
			if f.Period = h.Period(); f.Period == 0 || f.Period == cell.YearToDate {
				f.Period = cell.Year
			}
		}
	default:
		if f.Scale == 0 {
			f.Scale = e.Scale()
		}
	}
	return f, assumed
}
