package update_test

import (
	"os"
	"strings"
	"testing"

	"tierbook/app/browsertest"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }

const june = `Client ID,Name,Household,AUM,GDC,Future potential
A1,Ann Lee,Lee,"1,250,000","9,800",8
A2,Bob Ray,,"350,000",900,5
A3,Cy Day,Day,"120,000",400,
,Dee Fox,Fox,"90,000",100,3
A5,Eve Hay,,"80,000",50,2
A6,Gil Ivy,,"70,000",40,1
`

const september = `Client ID,Name,Household,AUM,GDC
A7,Zoe Orr,,"500,000","4,000"
A2,Bob Ray,,"410,000",900
A1,Ann Lee-Moss,Lee,"1,300,000","9,800"
,"Fox, Dee",Fox,"95,000",100
A5,Eve Hay,,"80,000",50
A6,Gil Ivy,,"70,000",oops
`

const custodian = `Account,Client ID,Account owner,Market value,Held away
1,A1,Ann Lee,"700,000","250,000"
2,A1,Ann Lee,"600,000",
3,A3,Cy Day,"120,000","10,000"
4,A9,Nobody Known,"5,000",
`

func compared(t *testing.T, page *browsertest.Page, name, list string) {
	t.Helper()
	page.SetFile(browsertest.File(t, name, list))
	page.Wait("the comparison", `location.hash === "#/update" && document.querySelector("#compared li")`)
}

// clients are the rows of the table of clients, each as one text.
func clients(page *browsertest.Page) (all []string) {
	page.Wait("the clients", `location.hash === "#/book" && document.querySelector("#clients-table [data-row] a")`)
	page.Eval(`[...document.querySelectorAll("#clients-table [data-row]")].map((r) => r.innerText.replace(/\s+/g, " "))`, &all)
	return all
}

func has(t *testing.T, all []string, parts ...string) {
	t.Helper()
	for _, row := range all {
		fits := true
		for _, p := range parts {
			fits = fits && strings.Contains(row, p)
		}
		if fits {
			return
		}
	}
	t.Errorf("no client has %q: %q", parts, all)
}

func TestUpdate(t *testing.T) {
	page := browsertest.List(t, june)
	// Decisions about two clients, one of whom will be gone.
	for name, reason := range map[string]string{"Bob Ray": "brother", "Cy Day": "leaves"} {
		page.Click("link", "Book")
		page.Click("link", name)
		page.Click("button", "Lock in a tier…")
		page.Wait("the question", `document.querySelector("dialog[open]") && document.getAnimations().length === 0`)
		page.Fill("textbox", "Reason", reason)
		page.Click("button", "Lock")
		page.Wait("the lock", `document.body.innerText.includes("`+reason+`")`)
	}
	compared(t, page, "september.csv", september)
	page.See("heading", "4 of the 6 rows in the new file are clients of yours, and 1 may be.")
	page.See("heading", "Is this the same client?")
	for _, want := range []string{"1 client is new, 1 of yours is not in it, 3 have other values than before.", "1 of its cells could not be read.",
		"With the clients who are not in it goes 1 lock. A restore point is kept.", "1 client has the same name and household in both.",
		"The new file does not have it.", "The sum goes from $1,960,000 to $2,455,000."} {
		if !said(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	page.Screenshots("update")
	page.Click("button", "The same")
	page.Wait("nothing to ask", `!document.querySelector("#asked")`)
	page.Click("radio", "Gone 1")
	page.Wait("who is gone", `document.querySelector("#people li")?.innerText.includes("Cy Day")`)
	page.Click("radio", "Changed")
	page.Wait("what changes", `document.querySelector("#people").innerText.includes("$350,000.00 → $410,000.00")`)
	page.Click("button", "Update my list")
	all := clients(page)
	page.Wait("the word", `document.querySelector(".toasts").innerText.includes("Your list is up to date.")`)
	if len(all) != 6 {
		t.Errorf("%d clients, want 6: %q", len(all), all)
	}
	has(t, all, "Bob Ray", "$410,000")
	has(t, all, "Ann Lee-Moss", "$1,300,000")
	has(t, all, "Zoe Orr", "$500,000")
	page.Click("link", "Bob Ray")
	page.Wait("the lock to be kept", `document.body.innerText.includes("brother")`)
	page.Click("button", "Undo the update of the list")
	page.Click("link", "Book")
	page.Wait("the list before", `document.body.innerText.includes("Cy Day")`)
	has(t, clients(page), "Bob Ray", "$350,000")
}

// said reports whether the place says something.
func said(page *browsertest.Page, text string) bool {
	var all string
	page.Eval(`document.querySelector("main").innerText.replace(/\s+/g, " ")`, &all)
	return strings.Contains(all, text)
}

func TestAddColumns(t *testing.T) {
	page := browsertest.List(t, june)
	compared(t, page, "custodian.csv", custodian)
	page.Wait("what it adds", `document.querySelector("#compared-title").textContent === "What it adds"`)
	page.Screenshots("add-columns")
	page.Choose("combobox", "Values of AUM", "Take theirs where it has one")
	page.Wait("the sum", `document.querySelector("#compared").innerText.includes("to $2,010,000")`)
	page.Click("button", "Add its columns")
	all := clients(page)
	if len(all) != 6 {
		t.Errorf("%d clients, want 6: %q", len(all), all)
	}
	has(t, all, "Ann Lee", "$1,300,000", "$9,800")
	has(t, all, "Bob Ray", "$350,000")
	page.See("heading", "What other files gave")
	if !said(page, "custodian.csv · 4 rows, 3 of them of clients in the list") || !said(page, "AUM of 2 clients, $1,420,000 in all") {
		t.Error("it is not said where the columns came from")
	}
	page.Screenshot("book-parts")

	// The same once more has nothing to add, and leads on all the same.
	compared(t, page, "custodian.csv", custodian)
	page.Wait("that there is nothing", `document.body.innerText.includes("It has nothing that your list does not have already.")`)
	page.Click("button", "Add its columns")
	if all := clients(page); len(all) != 6 {
		t.Errorf("%d clients, want 6: %q", len(all), all)
	}
}

func TestKeepMyList(t *testing.T) {
	page := browsertest.List(t, june)
	compared(t, page, "september.csv", september)
	page.Click("link", "Tiers")
	page.Click("link", "See what it would change")
	page.Wait("the comparison", `location.hash === "#/update" && document.querySelector("#compared li")`)
	page.Click("button", "Keep my list as it is")
	has(t, clients(page), "Cy Day")
	if page.Has("link", "See what it would change") {
		t.Error("it still waits")
	}
}

// assistant is a ratings sheet of somebody's own: a heading that says nothing, and
// a word among figures.
const assistant = `Client ID,Client,Score,Hours
A1,Ann Lee,high,12
A2,Bob Ray,7,x
A3,Cy Day,high,3
A9,Nobody Known,4,1
`

// A second file is read, corrected and mended before it is joined, and whom only
// one of the lists has can be taken along.
func TestASecondFileIsMendedFirst(t *testing.T) {
	page := browsertest.List(t, june)
	compared(t, page, "assistant.csv", assistant)
	page.See("heading", "How the new file was read")
	page.Screenshots("second-file")
	unfold := func() {
		page.Wait("the account", `document.querySelector("#account details")`)
		page.Eval(`document.querySelectorAll("#account details, #problems details").forEach((d) => d.open = true)`, nil)
	}
	unfold()
	page.Wait("the column", `[...document.querySelectorAll("#columns tbody button")].some((b) => { if (b.innerText.startsWith("Score")) { b.click(); return true; } })`)
	page.See("dialog", "“Score”")
	page.Choose("combobox", "Read as", "Likeability")
	page.Click("button", "Read it so")
	page.Wait("the words as problems", `document.querySelector("#problems")?.innerText.includes("Score")`)
	unfold()
	page.Wait("both of them", `[...document.querySelectorAll("#problems tbody button")].some((b) => { if (b.innerText.startsWith("high")) { b.click(); return true; } })`)
	page.Fill("textbox", "Read all 2 as", "9")
	page.Click("button", "Read all so")
	page.Wait("one problem to be left", `document.querySelector("#problems")?.innerText.includes("Hours") && !document.querySelector("#problems").innerText.includes("Score")`)
	page.Wait("what it adds", `document.querySelector("#compared")?.innerText.includes("Likeability")`)
	page.CatchFiles()
	page.Click("button", "Download the unmatched as CSV")
	if name, text := page.Caught(); !strings.HasPrefix(name, "tierbook-unmatched-") || !strings.Contains(text, "\r\nthe new file,5,A9,Nobody Known,") || !strings.Contains(text, "\r\nyour list,5,,Dee Fox,Fox,90000.00,100.00\r\n") {
		t.Errorf("%s holds\n%s", name, text)
	}
	page.Click("button", "Add its columns")
	clients(page)
	page.Click("link", "Ann Lee")
	page.Wait("what was mended", `document.body.innerText.replace(/\s+/g, " ").includes("Likeability 9")`)
}
