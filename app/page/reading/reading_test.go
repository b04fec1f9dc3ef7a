package reading_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tierbook/app/browsertest"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }

// opened is the Book place with a list; where says to which place it leads.
func opened(t *testing.T, list, where string) (*browsertest.Page, string) {
	t.Helper()
	page := browsertest.Fresh(t, browsertest.Host{Bare: true})
	path := browsertest.File(t, "clients.csv", list)
	page.Wait("the program", `tierbook.worker === "running"`)
	page.Drop(path)
	page.Wait("the list to be open", fmt.Sprintf(`location.hash === %q`, where))
	if where != "#/book" {
		page.Click("link", "Book")
	}
	page.Wait("the account of it", `document.querySelector("#account .figures")`)
	return page, path
}

// text is what a part of the page says.
func text(page *browsertest.Page, id string) (text string) {
	page.Eval(fmt.Sprintf(`document.getElementById(%q)?.innerText ?? ""`, id), &text)
	return text
}

// says waits until a part of the page says something.
func says(page *browsertest.Page, id, what string) {
	page.Wait(what, fmt.Sprintf(`document.getElementById(%q)?.innerText.includes(%q)`, id, what))
}

// silent waits until a part of the page no longer says something.
func silent(page *browsertest.Page, id, what string) {
	page.Wait("no more of: "+what, fmt.Sprintf(`!(document.getElementById(%q)?.innerText ?? "").includes(%q)`, id, what))
}

func unfold(page *browsertest.Page) {
	page.Eval(`document.querySelectorAll("#account details, #problems details").forEach((d) => d.open = true)`, nil)
}

const messy = `Client report
As of 6/30/2026

Client ID,Household,Client Name,AUM,GDC,Client Since,SSN,Notes,Hours
1,Smith,Jane Smith,"$1,200,000","9,000",3/4/2010,123-45-6789,likes golf,12
2,Smith,John Smith,"$800,000",abc,13/40/2011,123-45-6780,,x
3,Jones,Al Jones,"(5,000)","1,000",2015-02-03,,"<b>bold</b>",-4
4,,Mia Moe,,12,5/6/2019,,,,extra
,,,,,,,,
Total,,,"$1,995,000","10,012",,,,
Confidential
`

func TestAccountOfAMessyFile(t *testing.T) {
	page, _ := opened(t, messy, "#/tiers")
	page.See("heading", "4 clients, $2 million under management, $10,012 GDC. 4 cells and 1 line could not be read.")
	page.Wait("the day that the file names", `document.querySelector("main").innerText.includes("taken as of June 30, 2026. Another date")`)
	account := text(page, "account")
	for _, want := range []string{
		"The file names the day to which it is true: June 30, 2026.",
		"Became a client\n4", "Set aside, for they are no clients\n6", "Rows in the file\n10", "$1,995,000.00", "$10,012.00",
		"“SSN” holds tax numbers", "9 columns: 7 used, 1 kept as they are, 1 overwritten", "6 lines set aside: 2 above the headings, 2 blank, 1 total, 1 below the clients",
	} {
		if !strings.Contains(account, want) {
			t.Errorf("the account does not say %q:\n%s", want, account)
		}
	}
	page.Eval(`document.querySelectorAll("#account details, #problems details").forEach((d) => d.open = true)`, nil)
	page.Wait("every line of every kind", `document.querySelectorAll("#problems [data-row]").length === 5`)
	page.Wait("every line set aside", `document.querySelectorAll("#aside [data-row]").length === 6`)
	account, problems := text(page, "account"), text(page, "problems")
	for _, want := range []string{"Jane Smith", "Certain by heading", "Confidential", "As of 6/30/2026"} {
		if !strings.Contains(account, want) {
			t.Errorf("the account does not show %q:\n%s", want, account)
		}
	}
	for _, want := range []string{"“GDC”: No amount of money", "abc", "13/40/2011", "-4", "extra", "John Smith"} {
		if !strings.Contains(problems, want) {
			t.Errorf("the problems do not show %q:\n%s", want, problems)
		}
	}
	if all := text(page, "app"); strings.Contains(all, "123-45") {
		t.Error("a tax number is on the page")
	}

	// From a problem to the client it is of.
	page.Click("button", "abc")
	page.Click("link", "To the client")
	page.Wait("the client", `document.querySelector("h1").innerText.startsWith("John Smith")`)
	page.Screenshots("client-without-score")
}

// muddled is a list that is misread in most ways that a list can be: a revenue
// that is no revenue, a rating whose heading says nothing, words in figures, dates
// in either order, households in several rows.
const muddled = `Quarterly export
Prepared for J. Doe

Whose;Group;Firm Assets;Score;Client Since;Gross;Comment
Ann Archer;Archer;1.200.000,50;high;03/04/2009;9.100,00;golf
Bob Archer;Archer;300.000,00;high;05/06/2013;1.000,00;
Cy Dee;;70.000,00;7;07/08/2019;oops;
Di Eel;;80.000,00;low;09/10/2020;60,00;moved away
Ed Foe;;many;high;11/12/2021;2.000,00;
Total;;1.650.000,50;;;12.160,00;
`

func TestTheWholeWay(t *testing.T) {
	page, path := opened(t, muddled, "#/book")
	says(page, "account", "cells parted by semicolons")
	unfold(page)
	is := func(column, what string) {
		page.Wait(column+" to be "+what, fmt.Sprintf(`[...document.querySelectorAll("#columns tbody tr")].some((r) => r.innerText.startsWith(%q) && r.innerText.includes(%q))`, column, what))
	}

	// Three columns are what nobody could guess; a fourth is offered in its place.
	for _, c := range [][2]string{{"Firm Assets", "AUM"}, {"Score", "Future potential"}, {"Gross", "GDC"}} {
		column(page, c[0])
		page.Choose("combobox", "Read as", c[1])
		page.Click("button", "Read it so")
		is(c[0], c[1]+"\tYour choice")
	}
	page.Click("button", "Whose is Name")
	is("Whose", "Name\tYour choice")
	page.See("heading", "5 clients, $1.7 million under management, $12,160 GDC. 3 cells could not be read.")
	page.Screenshots("book-read")

	// What the file leaves open is answered in place.
	says(page, "asks", "No date in “Client Since” tells")
	page.Click("button", "Month first: 3/28/2019")
	silent(page, "asks", "No date in")
	says(page, "asks", "“Gross” does not say which time it covers")
	page.Click("button", "A quarter")
	page.See("heading", "5 clients, $1.7 million under management, $48,640 GDC. 3 cells could not be read.")

	// What could not be read is mended; what cannot be meant is refused.
	unfold(page)
	page.Click("button", "Say how the whole column is written")
	page.See("dialog", "“Score”")
	page.Choose("combobox", "The scale", "Figures: 7, 7.5, 8/10")
	page.Click("button", "Read it so")
	page.See("heading", "5 clients, $1.7 million under management, $48,640 GDC. 6 cells could not be read.")
	page.Click("button", "Undo how the list is read")
	page.See("heading", "5 clients, $1.7 million under management, $48,640 GDC. 3 cells could not be read.")
	unfold(page)
	page.Click("button", "7")
	page.Fill("textbox", "Read it as", "high")
	page.Click("button", "Read it so")
	page.See("heading", "5 clients, $1.7 million under management, $48,640 GDC. 2 cells could not be read.")
	unfold(page)
	page.Click("button", "oops")
	page.Fill("textbox", "Read it as", "lots")
	page.Click("button", "Read it so")
	page.Wait("a reason against it", `document.querySelector("dialog[open] [role=alert]")?.innerText.includes("no amount")`)
	page.Fill("textbox", "Read it as", "350")
	page.Screenshots("book-mend")
	page.Click("button", "Read it so")
	page.See("heading", "5 clients, $1.7 million under management, $50,040 GDC. 1 cell could not be read.")
	unfold(page)
	page.Click("button", "many")
	page.Fill("textbox", "Or leave the row out, because", "closed in May")
	page.Click("button", "Leave the row out")
	page.See("heading", "4 clients, $1.7 million under management, $42,040 GDC.")
	says(page, "account", "Left out by you")
	page.Wait("nothing left to mend", `!document.querySelector("#problems")`)

	// Each is a step back, and can be taken back by itself.
	page.Click("button", "Undo how the list is read")
	page.See("heading", "5 clients, $1.7 million under management, $50,040 GDC. 1 cell could not be read.")
	page.Click("button", "Redo how the list is read")
	page.See("heading", "4 clients, $1.7 million under management, $42,040 GDC.")
	unfold(page)
	says(page, "account", "closed in May")
	page.Eval(`[...document.querySelectorAll("#account li")].find((li) => li.innerText.includes("closed in May")).querySelector("button").click()`, nil)
	page.See("heading", "5 clients, $1.7 million under management, $50,040 GDC. 1 cell could not be read.")

	// The total is a client if the advisor says so.
	unfold(page)
	page.Click("button", "Total, not the sum of the rows above it")
	page.Click("button", "It is a client")
	page.See("heading", "6 clients")
	page.Click("button", "Undo how the list is read")
	page.See("heading", "5 clients")

	// After a reload the file is asked for, and another one is noticed.
	page.Click("link", "Privacy")
	keep(page)
	page.Reload()
	page.Click("link", "Book")
	page.See("heading", "5 clients, $1.7 million under management, $50,040 GDC.")
	unfold(page)
	column(page, "Comment")
	page.Choose("combobox", "Read as", "Left out")
	page.Click("button", "Read it so")
	page.See("dialog", "The file is needed again")
	other := filepath.Join(t.TempDir(), "clients.csv")
	if err := os.WriteFile(other, []byte(muddled+"More;;1;;;1;\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	page.SetFile(other)
	says(page, "need-file", "is not the one that this list was read from")
	page.SetFile(path)
	unfold(page)
	is("Comment", "Left out")
	page.See("heading", "5 clients, $1.7 million under management, $50,040 GDC.")
}

// column opens what a column can be changed to.
func column(page *browsertest.Page, heading string) {
	page.Wait("the column", fmt.Sprintf(`[...document.querySelectorAll("#columns tbody button")].some((b) => { if (b.innerText.startsWith(%q)) { b.click(); return true; } })`, heading))
	page.See("dialog", "“"+heading+"”")
}

// keep has the work kept for this tab.
func keep(page *browsertest.Page) {
	page.Click("button", "Keep it so")
	page.Wait("it to be kept", `document.querySelector("#keep-yes")?.disabled || document.querySelector("[id$=-yes]:disabled")`)
}

// headless is a list without headings.
const headless = `1001,Ann Archer,1200000,9100,2009-03-04,7
1002,Bob Baker,300000,1000,2013-05-06,8
1003,Cy Dee,70000,50,2019-07-08,3
1004,Di Eel,80000,60,2020-09-10,2
`

func TestAListWithoutHeadings(t *testing.T) {
	page, _ := opened(t, headless, "#/book")
	says(page, "asks", "The file has no headings")
	page.Wait("the columns, unasked", `document.querySelectorAll("#columns tbody tr").length === 6`)
	column(page, "Column 6")
	page.Choose("combobox", "Read as", "Likeability")
	page.Wait("how it may be written", `document.querySelector("#column-scale")`)
	page.Screenshots("book-column")
	page.Click("button", "Read it so")
	page.Wait("the column to be read so", `document.querySelector("#columns").innerText.includes("Likeability\tYour choice")`)
	page.Click("button", "Read it otherwise")
	page.Fill("textbox", "Line of the headings", "1")
	page.Choose("combobox", "Cells are parted by", "Commas")
	page.Click("button", "Read it so")
	page.See("heading", "3 clients")
	says(page, "account", "headings on line 1")
	page.Click("button", "Undo how the list is read")
	page.See("heading", "4 clients, $1.7 million under management, $10,210 GDC.")
}

// kin is a list in which several rows may be one client.
const kin = `Name,E-mail,Phone,AUM,GDC
Ann Archer,a@x.org,5551234567,100000,100
Bob Baker,a@x.org,,200000,200
Cy Dee,c@x.org,5559999999,300000,300
Di Dee,d@x.org,5559999999,400000,400
Ed Foe,e@x.org,5557777777,500000,n.v.
`

func TestHouseholdsAreReviewed(t *testing.T) {
	page, _ := opened(t, kin, "#/tiers")
	page.See("heading", "5 clients, $1.5 million under management")
	says(page, "asks", "2 groups of rows look like one each")
	page.Click("button", "Archer household")
	page.See("dialog", "One household?")
	page.Screenshots("book-household")
	page.Click("button", "Make them one client")
	page.See("heading", "4 clients, $1.5 million under management")
	says(page, "asks", "1 group of rows look like one each")
	page.Click("button", "Make them one client")
	page.See("heading", "3 clients, $1.5 million under management")
	page.Wait("nothing proposed", `!document.querySelector("#households")`)
	unfold(page)
	says(page, "account", "Archer household is one client of 2 rows.")

	// What could not be read is handed out with its row.
	page.CatchFiles()
	page.Eval(`document.querySelector("#problems-save").click()`, nil)
	_, saved := page.Caught()
	if want := "6,GDC,n.v.,No amount of money,Ed Foe,e@x.org,5557777777,500000,n.v.\r\n"; !strings.Contains(saved, want) {
		t.Errorf("the file says %q, and not %q", saved, want)
	}
}
