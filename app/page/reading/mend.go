package reading

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
)

// dialog mends a group of problems: its cells are read as another text, all at
// once, or its rows are left out with a reason.
func (p *problem) dialog() app.UI {
	id := p.id()
	return &part.Dialog{
		ID: id + "-mend", Title: words.Heading(p.List, p.Kind.Column) + ": " + words.Problem(p.Kind), Open: p.at != nil,
		Content: func() []app.UI {
			g := p.at
			who := words.Draw(words.Where(*g))
			if g.Key != 0 {
				who = append(who, app.Text(" "), app.A().Href(place.OfClient(g.Key).Href()).Text("To the client"))
			}
			content := []app.UI{app.P().Body(who...)}
			if g.Text != "" {
				content = append(content, app.P().Body(part.Name("“"+g.Text+"”")))
			}
			if p.mendable() {
				content = append(content, app.Div().Class("stackup").Body(
					&part.TextField{
						ID: id + "-as", Label: words.MendLabel(g.Count), Hint: words.MendHint(p.List.Columns[p.Kind.Column]), Blank: "blank", Private: true,
						Check: p.check,
					},
					app.Div().Class("row").Body(part.Button(id+"-read", words.MendButton(g.Count), "primary", p.onMend)),
				))
			}
			return append(content, app.Div().Class("stackup").Body(
				&part.TextField{ID: id + "-why", Label: words.LeaveLabel(g.Count, p.mendable()), Hint: "Say why, so that you still know next year.", Blank: "why", Most: 300, Problem: p.wanting},
				app.Div().Class("row").Body(part.Button(id+"-leave", words.LeaveButton(g.Count), "", p.onLeave)),
			))
		},
		OnClose: func(app.Context) { p.at, p.wanting = nil, "" },
	}
}

// mendable reports whether there is a text that another can be read for.
func (p *problem) mendable() bool {
	return p.Kind.Column >= 0 && p.at.Text != "" && p.Kind.Reason != cell.OtherCurrency
}

// check is why a text cannot stand in the column, "" where it can.
func (p *problem) check(text string) string {
	return words.Unreadable(p.List.Columns[p.Kind.Column].Reads(text, p.AsOf))
}

func (p *problem) alike() *intake.Alike {
	return &intake.Alike{Column: p.Kind.Column, Reason: p.Kind.Reason, Text: p.at.Text}
}

func (p *problem) onMend(app.Context, app.Event) {
	as := strings.TrimSpace(host.InputValue(p.id() + "-as"))
	if p.check(as) != "" {
		host.Focus(p.id() + "-as") // the field says why
		return
	}
	a := p.alike()
	a.As = &as
	p.at = nil
	decide(p.List, &intake.Decision{Alike: a})
}

func (p *problem) onLeave(app.Context, app.Event) {
	why := strings.TrimSpace(host.InputValue(p.id() + "-why"))
	if why == "" {
		p.wanting = "A reason is needed."
		host.Focus(p.id() + "-why")
		return
	}
	a := p.alike()
	a.Why = why
	p.at, p.wanting = nil, ""
	decide(p.List, &intake.Decision{Alike: a})
}
