package words

import (
	"fmt"
	"strings"

	"tierbook/engine/history"
)

// keptFault says what went wrong with keeping, finding again or opening work,
// and what to do about it; nothing where the fault is another.
func keptFault(code string, arg func(int) string) string {
	switch code {
	case "newer":
		return "This work was saved by a newer Tierbook, and this one would lose something of it. Reload the page to get the newer one, then open it again."
	case "broken-log":
		return fmt.Sprintf("The history of this work can be followed up to its step %s and no further. What was decided until then is here; please check the last decisions.", arg(0))
	case "no-import":
		return "A client list that belongs to this work is missing from what was kept. Open the list again, or a Tierbook file that you saved."
	case "no-point":
		return "This restore point is no longer there. The oldest ones make room for new ones."
	case "point-name":
		return fmt.Sprintf("A restore point needs a name, of %s characters at most.", arg(0))
	case "keep-full":
		return "There is no room left on this device to save your work, so the last changes are only in this tab. Save a Tierbook file now; then free some space, or choose to keep less."
	case "keep-blocked":
		return "This browser does not let the page store anything: a private window, or a setting of whoever manages this device. Everything works, but only until the tab is closed. Save a Tierbook file before."
	case "keep-unsure":
		return "The browser took your work and does not give it back as it was. Save a Tierbook file now, so that nothing depends on this browser."
	case "keep-damaged":
		return "The work that was kept on this device cannot be read any more: parts of it are damaged or were cleared by the browser. It is left as it is. Open a Tierbook file that you saved, or your client list again."
	case "keep-key":
		return "This browser does not let the page keep the key of this tab, so a reload would not find your work. Keep it on this device, or save a Tierbook file."
	case "keep-gone":
		return "The work that was kept in this browser is no longer there: the browser or somebody cleared its data. Safari does so after seven days without a visit. Open a Tierbook file that you saved, or your client list again."
	case "keep-replaced":
		return "Other work, of another tab, has taken its place on this device. What is open here is only in this tab."
	case "keep-other":
		return "Other work is kept on this device."
	case "wrong-passphrase":
		return "This passphrase does not open it. Look for capital letters and the keyboard’s language, and try again."
	case "file-for-key":
		return "This age file was encrypted to somebody’s key, not under a passphrase, so Tierbook cannot open it. Decrypt it with age and that key first (age -d -i key.txt), then open what comes out."
	case "no-tierbook-file":
		return "This file is named like a Tierbook file and is none: its beginning is damaged, or it is something else. Take another copy of it. A client list is opened under its own name, such as clients.csv."
	case "file-too-large":
		return "This Tierbook file is larger than any that Tierbook saves, or holds more than a browser has room for. It was not opened."
	case "file-too-dear":
		return "The passphrase of this file was made too dear to check: that would take more memory than a browser has for it. Decrypt it with age (age -d), then open what comes out."
	case "file-damaged":
		return "This Tierbook file is damaged: it was cut short or changed since it was saved. A passphrase is not the reason. Take another copy of it."
	case "ask-file":
		return "This Tierbook file waits for your answer."
	}
	return ""
}

// KeptAs says in the middle of a sentence how work is kept.
func KeptAs(mode string) string {
	switch mode {
	case "tab":
		return "is kept for this tab"
	case "passphrase":
		return "is kept on this device under your passphrase"
	case "device":
		return "is kept on this device"
	}
	return "is not kept when you close this tab"
}

// KeepingMeans says what a way of keeping gives, and what it does not.
func KeepingMeans(mode string) (name, meaning string) {
	switch mode {
	case "tab":
		return "For this tab", "A reload finds everything. It is stored encrypted, and only this tab has the key. Closing the tab ends it, unless your browser reopens closed tabs; what is left is removed when Tierbook starts again. A phone or tablet may close a tab by itself."
	case "passphrase":
		return "On this device, under a passphrase", "Tomorrow it is all here, once you have typed the passphrase. Nobody can help if you forget it."
	case "device":
		return "On this device", "Tomorrow it is all here. Whoever can use this browser can read it."
	}
	return "Nothing", "Close this tab, or reload it, and everything is gone. Save a Tierbook file to come back to it."
}

// Point is the name of a restore point.
func Point(p history.Point) string {
	if p.Name != "" {
		return p.Name
	}
	return PointBefore(p.Before)
}

// PointBefore names a restore point that was made unasked.
func PointBefore(kind string) string {
	switch kind {
	case "open":
		return "Before another list was opened"
	case "update":
		return "Before the list was updated"
	case "add-columns":
		return "Before columns of another file were added"
	case "set-model":
		return "Before another model was chosen"
	case "use-settings":
		return "Before a settings file was used"
	}
	return "Before a large change"
}

// Wiped says that everything was wiped, or what the browser did not let go of.
func Wiped(left []string) string {
	const all = "Everything was wiped. Nothing that you opened or decided is left in this browser"
	switch text := strings.Join(left, ", "); text {
	case "":
		return all + ", and nothing of Tierbook but the page that you see."
	case "service worker":
		return all + ". Tierbook’s service worker, which holds none of it, goes when Tierbook’s tabs are closed."
	default:
		return "Your client list and all decisions are gone from this page, but the browser still has: " + text + ". Close Tierbook’s other tabs and wipe again."
	}
}
