package browsertest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tierbook/app/browsertest"
)

// TestUpdateWithWorkOpen changes to a newer build in the middle of work: while a
// slider is dragged, and without a network from the moment the newer build has
// been offered. Nothing is lost, and work that is kept nowhere is not given up.
func TestUpdateWithWorkOpen(t *testing.T) {
	dir := newer(t)
	list := filepath.Join(t.TempDir(), "clients.csv")
	var text strings.Builder
	text.WriteString("Client ID,Name,AUM,GDC\n")
	for i := range 20_000 {
		fmt.Fprintf(&text, "%d,Name %d,%d,%d\n", i, i, 100_000+i%97, 500+i%89)
	}
	if err := os.WriteFile(list, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	host := browsertest.Serve(t, browsertest.Host{})
	older := *host
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(host.URL)
	ready(page)
	page.Reload() // from here on the service worker is in charge
	ready(page)
	page.SetFile(list)
	page.Wait("the report", `location.hash === "#/tiers" && document.querySelector("#tiers td")`)
	first := build(page)

	host.Stop()
	host.Dir = dir
	host.Start()
	look(page, host)
	page.Wait("the update to be offered", `tierbook.update === "waiting"`)
	page.See("button", "Change to it")
	host.Stop()

	// Kept nowhere: the page stays.
	const choose = `document.querySelector("#keep-%s").click()`
	keep := func(mode, says string) {
		page.Click("link", "Privacy")
		page.Wait("the place", `document.querySelector("#keep-yes")`)
		page.Eval(fmt.Sprintf(choose, mode), nil)
		page.Drawn()
		page.Eval(`document.querySelector("#keep-yes").click()`, nil)
		page.Wait("it to be so", fmt.Sprintf(`document.querySelector("h1").textContent.includes(%q)`, says))
		page.Click("link", "Tiers")
		page.Wait("the report", `document.querySelector("#tiers td")`)
	}
	keep("nothing", "is not kept")
	page.Eval("window.old = true", nil)
	page.Click("button", "Change to it")
	page.Wait("the word that it would be lost", `document.querySelector(".toasts").textContent.includes("kept nowhere but in this page")`)
	var same bool
	if page.Eval(`window.old === true && tierbook.update === "waiting"`, &same); !same {
		t.Fatal("the newer build took the place of work that is kept nowhere")
	}

	// Kept for the tab: it goes on, in the middle of a drag.
	keep("tab", "is kept for this tab")
	page.Slide("Referrals", 20, 30, 40, 55)
	page.Wait("the weight", `document.querySelector("#undo")?.ariaLabel === "Undo the weight"`)
	page.Saved()
	page.Reload() // the offer has been answered; the next visit makes it again
	page.See("button", "Change to it")
	page.Wait("the report", `document.querySelector("#tiers td")`)
	page.Slide("Referrals", 60, 70, 80)
	page.Click("button", "Change to it") // at once: the page sees to it that the drag is saved
	page.Wait("the newer build", fmt.Sprintf(`!window.old && tierbook.build !== %q`, first))
	page.Wait("the work", `document.querySelector("#undo")?.ariaLabel === "Undo the weight" && document.querySelector("#tiers td")`)
	page.Wait("the weight", `[...document.querySelectorAll("input[type=range]")].some((i) => i.value === "80")`)
	page.Wait("all clients", `document.querySelector("#tiers").innerText.includes("20,000")`)
	b.MustBeClean(host, &older)
}

// TestOfflineMidwayThroughAnUpdate loses the host while the newer build is being
// fetched: the older one stays whole, and the work with it.
func TestOfflineMidwayThroughAnUpdate(t *testing.T) {
	dir := newer(t)
	host := browsertest.Serve(t, browsertest.Host{})
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(host.URL)
	ready(page)
	page.Reload()
	ready(page)
	page.Click("button", "Look round with a sample book")
	page.Wait("the report", `location.hash === "#/tiers" && document.querySelector("#tiers td")`)
	page.Slide("Referrals", 55)
	first := build(page)

	// Of the newer build only the service worker is there; the host is gone
	// before its files.
	part := filepath.Join(t.TempDir(), "part")
	if err := os.CopyFS(part, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	changed, err := filepath.Glob(filepath.Join(part, "style.*.css"))
	if err != nil || len(changed) != 1 {
		t.Fatal(changed, err)
	}
	if err := os.Remove(changed[0]); err != nil {
		t.Fatal(err)
	}
	host.Stop()
	host.Dir = part
	host.Start()
	before := len(b.Sent())
	look(page, host)
	lookedFor(t, b, before, filepath.Base(changed[0]))
	host.Stop()
	if u := update(page); u != "none" {
		t.Errorf("update %q of a build that is not whole", u)
	}
	page.Reload()
	ready(page)
	if build(page) != first {
		t.Error("the older build is gone")
	}
	page.Wait("the work", `[...document.querySelectorAll("input[type=range]")].some((i) => i.value === "55")`)
	for _, r := range b.Seen().Refusals {
		if r.Directive != "connect-src" {
			t.Errorf("the policy refused %+v", r)
		}
	}
}
