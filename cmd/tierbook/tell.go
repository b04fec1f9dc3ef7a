package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/file"
)

// many is a number of things.
func many(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}

// tell says in plain words how a list was read and what was found in it.
func tell(w io.Writer, imp *intake.Import) {
	k := imp.Controls
	fmt.Fprintf(w, "%s: %s", many(k.Rows, "row"), many(k.Clients, "client"))
	for _, part := range []struct {
		n    int
		what string
	}{{k.Combined, "combined into another row's client"}, {k.SetAside, "set aside"}, {k.LeftOut, "left out"}} {
		if part.n > 0 {
			fmt.Fprintf(w, ", %d %s", part.n, part.what)
		}
	}
	fmt.Fprintf(w, ".\nRead as %s", imp.Encoding)
	if imp.Delimiter != 0 {
		fmt.Fprintf(w, ", %s between cells", imp.Delimiter)
	} else {
		fmt.Fprint(w, ", one column")
	}
	if imp.HeaderLine == intake.NoHeader {
		fmt.Fprintln(w, ", no headings.")
	} else {
		fmt.Fprintf(w, ", headings on line %d.\n", imp.HeaderLine)
	}
	currency := imp.Book.Currency
	if currency != "" {
		currency = " " + currency
	}
	fmt.Fprintf(w, "AUM %s%s, GDC %s%s.\n", amount(k.AUM), currency, amount(k.GDC), currency)
	for _, one := range []struct {
		what                                string
		file, left, outside, counted, total book.Cents
	}{{"AUM", k.FileAUM, k.LeftAUM, k.OutsideAUM, k.AUM, k.TotalAUM}, {"GDC", k.FileGDC, k.LeftGDC, k.OutsideGDC, k.GDC, k.TotalGDC}} {
		if one.file != one.counted {
			fmt.Fprintf(w, "The file has %s of %s", one.what, amount(one.file))
			if one.left != 0 {
				fmt.Fprintf(w, ", of which %s is left out", amount(one.left))
			}
			if one.outside != 0 {
				fmt.Fprintf(w, ", of which %s is outside the twelve months", amount(one.outside))
			}
			if more := one.counted - (one.file - one.left - one.outside); more != 0 {
				fmt.Fprintf(w, "; made annual it is %s more", amount(more))
			}
			fmt.Fprintln(w, ".")
		}
		if one.total != book.Missing && one.total != one.file {
			fmt.Fprintf(w, "The file's own total of %s is %s.\n", one.what, amount(one.total))
		}
	}
	tellColumns(w, imp)
	for _, q := range imp.Questions {
		fmt.Fprintln(w, question(imp, q))
	}
	if len(imp.Aside) > 0 {
		fmt.Fprintln(w, "Set aside:")
		some(w, len(imp.Aside), func(i int) {
			a := imp.Aside[i]
			fmt.Fprintf(w, "  %s: %s", lines(a), strings.ReplaceAll(a.Reason.String(), "_", " "))
			if a.Text != "" {
				fmt.Fprintf(w, " %q", a.Text)
			}
			if (a.Reason == intake.Total || a.Reason == intake.Subtotal) && !a.Sums {
				fmt.Fprint(w, " (not the sum of the rows above it)")
			}
			fmt.Fprintln(w)
		})
	}
	if len(imp.Problems) > 0 {
		fmt.Fprintln(w, "Problems:")
		some(w, len(imp.Problems), func(i int) {
			p := imp.Problems[i]
			fmt.Fprintf(w, "  line %d", p.Line)
			if p.Column >= 0 {
				fmt.Fprintf(w, ", %s", heading(imp, p.Column))
			}
			fmt.Fprintf(w, ": %q %s\n", p.Text, reason(p.Reason))
		})
	}
}

// some prints as many of n things as one reads.
func some(w io.Writer, n int, print func(i int)) {
	const most = 100
	for i := range min(n, most) {
		print(i)
	}
	if n > most {
		fmt.Fprintf(w, "  … and %d more\n", n-most)
	}
}

func lines(a intake.Aside) string {
	if a.Rows > 1 {
		return fmt.Sprintf("lines %d to %d", a.Line, int(a.Line)+a.Rows-1)
	}
	return fmt.Sprintf("line %d", a.Line)
}

func tellColumns(w io.Writer, imp *intake.Import) {
	var used, kept, hidden, left []string
	for _, c := range imp.Columns {
		switch {
		case c.Field != field.NoField:
			text := fmt.Sprintf("%s = %q", c.Field, c.Heading)
			if c.Sure == field.Unsure || c.Sure == field.Likely {
				text += " (" + c.Sure.String() + ")"
			}
			used = append(used, text)
		case c.Use == field.Sensitive:
			hidden = append(hidden, fmt.Sprintf("%q", c.Heading))
		case c.Use == field.LeftOut:
			left = append(left, fmt.Sprintf("%q", c.Heading))
		default:
			kept = append(kept, fmt.Sprintf("%q", c.Heading))
		}
	}
	for _, group := range []struct {
		what    string
		columns []string
	}{{"Columns used: ", used}, {"Kept as attributes: ", kept}, {"Tax numbers, overwritten: ", hidden}, {"Left: ", left}} {
		if len(group.columns) > 0 {
			if len(group.columns) > 60 {
				group.columns = append(group.columns[:60:60], fmt.Sprintf("and %d more", len(group.columns)-60))
			}
			fmt.Fprintln(w, group.what+strings.Join(group.columns, ", "))
		}
	}
	twice := false
	for _, n := range imp.Notes {
		switch {
		case n.Kind == intake.NoteReread && !twice:
			fmt.Fprintln(w, "The file was read twice: what stands further down contradicted its beginning.")
			twice = true
		case n.Kind == intake.NoteJoined:
			fmt.Fprintf(w, "The commas in %q are not in quotes; its two parts were joined.\n", heading(imp, n.Column))
		case n.Kind == intake.NoteAnnualised:
			fmt.Fprintf(w, "%q covers %s; multiplied to a year.\n", heading(imp, n.Column), map[cell.Period]string{cell.YearToDate: "the year to date", cell.Quarter: "a quarter", cell.Month: "a month", cell.Week: "a week"}[cell.Period(n.Count)])
		case n.Kind == intake.NoteFuture:
			fmt.Fprintf(w, "After the as-of date, which counts as new: %s in %q.\n", many(n.Count, "date"), heading(imp, n.Column))
		case n.Kind == intake.NoteTimes:
			fmt.Fprintf(w, "%q is in units of %d; multiplied by that.\n", heading(imp, n.Column), n.Count)
		}
	}
}

// question says what the file leaves open, and what was assumed.
func question(imp *intake.Import, q intake.Question) string {
	var columns []string
	for _, c := range q.Columns {
		columns = append(columns, fmt.Sprintf("%q", heading(imp, c)))
	}
	first := ""
	var format cell.Format
	if len(columns) > 0 {
		first = columns[0]
		format = imp.Columns[q.Columns[0]].Format
	}
	switch q.Kind {
	case intake.AskField:
		return fmt.Sprintf("Several columns could be %s: %s; took %s.", q.Field, strings.Join(columns, ", "), first)
	case intake.AskOrder:
		return fmt.Sprintf("No date in %s tells whether the day or the month stands first; read as %s.", first, strings.ReplaceAll(format.Order.String(), "_", ", "))
	case intake.AskMark:
		return fmt.Sprintf("No figure in %s tells which mark is the decimal one; read with a decimal %s.", first, format.Decimal)
	case intake.AskPeriod:
		return fmt.Sprintf("%s does not say which period it covers; read as twelve months.", first)
	case intake.AskBasis:
		return fmt.Sprintf("%s does not say whether it is before or after payout; read as before.", first)
	case intake.AskTaxNumber:
		return fmt.Sprintf("Like tax numbers, and overwritten: %s of %s.", many(q.Count, "cell"), first)
	case intake.AskRepeated:
		how := "added up"
		if format.Repeated == cell.Once {
			how = "taken once"
		}
		return fmt.Sprintf("%s is the same in all rows of %s; %s.", first, many(q.Count, "client"), how)
	case intake.AskHouseholds:
		return fmt.Sprintf("Like one household, by e-mail, telephone or address, and kept apart: %s of rows.", many(q.Count, "group"))
	case intake.AskDuplicates:
		return fmt.Sprintf("%s of which another row has the id, such as %s; each is a client.", many(q.Count, "row"), strings.Join(q.Values[:min(3, len(q.Values))], ", "))
	case intake.AskApart:
		return fmt.Sprintf("With several surnames or addresses, and kept apart: %s.", many(q.Count, "household name"))
	case intake.AskCombine:
		said := "Several rows have one household, such as " + q.Values[0] + "; each is a client, unless the settings combine by household."
		if len(q.Sums) == 2 {
			said += fmt.Sprintf(" Their rows repeat one AUM: it is %s in all, and %s taken once.", amount(q.Sums[0]), amount(q.Sums[1]))
		}
		return said
	case intake.AskHeader:
		return "The file has no headings; the columns were guessed by what they hold."
	case intake.AskYears:
		return fmt.Sprintf("Plain numbers in %s were read as %s.", first, map[cell.Dates]string{cell.Years: "years as a client", cell.OnlyYear: "the year"}[format.Dates])
	case intake.AskPayments:
		return "Rows are payments; summed over the twelve months to the as-of date."
	case intake.AskAsOf:
		return fmt.Sprintf("Outside the twelve months to the as-of date: %s; the last one is of %s.", many(q.Count, "payment"), q.Day)
	case intake.AskMissing:
		return fmt.Sprintf("No column for %s was found.", q.Field)
	case intake.AskCurrency:
		return fmt.Sprintf("Amounts in %s are not summed with those in %s.", strings.Join(q.Values[1:], ", "), q.Values[0])
	}
	return q.Kind.String()
}

// reason says why a cell or line could not be read.
func reason(r cell.Reason) string {
	switch r {
	case cell.NotMoney:
		return "is not an amount"
	case cell.NotDate:
		return "is not a date"
	case cell.NotRating:
		return "is not a rating"
	case cell.NotTime:
		return "is not a length of time"
	case cell.IsNegative:
		return "is below 0"
	case cell.Unbelievable:
		return "is beyond belief"
	case cell.OtherMark:
		return "is written with another decimal mark than its column"
	case cell.OtherOrder:
		return "fits only the other order of day and month"
	case cell.OtherScale:
		return "is written in another way than its column"
	case cell.OtherCurrency:
		return "is in another currency"
	case cell.StrayQuote:
		return "has a stray quote"
	case cell.BrokenRow:
		return "has broken quotes; the row is set aside"
	case cell.ShortRow:
		return "has fewer cells than there are headings"
	case cell.LongRow:
		return "stands beyond the last heading"
	case cell.BadBytes:
		return "had bytes that are no text"
	case cell.ControlBytes:
		return "had control characters"
	case cell.LongCell:
		return "is longer than a spreadsheet's cell"
	}
	return r.String()
}

// remedy says what to do about a file that is no client list.
func remedy(err error) string {
	var is *file.Error
	if !errors.As(err, &is) {
		return ""
	}
	switch is.Kind {
	case file.Spreadsheet, file.OldExcel:
		return "; open it and save it as CSV UTF-8"
	case file.PDF, file.Image, file.WebPage, file.RichText, file.Archive, file.Binary, file.JSON:
		return "; export the client list as CSV"
	case file.UTF32:
		return "; save it as CSV UTF-8"
	}
	return ""
}

// note is what a reader of the report should know; "" for what the report's own
// figures show.
func note(n engine.Note) string {
	switch n.Code {
	case engine.LockUnknown:
		return fmt.Sprintf("The lock on %q does nothing: no client goes by that id.", n.Lock.ID)
	case engine.LockShared:
		return fmt.Sprintf("The lock on %q holds %d clients that go by that id.", n.Lock.ID, n.Clients)
	case engine.NoModel:
		return "No factor has both a weight and a value, so no client has a tier."
	case engine.FactorEmpty:
		return fmt.Sprintf("No client has a value for %s: it is left out of the score.", n.Factor.Key())
	case engine.NeedsData:
		return fmt.Sprintf("Too little data for a tier: %s.", many(n.Clients, "client"))
	case engine.NoGDC:
		return fmt.Sprintf("No GDC, which counts as 0: %s.", many(n.Clients, "client"))
	case engine.SharedEqually:
		return fmt.Sprintf("Nobody has any of the driver of %s: it is shared equally.", n.Pool.Key())
	case engine.ByRevenue:
		return fmt.Sprintf("Sharing %s by revenue gives every client the same margin.", n.Pool.Key())
	case engine.OverCapacity:
		return fmt.Sprintf("The practice gives %d minutes more than it has.", n.Minutes)
	case engine.TooLarge:
		return fmt.Sprintf("The sum of %s does not fit 64 bits.", n.Figure)
	}
	return ""
}

// amount writes cents as a person does.
func amount(v book.Cents) string {
	sign := ""
	if v < 0 {
		sign, v = "-", -v
	}
	text := []byte{byte('0' + v%10), byte('0' + v/10%10), '.'} // back to front
	for n, whole := 0, v/100; whole > 0 || n == 0; n++ {
		if n > 0 && n%3 == 0 {
			text = append(text, ',')
		}
		text = append(text, byte('0'+whole%10))
		whole /= 10
	}
	slices.Reverse(text)
	return sign + string(text)
}
