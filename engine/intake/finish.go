package intake

import (
	"slices"

	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
)

// finish makes the book of the rows that are left, and the account of them.
func (s *settler) finish(imp *Import) {
	s.names()
	s.confirmed()
	s.otherCurrency(imp)
	s.count(imp)
	b := &book.Book{N: s.n, Line: s.lines, Currency: s.currency()}
	for _, c := range s.p.columns {
		switch c.Field {
		case field.ID:
			b.ID = book.TextOf(c.text, c.ends)
		case field.Name:
			b.Name = book.TextOf(c.text, c.ends)
		case field.Household:
			b.Household = book.TextOf(c.text, c.ends)
		case field.AUM:
			b.AUM = c.cents
		case field.GDC:
			b.GDC = c.cents
		case field.Since:
			b.Since = c.days
		case field.Potential:
			b.Potential = c.millis
		case field.Likeability:
			b.Likeability = c.millis
		case field.Referrals:
			b.Referrals = c.millis
		case field.Hours:
			b.Hours = c.minutes
		case field.NoField:
			if c.isText() {
				imp.likely.note(c.role, len(b.Attributes))
				b.Attributes = append(b.Attributes, book.Attribute{Name: c.name(), Cells: book.TextOf(c.text, c.ends)})
			}
		}
	}
	how := s.opt.Combine
	if how == CombineHousehold && b.Household.Len() == 0 {
		how = CombineID
	}
	if how == CombineNone && len(s.opt.Households) > 0 && !s.named {
		how = CombineHousehold // the only households are those that the user confirmed
	}
	if s.p.payments && how == CombineNone {
		how = CombineID
		if b.ID.Len() == 0 && b.Household.Len() > 0 {
			how = CombineHousehold
		}
	}
	var key book.Text
	switch how {
	case CombineID:
		key = b.ID
		if key.Len() == 0 && s.p.payments {
			key = b.Name
		}
	case CombineHousehold:
		key = b.Household
	default:
		s.duplicates(imp, b)
		s.askCombine(b)
	}
	if key.Len() > 0 {
		s.combine(imp, b, key, how)
	}
	b.Keys = make([]book.Key, b.N)
	for i := range b.Keys {
		b.Keys[i] = book.Key(i + 1)
	}
	imp.Book = b
	imp.likely.asked = !s.named && !s.p.payments
}

// names joins the parts of names into one column.
func (s *settler) names() {
	var parts []*column
	for _, f := range [...]field.Field{field.FirstName, field.MiddleName, field.LastName} {
		for _, c := range s.p.columns {
			if c.Field == f {
				parts = append(parts, c)
			}
		}
	}
	if len(parts) == 0 {
		return
	}
	size := 0
	for _, c := range parts {
		size += len(c.text) + s.n
	}
	joined := &column{Column: Column{Number: -1, Field: field.Name, Use: field.AsField}, kind: asName, text: make([]byte, 0, size), ends: make([]uint32, 0, s.n)}
	for i := range s.n {
		begin := len(joined.text)
		for _, c := range parts {
			if part := c.at(i); len(part) > 0 {
				if len(joined.text) > begin {
					joined.text = append(joined.text, ' ')
				}
				joined.text = append(joined.text, part...)
			}
		}
		joined.ends = append(joined.ends, uint32(len(joined.text)))
	}
	s.p.columns = append(s.p.columns, joined)
}

// confirmed gives the rows of confirmed households their household.
func (s *settler) confirmed() {
	s.named = slices.ContainsFunc(s.p.columns, func(c *column) bool { return c.Field == field.Household })
	if len(s.opt.Households) == 0 {
		return
	}
	given := map[int]string{}
	for _, g := range s.opt.Households {
		for _, line := range g.Lines {
			if i := s.row(line); i >= 0 {
				given[i] = g.Name
			}
		}
	}
	var c *column
	for _, one := range s.p.columns {
		if one.Field == field.Household {
			c = one
		}
	}
	if c == nil {
		c = &column{Column: Column{Number: -1, Field: field.Household, Use: field.AsField}, kind: asName, ends: make([]uint32, s.n)}
		s.p.columns = append(s.p.columns, c)
	}
	c.replace(given)
}

// replace gives rows of a column of text other texts.
func (c *column) replace(given map[int]string) {
	text := make([]byte, 0, len(c.text)+32*len(given))
	start := uint32(0)
	for i, end := range c.ends {
		if other, ok := given[i]; ok {
			text = append(text, other...)
		} else {
			text = append(text, c.text[start:end]...)
		}
		start = end
		c.ends[i] = uint32(len(text))
	}
	c.text = text
}

// currency is the book's currency: that of its amounts.
func (s *settler) currency() string {
	code := ""
	for _, c := range s.p.columns {
		if c.Field.IsMoney() && c.Format.Currency != "" && (code == "" || c.Field == field.AUM) {
			code = c.Format.Currency
		}
	}
	if code == "" {
		code = s.rowCurrency
	}
	return code
}

// otherCurrency takes out the amounts that a column of currencies says are in
// another currency than most: they are problems, never summed.
func (s *settler) otherCurrency(imp *Import) {
	var c *column
	for _, one := range s.p.columns {
		if one.role == field.RoleCurrency && one.kind == asText {
			c = one
		}
	}
	if c == nil || s.n == 0 {
		return
	}
	counts := map[string]int{}
	for i := range s.n {
		counts[string(cell.Trim(c.at(i)))]++
	}
	most := ""
	for code, n := range counts {
		if code != "" && (most == "" || n > counts[most] || n == counts[most] && code < most) {
			most = code
		}
	}
	s.rowCurrency = most
	if len(counts) < 2 || len(counts) > 20 || most == "" {
		return
	}
	others, values := 0, []string{}
	for i := range s.n {
		code := string(cell.Trim(c.at(i)))
		if code == "" || code == most {
			continue
		}
		others++
		if !slices.Contains(values, code) {
			values = append(values, code)
		}
		for _, m := range []*column{s.aum, s.gdc} {
			if m != nil && book.Has(m.cents[i]) {
				s.problem(s.lines[i], m.Number, m.Field, cell.OtherCurrency, append(amountText(m.cents[i]), " "+code...))
				m.cents[i] = book.Missing
				s.recount = true
			}
		}
	}
	if others > 0 {
		slices.Sort(values)
		s.p.asked = append(s.p.asked, Question{Kind: AskCurrency, Columns: []int{c.Number}, Count: others, Values: append([]string{most}, values...)})
		book.Arrange(s.problems, func(a, b Problem) int { return int(a.Line) - int(b.Line) })
	}
}

// name is what a column that is no field is called from then on: as the file
// heads it, unless the user has said what it holds.
func (c *column) name() string {
	switch c.Use {
	case field.HeldAway:
		return book.HeldAway
	case field.ReferredBy:
		return book.ReferredBy
	}
	return c.Heading
}
