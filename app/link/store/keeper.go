package store

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"tierbook/engine/book"
	"tierbook/engine/history"
	"tierbook/engine/intake"
	"tierbook/engine/session"
	"tierbook/engine/wire"
)

// Keys of a shelf. Below a work's own prefix stand its head, its checkpoint,
// its log in batches by the number of their last entry, and its client lists
// in chunks:
//
//	current                       the work that this device keeps
//	work/<id>/head                in the open: how it is kept, and no more
//	work/<id>/checkpoint          sealed
//	work/<id>/log/<seq>           sealed
//	work/<id>/list/<n>/<chunk>    sealed
const (
	current   = "current"
	works     = "work/"
	chunkSize = 1 << 20
	mostLog   = 100 // entries after which a checkpoint is written in their place
)

// headVersion is the version of all that is kept on a shelf.
const headVersion = 1

// head is what everybody may read of a work.
type head struct {
	Version int    `json:"version"`
	Mode    Mode   `json:"mode"`
	Saved   int64  `json:"saved"`         // milliseconds since 1970
	Key     []byte `json:"key,omitempty"` // of Passphrase: the key in an age file
	Owner   string `json:"owner"`         // the keeper that has it, a name made for it
	Turn    int    `json:"turn"`          // of its owner's writing
}

// Secret is what opens what is kept: the tab's id and key, or a passphrase.
type Secret struct {
	Tab        string `json:"tab,omitempty"`
	Key        string `json:"key,omitempty"`
	Passphrase string `json:"passphrase,omitempty"`
}

// NewTab is a new tab's secret.
func NewTab() (Secret, error) {
	key, err := NewKey()
	return Secret{Tab: strings.ToLower(rand.Text()), Key: key}, err
}

// Found is a work that is kept on the shelf.
type Found struct {
	shelf Shelf
	id    string
	head  head
	text  []byte // of the head, as it is there
}

// Mode is how it is kept.
func (f *Found) Mode() Mode { return f.head.Mode }

// ID names the work for as long as it is kept so.
func (f *Found) ID() string { return f.id }

// Saved is when, in milliseconds since 1970.
func (f *Found) Saved() int64 { return f.head.Saved }

// Find looks for the work of a tab, or else for the one that the device keeps.
// It is nil where there is neither.
func Find(shelf Shelf, tab string) (*Found, error) {
	if tab != "" {
		if f, err := find(shelf, tabWork(tab)); f != nil || err != nil {
			return f, err
		}
	}
	id, err := shelf.Get(current)
	if id == nil || err != nil {
		return nil, err
	}
	return find(shelf, string(id))
}

func tabWork(tab string) string { return "tab-" + tab }

func find(shelf Shelf, id string) (*Found, error) {
	text, err := shelf.Get(works + id + "/head")
	if text == nil || err != nil {
		return nil, err
	}
	f := &Found{shelf: shelf, id: id, text: text}
	if err := json.Unmarshal(text, &f.head); err != nil {
		return nil, ErrDamaged
	}
	if f.head.Version > headVersion {
		return nil, ErrNewer
	}
	return f, nil
}

// Open comes back to the session. Where its log cannot be followed to the end
// there is both a session and an error. An error alone leaves everything on
// the shelf as it is.
func (f *Found) Open(secret Secret) (*Keeper, *session.Session, error) {
	k := &Keeper{shelf: f.shelf, id: f.id, head: f.head, text: f.text, lists: map[*intake.Import]int{}}
	var err error
	switch f.head.Mode {
	case Tab:
		k.seal, err = keyed(secret.Key)
	case Passphrase:
		k.seal, err = unguarded(f.head.Key, secret.Passphrase)
	}
	if err != nil {
		return nil, nil, err
	}
	if err := k.claim(); err != nil {
		return nil, nil, err
	}
	var c history.Checkpoint
	if err := k.read("checkpoint", &c); err != nil {
		return nil, nil, err
	}
	keys, err := k.shelf.Keys(k.key("log/"))
	if err != nil {
		return nil, nil, err
	}
	var log []history.Entry
	for _, key := range keys {
		var batch []history.Entry
		if err := k.read(strings.TrimPrefix(key, k.key("")), &batch); err != nil {
			return nil, nil, err
		}
		log = append(log, batch...)
	}
	loaded := map[string]*intake.Import{}
	var failed error
	s, err := session.Resume(c, log, func(name string) *intake.Import {
		if imp := loaded[name]; imp != nil {
			return imp
		}
		imp, n, err := k.list(name)
		if err != nil {
			failed = err
			return nil
		}
		loaded[name], k.lists[imp] = imp, n
		k.last = max(k.last, n)
		return imp
	})
	switch {
	case failed != nil && !errors.Is(failed, ErrDamaged):
		return nil, nil, failed
	case s == nil:
		if f := wire.AsFault(err); f.Code == "broken-log" { // from its first step on
			err = ErrDamaged
		}
		return nil, nil, err
	}
	k.saved, k.logged = s.Seq(), len(log)
	if err != nil {
		k.saved = -1 // what comes next is saved whole
	}
	// A list that was being written when the page was killed.
	if keys, err := k.shelf.Keys(k.key("list/")); err == nil {
		var orphans []string
		for _, key := range keys {
			name, _, _ := strings.Cut(strings.TrimPrefix(key, k.key("list/")), "/")
			if loaded[name] == nil {
				orphans = append(orphans, key)
			}
		}
		if len(orphans) > 0 && failed == nil {
			_ = k.commit(nil, orphans) // they are in nobody's way
		}
	}
	return k, s, err
}

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

// Current is the id of the work that the device keeps, "" for none.
func Current(shelf Shelf) (string, error) {
	id, err := shelf.Get(current)
	return string(id), err
}

// Forget takes a work off the shelf.
func Forget(shelf Shelf, id string) error {
	keys, err := shelf.Keys(works + id + "/")
	if err != nil {
		return err
	}
	if now, err := shelf.Get(current); err == nil && string(now) == id {
		keys = append(keys, current)
	}
	if len(keys) == 0 {
		return nil
	}
	return shelf.Commit(Pair{}, nil, keys)
}

// Works are the ids of all works on the shelf.
func Works(shelf Shelf) ([]string, error) {
	keys, err := shelf.Keys(works)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, key := range keys {
		id, _, _ := strings.Cut(strings.TrimPrefix(key, works), "/")
		if len(ids) == 0 || ids[len(ids)-1] != id {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// IsTab reports whether a work is a tab's.
func IsTab(id string) bool { return strings.HasPrefix(id, "tab-") }

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

// Opens reports whether a work under a passphrase opens with it: for changing
// it, without reading anything else.
func (f *Found) Opens(passphrase string) bool {
	_, err := unguarded(f.head.Key, passphrase)
	return err == nil && f.head.Mode == Passphrase
}
