package change

import "tierbook/engine/book"

// overlay is a column of numbers with few in it, by the clients' keys: what
// stands in the place of a column of the file. It is never changed; another
// made of it by an edit shares all of its blocks but those that differ, so that
// a history of many single changes to a large book stays small.
type overlay struct {
	blocks []*block // nil where none of its clients has a value
	n      int      // values in all
}

// span is how many clients' values lie together.
const span = 1024

type block [span]int64

// Unset stands where an overlay has nothing: not even that there is no value,
// which is book.Missing.
const Unset int64 = book.Missing + 1

// at is the value of a client, Unset where there is none. A nil overlay has
// none at all.
func (o *overlay) at(key book.Key) int64 {
	if o == nil || int(key/span) >= len(o.blocks) || o.blocks[key/span] == nil {
		return Unset
	}
	return o.blocks[key/span][key%span]
}

// size is how many values there are.
func (o *overlay) size() int {
	if o == nil {
		return 0
	}
	return o.n
}

func (o *overlay) block(i int) *block {
	if o == nil || i >= len(o.blocks) {
		return nil
	}
	return o.blocks[i]
}

// differ calls f, in the order of their keys, with each client whose value in
// a is another than in b. Blocks that both share are passed over.
func differ(a, b *overlay, f func(key book.Key, in, with int64)) {
	if a == b {
		return
	}
	count := 0
	if a != nil {
		count = len(a.blocks)
	}
	if b != nil {
		count = max(count, len(b.blocks))
	}
	for i := range count {
		x, y := a.block(i), b.block(i)
		if x == y {
			continue
		}
		for j := range book.Key(span) {
			key := book.Key(i)*span + j
			if in, with := a.at(key), b.at(key); in != with {
				f(key, in, with)
			}
		}
	}
}

// edit is an overlay being changed.
type edit struct {
	from *overlay
	now  overlay
	own  []bool // blocks that are not shared with from
}

// set gives a client a value, or takes it away with Unset.
func (e *edit) set(key book.Key, v int64) {
	was := e.now.at(key)
	if e.own == nil {
		was = e.from.at(key)
	}
	if was == v {
		return
	}
	if e.own == nil && e.from != nil {
		e.now = overlay{append([]*block(nil), e.from.blocks...), e.from.n}
	}
	i := int(key / span)
	for len(e.now.blocks) <= i {
		e.now.blocks = append(e.now.blocks, nil)
	}
	for len(e.own) <= i {
		e.own = append(e.own, false)
	}
	if !e.own[i] {
		e.own[i] = true
		e.now.blocks[i] = e.now.blocks[i].copied()
	}
	e.now.blocks[i][key%span] = v
	switch {
	case was == Unset:
		e.now.n++
	case v == Unset:
		e.now.n--
	}
}

// copied is a block of its own with the same values, or with none.
func (b *block) copied() *block {
	c := new(block)
	if b != nil {
		*c = *b
		return c
	}
	for i := range c {
		c[i] = Unset
	}
	return c
}

// done is the overlay as it has become: from where nothing was changed, nil
// where there is nothing in it.
func (e *edit) done() *overlay {
	switch {
	case e.own == nil:
		return e.from
	case e.now.n == 0:
		return nil
	}
	return &e.now
}
