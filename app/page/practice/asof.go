package practice

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/session"
)

// asOf is the day to which the list is true.
type asOf struct {
	app.Compo
	Over *session.Overview
}

func (a *asOf) Render() app.UI {
	return part.Card("as-of-card", "The day it is true", "", nil, &part.DayField{
		ID: "as-of", Label: "As of", Hint: words.AsOfHelp, Value: a.Over.Settings.AsOf,
		OnCommit: func(_ app.Context, day book.Day) { link.Do(decision.SetAsOf{AsOf: day}) },
	}, app.Div().Role("status").Body(a.warning()...))
}

// warning is what is odd about the date, though it can be.
func (a *asOf) warning() []app.UI {
	today, err := book.ParseDay(host.Today())
	if err != nil {
		today = book.Missing
	}
	if text := words.AsOfWarning(a.Over, today); text != "" {
		return []app.UI{part.Notice(part.Warn, "", app.P().Text(text))}
	}
	return nil
}
