package browsertest

import (
	"os"
	"path/filepath"
	"testing"
)

// File writes a file for the page to open. It answers with its path.
func File(t testing.TB, name, text string) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Fresh opens the page in a browser of its own. At the end of the test the
// browser must be clean.
func Fresh(t testing.TB, h Host) *Page {
	t.Helper()
	host := Serve(t, h)
	b := Start(t, Options{})
	page := b.Open(host.URL)
	t.Cleanup(func() { b.MustBeClean(host) })
	return page
}

// Sample is Fresh with the sample book open.
func Sample(t testing.TB) *Page {
	t.Helper()
	page := Fresh(t, Host{})
	page.Click("button", "Look round with a sample book")
	page.tiers()
	return page
}

// List is Fresh with a client list of the test's own, from a host that sends no
// headers.
func List(t testing.TB, text string) *Page {
	t.Helper()
	page := Fresh(t, Host{Bare: true})
	page.Wait("the program", `tierbook.worker === "running"`)
	page.OpenFile(File(t, "clients.csv", text))
	return page
}

// OpenFile has the page open a client list while none of the advisor's own is
// open, and waits for what it ends with: the tiers, drawn to their last part.
func (p *Page) OpenFile(path string) {
	p.b.t.Helper()
	p.SetFile(path)
	p.tiers()
}

// Practice goes to Practice, and waits for it: Tiers, too, asks for wages.
func (p *Page) Practice() {
	p.b.t.Helper()
	p.Eval(`location.hash = "#/practice"`, nil)
	p.Wait("Practice", `document.getElementById("payout")`)
}

func (p *Page) tiers() {
	p.b.t.Helper()
	p.Wait("the tiers", `location.hash === "#/tiers" && document.getElementById("tiers") && document.getElementById("cut-method")`)
}
