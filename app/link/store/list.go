package store

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"tierbook/engine/book"
	"tierbook/engine/intake"
)

func (k *Keeper) writeList(l numbered) error {
	out := &chunks{k: k, prefix: k.key(fmt.Sprintf("list/%d/", l.n))}
	if old, err := k.shelf.Keys(out.prefix); err == nil && len(old) > 0 {
		if err := k.commit(nil, old); err != nil {
			return err
		}
	}
	sealed, err := k.seal.to(out)
	if err != nil {
		return err
	}
	if err := l.imp.Pack(sealed); err != nil {
		return err
	}
	if err := sealed.Close(); err != nil {
		return err
	}
	return out.flush()
}

// chunks writes to the shelf a megabyte at a time.
type chunks struct {
	k      *Keeper
	prefix string
	n      int
	buf    []byte
}

func (c *chunks) Write(p []byte) (int, error) {
	c.buf = append(c.buf, p...)
	for len(c.buf) >= chunkSize {
		if err := c.put(c.buf[:chunkSize]); err != nil {
			return 0, err
		}
		c.buf = append(c.buf[:0], c.buf[chunkSize:]...)
	}
	return len(p), nil
}

func (c *chunks) flush() error {
	if len(c.buf) == 0 {
		return nil
	}
	return c.put(c.buf)
}

func (c *chunks) put(chunk []byte) error {
	p := Pair{fmt.Sprintf("%s%06d", c.prefix, c.n), chunk}
	c.n++
	if err := c.k.commit([]Pair{p}, nil); err != nil {
		return err
	}
	return c.k.isThere(p)
}

// mostMemory is what a list that was stored may take.
const mostMemory = 2 << 30

func (k *Keeper) list(name string) (*intake.Import, int, error) {
	n, err := strconv.Atoi(name)
	if err != nil || strconv.Itoa(n) != name {
		return nil, 0, ErrDamaged
	}
	keys, err := k.shelf.Keys(k.key("list/" + name + "/"))
	if err != nil {
		return nil, 0, err
	}
	in := &reading{k: k, keys: keys}
	opened, err := k.seal.from(in)
	if err == nil {
		var imp *intake.Import
		if imp, err = intake.Unpack(opened, mostMemory); err == nil {
			return imp, n, nil
		}
	}
	switch {
	case in.err != nil:
		return nil, 0, in.err
	case errors.Is(err, intake.ErrNewer):
		return nil, 0, ErrNewer
	}
	why := "it cannot be read"
	if book.Unread(err) {
		why = err.Error()
	}
	return nil, 0, fmt.Errorf("%w: list %d: %s", ErrDamaged, n, why)
}

// reading reads chunks one after another.
type reading struct {
	k    *Keeper
	keys []string
	buf  []byte
	err  error // of the shelf
}

func (r *reading) Read(p []byte) (int, error) {
	for len(r.buf) == 0 {
		if len(r.keys) == 0 {
			return 0, io.EOF
		}
		if r.buf, r.err = r.k.shelf.Get(r.keys[0]); r.err != nil {
			return 0, r.err
		}
		r.keys = r.keys[1:]
	}
	n := copy(p, r.buf)
	r.buf = r.buf[n:]
	return n, nil
}
