package reading

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/intake"
	"tierbook/engine/session"
)

// aside is the table of what was set aside. A press on a line that may be a
// client after all offers to make it one.
type aside struct {
	app.Compo
	List *session.List

	lines
	found []intake.Aside
	at    *intake.Aside // that is looked at, nil for none
}

// CompoID keeps the lines of one file from being taken for another's.
func (a *aside) CompoID() string { return strconv.Itoa(a.List.Reading) }

func (a *aside) OnMount(ctx app.Context) { a.want(ctx, 0, stretch) }

func (a *aside) want(ctx app.Context, offset, limit int) {
	link.See(ctx, session.AsideQuery{Waiting: a.List.Waiting, Offset: offset, Limit: limit}, func(_ app.Context, p session.AsidePage) {
		rows := make([]part.Row, len(p.Rows))
		for i, r := range p.Rows {
			rows[i] = part.Row{Key: uint64(i), Cells: []part.Cell{
				{Text: words.SetAside(r)}, {Text: host.Count(r.Line)}, {Text: host.Count(r.Rows)}, {Text: r.Text, Kind: part.NameCell},
			}}
		}
		a.lines, a.found = lines{p.Total, p.Offset, rows}, p.Rows
	})
}

func (a *aside) Render() app.UI {
	if a.total == 0 {
		return app.Div()
	}
	return app.Div().Body(
		&part.Table{
			ID: "aside", Label: "Lines set aside", Total: a.total, Offset: a.offset, Rows: a.rows, Want: a.want, OnOpen: a.onOpen,
			Columns: []part.Column{
				{Head: "Why", Width: part.Fill}, {Head: "Line", Width: part.Short}, {Head: "Rows", Title: "How many rows", Width: part.Short, From: part.Tablet}, {Head: "Text", Width: part.Fill},
			},
		},
		&part.Dialog{
			ID: "set-aside", Title: "Set aside", Open: a.at != nil,
			Content: func() []app.UI {
				return []app.UI{
					app.P().Text(words.AsideAt(*a.at)),
					app.P().Body(part.Name(a.at.Text)),
					app.P().Class("note").Text(words.AsideHelp(a.at.Reason)),
				}
			},
			Actions: func() []app.UI {
				actions := []app.UI{part.Button("aside-no", "Leave it aside", "", func(app.Context, app.Event) { a.at = nil })}
				if mayBeClient(a.at.Reason) {
					actions = append(actions, part.Button("aside-yes", "It is a client", "primary", func(app.Context, app.Event) {
						line := a.at.Line
						a.at = nil
						decide(a.List, &intake.Decision{Clients: []intake.Client{{Line: line}}})
					}))
				}
				return actions
			},
			OnClose: func(app.Context) { a.at = nil },
		},
	)
}

// mayBeClient reports whether a line that was set aside can be a client.
func mayBeClient(r intake.AsideReason) bool {
	switch r {
	case intake.Total, intake.Subtotal, intake.Footer, intake.Remark, intake.RepeatedHeader:
		return true
	}
	return false
}

func (a *aside) onOpen(_ app.Context, row part.Row) {
	if i := int(row.Key); i < len(a.found) {
		a.at = &a.found[i]
	}
}

// lines is a stretch of a longer list.
type lines struct {
	total, offset int
	rows          []part.Row
}

// stretch is how many lines are asked for at first.
const stretch = 60
