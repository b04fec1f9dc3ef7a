package part

import (
	"slices"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Message is what a toast says, and the one thing that can be done about it.
type Message struct {
	Text   string
	Action string // "Undo"; "" for none
	Topic  string // it takes the place of what was said of the same before, "" for none

	after int // the step after this one is what Action takes back; 0 for none
	Do    func(ctx app.Context)
}

const toastAction = "part/toast"

// Toast shows a message for a while at the foot of the page, where Toasts is.
// It must not be the only way to anything: Undo is in the tools as well.
func Toast(ctx app.Context, m Message) { ctx.NewActionWithValue(toastAction, m) }

// ToastDone says what has just been done, and offers to undo it as long as that
// is the last step: before is the step of the history that it was done at.
func ToastDone(ctx app.Context, text string, before int, undo func()) {
	Toast(ctx, Message{Text: text, Action: "Undo", Do: func(app.Context) { undo() }, after: before})
}

// Toasts is where the messages appear. The app has one, at its root.
type Toasts struct {
	app.Compo
	Step int // of the history that is shown

	shown []toast
	last  int
}

type toast struct {
	Message
	id   int
	step int // the step it is about, 0 until that is shown
}

// A message with an action stays longer: it has to be read, and reached.
const (
	toastTime  = 6 * time.Second
	actionTime = 12 * time.Second
	mostToasts = 3
)

func (t *Toasts) OnMount(ctx app.Context) { ctx.Handle(toastAction, t.onToast) }

func (t *Toasts) onToast(ctx app.Context, a app.Action) {
	if m, ok := a.Value.(Message); ok {
		t.show(ctx, m)
	}
}

func (t *Toasts) show(ctx app.Context, m Message) {
	t.last++
	id, stay := t.last, toastTime
	if m.Action != "" {
		stay = actionTime
	}
	// Said again, it is about what was done last: an Undo of before would undo that.
	t.shown = slices.DeleteFunc(slices.Clone(t.shown), func(shown toast) bool { return shown.Text == m.Text || m.Topic != "" && shown.Topic == m.Topic })
	t.shown = append(t.shown, toast{Message: m, id: id})
	if len(t.shown) > mostToasts {
		t.shown = slices.Clone(t.shown[len(t.shown)-mostToasts:])
	}
	if !app.IsServer {
		ctx.After(stay, func(ctx app.Context) { t.drop(id) })
	}
}

func (t *Toasts) drop(id int) {
	t.shown = slices.DeleteFunc(slices.Clone(t.shown), func(shown toast) bool { return shown.id == id })
}

// settle learns which step a message is about, and drops it once another one is
// shown: what it offers would then take back something else.
func (t *Toasts) settle() {
	t.shown = slices.DeleteFunc(slices.Clone(t.shown), func(m toast) bool { return m.after != 0 && m.step != 0 && m.step != t.Step })
	for i, m := range t.shown {
		if m.after != 0 && t.Step != m.after {
			t.shown[i].step = t.Step
		}
	}
}

// Render draws the messages, the newest at the bottom.
func (t *Toasts) Render() app.UI {
	t.settle()
	var list []app.UI
	for _, m := range t.shown {
		parts := []app.UI{app.Span().Text(m.Text)}
		if m.Action != "" && (m.after == 0 || m.step != 0) {
			parts = append(parts, Button("", m.Action, "", func(ctx app.Context, e app.Event) {
				t.drop(m.id)
				if m.Do != nil {
					m.Do(ctx)
				}
			}, "do", m.id))
		}
		parts = append(parts, IconButton("", "close", "Dismiss", func(ctx app.Context, e app.Event) { t.drop(m.id) }, "drop", m.id))
		list = append(list, app.Div().Class("toast").Body(parts...))
	}
	return app.Div().Class("toasts").Role("status").Aria("live", "polite").Body(list...)
}
