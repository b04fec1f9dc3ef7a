package practice

import (
	"slices"
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/link"
	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/session"
	"tierbook/engine/wire"
)

// model is the service model: for each tier what a client gets in a year.
type model struct {
	app.Compo
	Over *session.Overview
}

func (m *model) Render() app.UI {
	var tiers []app.UI
	for k := range book.Tiers {
		tiers = append(tiers, &services{Over: m.Over, Tier: book.Tier(k + 1)})
	}
	return part.Card("service-model", "What a client of each tier gets", "", nil,
		app.P().Class("note").Text(words.ServicesHelp), app.Div().Body(tiers...))
}

// services are one tier's, in a table that can be changed.
type services struct {
	app.Compo
	Over *session.Overview
	Tier book.Tier

	// What was refused stays to be mended, with the reason, until the services
	// that it was to replace are others.
	draft   []cost.Service
	instead []cost.Service
	problem string

	focus string // where the focus goes once the change has been drawn
	added bool   // to a name that is to be typed over
}

// mostNumber is the most times and minutes that the engine counts with.
const (
	mostNumber = 1_000_000
	mostName   = 60
)

// newService is a service as it is added, to be changed at once.
var newService = cost.Service{Name: "New service", Times: 1, Minutes: 30}

func (s *services) OnUpdate(ctx app.Context) {
	if s.problem != "" && !slices.Equal(s.instead, s.kept()) {
		s.draft, s.instead, s.problem = nil, nil, ""
	}
	if id, added := s.focus, s.added; id != "" {
		s.focus, s.added = "", false
		ctx.Defer(func(app.Context) {
			host.Focus(id)
			if added {
				host.Select(id)
			}
		})
	}
}

// kept are the services that count.
func (s *services) kept() []cost.Service { return s.Over.Settings.Services[s.Tier-1] }

// rows are the services shown.
func (s *services) rows() []cost.Service {
	if s.draft != nil {
		return s.draft
	}
	return s.kept()
}

// set sends the services, or says why it can't be and keeps what was typed.
func (s *services) set(next []cost.Service, typed bool) bool {
	c := decision.SetServices{Tier: s.Tier, Services: next}
	s.draft, s.instead, s.problem = nil, nil, ""
	if err := decision.Check(s.Over.Settings, c); err != nil {
		s.instead, s.problem = s.kept(), words.Fault(wire.AsFault(err))
		if typed {
			s.draft = next
		}
		return false
	}
	link.Do(c)
	return true
}

// change sends the services with one of them changed.
func (s *services) change(i int, change func(*cost.Service)) {
	next := slices.Clone(s.rows())
	if i < len(next) {
		change(&next[i])
		s.set(next, true)
	}
}

// try shows what a service would come to, where it can.
func (s *services) try(i int, change func(*cost.Service)) {
	next := slices.Clone(s.rows())
	if i >= len(next) {
		return
	}
	change(&next[i])
	c := decision.SetServices{Tier: s.Tier, Services: next}
	if decision.Check(s.Over.Settings, c) == nil {
		link.Try(c)
	}
}

func (s *services) add(app.Context, app.Event) {
	rows := s.rows()
	if s.set(append(slices.Clone(rows), newService), false) {
		s.focus, s.added = s.id(len(rows), "name"), true
	}
}

func (s *services) remove(i int) {
	rows := s.rows()
	if i >= len(rows) || !s.set(slices.Delete(slices.Clone(rows), i, i+1), false) {
		return
	}
	s.focus = s.id(min(i, len(rows)-2), "remove")
	if len(rows) == 1 {
		s.focus = s.id(0, "add")
	}
}

// id names the parts of a row.
func (s *services) id(i int, what string) string {
	id := "service-" + strconv.Itoa(int(s.Tier)) + "-" + what
	if what == "add" {
		return id
	}
	return id + "-" + strconv.Itoa(i)
}

func (s *services) Render() app.UI {
	o := s.Over
	tier := o.Settings.Names[s.Tier-1]
	title := s.id(0, "add") + "-tier"
	var rows []app.UI
	for i, service := range s.rows() {
		rows = append(rows, s.row(i, service))
	}
	standard := cost.Standard(s.rows())
	table := app.Table().Class("services").Aria("labelledby", title).Body(
		app.THead().Body(app.Tr().Body(
			app.Th().Scope("col").Class("text").Text("Service"), app.Th().Scope("col").Text("Times a year"),
			app.Th().Scope("col").Text("Minutes each"), app.Th().Scope("col").Text("A year"), app.Td(),
		)),
		app.TBody().Body(rows...),
		app.TFoot().Body(app.Tr().Body(
			app.Th().Scope("row").ColSpan(3).Body(app.Text("Standard time a client"), app.Span().Class("sub").Text(s.all(standard))), app.Td().DataSet("label", "A year").Text(host.Hours(standard)), app.Td(),
		)),
	)
	parts := []app.UI{app.H3().ID(title).Body(part.Chip(s.Tier, tier)), app.Div().Class("scroll").Body(table)}
	problem := app.Div()
	if s.problem != "" {
		problem = problem.Body(app.P().Class("error").Role("alert").Text(s.problem))
	}
	parts = append(parts, problem, app.Button().ID(s.id(0, "add")).Type("button").Class("quiet").OnClick(s.add, app.EventScope(s.Tier)).
		Body(part.Icon("plus"), app.Text("Add a service"), app.Span().Class("unseen").Text(" to "+tier)))
	return app.Section().Class("tier").Aria("labelledby", title).Body(parts...)
}

func (s *services) row(i int, service cost.Service) app.UI {
	name := service.Name
	if name == "" {
		name = "service " + strconv.Itoa(i+1)
	}
	of := name + ", " + s.Over.Settings.Names[s.Tier-1]
	return app.Tr().Body(
		app.Td().Class("text").Body(&part.TextField{
			ID: s.id(i, "name"), Label: "Service, " + of, Value: service.Name, Blank: "no name", Most: mostName,
			OnCommit: func(_ app.Context, v string) { s.change(i, func(c *cost.Service) { c.Name = v }) },
		}),
		app.Td().DataSet("label", "Times a year").Body(&part.CountField{
			ID: s.id(i, "times"), Label: "Times a year: " + of, Value: int64(service.Times), Most: mostNumber,
			OnTry:    func(_ app.Context, v int64) { s.try(i, func(c *cost.Service) { c.Times = int(v) }) },
			OnCommit: func(_ app.Context, v int64) { s.change(i, func(c *cost.Service) { c.Times = int(v) }) },
		}),
		app.Td().DataSet("label", "Minutes each").Body(&part.CountField{
			ID: s.id(i, "minutes"), Label: "Minutes each: " + of, Value: int64(service.Minutes), Most: mostNumber,
			OnTry:    func(_ app.Context, v int64) { s.try(i, func(c *cost.Service) { c.Minutes = int(v) }) },
			OnCommit: func(_ app.Context, v int64) { s.change(i, func(c *cost.Service) { c.Minutes = int(v) }) },
		}),
		app.Td().DataSet("label", "A year").Text(host.Hours(cost.Standard([]cost.Service{service}))),
		app.Td().Body(part.IconButton(s.id(i, "remove"), "close", "Remove "+of, func(app.Context, app.Event) { s.remove(i) }, i)),
	)
}

// all is what the tier's clients take together.
func (s *services) all(standard book.Minutes) string {
	line := s.Over.Tiers[s.Tier-1]
	if line.Clients == 0 {
		return "No client is in this tier."
	}
	together := book.Minutes(book.MulDiv(int64(standard), int64(line.Clients), 1, book.Nearest))
	text := host.Count(line.Clients) + words.Plural(line.Clients, " client: ", " clients: ") + hours(together) + " for all of them"
	if line.Minutes != together && s.problem == "" {
		text += ", " + hours(line.Minutes) + " with the hours in your list"
	}
	return text + "."
}

// hours is a time in whole hours.
func hours(m book.Minutes) string {
	if !book.Has(m) {
		return host.None
	}
	return host.Count((m+30)/60) + "\u00a0h"
}
