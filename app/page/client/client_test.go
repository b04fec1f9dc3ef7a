package client_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"tierbook/app/browsertest"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }

// client opens a client of the sample.
func client(t *testing.T, name string) *browsertest.Page {
	t.Helper()
	page := browsertest.Sample(t)
	page.Click("link", "Book")
	page.Fill("searchbox", "Search", name)
	page.Click("link", name)
	at(page, name)
	return page
}

// at waits until a client is shown.
func at(page *browsertest.Page, name string) {
	page.Wait(name, fmt.Sprintf(`document.querySelector("h1").innerText.startsWith(%q)`, name))
}

func text(page *browsertest.Page, selector string) (text string) {
	page.Eval(fmt.Sprintf(`document.querySelector(%q)?.innerText ?? ""`, selector), &text)
	return text
}

func TestClient(t *testing.T) {
	page := client(t, "Esther Eklund")
	page.See("heading", "Esther Eklund is in Platinum: rank 20 of 300, and carries a loss of $492.")
	for card, wants := range map[string][]string{
		"#score":      {"63.83\t25\t1,595.75", "Sum\t\t\t100\t7,540.45", "Score: 7,540.45 ÷ 100 = 75.40"},
		"#profit":     {"$2,779.78", "90% payout", "$2,501.80", "$196,000 × 10.15 of 2,183.05 h", "−$911.29", "−$492.45", "−19.7%"},
		"#views":      {"in two of three views", "−$492", "−$2,549", "$355"},
		"#tier":       {"72.38", "75.40", "By score this is the best tier there is."},
		"#mend":       {"$547.17", "0.65%", "$83,737.03", "8.47 h", "1.68 h less than now", "−$2,501.80"},
		"#attributes": {"Consultant", "Skiing"},
	} {
		got := text(page, card)
		for _, want := range wants {
			if !strings.Contains(strings.ReplaceAll(got, "\u00a0", " "), want) {
				t.Errorf("%s does not say %q:\n%s", card, want, got)
			}
		}
	}
	// Every figure explains itself, down to the division.
	page.Eval(`document.querySelectorAll("details").forEach((d) => d.open = true)`, nil)
	for selector, want := range map[string]string{
		"#score details":  "100 × (2 × 191 + 1) ÷ (2 × 300) = 63.83 points",
		"#profit details": "$911.29 is $196,000.00 × 609 ÷ 130,983 minutes.",
	} {
		if got := text(page, selector); !strings.Contains(got, want) {
			t.Errorf("it does not say %q:\n%s", want, got)
		}
	}
	page.Screenshots("client")
}

func TestLock(t *testing.T) {
	page := client(t, "Esther Eklund")
	page.Click("button", "Lock in a tier…")
	page.Click("radio", "Bronze")
	page.Click("button", "Lock")
	page.Wait("a word on the missing reason", `document.querySelector("dialog[open] [role=alert]")`)
	page.Fill("textbox", "Reason", "moves to Bob's desk")
	page.Screenshot("client-lock")
	page.Click("button", "Lock")
	page.See("heading", "Esther Eklund is locked in Bronze, with rank 20 of 300 by score, and")
	if got := text(page, "#tier"); !strings.Contains(got, "Locked in Bronze by you. The score would lead to Platinum.") || !strings.Contains(got, "moves to Bob's desk") {
		t.Errorf("the tier card says\n%s", got)
	}
	page.See("button", "Undo the lock")
	page.Eval(`[...document.querySelectorAll(".toast button")].find((b) => b.innerText === "Undo").click()`, nil)
	page.See("heading", "Esther Eklund is in Platinum: rank 20 of 300")
	page.Press("Control+y")
	page.See("heading", "Esther Eklund is locked in Bronze")
	page.Click("button", "Let the score decide")
	page.Wait("the message", `[...document.querySelectorAll(".toast button")].some((b) => b.innerText === "Undo")`)
	page.Press("Control+z")
	page.See("heading", "Esther Eklund is locked in Bronze")
	page.Wait("its Undo to be gone, as that would take back something else", `![...document.querySelectorAll(".toast button")].some((b) => b.innerText === "Undo")`)
	page.Click("button", "Let the score decide")
	page.See("heading", "Esther Eklund is in Platinum")
}

// TestNeighbours walks through the table that was looked at last.
func TestNeighbours(t *testing.T) {
	page := client(t, "Esther Eklund")
	page.Click("link", "To the list")
	page.Fill("searchbox", "Search", "")
	page.Click("button", "Bronze 90")
	page.Click("button", "Profit")
	page.Click("button", "Profit")
	page.Wait("the greatest losses", `document.querySelector("#clients .tile b").innerText === "90 clients" && document.querySelector("#clients-table [aria-sort=ascending]")?.innerText === "Profit"`)
	page.Drawn()
	var names []string
	page.Eval(`[...document.querySelectorAll("#clients-table [data-row] a")].slice(0, 4).map((a) => a.innerText)`, &names)
	page.Eval(`document.querySelector("#clients-table [data-row] a").click()`, nil)
	at(page, names[0])
	if got := text(page, ".between"); !strings.Contains(got, "1 of 90") {
		t.Errorf("the place is %q", got)
	}
	var none bool
	page.Eval(`document.querySelector("#before").getAttribute("aria-disabled") === "true" && !document.querySelector("#before").href`, &none)
	if !none {
		t.Error("there is a way before the first")
	}
	page.Click("link", "Next client")
	at(page, names[1])
	if focus := page.Focused(); focus != "heading" {
		t.Errorf("the focus is on %s", focus)
	}
	page.Press("ArrowRight")
	at(page, names[2])
	page.Press("ArrowRight")
	at(page, names[3])
	page.Press("ArrowLeft")
	at(page, names[2])
	page.Click("link", "Previous client")
	at(page, names[1])
	var said string
	page.Eval(`document.querySelector("#live").textContent`, &said)
	if !strings.HasPrefix(said, names[1]) {
		t.Errorf("a screen reader hears %q", said)
	}
	var address string
	page.Eval("location.href + document.title", &address)
	for _, name := range strings.Fields(strings.Join(names, " ")) {
		if strings.Contains(address, name) {
			t.Errorf("%q is in the address or the title: %s", name, address)
		}
	}
}

func TestClientWhoIsNotThere(t *testing.T) {
	page := client(t, "Esther Eklund")
	page.Eval(`location.hash = "#/client/999999"`, nil)
	page.See("heading", "This client is not in the list that is open now.")
	page.Click("link", "To the client list")
	page.See("table", "Clients")
}

// TestValues corrects what the file says in place, brings it back, and leaves
// the client out and counts it again.
func TestValues(t *testing.T) {
	page := client(t, "Esther Eklund")
	aum := page.Value("textbox", "AUM")
	page.Fill("textbox", "AUM", "1.2m")
	page.Press("Enter")
	page.See("button", "Back to the file’s AUM")
	page.Wait("the new figure", `document.querySelector(".lede").innerText.startsWith("$1,200,000")`)
	if got := text(page, "#values"); !strings.Contains(got, "1 is your own") || !strings.Contains(got, "Your own. The file says $"+aum) {
		t.Errorf("beside %s stands\n%s", aum, got)
	}
	page.Fill("textbox", "Likeability", "9")
	page.Press("Tab")
	page.See("button", "Back to the file’s Likeability")
	page.Fill("textbox", "Household", "Eklund and Daughters")
	page.Press("Enter")
	page.See("button", "Back to the file’s Household")
	page.Fill("textbox", "Service hours", "")
	page.Press("Enter")
	page.Wait("the standard to be assumed", `document.querySelector(".lede").innerText.includes("so the standard of")`)
	page.Screenshots("client-values")
	page.Click("button", "Back to the file’s AUM")
	page.Wait("the former figure", fmt.Sprintf(`document.querySelector("#value-aum").value === %q`, aum))
	if focus := page.Focused(); focus != "value-aum" {
		t.Errorf("the focus is on %s", focus)
	}
	page.Fill("textbox", "Name", "Esther Eklund-Ray")
	page.Press("Enter")
	page.See("heading", "Esther Eklund-Ray is in Platinum")
	page.Press("Control+z")
	page.See("heading", "Esther Eklund is in Platinum")

	page.Click("button", "Leave out of the analysis…")
	page.Click("button", "Leave out")
	page.Wait("a word on the missing reason", `document.querySelector("dialog[open] [role=alert]")`)
	page.Fill("textbox", "Reason", "moves to Bob's desk")
	page.Click("button", "Leave out")
	page.See("heading", "Esther Eklund is left out of the analysis.")
	page.Screenshot("client-left-out")
	page.Click("button", "Count this client again")
	page.See("heading", "Esther Eklund is in Platinum")
	page.See("button", "Undo counting clients again")
}

// Of a client whose GDC is not known nothing is said of a loss, nor of what
// would mend it.
func TestUnknownGDC(t *testing.T) {
	page := client(t, "Amir Becker")
	page.See("heading", "Its GDC is not known, so its profit can’t be told.")
	page.See("heading", "What comes in, and what it carries")
	main := text(page, "#main")
	for _, word := range []string{"certain", "How sure", "would mend", "carries a loss", "Profit"} {
		if strings.Contains(main, word) {
			t.Errorf("the page says %q:\n%s", word, main)
		}
	}
	if !strings.Contains(text(page, "#profit"), "Cost carried") {
		t.Errorf("the ledger is\n%s", text(page, "#profit"))
	}
	page.Screenshot("client-no-gdc")
	page.Click("link", "Tiers")
	page.Click("link", "1 of them has no GDC recorded")
	page.Wait("the one client", `document.querySelectorAll("#clients-table [data-row]").length === 1 && document.querySelector("#clients-table").innerText.includes("Amir Becker")`)
	if page.State("radio", "GDC not known", "checked") != "true" {
		t.Error("the filter does not say what it picks")
	}
}
