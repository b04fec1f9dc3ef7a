package host

import (
	"syscall/js"
)

var (
	window   = js.Global()
	document = window.Get("document") // undefined in a worker, where nothing here is called
)

// element is the element of an id, or ok = false where the page has none.
func element(id string) (e js.Value, ok bool) {
	e = document.Call("getElementById", id)
	return e, !e.IsNull()
}

// try runs what the browser may refuse: blocked storage, a dialog that is not
// on the page any more.
func try(f func()) {
	defer func() { _ = recover() }()
	f()
}

// Download hands the user a file. Nothing but the user's own disk gets it.
func Download(name, mime string, data []byte) {
	bytes := window.Get("Uint8Array").New(len(data))
	js.CopyBytesToJS(bytes, data)
	DownloadFile(name, window.Get("Blob").New([]any{bytes}, map[string]any{"type": mime}))
}

// DownloadFile hands a file that the page made to the browser, to be saved.
func DownloadFile(name string, blob File) {
	url := window.Get("URL").Call("createObjectURL", blob)
	a := document.Call("createElement", "a")
	a.Set("href", url)
	a.Set("download", name)
	a.Call("click")
	var release js.Func // the browser reads the blob after the click has returned
	release = js.FuncOf(func(js.Value, []js.Value) any {
		window.Get("URL").Call("revokeObjectURL", url)
		release.Release()
		return nil
	})
	window.Call("setTimeout", release, 60_000)
}

// Print opens the browser's print dialog.
func Print() { window.Call("print") }

// Focus moves the focus to the element with the id, without scrolling to it
// when it is in sight already.
func Focus(id string) {
	if e, ok := element(id); ok {
		e.Call("focus")
	}
}

// FocusQuietly is Focus without any scrolling.
func FocusQuietly(id string) {
	if e, ok := element(id); ok {
		e.Call("focus", map[string]any{"preventScroll": true})
	}
}

// Has is whether the page has an element with the id.
func Has(id string) bool {
	_, ok := element(id)
	return ok
}

// HasFocus is whether the element with the id, or something in it, has the
// focus.
func HasFocus(id string) bool {
	e, ok := element(id)
	return ok && e.Call("contains", document.Get("activeElement")).Bool()
}

// Click presses the link or button with the id.
func Click(id string) {
	if e, ok := element(id); ok {
		e.Call("click")
	}
}

// Select marks the whole text of an input, ready to be typed over.
func Select(id string) {
	if e, ok := element(id); ok {
		e.Call("select")
	}
}

// Announce has a screen reader say a text, when it is free. The page keeps one
// element with the id "live" for it.
func Announce(text string) { announce(text, "") }

// AnnounceClient is Announce for what discreet mode hides: then it is said that
// it is hidden.
func AnnounceClient(text string) { announce(text, "name") }

func announce(text, class string) {
	if e, ok := element("live"); ok {
		if e.Get("textContent").String() == text {
			text += "\u00a0" // the same words twice are still news
		}
		said := document.Call("createElement", "span")
		said.Set("className", class)
		said.Set("textContent", text)
		e.Call("replaceChildren", said)
	}
}

// themeKey is where the theme is kept: the one thing here that outlives the
// page, and it says nothing of anyone's clients.
const themeKey = "tierbook.theme"

// Theme is the user's choice: "light", "dark", or "" for the device's own.
func Theme() string {
	theme := root().Call("getAttribute", "data-theme")
	if theme.IsNull() {
		return ""
	}
	return theme.String()
}

// SetTheme chooses a theme, "light", "dark" or "" for the device's own, and
// keeps the choice on this device where the browser allows it.
func SetTheme(theme string) {
	if theme == "light" || theme == "dark" {
		root().Call("setAttribute", "data-theme", theme)
		try(func() { window.Get("localStorage").Call("setItem", themeKey, theme) })
		return
	}
	root().Call("removeAttribute", "data-theme")
	try(func() { window.Get("localStorage").Call("removeItem", themeKey) })
}

// KeptTheme is the theme kept on this device, "" where there is none.
func KeptTheme() (theme string) {
	try(func() {
		if kept := window.Get("localStorage").Call("getItem", themeKey); kept.Type() == js.TypeString {
			theme = kept.String()
		}
	})
	return theme
}

// Dark is whether the page shows dark now.
func Dark() bool {
	if theme := Theme(); theme != "" {
		return theme == "dark"
	}
	return media("(prefers-color-scheme: dark)")
}

// Discreet is whether names and amounts are hidden.
func Discreet() bool { return root().Get("classList").Call("contains", "discreet").Bool() }

// SetDiscreet hides or shows names and amounts on the whole page.
func SetDiscreet(on bool) { root().Get("classList").Call("toggle", "discreet", on) }

// ReducedMotion is whether the user asked for less movement.
func ReducedMotion() bool { return media("(prefers-reduced-motion: reduce)") }

// Narrow is whether the page is as narrow as a phone held upright.
func Narrow() bool { return media("(max-width: 699.98px)") }

func media(query string) bool { return window.Call("matchMedia", query).Get("matches").Bool() }

func root() js.Value { return document.Get("documentElement") }

// InputValue is what stands in the input with the id, "" where there is none.
func InputValue(id string) string {
	if e, ok := element(id); ok {
		return e.Get("value").String()
	}
	return ""
}

// SetInputValue writes into the input with the id. Drawing cannot do it: the
// value an input was drawn with is not the one the user has since given it.
func SetInputValue(id, value string) {
	if e, ok := element(id); ok && e.Get("value").String() != value {
		e.Set("value", value)
	}
}

// ShowValue writes what belongs into an input or a select, as SetInputValue does,
// but not over what the user has put there and nobody has heard of yet: events
// on their way to the program must find what they tell of. heard is what was last
// heard of.
func ShowValue(id, value, heard string) {
	const shown = "tierbookShown" // what stood there when this was done last
	e, ok := element(id)
	if !ok {
		return
	}
	if now := e.Get("value").String(); now != value {
		if last := e.Get(shown); last.Type() == js.TypeString && now != last.String() && now != heard {
			return
		}
		e.Set("value", value)
	}
	e.Set(shown, e.Get("value"))
}

// SetChecked sets a checkbox or radio button, for the same reason.
func SetChecked(id string, checked bool) {
	if e, ok := element(id); ok {
		e.Set("checked", checked)
	}
}

// SetVar sets a CSS variable of the element with the id, through the object
// model: the page's policy forbids the attribute.
func SetVar(id, name, value string) {
	if e, ok := element(id); ok {
		e.Get("style").Call("setProperty", name, value)
	}
}

// ShowModal opens the <dialog> with the id over the page. The browser keeps the
// focus in it, and gives it back.
func ShowModal(id string) {
	if e, ok := element(id); ok && !e.Get("open").Bool() {
		try(func() { e.Call("showModal") })
	}
}

// CloseModal closes the <dialog> with the id.
func CloseModal(id string) {
	if e, ok := element(id); ok && e.Get("open").Bool() {
		e.Call("close")
	}
}

// Width is the width of the inside of the element with the id, in CSS pixels,
// 0 where it is not drawn.
func Width(id string) int { return size(id, "clientWidth") }

// Height is its height.
func Height(id string) int { return size(id, "clientHeight") }

func size(id, property string) int {
	if e, ok := element(id); ok {
		return e.Get(property).Int()
	}
	return 0
}

// ScrollTop is how far the element with the id is scrolled down, in CSS pixels.
func ScrollTop(id string) int {
	if e, ok := element(id); ok {
		return int(e.Get("scrollTop").Float())
	}
	return 0
}

// SetScrollTop scrolls the element with the id.
func SetScrollTop(id string, top int) {
	if e, ok := element(id); ok {
		e.Set("scrollTop", top)
	}
}

// ScrollIntoView brings the element with the id into sight, as little as that
// takes.
func ScrollIntoView(id string) {
	if e, ok := element(id); ok {
		e.Call("scrollIntoView", map[string]any{"block": "nearest"})
	}
}

// Copy puts a text on the clipboard and tells done whether the browser allowed
// it, not on the caller's stack.
func Copy(text string, done func(ok bool)) {
	clipboard := window.Get("navigator").Get("clipboard")
	if clipboard.IsUndefined() {
		go done(false)
		return
	}
	var yes, no js.Func
	answer := func(ok bool) js.Func {
		return js.FuncOf(func(js.Value, []js.Value) any {
			yes.Release()
			no.Release()
			go done(ok)
			return nil
		})
	}
	yes, no = answer(true), answer(false)
	clipboard.Call("writeText", text).Call("then", yes, no)
}

// HeightWithin is the height of the first element that fits a CSS selector
// within the one with the id, 0 where there is none.
func HeightWithin(id, selector string) int {
	if e, ok := element(id); ok {
		if part := e.Call("querySelector", selector); !part.IsNull() {
			return int(part.Call("getBoundingClientRect").Get("height").Float() + 0.5)
		}
	}
	return 0
}
