package store

import (
	"fmt"
	"syscall/js"
)

// IndexedDB is the shelf that every browser has, for the page's own origin.
type IndexedDB struct{ db js.Value }

const (
	dbName  = "tierbook"
	dbStore = "kept"
)

// OpenIndexedDB opens it, and makes it where there is none. It must not be
// called from a callback of the browser's; neither must its methods.
func OpenIndexedDB() (Shelf, error) {
	factory := js.Global().Get("indexedDB")
	if !factory.Truthy() {
		return nil, ErrBlocked
	}
	var request js.Value
	if err := try(func() { request = factory.Call("open", dbName, 1) }); err != nil {
		return nil, fmt.Errorf("%w: %s", ErrBlocked, err)
	}
	upgrade := js.FuncOf(func(js.Value, []js.Value) any {
		request.Get("result").Call("createObjectStore", dbStore)
		return nil
	})
	defer upgrade.Release()
	request.Set("onupgradeneeded", upgrade)
	db, err := wait(request, "onsuccess", "onerror", "onblocked")
	if err != nil {
		return nil, fmt.Errorf("%w: %s", ErrBlocked, err)
	}
	s := &IndexedDB{db}
	// Another tab that wipes everything must not wait for this one.
	db.Set("onversionchange", js.FuncOf(func(js.Value, []js.Value) any {
		db.Call("close")
		return nil
	}))
	return s, nil
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
	return value, nil
}

func (s *IndexedDB) ask(what string, arg js.Value) (js.Value, error) {
	var request js.Value
	if err := try(func() {
		request = s.db.Call("transaction", dbStore, "readonly").Call("objectStore", dbStore).Call(what, arg)
	}); err != nil {
		return js.Value{}, fmt.Errorf("%w: %s", ErrBlocked, err)
	}
	got, err := wait(request, "onsuccess", "onerror")
	if err != nil {
		return js.Value{}, fmt.Errorf("%w: %s", ErrDamaged, err)
	}
	return got, nil
}

// Commit does all of it in one transaction, and returns once it is on the disk.
func (s *IndexedDB) Commit(puts []Pair, deletes []string) error {
	var tx js.Value
	err := try(func() {
		tx = s.db.Call("transaction", dbStore, "readwrite", map[string]any{"durability": "strict"})
		kept := tx.Call("objectStore", dbStore)
		for _, key := range deletes {
			kept.Call("delete", key)
		}
		for _, p := range puts {
			value := js.Global().Get("Uint8Array").New(len(p.Value))
			js.CopyBytesToJS(value, p.Value)
			kept.Call("put", value, p.Key)
		}
	})
	if err == nil {
		_, err = wait(tx, "oncomplete", "onabort", "onerror")
	}
	switch e, ok := err.(*browserError); {
	case err == nil:
		return nil
	case ok && (e.name == "QuotaExceededError" || e.name == "UnknownError"):
		return fmt.Errorf("%w: %s", ErrFull, err)
	}
	return fmt.Errorf("%w: %s", ErrBlocked, err)
}

// Wipe deletes the database.
func (s *IndexedDB) Wipe() error {
	s.db.Call("close")
	var request js.Value
	if err := try(func() { request = js.Global().Get("indexedDB").Call("deleteDatabase", dbName) }); err != nil {
		return fmt.Errorf("%w: %s", ErrBlocked, err)
	}
	if _, err := wait(request, "onsuccess", "onerror"); err != nil {
		return fmt.Errorf("%w: %s", ErrBlocked, err)
	}
	return nil
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

// Hold takes the lock of a work, so that no other tab writes to it meanwhile.
// It is false where another tab has it; with steal it is taken from that tab.
// lost is called when another tab takes it from this one. Where the browser
// has no locks, it is always true.
func Hold(id string, steal bool, lost func()) bool {
	locks := js.Global().Get("navigator").Get("locks")
	if !locks.Truthy() {
		return true
	}
	got := make(chan bool, 2)
	held := false
	options := map[string]any{"ifAvailable": true}
	if steal {
		options = map[string]any{"steal": true}
	}
	forever := js.Global().Get("Promise").New(js.FuncOf(func(js.Value, []js.Value) any { return nil }))
	promise := locks.Call("request", "tierbook/"+id, options, js.FuncOf(func(_ js.Value, args []js.Value) any {
		held = args[0].Truthy()
		got <- held
		if held {
			return forever
		}
		return nil
	}))
	promise.Call("catch", js.FuncOf(func(js.Value, []js.Value) any {
		if held {
			go lost()
		} else {
			got <- true // no lock is to be had here at all
		}
		return nil
	}))
	return <-got
}
