package book_test

import (
	"testing"

	"tierbook/app/browsertest"
)

// TestManyAreDecidedAbout: from the clients that are shown, or picked, one step
// leads to what is done about them all, with who they are and the effect before
// it is done.
func TestManyAreDecidedAbout(t *testing.T) {
	page := browsertest.Sample(t)
	page.Eval(`location.hash = "#/book/tiers/16"`, nil)
	page.Wait("a tier", `document.querySelector("#some-decide")`)
	const effect = `(document.querySelector("#bulk [aria-live]")?.textContent ?? "")`
	const planned = `[...document.querySelectorAll("#plan-actions tbody tr")]`

	// All of a tier are handed over.
	page.Click("button", "Decide… For the 90 shown")
	page.See("heading", "Decide about 90 clients")
	page.Choose("combobox", "What to do", "Hand over")
	page.Wait("that some are left out", `document.querySelector("#bulk-settled")?.checked && parseInt(`+effect+`) < 90`)
	page.Eval(`document.querySelector("#bulk-settled").click()`, nil)
	page.Wait("the effect", effect+`.startsWith("90 clients are changed") && `+effect+`.includes("of cost stays behind")`)
	page.Wait("who they are", `document.querySelector("#bulk summary").textContent.match(/^[^,]+, [^,]+, [^,]+ and 87 more$/)`)
	page.Eval(`document.querySelector("#bulk summary").click()`, nil)
	page.Wait("what is done with each", `document.querySelectorAll("#bulk .outs li").length === 61 && document.querySelector("#bulk .outs li").textContent.includes(": Hand over")`)
	page.Screenshots("many")
	page.Click("button", "Add to plan")
	page.Click("button", "Undo")
	page.Wait("the dialog to be gone", `!document.querySelector("dialog[open]")`)
	page.Eval(`location.hash = "#/plan"`, nil)
	page.See("heading", "Nothing is planned yet.")

	// Two who are picked pay a fee of one's own, with a note of one's own.
	page.Eval(`location.hash = "#/book/tiers/16"`, nil)
	page.Wait("the tier again", `document.querySelectorAll("#clients-table [data-row]").length > 5`)
	page.Click("button", "Pick clients")
	page.Wait("boxes", `document.querySelectorAll("#clients-table [role=checkbox]").length > 5`)
	for k := range 2 {
		page.Eval(`document.querySelectorAll("#clients-table [role=checkbox]")[`+string(rune('0'+k))+`].click()`, nil)
		page.Wait("it to be picked", `document.querySelectorAll("#clients-table [aria-checked=true]").length === `+string(rune('1'+k)))
	}
	page.Click("button", "Decide… 2 picked")
	page.Choose("combobox", "What to do", "A minimum fee")
	page.Fill("textbox", "Each brings at least, a year before payout", "9000")
	page.Fill("textbox", "Note", "our minimum")
	page.Wait("the effect on the two", effect+`.startsWith("2 clients are changed") && `+effect+`.includes("Fee")`)
	page.Click("button", "Add to plan")
	page.Eval(`location.hash = "#/plan"`, nil)
	page.Wait("both in the plan", planned+`.length === 2 && `+planned+`.every((r) => r.textContent.includes("Charge $"))`)
	page.Eval(planned+`[0].click()`, nil)
	page.Wait("the note", `document.getElementById("action-note")?.value === "our minimum"`)
	page.Press("Escape")

	// What is decided now is measured against that.
	gain := `document.getElementById("heading").textContent.match(/\$[\d,]+/)[0]`
	var fees string
	page.Eval(gain, &fees)
	page.Eval(`location.hash = "#/book/tiers/16"`, nil)
	page.Wait("the tier again", `document.querySelectorAll("#clients-table [data-row]").length > 5`)
	page.Click("button", "Decide… 2 picked")
	page.Choose("combobox", "What to do", "Keep on purpose")
	page.Wait("the fees to be missed", effect+`.includes("changes by −`+fees+` from what it is with your plan now") && `+effect+`.includes("2 are decided already")`)
	page.Click("button", "Add to plan")
	page.Wait("the question why", `document.activeElement.id === "bulk-note" && document.getElementById("bulk-note-problem")`)
	page.Click("button", "Cancel")
}
