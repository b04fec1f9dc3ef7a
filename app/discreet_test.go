package app_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tierbook/app/browsertest"
)

// TestDiscreetHidesFromEverybody goes everywhere while names and amounts are
// hidden: none can be read out, selected or found on the page.
func TestDiscreetHidesFromEverybody(t *testing.T) {
	var list strings.Builder
	list.WriteString("Client ID,Name,AUM,GDC,Client since\n")
	for i := range 60 {
		fmt.Fprintf(&list, "%d,Secretname %02d,%d,%d,%d-04-01\n", i, i, 2_000_000-31_000*i, 18_000-290*i, 1990+i%30)
	}
	path := filepath.Join(t.TempDir(), "clients.csv")
	if err := os.WriteFile(path, []byte(list.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	site := browsertest.Serve(t, browsertest.Host{})
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(site.URL)
	page.SetFile(path)
	page.Wait("the report", `location.hash === "#/tiers" && document.querySelector("#tiers td")`)
	visit(page, "practice")
	page.Fill("textbox", "Employee wages", "90,000")
	page.Press("Tab")
	page.Click("button", "Hide names and amounts")
	page.Wait("it to be so", `document.documentElement.classList.contains("discreet")`)

	secret := regexp.MustCompile(`Secretname|[$]\s?[0-9]|90,000`)
	masks := 0
	see := func(where string) {
		t.Helper()
		page.Drawn()
		var tree struct{ Nodes []map[string]any }
		page.Call("Accessibility.getFullAXTree", nil, &tree)
		for _, n := range tree.Nodes {
			if n["ignored"] == true {
				continue
			}
			text, err := json.Marshal([]any{n["name"], n["value"], n["description"], n["properties"]})
			if err != nil {
				t.Fatal(err)
			}
			if told := secret.FindString(string(text)); told != "" {
				t.Errorf("%s: %q is read out by a %v: %.200s", where, told, n["role"], text)
			}
			if strings.Contains(string(text), `"hidden"`) {
				masks++
			}
		}
		var seen struct {
			Selected, Drawn string
			Found           bool
		}
		page.Eval(`(() => {
			const selection = getSelection();
			selection.selectAllChildren(document.body);
			const selected = String(selection);
			selection.removeAllRanges();
			return { selected, drawn: document.body.innerText, found: find("Secretname") };
		})()`, &seen)
		for what, text := range map[string]string{"selected": seen.Selected, "drawn": seen.Drawn} {
			if told := secret.FindString(text); told != "" {
				at := strings.Index(text, told)
				t.Errorf("%s: %q can be %s: %q", where, told, what, text[max(at-60, 0):min(at+60, len(text))])
			}
		}
		if seen.Found {
			t.Errorf("%s: a name is found on the page", where)
		}
	}
	see("practice")
	visit(page, "tiers")
	page.See("slider", "Client on the curve")
	unfold(page)
	page.Slide("Client on the curve", 7)
	see("tiers")
	page.Screenshots("discreet-tiers")
	visit(page, "book")
	page.See("table", "Clients")
	unfold(page)
	see("book")
	page.Screenshots("discreet-book")
	page.Eval(`document.querySelector("#clients-table a.link").click()`, nil) // a mask leads to its client
	page.Wait("the client", `location.hash.startsWith("#/client/") && document.querySelector("h1 .amount")`)
	unfold(page)
	see("client")
	page.Screenshots("discreet-client")
	for _, place := range []string{"repair", "plan", "privacy"} {
		visit(page, place)
		page.Wait("the place", `document.querySelector("h1:not([aria-label])")`)
		page.Rest()
		unfold(page)
		see(place)
		page.Screenshots("discreet-" + place)
	}
	visit(page, "repair")
	page.Wait("the walk", `document.querySelector("main a[href^='#/repair/']")`)
	page.Eval(`document.querySelector("main a[href^='#/repair/']").click()`, nil)
	page.Wait("a card", `location.hash.startsWith("#/repair/") && document.querySelector("h1:not([aria-label])")`)
	page.Rest()
	unfold(page)
	see("a client with a loss")
	page.Screenshots("discreet-card")
	if masks < 100 {
		t.Errorf("only %d masks say that something is hidden", masks)
	}
	page.Click("button", "Show names and amounts")
	visit(page, "book")
	page.Wait("the names", `document.body.innerText.includes("Secretname 00")`)
	b.MustBeClean(site)
}
