//go:build js

package link

import "syscall/js"

// File is a File of the browser's, handed on to the worker as it is.
type File = js.Value

// connect takes the worker that the loader has started, and every later one
// that it puts in the place of one that died (web/loader.js tells how).
func connect() {
	js.Global().Get("tierbook").Call("onworker", js.FuncOf(func(_ js.Value, args []js.Value) any {
		attach(worker{args[0]})
		return nil
	}))
}

type worker struct{ js.Value }

func (w worker) send(text []byte, file File) {
	message := js.Global().Get("Object").New()
	message.Set("text", string(text))
	if file.Truthy() {
		message.Set("file", file)
	}
	w.Call("postMessage", message)
}

// attach listens to a worker. The first message of a worker names its build;
// one of another build is never spoken to.
func attach(w worker) {
	loader := js.Global().Get("tierbook")
	build, first := loader.Get("build").String(), true
	w.Call("addEventListener", "message", js.FuncOf(func(_ js.Value, args []js.Value) any {
		data, file := args[0].Get("data"), js.Undefined()
		if data.Type() == js.TypeObject {
			data, file = data.Get("text"), data.Get("file")
		}
		text := []byte(data.String())
		switch {
		case !first:
			window.receive(text, file)
		case isOf(build, text):
			first = false
			window.started(w)
		default:
			window.tell(Event{Fault: otherBuild})
		}
		return nil
	}))
	w.Call("addEventListener", "error", js.FuncOf(func(js.Value, []js.Value) any {
		window.died()
		loader.Call("restart")
		return nil
	}))
}
