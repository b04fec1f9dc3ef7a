package book

import (
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/session"
)

// hours asks what a year of some clients takes, and gives it to all of them at
// once.
type hours struct {
	app.Compo
	ID     string
	Over   *session.Overview
	Open   bool
	Who    decision.Who
	OnDone func(ctx app.Context)

	was   bool
	about *session.Hours // nil until it has come
	by    string
	same  book.Minutes
	tiers []book.Minutes
	kinds [2]decision.Contact // meetings and calls
	over  bool
	wrong string
}

// The ways to say what a year takes.
const (
	bySame     = "same"
	byTier     = "tier"
	byContacts = "contacts"
	byBack     = "back"
)

// usual is what a meeting and a call take where nobody says otherwise, in
// minutes, with what goes before and after.
var usual = [2]decision.Contact{{Times: 2, Minutes: 90}, {Times: 4, Minutes: 20}}

var contactNames = [2]string{"meetings", "calls"}

func (h *hours) OnMount(ctx app.Context)  { h.begin(ctx) }
func (h *hours) OnUpdate(ctx app.Context) { h.begin(ctx) }

// begin asks anew whom it is about, each time that the dialog opens.
func (h *hours) begin(ctx app.Context) {
	if h.Open == h.was {
		return
	}
	if h.was = h.Open; !h.Open {
		return
	}
	standard := h.Over.Settings.Standard()
	h.about, h.by, h.same, h.tiers, h.kinds, h.over, h.wrong = nil, bySame, book.Missing, standard[:], usual, false, ""
	link.See(ctx, session.HoursQuery{Who: h.Who}, func(_ app.Context, about session.Hours) {
		h.about = &about
		if h.same = about.Standard; about.Tiers > 1 {
			h.by = byTier
		}
	})
}

func (h *hours) Render() app.UI {
	return &part.Dialog{
		ID: h.ID + "-hours-dialog", Title: "Estimate service hours", Open: h.Open,
		Content: h.content,
		Actions: func() []app.UI {
			return []app.UI{
				part.Button(h.ID+"-hours-no", "Cancel", "", func(ctx app.Context, _ app.Event) { h.OnDone(ctx) }),
				part.Button(h.ID+"-hours-yes", "Set the hours", "primary", h.set),
			}
		},
		OnClose: h.OnDone,
	}
}

func (h *hours) content() []app.UI {
	if h.about == nil {
		return []app.UI{app.P().Body(part.Skeleton())}
	}
	options := []part.Option{{Value: bySame, Text: "The same for each"}, {Value: byContacts, Text: "By meetings and calls"}}
	if h.about.Tiers > 1 {
		options = append([]part.Option{{Value: byTier, Text: "By tier"}}, options...)
	}
	if h.about.Own > 0 {
		options = append(options, part.Option{Value: byBack, Text: "Back to the file’s"})
	}
	var problem []app.UI
	if h.wrong != "" {
		problem = []app.UI{app.P().Class("error").Role("alert").Text(h.wrong)}
	}
	body := []app.UI{
		app.P().Text(words.HoursAbout(h.about)),
		app.Div().Body(&part.Segmented{ID: h.ID + "-hours-by", Label: "What a year takes", Options: options, Value: h.by, OnChange: func(_ app.Context, v string) { h.by, h.wrong = v, "" }}),
		app.Div().Body(h.fields()...),
	}
	if h.about.Recorded > 0 && h.by != byBack {
		body = append(body, app.Div().Body(&part.Toggle{ID: h.ID + "-hours-over", Label: "Also where hours are known already", On: h.over, OnChange: func(_ app.Context, on bool) { h.over = on }}))
	} else {
		body = append(body, app.Div())
	}
	return append(body, app.P().Class("note").Text(words.HoursWill(h.about, h.command())), app.Div().Body(problem...))
}

func (h *hours) fields() []app.UI {
	switch h.by {
	case bySame:
		return []app.UI{&part.HoursField{ID: h.ID + "-hours-same", Label: "Hours a year for each", Value: h.same, Blank: "10", Most: book.Largest, Problem: "",
			OnCommit: func(_ app.Context, m book.Minutes) { h.same, h.wrong = m, "" }}}
	case byBack:
		return nil
	}
	var all []app.UI
	if h.by == byTier {
		for k := range h.tiers {
			all = append(all, &part.HoursField{ID: h.ID + "-hours-" + strconv.Itoa(k+1), Label: h.Over.Settings.Names[k], Value: h.tiers[k], Blank: "As it is", Most: book.Largest,
				OnCommit: func(_ app.Context, m book.Minutes) {
					h.tiers = slices.Clone(h.tiers)
					h.tiers[k] = m
				}})
		}
		return []app.UI{app.Div().Class("contact").Body(all...)}
	}
	for k := range h.kinds {
		all = append(all, app.Div().Class("contact").Body(h.times(k), h.minutes(k)))
	}
	return append(all, app.P().Class("hint").Text("With getting ready and writing up."))
}

// times is how often a year: a number, or a column of the file that has it.
func (h *hours) times(k int) app.UI {
	one, name := &h.kinds[k], contactNames[k]
	number := app.Div().Body(app.If(one.Column == "", func() app.UI {
		return &part.CountField{ID: h.ID + "-times-" + name, Label: words.Sentence(name) + " a year", Value: int64(one.Times), Most: 366,
			OnCommit: func(_ app.Context, n int64) { h.kinds[k].Times = int(n) }}
	}))
	if len(h.about.Columns) == 0 {
		return number
	}
	options := []part.Option{{Value: "", Text: "As many for each"}}
	for i, c := range h.about.Columns {
		options = append(options, part.Option{Value: strconv.Itoa(i + 1), Text: words.HourColumn(c)})
	}
	value := ""
	for i, c := range h.about.Columns {
		if c.Name == one.Column {
			value = strconv.Itoa(i + 1)
		}
	}
	return app.Div().Body(
		&part.Select{ID: h.ID + "-column-" + name, Label: "How many " + name, Options: options, Value: value, OnChange: func(_ app.Context, v string) {
			n, _ := strconv.Atoi(v)
			if h.kinds[k].Column = ""; n > 0 && n <= len(h.about.Columns) {
				h.kinds[k].Column = h.about.Columns[n-1].Name
			}
		}},
		number,
	)
}

// minutes is how long each takes.
func (h *hours) minutes(k int) app.UI {
	name := contactNames[k]
	return app.Div().Body(&part.CountField{ID: h.ID + "-minutes-" + name, Label: "Minutes a " + strings.TrimSuffix(name, "s"), Unit: "min", Value: int64(h.kinds[k].Minutes), Most: 10_000,
		OnCommit: func(_ app.Context, n int64) { h.kinds[k].Minutes = int(n) }})
}

// command is what would be done.
func (h *hours) command() decision.SetHours {
	c := decision.SetHours{Who: h.Who, Over: h.over}
	switch h.by {
	case bySame:
		c.Minutes = h.same
	case byContacts:
		c.Contacts = h.kinds[:]
	case byTier:
		c.ByTier = h.tiers
	case byBack:
		c.Clear = true
	}
	return c
}

func (h *hours) set(ctx app.Context, _ app.Event) {
	c := h.command()
	if c.Minutes == book.Missing {
		h.wrong = "Please say how many hours."
		return
	}
	link.Do(c)
	part.ToastDone(ctx, "The hours are set.", h.Over.Step, link.Undo)
	h.OnDone(ctx)
}
