package update

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/page/download"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/merge"
	"tierbook/engine/session"
)

// people are the clients that one of the lists has alone, and those who will
// have other values.
type people struct {
	app.Compo
	View *session.Staged

	which string
	stretch
}

func (p *people) OnMount(ctx app.Context)  { p.see(ctx) }
func (p *people) OnUpdate(ctx app.Context) { p.see(ctx) }
func (p *people) see(ctx app.Context)      { p.ask(ctx, p.View, p.shown()) }

// shown is which of them are shown: those that the user asked for, or the first
// of whom there are any.
func (p *people) shown() string {
	if p.which != "" {
		return p.which
	}
	switch v := p.View; {
	case v.New+v.Several > 0:
		return session.StagedNew
	case v.Gone > 0:
		return session.StagedGone
	}
	return session.StagedChanged
}

func (p *people) Render() app.UI {
	v := p.View
	fresh := v.New
	if v.How == merge.Renewed {
		fresh += v.Several
	}
	options := []part.Option{
		{Value: session.StagedNew, Text: words.OnlyNew(v.How) + " " + host.Count(fresh)},
		{Value: session.StagedGone, Text: words.OnlyMine(v.How) + " " + host.Count(v.Gone)},
		{Value: session.StagedChanged, Text: "Changed " + host.Count(v.Changed)},
	}
	var rows []app.UI
	for i := range p.rows {
		rows = append(rows, app.Li().Body(app.Div().Class("grow").Body(p.line(&p.rows[i])...)))
	}
	if len(rows) == 0 {
		rows = append(rows, app.Li().Text("Nobody."))
	}
	return part.Card("people", "Who", "", p.download(),
		&part.Segmented{ID: "people-which", Label: "Clients shown", Bare: true, Options: options, Value: p.shown(),
			OnChange: func(ctx app.Context, which string) {
				p.which = which
				p.see(ctx)
			}},
		app.Ul().Class("pairs").Body(rows...),
		app.Div().Body(p.more("people-more")),
	)
}

// download hands out whom only one of the lists has.
func (p *people) download() []app.UI {
	if p.View.New+p.View.Gone == 0 {
		return nil
	}
	return []app.UI{download.Button("unmatched-save", "Download the unmatched as CSV", session.Export{Table: session.ExportAlone})}
}

func (p *people) line(r *merge.Row) []app.UI {
	who := r.Mine
	if who == nil {
		who = r.Theirs
	}
	parts := []app.UI{app.Div().Body(side("", who, p.View.Currency)...)}
	for i := range r.Changes {
		d := &r.Changes[i]
		parts = append(parts, app.Div().Class("soft").Body(append([]app.UI{app.Text(words.ColumnName(d.Field, d.Attribute) + ": ")}, becomes(d, p.View.Currency)...)...))
	}
	return parts
}
