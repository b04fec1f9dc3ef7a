package privacy

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/part"
	"tierbook/app/words"
)

// check tells how to see for oneself, and answers what vendors are asked.
func check() app.UI {
	var steps []app.UI
	for _, s := range words.Checks() {
		steps = append(steps, app.Li().Text(s))
	}
	var answers []app.UI
	text := ""
	for _, q := range words.Questionnaire() {
		answers = append(answers, app.Dt().Text(q[0]), app.Dd().Text(q[1]))
		text += q[0] + "\n" + q[1] + "\n\n"
	}
	copied := func(ctx app.Context, _ app.Event) {
		host.Copy(text, func(ok bool) {
			said := "The answers are on the clipboard."
			if !ok {
				said = "The browser does not let the page copy. Select the answers and copy them yourself."
			}
			ctx.Dispatch(func(ctx app.Context) { part.Toast(ctx, part.Message{Text: said}) })
		})
	}
	return part.Card("check", "Check it yourself", "", nil,
		app.P().Text("In a browser on a computer, in five steps:"),
		app.Ol().Class("checks").Body(steps...),
		part.Explain("Answers for a vendor questionnaire",
			app.Dl().Class("answers").Body(answers...),
			app.Div().Class("row").Body(part.Button("copy-answers", "Copy the answers", "", copied))),
	)
}
