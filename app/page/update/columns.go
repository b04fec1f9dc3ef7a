package update

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/merge"
	"tierbook/engine/session"
)

// columns is how the columns of both lists compare over the clients that both
// have, and whose values each will have.
type columns struct {
	app.Compo
	View *session.Staged
}

func (c *columns) Render() app.UI {
	v := c.View
	var all []app.UI
	for i := range v.Columns {
		if one := &v.Columns[i]; one.Theirs || v.How == merge.Renewed {
			all = append(all, app.Li().Body(column(v, one, strconv.Itoa(i))...))
		}
	}
	title := "What changes"
	if v.How == merge.Joined {
		title = "What it adds"
	}
	return part.Card("compared", title, "column by column, for the clients in both", nil, app.Ul().Class("pairs").Body(all...))
}

func column(v *session.Staged, c *merge.Column, n string) []app.UI {
	said := []app.UI{app.Div().Body(append([]app.UI{app.B().Text(words.ColumnName(c.Field, c.Attribute) + " ")}, words.Draw(words.ColumnTally(v, c))...)...)}
	for i := range c.Samples {
		s := &c.Samples[i]
		said = append(said, app.Div().Class("soft").Body(append([]app.UI{part.Name(s.Name), app.Text(": ")}, differs(v, &s.Difference)...)...))
	}
	parts := []app.UI{app.Div().Class("grow").Body(said...)}
	takes := words.Takes(v, c)
	if len(takes) == 0 {
		return parts
	}
	var options []part.Option
	for _, t := range takes {
		options = append(options, part.Option{Value: string(t), Text: words.TakeText(v, c, t)})
	}
	return append(parts, &part.Select{
		ID: "take-" + n, Label: "Values of " + words.ColumnName(c.Field, c.Attribute), Bare: true, Options: options, Value: string(c.Take),
		OnChange: func(_ app.Context, take string) {
			link.Stage(session.TakeColumn(c.Field, c.Attribute, merge.Take(take)))
		},
	})
}

// differs is a value of both lists.
func differs(v *session.Staged, d *merge.Difference) []app.UI {
	if v.How == merge.Joined {
		was, is := words.Differs(d, v.Currency)
		return words.Draw([]words.Piece{was, {Text: " in your list, "}, is, {Text: " in the file"}})
	}
	return becomes(d, v.Currency)
}

// becomes is a value before and after.
func becomes(d *merge.Difference, currency string) []app.UI {
	was, is := words.Differs(d, currency)
	return words.Draw([]words.Piece{was, {Text: " → "}, is})
}
