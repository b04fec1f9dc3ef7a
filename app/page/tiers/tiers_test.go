package tiers_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tierbook/app/browsertest"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }

// What can't be is said under the field, once, and Escape brings back what was.
func TestRefusalsStandUnderTheField(t *testing.T) {
	page := browsertest.Sample(t)
	refused := func(id, typed, was, want string) {
		t.Helper()
		page.Eval(`document.getElementById("`+id+`").select()`, nil)
		page.Type(typed)
		page.Press("Tab")
		page.Wait("why "+typed+" can’t be", `document.getElementById("`+id+`-problem")`)
		page.Eval(`document.getElementById("`+id+`").focus()`, nil)
		page.Press("Enter")
		page.Drawn()
		if got := page.Tell(`document.getElementById("` + id + `-problem").textContent + "|" + document.getElementById("` + id + `").ariaInvalid + "|" + document.querySelectorAll(".toast").length`); got != want+"|true|0" {
			t.Errorf("%s as %s: %s", id, typed, got)
		}
		page.Press("Escape")
		page.Wait("the former value", `document.getElementById("`+id+`").value === "`+was+`" && !document.getElementById("`+id+`-problem")`)
	}
	refused("tier-name-1", "Gold", "Platinum", "Another tier is already called “Gold”.")
	page.Choose("combobox", "Cut by", page.Tell(`document.querySelector('#cut-method option[value=scores]').text.trim()`))
	page.Wait("the scores", `document.getElementById("cut-scores-1")`)
	refused("cut-scores-1", "50", "75", "Platinum can’t start below Gold, which starts at 55.")
}

func TestBands(t *testing.T) {
	page := browsertest.Sample(t)
	page.Click("radio", "Your own bands")
	page.Wait("the bands", `document.getElementById("band-from-3")?.value === "250,000"`)
	page.Fill("textbox", "Band 3 from", "50000")
	page.Wait("the reason in dollars", `document.getElementById("band-from-3-problem")?.textContent === "This must be more than $100,000, where band 2 starts."`)
	page.Focus("textbox", "Band 3 from")
	page.Press("Escape")
	page.Wait("the former start", `document.getElementById("band-from-3").value === "250,000"`)
	for _, size := range []browsertest.Size{browsertest.Sizes[0], browsertest.Sizes[len(browsertest.Sizes)-1]} {
		page.Resize(size)
		page.Wait("a band to a row, within the page", `(() => {
			const rows = [...document.querySelectorAll(".bands li")];
			return rows.length === 5 && document.documentElement.scrollWidth <= innerWidth && rows.every((row) => {
				const [from, points, drop] = [...row.querySelectorAll("input, button")].map((e) => e.getBoundingClientRect());
				return [points, drop].every((r) => Math.abs((r.top + r.bottom) / 2 - (from.top + from.bottom) / 2) < 4);
			});
		})()`)
		page.On("textbox", "Band 3 from", `function() { this.scrollIntoView({ block: "center" }) }`, nil)
		page.Screenshot("tiers-" + page.Tell("innerWidth"))
	}
	page.Resize(browsertest.Sizes[0])
	page.Choose("combobox", "Factor", "Time with client")
	page.Click("radio", "Your own bands")
	page.Wait("years", `document.getElementById("band-from-4")?.value === "10"`)
	page.Fill("textbox", "Band 4 from", "12.5")
	page.Wait("the years as typed", `document.getElementById("band-from-4").value === "12.5"`)
	page.Press("Control+z")
	page.Wait("the years before", `document.getElementById("band-from-4").value === "10"`)
}

// A figure being typed takes effect when the typing rests, and is one step to
// take back, from the next field too.
func TestTypedFiguresShowTheirEffect(t *testing.T) {
	page := browsertest.Sample(t)
	const rest = `document.querySelector("#cuts li:last-child .label + span").textContent`
	before := page.Tell(rest)
	was := page.Tell(`document.getElementById("cut-shares-1").value`)
	page.Eval(`document.getElementById("cut-shares-1").select()`, nil)
	page.Type("5")
	page.Wait("the effect of 5", rest+` !== "`+before+`"`)
	page.Type("0")
	page.Wait("the effect of 50", `document.querySelector("#cuts li").textContent.includes("150 clients")`)
	if got := page.Focused() + " " + page.Tell("document.activeElement.value"); got != "cut-shares-1 50" {
		t.Errorf("while typing: %s", got)
	}
	page.Press("Tab")
	page.Wait("the share to stand", `document.getElementById("cut-shares-1").value === "50"`)
	page.Press("Control+z")
	page.Wait("the share before", rest+` === "`+before+`" && document.getElementById("cut-shares-1").value === "`+was+`"`)

	page.Eval(`document.getElementById("cut-shares-1").select()`, nil)
	page.Type("33")
	page.Wait("the effect of 33", `document.querySelector("#cuts li").textContent.includes("99 clients")`)
	page.Press("Escape")
	page.Wait("nothing of it", rest+` === "`+before+`" && document.getElementById("cut-shares-1").value === "`+was+`"`)
}

func TestLongNamesStayInTheTable(t *testing.T) {
	page := browsertest.Sample(t)
	page.Fill("textbox", "Tier 1", "A very very long tier na")
	page.Wait("the name", `document.querySelector("#tiers").textContent.includes("A very very long tier na")`)
	page.Resize(browsertest.Size{Width: 1280, Height: 860})
	page.Wait("the table within its card", `document.getElementById("tiers").getBoundingClientRect().right <= document.getElementById("tier-table").getBoundingClientRect().right && document.documentElement.scrollWidth <= innerWidth`)
	page.Wait("the choices on one line", `[".models", "#reading-kind", ".even .segments"].every((s) => [...document.querySelectorAll(s)].every((e) => new Set([...e.querySelectorAll("button, label")].map((x) => x.getBoundingClientRect().top)).size <= 1))`)
	page.Screenshot("tiers-names")
}

func TestTheFirstCostShowsAtOnce(t *testing.T) {
	page := browsertest.Sample(t)
	page.SetFile(browsertest.File(t, "clients.csv", "Client ID,Name,AUM,GDC\nA1,Ada,900000,9000\nB2,Ben,400000,3000\nC3,Cy,90000,500\n"))
	page.Wait("the question of cost", `document.querySelector("#costs input")`)
	page.Eval(`document.querySelector("#costs input").focus()`, nil)
	page.Type("4000")
	page.Wait("the way on, clear of the text above, while the figure is being typed", `(() => {
		const done = document.getElementById("costs-done");
		if (!done || document.activeElement !== document.querySelector("#costs input")) return false;
		return done.getBoundingClientRect().top - done.parentElement.previousElementSibling.getBoundingClientRect().bottom >= 12;
	})()`)
}

// A list without GDC tells what serving the tiers costs, and of no profit, loss
// or revenue.
func TestListWithoutGDC(t *testing.T) {
	page := browsertest.List(t, "Client ID,Name,AUM\n"+rowsOf(12, func(i int) string { return fmt.Sprintf("A%d,Ann %d,%d", i, i, 90000*i) }))
	page.See("heading", "This list has no GDC, so it can’t say who pays for the practice.")
	silent := func(words ...string) {
		t.Helper()
		main := page.Text("main", "")
		for _, word := range words {
			if strings.Contains(main, word) {
				t.Errorf("the page says %q:\n%s", word, main)
			}
		}
	}
	silent("$0", "0%\t", "revenue only", "All of the GDC")
	page.Fill("textbox", "Employee wages", "5000")
	page.Press("Enter")
	page.See("heading", "It can say what serving each tier costs")
	page.See("heading", "Cost by tier")
	silent("lose money", "Profit", "Margin", "−$", "more than they bring")
	if got := page.Text("table", "The practice by tier"); !strings.Contains(got, "Practice\t12\t$5,000") {
		t.Errorf("the report is\n%s", got)
	}
	page.Screenshots("tiers-no-gdc")
}

func rowsOf(n int, row func(i int) string) string {
	var all strings.Builder
	for i := range n {
		all.WriteString(row(i+1) + "\n")
	}
	return all.String()
}

// A total of the file's own that the rows miss is told beside the figures, and
// the headline tells who is in no tier.
func TestTotalsAndUnscored(t *testing.T) {
	page := browsertest.List(t, "Client ID,Name,AUM,GDC,Potential\n"+rowsOf(12, func(i int) string { return fmt.Sprintf("A%d,Ann %d,%d,1000,5", i, i, 90000*i) })+
		"A99,Big Bob,,900000,\nTotal,,7020000,950000,\n")
	page.See("heading", "1 client with 98.7% of your revenue has too little data to be scored.")
	if got := page.Text("region", "What to know about these figures"); !strings.Contains(got, "The rows come to $38,000.00 less than the file’s total of GDC.") {
		t.Errorf("the remarks are\n%s", got)
	}
}

// What was assumed about the list and carries the figures is named, with a way to
// where it is changed.
func TestAssumptionsAreNamed(t *testing.T) {
	page := browsertest.List(t, "Client ID,Name,AUM,Account Value,GDC YTD,Potential\n"+rowsOf(12, func(i int) string { return fmt.Sprintf("A%d,Ann %d,%d,5,1000,5", i, i, 90000*i) }))
	page.Wait("what to know", `document.querySelector(".remarks")`)
	if got := page.Text("region", "What to know about these figures"); !strings.Contains(got, "“GDC YTD” is made a year’s from the year to date; “AUM” is taken as AUM, not “Account Value”.") {
		t.Errorf("the remarks are\n%s", got)
	}
	page.Click("link", "“AUM” is taken as AUM, not “Account Value”")
	page.Wait("the account", `location.hash === "#/book" && document.querySelector("#asks")`)
}

// What the practice's own books have and the list has not is a row of its own,
// and the rows come to the practice.
func TestNotInThisList(t *testing.T) {
	page := browsertest.List(t, "Client ID,Name,AUM,GDC,Potential\n"+rowsOf(12, func(i int) string { return fmt.Sprintf("A%d,Ann %d,%d,1000,5", i, i, 90000*i) }))
	page.Practice()
	page.Fill("textbox", "Revenue in your own books", "20,000")
	page.Fill("textbox", "Overhead", "5,000")
	page.Eval(`location.hash = "#/tiers"`, nil)
	page.Wait("both rows", `[...document.querySelectorAll("#tiers tfoot tr")].map((tr) => [...tr.cells].map((c) => c.textContent.trim()).join(" ")).join("; ").startsWith("Not in this list  $8,000   $8,000  ; Practice 12 $20,000 ")`)
}

// Whatever is moved shows its effect beside it, on every screen.
func TestEffectStaysInSight(t *testing.T) {
	page := browsertest.Sample(t)
	for _, size := range browsertest.Sizes {
		page.Resize(size)
		for _, at := range []struct{ id, strip string }{{"weight-aum", "weights"}, {"weight-referrals", "weights"}, {"cut-shares-1", "cuts"}, {"cut-shares-3", "cuts"}, {"reading-kind-bands", "cuts"}} {
			page.Eval(`document.getElementById("`+at.id+`").scrollIntoView({ block: "center" })`, nil)
			var seen string
			page.Eval(`(() => {
				const box = document.getElementById("live-`+at.strip+`").parentElement.getBoundingClientRect();
				const field = document.getElementById("`+at.id+`").getBoundingClientRect();
				if (box.top < 0 || box.bottom > innerHeight) return "out of sight, at " + box.top;
				if (field.top < box.bottom) return "over the field, down to " + box.bottom + " where that begins at " + field.top;
				if (document.documentElement.scrollWidth > innerWidth) return "too wide";
				for (const e of document.querySelectorAll("#live-`+at.strip+` + ul .figure")) if (e.scrollWidth > e.clientWidth + 1) return "figures cut: " + e.textContent;
				return "";
			})()`, &seen)
			if seen != "" {
				t.Errorf("%s, %s: the effect is %s", size.Name, at.id, seen)
			}
		}
		page.Screenshot("tiers-live-cuts-" + size.Name)
	}
	page.Resize(browsertest.Sizes[2])
	page.Slide("Referrals", 40, 80, 100)
	page.Wait("who moves, and by how much", `/\d+ clients change tier/.test(document.getElementById("live-weights").textContent) && /[+−]\$/.test(document.querySelector("#live-weights + ul .change").textContent)`)
	page.Screenshots("tiers-live")
	page.Press("Control+z")
	page.Wait("the weights before", `document.getElementById("weight-referrals").value === "15"`)
	page.Focus("slider", "Referrals")
	for _, leave := range []string{"", "Tab"} { // what keys do in one visit is one step, also where it is undone at once
		page.Press("ArrowRight", "ArrowRight", "PageUp")
		page.Wait("another weight", `document.getElementById("weight-referrals").value > 17`)
		if leave != "" {
			page.Press(leave)
		}
		page.Drawn()
		page.Press("Control+z")
		page.Wait("the weight before", `document.getElementById("weight-referrals").value === "15"`)
	}
}

// sheets is how many pages a PDF document has.
func sheets(pdf []byte) int {
	return len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(pdf, -1))
}

// The printed report fits on one page of either size, and says how it was made.
func TestPrintedReport(t *testing.T) {
	page := browsertest.Sample(t)
	for name, inches := range map[string][2]float64{"letter": {8.5, 11}, "a4": {8.27, 11.69}} {
		pdf := page.PDF(inches[0], inches[1], 0.4)
		if browsertest.Shots != "" {
			if err := os.WriteFile(filepath.Join(browsertest.Shots, "tiers-"+name+".pdf"), pdf, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if n := sheets(pdf); n != 1 {
			t.Errorf("on %s it takes %d pages, want 1", name, n)
		}
	}
	page.Call("Emulation.setEmulatedMedia", map[string]any{"media": "print"}, nil)
	main := page.Text("main", "")
	for _, want := range []string{"How this report was made", "The sample book, 300 clients, as of June 30, 2026", "AUM 25, GDC 25, Time with client 10", "Each factor by rank in the book",
		"Shares of the book: Platinum 10%, Gold 20%, Silver 40%, Bronze 30%", "Employee wages $196,000 by service time", "90% of GDC", "no limit to the hours there are"} {
		if !strings.Contains(main, want) {
			t.Errorf("on paper it does not say %q:\n%s", want, main)
		}
	}
	for _, link := range []string{"Look at the list", "Service model", "Show them", "See which", "rate them", "Rate likeability"} {
		if strings.Contains(main, link) {
			t.Errorf("on paper stands the link %q", link)
		}
	}
}

// The card's controls stand in one line, with no hole below them; the table
// behind the curve ends with a whole row.
func TestCardsAreWhole(t *testing.T) {
	page := browsertest.Sample(t)
	for _, size := range browsertest.Sizes {
		page.Resize(size)
		var off, gap float64
		page.Eval(`(() => {
			const middle = (e) => { const r = e.getBoundingClientRect(); return (r.top + r.bottom) / 2; };
			return Math.abs(middle(document.getElementById("print")) - middle(document.getElementById("download-tiers"))) +
				Math.abs(middle(document.getElementById("print")) - middle(document.querySelector("#tier-table .segments")));
		})()`, &off)
		page.Eval(`document.querySelector("#tier-table .scroll").getBoundingClientRect().top - document.querySelector("#tier-table .act").getBoundingClientRect().bottom`, &gap)
		if off > 2 || gap > 30 {
			t.Errorf("%s: the controls are %v px apart in height, and %v px above the table", size.Name, off, gap)
		}
		page.Screenshot("tiers-head-" + size.Name)
	}
	page.Resize(browsertest.Sizes[0])
	page.Eval(`document.querySelector("#curve summary").click()`, nil)
	page.Wait("the table of the curve", `document.querySelectorAll("#curve-table [data-row]").length > 8`)
	var rest float64
	page.Eval(`(() => {
		const list = document.getElementById("curve-table"), row = list.querySelector("[data-row]").offsetHeight;
		return (list.clientHeight - list.querySelector("thead").offsetHeight) / row;
	})()`, &rest)
	if whole := math.Round(rest); math.Abs(rest-whole) > 0.1 || whole < 4 {
		t.Errorf("%v rows are in sight", rest)
	}
	page.Eval(`document.getElementById("curve-table").scrollIntoView({ block: "center" })`, nil)
	page.Screenshot("tiers-curve-table")
}
