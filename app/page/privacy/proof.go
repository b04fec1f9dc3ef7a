package privacy

import (
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link/store"
	"tierbook/app/part"
	"tierbook/app/words"
)

// proof shows what the browser tells of the page: what was asked for, what is
// stored where, and the files that run. It looks anew whenever something was
// saved.
type proof struct {
	app.Compo
	Mode   store.Mode
	Saved  int64
	Locked bool  // other work is kept, under a passphrase
	Since  int64 // when that was saved
	Newer  string
	Renew  func(ctx app.Context)

	seen   *host.Audit
	looked int64 // Saved, when it was looked at
	begged bool  // the browser was asked not to clear it
}

func (p *proof) OnMount(ctx app.Context) { p.look(ctx) }
func (p *proof) OnUpdate(ctx app.Context) {
	if p.looked != p.Saved {
		p.look(ctx)
	}
}

func (p *proof) look(ctx app.Context) {
	p.looked = p.Saved
	host.Look(ctx, func(ctx app.Context, a *host.Audit) {
		p.seen = a
		ctx.Update()
	})
}

// askedFor is how long a browser may take to answer what it was asked for.
const askedFor = 500 * time.Millisecond

// Render draws the three cards.
func (p *proof) Render() app.UI {
	if p.seen == nil {
		return app.Div().Body(part.Card("asked", "What this page has asked for", "", nil, app.P().Body(part.Skeleton())))
	}
	return app.Div().Body(p.asked(), p.stored(), p.built())
}

// asked is what left the page since its network was shut.
func (p *proof) asked() app.UI {
	a := p.seen
	rows := []app.UI{
		line("This window", words.Network(a.Network.Window), words.Requests(a.Requests.Window)),
		line("The worker that holds your list", words.Network(a.Network.Worker), words.Requests(a.Requests.Worker)),
	}
	service := "none yet"
	if s := a.Service; s != nil {
		service = host.Count(s.Fetched) + " for Tierbook’s own files since the browser woke it, " + host.Count(s.Refused) + " turned down"
	}
	inCharge := "not in charge of this page"
	if a.Controlled {
		inCharge = "in charge of this page"
	}
	rows = append(rows, line("The service worker, which keeps the program", inCharge, service))
	rows = append(rows, line("Refused by the policy", "", host.Count(a.Violations)))
	return part.Card("asked", "What this page has asked for", "since its network was shut, before any file was read",
		[]app.UI{part.Button("look-again", "Look again", "quiet", func(ctx app.Context, _ app.Event) { p.look(ctx) })},
		app.Dl().Class("figures audit").Body(rows...),
		part.Explain("What this cannot see, and what no policy stops", paragraphs(words.Unseen(a.Calls))...),
	)
}

// stored is what is on the device.
func (p *proof) stored() app.UI {
	a := p.seen
	var program int64
	for _, f := range a.Files {
		program += f.Bytes
	}
	kept := "not kept yet"
	if a.Service != nil && a.Service.Files > 0 {
		kept = host.Count(a.Service.Files) + " files, " + size(program)
	}
	work := "nothing"
	if p.Saved > 0 && p.Mode != store.Nothing && p.Mode != store.Unchosen {
		work = words.StoredAs(string(p.Mode))
		if a.Database != nil {
			work += ", " + size(*a.Database)
		}
	}
	rows := []app.UI{
		line("Your list and decisions", "the browser’s database (IndexedDB) “tierbook”", work),
		line("Tierbook itself", "the service worker’s cache", kept),
		line("Your choices on this page", "local storage", words.Items(a.Local)),
		line("The key of this tab", "session storage", words.Items(a.Session)),
	}
	if a.Usage != nil {
		rows = append(rows, line("In all, by the browser’s own estimate, which may come late", "", size(*a.Usage)))
	}
	if p.Locked {
		rows = append(rows, line("Other work, locked", "the same database", words.StoredAs(string(store.Passphrase))+", saved "+host.Moment(p.Since)))
	}
	var promise app.UI = app.Div()
	switch {
	case a.Blocked:
		promise = part.Notice(part.Warn, "", app.Text("This browser does not let the page keep its small settings: your choices on this page last until it is closed."))
	case a.Persisted != nil && *a.Persisted:
		promise = app.P().Class("note").Text("The browser has promised not to clear this when the device runs short of space.")
	case a.Persisted != nil:
		promise = app.Div().Class("row").Body(
			app.P().Class("note").Text("The browser may clear this when the device runs short of space."),
			part.Button("persist", "Ask it not to", "", func(ctx app.Context, _ app.Event) {
				host.Persist()
				ctx.After(askedFor, func(ctx app.Context) {
					p.begged = true
					p.look(ctx)
				})
			}),
			app.P().Class("note").Aria("live", "polite").Text(words.Declined(p.begged)))
	}
	return part.Card("stored", "What is stored, where, and how big", "", nil,
		app.Dl().Class("figures audit").Body(rows...), app.Div().Body(promise),
		part.Explain("On an iPad, an iPhone or in Safari", paragraphs(words.Safari())...),
	)
}

// built is which program runs here.
func (p *proof) built() app.UI {
	a := p.seen
	var rows []app.UI
	for _, f := range a.Files {
		rows = append(rows, app.Tr().Body(
			app.Th().Scope("row").Text(f.Name), app.Td().Text(host.Count(f.Bytes)), app.Td().Class("text hash").Text(f.SHA256)))
	}
	body := []app.UI{app.P().Text(words.Version(a.Build, a.Offline, a.Why))}
	body = append(body, app.Div().Body(app.If(p.Newer == "waiting" || p.Newer == "elsewhere", func() app.UI {
		text, _ := words.Newer(p.Newer)
		return part.Notice(part.Info, "", app.Div().Body(app.Text(text+" Your work is saved first, and comes back. "),
			part.Button("renew", "Change to the newer one", "", func(ctx app.Context, _ app.Event) { p.Renew(ctx) })))
	})))
	if len(rows) > 0 {
		body = append(body, part.Explain("The SHA-256 of every file, as built",
			app.P().Text(words.AsListed(a.Right, len(a.Files))),
			app.P().Text("The same source makes the same bytes: build it yourself, or fetch a file from this address, and compare."),
			app.Div().Class("scroll").TabIndex(0).Role("region").Aria("label", "Files of this build").Body(app.Table().Class("hashes").Body(
				app.Caption().Class("unseen").Text("Files of this build"),
				app.THead().Body(app.Tr().Body(app.Th().Scope("col").Class("text").Text("File"), app.Th().Scope("col").Text("Bytes"), app.Th().Scope("col").Class("text").Text("SHA-256"))),
				app.TBody().Body(rows...)))))
	}
	body = append(body, app.P().Class("note").Body(
		app.A().Href("licences.txt").Attr("target", "_blank").Attr("rel", "noopener").Text("The licences of what this page is made of")))
	return part.Card("built", "Version", "", nil, body...)
}

// line is a fact with where it is from.
func line(what, where, fact string) app.UI {
	label := app.Dt().Body(app.Text(what))
	if where != "" {
		label = app.Dt().Body(app.Text(what), app.Br(), app.Small().Text(where))
	}
	return app.Elem("div").Class("fact").Body(label, app.Dd().Text(fact))
}

func paragraphs(text string) []app.UI {
	var all []app.UI
	for _, one := range strings.Split(text, "\n") {
		all = append(all, app.P().Text(one))
	}
	return all
}

// size is a number of bytes in words.
func size(bytes int64) string {
	switch {
	case bytes < 1000:
		return host.Count(bytes) + " bytes"
	case bytes < 1_000_000:
		return host.Count((bytes+500)/1000) + " kB"
	}
	return host.Hundredths((bytes+50_000)/100_000*10) + " MB"
}
