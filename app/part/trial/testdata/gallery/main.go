// Command gallery is a page with every part on it, to look at and to try them
// in a browser. It is built by the test beside it and never ships.
package main

import (
	"fmt"
	"strconv"
	"strings"
	"syscall/js"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/app/part"
	"tierbook/engine/book"
)

func main() {
	js.Global().Set("galleryFormat", js.FuncOf(format))
	app.RouteWithRegexp(".*", func() app.Composer { return &gallery{} })
	app.RunWhenOnBrowser()
}

// format lets the test see what the browser's own formats make of a value.
func format(_ js.Value, args []js.Value) any {
	v, err := strconv.ParseInt(args[1].String(), 10, 64)
	if err != nil {
		return err.Error()
	}
	switch args[0].String() {
	case "money":
		return host.Money(book.Cents(v), args[2].String(), host.Style(args[3].Int()))
	case "percent":
		return host.Percent(book.BP(v))
	case "percent exact":
		return host.PercentExact(book.BP(v))
	case "count":
		return host.Count(v)
	case "rating":
		return host.Rating(book.Milli(v))
	case "hours":
		return host.Hours(book.Minutes(v))
	case "points":
		return host.Points(book.Points(v))
	case "day":
		return host.Day(book.Day(v), host.DateStyle(args[3].Int()))
	case "years":
		return host.Years(v)
	}
	return "no such format"
}

// gallery is the page. The hash chooses what is on it: #tiers, #list, #fields,
// #says, #curves.
type gallery struct {
	app.Compo

	place string
	log   []string

	weights  [6]int
	wages    book.Cents
	payout   book.BP
	hours    book.Minutes
	places   int64
	note     string
	driver   string
	method   string
	capacity bool
	search   string

	total  int // rows of #/list
	sort   string
	desc   bool
	offset int
	rows   []part.Row
	keep   int

	dialog, confirm bool
	draws           int
}

func (g *gallery) OnInit() {
	g.weights = [6]int{25, 25, 10, 15, 10, 15}
	g.wages, g.payout, g.hours, g.places = 196_000_00, 9000, 120, 30
	g.driver, g.method = "time", "shares"
	g.total, g.sort, g.desc = 100_000, "profit", true
	g.place = strings.TrimPrefix(app.Window().URL().Fragment, "/")
}

func (g *gallery) OnNav(ctx app.Context) {
	g.place = strings.TrimPrefix(ctx.Page().URL().Fragment, "/")
}

func (g *gallery) say(format string, args ...any) {
	g.log = append(g.log, fmt.Sprintf(format, args...))
	js.Global().Set("galleryLog", strings.Join(g.log, "\n"))
}

var places = []struct{ key, name, icon string }{
	{"says", "Open", "open"}, {"list", "Book", "book"}, {"fields", "Practice", "practice"}, {"tiers", "Tiers", "tiers"},
	{"repair", "Repair", "repair"}, {"curves", "Curves", "compare"}, {"seg", "Segments", "segments"},
}

func (g *gallery) Render() app.UI {
	g.draws++
	js.Global().Set("galleryDraws", g.draws)
	nav := []app.UI{app.A().Class("brand").Href("#/says").Text("Tierbook")}
	for _, p := range places {
		a := app.A().Class("place").Href("#/"+p.key).Body(part.Icon(p.icon), app.Span().Text(p.name))
		if p.key == g.place {
			a = a.Aria("current", "page")
		}
		if p.key == "repair" {
			a = app.A().Class("place").Href("#/"+p.key).Body(part.Icon(p.icon), app.Span().Text(p.name), app.Span().Class("count").Body(app.Text("150"), app.Span().Class("unseen").Text(" loss-makers")))
		}
		nav = append(nav, a)
	}
	nav = append(nav, app.Div().Class("seal").Body(app.B().Text("Nothing has left this browser"), app.Text("0 requests since it loaded. Works offline. "), app.A().Href("#/says").Text("How to check")))
	return app.Div().Class("app").Body(
		app.A().Class("skip").Href("#main").Text("Skip to content"),
		app.Nav().Class("rail").Aria("label", "Places").Body(nav...),
		app.Main().ID("main").Class("main").TabIndex(-1).Body(
			app.Div().Class("tools").Body(
				part.IconButton("undo", "undo", "Undo", func(ctx app.Context, e app.Event) { g.say("undo") }),
				part.IconButton("redo", "redo", "Redo", nil),
				part.IconButton("discreet", "eye-off", "Hide names and amounts", func(ctx app.Context, e app.Event) { host.SetDiscreet(!host.Discreet()) }),
				part.IconButton("theme", "moon", "Dark", func(ctx app.Context, e app.Event) {
					if host.Dark() {
						host.SetTheme("light")
					} else {
						host.SetTheme("dark")
					}
				}),
			),
			app.Div().Body(g.body()...),
		),
		&part.Toasts{},
	)
}

func (g *gallery) body() []app.UI {
	switch g.place {
	case "list":
		return g.list()
	case "fields":
		return g.fields()
	case "says":
		return g.says()
	case "curves":
		return g.curves()
	case "repair":
		return g.repair()
	}
	return g.tiers()
}

var factors = [...]string{"AUM", "GDC", "Time with client", "Future potential", "Likeability", "Referrals"}

func (g *gallery) tiers() []app.UI {
	amount := func(dollars int64) part.Cell {
		return part.Cell{Text: host.Money(book.Cents(dollars*100), "USD", host.Whole), Kind: part.AmountCell, Loss: dollars < 0}
	}
	rate := func(bp book.BP) part.Cell { return part.Cell{Text: host.Percent(bp), Loss: bp < 0} }
	row := func(tier book.Tier, name string, n int, m [5]int64, r, margin book.BP) part.Row {
		cells := []part.Cell{{Text: name, Kind: part.TierCell, Tier: tier}, {Text: host.Count(n)}}
		for _, v := range m {
			cells = append(cells, amount(v))
		}
		return part.Row{Key: uint64(tier), Href: "#/list", Cells: append(cells, rate(r), rate(margin))}
	}
	foot := row(0, "", 248, [5]int64{811300, 196000, 238000, 210000, 167300}, 2598, 2062)
	foot.Cells[0], foot.Href = part.Cell{Text: "Practice"}, ""
	var sliders []app.UI
	for i, name := range factors {
		sliders = append(sliders, &part.Slider{
			ID: "weight-" + strconv.Itoa(i), Label: name, Value: g.weights[i],
			OnInput: func(ctx app.Context, v int) { g.say("input %d %d", i, v) },
			OnChange: func(ctx app.Context, v int) {
				g.weights[i] = v
				g.say("change %d %d", i, v)
			},
		})
	}
	return []app.UI{
		part.Headline(app.Text("25 Platinum clients earn "), part.Amount(219_558_00, "USD", host.Whole), app.Text(". "),
			part.Stress(app.Text("150 of your 248 clients cost more than they bring in."))),
		part.Lede(app.Text("Your operating profit margin is 20.6% after paying yourself "), part.Amount(210_000_00, "USD", host.Whole),
			app.Text(". Costs are shared by service time; "), app.A().Href("#/list").Text("123 of the 150 lose money however you share them"), app.Text(".")),
		part.Card("profit", "Profit by tier", "trailing 12 months to June 30, 2026",
			[]app.UI{part.Button("print", "Print", "quiet", func(ctx app.Context, e app.Event) { host.Print() }), part.Button("export", "Export", "quiet", func(ctx app.Context, e app.Event) {
				host.Download("tiers.csv", "text/csv", []byte("a,b\n1,2\n"))
			})},
			&part.Sheet{ID: "report", Label: "Profit by tier", Columns: []part.Column{
				{Head: "Tier", Width: part.Word}, {Head: "Clients", Width: part.Short}, {Head: "Revenue"}, {Head: "Wages"}, {Head: "Overhead"},
				{Head: "Your pay"}, {Head: "Profit"}, {Head: "Overall return"}, {Head: "Margin"}},
				Rows: []part.Row{
					row(1, "Platinum", 25, [5]int64{330132, 33653, 40864, 36057, 219558}, 19860, 6650),
					row(2, "Gold", 49, [5]int64{255335, 46796, 56824, 50139, 101576}, 6610, 3980),
					row(3, "Silver", 100, [5]int64{181855, 77446, 94041, 82978, -72610}, -2850, -3990),
					row(4, "Bronze", 74, [5]int64{43979, 38105, 46271, 40827, -81224}, -6490, -18470),
				},
				Foot: []part.Row{foot},
			},
			part.Explain("How is this counted?", app.P().Text("Revenue is GDC after payout. Wages, overhead and your pay are shared over the clients by the hours each takes.")),
		),
		app.Div().Class("grid").Body(
			part.Card("curve", "Where profit is made and given back", "", nil, g.whale("whale", 248, 98)),
			part.Card("model", "What makes a good client", "", []app.UI{part.Button("reset", "Reset", "quiet", func(ctx app.Context, e app.Event) {
				g.weights = [6]int{25, 25, 10, 15, 10, 15}
				part.Toast(ctx, part.Message{Text: "Weights are back to the default.", Action: "Undo", Do: func(ctx app.Context) { g.say("undone") }})
			})}, append(sliders, app.P().Class("note").Text("AUM and GDC move together here (0.93): size counts nearly twice."))...),
		),
		app.Div().Class("grid even").Body(
			part.Card("shares", "Who brings the revenue", "", nil, part.TierBar("Revenue",
				part.Share{Tier: 1, Name: "Platinum", Value: 330, Text: "40.7%"}, part.Share{Tier: 2, Name: "Gold", Value: 255, Text: "31.5%"},
				part.Share{Tier: 3, Name: "Silver", Value: 182, Text: "22.4%"}, part.Share{Tier: 4, Name: "Bronze", Value: 44, Text: "5.4%"})),
			part.Card("bars", "Profit", "", nil, part.Bars(
				part.Bar{Label: "Platinum", Value: 219, Text: "$219,558", Tier: 1}, part.Bar{Label: "Gold", Value: 101, Text: "$101,576", Tier: 2},
				part.Bar{Label: "Silver", Value: -72, Text: "−$72,610", Tier: 3}, part.Bar{Label: "Bronze", Value: -81, Text: "−$81,224", Tier: 4})),
		),
	}
}

var curves = map[string][]part.Point{}

// whale makes a curve of n clients of which so many are profitable.
func (g *gallery) whale(id string, n, profitable int) app.UI {
	points, ok := curves[id]
	peak := book.Cents(0)
	if !ok {
		sum := book.Cents(0)
		for i := 1; i <= n; i++ {
			profit := book.Cents(-60_000 - 900*max(0, i-profitable)*200/n)
			if i <= profitable {
				left := profitable - i + 1
				profit = book.Cents(1_200_000 * left * left / (profitable * profitable))
			}
			sum += profit
			if n <= 400 || i == 1 || i == n || i == profitable || i%(n/300) == 0 {
				points = append(points, part.Point{Rank: i, Sum: sum, Profit: profit, Key: uint64(i), Name: person(i)})
			}
		}
		curves[id] = points
	}
	for _, p := range points {
		peak = max(peak, p.Sum)
	}
	return &part.Whale{ID: id, Clients: n, Points: points, PeakAt: profitable, Peak: peak, Currency: "USD",
		OnOpen: func(ctx app.Context, p part.Point) { g.say("open %s", p.Name) }}
}

func (g *gallery) curves() []app.UI {
	var cards []app.UI
	for _, c := range []struct{ n, profitable int }{{1, 1}, {1, 0}, {3, 2}, {40, 40}, {40, 0}, {100, 6}, {300, 290}, {1_000_000, 410_000}, {2, 1}} {
		id := fmt.Sprintf("w%d-%d", c.n, c.profitable)
		cards = append(cards, part.Card(id+"-card", fmt.Sprintf("%d of %d earn", c.profitable, c.n), "", nil, g.whale(id, c.n, c.profitable)))
	}
	return []app.UI{part.Headline(app.Text("Curves of every kind")), app.Div().Class("grid even").Body(cards...)}
}

var names = [...]string{"Omar Costa", "Priya Banerjee", "Zoë Lindgren", "Mateo Hayashi", "Chloé O’Dell", "Maximiliane von Hohenstein-Ashford", "Uma Xu"}
var tierNames = [...]string{"", "Platinum", "Gold", "Silver", "Bronze"}

func person(i int) string { return names[i%len(names)] + " " + strconv.Itoa(i) }

// want answers as a worker would: later.
func (g *gallery) want(ctx app.Context, offset, limit int) {
	g.say("want %d %d", offset, limit)
	wait := 3 * time.Millisecond
	if js.Global().Get("gallerySlow").Truthy() {
		wait = 400 * time.Millisecond
	}
	ctx.After(wait, func(ctx app.Context) {
		rows := make([]part.Row, 0, limit)
		for i := offset; i < offset+limit; i++ {
			at := i
			if !g.desc {
				at = g.total - 1 - i
			}
			profit := book.Cents(2_000_000 - int64(at)*4_000_000/int64(g.total))
			tier := book.Tier(1 + at*4/g.total)
			aum := book.Cents(900_000_000 - int64(at)*3_000)
			rows = append(rows, part.Row{Key: uint64(at), Href: "#/client-" + strconv.Itoa(at), Cells: []part.Cell{
				{Text: person(at), Kind: part.NameCell, Tier: tier, Sub: tierNames[tier] + " · " + host.Money(aum, "USD", host.Short) + " AUM"},
				{Text: tierNames[tier], Kind: part.TierCell, Tier: tier},
				{Text: host.Money(aum, "USD", host.Whole), Kind: part.AmountCell},
				{Text: host.Money(aum/120, "USD", host.Whole), Kind: part.AmountCell},
				{Text: host.Count(2 + at%30)},
				{Text: host.Points(book.Points(10_000 - at*10_000/g.total))},
				{Text: host.Money(profit, "USD", host.Whole), Kind: part.AmountCell, Loss: profit < 0},
			}})
		}
		g.offset, g.rows = offset, rows
	})
}

func (g *gallery) list() []app.UI {
	return []app.UI{
		part.Headline(app.Text(host.Count(g.total)+" clients with "), part.Amount(160_000_000_00, "USD", host.Compact), app.Text(" under management.")),
		part.Lede(app.Text("Three cells could not be read; nine clients have no hours recorded.")),
		part.Card("clients", "Clients", "", nil,
			app.Div().Class("filters").Body(
				&part.SearchField{ID: "find", Label: "Find a client", Value: g.search, OnInput: func(ctx app.Context, v string) { g.search = v; g.say("find %s", v) }},
				&part.Segmented{ID: "tier", Label: "Tier", Bare: true, Value: g.method, Options: []part.Option{{"shares", "All"}, {"p", "Platinum"}, {"g", "Gold"}, {"s", "Silver"}, {"b", "Bronze"}},
					OnChange: func(ctx app.Context, v string) { g.method = v }},
				&part.Select{ID: "size", Label: "Rows", Bare: true, Value: strconv.Itoa(g.total), Options: []part.Option{{"12", "12 rows"}, {"300", "300 rows"}, {"100000", "100,000 rows"}, {"1000000", "1,000,000 rows"}},
					OnChange: func(ctx app.Context, v string) { g.total, _ = strconv.Atoi(v); g.rows = nil }},
			),
			&part.Table{
				ID: "list", Label: "Clients", Total: g.total, Offset: g.offset, Rows: g.rows, Sort: g.sort, Desc: g.desc, Place: &g.keep,
				View: fmt.Sprint(g.total, g.sort, g.desc), Want: g.want,
				Columns: []part.Column{
					{Key: "name", Head: "Client", Width: part.Fill}, {Key: "tier", Head: "Tier", Width: part.Word, From: part.Tablet},
					{Key: "aum", Head: "AUM", From: part.Tablet}, {Key: "gdc", Head: "GDC", From: part.Tablet},
					{Key: "hours", Head: "Hours", Width: part.Short, From: part.Desk}, {Key: "score", Head: "Score", Width: part.Short, From: part.Desk},
					{Key: "profit", Head: "Profit"},
				},
				OnSort: func(ctx app.Context, key string) {
					g.desc = key != g.sort || !g.desc
					g.sort, g.rows = key, nil
					g.say("sort %s %v", key, g.desc)
				},
			},
		),
	}
}

func (g *gallery) fields() []app.UI {
	commit := func(what string, v any) { g.say("%s %v", what, v) }
	return []app.UI{
		part.Headline(app.Text("The practice costs "), part.Amount(644_000_00, "USD", host.Whole), app.Text(" a year.")),
		part.Lede(app.Text("Every change shows at once, here and in the tiers.")),
		app.Div().Class("grid").Body(
			part.Card("costs", "What the practice costs", "a year", nil,
				app.Div().Class("fields").Body(
					app.Div().Body(&part.MoneyField{ID: "wages", Label: "Employee wages", Hint: "Salaries, bonuses, payroll taxes and benefits of everyone but yourself.", Value: g.wages, Currency: "USD",
						OnCommit: func(ctx app.Context, v book.Cents) { g.wages = v; commit("wages", v) }}),
					app.Div().Body(&part.MoneyField{ID: "pay", Label: "Owner’s pay", Hint: "What you would have to pay someone to do your work.", Value: book.Missing, Currency: "USD", Blank: "not counted"}),
					app.Div().Body(&part.PercentField{ID: "payout", Label: "Payout", Hint: "The share of GDC that reaches the practice.", Value: g.payout, Most: 10000,
						OnCommit: func(ctx app.Context, v book.BP) { g.payout = v; commit("payout", v) }}),
					app.Div().Body(&part.HoursField{ID: "hours", Label: "Platinum service", Hint: "Hours a year for each client.", Value: g.hours,
						OnCommit: func(ctx app.Context, v book.Minutes) { g.hours = v; commit("hours", v) }}),
					app.Div().Body(&part.CountField{ID: "count", Label: "Places in Platinum", Unit: "clients", Value: g.places, Most: 300,
						OnCommit: func(ctx app.Context, v int64) { g.places = v; commit("places", v) }}),
					app.Div().Body(&part.MoneyField{ID: "refused", Label: "Overhead", Value: 1, Currency: "USD", Problem: "The engine refused this."}),
				),
			),
			app.Div().Body(
				part.Card("sharing", "How it is shared", "", nil,
					&part.Segmented{ID: "driver", Label: "Share wages by", Hint: "Service time is what cost follows in most practices.", Value: g.driver,
						Options: []part.Option{{"time", "Time"}, {"clients", "Clients"}, {"revenue", "Revenue"}, {"aum", "AUM"}}, OnChange: func(ctx app.Context, v string) { g.driver = v; commit("driver", v) }},
					&part.Select{ID: "method", Label: "Cut tiers by", Value: g.method, Options: []part.Option{{"shares", "Shares of the book"}, {"counts", "Fixed places"}, {"scores", "Lowest scores"}, {"natural", "Natural breaks"}},
						OnChange: func(ctx app.Context, v string) { g.method = v; commit("method", v) }},
					&part.Toggle{ID: "capacity", Label: "The practice has spare capacity", Hint: "Unused hours are then a line of their own.", On: g.capacity, OnChange: func(ctx app.Context, on bool) { g.capacity = on; commit("capacity", on) }},
				),
				part.Card("why", "Why", "", nil, part.Figures(
					part.Figure{Label: "GDC", Value: "$0"}, part.Figure{Label: "Revenue at 90%", Value: "$0"}, part.Figure{Label: "Wages, 16.25 h × $12.23/h", Value: "−$1,988"},
					part.Figure{Label: "Overhead × $14.85/h", Value: "−$2,414"}, part.Figure{Label: "Your pay × $13.11/h", Value: "−$2,130"}, part.Figure{Label: "Profit", Value: "−$6,531", Loss: true, Sum: true})),
			),
		),
		part.Card("reason", "Lock", "", nil, &part.TextField{ID: "note", Label: "Why Gold?", Hint: "Kept with the client.", Value: g.note, Lines: 3, OnCommit: func(ctx app.Context, v string) { g.note = v; commit("note", v) }},
			&part.TextField{ID: "tier-name", Label: "Name of the first tier", Value: "Platinum", Most: 24, OnCommit: func(ctx app.Context, v string) { commit("name", v) }}),
		app.Div().Class("row").Body(part.Button("more", "Export…", "primary", func(ctx app.Context, e app.Event) { g.dialog = true }),
			part.Button("wipe", "Wipe everything", "danger", func(ctx app.Context, e app.Event) { g.confirm = true }), app.Button().Disabled(true).Text("Not now")),
		&part.Dialog{ID: "export-dialog", Title: "Export the tier list", Open: g.dialog, OnClose: func(ctx app.Context) { g.dialog = false; g.say("closed") },
			Content: func() []app.UI {
				return []app.UI{app.P().Text("A CSV that your CRM can read, with the tier, the score and the profit of every client."),
					&part.TextField{ID: "file-name", Label: "File name", Value: "tierbook.csv", OnCommit: func(ctx app.Context, v string) { commit("file", v) }}}
			},
			Actions: func() []app.UI {
				return []app.UI{part.Button("no", "Cancel", "", func(ctx app.Context, e app.Event) { g.dialog = false }), part.Button("yes", "Save the file", "primary", func(ctx app.Context, e app.Event) {
					g.dialog = false
					part.Toast(ctx, part.Message{Text: "Saved tierbook.csv with 248 clients."})
				})}
			}},
		&part.Confirm{ID: "wipe-confirm", Title: "Wipe everything on this device?", Text: "The book, the settings and the plan are removed. Files you saved stay where they are.", Yes: "Wipe everything", Danger: true, Open: g.confirm,
			OnYes: func(ctx app.Context) { g.confirm = false; g.say("wiped") }, OnNo: func(ctx app.Context) { g.confirm = false; g.say("kept") }},
	}
}

func (g *gallery) says() []app.UI {
	return []app.UI{app.Div().Class("open").Body(
		part.Headline(app.Text("Which clients pay for your practice?")),
		part.Lede(app.Text("Score your book on six factors, sort it into four tiers, and see what each client earns after wages, overhead and your own pay. Then mend the ones that lose money.")),
		app.Div().Class("drop").Body(app.Button().Class("primary").Text("Open your client list (CSV)"), app.P().Text("or drop it here. Name, AUM and GDC are enough to start.")),
		app.Div().Class("three").Body(
			app.Div().Body(app.B().Text("It stays here"), app.Text("Your file is read by this page, on this device. No account, no upload, no tracking.")),
			app.Div().Body(app.B().Text("Check it yourself"), app.Text("Turn off Wi-Fi and carry on. Once loaded, this page may load nothing more, from any address.")),
			app.Div().Body(app.B().Text("Keep what you want"), app.Text("Kept only for this tab unless you choose otherwise: on this device, under your passphrase."))),
		app.Div().Class("row").Body(app.Button().Text("Look round with a sample book"), app.Button().Class("quiet").Text("Open a saved Tierbook file")),
		part.Notice(part.Info, "", app.P().Text("Costs are shared by service time. Time is estimated for 12 clients.")),
		part.Notice(part.Warn, "Three cells could not be read", app.P().Text("Line 133, GDC: “call Bob”. The clients stay in the book with no GDC."), app.Div().Class("row").Body(part.Button("mend", "Mend them", "", nil))),
		part.Notice(part.Bad, "This file is an Excel workbook", app.P().Text("Save it as CSV first: File, Save As, CSV UTF-8.")),
		part.Notice(part.Good, "Ready to work offline"),
		part.Tiles(part.Figure{Label: "Margin", Value: "20.6%", Plain: true}, part.Figure{Label: "Profit", Value: "$167,300"}, part.Figure{Label: "Silver", Value: "−$72,610", Loss: true}, part.Figure{Label: "Hours freed", Value: "412 h", Plain: true}),
		app.Div().Class("card").Body(part.Empty("No client matches", "Try a shorter part of the name, or look in all tiers.", part.Button("all", "Show all tiers", "", nil))),
		app.Div().Class("row").Body(part.Chip(1, "Platinum"), part.Chip(2, "Gold"), part.Chip(3, "Silver"), part.Chip(4, "Bronze"), part.Chip(0, "Unassigned")),
		app.Div().Class("steps").Body(app.Span().Text("1 of 150"), app.Progress().Max(150).Value(30).Aria("label", "Clients walked through"), part.Button("skip", "Skip", "quiet", nil)),
		part.Meter(6500, 1),
	)}
}

func (g *gallery) repair() []app.UI {
	lever := func(on bool, title, text, fig string) app.UI {
		class, choose := "lever", app.Button().Text("Choose")
		if on {
			class, choose = "lever on", app.Button().Class("primary").Text("Chosen")
		}
		return app.Div().Class(class).Body(app.Span().Body(app.B().Text(title), app.Small().Text(text)), app.Span().Class("fig").Text(fig), choose)
	}
	return []app.UI{
		app.Div().Class("steps").Body(app.Span().Text("1 of 150"), app.Progress().Max(150).Value(1).Aria("label", "Clients walked through"), app.Button().Class("quiet").Text("Skip")),
		part.Headline(part.Name("Omar Costa"), app.Text(" "), part.Stress(app.Text("carries a loss of "), part.Amount(653_100, "USD", host.Whole))),
		part.Lede(app.Text("$3.3 million under management, 16 hours of service, and no fee: this account produced no GDC. It is in Silver; likeability 1 of 10, no referrals. A loss however cost is shared.")),
		app.Div().Class("grid").Body(app.Div().Body(
			lever(true, "Charge for the service", "A fee of $7,257 a year, before payout, covers its cost: 0.22% of assets. Your book pays 0.75%.", "+$6,531"),
			lever(false, "Serve as Bronze", "3 hours a year instead of 16: frees 13 hours, still loses $1,206", "+$5,325"),
			lever(false, "Let go", "Frees 16 hours. Saves nothing in cash unless wages or overhead fall", "$0"),
			app.Div().Class("row").Body(app.Button().Class("primary").Text("Add to plan, next client"), app.Button().Text("Back"))),
			part.Card("plan", "Plan so far", "", nil, part.Figures(part.Figure{Label: "Margin today", Value: "20.6%", Plain: true}, part.Figure{Label: "With this choice", Value: "21.3%", Plain: true}, part.Figure{Label: "Hours freed", Value: "0", Plain: true}))),
	}
}
