package privacy_test

import (
	"strings"
	"testing"

	"tierbook/app/browsertest"
)

const atRest = `document.querySelector("#away[open]") && document.getAnimations().length === 0`

// TestIdleWorkIsPutAway lets a quarter of an hour pass.
func TestIdleWorkIsPutAway(t *testing.T) {
	t.Parallel() // for it mostly waits
	b, host, page := start(t)
	page.Wait("the site to be kept", `tierbook.offline === "ready"`)
	keep(page, "On this device, under a passphrase", "correct horse battery")
	page.Click("link", "Tiers")
	page.Slide("Referrals", 55)
	page.Wait("the weight", `document.querySelector("#undo").ariaLabel === "Undo the weight"`)
	page.Eval(`window.before = true; { const real = Date.now; Date.now = () => real() + 14 * 60_000; } 0`, nil)
	page.Eval(`new Promise((done) => setTimeout(done, 6000))`, nil)
	page.Wait("it to be still there", `document.querySelector("input[type=range]") && window.before`)
	page.Eval(`{ const real = Date.now; Date.now = () => real() + 2 * 60_000; } 0`, nil)
	page.Wait("the question", `!window.before && document.querySelector("#unlock-work[open]") && document.getAnimations().length === 0`)
	for _, w := range append(b.Targets(browsertest.Worker), page.Target) {
		var text string
		if w.Eval(`self.document ? document.documentElement.outerHTML : ""`, &text); strings.Contains(text, "Secretname") {
			t.Error("a name is still on the page")
		}
	}
	page.Fill("textbox", "Passphrase", "correct horse battery")
	page.Click("button", "Unlock")
	clients(page, "40")
	if w := weight(page); w != "55" {
		t.Errorf("the weight is %s after it was put away", w)
	}
	b.MustBeClean(host)
}

// TestPutAwayWithoutAPassphrase asks for a tap, and loses nothing; what is kept
// nowhere is covered.
func TestPutAwayWithoutAPassphrase(t *testing.T) {
	b, host, page := start(t)
	page.Wait("the site to be kept", `tierbook.offline === "ready"`)
	page.Click("link", "Privacy")
	page.Eval(`window.before = true`, nil)
	page.Click("button", "Put it away now")
	page.Wait("it to be away", "!window.before && "+atRest)
	page.Reload()
	page.Wait("it to be away still", atRest)
	if page.Has("link", "Tiers") {
		t.Error("the page can be used while the work is away")
	}
	page.Click("button", "Go on")
	page.Click("link", "Tiers")
	clients(page, "40")

	page.Click("link", "Privacy")
	page.Click("radio", "Nothing")
	page.Click("button", "Keep it so")
	page.Wait("it to be so", `document.querySelector("h1").textContent.includes("is not kept")`)
	page.Eval(`window.before = true`, nil)
	page.Click("button", "Put it away now")
	page.Wait("it to be covered", "window.before && document.documentElement.classList.contains('discreet') && "+atRest)
	page.Press("Control+Shift+.")
	page.Click("button", "Go on")
	page.Wait("it to be back", `!document.documentElement.classList.contains("discreet") && !document.querySelector("#away[open]")`)
	page.Click("link", "Tiers")
	clients(page, "40")
	b.MustBeClean(host)
}

// TestDiscreetByKeys hides and shows names wherever the focus is.
func TestDiscreetByKeys(t *testing.T) {
	_, _, page := start(t)
	for _, want := range []string{"true", "false"} {
		page.Eval(`document.dispatchEvent(new KeyboardEvent("keydown", { key: ">", code: "Period", ctrlKey: true, shiftKey: true, bubbles: true, cancelable: true }))`, nil)
		page.Wait("names to change", `String(document.documentElement.classList.contains("discreet")) === "`+want+`"`)
	}
}

// TestLookingSaysSo looks at a restore point, and comes back.
func TestLookingSaysSo(t *testing.T) {
	b, host, page := start(t)
	page.Click("link", "Privacy")
	page.Fill("textbox", "Remember how it stands now, as", "Before <b>the</b> review")
	page.Click("button", "Remember")
	page.Wait("the point", `document.querySelector(".points li")`)
	replace(page, listOf(t, "other.csv", 30))
	clients(page, "30")
	page.Click("link", "Privacy")
	page.Wait("the points", `document.querySelectorAll(".points li").length >= 1`)
	page.Click("button", "Look at it")
	page.Wait("the word", `document.querySelector(".notice.warn")?.innerText.includes("You are looking at how it was: Before <b>the</b> review")`)
	page.Click("link", "Tiers")
	clients(page, "40")
	page.Screenshots("looking")
	page.Click("button", "Back to how it is now")
	clients(page, "30")
	page.Wait("the word to go", `!document.body.textContent.includes("You are looking at")`)
	b.MustBeClean(host)
}

// TestReturningKeepsStill watches what is seen of the Open place while kept
// work comes back, and on a first visit.
func TestReturningKeepsStill(t *testing.T) {
	b, host, page := start(t)
	page.Saved()
	page.Call("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": `
		window.framesSeen = 0; window.flashes = [];
		const look = () => {
			framesSeen++;
			const open = document.querySelector("#open-list");
			if (open && open.checkVisibility({ visibilityProperty: true })) flashes.push(performance.now());
			requestAnimationFrame(look);
		};
		requestAnimationFrame(look);`}, nil)
	page.Reload()
	clients(page, "40")
	page.Wait("the Open place to be let be seen", `!document.documentElement.classList.contains("returning")`)
	page.Drawn()
	var seen struct{ Frames, Flashes int }
	page.Eval(`({ frames: framesSeen, flashes: flashes.length })`, &seen)
	if seen.Frames < 3 || seen.Flashes > 0 {
		t.Errorf("in %d frames the Open place was seen in %d", seen.Frames, seen.Flashes)
	}
	// What is kept is gone: the Open place is there.
	page.Saved()
	page.Eval(`new Promise((done) => { const all = indexedDB.open("tierbook"); all.onsuccess = () => { const tx = all.result.transaction("kept", "readwrite"); tx.objectStore("kept").clear(); tx.oncomplete = () => { all.result.close(); done(0); }; }; })`, nil)
	page.Reload()
	page.Wait("the Open place", `document.querySelector("#open-list")?.checkVisibility({ visibilityProperty: true })`)
	page.See("button", "Open your client list (CSV)")
	b.MustBeClean(host)
}

// TestCopiesAreAskedFor lets two weeks pass.
func TestCopiesAreAskedFor(t *testing.T) {
	b, host, page := start(t)
	page.CatchFiles()
	keep(page, "On this device Tomorrow", "")
	page.Wait("the word that there is none", `document.querySelector("#work-file").textContent.includes("No copy has been saved from this browser yet")`)
	if page.Has("link", "Save a file") {
		t.Error("a copy is asked for on the first day")
	}
	page.Eval(`{ const real = Date.now; Date.now = () => real() + 15 * 24 * 3600_000; } 0`, nil)
	page.Click("link", "Tiers")
	page.Wait("the reminder", `document.querySelector(".notice")?.textContent.includes("no copy of your work but in this browser")`)
	page.Click("link", "Save a file")
	page.Click("button", "Save a file")
	page.Wait("the date of the copy", `document.querySelector("#work-file").textContent.includes("The last copy was saved from this browser on")`)
	page.Wait("the reminder to go", `!document.querySelector("#copy-ask")`)
	b.MustBeClean(host)
}
