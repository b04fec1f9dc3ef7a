package store

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tierbook/engine/history"
	"tierbook/engine/intake"
	"tierbook/engine/session"
)

// Keeper keeps one session.
type Keeper struct {
	shelf  Shelf
	id     string
	head   head
	text   []byte // of the head, as this keeper left it
	seal   seal
	lists  map[*intake.Import]int // that are on the shelf, and their numbers
	last   int                    // number given to a list
	saved  int                    // entry of the log up to which all is on the shelf, -1 where nothing is
	logged int                    // entries on the shelf since the checkpoint
	begun  bool                   // nothing of it has been written yet
	before []string               // the works whose place it takes with its first Write
}

// Mode is how the session is kept.
func (k *Keeper) Mode() Mode { return k.head.Mode }

// Saved is when it was saved last, in milliseconds since 1970.
func (k *Keeper) Saved() int64 { return k.head.Saved }

// ID names the work.
func (k *Keeper) ID() string { return k.id }

// claim writes this keeper into the head of the work, so that whoever had it
// open writes to it no more. Where there is no room even for that, or the
// shelf may only be read, the work is opened all the same.
func (k *Keeper) claim() error {
	for range 10 { // the keeper before may be in the middle of a save
		h := k.head
		h.Owner, h.Turn = rand.Text(), 0
		text, err := json.Marshal(h)
		if err != nil {
			return err
		}
		switch err := k.commit([]Pair{{k.key("head"), text}}, nil); {
		case err == nil:
			k.head, k.text = h, text
			return nil
		case !errors.Is(err, ErrTaken):
			return nil
		}
		if k.text, err = k.shelf.Get(k.key("head")); err != nil {
			return err
		}
		if k.text == nil {
			return ErrGone
		}
		now := head{}
		if json.Unmarshal(k.text, &now) != nil || now.Mode != k.head.Mode || !bytes.Equal(now.Key, k.head.Key) {
			return ErrTaken // another work by now
		}
		k.head = now
	}
	return ErrTaken
}

// commit is a commit while the work is as this keeper left it.
func (k *Keeper) commit(puts []Pair, deletes []string) error {
	return k.shelf.Commit(Pair{k.key("head"), k.text}, puts, deletes)
}

// Begin makes a keeper of what will be kept in a mode. Its first Write takes
// the place of the works before.
func Begin(shelf Shelf, mode Mode, secret Secret, before ...string) (*Keeper, error) {
	k := &Keeper{shelf: shelf, id: strings.ToLower(rand.Text()), head: head{Version: headVersion, Mode: mode, Owner: rand.Text()}, lists: map[*intake.Import]int{}, saved: -1, begun: true, before: before}
	var err error
	switch mode {
	case Tab:
		k.id = tabWork(secret.Tab)
		if k.seal, err = keyed(secret.Key); err == nil && slices.Contains(before, k.id) {
			k.text, err = shelf.Get(k.key("head"))
		}
	case Passphrase:
		var key string
		if key, err = NewKey(); err != nil {
			return nil, err
		}
		if k.seal, err = keyed(key); err == nil {
			k.head.Key, err = guarded(key, secret.Passphrase)
		}
	}
	return k, err
}

// Anew makes the next Write one of everything: another session has taken the
// place of the one that was kept.
func (k *Keeper) Anew() {
	k.saved = -1
	clear(k.lists)
}

// Job is what there is to be written.
type Job struct {
	seq        int
	time       int64
	checkpoint *history.Checkpoint // in the place of the log
	entries    []history.Entry
	lists      []numbered // that are not on the shelf
	keep       map[int]bool
}

type numbered struct {
	n   int
	imp *intake.Import
}

// Prepare takes from the session what there is to be written since the last
// Write; nil where there is nothing. It takes no longer than a blink.
func (k *Keeper) Prepare(s *session.Session, time int64) *Job {
	if k.saved == s.Seq() {
		return nil
	}
	job := &Job{seq: s.Seq(), time: time}
	name := func(imp *intake.Import) string {
		n, ok := k.lists[imp]
		if !ok {
			k.last++
			n = k.last
			k.lists[imp] = n
			job.lists = append(job.lists, numbered{n, imp})
		}
		return fmt.Sprint(n)
	}
	if entries, ok := s.Since(k.saved, name); ok && k.saved >= 0 && k.logged+len(entries) <= mostLog {
		job.entries = entries
		return job
	}
	c := s.Checkpoint(name)
	job.checkpoint = &c
	job.keep = map[int]bool{}
	for _, imp := range s.Imports() {
		if n, ok := k.lists[imp]; ok {
			job.keep[n] = true
		}
	}
	for imp, n := range k.lists { // those that the history has forgotten
		if !job.keep[n] {
			delete(k.lists, imp)
		}
	}
	return job
}

// Write puts a job on the shelf, and reads it back to be sure. After an error
// the shelf is as it was but for lists that nothing names, and the next job
// has everything in it. ErrGone says that the shelf has been cleared, and the
// next Write fills it again.
func (k *Keeper) Write(job *Job) (err error) {
	defer func() {
		if err != nil {
			k.saved = -1
			for _, l := range job.lists {
				delete(k.lists, l.imp)
			}
			if errors.Is(err, ErrTaken) {
				err = k.missing()
			}
		}
	}()
	for _, l := range job.lists {
		if err := k.writeList(l); err != nil {
			return err
		}
	}
	h := k.head
	h.Saved, h.Turn = job.time, h.Turn+1
	text, err := json.Marshal(h)
	if err != nil {
		return err
	}
	puts := []Pair{{k.key("head"), text}}
	var deletes []string
	if job.checkpoint != nil {
		sealed, err := k.sealed(job.checkpoint)
		if err != nil {
			return err
		}
		puts = append(puts, Pair{k.key("checkpoint"), sealed})
		if deletes, err = k.replaced(job); err != nil {
			return err
		}
		if k.begun && h.Mode != Tab {
			puts = append(puts, Pair{current, []byte(k.id)})
		}
	} else {
		sealed, err := k.sealed(job.entries)
		if err != nil {
			return err
		}
		puts = append(puts, Pair{k.key(fmt.Sprintf("log/%012d", job.seq)), sealed})
	}
	if err := k.commit(puts, deletes); err != nil {
		return err
	}
	k.head, k.text = h, text
	for _, p := range puts {
		if err := k.isThere(p); err != nil {
			return err
		}
	}
	k.saved, k.begun = job.seq, false
	if job.checkpoint != nil {
		k.logged = 0
	} else {
		k.logged += len(job.entries)
	}
	return nil
}

// missing tells why the head is not as this keeper left it. Where nothing is
// there any more, the next Write begins anew.
func (k *Keeper) missing() error {
	if text, err := k.shelf.Get(k.key("head")); text != nil || err != nil {
		return ErrTaken
	}
	if now, err := k.shelf.Get(current); k.head.Mode != Tab && (now != nil || err != nil) {
		return ErrReplaced
	}
	k.text, k.begun, k.before = nil, true, nil
	clear(k.lists)
	return ErrGone
}

// Gone looks whether what this keeper has written was cleared. Where it was, the
// next Write is one of everything.
func (k *Keeper) Gone() (bool, error) {
	text, err := k.shelf.Get(k.key("head"))
	if k.begun || text != nil || err != nil || k.missing() != ErrGone {
		return false, err
	}
	k.saved = -1
	return true, nil
}

// replaced are the keys that a checkpoint makes superfluous: the log before
// it, lists that are in it no more and, the first time, the work before.
func (k *Keeper) replaced(job *Job) ([]string, error) {
	deletes, err := k.shelf.Keys(k.key("log/"))
	if err != nil {
		return nil, err
	}
	lists, err := k.shelf.Keys(k.key("list/"))
	if err != nil {
		return nil, err
	}
	for _, key := range lists {
		number, _, _ := strings.Cut(strings.TrimPrefix(key, k.key("list/")), "/")
		if n, err := strconv.Atoi(number); err != nil || !job.keep[n] {
			deletes = append(deletes, key)
		}
	}
	if !k.begun {
		return deletes, nil
	}
	now, err := k.shelf.Get(current)
	if err != nil {
		return nil, err
	}
	for _, id := range k.before {
		if id == k.id {
			continue
		}
		old, err := k.shelf.Keys(works + id + "/")
		if err != nil {
			return nil, err
		}
		if deletes = append(deletes, old...); string(now) == id {
			deletes = append(deletes, current)
		}
	}
	return deletes, nil
}

func (k *Keeper) key(rest string) string { return works + k.id + "/" + rest }

func (k *Keeper) sealed(v any) ([]byte, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return k.seal.bytes(text)
}

func (k *Keeper) read(name string, into any) error {
	sealed, err := k.shelf.Get(k.key(name))
	if err != nil {
		return err
	}
	if sealed == nil {
		return fmt.Errorf("%w: no %s", ErrDamaged, name)
	}
	text, err := k.seal.open(sealed)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%w: %s", ErrDamaged, name)
	}
	return nil
}

// isThere reads back what was written.
func (k *Keeper) isThere(p Pair) error {
	got, err := k.shelf.Get(p.Key)
	if err != nil {
		return err
	}
	if !bytes.Equal(got, p.Value) {
		return ErrUnsure
	}
	return nil
}
