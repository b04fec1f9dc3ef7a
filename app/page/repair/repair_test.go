package repair_test

import (
	"os"
	"strings"
	"testing"

	"tierbook/app/browsertest"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }

// sample opens the sample book at the walk.
func sample(t *testing.T) *browsertest.Page {
	t.Helper()
	page := browsertest.Sample(t)
	page.Eval(`location.hash = "#/repair"`, nil)
	page.Wait("the walk", `document.querySelector("#walk")`)
	return page
}

func TestLooks(t *testing.T) {
	page := sample(t)
	page.Screenshots("repair")
	page.Click("link", "Go through them one by one")
	page.Wait("a card", `document.querySelector("#add") && document.querySelector("#option-1")`)
	page.Screenshots("card")
}

const (
	name   = `document.getElementById("heading").textContent`
	place  = `document.querySelector(".steps span").textContent`
	chosen = `(document.querySelector("[name=option]:checked")?.closest("label").querySelector("b").textContent ?? "")`
)

// first goes to the first card of the walk.
func first(page *browsertest.Page) {
	page.Click("link", "Go through them one by one")
	page.Wait("the first card", place+` === "1 of 155"`)
}

// TestWalkByKeyboard goes through ten clients with the keyboard alone and uses
// every lever.
func TestWalkByKeyboard(t *testing.T) {
	page := sample(t)
	page.Eval(`document.querySelector("#walk").focus()`, nil)
	page.Press("Enter")
	page.Wait("the first card", place+` === "1 of 155"`)
	used := map[string]bool{}
	for k, lever := range []string{"Charge for the service", "Serve as Bronze", "Hand over", "Keep on purpose", "Let go", "Bring in more assets", "Cut the time", "Charge for the service", "Hand over", "Let go"} {
		var number int
		page.Eval(`[...document.querySelectorAll(".means b")].findIndex((b) => b.textContent.startsWith("`+lever+`")) + 1`, &number)
		var open bool
		if number > 0 {
			page.Eval(`!document.querySelectorAll("[name=option]")[`+string(rune('0'+number-1))+`].disabled`, &open)
		}
		if !open { // some have no such figure
			lever = "Let go"
			page.Eval(`[...document.querySelectorAll(".means b")].findIndex((b) => b.textContent === "Let go") + 1`, &number)
		}
		page.Press(string(rune('0' + number)))
		page.Wait("the choice of "+lever, chosen+`.startsWith("`+lever+`")`)
		used[lever] = true
		if lever == "Keep on purpose" {
			page.Press("Enter")
			page.Wait("the question why", `document.activeElement.id === "note" && document.getElementById("note-problem")`)
			page.Type("A school friend")
			page.Press("Tab")
		}
		was := page.Tell(name)
		page.Eval(`document.activeElement.blur()`, nil)
		page.Press("Enter")
		page.Wait("the next client", name+` !== `+quoted(was)+` && document.querySelector(".count").textContent.startsWith("`+page.Tell("154 - "+string(rune('0'+k)))+`")`)
	}
	if len(used) < 6 {
		t.Errorf("only %v were used", used)
	}
	at := page.Tell(name)
	page.Press("s")
	page.Wait("another", name+` !== `+quoted(at))
	next := page.Tell(name)
	page.Press("ArrowLeft")
	page.Wait("the client that was left for later", name+` === `+quoted(at))
	page.Press("ArrowRight")
	page.Wait("the next one again", name+` === `+quoted(next))
	page.Saved()
	page.Reload()
	page.Wait("the same client after a reload", name+` === `+quoted(next))
	page.Click("link", "All: to the walk as a whole")
	page.Wait("how far it has come", place+` === "10 of 155 decided"`)
	page.Click("link", "Go on where you stopped")
	page.Wait("the same client again", name+` === `+quoted(next))
}

func quoted(s string) string { return "`" + s + "`" }

// TestOneHanded walks on a tablet by taps alone: what is tapped is large enough
// and within the page, and the way on stays under the thumb.
func TestOneHanded(t *testing.T) {
	page := sample(t)
	page.Resize(browsertest.Size{Width: 834, Height: 1112, Touch: true})
	first(page)
	for range 3 {
		was := page.Tell(name)
		page.Wait("room for a finger", `[...document.querySelectorAll("label.lever, .walkbar > *")].every((e) => e.getBoundingClientRect().height >= 44) && document.documentElement.scrollWidth <= innerWidth`)
		page.Wait("the way on at the foot", `(() => { const r = document.getElementById("add").getBoundingClientRect(); return r.bottom <= innerHeight && r.top > innerHeight * 0.8 && r.width > innerWidth / 2; })()`)
		page.Click("radio", "Hand over")
		page.Wait("the choice", chosen+` === "Hand over" && document.getElementById("kept-revenue")`)
		page.Click("button", "Add to plan, next client")
		page.Wait("the next client", name+` !== `+quoted(was))
	}
	page.Click("button", "Undo what you decided")
	page.Wait("one to decide more", `document.querySelector(".count").textContent.startsWith("153")`)

	// On a phone all that is there for the thumb stands in one row.
	page.Resize(browsertest.Sizes[2])
	page.Wait("one row", `new Set([...document.querySelectorAll(".walkbar > *")].map((e) => { const r = e.getBoundingClientRect(); return Math.round(r.top + r.bottom); })).size === 1`)
}

// TestEveryCardBeginsAtItsTop: whoever has scrolled down to decide about one
// client is not left there with the next.
func TestEveryCardBeginsAtItsTop(t *testing.T) {
	page := sample(t)
	for _, size := range browsertest.Sizes[1:] {
		page.Resize(size)
		page.Eval(`location.hash = "#/repair"`, nil)
		page.Wait("the walk", `document.querySelector("#walk")`)
		page.Eval(`document.querySelector("#walk").click()`, nil)
		for _, way := range []string{"add", "skip", "before"} {
			page.Wait("a card", place+`?.includes(" of 155") && document.getElementById("so-far")`)
			was := page.Tell(name)
			page.Eval(`scrollTo(0, 900)`, nil)
			page.Wait("it further down", `scrollY > 300`)
			page.Eval(`document.getElementById("`+way+`").click()`, nil)
			page.Wait("the top of another after "+way, name+` !== `+quoted(was)+` && scrollY === 0 && document.activeElement.id === "heading"`)
		}
	}
}

// TestLinksComeBeforeTheChoice: who is linked to better clients is said above
// the levers, wherever the card is drawn in one column.
func TestLinksComeBeforeTheChoice(t *testing.T) {
	page := sample(t)
	first(page)
	for k := 0; ; k++ {
		var linked bool
		if page.Eval(`!!document.getElementById("links")`, &linked); linked {
			break
		}
		if k == 60 {
			t.Fatal("nobody is linked to better clients")
		}
		was := page.Tell(name)
		page.Press("ArrowRight")
		page.Wait("the next", name+` !== `+quoted(was)+` && document.getElementById("heading").ariaLabel !== "One moment"`)
	}
	for _, size := range browsertest.Sizes {
		page.Resize(size)
		page.Wait("the links above the levers", `document.getElementById("links").getBoundingClientRect().bottom <= document.querySelector(".walkcard .levers").getBoundingClientRect().top`)
	}
	page.Screenshots("linked")
}

// TestGroupsHaveRoom: on a phone the text of a group has the card's width.
func TestGroupsHaveRoom(t *testing.T) {
	page := sample(t)
	page.Resize(browsertest.Sizes[2])
	page.Wait("groups", `document.querySelectorAll("#groups .lever").length > 2`)
	page.Wait("room for what they say", `[...document.querySelectorAll("#groups .lever, #checks .lever")].every((e) => e.firstElementChild.clientWidth > 0.85 * e.clientWidth && e.scrollWidth <= e.clientWidth)`)
	page.Screenshots("groups")
}

// TestOwnFigures: a figure of the advisor's own says what it comes to, and what
// was decided is found again.
func TestOwnFigures(t *testing.T) {
	page := sample(t)
	first(page)
	page.Click("radio", "Charge for the service")
	page.Wait("what may be charged", `/^Within bounds: .*up to \$|^Within bounds: from \$.* to \$/.test(document.querySelector("#figures .hint")?.textContent)`)
	page.Fill("textbox", "Fee a year, before payout", "900")
	page.Wait("what it comes to", `document.querySelector("#figures .note").textContent.includes("+$810 for the practice") && document.querySelector("#figures .note").textContent.includes("does not meet")`)
	page.Fill("textbox", "Note", "as agreed")
	was := page.Tell(name)
	page.Click("button", "Add to plan, next client")
	page.Wait("the next", name+` !== `+quoted(was))
	page.Click("link", "Back to the client before")
	page.Wait("it again, as decided", name+` === `+quoted(was)+` && document.getElementById("fee")?.value === "900" && document.getElementById("note").value === "as agreed"`)
	page.Click("button", "Take out of the plan")
	page.Wait("it to be open again", `document.querySelector(".count").textContent.startsWith("155") && document.getElementById("add").textContent.startsWith("Add")`)
}

// TestGroups: many are decided about at once, after the effect was seen.
func TestGroups(t *testing.T) {
	page := sample(t)
	page.Wait("groups", `document.querySelectorAll("#groups .lever").length > 2`)
	n := page.Tell(`document.querySelector("#groups .lever b").textContent.match(/: (\d+) /)[1]`)
	page.Eval(`document.querySelector("#groups button").click()`, nil)
	page.Wait("the effect", `document.querySelector("#bulk .remarks")?.textContent.startsWith("`+n+` clients are changed")`)
	page.Choose("combobox", "What to do", "A minimum fee")
	page.Fill("textbox", "Each brings at least, a year before payout", "2500")
	page.Wait("the effect of a minimum fee", `document.querySelector("#bulk .remarks")?.textContent.includes("Fees are from")`)
	page.Screenshot("bulk")
	page.Click("button", "Add to plan")
	page.Wait("fewer to decide", `parseInt(document.querySelector(".count").textContent) < 155 && !document.querySelector("dialog[open]")`)
	page.Click("button", "Decide about many at once")
	page.Choose("combobox", "Whom", "All 90 Bronze clients")
	page.Choose("combobox", "What to do", "Hand over")
	page.Wait("those in question to be left out", `/^Leave out the \d+ about whom/.test(document.getElementById("bulk-settled")?.closest("label").textContent) && parseInt(document.querySelector("#bulk .remarks").textContent) < 90`)
	page.Eval(`document.getElementById("bulk-settled").click()`, nil)
	page.Wait("the effect of handing 90 over", `document.querySelector("#bulk .remarks")?.textContent.startsWith("90 clients are changed")`)
	page.Click("button", "Cancel")
	page.Click("button", "Show: 16 clients have been with you for less than twelve months")
	page.Wait("the clients in question", `document.querySelectorAll("#asked tbody tr").length === 16`)
}

// TestGrow: a good client is given the time of its tier from the list of those
// who lack it, and is then in the plan.
func TestGrow(t *testing.T) {
	page := sample(t)
	page.Wait("the good ones", `document.querySelectorAll("#under tbody tr").length > 3 && document.querySelectorAll("#top tbody tr").length === 5`)
	who := page.Tell(`document.querySelector("#under tbody a").textContent`)
	page.Eval(`document.querySelector("#under tbody a").click()`, nil)
	page.Wait("its card", `document.querySelector("#add") && `+name+`.includes(`+quoted(who)+`)`)
	page.Screenshots("grown")
	page.Click("radio", "Give it the time of Platinum")
	page.Wait("the choice", chosen+` === "Give it the time of Platinum"`)
	page.Click("button", "Add to plan")
	page.Wait("it to be planned", `document.querySelector("#grow")?.textContent.includes("1 client is in the plan already")`)
	if is := page.Tell(`document.querySelector("#under tbody a").textContent`); is == who {
		t.Error(who, "is still listed")
	}
	if lacks := page.Tell(`[...document.querySelectorAll("#steps tbody tr")].map((r) => r.children[4].textContent).join(" ")`); !strings.Contains(lacks, "$") {
		t.Errorf("to the next tier clients lack %q", lacks)
	}
}

// TestWalkbarIsOneLine: at a phone's width all ways on stand beside each other,
// also for a client about whom something is decided.
func TestWalkbarIsOneLine(t *testing.T) {
	page := sample(t)
	page.Resize(browsertest.Sizes[2])
	first(page)
	const line = `[...document.querySelectorAll(".walkbar > *")].every((e) => { const r = e.getBoundingClientRect(), a = document.getElementById("add").getBoundingClientRect(); return r.top < a.bottom && r.bottom > a.top && r.left >= 0 && r.right <= innerWidth && r.height >= 44; })`
	page.Wait("three in a line", line+` && document.querySelectorAll(".walkbar > *").length === 3`)
	page.Click("button", "Add to plan, next client")
	page.Wait("the next", place+` === "2 of 155"`)
	page.Click("link", "Back to the client before")
	page.Wait("three in a line again", `document.getElementById("skip").textContent === "Take out of the plan" && `+line)
}

// TestFigureThatIsNone: a figure that can't be read is not put into the plan as
// the one before it, of one client or of many, and shows no effect.
func TestFigureThatIsNone(t *testing.T) {
	page := sample(t)
	first(page)
	was := page.Tell(name)
	page.Click("radio", "Charge for the service")
	page.Fill("textbox", "Fee a year, before payout", "900")
	page.Wait("what it comes to", `document.querySelector("#figures .note").textContent.includes("for the practice")`)
	page.Fill("textbox", "Fee a year, before payout", "junk")
	page.Wait("no effect, and no way on", `document.querySelector("#figures .note").textContent === "" && document.getElementById("add").ariaDisabled === "true"`)
	page.Eval(`document.getElementById("add").click()`, nil)
	page.Wait("the same client, with nothing planned", name+` === `+quoted(was)+` && document.querySelector(".count").textContent.startsWith("155")`)
	page.Click("radio", "Hand over")
	page.Wait("another lever to be open", `document.getElementById("kept-revenue") && document.getElementById("add").ariaDisabled !== "true" && !document.querySelector("#figures .error")`)

	page.Click("link", "All: to the walk as a whole")
	page.Click("button", "Decide about many at once")
	page.Choose("combobox", "What to do", "A minimum fee")
	page.Fill("textbox", "Each brings at least, a year before payout", "700")
	page.Wait("the effect", `/^\d+ clients are changed/.test(document.querySelector("#bulk .remarks")?.textContent)`)
	page.Fill("textbox", "Each brings at least, a year before payout", "lots")
	page.Wait("no effect", `!document.querySelector("#bulk .remarks") && document.getElementById("bulk-yes").ariaDisabled === "true"`)
	page.Eval(`document.getElementById("bulk-yes").click()`, nil)
	page.Wait("the dialog still there", `document.querySelector("dialog[open]") && document.querySelector(".count").textContent.startsWith("155")`)
	page.Fill("textbox", "Each brings at least, a year before payout", "600")
	page.Wait("the effect again", `document.querySelector("#bulk .remarks") && document.getElementById("bulk-yes").ariaDisabled !== "true"`)
}

// TestRecommendedIsSeen: on a tablet and a phone what is chosen at first stands
// at the head of the levers.
func TestRecommendedIsSeen(t *testing.T) {
	page := sample(t)
	first(page)
	for range 6 {
		was := page.Tell(name)
		page.Wait("the first to be chosen", `document.querySelector("[name=option]:checked")?.id === "option-1" && document.querySelector(".lever .good")`)
		page.Press("ArrowRight")
		page.Wait("the next", name+` !== `+quoted(was)+` && document.getElementById("heading").ariaLabel !== "One moment"`)
	}
}
