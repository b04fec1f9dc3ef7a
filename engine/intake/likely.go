package intake

import (
	"bytes"

	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
)

// likely is where the book has what tells that two rows are one household:
// indexes into its attributes, plus 1.
type likely struct {
	asked                          bool // the list names no households and nothing was combined
	email, phone, address, surname int
}

func (l *likely) note(r field.Role, attribute int) {
	for _, one := range []struct {
		role field.Role
		at   *int
	}{{field.RoleEmail, &l.email}, {field.RolePhone, &l.phone}, {field.RoleAddress, &l.address}, {field.RoleSurname, &l.surname}} {
		if r == one.role && *one.at == 0 {
			*one.at = attribute + 1
		}
	}
}

// countLikely is up to how many clients the likely households are counted while
// a file is read; in a longer list that waits until somebody asks.
const countLikely = 50_000

func (imp *Import) askHouseholds() (Question, bool) {
	q := Question{Kind: AskHouseholds, Field: field.Household}
	l := imp.likely
	if !l.asked || l.email+l.phone+l.address == 0 {
		return q, false
	}
	if imp.Book.N > countLikely {
		return q, true
	}
	groups := imp.LikelyHouseholds()
	q.Count = len(groups)
	for _, g := range groups[:min(len(groups), 20)] {
		q.Values = append(q.Values, g.Name)
		q.Lines = append(q.Lines, g.Lines...)
	}
	return q, q.Count > 0
}

// LikelyHouseholds proposes which clients are one household, where the list does
// not say: those with the same e-mail or telephone, or the same surname and
// address. Nothing is combined by it: what the user confirms goes into
// Options.Households. The groups stand in the order of their first lines.
func (imp *Import) LikelyHouseholds() []Group {
	b, l := imp.Book, imp.likely
	if !l.asked || l.email+l.phone+l.address == 0 {
		return nil
	}
	parent := make([]uint32, b.N) // each row's way to the first row of its group
	for i := range parent {
		parent[i] = uint32(i)
	}
	top := func(i uint32) uint32 {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	join := func(key func(i int) []byte) {
		seen := map[string]uint32{}
		for i := range b.N {
			k := key(i)
			if len(k) == 0 {
				continue
			}
			first, ok := seen[string(k)]
			if !ok {
				seen[string(k)] = uint32(i)
				continue
			}
			if a, c := top(first), top(uint32(i)); a != c {
				parent[max(a, c)] = min(a, c)
			}
		}
	}
	text := func(attribute, i int) []byte {
		if attribute == 0 {
			return nil
		}
		return b.Attributes[attribute-1].Cells.Bytes(i)
	}
	surname := func(i int) []byte {
		if l.surname > 0 {
			return text(l.surname, i)
		}
		return surnameOf(b.Name.Bytes(i))
	}
	if l.email > 0 {
		join(func(i int) []byte {
			if mail := text(l.email, i); bytes.IndexByte(mail, '@') > 0 {
				return bytes.ToLower(cell.Trim(mail))
			}
			return nil
		})
	}
	if l.phone > 0 {
		join(func(i int) []byte {
			number := make([]byte, 0, 16)
			for _, c := range text(l.phone, i) {
				if cell.IsDigit(c) {
					number = append(number, c)
				}
			}
			if len(number) < 7 {
				return nil
			}
			return number[max(0, len(number)-10):] // with or without the country's
		})
	}
	if l.address > 0 {
		join(func(i int) []byte {
			address, name := simplified(text(l.address, i)), simplified(surname(i))
			if len(address) < 5 || len(name) == 0 {
				return nil
			}
			return append(append(address, 0), name...)
		})
	}
	at := map[uint32]int{}
	var groups []Group
	for i := range b.N {
		t := top(uint32(i))
		if int(t) == i {
			continue
		}
		k, ok := at[t]
		if !ok {
			k = len(groups)
			at[t] = k
			name := string(cell.Trim(surname(int(t))))
			if name == "" {
				name = b.NameOf(int(t))
			}
			groups = append(groups, Group{Name: name + " household", Lines: []uint32{b.Line[t]}})
		}
		groups[k].Lines = append(groups[k].Lines, b.Line[i])
	}
	book.Arrange(groups, func(a, b Group) int { return int(a.Lines[0]) - int(b.Lines[0]) })
	// Two families of one name are two households.
	used := map[string]int{}
	for k := range groups {
		base := groups[k].Name
		if used[base]++; used[base] > 1 {
			first, _ := b.AtLine(groups[k].Lines[0])
			groups[k].Name = base + " (" + b.IDOf(first) + ")"
		}
	}
	return groups
}
