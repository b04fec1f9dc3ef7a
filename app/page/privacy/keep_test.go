package privacy_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tierbook/app/browsertest"
)

// listOf is a client list of so many on disk; its text differs with its size.
func listOf(t *testing.T, name string, n int) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("Client ID,Name,AUM,GDC\n")
	for i := range n {
		fmt.Fprintf(&b, "C%05d,Secretname %05d,%d,%d\n", i, i, 100_000+37_000*(i%97), 500+111*(i%89))
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// clients waits until the report is of so many clients.
func clients(page *browsertest.Page, n string) {
	page.Wait("the report of "+n+" clients", fmt.Sprintf(`[...document.querySelectorAll("#tiers tr")].some((tr) => tr.cells[0].innerText.trim() === "Practice" && tr.cells[1].innerText.trim() === %q)`, n))
}

// replace opens a list in the place of the one that is open.
func replace(page *browsertest.Page, path string) {
	page.SetFile(path)
	page.Click("radio", "Replace my list")
	page.Click("button", "Replace my list")
	page.Wait("the place to be left", `location.hash === "#/tiers" || location.hash === "#/book"`)
	page.Click("link", "Tiers")
}

// weight is that of a slider.
func weight(page *browsertest.Page) string {
	page.Drawn() // after the report
	return page.Value("slider", "Referrals")
}

// stopAfter stops the machine, as far as the shelf is concerned, after so many
// commits, and counts those that it is asked for.
const stopAfter = `(() => {
	self.commits = 0;
	const real = IDBDatabase.prototype.transaction;
	IDBDatabase.prototype.transaction = function (stores, mode, ...rest) {
		if (mode === "readwrite" && ++self.commits > %d) throw new DOMException("the machine has stopped", "AbortError");
		return real.call(this, stores, mode, ...rest);
	};
})()`

// worker is the worker of a page, where it is the only one.
func worker(b *browsertest.Browser) *browsertest.Target { return b.Target(browsertest.Worker) }

// TestKilledAtEveryStep stops the page after none, one, two … of the commits of
// an import and of a save after it, each time from the same start, until all of
// them were made: what is found is the work before or after, and whole.
func TestKilledAtEveryStep(t *testing.T) {
	host := browsertest.Serve(t, browsertest.Host{})
	small, large := listOf(t, "small.csv", 40), listOf(t, "large.csv", 70_000)
	found := map[string]int{}
	for commits := 0; found["all"] == 0; commits++ {
		if commits > 20 {
			t.Fatal("an import takes more than 20 commits")
		}
		b := browsertest.Start(t, browsertest.Options{})
		page := b.Open(host.URL)
		page.SetFile(small)
		clients(page, "40")
		keep(page, "On this device Tomorrow", "")
		page.Click("link", "Tiers")
		clients(page, "40")
		worker(b).Eval(fmt.Sprintf(stopAfter, commits), nil)
		replace(page, large)
		clients(page, "70,000")
		page.Saved()
		page.Slide("Referrals", 55)
		page.Wait("the weight", `document.querySelector("#undo").ariaLabel === "Undo the weight"`)
		page.Saved()
		var stopped bool
		page.Drawn() // with the word on it
		page.Eval(`document.body.textContent.includes("Your last changes are not saved")`, &stopped)
		var asked int
		worker(b).Eval(`self.commits`, &asked)
		page.Close()

		page = b.Open(host.URL)
		page.Wait("the work", report)
		page.Wait("the figures", `document.querySelector("#tiers td")`)
		page.See("slider", "Referrals")
		weight := weight(page)
		switch {
		case !stopped && asked == commits && weight == "55":
			clients(page, "70,000")
			found["all"]++
		case stopped && asked > commits && row(page) == "40" && weight != "55":
			found["before"]++
		case stopped && asked > commits && row(page) == "70,000" && weight != "55":
			found["after the import"]++
		default:
			t.Fatalf("after %d commits of %d, stopped %v, a list of %s is found with the weight at %s", commits, asked, stopped, row(page), weight)
		}
		b.MustBeClean(host)
		b.Close()
	}
	// Two chunks of the list, the step that names it, and the next one.
	if found["before"] < 3 || found["after the import"] == 0 {
		t.Errorf("what was found is %v", found)
	}
}

func row(page *browsertest.Page) (n string) {
	page.Eval(`[...document.querySelectorAll("#tiers tr")].find((tr) => tr.cells[0].innerText.trim() === "Practice")?.cells[1].innerText.trim() ?? ""`, &n)
	return n
}

// TestPowerCut ends the whole browser in the middle of a save, at several
// moments, and starts it again with what is on the disk.
func TestPowerCut(t *testing.T) {
	host := browsertest.Serve(t, browsertest.Host{})
	profile := t.TempDir()
	b := browsertest.Start(t, browsertest.Options{Profile: profile})
	page := b.Open(host.URL)
	page.SetFile(listOf(t, "small.csv", 40))
	clients(page, "40")
	keep(page, "On this device Tomorrow", "")
	large := listOf(t, "large.csv", 70_000)
	for _, ms := range []int{0, 150, 330, 420} {
		replace(page, large)
		page.Wait("the list", `document.querySelector("#undo")?.ariaLabel === "Undo opening the list"`)
		page.Eval(fmt.Sprintf("new Promise((done) => setTimeout(done, %d))", ms), nil)
		b.Kill()
		b = browsertest.Start(t, browsertest.Options{Profile: profile})
		page = b.Open(host.URL)
		page.Wait("the work", report)
		page.Wait("the figures", `document.querySelector("#tiers td")`)
		if n := row(page); n != "40" && n != "70,000" {
			t.Fatalf("%d ms after the import a list of %q clients is found", ms, n)
		} else if n == "70,000" {
			page.Click("button", "Undo")
			clients(page, "40")
			page.Saved()
		}
	}
	b.MustBeClean(host)
}

// TestStorageFull gives the page less room than it needs, and then enough.
func TestStorageFull(t *testing.T) {
	t.Parallel() // for it mostly waits
	host := browsertest.Serve(t, browsertest.Host{})
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(host.URL)
	page.Wait("the site to be kept", `tierbook.offline === "ready"`)
	var used float64
	page.Eval("navigator.storage.estimate().then((e) => e.usage)", &used)
	quota := func(params map[string]any) {
		params["origin"] = strings.TrimSuffix(host.URL, "/")
		page.Call("Storage.overrideQuotaForOrigin", params, nil)
	}
	quota(map[string]any{"quotaSize": used + 300_000})
	page.SetFile(list(t))
	clients(page, "40")
	keep(page, "On this device Tomorrow", "")
	page.Click("link", "Tiers")
	large := listOf(t, "large.csv", 100_000)
	replace(page, large)
	clients(page, "100,000")
	page.Wait("the word that there is no room", `document.querySelector(".notice.bad")?.textContent.includes("There is no room left on this device")`)
	page.See("link", "Save a file, or keep it another way")
	page.Screenshots("storage-full")
	page.Reload() // what was kept before is still there
	clients(page, "40")
	replace(page, large)
	clients(page, "100,000")
	page.Wait("the word that there is no room", `document.querySelector(".notice.bad")?.textContent.includes("There is no room left on this device")`)
	quota(map[string]any{})
	time.Sleep(31 * time.Second) // Chromium believes what it knows of the room for so long
	page.Slide("Referrals", 55)
	page.Wait("it to be saved after all", `!document.querySelector(".notice.bad")`)
	page.Reload()
	clients(page, "100,000")
	if w := weight(page); w != "55" {
		t.Errorf("the weight is %s after a reload", w)
	}
	b.MustBeClean(host)
}

// TestStorageBlocked is a browser that lets the page store nothing.
func TestStorageBlocked(t *testing.T) {
	profile := t.TempDir()
	if err := os.MkdirAll(filepath.Join(profile, "Default"), 0o700); err != nil {
		t.Fatal(err)
	}
	settings := `{"profile":{"default_content_setting_values":{"cookies":2}}}`
	if err := os.WriteFile(filepath.Join(profile, "Default", "Preferences"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	host := browsertest.Serve(t, browsertest.Host{})
	page := browsertest.Start(t, browsertest.Options{Profile: profile}).Open(host.URL)
	page.Wait("the word that nothing can be kept", `document.querySelector(".notice.warn")?.textContent.includes("does not let the page store anything")`)
	page.Click("link", "Privacy")
	page.Wait("the same in the heading", `document.querySelector("h1").textContent.includes("is not kept")`)
	page.Click("link", "Tierbook")
	page.Click("button", "Look round with a sample book")
	page.Wait("the sample", `location.hash === "#/tiers" && document.querySelector("#tiers td")`)
	asks(t, page, false, "the sample as it came")
	page.SetFile(list(t))
	clients(page, "40")
	asks(t, page, true, "work that cannot be stored")
	page.Wait("the word that nothing is kept", `document.querySelector(".notice.bad")?.textContent.includes("does not let the page store anything")`)
	page.CatchFiles()
	page.Click("link", "Save a file, or keep it another way")
	page.Click("button", "Save a file")
	page.Caught()
	page.Click("link", "Tiers")
	page.Slide("Referrals", 55)
	clients(page, "40")
}

// asks looks whether the browser would ask before the page is left.
func asks(t *testing.T, page *browsertest.Page, want bool, what string) {
	t.Helper()
	page.Drawn()
	var asks bool
	if page.Eval(`!window.dispatchEvent(new Event("beforeunload", { cancelable: true }))`, &asks); asks != want {
		t.Errorf("the browser asks before the page is left: %v, want %v with %s", asks, want, what)
	}
}

// TestLeavingWithWorkThatIsNotKept asks where something would be lost, and only
// there.
func TestLeavingWithWorkThatIsNotKept(t *testing.T) {
	_, _, page := start(t)
	page.Saved()
	asks(t, page, false, "work kept for the tab")
	page.Click("link", "Privacy")
	page.Click("radio", "Nothing")
	page.Click("button", "Keep it so")
	page.Wait("it to be so", `document.querySelector("h1").textContent.includes("is not kept")`)
	asks(t, page, true, "a list that is kept nowhere")
	keep(page, "On this device Tomorrow", "")
	asks(t, page, false, "work kept on the device")
}

// TestStorageCleared has the browser clear what it keeps: under an open page,
// which fills it again, and behind a closed one, which says so.
func TestStorageCleared(t *testing.T) {
	b, host, page := start(t)
	keep(page, "On this device Tomorrow", "")
	page.Click("link", "Tiers")
	clear := func() {
		page.Call("Storage.clearDataForOrigin", map[string]any{"origin": strings.TrimSuffix(host.URL, "/"), "storageTypes": "indexeddb"}, nil)
	}
	clear()
	page.Slide("Referrals", 55)
	page.Wait("the weight", `document.querySelector("#undo").ariaLabel === "Undo the weight"`)
	page.Saved()
	page.Reload()
	clients(page, "40")
	if weight(page) != "55" {
		t.Errorf("after the storage was cleared under it, the weight is %s", weight(page))
	}
	if page.Has("button", "Go on here instead") {
		t.Error("it takes a cleared storage for another tab")
	}
	page.Goto("about:blank#")
	waitFor(t, b, browsertest.Worker, 0) // or it would store all of it again
	page.Call("Storage.clearDataForOrigin", map[string]any{"origin": strings.TrimSuffix(host.URL, "/"), "storageTypes": "indexeddb"}, nil)
	page.Goto(host.URL)
	for range 2 { // it stays until it has been read
		page.Wait("the word that it is gone", `document.querySelector(".notice.bad")?.textContent.includes("no longer there")`)
		page.See("button", "Open a file")
		page.Reload()
	}
	page.Click("button", "I have read this")
	page.Wait("the word to go", `!document.querySelector(".notice.bad")`)
	page.Reload()
	page.Wait("the page", `document.querySelector("#live") && !document.querySelector(".notice.bad")`)
	page.See("button", "Open your client list (CSV)")
	b.MustBeClean(host)
}

// TestSavedAtOnce makes three changes in a row and waits for nothing but that
// they are kept: no clock, and nobody who asks for it.
func TestSavedAtOnce(t *testing.T) {
	b, host, page := start(t)
	keep(page, "On this device Tomorrow", "")
	page.Click("link", "Tiers")
	const newest = `new Promise((done) => {
		const open = indexedDB.open("tierbook");
		open.onsuccess = () => {
			const all = open.result.transaction("kept").objectStore("kept").getAllKeys();
			all.onsuccess = () => { open.result.close(); done(Math.max(-1, ...all.result.map((key) => Number(key.split("/log/")[1] ?? -1)))); };
		};
	})`
	step := func(n int) {
		t.Helper()
		page.On("slider", "Referrals", fmt.Sprintf(`function() {
			this.value = %d;
			for (const kind of ["input", "change"]) this.dispatchEvent(new Event(kind, { bubbles: true }));
		}`, n), nil)
	}
	step(10)
	page.Saved()
	worker(b).Eval(`(() => { const real = self.setTimeout; self.setTimeout = (f, ms) => (ms >= 100 ? 0 : real(f, ms)); })()`, nil)
	var before int
	page.Eval(newest, &before)
	for _, n := range []int{20, 30, 55} {
		step(n)
	}
	page.Wait("three more steps", fmt.Sprintf("%s.then((n) => n >= %d)", newest, before+3))
	page.Reload()
	clients(page, "40")
	if w := weight(page); w != "55" {
		t.Errorf("the weight is %s after three changes in a row and a reload", w)
	}
	b.MustBeClean(host)
}

// TestSavedWhenHidden has a save fail, so that only being hidden can save what
// nothing comes after.
func TestSavedWhenHidden(t *testing.T) {
	b, host, page := start(t)
	keep(page, "On this device Tomorrow", "")
	page.Click("link", "Tiers")
	page.Saved()
	worker(b).Eval(`self.real = IDBDatabase.prototype.transaction; IDBDatabase.prototype.transaction = () => { throw new DOMException("not now", "AbortError") }; 0`, nil)
	page.Slide("Referrals", 55)
	const word = `document.body.textContent.includes("Your last changes are not saved")`
	page.Wait("the word that it is not saved", word)
	worker(b).Eval(`IDBDatabase.prototype.transaction = self.real; 0`, nil)
	page.Rest()
	var still bool
	if page.Eval(word, &still); !still {
		t.Fatal("it was saved although nothing asked for it, so the test proves nothing")
	}
	page.Eval(`Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true }); document.dispatchEvent(new Event("visibilitychange"))`, nil)
	page.Wait("it to be saved", "!"+word)
	page.Reload()
	clients(page, "40")
	if weight(page) != "55" {
		t.Errorf("the weight is %s after it was hidden and loaded again", weight(page))
	}
	b.MustBeClean(host)
}

// die ends the worker, as a browser does that is short of memory, and waits for
// the next one.
func die(b *browsertest.Browser, page *browsertest.Page) {
	page.Eval(`window.alive = false; tierbook.onworker((() => { let n = 0; return () => { window.alive = n++ > 0; }; })()); 0`, nil)
	worker(b).Eval(`setTimeout(() => { throw new Error("out of memory") })`, nil)
	page.Wait("another worker", `window.alive && tierbook.worker === "running"`)
}

// TestWorkerComesBackFromTheStore kills the worker, however the work is kept.
func TestWorkerComesBackFromTheStore(t *testing.T) {
	for _, option := range []string{"For this tab", "On this device Tomorrow", "Nothing"} {
		t.Run(option, func(t *testing.T) {
			b, host, page := start(t)
			if option != "Nothing" {
				keep(page, option, "")
			} else {
				// Work that was found on the device, and then is to be kept no more.
				keep(page, "On this device Tomorrow", "")
				page.Reload()
				page.Wait("the work", `document.querySelector("#undo") && document.querySelector("#keep-yes")`)
				page.Click("link", "Privacy")
				page.Click("radio", "Nothing")
				page.Click("button", "Keep it so")
				page.Wait("it to be so", `document.querySelector("h1").textContent.includes("is not kept")`)
				page.Wait("the store to be empty", stored+`.then((text) => text === "")`)
			}
			page.Click("link", "Tiers")
			page.Slide("Referrals", 55)
			page.Wait("the weight", `document.querySelector("#undo").ariaLabel === "Undo the weight"`)
			for range 2 {
				die(b, page)
				clients(page, "40")
				page.Wait("the weight again", `[...document.querySelectorAll("input[type=range]")].some((i) => i.value === "55")`)
				page.Wait("undo", `document.querySelector("#undo").ariaLabel === "Undo the weight"`)
			}
			page.Click("button", "Undo the weight")
			page.Wait("undo of what was before", `document.querySelector("#undo").ariaLabel !== "Undo the weight"`)
			clients(page, "40")
			for _, s := range b.Seen().Said { // its death is the test's doing
				if s.Level == "uncaught" && !strings.Contains(s.Text, "out of memory") {
					t.Errorf("%+v", s)
				}
			}
			if option == "Nothing" {
				var text string
				page.Eval(stored, &text)
				if text != "" {
					t.Errorf("%d bytes are stored although nothing is to be kept", len(text))
				}
			}
			_ = host
		})
	}
}

// TestWorkerDiesWhileNothingIsSaved kills the worker of work under a passphrase
// whose last steps could not be saved: they are done again once it is unlocked.
func TestWorkerDiesWhileNothingIsSaved(t *testing.T) {
	b, _, page := start(t)
	keep(page, "On this device, under a passphrase", "correct horse battery")
	page.Click("link", "Tiers")
	page.Saved()
	worker(b).Eval(`IDBDatabase.prototype.transaction = () => { throw new DOMException("not now", "AbortError") }; 0`, nil)
	page.Slide("Referrals", 55)
	page.Wait("the word that it is not saved", `document.body.textContent.includes("Your last changes are not saved")`)
	page.Slide("GDC", 44)
	page.Rest()
	for range 2 { // locked again before it was unlocked
		die(b, page)
		page.Wait("the question", `document.querySelector("#unlock-work[open]") && document.getAnimations().length === 0`)
	}
	page.Wait("nobody to be seen behind the question", `!document.body.textContent.includes("Secretname")`)
	unlock(page, "correct horse battery")
	page.Wait("the steps that were not saved", `["55", "44"].every((v) => [...document.querySelectorAll("input[type=range]")].some((i) => i.value === v))`)
	page.Saved()
	page.Reload()
	unlock(page, "correct horse battery")
	clients(page, "40")
	if w := weight(page); w != "55" {
		t.Errorf("the weight is %s after it was unlocked and loaded again", w)
	}
}
