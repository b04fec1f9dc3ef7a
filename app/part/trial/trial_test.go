// Package trial tries the parts in a browser: what they do when they are
// pressed, dragged, typed into and scrolled can't be seen natively.
package trial

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"tierbook/app/browsertest"
	"tierbook/app/host"
	"tierbook/engine/book"
)

func TestMain(m *testing.M) {
	code := browsertest.Main(m)
	if gallery != "" {
		os.RemoveAll(gallery)
	}
	os.Exit(code)
}

var gallery string // folder that the gallery is built into

// built is the folder of the gallery, built once for all tests.
var built = sync.OnceValues(func() (dir string, err error) {
	dir, err = os.MkdirTemp("", "tierbook-gallery")
	if err != nil {
		return "", err
	}
	gallery = dir
	build := exec.Command("go", "build", "-ldflags=-s -w", "-o", filepath.Join(dir, "gallery.wasm"), "./testdata/gallery")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if text, err := build.CombinedOutput(); err != nil {
		return "", &buildError{string(text), err}
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return "", err
	}
	for _, from := range []string{
		"testdata/gallery/index.html", "testdata/gallery/start.js", "../../../web/style.css", "../../../web/icons/tierbook.svg",
		filepath.Join(strings.TrimSpace(string(goroot)), "lib/wasm/wasm_exec.js"),
	} {
		data, err := os.ReadFile(from)
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(from)), data, 0o644); err != nil {
			return "", err
		}
	}
	return dir, nil
})

type buildError struct {
	text string
	err  error
}

func (e *buildError) Error() string { return "building the gallery: " + e.err.Error() + "\n" + e.text }

// open opens a place of the gallery.
func open(t *testing.T, place string) *browsertest.Page {
	t.Helper()
	dir, err := built()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	t.Cleanup(server.Close)
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(server.URL + "/#/" + place)
	page.Resize(browsertest.Sizes[0])
	page.Wait("the gallery", `document.querySelector("#main h1")`)
	t.Cleanup(func() {
		seen := b.Seen()
		for _, r := range seen.Refusals {
			t.Errorf("the policy refused %s %s", r.Directive, r.URL)
		}
		for _, said := range seen.Said {
			if said.Level == "error" || said.Level == "uncaught" {
				t.Errorf("on the console: %s", said.Text)
			}
		}
	})
	return page
}

// told waits until the owner of the parts was told something.
func told(t *testing.T, page *browsertest.Page, line string) {
	t.Helper()
	text, _ := json.Marshal(line)
	page.Wait("the owner to be told "+line, `(window.galleryLog ?? "").split("\n").includes(`+string(text)+`)`)
}

func value(t *testing.T, page *browsertest.Page, js string) (text string) {
	t.Helper()
	page.Eval("String("+js+")", &text)
	return text
}

func TestFields(t *testing.T) {
	page := open(t, "fields")
	for _, test := range []struct{ field, typed, shown, told string }{
		{"Employee wages", "$210k", "210,000", "wages 21000000"},
		{"Employee wages", "1.234,5", "1,234.50", "wages 123450"},
		{"Payout", "87.25 %", "87.25", "payout 8725"},
		{"Platinum service", "1h 40m", "1.67", "hours 100"},
		{"Platinum service", "90 min", "1.5", "hours 90"},
		{"Places in Platinum", "25", "25", "places 25"},
	} {
		page.Fill("textbox", test.field, test.typed)
		told(t, page, test.told)
		page.Wait(test.field+" as "+test.shown, `[...document.querySelectorAll("input")].some((i) => i.labels[0]?.textContent === `+
			strconv.Quote(test.field)+` && i.value === `+strconv.Quote(test.shown)+`)`)
	}

	page.Fill("textbox", "Employee wages", "call Bob")
	page.Wait("a word on what can't be read", `document.getElementById("wages-problem")`)
	if got := value(t, page, `document.getElementById("wages").value + "|" + document.getElementById("wages-problem").textContent + "|" + document.getElementById("wages").getAttribute("aria-invalid")`); got != "call Bob|This doesn’t read as a number.|true" {
		t.Errorf("after an unreadable amount: %s", got)
	}
	page.Focus("textbox", "Employee wages")
	page.Press("Escape")
	page.Wait("the former amount", `document.getElementById("wages").value === "1,234.50" && !document.getElementById("wages-problem")`)

	page.Fill("textbox", "Payout", "101")
	page.Wait("the limit", `document.getElementById("payout-problem")?.textContent === "The most allowed is 100%."`)
	page.Fill("textbox", "Employee wages", "")
	page.Wait("a word on the blank", `document.getElementById("wages-problem")?.textContent === "Please fill this in."`)

	// The owner of this one never takes the value over: it must not stand
	// there as if it counted.
	page.Fill("textbox", "Owner’s pay", "5")
	page.Wait("the refused amount to go", `document.getElementById("pay").value === ""`)
}

func TestEnterCommitsAndUndoneValuesShow(t *testing.T) {
	page := open(t, "fields")
	page.Focus("textbox", "Name of the first tier")
	page.Press("End")
	page.Type(" Plus")
	page.Press("Enter")
	told(t, page, "name Platinum Plus")
	page.Focus("textbox", "Why Gold?")
	page.Type("brother of a client")
	page.Press("Tab")
	told(t, page, "note brother of a client")
}

// TestDrawingMindsWhatIsOnItsWay draws fields anew between what the user does to
// them and the events that tell of it, as happens when the page is busy.
func TestDrawingMindsWhatIsOnItsWay(t *testing.T) {
	page := open(t, "fields")
	page.Eval(`document.getElementById("wages").value = "77k", document.getElementById("method").value = "counts"`, nil)
	page.Click("radio", "Revenue")
	told(t, page, "driver revenue")
	page.Eval("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))", nil)
	page.Eval(`for (const id of ["wages", "method"]) for (const type of ["input", "change"]) document.getElementById(id).dispatchEvent(new Event(type, { bubbles: true }))`, nil)
	told(t, page, "wages 7700000")
	told(t, page, "method counts")
	page.Wait("the amount in full", `document.getElementById("wages").value === "77,000" && document.getElementById("method").value === "counts"`)
}

func TestChoices(t *testing.T) {
	page := open(t, "fields")
	page.Click("radio", "Revenue")
	told(t, page, "driver revenue")
	page.Focus("radio", "Revenue")
	page.Press("ArrowRight")
	told(t, page, "driver aum")
	page.Choose("combobox", "Cut tiers by", "Natural breaks")
	told(t, page, "method natural")
	page.Click("switch", "The practice has spare capacity")
	told(t, page, "capacity true")
	page.Wait("the switch to be on", `document.getElementById("capacity").checked`)
}

func TestSlider(t *testing.T) {
	page := open(t, "tiers")
	page.Slide("AUM", 26, 30, 41)
	told(t, page, "input 0 30")
	told(t, page, "change 0 41")
	page.Wait("the new weight", `document.querySelector("output[for=weight-0]").textContent === "41"`)
	page.Focus("slider", "GDC")
	page.Press("ArrowRight", "ArrowRight", "ArrowRight")
	told(t, page, "input 1 28")
	page.Press("Tab")
	told(t, page, "change 1 28")
	page.Click("button", "Reset")
	page.Wait("all weights as before", `[...document.querySelectorAll(".factor input")].map((i) => i.value).join() === "25,25,10,15,10,15"`)
	if got := value(t, page, `getComputedStyle(document.getElementById("weight-0")).getPropertyValue("--at")`); got != "0.2500" {
		t.Errorf("the track is filled to %s", got)
	}
	page.Wait("the toast", `document.querySelector(".toast")`)
	page.Eval(`document.querySelector(".toast button").click()`, nil)
	told(t, page, "undone")
	page.Wait("the toast to go", `!document.querySelector(".toast")`)
}

func TestDialogKeepsAndReturnsTheFocus(t *testing.T) {
	page := open(t, "fields")
	page.Click("button", "Export…")
	page.Wait("the dialog", `document.querySelector("dialog[open]")?.contains(document.activeElement)`)
	for range 6 {
		page.Press("Tab")
		if got := value(t, page, `document.activeElement === document.body || document.querySelector("dialog").contains(document.activeElement)`); got != "true" {
			t.Fatalf("the focus left the dialog for %s", page.Focused())
		}
	}
	page.Press("Escape")
	told(t, page, "closed")
	page.Wait("the focus back on the button", `!document.querySelector("dialog[open]") && document.activeElement.id === "more"`)

	page.Click("button", "Wipe everything")
	page.Wait("the question", `document.querySelector("#wipe-confirm[open]")`)
	page.Eval(`document.getElementById("wipe-confirm-yes").click()`, nil)
	told(t, page, "wiped")
	page.Wait("the question to go", `!document.querySelector("dialog[open]")`)
}

// person is the name that the gallery gives to row i.
func person(i int) string {
	names := []string{"Omar Costa", "Priya Banerjee", "Zoë Lindgren", "Mateo Hayashi", "Chloé O’Dell", "Maximiliane von Hohenstein-Ashford", "Uma Xu"}
	return names[i%len(names)] + " " + strconv.Itoa(i)
}

// inSight is true when row i is drawn, right, and within the window on the list.
func inSight(i int) string {
	return `(() => {
		const list = document.getElementById("list"), row = list.querySelector('[data-row="` + strconv.Itoa(i) + `"]');
		if (!row) return false;
		const box = row.getBoundingClientRect(), window = list.getBoundingClientRect();
		return row.querySelector("th").textContent.startsWith(` + strconv.Quote(person(i)) + `) && row.ariaRowIndex === "` + strconv.Itoa(i+2) + `"
			&& box.top >= window.top - 1 && box.bottom <= window.bottom + 1;
	})()`
}

func TestTableScrolls(t *testing.T) {
	page := open(t, "list")
	page.Wait("the first rows", inSight(0))
	if got := value(t, page, `document.querySelector("#list table").getAttribute("aria-rowcount")`); got != "100001" {
		t.Errorf("aria-rowcount is %s", got)
	}
	if n, _ := strconv.Atoi(value(t, page, `document.querySelectorAll("#list tr").length`)); n > 60 {
		t.Errorf("%d rows are on the page", n)
	}
	var row int
	page.Eval(`Math.round(document.querySelector("#list [data-row]").getBoundingClientRect().height)`, &row)
	page.Eval(`document.getElementById("list").scrollTop = 50000 * `+strconv.Itoa(row), nil)
	page.Wait("row 50,001", inSight(50_001))
	page.Eval(`document.getElementById("list").scrollTop = 1e9`, nil)
	page.Wait("the last row", inSight(99_999))

	// While nothing new is asked for, scrolling draws nothing above the table.
	page.Wait("peace", `new Promise((done) => { const before = galleryDraws; setTimeout(() => done(before === galleryDraws), 300) })`)
	draws := value(t, page, "galleryDraws")
	page.Eval(`(async () => { const list = document.getElementById("list");
		for (let i = 0; i < 12; i++) { list.scrollTop -= 23; await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))) } })()`, nil)
	if now := value(t, page, "galleryDraws"); now != draws {
		t.Errorf("the page was drawn %s times instead of %s while only its table scrolled", now, draws)
	}

	// Sorting starts at the top, and says so.
	page.Click("button", "AUM")
	told(t, page, "sort aum true")
	page.Wait("the top", inSight(0))
	if got := value(t, page, `[...document.querySelectorAll("th[aria-sort]")].map((th) => th.textContent + th.ariaSort).join()`); got != "AUMdescending" {
		t.Errorf("sorted: %s", got)
	}
}

func TestTableByKeyboard(t *testing.T) {
	page := open(t, "list")
	page.Wait("the first rows", inSight(0))
	page.Focus("link", person(0))
	for i := 1; i <= 40; i++ {
		page.Press("ArrowDown")
		page.Wait("the focus on row "+strconv.Itoa(i), `document.activeElement.textContent === `+strconv.Quote(person(i))+` && `+inSight(i))
	}
	page.Press("End")
	page.Wait("the focus on the last row", `document.activeElement.textContent === `+strconv.Quote(person(99_999))+` && `+inSight(99_999))
	page.Press("PageUp")
	page.Press("Home")
	page.Wait("the focus on the first row", `document.activeElement.textContent === `+strconv.Quote(person(0))+` && `+inSight(0))
	page.Press("Enter")
	page.Wait("the link to be followed", `location.hash === "#/client-0"`)
}

func TestTableKeepsFocusOnItsRow(t *testing.T) {
	page := open(t, "list")
	page.Wait("the first rows", inSight(0))
	page.Focus("link", person(9))
	page.Eval(`document.getElementById("list").scrollTop = 300`, nil)
	page.Wait("other rows", `+document.querySelector("#list [data-row]").dataset.row >= 0 && document.querySelector('#list [data-row="20"]')`)
	page.Wait("the focus still on row 9", `document.activeElement.textContent === `+strconv.Quote(person(9)))
}

func TestTableOfAMillion(t *testing.T) {
	page := open(t, "list")
	page.Wait("the first rows", inSight(0))
	page.Choose("combobox", "Rows", "1,000,000 rows")
	page.Wait("a million rows", `document.querySelector("#list table").getAttribute("aria-rowcount") === "1000001"`)
	page.Wait("the first of them", inSight(0))
	page.Eval(`document.getElementById("list").scrollTop = 1e9`, nil)
	page.Wait("the last row", inSight(999_999))
	page.Eval(`document.getElementById("list").scrollTop /= 2`, nil)
	page.Wait("rows near the middle", `Math.abs(+document.querySelector("#list [data-row]").dataset.row - 500000) < 1000 && !document.querySelector("#list .skeleton")`)
	// By little it moves by just that much, however much shorter it is drawn.
	top := `(() => { const list = document.getElementById("list"), y = list.getBoundingClientRect().top;
		const row = [...list.querySelectorAll("[data-row]")].find((r) => r.getBoundingClientRect().top >= y);
		return row.dataset.row * row.getBoundingClientRect().height - (row.getBoundingClientRect().top - y) })()`
	page.Wait("rest", `new Promise((done) => { const list = document.getElementById("list"), before = list.scrollTop; setTimeout(() => done(before === list.scrollTop), 400) })`)
	before, _ := strconv.ParseFloat(value(t, page, top), 64)
	page.Eval(`(async () => { for (let i = 0; i < 5; i++) { document.getElementById("list").scrollTop += 40; await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))) } })()`, nil)
	page.Wait("all five steps", `!document.querySelector("#list .skeleton")`)
	after, _ := strconv.ParseFloat(value(t, page, top), 64)
	if moved := after - before; moved < 190 || moved > 210 {
		t.Errorf("200 pixels of scrolling moved the rows by %.0f", moved)
	}
}

func TestTableAwaitsSlowRows(t *testing.T) {
	page := open(t, "list")
	page.Wait("the first rows", inSight(0))
	page.Eval(`gallerySlow = true`, nil)
	page.Eval(`document.getElementById("list").scrollTop = 2000000`, nil)
	page.Wait("skeletons", `document.querySelector("#list .skeleton")`)
	page.Wait("rows in their place", `!document.querySelector("#list .skeleton")`)
}

func TestTableScrollsWithinAFrame(t *testing.T) {
	page := open(t, "list")
	page.Wait("the first rows", inSight(0))
	var took []float64
	page.Eval(`(async () => {
		const list = document.getElementById("list"), took = [];
		for (let i = 0; i < 120; i++) {
			const start = performance.now();
			list.scrollTop += 700;
			await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
			took.push(performance.now() - start);
		}
		return took.sort((a, b) => a - b);
	})()`, &took)
	t.Logf("a step of 700 pixels takes %.1f ms in the middle, %.1f ms at worst", took[len(took)/2], took[len(took)-1])
	if middle := took[len(took)/2]; middle > 100 {
		t.Errorf("scrolling takes %.0f ms a frame", middle)
	}
}

func TestWhale(t *testing.T) {
	page := open(t, "tiers")
	page.Focus("slider", "Client on the curve")
	page.Press("End")
	page.Wait("the last client", `document.querySelector(".whale .reading").textContent.includes("248 of 248")`)
	page.Press("Home")
	page.Press("ArrowRight")
	page.Wait("the second client", `document.querySelector(".whale .reading").textContent.includes("2 of 248")`)
	if got := page.Text("slider", "Client on the curve"); got != "" {
		t.Errorf("the slider holds text: %s", got)
	}
	if got := value(t, page, `document.getElementById("whale-at").getAttribute("aria-valuetext")`); got != "2 of 248" {
		t.Errorf("the slider says %s", got)
	}
	if got := value(t, page, `document.querySelector(".whale [role=status]").textContent`); !strings.HasPrefix(got, "Zoë Lindgren 2earns $") {
		t.Errorf("beside the slider it says %s", got)
	}
	page.Click("button", "Zoë Lindgren 2")
	told(t, page, "open Zoë Lindgren 2")

	var at struct{ X, Y float64 }
	page.Eval(`(() => { const box = document.querySelector(".whale svg").getBoundingClientRect(); return { X: box.x + box.width / 2, Y: box.y + box.height / 2 } })()`, &at)
	page.ClickAt(at.X, at.Y)
	page.Wait("the client in the middle", `document.querySelector(".whale .reading").textContent.includes("124 of 248")`)

	page.Eval(`document.querySelector(".whale summary").click()`, nil)
	page.Wait("the table of the curve", `document.querySelectorAll("#whale-table [data-row]").length > 10`)
}

func TestDiscreetHidesNamesAndAmounts(t *testing.T) {
	for _, place := range []string{"list", "tiers", "fields", "repair"} {
		page := open(t, place)
		page.Wait("something to hide", `document.querySelector(".name, .amount")`)
		page.Wait("rows", `!document.querySelector(".skeleton")`)
		page.Click("button", "Hide names and amounts")
		page.Wait("discretion", `document.documentElement.classList.contains("discreet")`)
		if got := value(t, page, `[...document.querySelectorAll(".name, .amount, .name *, .amount *")].filter((e) => !e.closest(".chip") && e.textContent && e.checkVisibility({ visibilityProperty: true })).map((e) => e.outerHTML).join("\n")`); got != "" {
			t.Errorf("%s: still to be read:\n%s", place, got)
		}
		// What looks like money must be marked as money, or it stays readable.
		if got := value(t, page, `(() => { const open = [], walk = document.createTreeWalker(document.getElementById("main"), NodeFilter.SHOW_TEXT);
			for (let n; (n = walk.nextNode());) if (/[$€£]\d/.test(n.data) && !n.parentElement.closest(".amount, .name, .note, .lede, .lever, dt, desc")) open.push(n.data); return open.join("\n") })()`); got != "" {
			t.Errorf("%s: amounts that discretion doesn't know: %s", place, got)
		}
	}
}

// The formats of a browser set to American English are those that the parts'
// native tests count on.
func TestFormatsAreTheNativeOnes(t *testing.T) {
	page := open(t, "says")
	if got := value(t, page, "navigator.language"); got != "en-US" {
		t.Fatalf("the browser speaks %s", got)
	}
	see := func(want, kind string, v int64, currency string, style int) {
		t.Helper()
		got := value(t, page, `galleryFormat(`+strconv.Quote(kind)+`, "`+strconv.FormatInt(v, 10)+`", `+strconv.Quote(currency)+`, `+strconv.Itoa(style)+`)`)
		if got != want {
			t.Errorf("%s %d %s %d: %q, want %q", kind, v, currency, style, got, want)
		}
	}
	for _, v := range []int64{0, 1, 49, 50, -50, 99_949, 99_999, 123_456, -123_450, -653_100, 330_000_000, 331_240_077, 99_999_999, 16_000_000_000,
		9_000_000_000_000, 12_345_678_901_234_567, -9_007_199_254_740_993, book.Missing + 1, book.Missing} {
		for _, currency := range []string{"USD", "", "EUR", "GBP", "nonsense"} {
			for style := host.Whole; style <= host.Exact; style++ {
				see(host.Money(book.Cents(v), currency, style), "money", v, currency, int(style))
			}
		}
		if v < 9_000_000_000_000 && v > -9_000_000_000_000 {
			for style := host.Compact; style <= host.Short; style++ {
				see(host.Money(book.Cents(v), "USD", style), "money", v, "USD", int(style))
			}
		}
		if v < 1_000_000_000 {
			see(host.Percent(book.BP(v)), "percent", v, "", 0)
			see(host.PercentExact(book.BP(v)), "percent exact", v, "", 0)
			see(host.Count(v), "count", v, "", 0)
			see(host.Rating(book.Milli(v)), "rating", v, "", 0)
			see(host.Hours(book.Minutes(v)), "hours", v, "", 0)
			see(host.Points(book.Points(v)), "points", v, "", 0)
			see(host.Years(v), "years", v, "", 0)
		}
	}
	for _, day := range []book.Day{0, -13_082, book.Date(2026, 6, 30), book.Date(2000, 2, 29)} {
		for style := host.Medium; style <= host.MonthDay; style++ {
			see(host.Day(day, style), "day", int64(day), "", int(style))
		}
	}
}

var places = []string{"says", "list", "fields", "tiers", "repair", "curves"}

func TestNoPlaceScrollsSideways(t *testing.T) {
	page := open(t, "tiers")
	for _, place := range places {
		page.Eval(`location.hash = "#/`+place+`"`, nil)
		for _, size := range append(browsertest.Sizes, browsertest.Size{Name: "narrow", Width: 320, Height: 640, Touch: true}) {
			page.Resize(size)
			page.Wait(place, `new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(true), 100)))`)
			if got := value(t, page, `(() => { const page = document.documentElement; return page.scrollWidth > page.clientWidth ? page.scrollWidth + ": " +
				[...document.querySelectorAll("#main *")].filter((e) => e.getBoundingClientRect().right > page.clientWidth + 1 && !e.closest(".list, .unseen")).map((e) => e.outerHTML.slice(0, 120)).join("\n") : "" })()`); got != "" {
				t.Errorf("%s on a %s is wider than the screen: %s", place, size.Name, got)
			}
			if got := value(t, page, `[...document.querySelectorAll("button, a, input, select, textarea, summary")].filter((e) => {
				const box = e.getBoundingClientRect();
				return e.checkVisibility() && box.width && (box.height < 24 || box.width < 24) && !e.closest("p, .seal, .unseen, .toggle, .reading") && !e.matches(".skip") }).map((e) => e.outerHTML.slice(0, 120)).join("\n")`); got != "" {
				t.Errorf("%s on a %s has targets that fingers miss: %s", place, size.Name, got)
			}
		}
	}
}

func TestPictures(t *testing.T) {
	if browsertest.Shots == "" {
		t.Skip("SHOTS names no folder for pictures")
	}
	page := open(t, "tiers")
	for _, place := range places {
		page.Eval(`location.hash = "#/`+place+`"; scrollTo(0, 0)`, nil)
		page.Screenshots("gallery-" + place)
	}
}
