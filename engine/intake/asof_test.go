package intake

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"tierbook/engine/book"
)

// TestAsOfOfTheFile: a day that the file names takes the place of one that was but
// proposed, and of no other.
func TestAsOfOfTheFile(t *testing.T) {
	today := book.Date(2026, 11, 22)
	const rows = "Ann,100,10\nBob,200,20\n"
	for text, want := range map[string]book.Day{
		"Client report\nAs of 06/30/2026\nName,AUM,GDC\n":                                  book.Date(2026, 6, 30),
		"\"Positions for account ...123 as of 12:33 PM ET, 2026/05/04\"\n\nName,AUM,GDC\n": book.Date(2026, 5, 4),
		"Report Date:,\"March 31, 2026\",\nName,AUM,GDC\n":                                 book.Date(2026, 3, 31),
		"Period 07/01/2025 - 06/30/2026,,\nName,AUM,GDC\n":                                 book.Date(2026, 6, 30),
		"Name,AUM (as of 9/30/2026),GDC\n":                                                 book.Date(2026, 9, 30),
		"Name,AUM 12/31/2025,GDC T12 to 2026-06-30\n":                                      book.Date(2026, 6, 30),
		"Export 20260815,,\nName,AUM,GDC\n":                                                book.Date(2026, 8, 15),
		"Report run 12/31/2026\nName,AUM,GDC\n":                                            today, // still to come
		"Founded 1998-04-01,,\nName,AUM,GDC\n":                                             today, // long ago
		"Report 7 of 12\nName,AUM,GDC\n":                                                   today,
		"Name,AUM,GDC\n":                                                                   today,
	} {
		for _, proposed := range []bool{true, false} {
			imp, err := Read(context.Background(), bytes.NewReader([]byte(text+rows)), Options{AsOf: today, Proposed: proposed})
			if err != nil {
				t.Fatal(err)
			}
			is := want
			if !proposed {
				is = today
			}
			said := slices.Contains(imp.Notes, Note{NoteAsOf, -1, int(is)})
			if imp.Options.AsOf != is || said != (proposed && want != today) || imp.Options.Proposed {
				t.Errorf("%q, proposed %t: true as of %v, said %t", text, proposed, imp.Options.AsOf, said)
			}
			again, err := Read(context.Background(), bytes.NewReader([]byte(text+rows)), imp.Options)
			if err != nil || again.Options.AsOf != is || !slices.Equal(again.Notes, imp.Notes) {
				t.Errorf("%q read again: true as of %v, %v, %v", text, again.Options.AsOf, again.Notes, err)
			}
		}
	}
}
