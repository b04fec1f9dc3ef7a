package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tierbook/app/browsertest"
)

// hostile are names that try to be more than names.
var hostile = []string{
	`<img src=x onerror="window.ran=1">`, `<script>window.ran=1</script>`, `"><svg onload=window.ran=1>`, `javascript:window.ran=1`,
	`=HYPERLINK("http://127.0.0.1:9/?"&A1)`, `@SUM(1+1)*cmd|' /C calc'!A0`, "\u202eRight to left", "Bell\u0007 and \u001b[31mescape",
	"Null\u0000byte", "Zero\u200bwidth\ufeff", "{{.}} ${window.ran=1} %s%n", strings.Repeat("Very long ", 400),
}

// TestHostileNamesDoNothing opens a list of them, goes everywhere with them, on
// screen and on paper, and saves what can be saved.
func TestHostileNamesDoNothing(t *testing.T) {
	var list strings.Builder
	list.WriteString("Client ID,Name,AUM,GDC,\"<b>State</b>\"\n")
	for i := range 60 {
		name := fmt.Sprintf("Plain %d", i)
		if i < len(hostile) {
			name = hostile[i]
		}
		fmt.Fprintf(&list, "%d,\"%s\",%d,%d,\"<i>NY</i>\"\n", i, strings.ReplaceAll(name, `"`, `""`), 3_000_000-40_000*i, 30_000-400*i)
	}
	path := browsertest.File(t, "<img src=x onerror=window.ran=1> \u202evsc.exe.csv", list.String())
	site := browsertest.Serve(t, browsertest.Host{Bare: true})
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(site.URL)
	page.CatchFiles()
	page.SetFile(path)
	page.Wait("the report", `location.hash === "#/tiers" && document.querySelector("#tiers td")`)

	check := func(where string) {
		t.Helper()
		var seen struct {
			Ran, Injected, Wide bool
			Title, Address      string
		}
		page.Eval(`({
			ran: "ran" in window,
			injected: document.querySelector("#app img, #app script, #app iframe, [onerror], [onload], a[href^=javascript], #app i:not([class]):not([aria-hidden]), #app td b, #app th b") !== null,
			wide: !matchMedia("print").matches && document.documentElement.scrollWidth > innerWidth,
			title: document.title, address: location.href,
		})`, &seen)
		if seen.Ran || seen.Injected || seen.Wide {
			t.Errorf("%s: a name ran %v, became an element %v, made the page wide %v", where, seen.Ran, seen.Injected, seen.Wide)
		}
		for _, name := range append(hostile, "Plain") {
			if len(name) > 4 && (strings.Contains(seen.Title, name[:5]) || strings.Contains(seen.Address, name[:5])) {
				t.Errorf("%s: a name stands in the title %q or the address %q", where, seen.Title, seen.Address)
			}
		}
	}
	for _, place := range []string{"Tiers", "Practice", "Privacy", "Book"} {
		page.Eval(fmt.Sprintf("location.hash = '#/%s'", strings.ToLower(place)), nil)
		page.Wait("the place", fmt.Sprintf(`document.querySelector(".rail [aria-current]")?.textContent === %q && document.querySelector("h1")`, place))
		page.Drawn()
		check(place)
		page.Call("Emulation.setEmulatedMedia", map[string]any{"media": "print"}, nil)
		check(place + " on paper")
		page.Call("Emulation.setEmulatedMedia", map[string]any{"media": ""}, nil)
	}

	// Each of them has a page, which says the name and nothing else.
	for i, name := range hostile[:11] {
		page.Eval(fmt.Sprintf("location.hash = '#/client/%d'", i+1), nil)
		page.Wait(fmt.Sprintf("client %d", i+1), fmt.Sprintf(`location.hash === "#/client/%d" && document.querySelector("h1 :is(.name, .amount)")`, i+1))
		check("the page of " + name)
	}
	page.Eval(`location.hash = "#/client/7"`, nil) // what stands after a name that turns the direction stays after it
	page.Wait("the client", `document.querySelector("h1 :is(.name, .amount)")?.textContent.includes("Right to left")`)
	var after bool
	page.Eval(`(() => {
		const name = document.querySelector("h1 :is(.name, .amount)"), range = document.createRange();
		range.selectNodeContents(document.querySelector("h1"));
		range.setStartAfter(name);
		const box = [...range.getClientRects()].filter((r) => r.width > 0)[0], own = name.getBoundingClientRect();
		return box.left >= own.right - 1 || box.top >= own.bottom - 1;
	})()`, &after)
	if !after {
		t.Error("a name turns the sentence around it")
	}
	page.Eval(`(() => {
		const text = document.querySelector("h1 :is(.name, .amount)").firstChild, range = document.createRange();
		const left = (at) => { range.setStart(text, at); range.setEnd(text, at + 1); return range.getBoundingClientRect().left; };
		return left(0) < left(text.length - 1);
	})()`, &after)
	if !after {
		t.Error("a name is shown backwards")
	}

	page.Click("link", "Privacy")
	page.Click("button", "Save a file")
	if name, _ := page.Caught(); !strings.HasPrefix(name, "tierbook-2") || strings.ContainsAny(name, "<>\u202e/") {
		t.Errorf("it is saved as %q", name)
	}
	b.MustBeClean(site)
}

// TestHostileFilesAreRefused opens what is no list and no work, and is told why.
func TestHostileFilesAreRefused(t *testing.T) {
	site := browsertest.Serve(t, browsertest.Host{})
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(site.URL)
	page.Wait("the worker", `tierbook.worker === "running"`)
	for name, c := range map[string]struct{ text, says string }{
		"deep.json":      {`{"tierbook":2,"history":` + strings.Repeat("[", 1<<20), "damaged"},
		"newer.json":     {`{"tierbook":99,"colour":{}}`, "newer Tierbook"},
		"half.json":      {`{"tierbook":2,"history":{"version":1,`, "damaged"},
		"huge.json":      {`{"tierbook":2,"history":{"version":1,"seq":0,"at":0,"steps":[{"seq":0}]},"imports":[{"id":"a","findings":{"version":1},"clients":4000000000,"columns":{"keys":[1]}}]}`, "damaged"},
		"work.tierbook":  {strings.Repeat("\x00\xff", 5000), "is none"},
		"empty.tierbook": {"", "is empty"},
		"bomb.json":      {`{"tierbook":2,"saved":"` + strings.Repeat("x", 65<<20) + `"}`, "larger than any that Tierbook saves"},
		"work.age":       {"age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\nAAAAAAAAAAAAAAAAAAAAAAAA", "made too dear to check"},
	} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		page.SetFile(path)
		if strings.HasSuffix(name, ".age") {
			page.Wait("the question", `document.querySelector("#file-ask[open]") && document.getAnimations().length === 0`)
			page.Fill("textbox", "Its passphrase", "whatever it is")
			page.Click("button", "Open the file")
		}
		page.Wait(name+" to be refused: "+c.says, fmt.Sprintf(`document.body.innerText.includes(%q)`, c.says))
		page.Eval(`document.querySelectorAll(".toast .icon, #refused-close").forEach((b) => b.click())`, nil)
		page.Wait("the word to go", fmt.Sprintf(`!document.body.innerText.includes(%q)`, c.says))
	}
	b.MustBeClean(site)
}
