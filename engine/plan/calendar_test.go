package plan

import (
	"strings"
	"testing"
	"unicode/utf8"

	"tierbook/engine/book"
)

func TestCalendar(t *testing.T) {
	got := Calendar("Plan", "20260630T120000Z", []Event{
		{book.Date(2026, 12, 31), "first", "Fee: 2 clients", "López, Ana; \\ and\nBo"},
		{book.Date(2026, 12, 31), "second", "Fee: 2 clients", strings.Repeat("é", 60)},
	})
	want := "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Tierbook//Plan//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nX-WR-CALNAME:Plan\r\n" +
		"BEGIN:VEVENT\r\nUID:ID@tierbook.invalid\r\nDTSTAMP:20260630T120000Z\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n" +
		"SUMMARY:Fee: 2 clients\r\nDESCRIPTION:López\\, Ana\\; \\\\ and\\nBo\r\nTRANSP:TRANSPARENT\r\nCLASS:PRIVATE\r\nEND:VEVENT\r\n" +
		"BEGIN:VEVENT\r\nUID:OTHER@tierbook.invalid\r\nDTSTAMP:20260630T120000Z\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n" +
		"SUMMARY:Fee: 2 clients\r\nDESCRIPTION:" + strings.Repeat("é", 31) + "\r\n " + strings.Repeat("é", 29) + "\r\nTRANSP:TRANSPARENT\r\nCLASS:PRIVATE\r\nEND:VEVENT\r\n" +
		"END:VCALENDAR\r\n"
	uids := strings.Split(got, "UID:")
	id, _, _ := strings.Cut(uids[1], "@")
	other, _, _ := strings.Cut(uids[2], "@")
	if got = strings.NewReplacer(id, "ID", other, "OTHER").Replace(got); got != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	again := Calendar("Other name", "20270101T000000Z", []Event{{book.Date(2026, 12, 31), "first", "Fee: 1 client", "other"}})
	if !strings.Contains(again, "UID:"+id+"@") {
		t.Error("made again, an entry is another one")
	}
}

// unfold reads a calendar as RFC 5545 has it: name and value of each line.
func unfold(t *testing.T, text string) (lines [][2]string) {
	t.Helper()
	if !strings.HasSuffix(text, "\r\n") || !utf8.ValidString(text) {
		t.Fatalf("no calendar: %q", text)
	}
	for _, raw := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(raw) > 75 || strings.ContainsAny(raw, "\r\n") {
			t.Fatalf("a line of %d octets: %q", len(raw), raw)
		}
		if rest, more := strings.CutPrefix(raw, " "); more {
			lines[len(lines)-1][1] += rest
			continue
		}
		name, value, ok := strings.Cut(raw, ":")
		if !ok || name == "" {
			t.Fatalf("a line of no property: %q", raw)
		}
		lines = append(lines, [2]string{name, value})
	}
	return lines
}

// FuzzCalendar: whatever the texts, the file is one that reads back as them.
func FuzzCalendar(f *testing.F) {
	f.Add("Plan", "Title", "Text", int64(20000))
	f.Add("a;b,c\\d", "BEGIN:VEVENT\r\nX:1", "é\xff\x00\u2028\t", int64(-5))
	f.Fuzz(func(t *testing.T, name, title, text string, day int64) {
		day %= 2_000_000
		lines := unfold(t, Calendar(name, "20260630T120000Z", []Event{{book.Day(day), "a", title, text}, {book.Day(day), "b", title, ""}}))
		events, depth := 0, 0
		for _, l := range lines {
			switch l[0] {
			case "BEGIN":
				depth++
			case "END":
				if depth--; l[1] == "VEVENT" {
					events++
				}
			case "SUMMARY":
				if unescape(t, l[1]) != plainly(title) {
					t.Fatalf("the title %q is read back as %q", title, l[1])
				}
			case "DESCRIPTION":
				if unescape(t, l[1]) != plainly(text) {
					t.Fatalf("the text %q is read back as %q", text, l[1])
				}
			}
		}
		if events != 2 || depth != 0 {
			t.Fatalf("%d entries", events)
		}
	})
}

// plainly is a text without what a calendar can't hold.
func plainly(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case r == '\t':
			return ' '
		case r != '\n' && (r < 0x20 || r >= 0x7f && r < 0xa0):
			return -1
		}
		return r
	}, text)
}

func unescape(t *testing.T, value string) string {
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == ';' || c == ',':
			t.Fatalf("%q stands bare in %q", c, value)
		case c == '\\':
			i++
			switch value[i] {
			case 'n':
				b.WriteByte('\n')
			case '\\', ';', ',':
				b.WriteByte(value[i])
			default:
				t.Fatalf("what is \\%c in %q", value[i], value)
			}
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
