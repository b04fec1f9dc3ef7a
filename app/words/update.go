package words

import (
	"strings"

	"tierbook/app/host"
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/export"
	"tierbook/engine/intake/field"
	"tierbook/engine/match"
	"tierbook/engine/merge"
	"tierbook/engine/session"
	"tierbook/engine/sheet"
)

// joinCommand names the ways to take a list in where the page offers to undo
// them.
func joinCommand(kind string) string {
	switch merge.Joining(kind) {
	case merge.Renewed:
		return "the update of the list"
	case merge.Joined:
		return "adding columns of another file"
	}
	return ""
}

// joinFault says why a list could not be taken in.
func joinFault(code string) string {
	switch code {
	case "nothing-waits":
		return "No list waits to be taken in any more. Open its file again."
	case "nobody-fits":
		return "Nobody in this file was found in your list, so there is nothing to put together. Say who is who, or open it in place of your list."
	}
	return ""
}

// Staged answers “what is this list to mine?”.
func Staged(v *session.Staged) Headline {
	found, may, all := v.Paired, v.Proposed, v.Theirs
	switch {
	case found == 0 && may == all && all > 1:
		return Headline{Plain: []Piece{text("All %s rows of the new file may be clients of yours: say below whether they are.", host.Count(all))}}
	case found == 0 && may > 0:
		return Headline{Plain: []Piece{text("%s of the %s in the new file may be %s of yours: say below.", host.Count(may), count(all, "row", "rows"), Plural(may, "a client", "clients"))}}
	case found == 0:
		return Headline{Plain: []Piece{text("Nobody in the new file was found in your list.")}}
	case found == all && all == 1:
		return Headline{Plain: []Piece{text("The only client in the new file is in your list.")}}
	case found == all:
		return Headline{Plain: []Piece{text("All %s rows of the new file are clients of yours.", host.Count(all))}}
	}
	also := ""
	if may > 0 {
		also = ", and " + host.Count(may) + " may be"
	}
	return Headline{Plain: []Piece{text("%s of the %s rows in the new file %s of yours%s.", host.Count(found), host.Count(all), Plural(found, "is a client", "are clients"), also)}}
}

// StagedLede says what the file would do, and how well it could be read.
func StagedLede(v *session.Staged) []Piece {
	all := ""
	switch v.How {
	case merge.Renewed:
		all = tally(
			amount{v.New + v.Several, "client is new", "clients are new"},
			amount{v.Gone, "of yours is not in it", "of yours are not in it"},
			amount{v.Changed, "has another value than before", "have other values than before"},
		)
		if all == "" {
			all = "Every client in it is in yours, with the same values"
		}
		all += "."
	case merge.Joined:
		all = "It has nothing that your list does not have already."
		if v.Changed > 0 {
			all = tally(amount{v.Changed, "client gets a value from it", "clients get values from it"}) + "."
		}
		if v.Gone > 0 {
			all += " " + tally(amount{v.Gone, "client of yours is not in it and stays as it is", "clients of yours are not in it and stay as they are"}) + "."
		}
	case merge.Replaced:
		all = "It takes the place of your list. What the practice costs and how it scores stays; locks, your own values and plans go with the list. Undo brings it back."
	}
	if v.Foreign {
		all += " Its ids are of another system, so clients are found by name."
	}
	if v.Lost > 0 {
		all += " " + count(v.Lost, "of its cells could not be read.", "of its cells could not be read.")
	}
	return []Piece{text("%s", all)}
}

// HowTitle names a way to take a list in, and HowMeans says what it does.
func HowTitle(h merge.Joining) string {
	switch h {
	case merge.Renewed:
		return "Update my list"
	case merge.Joined:
		return "Add its columns"
	}
	return "Replace my list"
}

func HowMeans(h merge.Joining) string {
	switch h {
	case merge.Renewed:
		return "It is the same list, newer. Clients keep their locks, your own values, and what is planned for them."
	case merge.Joined:
		return "It says other things about the same people: assets from the custodian, revenue from the broker-dealer, ratings from a sheet."
	}
	return "It is another list altogether."
}

// HowDone says that a list was taken in.
func HowDone(kind string) string {
	switch merge.Joining(kind) {
	case merge.Renewed:
		return "Your list is up to date."
	case merge.Joined:
		return "The columns were added to your list."
	}
	return "The new list is open."
}

// ByWhat says what a pair of clients rests on, of so many.
func ByWhat(a session.Asked) string {
	n := count(a.Count, "client has", "clients have")
	switch a.By {
	case match.SameBoth:
		return n + " the same name and household in both."
	case match.SameName:
		return n + " the same name in both; no household tells more."
	case match.OtherID:
		return n + " the same name in both, and another id."
	case match.OtherHouse:
		return n + " the same name in both, in another household."
	case match.Alike:
		return n + " nearly the same name in both."
	}
	return n + " the same id in both, and another name."
}

// ColumnName names a column of either list.
func ColumnName(f field.Field, attribute string) string {
	if f == field.NoField {
		return attribute
	}
	return Field(f)
}

// amount is how many there are of something.
type amount struct {
	n         int
	one, many string
}

// tally lists what there is any of, "" for nothing.
func tally(all ...amount) string {
	var said []string
	for _, a := range all {
		if a.n > 0 {
			said = append(said, count(a.n, a.one, a.many))
		}
	}
	return strings.Join(said, ", ")
}

// ColumnTally says how a column of both lists compares.
func ColumnTally(v *session.Staged, c *merge.Column) []Piece {
	switch {
	case c.Foreign && v.How == merge.Joined:
		return []Piece{text("It is in another currency, or on the other side of the payout, and cannot stand beside yours. Yours stays.")}
	case v.How == merge.Renewed && !c.Theirs:
		return []Piece{text("The new file does not have it.")}
	}
	all := []amount{{c.Same, "the same", "the same"}, {c.Differ, "other", "other"}, {c.New, "new", "new"}, {c.Only, "blank now", "blank now"}}
	if v.How == merge.Joined {
		all = []amount{all[0], {c.New, "where you have none", "where you have none"}, {c.Differ, "where both have one, and not the same", "where both have one, and not the same"}}
	}
	said := tally(all...)
	if said == "" {
		said = "no values"
	}
	pieces := []Piece{text("%s.", Sentence(said))}
	switch {
	case c.Field.IsMoney() && c.Before == c.After:
		pieces = append(pieces, text(" The sum stays "), Piece{host.Money(c.Before, v.Currency, host.Whole), true}, text("."))
	case c.Field.IsMoney():
		pieces = append(pieces, text(" The sum goes from "), Piece{host.Money(c.Before, v.Currency, host.Whole), true}, text(" to "), Piece{host.Money(c.After, v.Currency, host.Whole), true}, text("."))
	}
	return pieces
}

// Takes are the choices there are for a column.
func Takes(v *session.Staged, c *merge.Column) []merge.Take {
	switch {
	case c.Foreign || !c.Mine && v.How == merge.Renewed, c.Mine && c.Theirs && c.Differ+c.New+c.Only == 0:
		return nil
	case v.How == merge.Renewed && !c.Theirs:
		return []merge.Take{merge.TakeMine, merge.TakeTheirs}
	case v.How == merge.Renewed:
		return []merge.Take{merge.TakeTheirs, merge.TakeTheirsFirst, merge.TakeMine}
	case !c.Theirs:
		return nil
	case !c.Mine:
		return []merge.Take{merge.TakeTheirs, merge.TakeMine}
	}
	return []merge.Take{merge.TakeMineFirst, merge.TakeTheirsFirst, merge.TakeMine}
}

// TakeText says what a choice does.
func TakeText(v *session.Staged, c *merge.Column, t merge.Take) string {
	switch {
	case v.How == merge.Renewed && !c.Theirs && t == merge.TakeMine:
		return "Keep it"
	case v.How == merge.Renewed && !c.Theirs:
		return "Drop it"
	case v.How == merge.Renewed && t == merge.TakeTheirs:
		return "As the new file has it"
	case v.How == merge.Renewed && t == merge.TakeTheirsFirst:
		return "Keep the old where the new is blank"
	case v.How == merge.Renewed:
		return "Keep the old"
	case t == merge.TakeMineFirst:
		return "Fill my gaps, keep mine otherwise"
	case t == merge.TakeTheirsFirst:
		return "Take theirs where it has one"
	case t == merge.TakeTheirs:
		return "Add it"
	}
	return "Leave it out"
}

// Differs is a client's value before and after.
func Differs(d *merge.Difference, currency string) (was, is Piece) {
	if d.Field == field.NoField || d.Field.IsText() {
		blank := func(s string) string {
			if s == "" {
				return host.None
			}
			return s
		}
		return Piece{blank(d.WasText), true}, Piece{blank(d.IsText), true}
	}
	show := func(v int64) Piece {
		switch {
		case d.Field.IsMoney():
			return Piece{host.Money(book.Cents(v), currency, host.Exact), true}
		case d.Field == field.Since:
			return Piece{Text: host.Day(book.Day(v), host.Medium)}
		case d.Field == field.Hours:
			return Piece{Text: host.Hours(book.Minutes(v))}
		}
		return Piece{Text: host.Rating(book.Milli(v))}
	}
	return show(d.Was), show(d.Is)
}

// GoesWith says what goes with the clients who are not in a newer list.
func GoesWith(v *session.Staged) string {
	if v.How != merge.Renewed || v.Locks+v.Values == 0 {
		return ""
	}
	what := ""
	switch {
	case v.Values == 0:
		what = count(v.Locks, "lock", "locks")
	case v.Locks == 0:
		what = count(v.Values, "value of your own", "values of your own")
	default:
		what = count(v.Locks, "lock", "locks") + " and " + count(v.Values, "value of your own", "values of your own")
	}
	return "With the clients who are not in it " + Plural(v.Locks+v.Values, "goes ", "go ") + what + ". A restore point is kept."
}

// Undecided says what becomes of clients about whom it is not decided who they
// are.
func Undecided(v *session.Staged) string {
	if v.How == merge.Joined {
		return count(v.Proposed, "row is", "rows are") + " left out until you say below whose " + Plural(v.Proposed, "it is.", "they are.")
	}
	return count(v.Proposed, "client counts", "clients count") + " as new until you say below who " + Plural(v.Proposed, "it is.", "they are.")
}

// AllSame and AllApart answer for so many clients at once.
func AllSame(n int) string {
	if n == 1 {
		return "It is the same"
	}
	return "All " + host.Count(n) + " are the same"
}

func AllApart(n int) string {
	if n == 1 {
		return "It is not"
	}
	return "None is"
}

// OnlyNew and OnlyMine name the clients that one of the lists has alone.
func OnlyNew(h merge.Joining) string {
	if h == merge.Renewed {
		return "New"
	}
	return "Only in the file"
}

func OnlyMine(h merge.Joining) string {
	if h == merge.Renewed {
		return "Gone"
	}
	return "Only in yours"
}

// PartOf says how a file fits that gave columns to the list, and PartColumn what
// it gave to one.
func PartOf(p *decision.Part) string {
	if p.Before {
		return "the list before: " + count(p.Paired, "of its clients is", "of its clients are") + " in the new one, and " + Plural(p.Paired, "keeps", "keep") + " what that does not have"
	}
	text := count(p.Clients, "row, ", "rows, ") + host.Count(p.Paired) + " of them of clients in the list"
	if p.Lost > 0 {
		text += "; " + count(p.Lost, "cell could not be read", "cells could not be read")
	}
	return text
}

func PartColumn(c *decision.PartColumn, currency string) []Piece {
	pieces := []Piece{text("%s of %s", ColumnName(c.Field, c.Attribute), count(c.Clients, "client", "clients"))}
	if c.Field.IsMoney() {
		pieces = append(pieces, text(", "), Piece{host.Money(c.Sum, currency, host.Whole), true}, text(" in all"))
	}
	return pieces
}

// Filled says what came of a sheet.
func Filled(f *sheet.Filled) string {
	switch {
	case f.Values == 0:
		return "The sheet holds nothing that is not in your list already."
	case f.Locks:
		return count(f.Values, "lock was", "locks were") + " taken from the sheet."
	}
	return count(f.Values, "rating", "ratings") + " of " + count(f.Clients, "client", "clients") + Plural(f.Values, " was", " were") + " taken from the sheet."
}

// Refused says where in a sheet something could not be read, and why.
func Refused(r export.Refusal) string {
	where := "Line " + host.Count(r.Line)
	if r.Column != "" {
		where += ", " + r.Column
	}
	why := ""
	switch r.Reason {
	case export.NotNumber:
		why = "“" + r.Text + "” is no number"
	case export.OutOfRange:
		why = r.Text + " can’t be a rating"
	case export.OtherClient:
		why = "“" + r.Text + "” is not the client of that number"
	case export.NoTier:
		why = "“" + r.Text + "” is no tier of yours"
	case export.TooLong:
		why = "“" + r.Text + "” is too long"
	case export.WrongCells:
		why = "it has fewer or more cells than there are headings"
	case export.StrayQuote:
		why = "a quote that nothing closes"
	case export.TwiceColumn:
		why = "this heading stands there twice"
	case export.MissingColumn:
		why = "this column is missing"
	default:
		why = "there is nothing in it"
	}
	return where + ": " + why + "."
}

// Correct says what to do about it.
func Correct(more int) string {
	text := "Correct it in the sheet and open that again: what is in already stays as it is."
	if more > 0 {
		text = "And " + host.Count(more) + " more. " + text
	}
	return text
}
