package intake

import (
	"tierbook/engine/book"
)

// format decides how the cells of each column are written.
func (p *plan) format(opt *Options) {
	// What one column tells holds for its neighbours that do not.
	votes := [3]int{}
	orders := [3]int{}
	for c, e := range p.evidence {
		if p.columns[c].Use == Sensitive || p.columns[c].Use == Account {
			continue
		}
		votes[e.mark()]++
		orders[e.order()]++
	}
	switch {
	case votes[Point] > votes[Comma]:
		p.fileMark = Point
	case votes[Comma] > votes[Point]:
		p.fileMark = Comma
	}
	switch {
	case orders[MonthDay] > orders[DayMonth]:
		p.fileOrder = MonthDay
	case orders[DayMonth] > orders[MonthDay]:
		p.fileOrder = DayMonth
	}
	for _, col := range p.columns {
		col.Format, col.Assumed = p.decide(col, opt)
	}
}

// decide decides the format of a column of a field, and which parts of it
// nothing in the file tells.
func (p *plan) decide(c *column, opt *Options) (f, assumed Format) {
	field, e, h := c.Field, p.evidence[c.Number], &p.heads[c.Number]
	if field == NoField || field.IsText() {
		return f, assumed
	}
	f = opt.Columns[c.Number].Format
	number := field.IsMoney() || field == Potential || field == Likeability || field == Referrals || field == Hours || field == Since
	if number && f.Decimal == 0 {
		f.Decimal = e.mark()
		if f.Decimal == 0 {
			f.Decimal = p.fileMark
			if f.Decimal == 0 {
				f.Decimal = Point
				if p.delim == ';' {
					f.Decimal = Comma
				}
			}
			if e.ambiguous() && field != Since {
				assumed.Decimal = f.Decimal
			}
		}
	}
	switch {
	case field.IsMoney():
		if f.Times != 1 && f.Times != 1000 && f.Times != 1_000_000 {
			f.Times = h.times
		}
		if f.Currency == "" {
			if f.Currency = e.currency(); f.Currency == "" {
				f.Currency = h.code
			}
		}
		if f.Repeated == 0 {
			f.Repeated = Add
		}
		if field == AUM {
			break
		}
		known := h.has("gdc", "concession")
		if f.Period == 0 {
			if f.Period = h.period(); f.Period == 0 {
				f.Period = Year
				if !known && !p.payments {
					assumed.Period = Year
				}
			}
		}
		if f.Basis == 0 {
			if f.Basis = h.basis(); f.Basis == 0 {
				f.Basis = Gross
				assumed.Basis = Gross
			}
		}
	case field == Since || field == PaymentDate:
		if f.Dates == 0 {
			f.Dates = e.datesAre()
			if field == Since && (f.Dates == Calendar || f.Dates == Serial) && h.has("years", "tenure", "length") && e.dates == 0 {
				f.Dates = Years
			}
			if (f.Dates == Years || f.Dates == OnlyYear) && !h.has("years", "tenure", "length", "year") {
				assumed.Dates = f.Dates
			}
		}
		if f.Order == 0 {
			if f.Order = e.order(); f.Order == 0 {
				f.Order = p.fileOrder
				if f.Order == 0 {
					f.Order = MonthDay
					if p.delim == ';' || p.fileMark == Comma {
						f.Order = DayMonth
					}
				}
				if e.two > 0 {
					assumed.Order = f.Order
				}
			}
		}
	case field == Hours:
		if f.Repeated == 0 {
			f.Repeated = Add
		}
		if f.Unit == 0 {
			if f.Unit = h.unit(); f.Unit == 0 {
				f.Unit = InHours
			}
		}
		if f.Period == 0 {
			if f.Period = h.period(); f.Period == 0 || f.Period == YearToDate {
				f.Period = Year
			}
		}
	default:
		if f.Scale == 0 {
			f.Scale = e.scale()
		}
	}
	return f, assumed
}

// factor is what a period's amount is multiplied with to make it annual; the
// year to date is made annual by days instead.
func factor(p Period) int64 {
	switch p {
	case Quarter:
		return 4
	case Month:
		return 12
	case Week:
		return 52
	}
	return 1
}

// annual makes a year's amount of that of the year up to the as-of date.
func annual(cents book.Cents, asOf book.Day) book.Cents {
	days, passed := yearDays(asOf)
	return share(cents, days, passed)
}

// toDate is the amount up to the as-of date that annual made a year's of: the
// part that rounding added or took is less than half of what one cent becomes.
func toDate(cents book.Cents, asOf book.Day) book.Cents {
	days, passed := yearDays(asOf)
	return share(cents, passed, days)
}

func yearDays(asOf book.Day) (days, passed int64) {
	t := asOf.Time()
	if days = 365; isLeap(t.Year()) {
		days = 366
	}
	return days, int64(t.YearDay())
}

// share is cents·a/b, rounded, halves away from zero.
func share(cents book.Cents, a, b int64) book.Cents {
	twice := 2 * int64(cents) * a
	if twice >= 0 {
		return book.Cents((twice + b) / (2 * b))
	}
	return book.Cents(-((-twice + b) / (2 * b)))
}
