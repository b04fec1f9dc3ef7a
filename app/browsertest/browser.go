package browsertest

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Options say how to start a Chromium.
type Options struct {
	Profile string   // folder of a profile to use again; a new, empty one by default
	Flags   []string // further command line flags
}

// Browser is a Chromium of its own, watched.
type Browser struct {
	t     testing.TB
	tools *devtools
	proxy *proxy
	cmd   *exec.Cmd

	mu      sync.Mutex
	targets map[string]*Target // by session
	seen    Seen
}

// Kinds of targets.
const (
	Window        = "page"
	Worker        = "worker"
	ServiceWorker = "service_worker"
)

// Target is something that runs in the browser.
type Target struct {
	Kind string // Window, Worker or ServiceWorker
	URL  string

	b       *Browser
	id      string
	session string
	parent  string // session that it was announced in
}

// Asked is a request as a target made it, whoever then answered: the network,
// a cache, the service worker or, where the policy refused it, nobody.
type Asked struct {
	By      string // kind of the target
	Method  string
	URL     string
	HasBody bool
	Type    string // Document, Script, Fetch …
	id      string
}

// Said is a line on the console of a target, or an exception nobody caught.
// The same line twice is kept once.
type Said struct {
	By    string
	Level string // log, warning, error, uncaught …
	Text  string
}

// Refusal is a violation of the page's policy.
type Refusal struct {
	By        string
	Directive string
	URL       string
}

// Seen is what was seen of a browser so far.
type Seen struct {
	Asked    []Asked
	Said     []Said
	Refusals []Refusal
}

// Start starts a Chromium, to be ended with the test.
func Start(t testing.TB, o Options) *Browser {
	t.Helper()
	b := &Browser{t: t, proxy: newProxy(t), targets: map[string]*Target{}}
	if o.Profile == "" {
		// Not t.TempDir: Chromium's processes may still write while they die.
		var err error
		if o.Profile, err = os.MkdirTemp(scratch, "profile"); err != nil {
			t.Fatal(err)
		}
	}
	flags := []string{
		"--headless=new", "--remote-debugging-pipe", "--user-data-dir=" + o.Profile, "--no-startup-window",
		"--proxy-server=http://" + b.proxy.addr, "--proxy-bypass-list=<-loopback>",
		"--window-size=1280,860", "--hide-scrollbars", "--force-color-profile=srgb", "--disable-gpu", "--disable-dev-shm-usage",
		// As little of the browser's own business as can be.
		"--no-first-run", "--no-default-browser-check", "--no-service-autorun", "--metrics-recording-only", "--no-pings",
		"--password-store=basic", "--use-mock-keychain", "--disable-background-networking", "--disable-breakpad",
		"--disable-component-update", "--disable-component-extensions-with-background-pages", "--disable-default-apps",
		"--disable-domain-reliability", "--disable-extensions", "--disable-field-trial-config", "--disable-search-engine-choice-screen",
		"--disable-sync", "--disable-client-side-phishing-detection", "--disable-hang-monitor", "--disable-renderer-backgrounding",
		"--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows",
		"--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication,CertificateTransparencyComponentUpdater,NetworkTimeServiceQuerying,HttpsUpgrades",
	}
	if os.Getuid() == 0 {
		flags = append(flags, "--no-sandbox") // Chromium has no sandbox for root
	}
	b.cmd = exec.Command(chrome, append(flags, o.Flags...)...)
	b.cmd.SysProcAttr = diesWithParent()

	// Chromium reads commands from descriptor 3 and writes to 4.
	commands, toChrome, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	fromChrome, answers, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	b.cmd.ExtraFiles = []*os.File{commands, answers}
	if err := b.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	commands.Close()
	answers.Close()
	b.tools = newDevtools(fromChrome, toChrome, b.hear)
	t.Cleanup(func() {
		b.Close()
		toChrome.Close()
		fromChrome.Close()
	})
	b.must(b.tools.call("", "Target.setAutoAttach", attachAll, nil))
	return b
}

// attachAll has every new target announced, and held until it is watched.
var attachAll = args{"autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true}

// Close ends the browser in good order, so that its profile can be used again.
func (b *Browser) Close() {
	if b.cmd == nil {
		return
	}
	b.tools.send("", "Browser.close", nil, nil)
	b.end(5 * time.Second)
}

// Kill ends the browser at once, as a crash or an empty battery would.
func (b *Browser) Kill() { b.end(0) }

func (b *Browser) end(grace time.Duration) {
	if b.cmd == nil {
		return
	}
	done := make(chan struct{})
	go func() { b.cmd.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(grace):
		b.cmd.Process.Kill()
		<-done
	}
	b.cmd = nil
}

func (b *Browser) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// hear takes the browser's events.
func (b *Browser) hear(session, method string, params json.RawMessage) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if method == "Target.attachedToTarget" {
		b.attached(session, params)
		return
	}
	if method == "Page.javascriptDialogOpening" { // whether to leave a page with unsaved work: a test means to
		b.tools.send(session, "Page.handleJavaScriptDialog", args{"accept": true}, nil)
		return
	}
	t := b.targets[session]
	if t == nil {
		if method == "Target.detachedFromTarget" {
			b.detached(params)
		}
		return
	}
	switch method {
	case "Target.detachedFromTarget":
		b.detached(params)
	case "Network.requestWillBeSent":
		var e struct {
			RequestID string `json:"requestId"`
			Type      string `json:"type"`
			Request   struct {
				URL         string `json:"url"`
				Method      string `json:"method"`
				HasPostData bool   `json:"hasPostData"`
			} `json:"request"`
		}
		json.Unmarshal(params, &e)
		asked := Asked{By: t.Kind, Method: e.Request.Method, URL: e.Request.URL, HasBody: e.Request.HasPostData, Type: e.Type, id: e.RequestID}
		if !slices.Contains(b.seen.Asked, asked) { // a service worker is announced by the browser and by its page
			b.seen.Asked = append(b.seen.Asked, asked)
		}
	case "Network.webSocketCreated":
		var e struct {
			URL string `json:"url"`
		}
		json.Unmarshal(params, &e)
		b.seen.Asked = append(b.seen.Asked, Asked{By: t.Kind, Method: "GET", URL: e.URL, Type: "WebSocket"})
	case "Runtime.consoleAPICalled":
		var e struct {
			Type string `json:"type"`
			Args []struct {
				Value       any    `json:"value"`
				Description string `json:"description"`
			} `json:"args"`
		}
		json.Unmarshal(params, &e)
		var words []string
		for _, a := range e.Args {
			if a.Description != "" {
				words = append(words, a.Description)
			} else {
				words = append(words, fmt.Sprint(a.Value))
			}
		}
		b.say(Said{t.Kind, e.Type, strings.Join(words, " ")})
	case "Log.entryAdded":
		var e struct {
			Entry struct {
				Source, Level, Text string
			} `json:"entry"`
		}
		json.Unmarshal(params, &e)
		b.say(Said{t.Kind, e.Entry.Level, e.Entry.Source + ": " + e.Entry.Text})
	case "Runtime.exceptionThrown":
		var e struct {
			Details exception `json:"exceptionDetails"`
		}
		json.Unmarshal(params, &e)
		b.say(Said{t.Kind, "uncaught", e.Details.String()})
	case "Audits.issueAdded":
		var e struct {
			Issue struct {
				Details struct {
					Policy *struct {
						BlockedURL string `json:"blockedURL"`
						Directive  string `json:"violatedDirective"`
					} `json:"contentSecurityPolicyIssueDetails"`
				} `json:"details"`
			} `json:"issue"`
		}
		json.Unmarshal(params, &e)
		if p := e.Issue.Details.Policy; p != nil {
			b.seen.Refusals = append(b.seen.Refusals, Refusal{t.Kind, p.Directive, p.BlockedURL})
		}
	}
}

// say keeps a line. A target that is watched anew tells its old ones again.
func (b *Browser) say(s Said) {
	if !slices.Contains(b.seen.Said, s) {
		b.seen.Said = append(b.seen.Said, s)
	}
}

func (b *Browser) attached(parent string, params json.RawMessage) {
	var e struct {
		Session string `json:"sessionId"`
		Info    struct {
			ID   string `json:"targetId"`
			Type string `json:"type"`
			URL  string `json:"url"`
		} `json:"targetInfo"`
	}
	json.Unmarshal(params, &e)
	t := &Target{Kind: e.Info.Type, URL: e.Info.URL, b: b, id: e.Info.ID, session: e.Session, parent: parent}
	switch t.Kind {
	case Window, Worker, ServiceWorker, "iframe", "shared_worker":
	default: // the browser's own
		b.tools.send(e.Session, "Runtime.runIfWaitingForDebugger", nil, nil)
		return
	}
	b.targets[e.Session] = t
	for _, domain := range []string{"Runtime", "Network", "Log", "Audits", "Page", "Inspector"} {
		b.tools.send(e.Session, domain+".enable", nil, nil) // not every kind of target has every domain
	}
	b.tools.send(e.Session, "Target.setAutoAttach", attachAll, nil)
	b.tools.send(e.Session, "Runtime.runIfWaitingForDebugger", nil, nil)
}

func (b *Browser) detached(params json.RawMessage) {
	var e struct {
		Session string `json:"sessionId"`
	}
	json.Unmarshal(params, &e)
	delete(b.targets, e.Session)
}

// exception is what the protocol tells of a thrown value.
type exception struct {
	Text      string `json:"text"`
	URL       string `json:"url"`
	Line      int    `json:"lineNumber"`
	Exception struct {
		Description string `json:"description"`
		Value       any    `json:"value"`
	} `json:"exception"`
}

func (e exception) String() string {
	what := e.Exception.Description
	if what == "" && e.Exception.Value != nil {
		what = fmt.Sprint(e.Exception.Value)
	}
	return strings.TrimSpace(fmt.Sprintf("%s %s", e.Text, what))
}

// Seen returns what was seen so far.
func (b *Browser) Seen() Seen {
	b.mu.Lock()
	defer b.mu.Unlock()
	return Seen{slices.Clone(b.seen.Asked), slices.Clone(b.seen.Said), slices.Clone(b.seen.Refusals)}
}

// Sent returns what has left the browser so far.
func (b *Browser) Sent() []Sent {
	b.proxy.mu.Lock()
	defer b.proxy.mu.Unlock()
	return slices.Clone(b.proxy.sent)
}

// MustBeClean fails the test unless everything that was asked for or left the
// browser is exactly a file of one of the hosts, fetched without a query or a
// body; the policy refused nothing; no exception was left uncaught; and no
// console had an error. The one refusal that each window and each worker
// provokes, to see that its network is shut, is expected.
func (b *Browser) MustBeClean(hosts ...*Host) {
	b.t.Helper()
	files := map[string]bool{}
	for _, h := range hosts {
		for name := range h.Files() {
			files[name] = true
		}
	}
	seen := b.Seen()
	for _, r := range seen.Refusals {
		if r.Directive == "connect-src" && files[r.URL] && strings.Contains(r.URL, "/wasm_exec.") {
			continue
		}
		b.t.Errorf("the policy refused the %s: %s %s", r.By, r.Directive, r.URL)
	}
	for _, a := range seen.Asked {
		if strings.HasPrefix(a.URL, "blob:") && a.Type != "Fetch" {
			continue // the worker's own code, and downloads: made by the page itself
		}
		if !files[a.URL] || a.Method != "GET" || a.HasBody {
			b.t.Errorf("the %s asked for what is no file of the build: %s %s (%s, body: %v)", a.By, a.Method, a.URL, a.Type, a.HasBody)
		}
	}
	for _, s := range b.Sent() {
		if ownBusiness(s) {
			continue // and none of the above asked for it
		}
		if !files[s.URL] || s.Method != "GET" || s.Body != 0 {
			b.t.Errorf("what is no file of the build left the browser: %s %s (%d bytes)", s.Method, s.URL, s.Body)
		}
	}
	for _, s := range seen.Said {
		if s.Level != "error" && s.Level != "assert" && s.Level != "uncaught" {
			continue
		}
		if strings.Contains(s.Text, "/wasm_exec.") && (strings.Contains(s.Text, "connect-src") || strings.Contains(s.Text, "Refused to connect")) {
			continue
		}
		b.t.Errorf("on the console of the %s: %s: %s", s.By, s.Level, s.Text)
	}
}

// ownBusiness reports whether a request is Chromium's own: no flag keeps it
// from asking for updates of its parts and for the accounts of its user.
func ownBusiness(s Sent) bool {
	u, err := url.Parse(s.URL)
	if err != nil {
		return false
	}
	switch u.Hostname() {
	case "accounts.google.com", "clients2.google.com", "update.googleapis.com":
		return true
	}
	return false
}

// Targets returns what runs in the browser now, of one kind.
func (b *Browser) Targets(kind string) []*Target {
	b.mu.Lock()
	defer b.mu.Unlock()
	var list []*Target
	for _, t := range b.targets {
		if t.Kind == kind {
			list = append(list, t)
		}
	}
	return list
}

// Target waits for the only target of a kind.
func (b *Browser) Target(kind string) *Target {
	b.t.Helper()
	var list []*Target
	b.until("one "+kind, func() bool { list = b.Targets(kind); return len(list) == 1 })
	return list[0]
}

// Peak is the most memory, in bytes, that any process of a page has had in
// use at one time so far.
func (b *Browser) Peak() int64 {
	b.t.Helper()
	var info struct {
		Processes []struct {
			Type string `json:"type"`
			ID   int    `json:"id"`
		} `json:"processInfo"`
	}
	b.must(b.tools.call("", "SystemInfo.getProcessInfo", nil, &info))
	var peak int64
	for _, p := range info.Processes {
		if p.Type != "renderer" {
			continue
		}
		status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.ID))
		if err != nil {
			continue // it has just ended
		}
		for line := range strings.Lines(string(status)) {
			var kib int64
			if n, _ := fmt.Sscanf(line, "VmHWM: %d kB", &kib); n == 1 {
				peak = max(peak, kib<<10)
			}
		}
	}
	return peak
}

// until waits for a condition.
func (b *Browser) until(what string, ok func() bool) {
	b.t.Helper()
	for end := time.Now().Add(Patience); !ok(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			b.t.Fatalf("waited %v in vain for %s", Patience, what)
		}
	}
}

// Call is one call of the developer tools protocol. result may be nil.
func (t *Target) Call(method string, params map[string]any, result any) {
	t.b.t.Helper()
	t.b.must(t.b.tools.call(t.session, method, params, result))
}

// Eval runs an expression, waits for it if it is a promise, and reads its value
// into result, which may be nil.
func (t *Target) Eval(js string, result any) {
	t.b.t.Helper()
	if err := t.eval(js, result); err != nil {
		t.b.t.Fatalf("%v\nin: %s", err, js)
	}
}

func (t *Target) eval(js string, result any) error {
	var answer struct {
		Result struct {
			Value json.RawMessage `json:"value"`
		} `json:"result"`
		Details *exception `json:"exceptionDetails"`
	}
	err := t.b.tools.call(t.session, "Runtime.evaluate", args{
		"expression": js, "awaitPromise": true, "returnByValue": true, "userGesture": true,
	}, &answer)
	switch {
	case err != nil:
		return err
	case answer.Details != nil:
		return fmt.Errorf("%v", answer.Details)
	case result == nil:
		return nil
	case answer.Result.Value == nil:
		return fmt.Errorf("the expression has no value")
	}
	return json.Unmarshal(answer.Result.Value, result)
}

// Wait waits until an expression is true.
func (t *Target) Wait(what, js string) {
	t.b.t.Helper()
	t.WaitLong(what, Patience, js)
}

// WaitLong waits with a patience of its own.
func (t *Target) WaitLong(what string, patience time.Duration, js string) {
	t.b.t.Helper()
	var last error
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		var ok bool
		if last = t.eval("Boolean("+js+")", &ok); ok {
			return
		}
	}
	t.b.t.Fatalf("waited %v in vain for %s (%v)", patience, what, last)
}
