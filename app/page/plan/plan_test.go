package plan_test

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"tierbook/app/browsertest"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }

// planned opens the sample book and decides about the first clients of the walk
// as recommended.
func planned(t *testing.T, n int) *browsertest.Page {
	t.Helper()
	page := browsertest.Sample(t)
	page.CatchFiles()
	page.Eval(`location.hash = "#/plan"`, nil)
	page.See("heading", "Nothing is planned yet.")
	page.Click("link", "To the clients with a loss")
	page.Click("link", "Go through them one by one")
	for k := range n {
		page.Wait("a card", `document.querySelector(".steps span")?.textContent.startsWith("`+string(rune('1'+k))+` of")`)
		if k == 1 {
			page.Click("radio", "Hand over")
			page.Wait("the choice", `document.getElementById("kept-revenue")`)
		}
		page.Click("button", "Add to plan, next client")
	}
	page.Wait("all of them", `document.querySelector(".count").textContent.startsWith("`+page.Tell("155 - "+string(rune('0'+n)))+`")`)
	page.Eval(`location.hash = "#/plan"`, nil)
	page.Wait("the plan", `document.querySelectorAll("#plan-actions tbody tr").length === `+string(rune('0'+n)))
	return page
}

// TestTiersComeToThePractice: by tier the plan says revenue, cost, profit,
// margin and return without it and with it, and the rows come to the practice.
func TestTiersComeToThePractice(t *testing.T) {
	page := planned(t, 4)
	var heads, wrong []string
	page.Eval(`[...document.querySelectorAll("#tiers-after thead th")].map((e) => e.textContent)`, &heads)
	if got := strings.Join(heads, " "); got != "Tier Plan Clients Revenue Cost Profit Margin Return Hours" {
		t.Errorf("the columns are %s", got)
	}
	page.Eval(`(() => {
		const number = (e) => Number(e.textContent.replace("(loss)", "").replace("−", "-").replace(/[^\d-]/g, "")) || 0;
		const rows = (part) => [...document.querySelectorAll("#tiers-after " + part + " tr")].map((r) => [...r.children]);
		const wrong = [];
		for (const with_ of ["today", "with it"]) {
			for (let k = 2; k < 6; k++) {
				const sum = (part) => rows(part).filter((r) => r[1].textContent === with_ || r[1].textContent === "either way").reduce((n, r) => n + number(r[k]), 0);
				if (Math.abs(sum("tbody") - sum("tfoot")) > 4) wrong.push(with_ + " column " + k + ": " + sum("tbody") + ", the practice " + sum("tfoot"));
			}
		}
		if (rows("tbody").length < 6 || !document.querySelector("#tiers-after tbody").textContent.includes("Left behind")) wrong.push("rows are missing");
		return wrong;
	})()`, &wrong)
	if len(wrong) > 0 {
		t.Errorf("%q", wrong)
	}

	// On a phone each row is a card, whose figures do not run into each other.
	page.Resize(browsertest.Sizes[2])
	page.Wait("every cell within its place", `[...document.querySelectorAll("#plan-actions td")].every((e) => e.scrollWidth <= e.clientWidth)`)
}

// TestTalkingSheets: what is written is kept with the plan, and printed as it
// stands, also while it is being typed, without what the page has to say.
func TestTalkingSheets(t *testing.T) {
	page := planned(t, 2)
	const paper = `document.querySelector(".talk > .paper")`
	page.Eval(`document.querySelector("#plan-actions tbody tr").click()`, nil)
	page.Click("link", "Talking sheet")
	page.Wait("its text", `document.getElementById("talk-text")?.value.includes("a year")`)
	talk := page.Tell(`document.getElementById("talk-text").value`)
	page.Focus("textbox", "Text")
	page.Press("Control+Home")
	page.Type("Dear both. ")
	page.Call("Emulation.setEmulatedMedia", map[string]any{"media": "print"}, nil)
	page.Eval(`dispatchEvent(new Event("beforeprint"))`, nil)
	if got := page.Tell(paper + `.innerText`); got != "Dear both. "+talk {
		t.Errorf("printed while being typed it says %q, want %q", got, "Dear both. "+talk)
	}
	if !strings.Contains(talk, "\n\n") || page.Tell(`document.querySelector(".main").innerText.trim()`) != page.Tell(`document.getElementById("heading").innerText+"\n"+`+paper+`.innerText`) {
		t.Errorf("on paper there is %q", page.Tell(`document.querySelector(".main").innerText`))
	}
	page.Call("Emulation.setEmulatedMedia", map[string]any{"media": ""}, nil)
	page.Click("link", "To the plan")
	page.Wait("the plan again", `document.querySelector("#plan-actions tbody tr")`)
	page.Eval(`document.querySelector("#plan-actions tbody tr").click()`, nil)
	page.Click("link", "Talking sheet")
	page.Wait("it as it was left", `document.getElementById("talk-text")?.value.startsWith("Dear both. ")`)
	page.Screenshots("talk")
	page.Click("button", "Write it anew from the figures")
	page.Wait("it as it was", `document.getElementById("talk-text").value === `+"`"+talk+"`"+` && !document.getElementById("talk-anew")`)
}

// TestDatesOfWhatIsDone: when it must have worked is in the calendar also once
// it is done; where nothing has a date the dialog says so.
func TestDatesOfWhatIsDone(t *testing.T) {
	page := planned(t, 2)
	page.Click("button", "Download the dates as a calendar")
	page.Click("button", "Download")
	page.Wait("why there is none", `document.querySelector("#ics[open] [role=alert]").textContent.includes("no date")`)
	page.Click("button", "Cancel")
	page.Eval(`document.querySelector("#plan-actions tbody tr").click()`, nil)
	page.See("combobox", "Status")
	page.Eval(`(() => { const e = document.getElementById("action-by"); e.focus(); e.value = "2027-06-30"; e.dispatchEvent(new Event("change", { bubbles: true })); e.blur(); })()`, nil)
	page.Choose("combobox", "Status", "Done")
	page.Wait("it to be done", `document.querySelector("#actions header small").textContent.startsWith("1 of 2")`)
	page.Press("Escape")
	page.Click("button", "Download the dates as a calendar")
	page.Click("button", "Download")
	if _, calendar := page.Caught(); strings.Count(calendar, "BEGIN:VEVENT") != 1 || !strings.Contains(calendar, "DTSTART;VALUE=DATE:20270630") || !strings.Contains(calendar, "SUMMARY:Has it worked?") {
		t.Errorf("the calendar holds\n%s", calendar)
	}
	page.Wait("the dialog to be gone", `!document.querySelector("dialog[open]")`)
}

// TestNamesOfPlans: a name that another plan has is refused where it is typed.
func TestNamesOfPlans(t *testing.T) {
	page := planned(t, 1)
	page.Fill("textbox", "Name of the plan worked on", "Mine")
	page.Wait("its name", `document.querySelector("#plan-list").textContent.includes("Mine (worked on)")`)
	page.Click("button", "Try another on a copy")
	page.Wait("two plans", `document.querySelectorAll("#plan-list tbody tr").length === 2`)
	page.Fill("textbox", "Name of the plan worked on", " mine ")
	page.Wait("the reason", `document.getElementById("plan-name-problem")?.textContent.includes("already called “Mine”")`)
	page.Fill("textbox", "Name of the plan worked on", "Theirs")
	page.Wait("another name", `document.querySelector("#plan-list").textContent.includes("Theirs (worked on)") && !document.getElementById("plan-name-problem")`)
}

func TestPlanIsDatedComparedAndHandedOut(t *testing.T) {
	page := planned(t, 6)
	page.Screenshots("plan")
	gain := page.Tell(`document.getElementById("heading").textContent`)
	if !strings.Contains(gain, "more a year") {
		t.Errorf("the plan says %q", gain)
	}

	// Who and when, for one and for many.
	page.Eval(`document.querySelector("#actions .lever button").click()`, nil)
	page.Fill("textbox", "Who does it", "Kim")
	page.Eval(`(() => { const e = document.getElementById("all-due"); e.focus(); e.value = "2027-03-31"; e.dispatchEvent(new Event("change", { bubbles: true })); e.blur(); })()`, nil)
	page.Click("button", "Set for all")
	page.Wait("the dates", `document.querySelector("#plan-actions").textContent.includes("Kim") && document.querySelector("#plan-actions").textContent.includes("Mar 31, 2027")`)
	// A second time it leaves them alone, until it says that it takes their place.
	again := func(over bool) {
		t.Helper()
		page.Eval(`document.querySelector("#actions .lever button").click()`, nil)
		page.Fill("textbox", "Who does it", "Lee")
		page.Fill("textbox", "What must be so", "all paid")
		if over {
			page.Click("switch", "Replace what single actions have")
		}
		page.Screenshot("for-all")
		page.Click("button", "Set for all")
		page.Rest()
	}
	again(false)
	if rows := page.Tell(`document.querySelector("#plan-actions").textContent`); strings.Contains(rows, "Lee") || !strings.Contains(rows, "Kim") {
		t.Errorf("what single actions have is gone: %s", rows)
	}
	again(true)
	page.Wait("another who", `document.querySelector("#plan-actions").textContent.includes("Lee")`)
	page.Eval(`document.querySelector("#actions .lever button").click()`, nil)
	page.Fill("textbox", "Who does it", "Kim")
	page.Click("switch", "Replace what single actions have")
	page.Click("button", "Set for all")
	page.Wait("the first again", `document.querySelector("#plan-actions").textContent.includes("Kim")`)

	page.Eval(`[...document.querySelectorAll("#plan-actions tbody tr")].find((r) => r.textContent.includes("Kim")).click()`, nil)
	page.Wait("what must be so, and what it does", `document.getElementById("action-state")?.value === "all paid" && document.getElementById("action").textContent.includes("The client’s own profit goes from")`)
	page.Choose("combobox", "Status", "Done")
	page.Wait("it to be done", `document.querySelector("#actions header small").textContent.startsWith("1 of 6")`)
	page.Screenshot("action")
	page.Click("link", "Talking sheet")
	page.See("heading", "Talking sheet for")
	page.Wait("its text", `document.getElementById("talk-text")?.value.includes("a year")`)
	page.Screenshot("talk")
	page.Fill("textbox", "Text", "Only this.")
	page.Wait("on paper as it was changed", `document.querySelector(".talk > .paper").textContent === "Only this."`)
	page.Click("link", "To the plan")
	page.Wait("the plan again", `document.querySelector("#plan-list")`)

	// Two scenarios.
	page.Click("button", "Try another on a copy")
	page.Wait("two plans", `document.querySelectorAll("#plan-list tbody tr").length === 2`)
	page.Fill("textbox", "Name of the plan worked on", "Hard way")
	page.Wait("its name", `document.querySelector("#plan-list").textContent.includes("Hard way (worked on)")`)
	page.Fill("textbox", "Employee wages: the part that goes away", "50")
	page.Wait("more gain", `document.getElementById("heading").textContent !== `+"`"+gain+"`")
	page.Eval(`document.querySelector("#plan-list tbody tr").click()`, nil)
	page.Wait("the first again", `document.getElementById("heading").textContent === `+"`"+gain+"`")

	// Out and read back.
	page.Click("button", "Download the plan as CSV")
	name, table := page.Caught()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(table, "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 7 || !strings.HasPrefix(name, "tierbook-plan-20") || !strings.Contains(table, "2027-03-31") || !strings.Contains(table, ",Done,Kim,") {
		t.Errorf("%s (%v) holds\n%s", name, err, table)
	}
	page.Click("button", "Download the dates as a calendar")
	page.Click("button", "Download")
	name, calendar := page.Caught()
	if !strings.HasSuffix(name, ".ics") || !strings.HasPrefix(calendar, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") || !strings.Contains(calendar, "DTSTART;VALUE=DATE:20270331\r\n") || !strings.HasSuffix(calendar, "END:VCALENDAR\r\n") {
		t.Errorf("%s holds\n%s", name, calendar)
	}
	who := page.Tell(`document.querySelectorAll("#plan-actions tbody tr")[1].firstElementChild.textContent`)
	if strings.Contains(calendar, who) {
		t.Errorf("the calendar names %s unasked", who)
	}
}
