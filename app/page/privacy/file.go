package privacy

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
)

// Copied is where the browser remembers when a copy was saved last.
const Copied = "copy"

// LastCopy is when that was, in milliseconds since 1970, 0 for never.
func LastCopy() int64 {
	ms, _ := strconv.ParseInt(host.Recall(Copied), 10, 64)
	return ms
}

// file saves and opens Tierbook files.
type file struct {
	app.Compo
	Open bool   // there is something to save
	List string // name of the client list's file

	problem string // with the passphrase that was typed
	under   string // the field that is
	saved   string // name of the file that was saved last, "" for none
}

// Render draws the card.
func (f *file) Render() app.UI {
	save := app.Button().ID("file-save").Type("button").Class("primary").Disabled(!f.Open).Text("Save a file").OnClick(f.save)
	return part.Card("work-file", "A Tierbook file", "", nil,
		app.P().Text("Everything in one file that is yours: the list, your decisions and the way there. Keep it as a copy, or take it to another device."),
		app.P().Class("note").Text(copied()),
		f.secret("file-phrase", "Passphrase for the file", "Without one, whoever has the file can read it. With one, the public age tool opens it too."),
		f.secret("file-again", "The file’s passphrase once more", ""),
		app.Div().Class("row").Body(
			save,
			app.Button().ID("file-open").Type("button").DataSet("tierbook", "open").Text("Open a file"),
		),
		app.Div().Aria("live", "polite").Body(app.If(f.saved != "", func() app.UI {
			return app.P().Class("note").Text("The browser was handed " + f.saved + " to be saved.")
		})),
	)
}

func (f *file) save(ctx app.Context, _ app.Event) {
	phrase := host.InputValue("file-phrase")
	f.problem, f.under = "", ""
	if phrase != "" || host.InputValue("file-again") != "" {
		if f.problem, f.under = agreed("file-phrase", "file-again"); f.problem != "" {
			return
		}
	}
	name := "tierbook-" + host.Today()
	if phrase == "" {
		name += ".tierbook.json"
	} else {
		name += ".tierbook"
	}
	link.SaveFile(ctx, phrase, func(ctx app.Context, made link.File) {
		host.DownloadFile(name, made)
		host.Remember(Copied, strconv.FormatInt(host.Now(), 10))
		host.SetInputValue("file-phrase", "")
		host.SetInputValue("file-again", "")
		f.saved = name
		ctx.Update()
	})
}

func (f *file) secret(id, label, hint string) app.UI {
	s := &Secret{ID: id, Label: label, Hint: hint, Anew: true}
	if f.under == id {
		s.Problem = f.problem
	}
	return s
}

// copied says when the last copy was saved.
func copied() string {
	if last := LastCopy(); last > 0 {
		return "The last copy was saved from this browser on " + host.Moment(last) + "."
	}
	return "No copy has been saved from this browser yet. A browser can lose what it keeps; a file is yours."
}
