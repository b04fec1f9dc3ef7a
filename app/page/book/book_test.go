package book_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tierbook/app/browsertest"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }

// book opens the Book place with the sample.
func book(t *testing.T) *browsertest.Page {
	t.Helper()
	page := browsertest.Sample(t)
	page.Click("link", "Book")
	page.Wait("the clients", `document.querySelector("#clients-table [data-row] a")`)
	return page
}

// names are the clients in sight, from the top.
func names(page *browsertest.Page) (all []string) {
	page.Eval(`[...document.querySelectorAll("#clients-table [data-row] a")].map((a) => a.innerText)`, &all)
	return all
}

// tile reads a sum over the table.
func tile(page *browsertest.Page, label string) (value string) {
	page.Eval(fmt.Sprintf(`[...document.querySelectorAll("#clients .tile")].find((t) => t.querySelector("small").innerText === %q)?.querySelector("b").innerText ?? ""`, label), &value)
	return value
}

// shown waits until so many clients are shown.
func shown(page *browsertest.Page, text string) {
	page.Wait(text, fmt.Sprintf(`[...document.querySelectorAll("#clients .tile b")].some((b) => b.innerText === %q)`, text))
}

func TestBook(t *testing.T) {
	page := book(t)
	page.See("heading", "300 clients, $168.2 million under management, $898,153 GDC. 1 cell could not be read.")
	if hours := tile(page, "Hours a year"); hours != "2,183" {
		t.Errorf("%s hours, want 2,183", hours)
	}

	// Sorted by a press on a head, and the other way by another.
	page.Click("button", "Profit")
	page.Wait("the most profitable client", `document.querySelector("#clients-table [aria-sort=descending]")?.innerText === "Profit"`)
	best := names(page)[0]
	page.Click("button", "Profit")
	page.Wait("the greatest loss", `document.querySelector("#clients-table [aria-sort=ascending]")?.innerText === "Profit"`)
	page.Wait("another client", fmt.Sprintf(`document.querySelector("#clients-table [data-row] a").innerText !== %q`, best))

	// Filtered by tier and loss: the address says so, and undoes it.
	page.Click("button", "Bronze 90")
	shown(page, "90 clients")
	page.Click("radio", "With a loss")
	page.Wait("the address", `location.hash === "#/book/tiers/16/loss/1"`)
	page.Wait("only losses", `[...document.querySelectorAll("#clients-table [data-row] td:nth-last-child(2)")].every((td) => td.classList.contains("loss"))`)
	if profit := tile(page, "Profit"); !strings.HasPrefix(profit, "−$") {
		t.Errorf("the losses come to %s", profit)
	}
	page.Eval("history.back()", nil)
	shown(page, "90 clients")

	// Found as one types; the address does not tell what was looked for.
	page.Fill("searchbox", "Search", "an")
	page.Wait("only clients with those letters in their name or household", `[...document.querySelectorAll("#clients-table [data-row]")].every((r) => /an/i.test(r.cells[0].innerText))`)
	if n := len(names(page)); n == 0 || n > 40 {
		t.Errorf("%d clients are found", n)
	}
	var address string
	page.Eval("location.hash", &address)
	if address != "#/book/tiers/16" {
		t.Errorf("the address is %s", address)
	}
	page.Fill("searchbox", "Search", "nobody at all")
	page.See("heading", "Nobody fits")
	page.Click("button", "Show everyone")
	shown(page, "300 clients")
	page.Eval("location.hash", &address)
	if address != "#/book" {
		t.Errorf("everyone is shown at %s", address)
	}
	page.Screenshots("book")
}

// TestBackFromAClient leaves a filtered, searched, sorted and scrolled table
// for a client, and finds it as it was.
func TestBackFromAClient(t *testing.T) {
	page := book(t)
	page.Click("button", "Assets under management")
	page.Click("button", "Silver 120")
	shown(page, "120 clients")
	page.Fill("searchbox", "Search", "a")
	page.Wait("fewer clients", `!document.querySelector("#clients .tile b").innerText.startsWith("120")`)
	var found string
	page.Eval(`document.querySelector("#clients .tile b").innerText`, &found)
	page.Eval(`document.querySelector("#clients-table").scrollTop = 2000; scrollTo(0, 300)`, nil)
	page.Wait("rows further down", `document.querySelector("#clients-table [data-row] a")?.closest("tr").dataset.row > 20`)
	page.Rest()
	var before struct {
		Top, Page float64
		Row, Name string
	}
	const state = `(() => { const list = document.querySelector("#clients-table"), top = list.getBoundingClientRect().top + 60;
		const row = [...list.querySelectorAll("[data-row]")].find((r) => r.getBoundingClientRect().top > top);
		return { Top: list.scrollTop, Page: scrollY, Row: row.dataset.row, Name: row.querySelector("a").innerText }; })()`
	page.Eval(state, &before)
	page.Eval(fmt.Sprintf(`document.querySelector("[data-row='%s'] a").click()`, before.Row), nil)
	page.Wait("the client", fmt.Sprintf(`document.querySelector("h1").innerText.startsWith(%q)`, before.Name))
	if focus := page.Focused(); focus != "heading" {
		t.Errorf("the focus is on %s, not on the headline", focus)
	}
	page.Click("link", "To the list")
	page.Wait("the table as it was", fmt.Sprintf(`document.querySelector("#clients .tile b")?.innerText === %q && document.querySelector("#clients-table").scrollTop > 1000`, found))
	page.Wait("the focus to come", `document.activeElement.id.startsWith("clients-table-")`)
	page.Rest()
	after := before
	page.Eval(state, &after)
	if diff := after.Top - before.Top; diff < -60 || diff > 60 || after.Page != before.Page {
		t.Errorf("came back to %+v, left %+v", after, before)
	}
	if focus := page.Focused(); focus != "clients-table-"+before.Row {
		t.Errorf("the focus is on %s, not on the client who was left", focus)
	}
	if text := page.Value("searchbox", "Search"); text != "a" {
		t.Errorf("the search is %q", text)
	}
	// A link from elsewhere asks for its own clients, not for these.
	page.Click("link", "Tiers")
	page.Click("link", "Book")
	shown(page, "300 clients")
}

func TestAllColumns(t *testing.T) {
	page := book(t)
	const heads = `document.querySelectorAll("#clients-table thead th").length`
	page.Wait("columns left out for want of room", heads+` < 10`)
	page.Click("button", "All columns")
	page.Wait("all columns", heads+` === 10`)
	page.Click("button", "All columns")
	page.Wait("as many as fit", heads+` < 10`)
}

// The button prints every client that the table shows, however many are in
// sight; the rest of the list stays as it is.
func TestPrintsTheWholeList(t *testing.T) {
	page := book(t)
	page.Eval(`window.print = () => { window.printed = [...document.querySelectorAll("#clients-paper [data-row] th")].map((e) => e.innerText || e.textContent) }`, nil)
	printed := func(want int) (names []string) {
		t.Helper()
		page.Click("button", "Print these clients")
		page.Wait("the print dialog", `window.printed`)
		page.Eval("window.printed", &names)
		page.Eval("window.printed = null", nil)
		different := map[string]bool{}
		for _, name := range names {
			different[name] = true
		}
		if len(names) != want || len(different) < want*9/10 {
			t.Errorf("%d clients are printed, %d of them different, want %d", len(names), len(different), want)
		}
		return names
	}
	printed(300)
	pdf := page.PDF(8.5, 11, 0.4)
	if browsertest.Shots != "" {
		if err := os.WriteFile(filepath.Join(browsertest.Shots, "book.pdf"), pdf, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	page.Call("Emulation.setEmulatedMedia", map[string]any{"media": "print"}, nil)
	var shown string
	page.Eval(`[getComputedStyle(document.querySelector("#clients-table")).display, document.querySelector("#clients-paper").offsetHeight > 300 * 20].join()`, &shown)
	if shown != "none,true" {
		t.Errorf("on paper: %s", shown)
	}
	page.Call("Emulation.setEmulatedMedia", map[string]any{"media": ""}, nil)
	page.Click("button", "Bronze")
	page.Wait("fewer clients", `document.querySelector("#download-clients").textContent === "Download these as CSV"`)
	page.Wait("the table of them", `document.querySelector("#clients-table [data-row]")`)
	names := printed(90)
	var first string
	page.Eval(`document.querySelector("#clients-table [data-row] th").textContent`, &first)
	if names[0] != first {
		t.Errorf("the first client printed is %q, shown %q", names[0], first)
	}
}

// On a phone a row's name, tier and rank are read in full.
func TestPhoneRows(t *testing.T) {
	page := book(t)
	page.Resize(browsertest.Sizes[2])
	page.Wait("the rows of a phone", `document.querySelector(".brief #clients-table [data-row] .sub")`)
	var cut []string
	page.Eval(`[...document.querySelectorAll("#clients-table [data-row] :is(.link, .link > span, .sub, td > .amount)")].filter((e) => e.offsetWidth && e.scrollWidth > e.clientWidth + 1 ||
		e.closest("td") && e.getBoundingClientRect().left < e.closest("td").getBoundingClientRect().left - 1).map((e) => e.textContent)`, &cut)
	if len(cut) > 0 {
		t.Errorf("cut off are %q", cut)
	}
	page.Eval(`document.getElementById("clients").scrollIntoView()`, nil)
	page.Screenshot("book-phone")
}

// A mask tells nothing of what is under it: all are equally wide.
func TestMasks(t *testing.T) {
	page := book(t)
	page.Click("button", "Hide names and amounts")
	for _, of := range []string{"#clients-table th .link .name", "#clients-table td > .amount", "#clients .tile .amount"} {
		var widths []int
		page.Eval(`[...new Set([...document.querySelectorAll("`+of+`")].map((e) => Math.round(e.getBoundingClientRect().width)))]`, &widths)
		if len(widths) != 1 || widths[0] < 40 {
			t.Errorf("%s: widths of %v", of, widths)
		}
	}
	page.Screenshot("book-discreet")
	page.Click("link", "Practice")
	page.See("heading", "What a year costs")
	var over bool
	page.Eval(`[...document.querySelectorAll("input.amount")].some((field) => field.checkVisibility({ visibilityProperty: true }) || field.closest(".box").offsetHeight !== 44)`, &over)
	if over {
		t.Error("a field is seen, or its mask makes it larger")
	}
	page.Screenshot("practice-discreet")
}

// A table that is wider than its room shows at its side that there is more.
func TestWideTablesSaySo(t *testing.T) {
	page := book(t)
	page.Click("button", "All columns")
	var seen string
	page.Wait("all columns", `document.querySelector(".every #clients-table")`)
	page.Eval(`(() => {
		const list = document.getElementById("clients-table"), look = getComputedStyle(list);
		return [list.scrollWidth > list.clientWidth, look.backgroundAttachment, getComputedStyle(list.querySelector("[data-row] td:nth-child(5)")).backgroundColor].join(" | ");
	})()`, &seen)
	if seen != "true | local, local, scroll, scroll | rgba(0, 0, 0, 0)" {
		t.Errorf("the table is wide, its ground and its cells’: %s", seen)
	}
	page.Eval(`document.getElementById("clients").scrollIntoView()`, nil)
	page.Eval(`document.querySelector("#clients-table thead").scrollIntoView({ block: "center" })`, nil)
	page.Screenshots("book-wide")
}
