package part

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/engine/book"
)

// Width is how much room a column takes.
type Width uint8

const (
	Amounts Width = iota // an amount of money
	Short                // a count, a score, hours
	Word                 // a tier, a date, a city
	Fill                 // what the others leave: the name
)

// Screen is the least width of page on which a column is shown. What a phone
// leaves out belongs in the Sub of the first cell.
type Screen uint8

const (
	Phone  Screen = iota // always
	Tablet               // from 700 px
	Desk                 // from 1024 px
)

// Column is the head of a column.
type Column struct {
	Key   string // names it to OnSort; "" cannot be sorted by
	Head  string
	Title string // the whole name where Head is cut short, for the ear
	Width Width
	From  Screen
}

// Kind is what a cell holds.
type Kind uint8

const (
	Plain      Kind = iota // a count, a date, a score
	AmountCell             // money: hidden in discreet mode
	NameCell               // a client or household: hidden in discreet mode
	TierCell               // the tier named by Tier and Text
)

// Cell is one cell of a row, its text formatted already.
type Cell struct {
	Text string
	Sub  string // a second, quieter line, on phones only; a Tier's hue stands before it
	Kind Kind
	Tier book.Tier
	Loss bool // a profit below zero: red to the eye, a loss to the ear
	Red  bool // red, but no loss: an amount below zero, cells not read
}

func (c Cell) sub() app.UI {
	sub := app.Span().Class("sub hand-only amount")
	if c.Kind != TierCell && c.Tier != book.Unassigned {
		return sub.Body(swatch(c.Tier), app.Text(c.Sub))
	}
	return sub.Text(c.Sub)
}

// Row is one row. Key tells rows apart. With Href the first cell is a link and
// a press anywhere on the row follows it; without, the first cell is a button
// where the table has an OnOpen.
type Row struct {
	Key   uint64
	Href  string
	Cells []Cell
	Mark  Mark

	Place int  // for OnOpen of a Table: where it stands among all rows
	Shift bool // for OnOpen of a Table: with that key held
}

// Mark is whether a row that is opened by OnOpen is picked by that rather.
type Mark uint8

const (
	Opens  Mark = iota // it is opened
	Free               // it can be picked
	Picked             // it is picked
)

// stop is whether the Tab key stops at what opens a row.
type stop uint8

const (
	always  stop = iota
	here         // at this row of all that there are
	passing      // at another; the arrow keys come here
)

// lead makes the first cell's content what opens the row.
func (r Row) lead(id string, opens bool, s stop, content []app.UI) []app.UI {
	switch {
	case r.Href != "":
		a := app.A().ID(id).Class("link").Href(r.Href)
		if s != always {
			a = a.TabIndex(s.index())
		}
		return []app.UI{a.Body(content...)}
	case opens:
		b := app.Button().Type("button").ID(id).Class("link").Title("Open") // its name too, where discreet mode hides the text
		if s != always {
			b = b.TabIndex(s.index())
		}
		if r.Mark != Opens {
			b = b.Role("checkbox").Aria("checked", r.Mark == Picked)
		}
		return []app.UI{b.Body(content...)}
	}
	return content
}

func (s stop) index() int {
	if s == passing {
		return -1
	}
	return 0
}

// follow has a press on a row do what a press on its link does. It reports
// whether that was all there was to do.
func (r Row) follow(id string, e app.Event) bool {
	if r.Href == "" {
		return false
	}
	if !e.Get("target").Call("closest", "a, button").Truthy() {
		host.Click(id)
	}
	return true
}

// Table is a list of any length as a real table: only the rows in sight are on
// the page. The owner keeps the rows; Want asks it for those from offset on,
// at most limit, and until they have come their places are drawn as skeletons.
//
// A press on a row, or Enter on its first cell, opens it. With the focus
// on a row, the arrow keys, Page Up and Down, Home and End go through all of
// them; the Tab key stops at one row only, so that a long list traps nobody. OnSort comes with the key of the column whose head was pressed: what
// order follows is the owner's, who says it in Sort and Desc.
type Table struct {
	app.Compo
	ID      string
	Label   string // what the table lists
	Columns []Column
	Total   int   // rows in all
	Offset  int   // the place of Rows[0] among them
	Rows    []Row // kept unchanged by the owner while they are the same
	Sort    string
	Desc    bool
	Whole   bool   // every row is drawn, as Rows holds them all: for paper
	Paper   string // said on paper where only the rows in sight are printed
	View    string // names the selection and order: another starts at the top
	Place   *int   // where the owner keeps the first row in sight, to come back to
	Want    func(ctx app.Context, offset, limit int)
	OnSort  func(ctx app.Context, key string)
	OnOpen  func(ctx app.Context, row Row)

	draws int
	above app.Context // the table's own, to hold back drawing what is above it
	lives bool
}

func (t *Table) OnMount(ctx app.Context) { t.above, t.lives = ctx, true }
func (t *Table) OnDismount()             { t.lives = false }

// Render hands the rows to a part of their own, so that scrolling draws that
// part and nothing above it.
func (t *Table) Render() app.UI {
	t.draws++
	return app.Div().Body(t.sortBy(), &rows{Table: t, Draws: t.draws})
}

// sortBy is how a phone sorts, which shows few of the heads.
func (t *Table) sortBy() app.UI {
	var options []Option
	hidden := false
	for _, c := range t.Columns {
		if c.Key != "" {
			name := c.Title
			if name == "" {
				name = c.Head
			}
			options = append(options, Option{c.Key, "Sorted by " + name})
			hidden = hidden || c.From != Phone
		}
	}
	if t.OnSort == nil || !hidden || t.Total < 2 {
		return app.Div().Hidden(true)
	}
	way, label := "up", "Ascending: turn round"
	if t.Desc {
		way, label = "", "Descending: turn round"
	}
	return app.Div().Class("sortby").Body(
		&Select{ID: t.ID + "-sort", Label: "Sorted by", Bare: true, Options: options, Value: t.Sort, OnChange: t.OnSort},
		app.Button().Type("button").Class(classes("icon", way)).Aria("label", label).Body(Icon("sorted")).OnClick(t.onTurn),
	)
}

func (t *Table) onTurn(ctx app.Context, e app.Event) {
	if t.OnSort != nil {
		t.OnSort(ctx, t.Sort)
	}
}

// plain reports whether the table is drawn whole.
func (t *Table) plain() bool { return t.Whole || t.Total <= plainRows }

// plainRows is up to how many rows a table is drawn whole, in the flow of the page.
const plainRows = 25

func (t *Table) head(c Column) app.UI {
	th := app.Th().Scope("col").Class(classes(c.Width.align(), c.From.class()))
	name := c.Head
	if c.Key == "" || t.OnSort == nil {
		if c.Title != "" {
			th = th.Aria("label", c.spoken())
		}
		return th.Text(name)
	}
	if t.Sort == c.Key {
		order := "ascending"
		if t.Desc {
			order = "descending"
		}
		th = th.Aria("sort", order)
	}
	button := app.Button().Type("button").DataSet("key", c.Key).Body(app.Span().Text(name), Icon("sorted"))
	if c.Title != "" {
		button = button.Aria("label", c.spoken())
	}
	return th.Body(button)
}

// spoken is the head for the ear: the whole name, and what is seen too, for
// those who say aloud what to press.
func (c Column) spoken() string {
	if strings.HasPrefix(strings.ToLower(c.Title), strings.ToLower(c.Head)) {
		return c.Title
	}
	return c.Head + ", " + c.Title
}

func (c Cell) class() string {
	if c.Text == "" || c.Text == host.None {
		return "none"
	}
	return when(c.Loss || c.Red, "loss")
}

func (c Cell) content() []app.UI {
	switch c.Kind {
	case TierCell:
		return []app.UI{Chip(c.Tier, c.Text)}
	case NameCell:
		return []app.UI{Name(c.Text)}
	case AmountCell:
		if c.class() != "none" {
			return []app.UI{Money(c.Text, c.Loss)}
		}
	}
	if c.Loss {
		return []app.UI{app.Text(c.Text), unseen(" (loss)")}
	}
	return []app.UI{app.Span().Text(c.Text)}
}

func (w Width) class() string { return [...]string{"money", "short", "word", "fill"}[w] }

func (w Width) align() string { return when(w == Word || w == Fill, "text") }

func (s Screen) class() string { return [...]string{"", "tablet", "desk"}[s] }
