//go:build js

package main

import (
	"syscall/js"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// session answers every message with its text.
func session() {
	self := js.Global()
	self.Call("addEventListener", "message", js.FuncOf(func(_ js.Value, args []js.Value) any {
		self.Call("postMessage", "echo "+args[0].Get("data").String())
		return nil
	}))
	self.Call("postMessage", "ready "+self.Get("tierbook").Get("build").String())
	select {}
}

// page shows the Open place and what the worker and the loader told.
func page() {
	app.Route("/", func() app.Composer { return &open{} })
	app.RunWhenOnBrowser()
}

type open struct {
	app.Compo
	heard string
}

func (o *open) OnMount(ctx app.Context) {
	tierbook := js.Global().Get("tierbook")
	tierbook.Call("onworker", js.FuncOf(func(_ js.Value, args []js.Value) any {
		worker := args[0]
		worker.Call("addEventListener", "message", js.FuncOf(func(_ js.Value, args []js.Value) any {
			text := args[0].Get("data").String()
			ctx.Dispatch(func(app.Context) { o.heard += text + ". " })
			return nil
		}))
		worker.Call("postMessage", "hello")
		return nil
	}))
	tierbook.Call("onfile", js.FuncOf(func(_ js.Value, args []js.Value) any {
		text := args[1].String() + ": " + args[0].Get("name").String()
		ctx.Dispatch(func(app.Context) { o.heard += text + ". " })
		return nil
	}))
}

func (o *open) Render() app.UI {
	return app.Div().ID("app").Class("app").Body(
		app.A().Class("skip").Href("#main").Text("Skip to content"),
		app.Nav().Class("rail").Aria("label", "Places").Body(
			app.A().Class("brand").Href("#/open").Text("Tierbook"),
			app.A().Class("place").Href("#/book").Text("Book"),
			app.A().Class("place").Href("#/practice").Text("Practice"),
			app.A().Class("place").Href("#/tiers").Text("Tiers"),
			app.Div().Class("seal").Body(
				app.B().Text("Nothing leaves this browser"),
				app.Text(" Your client list is read here, on this device."),
			),
		),
		app.Main().ID("main").Class("main").TabIndex(-1).Body(
			app.Div().Class("open").Body(
				app.H1().ID("heading").TabIndex(-1).Text("Which clients pay for your practice?"),
				app.P().Class("lede").Text("Score your book on six factors, sort it into four tiers, and see what each client earns after wages, overhead and your own pay. Then mend the ones that lose money."),
				app.Div().Class("drop").Body(
					app.Button().ID("open-list").Class("primary").Type("button").DataSet("tierbook", "open").Text("Open your client list (CSV)"),
					app.P().Text("or drop it here. Name, AUM and GDC are enough to start."),
				),
				app.Div().Class("three").Body(
					app.Div().Body(app.B().Text("It stays here"), app.Text("Your file is read by this page, on this device. No account, no upload, no tracking.")),
					app.Div().Body(app.B().Text("Check it yourself"), app.Text("Turn off Wi-Fi and carry on. The browser is told to refuse every other address.")),
					app.Div().Body(app.B().Text("Keep what you want"), app.Text("Kept only for this tab unless you choose otherwise: on this device, under your passphrase.")),
				),
				app.Div().Class("row").Body(
					app.Button().ID("open-sample").Type("button").DataSet("tierbook", "sample").Text("Look round with a sample book"),
				),
				app.P().ID("heard").Class("unseen").Text(o.heard),
			),
		),
	)
}
