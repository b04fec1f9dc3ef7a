package browsertest_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tierbook/app/browsertest"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }

// everywhere is how a site may be hosted.
var everywhere = map[string]browsertest.Host{
	"with headers":           {},
	"bare":                   {Bare: true},
	"bare, below a sub-path": {Bare: true, Prefix: "/deep/sub/path/"},
	"below a sub-path":       {Prefix: "/deep/sub/path/"},
}

const (
	mounted = `performance.getEntriesByName("tierbook-mounted").length > 0`
	running = `tierbook.worker === "running"`
	kept    = `tierbook.offline === "ready"`
)

// ready waits until a page has all it needs to go on alone.
func ready(page *browsertest.Page) {
	page.Wait("the program to mount", mounted)
	page.Wait("the worker to run", running)
	page.Wait("the site to be kept", kept)
}

// listen collects, in window.got, the files that the page hands over.
const listen = `window.got = []; tierbook.onfile((file, origin) => got.push([file.name, origin])); 0`

func TestComesUpAndWorksOffline(t *testing.T) {
	for name, how := range everywhere {
		t.Run(name, func(t *testing.T) {
			host := browsertest.Serve(t, how)
			b := browsertest.Start(t, browsertest.Options{})
			page := b.Open(host.URL)
			ready(page)
			page.Wait("the word that it is whole", `document.querySelector(".toasts").textContent.includes("Ready to work offline")`)
			before := len(b.Sent())
			host.Stop()
			for _, address := range []string{host.URL, host.URL + "?from=a-bookmark", host.URL + "index.html", host.URL + "no/such/page"} {
				page.Goto(address)
				ready(page)
				page.See("heading", "Which clients pay for your practice?")
				var at string
				page.Eval("location.origin + location.pathname", &at)
				if at != host.URL {
					t.Errorf("%s ended at %s, want %s", address, at, host.URL)
				}
			}
			for _, s := range b.Sent()[before:] {
				if strings.HasPrefix(s.URL, host.URL) && s.URL != host.URL+"sw.js" {
					t.Errorf("offline, the page still asked the host for %s", s.URL)
				}
			}

			var state struct {
				Network  struct{ Window, Worker string }
				Requests struct{ Window, Worker []string }
				Kept     struct {
					Build                   string
					Files, Fetched, Refused int
				}
				Build      string
				Files      int
				Controlled bool
				Violations []any
			}
			page.Eval(`(async () => ({
				network: tierbook.network, requests: tierbook.requests(), kept: await tierbook.kept(), build: tierbook.build,
				files: tierbook.files.length, controlled: tierbook.controlled, violations: tierbook.violations,
			}))()`, &state)
			if state.Network.Window != "shut" || state.Network.Worker != "shut" {
				t.Errorf("network %+v, want both shut", state.Network)
			}
			if r := state.Requests; r.Window == nil || r.Worker == nil || len(r.Window)+len(r.Worker) > 0 {
				t.Errorf("requests since the network was shut %+v, want none", state.Requests)
			}
			if state.Kept.Build != state.Build || state.Kept.Files != state.Files || !state.Controlled || len(state.Violations) > 0 {
				t.Errorf("state %+v", state)
			}
		})
	}
}

func TestNothingElseIsAskedFor(t *testing.T) {
	host := browsertest.Serve(t, browsertest.Host{Bare: true})
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(host.URL)
	ready(page)
	page.Click("button", "Look round with a sample book")
	page.Reload()
	ready(page)
	b.MustBeClean(host)
}

// TestNetworkIsShut tries every way out that a script has, from the window and
// from the worker, on a host that sends no headers.
func TestNetworkIsShut(t *testing.T) {
	host := browsertest.Serve(t, browsertest.Host{Bare: true})
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(host.URL)
	ready(page)
	var base string
	page.Eval("document.baseURI", &base)

	// Each way out is a promise of "refused", or of what came of it.
	const ways = `
		const refused = (p) => Promise.race([p.then((v) => String(v), () => "refused"), new Promise((done) => setTimeout(done, 700, "refused"))]);
		const fires = (target, yes) => new Promise((done, fail) => { target["on" + yes] = () => done(yes); target.onerror = fail; });
		const out = {};
		for (const to of targets) {
			const url = to + "?client=Jane";
			out["fetch " + to] = await refused(fetch(url, { mode: "no-cors" }));
			out["post " + to] = await refused(fetch(url, { method: "POST", body: "Jane", mode: "no-cors" }));
			out["xhr " + to] = await refused(new Promise((done, fail) => { const x = new XMLHttpRequest(); x.open("GET", url); x.onload = done; x.onerror = fail; x.send(); }));
			out["socket " + to] = await refused((async () => fires(new WebSocket(url.replace("http", "ws")), "open"))());
			out["events " + to] = await refused((async () => fires(new EventSource(url), "open"))());
			if (self.document) {
				navigator.sendBeacon(url, "Jane");
				for (const [tag, set] of [["script", "src"], ["iframe", "src"], ["video", "src"], ["object", "data"], ["embed", "src"]]) {
					out[tag + " " + to] = await refused((async () => { const e = document.createElement(tag); e[set] = url; document.body.append(e); return tag === "iframe" || tag === "object" || tag === "embed" ? "refused" : fires(e, "load"); })());
				}
				for (const file of ["", "sw.js", "index.html", "icons/touch-180.png", "manifest.webmanifest"]) {
					for (const rel of ["prefetch", "preload", "modulepreload", "icon", "apple-touch-icon", "manifest"]) {
						const e = document.createElement("link");
						e.rel = rel;
						e.as = rel === "preload" ? "image" : "";
						e.href = new URL(file, to) + "?client=Jane";
						document.head.append(e); // what gets out of it is seen below
					}
					document.querySelector("link[rel=manifest]").href = new URL(file, to) + "?client=Jane";
					out["picture " + file + " " + to] = await refused((async () => { const i = new Image(); i.src = new URL(file, to) + "?client=Jane"; return fires(i, "load"); })());
				}
				out["service worker " + to] = await refused((async () => navigator.serviceWorker.register(String(new URL("sw.js?client=Jane", to))))());
				out["style " + to] = await refused((async () => { const e = document.createElement("link"); e.rel = "stylesheet"; e.href = url; document.head.append(e); return fires(e, "load"); })());
			} else {
				out["import " + to] = await refused((async () => importScripts(url))());
			}
			out["module " + to] = await refused((async () => import(url))());
			out["worker " + to] = await refused((async () => { new Worker(url); return "made"; })());
		}
		return out;`
	const elsewhere = "http://127.0.0.1:9/"
	before := len(b.Sent())
	for _, target := range []*browsertest.Target{page.Target, b.Target(browsertest.Worker)} {
		var out map[string]string
		target.Eval(fmt.Sprintf(`(async () => { const targets = [%q + "build.json", %q]; %s })()`, base, elsewhere, ways), &out)
		for way, what := range out {
			if what != "refused" {
				t.Errorf("in the %s: %s: %s", target.Kind, way, what)
			}
		}
		if len(out) < 14 {
			t.Errorf("in the %s only %d ways out were tried: %v", target.Kind, len(out), out)
		}
	}
	var calls bool
	if page.Eval(`"RTCPeerConnection" in window || "webkitRTCPeerConnection" in window`, &calls); calls {
		t.Error("calls from browser to browser, which no policy covers, are still there")
	}
	// So is a picture.
	for _, url := range []string{elsewhere + "x.png", base + "x.png?client=Jane", base + "icons/touch-180.png?client=Jane"} {
		page.Eval(fmt.Sprintf(`new Promise((done, fail) => { const i = new Image(); i.onload = fail; i.onerror = done; i.src = %q })`, url), nil)
	}
	page.Call("Page.getAppManifest", nil, nil) // as a browser does that would install the page
	time.Sleep(time.Second)
	for _, s := range b.Sent()[before:] {
		if strings.Contains(s.URL, "Jane") || strings.HasPrefix(s.URL, elsewhere) || s.Method == "POST" && !strings.Contains(s.URL, "google") {
			t.Errorf("it left the browser: %+v", s)
		}
	}
}

// held serves the site over a slow line, and no more than half of the program
// until let is called.
func held(t *testing.T) (url string, let func()) {
	on := make(chan bool)
	let = sync.OnceFunc(func() { close(on) })
	url = site(t, func(w http.ResponseWriter, r *http.Request, content []byte) bool {
		time.Sleep(20 * time.Millisecond)
		if !isWasm(r) {
			return false
		}
		half := len(content) / 2
		w.Write(content[:half])
		w.(http.Flusher).Flush()
		<-on
		w.Write(content[half:])
		return true
	})
	t.Cleanup(let)
	return url, let
}

// TestShellTakesFilesEarly does everything before the program is there.
func TestShellTakesFilesEarly(t *testing.T) {
	list := filepath.Join(t.TempDir(), "my clients.csv")
	if err := os.WriteFile(list, []byte("Name,AUM,GDC\nA,1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for how, act := range map[string]struct {
		do   func(*browsertest.Page)
		name string
		want string
	}{
		"chosen":  {func(p *browsertest.Page) { p.SetFile(list) }, "my clients.csv", "list"},
		"dropped": {func(p *browsertest.Page) { p.Drop(list) }, "my clients.csv", "list"},
		"sample":  {func(p *browsertest.Page) { p.Click("button", "Look round with a sample book") }, "sample.csv", "sample"},
	} {
		t.Run(how, func(t *testing.T) {
			url, let := held(t)
			page := browsertest.Start(t, browsertest.Options{}).Blank()
			page.Goto(url)
			page.Eval(listen, nil)
			page.See("heading", "Which clients pay for your practice?")
			act.do(page)
			page.Wait("honest progress", `!document.getElementById("loading").hidden && document.getElementById("loading-bar").value > 10 && document.getElementById("loading-bar").value < 100`)
			var early bool
			page.Eval("!("+mounted+") && got.length === 0", &early)
			if !early {
				t.Fatal("the program was there before the file")
			}
			var said string
			page.Eval(`document.getElementById("loading-text").textContent`, &said)
			if !strings.Contains(said, "opens as soon as Tierbook has loaded") {
				t.Errorf("the shell says %q", said)
			}
			page.Screenshot("shell-" + how)
			let()
			page.Wait("the file to be handed over", "got.length === 1")
			var got [][2]string
			page.Eval("got", &got)
			if got[0] != [2]string{act.name, act.want} {
				t.Errorf("handed over %v, want %q as %q", got[0], act.name, act.want)
			}
			page.Wait("the progress to go", `document.getElementById("loading").hidden`)
		})
	}
}

// TestMountingMovesNothing looks at what the browser counts as layout shift,
// and at the focus.
func TestMountingMovesNothing(t *testing.T) {
	for _, size := range browsertest.Sizes {
		t.Run(size.Name, func(t *testing.T) {
			url, let := held(t)
			page := browsertest.Start(t, browsertest.Options{}).Blank()
			page.Resize(size)
			page.Call("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": `
				window.shifts = [];
				new PerformanceObserver((list) => shifts.push(...list.getEntries().map((e) => e.value))).observe({ type: "layout-shift", buffered: true });`}, nil)
			page.Goto(url)
			const places = `JSON.stringify([...document.querySelectorAll("h1, main, nav a, .drop, button")].map((e) => { const b = e.getBoundingClientRect(); return [e.tagName, e.innerText.trim().slice(0, 30), b.x, b.y, b.width, b.height]; }))`
			var before, after, focused string
			page.Focus("button", "Look round with a sample book")
			page.Eval(places, &before)
			var early bool
			page.Eval("!("+mounted+")", &early)
			if !early {
				t.Fatal("mounted before it was looked at")
			}
			page.Screenshot("before-" + size.Name)
			let()
			page.Wait("the program to mount", mounted)
			page.Eval("new Promise((done) => setTimeout(done, 500))", nil)
			page.Eval(places, &after)
			page.Screenshot("after-" + size.Name)
			if before != after {
				t.Errorf("the elements moved\nfrom %s\nto   %s", before, after)
			}
			var shift float64
			page.Eval("shifts.reduce((a, b) => a + b, 0)", &shift)
			if shift > 0.001 {
				t.Errorf("layout shift %v, want none", shift)
			}
			if focused = page.Focused(); focused != "open-sample" {
				t.Errorf("the focus is on %q, want open-sample", focused)
			}
		})
	}
}

// TestLeavesExtensionsAlone has an extension put an element before the shell,
// where the program would replace it.
func TestLeavesExtensionsAlone(t *testing.T) {
	page := browsertest.Start(t, browsertest.Options{}).Blank()
	page.Call("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": `
		document.addEventListener("DOMContentLoaded", () => {
			const foreign = document.createElement("aside");
			foreign.id = "foreign";
			document.body.prepend(foreign);
		});`}, nil)
	page.Goto(browsertest.Serve(t, browsertest.Host{}).URL)
	page.Wait("the program to mount", mounted)
	var counts [3]int
	page.Eval(`["#foreign", "#app", "h1"].map((s) => document.querySelectorAll(s).length)`, &counts)
	if counts != [3]int{1, 1, 1} {
		t.Errorf("%v of the extension's element, the page and its headline, want one each", counts)
	}
}

// TestShellIsWhatTheProgramDraws compares the shell of index.html with the Open
// place as the program draws it: elements, attributes and words. Dialogs that
// are not open may come with the program.
func TestShellIsWhatTheProgramDraws(t *testing.T) {
	page := browsertest.Start(t, browsertest.Options{}).Blank()
	page.Call("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": `
		window.outline = (e = document.getElementById("app"), depth = "") => [
			depth + "<" + [e.localName, ...[...e.attributes].map((a) => a.name + "=" + JSON.stringify(a.value)).sort()].join(" ") + ">",
			...[...e.childNodes].flatMap((c) => c.nodeType === 1 ? c.matches("dialog:not([open])") ? [] : outline(c, depth + "  ") : c.nodeType === 3 && c.data.trim() ? [depth + "  " + c.data.trim()] : []),
		];
		document.addEventListener("DOMContentLoaded", () => window.shell = outline());`}, nil)
	page.Goto(browsertest.Serve(t, browsertest.Host{}).URL)
	page.Wait("the program to mount", mounted)
	page.Eval("new Promise((done) => setTimeout(done, 500))", nil)
	var shell, drawn []string
	page.Eval("shell", &shell)
	page.Eval("outline()", &drawn)
	for i := range max(len(shell), len(drawn)) {
		switch {
		case i >= len(shell):
			t.Fatalf("line %d: the program draws more than the shell: %s", i+1, strings.Join(drawn[i:], "\n"))
		case i >= len(drawn):
			t.Fatalf("line %d: the shell has more than the program draws: %s", i+1, strings.Join(shell[i:], "\n"))
		case shell[i] != drawn[i]:
			t.Fatalf("line %d: the shell has\n%s\nand the program draws\n%s\n\nall of it:\n%s", i+1, shell[i], drawn[i], strings.Join(drawn, "\n"))
		}
	}
}

// site serves a built site with files changed, for what hosts and the way to
// them do wrong. change may answer a request itself and return true.
func site(t *testing.T, change func(w http.ResponseWriter, r *http.Request, content []byte) bool) string {
	t.Helper()
	dir := browsertest.Site()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := r.URL.Path
		if name == "/" {
			name = "/index.html"
		}
		content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path.Clean(name))))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		kinds := map[string]string{".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".wasm": "application/wasm", ".svg": "image/svg+xml"}
		w.Header().Set("Content-Type", kinds[path.Ext(name)])
		if !change(w, r, content) {
			w.Write(content)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL + "/"
}

func isWasm(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, ".wasm") }

func TestWrongMIMETypeIsNoMatter(t *testing.T) {
	url := site(t, func(w http.ResponseWriter, r *http.Request, _ []byte) bool {
		if isWasm(r) || strings.HasSuffix(r.URL.Path, ".webmanifest") {
			w.Header().Set("Content-Type", "text/plain")
		}
		return false
	})
	page := browsertest.Start(t, browsertest.Options{}).Open(url)
	ready(page)
}

// TestSaysWhyItCannotStart breaks what can break on the way, and wants a plain
// sentence and a button each time.
func TestSaysWhyItCannotStart(t *testing.T) {
	for name, c := range map[string]struct {
		change func(w http.ResponseWriter, r *http.Request, content []byte) bool
		before string // run in the page before anything else
		says   string
	}{
		"the program was altered": {
			change: func(w http.ResponseWriter, r *http.Request, content []byte) bool {
				if isWasm(r) {
					content[len(content)-1] ^= 1
				}
				return false
			},
			says: "is not the file that was published",
		},
		"the program was cut short": {
			change: func(w http.ResponseWriter, r *http.Request, content []byte) bool {
				if isWasm(r) {
					w.Write(content[:len(content)/2])
				}
				return isWasm(r)
			},
			says: "is not the file that was published",
		},
		"the connection broke": {
			change: func(w http.ResponseWriter, r *http.Request, content []byte) bool {
				if isWasm(r) {
					w.Header().Set("Content-Length", fmt.Sprint(len(content)))
					w.Write(content[:len(content)/2])
				}
				return isWasm(r)
			},
			says: "the connection broke",
		},
		"a filter holds it back": {
			change: func(w http.ResponseWriter, r *http.Request, _ []byte) bool {
				if isWasm(r) {
					http.Error(w, "blocked by policy", http.StatusForbidden)
				}
				return isWasm(r)
			},
			says: "was answered with 403",
		},
		"Go's script was altered": {
			change: func(w http.ResponseWriter, r *http.Request, content []byte) bool {
				if strings.Contains(r.URL.Path, "wasm_exec") {
					content[0] = ' '
				}
				return false
			},
			says: "is not the file that was published",
		},
		"no WebAssembly": {
			before: "delete window.WebAssembly",
			says:   "it has no WebAssembly",
		},
		"no memory": {
			before: `WebAssembly.instantiate = async () => { throw new RangeError("could not allocate memory") }`,
			says:   "could not be started",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if c.change == nil {
				c.change = func(http.ResponseWriter, *http.Request, []byte) bool { return false }
			}
			page := browsertest.Start(t, browsertest.Options{}).Blank()
			page.Call("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": c.before}, nil)
			page.Goto(site(t, c.change))
			page.Wait("the notice", `!document.getElementById("notice").hidden`)
			var said string
			page.Eval(`document.getElementById("notice").innerText`, &said)
			if !strings.Contains(said, c.says) {
				t.Errorf("it says %q, want %q in it", said, c.says)
			}
			page.See("alert", "")
			page.See("button", "Reload the page")
			page.See("heading", "Which clients pay for your practice?")
			page.Screenshot("notice-" + strings.ReplaceAll(name, " ", "-"))
		})
	}
}

func TestWithoutScripts(t *testing.T) {
	t.Run("switched off", func(t *testing.T) {
		page := browsertest.Start(t, browsertest.Options{}).Blank()
		page.Call("Emulation.setScriptExecutionDisabled", map[string]any{"value": true}, nil)
		page.Goto(browsertest.Serve(t, browsertest.Host{}).URL)
		var said string
		page.Eval(`document.body.innerText`, &said)
		if !strings.Contains(said, "allow JavaScript") {
			t.Errorf("the page says %q", said)
		}
		page.Screenshot("no-script")
	})
	t.Run("held back", func(t *testing.T) {
		page := browsertest.Start(t, browsertest.Options{}).Open(site(t, func(w http.ResponseWriter, r *http.Request, _ []byte) bool {
			if strings.Contains(r.URL.Path, "loader") {
				http.Error(w, "blocked", http.StatusForbidden)
				return true
			}
			return false
		}))
		var seen [2]string
		page.Eval(`(() => { const late = document.getElementById("late"), look = () => getComputedStyle(late).visibility;
			const before = look(); late.getAnimations()[0].finish(); return [before, look()]; })()`, &seen)
		if seen != [2]string{"hidden", "visible"} {
			t.Errorf("the word that it has not started is %v, want it hidden, then visible", seen)
		}
	})
}

// TestRefusesWherePolicyIsNotObeyed has the browser ignore the page's policy.
func TestRefusesWherePolicyIsNotObeyed(t *testing.T) {
	page := browsertest.Start(t, browsertest.Options{}).Blank()
	page.Call("Page.setBypassCSP", map[string]any{"enabled": true}, nil)
	page.Goto(browsertest.Serve(t, browsertest.Host{Bare: true}).URL)
	page.Wait("the notice", `!document.getElementById("notice").hidden`)
	page.Eval(listen, nil)
	page.Click("button", "Look round with a sample book")
	page.Eval("new Promise((done) => setTimeout(done, 500))", nil)
	var got []any
	page.Eval("got", &got)
	if len(got) > 0 {
		t.Error("a file was handed over although the network is open")
	}
	var said string
	page.Eval(`document.getElementById("notice").innerText + tierbook.network.window`, &said)
	if !strings.Contains(said, "will not open a client list") || !strings.HasSuffix(said, "open") {
		t.Errorf("it says %q", said)
	}
}

// TestBlockedStorage is a browser set to keep nothing: its storage throws.
func TestBlockedStorage(t *testing.T) {
	profile := t.TempDir()
	if err := os.MkdirAll(filepath.Join(profile, "Default"), 0o700); err != nil {
		t.Fatal(err)
	}
	settings := `{"profile":{"default_content_setting_values":{"cookies":2}}}`
	if err := os.WriteFile(filepath.Join(profile, "Default", "Preferences"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	page := browsertest.Start(t, browsertest.Options{Profile: profile}).Open(browsertest.Serve(t, browsertest.Host{}).URL)
	page.Wait("the program to mount", mounted)
	page.Wait("the worker to run", running)
	page.Wait("the word that it cannot be kept", `tierbook.offline === "failed" && tierbook.offlineWhy !== ""`)
	var storage map[string]string
	page.Eval("tierbook.storage", &storage)
	if storage["local"] != "blocked" || storage["session"] != "blocked" {
		t.Errorf("storage %v, want both blocked", storage)
	}
	var works string
	page.Eval(`(localStorage.setItem("a", 1), localStorage.getItem("a") + localStorage.length + localStorage.key(0) + localStorage.getItem("b"))`, &works)
	if works != "11anull" {
		t.Errorf("what stands in for storage gives %q, want 11anull", works)
	}
}

func TestWorkerIsStartedAgain(t *testing.T) {
	b := browsertest.Start(t, browsertest.Options{})
	host := browsertest.Serve(t, browsertest.Host{})
	page := b.Open(host.URL)
	ready(page)
	host.Stop() // a new worker needs no network
	page.Eval("window.workers = 0; tierbook.onworker(() => workers++); tierbook.onchange(() => { if (tierbook.worker === 'dead') window.died = tierbook.death })", nil)
	again := func(nth int) {
		b.Target(browsertest.Worker).Eval(`setTimeout(() => { throw new Error("out of memory") })`, nil)
		page.Wait("the worker's death", "window.died")
		page.Eval("if (tierbook.worker === 'dead') tierbook.restart(); 0", nil)
		page.Wait("a new worker", fmt.Sprintf("workers === %d && %s", nth+1, running))
		var died string
		page.Eval("(died => { window.died = ''; return died })(window.died)", &died)
		if !strings.Contains(died, "out of memory") {
			t.Errorf("the worker died of %q", died)
		}
	}
	for nth := range 3 {
		again(nth + 1)
	}
	var network string
	page.Eval("tierbook.network.worker", &network)
	if network != "shut" {
		t.Errorf("the network of the new worker is %q", network)
	}
	b.Target(browsertest.Worker).Eval(`setTimeout(() => { throw new Error("out of memory") })`, nil)
	page.Wait("the worker's death", "window.died")
	page.Eval("if (tierbook.worker === 'dead') tierbook.restart(); 0", nil)
	page.Wait("the word that it is no use", `document.getElementById("notice").innerText.includes("several times")`)
}

// newer builds the site with another style sheet.
func newer(t *testing.T) (dir string) {
	t.Helper()
	module := browsertest.CopyModule(t)
	css := filepath.Join(module, "web", "style.css")
	text, err := os.ReadFile(css)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(css, append(text, "\n.newer { color: red }\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
	dir = filepath.Join(t.TempDir(), "newer")
	if err := browsertest.BuildFrom(module, dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

func build(p *browsertest.Page) (id string) {
	p.Eval("tierbook.build", &id)
	return id
}

func update(p *browsertest.Page) (state string) {
	p.Eval("tierbook.update", &state)
	return state
}

// look has the browser look for a newer build, as it does with every visit; the
// page's own policy would not let the page.
func look(page *browsertest.Page, host *browsertest.Host) {
	page.Call("ServiceWorker.enable", nil, nil)
	page.Call("ServiceWorker.updateRegistration", map[string]any{"scopeURL": host.URL}, nil)
}

func TestUpdateIsOfferedNotForced(t *testing.T) {
	dir := newer(t)
	host := browsertest.Serve(t, browsertest.Host{Bare: true, Prefix: "/x/"})
	older := *host
	b := browsertest.Start(t, browsertest.Options{})
	page, other := b.Open(host.URL), b.Open(host.URL)
	for _, p := range []*browsertest.Page{page, other} {
		ready(p)
		p.Reload()
		ready(p)
	}
	first := build(page)
	if u := update(page); u != "none" {
		t.Errorf("update %q where there is none", u)
	}

	host.Stop()
	host.Dir = dir
	host.Start()
	look(page, host)
	page.Wait("the update to be offered", `tierbook.update === "waiting"`)
	page.Reload()
	ready(page)
	if build(page) != first {
		t.Fatal("the newer build took over without being asked")
	}
	page.Wait("the update to be offered again", `tierbook.update === "waiting"`)

	page.Wait("word of it beside Privacy", `[...document.querySelectorAll(".rail a")].some((a) => a.textContent.includes("newer Tierbook"))`)
	page.Eval(`location.hash = "#/privacy"`, nil)
	page.Wait("the way to it", `document.querySelector("#renew")`)

	// From here on the network is not needed: the newer build is all there.
	host.Stop()
	page.Eval("window.old = true; tierbook.apply()", nil)
	page.Wait("the newer build", fmt.Sprintf(`!window.old && tierbook.build !== %q`, first))
	ready(page)
	other.Wait("the other tab to hear of it", `tierbook.update === "elsewhere"`)
	if build(other) != first {
		t.Error("the other tab lost its state")
	}
	other.Eval("window.old = true; tierbook.apply()", nil)
	other.Wait("the newer build in the other tab", fmt.Sprintf(`!window.old && tierbook.build !== %q`, first))
	ready(other)

	var caches []string
	page.Eval("caches.keys()", &caches)
	if len(caches) != 1 || !strings.Contains(caches[0], build(page)) {
		t.Errorf("caches %q are left, want that of %s only", caches, build(page))
	}
	b.MustBeClean(host, &older)
}

// TestDamagedUpdateIsNotTaken publishes a newer build of which one file is not
// what it should be.
func TestDamagedUpdateIsNotTaken(t *testing.T) {
	dir := newer(t)
	changed, err := filepath.Glob(filepath.Join(dir, "style.*.css"))
	if err != nil || len(changed) != 1 {
		t.Fatal(changed, err)
	}
	if err := os.WriteFile(changed[0], []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	host := browsertest.Serve(t, browsertest.Host{})
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(host.URL)
	ready(page)
	first := build(page)
	host.Stop()
	host.Dir = dir
	host.Start()
	before := len(b.Sent())
	look(page, host)
	lookedFor(t, b, before, filepath.Base(changed[0]))
	if u := update(page); u != "none" {
		t.Errorf("update %q, want none", u)
	}
	host.Stop()
	page.Reload()
	ready(page)
	if build(page) != first {
		t.Error("the damaged build took over")
	}
	var caches []string
	page.Eval("caches.keys()", &caches)
	if len(caches) != 1 || !strings.Contains(caches[0], first) {
		t.Errorf("caches %q are left, want that of %s only", caches, first)
	}
}

// lookedFor waits until a file has been asked for since before, and until what
// came of it has been dealt with.
func lookedFor(t *testing.T, b *browsertest.Browser, before int, file string) {
	t.Helper()
	tried := func(s browsertest.Sent) bool { return strings.HasSuffix(s.URL, file) }
	for end := time.Now().Add(browsertest.Patience); !slices.ContainsFunc(b.Sent()[before:], tried); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("nobody looked for the newer build")
		}
	}
	time.Sleep(500 * time.Millisecond)
}

func TestIsInstallable(t *testing.T) {
	page := browsertest.Start(t, browsertest.Options{}).Open(browsertest.Serve(t, browsertest.Host{Prefix: "/a/b/"}).URL)
	ready(page)
	var answer struct {
		Errors []struct{ ErrorID string }
	}
	page.Call("Page.getInstallabilityErrors", nil, &answer)
	for _, e := range answer.Errors {
		if e.ErrorID != "in-incognito" {
			t.Errorf("not installable: %s", e.ErrorID)
		}
	}
	var manifest struct {
		URL    string
		Errors []struct{ Message string }
	}
	page.Call("Page.getAppManifest", nil, &manifest)
	if len(manifest.Errors) > 0 || !strings.HasSuffix(manifest.URL, "/a/b/manifest.webmanifest") {
		t.Errorf("manifest %+v", manifest)
	}
	page.Wait("the offer to install", `tierbook.install === "offered" && goappIsAppInstallable()`)
}

// TestStrangeServiceWorkerIsNotTaken has a host whose sw.js is not the one that
// was published: it is not put in charge, and the Privacy place says so.
func TestStrangeServiceWorkerIsNotTaken(t *testing.T) {
	page := browsertest.Start(t, browsertest.Options{}).Open(site(t, func(w http.ResponseWriter, r *http.Request, content []byte) bool {
		if !strings.HasSuffix(r.URL.Path, "/sw.js") {
			return false
		}
		w.Header().Set("Content-Type", "text/javascript")
		w.Write(append(content, "\n// another\n"...))
		return true
	}))
	page.Wait("the worker", `tierbook.worker === "running"`)
	page.Wait("the word that it is not kept", `tierbook.offline === "failed"`)
	var registered int
	if page.Eval(`navigator.serviceWorker.getRegistrations().then((all) => all.length)`, &registered); registered > 0 {
		t.Error("it is registered")
	}
	page.Click("link", "Privacy")
	page.Wait("the reason", `document.querySelector("#built")?.textContent.includes("sw.js is not the file that was published")`)
}
