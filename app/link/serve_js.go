//go:build js

package link

import (
	"encoding/json"
	"errors"
	"io"
	"syscall/js"
	"time"

	"tierbook/app/link/store"
	"tierbook/engine/book"
	"tierbook/engine/intake/file"
)

// Serve runs the session in a worker, for as long as the worker lives.
func Serve() {
	self := js.Global()
	v := newServer(self.Get("tierbook").Get("build").String(), today(), func(r reply) {
		text, err := json.Marshal(r)
		if err != nil {
			panic("link: " + err.Error())
		}
		self.Call("postMessage", string(text))
	})
	v.postFile = func(r reply, file []byte) {
		text, err := json.Marshal(r)
		if err != nil {
			panic("link: " + err.Error())
		}
		bytes := js.Global().Get("Uint8Array").New(len(file))
		js.CopyBytesToJS(bytes, file)
		blob := js.Global().Get("Blob").New([]any{bytes}, map[string]any{"type": "application/octet-stream"})
		self.Call("postMessage", map[string]any{"text": string(text), "file": blob})
	}
	self.Call("addEventListener", "message", js.FuncOf(func(_ js.Value, args []js.Value) any {
		data := args[0].Get("data")
		v.receive([]byte(data.Get("text").String()), func() file.Source {
			if file := data.Get("file"); file.Truthy() {
				return blob{file}
			}
			return nil
		})
		return nil
	}))
	v.run()
}

// today is the day by the clock of the device.
func today() book.Day {
	year, month, day := time.Now().Date()
	return book.Date(year, int(month), day)
}

// blob reads a File of the browser's a slice at a time. Reading waits for the
// browser, and lets it deliver messages (a cancel) meanwhile.
type blob struct{ js.Value }

func (b blob) Size() int64 { return int64(b.Get("size").Float()) }

func (b blob) ReadAt(p []byte, at int64) (int, error) {
	size := b.Size()
	if at >= size {
		return 0, io.EOF
	}
	n := min(int64(len(p)), size-at)
	buffer, err := await(b.Call("slice", float64(at), float64(at+n)).Call("arrayBuffer"))
	if err != nil {
		return 0, err
	}
	bytes := js.Global().Get("Uint8Array").New(buffer)
	js.CopyBytesToGo(p, bytes)
	store.Drop(bytes)
	if n < int64(len(p)) {
		return int(n), io.EOF
	}
	return int(n), nil
}

// await waits for a promise. It must not be called from a callback of the
// browser's, which has to return before anything else can happen.
func await(promise js.Value) (js.Value, error) {
	type result struct {
		value js.Value
		err   error
	}
	settled := make(chan result, 1)
	done := js.FuncOf(func(_ js.Value, args []js.Value) any {
		settled <- result{value: args[0]}
		return nil
	})
	failed := js.FuncOf(func(_ js.Value, args []js.Value) any {
		settled <- result{err: errors.New(args[0].Get("message").String())}
		return nil
	})
	defer done.Release()
	defer failed.Release()
	promise.Call("then", done, failed)
	r := <-settled
	return r.value, r.err
}
