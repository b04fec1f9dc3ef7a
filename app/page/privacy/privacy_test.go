package privacy_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tierbook/app/browsertest"
	"tierbook/engine/workspace"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }

// list is a client list of forty.
func list(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("Client ID,Name,AUM,GDC\n")
	for i := range 40 {
		fmt.Fprintf(&b, "C%02d,Secretname %02d,%d,%d\n", i, i, 1_500_000-31_000*i, 15_000-333*i)
	}
	path := filepath.Join(t.TempDir(), "clients.csv")
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// stored is all that the page keeps in IndexedDB, as text.
const stored = `new Promise((done) => {
	const open = indexedDB.open("tierbook");
	open.onupgradeneeded = () => open.result.createObjectStore("kept");
	open.onsuccess = () => {
		const all = open.result.transaction("kept").objectStore("kept").getAll();
		all.onsuccess = () => {
			open.result.close();
			done(all.result.map((v) => new TextDecoder("latin1").decode(v)).join("\n"));
		};
	};
})`

func start(t *testing.T) (*browsertest.Browser, *browsertest.Host, *browsertest.Page) {
	t.Helper()
	host := browsertest.Serve(t, browsertest.Host{})
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(host.URL)
	page.SetFile(list(t))
	page.Wait("the report", `location.hash === "#/tiers" && document.querySelector("table")`)
	return b, host, page
}

// kept is how the headline says it.
var kept = map[string]string{
	"For this tab": "kept for this tab.", "On this device Tomorrow": "kept on this device.",
	"On this device, under a passphrase": "kept on this device under your passphrase.",
}

func keep(page *browsertest.Page, option, phrase string) {
	page.Click("link", "Privacy")
	page.Wait("the place", `document.querySelector("#keep-yes")`)
	page.Click("radio", option)
	if phrase != "" {
		page.Wait("the fields", `document.querySelector("#keep-phrase")`)
		page.Fill("textbox", "Passphrase", phrase)
		page.Fill("textbox", "The same once more", phrase)
	}
	page.Click("button", "Keep it so")
	page.Wait("it to be saved", fmt.Sprintf(`document.querySelector("h1").textContent.includes(%q) && document.querySelector(".lede").textContent.includes("last saved") && document.querySelector("#keep-yes").disabled`, kept[option]))
}

const report = `document.querySelector("h1") && document.querySelector(".chip") && document.querySelector("#undo")`

func TestWorkIsFoundAfterAReload(t *testing.T) {
	for option, sealed := range map[string]bool{"For this tab": true, "On this device Tomorrow": false} {
		b, host, page := start(t)
		page.See("link", "Choose what is kept")
		var text string
		page.Wait("it to be kept for the tab", stored+`.then((text) => text !== "")`)
		page.Eval(stored, &text)
		if strings.Contains(text, "Secretname") || strings.Contains(text, "clients.csv") {
			t.Error("before anybody chose, names are stored in the open")
		}
		keep(page, option, "")
		page.Eval(stored, &text)
		if text == "" || strings.Contains(text, "Secretname") == sealed || strings.Contains(text, "clients.csv") == sealed {
			t.Errorf("%s: what is stored is %d bytes, with names in it %v", option, len(text), strings.Contains(text, "Secretname"))
		}
		page.Click("link", "Tiers")
		page.Reload()
		page.Wait("the work to be found", report)
		page.Click("link", "Book")
		page.Wait("the clients", `document.body.textContent.includes("Secretname 00")`)
		if page.Has("link", "Choose what is kept") {
			t.Errorf("%s: it is asked again", option)
		}
		// Wiped in two taps, and nothing is left.
		page.Click("link", "Privacy")
		page.Click("button", "Wipe everything from this device")
		page.Wait("the question", `document.querySelector("#wipe-sure[open]") && document.getAnimations().length === 0`)
		page.Click("button", "Wipe everything")
		page.Wait("the wipe", `document.querySelector(".toasts").textContent.includes("wiped")`)
		page.Eval(stored, &text)
		var keys []string
		page.Eval(`[...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((k) => k.startsWith("tierbook"))`, &keys)
		if text != "" || len(keys) > 0 {
			t.Errorf("%s: after the wipe %d bytes and the keys %q are left", option, len(text), keys)
		}
		page.Reload()
		page.Wait("an empty Tierbook", `document.querySelector("#open-list")`)
		b.MustBeClean(host)
	}
}

func TestWorkUnderAPassphrase(t *testing.T) {
	b, host, page := start(t)
	keep(page, "On this device, under a passphrase", "correct horse battery")
	var text string
	page.Eval(stored, &text)
	if text == "" || strings.Contains(text, "Secretname") || strings.Contains(text, "clients.csv") {
		t.Errorf("%d bytes are stored, with names in them", len(text))
	}
	page.Click("link", "Tiers")
	page.Reload()
	page.Wait("the question", `document.querySelector("#unlock-work[open]")`)
	page.Fill("textbox", "Passphrase", "correct hose battery")
	page.Click("button", "Unlock")
	page.Wait("the refusal", `document.querySelector("#unlock-work").textContent.includes("does not open it")`)
	page.Fill("textbox", "Passphrase", "correct horse battery")
	page.Click("button", "Unlock")
	page.Wait("the work", report+` && !document.querySelector("#unlock-work[open]")`)
	b.MustBeClean(host)
}

// A file under a passphrase comes back in a browser that has never seen it.
func TestFilesAreSavedAndOpened(t *testing.T) {
	b, host, page := start(t)
	page.CatchFiles()
	page.Click("link", "Privacy")
	page.Fill("textbox", "Passphrase for the file", "correct horse battery")
	page.Fill("textbox", "The file’s passphrase once more", "correct horse battery")
	page.Click("button", "Save a file")
	_, file := page.Caught()
	w, err := workspace.Open(strings.NewReader(file), "correct horse battery", workspace.Usual)
	if err != nil {
		t.Fatalf("what the page saved: %v", err)
	}
	if s, err := w.Session(); err != nil || s.Overview().Practice.Clients != 40 {
		t.Fatalf("what the page saved: %v", err)
	}
	b.MustBeClean(host)

	path := browsertest.File(t, "book.tierbook", file)
	other := browsertest.Start(t, browsertest.Options{}).Open(host.URL)
	other.SetFile(path)
	other.Wait("the question", `document.querySelector("#file-ask[open]") && document.getAnimations().length === 0`)
	other.Fill("textbox", "Its passphrase", "correct hose battery")
	other.Click("button", "Open the file")
	other.Wait("the refusal", `document.querySelector("#file-ask[open]").textContent.includes("does not open it")`)
	other.Fill("textbox", "Its passphrase", "correct horse battery")
	other.Click("button", "Open the file")
	other.Wait("the report", report)
}
