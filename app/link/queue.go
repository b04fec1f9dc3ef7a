package link

import (
	"slices"

	"tierbook/engine/book"
)

// queue decides what may be sent when: asks of the same lane go one at a time,
// and in a lane where only the newest matters, a waiting one gives way to it.
// It is used from the UI goroutine only.
type queue struct {
	seq     int
	busy    map[string]int // lane → number of the ask under way
	waiting []waiting
	pending map[int]waiting
	files   map[int]File // what goes beside an ask, by its number

	ahead []waiting // go one at a time, before all that waits
	held  bool      // nothing else goes, for there is more to go ahead
}

// laneAhead is the lane of what goes ahead.
const laneAhead = "ahead"

type waiting struct {
	lane string
	ask  ask
	then func(reply)
}

func newQueue() *queue {
	return &queue{busy: map[string]int{}, pending: map[int]waiting{}, files: map[int]File{}}
}

// put queues an ask. In a newest lane an older ask that still waits is dropped
// and never answered. It returns the ask's number.
func (q *queue) put(lane string, newest bool, a ask, then func(reply)) int {
	q.seq++
	a.Seq = q.seq
	if newest {
		q.waiting = slices.DeleteFunc(q.waiting, func(w waiting) bool { return w.lane == lane })
	}
	q.waiting = append(q.waiting, waiting{lane, a, then})
	return a.Seq
}

// putAhead queues an ask that goes before all that were not queued so, and is
// answered before any of them goes.
func (q *queue) putAhead(a ask, file File, then func(reply)) {
	q.seq++
	a.Seq = q.seq
	if a.Open != nil || a.Read != nil {
		q.files[a.Seq] = file
	}
	q.ahead = append(q.ahead, waiting{laneAhead, a, then})
}

// next takes the first ask whose lane is free.
func (q *queue) next() (ask, bool) {
	switch _, busy := q.busy[laneAhead]; {
	case busy, q.held && len(q.ahead) == 0:
		return ask{}, false
	case len(q.ahead) > 0:
		w := q.ahead[0]
		q.ahead = q.ahead[1:]
		q.send(w)
		return w.ask, true
	}
	for i, w := range q.waiting {
		if _, busy := q.busy[w.lane]; busy {
			continue
		}
		q.waiting = slices.Delete(q.waiting, i, i+1)
		q.send(w)
		return w.ask, true
	}
	return ask{}, false
}

func (q *queue) send(w waiting) {
	q.busy[w.lane] = w.ask.Seq
	q.pending[w.ask.Seq] = w
}

// got finds who waits for a reply, and frees its lane when it is the last one.
func (q *queue) got(r reply) (func(reply), bool) {
	p, ok := q.pending[r.Seq]
	if ok && r.Done {
		delete(q.pending, r.Seq)
		delete(q.busy, p.lane)
	}
	return p.then, ok
}

// drop forgets what waits in a lane.
func (q *queue) drop(lane string) {
	q.waiting = slices.DeleteFunc(q.waiting, func(w waiting) bool { return w.lane == lane })
}

// forget frees every lane, drops what was to go ahead, and gives back the views
// that were asked for and not answered, oldest first. A change, a try and a file are not given back: one of
// them may be what the worker died of.
func (q *queue) forget() []waiting {
	var lost []waiting
	for _, w := range q.pending {
		if w.ask.Request != nil && w.ask.Request.Verb == "see" {
			lost = append(lost, w)
		}
	}
	book.Arrange(lost, func(a, b waiting) int { return a.ask.Seq - b.ask.Seq })
	clear(q.busy)
	clear(q.pending)
	q.ahead, q.held = nil, false
	return lost
}
