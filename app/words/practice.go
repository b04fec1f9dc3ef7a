package words

import (
	"tierbook/app/host"
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/score"
	"tierbook/engine/session"
)

// Practice answers “what does the practice cost?”.
func Practice(o *session.Overview) Headline {
	money := func(c book.Cents) Piece { return Piece{host.Money(c, o.Currency, host.Whole), true} }
	line, clients := o.Practice, o.Practice.Clients
	brought := line.Listed().Revenue // by the clients
	left := book.Sub(brought, line.Costs())
	who := host.Count(clients) + Plural(clients, " client", " clients")
	switch costs := line.Costs(); {
	case !o.Open && !o.CostKnown():
		return Headline{Plain: []Piece{text("What does your practice cost in a year?")}}
	case !o.Open:
		return Headline{Plain: []Piece{text("Your practice costs "), money(costs), text(" a year.")}}
	case clients == 0:
		return Headline{Plain: []Piece{text("There is no client in this list, so nobody bears what the practice costs.")}}
	case !o.CostKnown() && !o.GDCKnown():
		return Headline{Plain: []Piece{text("What does serving your %s cost in a year?", who)}}
	case !o.GDCKnown():
		return Headline{Plain: []Piece{text("Serving %s costs ", who), money(costs), text(" a year.")}}
	case !o.CostKnown():
		return Headline{Plain: []Piece{text("Your %s %s ", who, Plural(clients, "brings", "bring")), money(brought), text(" a year. What does serving them cost?")}}
	case left < 0:
		return Headline{
			Plain: []Piece{text("Serving %s costs ", who), money(costs), text(" a year.")},
			Loss:  []Piece{text("That is "), money(-left), text(" more than %s.", Plural(clients, "it brings in", "they bring in"))},
		}
	default:
		h := Headline{Plain: []Piece{text("Serving %s costs ", who), money(costs), text(" a year and leaves "), money(left)}}
		if margin := line.Margin(); book.Has(margin) && line.Beyond == 0 {
			return Headline{Plain: append(h.Plain, text(", a margin of %s.", host.Percent(margin)))}
		}
		return Headline{Plain: append(h.Plain, text("."))}
	}
}

// PracticeLede says what the headline rests on, or what to do first.
func PracticeLede(o *session.Overview) []Piece {
	money := func(c book.Cents) Piece { return Piece{host.Money(c, o.Currency, host.Whole), true} }
	switch {
	case !o.Open && !o.CostKnown():
		return []Piece{text("Three figures are enough to start, and rough ones will do. With your client list they turn into profit by client and by tier.")}
	case !o.Open:
		return []Piece{text("Open your client list to see which clients pay for it. What you enter here is kept for it.")}
	case o.Practice.Clients == 0:
		return nil
	case !o.GDCKnown():
		return []Piece{text("This list has no GDC. What each client costs can be told without it; what it earns can’t.")}
	case !o.CostKnown():
		return []Piece{text("Three figures turn revenue into profit, and rough ones will do: every change shows at once.")}
	}
	p := []Piece{text("Revenue of "), money(o.Practice.Listed().Revenue), text(" is %s of GDC. ", host.PercentExact(o.Settings.Payout))}
	if pay := o.Settings.Pools[cost.OwnerPay]; pay > 0 {
		p = append(p, text("The cost includes "), money(pay), text(" for your own work. "))
	} else {
		p = append(p, text("The profit is before paying yourself. "))
	}
	if o.Practice.Unused > 0 {
		p = append(p, money(o.Practice.Unused), text(" of the cost is for hours that no client uses."))
	}
	if line := o.Practice; line.Beyond != 0 && book.Has(line.Profit) {
		p = append(append(p, beyond(o)...), text(" In all the practice %s ", earns(line.Profit)), money(max(line.Profit, -line.Profit)), text("."))
	}
	return p
}

func earns(profit book.Cents) string {
	if profit < 0 {
		return "loses"
	}
	return "earns"
}

// SharedByRevenue says what sharing by revenue hides, "" where no pool that
// holds anything is shared so.
func SharedByRevenue(s engine.Settings) string {
	by, others := 0, 0
	for p, d := range s.Drivers {
		switch {
		case s.Pools[p] == 0:
		case d == cost.Revenue:
			by++
		default:
			others++
		}
	}
	switch {
	case by == 0:
		return ""
	case others == 0:
		return "Sharing by revenue hides what you came to see: it gives every client the practice’s own margin, so no one can stand out as a loss. Choose service time unless you only want a check."
	}
	return "A cost shared by revenue takes the same part of what each client brings, so it can’t show who is dear to serve. Choose service time unless you only want a check."
}

// What to put into the fields of the practice, one sentence each.
const (
	PayoutHelp   = "The part of GDC that reaches your practice. Put 100% when your file shows revenue after payout."
	ActualHelp   = "What your practice takes in a year by your own books, after payout. What your list does not show then stands on a line of its own."
	CapacityHelp = "How many hours a year you and any other advisor can give to clients. Leave it blank for no limit."
	TargetHelp   = "The margin at which a client counts as mended. With 0% it just pays for what it costs."
	AsOfHelp     = "The day to which your list is true. Time with client is counted up to it, and it never moves by itself."
	ServicesHelp = "What a client of each tier gets in a year. It sets the time of every client whose hours are not in your list, and the standard that a tier is held to."
)

// AsOfWarning says what is odd about a day to which the list is true, "" where
// nothing is.
func AsOfWarning(o *session.Overview, today book.Day) string {
	all := o.Has[score.Time]
	switch late := o.Late; {
	case !o.Open:
	case late > 0 && late == all && !o.Settings.Service:
		return "Every client with a start date starts after this day, so time with client is 0 for all of them."
	case late > 0:
		return host.Count(late) + Plural(late, " client starts", " clients start") + " after this day. Time with client is 0 for " + Plural(late, "it.", "them.")
	}
	if book.Has(today) && o.Settings.AsOf > today {
		return "This day is still to come, " + host.Years(int64(o.Settings.AsOf-today)) + " from today. Time with client is counted up to it all the same."
	}
	return ""
}

// Source names where a figure of other practices comes from.
type Source struct {
	Name string
	Of   string // what it is of, and when
}

// Where the figures of other practices come from. Each is used only beside a
// figure that means the same.
var (
	ModelStatement = Source{"Tibergien and Pomering", "a model income statement: of every 100 of revenue, 40 for those who advise, 35 for overhead, 25 left"}
	MedianMargin   = Source{"Schwab", "the median of independent firms, 2016"}
	CostPerHome    = Source{"Fidelity", "the median a household and year; most firms are between $3,000 and $25,000"}
	ExpenseRatio   = Source{"FPA", "the expense ratio of planning practices, 2004. It leaves out the pay of those who advise, so leave theirs out of yours to compare"}
	BrokerPayout   = Source{"Prosperity", "the grid of an independent broker-dealer"}
	ClientHours    = Source{"FA Magazine", "of the 2,080 working hours of one advisor"}
)

// Points is a change of a rate, in points of a percent.
func Points(change book.BP) string {
	text := host.Points(book.Points(change)) + " pts"
	if change > 0 {
		return "+" + text
	}
	return text
}

// Effect says what a change made of the practice's profit, or of its revenue
// while no cost is known.
func Effect(was, now *session.Overview) string {
	what, before, after := "Profit", was.Practice.Profit, now.Practice.Profit
	switch {
	case !now.CostKnown() && !now.GDCKnown():
		return ""
	case !now.GDCKnown():
		what, before, after = "Cost", was.Practice.Costs(), now.Practice.Costs()
	case !now.CostKnown():
		what, before, after = "Revenue", was.Practice.Revenue, now.Practice.Revenue
	}
	change := book.Sub(after, before)
	switch text := what + " " + host.Money(after, now.Currency, host.Whole); {
	case !book.Has(change):
		return text + "."
	case change > 0:
		return text + ", " + host.Money(change, now.Currency, host.Whole) + " more than before."
	case change < 0:
		return text + ", " + host.Money(-change, now.Currency, host.Whole) + " less than before."
	default:
		return text + ", as before."
	}
}
