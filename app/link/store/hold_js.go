package store

import (
	"syscall/js"
	"time"
)

// Hold takes the lock of a work, so that other tabs notice that it is open. It
// is false where another tab has it; with steal it is taken from that tab.
// lost is called when another tab takes it from this one.
func Hold(id string, steal bool, lost func()) bool {
	name := "tierbook/" + id
	if locks := js.Global().Get("navigator").Get("locks"); locks.Truthy() {
		return lock(locks, name, steal, lost)
	}
	return call(name, steal, lost)
}

// lock holds by the browser's locks, which end with whoever has them.
func lock(locks js.Value, name string, steal bool, lost func()) bool {
	got := make(chan bool, 2)
	held := false
	options := map[string]any{"ifAvailable": true}
	if steal {
		options = map[string]any{"steal": true}
	}
	forever := js.Global().Get("Promise").New(js.FuncOf(func(js.Value, []js.Value) any { return nil }))
	promise := locks.Call("request", name, options, js.FuncOf(func(_ js.Value, args []js.Value) any {
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

// answerWithin is how long another tab may take to say that it has a work.
const answerWithin = 400 * time.Millisecond

// call holds where the browser has no locks: whoever has a work open says so
// when it is called. A tab that is too busy to answer is not heard, which is
// why a commit looks for itself (Shelf).
func call(name string, steal bool, lost func()) bool {
	channels := js.Global().Get("BroadcastChannel")
	if !channels.Truthy() {
		return true
	}
	channel := channels.New(name)
	mine, theirs := false, make(chan bool, 1)
	channel.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		switch args[0].Get("data").String() {
		case "whose?":
			if mine {
				channel.Call("postMessage", "mine")
			}
		case "mine":
			select {
			case theirs <- true:
			default:
			}
		case "give up":
			if mine {
				mine = false
				channel.Call("close")
				go lost()
			}
		}
		return nil
	}))
	if steal {
		channel.Call("postMessage", "give up")
		mine = true
		return true
	}
	channel.Call("postMessage", "whose?")
	select {
	case <-theirs:
		channel.Call("close")
		return false
	case <-time.After(answerWithin):
		mine = true
		return true
	}
}
