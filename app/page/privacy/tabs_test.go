package privacy_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tierbook/app/browsertest"
)

// TestTwoTabs has two tabs at one work: with the browser's locks, and where it
// has none.
func TestTwoTabs(t *testing.T) {
	for _, locks := range []bool{true, false} {
		t.Run(fmt.Sprintf("locks %v", locks), func(t *testing.T) {
			host := browsertest.Serve(t, browsertest.Host{})
			b := browsertest.Start(t, browsertest.Options{})
			tab := func() *browsertest.Page {
				before := b.Targets(browsertest.Worker)
				page := b.Blank()
				if !locks { // the worker inherits nothing, so it is told before its program starts
					page.Call("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": `
						const Real = Blob;
						window.Blob = class extends Real {
							constructor(parts, options) {
								super(options?.type === "text/javascript" ? ["Object.defineProperty(Object.getPrototypeOf(navigator), 'locks', { value: undefined });\n", ...parts] : parts, options);
							}
						};`}, nil)
				}
				page.Goto(host.URL)
				page.Wait("the worker", `tierbook.worker === "running"`)
				for _, w := range b.Targets(browsertest.Worker) {
					if !containsTarget(before, w) && !locks {
						var has bool
						w.Eval("Boolean(navigator.locks)", &has)
						if has {
							t.Fatal("there are locks after all")
						}
					}
				}
				return page
			}
			first := tab()
			first.SetFile(list(t))
			clients(first, "40")
			keep(first, "On this device Tomorrow", "")
			first.Click("link", "Tiers")

			second := tab()
			second.Wait("the word that it is open elsewhere", `document.body.textContent.includes("open in another tab")`)
			var shows bool
			if second.Eval(`document.querySelector("input[type=range]") !== null`, &shows); shows {
				t.Error("the second tab shows the work before it takes over")
			}
			front(second)
			second.Click("button", "Go on here instead")
			clients(second, "40")
			first.Wait("the first tab to hear of it", `document.body.textContent.includes("What you change here is not saved")`)

			// Both go on; what is kept is the second's.
			second.Slide("Referrals", 55)
			second.Wait("the weight", `document.querySelector("#undo").ariaLabel === "Undo the weight"`)
			front(first)
			first.Slide("Referrals", 11)
			first.Wait("the weight", `document.querySelector("#undo").ariaLabel === "Undo the weight"`)
			first.Saved()
			second.Saved()
			front(second)
			second.Reload()
			if !locks {
				second.Wait("the program", `tierbook.worker === "running"`)
			}
			second.Wait("the work", report)
			clients(second, "40")
			if w := weight(second); w != "55" {
				t.Errorf("the weight is %s, want the second tab's 55", w)
			}
			front(first)
			first.Click("button", "Go on here instead")
			first.Wait("the second tab's weight", `[...document.querySelectorAll("input[type=range]")].some((i) => i.value === "55")`)
			second.Wait("the second tab to hear of it", `document.body.textContent.includes("open in another tab")`)

			// A wipe reaches the other tab too.
			first.Click("link", "Privacy")
			wipe(t, first)
			second.Wait("the wipe", `!document.body.textContent.includes("Secretname") && document.querySelector("#open-list")`)
			b.MustBeClean(host)
		})
	}
}

// front has a tab be the one that is looked at: others are not drawn.
func front(page *browsertest.Page) { page.Call("Page.bringToFront", nil, nil) }

func containsTarget(list []*browsertest.Target, one *browsertest.Target) bool {
	for _, t := range list {
		if t == one {
			return true
		}
	}
	return false
}

// wipe wipes in two taps.
func wipe(t *testing.T, page *browsertest.Page) {
	t.Helper()
	page.Click("button", "Wipe everything from this device")
	page.Wait("the question", `document.querySelector("#wipe-sure[open]") && document.getAnimations().length === 0`)
	page.Click("button", "Wipe everything")
	const word = `[...document.querySelectorAll(".toast")].map((toast) => toast.innerText).find((text) => text.includes("wiped"))`
	page.Wait("the word on it", word)
	var said string
	if page.Eval(word, &said); !strings.Contains(said, "Everything was wiped") {
		t.Errorf("after the wipe it says %q", said)
	}
}

// TestClosedTabsLeaveNothing looks at what a closed tab has left behind once
// Tierbook has been started again.
func TestClosedTabsLeaveNothing(t *testing.T) {
	t.Parallel() // for it mostly waits
	b, host, page := start(t)
	page.Wait("it to be kept for the tab", stored+`.then((text) => text !== "")`)
	page.Close()
	next := b.Open(host.URL)
	next.See("button", "Open your client list (CSV)")
	next.Wait("the worker", `tierbook.worker === "running"`)
	var text string
	for end := time.Now().Add(40 * time.Second); time.Now().Before(end); time.Sleep(time.Second) {
		if next.Eval(stored, &text); text == "" {
			break
		}
	}
	if text != "" {
		t.Errorf("%d bytes of a closed tab are left", len(text))
	}
	b.MustBeClean(host)
}

// TestLockedWorkStays goes on with another list while work is locked, and keeps
// that: what is locked is never lost unasked.
func TestLockedWorkStays(t *testing.T) {
	b, host, page := start(t)
	keep(page, "On this device, under a passphrase", "correct horse battery")
	page.Reload()
	page.Wait("the question", `document.querySelector("#unlock-work[open]") && document.getAnimations().length === 0`)
	page.Click("button", "Not now")
	page.See("button", "Unlock it")
	page.SetFile(listOf(t, "other.csv", 30))
	clients(page, "30")
	page.Click("link", "Privacy")
	page.Click("radio", "On this device Tomorrow")
	page.Click("button", "Keep it so")
	page.Wait("the question", `document.querySelector("#keep-other[open]") && document.getAnimations().length === 0`)
	page.Click("button", "Cancel")
	page.Wait("the answer", `!document.querySelector("#keep-other[open]")`)
	page.Click("link", "Tiers")
	page.Reload()
	clients(page, "30") // the tab's own work

	// Nothing for this list does not touch the locked one either.
	page.Click("link", "Privacy")
	page.Click("radio", "Nothing")
	page.Click("button", "Keep it so")
	page.Wait("it to be so", `document.querySelector("h1").textContent.includes("is not kept")`)
	page.Reload()
	page.Wait("the question", `document.querySelector("#unlock-work[open]") && document.getAnimations().length === 0`)
	page.Fill("textbox", "Passphrase", "correct horse battery")
	page.Click("button", "Unlock")
	page.Click("link", "Tiers")
	clients(page, "40")

	// And with the user's word it goes.
	other := b.Open(host.URL)
	other.Wait("the word that it is open elsewhere", `document.body.textContent.includes("open in another tab")`)
	front(other)
	other.SetFile(listOf(t, "other.csv", 30))
	clients(other, "30")
	other.Click("link", "Privacy")
	other.Click("radio", "On this device Tomorrow")
	other.Click("button", "Keep it so")
	other.Wait("the question", `document.querySelector("#keep-other[open]") && document.getAnimations().length === 0`)
	other.Click("button", "Replace it")
	other.Wait("it to be so", `document.querySelector("h1").textContent.includes("is kept on this device.")`)
	other.Click("link", "Tiers")
	other.Reload()
	clients(other, "30")
	// The tab whose work went says so, and saves nowhere.
	front(page)
	page.Slide("Referrals", 55)
	page.Wait("the word", `document.querySelector(".notice.bad")?.textContent.includes("has taken its place")`)
	other.Reload()
	clients(other, "30")
	b.MustBeClean(host)
}

// TestPassphraseIsChanged: the old one opens nothing afterwards.
func TestPassphraseIsChanged(t *testing.T) {
	b, host, page := start(t)
	keep(page, "On this device, under a passphrase", "correct horse battery")
	change := func(old, anew string) {
		page.Eval(`document.querySelector("#keep .explain").open = true`, nil)
		page.Fill("textbox", "The passphrase until now", old)
		page.Fill("textbox", "The new passphrase", anew)
		page.Fill("textbox", "The new one once more", anew)
		page.Click("button", "Change it")
	}
	change("wrong horse battery", "another staple chair")
	page.Wait("the refusal", `document.querySelector("#keep .bad .hint")?.textContent.includes("does not open it")`)
	if typed := page.Value("textbox", "The new passphrase"); len(typed) == 0 {
		t.Error("what was typed is gone once it is refused")
	}
	change("correct horse battery", "another staple chair")
	page.Wait("the change", `document.querySelector(".toasts").textContent.includes("The passphrase is changed")`)
	page.Reload()
	page.Wait("the question", `document.querySelector("#unlock-work[open]") && document.getAnimations().length === 0`)
	page.Fill("textbox", "Passphrase", "correct horse battery")
	page.Click("button", "Unlock")
	page.Wait("the refusal", `document.querySelector("#unlock-work").textContent.includes("does not open it")`)
	page.Fill("textbox", "Passphrase", "another staple chair")
	page.Click("button", "Unlock")
	page.Click("link", "Tiers")
	clients(page, "40")
	b.MustBeClean(host)
}

// TestWipeLeavesNothing looks into every place where a browser keeps things.
func TestWipeLeavesNothing(t *testing.T) {
	b, host, page := start(t)
	page.Wait("the site to be kept", `tierbook.offline === "ready"`)
	keep(page, "On this device Tomorrow", "")
	page.Eval(`localStorage.setItem("tierbook.theme", "dark"); localStorage.setItem("another app", "stays")`, nil)
	wipe(t, page)
	var left map[string][]string
	page.Eval(`(async () => ({
		databases: (await indexedDB.databases()).map((d) => d.name), caches: await caches.keys(),
		workers: (await navigator.serviceWorker.getRegistrations()).map((r) => r.scope),
		local: Object.keys(localStorage), session: Object.keys(sessionStorage),
	}))()`, &left)
	for where, what := range left {
		if where == "local" {
			what = strings.Split(strings.ReplaceAll(strings.Join(what, "\n"), "another app", ""), "\n")
		}
		if text := strings.TrimSpace(strings.Join(what, " ")); text != "" {
			t.Errorf("%s: %q is left", where, text)
		}
	}
	if _, ok := left["local"]; !ok || len(left["local"]) != 1 {
		t.Errorf("what is another's is gone too: %q", left["local"])
	}
	// And it is as good as new.
	page.SetFile(list(t))
	clients(page, "40")
	page.Saved()
	page.Reload()
	clients(page, "40")
	b.MustBeClean(host)
}
