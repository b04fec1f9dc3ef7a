package merge

import (
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/column"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/intake/field"
	"tierbook/engine/match"
)

func TestPick(t *testing.T) {
	for take, want := range map[Take][4]string{ // of both, mine alone, theirs alone, neither
		TakeMine:        {"mine", "mine", "", ""},
		TakeTheirs:      {"theirs", "", "theirs", ""},
		TakeMineFirst:   {"mine", "mine", "theirs", ""},
		TakeTheirsFirst: {"theirs", "mine", "theirs", ""},
	} {
		got := [4]string{pick(take, "mine", "theirs", ""), pick(take, "mine", "", ""), pick(take, "", "theirs", ""), pick(take, "", "", "")}
		if got != want {
			t.Errorf("%s: %q, want %q", take, got, want)
		}
	}
}

// source is a list of clients with an id and assets.
func source(ids []string, aum ...book.Cents) *decision.Source {
	b := &book.Book{N: len(ids), AUM: aum, ID: book.Texts(ids...), Name: book.Texts(ids...)}
	for i := range ids {
		b.Keys, b.Line = append(b.Keys, book.Key(i+1)), append(b.Line, uint32(i+2))
	}
	return &decision.Source{Import: &intake.Import{Book: b}, Origin: decision.Origin{File: ids[0]}}
}

// TestPut: clients of both lists keep their keys, others get keys that are free,
// and what a newer list does not have goes.
func TestPut(t *testing.T) {
	mine, theirs := source([]string{"a", "b", "c"}, 100, 200, 300), source([]string{"c", "a", "d"}, 3, book.Missing, 4)
	g := &Lists{Mine: mine, Theirs: theirs, Match: match.Lists(mine.Import.Book, theirs.Import.Book), Takes: map[column.ID]Take{}}
	if how := g.Suggested(); how != Renewed {
		t.Errorf("most of the clients and all columns, and it is said to %s", how)
	}
	for how, want := range map[Joining]map[book.Key]book.Cents{
		Renewed: {3: 3, 1: book.Missing, 9: 4},
		Joined:  {1: 100, 2: 200, 3: 300},
	} {
		imp, part := g.Put(how, 9)
		got := map[book.Key]book.Cents{}
		for i, key := range imp.Book.Keys {
			got[key] = book.Cents(column.Number(imp.Book, field.AUM, i))
		}
		for key, aum := range want {
			if got[key] != aum {
				t.Errorf("%s: client %d has %d, want %d", how, key, got[key], aum)
			}
		}
		if _, gone := got[2]; how == Renewed && (gone || len(got) != 3) {
			t.Errorf("who is not in the newer list stays: %v", got)
		}
		if part.Paired != 2 || part.Before != (how == Renewed) {
			t.Errorf("%s: %+v", how, part)
		}
	}
}
