package link

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"tierbook/engine/decision"
	"tierbook/engine/session"
	"tierbook/engine/wire"
)

// tape is a port that writes down what is sent, as what a test calls it.
type tape struct {
	t    *testing.T
	line *line
	sent []ask
}

func (w *tape) send(text []byte, _ File) {
	var a ask
	if err := json.Unmarshal(text, &a); err != nil {
		w.t.Fatal(err)
	}
	w.sent = append(w.sent, a)
}

// answer answers the oldest ask that has no answer.
func (w *tape) answer(r reply) {
	w.t.Helper()
	if len(w.sent) == 0 {
		w.t.Fatal("nothing was asked")
	}
	r.Seq, r.Done = w.sent[0].Seq, true
	w.sent = w.sent[1:]
	text, err := json.Marshal(r)
	if err != nil {
		w.t.Fatal(err)
	}
	var none File
	w.line.receive(text, none)
}

// asked names what was sent and has no answer.
func (w *tape) asked() (names []string) {
	for _, a := range w.sent {
		switch {
		case a.Keep != nil:
			names = append(names, a.Keep.Verb)
		case a.Request != nil:
			names = append(names, nameOf(*a.Request))
		}
	}
	return names
}

func nameOf(r wire.Request) string {
	text, err := json.Marshal(r)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func weigh(n int) wire.Request { return session.Do(decision.SetWeight{Factor: 0, Weight: n}) }

// TestWorkerDiesBetweenTwoSteps: what the user does between the death of the
// worker and the next one's having caught up comes after what was done before.
func TestWorkerDiesBetweenTwoSteps(t *testing.T) {
	overview := wire.Request{Verb: "see", What: wire.Seal(session.OverviewQuery{})}
	view, err := json.Marshal(session.New(0).Overview())
	if err != nil {
		t.Fatal(err)
	}
	for _, saved := range []int{-1, 0, 1} { // the newest entry of the log that is on the device
		t.Run(fmt.Sprint("saved up to ", saved), func(t *testing.T) {
			l := &line{queue: newQueue()}
			w := &tape{t: t, line: l}
			l.started(w)
			want := func(names ...string) {
				t.Helper()
				if got := w.asked(); !slices.Equal(got, names) {
					t.Fatalf("asked %q, want %q", got, names)
				}
			}
			for n := range 2 {
				l.change(weigh(n))
				want(nameOf(weigh(n)))
				w.answer(reply{View: view, Log: n})
			}
			l.saved(saved)

			l.died()
			l.change(weigh(2))
			w.sent = nil
			l.started(w)
			l.put("see", true, ask{Request: &overview}, func(reply) {})
			if saved >= 0 {
				want("take")
				w.answer(reply{Keep: &Keeping{Found: true, Log: saved}})
			}
			for n := saved + 1; n < 2; n++ {
				want(nameOf(weigh(n)))
				w.answer(reply{View: view, Log: n})
			}
			for w.asked()[0] != nameOf(weigh(2)) {
				want(w.asked()[0]) // only views may come before it
				if w.sent[0].Request.Verb != "see" {
					t.Fatalf("asked %q", w.asked())
				}
				w.answer(reply{View: view})
			}
			if len(l.journal) != 1-saved {
				t.Errorf("%d steps are in the journal, want %d", len(l.journal), 1-saved)
			}
			w.answer(reply{View: view, Log: 2})
			if len(l.journal) != 2-saved {
				t.Errorf("after one more %d steps are in the journal, want %d", len(l.journal), 2-saved)
			}

			// A second death in the middle of catching up begins it anew.
			l.died()
			w.sent = nil
			l.started(w)
			before := w.asked()
			l.died()
			w.sent = nil
			l.started(w)
			want(before...)
		})
	}
}

// TestWorkerDiesOfLockedWork: what could not be saved before the worker died is
// done again once the passphrase has been given, however often workers die
// meanwhile, and not to a list that was opened instead.
func TestWorkerDiesOfLockedWork(t *testing.T) {
	view, err := json.Marshal(session.New(0).Overview())
	if err != nil {
		t.Fatal(err)
	}
	for _, meanwhile := range []string{"nothing", "another death", "another list", "another list, and another death"} {
		t.Run(meanwhile, func(t *testing.T) {
			l := &line{queue: newQueue()}
			w := &tape{t: t, line: l}
			l.started(w)
			change := func(n, log int) {
				t.Helper()
				l.change(weigh(n))
				w.answer(reply{View: view, Log: log})
			}
			for n := range 3 {
				change(n, n)
			}
			l.saved(0) // the other two saves fail
			die := func(asks ...string) {
				t.Helper()
				l.died()
				w.sent = nil
				l.started(w)
				if got := w.asked(); !slices.Equal(got, []string{"take"}) {
					t.Fatalf("asked %q of a new worker", got)
				}
				w.answer(reply{Keep: &Keeping{Locked: true, Mode: "passphrase", Log: -1}})
				for _, name := range asks {
					if got := w.asked(); !slices.Equal(got, []string{name}) {
						t.Fatalf("locked, asked %q, want %q", got, name)
					}
					w.answer(reply{View: view, Log: 1})
				}
				if got := w.asked(); len(got) > 0 {
					t.Fatalf("locked, asked %q", got)
				}
			}
			die()
			l.armed = false // natively nothing is kept for a tab
			switch meanwhile {
			case "another death":
				die()
			case "another list":
				change(7, 1)
			case "another list, and another death":
				change(7, 1)
				die(nameOf(weigh(7)))
			}
			l.keep(keeping{Verb: "unlock"}, l.unlocked)
			w.answer(reply{Keep: &Keeping{Locked: true, Log: -1}, Fault: &wire.Fault{Code: "wrong-passphrase"}})
			l.keep(keeping{Verb: "unlock"}, l.unlocked)
			w.answer(reply{Keep: &Keeping{Found: true, Mode: "passphrase", Log: 0}})
			for n := 1; n < 3; n++ {
				if got := w.asked(); !slices.Equal(got, []string{nameOf(weigh(n))}) {
					t.Fatalf("unlocked, asked %q, want step %d", got, n)
				}
				w.answer(reply{View: view, Log: n})
			}
			if got := w.asked(); len(got) > 0 || len(l.journal) != 2 || l.owed != nil {
				t.Errorf("then asked %q, with %d steps in the journal", got, len(l.journal))
			}
		})
	}
}
