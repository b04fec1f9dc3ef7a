package words

import (
	"strings"

	"tierbook/app/host"
	"tierbook/engine/book"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/file"
	"tierbook/engine/intake/record"
	"tierbook/engine/session"
)

// The ways a file and its columns can be written, by their codes. The first of
// each is that Tierbook finds out by itself.
var (
	Encodings  = []string{"As Tierbook finds", "UTF-8", "UTF-16", "UTF-16, the other way round", "Windows-1252"}
	Delimiters = []string{"As Tierbook finds", "Commas", "Semicolons", "Tabs", "Upright bars"}
	Marks      = []string{"As Tierbook finds", "1,234.50", "1.234,50"}
	Orders     = []string{"As Tierbook finds", "Month first: 3/28/2019", "Day first: 28/3/2019"}
	Numbers    = []string{"As Tierbook finds", "Nothing but dates", "Day numbers of a spreadsheet", "Years as a client", "The year it began"}
	Scales     = []string{"As Tierbook finds", "Figures: 7, 7.5, 8/10", "Letters: A to F", "Words: low, medium, high", "Stars"}
	Units      = []string{"As Tierbook finds", "Hours", "Minutes", "Working days"}
	Periods    = []string{"As Tierbook finds", "Twelve months", "The year to date", "A quarter", "A month", "A week"}
	Bases      = []string{"As Tierbook finds", "Before payout", "After payout"}
	Repeats    = []string{"As Tierbook finds", "Parts: add them up", "The same amount: take it once"}
)

// UseHelp says what a way to use a column means, where its name does not.
func UseHelp(u field.Use) string {
	switch u {
	case field.Attribute:
		return "Kept as it is, for segments"
	case field.HeldAway:
		return "Assets held elsewhere"
	case field.ReferredBy:
		return "Who referred the client"
	case field.LeftOut:
		return "Left out"
	case field.Sensitive:
		return "Tax numbers: overwritten"
	case field.Account:
		return "Account numbers: last four only"
	}
	return "What Tierbook finds out"
}

// Tally says what became of the cells of a column.
func Tally(c intake.Column) string {
	s := host.Count(c.Read) + Plural(c.Read, " cell read, ", " cells read, ") + host.Count(c.Missing) + " blank"
	if c.Unreadable > 0 {
		s += ", " + host.Count(c.Unreadable) + " not read"
	}
	return s + ". " + Sure(c) + "."
}

// Unreadable says why a text cannot stand in a cell of a column, "" where it can.
func Unreadable(r cell.Reason) string {
	switch r {
	case 0:
		return ""
	case cell.NotMoney:
		return "This is no amount. One such as 125,000 is, and nothing at all where there is none."
	case cell.NotDate:
		return "This is no date. One such as 2019-03-28 is, and nothing at all where there is none."
	case cell.NotRating:
		return "This is no number. One such as 7 is, and nothing at all where there is none."
	case cell.NotTime:
		return "These are no hours. 12.5 or 1h 30m are, and nothing at all where there are none."
	case cell.OtherScale:
		return "The column’s scale does not go that far."
	case cell.IsNegative:
		return "Time cannot be below zero."
	case cell.Unbelievable:
		return "This is too large to be true."
	}
	return "This cannot be read either."
}

// MendHint says what to write in the place of a cell of a column.
func MendHint(c intake.Column) string {
	f := c.Field
	switch {
	case c.Format.Scale == cell.Words:
		return "Very low, low, medium, high or very high; or 1 to 5. Nothing at all makes it blank."
	case c.Format.Scale == cell.Letters:
		return "A letter from A to F. Nothing at all makes it blank."
	case c.Format.Scale == cell.Stars:
		return "A number from 0 to 5. Nothing at all makes it blank."
	case f.IsMoney():
		return "An amount such as 125,000 or 350k. Nothing at all makes it blank."
	case f == field.Since || f == field.PaymentDate:
		return "A date such as 2019-03-28. Nothing at all makes it blank."
	case f == field.Hours:
		return "Hours a year such as 12.5. Nothing at all makes it blank."
	case f.IsText():
		return ""
	}
	return "A number such as 7. Nothing at all makes it blank."
}

// Where says where problems of a group are.
func Where(g session.Group) []Piece {
	p := []Piece{text("Line %s", host.Count(g.Line))}
	if g.Count > 1 {
		p[0] = text("%s lines, the first of them line %s", host.Count(g.Count), host.Count(g.Line))
	}
	if g.Name != "" {
		p = append(p, text(", "), Piece{g.Name, true})
	}
	if strings.HasSuffix(g.Name, ".") {
		return p
	}
	return append(p, text("."))
}

// NeedFile says why the file has to be chosen again.
func NeedFile(name string, other bool) string {
	if other {
		return "The file that you chose is not the one that this list was read from: its contents differ. Choose “" + name + "” as it was then, or open the other one as a new list."
	}
	return "To read the list otherwise, its file is needed once more. Tierbook keeps what it read, not the file: choose “" + name + "” again. A single value can be changed at its client without it."
}

// Decided is what was decided about how a list is read, a sentence each, and the
// decision that takes each back.
func Decided(l *session.List) (all []Undoing) {
	o := l.Options
	add := func(d *intake.Decision, format string, args ...any) {
		all = append(all, Undoing{pieces(format, args), d})
	}
	if o.Encoding != 0 {
		add(&intake.Decision{Encoding: new(file.Encoding)}, "Its characters are read as %s.", encodings[o.Encoding])
	}
	if o.Delimiter != 0 {
		add(&intake.Decision{Delimiter: new(record.Delimiter)}, "Its cells are parted by %s.", delimiters[o.Delimiter])
	}
	switch {
	case o.HeaderLine == intake.NoHeader:
		add(&intake.Decision{HeaderLine: new(int)}, "It has no headings.")
	case o.HeaderLine > 0:
		add(&intake.Decision{HeaderLine: new(int)}, "Its headings stand on line %s.", host.Count(o.HeaderLine))
	}
	switch {
	case o.Combine == intake.CombineHousehold:
		add(&intake.Decision{Combine: new(intake.Combine)}, "Rows of one household are one client.")
	case o.Combine == intake.CombineID:
		add(&intake.Decision{Combine: new(intake.Combine)}, "Rows with one id are one client.")
	}
	switch o.Payments {
	case intake.Yes:
		add(&intake.Decision{Payments: new(intake.Answer)}, "Each row is one payment.")
	case intake.No:
		add(&intake.Decision{Payments: new(intake.Answer)}, "Rows are clients, not payments.")
	}
	if o.AllAsOne {
		add(&intake.Decision{AllAsOne: new(bool)}, "A household name is one household, whatever surnames and addresses say.")
	}
	for _, c := range l.Columns {
		choice, ok := o.Columns[c.Number]
		if !ok {
			continue
		}
		what := "is written as you said"
		if choice.Use != field.Undecided {
			switch c.Use {
			case field.AsField:
				what = "is " + Field(c.Field)
			case field.Attribute:
				what = "is kept as it is"
			case field.Account:
				what = "is kept by its last four only"
			default:
				what = "is " + strings.ToLower(Use(c))
			}
		}
		add(&intake.Decision{Back: true, Columns: map[int]intake.Choice{c.Number: {}}}, "%s %s.", Heading(l, c.Number), what)
	}
	cell := func(s string) Piece {
		if s == "" {
			return text("nothing")
		}
		return Piece{"“" + s + "”", true}
	}
	for _, r := range o.Rules {
		add(&intake.Decision{Back: true, Rules: []intake.Rule{r}}, "In %s %s is read as %s.", Heading(l, r.Column), cell(r.Text), cell(r.As))
	}
	for _, c := range o.Cells {
		add(&intake.Decision{Back: true, Cells: []intake.Cell{c}}, "%s on line %s is read as %s.", Heading(l, c.Column), host.Count(c.Line), cell(c.Text))
	}
	for _, r := range o.LeftOut {
		add(&intake.Decision{Back: true, LeftOut: []intake.Omission{r}}, "Line %s is left out: %s", host.Count(r.Line), r.Reason)
	}
	for _, c := range o.Clients {
		add(&intake.Decision{Back: true, Clients: []intake.Client{c}}, "Line %s is a client.", host.Count(c.Line))
	}
	for _, g := range o.Households {
		add(&intake.Decision{Back: true, Households: []intake.Group{{Name: g.Name}}}, "%s is one client of %s rows.", Piece{g.Name, true}, host.Count(len(g.Lines)))
	}
	for _, name := range o.Together {
		add(&intake.Decision{Back: true, Together: []string{name}}, "All rows of %s are one household.", Piece{name, true})
	}
	return all
}

// pieces is a sentence with a %s for each of args: a text, or a Piece.
func pieces(format string, args []any) (out []Piece) {
	for _, arg := range args {
		before, after, _ := strings.Cut(format, "%s")
		format = after
		switch a := arg.(type) {
		case Piece:
			out = append(out, Piece{Text: before}, a)
		case string:
			out = append(out, Piece{Text: before + a})
		}
	}
	return append(out, Piece{Text: format})
}

// Undoing is a sentence on a decision, and what takes it back.
type Undoing struct {
	Pieces []Piece
	Back   *intake.Decision
}

// Times are what a 1 in a column of money can stand for.
var Times = []string{"As Tierbook finds", "1", "A thousand", "A million"}

// DecidedTitle is over what was decided about how a list is read.
func DecidedTitle(n int) string {
	return "What you decided: " + host.Count(n) + Plural(n, " thing", " things")
}

// CombineLikely makes one client of each household that is proposed.
func CombineLikely(n int) string {
	return Plural(n, "Make them one client", "Make each of the "+host.Count(n)+" one client")
}

// AsideAt says where a line stands that was set aside, and why it was.
func AsideAt(a intake.Aside) string {
	return "Line " + host.Count(a.Line) + ": " + strings.ToLower(SetAside(a)[:1]) + SetAside(a)[1:] + "."
}

// AsideHelp says what it means that a line was set aside.
func AsideHelp(r intake.AsideReason) string {
	switch r {
	case intake.Broken:
		return "Its cells cannot be told apart. Correct the quotation marks in the file and open it again."
	case intake.OutsidePeriod:
		return "It counts again with another as-of date."
	case intake.Preamble:
		return "Lines above the headings are no clients. If the headings stand further up, change how the list is read."
	}
	return "It is in the file, and in no sum of the book."
}

// Says is what a cell says, as a list shows it.
func Says(text string) string {
	if text == "" {
		return "nothing that can be shown"
	}
	return text
}

// MendLabel is over the field for what cells are to be read as.
func MendLabel(n int) string {
	return Plural(n, "Read it as", "Read all "+host.Count(n)+" as")
}

// MendButton has them read so.
func MendButton(n int) string { return Plural(n, "Read it so", "Read all so") }

// LeaveLabel is over the reason for leaving rows out; or says that it is not all
// that can be done.
func LeaveLabel(n int, or bool) string {
	s := Plural(n, "eave the row out, because", "eave the "+host.Count(n)+" rows out, because")
	if or {
		return "Or l" + s
	}
	return "L" + s
}

// LeaveButton leaves them out.
func LeaveButton(n int) string { return Plural(n, "Leave the row out", "Leave the rows out") }

// Taken says aloud that a column is to be a field.
func Taken(column string, f field.Field) string { return column + " is " + Field(f) }

// ReadAsOf says that the list was read as of another day than the settings have
// by now.
func ReadAsOf(was, now book.Day) string {
	return "Years, payments and amounts to date were counted to " + host.Day(was, host.Long) + ", while the practice is looked at as of " + host.Day(now, host.Long) + "."
}

// AsOf has the list read as of a day.
func AsOf(day book.Day) string { return "Count them to " + host.Day(day, host.Long) }

// NeedSample says why the sample cannot be read otherwise after a reload.
const NeedSample = "To read the sample otherwise it has to be opened once more: go to Tierbook’s start, at the top left, and look round with the sample book again."

// Whole changes how a column is read of which some cells are written otherwise.
const Whole = "Say how the whole column is written"
