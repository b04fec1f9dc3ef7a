package export

import "strings"

// Disarm writes a text so that no program which opens the file runs it or is
// led astray by it:
//
//   - What a spreadsheet would take for a formula gets an apostrophe before it.
//     A plain number does not: -5 stays a number.
//   - What turns the direction of writing and does not turn it back is closed
//     at its end, so that the cells beside it are left alone.
//   - Control characters go.
//
// Arm undoes the first two, for every text.
func Disarm(text string) string {
	if strings.IndexFunc(text, isControl) >= 0 {
		text = strings.Map(func(r rune) rune {
			if isControl(r) {
				return -1
			}
			return r
		}, text)
	}
	if runs(text) {
		text = "'" + text
	}
	if open := unclosed(text); open != "" || closing(text) >= 0 {
		text += fence + open
	}
	return text
}

// Arm gives back the text that Disarm was given.
func Arm(text string) string {
	if at := closing(text); at >= 0 {
		text = text[:at]
	}
	if text != "" && text[0] == '\'' && runs(text) {
		text = text[1:]
	}
	return text
}

// isControl reports whether a character is one that no text needs.
func isControl(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r >= 0x7F && r < 0xA0
}

// runs reports whether a spreadsheet would take the text for a formula, or
// would if it had no apostrophes before it.
func runs(text string) bool {
	bare := strings.TrimLeft(text, "'")
	if bare == "" {
		return false
	}
	switch bare[0] {
	case '=', '@', '\t', '\r', '\n':
		return true
	case '+', '-':
		return len(bare) != len(text) || !isNumber(bare[1:])
	}
	for _, wide := range []string{"＝", "＋", "－", "＠"} { // which some spreadsheets take for the narrow ones
		if strings.HasPrefix(bare, wide) {
			return true
		}
	}
	return false
}

// isNumber reports whether a text is digits with marks between them.
func isNumber(text string) bool {
	for i, c := range []byte(text) {
		if c-'0' > 9 && (i == 0 || c != '.' && c != ',') {
			return false
		}
	}
	return text != ""
}

// The characters that turn the direction of writing, and those that turn it
// back. fence stands before the ones that Disarm adds, and shows nothing.
const (
	embeddings = "\u202a\u202b\u202d\u202e"
	isolates   = "\u2066\u2067\u2068"
	pop        = "\u202c"
	popIsolate = "\u2069"
	fence      = "\u200e"
)

// unclosed is what it takes to turn back the direction of writing at the end of
// a text.
func unclosed(text string) string {
	var open []string
	for _, r := range text {
		switch c := string(r); {
		case r < 0x202a || r > 0x2069:
		case strings.Contains(embeddings, c):
			open = append(open, pop)
		case strings.Contains(isolates, c):
			open = append(open, popIsolate)
		case c == pop && len(open) > 0 && open[len(open)-1] == pop:
			open = open[:len(open)-1]
		case c == popIsolate:
			for i := len(open) - 1; i >= 0; i-- { // it closes the embeddings in the isolate too
				if open[i] == popIsolate {
					open = open[:i]
					break
				}
			}
		}
	}
	var all strings.Builder
	for i := len(open) - 1; i >= 0; i-- {
		all.WriteString(open[i])
	}
	return all.String()
}

// closing is where a fence with nothing but closing characters after it begins,
// -1 where a text does not end so.
func closing(text string) int {
	bare := strings.TrimRight(text, pop+popIsolate)
	if strings.HasSuffix(bare, fence) {
		return len(bare) - len(fence)
	}
	return -1
}
