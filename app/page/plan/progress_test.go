package plan_test

import (
	"strings"
	"testing"

	"tierbook/app/browsertest"
)

// june is a list in which Bob Ray carries a loss; in july he pays what was
// agreed.
const june = `Client ID,Name,AUM,GDC,Hours
A1,Ann Lee,"1,250,000","90,000",20
A2,Bob Ray,"350,000",900,10
A3,Cy Day,"620,000","8,000",10
A4,Dee Fox,"90,000",100,3
`

var july = strings.Replace(june, ",900,", `,"3,900",`, 1)

// agreed opens june and plans a fee of 3,000 for Bob Ray.
func agreed(t *testing.T) *browsertest.Page {
	t.Helper()
	page := browsertest.List(t, june)
	page.Practice()
	page.Fill("textbox", "Employee wages", "$20k")
	page.Eval(`location.hash = "#/repair/2"`, nil)
	page.See("heading", "Bob Ray")
	page.Click("radio", "Charge for the service")
	page.Fill("textbox", "Fee a year, before payout", "3000")
	page.Wait("what it comes to", `document.querySelector("#figures .note").textContent.includes("+$3,000 for the practice")`)
	page.Click("button", "Add to plan")
	page.Eval(`location.hash = "#/plan"`, nil)
	page.See("heading", "The plan brings your practice $3,000 more a year.")
	return page
}

// renew takes july in.
func renew(t *testing.T, page *browsertest.Page) {
	t.Helper()
	page.SetFile(browsertest.File(t, "july.csv", july))
	page.Wait("the comparison", `location.hash === "#/update" && document.querySelector("#compared li")`)
	page.Click("button", "Update my list")
	page.Wait("the new list", `location.hash === "#/book"`)
	page.Eval(`location.hash = "#/plan"`, nil)
}

// look opens the dialog about the one action.
func look(page *browsertest.Page) {
	page.Wait("the action", `document.querySelector("#plan-actions tbody tr")`)
	page.Eval(`document.querySelector("#plan-actions tbody tr").click()`, nil)
	page.See("combobox", "Status")
}

// TestWhatIsDoneCountsOnce: a list opened on the day on which an action was
// marked as done has it already.
func TestWhatIsDoneCountsOnce(t *testing.T) {
	page := agreed(t)
	look(page)
	page.Choose("combobox", "Status", "Done")
	page.Wait("when, and what of it the list has", `document.getElementById("action-on").value === new Date().toLocaleDateString("sv") && document.getElementById("action").textContent.includes("which does not have it: the plan adds it")`)
	page.Screenshots("done")
	page.Press("Escape")
	page.See("heading", "The plan brings your practice $3,000 more a year.")
	renew(t, page)
	page.See("heading", "The plan leaves your profit as it is.")
	page.Wait("what it has brought", `document.querySelector(".plan .notice").innerText.includes("1 of 1 is done. By the list of today it has worked for 1 client. What is done has brought +$3,000 of revenue")`)
	if row := page.Tell(`document.querySelector("#practice-after tbody tr").innerText.replace(/\s+/g, " ")`); row != "Revenue $102,000 $102,000 $0" {
		t.Errorf("today and with the plan: %q", row)
	}
}

// TestWhatIsMarkedLateIsAsked: of what is marked as done once the newer list is
// open it is asked whether that has it.
func TestWhatIsMarkedLateIsAsked(t *testing.T) {
	page := agreed(t)
	renew(t, page)
	page.See("heading", "The plan brings your practice $3,000 more a year.")
	page.Wait("that it counts twice", `document.querySelector(".plan .notice").innerText.includes("1 more is in the list already and not marked as done, so it is counted twice")`)
	look(page)
	page.Choose("combobox", "Status", "Done")
	page.Wait("the question", `document.getElementById("action-in")`)
	page.Press("Escape")
	page.Wait("it beside the plan", `document.querySelector(".plan").innerText.includes("by its figures it has it")`)
	page.Screenshots("unsure")
	page.Click("button", "Yes, the list has it")
	page.See("heading", "The plan leaves your profit as it is.")
	look(page)
	page.Click("radio", "Not yet")
	page.Wait("it to count", `document.getElementById("heading").textContent.includes("brings your practice $3,000 more")`)
	page.Eval(`(() => { const e = document.getElementById("action-on"); e.focus(); e.value = "2020-03-31"; e.dispatchEvent(new Event("change", { bubbles: true })); e.blur(); })()`, nil)
	page.Wait("it to count no longer", `document.getElementById("heading").textContent === "The plan leaves your profit as it is."`)
}

// TestWhatTheListShowsIsMarked: what a newer list has already is marked as done
// in one go, counts no longer, and can be taken back.
func TestWhatTheListShowsIsMarked(t *testing.T) {
	page := agreed(t)
	renew(t, page)
	page.Wait("that it counts twice", `document.querySelector(".plan .notice").innerText.includes("so it is counted twice")`)
	page.Click("button", "The list shows it: mark it as done")
	page.See("heading", "The plan leaves your profit as it is.")
	page.Wait("what it has brought", `document.querySelector(".plan .notice").innerText.includes("1 of 1 is done. By the list of today it has worked for 1 client. What is done has brought +$3,000 of revenue") && !document.getElementById("mark")`)
	page.Press("Control+z")
	page.See("heading", "The plan brings your practice $3,000 more a year.")
}
