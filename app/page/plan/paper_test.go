package plan_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tierbook/app/browsertest"
)

// manyLosers is a list of n clients with a loss and of ten who pay for them.
func manyLosers(n int) string {
	var b strings.Builder
	b.WriteString("Name,AUM,GDC,Hours,Held away\n")
	for k := range n {
		held := ""
		if k%3 == 0 {
			held = fmt.Sprint(50_000 + 1_000*k)
		}
		fmt.Fprintf(&b, "Alexandra and Bartholomew Client %d,%d,%d,%d,%s\n", k+1, 5_000+k%7*60_000, 100+k%5*150, 4+k%9, held)
	}
	for k := range 10 {
		fmt.Fprintf(&b, "Good %c,\"1,000,000\",\"90,000\",10,\n", 'A'+k)
	}
	return b.String()
}

// TestPaperIsTwoPages: a plan of a few clients and one of many takes two pages
// at most on either usual size, with and without margins; none is nearly empty,
// and what is not printed is said.
func TestPaperIsTwoPages(t *testing.T) {
	for _, n := range []int{30, 300} {
		page := browsertest.List(t, manyLosers(n))
		page.Practice()
		page.Fill("textbox", "Employee wages", "400k")
		page.Fill("textbox", "Overhead", "90k")
		page.Eval(`location.hash = "#/repair"`, nil)
		page.Click("button", "Decide about many at once")
		page.Wait("the effect", fmt.Sprintf(`document.querySelector("#bulk [aria-live]")?.textContent.startsWith("%d clients are changed")`, n))
		page.Click("button", "Add to plan")
		page.Eval(`location.hash = "#/plan"`, nil)
		page.Wait("the plan", `document.querySelectorAll("#plan-actions tbody tr").length >= 30`)
		page.Click("button", "Who and when: Charge for the service")
		page.Fill("textbox", "Who does it", "Kim Anderson")
		setDay(page, "all-due", "2027-03-31")
		page.Click("button", "Set for all")
		page.Rest()
		shown := 0
		page.Eval(`document.querySelectorAll("#plan-actions tbody tr").length`, &shown)
		for name, inches := range map[string][2]float64{"letter": {8.5, 11}, "a4": {8.27, 11.69}} {
			for _, margin := range []float64{0, 0.4} {
				name := fmt.Sprintf("%d-%s-%v", n, name, margin)
				pdf := page.PDF(inches[0], inches[1], margin)
				if browsertest.Shots != "" {
					must(t, os.MkdirAll(browsertest.Shots, 0o755))
					must(t, os.WriteFile(filepath.Join(browsertest.Shots, name+".pdf"), pdf, 0o600))
				}
				if pages := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(pdf, -1)); pages < 1 || pages > 2 {
					t.Errorf("%s takes %d pages", name, pages)
				}
			}
		}
		page.Call("Emulation.setEmulatedMedia", map[string]any{"media": "print"}, nil)
		if main := page.Text("main", ""); strings.Contains(main, "are not printed") != (n > shown) || n == 30 && shown != n || n == 300 && !strings.Contains(main, fmt.Sprintf("%d more are not printed", n-shown)) {
			t.Errorf("of %d there are %d on paper:\n%s", n, shown, main)
		}
	}
}
