package link

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/intake/file"
	"tierbook/engine/intake/record"
	"tierbook/engine/session"
	"tierbook/engine/wire"
)

// desk is a server with somebody before it who asks and waits.
type desk struct {
	t       *testing.T
	v       *server
	replies chan reply
	seq     int
}

func newDesk(t *testing.T) *desk {
	d := &desk{t: t, replies: make(chan reply, 64)}
	d.v = newServer("test", book.Date(2026, 6, 30), func(r reply) { d.replies <- r })
	<-d.replies // its build
	go d.v.run()
	t.Cleanup(func() { close(d.v.work) })
	return d
}

// ask sends an ask with a file, or without one, and waits for what comes of it.
func (d *desk) ask(a ask, list string) reply {
	d.t.Helper()
	d.seq++
	a.Seq = d.seq
	text, err := json.Marshal(a)
	if err != nil {
		d.t.Fatal(err)
	}
	d.v.receive(text, func() file.Source {
		if list == "" {
			return nil
		}
		return strings.NewReader(list)
	})
	for {
		select {
		case r := <-d.replies:
			if r.Seq == a.Seq && r.Done {
				return r
			}
		case <-time.After(10 * time.Second):
			d.t.Fatalf("no answer to %s", text)
		}
	}
}

func (d *desk) clients(r reply) int {
	d.t.Helper()
	if r.Fault != nil {
		d.t.Fatal(r.Fault)
	}
	var o session.Overview
	if err := json.Unmarshal(r.View, &o); err != nil {
		d.t.Fatal(err)
	}
	return o.Practice.Clients
}

func TestReread(t *testing.T) {
	const file = "Name,AUM\nAnn,100\nBob,200\nTotal,300\n"
	total := rereading{Decision: intake.Decision{Clients: []intake.Client{{Line: 4}}}}
	d := newDesk(t)
	if r := d.ask(ask{Read: &total}, file); r.Fault == nil || r.Fault.Code != "no-list" {
		t.Errorf("before there is a list: %+v", r)
	}
	open := ask{Open: &opening{Origin: decision.Origin{File: "a.csv", Size: int64(len(file))}, AsOf: "2026-06-30"}}
	if n := d.clients(d.ask(open, file)); n != 2 {
		t.Fatalf("%d clients", n)
	}
	undo := wire.Request{Verb: "undo"}
	// The file that was opened is at hand, whatever comes with the ask.
	for _, with := range []string{"", file, "Name,AUM\nSomebody,1\n"} {
		if n := d.clients(d.ask(ask{Read: &total}, with)); n != 3 {
			t.Errorf("with %q %d clients", with, n)
		}
		if n := d.clients(d.ask(ask{Request: &undo}, "")); n != 2 {
			t.Errorf("undone to %d clients", n)
		}
	}
	// After a reload it is not: it has to come, and to be the same.
	done := make(chan bool)
	d.v.work <- func() { clear(d.v.files); done <- true }
	<-done
	chosen := total
	chosen.Chosen = true
	for _, c := range []struct {
		with string
		what rereading
		want string
	}{{"", total, "need-file"}, {"Name,AUM\nSomebody,1\n", total, "need-file"}, {"Name,AUM\nSomebody,1\n", chosen, "other-file"}} {
		if r := d.ask(ask{Read: &c.what}, c.with); r.Fault == nil || r.Fault.Code != c.want || r.Fault.Args[0] != "a.csv" {
			t.Errorf("with %q: %+v, want %s", c.with, r.Fault, c.want)
		}
	}
	if n := d.clients(d.ask(ask{Read: &chosen}, file)); n != 3 {
		t.Errorf("with the file chosen again %d clients", n)
	}
	// A decision that leaves no list is refused, and changes nothing.
	nobody := rereading{Decision: intake.Decision{HeaderLine: new(int), Delimiter: new(record.Delimiter), LeftOut: []intake.Omission{{Line: 2, Reason: "x"}}}}
	*nobody.Decision.HeaderLine = 4
	if r := d.ask(ask{Read: &nobody}, ""); r.Fault == nil || r.Fault.Code != "file" {
		t.Errorf("a list of nobody: %+v", r)
	}
	overview := wire.Request{Verb: "see", What: wire.Seal(session.OverviewQuery{})}
	if n := d.clients(d.ask(ask{Request: &overview}, "")); n != 3 {
		t.Errorf("after a refusal %d clients", n)
	}
}

// What is decided while the list is read again is not lost, and a list that was
// opened meanwhile is not taken for the one that was read.
func TestRereadMeetsOthers(t *testing.T) {
	const list = "Name,AUM\nAnn,100\nBob,200\n"
	d := newDesk(t)
	open := ask{Open: &opening{Origin: decision.Origin{File: "a.csv"}, AsOf: "2026-06-30"}}
	d.clients(d.ask(open, list))
	weight := session.Do(decision.SetWeight{Factor: 0, Weight: 40})
	read := rereading{Decision: intake.Decision{LeftOut: []intake.Omission{{Line: 3, Reason: "x"}}}}
	for _, a := range []ask{{Seq: 100, Read: &read}, {Seq: 101, Request: &weight}} {
		text, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		d.v.receive(text, func() file.Source { return nil })
	}
	for done := 0; done < 2; {
		r := <-d.replies
		if r.Fault != nil {
			t.Fatalf("%+v", r)
		}
		if r.Done { // and no progress
			done++
		}
	}
	overview := wire.Request{Verb: "see", What: wire.Seal(session.OverviewQuery{})}
	r := d.ask(ask{Request: &overview}, "")
	var o session.Overview
	if err := json.Unmarshal(r.View, &o); err != nil || o.Practice.Clients != 1 || o.Settings.Weights[0] != 40 {
		t.Errorf("%d clients, weight %d, %v", o.Practice.Clients, o.Settings.Weights[0], err)
	}
}

// A list of ours that is opened where none is open brings its locks along.
func TestLocksComeBack(t *testing.T) {
	d := newDesk(t)
	const list = "Client ID,Name,AUM,Tierbook number,Tierbook tier,Tierbook lock,Tierbook score\r\nA,Ann,100.00,1,Gold,a friend,50.00\r\nB,Bob,200.00,2,Silver,,40.00\r\nC,Cy,300.00,3,Nickel,why,30.00\r\n"
	r := d.ask(ask{Open: &opening{Origin: decision.Origin{File: "a.csv"}, AsOf: "2026-06-30"}}, list)
	var o session.Overview
	if r.Fault != nil || json.Unmarshal(r.View, &o) != nil || o.Locked != 1 || o.Tiers[1].Clients == 0 {
		t.Errorf("%+v, %v", o, r.Fault)
	}
}
