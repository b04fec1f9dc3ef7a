package plan

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"tierbook/engine/book"
)

// Event is an entry of a calendar: a day, and what is to be done on it.
type Event struct {
	Day   book.Day
	Key   string // what tells it from the others, however its title and text change
	Title string
	Text  string
}

// Calendar writes events as an iCalendar file (RFC 5545): whole days that take
// no time off anybody. stamp is when it is made, as 20260630T120000Z. An entry
// takes the place of one of the same key in a calendar made before.
func Calendar(name, stamp string, events []Event) string {
	var w calendar
	w.line("BEGIN", "VCALENDAR")
	w.line("VERSION", "2.0")
	w.line("PRODID", "-//Tierbook//Plan//EN")
	w.line("CALSCALE", "GREGORIAN")
	w.line("METHOD", "PUBLISH")
	w.line("X-WR-CALNAME", escaped(name))
	for _, e := range events {
		w.line("BEGIN", "VEVENT")
		w.line("UID", strconv.FormatUint(hash(e.Key), 16)+"@tierbook.invalid")
		w.line("DTSTAMP", stamp)
		w.line("DTSTART;VALUE=DATE", date(e.Day))
		w.line("DTEND;VALUE=DATE", date(e.Day+1))
		w.line("SUMMARY", escaped(e.Title))
		if e.Text != "" {
			w.line("DESCRIPTION", escaped(e.Text))
		}
		w.line("TRANSP", "TRANSPARENT")
		w.line("CLASS", "PRIVATE")
		w.line("END", "VEVENT")
	}
	w.line("END", "VCALENDAR")
	return w.String()
}

type calendar struct{ strings.Builder }

// mostOctets is how long a line of a calendar may be, its break aside.
const mostOctets = 75

// line writes a line, folded: what goes on begins with a blank, and no letter
// is broken in two.
func (w *calendar) line(name, value string) {
	rest := name + ":" + value
	for room := mostOctets; len(rest) > room; room = mostOctets - 1 {
		at := room
		for !utf8.RuneStart(rest[at]) {
			at--
		}
		w.WriteString(rest[:at] + "\r\n ")
		rest = rest[at:]
	}
	w.WriteString(rest + "\r\n")
}

// escaped is a text as a calendar holds it. Other control characters than the
// end of a line have no place there, nor what turns the direction of writing.
func escaped(text string) string {
	var b strings.Builder
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\r\n", "\n")
	for _, r := range text {
		switch {
		case r == '\n' || r == '\r':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteByte(' ')
		case r < 0x20 || r == 0x7f || r >= 0x80 && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
		case r == '\\' || r == ';' || r == ',':
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func date(d book.Day) string { return strings.ReplaceAll(d.String(), "-", "") }

// hash is FNV-1a.
func hash(text string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	return h
}
