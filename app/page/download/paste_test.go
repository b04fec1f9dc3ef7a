package download_test

import (
	"testing"

	"tierbook/app/browsertest"
)

// paste pastes a text while an element has the focus, as Ctrl+V does.
const paste = `(selector, text) => {
	const target = selector ? document.querySelector(selector) : document.body;
	const data = new DataTransfer();
	data.setData("text/plain", text);
	return !target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}`

func TestATableIsPasted(t *testing.T) {
	host := browsertest.Serve(t, browsertest.Host{Bare: true})
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(host.URL)
	page.Wait("the program", `tierbook.worker === "running"`)
	page.Eval(`window.paste = `+paste, nil)
	var taken bool
	page.Eval(`paste("", "just some words")`, &taken)
	page.Wait("a word on it", `document.querySelector(".toasts").innerText.includes("What was copied is no table.")`)
	page.Eval(`paste("", "Name\tAUM\tGDC\r\nAnn Lee\t$1,250,000\t9800\r\nBob Ray\t350000\t900\r\n")`, &taken)
	if !taken {
		t.Error("the page leaves a table to the browser")
	}
	page.Wait("the list", `location.hash === "#/tiers" && document.querySelector("#tier-table")`)
	page.Click("link", "Book")
	page.See("heading", "2 clients, $1.6 million under management, $10,700 GDC.")
	page.Wait("the search", `document.querySelector("#search")`)
	page.Eval(`paste("#search", "Name\tAUM\nX\t1\n")`, &taken)
	if taken {
		t.Error("what is pasted into a field is taken from it")
	}

	// By a tap, where the browser hands it out, and where it does not.
	page.Eval(`Object.defineProperty(navigator, "clipboard", { configurable: true, value: { readText: () => Promise.reject(new Error("no")) } })`, nil)
	page.Click("button", "Paste a table")
	page.Wait("what to do instead", `document.querySelector(".toasts").innerText.includes("Press Ctrl+V instead")`)
	page.Eval(`Object.defineProperty(navigator, "clipboard", { configurable: true, value: { readText: () => Promise.resolve("Name\tAUM\tGDC\nAnn Lee\t1300000\t9800\nCy Day\t5\t6\n") } })`, nil)
	page.Click("button", "Paste a table")
	page.Wait("the comparison", `location.hash === "#/update" && document.querySelector("#compared li")`)
	page.See("heading", "1 of the 2 rows in the new file may be a client of yours: say below.")
	b.MustBeClean(host)
}

// TestOfSeveralFilesOneIsTaken drops two lists at once: the user is told that
// one was taken.
func TestOfSeveralFilesOneIsTaken(t *testing.T) {
	host := browsertest.Serve(t, browsertest.Host{Bare: true})
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(host.URL)
	page.Wait("the program", `tierbook.worker === "running"`)
	page.Eval(`(() => {
		const dataTransfer = new DataTransfer();
		for (const name of ["Ann Lee", "Bob Ray"]) dataTransfer.items.add(new File(["Name,AUM,GDC\n" + name + ",1250000,9800\n"], name + ".csv"));
		document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
	})()`, nil)
	page.Wait("what became of the second", `document.querySelector(".toasts").innerText.includes("the first of the files was taken")`)
	page.Wait("the list", `location.hash === "#/tiers" && document.querySelector("#tier-table")`)
	page.Click("link", "Tierbook")
	page.Click("link", "Back to it")
	page.Wait("the tiers", `location.hash === "#/tiers" && document.querySelector("#tier-table")`)
	b.MustBeClean(host)
}
