package session

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/history"
	"tierbook/engine/intake"
	"tierbook/engine/intake/field"
	"tierbook/engine/score"
	"tierbook/engine/wire"
)

// shelf keeps client lists by made-up names, as a store does.
type shelf struct{ lists []*intake.Import }

func (h *shelf) name(imp *intake.Import) string {
	i := slices.Index(h.lists, imp)
	if i < 0 {
		i = len(h.lists)
		h.lists = append(h.lists, imp)
	}
	return fmt.Sprint("list-", i)
}

func (h *shelf) list(name string) *intake.Import {
	var i int
	if _, err := fmt.Sscanf(name, "list-%d", &i); err != nil || i >= len(h.lists) {
		return nil
	}
	return h.lists[i]
}

// saved is a checkpoint and the log after it, as they come back from JSON.
func saved(t testing.TB, c history.Checkpoint, log []history.Entry) (history.Checkpoint, []history.Entry) {
	t.Helper()
	text, err := json.Marshal([]any{c, log})
	if err != nil {
		t.Fatal(err)
	}
	var parts []json.RawMessage
	if err := json.Unmarshal(text, &parts); err != nil {
		t.Fatal(err)
	}
	c, log = history.Checkpoint{}, nil
	if err := json.Unmarshal(parts[0], &c); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(parts[1], &log); err != nil {
		t.Fatal(err)
	}
	return c, log
}

// all is everything that a session shows and could come back to.
func all(t testing.TB, s *Session) []string {
	t.Helper()
	told := []string{fmt.Sprint(s.Seq(), atOf(s), len(stepsOf(s)))}
	for i, step := range stepsOf(s) {
		text, err := json.Marshal([]any{i, step.Entry.Kind, step.Entry.Time, plansOf(step.State.Plans), step.State.Settings, step.State.Own, step.State.Book().N, step.State.Source != nil})
		if err != nil {
			t.Fatal(err)
		}
		told = append(told, string(text))
	}
	points, err := See(s, PointsQuery{})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(points)
	if err != nil {
		t.Fatal(err)
	}
	return append(told, string(text), seen(t, s))
}

// TestTheLogLeadsToTheSameState does random things to a session, keeps it as a
// store does (a checkpoint now and then, the log in between), and resumes from
// what was kept at every stage.
func TestTheLogLeadsToTheSameState(t *testing.T) {
	for seed := range uint64(8) {
		r := rand.New(rand.NewPCG(seed, 11))
		h := &shelf{}
		s := New(today)
		c := s.Checkpoint(h.name)
		var log []history.Entry
		marks, restores, resumed := 0, 0, 0
		for i := range 150 {
			s.Clock(int64(1000 * i))
			switch n := r.IntN(100); {
			case n < 12:
				s.Undo()
			case n < 22:
				s.Redo()
			case n < 26 || i == 0:
				s.Open(listOf(1+r.IntN(14)), decision.Origin{File: "a.csv", Sample: r.IntN(4) == 0}, today+book.Day(i))
			case n < 31:
				if s.Mark(fmt.Sprint("mark ", i)) == nil {
					marks++
				}
			case n < 36 && len(s.Points()) > 0:
				if err := s.Restore(s.Points()[r.IntN(len(s.Points()))].ID); err != nil {
					t.Fatal(err)
				}
				restores++
			case n < 40 && len(s.Points()) > 0:
				if err := s.Look(s.Points()[r.IntN(len(s.Points()))].ID); err != nil {
					t.Fatal(err)
				}
			case n < 44:
				_ = s.Try(randomCommand(r)) // refused or not: it is not kept
			default:
				_ = s.Do(randomCommand(r)) // some are refused
			}
			if r.IntN(4) == 0 {
				after := c.Seq
				if len(log) > 0 {
					after = log[len(log)-1].Seq
				}
				more, ok := s.Since(after, h.name)
				if !ok {
					t.Fatalf("seed %d: the log after %d is not held", seed, after)
				}
				log = append(log, more...)
				if r.IntN(6) == 0 {
					c, log = s.Checkpoint(h.name), nil
				}
				c2, log2 := saved(t, c, log)
				again, err := Resume(c2, log2, h.list)
				if err != nil {
					t.Fatalf("seed %d, after %d: %v", seed, i, err)
				}
				s.DropTrial()
				if got, want := all(t, again), all(t, s); !reflect.DeepEqual(got, want) {
					for k := range want {
						if k >= len(got) || got[k] != want[k] {
							t.Fatalf("seed %d, after %d: resumed\n%s\nlive\n%s", seed, i, got[min(k, len(got)-1)], want[k])
						}
					}
					t.Fatalf("seed %d, after %d: it has more", seed, i)
				}
				resumed++
				if r.IntN(3) == 0 {
					s = again // and go on with the one that was resumed
				}
			}
		}
		if marks == 0 || restores == 0 || resumed < 10 {
			t.Fatalf("seed %d: %d marks, %d restores, %d resumed: too few to tell anything", seed, marks, restores, resumed)
		}
	}
}

func TestEveryKindOfCommandIsResumed(t *testing.T) {
	for _, kind := range decision.Kinds() {
		for _, c := range trials[kind].taken {
			h := &shelf{}
			s := ready(t, kind)
			check := s.Checkpoint(h.name)
			do(t, s, c.command)
			log, ok := s.Since(check.Seq, h.name)
			if !ok {
				t.Fatal(kind)
			}
			again, err := Resume(check, log, h.list)
			if err != nil {
				t.Errorf("%+v: %v", c.command, err)
				continue
			}
			if seen(t, again) != seen(t, s) {
				t.Errorf("%+v resumed from the log shows\n%s\nlive\n%s", c.command, seen(t, again), seen(t, s))
			}
			again, err = Resume(s.Checkpoint(h.name), nil, h.list)
			if err != nil || seen(t, again) != seen(t, s) {
				t.Errorf("%+v resumed from a checkpoint: %v", c.command, err)
			}
		}
	}
}

func TestRestorePoints(t *testing.T) {
	s := opened()
	s.Clock(5000)
	do(t, s, decision.SetPool{Pool: cost.Wages, Amount: 100_000_00})
	before := seen(t, s)
	do(t, s, decision.SetModel{Name: "aum-alone"})
	points, _ := See(s, PointsQuery{})
	if len(points) != 1 || points[0].Before != "set-model" || points[0].File != "clients.csv" || points[0].Clients != 12 || points[0].Time != 5000 || points[0].Now {
		t.Fatalf("before another model there is %+v", points)
	}
	if err := s.Mark("  As discussed \n with Kim "); err != nil {
		t.Fatal(err)
	}
	do(t, s, decision.SetPayout{Payout: 9000})
	s.Open(listOf(5), decision.Origin{File: "new.csv"}, tomorrow)
	points, _ = See(s, PointsQuery{})
	if len(points) != 3 || points[0].Before != "open" || points[1].Name != "As discussed with Kim" {
		t.Fatalf("restore points: %+v", points)
	}
	if err := s.Look(points[2].ID); err != nil {
		t.Fatal(err)
	}
	if o := s.Overview(); !o.Trial || o.Practice.Clients != 12 || o.Settings.Pools[cost.Wages] != 100_000_00 || o.Model != "six-factors" {
		t.Errorf("looked at: %+v", o)
	}
	if err := s.Restore(points[2].ID); err != nil {
		t.Fatal(err)
	}
	o := s.Overview()
	if o.Trial || o.Undo != "restore" || o.Practice.Clients != 12 {
		t.Errorf("restored: %+v", o)
	}
	if points, _ := See(s, PointsQuery{}); !points[2].Now {
		t.Error("the point that was restored is not told from the others")
	}
	seq := s.Seq()
	if err := s.Restore(points[2].ID); err != nil || s.Seq() != seq {
		t.Errorf("restored twice it must be no step: %v", err)
	}
	s.Undo()
	if o := s.Overview(); o.Practice.Clients != 5 || o.Redo != "restore" {
		t.Errorf("undone: %+v", o)
	}
	_ = before
	for _, err := range []error{s.Restore(999), s.Look(999), s.Mark(" "), s.Mark(string(make([]byte, 400)))} {
		if _, ok := err.(*wire.Fault); !ok {
			t.Errorf("%v is no fault", err)
		}
	}
}

// Neither a sample nor what is there already needs a restore point.
func TestRestorePointsAreFew(t *testing.T) {
	s := New(today)
	s.Open(listOf(3), decision.Origin{Sample: true}, today)
	s.Open(listOf(4), mine, today)
	if len(s.Points()) != 0 {
		t.Errorf("%d points before the first list", len(s.Points()))
	}
	for i := range 3 * history.MostMarks {
		do(t, s, decision.SetModel{Name: []string{"aum-alone", "six-factors"}[i%2]}, decision.SetPayout{Payout: book.BP(5000 + i)})
		if i == 1 {
			if err := s.Mark("keep this"); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(s.Points()) != history.MostMarks || s.Points()[0].Name != "keep this" {
		t.Errorf("%d points, the oldest %+v", len(s.Points()), s.Points()[0].Name)
	}
	for range 2 * history.MostMarks {
		if err := s.Mark("one more"); err != nil {
			t.Fatal(err)
		}
	}
	if len(s.Points()) != history.MostMarks {
		t.Errorf("%d points", len(s.Points()))
	}
}

func TestTheHistoryIsBounded(t *testing.T) {
	h := &shelf{}
	s := opened()
	for i := range 3*history.MostLogged + 10 {
		do(t, s, decision.SetPayout{Payout: book.BP(1 + i%9000)})
	}
	if len(stepsOf(s)) != history.MostSteps+1 || atOf(s) != history.MostSteps {
		t.Errorf("%d steps, at %d", len(stepsOf(s)), atOf(s))
	}
	if _, ok := s.Since(1, h.name); ok {
		t.Error("the log is said to reach back to where it does not")
	}
	if _, ok := s.Since(s.Seq()+1, h.name); ok {
		t.Error("the log is said to reach where it has not been")
	}
	c := s.Checkpoint(h.name)
	text, err := json.Marshal(c)
	if err != nil || len(text) > 200*history.MostSteps {
		t.Errorf("a checkpoint of %d steps takes %d bytes (%v)", history.MostSteps, len(text), err)
	}
	again, err := Resume(c, nil, h.list)
	if err != nil || len(stepsOf(again)) != len(stepsOf(s)) || seen(t, again) != seen(t, s) {
		t.Errorf("resumed with %v", err)
	}
}

func TestWhatCannotBeResumed(t *testing.T) {
	h := &shelf{}
	s := opened()
	c := s.Checkpoint(h.name)
	do(t, s, decision.SetPayout{Payout: 9000}, decision.SetWeight{Factor: score.AUM, Weight: 40})
	good, _ := s.Since(c.Seq, h.name)
	change := func(f func(c *history.Checkpoint, log []history.Entry)) (history.Checkpoint, []history.Entry) {
		c2, log := saved(t, c, good)
		f(&c2, log)
		return c2, log
	}
	for name, one := range map[string]struct {
		spoil func(c *history.Checkpoint, log []history.Entry)
		code  string
		half  bool // there is a session up to the fault
	}{
		"a newer checkpoint":    {func(c *history.Checkpoint, _ []history.Entry) { c.Version = decision.KeptVersion + 1 }, "newer", false},
		"a command of tomorrow": {func(_ *history.Checkpoint, l []history.Entry) { l[1].Kind = "set-colour" }, "newer", true},
		"a newer body":          {func(_ *history.Checkpoint, l []history.Entry) { l[1].Version = 2 }, "newer", true},
		"a gap":                 {func(_ *history.Checkpoint, l []history.Entry) { l[1].Seq = 9 }, "broken-log", true},
		"a refused command": {func(_ *history.Checkpoint, l []history.Entry) {
			l[1].Body = json.RawMessage(`{"factor":0,"weight":900}`)
		}, "broken-log", true},
		"an unknown field": {func(_ *history.Checkpoint, l []history.Entry) { l[1].Body = json.RawMessage(`{"colour":1}`) }, "broken-log", true},
		"nothing to redo":  {func(_ *history.Checkpoint, l []history.Entry) { l[1] = history.Entry{Seq: l[1].Seq, Kind: "redo"} }, "broken-log", true},
		"no such point": {func(_ *history.Checkpoint, l []history.Entry) {
			l[1].Kind, l[1].Body = "restore", json.RawMessage(`{"point":77}`)
		}, "broken-log", true},
		"a list that is gone": {func(_ *history.Checkpoint, l []history.Entry) {
			l[1].Kind, l[1].Body = "open", json.RawMessage(`{"origin":{"file":"","size":0,"sample":false},"as_of":1}`)
		}, "no-import", true},
		"no steps":         {func(c *history.Checkpoint, _ []history.Entry) { c.Steps = nil }, "broken-log", false},
		"a place outside":  {func(c *history.Checkpoint, _ []history.Entry) { c.At = 5 }, "broken-log", false},
		"settings refused": {func(c *history.Checkpoint, _ []history.Entry) { c.Steps[0].State["payout_bp"] = json.RawMessage("-5") }, "refused", false},
		"a list not on a shelf": {func(c *history.Checkpoint, _ []history.Entry) {
			c.Steps[1].State["list"] = json.RawMessage(`{"import":"x","origin":{"file":"","size":0,"sample":false}}`)
		}, "no-import", false},
	} {
		c2, log := change(one.spoil)
		got, err := Resume(c2, log, h.list)
		if f, ok := err.(*wire.Fault); !ok || f.Code != one.code {
			t.Errorf("%s: %v, want %s", name, err, one.code)
		}
		if (got != nil) != one.half {
			t.Errorf("%s: session %v", name, got != nil)
		}
		if got != nil && got.Overview().Settings.Payout != 9000 {
			t.Errorf("%s: what could be resumed was not", name)
		}
	}
}

func FuzzResume(f *testing.F) {
	h := &shelf{}
	s := opened()
	c := s.Checkpoint(h.name)
	_ = s.Do(decision.SetPayout{Payout: 9000})
	_ = s.Mark("x")
	s.Undo()
	log, _ := s.Since(c.Seq, h.name)
	text, _ := json.Marshal(c)
	entries, _ := json.Marshal(log)
	f.Add(text, entries)
	changed := opened()
	_ = changed.Do(decision.SetValue{Key: 1, Field: field.AUM, Value: 7})
	_ = changed.Do(decision.AddClient{Name: "New", AUM: book.Missing, GDC: 5})
	c = changed.Checkpoint(h.name)
	_ = changed.Do(decision.Exclude{Who: decision.Who{Clients: change.Keys{1, 2, 13}}, Reason: "gone"})
	_ = changed.Do(decision.Rate{Key: 3, Field: field.Potential, Value: 9000})
	log, _ = changed.Since(c.Seq, h.name)
	text, _ = json.Marshal(c)
	entries, _ = json.Marshal(log)
	f.Add(text, entries)
	text, _ = json.Marshal(changed.Checkpoint(h.name))
	f.Add(text, []byte("[]"))
	f.Fuzz(func(t *testing.T, text, entries []byte) {
		var c history.Checkpoint
		var log []history.Entry
		if json.Unmarshal(text, &c) != nil || json.Unmarshal(entries, &log) != nil {
			return
		}
		s, err := Resume(c, log, h.list)
		if (s == nil) && err == nil {
			t.Fatal("neither a session nor a reason")
		}
		if s != nil {
			s.Overview()
			s.Checkpoint(h.name)
		}
	})
}
