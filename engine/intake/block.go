package intake

import (
	"unicode/utf8"

	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/file"
	"tierbook/engine/intake/record"
)

// A reader converts blocks of a file into columns.
type reader struct {
	p      *plan
	opt    *Options
	ix     record.Index
	hash   func(number []byte) string
	size   int64           // of the file
	forced map[uint32]bool // lines that are clients, says the user

	lines    []uint32 // on which each row begins
	problems []Problem
	aside    []Aside
	suspects []uint32 // rows that name themselves a total
	slow     []uint32 // rows of the block that took no short cut
	texts    map[string]string

	goodText, badText int // cells that are, and are not, of the encoding

	heads              []uint32 // rows that are the sum of those below them
	byLine             map[uint32][]int
	leftOut            int
	records            int        // in the file, the headings not counted
	totalAUM, totalGDC book.Cents // of the file's last total
	rowCurrency        string     // what a column of currencies says most often
}

// prepare makes room for the rows that the file seems to have.
func (r *reader) prepare() {
	p := r.p
	size := r.size
	if p.Enc == file.UTF16LE || p.Enc == file.UTF16BE {
		size /= 2
	}
	rows := 16
	if p.rowBytes > 0 {
		rows += int(float64(size)/p.rowBytes*1.02) + 1
	}
	r.lines = make([]uint32, 0, rows)
	for _, c := range p.columns {
		c.prepare(r.opt, rows)
	}
}

func (c *column) prepare(opt *Options, rows int) {
	c.contrary, c.proof, c.taxNumbers, c.empty = 0, cell.Evidence{}, 0, 0
	c.cents, c.days, c.millis, c.minutes, c.text, c.ends = nil, nil, nil, nil, nil, nil
	c.factor = cell.Factor(c.Format.Period)
	c.rules = nil
	for _, rule := range opt.Rules {
		if rule.Column == c.Number {
			if c.rules == nil {
				c.rules = map[string]string{}
			}
			c.rules[rule.Text] = rule.As
		}
	}
	c.proving = c.Assumed.Order != 0 || c.Assumed.Decimal != 0
	c.careful = c.rules != nil || c.proving
	switch {
	case c.Use == field.Sensitive || c.Use == field.LeftOut:
		c.kind = asNothing
	case c.Use == field.Account:
		c.kind = asHash
	case c.Field == field.NoField:
		c.kind = asText
	case c.Field.IsText():
		c.kind = asName
	case c.Field.IsMoney():
		c.kind = asCents
		c.cents = make([]book.Cents, 0, rows)
	case c.Field == field.Since || c.Field == field.PaymentDate:
		c.kind = asDay
		c.days = make([]book.Day, 0, rows)
	case c.Field == field.Hours:
		c.kind = asMinutes
		c.minutes = make([]book.Minutes, 0, rows)
	default:
		c.kind = asMilli
		c.millis = make([]book.Milli, 0, rows)
	}
	if c.kind == asText || c.kind == asName || c.kind == asHash {
		size := int64(16)
		if c.seen > 0 {
			size = (c.bytes*int64(rows)/c.seen)*21/20 + 256
		}
		if c.kind == asHash {
			size = int64(rows) * 24
		}
		c.text = make([]byte, 0, size)
		c.ends = make([]uint32, 0, rows)
	}
}

// block takes the rows that the indexer made of a block.
func (r *reader) block(buf []byte) {
	ix := &r.ix
	base := len(r.lines)
	r.lines = append(r.lines, ix.Line...)
	n := len(ix.Line)
	// Tax numbers go before anything else looks at the block.
	for _, c := range r.p.columns {
		if c.Use == field.Sensitive {
			for i := range n {
				if s, e := ix.At(i, c.Number); s < e {
					cell.Overwrite(buf[s:e])
				}
			}
		}
	}
	r.faults(buf, base)
	for _, c := range r.p.columns {
		r.slow = r.slow[:0]
		switch c.kind {
		case asText:
			r.textBlock(c, buf, base, n)
		case asName:
			r.nameBlock(c, buf, base, n)
		case asHash:
			for i := range n {
				s, e := ix.At(i, c.Number)
				c.text = append(c.text, r.account(cell.Bare(buf[s:max(s, e)]))...)
				c.ends = append(c.ends, uint32(len(c.text)))
			}
		case asCents:
			c.cents = grow(c.cents, n)
			out := c.cents[base : base+n]
			short := !c.careful && c.factor == 1 && c.Format.Times <= 1 && c.Format.Period != cell.YearToDate
			switch {
			case !short:
				r.all(n)
			case c.Format.Decimal == cell.Point:
				r.slow = cell.ReadCents(out, buf, ix.Of(c.Number), r.slow)
			default:
				r.all(n)
			}
			short = short && (c.Format.Currency == "" || c.Format.Currency == "USD")
			for _, i := range r.slow {
				if short {
					s, e := ix.At(int(i), c.Number)
					if v, ok := cell.Grouped(buf[s:e], c.Format.Decimal); ok {
						out[i] = v
						continue
					}
				}
				out[i] = book.Cents(r.cell(c, buf, base, i))
			}
			c.empty += missing(out)
		case asDay:
			c.days = grow(c.days, n)
			out := c.days[base : base+n]
			switch {
			case c.careful || c.Format.Dates == cell.Years:
				r.all(n)
			case c.slashes:
				r.slow = cell.ReadSlashes(out, buf, ix.Of(c.Number), c.Format.Order, r.slow)
			default:
				r.slow = cell.ReadDays(out, buf, ix.Of(c.Number), r.slow)
				// Where half are written with slashes, most that follow will be.
				c.slashes = len(r.slow)*2 > n && n > 0 && c.Format.Dates == cell.Calendar
			}
			for _, i := range r.slow {
				out[i] = book.Day(r.cell(c, buf, base, i))
			}
			c.empty += missing(out)
		case asMilli:
			c.millis = grow(c.millis, n)
			out := c.millis[base : base+n]
			if c.careful || c.Format.Scale != cell.Figures {
				r.all(n)
			} else {
				r.slow = cell.ReadMillis(out, buf, ix.Of(c.Number), r.slow)
			}
			for _, i := range r.slow {
				out[i] = book.Milli(r.cell(c, buf, base, i))
			}
			c.empty += missing(out)
		case asMinutes:
			c.minutes = grow(c.minutes, n)
			out := c.minutes[base : base+n]
			if c.careful || c.Format.Decimal != cell.Point || c.Format.Unit != cell.InHours || c.factor != 1 {
				r.all(n)
			} else {
				r.slow = cell.ReadMinutes(out, buf, ix.Of(c.Number), r.slow)
			}
			for _, i := range r.slow {
				out[i] = book.Minutes(r.cell(c, buf, base, i))
			}
			c.empty += missing(out)
		}
	}
}

// all sends every row of the block to the careful parser.
func (r *reader) all(n int) {
	for i := range n {
		r.slow = append(r.slow, uint32(i))
	}
}

// cell reads a cell with care: its value, or Missing.
func (r *reader) cell(c *column, buf []byte, base int, i uint32) int64 {
	s, e := r.ix.At(int(i), c.Number)
	if s == e {
		return book.Missing
	}
	return r.read(c, buf[s:e], r.lines[base+int(i)])
}

// read reads a cell given its text, with care.
func (r *reader) read(c *column, raw []byte, line uint32) int64 {
	text := cell.Bare(raw)
	if c.rules != nil {
		if as, ok := c.rules[string(text)]; ok {
			return r.readOwn(c, as, line)
		}
	}
	if cell.IsMissing(text) {
		return book.Missing
	}
	if c.proving {
		c.proof.See(text, r.opt.AsOf)
	}
	v, reason := c.value(text, c.Format, r.opt.AsOf)
	if reason == 0 {
		return v
	}
	switch reason {
	case cell.OtherMark, cell.OtherOrder, cell.OtherScale:
		c.contrary++
	}
	if !utf8.Valid(text) {
		r.badText++
	}
	r.problem(line, c.Number, c.Field, reason, text)
	return book.Missing
}

// readOwn reads what the user wrote in the place of a cell.
func (r *reader) readOwn(c *column, text string, line uint32) int64 {
	v, reason := c.own(text, r.opt.AsOf)
	if reason != 0 {
		r.problem(line, c.Number, c.Field, reason, cell.Trim([]byte(text)))
	}
	return v
}

// own reads what the user wrote: as the column is written, else in whatever way it
// can be read.
func (c *column) own(text string, asOf book.Day) (int64, cell.Reason) {
	part := cell.Trim([]byte(text))
	if cell.IsMissing(part) {
		return book.Missing, 0
	}
	v, reason := c.value(part, c.Format, asOf)
	if reason == 0 {
		return v, 0
	}
	free := c.Format
	free.Decimal, free.Scale = 0, 0
	if f := c.Format.Order; f != 0 {
		free.Order = cell.MonthDay + cell.DayMonth - f
	}
	if other, none := c.value(part, free, asOf); none == 0 {
		return other, 0
	}
	return book.Missing, reason
}

// value reads a bare cell that is not missing.
func (c *column) value(text []byte, f cell.Format, asOf book.Day) (int64, cell.Reason) {
	switch c.kind {
	case asCents:
		v, reason := cell.Money(text, &f, c.factor)
		if reason == 0 && f.Period == cell.YearToDate {
			if v = cell.Annual(v, asOf); v > book.Largest || v < -book.Largest {
				return book.Missing, cell.Unbelievable
			}
		}
		return int64(v), reason
	case asDay:
		v, reason := cell.Date(text, &f, asOf)
		return int64(v), reason
	case asMilli:
		v, reason := cell.Rating(text, &f)
		return int64(v), reason
	}
	v, reason := cell.Hours(text, &f, c.factor)
	return int64(v), reason
}

// problem notes what could not be read.
func (r *reader) problem(line uint32, column int, field field.Field, reason cell.Reason, text []byte) {
	shown := cell.Quote(text, mostShown, r.p.private)
	if same, ok := r.texts[shown]; ok {
		shown = same // one text for forty cells that say the same
	} else if len(r.texts) < 4096 {
		r.texts[shown] = shown
	}
	r.problems = append(r.problems, Problem{line, column, field, reason, shown})
}

// setAside notes a record that is no client.
func (r *reader) setAside(line uint32, reason AsideReason, text []byte) {
	if n := len(r.aside); n > 0 && reason == Blank && r.aside[n-1].Reason == Blank && r.aside[n-1].Line+uint32(r.aside[n-1].Rows) == line {
		r.aside[n-1].Rows++
		return
	}
	a := Aside{Line: line, Rows: 1, Reason: reason}
	if reason != Blank {
		a.Text = cell.Quote(text, 400, r.p.private)
	}
	r.aside = append(r.aside, a)
}

// faults files what is wrong with the rows of the block.
func (r *reader) faults(buf []byte, base int) {
	r.records += len(r.ix.Line)
	for _, f := range r.ix.Faults {
		if f.Row < 0 {
			r.records++
		}
		text := buf[f.Start:max(f.Start, f.End)]
		switch f.Kind {
		case record.BlankRow:
			r.setAside(f.Line, Blank, nil)
		case record.LoneRow:
			r.setAside(f.Line, Remark, cell.Trim(text))
		case record.BrokenRow:
			r.setAside(f.Line, Broken, text)
			r.problem(f.Line, -1, field.NoField, cell.BrokenRow, text)
		case record.StrayQuote:
			r.problem(f.Line, -1, field.NoField, cell.StrayQuote, text)
		case record.ShortRow:
			r.problem(f.Line, -1, field.NoField, cell.ShortRow, text)
		case record.LongRow:
			r.problem(f.Line, -1, field.NoField, cell.LongRow, text)
			r.disbelieve(buf, f.Row, text)
		}
	}
}
