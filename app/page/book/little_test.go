package book_test

import (
	"testing"

	"tierbook/app/browsertest"
)

// few is clients of whom five bring less than 500; of one it is not known.
const few = `Name,AUM,GDC,Hours
Ann Lee,"1,250,000","90,000",20
Bob Ray,"350,000",400,10
Cy Day,"620,000","8,000",10
Dee Fox,"90,000",100,3
Eve Ash,"80,000",90,3
Fay Elm,"70,000",500,3
Gus Oak,"60,000",70,3
Hal Fir,"50,000",60,3
Ivy Yew,"40,000",,3
`

// TestWhoBringLittleAreHandedOver: those who bring less than an amount are shown
// by one field, decided about as shown, and picked all at once or from one to
// another.
func TestWhoBringLittleAreHandedOver(t *testing.T) {
	page := browsertest.List(t, few)
	page.Practice()
	page.Fill("textbox", "Employee wages", "$20k")
	page.Eval(`location.hash = "#/book"`, nil)
	page.Fill("textbox", "GDC below", "500")
	page.Wait("those who bring less", `document.querySelectorAll("#clients-table [data-row]").length === 5 && !/Fay|Ivy/.test(document.getElementById("clients-table").textContent)`)
	page.Screenshots("below")
	page.Click("button", "Decide… For the 5 shown")
	page.Choose("combobox", "What to do", "Hand over")
	page.Fill("textbox", "Share of the time you keep", "20")
	page.Wait("what is freed with the rest", `document.querySelector("#bulk [aria-live]").textContent.startsWith("5 clients are changed") && document.querySelector("#bulk [aria-live]").textContent.replace(/\u00a0/g, " ").includes("17.6 h freed")`)
	page.Screenshots("hand")
	page.Click("button", "Cancel")

	picked := `[...document.querySelectorAll("#clients-table [data-row]")].map((r) => r.querySelector("[aria-checked=true]") ? "x" : ".").join("")`
	page.Click("button", "Pick clients")
	page.Click("button", "All shown: pick 5")
	page.Wait("all of them", picked+` === "xxxxx"`)
	page.See("button", "Decide… 5 picked")
	page.Click("button", "Pick clients")
	page.Wait("none", `!document.getElementById("pick-all")`)
	page.Click("button", "Pick clients")
	page.Wait("boxes", `document.querySelectorAll("#clients-table [role=checkbox]").length === 5`)
	box := func(k string) string { return `document.querySelectorAll("#clients-table [role=checkbox]")[` + k + `]` }
	page.Eval(box("1")+`.click()`, nil)
	page.Wait("one", picked+` === ".x..."`)
	page.Eval(box("3")+`.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: true }))`, nil)
	page.Wait("those from the one to the other", picked+` === ".xxx."`)
	page.See("button", "Decide… 3 picked")
}
