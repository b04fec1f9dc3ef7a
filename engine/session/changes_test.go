package session

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/column"
	"tierbook/engine/decision"
	"tierbook/engine/intake/field"
	"tierbook/engine/roster"
)

// changing is what has been changed before the commands of a kind, so that they
// have something to do.
var changing = map[string][]decision.Command{
	"clear-value":   {decision.SetValue{Key: 1, Field: field.AUM, Value: 7}, decision.SetValue{Key: 2, Field: field.Name, Text: "Own"}},
	"rate":          {decision.Rate{Key: 3, Field: field.Likeability, Value: 9000}},
	"set-hours":     {decision.SetValue{Key: 12, Field: field.Hours, Value: 5}},
	"remove-client": {decision.AddClient{Name: "New", AUM: book.Missing, GDC: 5}},
	"include":       {decision.Exclude{Who: decision.Who{Clients: change.Keys{4, 5}}, Reason: "gone"}},
}

// ofClients are the kinds that Check cannot judge, for it knows no clients.
var ofClients = map[string]bool{"set-value": true, "clear-value": true, "rate": true, "fill-in": true, "set-hours": true, "add-client": true,
	"remove-client": true, "exclude": true, "include": true}

func init() {
	long := strings.Repeat("ü", change.MostText)
	trials["set-value"] = trial{
		[]taken{
			{decision.SetValue{Key: 1, Field: field.AUM, Value: -5}, func(st decision.State, o Overview) bool {
				return st.Book().AUM[0] == -5 && st.Source.Import.Book.AUM[0] == 1200_000_00 && o.Own.Values == 1 && o.Own.Fields[field.AUM] == 1
			}},
			{decision.SetValue{Key: 1, Field: field.GDC, Value: book.Missing}, func(_ decision.State, o Overview) bool { return o.NoGDC == 3 }},
			{decision.SetValue{Key: 5, Field: field.Since, Value: int64(book.Date(1999, 1, 1))}, func(st decision.State, _ Overview) bool { return st.Book().Since[4] == book.Date(1999, 1, 1) }},
			{decision.SetValue{Key: 7, Field: field.Name, Text: "  Ana   López "}, func(st decision.State, _ Overview) bool { return st.Book().NameOf(6) == "Ana López" }},
			{decision.SetValue{Key: 7, Field: field.Household, Text: long}, func(st decision.State, _ Overview) bool {
				return st.Book().Household.At(6) == long && st.Book().Household.At(5) == ""
			}},
		},
		[]refused{
			{decision.SetValue{Key: 13, Field: field.AUM}, "unknown-client", []string{"13"}},
			{decision.SetValue{Key: 0, Field: field.AUM}, "unknown-client", []string{"0"}},
			{decision.SetValue{Key: 1, Field: field.ID, Text: "x"}, "unknown-field", []string{"id"}},
			{decision.SetValue{Key: 1}, "unknown-field", []string{""}},
			{decision.SetValue{Key: 1, Field: field.Name, Text: " "}, "no-name", nil},
			{decision.SetValue{Key: 1, Field: field.Name, Text: long + "x"}, "long-text", []string{"name", "200"}},
			{decision.SetValue{Key: 1, Field: field.AUM, Value: book.Largest + 1}, "unbelievable", []string{"aum"}},
			{decision.SetValue{Key: 1, Field: field.Hours, Value: -1}, "below-zero", []string{"hours"}},
			{decision.SetValue{Key: 1, Field: field.Potential, Value: -1}, "below-zero", []string{"potential"}},
			{decision.SetValue{Key: 1, Field: field.Since, Value: 9_000_000}, "unbelievable", []string{"client_since"}},
			{decision.SetValue{Key: 1, Field: field.Hours, Value: change.Unset}, "below-zero", []string{"hours"}},
			{decision.SetValue{Key: 1, Field: field.AUM, Value: change.Unset}, "unbelievable", []string{"aum"}},
		},
	}
	trials["clear-value"] = trial{
		[]taken{
			{decision.ClearValue{Key: 1, Field: field.AUM}, func(st decision.State, o Overview) bool { return st.Book().AUM[0] == 1200_000_00 && o.Own.Values == 1 }},
			{decision.ClearValue{Key: 2, Field: field.Name}, func(st decision.State, _ Overview) bool { return st.Book().NameOf(1) == "B Client" }},
		},
		[]refused{{decision.ClearValue{Key: 1, Field: field.ID}, "unknown-field", nil}},
	}
	trials["rate"] = trial{
		[]taken{
			{decision.Rate{Key: 5, Field: field.Potential, Value: 8000}, func(st decision.State, o Overview) bool { return st.Book().Potential[4] == 8000 && o.Own.Values == 2 }},
			{decision.Rate{Key: 3, Field: field.Likeability, Value: book.Missing}, func(st decision.State, o Overview) bool { return st.Book().Likeability[2] == 2000 && o.Own.Values == 0 }},
		},
		[]refused{
			{decision.Rate{Key: 5, Field: field.AUM, Value: 8000}, "unknown-field", []string{"aum"}},
			{decision.Rate{Key: 99, Field: field.Potential, Value: 8000}, "unknown-client", []string{"99"}},
			{decision.Rate{Key: 5, Field: field.Potential, Value: -1}, "below-zero", nil},
		},
	}
	trials["fill-in"] = trial{
		[]taken{
			{decision.FillIn{Values: []decision.Filling{{Key: 5, Field: field.Potential, Value: 8000}, {Key: 6, Field: field.Referrals, Value: 1000}}}, func(st decision.State, o Overview) bool {
				return st.Book().Potential[4] == 8000 && st.Book().Referrals[5] == 1000 && o.Own.Values == 2
			}},
		},
		[]refused{
			{decision.FillIn{Values: []decision.Filling{{Key: 5, Field: field.AUM, Value: 8000}}}, "unknown-field", []string{"aum"}},
			{decision.FillIn{Values: []decision.Filling{{Key: 5, Field: field.Potential, Value: 1}, {Key: 99, Field: field.Potential, Value: 8000}}}, "unknown-client", []string{"99"}},
			{decision.FillIn{Values: []decision.Filling{{Key: 5, Field: field.Potential, Value: -1}}}, "below-zero", nil},
		},
	}
	trials["set-hours"] = trial{
		[]taken{
			{decision.SetHours{Who: decision.Who{Filter: &roster.Filter{}}, Minutes: 600}, func(st decision.State, o Overview) bool {
				b := st.Book()
				return b.Hours[2] == 600 && b.Hours[5] == 600 && b.Hours[8] == 600 && b.Hours[11] == 5 && b.Hours[0] == 60 && o.Estimated == 0 && o.Own.Values == 4
			}},
			{decision.SetHours{Who: decision.Who{Clients: change.Keys{1, 3}}, Contacts: []decision.Contact{{Times: 2, Minutes: 45}, {Times: 5, Minutes: 6}}, Over: true}, func(st decision.State, _ Overview) bool {
				return st.Book().Hours[0] == 120 && st.Book().Hours[2] == 120 && st.Book().Hours[5] == book.Missing
			}},
			{decision.SetHours{Who: decision.Who{Filter: &roster.Filter{}}, ByTier: []book.Minutes{1200, book.Missing, 480, 180}, Over: true}, func(st decision.State, o Overview) bool {
				return o.Tiers[0].Minutes == 1200 && o.Tiers[1].Minutes == 60 && o.Tiers[2].Minutes == 6*480 && o.Tiers[3].Minutes == 3*180 && o.Unassigned.Minutes == 180
			}},
			{decision.SetHours{Who: decision.Who{Clients: change.Keys{1, 12}}, Clear: true}, func(st decision.State, _ Overview) bool {
				return st.Book().Hours[11] == book.Missing && st.Changes == nil
			}},
		},
		[]refused{
			{decision.SetHours{Minutes: 5}, "nobody", nil},
			{decision.SetHours{Who: decision.Who{Clients: change.Keys{1}}, ByTier: []book.Minutes{5}}, "bad-message", []string{"by_tier"}},
			{decision.SetHours{ByTier: []book.Minutes{5, 5, 5, 5}}, "nobody", nil},
			{decision.SetHours{Who: decision.Who{Filter: &roster.Filter{}}, ByTier: []book.Minutes{5, 5, 5, -5}}, "below-zero", nil},
			{decision.SetHours{Who: decision.Who{Clients: change.Keys{13}}, Minutes: 5}, "unknown-client", []string{"13"}},
			{decision.SetHours{Who: decision.Who{Clients: change.Keys{1}}, Minutes: -5}, "below-zero", []string{"hours"}},
			{decision.SetHours{Who: decision.Who{Clients: change.Keys{1}}, Contacts: []decision.Contact{{Column: "Meetings"}}}, "unknown-column", []string{"Meetings"}},
			{decision.SetHours{Who: decision.Who{Clients: change.Keys{1}}, Contacts: []decision.Contact{{Times: -1}}}, "unbelievable", nil},
			{decision.SetHours{Who: decision.Who{Clients: change.Keys{1}}, Contacts: make([]decision.Contact, 11)}, "many-services", []string{"10"}},
		},
	}
	trials["add-client"] = trial{
		[]taken{{decision.AddClient{Name: " Bo  Ek ", Household: "Ek", AUM: 5_000_000_00, GDC: book.Missing}, func(st decision.State, o Overview) bool {
			b := st.Book()
			return b.N == 13 && b.Keys[12] == 13 && b.NameOf(12) == "Bo Ek" && b.IDOf(12) == "added-13" && b.Household.At(12) == "Ek" && b.Hours[12] == book.Missing &&
				o.Own.Added == 1 && o.Own.Newest == 13 && o.Practice.Clients == 13 && o.NoGDC == 3
		}}},
		[]refused{
			{decision.AddClient{AUM: book.Missing, GDC: book.Missing}, "no-name", nil},
			{decision.AddClient{Name: "x", AUM: book.Largest + 1}, "unbelievable", []string{"aum"}},
		},
	}
	trials["remove-client"] = trial{
		[]taken{{decision.RemoveClient{Key: 13}, func(st decision.State, o Overview) bool {
			return st.Clients() == 12 && o.Own.Added == 0 && o.Own.Values == 0
		}}},
		[]refused{{decision.RemoveClient{Key: 1}, "unknown-client", []string{"1"}}},
	}
	trials["exclude"] = trial{
		[]taken{
			{decision.Exclude{Who: decision.Who{Clients: change.Keys{1}}, Reason: " moved away "}, func(st decision.State, o Overview) bool {
				return st.Book().N == 11 && st.Book().Keys[0] == 2 && o.Own.Excluded == 1 && o.Practice.Clients == 11 && excludedRow(st, 1).Reason == "moved away"
			}},
			{decision.Exclude{Who: decision.Who{Filter: &roster.Filter{Tiers: roster.TierBit(0)}}, Reason: "no data"}, func(_ decision.State, o Overview) bool { return o.Unassigned.Clients == 0 && o.Own.Excluded == 1 }},
		},
		[]refused{
			{decision.Exclude{Who: decision.Who{Clients: change.Keys{1}}, Reason: ""}, "no-reason", nil},
			{decision.Exclude{Who: decision.Who{Clients: change.Keys{1}}, Reason: strings.Repeat("ü", decision.MostReason+1)}, "long-reason", []string{"500"}},
			{decision.Exclude{Who: decision.Who{Clients: change.Keys{1, 13}}, Reason: "x"}, "unknown-client", []string{"13"}},
			{decision.Exclude{Who: decision.Who{Filter: &roster.Filter{Search: "nobody"}}, Reason: "x"}, "nobody", nil},
		},
	}
	trials["include"] = trial{
		[]taken{{decision.Include{Clients: change.Keys{4}}, func(st decision.State, o Overview) bool { return st.Book().N == 11 && o.Own.Excluded == 1 }}},
		nil,
	}
}

// onPaper is changes as a person would keep them: who says what, in maps.
type onPaper struct {
	numbers map[book.Key]map[field.Field]int64
	texts   map[book.Key]map[field.Field]string
	out     map[book.Key]bool
	added   []book.Key
}

// byHand makes the book of an import and changes kept in maps, one client and
// one value after another.
func (p *onPaper) byHand(file *book.Book) *book.Book {
	b := &book.Book{Currency: file.Currency}
	rows := map[book.Key]int{}
	var keys []book.Key
	for i, key := range file.Keys {
		rows[key] = i
		keys = append(keys, key)
	}
	for _, key := range append(keys, p.added...) {
		if p.out[key] {
			continue
		}
		row, filed := rows[key]
		number := func(f field.Field) int64 {
			if v, ok := p.numbers[key][f]; ok {
				return v
			}
			if !filed {
				return book.Missing
			}
			return column.Number(file, f, row)
		}
		text := func(f field.Field) string {
			if v, ok := p.texts[key][f]; ok {
				return v
			}
			if !filed {
				return map[bool]string{true: change.AddedID(key)}[f == field.ID]
			}
			return column.Text(file, f, row)
		}
		line := uint32(0)
		if filed {
			line = file.Line[row]
		}
		b.N++
		b.Keys, b.Line = append(b.Keys, key), append(b.Line, line)
		b.ID.Append(text(field.ID))
		b.Name.Append(text(field.Name))
		b.Household.Append(text(field.Household))
		b.AUM = append(b.AUM, book.Cents(number(field.AUM)))
		b.GDC = append(b.GDC, book.Cents(number(field.GDC)))
		b.Since = append(b.Since, book.Day(number(field.Since)))
		b.Potential = append(b.Potential, book.Milli(number(field.Potential)))
		b.Likeability = append(b.Likeability, book.Milli(number(field.Likeability)))
		b.Referrals = append(b.Referrals, book.Milli(number(field.Referrals)))
		b.Hours = append(b.Hours, book.Minutes(number(field.Hours)))
	}
	return b
}

// TestChangesEqualABookMadeByHand does random things to a list and keeps beside
// it what a person would write down. The book that is analysed is the one made
// of that by hand; the report on it is the one of a session that never saw any
// other; what the file says is never touched; and all of it survives being
// saved, both as a log and as a checkpoint.
func TestChangesEqualABookMadeByHand(t *testing.T) {
	for seed := range uint64(25) {
		rng := rand.New(rand.NewPCG(seed, 3))
		n := 1 + rng.IntN(3)*700 // over several blocks
		s := busy(t, rng, n)
		file := s.State().File()
		untouched, _ := json.Marshal(file)
		h := &shelf{}
		start := s.Checkpoint(h.name)
		p := &onPaper{map[book.Key]map[field.Field]int64{}, map[book.Key]map[field.Field]string{}, map[book.Key]bool{}, nil}
		next := book.Key(n)
		for range 60 {
			c := p.random(rng, s, &next)
			if err := s.Do(c); err != nil {
				t.Fatalf("seed %d: %+v: %v", seed, c, err)
			}
			if rng.IntN(4) == 0 { // nothing is left behind by what is taken back
				s.Undo()
				s.Redo()
			}
		}
		want := p.byHand(file)
		got := s.Report()
		if a, b := listed(got.Book), listed(want); a != b {
			t.Fatalf("seed %d: the book is\n%s\nby hand\n%s", seed, a, b)
		}
		if a, b := listed(s.State().Book()), listed(want); a != b {
			t.Fatalf("seed %d: made anew the book is\n%s\nby hand\n%s", seed, a, b)
		}
		if a, b := reported(engine.Analyze(want, s.State().Settings)), reported(got); a != b {
			t.Fatalf("seed %d: the report differs from one made at once:\n%s\n%s", seed, b, a)
		}
		if now, _ := json.Marshal(file); string(now) != string(untouched) {
			t.Fatalf("seed %d: the import was changed", seed)
		}
		values := 0
		for key, of := range p.numbers {
			if !p.out[key] {
				values += len(of)
			}
		}
		for key, of := range p.texts {
			if !p.out[key] {
				values += len(of)
			}
		}
		if o := s.Overview().Own; o.Values != values || o.Excluded != len(p.out) {
			t.Fatalf("seed %d: %+v, want %d values and %d left out", seed, o, values, len(p.out))
		}
		log, ok := s.Since(start.Seq, h.name)
		if !ok {
			t.Fatal("the log is no longer held")
		}
		first, second := saved(t, start, log)
		third, _ := saved(t, s.Checkpoint(h.name), nil)
		for _, back := range []func() (*Session, error){
			func() (*Session, error) { return Resume(first, second, h.list) },
			func() (*Session, error) { return Resume(third, nil, h.list) },
		} {
			again, err := back()
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			for more := true; more; {
				if a, b := seen(t, again)+listed(again.Report().Book), seen(t, s)+listed(s.Report().Book); a != b {
					t.Fatalf("seed %d: resumed it is\n%s\nlive\n%s", seed, a, b)
				}
				more = s.Undo() && again.Undo()
			}
			for s.Redo() {
			}
		}
	}
}

// random does something to the record by hand, and gives the command for it.
func (p *onPaper) random(rng *rand.Rand, s *Session, next *book.Key) decision.Command {
	file := s.State().File()
	keys := append(slices.Clone(file.Keys), p.added...)
	key := keys[rng.IntN(len(keys))]
	what := change.Editable[rng.IntN(len(change.Editable))]
	row, filed := file.Row(key)
	set := func(f field.Field, v int64) {
		if p.numbers[key] == nil {
			p.numbers[key] = map[field.Field]int64{}
		}
		p.numbers[key][f] = v
		if filed && v == column.Number(file, f, row) || !filed && v == book.Missing {
			delete(p.numbers[key], f)
		}
	}
	write := func(f field.Field, text string) {
		if p.texts[key] == nil {
			p.texts[key] = map[field.Field]string{}
		}
		p.texts[key][f] = text
		if filed && text == column.Text(file, f, row) || !filed && text == "" {
			delete(p.texts[key], f)
		}
	}
	switch n := rng.IntN(100); {
	case n < 40 && what.IsText():
		text := fmt.Sprint("Name ", rng.IntN(9))
		write(what, text)
		return decision.SetValue{Key: key, Field: what, Text: text}
	case n < 40:
		v := rng.Int64N(30_000)
		if rng.IntN(8) == 0 {
			v = book.Missing
		}
		set(what, v)
		return decision.SetValue{Key: key, Field: what, Value: v}
	case n < 50:
		if what == field.Name {
			what = field.GDC
		}
		delete(p.numbers[key], what)
		delete(p.texts[key], what)
		return decision.ClearValue{Key: key, Field: what}
	case n < 65:
		f := decision.Rated[rng.IntN(3)]
		v := rng.Int64N(11) * 1000
		set(f, v)
		return decision.Rate{Key: key, Field: f, Value: book.Milli(v)}
	case n < 75:
		p.out[key] = true
		return decision.Exclude{Who: decision.Who{Clients: change.Keys{key}}, Reason: fmt.Sprint("reason ", rng.IntN(4))}
	case n < 82:
		delete(p.out, key)
		return decision.Include{Clients: change.Keys{key}}
	case n < 90:
		*next++
		key, filed = *next, false
		p.added = append(p.added, key)
		name, aum := fmt.Sprint("Added ", key), rng.Int64N(90)*1_000_00
		write(field.Name, name)
		set(field.AUM, aum)
		return decision.AddClient{Name: name, AUM: book.Cents(aum), GDC: book.Missing}
	case n < 94 && len(p.added) > 0:
		key = p.added[rng.IntN(len(p.added))]
		p.added = slices.DeleteFunc(slices.Clone(p.added), func(k book.Key) bool { return k == key })
		delete(p.numbers, key)
		delete(p.texts, key)
		delete(p.out, key)
		return decision.RemoveClient{Key: key}
	}
	f := roster.Filter{Tiers: roster.TierBit(book.Tier(1 + rng.IntN(4)))}
	minutes, over := int64(60*rng.IntN(20)), rng.IntN(2) == 0
	some := change.Keys{keys[rng.IntN(len(keys))]}
	for _, c := range everyone(s) {
		if passes(f, c) || c.Key == some[0] {
			key = c.Key
			row, filed = file.Row(key)
			if v := s.State().Number(key, field.Hours); over || v == book.Missing {
				set(field.Hours, minutes)
			}
		}
	}
	if p.out[some[0]] {
		key = some[0]
		row, filed = file.Row(key)
		if v := s.State().Number(key, field.Hours); over || v == book.Missing {
			set(field.Hours, minutes)
		}
	}
	return decision.SetHours{Who: decision.Who{Clients: some, Filter: &f}, Minutes: book.Minutes(minutes), Over: over}
}

// listed is a book as text, whatever its columns are made of.
func listed(b *book.Book) string {
	var out strings.Builder
	for i := range b.N {
		fmt.Fprintln(&out, b.Keys[i], b.Line[i], b.IDOf(i), b.Name.At(i), b.Household.At(i), book.At(b.AUM, i), book.At(b.GDC, i), book.At(b.Since, i),
			book.At(b.Potential, i), book.At(b.Likeability, i), book.At(b.Referrals, i), book.At(b.Hours, i))
	}
	return out.String()
}

func reported(r *engine.Report) string {
	var out strings.Builder
	if err := r.WriteJSON(&out); err != nil {
		panic(err)
	}
	return out.String()
}

// TestAChangeSharesWhatItDoesNotTouch: one rating of a large book copies one
// column, and the history keeps no book at all.
func TestAChangeSharesWhatItDoesNotTouch(t *testing.T) {
	s := New(today)
	s.Open(listOf(5000), mine, today)
	before := s.Report()
	do(t, s, decision.Rate{Key: 4000, Field: field.Potential, Value: 9000})
	after := s.Report()
	if book.Same(before.Book.Potential, after.Book.Potential) || after.Book.Potential[3999] != 9000 {
		t.Error("the rating is not there")
	}
	if !book.Same(before.Book.AUM, after.Book.AUM) || !book.Same(before.Book.Keys, after.Book.Keys) || !book.Same(before.Revenue, after.Revenue) {
		t.Error("columns were copied that are the same")
	}
	s.Undo()
	if s.Report().Book != s.State().File() {
		t.Error("without changes the book is another than the import")
	}
}

// TestADamagedCheckpointOfChanges: what is no change of this list is refused.
func TestADamagedCheckpointOfChanges(t *testing.T) {
	h := &shelf{}
	s := opened()
	do(t, s, decision.SetValue{Key: 1, Field: field.AUM, Value: 7})
	for _, wrong := range []string{
		`{"set":[{"field":"aum","clients":"13","number":5}]}`, `{"set":[{"field":"aum","clients":"1","number":9000000000001}]}`,
		`{"set":[{"field":"hours","clients":"1","number":-5}]}`, `{"set":[{"field":"id","clients":"1","number":5}]}`,
		`{"set":[{"field":"aum","clients":"1","text":"x"}]}`, `{"set":[{"clients":"1","added":true}]}`, `{"set":[{"clients":"13","reason":"x"}]}`,
		`{"set":[{"clients":"1"}]}`, `{"set":[{"field":"payment_date","clients":"1","none":true}]}`, `{"more":1}`, `5`,
	} {
		c := s.Checkpoint(h.name)
		if c.Version != 2 {
			t.Fatal("a checkpoint with changes is of version 1")
		}
		c.Steps[2].State["changes"] = json.RawMessage(wrong)
		if got, err := Resume(c, nil, h.list); err == nil || got != nil {
			t.Errorf("%s is taken", wrong)
		}
	}
	if c := opened().Checkpoint(h.name); c.Version != 1 {
		t.Error("a checkpoint without changes is of version 2")
	}
}
