package words

import (
	"fmt"

	"tierbook/app/host"
	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/repair"
	"tierbook/engine/score"
	"tierbook/engine/session"
)

// TierName is what a tier is called.
func TierName(o *session.Overview, t book.Tier) string {
	if t == book.Unassigned || t > book.Tiers {
		return "Needs data"
	}
	return o.Settings.Names[t-1]
}

// Client answers “why this tier, this profit?”.
func Client(o *session.Overview, c *session.Client) Headline {
	money := func(v book.Cents) Piece { return Piece{host.Money(v, o.Currency, host.Whole), true} }
	row := &c.Row
	h := Headline{Plain: []Piece{{row.Name, true}}}
	add := func(pieces ...Piece) { h.Plain = append(h.Plain, pieces...) }
	rank := fmt.Sprintf("rank %s of %s", host.Count(row.Rank), host.Count(c.Scored))
	switch {
	case c.Lock != nil && row.Score < 0:
		add(text(" is locked in %s without a score", TierName(o, row.Tier)))
	case c.Lock != nil:
		add(text(" is locked in %s, with %s by score", TierName(o, row.Tier), rank))
	case row.Score < 0:
		add(text(" has too little data to be scored"))
	default:
		add(text(" is in %s: %s", TierName(o, row.Tier), rank))
	}
	switch {
	case !o.CostKnown() && !book.Has(row.GDC):
		add(text(", and has no GDC recorded."))
	case !o.CostKnown():
		add(text(", and brings "), money(row.Revenue), text(" a year."))
	case !book.Has(row.GDC):
		add(text(". Its GDC is not known, so its profit can’t be told."))
	case !book.Has(row.Profit):
		add(text("."))
	case row.Profit < 0:
		add(text(", and"))
		h.Loss = []Piece{text("carries a loss of "), money(-row.Profit), text(".")}
	case row.Profit == 0:
		add(text(", and comes out even."))
	default:
		add(text(", and earns "), money(row.Profit), text("."))
	}
	return h
}

// ClientLede says who the client is in figures, and what its profit comes from.
func ClientLede(o *session.Overview, c *session.Client) []Piece {
	money := func(v book.Cents) Piece { return Piece{host.Money(v, o.Currency, host.Whole), true} }
	row := &c.Row
	var p []Piece
	if book.Has(row.AUM) {
		p = append(p, money(row.AUM), text(" under management"))
	} else {
		p = append(p, text("No AUM recorded"))
	}
	if book.Has(c.Since) {
		p = append(p, text(", a client for %s", host.Years(int64(max(o.Settings.AsOf-c.Since, 0)))))
	}
	if row.Estimated {
		p = append(p, text(". No hours are recorded, so the standard of %[2]s is assumed: %[1]s a year. ", host.Hours(row.Minutes), standardOf(o, row.Tier)))
	} else {
		p = append(p, text(", %s of service a year. ", host.Hours(row.Minutes)))
	}
	if !o.CostKnown() {
		return append(p, text("What that costs is not known yet."))
	}
	if !book.Has(row.GDC) {
		return append(p, text("Carries "), money(row.Cost), text(" of the practice’s cost; what it brings in is not recorded."))
	}
	p = append(p, text("Brings in "), money(row.Revenue), text(" and carries "), money(row.Cost), text(" of the practice’s cost"))
	if most := c.Repair.MostMinutes; row.Profit < 0 && most.None == repair.Given && o.Settings.TargetMargin == 0 {
		return append(p, text(": the revenue pays for %s.", host.Hours(most.Value)))
	}
	return append(p, text("."))
}

// standardOf is the tier whose standard time a client is taken to need.
func standardOf(o *session.Overview, t book.Tier) string {
	if t == book.Unassigned {
		t = book.Tiers
	}
	return TierName(o, t)
}

// Value is a factor's value as a person says it.
func Value(o *session.Overview, f score.Factor, v int64) Piece {
	switch {
	case v == book.Missing:
		return Piece{Text: host.None}
	case f == score.AUM || f == score.GDC:
		style := host.Exact
		if v%100 == 0 {
			style = host.Whole
		}
		return Piece{host.Money(book.Cents(v), o.Currency, style), true}
	case f == score.Time && o.Settings.Service:
		return Piece{Text: host.Hours(book.Minutes(v))}
	case f == score.Time:
		return Piece{Text: host.Count(v) + Plural(int(v), " day", " days")}
	}
	return Piece{Text: host.Rating(book.Milli(v))}
}

// Reading says how a value of the client became points, so that it can be
// worked out again with a pencil (METHOD.md §2).
func Reading(o *session.Overview, f score.Factor, v session.FactorView) []Piece {
	points := Hundredths(int64(v.Points)) + " points"
	switch {
	case v.Weight == 0:
		return say("%s has the weight 0 and does not count.", Factor(f))
	case !v.InModel:
		return say("No client has a value for %s, so it does not count.", Factor(f))
	case v.Points < 0:
		return say("%s is not recorded for this client. It is left out of the score, never read as 0.", Factor(f))
	case v.Reading.Kind == score.Bands:
		return banded(o, f, v, points)
	case v.Reading.Kind == score.Range:
		return ranged(o, f, v, points)
	}
	worse := "have less"
	if f == score.Time && o.Settings.Service {
		worse = "take more"
	}
	who := host.Count(v.Worse) + " " + worse
	if v.Worse == 1 {
		who = map[string]string{"have less": "1 has less", "take more": "1 takes more"}[worse]
	}
	same := "only this one has just as much"
	if v.Equal > 1 {
		same = host.Count(v.Equal) + " have just as much, this one included"
	}
	return say("%s: of the %s clients with a value, %s and %s. 100 × (2 × %s + %s) ÷ (2 × %s) = %s.",
		Factor(f), host.Count(v.Have), who, same, host.Count(v.Worse), host.Count(v.Equal), host.Count(v.Have), points)
}

func banded(o *session.Overview, f score.Factor, v session.FactorView, points string) []Piece {
	from := int64(book.Missing)
	for _, band := range v.Reading.Bands {
		if v.Value >= band.From {
			from = band.From
		}
	}
	if from == book.Missing {
		return say("%s: the value is below the first of your bands, which gives %s.", Factor(f), points)
	}
	return []Piece{text("%s: your band from ", Factor(f)), Value(o, f, from), text(" on gives %s.", points)}
}

func ranged(o *session.Overview, f score.Factor, v session.FactorView, points string) []Piece {
	low, high, value := Value(o, f, v.Low), Value(o, f, v.High), Value(o, f, v.Value)
	if v.Low == v.High {
		return []Piece{text("%s: the middle 90 percent of the book all have ", Factor(f)), low, text(", so everyone gets %s.", points)}
	}
	ends := []Piece{text("%s goes from ", Factor(f)), low, text(" to "), high, text(", the outermost 5 percent at either end left aside. ")}
	lower := f == score.Time && o.Settings.Service
	switch {
	case v.Value <= v.Low || v.Value >= v.High:
		return append(ends, text("At the end of that it gives %s.", points))
	case lower:
		return append(ends, text("Less is better: 100 × (1 − ("), value, text(" − "), low, text(") ÷ ("), high, text(" − "), low, text(")) = %s.", points))
	}
	return append(ends, text("100 × ("), value, text(" − "), low, text(") ÷ ("), high, text(" − "), low, text(") = %s.", points))
}

// Hundredths writes points, or points times a weight, to the last decimal that
// counts.
func Hundredths(v int64) string { return host.Money(book.Cents(v), "", host.Exact) }

// Division is how the score comes about: METHOD.md §2, in figures.
func Division(c *session.Client) string {
	if c.Weights == 0 {
		return "Nothing is known of this client that the score could rest on."
	}
	if c.Row.Score < 0 {
		return fmt.Sprintf("The factors with a value carry %s of %s weight, less than the 60%% that a score needs.", host.Count(c.Weights), host.Count(c.Model))
	}
	return "Score: " + Hundredths(c.Weighed) + " ÷ " + host.Count(c.Weights) + " = " + Hundredths(int64(c.Row.Score))
}

// Coverage says how much of the model a client has values for, "" where all.
func Coverage(c *session.Client) string {
	if c.Weights == c.Model || c.Weights == 0 || c.Row.Score < 0 {
		return ""
	}
	return fmt.Sprintf("The factors with a value carry %s of %s weight, %s. What is missing is left out, not counted as 0.",
		host.Count(c.Weights), host.Count(c.Model), host.PercentExact(c.Coverage))
}

// Driven says which part of a driver is the client's.
func Driven(o *session.Overview, v session.PoolView) []Piece {
	money := func(v int64) Piece { return Piece{host.Money(book.Cents(v), o.Currency, host.Whole), true} }
	switch {
	case v.Equally:
		return say("1 of %s clients, for nobody has any %s", host.Count(v.Whole), Driver(v.Driver))
	case v.Driver == cost.Clients:
		return say("1 of %s clients", host.Count(v.Whole))
	case v.Driver == cost.Time:
		return say("%s of %s", host.HoursPlain(book.Minutes(v.Value)), host.Hours(book.Minutes(v.Whole)))
	}
	return []Piece{money(v.Value), text(" of "), money(v.Whole), text(" %s", Driver(v.Driver))}
}

// Shared works out again what the client bears of a pool (METHOD.md §5).
func Shared(o *session.Overview, p cost.Pool, v session.PoolView) []Piece {
	money := func(v book.Cents) Piece { return Piece{host.Money(v, o.Currency, host.Exact), true} }
	of := func(v int64) Piece { return Piece{Text: host.Count(v)} }
	unit := "."
	switch {
	case v.Equally || v.Driver == cost.Clients:
		unit = " clients."
	case v.Driver == cost.Time:
		unit = " minutes."
	default:
		of = func(v int64) Piece { return money(book.Cents(v)) }
	}
	pieces := []Piece{text("%s: ", Pool(p)), money(v.Cost), text(" is "), money(v.Shared), text(" × "), of(v.Value), text(" ÷ "), of(v.Whole), text("%s", unit)}
	if v.Shared < v.Pool {
		pieces = append(pieces, text(" The pool is "), money(v.Pool), text("; the rest of it is for hours that no client uses."))
	}
	return pieces
}

// NoGDC says what follows from a client's GDC not being known.
func NoGDC(o *session.Overview) string {
	if !o.CostKnown() {
		return "No GDC is recorded for this client."
	}
	return "No GDC is recorded for this client, so nobody can tell whether it earns or loses. In the sums of its tier and of the practice it counts as nothing brought in."
}

// View is what the page calls a way to look at a loss.
func View(v int, estimated bool) string {
	if v == 0 && estimated {
		return "By standard hours"
	}
	return [session.Views]string{"By hours taken", "By standard hours", "The same for all"}[v]
}

// Certainty says how sure a loss is (METHOD.md §5).
func Certainty(o *session.Overview, c *session.Client) string {
	losses := 0
	for _, v := range c.Views {
		if v < 0 {
			losses++
		}
	}
	all, each := "all three views", "any of the three views"
	if o.AllEstimated() {
		all, each = "both views", "either view"
	}
	carries := c.Row.Profit < 0
	switch {
	case c.Row.Loss == cost.Certain && carries:
		return "This loss is certain: it is there in " + all + ", however the cost is shared."
	case c.Row.Loss == cost.Certain:
		return "As you share cost this client earns a profit, but in " + all + " there is a loss."
	case c.Row.Loss == cost.Depends:
		in := map[bool]string{true: "one", false: "two"}[losses == 1]
		of := "three views"
		if o.AllEstimated() {
			in, of = "one", "the two views"
		}
		return "Whether there is a loss depends on how the cost is shared: it is there in " + in + " of " + of + "."
	case carries:
		return "None of these views shows a loss. It comes from the way you share cost in Practice."
	}
	return "There is no loss in " + each + "."
}

// Above says what parts the client from the tier above.
func Above(o *session.Overview, c *session.Client) string {
	if c.Row.Score < 0 {
		return ""
	}
	for k := int(c.Earned) - 2; k >= 0; k-- {
		if low := o.Lowest[k]; low >= 0 {
			return fmt.Sprintf("%s more points would reach the lowest score that %s has today, %s.",
				Hundredths(int64(low-c.Row.Score)), o.Settings.Names[k], Hundredths(int64(low)))
		}
	}
	return "By score this is the best tier there is."
}

// Locked says that a lock holds the client, and where its score would put it.
func Locked(o *session.Overview, c *session.Client) string {
	switch {
	case c.Earned == book.Unassigned:
		return "Locked in " + TierName(o, c.Row.Tier) + " by you. By itself there is too little data for a tier."
	case c.Earned == c.Row.Tier:
		return "Locked in " + TierName(o, c.Row.Tier) + " by you, where the score leads too."
	}
	return "Locked in " + TierName(o, c.Row.Tier) + " by you. The score would lead to " + TierName(o, c.Earned) + "."
}

// LockTime says what a lock does to the time of a client whose hours are not
// recorded, and so to the cost it carries; "" where it does nothing to it.
func LockTime(o *session.Overview, c *session.Client, to book.Tier) string {
	if !c.Row.Estimated {
		return ""
	}
	was, now := c.Row.Minutes, o.Settings.Standard()[to-1]
	if was == now {
		return ""
	}
	text := fmt.Sprintf("No hours are recorded for this client, so the standard of %s is then assumed: %s a year instead of %s", TierName(o, to), host.Hours(now), host.Hours(was))
	if !o.CostKnown() {
		return text + "."
	}
	return text + ", and the cost it carries changes with them."
}

// Target says what a client is to be brought to.
func Target(margin book.BP) string {
	if margin == 0 {
		return "to pay for itself"
	}
	return "to reach a margin of " + host.PercentExact(margin)
}

// Fee is the extra fee that a client would have to pay.
func Fee(f repair.Money, currency string) Piece {
	switch f.None {
	case repair.NoPayout:
		return Piece{Text: "none would do: with a payout of 0% no fee reaches you"}
	case repair.Given:
		if f.Value == 0 {
			return Piece{Text: "none"}
		}
		return Piece{host.Money(f.Value, currency, host.Exact), true}
	}
	return Piece{Text: "too large to be told"}
}

// Assets is the extra AUM that a client would have to bring.
func Assets(f repair.Money, currency string) Piece {
	if f.None == repair.NoYield {
		return Piece{Text: "none would do: nothing is earned on assets in this list"}
	}
	return Fee(f, currency)
}

// AssetsLabel says at what yield the assets are counted.
func AssetsLabel(o *session.Overview, c *session.Client) string {
	if c.Repair.OwnYield {
		return "or more AUM, at the client’s own yield of " + host.Yield(yield(c.Unit))
	}
	if y := yield(o.Practice); book.Has(y) && y > 0 {
		return "or more AUM, at the book’s yield of " + host.Yield(y)
	}
	return "or more AUM"
}

// yield is GDC over AUM, Missing where either is not above 0.
func yield(l engine.Line) book.BP {
	if l.GDC <= 0 {
		return book.Missing
	}
	return engine.Share(l.GDC, l.AUM)
}

// Most is the most time that a client's revenue pays for.
func Most(f repair.Time) string {
	switch f.None {
	case repair.Given:
		return host.Hours(f.Value)
	case repair.OutOfReach:
		return "none: what is not shared by time is more than the revenue"
	case repair.NoRate:
		return "any: no cost is shared by time"
	}
	return "too large to be told"
}

// Cut says what the most time means beside the time the client takes, "" where
// there is no figure.
func Cut(f repair.Time) string {
	switch {
	case f.None != repair.Given:
		return ""
	case f.Value > 0:
		return host.Hours(f.Value) + " less than now"
	case f.Value < 0:
		return host.Hours(-f.Value) + " more than now"
	}
	return "just the time of now"
}

// Together says whom the sums of a household are of.
func Together(h *session.Household) string {
	return "All " + host.Count(h.Clients) + ", this one included"
}

// MoreOf says that a household has more clients than are listed.
func MoreOf(n int) string {
	return "and " + host.Count(n) + Plural(n, " more client", " more clients") + ". The sums are of all of them."
}

// LineOf says where the client stands in the file.
func LineOf(c *session.Client) string { return "line " + host.Count(c.Line) }

// String is the headline as it is read out.
func (h Headline) String() string {
	said := ""
	for _, p := range h.Plain {
		said += p.Text
	}
	if len(h.Loss) > 0 {
		said += " "
	}
	for _, p := range h.Loss {
		said += p.Text
	}
	return said
}

// Brief is Value where there is little room.
func Brief(o *session.Overview, f score.Factor, v int64) Piece {
	switch {
	case v != book.Missing && (f == score.AUM || f == score.GDC):
		return Piece{host.Money(book.Cents(v), o.Currency, host.Whole), true}
	case f == score.Time && !o.Settings.Service:
		return Piece{Text: host.Years(v)}
	}
	return Value(o, f, v)
}
