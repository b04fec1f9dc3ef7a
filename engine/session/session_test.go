package session

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/history"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/plan"
	"tierbook/engine/score"
	"tierbook/engine/tier"
	"tierbook/engine/wire"
)

var (
	today    = book.Date(2026, 6, 30)
	tomorrow = book.Date(2026, 7, 1)
)

// listOf is a client list of n clients with gaps: one without any figure, one
// without GDC, every third without hours.
func listOf(n int) *intake.Import {
	b := &book.Book{N: n}
	for i := range n {
		size := int64(n - i)
		b.Keys = append(b.Keys, book.Key(i+1))
		b.Line = append(b.Line, uint32(i+2))
		b.ID.Append("")
		b.Name.Append(string(rune('A'+i%26)) + " Client")
		b.AUM = append(b.AUM, book.Cents(size*100_000_00))
		b.GDC = append(b.GDC, book.Cents(size*1_000_07))
		b.Since = append(b.Since, book.Date(2000+i%20, 1, 1))
		b.Potential = append(b.Potential, book.Milli(i%5*1000))
		b.Likeability = append(b.Likeability, book.Milli(i%7*1000))
		b.Referrals = append(b.Referrals, book.Milli(i%3*1000))
		b.Hours = append(b.Hours, book.Minutes(60*(1+i%4)))
		if i%3 == 2 {
			b.Hours[i] = book.Missing
		}
	}
	if n > 4 {
		b.GDC[3] = book.Missing
		b.AUM[4], b.GDC[4], b.Since[4] = book.Missing, book.Missing, book.Missing
		b.Potential[4], b.Likeability[4], b.Referrals[4] = book.Missing, book.Missing, book.Missing
	}
	return &intake.Import{Book: b, Problems: []intake.Problem{{Line: 5, Reason: cell.NotMoney}, {Line: 7, Column: 2, Reason: cell.NotDate}}}
}

var mine = decision.Origin{File: "clients.csv", Size: 1234}

// opened is a session with a list of twelve clients.
func opened() *Session {
	s := New(today)
	s.Open(listOf(12), mine, today)
	return s
}

// do applies commands that must be taken.
func do(t testing.TB, s *Session, commands ...decision.Command) {
	t.Helper()
	for _, c := range commands {
		if err := s.Do(c); err != nil {
			t.Fatalf("%s %+v: %v", c.Kind(), c, err)
		}
	}
}

// seen is the overview as it travels, without what counts changes: two
// sessions that show the same are equal in it.
func seen(t testing.TB, s *Session) string {
	t.Helper()
	o := s.Overview()
	o.Revision = 0
	text, err := json.Marshal([]any{o, plansOf(s.State().Plans)})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// stepsOf are the steps of the history, atOf which is the current one.
func stepsOf(s *Session) []history.Step { all, _ := s.Steps(); return all }
func atOf(s *Session) int               { _, at := s.Steps(); return at }

// plansOf is all that plans hold.
func plansOf(ps plan.Plans) []any {
	all := []any{ps.Chosen, ps.Last, ps.Skipped}
	for _, p := range ps.All {
		all = append(all, p.ID, p.Name, p.Avoidable, slices.Collect(p.All()))
	}
	return all
}

func TestNewIsEmptyAndReady(t *testing.T) {
	s := New(today)
	o := s.Overview()
	want := engine.Defaults()
	want.AsOf = today
	if o.Open || o.Undo != "" || o.Redo != "" || o.Trial || o.Practice.Clients != 0 || !reflect.DeepEqual(o.Settings, want) || o.Currency != "USD" {
		t.Errorf("a new session shows %+v", o)
	}
	if s.Undo() || s.Redo() {
		t.Error("a new session has nothing to undo or redo")
	}
	if s.Revision() != 0 {
		t.Error("an undo of nothing must not look like a change")
	}
}

func TestOpenKeepsThePracticeAndDropsLocks(t *testing.T) {
	s := New(today)
	do(t, s, decision.SetPool{Pool: cost.Wages, Amount: 100_000_00}, decision.SetTierName{Tier: 1, Name: "Anchor"}, decision.SetWeight{Factor: score.AUM, Weight: 40})
	s.Open(listOf(12), mine, today)
	do(t, s, decision.SetPayout{Payout: 9000}, decision.Lock{Key: 2, Tier: 4, Reason: "family"}, decision.SetAsOf{AsOf: book.Date(2026, 3, 31)})
	before := seen(t, s)
	s.Open(listOf(5), decision.Origin{File: "new.csv"}, tomorrow)
	o := s.Overview()
	switch st := o.Settings; {
	case o.Practice.Clients != 5 || o.Origin.File != "new.csv" || o.Problems != 2:
		t.Errorf("the new list is not shown: %+v", o)
	case st.Pools[cost.Wages] != 100_000_00 || st.Names[0] != "Anchor" || st.Weights[score.AUM] != 40 || st.Payout != 9000:
		t.Errorf("the practice was not kept: %+v", st)
	case o.Locked != 0 || len(s.State().Settings.Locks) != 0:
		t.Errorf("locks of another list were kept: %+v", s.State().Settings.Locks)
	case st.AsOf != tomorrow:
		t.Errorf("as of %v, want the day proposed with the list", st.AsOf)
	case o.Undo != "open":
		t.Errorf("undo would take back %q, want open", o.Undo)
	}
	s.Undo()
	now := s.Overview()
	now.Redo = ""
	if now.Locked != 1 || now.Practice.Clients != 12 {
		t.Errorf("undo did not bring the former list back: %s, was %s", seen(t, s), before)
	}
}

func TestTheSampleBorrowsThePractice(t *testing.T) {
	s := New(today)
	do(t, s, decision.SetPool{Pool: cost.Wages, Amount: 100_000_00}, decision.SetTierName{Tier: 2, Name: "Core"})
	sample := decision.Origin{File: "sample.csv", Sample: true}
	s.Open(listOf(30), sample, today)
	o := s.Overview()
	if o.Settings.Pools[cost.Wages] != 196_000_00 || o.Settings.Names[1] != "Gold" || !o.CostKnown() {
		t.Errorf("the sample has no practice of its own: %+v", o.Settings)
	}
	do(t, s, decision.SetPool{Pool: cost.Wages, Amount: 1}, decision.Lock{Key: 1, Tier: 2, Reason: "to see"})
	s.Open(listOf(30), sample, today)
	if o := s.Overview(); o.Settings.Pools[cost.Wages] != 196_000_00 || o.Locked != 0 {
		t.Errorf("the sample opened again is not fresh: %+v", o.Settings)
	}
	s.Open(listOf(12), mine, tomorrow)
	o = s.Overview()
	if o.Settings.Pools != [...]book.Cents{100_000_00, 0, 0} || o.Settings.Names[1] != "Core" || o.Settings.AsOf != tomorrow || s.State().Own != nil {
		t.Errorf("the advisor's own practice did not come back after the sample: %+v", o.Settings)
	}
	for s.Undo() {
	}
	if o := s.Overview(); o.Settings.Pools != [cost.Pools]book.Cents{} || o.Open {
		t.Errorf("undo does not reach the start: %+v", o)
	}
}

func TestOpenKeepsTheHistoryWithinBounds(t *testing.T) {
	s := New(today)
	const large = history.MostClients / 2
	imports := []*intake.Import{listOf(12), {Book: &book.Book{N: large}}, {Book: &book.Book{N: large - 6}}, {Book: &book.Book{N: large}}}
	for i, imp := range imports {
		s.Open(imp, mine, today)
		if i == 0 {
			do(t, s, decision.SetPayout{Payout: 9000})
		}
	}
	// The two newest fit together; with the first beside them they do not.
	var sizes []int
	for _, step := range stepsOf(s) {
		sizes = append(sizes, step.State.Book().N)
	}
	if !slices.Equal(sizes, []int{large - 6, large}) || atOf(s) != 1 {
		t.Errorf("the history holds lists of %v and stands at %d", sizes, atOf(s))
	}
	if s.State().Settings.Payout != 9000 {
		t.Error("forgetting old lists forgot a decision that still holds")
	}
	huge := &intake.Import{Book: &book.Book{N: 2 * history.MostClients}}
	s.Open(huge, mine, today)
	if len(stepsOf(s)) != 1 || s.State().Source.Import != huge {
		t.Error("a list beyond the bound must stay open by itself")
	}
}

func TestDoUndoRedo(t *testing.T) {
	s := opened()
	start := seen(t, s)
	do(t, s, decision.SetPayout{Payout: 9000})
	one := seen(t, s)
	do(t, s, decision.SetPayout{Payout: 8000})
	if o := s.Overview(); o.Undo != "set-payout" || o.Redo != "" {
		t.Errorf("undo %q, redo %q", o.Undo, o.Redo)
	}
	revision := s.Revision()
	if !s.Undo() || s.Revision() == revision {
		t.Error("undo must be a change")
	}
	if o := s.Overview(); o.Settings.Payout != 9000 || o.Redo != "set-payout" {
		t.Errorf("after undo: payout %d, redo %q", o.Settings.Payout, o.Redo)
	}
	do(t, s, decision.SetPayout{Payout: 7000})
	if s.Redo() {
		t.Error("what had been undone must be forgotten after another decision")
	}
	s.Undo()
	s.Undo()
	if got := s.Overview(); got.Settings.Payout != 10000 {
		t.Errorf("payout %d at the start", got.Settings.Payout)
	}
	if start == one {
		t.Error("a changed payout does not show")
	}
}

func TestNothingChangedIsNoStep(t *testing.T) {
	s := opened()
	do(t, s, decision.SetPayout{Payout: 9000}, decision.SetPayout{Payout: 8000})
	s.Undo()
	before, revision := seen(t, s), s.Revision()
	do(t, s, decision.SetPayout{Payout: 9000}, decision.SetWeight{Factor: score.AUM, Weight: 25}, decision.ResetWeights{}, decision.SetModel{Name: "six-factors"}, decision.Unlock{Key: 3},
		decision.SetTierName{Tier: 1, Name: "  Platinum "}, decision.SetServices{Tier: 1, Services: engine.Defaults().Services[0]}, decision.SetAsOf{AsOf: today})
	if got := seen(t, s); got != before || s.Revision() != revision {
		t.Errorf("commands that change nothing left a trace:\n%s\nwas\n%s", got, before)
	}
	if !s.Redo() {
		t.Error("they took away what could be redone")
	}
}

func TestTryIsNeverKept(t *testing.T) {
	ends := map[string]func(s *Session){
		"do what was tried": func(s *Session) { do(t, s, decision.SetWeight{Factor: score.AUM, Weight: 90}) },
		"do something else": func(s *Session) { do(t, s, decision.SetPayout{Payout: 5000}) },
		"do nothing new":    func(s *Session) { do(t, s, decision.SetWeight{Factor: score.AUM, Weight: 25}) },
		"a refused command": func(s *Session) { s.Do(decision.SetPayout{Payout: -1}) },
		"undo":              func(s *Session) { s.Undo() },
		"redo":              func(s *Session) { s.Redo() },
		"open":              func(s *Session) { s.Open(listOf(3), mine, today) },
	}
	for name, end := range ends {
		t.Run(name, func(t *testing.T) {
			plain, tried := opened(), opened()
			for _, s := range []*Session{plain, tried} {
				do(t, s, decision.SetPayout{Payout: 9000}, decision.SetPayout{Payout: 8000})
				s.Undo()
			}
			for _, w := range []int{30, 60, 90} {
				if err := tried.Try(decision.SetWeight{Factor: score.AUM, Weight: w}); err != nil {
					t.Fatal(err)
				}
				if o := tried.Overview(); !o.Trial || o.Settings.Weights[score.AUM] != w || o.Undo != "set-payout" || o.Redo != "set-payout" {
					t.Fatalf("tried %d, shown %d, trial %v, undo %q, redo %q", w, o.Settings.Weights[score.AUM], o.Trial, o.Undo, o.Redo)
				}
			}
			if err := tried.Try(decision.SetWeight{Factor: score.AUM, Weight: 101}); err == nil {
				t.Fatal("an impossible weight was tried")
			}
			if o := tried.Overview(); o.Settings.Weights[score.AUM] != 90 {
				t.Error("a refused try took away the one before")
			}
			end(plain)
			end(tried)
			if got, want := seen(t, tried), seen(t, plain); got != want {
				t.Errorf("after trying:\n%s\nwithout:\n%s", got, want)
			}
			for tried.Undo() {
				if tried.Overview().Trial {
					t.Error("undo shows a trial")
				}
			}
			for plain.Undo() {
			}
			if seen(t, tried) != seen(t, plain) {
				t.Error("trying changed the history")
			}
		})
	}
}

// TestRevisionMarksEveryChange: a window asks for views anew only when the
// revision is another.
func TestRevisionMarksEveryChange(t *testing.T) {
	s := opened()
	revisions := map[int]string{s.Revision(): seen(t, s)}
	step := func(change func()) {
		t.Helper()
		change()
		now := seen(t, s)
		if was, ok := revisions[s.Revision()]; ok && was != now {
			t.Errorf("revision %d showed\n%s\nand now\n%s", s.Revision(), was, now)
		}
		revisions[s.Revision()] = now
	}
	step(func() { do(t, s, decision.SetPayout{Payout: 9000}) })
	step(func() { s.Try(decision.SetWeight{Factor: score.GDC, Weight: 1}) })
	step(func() { s.Try(decision.SetWeight{Factor: score.GDC, Weight: 2}) })
	step(func() { s.Do(decision.SetPayout{Payout: -1}) })
	step(func() { s.Undo() })
	step(func() { s.Try(decision.SetWeight{Factor: score.GDC, Weight: 3}) })
	step(func() { s.Redo() })
	step(func() { s.Redo() })
	step(func() { s.Open(listOf(2), mine, today) })
	if len(revisions) < 7 {
		t.Errorf("%d revisions for 8 changes", len(revisions))
	}
}

// deed is one thing done to a session.
type deed struct {
	kind    string // do, undo, redo, try, open
	command decision.Command
	imp     *intake.Import
	origin  decision.Origin
}

func (d deed) to(s *Session) error {
	switch d.kind {
	case "do":
		return s.Do(d.command)
	case "try":
		return s.Try(d.command)
	case "undo":
		s.Undo()
	case "redo":
		s.Redo()
	case "open":
		s.Open(d.imp, d.origin, today)
	}
	return nil
}

// randomCommand is any command, sometimes one that must be refused.
func randomCommand(r *rand.Rand) decision.Command {
	f, k, p := score.Factor(r.IntN(score.Factors)), book.Tier(1+r.IntN(book.Tiers)), cost.Pool(r.IntN(cost.Pools))
	if r.IntN(20) == 0 {
		f, k, p = score.Factor(r.IntN(20)-5), book.Tier(r.IntN(20)), cost.Pool(r.IntN(10)-3)
	}
	key := book.Key(r.IntN(16))
	switch r.IntN(28) {
	case 18:
		return decision.SetFees{Fees: plan.Fees(r.IntN(9))}
	case 19:
		return decision.NewPlan{Name: []string{"A", "B", "a", ""}[r.IntN(4)], From: r.IntN(3)}
	case 20:
		return decision.RenamePlan{Plan: r.IntN(4), Name: []string{"C", "D", "b"}[r.IntN(3)]}
	case 21:
		return decision.RemovePlan{Plan: r.IntN(6)}
	case 22:
		return decision.ChoosePlan{Plan: r.IntN(4)}
	case 23:
		return decision.SetAvoidable{Plan: 0, Pool: p, Part: book.BP(r.IntN(11000))}
	case 24, 25:
		a := plan.Action{Key: key, Terms: plan.Terms{Lever: plan.Charge, Fee: book.Cents(r.IntN(900) - 20)}}
		b := plan.Action{Key: key + 1, Terms: plan.Terms{Lever: plan.Keep}, Note: []string{"", "because"}[r.IntN(2)]}
		return decision.SetActions{Actions: []plan.Action{a, b}[r.IntN(2):]}
	case 26:
		status := plan.Status(r.IntN(5))
		return decision.ChangeActions{Keys: []book.Key{key, key + 1}, Status: &status}
	case 27:
		if r.IntN(2) == 0 {
			return decision.RemoveActions{Keys: []book.Key{key}}
		}
		return decision.SkipClients{Keys: []book.Key{key}, Back: r.IntN(2) == 0}
	case 0:
		return decision.SetModel{Name: []string{"six-factors", "aum-alone", "revenue-alone", "none"}[r.IntN(4)]}
	case 1, 16:
		return decision.SetWeight{Factor: f, Weight: r.IntN(110) - 5}
	case 2:
		return decision.ResetWeights{}
	case 3:
		n := score.Normalise{Kind: score.Kind(r.IntN(4))}
		for i := range r.IntN(4) {
			n.Bands = append(n.Bands, score.Band{From: int64(i) * 1000, Points: book.Points(r.IntN(11000))})
		}
		return decision.SetNormalise{Factor: f, Normalise: n}
	case 4:
		return decision.SetTimeReads{Service: r.IntN(2) == 0}
	case 5:
		cut := engine.Defaults().Cut
		cut.Method = tier.Method(r.IntN(6))
		cut.Shares[0] += r.IntN(3)
		cut.Shares[3] -= r.IntN(3)
		cut.Counts[1] = r.IntN(20)
		cut.Scores[1] = book.Points(r.IntN(8000))
		cut.Minutes[2] = book.Minutes(r.IntN(1000))
		return decision.SetCut{Cut: cut}
	case 6:
		return decision.SetTierName{Tier: k, Name: []string{"", "Anchor", "gold", "A very long name for a tier", "Bronze"}[r.IntN(5)]}
	case 7:
		return decision.SetPool{Pool: p, Amount: book.Cents(r.Int64N(500_000_00) - 1_000_00)}
	case 8:
		return decision.SetDriver{Pool: p, Driver: cost.Driver(r.IntN(5))}
	case 9:
		if r.IntN(2) == 0 {
			return decision.SetActual{Revenue: book.Cents(r.Int64N(2_000_000_00) - 1_000_00)}
		}
		return decision.SetPayout{Payout: book.BP(r.IntN(11000) - 500)}
	case 10:
		return decision.SetCapacity{Minutes: book.Minutes(r.IntN(10000) - 100)}
	case 11:
		var services []cost.Service
		for range r.IntN(4) {
			services = append(services, cost.Service{Name: "Call", Times: r.IntN(12) - 1, Minutes: r.IntN(90)})
		}
		return decision.SetServices{Tier: k, Services: services}
	case 12:
		return decision.SetTarget{Margin: book.BP(r.IntN(12000) - 1000)}
	case 13:
		return decision.SetAsOf{AsOf: today + book.Day(r.IntN(1000))}
	case 14:
		return decision.Lock{Key: book.Key(r.IntN(15)), Tier: k, Reason: []string{"", "a friend"}[r.IntN(2)]}
	}
	if r.IntN(2) == 0 {
		return decision.UseSettings{File: []string{`{"as_of": "2026-01-31", "locks": {"row-3": 4, "none": 1}}`, `{"as_of": 5}`}[r.IntN(2)]}
	}
	return decision.Unlock{Key: book.Key(r.IntN(15))}
}

// TestHistoryEqualsReplay does random things to a session and beside it keeps
// the plainest of records: the commands that still hold. A new session that is
// given only those must show the same.
func TestHistoryEqualsReplay(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 7))
		s := New(today)
		var kept []deed // what was done and not forgotten
		at := 0         // how much of it is not undone
		taken, refused := 0, 0
		for range 150 {
			d := deed{kind: "do"}
			switch n := r.IntN(100); {
			case n < 12:
				d.kind = "undo"
			case n < 22:
				d.kind = "redo"
			case n < 30:
				d = deed{kind: "try", command: randomCommand(r)}
			case n < 34 || len(kept) == 0:
				d = deed{kind: "open", imp: listOf(1 + r.IntN(14)), origin: decision.Origin{Sample: r.IntN(4) == 0}}
			default:
				d.command = randomCommand(r)
			}
			steps := len(stepsOf(s)[:atOf(s)+1])
			before := s.Kept()
			err := d.to(s)
			switch {
			case err != nil:
				refused++
				if fault := (&wire.Fault{}); !errors.As(err, &fault) {
					t.Fatalf("%+v: %v is no fault", d, err)
				}
				if !reflect.DeepEqual(before, s.Kept()) {
					t.Fatalf("%+v was refused and changed something", d)
				}
			case d.kind == "undo":
				at = max(at-1, 0)
			case d.kind == "redo":
				at = min(at+1, len(kept))
			case d.kind == "open" || d.kind == "do" && len(stepsOf(s)) == steps+1 && atOf(s) == steps:
				kept, at = append(kept[:at:at], d), at+1
				taken++
			}
		}
		s.DropTrial()
		again := New(today)
		for _, d := range kept[:at] {
			if err := d.to(again); err != nil {
				t.Fatalf("seed %d: %+v was refused the second time: %v", seed, d, err)
			}
		}
		got, want := s.Overview(), again.Overview()
		got.Revision, got.Redo, want.Revision = 0, "", 0
		got.Step, want.Step = 0, 0 // the replay leaves out what was undone
		if !reflect.DeepEqual(got, want) || !s.State().Plans.Equal(again.State().Plans) {
			t.Fatalf("seed %d: the session shows\n%+v\nthe replay\n%+v", seed, got, want)
		}
		if taken < 40 || refused < 5 {
			t.Fatalf("seed %d: %d commands taken, %d refused: too few to tell anything", seed, taken, refused)
		}

		// To the start and back again.
		var forward []string
		for s.Redo() {
		}
		end := seen(t, s)
		for more := true; more; more = s.Undo() {
			forward = append(forward, seen(t, s))
		}
		slices.Reverse(forward)
		if o := s.Overview(); o.Open || o.Undo != "" {
			t.Fatalf("seed %d: undone to the start, and still %+v", seed, o)
		}
		for i := 1; s.Redo(); i++ {
			if got := seen(t, s); got != forward[i] {
				t.Fatalf("seed %d: step %d redone shows\n%s\nit was\n%s", seed, i, got, forward[i])
			}
		}
		if seen(t, s) != end {
			t.Fatalf("seed %d: redone to the end, it is another end", seed)
		}
	}
}

func TestOpenNetRevenueTakesNoPayoutTwice(t *testing.T) {
	s := New(0)
	if err := s.Do(decision.SetPayout{Payout: 9000}); err != nil {
		t.Fatal(err)
	}
	imp, err := intake.Read(t.Context(), strings.NewReader("name,aum,net commission\nAnn,1000,10\nBob,2000,20\n"), intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.Open(imp, decision.Origin{File: "net.csv"}, 0)
	if o := s.Overview(); !o.Net || o.Settings.Payout != 10000 || o.Practice.Revenue != 3000 {
		t.Errorf("net %v, payout %d, revenue %d; want the 30.00 of the file as they are", o.Net, o.Settings.Payout, o.Practice.Revenue)
	}
	s.Undo()
	if got := s.Overview().Settings.Payout; got != 9000 {
		t.Errorf("undone, the payout is %d, want 9000 as before", got)
	}
}
