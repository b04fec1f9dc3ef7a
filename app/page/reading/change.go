package reading

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/part"
	"tierbook/app/words"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/session"
)

// change is the dialog in which a column is made something else, or is said to be
// written in another way.
type change struct {
	app.Compo
	ID      string
	List    *session.List
	Column  *intake.Column // nil while the dialog is closed
	OnClose func(ctx app.Context)

	of  *intake.Column // that what follows is about
	at  intake.Column
	use string      // what it is to be, as the value of the list of uses
	now cell.Format // how it is to be written, where that was said
}

func (c *change) Render() app.UI {
	if c.Column != c.of {
		if c.of = c.Column; c.of != nil {
			c.at, c.use, c.now = *c.of, useOf(*c.of), cell.Format{}
		}
	}
	return &part.Dialog{ID: c.ID, Title: "“" + c.at.Heading + "”", Open: c.Column != nil, Content: c.content, Actions: c.actions, OnClose: c.OnClose}
}

func (c *change) content() []app.UI {
	var samples []app.UI
	for i, s := range c.at.Samples {
		if i > 0 {
			samples = append(samples, app.Text(" · "))
		}
		samples = append(samples, part.Name(s))
	}
	content := []app.UI{
		app.P().Class("note").Body(samples...),
		app.P().Text(words.Tally(c.at)),
		&part.Select{ID: c.ID + "-use", Label: "Read as", Options: uses(c.at), Value: c.use, OnChange: func(_ app.Context, v string) { c.use = v }},
	}
	return append(content, app.Div().Class("stackup").Body(c.formats()...))
}

// uses are what a column can be. A tax number that is known by its heading is
// never anything else.
func uses(c intake.Column) []part.Option {
	var all []part.Option
	if c.Use != field.Sensitive || c.Why != field.ByHeading {
		if c.Why == field.ByChoice {
			all = append(all, part.Option{Value: "", Text: words.UseHelp(field.Undecided)})
		}
		for f := field.ID; int(f) < field.Fields; f++ {
			all = append(all, part.Option{Value: "field " + strconv.Itoa(int(f)), Text: words.Field(f)})
		}
		for _, u := range []field.Use{field.HeldAway, field.ReferredBy, field.Attribute, field.Account} {
			all = append(all, part.Option{Value: u.String(), Text: words.UseHelp(u)})
		}
	}
	for _, u := range []field.Use{field.Sensitive, field.LeftOut} {
		all = append(all, part.Option{Value: u.String(), Text: words.UseHelp(u)})
	}
	return all
}

func useOf(c intake.Column) string {
	if c.Use == field.AsField {
		return "field " + strconv.Itoa(int(c.Field))
	}
	return words.Told(c).String()
}

// chosen is what the list of uses stands at.
func (c *change) chosen() intake.Choice {
	if f, ok := strings.CutPrefix(c.use, "field "); ok {
		n, _ := strconv.Atoi(f)
		return intake.Choice{Use: field.AsField, Field: field.Field(n)}
	}
	var u field.Use
	if u.UnmarshalText([]byte(c.use)) != nil {
		u = field.Undecided
	}
	return intake.Choice{Use: u}
}

// formats are the ways the cells of the chosen field can be written.
func (c *change) formats() []app.UI {
	f := c.chosen().Field
	was := cell.Format{} // as they are read now
	if f == c.at.Field {
		was = c.at.Format
	}
	var all []app.UI
	add := func(id, label string, names []string, now, was uint8, put func(code uint8)) {
		value := now
		if now == 0 {
			value = was
		}
		var options []part.Option
		for code := range names {
			if code > 0 || value == 0 {
				options = append(options, part.Option{Value: strconv.Itoa(code), Text: names[code]})
			}
		}
		all = append(all, &part.Select{ID: c.ID + "-" + id, Label: label, Options: options, Value: strconv.Itoa(int(value)), OnChange: func(_ app.Context, v string) {
			n, _ := strconv.Atoi(v)
			put(uint8(n))
		}})
	}
	w := &c.now
	marks := func() {
		add("mark", "Decimals", words.Marks, uint8(w.Decimal), uint8(was.Decimal), func(n uint8) { w.Decimal = cell.Mark(n) })
	}
	periods := func(label string, names []string) {
		add("period", label, names, uint8(w.Period), uint8(was.Period), func(n uint8) { w.Period = cell.Period(n) })
	}
	repeated := func() {
		add("repeated", "Equal amounts in the rows of one client", words.Repeats, uint8(w.Repeated), uint8(was.Repeated), func(n uint8) { w.Repeated = cell.Repeated(n) })
	}
	switch {
	case f.IsMoney():
		marks()
		add("times", "A 1 stands for", words.Times, timesCode(w.Times), timesCode(was.Times), func(n uint8) { w.Times = times[n] })
		if f == field.GDC {
			periods("The time it covers", words.Periods[:5])
			add("basis", "Before or after payout", words.Bases, uint8(w.Basis), uint8(was.Basis), func(n uint8) { w.Basis = cell.Basis(n) })
		}
		repeated()
	case f == field.Since || f == field.PaymentDate:
		add("order", "Dates in figures", words.Orders, uint8(w.Order), uint8(was.Order), func(n uint8) { w.Order = cell.Order(n) })
		add("dates", "Plain numbers are", words.Numbers, uint8(w.Dates), uint8(was.Dates), func(n uint8) { w.Dates = cell.Dates(n) })
	case f == field.Hours:
		add("unit", "Plain numbers are", words.Units, uint8(w.Unit), uint8(was.Unit), func(n uint8) { w.Unit = cell.Unit(n) })
		periods("The time it covers", words.Periods)
		marks()
		repeated()
	case f == field.Potential || f == field.Likeability || f == field.Referrals:
		add("scale", "The scale", words.Scales, uint8(w.Scale), uint8(was.Scale), func(n uint8) { w.Scale = cell.Scale(n) })
		marks()
	}
	return all
}

// times are what a 1 in a column of money can stand for, by their codes.
var times = [...]int64{0, 1, 1000, 1_000_000}

func timesCode(v int64) uint8 {
	for code, t := range times {
		if t == v {
			return uint8(code)
		}
	}
	return 0
}

func (c *change) actions() []app.UI {
	return []app.UI{
		part.Button(c.ID+"-no", "Cancel", "", func(ctx app.Context, _ app.Event) { c.OnClose(ctx) }),
		part.Button(c.ID+"-yes", "Read it so", "primary", c.onYes),
	}
}

func (c *change) onYes(ctx app.Context, _ app.Event) {
	c.OnClose(ctx)
	choice := c.chosen()
	if c.use == useOf(c.at) {
		choice = intake.Choice{} // only how it is written
		if c.now == (cell.Format{}) && c.at.Why == field.ByChoice {
			return
		}
		if c.now == (cell.Format{}) {
			choice = c.chosen() // a guess that is confirmed
		}
	}
	choice.Format = c.now
	decide(c.List, &intake.Decision{Back: c.use == "", Columns: map[int]intake.Choice{c.at.Number: choice}})
}
