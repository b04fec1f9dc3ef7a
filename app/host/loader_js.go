package host

import (
	"syscall/js"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// File is a file of the browser's that the user chose.
type File = js.Value

// Sample is the sample book.
func Sample() File { return window.Get("tierbook").Get("book") }

// FileName is the file's own name.
func FileName(f File) string { return f.Get("name").String() }

// FileSize is its size in bytes.
func FileSize(f File) int64 { return int64(f.Get("size").Float()) }

// OnFile calls f with every file the user chooses or drops, and with the sample
// book when it is asked for; also with what was chosen before the program had
// arrived (web/loader.js keeps it).
func OnFile(ctx app.Context, f func(ctx app.Context, file File, sample bool)) {
	window.Get("tierbook").Call("onfile", js.FuncOf(func(_ js.Value, args []js.Value) any {
		file, sample := args[0], args[1].String() == "sample"
		ctx.Dispatch(func(ctx app.Context) { f(ctx, file, sample) })
		return nil
	}))
}

// Offline is how far the page is from working without a network: "preparing",
// "ready", "failed" or "unsupported".
func Offline() string { return window.Get("tierbook").Get("offline").String() }

// Update is "waiting" when a newer build is on this device, "elsewhere" when
// another tab has changed to it already.
func Update() string { return window.Get("tierbook").Get("update").String() }

// Remark is what there is to say of what was handed in, told once: what was
// pasted is "refused" by the browser, or "text" that is no table; the "first" of
// several files was taken. It is "" for nothing.
func Remark() string {
	loader := window.Get("tierbook")
	why := loader.Get("remark").String()
	loader.Set("remark", "")
	return why
}

// ApplyUpdate changes to the newer build and reloads the page.
func ApplyUpdate() { window.Get("tierbook").Call("apply") }

// OnChange calls f whenever what the loader knows (Offline, Update) has
// changed.
func OnChange(ctx app.Context, f func(ctx app.Context)) {
	window.Get("tierbook").Call("onchange", js.FuncOf(func(js.Value, []js.Value) any {
		ctx.Dispatch(f)
		return nil
	}))
}

// OnUndo calls undo and redo when the user presses the keys for them, unless a
// text is being typed, where they belong to the text. In a field whose text
// the user has not touched since coming there, they are the program's.
func OnUndo(undo, redo func()) {
	touched := js.Null()
	on := func(event string, f func(e js.Value)) {
		document.Call("addEventListener", event, js.FuncOf(func(_ js.Value, args []js.Value) any {
			f(args[0])
			return nil
		}))
	}
	on("input", func(e js.Value) { touched = e.Get("target") })
	for _, event := range [...]string{"focusin", "change"} {
		on(event, func(js.Value) { touched = js.Null() })
	}
	on("keydown", func(e js.Value) {
		key, target := e.Get("key").String(), e.Get("target")
		if !(e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool()) || e.Get("altKey").Bool() || typing(target) && touched.Equal(target) {
			return
		}
		switch {
		case (key == "z" || key == "Z") && !e.Get("shiftKey").Bool():
			e.Call("preventDefault")
			undo()
		case key == "z" || key == "Z" || key == "y" || key == "Y":
			e.Call("preventDefault")
			redo()
		}
	})
}

func typing(target js.Value) bool {
	switch target.Get("tagName").String() {
	case "TEXTAREA":
		return true
	case "INPUT":
		switch target.Get("type").String() {
		case "range", "checkbox", "radio", "button":
			return false
		}
		return true
	}
	return false
}

// Today is the day by the clock of the device, as an ISO date.
func Today() string {
	now := window.Get("Date").New()
	local := window.Get("Date").New(now.Call("getTime").Float() - now.Call("getTimezoneOffset").Float()*60_000)
	return local.Call("toISOString").String()[:10]
}

// SetTitle writes the title of the page. It names places only.
func SetTitle(title string) { document.Set("title", title) }

// ToTop scrolls the page to its top, at once.
func ToTop() { window.Call("scrollTo", 0, 0) }

// OnTurn calls f when the page is hidden, after which it may be gone at any
// moment, and when it is seen again, after which what it stored may be gone:
// the browser's settings were in front of it. A slider that keys are moving is
// told first that it is left, for that is when it is decided.
func OnTurn(f func()) {
	document.Call("addEventListener", "visibilitychange", js.FuncOf(func(js.Value, []js.Value) any {
		if at := document.Get("activeElement"); document.Get("hidden").Bool() && at.Truthy() && at.Get("type").Equal(js.ValueOf("range")) {
			at.Call("dispatchEvent", window.Get("Event").New("blur"))
		}
		f()
		return nil
	}))
}

// Persist asks the browser not to clear what the page keeps when the device
// runs short of space. Whether it agrees is its own affair.
func Persist() {
	storage := window.Get("navigator").Get("storage")
	if storage.Truthy() && storage.Get("persist").Truthy() {
		storage.Call("persist").Call("catch", js.FuncOf(func(js.Value, []js.Value) any { return nil }))
	}
}

// Moment is a time, given in milliseconds since 1970, as date and time of day
// in the user's locale.
func Moment(ms int64) string {
	return window.Get("Date").New(float64(ms)).Call("toLocaleString", js.Undefined(), map[string]any{"dateStyle": "medium", "timeStyle": "short"}).String()
}
