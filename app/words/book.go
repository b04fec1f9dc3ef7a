package words

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/engine/book"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/file"
	"tierbook/engine/intake/record"
	"tierbook/engine/kin"
	"tierbook/engine/roster"
	"tierbook/engine/score"
	"tierbook/engine/session"
)

// Book answers “is my client list right?”.
func Book(o *session.Overview) Headline {
	n := o.Practice.Clients
	if n == 0 {
		return Headline{Plain: []Piece{text("There is no client in this list.")}}
	}
	h := Headline{Plain: []Piece{text("%s %s", host.Count(n), Plural(n, "client", "clients"))}}
	has := func(f score.Factor) bool { return o.Has[f] > 0 }
	aum := []Piece{{host.Money(o.Practice.AUM, o.Currency, host.Compact), true}, text(" under management")}
	gdc := []Piece{{host.Money(o.Practice.GDC, o.Currency, host.Whole), true}, text(" GDC")}
	switch {
	case has(score.AUM) && has(score.GDC):
		h.Plain = append(append(append(append(h.Plain, text(", ")), aum...), text(", ")), gdc...)
		h.Plain = append(h.Plain, text("."))
	case has(score.AUM):
		h.Plain = append(append(append(h.Plain, text(", ")), aum...), text(", and no GDC on any of them."))
	case has(score.GDC):
		h.Plain = append(append(append(h.Plain, text(", ")), gdc...), text(", and no AUM on any of them."))
	default:
		h.Plain = append(h.Plain, text(", with neither AUM nor GDC on any of them."))
	}
	if bad := Unread(o); bad != "" {
		h.Loss = []Piece{text("%s", bad)}
	}
	return h
}

// Unread says how much of the file could not be read, "" where nothing.
func Unread(o *session.Overview) string { return unread(o.Problems-o.BadLines, o.BadLines) }

// unread says how much of the file could not be read, "" where nothing.
func unread(cells, lines int) string {
	var parts []string
	if cells > 0 {
		parts = append(parts, host.Count(cells)+Plural(cells, " cell", " cells"))
	}
	if lines > 0 {
		parts = append(parts, host.Count(lines)+Plural(lines, " line", " lines"))
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, " and ") + " could not be read."
}

// BookLede says where the list comes from and to which day it is taken to be
// true.
func BookLede(o *session.Overview) []Piece {
	asOf := host.Day(o.Settings.AsOf, host.Long)
	if o.Origin.Sample {
		return []Piece{text("This is the sample book: nobody in it exists. It is taken as of %s.", asOf)}
	}
	return []Piece{text("From “%s”, taken as of %s.", o.Origin.File, asOf)}
}

// Written says how a file is written.
func Written(l *session.List) string {
	parts := []string{Size(l.Origin.Size)}
	if name := encodings[l.Encoding]; name != "" {
		parts = append(parts, name)
	}
	if name := delimiters[l.Delimiter]; name != "" {
		parts = append(parts, "cells parted by "+name)
	}
	if l.HeaderLine > 0 {
		parts = append(parts, "headings on line "+host.Count(l.HeaderLine))
	} else {
		parts = append(parts, "no headings")
	}
	return strings.Join(parts, " · ")
}

var encodings = map[file.Encoding]string{
	file.UTF8: "UTF-8", file.UTF16LE: "UTF-16", file.UTF16BE: "UTF-16", file.Windows1252: "Windows-1252",
}

var delimiters = map[record.Delimiter]string{',': "commas", ';': "semicolons", '\t': "tabs", '|': "upright bars"}

// Size is bytes as a file's size is told.
func Size(bytes int64) string {
	switch {
	case bytes < 1<<10:
		return host.Count(bytes) + " bytes"
	case bytes < 1<<20:
		return host.Count(bytes>>10) + " KB"
	}
	return host.Count(bytes>>20) + " MB"
}

// Field is what the page calls a field of the client list.
func Field(f field.Field) string {
	return [field.Fields]string{
		"", "Client id", "Name", "First name", "Middle name", "Last name", "Household", "AUM", "GDC",
		"Client since", "Future potential", "Likeability", "Referrals", "Service hours", "Payment date",
	}[f]
}

// Told is the use of a column, with what its heading tells where it is kept as
// it is.
func Told(c intake.Column) field.Use {
	if c.Use == field.Attribute {
		return [...]field.Use{kin.Plain: c.Use, kin.Held: field.HeldAway, kin.Referrer: field.ReferredBy}[kin.Says(c.Heading)]
	}
	return c.Use
}

// Use says what was done with a column of the file.
func Use(c intake.Column) string {
	switch Told(c) {
	case field.HeldAway:
		return "Held elsewhere"
	case field.ReferredBy:
		return "Referred by"
	case field.AsField:
		return Field(c.Field)
	case field.Attribute:
		return "Kept as it is"
	case field.Sensitive:
		return "Overwritten"
	case field.Account:
		if c.Field == field.ID {
			return "Client id, last four only"
		}
		return "Last four only"
	}
	if c.Why == field.ByExport {
		return "Made anew"
	}
	return "Left out"
}

// Sure says how sure the use of a column is, and why.
func Sure(c intake.Column) string {
	switch c.Why {
	case field.ByHeading:
		if c.Sure == field.Unsure {
			return "A guess by heading"
		}
		return "Certain by heading"
	case field.ByLikeness:
		return "Likely by heading"
	case field.ByCells, field.ByPattern:
		if c.Sure == field.Unsure {
			return "A guess by cells"
		}
		return "Likely by cells"
	case field.ByChoice:
		return "Your choice"
	case field.ByExport:
		return "Tierbook’s own"
	case field.ByRival:
		return "Second choice for " + Field(c.Rival)
	}
	if Told(c) != c.Use {
		return "Likely by heading"
	}
	return "Not needed"
}

// Columns says in a sentence what became of the file's columns.
func Columns(columns []intake.Column) string {
	var used, kept, left, hidden, anew int
	for _, c := range columns {
		switch Told(c) {
		case field.AsField, field.HeldAway, field.ReferredBy:
			used++
		case field.Attribute:
			kept++
		case field.Sensitive, field.Account:
			hidden++
		default:
			if c.Why == field.ByExport {
				anew++
			} else {
				left++
			}
		}
	}
	parts := []string{host.Count(used) + " used"}
	for _, more := range []struct {
		n    int
		what string
	}{{kept, " kept as they are"}, {hidden, " overwritten"}, {left, " empty and left out"}, {anew, " made anew by Tierbook"}} {
		if more.n > 0 {
			parts = append(parts, host.Count(more.n)+more.what)
		}
	}
	return host.Count(len(columns)) + Plural(len(columns), " column: ", " columns: ") + strings.Join(parts, ", ")
}

// Problems is the heading over what could not be read, or should be looked at.
func Problems(kinds []session.ProblemKind) string {
	for _, k := range kinds {
		if k.Loses {
			return "What could not be read"
		}
	}
	return "What to look at in the file"
}

// Problem says what is wrong with cells or lines of a kind.
func Problem(k session.ProblemKind) string {
	switch k.Reason {
	case cell.NotMoney:
		return "No amount of money"
	case cell.NotDate:
		return "No date of the calendar"
	case cell.NotRating:
		return "No rating or number"
	case cell.NotTime:
		return "No length of time"
	case cell.IsNegative:
		return "Time below zero"
	case cell.Unbelievable:
		return "Too large to be true"
	case cell.OtherMark:
		return "Decimals written unlike the rest of the column"
	case cell.OtherOrder:
		return "Day and month in another order than the rest"
	case cell.OtherScale:
		return "On another scale than the rest of the column"
	case cell.OtherCurrency:
		return "In another currency than the rest of the list"
	case cell.StrayQuote:
		return "A quotation mark that opens or closes nothing"
	case cell.BrokenRow:
		return "Quotation marks so broken that the cells cannot be told apart"
	case cell.ShortRow:
		return "Fewer cells than headings"
	case cell.LongRow:
		return "More cells than headings"
	case cell.BadBytes:
		return "Characters that are none in the file’s encoding"
	case cell.ControlBytes:
		return "Control characters"
	case cell.LongCell:
		return "More text than a spreadsheet’s cell holds"
	}
	return "Not as it should be"
}

// Remedy says what came of problems of a kind, and what to do about them.
func Remedy(k session.ProblemKind) string {
	const again = " and open it again."
	lost := "These clients have no " + Field(k.Field) + " now. "
	if k.Field == field.NoField {
		lost = "These cells are blank now. "
	}
	const mend = "Choose one to say what it should be; what says the same is mended with it."
	switch k.Reason {
	case cell.NotMoney, cell.NotDate, cell.NotRating, cell.NotTime, cell.IsNegative:
		return lost + mend
	case cell.Unbelievable:
		return lost + "Digits may have run together. " + mend
	case cell.OtherMark, cell.OtherOrder, cell.OtherScale:
		return lost + "If the whole column is written so, say so. Else choose one to say what it should be."
	case cell.OtherCurrency:
		return lost + "Amounts of several currencies are never added up. Convert them in the file" + again
	case cell.BrokenRow:
		return "These lines are not in the book. Correct the quotation marks in the file" + again
	case cell.ShortRow:
		return "The cells that are not there count as blank. Look at the lines in the file, correct them" + again
	case cell.LongRow:
		return "What stands beyond the last heading was not used, and no figure that may be another column’s. A comma without quotes, as in 1,200,000, is the usual cause: correct the lines" + again
	case cell.StrayQuote:
		return "The lines were read as far as they make sense. Nothing is lost; look whether it is right."
	case cell.BadBytes:
		return "They are shown as �. Nothing else is lost; look whether names are right."
	case cell.ControlBytes:
		return "They were taken out of the text. Nothing else is lost."
	case cell.LongCell:
		return "Nothing is lost; look whether several cells have run together."
	}
	return "Look at them in the file."
}

// Aside says why a line is no client.
func Aside(r intake.AsideReason) string {
	switch r {
	case intake.Preamble:
		return "Above the headings"
	case intake.Blank:
		return "Blank"
	case intake.Total:
		return "Total"
	case intake.Subtotal:
		return "Subtotal"
	case intake.Footer:
		return "Below the clients"
	case intake.Remark:
		return "A remark between the clients"
	case intake.RepeatedHeader:
		return "The headings once more"
	case intake.Broken:
		return "Broken by quotation marks"
	case intake.OutsidePeriod:
		return "Outside the twelve months"
	}
	return "No client"
}

// SetAside says why a line is no client, and of a total whether it is wrong.
func SetAside(a intake.Aside) string {
	if (a.Reason == intake.Total || a.Reason == intake.Subtotal) && !a.Sums {
		return Aside(a.Reason) + ", not the sum of the rows above it"
	}
	return Aside(a.Reason)
}

// OffTotal says by how much the rows miss the file's own total, nil where they
// do not. Less than a dollar is rounding.
func OffTotal(what string, total, rows book.Cents, currency string) []Piece {
	off := book.Sub(rows, total)
	if !book.Has(off) || off > -100 && off < 100 {
		return nil
	}
	than := " more than"
	if off < 0 {
		off, than = -off, " less than"
	}
	return []Piece{
		text("The rows come to "), {host.Money(off, currency, host.Exact), true},
		text("%s the file’s total of %s. Rows may be missing or there twice, or the total is older than they are.", than, what),
	}
}

// Asides says in a sentence what was set aside.
func Asides(kinds []session.AsideKind) string {
	rows := 0
	var parts []string
	for _, k := range kinds {
		rows += k.Rows
		parts = append(parts, host.Count(k.Rows)+" "+strings.ToLower(Aside(k.Reason)[:1])+Aside(k.Reason)[1:])
	}
	return host.Count(rows) + Plural(rows, " line", " lines") + " set aside: " + strings.Join(parts, ", ")
}

// Heading is a column of the file by its number, in quotation marks.
func Heading(l *session.List, column int) string {
	if column < 0 || column >= len(l.Columns) {
		return "Whole lines"
	}
	return "“" + l.Columns[column].Heading + "”"
}

// Asked says what the file leaves open and what was assumed.
func Asked(q intake.Question, l *session.List, currency string) []Piece {
	column, format := "the column", cell.Format{}
	if len(q.Columns) > 0 {
		column = Heading(l, q.Columns[0])
		if c := q.Columns[0]; c < len(l.Columns) {
			format = l.Columns[c].Format
		}
	}
	n := host.Count(q.Count)
	switch q.Kind {
	case intake.AskField:
		var others []string
		for _, c := range q.Columns[1:] {
			others = append(others, Heading(l, c))
		}
		return say("%s was taken as %s; %s could be it too.", column, Field(q.Field), enumerated(others))
	case intake.AskOrder:
		if format.Order == cell.DayMonth {
			return say("No date in %s tells whether the day or the month comes first. The day was taken to: 3/4/2020 is April 3.", column)
		}
		return say("No date in %s tells whether the day or the month comes first. The month was taken to: 3/4/2020 is March 4.", column)
	case intake.AskMark:
		if format.Decimal == cell.Comma {
			return say("No amount in %s tells whether 1,234 has decimals. The comma was taken as the decimal mark.", column)
		}
		return say("No amount in %s tells whether 1,234 has decimals. The comma was taken to part thousands.", column)
	case intake.AskYears:
		if format.Dates == cell.OnlyYear {
			return say("%s has years only. Each was taken as the first day of that year.", column)
		}
		return say("%s has plain numbers. They were taken as years as a client.", column)
	case intake.AskPeriod:
		return say("%s does not say which time it covers. It was taken as %s.", column, period(format.Period))
	case intake.AskBasis:
		if format.Basis == cell.Net {
			return say("%s does not say whether it is before or after payout. It was taken as after payout, so the payout in Practice was set to 100%%.", column)
		}
		return say("%s does not say whether it is before or after payout. It was taken as before, so that the payout in Practice is applied to it.", column)
	case intake.AskTaxNumber:
		return say("%s looks like tax numbers in %s %s. They were overwritten before anything was kept or shown.", column, n, Plural(q.Count, "cell", "cells"))
	case intake.AskRepeated:
		return repeated(q, column, format, currency)
	case intake.AskDuplicates:
		return append(say("%s %s the id of a row above. Each is a client of its own here: ", n, Plural(q.Count, "row has", "rows have")), hidden(q.Values)...)
	case intake.AskApart:
		return append(say("%s household %s rows with different surnames or addresses, which were kept apart: ", n, Plural(q.Count, "name has", "names have")), hidden(q.Values)...)
	case intake.AskHouseholds:
		if q.Count == 0 {
			return say("No column names the household. Rows with the same e-mail, telephone or address were kept as clients of their own.")
		}
		return append(say("No column names the household. %s look like one each, by e-mail, telephone or address, and were kept apart: ",
			n+Plural(q.Count, " group of rows", " groups of rows")), hidden(q.Values)...)
	case intake.AskCombine:
		if q.Count == 0 {
			return append(say("Many households have several rows, each of which is a client of its own here, such as "), hidden(q.Values)...)
		}
		said := append(say("%s %s several rows, each of which is a client of its own here: ", n, Plural(q.Count, "household has", "households have")), hidden(q.Values)...)
		if len(q.Sums) == 2 {
			amount := func(c book.Cents) Piece { return Piece{host.Money(c, currency, host.Whole), true} }
			said = append(said, text(" Their rows repeat one AUM, so it counts "), amount(q.Sums[0]), text(" where the households may have "), amount(q.Sums[1]), text("."))
		}
		return said
	case intake.AskHeader:
		return say("The file has no headings. What each column holds was told by its cells: look at the columns below.")
	case intake.AskPayments:
		return say("Each row looks like one payment. The payments of the last twelve months were added up for each client.")
	case intake.AskMissing:
		return say("%s", missing(q.Field))
	case intake.AskAsOf:
		return say("%s %s outside the twelve months to the as-of date and %s not count. The last payment is of %s.", n, Plural(q.Count, "payment lies", "payments lie"), Plural(q.Count, "does", "do"), host.Day(q.Day, host.Long))
	case intake.AskCurrency:
		return say("%s has amounts in several currencies (%s). Only those in %s count; the others are listed as not read.", column, enumerated(q.Values), q.Values[0])
	}
	return say("Something in %s can be read in two ways.", column)
}

// OpenAsks says how many questions about the list are open, before what was assumed.
func OpenAsks(o *session.Overview) string {
	n := o.Asks
	end := "."
	if len(o.Assumed) > 0 {
		end = ":"
	}
	if n == 0 {
		return "How your list was read carries the figures" + end
	}
	return host.Count(n) + Plural(n, " question about your list is open; the likeliest answer was taken", " questions about your list are open; the likeliest answers were taken") + end
}

// Assumption says in short what was assumed about the list.
func Assumption(a session.Assumed) string {
	column, n := "“"+a.Heading+"”", host.Count(a.Count)
	if a.Note == intake.NoteAnnualised {
		return column + " is made a year’s from " + period(a.Format.Period)
	}
	switch a.Ask {
	case intake.AskField:
		return column + " is taken as " + Field(a.Field) + ", not “" + a.Other + "”"
	case intake.AskAsOf:
		return n + Plural(a.Count, " payment is", " payments are") + " outside the twelve months"
	case intake.AskPeriod:
		return column + " is taken as " + period(a.Format.Period)
	case intake.AskCurrency:
		return "amounts in other currencies don’t count"
	case intake.AskRepeated:
		if a.Format.Repeated == cell.Once {
			return "equal " + column + " in the rows of a client counts once"
		}
		return "equal " + column + " in the rows of a client is added up"
	case intake.AskMark:
		if a.Format.Decimal == cell.Comma {
			return "1,234 in " + column + " has decimals"
		}
		return "1,234 in " + column + " is more than a thousand"
	case intake.AskCombine:
		return "the rows of a household are clients of their own"
	case intake.AskDuplicates:
		return n + Plural(a.Count, " row has", " rows have") + " the id of another"
	case intake.AskOrder:
		if a.Format.Order == cell.DayMonth {
			return "dates in " + column + " are read day first"
		}
		return "dates in " + column + " are read month first"
	case intake.AskBasis:
		if a.Format.Basis == cell.Net {
			return column + " is taken as after payout"
		}
		return column + " is taken as before payout"
	}
	return "something in " + column + " can be read in two ways"
}

// AfterPayout says that the list's revenue stands after payout.
const AfterPayout = "The revenue in this list is after payout, so the payout in Practice was set to 100%."

func say(format string, args ...any) []Piece { return []Piece{text(format, args...)} }

// mostValues is how many texts a sentence names.
const mostValues = 5

// hidden is texts of clients, which discreet mode hides.
func hidden(values []string) []Piece {
	var pieces []Piece
	for i, v := range values {
		if i == mostValues {
			return append(pieces, text(" …"))
		}
		if i > 0 {
			pieces = append(pieces, text("; "))
		}
		pieces = append(pieces, Piece{v, true})
	}
	return pieces
}

// enumerated is texts as a sentence lists them.
func enumerated(parts []string) string {
	switch n := len(parts); n {
	case 0:
		return ""
	case 1:
		return parts[0]
	default:
		return strings.Join(parts[:n-1], ", ") + " and " + parts[n-1]
	}
}

func repeated(q intake.Question, column string, format cell.Format, currency string) []Piece {
	what := "They were added up"
	if format.Repeated == cell.Once {
		what = "They were taken once"
	}
	pieces := say("In %s %s every row has the same amount in %s. %s. ", host.Count(q.Count), Plural(q.Count, "client", "clients"), column, what)
	if len(q.Sums) < 2 {
		return pieces
	}
	money := func(c book.Cents) Piece {
		if q.Field == field.Hours {
			return text("%s", host.Hours(book.Minutes(c)))
		}
		return Piece{host.Money(c, currency, host.Whole), true}
	}
	return append(pieces, text("Added, the list comes to "), money(q.Sums[0]), text("; taken once, to "), money(q.Sums[1]), text("."))
}

func period(p cell.Period) string {
	switch p {
	case cell.YearToDate:
		return "the year to date"
	case cell.Quarter:
		return "a quarter"
	case cell.Month:
		return "a month"
	case cell.Week:
		return "a week"
	}
	return "twelve months"
}

func missing(f field.Field) string {
	switch f {
	case field.Name:
		return "No column holds names. Clients go by their id or the line of the file."
	case field.AUM:
		return "No column holds AUM. Clients are scored by what else there is."
	case field.GDC:
		return "No column holds GDC or revenue. Every client counts as bringing nothing, so no profit can be told."
	}
	return "No column holds " + Field(f) + "."
}

// Done says what was done unasked when the file was read.
func Done(n intake.Note, l *session.List) string {
	column := Heading(l, n.Column)
	switch n.Kind {
	case intake.NoteMasked:
		return column + " holds tax numbers. They were overwritten before anything was kept or shown."
	case intake.NoteAccounts:
		return column + " holds account numbers. Only their last four characters are kept."
	case intake.NoteHeading:
		return "Column " + host.Count(n.Column+1) + " of the file has no heading, or one that another column has too. It is called " + column + " here."
	case intake.NoteReread:
		if n.Column < 0 {
			return "The file was read twice: further down it turned out to be in another encoding than its beginning."
		}
		return column + " was read twice: further down it turned out to be written in another way than at the beginning."
	case intake.NoteAnnualised:
		return column + " covers " + period(cell.Period(n.Count)) + ". The amounts were made annual."
	case intake.NoteTimes:
		return column + " is in units of " + host.Count(n.Count) + ". The amounts were multiplied by that."
	case intake.NoteNames:
		return "Names were joined from the columns of their parts."
	case intake.NoteRemembered:
		return "The columns were read the way you decided for an earlier list with the same headings."
	case intake.NoteFuture:
		return host.Count(n.Count) + Plural(n.Count, " date in ", " dates in ") + column + Plural(n.Count, " lies in the future. That client counts", " lie in the future. Those clients count") + " as new."
	case intake.NoteJoined:
		return "The commas in " + column + " are not in quotes. Its two parts were joined."
	case intake.NoteAsOf:
		return "The file names the day to which it is true: " + host.Day(book.Day(n.Count), host.Long) + "."
	case intake.NoteQuotes:
		return "The file’s quotation marks are not well formed. Lines where that matters are listed as not read."
	}
	return fmt.Sprintf("Something was settled about %s.", column)
}

// Draw draws a sentence.
func Draw(pieces []Piece) []app.UI { return draw(pieces) }

// Found says how many clients of all are shown.
func Found(n, all int) string {
	return host.Count(n) + " of " + host.Count(all) + Plural(all, " client", " clients")
}

// InShort is what a phone says of a client below its name.
func InShort(o *session.Overview, c *roster.Row) string {
	s := TierName(o, c.Tier)
	if c.Locked {
		s += ", locked"
	}
	if c.Rank > 0 {
		s += " · rank " + host.Count(c.Rank)
	}
	return s
}

// Losing names a way to pick clients by the loss they carry.
func Losing(l roster.Losing) string {
	return [...]string{"All", "With a loss", "Certain loss", "Depends", "GDC not known"}[l]
}
