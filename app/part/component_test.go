package part

import (
	"fmt"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/engine/book"
)

func TestFieldsDraw(t *testing.T) {
	html := drawn(t, &MoneyField{ID: "wages", Label: "Wages", Hint: "Everyone but you.", Value: 196_000_00, Currency: "USD"})
	has(t, html, `for="wages"`, "Wages", `value="196,000"`, `inputmode="decimal"`, `aria-describedby="wages-hint"`, `autocomplete="off"`,
		`autocorrect="off"`, `spellcheck="false"`, "Everyone but you.", `class="amount"`)
	lacks(t, html, "wages-problem", "style=")
	html = drawn(t, &PercentField{ID: "payout", Label: "Payout", Value: 8725, Problem: "Too much."})
	has(t, html, `value="87.25"`, `aria-invalid`, `aria-describedby="payout-problem"`, "Too much.", `role="alert"`)
	has(t, drawn(t, &HoursField{ID: "h", Label: "Hours", Value: 750}), `value="12.5"`)
	has(t, drawn(t, &CountField{ID: "n", Label: "Places", Value: 1200, Unit: "clients"}), `value="1,200"`, "clients")
	lacks(t, drawn(t, &MoneyField{ID: "m", Label: "Pay", Value: book.Missing, Blank: "none"}), "value=")
	has(t, drawn(t, &TextField{ID: "t", Label: "Why?", Value: "family", Lines: 3}), "<textarea", "family", `maxlength="200"`)
}

// entryOf is the entry that a field draws.
func entryOf(t *testing.T, field app.Composer) *entry {
	t.Helper()
	e, ok := field.Render().(*entry)
	if !ok {
		t.Fatalf("%T draws %T", field, field.Render())
	}
	return e
}

func TestFieldsCommitWhatChanged(t *testing.T) {
	var got []book.Minutes
	e := entryOf(t, &HoursField{Value: 100, Most: 6000, OnCommit: func(_ app.Context, v book.Minutes) { got = append(got, v) }})
	for _, text := range []string{"33", "33%", " 33 %"} {
		if _, problem := entryOf(t, &CountField{Unit: "%", Most: 100}).Read(text); problem != "" {
			t.Errorf("%q is no share: %s", text, problem)
		}
	}
	for _, text := range []string{"1.67", "2", "2:00", "soon", "101", "", "1h 30m"} {
		if _, problem := e.Read(text); problem == "" {
			e.Commit(app.Context{}, text, false)
		}
	}
	// 100 minutes show as 1.67 hours: leaving them alone must not make them 100.2.
	if fmt.Sprint(got) != fmt.Sprint([]book.Minutes{120, 120, book.Missing, 90}) {
		t.Errorf("committed %v", got)
	}
}

func TestFieldsRefuseInSentences(t *testing.T) {
	for _, test := range []struct {
		field      app.Composer
		text, want string
	}{
		{&MoneyField{Value: 1}, "-5", "This can’t be below zero."},
		{&MoneyField{Value: 1, Most: 1_000_00, Currency: "USD"}, "2k", "The most allowed is $1,000."},
		{&PercentField{Least: 100, Most: 10_000}, "0.5", "The least allowed is 1%."},
		{&CountField{}, "2.5", "This needs a whole number."},
		{&HoursField{}, "1:75", "Minutes go from 0 to 59, as in 1:30."},
		{&MoneyField{}, "call Bob", "This doesn’t read as a number."},
		{&MoneyField{}, "999999999999999", "This is larger than Tierbook can count with."},
	} {
		if _, problem := entryOf(t, test.field).Read(test.text); problem != test.want {
			t.Errorf("%T %q: %q, want %q", test.field, test.text, problem, test.want)
		}
	}
}

func TestSliderDraws(t *testing.T) {
	html := drawn(t, &Slider{ID: "aum", Label: "AUM", Value: 25, Hint: "Assets."})
	has(t, html, `type="range"`, `min="0"`, `max="100"`, `value="25"`, "<output", ">25<", `aria-describedby="aum-hint"`)
	has(t, drawn(t, &Slider{ID: "x", Label: "X", Value: 0, Shown: "off"}), `aria-valuetext="off"`, ">off<")
}

func TestChoicesDraw(t *testing.T) {
	options := []Option{{"time", "Time"}, {"aum", "AUM"}}
	html := drawn(t, &Segmented{ID: "driver", Label: "Share by", Options: options, Value: "aum"})
	has(t, html, "<fieldset", "<legend", `id="driver-aum"`, `name="driver"`)
	if strings.Count(html, `checked="false"`) != 1 || strings.Count(html, "checked") != 2 {
		t.Errorf("not just one is checked:\n%s", html)
	}
	has(t, drawn(t, &Select{ID: "m", Label: "Method", Options: options, Value: "time", Bare: true}), `aria-label="Method"`, "<select")
	has(t, drawn(t, &Toggle{ID: "c", Label: "Capacity", On: true}), `role="switch"`, "Capacity")
	has(t, drawn(t, &SearchField{ID: "s", Label: "Find", Value: "costa"}), `type="search"`, `value="costa"`, "Clear the search")
	lacks(t, drawn(t, &SearchField{ID: "s", Label: "Find"}), "Clear the search")
}

func TestDialogIsEmptyWhileClosed(t *testing.T) {
	content := func() []app.UI { return []app.UI{app.P().Text("inside")} }
	lacks(t, drawn(t, &Dialog{ID: "d", Title: "Away", Open: true, Content: content}), "Close") // no way out but by its actions
	out := func(app.Context) {}
	has(t, drawn(t, &Dialog{ID: "d", Title: "Export", Open: true, Content: content, OnClose: out}), "inside", `aria-labelledby="d-title"`, "Export", "Close")
	lacks(t, drawn(t, &Dialog{ID: "d", Title: "Export", Content: content}), "inside")
	has(t, drawn(t, &Confirm{ID: "w", Title: "Wipe?", Text: "All goes.", Yes: "Wipe", Danger: true, Open: true}), "All goes.", "Cancel", "primary danger")
}

func TestToastsKeepTheNewest(t *testing.T) {
	toasts := &Toasts{}
	for i := range 5 {
		toasts.show(app.Context{}, Message{Text: fmt.Sprint("message ", i), Action: "Undo"})
	}
	html := app.HTMLString(toasts)
	lacks(t, html, "message 0", "message 1")
	has(t, html, "message 2", "message 3", "message 4", "Undo", `role="status"`)
	toasts.drop(4)
	lacks(t, app.HTMLString(toasts), "message 3")
}

// TestUndoOfAToastIsItsOwn: what a message offers to undo is offered once that
// has been done, and only while nothing else has.
func TestUndoOfAToastIsItsOwn(t *testing.T) {
	toasts := &Toasts{Step: 4}
	toasts.show(app.Context{}, Message{Text: "Locked.", Action: "Undo", after: 4})
	lacks(t, app.HTMLString(toasts), "Undo")
	toasts.Step = 5
	has(t, app.HTMLString(toasts), "Locked.", "Undo")
	has(t, app.HTMLString(toasts), "Undo")
	toasts.Step = 4 // undone another way
	lacks(t, app.HTMLString(toasts), "Locked.", "Undo")

	toasts.Step = 6 // it came before the message did
	toasts.show(app.Context{}, Message{Text: "Locked.", Action: "Undo", after: 5})
	has(t, app.HTMLString(toasts), "Undo")
	toasts.Step = 7
	lacks(t, app.HTMLString(toasts), "Undo")
}

func rowsOf(n int) []Row {
	rows := make([]Row, n)
	for i := range rows {
		rows[i] = Row{Key: uint64(i), Href: fmt.Sprint("#/client-", i), Cells: []Cell{
			{Text: fmt.Sprint("Client ", i), Kind: NameCell, Tier: 1, Sub: "Platinum"},
			{Text: "−$5", Kind: AmountCell, Loss: true},
		}}
	}
	return rows
}

var twoColumns = []Column{{Key: "name", Head: "Client", Width: Fill}, {Key: "profit", Head: "Profit", From: Tablet}}

func TestTableDrawsWhatIsInSight(t *testing.T) {
	table := &Table{ID: "list", Label: "Clients", Columns: twoColumns, Total: 100_000, Rows: rowsOf(60), Sort: "profit", Desc: true,
		OnSort: func(app.Context, string) {}}
	html := drawn(t, table)
	has(t, html, `aria-rowcount="100001"`, `aria-rowindex="2"`, `aria-sort="descending"`, "Client 0", `href="#/client-0"`, `height="`,
		`role="group"`, `scope="row"`, "(loss)", `class="tablet"`, `data-key="profit"`)
	if n := strings.Count(html, "<tr"); n > 60 {
		t.Errorf("%d rows drawn", n)
	}
	lacks(t, html, "style=", "skeleton")
}

func TestTableDrawsSkeletonsForRowsToCome(t *testing.T) {
	html := drawn(t, &Table{ID: "list", Label: "Clients", Columns: twoColumns, Total: 300})
	has(t, html, "skeleton", `aria-rowcount="301"`)
}

func TestTableAsksForRowsOnce(t *testing.T) {
	var asked [][2]int
	table := &Table{ID: "list", Columns: twoColumns, Total: 1000, Want: func(_ app.Context, offset, limit int) { asked = append(asked, [2]int{offset, limit}) }}
	r := &rows{Table: table}
	r.OnInit()
	r.want(app.Context{})
	r.want(app.Context{})
	if len(asked) != 1 || asked[0][0] != 0 || asked[0][1] < r.last {
		t.Fatalf("asked for %v", asked)
	}
	table.Rows = rowsOf(asked[0][1])
	r.want(app.Context{})
	r.scroll.to(20_000)
	r.layout()
	r.want(app.Context{})
	if len(asked) != 2 || asked[1][0] > r.first || asked[1][0]+asked[1][1] < r.last {
		t.Fatalf("asked for %v with rows %d to %d in sight", asked, r.first, r.last)
	}
	table.View = "by name"
	r.want(app.Context{})
	if len(asked) != 3 {
		t.Errorf("another order was not asked for")
	}
}

func TestShortTableIsDrawnWhole(t *testing.T) {
	html := drawn(t, &Table{ID: "list", Label: "Clients", Columns: twoColumns, Total: 12, Rows: rowsOf(12)})
	has(t, html, "Client 0", "Client 11", "list plain")
	lacks(t, html, `class="gap"`, `role="group"`, "skeleton")
}

func TestSheetNamesEveryFigure(t *testing.T) {
	html := drawn(t, &Sheet{ID: "tiers", Label: "By tier", Columns: []Column{{Head: "Tier", Width: Word}, {Head: "Profit"}},
		Rows: []Row{{Href: "#/gold", Cells: []Cell{{Text: "Gold", Kind: TierCell, Tier: 2}, {Text: "$5", Kind: AmountCell}}}},
		Foot: []Row{{Cells: []Cell{{Text: "Practice"}, {Text: "$5", Kind: AmountCell}}}}})
	has(t, html, `data-label="Profit"`, `role="table"`, `role="row"`, `role="cell"`, `role="rowheader"`, `class="t2"`, `href="#/gold"`, "<tfoot", "Practice")
	lacks(t, html, "style=")
}

// A component must not take exported fields for its own state: the owner's
// next drawing would overwrite them.
func TestOwnersNextDrawingKeepsTheWhalesClient(t *testing.T) {
	best := book.Cents(3)
	holder := &holds{part: func() app.UI { return whaleOf(640, best, 2, 1) }}
	engine := app.NewTestEngine()
	if err := engine.Load(holder); err != nil {
		t.Fatal(err)
	}
	engine.ConsumeAll()
	w := holder.drawn.(*Whale)
	w.at, best = 2, 4
	holder.again(engine)
	has(t, app.HTMLString(holder), "Client 2")
}

// holds is an owner of one part.
type holds struct {
	app.Compo
	part  func() app.UI
	drawn app.UI
	ctx   app.Context
}

func (h *holds) OnPreRender(ctx app.Context) { h.ctx = ctx }

func (h *holds) again(engine app.TestEngine) {
	h.ctx.Update()
	engine.ConsumeAll()
}

func (h *holds) Render() app.UI {
	part := h.part()
	if h.drawn == nil {
		h.drawn = part
	}
	return app.Div().Body(part)
}

func TestOnlyLossesAreReadAsLosses(t *testing.T) {
	sheet := func(cell Cell) string {
		return drawn(t, &Sheet{ID: "s", Columns: []Column{{Head: "A"}, {Head: "B"}}, Rows: []Row{{Cells: []Cell{{Text: "x"}, cell}}}})
	}
	has(t, sheet(Cell{Text: "−$5", Kind: AmountCell, Loss: true}), `class="loss"`, "(loss)")
	for _, cell := range []Cell{{Text: "−$5", Kind: AmountCell, Red: true}, {Text: "1", Red: true}} {
		html := sheet(cell)
		has(t, html, `class="loss"`)
		lacks(t, html, "(loss)")
	}
	lacks(t, app.HTMLString(Minus("a loss of $5")), "(loss)")
}

func TestLongTablesSayWhatIsPrinted(t *testing.T) {
	long := &rows{Table: &Table{ID: "long", Total: 1500}, last: 30}
	has(t, app.HTMLString(long.Render()), "Printed are 1 to 30 of 1,500")
	short := &rows{Table: &Table{ID: "short", Total: 3}, last: 3}
	lacks(t, app.HTMLString(short.Render()), "Printed")
}
