package bench

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tierbook/app/browsertest"
	"tierbook/app/host"
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/intake"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }

// papa is PapaParse, which make npm fetches.
const papa = "../../.cache/node_modules/papaparse/papaparse.min.js"

// sums are what all have to agree on: of the four tiers, and of the clients in
// none.
type sums [book.Tiers + 1]struct {
	Clients  int
	AUM, GDC int64
}

// list makes up a list of so many clients, and works it natively.
func list(tb testing.TB, clients int) (path string, want sums) {
	tb.Helper()
	text, err := exec.Command("go", "run", "tierbook/cmd/tierbook", "sample", "--clients", strconv.Itoa(clients)).Output()
	if err != nil {
		tb.Fatal(err)
	}
	path = filepath.Join(tb.TempDir(), "clients.csv")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		tb.Fatal(err)
	}
	imp, err := intake.Read(context.Background(), bytes.NewReader(text), intake.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	settings := engine.Defaults()
	now := time.Now()
	settings.AsOf, err = book.ParseDay(now.Format(time.DateOnly))
	if err != nil {
		tb.Fatal(err)
	}
	report := engine.Analyze(imp.Book, settings)
	for k, line := range append(report.Tiers[:], report.Unassigned) {
		want[k].Clients, want[k].AUM, want[k].GDC = line.Clients, int64(line.AUM), int64(line.GDC)
	}
	return path, want
}

// contender is a page that takes a client list and shows its tiers.
type contender struct {
	name  string
	url   string
	ready string
	// check fails where the page has come to other tiers.
	check func(tb testing.TB, page *browsertest.Page, want sums)
}

// contenders are Tierbook, first, and its peers.
func contenders(tb testing.TB, names ...string) []contender {
	tb.Helper()
	peers := http.NewServeMux()
	peers.Handle("/", http.FileServer(http.Dir("testdata")))
	peers.HandleFunc("/papaparse.min.js", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, papa) })
	server := httptest.NewServer(peers)
	tb.Cleanup(server.Close)
	all := []contender{{
		name: "tierbook", url: browsertest.Serve(tb, browsertest.Host{}).URL,
		ready: `tierbook.worker === "running" && tierbook.offline === "ready"`, check: checkOwn,
	}}
	for _, name := range names {
		all = append(all, contender{name, server.URL + "/peer.html?worker=" + name + ".js", `window.ready`, checkPeer})
	}
	return all
}

func checkPeer(tb testing.TB, page *browsertest.Page, want sums) {
	tb.Helper()
	var got sums
	page.Eval("tiers", &got)
	if got != want {
		tb.Fatalf("got  %v\nwant %v", got, want)
	}
}

// checkOwn reads clients, AUM and GDC off the table.
func checkOwn(tb testing.TB, page *browsertest.Page, want sums) {
	tb.Helper()
	page.Click("radio", "Book and time")
	page.See("columnheader", "GDC")
	names := engine.Defaults().Names
	for k, name := range append(names[:], "Needs data") {
		if want[k].Clients == 0 {
			continue
		}
		var got string
		page.Eval(fmt.Sprintf(`[...[...document.querySelectorAll("#tiers tbody tr")].find((tr) => tr.cells[0].innerText.trim() === %q).cells].slice(1, 4).map((td) => td.innerText.trim()).join(" ")`, name), &got)
		should := strings.Join([]string{host.Count(want[k].Clients), host.Money(book.Cents(want[k].AUM), "USD", host.Whole), host.Money(book.Cents(want[k].GDC), "USD", host.Whole)}, " ")
		if got != should {
			tb.Fatalf("%s: got %s, want %s", name, got, should)
		}
	}
}

// measured is one run.
type measured struct {
	ms         float64
	longest    float64 // the longest time in ms that the window was blocked
	idle, peak float64 // MB of the page's process: before the file came, and at most
}

// rest is less than it takes a user to choose a file.
const rest = time.Second

// run opens a contender in a new Chromium and hands it the list.
func (c contender) run(tb testing.TB, path string, want sums) measured {
	tb.Helper()
	b := browsertest.Start(tb, browsertest.Options{})
	defer b.Close()
	page := b.Open(c.url)
	page.Wait("the page to be ready", c.ready)
	time.Sleep(rest)
	var m measured
	m.idle = float64(b.Peak()) / 1e6
	page.Eval(`window.longest = 0, new PerformanceObserver((list) => {
		for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
	}).observe({ type: "longtask" }), document.getElementById("file").addEventListener("change", () => {
		const began = performance.now();
		const look = () => document.querySelector("#tiers tr td") ? requestAnimationFrame(() => setTimeout(() => (window.took = performance.now() - began))) : requestAnimationFrame(look);
		look();
	}, true), 0`, nil)
	page.SetFile(path)
	page.WaitLong("the tiers", 3*time.Minute, `window.took > 0`)
	page.Eval("took", &m.ms)
	time.Sleep(rest) // what comes after the table counts too where it blocks the window, or takes memory
	page.Eval("longest", &m.longest)
	m.peak = float64(b.Peak()) / 1e6
	c.check(tb, page, want)
	return m
}

// TestAllComeToTheSameTiers holds the peers to the method, or to be faster
// would mean nothing.
func TestAllComeToTheSameTiers(t *testing.T) {
	path, want := list(t, 10_000)
	for _, c := range contenders(t, "hand") {
		c.run(t, path, want)
	}
}

func BenchmarkFileToTiers(b *testing.B) {
	if _, err := os.Stat(papa); err != nil {
		b.Fatalf("no PapaParse: %v; make npm fetches it", err)
	}
	for _, clients := range []int{300, 10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprintf("clients=%d", clients), func(b *testing.B) {
			path, want := list(b, clients)
			all := contenders(b, "hand", "papa")
			runs := make([][]measured, len(all))
			for range b.N {
				for i, c := range all { // in turn, so that a busy moment hits all of them
					runs[i] = append(runs[i], c.run(b, path, want))
				}
			}
			b.ReportMetric(0, "ns/op")
			size, err := os.Stat(path)
			if err != nil {
				b.Fatal(err)
			}
			own := median(runs[0])
			for i, c := range all {
				m := median(runs[i])
				b.ReportMetric(m.ms, c.name+"-ms")
				b.ReportMetric(m.peak, c.name+"-MB")
				if i > 0 {
					b.ReportMetric(own.ms/m.ms, "time/"+c.name)
				}
			}
			b.ReportMetric(own.peak*1e6/float64(size.Size()), "MB/file-MB")
			b.ReportMetric((own.peak-own.idle)*1e6/float64(size.Size()), "grown-MB/file-MB")
			b.ReportMetric(own.longest, "blocked-ms")
		})
	}
}

// median is that of each figure.
func median(runs []measured) measured {
	middle := func(of func(measured) float64) float64 {
		var all []float64
		for _, r := range runs {
			all = append(all, of(r))
		}
		slices.Sort(all)
		return (all[(len(all)-1)/2] + all[len(all)/2]) / 2
	}
	return measured{
		middle(func(m measured) float64 { return m.ms }), middle(func(m measured) float64 { return m.longest }),
		middle(func(m measured) float64 { return m.idle }), middle(func(m measured) float64 { return m.peak }),
	}
}
