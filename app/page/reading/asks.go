package reading

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/session"
)

// answer is one way to answer a question.
type answer struct {
	text    string
	assumed bool // reading went on with it
	*intake.Decision
}

// answers are the ways to answer a question by a tap, none where it takes more.
func answers(q intake.Question, l *session.List) (all []answer) {
	column, format := -1, cell.Format{}
	if len(q.Columns) > 0 {
		column = q.Columns[0]
		format = l.Columns[column].Format
	}
	say := func(text string, assumed bool, d *intake.Decision) { all = append(all, answer{text, assumed, d}) }
	written := func(names []string, now int, f func(code int) cell.Format) {
		for code := 1; code < len(names); code++ {
			say(names[code], code == now, &intake.Decision{Columns: map[int]intake.Choice{column: {Format: f(code)}}})
		}
	}
	use := func(text string, assumed bool, c int, choice intake.Choice) {
		say(text, assumed, &intake.Decision{Columns: map[int]intake.Choice{c: choice}})
	}
	switch q.Kind {
	case intake.AskField:
		for i, c := range q.Columns {
			use(l.Columns[c].Heading, i == 0, c, intake.Choice{Use: field.AsField, Field: q.Field})
		}
	case intake.AskOrder:
		written(words.Orders, int(format.Order), func(code int) cell.Format { return cell.Format{Order: cell.Order(code)} })
	case intake.AskMark:
		written(words.Marks, int(format.Decimal), func(code int) cell.Format { return cell.Format{Decimal: cell.Mark(code)} })
	case intake.AskYears:
		written(words.Numbers, int(format.Dates), func(code int) cell.Format { return cell.Format{Dates: cell.Dates(code)} })
	case intake.AskPeriod:
		written(words.Periods[:5], int(format.Period), func(code int) cell.Format { return cell.Format{Period: cell.Period(code)} })
	case intake.AskBasis:
		written(words.Bases, int(format.Basis), func(code int) cell.Format { return cell.Format{Basis: cell.Basis(code)} })
	case intake.AskRepeated:
		written(words.Repeats, int(format.Repeated), func(code int) cell.Format { return cell.Format{Repeated: cell.Repeated(code)} })
	case intake.AskTaxNumber:
		use("They are tax numbers", true, column, intake.Choice{Use: field.Sensitive})
		use("They are something else: read them", false, column, intake.Choice{Use: field.Attribute})
	case intake.AskPayments:
		yes, no := intake.Yes, intake.No
		say("Each row is a payment", true, &intake.Decision{Payments: &yes})
		say("Each row is a client", false, &intake.Decision{Payments: &no})
	case intake.AskDuplicates:
		how := intake.CombineID
		say("Make rows with one id one client", false, &intake.Decision{Combine: &how})
	case intake.AskCombine:
		how := intake.CombineHousehold
		say("Make the rows of a household one client", false, &intake.Decision{Combine: &how})
	case intake.AskApart:
		yes := true
		say("Each name is one household", false, &intake.Decision{AllAsOne: &yes})
		for _, name := range q.Values[:min(len(q.Values), mostApart)] {
			say("Only "+name, false, &intake.Decision{Together: []string{name}})
		}
	case intake.AskMissing:
		for _, c := range l.Columns {
			if c.Use == field.Attribute && c.Read > 0 && len(all) < mostMissing && mayBe(c, q.Field) {
				use(c.Heading, false, c.Number, intake.Choice{Use: field.AsField, Field: q.Field})
			}
		}
	case intake.AskAsOf:
		say("The list is true as of "+host.Day(q.Day, host.Long), false, &intake.Decision{AsOf: &q.Day})
	case intake.AskHeader:
		first := 1
		say("The first line is the headings", false, &intake.Decision{HeaderLine: &first})
	}
	return all
}

const (
	mostApart   = 5  // names that are asked about one by one
	mostMissing = 12 // columns that are offered for a field; all are in the list of columns
)

// mayBe reports whether the samples of a column could stand in a field's.
func mayBe(c intake.Column, f field.Field) bool {
	c.Use, c.Field, c.Format = field.AsField, f, cell.Format{}
	for _, s := range c.Samples {
		if f.IsText() && strings.ContainsAny(s, "0123456789@") || c.Reads(s, 0) != 0 {
			return false
		}
	}
	return true
}

// ask is a question with its answers.
func ask(n int, q intake.Question, l *session.List, currency string) app.UI {
	var buttons []app.UI
	for i, a := range answers(q, l) {
		b := app.Button().Type("button").Aria("pressed", a.assumed).Body(answered(q.Kind, a.text))
		if q.Kind == intake.AskField || q.Kind == intake.AskMissing {
			b = b.Aria("label", words.Taken(a.text, q.Field))
		}
		buttons = append(buttons, b.OnClick(func(app.Context, app.Event) { decide(l, a.Decision) }, app.EventScope(l.Reading, n, i)))
	}
	if q.Kind == intake.AskHouseholds {
		return app.Li().Body(app.Div().Body(words.Draw(words.Asked(q, l, currency))...), app.Div().Body(&households{List: l}))
	}
	return app.Li().Body(app.Div().Body(words.Draw(words.Asked(q, l, currency))...), app.Div().Class("note").Body(samples(q, l)...), app.Div().Class("picks").Body(buttons...))
}

// samples are what the columns say that a question is about.
func samples(q intake.Question, l *session.List) (all []app.UI) {
	switch q.Kind {
	case intake.AskField, intake.AskOrder, intake.AskMark, intake.AskYears:
	default:
		return nil
	}
	for _, c := range q.Columns {
		text := strings.Join(l.Columns[c].Samples[:min(len(l.Columns[c].Samples), 3)], " · ")
		if len(q.Columns) > 1 {
			text = l.Columns[c].Heading + ": " + text
		}
		all = append(all, app.Div().Class("name").Text(text))
	}
	return all
}

// answered is an answer as it stands on its button; some name clients.
func answered(k intake.QuestionKind, text string) app.UI {
	if k == intake.AskApart {
		return part.Name(text)
	}
	return app.Text(text)
}

// open is what the file leaves open and what was done unasked.
func open(l *session.List, currency string, asOf book.Day) app.UI {
	var items []app.UI
	if was := l.Options.AsOf; was != 0 && was != asOf && dated(l) {
		items = append(items, app.Li().Body(
			app.Div().Text(words.ReadAsOf(was, asOf)),
			app.Div().Class("picks").Body(part.Button("read-as-of", words.AsOf(asOf), "", func(app.Context, app.Event) { decide(l, &intake.Decision{AsOf: &asOf}) }, l.Reading, asOf)),
		))
	}
	basis := false
	for i, q := range l.Questions {
		basis = basis || q.Kind == intake.AskBasis
		items = append(items, ask(i, q, l, currency))
	}
	if l.Basis == cell.Net && !basis {
		items = append(items, app.Li().Text(words.AfterPayout))
	}
	for _, n := range l.Notes {
		items = append(items, app.Li().Text(words.Done(n, l)))
	}
	if len(items) == 0 {
		return app.Div()
	}
	return app.Div().ID("asks").Body(app.H3().Text("What to know about it"), app.Ul().Class("remarks").Body(items...))
}

// dated reports whether what was read depends on the as-of date.
func dated(l *session.List) bool {
	return l.Payments || slices.ContainsFunc(l.Columns, func(c intake.Column) bool {
		return c.Use == field.AsField && (c.Format.Dates == cell.Years || c.Format.Period == cell.YearToDate)
	})
}

// decided is what the advisor decided about the reading, each to be taken back.
func decided(l *session.List) app.UI {
	all := words.Decided(l)
	if len(all) == 0 {
		return app.Div()
	}
	return &fold{Title: words.DecidedTitle(len(all) + l.More), Content: func() app.UI {
		var items []app.UI
		for i, d := range all {
			items = append(items, app.Li().Class("row").Body(
				app.Span().Body(words.Draw(d.Pieces)...),
				app.Button().Type("button").Class("quiet end").Text("Take back").
					OnClick(func(app.Context, app.Event) { decide(l, d.Back) }, app.EventScope(l.Reading, i))))
		}
		return app.Ul().Class("remarks").Body(items...)
	}}
}
