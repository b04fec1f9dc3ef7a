package match

import (
	"bytes"

	"tierbook/engine/book"
)

// By is what a pair rests on.
type By uint8

const (
	Alone       By = iota
	SameID         // the same id, and no names that speak against it
	SameBoth       // the same name and household
	SameName       // the same name; a household is missing on one side, or both
	OtherID        // the same name and household, and other ids
	OtherHouse     // the same name in another household
	Alike          // nearly the same name: without initials, titles and the order of its parts
	SameIDAlone    // the same id, but another name
	Confirmed      // by the user
	waysToBelieve
)

var byNames = [waysToBelieve]string{"", "id", "name_household", "name", "other_id", "other_household", "alike", "id_other_name", "confirmed"}

// String is the code.
func (b By) String() string { return byNames[b] }

// MarshalText writes the code.
func (b By) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// UnmarshalText reads the code.
func (b *By) UnmarshalText(text []byte) error {
	for i, name := range byNames {
		if name == string(text) {
			*b = By(i)
			return nil
		}
	}
	return errBy
}

// None is the row of nobody.
const None int32 = -1

// Proposal is a pair to be asked about.
type Proposal struct {
	Mine, Theirs int32
	By           By
}

// Match is what is known of two lists. Rows are those of the books.
type Match struct {
	Mine, Theirs *book.Book

	Of    []int32 // for each of theirs, whom of mine it is; None where that is not settled
	By    []By    // what that rests on
	First []bool  // of several of theirs that are one of mine, the first
	Taken []int32 // for each of mine, the first of theirs; None where there is none

	Asked     []Proposal // proposals, in the order of their list
	ForeignID bool       // the ids are of another system: they were not used
}

// Lists finds theirs among mine.
func Lists(mine, theirs *book.Book) *Match {
	m := &Match{Mine: mine, Theirs: theirs, Of: make([]int32, theirs.N), By: make([]By, theirs.N), First: make([]bool, theirs.N), Taken: make([]int32, mine.N)}
	for i := range m.Of {
		m.Of[i] = None
	}
	for i := range m.Taken {
		m.Taken[i] = None
	}
	m.byID()
	m.byName()
	return m
}

// Answer settles the proposals that are asked for, as the user says: they are
// the same client, or they are not.
func (m *Match) Answer(same bool, asked func(Proposal) bool) {
	var rest []Proposal
	for _, p := range m.Asked {
		switch {
		case !asked(p):
			rest = append(rest, p)
		case same:
			m.settle(p.Theirs, p.Mine, Confirmed)
		}
	}
	m.Asked = rest
}

func (m *Match) settle(theirs, mine int32, by By) {
	if m.Of[theirs] != None {
		return
	}
	m.Of[theirs], m.By[theirs] = mine, by
	if m.Taken[mine] == None {
		m.Taken[mine], m.First[theirs] = theirs, true
	}
}

// Counts says how many clients of either list are what.
type Counts struct {
	Paired   int `json:"paired"`   // of theirs, settled
	Several  int `json:"several"`  // of those, the ones that another is before
	Proposed int `json:"proposed"` // of theirs, with a proposal and not settled
	New      int `json:"new"`      // of theirs, neither
	Gone     int `json:"gone"`     // of mine, neither settled nor proposed
}

// Counts counts.
func (m *Match) Counts() Counts {
	c := Counts{Proposed: len(m.Asked)}
	for i, of := range m.Of {
		if of != None {
			c.Paired++
			if !m.First[i] {
				c.Several++
			}
		}
	}
	c.New = m.Theirs.N - c.Paired - c.Proposed
	asked := make([]bool, m.Mine.N)
	for _, p := range m.Asked {
		asked[p.Mine] = true
	}
	for i, taken := range m.Taken {
		if taken == None && !asked[i] {
			c.Gone++
		}
	}
	return c
}

// byID settles whom an id tells.
func (m *Match) byID() {
	if m.Mine.ID.Len() == 0 || m.Theirs.ID.Len() == 0 {
		return
	}
	at := rowsBy(m.Mine.N, func(i int) []byte { return idKey(m.Mine.ID.Bytes(i)) })
	agree, differ := 0, 0
	type pair struct {
		theirs int32
		mine   []int32
	}
	var pairs []pair
	for i := range m.Theirs.N {
		key := idKey(m.Theirs.ID.Bytes(i))
		rows := at[string(key)]
		if len(key) == 0 || len(rows) == 0 {
			continue
		}
		pairs = append(pairs, pair{int32(i), rows})
		switch m.names(int(rows[0]), i) {
		case namesAgree:
			agree++
		case namesDiffer:
			if len(rows) == 1 {
				differ++
			}
		}
	}
	// Two systems number their clients from 1: then most names differ.
	if m.ForeignID = differ > agree; m.ForeignID {
		return
	}
	for pass := range 2 { // those whose names agree choose first
		for _, p := range pairs {
			if m.Of[p.theirs] != None {
				continue
			}
			if row := m.choose(p.theirs, p.mine, pass == 0); row != None {
				m.settle(p.theirs, row, SameID)
			}
		}
	}
}

// choose picks whom of several with the same id one of theirs is: one that is
// not taken, or the only one there is.
func (m *Match) choose(theirs int32, mine []int32, agreeing bool) int32 {
	for _, row := range mine {
		names := m.names(int(row), int(theirs))
		if names == namesDiffer && len(mine) == 1 || agreeing && names != namesAgree {
			continue
		}
		if m.Taken[row] == None || len(mine) == 1 {
			return row
		}
	}
	return None
}

// byName lists who may be who by name, among those whom no id tells, the
// surest ways first.
func (m *Match) byName() {
	mineAsked, theirsAsked := make([]bool, m.Mine.N), make([]bool, m.Theirs.N)
	ask := func(mine, theirs int32, by By) { m.Asked = append(m.Asked, Proposal{mine, theirs, by}) }
	free := func(key func(b *book.Book, i int) []byte) (mine, theirs map[string][]int32) {
		for _, p := range m.Asked {
			mineAsked[p.Mine], theirsAsked[p.Theirs] = true, true
		}
		mine = rowsBy(m.Mine.N, func(i int) []byte {
			if m.Taken[i] != None || mineAsked[i] {
				return nil
			}
			return key(m.Mine, i)
		})
		return mine, rowsBy(m.Theirs.N, func(i int) []byte {
			if m.Of[i] != None || theirsAsked[i] {
				return nil
			}
			return key(m.Theirs, i)
		})
	}
	for _, way := range []func(b *book.Book, i int) []byte{bothKey, nameKey, looseKey} {
		mine, theirs := free(way)
		for key, rows := range theirs {
			if len(mine[key]) != 1 {
				continue // nobody, or one cannot tell which
			}
			for _, row := range rows {
				ask(mine[key][0], row, m.grade(int(mine[key][0]), int(row)))
			}
		}
	}
	if !m.ForeignID && m.Mine.ID.Len() > 0 {
		mine, theirs := free(func(b *book.Book, i int) []byte { return idKey(b.ID.Bytes(i)) })
		for key, rows := range theirs {
			if len(rows) == 1 && len(mine[key]) == 1 {
				ask(mine[key][0], rows[0], SameIDAlone)
			}
		}
	}
	m.inOrder()
}

// inOrder puts the proposals in the order of their list, in which each of theirs
// has one at most.
func (m *Match) inOrder() {
	of := make([]*Proposal, m.Theirs.N)
	for i := range m.Asked {
		of[m.Asked[i].Theirs] = &m.Asked[i]
	}
	var all []Proposal
	for _, p := range of {
		if p != nil {
			all = append(all, *p)
		}
	}
	m.Asked = all
}

// grade says how good a pair of the same or nearly the same name is.
func (m *Match) grade(mine, theirs int) By {
	switch {
	case !bytes.Equal(nameKey(m.Mine, mine), nameKey(m.Theirs, theirs)):
		return Alike
	case m.otherIDs(mine, theirs):
		return OtherID
	}
	ours, its := textKey(m.Mine.Household.Bytes(mine)), textKey(m.Theirs.Household.Bytes(theirs))
	switch {
	case len(ours) == 0 || len(its) == 0:
		return SameName
	case bytes.Equal(ours, its):
		return SameBoth
	}
	return OtherHouse
}

// otherIDs reports whether both have an id, and not the same.
func (m *Match) otherIDs(mine, theirs int) bool {
	a, b := idKey(m.Mine.ID.Bytes(mine)), idKey(m.Theirs.ID.Bytes(theirs))
	return !m.ForeignID && len(a) > 0 && len(b) > 0 && !bytes.Equal(a, b)
}

// rowsBy lists the rows of each key that is not empty, in order.
func rowsBy(n int, key func(i int) []byte) map[string][]int32 {
	rows := make(map[string][]int32, n)
	for i := range n {
		if k := key(i); len(k) > 0 {
			rows[string(k)] = append(rows[string(k)], int32(i))
		}
	}
	return rows
}
