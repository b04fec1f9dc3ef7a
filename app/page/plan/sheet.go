package plan

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/session"
)

// sheet is what to say to one client: a text with the client's own figures,
// changed before it is printed, and kept with what is planned.
type sheet struct {
	app.Compo
	Over *session.Overview
	Key  book.Key

	card  link.View[session.Card]
	taken *session.Card // whose text it is
	text  string
	print app.Func
}

const (
	talkID  = "talk-text"
	paperID = "talk-paper"
)

// OnMount has the paper show what stands in the field also where printing
// begins while the user is typing: nothing else tells of it then.
func (s *sheet) OnMount(ctx app.Context) {
	s.see(ctx)
	s.print = app.FuncOf(func(app.Value, []app.Value) any {
		field, paper := app.Window().GetElementByID(talkID), app.Window().GetElementByID(paperID)
		if field.Truthy() && paper.Truthy() && paper.Get("firstChild").Truthy() {
			paper.Get("firstChild").Set("nodeValue", field.Get("value"))
		}
		return nil
	})
	app.Window().Call("addEventListener", "beforeprint", s.print)
}

func (s *sheet) OnDismount() {
	app.Window().Call("removeEventListener", "beforeprint", s.print)
	s.print.Release()
}

func (s *sheet) OnUpdate(ctx app.Context) { s.see(ctx) }

func (s *sheet) see(ctx app.Context) {
	s.card.See(ctx, session.CardQuery{Key: s.Key}, s.Over.Revision)
}

// own is the text that is kept for the client, "" where none is.
func (s *sheet) own() string {
	if a := s.card.Shown.Action; a != nil {
		return a.Talk
	}
	return ""
}

// keep keeps a text with what is planned, where anything is. What is written
// from the figures is not kept, so that it goes with them.
func (s *sheet) keep(_ app.Context, text string) {
	if s.text = text; s.card.Shown.Action == nil {
		return
	}
	if text == words.Talk(s.Over, s.card.Shown) {
		text = ""
	}
	link.Do(decision.ChangeActions{Keys: []book.Key{s.Key}, Talk: &text})
}

func (s *sheet) Render() app.UI {
	back := app.A().Class("btn").Href(place.Place{Name: place.Plan}.Href()).Body(part.Icon("back"), app.Text("To the plan"))
	card := s.card.Shown
	switch {
	case card == nil || card.Row.Key != 0 && card.Row.Key != s.Key:
		return app.Div().Body(part.Headline(part.Skeleton()).(app.HTMLH1).Aria("label", "One moment"), app.Div(), app.Div())
	case card.Row.Key == 0:
		return app.Div().Body(part.Headline(app.Text("This client is not in the list that is open now.")), app.Div().Class("row").Body(back), app.Div())
	}
	if s.taken != card {
		if s.taken = card; s.own() != "" || card.Action != nil || s.text == "" {
			if s.text = s.own(); s.text == "" {
				s.text = words.Talk(s.Over, card)
			}
		}
	}
	anew := app.UI(app.Div())
	if s.own() != "" {
		anew = part.Button("talk-anew", "Write it anew from the figures", "quiet", func(ctx app.Context, _ app.Event) { s.keep(ctx, words.Talk(s.Over, card)) })
	}
	return app.Div().Class("talk").Body(
		part.Headline(app.Text("Talking sheet for "), part.Name(card.Row.Name)),
		app.Div().Class("screen").Body(
			words.Lede(words.TalkLede(card.Action != nil)),
			app.Div().Class("row").Body(back, part.Button("talk-print", "Print", "primary", func(app.Context, app.Event) { host.Print() }), app.Div().Body(anew)),
			part.Card("talk", "What you will say", "", nil, app.Div().Body(&part.TextField{ID: talkID, Label: "Text", Value: s.text, Blank: " ", Lines: 18, Most: 5000, Private: true,
				OnCommit: s.keep})),
		),
		app.Div().ID(paperID).Class("paper").Text(s.text),
	)
}
