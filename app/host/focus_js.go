package host

import "syscall/js"

// KeepFocus sees to it that the focus is never lost with what has it. A button
// that goes when it has done its work, or a row that is no more, leaves the
// focus to the heading of the card it was in, else to the page's own; what goes
// from a message gives it back to where it was before. Who knows better moves
// the focus at once, as pages do: this looks a moment later.
//
// home is the id of the page's heading, messages the class of what holds
// messages.
func KeepFocus(home, messages string) {
	k := &keeper{home: home, messages: "." + messages, path: js.Null(), before: js.Null()}
	document.Call("addEventListener", "focusin", js.FuncOf(k.onFocus))
	document.Call("addEventListener", "focusout", js.FuncOf(k.onBlur))
	k.look = js.FuncOf(k.onLook)
	window.Get("MutationObserver").New(js.FuncOf(k.onChange)).Call("observe", document.Get("body"), map[string]any{
		"childList": true, "subtree": true, "attributes": true, "attributeFilter": []any{"disabled", "hidden", "open"},
	})
}

type keeper struct {
	home, messages string

	path   js.Value // from what had the focus last up to the window; null when the user has left it
	before js.Value // what had it last outside of messages
	look   js.Func
	due    bool
}

// grace is how long, in milliseconds, others have to move the focus themselves.
const grace = 100

func (k *keeper) onFocus(_ js.Value, args []js.Value) any {
	k.path = args[0].Call("composedPath")
	if target := args[0].Get("target"); target.Call("closest", k.messages).IsNull() {
		k.before = target
	}
	return nil
}

// onBlur forgets what the user has left: what goes later takes nothing along.
func (k *keeper) onBlur(_ js.Value, args []js.Value) any {
	if args[0].Get("relatedTarget").IsNull() && nowhere() {
		k.later()
	}
	return nil
}

func (k *keeper) onChange(js.Value, []js.Value) any {
	if !k.path.IsNull() && nowhere() {
		k.later()
	}
	return nil
}

func (k *keeper) later() {
	if !k.due {
		k.due = true
		window.Call("setTimeout", k.look, grace)
	}
}

func (k *keeper) onLook(js.Value, []js.Value) any {
	k.due = false
	if k.path.IsNull() || !nowhere() {
		return nil
	}
	path := k.path
	k.path = js.Null()
	last := path.Index(0)
	if usable(last) {
		return nil // left by the user
	}
	if !k.before.IsNull() && usable(k.before) && k.inMessages(path) {
		focus(k.before)
		return nil
	}
	for i := 1; i < path.Length(); i++ {
		a := path.Index(i)
		if a.Get("nodeType").IsUndefined() || a.Get("nodeType").Int() != 1 || !a.Get("isConnected").Bool() {
			continue
		}
		if card := a.Call("closest", "dialog[open], section[aria-labelledby], aside[aria-labelledby]"); !card.IsNull() {
			if heading, ok := element(card.Call("getAttribute", "aria-labelledby").String()); ok && usable(heading) {
				heading.Set("tabIndex", -1)
				focus(heading)
				return nil
			}
		}
		break
	}
	FocusQuietly(k.home)
	return nil
}

// inMessages is whether a path leads through the messages, of which nothing
// else may be left.
func (k *keeper) inMessages(path js.Value) bool {
	for i := range path.Length() {
		if e := path.Index(i); !e.Get("matches").IsUndefined() && e.Call("matches", k.messages).Bool() {
			return true
		}
	}
	return false
}

// nowhere is whether nothing has the focus.
func nowhere() bool {
	e := document.Get("activeElement")
	return e.IsNull() || e.Equal(document.Get("body"))
}

// usable is whether an element is on the page, is seen and works.
func usable(e js.Value) bool {
	return e.Get("isConnected").Bool() && e.Call("getClientRects").Length() > 0 && !e.Call("matches", ":disabled").Bool()
}

func focus(e js.Value) { e.Call("focus", map[string]any{"preventScroll": true}) }
