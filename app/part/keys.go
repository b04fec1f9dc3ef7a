package part

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Key is a key that was pressed by itself, outside of what takes keys: fields
// to type in, and dialogs.
type Key struct {
	Name  string // as browsers name it: "ArrowLeft", "s"
	Radio bool   // a choice has the focus, which the arrows move
	Acts  bool   // a button or link has the focus, which Enter presses
}

// Keys hears the keyboard, wherever the focus is, while a place is shown.
type Keys struct {
	heard app.Func
}

// Hear has does say what a key does, nil for nothing of the place's. It is for
// OnMount, and Stop for OnDismount.
func (k *Keys) Hear(ctx app.Context, does func(Key) func(app.Context)) {
	k.heard = app.FuncOf(func(_ app.Value, args []app.Value) any {
		e := args[0]
		for _, with := range []string{"altKey", "ctrlKey", "metaKey"} {
			if e.Get(with).Bool() {
				return nil
			}
		}
		on, name := e.Get("target"), e.Get("key").String()
		within := func(what string) bool { return on.Call("closest", what).Truthy() }
		if len(name) > 1 && e.Get("shiftKey").Bool() || within("input:not([type=radio]), select, textarea, dialog") {
			return nil
		}
		if do := does(Key{name, within("input"), within("button, a, summary")}); do != nil {
			e.Call("preventDefault")
			ctx.Dispatch(do)
		}
		return nil
	})
	app.Window().Call("addEventListener", "keydown", k.heard)
}

// Stop ends hearing.
func (k *Keys) Stop() {
	app.Window().Call("removeEventListener", "keydown", k.heard)
	k.heard.Release()
}
