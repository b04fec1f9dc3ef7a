package browsertest

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Page is a tab.
type Page struct {
	*Target
	touch   bool
	resized time.Time
}

// Blank opens an empty tab, to be set up before it goes anywhere. It is as
// large as the first of Sizes.
func (b *Browser) Blank() *Page {
	b.t.Helper()
	var made struct {
		ID string `json:"targetId"`
	}
	b.must(b.tools.call("", "Target.createTarget", args{"url": "about:blank"}, &made))
	var found *Target
	b.until("the new tab", func() bool {
		for _, t := range b.Targets(Window) {
			if t.id == made.ID {
				found = t
			}
		}
		return found != nil
	})
	p := &Page{Target: found}
	p.Resize(Sizes[0])
	return p
}

// Open opens a tab at an address and waits until it has loaded.
func (b *Browser) Open(url string) *Page {
	b.t.Helper()
	p := b.Blank()
	p.Goto(url)
	return p
}

// Goto goes to an address and waits until the document has loaded.
func (p *Page) Goto(url string) {
	p.b.t.Helper()
	var answer struct {
		Error string `json:"errorText"`
	}
	p.Call("Page.navigate", args{"url": url}, &answer)
	if answer.Error != "" {
		p.b.t.Fatalf("going to %s: %s", url, answer.Error)
	}
	p.Wait("the page to load", `location.href !== "about:blank" && document.readyState === "complete"`)
}

// Reload loads the page again and waits until it has loaded.
func (p *Page) Reload() {
	p.b.t.Helper()
	p.Eval("window.beforeReload = true", nil)
	p.Call("Page.reload", nil, nil)
	p.Wait("the page to load again", `!window.beforeReload && document.readyState === "complete"`)
}

// Close closes the tab.
func (p *Page) Close() {
	p.b.t.Helper()
	p.b.must(p.b.tools.call("", "Target.closeTarget", args{"targetId": p.id}, nil))
}

// node is an element as a screen reader has it.
type node struct {
	name, value string
	backend     int            // number of its DOM node
	states      map[string]any // checked, disabled, expanded, pressed, selected …
}

// nodes returns the elements of a role.
func (p *Page) nodes(role string) ([]node, error) {
	var document struct {
		Result struct {
			ID string `json:"objectId"`
		} `json:"result"`
	}
	if err := p.b.tools.call(p.session, "Runtime.evaluate", args{"expression": "document"}, &document); err != nil {
		return nil, err
	}
	type text struct {
		Value any `json:"value"`
	}
	var tree struct {
		Nodes []struct {
			Ignored    bool `json:"ignored"`
			Name       text `json:"name"`
			Value      text `json:"value"`
			Backend    int  `json:"backendDOMNodeId"`
			Properties []struct {
				Name  string `json:"name"`
				Value text   `json:"value"`
			} `json:"properties"`
		} `json:"nodes"`
	}
	err := p.b.tools.call(p.session, "Accessibility.queryAXTree", args{"objectId": document.Result.ID, "role": role}, &tree)
	if err != nil {
		return nil, err
	}
	var list []node
	for _, n := range tree.Nodes {
		if n.Ignored {
			continue
		}
		found := node{backend: n.Backend, states: map[string]any{}}
		found.name, _ = n.Name.Value.(string)
		found.name = strings.TrimSpace(found.name)
		if n.Value.Value != nil {
			found.value = fmt.Sprint(n.Value.Value)
		}
		for _, s := range n.Properties {
			found.states[s.Name] = s.Value.Value
		}
		list = append(list, found)
	}
	return list, nil
}

// pick finds the one node that the name fits.
func pick(list []node, name string) (node, error) {
	var equal, near []node
	for _, n := range list {
		switch {
		case n.name == name:
			equal = append(equal, n)
		case strings.Contains(n.name, name):
			near = append(near, n)
		}
	}
	for _, fits := range [][]node{equal, near} {
		switch len(fits) {
		case 0:
			continue
		case 1:
			return fits[0], nil
		}
		return node{}, fmt.Errorf("%d of that name", len(fits))
	}
	names := make([]string, len(list))
	for i, n := range list {
		names[i] = fmt.Sprintf("%q", n.name)
	}
	return node{}, fmt.Errorf("none of that name; there are: %s", strings.Join(names, ", "))
}

// find waits for the one element of a role and name.
func (p *Page) find(role, name string) node {
	p.b.t.Helper()
	var last error
	for end := time.Now().Add(Patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		list, err := p.nodes(role)
		if err == nil {
			var n node
			if n, err = pick(list, name); err == nil {
				return n
			}
		}
		last = err
	}
	p.b.t.Fatalf("waited %v in vain for the %s %q: %v", Patience, role, name, last)
	panic("unreachable")
}

// See waits for an element.
func (p *Page) See(role, name string) {
	p.b.t.Helper()
	p.find(role, name)
}

// Has reports whether an element is there now.
func (p *Page) Has(role, name string) bool {
	p.b.t.Helper()
	list, err := p.nodes(role)
	p.b.must(err)
	_, err = pick(list, name)
	return err == nil
}

// Names returns the names of all elements of a role, in the order of the page.
func (p *Page) Names(role string) []string {
	p.b.t.Helper()
	list, err := p.nodes(role)
	p.b.must(err)
	names := make([]string, len(list))
	for i, n := range list {
		names[i] = n.name
	}
	return names
}

// Value waits for an element and returns its value, as a screen reader has it.
func (p *Page) Value(role, name string) string {
	p.b.t.Helper()
	return p.find(role, name).value
}

// State waits for an element and returns one of its states, such as "checked",
// "disabled", "expanded", "pressed" or "focused"; nil where it has none.
func (p *Page) State(role, name, state string) any {
	p.b.t.Helper()
	return p.find(role, name).states[state]
}

// Tell is the value of a JavaScript expression, as text.
func (p *Page) Tell(js string) (text string) {
	p.b.t.Helper()
	p.Eval("String("+js+")", &text)
	return text
}

// Text returns an element's text as it is shown.
func (p *Page) Text(role, name string) string {
	p.b.t.Helper()
	var text string
	p.On(role, name, "function() { return this.innerText }", &text)
	return text
}

// On calls a JavaScript function with an element as this.
func (p *Page) On(role, name, function string, result any) {
	p.b.t.Helper()
	p.on(p.find(role, name), function, result)
}

func (p *Page) on(n node, function string, result any) {
	p.b.t.Helper()
	var object struct {
		Object struct {
			ID string `json:"objectId"`
		} `json:"object"`
	}
	p.Call("DOM.resolveNode", args{"backendNodeId": n.backend}, &object)
	var answer struct {
		Result struct {
			Value json.RawMessage `json:"value"`
		} `json:"result"`
		Details *exception `json:"exceptionDetails"`
	}
	p.Call("Runtime.callFunctionOn", args{
		"objectId": object.Object.ID, "functionDeclaration": function, "returnByValue": true, "awaitPromise": true, "userGesture": true,
	}, &answer)
	if answer.Details != nil {
		p.b.t.Fatalf("%v\nin: %s", answer.Details, function)
	}
	if result != nil {
		p.b.must(json.Unmarshal(answer.Result.Value, result))
	}
}

// spot brings an element into sight and returns its middle. It must not be
// covered by another one, or no longer than a page takes to come to rest.
func (p *Page) spot(role, name string) (x, y float64) {
	p.b.t.Helper()
	var at struct {
		X, Y    float64
		Covered string
	}
	deadline := time.Now().Add(2 * time.Second)
	for at.Covered = "?"; at.Covered != "" && time.Now().Before(deadline); {
		at.Covered = ""
		p.On(role, name, `async function() {
			this.scrollIntoView({ block: "nearest", behavior: "instant" });
			await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
			const box = this.getBoundingClientRect();
			const X = box.x + box.width / 2, Y = box.y + box.height / 2;
			const top = document.elementFromPoint(X, Y);
			const own = top && (this.contains(top) || top.contains(this) || [...(this.labels ?? [])].some((label) => label.contains(top)));
			return { X, Y, Covered: own ? "" : top ? top.outerHTML.slice(0, 200) : "nothing: it is out of sight" };
		}`, &at)
	}
	if at.Covered != "" {
		p.b.t.Fatalf("the %s %q cannot be reached; in its place is %s", role, name, at.Covered)
	}
	return at.X, at.Y
}

// Click clicks an element in its middle, or taps it after Touch.
func (p *Page) Click(role, name string) {
	p.b.t.Helper()
	x, y := p.spot(role, name)
	p.ClickAt(x, y)
}

// ClickAt clicks, or taps after Touch, at a point in CSS pixels.
func (p *Page) ClickAt(x, y float64) {
	p.b.t.Helper()
	if p.touch {
		p.Call("Input.dispatchTouchEvent", args{"type": "touchStart", "touchPoints": []args{{"x": x, "y": y}}}, nil)
		p.Call("Input.dispatchTouchEvent", args{"type": "touchEnd", "touchPoints": []args{}}, nil)
		return
	}
	for _, kind := range []string{"mouseMoved", "mousePressed", "mouseReleased"} {
		p.Call("Input.dispatchMouseEvent", args{"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1}, nil)
	}
}

// Focus puts the focus on an element.
func (p *Page) Focus(role, name string) {
	p.b.t.Helper()
	p.On(role, name, "function() { this.focus() }", nil)
}

// Fill puts a text into a field, in place of what is there, and leaves it.
func (p *Page) Fill(role, name, text string) {
	p.b.t.Helper()
	p.On(role, name, "function() { this.focus(); this.select ? this.select() : getSelection().selectAllChildren(this) }", nil)
	if text == "" {
		p.Press("Delete")
	} else {
		p.Type(text)
	}
	p.On(role, name, "function() { this.blur() }", nil)
}

// Choose chooses an option of a select element by its text.
func (p *Page) Choose(role, name, option string) {
	p.b.t.Helper()
	text, err := json.Marshal(option)
	p.b.must(err)
	p.On(role, name, fmt.Sprintf(`function() {
		const option = [...this.options].find((o) => o.text.trim() === %s);
		if (!option) throw new Error("no such option; there are: " + [...this.options].map((o) => o.text.trim()).join(", "));
		this.value = option.value;
		this.dispatchEvent(new Event("input", { bubbles: true }));
		this.dispatchEvent(new Event("change", { bubbles: true }));
	}`, text), nil)
}

// Slide sets a slider the way a drag does: an input event for each value, and a
// change event at the last.
func (p *Page) Slide(name string, values ...int) {
	p.b.t.Helper()
	text, err := json.Marshal(values)
	p.b.must(err)
	p.On("slider", name, fmt.Sprintf(`async function() {
		this.focus();
		for (const value of %s) {
			this.value = value;
			this.dispatchEvent(new Event("input", { bubbles: true }));
			await new Promise((done) => requestAnimationFrame(done));
		}
		this.dispatchEvent(new Event("change", { bubbles: true }));
	}`, text), nil)
}

// Type types a text where the focus is.
func (p *Page) Type(text string) {
	p.b.t.Helper()
	p.Call("Input.insertText", args{"text": text}, nil)
}

var keys = map[string]struct {
	code string
	vk   int
	text string
}{
	"Enter": {"Enter", 13, "\r"}, "Escape": {"Escape", 27, ""}, "Tab": {"Tab", 9, ""}, " ": {"Space", 32, " "},
	"Backspace": {"Backspace", 8, ""}, "Delete": {"Delete", 46, ""},
	"ArrowLeft": {"ArrowLeft", 37, ""}, "ArrowUp": {"ArrowUp", 38, ""}, "ArrowRight": {"ArrowRight", 39, ""}, "ArrowDown": {"ArrowDown", 40, ""},
	"Home": {"Home", 36, ""}, "End": {"End", 35, ""}, "PageUp": {"PageUp", 33, ""}, "PageDown": {"PageDown", 34, ""},
}

// Press presses keys one after another: "Tab", "Enter", "a", "Shift+Tab",
// "Control+z".
func (p *Page) Press(strokes ...string) {
	p.b.t.Helper()
	for _, stroke := range strokes {
		modifiers := 0
		for i, m := range []string{"Alt+", "Control+", "Meta+", "Shift+"} {
			if strings.Contains(stroke, m) {
				modifiers |= 1 << i
				stroke = strings.Replace(stroke, m, "", 1)
			}
		}
		k, ok := keys[stroke]
		if !ok {
			if len(stroke) != 1 {
				p.b.t.Fatalf("no key %q", stroke)
			}
			k.code, k.vk, k.text = "Key"+strings.ToUpper(stroke), int(strings.ToUpper(stroke)[0]), stroke
		}
		event := args{"type": "keyDown", "key": stroke, "code": k.code, "windowsVirtualKeyCode": k.vk, "modifiers": modifiers}
		if k.text != "" && modifiers&^8 == 0 {
			event["text"] = k.text
		}
		// The key goes down and up in one go, and has been seen when this is done.
		p.b.must(p.b.tools.send(p.session, "Input.dispatchKeyEvent", event, nil))
		p.Call("Input.dispatchKeyEvent", args{"type": "keyUp", "key": stroke, "code": k.code, "windowsVirtualKeyCode": k.vk, "modifiers": modifiers}, nil)
	}
}

// Focused returns the id of the element that has the focus, else its tag.
func (p *Page) Focused() string {
	p.b.t.Helper()
	var id string
	p.Eval("document.activeElement.id || document.activeElement.tagName", &id)
	return id
}

// SetFile has the page's file chooser choose files from disk.
func (p *Page) SetFile(paths ...string) {
	p.b.t.Helper()
	var input struct {
		Result struct {
			ID string `json:"objectId"`
		} `json:"result"`
	}
	p.Call("Runtime.evaluate", args{"expression": `document.getElementById("file")`}, &input)
	p.Call("DOM.setFileInputFiles", args{"files": paths, "objectId": input.Result.ID}, nil)
}

// Drop drags a file from disk over the page and drops it on its middle.
func (p *Page) Drop(path string) {
	p.b.t.Helper()
	var middle [2]float64
	p.Eval("[innerWidth / 2, innerHeight / 2]", &middle)
	for _, kind := range []string{"dragEnter", "dragOver", "drop"} {
		p.Call("Input.dispatchDragEvent", args{
			"type": kind, "x": middle[0], "y": middle[1],
			"data": args{"items": []args{}, "files": []string{path}, "dragOperationsMask": 1},
		}, nil)
	}
}

// Size is a screen.
type Size struct {
	Name          string
	Width, Height int // CSS pixels
	Touch         bool
}

// Sizes are the screens that every place is looked at on.
var Sizes = []Size{
	{"desk", 1280, 860, false},
	{"tablet", 834, 1112, true},
	{"phone", 390, 844, true},
}

// Resize gives the tab a screen.
func (p *Page) Resize(s Size) {
	p.b.t.Helper()
	p.touch = s.Touch
	p.Call("Emulation.setDeviceMetricsOverride", args{"width": s.Width, "height": s.Height, "deviceScaleFactor": 1, "mobile": s.Touch}, nil)
	p.Call("Emulation.setTouchEmulationEnabled", args{"enabled": s.Touch, "maxTouchPoints": 5}, nil)
	p.resized = time.Now()
}

// Dark has the page see a device set to dark, or to light.
func (p *Page) Dark(yes bool) {
	p.b.t.Helper()
	scheme := "light"
	if yes {
		scheme = "dark"
	}
	p.Call("Emulation.setEmulatedMedia", args{"features": []args{{"name": "prefers-color-scheme", "value": scheme}}}, nil)
}

// Throttle slows the tab's network down, to bytes a second with a latency, and
// its processor by a factor; zero values are full speed.
func (p *Page) Throttle(bytes int, latency time.Duration, processor float64) {
	p.b.t.Helper()
	if bytes == 0 {
		bytes = -1
	}
	p.Call("Network.emulateNetworkConditions", args{"offline": false, "latency": latency.Milliseconds(), "downloadThroughput": bytes, "uploadThroughput": bytes}, nil)
	p.Call("Emulation.setCPUThrottlingRate", args{"rate": max(1, processor)}, nil)
}

// Shots is the folder that screenshots go to; none are taken where it is empty.
var Shots = os.Getenv("SHOTS")

// Screenshot takes a picture of what the tab shows, into Shots.
func (p *Page) Screenshot(name string) {
	p.b.t.Helper()
	if Shots == "" {
		return
	}
	var picture struct {
		Data string `json:"data"`
	}
	p.Call("Page.captureScreenshot", args{"format": "png"}, &picture)
	data, err := base64.StdEncoding.DecodeString(picture.Data)
	p.b.must(err)
	p.b.must(os.MkdirAll(Shots, 0o755))
	p.b.must(os.WriteFile(filepath.Join(Shots, name+".png"), data, 0o644))
}

// Screenshots takes a picture at every size, light and dark.
func (p *Page) Screenshots(name string) {
	p.b.t.Helper()
	if Shots == "" {
		return
	}
	for _, size := range Sizes {
		p.Resize(size)
		for _, dark := range []bool{false, true} {
			p.Dark(dark)
			p.Eval("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))", nil)
			look := "light"
			if dark {
				look = "dark"
			}
			p.Screenshot(strings.Join([]string{name, size.Name, look}, "-"))
		}
	}
	p.Dark(false)
	p.Resize(Sizes[0])
}

// PDF is what the page is on paper of a size in inches, with a margin on every
// side where the page sets none, as a PDF document.
func (p *Page) PDF(width, height, margin float64) []byte {
	p.b.t.Helper()
	var made struct {
		Data string `json:"data"`
	}
	p.Call("Page.printToPDF", args{"paperWidth": width, "paperHeight": height, "marginTop": margin, "marginBottom": margin, "marginLeft": margin, "marginRight": margin, "preferCSSPageSize": false, "printBackground": true}, &made)
	data, err := base64.StdEncoding.DecodeString(made.Data)
	p.b.must(err)
	return data
}
