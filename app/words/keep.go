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
	}
	return ""
}
