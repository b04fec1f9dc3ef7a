package field

import (
	"strings"

	"tierbook/engine/intake/cell"
)

// A Heading is a column's heading made comparable: its words in lower case, one
// form for each, and what stands in parentheses apart.
type Heading struct {
	words   []string // “FinServ__RelationshipStartDate__c” is relationship start date
	Text    string   // the words with single blanks between
	aside   []string // the words of what stands in parentheses or after a comma
	percent bool
	count   bool // it begins with #
	Code    string
	Times   int64 // 1000 under “(000s)”
}

// HeadingOf normalises a heading.
func HeadingOf(original string) Heading {
	h := Heading{Times: 1}
	text := strings.TrimPrefix(strings.TrimSpace(original), "\ufeff")
	// Salesforce names: a namespace before, a kind behind.
	if low := strings.ToLower(text); strings.HasSuffix(low, "__c") || strings.HasSuffix(low, "__pc") {
		text = text[:strings.LastIndex(text, "__")]
		if i := strings.Index(text, "__"); i > 0 {
			text = text[i+2:]
		}
	}
	h.count = strings.HasPrefix(text, "#")
	inside := false
	word := []rune{}
	end := func() {
		if len(word) == 0 {
			return
		}
		w := string(word)
		word = word[:0]
		into := &h.words
		if inside {
			into = &h.aside
		}
		if same, ok := spellings[w]; ok {
			w = same
		}
		for one := range strings.SplitSeq(w, " ") {
			*into = append(*into, one)
		}
	}
	runes := []rune(text)
	for i, r := range runes {
		switch {
		case r >= 'A' && r <= 'Z':
			// A new word begins where a capital follows a small letter, or begins the
			// last word of a run of capitals: clientSince, AUMTotal.
			if i > 0 && (isLower(runes[i-1]) || isUpper(runes[i-1]) && i+1 < len(runes) && isLower(runes[i+1]) && len(word) > 1) {
				end()
			}
			word = append(word, r+'a'-'A')
		case r >= 'a' && r <= 'z', r > 0x7F && r != '€' && r != '£' && r != '¥' && r != '₹' && r != '’' && r != 0xA0 && r != '–' && r != '—':
			word = append(word, r)
		case r >= '0' && r <= '9':
			word = append(word, r)
		case r == '\'' || r == '’' || r == '.' && i+1 < len(runes) && isLower(runes[i+1]|0x20) && len(word) == 1:
			// client’s, G.D.C.
		case r == '(' || r == '[' || r == '{':
			end()
			inside = true
		case r == ')' || r == ']' || r == '}':
			end()
			inside = false
		case r == '#':
			end()
			word = append(word, 'n', 'o')
			end()
		case r == '%':
			end()
			h.percent = true
		default:
			if code, size := cell.CurrencyAt([]byte(string(runes[i:min(i+3, len(runes))]))); size > 0 && !isLower(r|0x20) && h.Code == "" {
				h.Code = code
			}
			end()
		}
	}
	end()
	h.words = joinT12(h.words)
	h.aside = joinT12(h.aside)
	h.Text = strings.Join(h.words, " ")
	for _, w := range append(h.aside, h.words...) {
		if code, size := cell.CurrencyAt([]byte(w)); size == 3 && size == len(w) && h.Code == "" && w != "all" {
			h.Code = code
		}
	}
	h.Times = timesOf(original, h)
	if len(h.words) == 0 && len(h.aside) > 0 {
		h.words, h.Text = h.aside, strings.Join(h.aside, " ")
	}
	return h
}

func isLower(r rune) bool { return r >= 'a' && r <= 'z' }

func isUpper(r rune) bool { return r >= 'A' && r <= 'Z' }

// joinT12 makes one word of the ways to write “trailing twelve months”.
func joinT12(words []string) []string {
	for i := 0; i < len(words); i++ {
		next, third := "", ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		if i+2 < len(words) {
			third = words[i+2]
		}
		n := 0
		switch w := words[i]; {
		case (w == "t" || w == "trailing" || w == "rolling" || w == "last" || w == "past") && (next == "12" || next == "twelve"):
			n = 2
			if third == "months" || third == "month" || third == "mo" || third == "m" {
				n = 3
			}
		case w == "12" && (next == "months" || next == "month" || next == "mo"), w == "trailing" && next == "year", w == "last" && next == "year" && false:
			n = 2
		case w == "12m" || w == "12mo" || w == "12month" || w == "12months" || w == "trailing12":
			n = 1
		}
		if n > 0 {
			words = append(append(words[:i:i], "t12"), words[i+n:]...)
		}
	}
	// “trailing T12”, “T12 T12”
	for i := 0; i+1 < len(words); i++ {
		if words[i+1] == "t12" && (words[i] == "trailing" || words[i] == "t12") {
			words = append(words[:i:i], words[i+1:]...)
			i--
		}
	}
	return words
}

// timesOf reads “(000s)”, “in thousands”, “$M” off a heading.
func timesOf(original string, h Heading) int64 {
	for _, list := range [][]string{h.aside, h.words} {
		for i, w := range list {
			switch w {
			case "000", "000s", "thousands", "1000s":
				return 1000
			case "millions", "mm", "mil", "mln", "mio":
				return 1_000_000
			case "k", "tsd":
				if len(list) <= 2 || i == len(list)-1 {
					return 1000
				}
			case "m":
				if h.Code != "" || i == len(list)-1 && len(list) > 1 && list[i-1] == "usd" {
					return 1_000_000
				}
			}
		}
	}
	if strings.Contains(original, "$000") || strings.Contains(original, "'000") || strings.Contains(original, ",000") {
		return 1000
	}
	return 1
}

// Has reports whether the heading has the word.
func (h *Heading) Has(words ...string) bool {
	for _, w := range h.words {
		for _, one := range words {
			if w == one {
				return true
			}
		}
	}
	return false
}

// hasAnywhere looks in parentheses too.
func (h *Heading) hasAnywhere(words ...string) bool {
	if h.Has(words...) {
		return true
	}
	for _, w := range h.aside {
		for _, one := range words {
			if w == one {
				return true
			}
		}
	}
	return false
}

// Period is the time the heading says its amounts cover; 0 where it is silent.
func (h *Heading) Period() cell.Period {
	switch {
	case h.hasAnywhere("t12", "annual", "year", "annum", "12"):
		if h.hasAnywhere("date") && h.hasAnywhere("to") {
			return cell.YearToDate
		}
		return cell.Year
	case h.hasAnywhere("ytd"):
		return cell.YearToDate
	case h.hasAnywhere("quarter", "quarterly", "qtd", "q1", "q2", "q3", "q4", "qtr"):
		return cell.Quarter
	case h.hasAnywhere("month", "monthly", "mtd"):
		return cell.Month
	case h.hasAnywhere("week", "weekly"):
		return cell.Week
	}
	return 0
}

// Basis says whether the heading's revenue is before or after payout; 0 where it
// is silent.
func (h *Heading) Basis() cell.Basis {
	switch {
	case h.hasAnywhere("net", "payout", "paid") && !h.hasAnywhere("before"), h.hasAnywhere("after") && h.hasAnywhere("payout", "split"):
		return cell.Net
	case h.hasAnywhere("gross", "gdc", "before"):
		return cell.Gross
	}
	return 0
}

// Unit is the unit of time the heading names.
func (h *Heading) Unit() cell.Unit {
	switch {
	case h.hasAnywhere("minutes"):
		return cell.InMinutes
	case h.hasAnywhere("hours", "h", "stunden"):
		return cell.InHours
	case h.hasAnywhere("days"):
		return cell.InDays
	}
	return 0
}
