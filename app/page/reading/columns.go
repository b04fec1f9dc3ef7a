package reading

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/intake"
	"tierbook/engine/intake/field"
	"tierbook/engine/session"
)

// columns is the file's columns and what was done with each. A press on one opens
// what it can be changed to.
type columns struct {
	app.Compo
	List *session.List

	at *intake.Column // that is being changed, nil for none
}

// CompoID keeps the column of one file from being taken for another's.
func (c *columns) CompoID() string { return c.List.Origin.File }

func (c *columns) Render() app.UI {
	l := c.List
	rows := make([]part.Row, len(l.Columns))
	for i, one := range l.Columns {
		samples := strings.Join(one.Samples[:min(len(one.Samples), 3)], " · ")
		short := words.Sure(one) // on a phone, which has no room for the columns behind
		if one.Unreadable > 0 {
			short = host.Count(one.Unreadable) + " not read"
		}
		rows[i] = part.Row{Key: uint64(i), Cells: []part.Cell{
			{Text: one.Heading, Sub: samples},
			{Text: words.Use(one), Sub: short},
			{Text: words.Sure(one)},
			{Text: host.Count(one.Read)},
			{Text: host.Count(one.Missing)},
			{Text: host.Count(one.Unreadable), Red: one.Unreadable > 0 && one.Use == field.AsField},
			{Text: samples, Kind: part.NameCell},
		}}
	}
	return app.Div().Body(
		&part.Table{
			ID: "columns", Label: "Columns of the file", Total: len(rows), Rows: rows, View: l.Origin.File + strconv.Itoa(len(rows)),
			OnOpen: func(_ app.Context, row part.Row) { c.at = &l.Columns[row.Key] },
			Columns: []part.Column{
				{Head: "Heading", Width: part.Fill}, {Head: "Read as", Width: part.Fill}, {Head: "How sure", Width: part.Fill, From: part.Tablet},
				{Head: "Read", Title: "Cells read", Width: part.Short, From: part.Desk}, {Head: "Blank", Title: "Blank cells", Width: part.Short, From: part.Desk},
				{Head: "Not read", Title: "Cells that could not be read", Width: part.Short, From: part.Tablet}, {Head: "Samples", Width: part.Fill, From: part.Tablet},
			},
		},
		&change{ID: "column", List: l, Column: c.at, OnClose: func(app.Context) { c.at = nil }},
	)
}
