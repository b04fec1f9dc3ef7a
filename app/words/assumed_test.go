package words

import (
	"strings"
	"testing"

	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/session"
)

func TestAssumptions(t *testing.T) {
	at := func(ask intake.QuestionKind, f cell.Format) session.Assumed {
		return session.Assumed{Ask: ask, Field: field.GDC, Heading: "Fees", Format: f, Count: 2}
	}
	for _, c := range []struct {
		a    session.Assumed
		want string
	}{
		{session.Assumed{Note: intake.NoteAnnualised, Heading: "Fees", Format: cell.Format{Period: cell.YearToDate}}, "“Fees” is made a year’s from the year to date"},
		{session.Assumed{Ask: intake.AskField, Field: field.GDC, Heading: "Fees", Other: "T12"}, "“Fees” is taken as GDC, not “T12”"},
		{at(intake.AskAsOf, cell.Format{}), "2 payments are outside the twelve months"},
		{at(intake.AskPeriod, cell.Format{Period: cell.Year}), "“Fees” is taken as twelve months"},
		{at(intake.AskCurrency, cell.Format{}), "amounts in other currencies don’t count"},
		{at(intake.AskRepeated, cell.Format{Repeated: cell.Add}), "equal “Fees” in the rows of a client is added up"},
		{at(intake.AskMark, cell.Format{Decimal: cell.Point}), "1,234 in “Fees” is more than a thousand"},
		{at(intake.AskCombine, cell.Format{}), "the rows of a household are clients of their own"},
		{at(intake.AskDuplicates, cell.Format{}), "2 rows have the id of another"},
		{at(intake.AskOrder, cell.Format{Order: cell.DayMonth}), "dates in “Fees” are read day first"},
		{at(intake.AskBasis, cell.Format{Basis: cell.Gross}), "“Fees” is taken as before payout"},
	} {
		if got := Assumption(c.a); got != c.want {
			t.Errorf("says %q, want %q", got, c.want)
		}
	}
	if got := OpenAsks(&session.Overview{Assumed: make([]session.Assumed, 1)}); got != "How your list was read carries the figures:" {
		t.Errorf("says %q", got)
	}
	if got := OpenAsks(&session.Overview{Asks: 1}); !strings.HasSuffix(got, "taken.") {
		t.Errorf("says %q", got)
	}
}
