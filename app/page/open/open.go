// Package open is the first place: what this is, and that it is safe.
package open

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
)

// Page is the Open place. What it draws is, element for element, what the
// shell in web/index.html shows before the program has arrived: mounting must
// move nothing. A change here is a change there. Where a list is open, it has so
// many clients, and there is a way back to it.
func Page(clients int) app.UI {
	return app.Div().Class("open").Body(
		part.Headline(app.Text("Which clients pay for your practice?")),
		app.P().Class("lede").Text("Score your book on six factors, sort it into four tiers, and see what each client earns after wages, overhead and your own pay. Then mend the ones that lose money."),
		app.Div().Class("drop").Body(
			app.Button().ID("open-list").Class("primary").Type("button").DataSet("tierbook", "open").Text("Open your client list (CSV)"),
			app.P().Text("or drop it here. Name, AUM and GDC are enough to start."),
		),
		app.Div().Class("three").Body(
			promise("It stays here", "Your file is read by this page, on this device. No account, no upload, no tracking."),
			promise("Check it yourself", "Turn off Wi-Fi and carry on. Once loaded, this page may load nothing more, from any address."),
			promise("You say what is kept", "Until you do, your work lives with this tab: encrypted, found after a reload, over when the tab is closed."),
		),
		app.Div().Class("row").Body(
			app.Button().ID("open-sample").Type("button").DataSet("tierbook", "sample").Text("Look round with a sample book"),
			app.Button().ID("open-paste").Class("quiet").Type("button").DataSet("tierbook", "paste").Text("Paste a table"),
		),
		app.If(clients > 0, func() app.UI {
			return app.P().Body(app.Text("A list of "+host.Count(clients)+words.Plural(clients, " client", " clients")+" is open. "), app.A().Href(place.Place{Name: place.Tiers}.Href()).Text("Back to it"))
		}),
	)
}

func promise(title, text string) app.UI {
	return app.Div().Body(app.B().Text(title), app.Text(text))
}
