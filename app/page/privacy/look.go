package privacy

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/part"
)

// look is how the page looks, and where it stands on the device.
type look struct {
	app.Compo
	Install string // as the loader tells it
}

// Render draws the card.
func (l *look) Render() app.UI {
	return part.Card("look", "On this device", "", nil,
		&part.Segmented{
			ID: "theme", Label: "Colours", Value: name(host.Theme()),
			Options:  []part.Option{{Value: "device", Text: "As the device"}, {Value: "light", Text: "Light"}, {Value: "dark", Text: "Dark"}},
			OnChange: func(ctx app.Context, value string) { host.SetTheme(value); ctx.Update() },
		},
		app.Div().Body(l.install()),
	)
}

// name is that of a theme among the options.
func name(theme string) string {
	if theme == "" {
		return "device"
	}
	return theme
}

func (l *look) install() app.UI {
	const apart = " There it has a storage of its own: save a file here first, and open it in the app."
	switch l.Install {
	case "offered":
		return app.Div().Body(
			app.P().Text("Tierbook can be installed like an app, with a window of its own. It stays the same page, and works without a network either way."),
			app.Div().Class("row").Body(part.Button("install", "Install", "", func(app.Context, app.Event) { host.ShowInstall() })))
	case "apple":
		return app.P().Text("To have Tierbook on the Home Screen: tap Share, then Add to Home Screen." + apart)
	case "installed":
		return app.P().Class("note").Text("Tierbook runs as an installed app here.")
	}
	return app.P().Class("note").Text("Some browsers install a page like an app, from their own menu.")
}
