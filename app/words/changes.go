package words

import (
	"fmt"
	"strings"

	"tierbook/app/host"
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/session"
)

// What is said of leaving clients out.
const (
	LeaveOut     = "Leave out of the analysis"
	LeaveOutHelp = "Who is left out is not scored and carries no cost until you count it again. What is known is kept, and Book lists it."
	NoReason     = "Please give a reason, so that you still know next year why."
)

// changed names a change of clients where the page offers to take it back.
func changed(kind string) string {
	switch kind {
	case "set-value":
		return "the value"
	case "clear-value":
		return "going back to the file’s value"
	case "rate":
		return "the rating"
	case "fill-in":
		return "the ratings of a sheet"
	case "lock-in":
		return "the locks of a sheet"
	case "set-hours":
		return "the hours"
	case "add-client":
		return "adding the client"
	case "remove-client":
		return "removing the client"
	case "exclude":
		return "leaving clients out"
	case "include":
		return "counting clients again"
	}
	return "the last change"
}

// changeFault says why a change of clients was refused, "" where it was not
// that.
func changeFault(code string, arg func(int) string) string {
	switch code {
	case "no-name":
		return "A client needs a name."
	case "long-text":
		return fmt.Sprintf("This is too long: %s characters at most.", arg(1))
	case "below-zero":
		return "This can’t be below zero."
	case "unbelievable":
		return "This can’t be right. Amounts go up to 90 billion, dates from 1800 to 2199."
	case "unknown-field":
		return "This can’t be changed."
	case "nobody":
		return "No client was chosen."
	case "no-list":
		return "Open a client list first."
	case "unknown-column":
		return fmt.Sprintf("The list that is open has no column “%s”.", arg(0))
	}
	return ""
}

// OwnValues says how many of a client's values are the advisor's own.
func OwnValues(c *session.Client, own int) string {
	switch {
	case c.Added:
		return "added by you"
	case own == 0:
		return "all from the file, yours to correct"
	}
	return count(own, "is", "are") + " your own"
}

// StandardHours says what counts where no hours are known.
func StandardHours(o *session.Overview, c *session.Client) string {
	return "Standard of " + standardOf(o, c.Row.Tier)
}

// ScaleHelp says what a rating is given on.
func ScaleHelp(s decision.Scale) string {
	from, _ := Level(s, s.From)
	to, _ := Level(s, s.To)
	least, most := host.Rating(book.Milli(s.From)*s.Step), host.Rating(book.Milli(s.To)*s.Step)
	switch s.As {
	case cell.Letters:
		return fmt.Sprintf("The file rates by letters: %s is %s, %s is %s.", to, most, from, least)
	case cell.Words:
		return fmt.Sprintf("The file rates in words: %s is the least, %s the most.", least, most)
	}
	return fmt.Sprintf("Mostly from %s to %s.", least, most)
}

// FileSays says what the file has in the place of a value of one's own.
func FileSays(o *session.Overview, c *session.Client, v *session.ValueView) []Piece {
	said := say("Your own. ")
	switch {
	case v.Field.IsText() && v.Was == "", !v.Field.IsText() && v.File == book.Missing:
		return append(said, text("The file has none."))
	case v.Field.IsText():
		return append(said, text("The file says "), Piece{v.Was, true}, text("."))
	case v.Field.IsMoney():
		return append(said, text("The file says "), Piece{host.Money(book.Cents(v.File), o.Currency, host.Exact), true}, text("."))
	case v.Field == field.Since:
		return append(said, text("The file says %s.", host.Day(book.Day(v.File), host.Long)))
	case v.Field == field.Hours:
		return append(said, text("The file says %s.", host.Hours(book.Minutes(v.File))))
	}
	return append(said, text("The file says %s.", host.Rating(book.Milli(v.File))))
}

// Own says how much of the book is the advisor's own.
func Own(o *session.Overview) string {
	var parts []string
	add := func(n int, one, many string) {
		if n > 0 {
			parts = append(parts, count(n, one, many))
		}
	}
	add(o.Own.Values, "value is your own", "values are your own")
	add(o.Own.Added, "client added", "clients added")
	add(o.Own.Excluded, "left out", "left out")
	if len(parts) == 0 {
		return "what few lists have, and only you know"
	}
	return strings.Join(parts, " · ")
}

// HoursAbout says whose hours are set.
func HoursAbout(h *session.Hours) string {
	switch {
	case h.Clients == 0:
		return "No client is chosen."
	case h.Recorded == 0:
		return fmt.Sprintf("%s no hours yet. Each is taken to need its tier’s standard until you say otherwise.", count(h.Clients, "client has", "clients have"))
	}
	return fmt.Sprintf("%s, of whom %s hours already.", count(h.Clients, "client", "clients"), count(h.Recorded, "has", "have"))
}

// HoursWill says what setting the hours will do.
func HoursWill(h *session.Hours, c decision.SetHours) string {
	n := h.Clients - h.Recorded
	if c.Over {
		n = h.Clients
	}
	who := count(n, "client gets", "clients get")
	switch {
	case c.Clear:
		return fmt.Sprintf("%s back what the file says, or nothing where it says nothing.", count(h.Own, "client gets", "clients get"))
	case n == 0:
		return "All of them have hours, so nothing changes."
	case c.ByTier != nil:
		return who + " the hours of the tier each is in now."
	case len(c.Contacts) == 0 && c.Minutes == book.Missing:
		return ""
	case len(c.Contacts) == 0:
		return fmt.Sprintf("%s %s a year.", who, host.Hours(c.Minutes))
	}
	each, columns := int64(0), false
	for _, one := range c.Contacts {
		each += int64(one.Times) * int64(one.Minutes)
		columns = columns || one.Column != ""
	}
	if columns {
		return who + " the time for as many as the list says, where it says so."
	}
	return fmt.Sprintf("%s %s a year.", who, host.Hours(book.Minutes(each)))
}

// HourColumn is what a column of the file is called that may count meetings or
// calls.
func HourColumn(c session.HourColumn) string {
	return fmt.Sprintf("As in “%s” (%s)", c.Name, count(c.Has, "client", "clients"))
}

// ForShown says whom what is done with many is about, "" where it is everybody.
func ForShown(n, all int) string {
	if n == all || n == 0 {
		return ""
	}
	return "For the " + host.Count(n) + " shown:"
}

// Picked says how many are picked.
func Picked(n int) string {
	if n == 0 {
		return "Press the clients that you mean."
	}
	return host.Count(n) + " picked:"
}
