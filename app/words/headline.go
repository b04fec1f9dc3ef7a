package words

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"fmt"

	"tierbook/app/host"
	"tierbook/app/part"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/score"
	"tierbook/engine/session"
)

// Headline is the sentence that answers a place's question: what is good in
// it, and what is not. Amounts in it are hidden in discreet mode, so it comes
// in pieces.
type Headline struct {
	Plain []Piece // the good part
	Loss  []Piece // the part to look at, "" where there is none
}

// Piece is a stretch of a sentence.
type Piece struct {
	Text   string
	Amount bool // money
}

// whole is an amount, and signed a change of one, in whole units.
func whole(o *session.Overview, v book.Cents) Piece {
	return Piece{host.Money(v, o.Currency, host.Whole), true}
}

func signed(o *session.Overview, v book.Cents) Piece {
	return Piece{host.Signed(v, o.Currency, host.Whole), true}
}

func text(format string, args ...any) Piece { return Piece{Text: fmt.Sprintf(format, args...)} }

// Tiers answers “who pays for the practice?”.
func Tiers(o *session.Overview) Headline {
	money := func(c book.Cents) Piece { return Piece{host.Money(c, o.Currency, host.Whole), true} }
	var h Headline
	best := -1
	for k, line := range o.Tiers {
		if line.Clients > 0 {
			best = k
			break
		}
	}
	switch {
	case o.Practice.Clients == 0:
		return Headline{Plain: []Piece{text("There is no client in this list.")}}
	case best < 0 && o.Settings.Weights == [score.Factors]int{}:
		return Headline{Plain: []Piece{text("Every weight is 0, so no client can be scored.")}}
	case !o.GDCKnown() && o.CostKnown():
		return Headline{Plain: []Piece{text("This list has no GDC. It can say what serving each tier costs, but not who pays for it.")}}
	case !o.GDCKnown():
		return Headline{Plain: []Piece{text("This list has no GDC, so it can’t say who pays for the practice.")}}
	case best < 0:
		return Headline{Plain: []Piece{text("No client can be scored yet: the list has too little on each of them.")}}
	case o.Practice.Clients == 1:
		return single(o)
	}
	line, name := o.Tiers[best], o.Settings.Names[best]
	who := fmt.Sprintf("%s %s %s", host.Count(line.Clients), name, Plural(line.Clients, "client", "clients"))
	if !o.CostKnown() {
		h.Plain = []Piece{text("%s %s ", who, Plural(line.Clients, "brings", "bring")), money(line.Revenue)}
		if share := shareOf(line.Revenue, o.Practice.Revenue); share >= 0 {
			h.Plain = append(h.Plain, text(", %s of your revenue.", host.Percent(share)))
		} else {
			h.Plain = append(h.Plain, text("."))
		}
		h.Loss = unscored(o)
		return h
	}
	if line.Profit >= 0 {
		h.Plain = []Piece{text("%s %s ", who, Plural(line.Clients, "earns", "earn")), money(line.Profit), text(".")}
	} else if best > 0 {
		h.Plain = []Piece{text("%s %s a loss of ", who, Plural(line.Clients, "carries", "carry")), money(-line.Profit), text(".")}
	} else {
		h.Plain = []Piece{text("Even your %s %s a loss of ", who, Plural(line.Clients, "carries", "carry")), money(-line.Profit), text(".")}
	}
	switch n, all := o.Practice.Unprofitable, o.Practice.Clients; {
	case n == 0:
		h.Plain = append(h.Plain, text(" No client costs more than it brings in."))
	case n == all:
		h.Loss = []Piece{text("Every one of your %s clients costs more than it brings in.", host.Count(all))}
	default:
		h.Loss = []Piece{text("%s of your %s clients %s more than %s in.", host.Count(n), host.Count(all),
			Plural(n, "costs", "cost"), Plural(n, "it brings", "they bring"))}
	}
	if more := unscored(o); more != nil {
		if h.Loss != nil {
			more = append([]Piece{text(" ")}, more...)
		}
		h.Loss = append(h.Loss, more...)
	}
	return h
}

// single is the sentence about a list of one client, of which there is no best.
func single(o *session.Overview) Headline {
	money := func(c book.Cents) Piece { return Piece{host.Money(c, o.Currency, host.Whole), true} }
	line := o.Practice.Listed() // what no client uses is not the client's loss
	switch {
	case !o.CostKnown():
		return Headline{Plain: []Piece{text("Your one client brings "), money(line.Revenue), text(".")}}
	case line.Profit < 0:
		return Headline{Plain: []Piece{text("Your one client")}, Loss: []Piece{text("carries a loss of "), money(-line.Profit), text(".")}}
	}
	return Headline{Plain: []Piece{text("Your one client earns "), money(line.Profit), text(".")}}
}

// muchUnscored is the share of the revenue from which on the headline names
// those who bring it and have no tier: the tiers then tell of the rest only.
const muchUnscored book.BP = 1000

// unscored says how much of the revenue is in no tier, where that is much.
func unscored(o *session.Overview) []Piece {
	share := shareOf(o.Unassigned.Revenue, o.Practice.Revenue)
	if share < muchUnscored {
		return nil
	}
	n := o.Unassigned.Clients
	return []Piece{text("%s with %s of your revenue %s too little data to be scored.", host.Count(n)+Plural(n, " client", " clients"), host.Percent(share), Plural(n, "has", "have"))}
}

// fewClients is from how many clients on tiers begin to tell something: with
// fewer, the first tier of a tenth has one of them or none.
const fewClients = 10

// few says so where there are too few clients for tiers.
func few(o *session.Overview) []Piece {
	switch n := o.Practice.Clients; {
	case n >= fewClients:
		return nil
	case n == 1:
		return []Piece{text("Tiers begin to tell something from about ten clients on. ")}
	default:
		return []Piece{text("With %s clients the tiers tell little: they begin to from about ten on. ", host.Count(n))}
	}
}

// TiersLede says what the figures rest on.
func TiersLede(o *session.Overview) []Piece {
	if o.Practice.Clients == 0 {
		return nil
	}
	if !o.GDCKnown() {
		return costOnly(o)
	}
	if !o.CostKnown() {
		p := append(few(o), text("This is revenue only: what the practice costs is not known yet. "))
		if o.Estimated == o.Practice.Clients {
			p = append(p, text("Service time is assumed to be each tier’s standard. "))
		}
		if o.Settings.Payout == 10000 && !o.Net {
			p = append(p, text("All of the GDC is assumed to reach you. "))
		}
		return append(p, text("Three figures turn it into profit."))
	}
	p := few(o)
	if book.Has(o.Practice.Margin()) {
		p = append(p, text("Your operating profit margin is %s ", host.Percent(o.Practice.Margin())))
	} else {
		p = append(p, text("There is no revenue to make a margin of, "))
	}
	if pay := o.Settings.Pools[cost.OwnerPay]; pay > 0 {
		p = append(p, text("after paying yourself "), Piece{host.Money(pay, o.Currency, host.Whole), true}, text(". "))
	} else {
		p = append(p, text("before paying yourself. "))
	}
	p = append(p, text("Costs are shared by %s.", shared(o)))
	if o.Practice.Unused > 0 {
		p = append(p, text(" Hours that no client uses cost "), Piece{host.Money(o.Practice.Unused, o.Currency, host.Whole), true}, text(" of it."))
	}
	return append(p, beyond(o)...)
}

// beyond says how much of the revenue is not in the list, or by how much the list
// has more than the practice's own books.
func beyond(o *session.Overview) []Piece {
	money := func(c book.Cents) Piece { return Piece{host.Money(c, o.Currency, host.Whole), true} }
	switch b := o.Practice.Beyond; {
	case !book.Has(b) || b == 0:
		return nil
	case b < 0:
		return []Piece{text(" Your list brings "), money(-b), text(" more than your books have.")}
	default:
		return []Piece{text(" Of the revenue, "), money(b), text(" is not in this list.")}
	}
}

// costOnly is what can be told of a list without any GDC.
func costOnly(o *session.Overview) []Piece {
	p := few(o)
	if o.CostKnown() {
		p = append(p, text("Serving them costs "), Piece{host.Money(o.Practice.Costs(), o.Currency, host.Whole), true}, text(" a year, shared by %s. ", shared(o)))
	}
	return append(p, text("With a column for what each client brought in over the last twelve months this page shows who brings it, and who pays for the practice."))
}

// Movers says how many clients the last change has put into another tier.
func Movers(n int) string {
	switch n {
	case 0:
		return "nobody changes tier"
	case 1:
		return "1 client changes tier"
	}
	return host.Count(n) + " clients change tier"
}

// shared is by what cost is shared, and what of that is assumed.
func shared(o *session.Overview) string {
	if o.AllEstimated() {
		return drivers(o) + ", taken to be each tier’s standard"
	}
	return drivers(o)
}

// drivers says by what the pools that hold something are shared.
func drivers(o *session.Overview) string {
	var names []string
	for p, d := range o.Settings.Drivers {
		if o.Settings.Pools[p] == 0 {
			continue
		}
		name := Driver(d)
		if d == cost.Clients {
			name = "number of clients"
		}
		if len(names) == 0 || names[len(names)-1] != name {
			names = append(names, name)
		}
	}
	switch len(names) {
	case 0:
		return Driver(cost.Time)
	case 1:
		return names[0]
	case 2:
		return names[0] + " and " + names[1]
	}
	return names[0] + ", " + names[1] + " and " + names[2]
}

func shareOf(part, whole book.Cents) book.BP {
	if whole <= 0 || part < 0 {
		return -1
	}
	return book.BP(float64(part)/float64(whole)*10000 + 0.5)
}

// Plural is one or many, as n asks for.
func Plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// Draw draws the sentence as a place's heading.
func (h Headline) Draw() app.UI {
	body := draw(h.Plain)
	if len(h.Loss) > 0 {
		body = append(body, app.Text(" "), part.Stress(draw(h.Loss)...))
	}
	return part.Headline(body...)
}

// Lede draws the sentence under the heading, with more behind it.
func Lede(pieces []Piece, more ...app.UI) app.UI { return part.Lede(append(draw(pieces), more...)...) }

// longest is how many bytes the text of a figure has at most, which stands in
// one line: a minus must not be parted from what follows it.
const longest = 32

func draw(pieces []Piece) []app.UI {
	var out []app.UI
	for _, p := range pieces {
		if p.Amount {
			class := "amount"
			if len(p.Text) > longest { // what a cell says, or what is planned: more than a figure
				class += " long"
			}
			out = append(out, app.Span().Class(class).Text(part.Straight(p.Text)))
		} else {
			out = append(out, app.Text(p.Text))
		}
	}
	return out
}
