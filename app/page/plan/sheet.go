package plan

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/place"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/session"
)

// sheet is what to say to one client: a text with the client's own figures,
// changed before it is printed.
type sheet struct {
	app.Compo
	Over *session.Overview
	Key  book.Key

	asked book.Key
	card  *session.Card
	text  string
}

func (s *sheet) OnMount(ctx app.Context)  { s.see(ctx) }
func (s *sheet) OnUpdate(ctx app.Context) { s.see(ctx) }

func (s *sheet) see(ctx app.Context) {
	if s.asked == s.Key {
		return
	}
	s.asked = s.Key
	link.See(ctx, session.CardQuery{Key: s.Key}, func(_ app.Context, c session.Card) {
		if c.Row.Key == s.Key || c.Row.Key == 0 {
			s.card, s.text = &c, words.Talk(s.Over, &c)
		}
	})
}

func (s *sheet) Render() app.UI {
	back := app.A().Class("btn").Href(place.Place{Name: place.Plan}.Href()).Body(part.Icon("back"), app.Text("To the plan"))
	switch {
	case s.card == nil:
		return app.Div().Body(part.Headline(part.Skeleton()).(app.HTMLH1).Aria("label", "One moment"), app.Div(), app.Div())
	case s.card.Row.Key == 0:
		return app.Div().Body(part.Headline(app.Text("This client is not in the list that is open now.")), app.Div().Class("row").Body(back), app.Div())
	}
	var paper []app.UI
	for _, line := range strings.Split(s.text, "\n") {
		if line != "" {
			paper = append(paper, app.P().Text(line))
		}
	}
	return app.Div().Class("talk").Body(
		part.Headline(app.Text("Talking sheet for "), part.Name(s.card.Row.Name)),
		app.Div().Class("screen").Body(
			words.Lede(words.TalkLede()),
			app.Div().Class("row").Body(back, part.Button("talk-print", "Print", "primary", func(app.Context, app.Event) { host.Print() })),
			part.Card("talk", "What you will say", "", nil, app.Div().Body(&part.TextField{ID: "talk-text", Label: "Text", Value: s.text, Blank: " ", Lines: 18, Most: 5000, Private: true,
				OnCommit: func(_ app.Context, v string) { s.text = v }})),
		),
		app.Div().Class("paper").Body(paper...),
	)
}
