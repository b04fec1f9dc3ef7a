package host

import "syscall/js"

// idleCheck is how often it is looked whether the page is idle, in milliseconds.
const idleCheck = 5000

// OnIdle calls f once the user has not touched the page for as long as limit
// says, in milliseconds, 0 for never. A device that slept wakes idle.
func OnIdle(limit func() int64, f func()) {
	last := Now()
	look := func() {
		if most := limit(); most > 0 && Now()-last >= most {
			last = Now()
			f()
		}
	}
	touch := js.FuncOf(func(js.Value, []js.Value) any {
		look() // before the touch counts: it may be another's
		last = Now()
		return nil
	})
	for _, event := range []string{"pointerdown", "keydown", "wheel", "touchstart", "visibilitychange"} {
		document.Call("addEventListener", event, touch, map[string]any{"capture": true, "passive": true})
	}
	window.Call("setInterval", js.FuncOf(func(js.Value, []js.Value) any { look(); return nil }), idleCheck)
}

// OnDiscreet calls f when the user presses the keys that hide names and
// amounts, Control or Command with Shift and the full stop, wherever the focus
// is.
func OnDiscreet(f func()) {
	document.Call("addEventListener", "keydown", js.FuncOf(func(_ js.Value, args []js.Value) any {
		e := args[0]
		if (e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool()) && e.Get("shiftKey").Bool() && e.Get("code").String() == "Period" {
			e.Call("preventDefault")
			f()
		}
		return nil
	}))
}

// Rest lets go of everything that the page has in memory, by loading it anew.
// Resting is then true until Rested.
func Rest() {
	try(func() { window.Get("sessionStorage").Call("setItem", "tierbook.rest", "1") })
	window.Get("location").Call("reload")
}

// Resting is whether the page was put to rest and nobody has come back.
func Resting() (yes bool) {
	try(func() { yes = window.Get("sessionStorage").Call("getItem", "tierbook.rest").Type() == js.TypeString })
	return yes
}

func Rested() { try(func() { window.Get("sessionStorage").Call("removeItem", "tierbook.rest") }) }

// AskBeforeLeaving has the browser ask, in its own words, before the page is left
// or loaded anew, from now on or no longer.
func AskBeforeLeaving(yes bool) {
	verb := "removeEventListener"
	if yes {
		verb = "addEventListener"
	}
	window.Call(verb, "beforeunload", asks)
}

var asks = js.FuncOf(func(_ js.Value, args []js.Value) any {
	args[0].Call("preventDefault")
	args[0].Set("returnValue", true) // for browsers before the end of 2023
	return nil
})

// Leave takes the focus from where it is, so that what is being typed counts.
func Leave() {
	if e := document.Get("activeElement"); e.Truthy() && e.Get("blur").Truthy() {
		e.Call("blur")
	}
}
