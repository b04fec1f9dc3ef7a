// Package update is the place where a list that was opened beside another one
// is taken in: as the same list, newer; as more columns about the same people;
// or in its place. It shows who is who and what would change before anything
// does.
package update

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/link"
	"tierbook/app/page/reading"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/merge"
	"tierbook/engine/session"
)

// Page is the place. Over is the overview of what is shown.
type Page struct {
	app.Compo
	Over *session.Overview

	how  merge.Joining // "" until the user or the engine has said
	file string        // of the list that how was said of
	seen int           // revision that was asked about
	as   merge.Joining // what it was asked as
	view *session.Staged
	list *session.List // how the file was read
}

func (p *Page) OnMount(ctx app.Context)  { p.see(ctx) }
func (p *Page) OnUpdate(ctx app.Context) { p.see(ctx) }

func (p *Page) see(ctx app.Context) {
	if p.file != p.Over.Staged {
		p.file, p.how, p.view, p.list = p.Over.Staged, "", nil, nil
	}
	if p.file == "" || p.seen == p.Over.Revision && p.as == p.how {
		return
	}
	if p.seen != p.Over.Revision || p.list == nil {
		link.See(ctx, session.ListQuery{Waiting: true}, func(_ app.Context, l session.List) { p.list = &l })
	}
	p.seen, p.as = p.Over.Revision, p.how
	link.See(ctx, session.StagedQuery{How: p.how}, func(_ app.Context, v session.Staged) {
		if p.how == "" {
			p.how, p.as = v.How, v.How
		}
		if v.How == p.how {
			p.view = &v
		}
	})
}

// Render draws the place.
func (p *Page) Render() app.UI {
	if p.Over.Staged == "" {
		return part.Empty("No list waits", "Open a newer export of your list, or another file about the same clients, and it is compared with your list here.",
			app.Button().ID("update-open").Type("button").Class("primary").DataSet("tierbook", "open").Text("Open a file"))
	}
	v := p.view
	if v == nil {
		return app.Div().Body(part.Headline(part.Skeleton()))
	}
	return app.Div().Class("joining").Body(
		words.Staged(v).Draw(),
		words.Lede(words.StagedLede(v)),
		p.choice(v),
		app.Div().Body(app.If(p.list != nil, func() app.UI { return &reading.Account{List: p.list, Currency: v.Currency, AsOf: v.AsOf} })),
		&reading.Problems{List: p.list, AsOf: v.AsOf},
		app.Div().Body(app.If(v.How != merge.Replaced && v.Proposed > 0, func() app.UI { return &asked{View: v} })),
		app.Div().Body(app.If(v.How != merge.Replaced, func() app.UI { return &columns{View: v} })),
		app.Div().Body(app.If(v.How != merge.Replaced, func() app.UI { return &people{View: v} })),
	)
}

// choice is what the new file is to the list that is open, and the buttons that
// go on.
func (p *Page) choice(v *session.Staged) app.UI {
	var options []part.Option
	for _, h := range []merge.Joining{merge.Renewed, merge.Joined, merge.Replaced} {
		options = append(options, part.Option{Value: string(h), Text: words.HowTitle(h)})
	}
	return part.Card("how", "What is it?", "", nil,
		app.P().Body(part.Name(v.Origin.File)),
		&part.Segmented{ID: "how-it-is", Label: "What the new file is", Bare: true, Options: options, Value: string(p.how), Hint: words.HowMeans(p.how),
			OnChange: func(ctx app.Context, how string) {
				p.how = merge.Joining(how)
				p.see(ctx)
			}},
		app.Div().Class("stackup").Body(p.warnings(v)...),
		app.Div().Class("row").Body(
			part.Button("finish", words.HowTitle(v.How), "primary", func(app.Context, app.Event) { link.Stage(session.Finish(v.How)) }, v.How),
			part.Button("dismiss", "Keep my list as it is", "", func(ctx app.Context, _ app.Event) {
				link.Stage(session.Dismiss())
				place.Place{Name: place.Book}.Go(ctx)
			}),
		),
	)
}

// warnings are what goes, and what is not decided yet.
func (p *Page) warnings(v *session.Staged) (all []app.UI) {
	if v.How == merge.Replaced {
		return nil
	}
	if text := words.GoesWith(v); text != "" {
		all = append(all, app.P().Class("note").Text(text))
	}
	if v.Proposed > 0 {
		all = append(all, app.P().Class("note").Text(words.Undecided(v)))
	}
	return all
}
