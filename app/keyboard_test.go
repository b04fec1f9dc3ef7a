package app_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"tierbook/app/browsertest"
)

// focusTools are put into the page: what the Tab key should come to, and what
// has the focus.
const focusTools = `
window.stops = () => [...(document.querySelector("dialog[open]") ?? document).querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter((e) => {
	if (e.tabIndex < 0 || e.matches(":disabled, [type=hidden]") || !e.checkVisibility({ checkVisibilityCSS: true })) return false;
	if (e.type !== "radio") return true;
	const group = [...document.getElementsByName(e.name)];
	return e.checked || !group.some((g) => g.checked) && e === group[0];
});
window.called = (e) => e.localName + (e.id && "#" + e.id) + " " + JSON.stringify((e.getAttribute("aria-label") || e.labels?.[0]?.innerText || e.innerText || e.name || "").trim().slice(0, 50));
window.active = () => document.activeElement === document.body ? "" : called(document.activeElement);
// What is covered by something else where it has the focus.
window.covered = () => {
	const e = document.activeElement, box = (e.closest(".segments label") ?? e).getBoundingClientRect();
	const spots = [[.5, .5], [.1, .5], [.9, .5]].map(([x, y]) => document.elementFromPoint(box.x + x * box.width, box.y + y * box.height));
	return spots.some((top) => top && (e.contains(top) || top.contains(e) || [...e.labels ?? []].some((l) => l.contains(top)))) ? "" : called(e) + " below " + (spots[0]?.outerHTML.slice(0, 120) ?? "nothing, at " + box.x + " " + box.y);
};
0`

// TestTabGoesEverywhere walks through every place with the Tab key alone.
func TestTabGoesEverywhere(t *testing.T) {
	looked := map[string]bool{} // kinds of elements whose focus has been seen
	tour(t, func(page *browsertest.Page, scene string) {
		page.Eval(focusTools, nil)
		page.Eval(`document.querySelectorAll(".toast [aria-label=Dismiss]").forEach((b) => b.click())`, nil) // they come and go by themselves
		for _, size := range []browsertest.Size{browsertest.Sizes[0], browsertest.Sizes[2]} {
			page.Resize(size)
			page.Drawn()
			where := scene + ", " + size.Name
			walk(t, page, where)
			seeFocus(t, page, where, looked)
		}
		page.Resize(browsertest.Sizes[0])
	})
}

// walk goes from stop to stop, forward and back.
func walk(t *testing.T, page *browsertest.Page, where string) {
	t.Helper()
	var want, got []string
	page.Eval("stops().map(called)", &want)
	for _, key := range []string{"Tab", "Shift+Tab"} {
		page.Eval("document.activeElement.blur(), getSelection().removeAllRanges(), stops()."+map[string]string{"Tab": "at(0)", "Shift+Tab": "at(-1)"}[key]+".focus()", nil)
		got = nil
		for range len(want) + 30 {
			var now struct{ At, Covered string }
			page.Eval("({ at: active(), covered: covered() })", &now)
			if now.At == "" || len(got) > 1 && now.At == got[0] {
				break
			}
			got = append(got, now.At)
			if now.Covered != "" {
				t.Errorf("%s: the focus is hidden: %s", where, now.Covered)
			}
			page.Press(key)
		}
		if key == "Shift+Tab" {
			slices.Reverse(got)
		}
		got = slices.Compact(got) // a date has a stop for each part
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || got[i] != want[i] {
				t.Errorf("%s: %s goes from %q to %q, not to %q", where, key, got[max(0, i-1):min(i, len(got))], got[min(i, len(got)):min(i+1, len(got))], want[min(i, len(want)):min(i+1, len(want))])
				break
			}
		}
	}
}

// seeFocus looks, of one element of each kind, whether it can be seen that it
// has the focus: enough of what is drawn must change, and clearly.
func seeFocus(t *testing.T, page *browsertest.Page, where string, looked map[string]bool) {
	t.Helper()
	var kinds []string
	page.Eval(`stops().map((e) => [e.localName, e.type, ...e.classList, "in", ...(e.closest("dialog, .rail, .toast, .box, .segments, .list, .sheet, .tools, .card") ?? document.body).classList].join(" "))`, &kinds)
	for i, kind := range kinds {
		if looked[kind] || strings.Contains(kind, " skip ") {
			continue
		}
		looked[kind] = true
		var box struct{ X, Y, Width, Height float64 }
		page.Eval(fmt.Sprintf(`(() => {
			window.stop = stops()[%d];
			stop.scrollIntoView({ block: "center", behavior: "instant" });
			document.activeElement.blur();
			const { x, y, width, height } = stop.getBoundingClientRect();
			return { x: x - 8, y: y - 8, width: width + 16, height: height + 16 };
		})()`, i), &box)
		before := picture(page, box.X, box.Y, box.Width, box.Height)
		page.Eval(`stop.focus({ preventScroll: true, focusVisible: true })`, nil)
		after := picture(page, box.X, box.Y, box.Width, box.Height)
		changed := 0
		for y := range after.Bounds().Dy() {
			for x := range after.Bounds().Dx() {
				if contrast(before.At(x, y), after.At(x, y)) >= 3 {
					changed++
				}
			}
		}
		least := int(min(2*(box.Width+box.Height), 400)) / 2
		t.Logf("%s: %s: %d of %d", where, kind, changed, least)
		if changed < least {
			t.Errorf("%s: %s: the focus changes %d pixels, want %d", where, kind, changed, least)
		}
	}
}

// picture is what the tab shows in a rectangle of CSS pixels.
func picture(page *browsertest.Page, x, y, width, height float64) image.Image {
	var scroll [2]float64
	page.Eval("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done([scrollX, scrollY]))))", &scroll)
	var shot struct {
		Data string `json:"data"`
	}
	page.Call("Page.captureScreenshot", map[string]any{"format": "png", "clip": map[string]any{
		"x": x + scroll[0], "y": y + scroll[1], "width": width, "height": height, "scale": 1}}, &shot)
	data, err := base64.StdEncoding.DecodeString(shot.Data)
	if err != nil {
		panic(err)
	}
	im, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		panic(err)
	}
	return im
}

// contrast is the ratio of two colours' luminances, as WCAG has it.
func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	linear := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// TestByKeyboardAlone does the main job without a mouse, and looks where the
// focus is after each step.
func TestByKeyboardAlone(t *testing.T) {
	site := browsertest.Serve(t, browsertest.Host{})
	b := browsertest.Start(t, browsertest.Options{})
	page := b.Open(site.URL)
	page.Wait("the program", `tierbook.worker === "running"`)
	page.Eval(focusTools, nil)
	focus := func(want string) {
		t.Helper()
		var at string
		for end := time.Now().Add(browsertest.Patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
			if page.Eval("active()", &at); strings.HasPrefix(at, want) {
				return
			}
		}
		t.Fatalf("the focus is on %q, want %q", at, want)
	}
	tab := func(what, arrived string) {
		t.Helper()
		for range 150 {
			page.Press("Tab")
			var there bool
			if page.Eval(arrived, &there); there {
				return
			}
		}
		t.Fatalf("the Tab key never comes to %s", what)
	}
	to := func(role, name string) {
		t.Helper()
		page.On(role, name, "function() { window.goal = this }", nil)
		tab("the "+role+" "+name, "document.activeElement === goal")
	}

	// The first stop leads past the places.
	page.Press("Tab")
	focus(`a "Skip to content"`)
	page.Press("Enter")
	focus("main#main")
	to("button", sampleButton)
	page.Press(" ")
	focus("h1#heading")
	page.See("table", "The practice by tier")

	// Skipping does not lead away.
	page.Eval("document.querySelector('.skip').focus()", nil)
	page.Press("Enter")
	focus("main#main")
	page.See("table", "The practice by tier")

	// What changes while it has the focus keeps it.
	to("radio", "Profit")
	page.Press("ArrowRight")
	focus("input#tier-side-book")
	page.See("columnheader", "Revenue per hour")
	page.Press("ArrowLeft")
	to("slider", "Client on the curve")
	page.Press("ArrowRight", "ArrowRight")
	focus("input#curve-at")
	to("slider", "AUM")
	const gold = `[...document.querySelectorAll("#tiers tbody tr")].find((r) => r.textContent.includes("Gold")).innerText`
	before := page.Tell(gold)
	page.Press("End")
	focus("input#weight-aum")
	page.Wait("the tiers to move", fmt.Sprintf(`document.querySelector("output[for=weight-aum]").value === "100" && %s !== %q`, gold, before))
	page.Press("Enter") // what keys do to a slider is decided with it, or by leaving
	page.Wait("the step", `document.querySelector('[aria-label^="Undo the weight"]')`)
	focus("input#weight-aum")
	page.Press("Control+z")
	page.See("slider", "AUM")
	page.Wait("undo", `document.querySelector("#weight-aum").value === "25"`)
	focus("input#weight-aum")
	page.Press("Control+y")
	page.Wait("redo", `document.querySelector("#weight-aum").value === "100"`)
	focus("input#weight-aum")
	page.Focus("button", "Undo the weight")
	page.Press("Enter")
	page.Wait("undo", `document.querySelector("#weight-aum").value === "25"`)
	focus("button#undo")
	page.Press(" ", " ", " ") // as far as it goes, and once more
	page.Wait("that there is no more to undo", `document.querySelector("#undo").ariaDisabled === "true"`)
	focus("button#undo")
	page.Press("Tab", "Enter", "Enter")
	page.Wait("redo", `location.hash === "#/tiers" && document.querySelector("#weight-aum")?.value === "100"`)
	to("combobox", "Cut by")
	page.Press("ArrowDown")
	page.See("group", "Tier 1")
	page.Wait("the other method", `document.querySelector("#cut-counts-1")`)
	focus("select#cut-method")
	page.Press("Control+z")
	page.Wait("undo", `document.querySelector("#cut-method").value === "shares"`)
	focus("select#cut-method")

	// A question opens and closes with either key.
	to("DisclosureTriangle", "The curve as a table")
	page.Press("Enter")
	page.See("table", "The whale curve")
	page.Press(" ")
	page.Wait("it to close", `!document.querySelector("#curve details").open`)

	// A tier leads to its clients.
	to("button", "Silver")
	page.Press("Enter")
	focus("h1#heading")
	to("searchbox", "Search")
	page.Type("er")
	page.See("button", "Clear the search")
	page.Press("Tab", "Enter")
	focus("input#search")
	page.Type("an")
	page.Press("Escape")
	page.Wait("the search to be empty", `document.querySelector("#search").value === ""`)
	to("button", "Silver")
	page.Press(" ")
	page.Wait("everyone", `document.querySelector("#clients-table table").ariaRowCount === "301"`)
	focus("button ")
	to("button", "AUM")
	page.Press("Enter")
	page.Wait("the order", `document.querySelector("th[aria-sort=descending]")?.innerText === "AUM"`)
	page.Press(" ")
	page.Wait("the order", `document.querySelector("th[aria-sort=ascending]")?.innerText === "AUM"`)
	focus(`button "AUM`)

	// The table is one stop; the arrow keys go through it.
	tab("the first row", `document.activeElement.id === "clients-table-0"`)
	page.Press("ArrowDown", "ArrowDown", "ArrowDown")
	focus("a#clients-table-3")
	page.Press("End")
	focus("a#clients-table-299")
	page.Press("PageUp")
	page.Wait("the page before", `/^clients-table-2[78]/.test(document.activeElement.id) && document.activeElement.tabIndex === 0`)
	page.Press("Tab")
	var inside bool
	if page.Eval(`document.querySelector("#clients-table").contains(document.activeElement)`, &inside); inside {
		t.Error("the Tab key does not leave the table")
	}
	page.Press("Shift+Tab", "Home")
	focus("a#clients-table-0")
	page.Press("ArrowDown")
	focus("a#clients-table-1")
	page.Press("Enter")
	focus("h1#heading")

	// A dialog keeps the focus, and gives it back.
	to("button", "Lock in a tier…")
	page.Press(" ")
	page.Wait("the dialog", `document.querySelector("#lock-dialog").open`)
	for range 9 {
		page.Press("Tab")
		var out bool
		if page.Eval(`document.activeElement !== document.body && !document.activeElement.closest("dialog")`, &out); out {
			t.Error("the focus leaves the dialog")
		}
	}
	page.Press("Escape")
	page.Wait("the dialog to be gone", `!document.querySelector("#lock-dialog").childElementCount`)
	focus("button#lock")
	page.Press("Enter")
	to("radio", "Bronze")
	page.Press("ArrowLeft")
	to("textbox", "Reason")
	page.Type("Retires")
	to("button", "Lock")
	page.Press("Enter")
	page.See("button", "Change the lock…")
	focus("button#lock")
	to("button", "Undo")
	page.Press("Enter")
	page.See("button", "Lock in a tier…")
	page.Wait("the focus to be where it was before the message", `document.activeElement.closest("main")`)

	// Back to the row one came from.
	to("link", "To the list")
	page.Press("Enter")
	focus("a#clients-table-1")

	// What goes when it has done its work leaves the focus nearby.
	page.Focus("link", "Practice")
	page.Press("Enter")
	focus("h1#heading")
	to("textbox", "Employee wages")
	page.Press("Control+a")
	page.Type("250k")
	page.Press("Enter")
	page.See("button", "Undo the last change")
	focus("input#pool-wages")
	page.Focus("button", "Undo the last change")
	page.Press("Enter")
	page.Wait("undo", `document.querySelector("#pool-wages").value === "196,000"`)
	focus("button#effect-undo")
	to("button", "Use 1,200 hours")
	page.Press("Enter")
	page.See("button", "No limit")
	page.Focus("button", "No limit")
	page.Press(" ")
	page.Wait("it to be gone", `!document.querySelector("#capacity-none")`)
	focus("button#capacity-usual")
	b.MustBeClean(site)
}
