package cell

import "tierbook/engine/book"

// Format is how the cells of a column are written. In Options the zero value
// of each part means: find out.
type Format struct {
	Decimal  Mark     `json:"decimal,omitempty"`  // money, ratings, hours: the decimal mark
	Times    int64    `json:"times,omitempty"`    // money: what a 1 in the column stands for; 1000 under “AUM (000s)”
	Currency string   `json:"currency,omitempty"` // money: ISO code, "" where nothing says
	Order    Order    `json:"order,omitempty"`    // dates: of the parts of a date in figures
	Dates    Dates    `json:"dates,omitempty"`    // dates: what a plain number stands for
	Scale    Scale    `json:"scale,omitempty"`    // ratings
	Unit     Unit     `json:"unit,omitempty"`     // hours: what a plain number stands for
	Period   Period   `json:"period,omitempty"`   // revenue and hours: the time it covers
	Basis    Basis    `json:"basis,omitempty"`    // revenue: before or after payout
	Repeated Repeated `json:"repeated,omitempty"` // money and service time: equal amounts in the rows of one client
}

// With is a format with the parts of another that are not zero.
func (f Format) With(g Format) Format {
	put(&f.Decimal, g.Decimal)
	put(&f.Times, g.Times)
	put(&f.Currency, g.Currency)
	put(&f.Order, g.Order)
	put(&f.Dates, g.Dates)
	put(&f.Scale, g.Scale)
	put(&f.Unit, g.Unit)
	put(&f.Period, g.Period)
	put(&f.Basis, g.Basis)
	put(&f.Repeated, g.Repeated)
	return f
}

func put[T comparable](to *T, v T) {
	var zero T
	if v != zero {
		*to = v
	}
}

// Mark is the decimal mark of a column.
type Mark uint8

const (
	Point Mark = iota + 1 // 1,234.50
	Comma                 // 1.234,50
)

// Order is the order of day, month and year in a date written in figures. Dates
// that begin with a four-digit year, or name the month, need none.
type Order uint8

const (
	MonthDay Order = iota + 1 // 3/28/2009
	DayMonth                  // 28/3/2009
)

// Dates is what a plain number in a column of dates stands for.
type Dates uint8

const (
	Calendar Dates = iota + 1 // no plain numbers but 20090328
	Serial                    // a spreadsheet's day number: 39900 is 2009-03-28
	Years                     // how many years before the as-of date
	OnlyYear                  // the year: 2009, read as its first day
)

// Scale is how a column of ratings is written. Figures are read as they stand;
// words and letters become figures, better ones higher.
type Scale uint8

const (
	Figures Scale = iota + 1 // 7, 7.5, 8/10, 80%
	Letters                  // A+ … F; A is 4, D is 1, a sign a third
	Words                    // very low 1, low 2, medium 3, high 4, very high 5; no 0, yes 1
	Stars                    // as many as there are
)

// Unit is what a plain number in a column of service time stands for.
type Unit uint8

const (
	InHours Unit = iota + 1
	InMinutes
	InDays // working days of eight hours
)

// Period is the time an amount covers; it is made an annual amount.
type Period uint8

const (
	Year       Period = iota + 1
	YearToDate        // times the year's days over the days to the as-of date
	Quarter           // times 4
	Month             // times 12
	Week              // times 52, for service time
)

// Basis says whether revenue stands before or after the broker-dealer's payout.
type Basis uint8

const (
	Gross Basis = iota + 1
	Net         // after payout: payout must not be applied again
)

// Repeated says what equal amounts in all rows of one client mean.
type Repeated uint8

const (
	Add  Repeated = iota + 1 // parts: they add up
	Once                     // a household's amount repeated on every member: it counts once
)

var (
	markNames     = [...]string{"", "point", "comma"}
	orderNames    = [...]string{"", "month_day", "day_month"}
	datesNames    = [...]string{"", "calendar", "serial", "years", "year"}
	scaleNames    = [...]string{"", "figures", "letters", "words", "stars"}
	unitNames     = [...]string{"", "hours", "minutes", "days"}
	periodNames   = [...]string{"", "year", "year_to_date", "quarter", "month", "week"}
	basisNames    = [...]string{"", "gross", "net"}
	repeatedNames = [...]string{"", "add", "once"}
)

func (m Mark) String() string     { return markNames[m] }
func (o Order) String() string    { return orderNames[o] }
func (d Dates) String() string    { return datesNames[d] }
func (s Scale) String() string    { return scaleNames[s] }
func (u Unit) String() string     { return unitNames[u] }
func (p Period) String() string   { return periodNames[p] }
func (b Basis) String() string    { return basisNames[b] }
func (r Repeated) String() string { return repeatedNames[r] }

func (m Mark) MarshalText() ([]byte, error)     { return []byte(m.String()), nil }
func (o Order) MarshalText() ([]byte, error)    { return []byte(o.String()), nil }
func (d Dates) MarshalText() ([]byte, error)    { return []byte(d.String()), nil }
func (s Scale) MarshalText() ([]byte, error)    { return []byte(s.String()), nil }
func (u Unit) MarshalText() ([]byte, error)     { return []byte(u.String()), nil }
func (p Period) MarshalText() ([]byte, error)   { return []byte(p.String()), nil }
func (b Basis) MarshalText() ([]byte, error)    { return []byte(b.String()), nil }
func (r Repeated) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

func (m *Mark) UnmarshalText(t []byte) error {
	return book.UnmarshalCode(m, markNames[:], t, "a decimal mark")
}
func (o *Order) UnmarshalText(t []byte) error {
	return book.UnmarshalCode(o, orderNames[:], t, "an order of dates")
}
func (d *Dates) UnmarshalText(t []byte) error {
	return book.UnmarshalCode(d, datesNames[:], t, "a kind of dates")
}
func (s *Scale) UnmarshalText(t []byte) error {
	return book.UnmarshalCode(s, scaleNames[:], t, "a scale")
}
func (u *Unit) UnmarshalText(t []byte) error {
	return book.UnmarshalCode(u, unitNames[:], t, "a unit of time")
}
func (p *Period) UnmarshalText(t []byte) error {
	return book.UnmarshalCode(p, periodNames[:], t, "a period")
}
func (b *Basis) UnmarshalText(t []byte) error {
	return book.UnmarshalCode(b, basisNames[:], t, "a basis")
}
func (r *Repeated) UnmarshalText(t []byte) error {
	return book.UnmarshalCode(r, repeatedNames[:], t, "a way with repeats")
}
