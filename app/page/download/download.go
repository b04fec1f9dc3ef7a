// Package download is the buttons that hand out what the page shows as a CSV
// file.
package download

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/engine/session"
)

// Button hands out the table, all of it or what the filter lets pass.
func Button(id, text string, what session.Export) app.UI {
	return part.Button(id, text, "quiet", func(ctx app.Context, _ app.Event) { Save(ctx, what) }, what)
}

// Icon is Button where there is only room for an icon; the text is read out.
func Icon(id, text string, what session.Export) app.UI {
	return part.IconButton(id, "download", text, func(ctx app.Context, _ app.Event) { Save(ctx, what) }, what)
}

// Save hands out the table. The name of the file says what it is and the day,
// and nothing of anyone's clients.
func Save(ctx app.Context, what session.Export) {
	host.Announce("The file is being made.")
	name := "tierbook-" + what.Table + "-" + host.Today() + ".csv"
	link.Table(ctx, what, func(_ app.Context, made link.File) { host.DownloadFile(name, made) })
}
