//go:build js

// Command webapp is the page's program, for js/wasm: the page in a window, and
// the session, where the client list lives, in a worker. The loader runs the
// same compiled module in both.
package main

import (
	"syscall/js"

	"tierbook/app"
	"tierbook/app/link"
)

func main() {
	if js.Global().Get("document").IsUndefined() {
		link.Serve()
		return
	}
	app.Run()
}
