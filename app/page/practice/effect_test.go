package practice

import (
	"testing"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/session"
)

func TestSmallChangesAreToldToTheCent(t *testing.T) {
	var f figure
	f.set(10_000_00, 10_000_32, 1, "USD")
	if f.change != "+$0.32" || f.better != 1 {
		t.Errorf("%q, better %d", f.change, f.better)
	}
	f.set(10_000_00, 9_999_60, 1, "USD")
	if f.change != "−$0.40" || f.better != -1 {
		t.Errorf("%q, better %d", f.change, f.better)
	}
	f.set(10_000_00, 10_250_32, 1, "USD")
	if f.change != "+$250" {
		t.Errorf("%q", f.change)
	}
}

func TestWhatIsTriedStandsBesideWhatIsKept(t *testing.T) {
	revision := 0
	over := func(profit book.Cents, trial bool) *session.Overview {
		revision++
		return &session.Overview{Revision: revision, Trial: trial, Practice: engine.Line{Profit: profit}}
	}
	first, second, tried := over(100, false), over(200, false), over(300, true)
	e := &effect{}
	show := func(o *session.Overview) *session.Overview {
		e.Over = o
		e.turn()
		e.turn() // drawing again is no change
		return e.was
	}
	for i, step := range []struct{ show, was *session.Overview }{
		{first, nil},
		{second, first},
		{tried, second},
		{over(400, true), second},
		{over(200, false), first}, // given up
		{over(300, true), nil},    // beside a later copy of the second
		{over(300, false), nil},
	} {
		was := show(step.show)
		switch i {
		case 5, 6:
			if was == nil || was.Practice.Profit != 200 {
				t.Fatalf("step %d stands beside %v", i, was)
			}
		default:
			if was != step.was {
				t.Fatalf("step %d stands beside %v, want %v", i, was, step.was)
			}
		}
	}
}
