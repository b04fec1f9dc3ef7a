package part

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
)

// Dialog is a window over the page, the browser's own: it keeps the focus
// while open and gives it back when closed, by Escape too.
//
// OnClose must lead to Open being false; until then the dialog stays. Without it
// there is no way out but by the actions. Content
// and Actions are drawn only while it is open.
type Dialog struct {
	app.Compo
	ID      string
	Title   string
	Open    bool
	Content func() []app.UI
	Actions func() []app.UI // the last is the one that goes on
	OnClose func(ctx app.Context)
}

func (d *Dialog) OnMount(ctx app.Context)  { ctx.Defer(d.show) }
func (d *Dialog) OnUpdate(ctx app.Context) { ctx.Defer(d.show) }

func (d *Dialog) show(app.Context) {
	if d.Open {
		host.ShowModal(d.ID)
	} else {
		host.CloseModal(d.ID)
	}
}

// Render draws the dialog, empty while it is closed.
func (d *Dialog) Render() app.UI {
	dialog := app.Elem("dialog").ID(d.ID).Aria("labelledby", d.ID+"-title").On("close", d.onClose)
	if !d.Open {
		return dialog
	}
	head := []app.UI{app.H2().ID(d.ID + "-title").Text(d.Title)}
	if d.OnClose != nil {
		head = append(head, IconButton("", "close", "Close", d.onButton))
	}
	parts := []app.UI{app.Header().Body(head...)}
	if d.Content != nil {
		parts = append(parts, app.Div().Class("stackup").Body(d.Content()...))
	}
	if d.Actions != nil {
		parts = append(parts, app.Footer().Body(d.Actions()...))
	}
	return dialog.Body(parts...)
}

func (d *Dialog) onButton(ctx app.Context, e app.Event) { d.close(ctx) }

// onClose hears of every closing, ours included.
func (d *Dialog) onClose(ctx app.Context, e app.Event) {
	if d.Open {
		d.close(ctx)
	}
}

func (d *Dialog) close(ctx app.Context) {
	if d.OnClose != nil {
		d.OnClose(ctx)
	}
	ctx.Defer(d.show)
}

// Confirm asks before something that can't be taken back. What can be undone
// needs no question: do it and offer Undo (Toast).
type Confirm struct {
	app.Compo
	ID     string
	Title  string
	Text   string
	Yes    string // the deed, as a verb: "Wipe everything"
	No     string // "" is "Cancel"
	Danger bool
	Open   bool
	OnYes  func(ctx app.Context)
	OnNo   func(ctx app.Context)
}

// Render draws the question.
func (c *Confirm) Render() app.UI {
	return &Dialog{
		ID: c.ID, Title: c.Title, Open: c.Open,
		Content: func() []app.UI { return []app.UI{app.P().Text(c.Text)} },
		Actions: func() []app.UI {
			no := c.No
			if no == "" {
				no = "Cancel"
			}
			return []app.UI{
				Button(c.ID+"-no", no, "", c.onNo),
				Button(c.ID+"-yes", c.Yes, classes("primary", when(c.Danger, "danger")), c.onYes),
			}
		},
		OnClose: func(ctx app.Context) { c.onNo(ctx, app.Event{}) },
	}
}

func (c *Confirm) onYes(ctx app.Context, e app.Event) {
	if c.OnYes != nil {
		c.OnYes(ctx)
	}
}

func (c *Confirm) onNo(ctx app.Context, e app.Event) {
	if c.OnNo != nil {
		c.OnNo(ctx)
	}
}
