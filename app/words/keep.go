package words

import "fmt"

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
	case "keep-busy":
		return "Your work is just being saved. Please try again in a moment."
	case "wrong-passphrase":
		return "This passphrase does not open it. Look for capital letters and the keyboard’s language, and try again."
	case "no-tierbook-file":
		return "This is not a Tierbook file."
	case "file-too-large":
		return "This file holds more than a browser has room for, or its passphrase was made too dear to check."
	case "file-damaged":
		return "This Tierbook file is damaged: it was cut short or changed since it was saved. The passphrase is not the reason. Take another copy of it."
	case "ask-file":
		return "This Tierbook file waits for your answer."
	}
	return ""
}
