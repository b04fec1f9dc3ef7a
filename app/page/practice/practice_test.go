package practice_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tierbook/app/browsertest"
	"tierbook/app/host"
	"tierbook/app/words"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/session"
	"tierbook/engine/tier"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }

// list is a client list of forty, some with hours.
func list(t *testing.T) (path string, text []byte) {
	t.Helper()
	var b strings.Builder
	b.WriteString("Client ID,Name,AUM,GDC,Client Since,Hours\n")
	for i := range 40 {
		hours := ""
		if i%4 == 0 {
			hours = fmt.Sprint(2 + i/4)
		}
		fmt.Fprintf(&b, "C%02d,Client %02d,%d,%d,%d-05-01,%s\n", i, i, 1_500_000-31_000*i, 15_000-333*i, 2004+i/3, hours)
	}
	path = filepath.Join(t.TempDir(), "clients.csv")
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return path, []byte(b.String())
}

// twin is the session that the page should show, kept natively beside it.
type twin struct {
	*session.Session
	t    *testing.T
	page *browsertest.Page
}

// meet opens the list in the page and in a session of its own.
func meet(t *testing.T, page *browsertest.Page) *twin {
	t.Helper()
	path, text := list(t)
	imp, err := intake.Read(context.Background(), bytes.NewReader(text), intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	page.SetFile(path)
	opened(page)
	visit(page, "practice")
	w := &twin{session.New(0), t, page}
	w.Open(imp, decision.Origin{}, asOf(t, page))
	w.same()
	return w
}

// opened waits until a list is open, which ends at the tiers.
func opened(page *browsertest.Page) {
	page.Wait("the tiers", `location.hash === "#/tiers" && document.getElementById("tiers")`)
}

// visit follows a link of the rail.
func visit(page *browsertest.Page, place string) {
	page.Eval(`document.querySelector(".rail a[href='#/`+place+`']").click()`, nil)
}

// asOf is the date in the field.
func asOf(t *testing.T, page *browsertest.Page) book.Day {
	t.Helper()
	var text string
	page.Wait("the date field", `document.getElementById("as-of")?.value`)
	page.Eval(`document.getElementById("as-of").value`, &text)
	day, err := book.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

// do gives the session what the page was given, and looks whether they agree.
func (w *twin) do(c decision.Command) {
	w.t.Helper()
	if err := w.Do(c); err != nil {
		w.t.Fatal(err)
	}
	w.same()
}

func (w *twin) undo() {
	w.t.Helper()
	w.Undo()
	w.same()
}

// same waits for the page's headline, and all that the place comes to, to be
// what the session says.
func (w *twin) same() {
	w.t.Helper()
	o := w.Overview()
	headline := ""
	for _, pieces := range [][]words.Piece{words.Practice(&o).Plain, {{Text: " "}}, words.Practice(&o).Loss} {
		for _, p := range pieces {
			headline += p.Text
		}
	}
	w.page.See("heading", strings.TrimSpace(headline))
	lines := []string{"Revenue " + host.Money(o.Practice.Revenue, o.Currency, host.Whole)}
	if o.CostKnown() {
		lines = append(lines, "Cost "+host.Money(o.Practice.Costs(), o.Currency, host.Whole), "Profit "+host.Money(o.Practice.Profit, o.Currency, host.Whole),
			"Margin "+host.Percent(o.Practice.Margin()), "Overall return "+host.Percent(o.Practice.Return()))
	}
	for k, l := range o.Tiers {
		lines = append(lines, o.Settings.Names[k]+" "+host.Money(l.Profit, o.Currency, host.Whole))
	}
	if o.Practice.Unused > 0 {
		lines = append(lines, "Unused capacity "+host.Money(-o.Practice.Unused, o.Currency, host.Whole))
	}
	if o.Practice.Beyond != 0 {
		lines = append(lines, "Not in this list "+host.Money(o.Practice.Beyond, o.Currency, host.Whole))
	}
	want, got := strings.Join(lines, "\n"), ""
	for end := time.Now().Add(browsertest.Patience); got != want; time.Sleep(20 * time.Millisecond) {
		if got = w.effect(); time.Now().After(end) {
			w.t.Fatalf("it comes to\n%s\nwant\n%s", got, want)
		}
	}
}

// effect is the first two columns of what it all comes to. Unused capacity that
// has just gone stands there as nothing, beside what it was.
func (w *twin) effect() (text string) {
	w.t.Helper()
	w.page.Eval(`[...document.querySelectorAll(".effect tbody tr")].map((tr) => [...tr.cells].slice(0, 2).map((c) => c.textContent.replace("(loss)", "").trim()).join(" ")).join("\n")`, &text)
	return strings.TrimSuffix(strings.TrimSuffix(text, "\nUnused capacity $0"), "\nNot in this list $0")
}

// changes are what the last change did, by line; lines without are left out.
func (w *twin) changes() (text string) {
	w.t.Helper()
	w.page.Eval(`[...document.querySelectorAll(".effect tbody tr")].filter((tr) => tr.cells[2].textContent).map((tr) => tr.cells[0].textContent + " " + tr.cells[2].textContent).join("\n")`, &text)
	return text
}

func TestCostsBeforeAList(t *testing.T) {
	site := browsertest.Serve(t, browsertest.Host{})
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(site.URL + "#/practice")
	page.See("heading", "What does your practice cost in a year?")
	page.See("button", "Look round with a sample book")
	page.Fill("textbox", "Employee wages", "120k")
	page.See("heading", "Your practice costs $120,000 a year.")
	page.Fill("textbox", "Overhead", "80,000")
	page.See("heading", "Your practice costs $200,000 a year.")
	page.Click("button", "Undo the cost")
	page.See("heading", "Your practice costs $120,000 a year.")

	// What was entered is kept for the list, past a look at the sample too.
	page.Click("button", "Look round with a sample book")
	opened(page)
	visit(page, "practice")
	page.See("heading", "Serving 300 clients costs")
	path, _ := list(t)
	page.SetFile(path)
	opened(page)
	visit(page, "practice")
	page.See("heading", "Serving 40 clients costs $120,000 a year")
	if got := page.Value("textbox", "Employee wages"); got != "120,000" {
		t.Errorf("the wages are %q", got)
	}
	b.MustBeClean(site)
}

func TestPractice(t *testing.T) {
	site := browsertest.Serve(t, browsertest.Host{})
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(site.URL)
	w := meet(t, page)
	page.See("heading", "Your 40 clients bring $340,260 a year. What does serving them cost?")

	t.Run("costs", func(t *testing.T) {
		w.t = t
		page.Fill("textbox", "Employee wages", "$60k")
		w.do(decision.SetPool{Pool: cost.Wages, Amount: 60_000_00})
		page.Fill("textbox", "Overhead", "90,000")
		w.do(decision.SetPool{Pool: cost.Overhead, Amount: 90_000_00})
		if got := w.changes(); !strings.Contains(got, "Cost +$90,000\nProfit −$90,000\nMargin −26.5 pts") {
			t.Errorf("the last change is told as\n%s", got)
		}
		page.Fill("textbox", "Your own pay", "130000")
		w.do(decision.SetPool{Pool: cost.OwnerPay, Amount: 130_000_00})
		var said string
		page.Eval(`document.querySelector(".effect [role=status]").textContent`, &said)
		if want := "Profit $60,260, $130,000 less than before."; said != want {
			t.Errorf("a screen reader says %q, want %q", said, want)
		}
		page.Fill("textbox", "Your own pay", "")
		w.do(decision.SetPool{Pool: cost.OwnerPay, Amount: 0})
		page.Click("button", "Undo the last change")
		w.undo()
	})

	t.Run("refused values stay", func(t *testing.T) {
		w.t = t
		for _, c := range []struct{ field, text, reason, good string }{
			{"Payout", "120", "The most allowed is 100%.", "100"},
			{"Target margin", "100", "The most allowed is 99.99%.", "0"},
			{"Overhead", "-5", "This can’t be below zero.", "90,000"},
			{"Overhead", "a lot", "This doesn’t read as a number.", "90,000"},
			{"Hours a year for clients", "-1", "This can’t be below zero.", ""},
			{"Minutes each: Call, Gold", "2,000,000", "The most allowed is 1,000,000.", "30"},
		} {
			page.Fill("textbox", c.field, c.text)
			page.See("alert", "")
			if got := page.Value("textbox", c.field); got != c.text {
				t.Errorf("%s shows %q, not the %q that was refused", c.field, got, c.text)
			}
			if got := page.Text("alert", ""); got != c.reason {
				t.Errorf("%s of %q: %q, want %q", c.field, c.text, got, c.reason)
			}
			w.same()
			page.Fill("textbox", c.field, c.good)
			page.Wait("the reason to go", `!document.querySelector(".practice [role=alert]")`)
		}
	})

	t.Run("sharing, payout, target, date", func(t *testing.T) {
		w.t = t
		page.Choose("combobox", "Overhead by", "Clients")
		w.do(decision.SetDriver{Pool: cost.Overhead, Driver: cost.Clients})
		warned := func() (yes bool) {
			page.Eval(`document.getElementById("sharing").textContent.includes("takes the same part of what each client brings")`, &yes)
			return yes
		}
		if warned() {
			t.Error("a warning against sharing by number of clients")
		}
		page.Choose("combobox", "Overhead by", "Revenue")
		w.do(decision.SetDriver{Pool: cost.Overhead, Driver: cost.Revenue})
		if !warned() {
			t.Error("no warning against sharing by revenue")
		}
		page.Fill("textbox", "Payout", "87.5%")
		w.do(decision.SetPayout{Payout: 8750})
		page.Fill("textbox", "Target margin", "20")
		w.do(decision.SetTarget{Margin: 2000})
		page.Eval(`(() => { const f = document.getElementById("as-of"); f.focus(); f.value = "0020-01-31"; f.dispatchEvent(new Event("change", { bubbles: true })); })()`, nil)
		page.Eval(`(() => { const f = document.getElementById("as-of"); f.value = "2012-01-31"; f.dispatchEvent(new Event("change", { bubbles: true })); f.blur(); })()`, nil)
		w.do(decision.SetAsOf{AsOf: book.Date(2012, 1, 31)})
		page.Wait("a word on those who start later", `/\d+ clients start after this day\./.test(document.getElementById("as-of-card").innerText)`)
		page.Click("button", "Undo the date")
		w.undo()
		page.Wait("nothing on late starts", `!document.getElementById("as-of-card").innerText.includes("start")`)
		page.Wait("the date to come back", fmt.Sprintf(`document.getElementById("as-of").value === %q`, w.State().Settings.AsOf))
	})

	t.Run("actual revenue", func(t *testing.T) {
		w.t = t
		page.Fill("textbox", "Revenue in your own books", "350k")
		w.do(decision.SetActual{Revenue: 350_000_00})
		beyond := host.Money(w.Overview().Practice.Beyond, "USD", host.Whole)
		if got := page.Text("region", "What reaches you"); !strings.Contains(got, "Not in this list\n"+beyond) {
			t.Errorf("the card says\n%s\nand not %s", got, beyond)
		}
		page.Fill("textbox", "Revenue in your own books", "1k")
		w.do(decision.SetActual{Revenue: 1_000_00})
		page.See("link", "See how it was read")
		page.Click("button", "Undo the revenue of your books")
		w.undo()
		page.Fill("textbox", "Revenue in your own books", "")
		w.do(decision.SetActual{})
	})

	t.Run("capacity", func(t *testing.T) {
		w.t = t
		page.Click("button", "Use 1,200 hours")
		w.do(decision.SetCapacity{Minutes: 1200 * 60})
		page.Fill("textbox", "Hours a year for clients", "100")
		w.do(decision.SetCapacity{Minutes: 100 * 60})
		var over bool
		page.Eval(`document.getElementById("capacity-card").textContent.includes("more hours than you have")`, &over)
		if !over {
			t.Error("nothing says that there are too few hours")
		}
		page.Click("button", "No limit")
		w.do(decision.SetCapacity{})
		if got := page.Value("textbox", "Hours a year for clients"); got != "" {
			t.Errorf("the limit is gone, and the field shows %q", got)
		}
	})

	t.Run("service model", func(t *testing.T) {
		w.t = t
		services := w.State().Settings.Services[0]
		set := func(next ...cost.Service) {
			t.Helper()
			w.do(decision.SetServices{Tier: 1, Services: next})
		}
		page.Fill("textbox", "Times a year: Call, Platinum", "12")
		services = append([]cost.Service(nil), services...)
		services[1].Times = 12
		set(services...)
		if got, want := standard(page), "22\u00a0h"; got != want {
			t.Errorf("the standard time is shown as %q, want %q", got, want)
		}
		page.Click("button", "Add a service to Platinum")
		services = append(services, cost.Service{Name: "New service", Times: 1, Minutes: 30})
		set(services...)
		page.Wait("the focus on the new service", `document.activeElement.id === "service-1-name-3"`)
		page.Type("Birthday call")
		page.Press("Enter")
		services[3].Name = "Birthday call"
		set(services...)
		page.Fill("textbox", "Minutes each: Birthday call, Platinum", "15")
		services[3].Minutes = 15
		set(services...)
		page.Click("button", "Remove Call, Platinum")
		set(services[0], services[2], services[3])
		page.Wait("the focus to stay in the table", `document.activeElement.id === "service-1-remove-1"`)
		page.Click("button", "Undo the service model")
		w.undo()
	})

	t.Run("undone to the start", func(t *testing.T) {
		w.t = t
		for w.Overview().Undo != "open" {
			page.Click("button", "Undo "+words.Command(w.Overview().Undo))
			w.undo()
		}
		for w.Overview().Redo != "" {
			page.Click("button", "Redo "+words.Command(w.Overview().Redo))
			w.Redo()
			w.same()
		}
	})
	b.MustBeClean(site)
}

// standard is the standard time of the first tier as shown.
func standard(page *browsertest.Page) (text string) {
	page.Eval(`document.querySelector("#service-model tfoot td").textContent`, &text)
	return text
}

// TestEngineRefusesServices: what only the engine can refuse is said in place,
// and what was typed stays until it is mended.
func TestEngineRefusesServices(t *testing.T) {
	site := browsertest.Serve(t, browsertest.Host{})
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(site.URL)
	w := meet(t, page)
	visit(page, "tiers")
	page.Choose("combobox", "Cut by", words.Method(tier.Capacity))
	visit(page, "practice")
	cut := w.State().Settings.Cut
	cut.Method = tier.Capacity
	w.do(decision.SetCut{Cut: cut})

	services := append([]cost.Service(nil), w.State().Settings.Services[1]...)
	for range services[1:] {
		page.Click("button", "Remove "+services[0].Name+", Gold")
		services = services[1:]
		w.do(decision.SetServices{Tier: 2, Services: services})
	}
	page.Click("button", "Remove "+services[0].Name+", Gold")
	page.See("alert", "")
	if got := page.Text("alert", ""); !strings.HasPrefix(got, "The standard time of tier 2 can’t be 0") {
		t.Errorf("the reason is %q", got)
	}
	page.See("button", "Remove "+services[0].Name+", Gold")
	w.same()
	times := "Times a year: " + services[0].Name + ", Gold"
	page.Fill("textbox", times, "0")
	page.Wait("the reason", `document.querySelector(".practice [role=alert]")?.textContent.startsWith("The standard time of tier 2")`)
	if got := page.Value("textbox", times); got != "0" {
		t.Errorf("the refused value became %q", got)
	}
	page.Fill("textbox", times, "9")
	services = append([]cost.Service(nil), services...)
	services[0].Times = 9
	w.do(decision.SetServices{Tier: 2, Services: services})
	page.Wait("the reason to go", `!document.querySelector(".practice [role=alert]")`)
	b.MustBeClean(site)
}

// TestEffectStaysInSight: whatever is worked on, what it comes to is seen.
func TestEffectStaysInSight(t *testing.T) {
	site := browsertest.Serve(t, browsertest.Host{})
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(site.URL)
	meet(t, page)
	page.Fill("textbox", "Overhead", "90,000")
	for _, size := range browsertest.Sizes {
		page.Resize(size)
		page.Eval(`document.getElementById("target").scrollIntoView({ block: "center", behavior: "instant" })`, nil)
		page.Wait("the profit in sight on the "+size.Name, `(() => {
			const box = document.querySelector(".strip .tile b").getBoundingClientRect();
			return box.top >= 0 && box.bottom < innerHeight && document.elementFromPoint(box.x + 3, box.y + 3)?.closest(".strip");
		})()`)
		var over float64
		page.Eval(`document.documentElement.scrollWidth - innerWidth`, &over)
		if over > 0 {
			t.Errorf("on the %s the page is %v px wider than the screen", size.Name, over)
		}
		if size.Touch {
			page.Click("button", "Show revenue, cost and tiers")
			page.See("rowheader", "Overall return")
			page.Click("button", "Hide revenue, cost and tiers")
			page.Wait("the tables to hide", `!document.querySelector(".more").offsetParent`)
		}
		var small string
		page.Eval(`[...document.querySelectorAll(".practice :is(button, input, select, summary)")].filter((e) => e.offsetParent && Math.round((e.closest(".box, .toggle") ?? e).getBoundingClientRect().height) < 44).map((e) => e.outerHTML.slice(0, 80)).join("\n")`, &small)
		if small != "" {
			t.Errorf("on the %s, smaller than a finger:\n%s", size.Name, small)
		}
	}
	page.Screenshots("practice")
}

// TestTypingTakesEffect types without leaving the field, gives it up, types
// again and keeps it.
func TestTypingTakesEffect(t *testing.T) {
	site := browsertest.Serve(t, browsertest.Host{})
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(site.URL)
	w := meet(t, page)
	page.Fill("textbox", "Employee wages", "60,000")
	w.do(decision.SetPool{Pool: cost.Wages, Amount: 60_000_00})
	page.Focus("textbox", "Employee wages")
	page.Press("Control+a")
	page.Type("90k")
	if err := w.Try(decision.SetPool{Pool: cost.Wages, Amount: 90_000_00}); err != nil {
		t.Fatal(err)
	}
	w.same()
	page.Press("Escape")
	w.do(decision.SetPool{Pool: cost.Wages, Amount: 60_000_00})
	page.Focus("textbox", "Payout")
	page.Press("Control+a")
	page.Type("80")
	if err := w.Try(decision.SetPayout{Payout: 8000}); err != nil {
		t.Fatal(err)
	}
	w.same()
	page.Press("Tab")
	w.do(decision.SetPayout{Payout: 8000})
	page.Click("button", "Undo the last change")
	w.undo()
	b.MustBeClean(site)
}
