package session

import (
	"math/rand/v2"
	"slices"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/roster"
	"tierbook/engine/score"
)

// TestAPassRatesEverybody goes through a pass as a person does, from the client
// asked about to the next one that the answer names.
func TestAPassRatesEverybody(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	s := busy(t, rng, 300)
	first := see(t, s, PassQuery{Field: field.Potential})
	if first.Left[0] != 300 || first.Rated != 0 || first.Row.Key == 0 || first.Before != 0 {
		t.Fatalf("it begins with %+v", first)
	}
	order := slices.Clone(s.passing(score.Potential))
	key, met := first.Row.Key, map[book.Key]bool{}
	for n := range 300 {
		p := see(t, s, PassQuery{Field: field.Potential, Key: key})
		if p.Row.Key != key || met[key] || p.Left[0] != 300-n || p.Have != n || p.Value != book.Missing || p.Rated != n {
			t.Fatalf("client %d is %+v", n, p)
		}
		met[key] = true
		if n == 150 { // taken up again by another session, the order is the same
			h := &shelf{}
			again, err := Resume(s.Checkpoint(h.name), nil, h.list)
			if err != nil {
				t.Fatal(err)
			}
			s = again
			if q := see(t, s, PassQuery{Field: field.Potential, Key: key}); q.After != p.After || q.Before != p.Before || q.Rated != n || q.Needed != p.Needed || q.Up != p.Up || q.Down != p.Down {
				t.Fatalf("taken up again it is\n%+v\nit was\n%+v", q, p)
			}
		}
		do(t, s, decision.Rate{Key: key, Field: field.Potential, Value: book.Milli(1000 * rng.IntN(11))})
		if key = p.After; (key == 0) != (n == 299) {
			t.Fatalf("after client %d of 300 comes %d", n, key)
		}
	}
	if !slices.Equal(order, s.passing(score.Potential)) {
		t.Error("the order changed on the way")
	}
	end := see(t, s, PassQuery{Field: field.Potential})
	if end.Row.Key != 0 || end.Left[0] != 0 || end.Rated != 300 {
		t.Errorf("it ends with %+v", end)
	}
}

// TestAPassTellsWhatMoved compares with the tiers before and after, one client
// at a time.
func TestAPassTellsWhatMoved(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 4))
	s := busy(t, rng, 200)
	do(t, s, decision.SetPayout{Payout: 8000})
	before := everyone(s)
	for k := range 120 {
		do(t, s, decision.Rate{Key: book.Key(k + 1), Field: decision.Rated[k%3], Value: book.Milli(1000 * rng.IntN(11))})
		if k%10 == 3 {
			s.Undo()
		}
	}
	p := see(t, s, PassQuery{Field: field.Likeability, Just: 120})
	up, down, assigned := 0, 0, 0
	for i, now := range everyone(s) {
		switch was := before[i].Tier; {
		case was == now.Tier || now.Tier == 0:
		case was == 0:
			assigned++
		case now.Tier < was:
			up++
		default:
			down++
		}
	}
	if p.Up != up || p.Down != down || p.Assigned != assigned || up+down+assigned == 0 {
		t.Errorf("%d up, %d down, %d assigned; want %d, %d, %d", p.Up, p.Down, p.Assigned, up, down, assigned)
	}
	if p.Rated != 108 || p.Just == nil || p.Just.Key != 120 {
		t.Errorf("%d rated, just %+v", p.Rated, p.Just)
	}
	for i, m := range p.Moves {
		if m.From == m.To || i >= mostMoves || i > 0 && aumOf(s, m.Key) > aumOf(s, p.Moves[i-1].Key) {
			t.Errorf("move %d is %+v", i, m)
		}
	}
	do(t, s, decision.SetPayout{Payout: 9000}) // what comes between ends the pass
	if p := see(t, s, PassQuery{Field: field.Likeability}); p.Rated != 0 || p.Up != 0 || p.Needed != p.Needs {
		t.Errorf("a new pass begins with %+v", p)
	}
}

func aumOf(s *Session, key book.Key) book.Cents {
	return book.OrZero(book.Cents(s.State().Number(key, field.AUM)))
}

// TestAPassBeginsWhereItMatters: who gets a tier by the rating comes first, then
// who is near a cut with much at stake, and who has all decided comes late.
func TestAPassBeginsWhereItMatters(t *testing.T) {
	imp := listOf(40)
	b := imp.Book
	for i := range b.N {
		b.Likeability[i] = book.Missing
	}
	b.Likeability[39] = 5000 // the factor is in the model
	// 25 AUM + 25 GDC + 10 time + 15 potential + 15 referrals + 10 likeability: without
	// AUM and referrals 50 are there, and the rating makes it 60.
	b.AUM[20], b.Referrals[20] = book.Missing, book.Missing
	b.GDC[20] = 5
	s := New(today)
	s.Open(imp, mine, today)
	p := see(t, s, PassQuery{Field: field.Likeability})
	if p.Row.Key != 21 || p.Row.Tier != book.Unassigned {
		t.Fatalf("it begins with client %d", p.Row.Key)
	}
	do(t, s, decision.Rate{Key: 21, Field: field.Likeability, Value: 7000})
	if p := see(t, s, PassQuery{Field: field.Likeability, Key: p.After, Just: 21}); p.Assigned != 1 || p.Just.From != 0 || p.Just.To == 0 || p.Needs != p.Needed-1 {
		t.Errorf("the rating of a client without a tier leads to %+v", p)
	}
	if last := b.Keys[s.passing(score.Likeability)[39]]; last != 5 {
		t.Errorf("it ends with client %d, want 5, of whom nothing is known that a rating could decide", last)
	}
}

func TestChanceOf(t *testing.T) {
	lowest := [book.Tiers]int{7500, 5500, 3500, 0}
	for _, c := range []struct {
		sum, have, weight, least, most int64
	}{
		{0, 0, 10, 0, 0}, {6500 * 90, 90, 0, 0, 0},
		{6500 * 90, 90, 10, 0, 0},       // 5850…6850 is all Gold
		{7500 * 90, 90, 10, 7450, 7550}, // 6750…7750: three quarters of it are below 7500
		{5500 * 50, 50, 50, 5990, 6010}, // 2750…7750: 2000 of 5000 stay
		{6500, 1, 99, 7970, 8010},       // nearly 0…10000, of which 2000 stay
	} {
		if got := chanceOf(lowest, c.sum, c.have, c.weight); got < c.least || got > c.most {
			t.Errorf("%+v: %d", c, got)
		}
	}
}

func TestScaleOf(t *testing.T) {
	for _, c := range []struct {
		field  field.Field
		column []book.Milli
		as     cell.Scale
		want   decision.Scale
	}{
		{field.Potential, nil, 0, decision.Scale{From: 0, To: 10, Step: 1000, As: cell.Figures}},
		{field.Potential, []book.Milli{book.Missing, book.Missing}, cell.Letters, decision.Scale{From: 0, To: 10, Step: 1000, As: cell.Figures}},
		{field.Potential, []book.Milli{1000, 5000}, cell.Figures, decision.Scale{From: 1, To: 5, Step: 1000, As: cell.Figures}},
		{field.Potential, []book.Milli{0, 5000}, cell.Figures, decision.Scale{From: 0, To: 5, Step: 1000, As: cell.Figures}},
		{field.Potential, []book.Milli{1000, 9000}, cell.Figures, decision.Scale{From: 1, To: 10, Step: 1000, As: cell.Figures}},
		{field.Potential, []book.Milli{0, 10000}, cell.Figures, decision.Scale{From: 0, To: 10, Step: 1000, As: cell.Figures}},
		{field.Potential, []book.Milli{20000, 95000}, cell.Figures, decision.Scale{From: 0, To: 10, Step: 10000, As: cell.Figures}},
		{field.Likeability, []book.Milli{1000, 4000}, cell.Letters, decision.Scale{From: 0, To: 4, Step: 1000, As: cell.Letters}},
		{field.Likeability, []book.Milli{2000, 4000}, cell.Words, decision.Scale{From: 1, To: 5, Step: 1000, As: cell.Words}},
		{field.Likeability, []book.Milli{0, 1000}, cell.Words, decision.Scale{From: 0, To: 1, Step: 1000, As: cell.Words}},
		{field.Referrals, []book.Milli{0, 3000}, cell.Figures, decision.Scale{From: 0, To: 10, Step: 1000, As: cell.Figures}},
	} {
		b := &book.Book{N: len(c.column)}
		switch c.field {
		case field.Potential:
			b.Potential = c.column
		case field.Likeability:
			b.Likeability = c.column
		default:
			b.Referrals = c.column
		}
		imp := &intake.Import{Book: b, Columns: []intake.Column{{Use: field.AsField, Field: c.field, Format: cell.Format{Scale: c.as}}}}
		if got := (decision.State{Source: &decision.Source{Import: imp}}).ScaleOf(c.field); got != c.want {
			t.Errorf("%v of %v as %v: %+v, want %+v", c.field, c.column, c.as, got, c.want)
		}
	}
}

// TestHoursByColumns reads from the file how often each client is met.
func TestHoursByColumns(t *testing.T) {
	imp := listOf(6)
	imp.Book.Attributes = []book.Attribute{
		{Name: "Meetings", Cells: book.Texts("4", " 2 ", "", "x", "0", "12")},
		{Name: "Calls", Cells: book.Texts("1", "", "", "3", "", "6")},
		{Name: "City", Cells: book.Texts("Bonn", "Ulm", "Köln", "", "", "")},
	}
	s := New(today)
	s.Open(imp, mine, today)
	h := see(t, s, HoursQuery{decision.Who{Filter: &roster.Filter{}}})
	if h.Clients != 6 || h.Recorded != 4 || h.Own != 0 || len(h.Columns) != 1 || h.Columns[0] != (HourColumn{"Calls", 3}) {
		t.Errorf("asked about everybody it says %+v", h)
	}
	do(t, s, decision.SetHours{Who: decision.Who{Filter: &roster.Filter{}}, Contacts: []decision.Contact{{Column: "Meetings", Minutes: 60}, {Column: "Calls", Minutes: 10}}, Over: true})
	want := []book.Minutes{250, 120, book.Missing, 30, 0, 780}
	if got := s.Report().Book.Hours; !slices.Equal(got, want) {
		t.Errorf("hours are %v, want %v", got, want)
	}
}

// TestLeftOutAreListed: who is left out is told with the reason, a page at a
// time, and by the client's own address.
func TestLeftOutAreListed(t *testing.T) {
	s := opened()
	do(t, s, decision.SetValue{Key: 4, Field: field.Name, Text: "Own name"}, decision.AddClient{Name: "New", AUM: 700, GDC: book.Missing},
		decision.Exclude{Who: decision.Who{Clients: change.Keys{1, 4, 13}}, Reason: "sold"}, decision.Exclude{Who: decision.Who{Clients: change.Keys{9}}, Reason: "died"})
	page := see(t, s, ExcludedQuery{Offset: 1, Limit: 2})
	want := []ExcludedRow{
		{4, "Own name", 900_000_00, book.Missing, "sold"}, {9, "I Client", 400_000_00, 4_000_28, "died"},
	}
	if page.Total != 4 || !slices.Equal(page.Rows, want) {
		t.Errorf("listed are %+v", page)
	}
	c := see(t, s, ClientQuery{Key: 13})
	if c.Row.Key != 0 || c.LeftOut == nil || *c.LeftOut != (ExcludedRow{13, "New", 700, book.Missing, "sold"}) {
		t.Errorf("the client is %+v", c)
	}
	if c := see(t, s, ClientQuery{Key: 2}); c.LeftOut != nil || len(c.Values) != len(change.Editable) || c.Values[2] != (ValueView{Field: field.AUM, Now: 1100_000_00, File: 1100_000_00}) {
		t.Errorf("another is %+v", c)
	}
}

// BenchmarkRate rates one client after another of a million.
func BenchmarkRate(b *testing.B) {
	s := New(today)
	s.Open(listOf(1_000_000), mine, today)
	s.Report()
	see(b, s, PassQuery{Field: field.Potential})
	k := 0
	for b.Loop() {
		k++
		do(b, s, decision.Rate{Key: book.Key(k*997%1_000_000 + 1), Field: field.Potential, Value: book.Milli(k % 11 * 1000)})
		see(b, s, PassQuery{Field: field.Potential, Key: book.Key(k)})
	}
}
