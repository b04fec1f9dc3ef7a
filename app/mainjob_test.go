package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tierbook/app/browsertest"
	"tierbook/app/host"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/merge"
	"tierbook/engine/roster"
	"tierbook/engine/session"
	"tierbook/engine/wire"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }

const sampleButton = "Look round with a sample book"

// sampleSession is the sample book as the session has it, natively.
func sampleSession(t *testing.T) *session.Session {
	t.Helper()
	s := session.New(0)
	s.Open(read(t, "../web/sample.csv"), decision.Origin{Sample: true}, 0)
	return s
}

func read(t *testing.T, path string) *intake.Import {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	imp, err := intake.Read(context.Background(), bytes.NewReader(text), intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return imp
}

// tierRow is a row of the tier table as the page should show it, cell by cell.
func tierRow(o session.Overview, k int) string {
	money := func(i int) string { return host.Money(o.Tiers[k].Cost[i], o.Currency, host.Whole) }
	l := o.Tiers[k]
	profit := host.Money(l.Profit, o.Currency, host.Whole)
	return strings.Join([]string{
		o.Settings.Names[k], host.Count(l.Clients), host.Money(l.Revenue, o.Currency, host.Whole), money(0), money(1), money(2),
		profit, host.Percent(l.Return()), host.Percent(l.Margin()),
	}, " ")
}

// row reads a row of a table by the text of its head.
func row(p *browsertest.Page, head string) string {
	var text string
	p.Eval(fmt.Sprintf(`(() => {
		const row = [...document.querySelectorAll("#tiers tr")].find((tr) => tr.cells[0].innerText.trim() === %q);
		return row ? [...row.cells].map((c) => [...c.childNodes].map((n) => n.innerText ?? n.textContent).join("").replace("(loss)", "").trim()).join(" ") : "";
	})()`, head), &text)
	return text
}

// waitRow waits until a row of the tier table reads so.
func waitRow(t *testing.T, p *browsertest.Page, head, want string) {
	t.Helper()
	var text string
	for end := time.Now().Add(browsertest.Patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if text = row(p, head); text == want {
			return
		}
	}
	t.Fatalf("the row of %s reads\n%s, want\n%s", head, text, want)
}

// TestMainJob does what an advisor does, from the sample to a book of its own,
// and reads the figures off the page.
func TestMainJob(t *testing.T) {
	site := browsertest.Serve(t, browsertest.Host{Bare: true, Prefix: "/firm/tools/"})
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(site.URL)
	page.Click("button", sampleButton)

	want := sampleSession(t)
	for k := range 4 {
		o := want.Overview()
		waitRow(t, page, o.Settings.Names[k], tierRow(o, k))
	}

	// Going to a place stays below the path the page is hosted at.
	var at string
	if page.Eval("location.href", &at); at != site.URL+"#/tiers" {
		t.Fatalf("the page is at %s", at)
	}

	// A slider moves the tiers while it is dragged; undo takes the drag back
	// as one step.
	before := row(page, "Gold")
	page.Slide("Referrals", 20, 40, 60, 100)
	if err := want.Do(decision.SetWeight{Factor: 5, Weight: 100}); err != nil {
		t.Fatal(err)
	}
	waitRow(t, page, "Gold", tierRow(want.Overview(), 1))
	if row(page, "Gold") == before {
		t.Fatal("the weight changed nothing, so the test proves nothing")
	}
	page.Click("button", "Undo the weight")
	waitRow(t, page, "Gold", before)
	page.Press("Control+y")
	waitRow(t, page, "Gold", tierRow(want.Overview(), 1))
	page.Press("Control+z")
	want.Undo()
	waitRow(t, page, "Gold", before)

	// Wages change in Practice, and the tiers with them.
	page.Click("link", "Practice")
	page.Fill("textbox", "Employee wages", "$240k")
	page.Click("link", "Tiers")
	want.Do(decision.SetPool{Pool: 0, Amount: 240_000_00})
	waitRow(t, page, "Platinum", tierRow(want.Overview(), 0))

	// A lock, with a reason, moves one client and nobody else.
	page.Click("link", "Book")
	page.Fill("searchbox", "Search", "Karim Pereira")
	page.Click("link", "Karim Pereira")
	page.See("heading", "Karim Pereira is in Platinum")
	page.Click("button", "Lock in a tier…")
	page.Click("radio", "Bronze")
	page.Fill("textbox", "Reason", "Retires next year")
	page.Click("button", "Lock")
	page.See("heading", "Karim Pereira is locked in Bronze")
	page.Click("link", "Tiers")
	o := want.Overview()
	clients, err := session.See(want, session.ClientsQuery{Filter: roster.Filter{Search: "Karim Pereira"}, Limit: 2})
	if err != nil || len(clients.Rows) != 1 {
		t.Fatalf("the sample has %d of him (%v)", len(clients.Rows), err)
	}
	if err := want.Do(decision.Lock{Key: clients.Rows[0].Key, Tier: 4, Reason: "Retires next year"}); err != nil {
		t.Fatal(err)
	}
	for k := range 4 {
		waitRow(t, page, o.Settings.Names[k], tierRow(want.Overview(), k))
	}

	// A list of one's own, from disk.
	page.SetFile(goldenPath(t, "02-score-thresholds-bands", "book.csv"))
	page.Wait("the list", `document.querySelector("h1").innerText.startsWith("8 Platinum clients bring")`)

	// It has no costs yet, and asks for them one after another right there.
	page.Fill("textbox", "Employee wages", "90,000")
	page.See("heading", "8 Platinum clients earn")
	page.Fill("textbox", "Overhead", "60k")
	page.Click("button", "Done")
	waitRow(t, page, "Practice", "Practice 80 $222,763 $90,000 $60,000 $72,763 48.5% 32.7%")

	// And all of it without a network.
	page.Wait("the page to be ready for work offline", `tierbook.offline === "ready"`)
	page.Saved()
	site.Stop()
	page.Reload()
	waitRow(t, page, "Practice", "Practice 80 $222,763 $90,000 $60,000 $72,763 48.5% 32.7%")
	page.Click("link", "Tierbook")
	page.Click("button", sampleButton)
	waitRow(t, page, "Platinum", tierRow(sampleSession(t).Overview(), 0))
	b.MustBeClean(site)
}

func goldenPath(t *testing.T, elem ...string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join(append([]string{"../engine/testdata/golden"}, elem...)...))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// TestGoldenInTheWorker has the worker of a real browser work the cases that
// an independent implementation has worked, to the same bytes.
func TestGoldenInTheWorker(t *testing.T) {
	site := browsertest.Serve(t, browsertest.Host{})
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(site.URL)
	page.Wait("the program", `tierbook.worker === "running"`)
	cases, err := filepath.Glob(goldenPath(t, "*", "report.json"))
	if err != nil || len(cases) < 6 {
		t.Fatalf("found %d cases (%v)", len(cases), err)
	}
	for _, path := range cases {
		name := filepath.Base(filepath.Dir(path))
		settings, err := os.ReadFile(goldenPath(t, name, "settings.json"))
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		// Before, for what settles how rows are read; after, for what names
		// clients of the list.
		use := session.Do(decision.UseSettings{File: string(settings)})
		ask(t, page, use, nil)
		opened(t, page, goldenPath(t, name, "book.csv"))
		ask(t, page, use, nil)
		var got string
		ask(t, page, wire.Request{Verb: "see", What: wire.Seal(session.ReportQuery{})}, &got)
		if strings.TrimSpace(got) != strings.TrimSpace(string(want)) {
			t.Errorf("%s: the report of the worker is not that of the case (%d bytes, want %d)", name, len(got), len(want))
		}
	}
	b.MustBeClean(site)
}

// opened has the page open a file, in place of one that is open, and waits until
// it has.
func opened(t *testing.T, page *browsertest.Page, path string) {
	t.Helper()
	var before session.Overview
	overview := wire.Request{Verb: "see", What: wire.Seal(session.OverviewQuery{})}
	ask(t, page, overview, &before)
	page.SetFile(path)
	for end := time.Now().Add(browsertest.Patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		var now session.Overview
		ask(t, page, overview, &now)
		if now.Staged != "" {
			ask(t, page, session.Finish(merge.Replaced), &now)
		}
		if now.Undo == "open" && now.Revision > before.Revision {
			return
		}
	}
	t.Fatalf("%s was not opened", path)
}

// ask speaks to the worker as the window does.
func ask(t *testing.T, page *browsertest.Page, r wire.Request, view any) {
	t.Helper()
	request, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var text string
	page.Eval(fmt.Sprintf(`new Promise((done) => {
		const seq = window.testSeq = (window.testSeq ?? 1e6) + 1;
		const end = tierbook.onworker((worker) => {
			worker.addEventListener("message", ({ data }) => JSON.parse(data).seq === seq && done(data));
			worker.postMessage({ text: JSON.stringify({ seq, request: %s }) });
		});
		end();
	})`, request), &text)
	var reply struct {
		View  json.RawMessage
		Fault *wire.Fault
	}
	if err := json.Unmarshal([]byte(text), &reply); err != nil {
		t.Fatal(err)
	}
	if reply.Fault != nil {
		t.Fatal(reply.Fault)
	}
	if view != nil {
		if err := json.Unmarshal(reply.View, view); err != nil {
			t.Fatal(err)
		}
	}
}
