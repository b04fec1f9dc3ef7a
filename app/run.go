// Package app is the page: it draws the views of a session and sends it
// commands. It holds no figures of its own.
package app

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Run draws the page in the window. It does not return.
func Run() {
	app.RouteWithRegexp(".*", func() app.Composer { return &house{} })
	app.RunWhenOnBrowser()
}
