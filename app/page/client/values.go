package client

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/decision"
	"tierbook/engine/intake/field"
	"tierbook/engine/session"
)

// values is what is known of the client, each value a field to be corrected or
// filled in, with what the file says beside those that are the advisor's own.
type values struct {
	app.Compo
	Over   *session.Overview
	Client *session.Client
	Key    book.Key
}

// CompoID keeps what was typed about one client from another.
func (v *values) CompoID() string { return "values-" + strconv.Itoa(int(v.Key)) }

func (v *values) Render() app.UI {
	var fields []app.UI
	own := 0
	for i := range v.Client.Values {
		one := &v.Client.Values[i]
		if one.Own {
			own++
		}
		fields = append(fields, app.Div().Body(v.field(one), app.Div().Class("own").Body(v.origin(one)...)))
	}
	return part.Card("values", "What is known", words.OwnValues(v.Client, own), nil,
		app.Div().Class("known screen").Body(fields...),
		app.Div().Body(&leave{Over: v.Over, Client: v.Client, Key: v.Key}),
	)
}

// field takes one value.
func (v *values) field(one *session.ValueView) app.UI {
	o, id, label := v.Over, "value-"+one.Field.String(), words.Field(one.Field)
	const blank = "Not known"
	set := func(n int64) { link.Do(decision.SetValue{Key: v.Key, Field: one.Field, Value: n}) }
	switch one.Field {
	case field.Name, field.Household:
		missing := "None"
		if one.Field == field.Name {
			missing = ""
		}
		return &part.TextField{ID: id, Label: label, Value: one.Text, Blank: missing, Private: true, OnCommit: func(_ app.Context, text string) {
			link.Do(decision.SetValue{Key: v.Key, Field: one.Field, Text: text})
		}}
	case field.AUM, field.GDC:
		return &part.MoneyField{ID: id, Label: label, Value: book.Cents(one.Now), Currency: o.Currency, Blank: blank, Least: -book.Largest, Most: book.Largest,
			OnCommit: func(_ app.Context, n book.Cents) { set(int64(n)) }}
	case field.Since:
		return &part.DayField{ID: id, Label: label, Value: book.Day(one.Now), Blank: true, OnCommit: func(_ app.Context, d book.Day) { set(int64(d)) }}
	case field.Hours:
		return &part.HoursField{ID: id, Label: label, Hint: "A year.", Value: book.Minutes(one.Now), Blank: words.StandardHours(o, v.Client), Most: book.Largest,
			OnCommit: func(_ app.Context, m book.Minutes) { set(int64(m)) }}
	}
	hint, most := "", book.Milli(book.Largest)
	for k, f := range decision.Rated {
		if f == one.Field {
			hint, most = words.ScaleHelp(v.Client.Scales[k]), v.Client.Scales[k].As.Most()
		}
	}
	return &part.RatingField{ID: id, Label: label, Hint: hint, Value: book.Milli(one.Now), Blank: "Not rated", Most: most,
		OnCommit: func(_ app.Context, n book.Milli) { set(int64(n)) }}
}

// origin says of a value of the advisor's own what the file has in its place,
// and brings that back.
func (v *values) origin(one *session.ValueView) []app.UI {
	if !one.Own || v.Client.Added {
		return nil
	}
	field := one.Field
	return []app.UI{
		app.Span().Class("note").Body(words.Draw(words.FileSays(v.Over, v.Client, one))...),
		app.Button().Type("button").Class("quiet").Text("Back to the file’s").Aria("label", "Back to the file’s "+words.Field(field)).OnClick(func(ctx app.Context, _ app.Event) {
			link.Do(decision.ClearValue{Key: v.Key, Field: field})
			host.Focus("value-" + field.String()) // at once: the button goes
		}, app.EventScope(field.String(), v.Key)),
	}
}

// leave leaves the client out of the analysis, with a reason, or takes one away
// again that no file has.
type leave struct {
	app.Compo
	Over   *session.Overview
	Client *session.Client
	Key    book.Key

	open bool
}

func (l *leave) CompoID() string { return "leave-" + strconv.Itoa(int(l.Key)) }

func (l *leave) Render() app.UI {
	buttons := []app.UI{part.Button("leave-out", words.LeaveOut+"…", "", func(app.Context, app.Event) { l.open = true })}
	if l.Client.Added {
		buttons = append(buttons, part.Button("remove", "Remove this client", "", l.remove))
	}
	return app.Div().Body(
		app.Div().Class("row screen").Body(buttons...),
		&part.Reason{
			ID: "leave-reason", Title: words.LeaveOut, Note: words.LeaveOutHelp, Yes: "Leave out", Missing: words.NoReason, Open: l.open,
			OnYes: l.leave, OnClose: func(app.Context) { l.open = false },
		},
	)
}

func (l *leave) leave(ctx app.Context, reason string) {
	l.open = false
	link.Do(decision.Exclude{Who: decision.Who{Clients: change.Keys{l.Key}}, Reason: reason})
	part.ToastDone(ctx, "Left out of the analysis.", l.Over.Step, link.Undo)
	host.FocusQuietly(part.HeadlineID)
}

func (l *leave) remove(ctx app.Context, _ app.Event) {
	link.Do(decision.RemoveClient{Key: l.Key})
	part.ToastDone(ctx, "Removed.", l.Over.Step, link.Undo)
	place.Place{Name: place.Book}.Go(ctx)
}

// left stands where a client is left out of the analysis.
func left(o *session.Overview, row *session.ExcludedRow) app.UI {
	back := func(app.Context, app.Event) {
		link.Do(decision.Include{Clients: change.Keys{row.Key}})
		host.FocusQuietly(part.HeadlineID)
	}
	return app.Div().Body(
		part.Headline(part.Name(row.Name), app.Text(" is left out of the analysis.")),
		part.Lede(app.Text("Your reason: "), part.Name(row.Reason)),
		app.Div().Class("row").Body(
			part.Button("count-again", "Count this client again", "primary", back, int(row.Key)),
			app.A().Class("btn").Href(place.Place{Name: place.Book}.Href()).Text("To the client list"),
		),
	)
}
