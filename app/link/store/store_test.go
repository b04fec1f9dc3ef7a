package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/session"
	"tierbook/engine/workspace"
)

var today = book.Date(2026, 6, 30)

func listOf(t testing.TB, n int) *intake.Import {
	t.Helper()
	var text strings.Builder
	text.WriteString("Client ID,Name,AUM,GDC\n")
	for i := range n {
		fmt.Fprintf(&text, "%d,Secretname%d Person,%d,%d\n", i, i, 1000*i, i)
	}
	imp, err := intake.Read(context.Background(), strings.NewReader(text.String()), intake.Options{AsOf: today})
	if err != nil {
		t.Fatal(err)
	}
	return imp
}

func seen(t testing.TB, s *session.Session) string {
	t.Helper()
	o := s.Overview()
	o.Revision = 0
	points, err := session.See(s, session.PointsQuery{})
	if err != nil {
		t.Fatal(err)
	}
	c := s.Checkpoint(func(imp *intake.Import) string { return fmt.Sprint(imp.Book.N) })
	text, err := json.Marshal([]any{o, points, c})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// secrets are one of every mode.
func secrets(t testing.TB) map[Mode]Secret {
	t.Helper()
	tab, err := NewTab()
	if err != nil {
		t.Fatal(err)
	}
	return map[Mode]Secret{Tab: tab, Passphrase: {Passphrase: "correct horse"}, Device: {}}
}

func save(t testing.TB, k *Keeper, s *session.Session) {
	t.Helper()
	if job := k.Prepare(s, 77); job != nil {
		if err := k.Write(job); err != nil {
			t.Fatal(err)
		}
	}
}

func found(t testing.TB, shelf Shelf, secret Secret) (*Keeper, *session.Session) {
	t.Helper()
	f, err := Find(shelf, secret.Tab)
	if err != nil || f == nil {
		t.Fatalf("found %v: %v", f, err)
	}
	k, s, err := f.Open(secret)
	if err != nil {
		t.Fatal(err)
	}
	return k, s
}

func do(t testing.TB, s *session.Session, c decision.Command) {
	t.Helper()
	if err := s.Do(c); err != nil {
		t.Fatal(err)
	}
}

func TestKeptSessionsAreFound(t *testing.T) {
	for mode, secret := range secrets(t) {
		shelf := Memory{}
		k, err := Begin(shelf, mode, secret)
		if err != nil {
			t.Fatal(err)
		}
		if len(shelf) != 0 {
			t.Errorf("%s: something is stored before there is anything to store", mode)
		}
		s := session.New(today)
		s.Open(listOf(t, 3000), decision.Origin{File: "clients.csv"}, today)
		for i := range 3 * mostLog {
			do(t, s, decision.SetPayout{Payout: book.BP(i + 1)})
			if i%7 == 0 {
				s.Undo()
			}
			if i == mostLog {
				s.Open(listOf(t, 40), decision.Origin{File: "secretfile.csv"}, today)
			}
			if i%3 == 0 {
				save(t, k, s)
			}
			if i%50 == 0 {
				save(t, k, s)
				var again *session.Session
				k, again = found(t, shelf, secret)
				if seen(t, again) != seen(t, s) {
					t.Fatalf("%s: after %d another session is found", mode, i)
				}
				s = again
			}
		}
		save(t, k, s)
		if k.Prepare(s, 1) != nil {
			t.Errorf("%s: there is more to write after all was written", mode)
		}
		logs, _ := shelf.Keys(k.key("log/"))
		if len(logs) > mostLog {
			t.Errorf("%s: the log has %d batches", mode, len(logs))
		}
		for key, value := range shelf {
			if mode != Device && (bytes.Contains(value, []byte("Secretname")) || bytes.Contains(value, []byte("ecretfile"))) {
				t.Errorf("%s: %s shows what is sealed", mode, key)
			}
		}
	}
}

// A changed weight adds a line: the client list is not written again.
func TestListsAreWrittenOnce(t *testing.T) {
	shelf := &counting{Memory: Memory{}}
	k, err := Begin(shelf, Device, Secret{})
	if err != nil {
		t.Fatal(err)
	}
	s := session.New(today)
	s.Open(listOf(t, 20_000), decision.Origin{}, today)
	save(t, k, s)
	shelf.bytes = 0
	for i := range 3 * mostLog {
		do(t, s, decision.SetPayout{Payout: book.BP(i + 1)})
		save(t, k, s)
	}
	if each := shelf.bytes / (3 * mostLog); each > 2000 {
		t.Errorf("%d bytes are written for each decision", each)
	}
}

type counting struct {
	Memory
	bytes int
}

func (c *counting) Commit(while Pair, puts []Pair, deletes []string) error {
	for _, p := range puts {
		c.bytes += len(p.Value)
	}
	return c.Memory.Commit(while, puts, deletes)
}

// killed is a shelf whose machine stops before a commit.
type killed struct {
	Memory
	left int // commits until then
}

var errKilled = errors.New("killed")

func (k *killed) Commit(while Pair, puts []Pair, deletes []string) error {
	if k.left--; k.left < 0 {
		return errKilled
	}
	return k.Memory.Commit(while, puts, deletes)
}

// TestKilledAtEveryStep: whatever commit it is that never happens, what is
// found is the session before or after the change, and it can be gone on with.
func TestKilledAtEveryStep(t *testing.T) {
	small, large, other := listOf(t, 5), listOf(t, 60_000), listOf(t, 7)
	for mode, secret := range secrets(t) {
		for left := 0; ; left++ {
			shelf := Memory{}
			k, err := Begin(shelf, mode, secret)
			if err != nil {
				t.Fatal(err)
			}
			s := session.New(today)
			s.Open(small, decision.Origin{File: "a.csv"}, today)
			save(t, k, s)
			states := []string{seen(t, s)}
			dying := &killed{shelf, left}
			k.shelf = dying
			died := false
			for _, change := range []func(){
				func() { do(t, s, decision.SetPayout{Payout: 9000}) },
				func() { s.Open(large, decision.Origin{File: "b.csv"}, today) },
				func() { s.Undo() },
				func() { s.Open(other, decision.Origin{File: "c.csv"}, today) },
			} {
				change()
				states = append(states, seen(t, s))
				if err := k.Write(k.Prepare(s, 1)); err != nil {
					if !errors.Is(err, errKilled) {
						t.Fatal(err)
					}
					died = true
					break
				}
			}
			k2, again := found(t, shelf, secret)
			now := seen(t, again)
			if last := states[len(states)-1]; died && now != states[len(states)-2] || !died && now != last {
				t.Fatalf("%s, killed after %d commits: found\n%.300s", mode, left, now)
			}
			do(t, again, decision.SetTarget{Margin: 1234})
			save(t, k2, again)
			if _, third := found(t, shelf, secret); seen(t, third) != seen(t, again) {
				t.Fatalf("%s, killed after %d commits: what is done next is not found", mode, left)
			}
			if !died {
				if left < 6 {
					t.Fatalf("%s: only %d commits", mode, left)
				}
				break
			}
		}
	}
}

// failing is a shelf that is full for a while.
type failing struct {
	Memory
	err   error
	after int
}

func (f *failing) Commit(while Pair, puts []Pair, deletes []string) error {
	if f.err != nil {
		if f.after--; f.after < 0 {
			return f.err
		}
	}
	return f.Memory.Commit(while, puts, deletes)
}

// TestFullAndThenNot has each commit of a list and of a checkpoint be the first
// for which there is no room, then all of them be made.
func TestFullAndThenNot(t *testing.T) {
	for after := 0; ; after++ {
		shelf := &failing{Memory: Memory{}}
		k, err := Begin(shelf, Device, Secret{})
		if err != nil {
			t.Fatal(err)
		}
		s := session.New(today)
		s.Open(listOf(t, 5), decision.Origin{}, today)
		save(t, k, s)
		before := seen(t, s)
		s.Open(listOf(t, 60_000), decision.Origin{}, today)
		shelf.err, shelf.after = ErrFull, after
		err = k.Write(k.Prepare(s, 1))
		if err == nil && shelf.after == 0 {
			if after < 3 {
				t.Fatalf("only %d commits", after)
			}
			return
		}
		if !errors.Is(err, ErrFull) {
			t.Fatalf("a shelf that is full after %d commits: %v", after, err)
		}
		if _, old := found(t, maps.Clone(shelf.Memory), Secret{}); seen(t, old) != before {
			t.Error("what was kept before is gone")
		}
		shelf.err = nil
		do(t, s, decision.SetPayout{Payout: 9000})
		save(t, k, s)
		if _, again := found(t, shelf.Memory, Secret{}); seen(t, again) != seen(t, s) {
			t.Error("once there is room, not all is kept")
		}
	}
}

// forgetful is a shelf that loses what it said it took.
type forgetful struct{ Memory }

func (forgetful) Commit(Pair, []Pair, []string) error { return nil }

func TestWhatDoesNotReadBackIsNoticed(t *testing.T) {
	k, err := Begin(forgetful{Memory{}}, Device, Secret{})
	if err != nil {
		t.Fatal(err)
	}
	s := session.New(today)
	if err := k.Write(k.Prepare(s, 1)); !errors.Is(err, ErrUnsure) {
		t.Errorf("%v", err)
	}
}

func TestAnotherModeTakesThePlace(t *testing.T) {
	s := session.New(today)
	s.Open(listOf(t, 50), decision.Origin{File: "a.csv"}, today)
	all := secrets(t)
	for from, secret := range all {
		for to, next := range all {
			shelf := Memory{}
			k, err := Begin(shelf, from, secret)
			if err != nil {
				t.Fatal(err)
			}
			save(t, k, s)
			k2, err := Begin(shelf, to, next, k.ID())
			if err != nil {
				t.Fatal(err)
			}
			save(t, k2, s)
			if ids, _ := Works(shelf); len(ids) != 1 || ids[0] != k2.ID() {
				t.Errorf("%s to %s: %q are there", from, to, ids)
			}
			if _, again := found(t, shelf, next); seen(t, again) != seen(t, s) {
				t.Errorf("%s to %s: another session is found", from, to)
			}
			if now, _ := shelf.Get(current); (now != nil) != (to != Tab) {
				t.Errorf("%s to %s: current is %q", from, to, now)
			}
			if err := Forget(shelf, k2.ID()); err != nil || len(shelf) != 0 {
				t.Errorf("%s: forgotten, and %d keys are left (%v)", to, len(shelf), err)
			}
		}
	}
}

func TestSecretsThatDoNotFit(t *testing.T) {
	s := session.New(today)
	s.Open(listOf(t, 50), decision.Origin{File: "a.csv"}, today)
	other, err := NewTab()
	if err != nil {
		t.Fatal(err)
	}
	for mode, secret := range secrets(t) {
		if mode == Device {
			continue
		}
		shelf := Memory{}
		k, err := Begin(shelf, mode, secret)
		if err != nil {
			t.Fatal(err)
		}
		save(t, k, s)
		f, err := Find(shelf, secret.Tab)
		if err != nil {
			t.Fatal(err)
		}
		before := len(shelf)
		for _, wrong := range []Secret{{}, {Key: other.Key, Passphrase: "correct hose"}} {
			_, _, err := f.Open(wrong)
			if !errors.Is(err, ErrSecret) && !errors.Is(err, workspace.ErrPassphrase) && !errors.Is(err, ErrDamaged) {
				t.Errorf("%s: %v", mode, err)
			}
		}
		if f.Opens("correct hose") || f.Opens("correct horse") != (mode == Passphrase) {
			t.Errorf("%s: the passphrase is not told from another", mode)
		}
		if _, again := found(t, shelf, secret); seen(t, again) != seen(t, s) || len(shelf) != before {
			t.Errorf("%s: a wrong secret did harm", mode)
		}
	}
}

// Whatever is taken off the shelf or changed on it: an error, and no panic.
func TestDamageIsNoticed(t *testing.T) {
	for mode, secret := range secrets(t) {
		shelf := Memory{}
		k, err := Begin(shelf, mode, secret)
		if err != nil {
			t.Fatal(err)
		}
		s := session.New(today)
		s.Open(listOf(t, 50), decision.Origin{}, today)
		save(t, k, s)
		do(t, s, decision.SetPayout{Payout: 9000})
		save(t, k, s)
		for key := range shelf {
			if key == current || strings.HasSuffix(key, "/head") {
				continue
			}
			for name, spoil := range map[string]func(m Memory){
				"gone":    func(m Memory) { delete(m, key) },
				"short":   func(m Memory) { m[key] = m[key][:len(m[key])/2] },
				"changed": func(m Memory) { m[key][len(m[key])/2] ^= 1 },
			} {
				if strings.Contains(key, "/log/") && name == "gone" || mode == Device && name == "changed" && !strings.Contains(key, "/list/") {
					continue // no more than a step is lost, or what is in the open is believed
				}
				m := Memory{}
				for k, v := range shelf {
					m[k] = bytes.Clone(v)
				}
				spoil(m)
				f, err := Find(m, secret.Tab)
				if err != nil || f == nil {
					t.Fatal(err)
				}
				if _, _, err := f.Open(secret); err == nil {
					t.Errorf("%s: %s %s is not noticed", mode, key, name)
				}
			}
		}
	}
}

// TestTwoKeepersNeverWriteOverEachOther has two tabs go on with one work, the
// first without noticing that the second has taken over.
func TestTwoKeepersNeverWriteOverEachOther(t *testing.T) {
	for mode, secret := range secrets(t) {
		shelf := Memory{}
		first, err := Begin(shelf, mode, secret)
		if err != nil {
			t.Fatal(err)
		}
		s := session.New(today)
		s.Open(listOf(t, 50), decision.Origin{File: "a.csv"}, today)
		save(t, first, s)
		second, theirs := found(t, shelf, secret)
		for _, change := range []func(){
			func() { do(t, s, decision.SetPayout{Payout: 9000}) },
			func() { s.Open(listOf(t, 40), decision.Origin{File: "b.csv"}, today) },
		} {
			change()
			before := maps.Clone(shelf)
			if err := first.Write(first.Prepare(s, 2)); !errors.Is(err, ErrTaken) {
				t.Fatalf("%s: the first tab still saves: %v", mode, err)
			}
			if !maps.EqualFunc(shelf, before, bytes.Equal) {
				t.Errorf("%s: the first tab wrote to what the second has", mode)
			}
		}
		do(t, theirs, decision.SetPayout{Payout: 8000})
		save(t, second, theirs)
		if _, now := found(t, shelf, secret); seen(t, now) != seen(t, theirs) {
			t.Errorf("%s: the second tab's work is not what is found", mode)
		}
		// And back again.
		again, back := found(t, shelf, secret)
		do(t, back, decision.SetPayout{Payout: 7000})
		save(t, again, back)
		do(t, theirs, decision.SetPayout{Payout: 6000})
		if err := second.Write(second.Prepare(theirs, 3)); !errors.Is(err, ErrTaken) {
			t.Errorf("%s: the second tab still saves: %v", mode, err)
		}
	}
}

// TestClearedAndReplaced tells storage that the browser has cleared, which is
// filled again, from storage that other work has taken.
func TestClearedAndReplaced(t *testing.T) {
	for mode, secret := range secrets(t) {
		shelf := Memory{}
		k, err := Begin(shelf, mode, secret)
		if err != nil {
			t.Fatal(err)
		}
		s := session.New(today)
		s.Open(listOf(t, 50), decision.Origin{File: "a.csv"}, today)
		save(t, k, s)
		clear(shelf)
		do(t, s, decision.SetPayout{Payout: 9000})
		if err := k.Write(k.Prepare(s, 2)); !errors.Is(err, ErrGone) {
			t.Fatalf("%s, cleared: %v", mode, err)
		}
		save(t, k, s)
		if _, again := found(t, maps.Clone(shelf), secret); seen(t, again) != seen(t, s) {
			t.Errorf("%s: after it was cleared, not all is kept again", mode)
		}
		if mode == Tab {
			continue
		}
		other, err := Begin(shelf, Device, Secret{}, k.ID())
		if err != nil {
			t.Fatal(err)
		}
		theirs := session.New(today)
		save(t, other, theirs)
		do(t, s, decision.SetPayout{Payout: 8000})
		before := maps.Clone(shelf)
		if err := k.Write(k.Prepare(s, 3)); !errors.Is(err, ErrReplaced) || !maps.EqualFunc(shelf, before, bytes.Equal) {
			t.Errorf("%s, replaced: %v", mode, err)
		}
	}
}
