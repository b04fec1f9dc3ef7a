package book_test

import (
	"fmt"
	"testing"
)

// wait waits until a part of the page says something.
func wait(page interface{ Wait(what, js string) }, selector, text string) {
	page.Wait(text, fmt.Sprintf(`(document.querySelector(%q)?.innerText ?? "").replaceAll("\u00a0", " ").includes(%q)`, selector, text))
}

// TestCompleting adds a client, estimates hours for a tier and for two that are
// picked, leaves some out with a reason and counts them again.
func TestCompleting(t *testing.T) {
	page := book(t)
	wait(page, "#complete", "Future potential")
	page.Screenshots("book-complete")

	// A client that the list does not have.
	page.Click("button", "Add a client…")
	page.Click("button", "Add")
	page.Wait("a word on the missing name", `document.querySelector("dialog[open] [role=alert]")`)
	page.Fill("textbox", "Name", "Zora Quist")
	page.Fill("textbox", "AUM", "900k")
	page.Screenshot("book-add")
	page.Click("button", "Add")
	page.See("heading", "Zora Quist has too little data to be scored")
	page.Fill("textbox", "GDC", "7000")
	page.Press("Enter")
	page.See("heading", "Zora Quist has too little data to be scored")
	page.Fill("textbox", "Likeability", "8")
	page.Press("Enter")
	page.See("heading", "Zora Quist is in ")
	page.Click("link", "Book")
	wait(page, "#complete", "1 client added")

	// Hours for all of a tier, the ones it has kept, and in their place.
	page.Click("button", "Bronze 90")
	shown(page, "90 clients")
	page.Click("button", "Estimate hours… For the 90 shown")
	wait(page, "dialog[open]", "of whom")
	page.Fill("textbox", "Hours a year for each", "2")
	page.Click("switch", "Also where hours are known already")
	wait(page, "dialog[open]", "90 clients get 2 h a year.")
	page.Screenshots("book-hours")
	page.Click("button", "Set the hours")
	page.Wait("180 hours", `[...document.querySelectorAll("#clients .tile")].some((t) => t.innerText.includes("180"))`)
	page.See("button", "Undo the hours")

	// By tier, for everybody.
	page.Click("button", "Bronze 90")
	shown(page, "301 clients")
	page.Eval(`document.querySelector("#all-hours").click()`, nil)
	wait(page, "dialog[open]", "hours already")
	page.Fill("textbox", "Platinum", "30")
	page.Press("Tab")
	page.Click("switch", "Also where hours are known already")
	wait(page, "dialog[open]", "301 clients get the hours of the tier each is in now.")
	page.Screenshots("book-by-tier")
	page.Click("button", "Set the hours")
	page.Wait("their sum", `[...document.querySelectorAll("#clients .tile")].some((t) => t.innerText.includes("2,858"))`)
	page.Press("Control+z")
	page.Click("button", "Bronze 90")
	shown(page, "90 clients")

	// Two that are picked, by meetings and calls.
	page.Click("button", "Pick clients")
	page.Wait("rows to pick", `document.querySelectorAll("#clients-table [data-row] [role=checkbox]").length > 2`)
	pick := func(row int, where, said string) {
		t.Helper()
		page.Eval(fmt.Sprintf(`document.querySelectorAll("#clients-table [data-row]")[%d].querySelector(%q).click()`, row, where), nil)
		wait(page, ".acts", said)
	}
	pick(0, "[role=checkbox]", "1 picked")
	pick(0, "td:nth-child(5)", "Press the clients that you mean.") // anywhere in the row does
	pick(0, "td:nth-child(5)", "1 picked")
	pick(1, "[role=checkbox]", "2 picked")
	page.Screenshots("book-pick")
	const picked = 2
	page.Wait("both rows to show it", fmt.Sprintf(`document.querySelectorAll("#clients-table [aria-checked=true]").length === %d`, picked))
	page.Click("button", fmt.Sprintf("Estimate hours… %d picked", picked))
	wait(page, "dialog[open]", "hours already")
	page.Click("radio", "By meetings and calls")
	page.Fill("textbox", "Meetings a year", "3")
	page.Fill("textbox", "Minutes a meeting", "60")
	page.Fill("textbox", "Calls a year", "0")
	page.Press("Tab")
	page.Click("switch", "Also where hours are known already")
	wait(page, "dialog[open]", "3 h a year.")
	page.Screenshots("book-contacts")
	page.Click("button", "Set the hours")
	page.Wait("the new sum", fmt.Sprintf(`[...document.querySelectorAll("#clients .tile")].some((t) => t.innerText.includes("%d"))`, 180+picked))

	// Leaving them out, and counting one of them again.
	page.Click("button", fmt.Sprintf("Leave out… %d picked", picked))
	page.Fill("textbox", "Reason", "moved abroad")
	page.Click("button", "Leave out")
	wait(page, "#complete", fmt.Sprintf("Left out of the analysis: %d", picked))
	wait(page, "#complete", "moved abroad")
	page.Screenshots("book-out")
	page.Eval(`document.querySelector(".outs button").click()`, nil)
	wait(page, "#complete", fmt.Sprintf("Left out of the analysis: %d", picked-1))
	page.See("button", "Undo counting clients again")
}
