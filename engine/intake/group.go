package intake

import (
	"bytes"
	"hash/maphash"
	"slices"

	"tierbook/engine/book"
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
		case ID:
			b.ID = book.TextOf(c.text, c.ends)
		case Name:
			b.Name = book.TextOf(c.text, c.ends)
		case Household:
			b.Household = book.TextOf(c.text, c.ends)
		case AUM:
			b.AUM = c.cents
		case GDC:
			b.GDC = c.cents
		case Since:
			b.Since = c.days
		case Potential:
			b.Potential = c.millis
		case Likeability:
			b.Likeability = c.millis
		case Referrals:
			b.Referrals = c.millis
		case Hours:
			b.Hours = c.minutes
		case NoField:
			if c.isText() {
				imp.likely.note(c.role, len(b.Attributes))
				b.Attributes = append(b.Attributes, book.Attribute{Name: c.Heading, Cells: book.TextOf(c.text, c.ends)})
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
	for _, f := range [...]Field{FirstName, MiddleName, LastName} {
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
	joined := &column{Column: Column{Number: -1, Field: Name, Use: AsField}, kind: asName, text: make([]byte, 0, size), ends: make([]uint32, 0, s.n)}
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
	s.named = slices.ContainsFunc(s.p.columns, func(c *column) bool { return c.Field == Household })
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
		if one.Field == Household {
			c = one
		}
	}
	if c == nil {
		c = &column{Column: Column{Number: -1, Field: Household, Use: AsField}, kind: asName, ends: make([]uint32, s.n)}
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
		if c.Field.IsMoney() && c.Format.Currency != "" && (code == "" || c.Field == AUM) {
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
		if one.role == roleCurrency && one.kind == asText {
			c = one
		}
	}
	if c == nil || s.n == 0 {
		return
	}
	counts := map[string]int{}
	for i := range s.n {
		counts[string(trim(c.at(i)))]++
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
		code := string(trim(c.at(i)))
		if code == "" || code == most {
			continue
		}
		others++
		if !slices.Contains(values, code) {
			values = append(values, code)
		}
		for _, m := range []*column{s.aum, s.gdc} {
			if m != nil && book.Has(m.cents[i]) {
				s.problem(s.lines[i], m.Number, m.Field, OtherCurrency, append(amountText(m.cents[i]), " "+code...))
				m.cents[i] = book.Missing
				s.recount = true
			}
		}
	}
	if others > 0 {
		slices.Sort(values)
		s.p.asked = append(s.p.asked, Question{Kind: AskCurrency, Columns: []int{c.Number}, Count: others, Values: append([]string{most}, values...)})
		slices.SortStableFunc(s.problems, func(a, b Problem) int { return int(a.Line) - int(b.Line) })
	}
}

// count fills in what became of the cells, and the control totals.
func (s *settler) count(imp *Import) {
	unread := make([]int, len(s.p.columns))
	for _, p := range s.problems {
		if p.Column >= 0 && p.Loses() {
			unread[p.Column]++
		}
	}
	for k, c := range s.p.columns {
		if c.Number < 0 {
			continue
		}
		if c.kind == asNothing {
			continue
		}
		if s.recount {
			c.recount()
		}
		c.Missing = c.empty
		c.Unreadable = unread[k]
		c.Read = s.n - c.Missing
		if c.kind >= asCents {
			c.Missing -= c.Unreadable
		}
	}
	k := &imp.Controls
	k.TotalAUM, k.TotalGDC = s.totalAUM, s.totalGDC
	if s.aum != nil {
		k.AUM = total(s.aum.cents)
		k.MissingAUM = s.aum.Missing + s.aum.Unreadable
	}
	if s.gdc != nil {
		k.GDC = total(s.gdc.cents)
		k.MissingGDC = s.gdc.Missing + s.gdc.Unreadable
	}
	for _, a := range s.aside {
		k.SetAside += a.Rows
	}
	k.LeftOut = s.leftOut
	k.DataRows = s.n
	k.Clients = s.n
	k.Rows = s.records
}

// recount counts the rows without a value anew, where rows have gone or cells
// have changed since they were read.
func (c *column) recount() {
	switch c.kind {
	case asCents:
		c.empty = missing(c.cents)
	case asDay:
		c.empty = missing(c.days)
	case asMilli:
		c.empty = missing(c.millis)
	case asMinutes:
		c.empty = missing(c.minutes)
	default:
		c.empty = 0
		start := uint32(0)
		for _, end := range c.ends {
			if end == start {
				c.empty++
			}
			start = end
		}
	}
}

func missing[Q book.Quantity](column []Q) int {
	n := 0
	for _, v := range column {
		if v == book.Missing {
			n++
		}
	}
	return n
}

// total sums a column; a sum beyond 64 bits stays at the greatest there is.
func total[Q book.Quantity](column []Q) Q {
	const most, least = 1<<63 - 1, -1 << 63
	sum := Q(0)
	for _, v := range column {
		if v == book.Missing {
			continue
		}
		next := sum + v
		if v > 0 && next < sum {
			return Q(most)
		}
		if v < 0 && next > sum {
			return Q(least + 1)
		}
		sum = next
	}
	return sum
}

// duplicates points out ids that several rows have.
func (s *settler) duplicates(imp *Import, b *book.Book) {
	if b.ID.Len() == 0 {
		return
	}
	// Most lists stand in the order of their ids, all of one length.
	sorted := true
	before := b.ID.Bytes(0)
	for i := 1; i < b.N && sorted; i++ {
		id := b.ID.Bytes(i)
		sorted = len(id) == len(before) && bytes.Compare(before, id) < 0
		before = id
	}
	if sorted {
		return
	}
	seed := maphash.MakeSeed()
	bits := 1
	for 1<<bits < 2*b.N {
		bits++
	}
	table := make([]uint32, 1<<bits)
	q := Question{Kind: AskDuplicates, Field: ID}
	for i := range b.N {
		id := b.ID.Bytes(i)
		if len(id) == 0 {
			continue
		}
		h := maphash.Bytes(seed, id) >> (64 - bits)
		for ; ; h = (h + 1) & (1<<bits - 1) {
			first := table[h]
			if first == 0 {
				table[h] = uint32(i) + 1
				break
			}
			if bytes.Equal(b.ID.Bytes(int(first)-1), id) {
				q.Count++
				if len(q.Lines) < 40 {
					q.Lines = append(q.Lines, s.lines[first-1], s.lines[i])
					q.Values = append(q.Values, string(id))
				}
				break
			}
		}
	}
	if q.Count > 0 {
		s.p.asked = append(s.p.asked, q)
	}
}

// askCombine asks whether the rows of one household are one client, where some
// household has several.
func (s *settler) askCombine(b *book.Book) {
	if !s.named || b.Household.Len() == 0 || s.p.payments {
		return
	}
	rows := map[string]int{}
	q := Question{Kind: AskCombine, Field: Household}
	for i := range min(b.N, countLikely) { // of a longer list no more is looked at
		k := b.Household.Bytes(i)
		if len(k) == 0 {
			continue
		}
		rows[string(k)]++
		if rows[string(k)] == 2 {
			q.Count++
			if len(q.Values) < 20 {
				q.Values = append(q.Values, string(k))
			}
		}
	}
	if q.Count == 0 {
		return
	}
	if b.N > countLikely {
		q.Count = 0
	}
	s.p.asked = append(s.p.asked, q)
}

// combine makes one client of the rows with the same key (METHOD.md §1).
func (s *settler) combine(imp *Import, b *book.Book, key book.Text, how Combine) {
	group := make([]uint32, b.N) // the client that each row becomes part of
	var first []uint32           // the first row of each client
	seen := map[string]uint32{}
	var apart func(i int) []byte
	if !s.opt.AllAsOne {
		apart = s.apartness(b, how)
	}
	type home struct {
		lines []uint32
		parts int
	}
	homes := map[string]*home{}
	split := map[uint32]bool{} // clients kept apart from an earlier one of the same household
	together := map[string]bool{}
	for _, name := range s.opt.Together {
		together[name] = true
	}
	for _, g := range s.opt.Households {
		together[g.Name] = true
	}
	var scratch []byte
	for i := range b.N {
		k := key.Bytes(i)
		if len(k) == 0 {
			group[i] = uint32(len(first))
			first = append(first, uint32(i))
			continue
		}
		scratch = append(scratch[:0], k...)
		if apart != nil && !bytes.ContainsAny(k, "0123456789") && !together[string(k)] {
			if what := apart(i); len(what) > 0 {
				h := homes[string(k)]
				if h == nil {
					h = &home{}
					homes[string(k)] = h
				}
				scratch = append(append(scratch, 0), what...)
				if _, ok := seen[string(scratch)]; !ok {
					h.parts++
					h.lines = append(h.lines, s.lines[i])
					if h.parts == 1 {
						// The first of them is the household that the rows without belong to.
						g, ok := seen[string(k)]
						if !ok {
							g = uint32(len(first))
							first = append(first, uint32(i))
							seen[string(k)] = g
						}
						seen[string(scratch)] = g
					}
				}
			}
		}
		g, ok := seen[string(scratch)]
		if !ok {
			g = uint32(len(first))
			first = append(first, uint32(i))
			seen[string(scratch)] = g
			if len(scratch) > len(k) {
				split[g] = true
			}
		}
		group[i] = g
	}
	s.askApart(homes2(homes, func(h *home) (int, []uint32) { return h.parts, h.lines }))
	if len(first) == b.N {
		s.askRepeated(imp, b, group, len(first))
		return
	}
	s.askRepeated(imp, b, group, len(first))
	n := len(first)
	imp.Controls.Combined = b.N - n
	imp.Controls.Clients = n
	out := *b
	out.N = n
	out.Line = pick(b.Line, first)
	out.AUM = s.sumUp(b.AUM, group, n, s.aum)
	out.GDC = s.sumUp(b.GDC, group, n, s.gdc)
	out.Hours = s.sumUpMinutes(b.Hours, group, n)
	out.Referrals = s.sumUpMillis(b.Referrals, group, n)
	out.Since = extreme(b.Since, group, n, func(a, b book.Day) bool { return a < b })
	out.Potential = extreme(b.Potential, group, n, func(a, b book.Milli) bool { return a > b })
	out.Likeability = extreme(b.Likeability, group, n, func(a, b book.Milli) bool { return a > b })
	firsts := func(t book.Text) book.Text { return firstText(t, group, n) }
	out.Name, out.Household = firsts(b.Name), firsts(b.Household)
	ids := firsts(b.ID)
	out.ID = book.Text{}
	out.ID.Grow(n, key.Size())
	for g := range n {
		k := key.Bytes(int(first[g]))
		if len(k) == 0 || split[uint32(g)] {
			k = ids.Bytes(g)
		}
		out.ID.AppendBytes(k)
	}
	out.Attributes = slices.Clone(b.Attributes)
	for i, a := range out.Attributes {
		out.Attributes[i].Cells = firsts(a.Cells)
	}
	*b = out
}

func homes2[H any](homes map[string]*H, of func(*H) (int, []uint32)) (names []string, lines []uint32) {
	for name, h := range homes {
		if parts, at := of(h); parts > 1 {
			names = append(names, name)
			lines = append(lines, at...)
		}
	}
	slices.Sort(names)
	slices.Sort(lines)
	return names, lines
}

func (s *settler) askApart(names []string, lines []uint32) {
	if len(names) > 0 {
		s.p.asked = append(s.p.asked, Question{Kind: AskApart, Field: Household, Count: len(names), Values: names[:min(len(names), 100)], Lines: lines[:min(len(lines), 200)]})
	}
}

// apartness tells rows of one household name apart: by address where the file has
// addresses, else by surname. It is nil where the file has neither.
func (s *settler) apartness(b *book.Book, how Combine) func(i int) []byte {
	if how != CombineHousehold {
		return nil
	}
	var address, surname *column
	for _, c := range s.p.columns {
		switch {
		case c.role == roleAddress && c.isText() && address == nil:
			address = c
		case c.role == roleSurname && c.isText():
			surname = c
		}
	}
	switch {
	case address != nil:
		return func(i int) []byte { return simplified(address.at(i)) }
	case surname != nil:
		return func(i int) []byte { return simplified(surname.at(i)) }
	case b.Name.Len() > 0:
		return func(i int) []byte { return simplified(surnameOf(b.Name.Bytes(i))) }
	}
	return nil
}

// surnameOf is the last word of a name, or what stands before its comma.
func surnameOf(name []byte) []byte {
	if i := bytes.IndexByte(name, ','); i > 0 {
		return name[:i]
	}
	name = trim(name)
	if i := bytes.LastIndexByte(name, ' '); i >= 0 {
		return name[i+1:]
	}
	return name
}

// simplified is a text for comparing: small letters and digits only.
func simplified(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for _, c := range text {
		switch {
		case 'A' <= c && c <= 'Z':
			out = append(out, c+'a'-'A')
		case isLetter(c) || isDigit(c) || c >= 0x80:
			out = append(out, c)
		}
	}
	return out
}

// askRepeated asks about amounts that are the same in all rows of many clients.
func (s *settler) askRepeated(imp *Import, b *book.Book, group []uint32, n int) {
	for _, c := range []*column{s.aum, s.gdc} {
		if c == nil {
			continue
		}
		first := make([]book.Cents, n)
		counts := make([]int32, n) // rows with a value; negative once they differ
		for i := range first {
			first[i] = book.Missing
		}
		for i, v := range c.cents {
			g := group[i]
			switch {
			case v == book.Missing || counts[g] < 0:
			case counts[g] == 0:
				first[g], counts[g] = v, 1
			case first[g] == v && v != 0:
				counts[g]++
			default:
				counts[g] = -1
			}
		}
		same, several, saved := 0, 0, book.Cents(0)
		for g, k := range counts {
			if k > 1 {
				same++
				saved += first[g] * book.Cents(k-1)
			}
			if k > 1 || k < 0 {
				several++
			}
		}
		if same > 0 && same*3 >= several && s.opt.Columns[c.Number].Format.Repeated == 0 {
			added := total(c.cents)
			s.p.asked = append(s.p.asked, Question{Kind: AskRepeated, Field: c.Field, Columns: []int{c.Number}, Count: same, Sums: []book.Cents{added, added - saved}})
		}
	}
}

// sumUp adds the amounts of each client, or takes those once that are the same
// in all its rows, where the user said so.
func (s *settler) sumUp(column []book.Cents, group []uint32, n int, c *column) []book.Cents {
	if column == nil {
		return nil
	}
	sums, over := add(column, group, n)
	if c.Format.Repeated == Once {
		first := make([]book.Cents, n)
		differ := make([]bool, n)
		for i := range first {
			first[i] = book.Missing
		}
		for i, v := range column {
			if g := group[i]; v != book.Missing {
				differ[g] = differ[g] || first[g] != book.Missing && first[g] != v
				first[g] = v
			}
		}
		for g := range sums {
			if !differ[g] {
				sums[g] = first[g]
			}
		}
	}
	s.tooMuch(over, group, c.Number, c.Field)
	return sums
}

func (s *settler) sumUpMinutes(column []book.Minutes, group []uint32, n int) []book.Minutes {
	sums, over := add(column, group, n)
	s.tooMuch(over, group, s.number(Hours), Hours)
	return sums
}

func (s *settler) sumUpMillis(column []book.Milli, group []uint32, n int) []book.Milli {
	sums, over := add(column, group, n)
	s.tooMuch(over, group, s.number(Referrals), Referrals)
	return sums
}

func (s *settler) number(f Field) int {
	for _, c := range s.p.columns {
		if c.Field == f {
			return c.Number
		}
	}
	return -1
}

// tooMuch notes the clients whose sum is beyond belief.
func (s *settler) tooMuch(over []uint32, group []uint32, column int, field Field) {
	for _, g := range over {
		i := slices.Index(group, g)
		s.problem(s.lines[i], column, field, Unbelievable, nil)
	}
}

// add sums a column by client; over are the clients whose sum is beyond
// book.Largest: they have none.
func add[Q book.Quantity](column []Q, group []uint32, n int) (sums []Q, over []uint32) {
	if column == nil {
		return nil, nil
	}
	sums = make([]Q, n)
	for g := range sums {
		sums[g] = book.Missing
	}
	var bad map[uint32]bool
	for i, v := range column {
		g := group[i]
		if v == book.Missing || bad[g] {
			continue
		}
		if sums[g] == book.Missing {
			sums[g] = 0
		}
		// Neither is beyond Largest, so the sum fits.
		if sums[g] += v; sums[g] > book.Largest || sums[g] < -book.Largest {
			if bad == nil {
				bad = map[uint32]bool{}
			}
			bad[g] = true
			sums[g] = book.Missing
			over = append(over, g)
		}
	}
	return sums, over
}

// extreme takes the best value of each client's rows.
func extreme[Q book.Quantity](column []Q, group []uint32, n int, better func(a, b Q) bool) []Q {
	if column == nil {
		return nil
	}
	out := make([]Q, n)
	for g := range out {
		out[g] = book.Missing
	}
	for i, v := range column {
		if g := group[i]; v != book.Missing && (out[g] == book.Missing || better(v, out[g])) {
			out[g] = v
		}
	}
	return out
}

// firstText takes the first text of each client's rows that is not blank.
func firstText(t book.Text, group []uint32, n int) book.Text {
	if t.Len() == 0 {
		return t
	}
	row := make([]uint32, n) // the row it is taken from, plus 1
	for i, g := range group {
		if row[g] == 0 && len(t.Bytes(i)) > 0 {
			row[g] = uint32(i) + 1
		}
	}
	var out book.Text
	out.Grow(n, t.Size())
	for _, i := range row {
		if i == 0 {
			out.AppendBytes(nil)
		} else {
			out.AppendBytes(t.Bytes(int(i) - 1))
		}
	}
	return out
}

func pick[T any](column []T, rows []uint32) []T {
	out := make([]T, len(rows))
	for k, i := range rows {
		out[k] = column[i]
	}
	return out
}
