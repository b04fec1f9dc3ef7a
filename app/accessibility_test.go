package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tierbook/app/browsertest"
)

// tour leads a tab through every place, and through every state of one that
// shows something of its own, and has look look at each. Whoever looks may
// change the size and the colours of the page; it finds both as they were.
func tour(t *testing.T, look func(page *browsertest.Page, scene string)) {
	t.Helper()
	site := browsertest.Serve(t, browsertest.Host{})
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(site.URL)
	page.Wait("the program", `tierbook.worker === "running"`)
	see := func(scene string) {
		t.Helper()
		page.Rest()
		look(page, scene)
	}
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}

	see("open")
	visit(page, "practice")
	see("practice before a list")
	visit(page, "privacy")
	see("privacy before a list")

	page.SetFile(file("list.pdf", "%PDF-1.7\n"))
	page.See("dialog", "This file is not a client list yet")
	see("file refused")
	page.Press("Escape")

	resume := holdReading(t, b, page, file("long.csv", "Name,AUM,GDC\n"+strings.Repeat("Ann Example,1000,10\n", 3_000_000)))
	see("file being read")
	page.Click("button", "Stop")
	resume()
	page.Wait("the dialog to close", `!document.querySelector("dialog[open]")`)

	page.SetFile(goldenPath(t, "02-score-thresholds-bands", "book.csv"))
	page.See("heading", "What does the practice cost in a year?")
	see("tiers before costs")

	// The same list, but for one who has left and one whose name is written
	// another way.
	rows, err := os.ReadFile(goldenPath(t, "02-score-thresholds-bands", "book.csv"))
	if err != nil {
		t.Fatal(err)
	}
	page.SetFile(file("newer.csv", newer(string(rows))))
	page.Wait("what would change", `document.querySelector("#compared li")`)
	see("another list waits")
	page.Click("button", "Keep my list as it is")

	page.SetFile(file("bad.csv", badList()))
	page.Wait("the comparison", `document.querySelector("#how")`)
	page.Click("radio", "Replace my list")
	page.Wait("the way to be taken", `document.querySelector("#finish").textContent === "Replace my list"`)
	page.Click("button", "Replace my list")
	page.Wait("the list", `location.hash === "#/book"`)
	page.See("table", "Clients")
	unfold(page)
	see("book with problems")

	visit(page, "open")
	page.Click("button", sampleButton)
	page.Wait("the sample", `document.querySelector("#curve-at")`)
	see("tiers")
	page.Slide("Client on the curve", 60)
	page.Choose("combobox", "Factor", "AUM")
	page.Click("radio", "Your own bands")
	page.See("button", "Add a band")
	unfold(page)
	see("tiers unfolded")
	for _, factor := range []string{"AUM", "GDC", "Time with client", "Future potential", "Likeability", "Referrals"} {
		page.Slide(factor, 0)
	}
	page.Wait("the notice", `document.querySelector("#weights .notice")`)
	see("tiers without weights")
	page.Click("button", "Default weights")
	page.Click("button", "Hide names and amounts")
	see("tiers discreetly")
	page.Click("button", "Show names and amounts")

	visit(page, "book")
	page.See("table", "Clients")
	see("book")
	page.Click("button", "Gold")
	page.Click("radio", "With a loss")
	page.Fill("searchbox", "Search", "a")
	see("book filtered")
	page.Fill("searchbox", "Search", "nobody of that name")
	page.See("button", "Show everyone")
	see("book of nobody")
	page.Click("button", "Show everyone")

	visit(page, "practice")
	page.See("textbox", "Employee wages")
	unfold(page)
	page.Fill("textbox", "Employee wages", "a lot")
	page.See("alert", "")
	see("practice unfolded")
	page.Fill("textbox", "Employee wages", "1,000k")
	page.See("button", "Undo the last change")
	page.Resize(browsertest.Sizes[2]) // a narrow screen folds some of it
	page.Focus("button", "Show revenue, cost and tiers")
	page.Press("Enter")
	page.See("button", "Hide revenue, cost and tiers")
	see("practice changed")
	page.Click("button", "Undo the last change")

	visit(page, "book")
	page.Fill("searchbox", "Search", "Esther Eklund")
	page.Click("link", "Esther Eklund")
	page.See("heading", "Esther Eklund is in")
	unfold(page)
	see("client")
	page.Click("button", "Lock in a tier…")
	page.Click("button", "Lock")
	page.Wait("a word on the missing reason", `document.querySelector("dialog[open] [role=alert]")`)
	see("client, lock dialog")
	page.Fill("textbox", "Reason", "moves on")
	page.Click("button", "Lock")
	page.See("heading", "Esther Eklund is locked in")
	see("client locked")
	page.Eval(`location.hash = "#/client/999999"`, nil)
	page.See("heading", "This client is not in the list that is open now.")
	see("client who is not there")

	visit(page, "repair")
	page.See("link", "Go through them one by one")
	see("repair")
	page.Click("button", "Decide about many at once")
	page.Choose("combobox", "What to do", "A minimum fee")
	page.Fill("textbox", "Each brings at least", "2500")
	page.Wait("what it would come to", `document.querySelector("#bulk .remarks")`)
	see("repair, many")
	page.Press("Escape")
	page.Click("link", "Go through them one by one")
	page.Click("radio", "Keep on purpose")
	page.Click("button", "Add to plan, next client")
	page.Wait("the question why", `document.getElementById("note-problem")`)
	see("repair, a card")
	page.Click("radio", "Hand over")
	page.Click("button", "Add to plan, next client")
	visit(page, "plan")
	page.See("heading", "The plan")
	see("plan")

	visit(page, "privacy")
	page.See("button", "Wipe everything from this device")
	unfold(page)
	see("privacy")
	page.Click("radio", "under a passphrase")
	page.See("textbox", "Passphrase")
	see("privacy, with a passphrase")
	page.Click("button", "Wipe everything from this device")
	page.See("dialog", "Wipe everything?")
	see("privacy, before wiping")
	b.MustBeClean(site)
}

// visit follows a link of the rail.
func visit(page *browsertest.Page, place string) {
	page.Eval(fmt.Sprintf("document.querySelector(`.rail a[href=\"#/%s\"]`).click()", place), nil)
	page.Wait("the place", fmt.Sprintf("location.hash === \"#/%s\"", place))
}

// unfold opens whatever explains itself on demand.
func unfold(page *browsertest.Page) {
	page.Eval(`document.querySelectorAll("main details").forEach((d) => (d.open = true))`, nil)
}

// holdReading has the page read a file, and holds the worker in the midst of
// it until resume is called.
func holdReading(t *testing.T, b *browsertest.Browser, page *browsertest.Page, path string) (resume func()) {
	t.Helper()
	worker := b.Target(browsertest.Worker)
	worker.Call("Debugger.enable", nil, nil)
	page.SetFile(path)
	page.Wait("the dialog", `document.querySelector("#reading[open]")`)
	worker.Call("Debugger.pause", nil, nil)
	return func() {
		worker.Call("Debugger.resume", nil, nil)
		worker.Call("Debugger.disable", nil, nil)
	}
}

// newer is a list without its first client, and with the second under another
// id and another way to write the name.
func newer(list string) string {
	lines := strings.SplitAfterN(list, "\n", 4)
	cells := strings.SplitN(lines[2], ",", 3)
	first, last, _ := strings.Cut(cells[1], " ")
	return lines[0] + "X9,\"" + last + ", " + first + "\"," + cells[2] + lines[3]
}

// badList is a client list with every kind of oddity.
func badList() string {
	var text strings.Builder
	text.WriteString("Client ID,Name,Household,AUM,GDC,Client Since,Likeability,Notes\n")
	for i := range 40 {
		amount, since := fmt.Sprint(900_000-20_000*i), fmt.Sprintf("20%02d-03-01", i%24)
		switch i {
		case 3, 4, 5, 6, 7, 8, 9:
			amount = "about " + amount
		case 12:
			amount = ""
		case 15:
			since = "when we moved"
		}
		fmt.Fprintf(&text, "K%02d,Client %02d,,%s,%d,%s,%d,x\n", i, i, amount, 9_000-200*i, since, i%10)
	}
	text.WriteString(",Total,,10,10,,,\n")
	return text.String()
}

// finding is something that axe has against a page.
type finding struct {
	Rule, Help string
	Nodes      []struct{ HTML, Where, Why string }
}

func (f finding) String() string {
	text := f.Rule + ": " + f.Help
	for _, n := range f.Nodes {
		text += "\n\t" + n.Where + "\n\t\t" + n.HTML + "\n\t\t" + strings.ReplaceAll(n.Why, "\n", "\n\t\t")
	}
	return text
}

// axeSource is axe-core, which make test installs.
func axeSource(t *testing.T) string {
	t.Helper()
	path := os.Getenv("AXE")
	if path == "" {
		path = "../.cache/node_modules/axe-core/axe.min.js"
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("no axe-core: %v; make npm fetches it, and AXE names its axe.min.js elsewhere", err)
	}
	return string(text)
}

func TestAxeFindsNothing(t *testing.T) {
	axe := axeSource(t)
	tour(t, func(page *browsertest.Page, scene string) {
		page.Eval("window.axe || (() => {"+axe+"\n})(), 0", nil)
		for _, size := range browsertest.Sizes {
			tall(page, size)
			for _, dark := range []bool{false, true} {
				page.Dark(dark)
				page.Drawn()
				look := "light"
				if dark {
					look = "dark"
				}
				var found []finding
				page.Eval("("+runAxe+")("+fmt.Sprint(dark)+")", &found)
				for _, f := range found {
					t.Errorf("%s, %s, %s: %v", scene, size.Name, look, f)
				}
				page.Screenshot(strings.ReplaceAll(scene, " ", "-") + "-" + size.Name + "-" + look)
			}
		}
		page.Dark(false)
		page.Resize(browsertest.Sizes[0])
	})
}

// tall gives the tab a screen that is as high as the page, so that nothing of
// it lies below what sticks to the screen.
func tall(page *browsertest.Page, size browsertest.Size) {
	page.Resize(size)
	page.Drawn()
	var height int
	page.Eval("document.documentElement.scrollHeight", &height)
	size.Height = max(size.Height, height+100)
	page.Resize(size)
}

const runAxe = `async (dark) => {
	const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
	const results = await axe.run(document, {
		runOnly: dark ? { type: "rule", values: ["color-contrast", "link-in-text-block"] } : { type: "tag", values: tags },
		resultTypes: ["violations"],
	});
	return results.violations.map((v) => ({
		rule: v.id, help: v.help,
		nodes: v.nodes.map((n) => ({ html: n.html.slice(0, 300), where: n.target.join(" "), why: n.failureSummary ?? "" })),
	}));
}`
