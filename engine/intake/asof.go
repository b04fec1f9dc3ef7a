package intake

import (
	"strings"

	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
)

// asOf is the day to which the file says that it is true: of a line above the
// headings, or of the heading of an amount. It is Missing where the file names
// none that can be it, today being the day that is proposed.
func (p *plan) asOf(today book.Day) book.Day {
	format := cell.Format{Order: cell.MonthDay, Dates: cell.Calendar}
	if p.delim == ';' {
		format.Order = cell.DayMonth
	}
	said, named := book.Day(book.Missing), book.Day(book.Missing) // after words that say so; anywhere
	for _, a := range p.preamble {
		if a.Reason != Preamble {
			continue
		}
		for _, phrase := range [...]string{"as of", "as at", "report date", "valuation date", "period end", "through", "data date", "stand"} {
			if at := strings.Index(strings.ToLower(a.Text), phrase); at >= 0 && at+len(phrase) <= len(a.Text) {
				said = max(said, dayIn(a.Text[at+len(phrase):], &format, today))
			}
		}
		named = max(named, dayIn(a.Text, &format, today))
	}
	if said != book.Missing {
		return said
	}
	for c, col := range p.columns {
		if !strings.ContainsAny(col.Original, "0123456789") {
			continue
		}
		if list := p.heads[c].Meanings(); strings.Contains(strings.ToLower(col.Original), "as of") || len(list) > 0 && (list[0].Field == field.AUM || list[0].Field == field.GDC) {
			named = max(named, dayIn(col.Original, &format, today))
		}
	}
	return named
}

// longAgo is how many days before today a list can be true as of, so that other
// dates in a title are not taken for that.
const longAgo = 3 * 366

// dayIn is the last day up to today that a text names, Missing for none.
func dayIn(text string, format *cell.Format, today book.Day) book.Day {
	last := book.Day(book.Missing)
	starts, ends := words(text)
	for i, from := range starts {
		for k := min(i+3, len(ends)) - 1; k >= i+2; k-- { // a day, a month and a year
			day, reason := cell.Date([]byte(text[from:ends[k]]), format, today)
			if reason == 0 && day <= today && day > today-longAgo {
				last = max(last, day)
			}
		}
		if digits := text[from:ends[i]]; len(digits) == 8 { // 20260630
			if day, reason := cell.Date([]byte(digits), format, today); reason == 0 && day <= today && day > today-longAgo {
				last = max(last, day)
			}
		}
	}
	return last
}

// words is where the words and the figures of a text begin and end.
func words(text string) (starts, ends []int) {
	inside := false
	for i := 0; i <= len(text); i++ {
		is := i < len(text) && (cell.IsDigit(text[i]) || cell.IsLetter(text[i]) || text[i] >= 0x80)
		switch {
		case is && !inside:
			starts = append(starts, i)
		case !is && inside:
			ends = append(ends, i)
		}
		inside = is
	}
	return starts, ends
}
