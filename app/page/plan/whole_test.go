package plan_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tierbook/app/browsertest"
	"tierbook/app/host"
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/export"
	"tierbook/engine/intake"
	"tierbook/engine/plan"
	"tierbook/engine/session"
)

// losers are ten clients with a loss, at $100 an hour, each of which is mended
// in another way; ten others pay for the practice.
const losers = `Ada Fee,"100,000",500,10,
Ben Serve,"100,000",850,10,
Cyd Trim,"90,000",700,10,
Dan Grow,"100,000",800,10,"40,000"
Eve Hand,"5,000",50,3,
Fay Gone,"4,000",40,3,
Gus Keep,"6,000",60,3,
Hal Both,"20,000",100,10,
Ivy Own,"90,000",650,10,
Jon Shares,"80,000",600,10,
`

func list() string {
	all := "Name,AUM,GDC,Hours,Held away\n" + losers
	for k := range 10 {
		all += fmt.Sprintf("Good %c,\"1,000,000\",\"10,000\",10,\n", 'A'+k)
	}
	return all
}

// way is what is done about one of them.
type way struct {
	lever, and plan.Lever
	note       string
	fields     map[string]string // figures of the advisor's own
	own        func(*plan.Terms)
}

var ways = map[string]way{
	"Ada Fee":    {lever: plan.Charge, note: strings.Repeat("Sie weiß; schon, dass es kommt – ", 6)},
	"Ben Serve":  {lever: plan.Serve},
	"Cyd Trim":   {lever: plan.Trim},
	"Dan Grow":   {lever: plan.Grow},
	"Eve Hand":   {lever: plan.HandOver},
	"Fay Gone":   {lever: plan.LetGo},
	"Gus Keep":   {lever: plan.Keep, note: "Ann Lee’s son"},
	"Hal Both":   {lever: plan.Serve, and: plan.Charge},
	"Ivy Own":    {lever: plan.Charge, fields: map[string]string{"Fee a year, before payout": "275"}, own: func(t *plan.Terms) { t.Fee = 275_00 }},
	"Jon Shares": {lever: plan.HandOver, fields: map[string]string{"Share of the revenue you keep": "40", "Share of the time you keep": "10"}, own: func(t *plan.Terms) { t.RevenueKept, t.TimeKept = 4000, 1000 }},
}

// beside is the same list in a session without a page: what the page must show
// and write.
func beside(t *testing.T, text, today string) *session.Session {
	t.Helper()
	day, err := book.ParseDay(today)
	if err != nil {
		t.Fatal(err)
	}
	imp, err := intake.Read(context.Background(), bytes.NewReader([]byte(text)), intake.Options{AsOf: day})
	if err != nil {
		t.Fatal(err)
	}
	s := session.New(day)
	s.Open(imp, decision.Origin{File: "ten.csv"}, day)
	must(t, s.Do(decision.SetPool{Pool: cost.Wages, Amount: 17_900_00}))
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func seen[V any](t *testing.T, s *session.Session, q session.Query[V]) V {
	t.Helper()
	v, err := session.See(s, q)
	must(t, err)
	return v
}

func whole(v book.Cents) string  { return host.Money(v, "USD", host.Whole) }
func change(v book.Cents) string { return host.Signed(v, "USD", host.Whole) }

// TestWholeWay walks ten clients with every lever and one pair of them, makes
// two plans and compares them, hands the plan out in all three ways and reads
// each back. All of it says what a session without a page says.
func TestWholeWay(t *testing.T) {
	page := browsertest.List(t, list())
	page.CatchFiles()
	today := page.Tell(`new Date().toLocaleDateString("sv")`)
	s := beside(t, list(), today)
	page.Practice()
	page.Fill("textbox", "Employee wages", "17,900")
	page.Drawn()
	page.Eval(`location.hash = "#/repair"`, nil)
	page.Click("link", "Go through them one by one")

	walkTen(t, page, s)
	page.Eval(`location.hash = "#/plan"`, nil)
	page.Wait("the plan", `document.querySelectorAll("#plan-actions tbody tr").length === 10`)
	dated(t, page, s, today)
	twoPlans(t, page, s)
	asTable(t, page, s)
	asCalendar(t, page, s)
	onPaper(t, page, s)
}

// walkTen decides about ten clients, of each of whom the card says what the
// session does.
func walkTen(t *testing.T, page *browsertest.Page, s *session.Session) {
	t.Helper()
	used := map[plan.Lever]bool{}
	for k := range 10 {
		page.Wait("a card", fmt.Sprintf(`document.querySelector(".steps span")?.textContent === "%d of 10" && document.getElementById("heading").ariaLabel !== "One moment"`, k+1))
		page.Drawn()
		heading := page.Tell(`document.getElementById("heading").textContent`)
		var who string
		for name := range ways {
			if strings.HasPrefix(heading, name) {
				who = name
			}
		}
		way := ways[who]
		key := keyOf(t, s, who)
		card := seen(t, s, session.CardQuery{Key: key})
		at := slices.IndexFunc(card.Options, func(o engine.Option) bool { return o.Lever == way.lever && o.And == way.and })
		if at < 0 || len(card.Options) > 9 {
			t.Fatalf("%s has no %d and %d among %+v", who, way.lever, way.and, card.Options)
		}
		o := card.Options[at]
		page.Press(string(rune('1' + at)))
		page.Wait("the choice", fmt.Sprintf(`document.getElementById("option-%d")?.checked`, at+1))
		figures := page.Tell(fmt.Sprintf(`document.getElementById("option-%d").closest("label").querySelector(".fig").innerText`, at+1))
		if want := change(o.Practice); !strings.HasPrefix(figures, want) || o.Lever != plan.LetGo && !strings.Contains(figures, whole(o.Profit)) {
			t.Errorf("%s: the card says %q, the session %s for the practice and %s for the client", who, figures, want, whole(o.Profit))
		}
		terms := o.Terms
		for label, figure := range way.fields {
			page.Fill("textbox", label, figure)
		}
		if way.own != nil {
			way.own(&terms)
			tried := seen(t, s, session.CardQuery{Key: key, Try: &terms}).Tried
			page.Wait("what it comes to", fmt.Sprintf(`document.querySelector("#figures .note").textContent.includes(%q)`, change(tried.Practice)+" for the practice"))
		}
		if way.note != "" {
			page.Fill("textbox", map[bool]string{true: "Reason", false: "Note"}[way.lever == plan.Keep], way.note)
		}
		page.Click("button", "Add to plan")
		must(t, s.Decide(session.Decision{Selection: session.Selection{Keys: []book.Key{key}}, How: session.How{Terms: &terms}, Note: way.note}))
		used[terms.Lever] = true
	}
	page.Wait("all of them decided", `document.getElementById("heading").textContent.startsWith("Something is decided about all 10 clients")`)
	if len(used) != int(plan.Levers)-1 {
		t.Errorf("only %v are used", used)
	}
}

func keyOf(t *testing.T, s *session.Session, name string) book.Key {
	t.Helper()
	b := s.Report().Book
	for i := range b.N {
		if b.NameOf(i) == name {
			return b.Keys[i]
		}
	}
	t.Fatalf("nobody is called %q", name)
	return 0
}

// setDay puts a day into a field.
func setDay(page *browsertest.Page, id, day string) {
	page.Eval(fmt.Sprintf(`(() => { const e = document.getElementById(%q); e.focus(); e.value = %q; e.dispatchEvent(new Event("change", { bubbles: true })); e.blur(); })()`, id, day), nil)
}

// dated says who does the fees and the handovers and when, and of one of them
// how it will be known to have worked.
func dated(t *testing.T, page *browsertest.Page, s *session.Session, today string) {
	t.Helper()
	day, err := book.ParseDay(today)
	must(t, err)
	for _, all := range []struct {
		lever plan.Lever
		name  string
		owner string
		due   book.Day
	}{{plan.Charge, "Charge for the service", "Kim", day + 30}, {plan.HandOver, "Hand over", "Lee, Sam", day + 60}} {
		page.Click("button", "Who and when: "+all.name)
		page.Fill("textbox", "Who does it", all.owner)
		setDay(page, "all-due", all.due.String())
		page.Click("button", "Set for all")
		page.Rest()
		must(t, s.Do(decision.ChangeActions{With: all.lever, Owner: &all.owner, Due: &all.due}))
	}
	page.Eval(`[...document.querySelectorAll("#plan-actions tbody tr")].find((r) => r.textContent.includes("Ada Fee")).click()`, nil)
	state, by, next := "The fee is paid; twice, in January and July", day+200, plan.HandOver
	page.Fill("textbox", "What must be so", state)
	setDay(page, "action-by", by.String())
	page.Choose("combobox", "Else", "Hand over")
	page.Drawn()
	page.Press("Escape")
	page.Rest()
	must(t, s.Do(decision.ChangeActions{Keys: []book.Key{keyOf(t, s, "Ada Fee")}, State: &state, By: &by, Else: &next}))
}

// twoPlans makes another plan of the first, in which half of the wages that are
// left behind go away and one client stays as it is, and compares the two.
func twoPlans(t *testing.T, page *browsertest.Page, s *session.Session) {
	t.Helper()
	page.Click("button", "Try another on a copy")
	page.Wait("the copy", `document.querySelector("#plan-list").textContent.includes("Plan 2 (worked on)")`)
	page.Rest()
	page.Fill("textbox", "Name of the plan worked on", "Harder")
	page.Wait("its name", `document.querySelector("#plan-list").textContent.includes("Harder (worked on)")`)
	page.Fill("textbox", "Employee wages: the part that goes away", "50")
	page.Eval(`[...document.querySelectorAll("#plan-actions tbody tr")].find((r) => r.textContent.includes("Fay Gone")).click()`, nil)
	page.Click("button", "Take out of the plan")
	page.Wait("one less", `document.querySelectorAll("#plan-actions tbody tr").length === 9`)
	page.Rest()
	must(t, s.Do(decision.NewPlan{Name: "Harder", From: 1}))
	must(t, s.Do(decision.SetAvoidable{Pool: cost.Wages, Part: 5000}))
	must(t, s.Do(decision.RemoveActions{Keys: []book.Key{keyOf(t, s, "Fay Gone")}}))
	plans := seen(t, s, session.PlansQuery{}).All
	for k, p := range plans {
		name := [...]string{"Plan", "Harder (worked on)"}[k]
		cells := table(t, page, "#plan-list tbody")[k]
		want := []string{name, host.Count(p.Actions), change(p.After.Profit - p.Before.Profit), whole(p.After.Profit), host.Percent(p.After.Margin()), host.Hours(p.Freed), whole(p.Left)}
		if !slices.Equal(cells, want) {
			t.Errorf("the plan stands as %q, want %q", cells, want)
		}
	}
	if plans[0].After.Profit == plans[1].After.Profit || plans[0].Left == plans[1].Left {
		t.Error("there is nothing to compare")
	}
	page.Eval(`document.querySelector("#plan-list tbody tr").click()`, nil)
	must(t, s.Do(decision.ChoosePlan{Plan: 1}))
	page.Wait("the first again", `document.querySelectorAll("#plan-actions tbody tr").length === 10`)
	page.Drawn()
	v := seen(t, s, session.PlanQuery{Limit: 20})
	was, is := v.Before, v.After.Practice
	got := table(t, page, "#practice-after tbody")
	for k, want := range map[int][]string{
		0: {"Revenue", whole(was.Revenue), whole(is.Revenue), change(is.Revenue - was.Revenue)},
		2: {"Cost left behind, and unused capacity", whole(was.Unused), whole(is.Unused), change(is.Unused - was.Unused)},
		3: {"Profit", whole(was.Profit), whole(is.Profit), change(is.Profit - was.Profit)},
		6: {"Hours with clients", host.Hours(was.Minutes), host.Hours(is.Minutes), host.Hours(-v.After.Freed)},
		7: {"Clients", "20", "19", "−1"},
	} {
		if !slices.Equal(got[k], want) {
			t.Errorf("before and after are %q, want %q", got[k], want)
		}
	}
}

// table is the cells of a table's rows, without the words for those who can't
// see a colour.
func table(t *testing.T, page *browsertest.Page, rows string) (all [][]string) {
	t.Helper()
	page.Eval(fmt.Sprintf(`[...document.querySelectorAll(%q)].flatMap((b) => [...b.rows]).map((r) => [...r.cells].map((c) => c.textContent.replace(" (loss)", "")))`, rows), &all)
	return all
}

// row is what of a row of the plan's CSV is read back, each cell as it is
// written.
type row struct {
	Number      export.Text `csv:"Tierbook number"`
	Name        export.Text `csv:"Name"`
	Action      export.Text `csv:"Action"`
	And         export.Text `csv:"And"`
	Fee         export.Text `csv:"Fee a year"`
	ServeAs     export.Text `csv:"Serve as"`
	Hours       export.Text `csv:"Hours a year"`
	Assets      export.Text `csv:"Assets to bring in"`
	RevenueKept export.Text `csv:"Revenue kept %"`
	TimeKept    export.Text `csv:"Time kept %"`
	Status      export.Text `csv:"Status"`
	Owner       export.Text `csv:"Owner"`
	Due         export.Text `csv:"Due"`
	Note        export.Text `csv:"Note"`
	State       export.Text `csv:"Must be so"`
	By          export.Text `csv:"By"`
	Else        export.Text `csv:"Else"`
	Before      export.Text `csv:"Client's profit now"`
	After       export.Text `csv:"Client's profit after"`
	Practice    export.Text `csv:"Change of the practice's profit"`
	Freed       export.Text `csv:"Hours freed"`
	Left        export.Text `csv:"Cost left behind"`
}

// asTable has the plan written as CSV, which is read back row by row by what
// reads such sheets.
func asTable(t *testing.T, page *browsertest.Page, s *session.Session) {
	t.Helper()
	page.Click("button", "Download the plan as CSV")
	name, csv := page.Caught()
	rows, refused := export.Read[row]([]byte(csv))
	all, err := s.PlanRows(0, 0)
	must(t, err)
	if !regexp.MustCompile(`^tierbook-plan-\d{4}-\d\d-\d\d\.csv$`).MatchString(name) || len(refused) > 0 || len(rows) != len(all) || !strings.HasPrefix(csv, "\ufeff") {
		t.Fatalf("%s has %d rows, refused are %v:\n%s", name, len(rows), refused, csv)
	}
	for k := range all {
		r := &all[k]
		want := row{
			Number: count(r.Key), Name: export.Text(r.Name), Action: export.Text(export.Levers[r.Lever]), And: export.Text(export.Levers[r.And]), Else: export.Text(export.Levers[r.Else]),
			Status: "Planned", Owner: export.Text(r.Owner), Due: day(r.Due), Note: export.Text(r.Note), State: export.Text(r.State), By: day(r.By),
			Before: hundredths(r.Profit), After: hundredths(r.After), Practice: hundredths(r.Practice), Freed: count(r.Freed / 60), Left: hundredths(r.Left),
		}
		if r.Has(plan.Charge) {
			want.Fee = hundredths(r.Fee)
		}
		if r.Has(plan.Serve) {
			want.ServeAs = export.Text(engine.Defaults().Names[r.Terms.Tier-1])
		}
		if r.Has(plan.Trim) {
			want.Hours = count(r.Terms.Minutes / 60)
		}
		if r.Has(plan.Grow) {
			want.Assets = hundredths(r.Assets)
		}
		if r.Has(plan.HandOver) {
			want.RevenueKept, want.TimeKept = hundredths(r.RevenueKept), hundredths(r.TimeKept)
		}
		if got := rows[k].Cells; got != want {
			t.Errorf("read back as\n%+v, want\n%+v", got, want)
		}
	}
}

// What follows writes a cell as the file has it.

func count[N ~int64 | ~uint32](n N) export.Text { return export.Text(fmt.Sprint(int64(n))) }

func hundredths[N ~int64](n N) export.Text {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	return export.Text(fmt.Sprintf("%s%d.%02d", sign, n/100, n%100))
}

func day(d book.Day) export.Text {
	if d == 0 {
		return ""
	}
	return export.Text(d.String())
}

// entry is an entry of a calendar that was read.
type entry map[string]string

// readCalendar reads a calendar as RFC 5545 has it: lines of at most 75 octets
// that end in CRLF, folded where they were longer.
func readCalendar(t *testing.T, text string) (entries []entry, folded int) {
	t.Helper()
	lines := strings.Split(text, "\r\n")
	if lines[0] != "BEGIN:VCALENDAR" || len(lines) < 3 || lines[len(lines)-2] != "END:VCALENDAR" || lines[len(lines)-1] != "" {
		t.Fatalf("no calendar:\n%q", text)
	}
	var whole []string
	for _, line := range lines[1 : len(lines)-2] {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
		if rest, more := strings.CutPrefix(line, " "); more {
			folded++
			whole[len(whole)-1] += rest
			continue
		}
		whole = append(whole, line)
	}
	var now entry
	for _, line := range whole {
		name, value, ok := strings.Cut(line, ":")
		switch {
		case !ok:
			t.Errorf("a line of no property: %q", line)
		case line == "BEGIN:VEVENT":
			now = entry{}
		case line == "END:VEVENT":
			entries = append(entries, now)
			now = nil
		case now != nil:
			now[name] = strings.NewReplacer(`\n`, "\n", `\,`, ",", `\;`, ";", `\\`, `\`).Replace(value)
		}
	}
	return entries, folded
}

// asCalendar has the dates written with names, and reads them back.
func asCalendar(t *testing.T, page *browsertest.Page, s *session.Session) {
	t.Helper()
	page.Click("button", "Download the dates as a calendar")
	page.Click("switch", "Clients’ names, figures and notes in it")
	page.Click("button", "Download")
	name, text := page.Caught()
	entries, folded := readCalendar(t, text)
	dates := seen(t, s, session.DatesQuery{Names: true})
	if !regexp.MustCompile(`^tierbook-plan-\d{4}-\d\d-\d\d\.ics$`).MatchString(name) || len(entries) != len(dates.All) || len(entries) != 3 || folded == 0 {
		t.Fatalf("%s has %d entries, want %d:\n%s", name, len(entries), len(dates.All), text)
	}
	ids := map[string]bool{}
	for k, e := range entries {
		d := dates.All[k]
		compact := func(day book.Day) string { return strings.ReplaceAll(day.String(), "-", "") }
		if e["DTSTART;VALUE=DATE"] != compact(d.Day) || e["DTEND;VALUE=DATE"] != compact(d.Day+1) || !regexp.MustCompile(`^\d{8}T\d{6}Z$`).MatchString(e["DTSTAMP"]) {
			t.Errorf("%q is on %s, until before %s, stamped %s", e["SUMMARY"], e["DTSTART;VALUE=DATE"], e["DTEND;VALUE=DATE"], e["DTSTAMP"])
		}
		if ids[e["UID"]] || !strings.Contains(e["UID"], "@") {
			t.Errorf("the UID %q is no other's", e["UID"])
		}
		ids[e["UID"]] = true
		for _, who := range d.Who {
			if !strings.Contains(e["DESCRIPTION"], who.Name+": ") || !strings.Contains(e["DESCRIPTION"], who.Note) || who.Terms.Fee != 0 && !strings.Contains(e["DESCRIPTION"], whole(who.Terms.Fee)) {
				t.Errorf("of %s and %+v it says %q", who.Name, who.Terms, e["DESCRIPTION"])
			}
		}
		if d.Owner != "" && !strings.Contains(e["SUMMARY"], d.Owner) || d.State != "" && !strings.Contains(e["DESCRIPTION"], d.State) {
			t.Errorf("%q does not say %+v", e, d)
		}
	}
}

// onPaper prints the plan on both usual sizes; on paper stands what the screen
// has shown.
func onPaper(t *testing.T, page *browsertest.Page, s *session.Session) {
	t.Helper()
	for name, inches := range map[string][2]float64{"letter": {8.5, 11}, "a4": {8.27, 11.69}} {
		pdf := page.PDF(inches[0], inches[1], 0.4)
		if browsertest.Shots != "" {
			must(t, os.MkdirAll(browsertest.Shots, 0o755))
			must(t, os.WriteFile(filepath.Join(browsertest.Shots, "plan-"+name+".pdf"), pdf, 0o600))
		}
		if n := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(pdf, -1)); n < 1 || n > 2 {
			t.Errorf("on %s it takes %d pages", name, n)
		}
	}
	v := seen(t, s, session.PlanQuery{Limit: 20})
	page.Call("Emulation.setEmulatedMedia", map[string]any{"media": "print"}, nil)
	main := strings.Join(strings.Fields(strings.ReplaceAll(page.Text("main", ""), "\u00a0", " ")), " ")
	says := func(wants ...string) {
		t.Helper()
		if want := strings.ReplaceAll(strings.Join(wants, " "), "\u00a0", " "); !strings.Contains(main, want) {
			t.Errorf("on paper it does not say %q:\n%s", want, main)
		}
	}
	was, is := v.Before, v.After.Practice
	says("The plan brings your practice", whole(is.Profit-was.Profit), "more a year")
	says("Revenue", whole(was.Revenue), whole(is.Revenue), change(is.Revenue-was.Revenue))
	says("Profit", whole(was.Profit), whole(is.Profit), change(is.Profit-was.Profit))
	for i := range v.Rows {
		r := &v.Rows[i]
		effect := change(r.Practice)
		if r.Owner != "" {
			effect += " " + r.Owner + " " + host.Day(r.Due, host.Medium)
		}
		if at := strings.Index(main, " "+r.Name+" "); at < 0 || !strings.Contains(main[at:min(len(main), at+90)], effect) {
			t.Errorf("on paper it does not say %q of %s:\n%s", effect, r.Name, main)
		}
	}
	for _, control := range []string{"Who and when", "Try another", "Order", "Download"} {
		if strings.Contains(main, control) {
			t.Errorf("on paper stands %q", control)
		}
	}
	page.Call("Emulation.setEmulatedMedia", map[string]any{"media": ""}, nil)
}
