package download_test

import (
	"os"
	"strings"
	"testing"

	"tierbook/app/browsertest"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }

// saved presses a button and gives the file that it hands out.
func saved(page *browsertest.Page, button string) (name, text string) {
	page.Click("button", button)
	return page.Caught()
}

// odd is a list of the kind that CRMs export, with what might go wrong in it.
const odd = "\"My CRM: export of June\"\r\n\r\nClient No;Full Name;Household;AUM (EUR);T12 GDC;Client Since;Potential;Segment;Remark\r\n" +
	"0017;\"Meyer; Anna\";Meyer;\"1.250.000,50\";9.800,00;31.12.2009;8;A;=HYPERLINK(\"http://x\")\r\n" +
	"0018;\"O'Neil, \"\"Bob\"\"\";;350.000,00;;1.5.2018;;B;-5\r\n" +
	"0019;Total Wine;;0,00;120,25;;10;;+1 555 1234\r\n" +
	"0020;\u202eliU;Meyer;20.000,00;88,00;7.7.2020;3,5;@home;\"two\nlines\"\r\n" +
	"Total;;;1.620.000,50;10.008,25;;;;\r\n"

func TestClientsAreHandedOutAndComeBack(t *testing.T) {
	page := browsertest.List(t, odd)
	page.CatchFiles()
	page.Click("link", "Book")
	name, first := saved(page, "Download as CSV")
	if !strings.HasPrefix(name, "tierbook-clients-20") || !strings.HasSuffix(name, ".csv") {
		t.Errorf("the file is called %s", name)
	}
	for _, want := range []string{
		"\ufeffClient ID,Name,Household,AUM (EUR),GDC (EUR),Client since,Future potential,Tierbook number,Tierbook tier,",
		"0017,\"Meyer; Anna\",Meyer,1250000.50,9800.00,2009-12-31,8,1,", ",A,\"'=HYPERLINK(\"\"http://x\"\")\"\r\n",
		"0018,\"O'Neil, \"\"Bob\"\"\",,350000.00,,2018-05-01,,2,", ",B,-5\r\n",
		"0019,Total Wine,,0.00,120.25,,10,3,", ",'+1 555 1234\r\n",
		"0020,⟦U+202E⟧liU,Meyer,20000.00,88.00,2020-07-07,3.5,4,", ",'@home,\"two\nlines\"\r\n",
	} {
		if !strings.Contains(first, want) {
			t.Errorf("the file does not hold %q:\n%s", want, first)
		}
	}
	if n := strings.Count(first, "\r\n"); n != 5 {
		t.Errorf("the file has %d rows, want the headings and four clients", n)
	}

	page.Click("button", "Bronze")
	page.Wait("fewer clients", `document.querySelector("#download-clients").textContent === "Download these as CSV"`)
	page.Wait("the table to be at rest", `document.querySelectorAll("#clients-table [data-row] a").length === 1`)
	if _, some := saved(page, "Download these as CSV"); strings.Count(some, "\r\n") != 2 {
		t.Errorf("of the filtered table it hands out\n%s", some)
	}

	page.Click("link", "Tiers")
	name, tiers := saved(page, "Download this report as CSV")
	if !strings.HasPrefix(name, "tierbook-tiers-20") || !strings.Contains(tiers, "\r\nPractice,4,1620000.50,10008.25,10008.25,") || strings.Contains(tiers, "Owner") {
		t.Errorf("%s holds\n%s", name, tiers)
	}

	page.SetFile(browsertest.File(t, "again.csv", first))
	page.Wait("the comparison", `location.hash === "#/update" && document.querySelector("#how")`)
	page.See("heading", "All 4 rows of the new file are clients of yours.")
	page.Click("radio", "Replace my list")
	page.Wait("the way to be taken", `document.querySelector("#finish").textContent === "Replace my list"`)
	page.Click("button", "Replace my list")
	page.Wait("the list", `location.hash === "#/book" && document.querySelector("#download-clients")`)
	page.Click("link", "Book")
	page.See("heading", "4 clients")
	if _, second := saved(page, "Download as CSV"); second != first {
		t.Errorf("opened again and handed out again it holds\n%s, before\n%s", second, first)
	}
}

// TestASheetIsFilledIn hands the sheet for ratings to an assistant, who makes a
// mistake in it.
func TestASheetIsFilledIn(t *testing.T) {
	page := browsertest.List(t, odd)
	page.CatchFiles()
	page.Click("link", "Book")
	name, sheet := saved(page, "Sheet to fill in")
	if !strings.HasPrefix(name, "tierbook-ratings-20") || !strings.Contains(sheet, "\r\n3,Total Wine,,10,,\r\n") {
		t.Errorf("%s holds\n%s", name, sheet)
	}
	page.SetFile(browsertest.File(t, "filled.csv", strings.Replace(sheet, "3,Total Wine,,10,,", "3,Total Wine,,9,7,lots", 1)))
	page.See("dialog", "Not all of the sheet could be read")
	page.Wait("what is wrong", `document.querySelector("#unfilled").innerText.includes("Line 4, Referrals: “lots” is no number.")`)
	page.Press("Escape")
	page.Wait("the dialog to go", `!document.querySelector("#unfilled[open]")`)
	page.SetFile(browsertest.File(t, "filled.csv", strings.Replace(sheet, "3,Total Wine,,10,,", "3,Total Wine,,9,7,2", 1)))
	page.Wait("the word", `document.querySelector(".toasts").innerText.includes("3 ratings of 1 client were taken from the sheet.")`)
	if _, again := saved(page, "Sheet to fill in"); !strings.Contains(again, "\r\n3,Total Wine,,9,7,2\r\n") {
		t.Errorf("afterwards it holds\n%s", again)
	}
	page.Click("button", "Undo the ratings of a sheet")
	page.Wait("the button to redo", `document.querySelector("#redo").getAttribute("aria-disabled") !== "true"`)
}

// TestLocksComeBack hands out who is locked where, opens the list anew, in
// which nobody is, and opens the sheet.
func TestLocksComeBack(t *testing.T) {
	page := browsertest.List(t, odd)
	page.CatchFiles()
	page.Click("link", "Book")
	page.Click("link", "Total Wine")
	page.Click("button", "Lock in a tier…")
	page.Wait("the question", `document.querySelector("dialog[open]") && document.getAnimations().length === 0`)
	page.Fill("textbox", "Reason", "our landlord")
	page.Click("button", "Lock")
	page.Wait("the lock", `document.body.innerText.includes("our landlord")`)
	page.Click("link", "Book")
	page.Wait("the whole place", `!document.querySelector("#account .skeleton") && document.querySelector("#clients-table [data-row] a")`)
	name, sheet := saved(page, "Locks as CSV")
	if !strings.HasPrefix(name, "tierbook-locks-20") || !strings.HasPrefix(sheet, "\ufeffTierbook number,Name,Tier,Reason\r\n3,Total Wine,") || !strings.HasSuffix(sheet, ",our landlord\r\n") {
		t.Errorf("%s holds\n%s", name, sheet)
	}
	page.Press("Control+z")
	page.Wait("no lock", `!document.querySelector("#locks-sheet")`)
	page.SetFile(browsertest.File(t, "locks.csv", sheet))
	page.Wait("the word", `document.querySelector(".toasts").innerText.includes("1 lock was taken from the sheet.")`)
	if _, again := saved(page, "Locks as CSV"); again != sheet {
		t.Errorf("afterwards it holds\n%s", again)
	}
}
