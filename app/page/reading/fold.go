package reading

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// fold is a stretch that opens at a tap, and is made only then: a table that
// nobody sees cannot be measured.
type fold struct {
	app.Compo
	Title   string
	Open    bool // from the start
	Content func() app.UI

	touched, open bool
}

func (f *fold) Render() app.UI {
	open := f.open || !f.touched && f.Open
	parts := []app.UI{app.Summary().Text(f.Title)}
	if open {
		parts = append(parts, app.Div().Body(f.Content()))
	}
	return app.Details().Class("explain wide").Open(open).On("toggle", f.onToggle).Body(parts...)
}

func (f *fold) onToggle(ctx app.Context, e app.Event) {
	f.touched, f.open = true, e.Get("target").Get("open").Bool()
}
