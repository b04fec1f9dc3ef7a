package part

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/engine/book"
)

// drawn is the HTML of a component after its life has begun.
func drawn(t *testing.T, c app.Composer) string {
	t.Helper()
	engine := app.NewTestEngine()
	if err := engine.Load(c); err != nil {
		t.Fatal(err)
	}
	engine.ConsumeAll()
	return app.HTMLString(c)
}

func has(t *testing.T, html string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(html, text) {
			t.Errorf("no %q in\n%s", text, html)
		}
	}
}

func lacks(t *testing.T, html string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(html, text) {
			t.Errorf("%q in\n%s", text, html)
		}
	}
}

func TestAmountTellsALossByWord(t *testing.T) {
	has(t, app.HTMLString(Amount(-653_100, "USD", host.Whole)), "−$6,531", "(loss)", "amount")
	lacks(t, app.HTMLString(Amount(653_100, "USD", host.Whole)), "loss")
	lacks(t, app.HTMLString(Amount(book.Missing, "USD", host.Whole)), "loss")
}

func TestChipSaysItsName(t *testing.T) {
	has(t, app.HTMLString(Chip(2, "Gold")), `class="t2"`, "Gold")
	has(t, app.HTMLString(Chip(0, "Unassigned")), `class="t0"`)
	has(t, app.HTMLString(Chip(9, "?")), `class="t0"`)
}

func TestNoInlineStyles(t *testing.T) {
	for _, part := range []app.UI{
		Card("c", "Title", "note", []app.UI{Button("", "Print", "quiet", nil)}, Figures(Figure{Label: "GDC", Value: "$1"})),
		Tiles(Figure{Label: "Margin", Value: "20.6%", Plain: true}), Notice(Warn, "Careful", app.P().Text("why")),
		Explain("How?", app.P().Text("So.")), Empty("Nothing yet", "Open a list."), Icon("book"),
		TierBar("Revenue", Share{1, "Platinum", 2, "$2"}, Share{2, "Gold", 1, "$1"}), Meter(4_000, 1),
		Bars(Bar{Label: "a", Value: -1, Text: "−$1"}, Bar{Label: "b", Value: 2, Text: "$2"}),
	} {
		html := app.HTMLString(part)
		lacks(t, html, "style=")
		if html == "" {
			t.Error("nothing drawn")
		}
	}
}
