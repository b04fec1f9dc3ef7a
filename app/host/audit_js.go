package host

import (
	"encoding/json"
	"syscall/js"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Look looks at everything anew and calls f with what it finds.
func Look(ctx app.Context, f func(ctx app.Context, a *Audit)) {
	window.Get("tierbook").Call("audit").Call("then", js.FuncOf(func(_ js.Value, args []js.Value) any {
		var a Audit
		if json.Unmarshal([]byte(args[0].String()), &a) == nil {
			ctx.Dispatch(func(ctx app.Context) { f(ctx, &a) })
		}
		return nil
	}))
}

// Settled shows the Open place, which keeps out of sight while work that is
// kept is looked for.
func Settled() { window.Get("tierbook").Call("settled") }

// ShowInstall has the browser ask whether to install the page.
func ShowInstall() { window.Get("tierbook").Call("showInstall") }

// Recall is what Remember kept in the browser under a name of ours, "" where
// there is nothing.
func Recall(name string) (value string) {
	try(func() {
		if kept := window.Get("localStorage").Call("getItem", "tierbook."+name); kept.Type() == js.TypeString {
			value = kept.String()
		}
	})
	return value
}

// Remember keeps a small setting of the page in the browser, "" for none. It
// must say nothing of anyone's clients.
func Remember(name, value string) {
	try(func() {
		if storage := window.Get("localStorage"); value == "" {
			storage.Call("removeItem", "tierbook."+name)
		} else {
			storage.Call("setItem", "tierbook."+name, value)
		}
	})
}

// Now is the time by the clock of the device, in milliseconds since 1970.
func Now() int64 { return int64(window.Get("Date").Call("now").Float()) }

// Install is how the page can be installed: "none", "offered", "apple" (by the
// browser's own menu) or "installed".
func Install() string { return window.Get("tierbook").Get("install").String() }
