package intake

import (
	"bytes"
	"hash/maphash"
	"slices"

	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
)

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
	q := Question{Kind: AskDuplicates, Field: field.ID}
	repeats(b.ID, b.N, func(first, i int) {
		q.Count++
		if len(q.Lines) < 40 {
			q.Lines = append(q.Lines, s.lines[first], s.lines[i])
			q.Values = append(q.Values, b.ID.At(i))
		}
	})
	if q.Count > 0 {
		s.p.asked = append(s.p.asked, q)
	}
}

// repeats tells of each of the first n texts that one above it is the same, and
// which is the first of them. Blank ones are not asked.
func repeats(t book.Text, n int, tell func(first, i int)) {
	seed := maphash.MakeSeed()
	bits := 1
	for 1<<bits < 2*n {
		bits++
	}
	table := make([]uint32, 1<<bits)
	for i := range n {
		text := t.Bytes(i)
		if len(text) == 0 {
			continue
		}
		h := maphash.Bytes(seed, text) >> (64 - bits)
		for ; ; h = (h + 1) & (1<<bits - 1) {
			first := table[h]
			if first == 0 {
				table[h] = uint32(i) + 1
				break
			}
			if bytes.Equal(t.Bytes(int(first)-1), text) {
				tell(int(first)-1, i)
				break
			}
		}
	}
}

// askCombine asks whether the rows of one household are one client, where some
// household has several.
func (s *settler) askCombine(b *book.Book) {
	if !s.named || b.Household.Len() == 0 || s.p.payments {
		return
	}
	q := Question{Kind: AskCombine, Field: field.Household}
	n := min(b.N, countLikely) // of a longer list no more is looked at
	counted := make([]bool, n)
	group := make([]uint32, n) // each row's household, by the first row that it has
	for i := range group {
		group[i] = uint32(i)
	}
	repeats(b.Household, n, func(first, i int) {
		group[i] = uint32(first)
		if counted[first] {
			return
		}
		counted[first] = true
		q.Count++
		if len(q.Values) < 20 {
			q.Values = append(q.Values, b.Household.At(first))
		}
	})
	if q.Count == 0 {
		return
	}
	if b.N > countLikely {
		q.Count = 0
	} else if r, ask := s.repeated(s.aum, group, n); ask {
		q.Sums = r.Sums
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
	out.AUM = sumUp(s, b.AUM, group, n, field.AUM)
	out.GDC = sumUp(s, b.GDC, group, n, field.GDC)
	out.Hours = sumUp(s, b.Hours, group, n, field.Hours)
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
		s.p.asked = append(s.p.asked, Question{Kind: AskApart, Field: field.Household, Count: len(names), Values: names[:min(len(names), 100)], Lines: lines[:min(len(lines), 200)]})
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
		case c.role == field.RoleAddress && c.isText() && address == nil:
			address = c
		case c.role == field.RoleSurname && c.isText():
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
	name = cell.Trim(name)
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
		case cell.IsLetter(c) || cell.IsDigit(c) || c >= 0x80:
			out = append(out, c)
		}
	}
	return out
}
