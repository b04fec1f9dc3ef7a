package link

import "testing"

func TestQueueOneAtATimeAndNewestWins(t *testing.T) {
	q := newQueue()
	var got []int
	then := func(n int) func(reply) { return func(reply) { got = append(got, n) } }
	q.put("try", true, ask{}, then(1))
	first, ok := q.next()
	if !ok {
		t.Fatal("the first ask must go at once")
	}
	q.put("try", true, ask{}, then(2))
	q.put("try", true, ask{}, then(3))
	q.put("see", false, ask{}, then(4))
	see, ok := q.next()
	if !ok || see.Seq != 4 {
		t.Fatalf("another lane must not wait: %v %v", see, ok)
	}
	if a, ok := q.next(); ok {
		t.Fatalf("ask %d went while its lane was busy", a.Seq)
	}
	for _, seq := range []int{first.Seq, see.Seq} {
		answer, ok := q.got(reply{Seq: seq, Done: true})
		if !ok {
			t.Fatalf("nobody waits for %d", seq)
		}
		answer(reply{})
	}
	last, ok := q.next()
	if !ok || last.Seq != 3 {
		t.Fatalf("the newest must go next, got %v %v", last, ok)
	}
	if answer, ok := q.got(reply{Seq: last.Seq, Done: true}); ok {
		answer(reply{})
	}
	if len(got) != 3 || got[0] != 1 || got[1] != 4 || got[2] != 3 {
		t.Errorf("answered %v, want 1, 4, 3", got)
	}
	if _, ok := q.got(reply{Seq: 99, Done: true}); ok {
		t.Error("an unknown number must have nobody waiting")
	}
	if len(q.pending)+len(q.waiting)+len(q.busy) != 0 {
		t.Error("something was left behind")
	}
}

func TestQueueKeepsOrderWhereEveryAskCounts(t *testing.T) {
	q := newQueue()
	for range 3 {
		q.put("do", false, ask{}, func(reply) {})
	}
	for want := 1; want <= 3; want++ {
		a, ok := q.next()
		if !ok || a.Seq != want {
			t.Fatalf("got %v %v, want %d", a, ok, want)
		}
		q.got(reply{Seq: a.Seq})
		if _, ok := q.next(); ok {
			t.Fatal("progress must not free the lane")
		}
		q.got(reply{Seq: a.Seq, Done: true})
	}
}
