package rate_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"tierbook/app/browsertest"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }

// list has twenty clients without any rating. Four of them have too little to
// be scored by: of six factors they have one.
func list() string {
	var out strings.Builder
	out.WriteString("Client ID,Client Name,AUM,GDC,Client Since\n")
	for i := range 20 {
		since, gdc := fmt.Sprintf("20%02d-03-01", i+2), fmt.Sprint(500+i*900)
		if i%5 == 4 {
			since, gdc = "", ""
		}
		fmt.Fprintf(&out, "C%d,Client %c,%d,%s,%s\n", i+1, 'A'+i, 100_000+i*70_000, gdc, since)
	}
	return out.String()
}

// pass opens the list and goes to the pass.
func pass(t *testing.T) *browsertest.Page {
	t.Helper()
	page := browsertest.List(t, list())
	page.Eval(`location.hash = "#/rate/0"`, nil)
	page.Wait("a client", `document.querySelector("#rating h2 a")`)
	return page
}

// shown is the client that is shown.
func shown(page *browsertest.Page) (name string) {
	page.Eval(`document.querySelector("#rating h2 a")?.innerText ?? ""`, &name)
	return name
}

// next waits for another client than the one given.
func next(page *browsertest.Page, than string) string {
	page.Wait("another client than "+than, fmt.Sprintf(`(document.querySelector("#rating h2 a")?.innerText ?? %q) !== %[1]q`, than))
	return shown(page)
}

// TestAPassByKeyAndByTap rates clients by key and by tap, goes back and skips,
// and comes back to the same client after a reload in the middle.
func TestAPassByKeyAndByTap(t *testing.T) {
	page := pass(t)
	page.See("heading", "No client has a rating for future potential yet.")
	page.Screenshots("rate-start")
	first := shown(page)
	page.Press("7")
	second := next(page, first)
	page.See("heading", "19 of 20 clients have no rating for future potential yet.")
	page.Wait("what became of it", fmt.Sprintf(`document.querySelector("#just")?.innerText.startsWith("%s: 7.")`, first))
	page.Click("button", "3")
	third := next(page, second)
	page.Click("button", "Skip")
	fourth := next(page, third)
	page.Press("ArrowLeft")
	if got := next(page, fourth); got != third {
		t.Errorf("back leads to %s, want %s", got, third)
	}
	page.Press("ArrowLeft")
	if got := next(page, third); got != second {
		t.Errorf("back leads to %s, want %s", got, second)
	}
	if pressed := page.State("button", "3", "pressed"); pressed != "true" && pressed != true {
		t.Errorf("the rating it has is pressed: %v", pressed)
	}
	page.Press("+")
	if got := next(page, second); got != third {
		t.Errorf("after %s comes %s, want %s", second, got, third)
	}

	// A reload comes back to the same client, with all ratings.
	page.Saved()
	page.Reload()
	page.Wait("the client again", fmt.Sprintf(`document.querySelector("#rating h2 a")?.innerText === %q`, third))
	page.See("heading", "18 of 20 clients have no rating for future potential yet.")
	page.See("button", "Undo the rating")
	for n, name := 0, third; n < 18; n++ {
		page.Press(fmt.Sprint(n % 10))
		if n == 8 {
			page.Screenshots("rate-middle")
		}
		if n == 17 {
			page.See("heading", "Nobody is left")
			break
		}
		name = next(page, name)
	}
	page.See("heading", "All 20 clients are rated: future potential is known of everyone.")
	page.Screenshots("rate-done")
	page.Press("Control+z")
	page.See("heading", "1 of 20 clients has no rating for future potential yet.")
	page.Wait("the client back", `document.querySelector("#rating h2 a")`)
}

// On a phone every key of a pass, and the ways back and on, lie above the bar.
func TestKeysUnderTheThumb(t *testing.T) {
	page := pass(t)
	page.Resize(browsertest.Sizes[2])
	page.Wait("the keys in sight", `document.querySelectorAll(".level").length > 3 && [...document.querySelectorAll(".level, .steps button")].every((b) => b.getBoundingClientRect().bottom < innerHeight - 60 && b.getBoundingClientRect().width >= 44)`)
}
