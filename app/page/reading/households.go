package reading

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/intake"
	"tierbook/engine/session"
)

// households reviews the households that are proposed, one by one or all.
type households struct {
	app.Compo
	List *session.List

	lines
	found []session.LikelyHousehold
	at    *session.LikelyHousehold // that is looked at, nil for none
}

// CompoID keeps the proposals of one reading from being taken for another's.
func (h *households) CompoID() string { return strconv.Itoa(h.List.Reading) }

func (h *households) OnMount(ctx app.Context) { h.want(ctx, 0, stretch) }

func (h *households) want(ctx app.Context, offset, limit int) {
	link.See(ctx, session.HouseholdsQuery{Waiting: h.List.Waiting, Offset: offset, Limit: limit}, func(_ app.Context, p session.HouseholdsPage) {
		rows := make([]part.Row, len(p.Rows))
		for i, g := range p.Rows {
			rows[i] = part.Row{Key: uint64(i), Cells: []part.Cell{
				{Text: g.Name, Kind: part.NameCell}, {Text: strings.Join(g.Names, "; "), Kind: part.NameCell}, {Text: host.Count(len(g.Lines))},
			}}
		}
		h.lines, h.found = lines{p.Total, p.Offset, rows}, p.Rows
	})
}

func (h *households) Render() app.UI {
	if h.total == 0 {
		return app.Div()
	}
	return app.Div().Body(
		app.Div().Class("picks").Body(
			part.Button("combine-likely", words.CombineLikely(h.total), "", func(app.Context, app.Event) { decide(h.List, &intake.Decision{Likely: true}) }, h.List.Reading, h.total),
		),
		&part.Table{
			ID: "households", Label: "Households that are likely", Total: h.total, Offset: h.offset, Rows: h.rows, Want: h.want, OnOpen: h.onOpen,
			Columns: []part.Column{{Head: "Household", Width: part.Fill}, {Head: "Clients", Width: part.Fill}, {Head: "Rows", Width: part.Short, From: part.Tablet}},
		},
		&part.Dialog{
			ID: "household", Title: "One household?", Open: h.at != nil,
			Content: func() []app.UI {
				var who []app.UI
				for _, name := range h.at.Names {
					who = append(who, app.Li().Body(part.Name(name)))
				}
				return []app.UI{
					app.P().Text("They have the same e-mail, telephone, or surname and address. As one client their money, hours and referrals add up."),
					app.Ul().Class("remarks").Body(who...),
				}
			},
			Actions: func() []app.UI {
				return []app.UI{
					part.Button("household-no", "Leave them apart", "", func(app.Context, app.Event) { h.at = nil }),
					part.Button("household-yes", "Make them one client", "primary", func(app.Context, app.Event) {
						g := h.at.Group
						h.at = nil
						decide(h.List, &intake.Decision{Households: []intake.Group{g}})
					}),
				}
			},
			OnClose: func(app.Context) { h.at = nil },
		},
	)
}

func (h *households) onOpen(_ app.Context, row part.Row) {
	if i := int(row.Key); i < len(h.found) {
		h.at = &h.found[i]
	}
}
