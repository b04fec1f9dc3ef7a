package match

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"tierbook/engine/book"
)

// person is a client of a list: id, name, household.
type person [3]string

func listed(people ...person) *book.Book {
	b := &book.Book{N: len(people)}
	for i, p := range people {
		b.Keys, b.Line = append(b.Keys, book.Key(i+1)), append(b.Line, uint32(i+2))
		b.ID.Append(p[0])
		b.Name.Append(p[1])
		b.Household.Append(p[2])
	}
	return b
}

// told is what a match says of each of theirs: how it is paired, or proposed.
func told(m *Match) string {
	var all []string
	for i, of := range m.Of {
		said := "new"
		if of != None {
			said = fmt.Sprint(of, " ", m.By[i])
			if !m.First[i] {
				said += " too"
			}
		}
		for _, p := range m.Asked {
			if int(p.Theirs) == i {
				said = fmt.Sprint(p.Mine, "? ", p.By)
			}
		}
		all = append(all, said)
	}
	return strings.Join(all, ", ")
}

func TestLists(t *testing.T) {
	for name, c := range map[string]struct {
		mine, theirs []person
		want         string
	}{
		"by id": {
			[]person{{"A1", "Ann Lee", ""}, {"A2", "Bob Ray", ""}}, []person{{"a2", "Robert Ray", ""}, {" A1", "Ann Lee-Moss", ""}, {"A3", "Cy Day", ""}},
			"1 id, 0 id, new"},
		"zeros that a spreadsheet dropped": {[]person{{"0017", "Ann Lee", ""}}, []person{{"17", "Lee, Ann", ""}}, "0 id"},
		"without names":                    {[]person{{"1", "", ""}}, []person{{"1", "Ann", ""}}, "0 id"},
		"blank ids match nobody":           {[]person{{"", "Ann", ""}}, []person{{"", "Bob", ""}}, "new"},
		"an id whose name is another": {
			[]person{{"1", "Ann Lee", ""}, {"2", "Bob Ray", ""}, {"3", "Cy Day", ""}}, []person{{"1", "Ann Lee", ""}, {"2", "Bob Ray", ""}, {"3", "Dee Fox", ""}},
			"0 id, 1 id, 2? id_other_name"},
		"numbers of another system": {
			[]person{{"1", "Ann Lee", "L"}, {"2", "Bob Ray", "R"}, {"3", "Cy Day", ""}}, []person{{"1", "Bob Ray", "R"}, {"2", "Cy Day", "D"}, {"3", "Ann Lee", "M"}},
			"1? name_household, 2? name, 0? other_household"},
		"names": {
			[]person{{"", "Ann Lee", "Lee"}, {"", "José Muñoz", ""}, {"", "Mary-Jane O'Neil", ""}, {"", "Dr. Max B. Orr", ""}},
			[]person{{"", "LEE, ANN", "lee"}, {"", "Munoz, Jose", "x"}, {"", "Mary Jane ONeil", ""}, {"", "Max Orr", ""}},
			"0? name_household, 1? name, 2? name, 3? alike"},
		"other ids": {
			[]person{{"A", "Ann Lee", "L"}, {"B", "Bob", ""}}, []person{{"C", "Ann Lee", "L"}, {"B", "Bob", ""}},
			"0? other_id, 1 id"},
		"nobody can tell which": {[]person{{"", "Ann Lee", ""}, {"", "Ann Lee", ""}}, []person{{"", "Ann Lee", ""}}, "new"},
		"the household tells which": {
			[]person{{"", "Ann Lee", "North"}, {"", "Ann Lee", "South"}}, []person{{"", "Ann Lee", "South"}, {"", "Ann Lee", "East"}},
			"1? name_household, 0? other_household"},
		"the accounts of a client":         {[]person{{"1", "Ann", ""}, {"2", "Bob", ""}}, []person{{"2", "Bob", ""}, {"2", "Bob", ""}, {"1", "Ann", ""}}, "1 id, 1 id too, 0 id"},
		"the accounts of a client by name": {[]person{{"", "Ann", ""}}, []person{{"", "Ann", ""}, {"", "Ann", ""}}, "0? name, 0? name"},
		"members under one id": {
			[]person{{"1", "Ann Lee", ""}, {"1", "Bob Ray", ""}, {"1", "Cy Day", ""}}, []person{{"1", "Cy Day", ""}, {"1", "Ann Lee", ""}, {"1", "Dee Fox", ""}, {"1", "Eve Hay", ""}},
			"2 id, 0 id, 1 id, new"},
		"a household is the name of who has none": {[]person{{"", "", "The Lees"}}, []person{{"", "The Lees", ""}}, "0? name"},
	} {
		if got := told(Lists(listed(c.mine...), listed(c.theirs...))); got != c.want {
			t.Errorf("%s: %s; want %s", name, got, c.want)
		}
	}
}

func TestAnswer(t *testing.T) {
	m := Lists(listed(person{"", "Ann", ""}, person{"", "Bob", ""}), listed(person{"", "Ann", ""}, person{"", "Ann", ""}, person{"", "Bob", ""}, person{"", "Cy", ""}))
	if c := m.Counts(); c != (Counts{Proposed: 3, New: 1}) {
		t.Errorf("before any answer: %+v", c)
	}
	m.Answer(true, func(p Proposal) bool { return p.Mine == 0 })
	if c := m.Counts(); c != (Counts{Paired: 2, Several: 1, Proposed: 1, New: 1}) {
		t.Errorf("Ann is Ann: %+v, %s", c, told(m))
	}
	m.Answer(false, func(p Proposal) bool { return true })
	if c := m.Counts(); c != (Counts{Paired: 2, Several: 1, New: 2, Gone: 1}) || told(m) != "0 confirmed, 0 confirmed too, new, new" {
		t.Errorf("Bob is not Bob: %+v, %s", c, told(m))
	}
}

// TestNothingIsLost checks on random lists that everybody is paired, proposed or
// alone, that who is the same person under the same id is found, and that a
// match does not depend on chance.
func TestNothingIsLost(t *testing.T) {
	for seed := range uint64(500) {
		rng := rand.New(rand.NewPCG(seed, 1))
		some := func() *book.Book {
			people := make([]person, rng.IntN(30))
			for i := range people {
				people[i] = person{
					[]string{"", fmt.Sprint(rng.IntN(25)), fmt.Sprint("0", rng.IntN(25))}[rng.IntN(3)],
					[]string{"", fmt.Sprint("Ann ", rng.IntN(20)), fmt.Sprint("Bob Q. ", rng.IntN(20)), fmt.Sprint(rng.IntN(20), ", Bob")}[rng.IntN(4)],
					[]string{"", fmt.Sprint("H", rng.IntN(10))}[rng.IntN(2)],
				}
			}
			return listed(people...)
		}
		mine, theirs := some(), some()
		m := Lists(mine, theirs)
		if again := Lists(mine, theirs); told(again) != told(m) {
			t.Fatalf("seed %d: %s, and again %s", seed, told(m), told(again))
		}
		for k := rng.IntN(3); k > 0; k-- {
			m.Answer(k == 1, func(p Proposal) bool { return rng.IntN(3) == 0 })
		}
		firsts, asked, askedMine := 0, map[int32]bool{}, map[int32]bool{}
		for _, p := range m.Asked {
			if m.Of[p.Theirs] != None || asked[p.Theirs] {
				t.Fatalf("seed %d: %d is asked about twice, or is settled", seed, p.Theirs)
			}
			asked[p.Theirs], askedMine[p.Mine] = true, true
		}
		fresh := 0
		for i, of := range m.Of {
			switch {
			case of == None && !asked[int32(i)]:
				fresh++
			case of != None && m.First[i]:
				if firsts++; m.Taken[of] != int32(i) {
					t.Fatalf("seed %d: %d is the first of %d, whom %d has", seed, i, of, m.Taken[of])
				}
			}
			if (of == None) != (m.By[i] == Alone) {
				t.Fatalf("seed %d: %d is paired by %v", seed, i, m.By[i])
			}
			if of != None && m.By[i] == SameID && string(idKey(mine.ID.Bytes(int(of)))) != string(idKey(theirs.ID.Bytes(i))) {
				t.Fatalf("seed %d: paired by ids that differ", seed)
			}
		}
		gone := 0
		for i, of := range m.Taken {
			if of == None && !askedMine[int32(i)] {
				gone++
			}
		}
		c := m.Counts()
		if c.Paired+c.Proposed+c.New != theirs.N || c.New != fresh || c.Gone != gone || c.Paired-c.Several != firsts {
			t.Fatalf("seed %d: %+v of %d and %d; %s", seed, c, mine.N, theirs.N, told(m))
		}
	}
}

// TestTheSameListIsFoundWhole checks that a list is found in itself, however it
// is ordered.
func TestTheSameListIsFoundWhole(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	people := make([]person, 300)
	for i := range people {
		people[i] = person{fmt.Sprint("C", i), fmt.Sprint("Name ", i), fmt.Sprint("H", i/3)}
	}
	mine := listed(people...)
	rng.Shuffle(len(people), func(i, k int) { people[i], people[k] = people[k], people[i] })
	m := Lists(mine, listed(people...))
	if c := m.Counts(); c != (Counts{Paired: 300}) {
		t.Fatalf("%+v", c)
	}
	for i, p := range people {
		if mine.ID.At(int(m.Of[i])) != p[0] {
			t.Fatalf("%v is paired with %s", p, mine.ID.At(int(m.Of[i])))
		}
	}
}

func BenchmarkLists(b *testing.B) {
	people := make([]person, 100_000)
	for i := range people {
		people[i] = person{fmt.Sprint("C", i), fmt.Sprint("First Last", i), fmt.Sprint("H", i/3)}
	}
	mine := listed(people...)
	for i := range people {
		people[i][1] += " jr"
		if i%50 == 0 {
			people[i][0] = ""
		}
	}
	theirs := listed(people...)
	for b.Loop() {
		Lists(mine, theirs)
	}
}
