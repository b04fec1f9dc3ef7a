package words

import "fmt"

// changed names a change of clients where the page offers to take it back.
func changed(kind string) string {
	switch kind {
	case "set-value":
		return "the value"
	case "clear-value":
		return "going back to the file’s value"
	case "rate":
		return "the rating"
	case "set-hours":
		return "the hours"
	case "add-client":
		return "adding the client"
	case "remove-client":
		return "removing the client"
	case "exclude":
		return "leaving clients out"
	case "include":
		return "counting clients again"
	}
	return "the last change"
}

// changeFault says why a change of clients was refused, "" where it was not
// that.
func changeFault(code string, arg func(int) string) string {
	switch code {
	case "no-name":
		return "A client needs a name."
	case "long-text":
		return fmt.Sprintf("This is too long: %s characters at most.", arg(1))
	case "below-zero":
		return "This can’t be below zero."
	case "unbelievable":
		return "This can’t be right. Amounts go up to 90 billion, dates from 1800 to 2199."
	case "unknown-field":
		return "This can’t be changed."
	case "nobody":
		return "No client was chosen."
	case "no-list":
		return "Open a client list first."
	case "unknown-column":
		return fmt.Sprintf("The list that is open has no column “%s”.", arg(0))
	}
	return ""
}
