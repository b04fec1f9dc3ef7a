package store

import (
	"bytes"
	"fmt"
	"syscall/js"
)

// IndexedDB is the shelf that every browser has, for the page's own origin.
type IndexedDB struct {
	db   js.Value
	lost func(wiped bool)
	shut bool // for good: another tab has wiped it
}

const (
	dbName  = "tierbook"
	dbStore = "kept"

	// wiping is the version that whoever wipes the database asks for first, and
	// never gets. By it other tabs tell a wipe, which the user wants, from a
	// browser that clears its data.
	wiping = 1 << 31
)

// OpenIndexedDB opens it, and makes it where there is none. It must not be
// called from a callback of the browser's; neither must its methods. lost is
// called when it goes away: wiped by another tab, or cleared by the browser or
// somebody in its settings.
func OpenIndexedDB(lost func(wiped bool)) (Shelf, error) {
	s := &IndexedDB{lost: lost}
	return s, s.open()
}

func (s *IndexedDB) open() error {
	factory := js.Global().Get("indexedDB")
	if !factory.Truthy() {
		return ErrBlocked
	}
	var request js.Value
	if err := try(func() { request = factory.Call("open", dbName, 1) }); err != nil {
		return fmt.Errorf("%w: %s", ErrBlocked, err)
	}
	upgrade := js.FuncOf(func(js.Value, []js.Value) any {
		request.Get("result").Call("createObjectStore", dbStore)
		return nil
	})
	defer upgrade.Release()
	request.Set("onupgradeneeded", upgrade)
	db, err := wait(request, "onsuccess", "onerror", "onblocked")
	if err != nil {
		return fmt.Errorf("%w: %s", ErrBlocked, err)
	}
	s.db = db
	// Another tab that wipes everything must not wait for this one.
	db.Set("onversionchange", js.FuncOf(func(_ js.Value, args []js.Value) any {
		to := args[0].Get("newVersion")
		s.shut = to.Type() == js.TypeNumber && to.Int() == wiping
		db.Call("close")
		go s.lost(s.shut)
		return nil
	}))
	db.Set("onclose", js.FuncOf(func(js.Value, []js.Value) any {
		go s.lost(false)
		return nil
	}))
	return nil
}

// begin starts a transaction, also where the browser has closed the database,
// as it does when its data are cleared. It does not wait for the disk: what it
// does is whole or not at all, stays when the page or the browser is ended, and
// is done before one can reach for the reload button. A strict one takes seconds
// on a busy disk, and the page may be gone by then.
func (s *IndexedDB) begin(mode string) (tx js.Value, err error) {
	begin := func() { tx = s.db.Call("transaction", dbStore, mode, map[string]any{"durability": "relaxed"}) }
	if err = try(begin); err != nil && !s.shut && s.open() == nil {
		err = try(begin)
	}
	return tx, err
}

// Keys are all keys that begin so, in order.
func (s *IndexedDB) Keys(prefix string) ([]string, error) {
	bound := js.Global().Get("IDBKeyRange").Call("bound", prefix, prefix+"\uffff")
	got, err := s.ask("getAllKeys", bound)
	if err != nil {
		return nil, err
	}
	keys := make([]string, got.Length())
	for i := range keys {
		keys[i] = got.Index(i).String()
	}
	return keys, nil
}

// Get is the value of a key.
func (s *IndexedDB) Get(key string) ([]byte, error) {
	got, err := s.ask("get", js.ValueOf(key))
	if err != nil || got.IsUndefined() {
		return nil, err
	}
	value := make([]byte, got.Get("length").Int())
	js.CopyBytesToGo(value, got)
	Drop(got)
	return value, nil
}

func (s *IndexedDB) ask(what string, arg js.Value) (js.Value, error) {
	var request js.Value
	tx, err := s.begin("readonly")
	if err == nil {
		err = try(func() { request = tx.Call("objectStore", dbStore).Call(what, arg) })
	}
	if err != nil {
		return js.Value{}, fmt.Errorf("%w: %s", ErrBlocked, err)
	}
	got, err := wait(request, "onsuccess", "onerror")
	if err != nil {
		return js.Value{}, fmt.Errorf("%w: %s", ErrDamaged, err)
	}
	return got, nil
}

// Commit does all of it in one transaction, and returns once it is on the disk.
func (s *IndexedDB) Commit(while Pair, puts []Pair, deletes []string) error {
	taken := false
	write := func(kept js.Value) {
		for _, key := range deletes {
			kept.Call("delete", key)
		}
		for _, p := range puts {
			value := js.Global().Get("Uint8Array").New(len(p.Value))
			js.CopyBytesToJS(value, p.Value)
			kept.Call("put", value, p.Key)
			Drop(value)
		}
	}
	tx, err := s.begin("readwrite")
	if err != nil {
		return fmt.Errorf("%w: %s", ErrBlocked, err)
	}
	look := js.FuncOf(func(_ js.Value, args []js.Value) any {
		got := args[0].Get("target").Get("result")
		value := []byte{}
		if !got.IsUndefined() {
			value = make([]byte, got.Get("length").Int())
			js.CopyBytesToGo(value, got)
		}
		if taken = !bytes.Equal(value, while.Value); taken || try(func() { write(tx.Call("objectStore", dbStore)) }) != nil {
			tx.Call("abort")
		}
		return nil
	})
	defer look.Release()
	err = try(func() {
		kept := tx.Call("objectStore", dbStore)
		if while.Key == "" {
			write(kept)
			return
		}
		kept.Call("get", while.Key).Set("onsuccess", look)
	})
	if err == nil {
		_, err = wait(tx, "oncomplete", "onabort", "onerror")
	}
	switch e, ok := err.(*browserError); {
	case taken:
		return ErrTaken
	case err == nil:
		return nil
	case ok && (e.name == "QuotaExceededError" || e.name == "UnknownError"):
		return fmt.Errorf("%w: %s", ErrFull, err)
	}
	return fmt.Errorf("%w: %s", ErrBlocked, err)
}

// Wipe empties the database and deletes it. Where a tab does not let go of it,
// it is empty, and gone with that tab.
func (s *IndexedDB) Wipe() error {
	var request js.Value
	tx, err := s.begin("readwrite")
	if err == nil {
		err = try(func() { tx.Call("objectStore", dbStore).Call("clear") })
	}
	if err == nil {
		_, err = wait(tx, "oncomplete", "onabort", "onerror")
	}
	s.db.Call("close")
	tellWiping()
	if e := try(func() { request = js.Global().Get("indexedDB").Call("deleteDatabase", dbName) }); e != nil {
		return fmt.Errorf("%w: %s", ErrBlocked, e)
	}
	if _, e := wait(request, "onsuccess", "onerror", "onblocked"); e != nil && err != nil {
		return fmt.Errorf("%w: %s", ErrBlocked, err)
	}
	return nil
}

// tellWiping tells other tabs that the database is about to be wiped.
func tellWiping() {
	var request js.Value
	if try(func() { request = js.Global().Get("indexedDB").Call("open", dbName, wiping) }) != nil {
		return
	}
	request.Set("onupgradeneeded", js.FuncOf(func(js.Value, []js.Value) any {
		request.Get("transaction").Call("abort")
		return nil
	}))
	_, _ = wait(request, "onsuccess", "onerror", "onblocked") // it fails, and has been heard
}

// browserError is an error of the browser's.
type browserError struct{ name, message string }

func (e *browserError) Error() string { return e.name + ": " + e.message }

func errorOf(v js.Value) error {
	if !v.Truthy() {
		return &browserError{"Error", "no reason is given"}
	}
	return &browserError{v.Get("name").String(), v.Get("message").String()}
}

// try calls what may throw.
func try(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			thrown, ok := r.(js.Error)
			if !ok {
				panic(r)
			}
			err = errorOf(thrown.Value)
		}
	}()
	f()
	return nil
}

// wait waits for one of the events of a request or transaction; all but the
// first are failures.
func wait(of js.Value, done string, failed ...string) (js.Value, error) {
	type result struct {
		value js.Value
		err   error
	}
	settled := make(chan result, 1+len(failed))
	ok := js.FuncOf(func(js.Value, []js.Value) any {
		settled <- result{value: of.Get("result")}
		return nil
	})
	bad := js.FuncOf(func(js.Value, []js.Value) any {
		settled <- result{err: errorOf(of.Get("error"))}
		return nil
	})
	of.Set(done, ok)
	for _, name := range failed {
		of.Set(name, bad)
	}
	r := <-settled
	of.Set(done, js.Null())
	for _, name := range failed {
		of.Set(name, js.Null())
	}
	ok.Release()
	bad.Release()
	return r.value, r.err
}

// Drop lets go of the bytes of an array at once, where the browser can: left to
// its garbage collector, those of a large list pile up to more than the list.
func Drop(array js.Value) {
	if buffer := array.Get("buffer"); buffer.Get("transfer").Type() == js.TypeFunction {
		buffer.Call("transfer", 0)
	}
}
