package reading

import (
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/intake"
	"tierbook/engine/intake/field"
	"tierbook/engine/session"
)

// Account is how the list was read: control totals to compare with one's own
// system, what the file leaves open, its columns, and the lines set aside.
type Account struct {
	app.Compo
	List     *session.List // nil until it has come
	Currency string
	AsOf     book.Day // by the settings
}

func (a *Account) Render() app.UI {
	l := a.List
	if l != nil && l.Waiting {
		return a.card("How the new file was read", []app.UI{&written{List: l}})
	}
	actions := []app.UI{&written{List: l}, app.Button().Type("button").Class("quiet").DataSet("tierbook", "open").Text("Open another list"),
		app.Button().Type("button").Class("quiet").DataSet("tierbook", "paste").Text("Paste a table")}
	if l == nil {
		return part.Card("account", "How the list was read", "", actions[1:], app.P().Body(part.Skeleton()))
	}
	return a.card("How the list was read", actions)
}

func (a *Account) card(title string, actions []app.UI) app.UI {
	l := a.List
	return part.Card("account", title, words.Written(l), actions,
		app.Div().Class("grid even").Body(a.rows(), a.totals()),
		app.Div().Body(open(l, a.Currency, a.AsOf)),
		app.Div().Body(
			&fold{Title: words.Columns(l.Columns), Open: l.HeaderLine == intake.NoHeader, Content: func() app.UI { return &columns{List: l} }},
		),
		app.Div().Body(app.If(len(l.Aside) > 0, func() app.UI {
			return &fold{Title: words.Asides(l.Aside), Content: func() app.UI { return &aside{List: l} }}
		})),
		app.Div().Body(decided(l)),
	)
}

// rows is what became of each row of the file: the parts add up to it.
func (a *Account) rows() app.UI {
	c := a.List.Controls
	count := func(label string, n int) part.Figure {
		return part.Figure{Label: label, Value: host.Count(n), Plain: true}
	}
	figures := []part.Figure{
		count("Became a client", c.Clients),
		count("Joined the client of another row", c.Combined),
		count("Set aside, for they are no clients", c.SetAside),
	}
	if c.LeftOut > 0 {
		figures = append(figures, count("Left out by you", c.LeftOut))
	}
	sum := count("Rows in the file", c.Rows)
	sum.Sum = true
	body := []app.UI{part.Figures(append(figures, sum)...)}
	if c.Rows != c.Clients+c.Combined+c.SetAside+c.LeftOut {
		body = append(body, part.Notice(part.Bad, "These do not add up.", app.P().Text("Do not rely on this reading of the file.")))
	}
	return app.Div().Body(body...)
}

// totals are the sums to compare with the system that the list comes from.
func (a *Account) totals() app.UI {
	l, c := a.List, a.List.Controls
	var figures []part.Figure
	var off []app.UI
	add := func(f field.Field, file, left, outside, annual, total, counted book.Cents, missing int) {
		if !slices.ContainsFunc(l.Columns, func(c intake.Column) bool { return c.Field == f }) {
			return
		}
		name := words.Field(f)
		money := func(label string, v book.Cents) {
			figures = append(figures, part.Figure{Label: label, Value: host.Money(v, a.Currency, host.Exact)})
		}
		money(name+" in the file", file)
		if book.Has(total) {
			money(name+" by the file’s own total", total)
			if said := words.OffTotal(name, total, file, a.Currency); said != nil {
				off = append(off, app.P().Body(words.Draw(said)...))
			}
		}
		rest := file - left - outside
		for _, step := range []struct {
			label string
			v     book.Cents
		}{{"Left out by you", -left}, {"Outside the twelve months", -outside}, {"Made annual", annual - rest}, {"Repeated amounts, taken once", counted - annual}} {
			if step.v != 0 && book.Has(counted) {
				money(step.label, step.v)
			}
		}
		if counted != file {
			money(name+" as it counts here", counted)
		}
		if missing > 0 {
			figures = append(figures, part.Figure{Label: "Rows without " + name, Value: host.Count(missing), Plain: true})
		}
	}
	add(field.AUM, c.FileAUM, c.LeftAUM, c.OutsideAUM, c.AUM, c.TotalAUM, l.AUM, c.MissingAUM)
	add(field.GDC, c.FileGDC, c.LeftGDC, c.OutsideGDC, c.GDC, c.TotalGDC, l.GDC, c.MissingGDC)
	body := []app.UI{part.Figures(figures...)}
	if len(off) > 0 {
		body = append(body, part.Notice(part.Warn, "The file’s own total does not match", off...))
	}
	return app.Div().Body(body...)
}
