package privacy_test

import (
	"strings"
	"testing"

	"tierbook/app/browsertest"
)

// cleared is what the page says once what it had stored was cleared.
const cleared = `document.querySelector(".notice.warn")?.textContent.includes("What Tierbook had stored was cleared")`

// TestClearedUnderAnOpenPage has the browser, or somebody in its settings, clear
// everything while work is open: it is stored again, its key too, and the page
// says so, and neither that it was wiped nor that it was updated.
func TestClearedUnderAnOpenPage(t *testing.T) {
	everything := func(host *browsertest.Host, page *browsertest.Page) {
		page.Call("Storage.clearDataForOrigin", map[string]any{"origin": strings.TrimSuffix(host.URL, "/"), "storageTypes": "all"}, nil)
		page.Eval(`sessionStorage.clear()`, nil)
	}
	database := func(_ *browsertest.Host, page *browsertest.Page) {
		page.Eval(`new Promise((done) => { indexedDB.deleteDatabase("tierbook").onsuccess = () => done(0); })`, nil)
	}
	for name, c := range map[string]struct {
		option, phrase string
		clear          func(*browsertest.Host, *browsertest.Page)
	}{
		"all of a tab's": {"", "", everything}, "all of the device's": {"On this device Tomorrow", "", everything},
		"all under a passphrase": {"On this device, under a passphrase", "correct horse battery", everything},
		"the database of a tab":  {"", "", database}, "the database of the device": {"On this device Tomorrow", "", database},
	} {
		t.Run(name, func(t *testing.T) {
			b, host, page := start(t)
			page.Wait("the site to be kept", `tierbook.offline === "ready"`)
			page.Wait("it to be stored", stored+`.then((text) => text !== "")`)
			if c.option != "" {
				keep(page, c.option, c.phrase)
			}
			page.Saved()
			page.Reload() // from here on the service worker is in charge
			if c.phrase != "" {
				unlock(page, c.phrase)
			}
			page.Wait("the work", `document.querySelector("#undo")`)
			page.Click("link", "Tiers")
			clients(page, "40")
			page.Slide("Referrals", 55)
			page.Wait("the weight", `document.querySelector("#undo").ariaLabel === "Undo the weight"`)
			page.Saved()
			c.clear(host, page)
			page.Wait("the word that it was cleared", cleared)
			var said string
			page.Eval(`document.querySelector(".toasts").innerText`, &said)
			if strings.Contains(said, "updated") || strings.Contains(said, "wiped") {
				t.Errorf("the page says %q", said)
			}
			page.See("link", "Save a file, or wipe everything")
			page.Screenshots("cleared")
			page.Reload()
			if c.phrase != "" {
				unlock(page, c.phrase)
			}
			clients(page, "40")
			if w := weight(page); w != "55" {
				t.Errorf("the weight is %s after the storage was cleared and the page loaded again", w)
			}
			b.MustBeClean(host)
		})
	}
}

func unlock(page *browsertest.Page, phrase string) {
	page.Wait("the question", `document.querySelector("#unlock-work[open]") && document.getAnimations().length === 0`)
	page.Fill("textbox", "Passphrase", phrase)
	page.Click("button", "Unlock")
	page.Wait("the work", `document.querySelector("#undo")`)
}

// TestOnlyTheKeyIsCleared takes the tab's key away just before a reload.
func TestOnlyTheKeyIsCleared(t *testing.T) {
	b, host, page := start(t)
	page.Wait("it to be stored", stored+`.then((text) => text !== "")`)
	page.Saved()
	page.Eval(`sessionStorage.clear()`, nil)
	page.Reload()
	clients(page, "40")
	b.MustBeClean(host)
}

// TestClearedWhileLocked says so when what waits for its passphrase is gone.
func TestClearedWhileLocked(t *testing.T) {
	_, host, page := start(t)
	keep(page, "On this device, under a passphrase", "correct horse battery")
	page.Reload()
	page.Wait("the question", `document.querySelector("#unlock-work[open]") && document.getAnimations().length === 0`)
	page.Call("Storage.clearDataForOrigin", map[string]any{"origin": strings.TrimSuffix(host.URL, "/"), "storageTypes": "indexeddb"}, nil)
	page.Wait("the word that it is gone", `!document.querySelector("#unlock-work[open]") && document.querySelector(".notice.bad")?.textContent.includes("no longer there")`)
}

// TestNoRoomForTheKey is a browser that has a database and refuses the small
// storages, where a tab's key would be: then nothing is kept for the tab, and
// the page does not say that it is.
func TestNoRoomForTheKey(t *testing.T) {
	host := browsertest.Serve(t, browsertest.Host{})
	page := browsertest.Start(t, browsertest.Options{}).Blank()
	page.Call("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": `for (const name of ["localStorage", "sessionStorage"])
		Object.defineProperty(window, name, { configurable: true, get() { throw new DOMException("no", "SecurityError"); } });`}, nil)
	page.Goto(host.URL)
	page.SetFile(list(t))
	clients(page, "40")
	page.Wait("the word that it is not kept", `document.querySelector(".notice.bad")?.textContent.includes("does not let the page keep the key of this tab")`)
	page.Click("link", "Save a file, or keep it another way")
	page.Wait("the place", `document.querySelector("h1").textContent.includes("is not kept when you close this tab")`)
	var text string
	if page.Eval(stored, &text); text != "" {
		t.Errorf("%d bytes are stored that nobody can open", len(text))
	}
	page.Wait("the proof", `document.querySelector("#stored")`)
	page.Eval(`document.querySelector("#stored").innerText`, &text)
	if !strings.Contains(text, "does not let the page keep its small settings") || strings.Contains(text, "encrypted under the tab") {
		t.Errorf("the page says %q", text)
	}
	page.Screenshots("no-key")
	keep(page, "On this device Tomorrow", "")
	page.Click("link", "Tiers")
	page.Reload()
	clients(page, "40")
}
