package words

import (
	"strings"

	"tierbook/app/host"
	"tierbook/engine"
	"tierbook/engine/agenda"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/plan"
	"tierbook/engine/session"
)

// PlanName is what a plan is called.
func PlanName(name string) string {
	if name == "" {
		return "Plan"
	}
	return name
}

// Plan answers “what will it bring?”.
func Plan(o *session.Overview, v *session.PlanView) Headline {
	if v.Total == 0 {
		return Headline{Plain: say("Nothing is planned yet.")}
	}
	gain := book.Sub(v.After.Practice.Profit, v.Before.Profit)
	money := whole(o, max(gain, -gain))
	var h Headline
	switch {
	case !book.Has(gain):
		h.Plain = say("The plan is about %s.", clients(v.Total))
	case gain > 0:
		h.Plain = []Piece{text("The plan brings your practice "), money, text(" more a year.")}
	case gain < 0:
		h.Loss = []Piece{text("The plan costs your practice "), money, text(" a year.")}
	default:
		h.Plain = say("The plan leaves your profit as it is.")
	}
	if v.After.Freed > 0 && h.Loss == nil {
		h.Plain = append(h.Plain, text(" It frees %s.", host.Hours(v.After.Freed)))
	}
	return h
}

// PlanLede says what the plan does beside that.
func PlanLede(o *session.Overview, v *session.PlanView) []Piece {
	if v.Total == 0 {
		return say("The walk through the clients with a loss ends here, with a plan whose effect is known before anything is done.")
	}
	p := say("It is about %s", clients(v.Total))
	if v.After.Freed > 0 && v.After.Practice.Profit < v.Before.Profit { // else the headline says it
		p = append(p, text(", and frees %s", host.Hours(v.After.Freed)))
	}
	if v.Mended > 0 {
		p = append(p, text("; %s no longer %s a loss", host.Count(v.Mended), Plural(v.Mended, "carries", "carry")))
	}
	assets := book.Cents(0)
	for _, l := range v.Levers {
		assets = book.Add(assets, l.Assets)
	}
	if assets > 0 {
		p = append(p, text(". It rests on "), whole(o, assets), text(" more of assets"))
	}
	if was, is := host.Percent(v.Before.Margin()), host.Percent(v.After.Practice.Margin()); was != host.None && is != host.None && was != is {
		p = append(p, text(". The margin goes from %s to %s", was, is))
	}
	if book.Has(v.After.Serves) && v.After.Serves > 0 {
		p = append(p, text(". The hours freed would serve %s more %s %s at standard time", host.Count(v.After.Serves), o.Settings.Names[0], Plural(int(v.After.Serves), "client", "clients")))
	}
	left := book.Cents(0)
	for _, l := range v.After.Left {
		left = book.Add(left, l)
	}
	if left > 0 {
		p = append(p, text(". "), whole(o, left), text(" of cost is left behind"))
	}
	return append(p, text("."))
}

// Progress says what a newer list has to say of the plan, and how much of it is
// done. It is nothing where there is nothing to say.
func Progress(o *session.Overview, v *session.PlanView) []Piece {
	var p []Piece
	if done := v.Statuses[plan.Done]; done > 0 {
		p = say("%s of %s %s done. ", host.Count(done), host.Count(v.Total-v.Statuses[plan.Dropped]), Plural(done, "is", "are"))
	}
	if v.Late > 0 {
		p = append(p, text("%s overdue. ", Plural(v.Late, "1 is", host.Count(v.Late)+" are")))
	}
	g := v.Progress
	if v.Unmarked > 0 {
		p = append(p, text("%s in the list already and not marked as done, so %s counted twice. ", Plural(v.Unmarked, "1 more is", host.Count(v.Unmarked)+" more are"), Plural(v.Unmarked, "it is", "they are")))
	}
	if g.Worked+g.NotYet+g.Next == 0 {
		return p
	}
	p = append(p, text("By the list of today it has worked for %s", clients(g.Worked)))
	if g.NotYet > 0 {
		p = append(p, text(", for %s not yet", host.Count(g.NotYet)))
	}
	if g.Next > 0 {
		p = append(p, text(", and for %s the next step is due", host.Count(g.Next)))
	}
	p = append(p, text(". "))
	if v.Statuses[plan.Done] > 0 {
		p = append(p, text("What is done has brought "), signed(o, g.Revenue), text(" of revenue and freed %s.", host.Hours(g.Minutes)))
	}
	return p
}

// Mark is the button that marks what the list shows as done.
func Mark(v *session.PlanView) string {
	if n := len(v.Marks); n > 1 {
		return "The list shows them: mark " + host.Count(n) + " as done"
	}
	return "The list shows it: mark it as done"
}

// Apart is a change of a rate in percentage points.
func Apart(was, is book.BP) string {
	if !book.Has(was) || !book.Has(is) {
		return host.None
	}
	d := tenths(is) - tenths(was) // as the two are written
	sign := ""
	if d > 0 {
		sign = "+"
	}
	return sign + host.Hundredths(d*10) + " points"
}

// tenths is a rate in tenths of a percent, halves away from zero.
func tenths(v book.BP) int64 {
	if v < 0 {
		return -tenths(-v)
	}
	return (int64(v) + 5) / 10
}

// Shed says what clients shed of a pool.
func Shed(o *session.Overview, v *session.PlanView, p cost.Pool) string {
	avoided := v.After.Avoided[p]
	shed := book.Add(v.After.Left[p], avoided)
	if shed == 0 {
		return "The plan sheds none of it."
	}
	text := "The plan sheds " + host.Money(shed, o.Currency, host.Whole) + " of it"
	if avoided > 0 {
		text += ", of which you save " + host.Money(avoided, o.Currency, host.Whole)
	}
	return text + "."
}

// Moves says who would change tier.
func Moves(o *session.Overview, from, to book.Tier, n int, names []session.Mover) []Piece {
	p := say("%s from %s to %s: ", clients(n), TierName(o, from), TierName(o, to))
	for i, one := range names {
		if i > 0 {
			p = append(p, text(", "))
		}
		p = append(p, Piece{one.Name, true})
	}
	if rest := n - len(names); rest > 0 {
		p = append(p, text(" and %s more", host.Count(rest)))
	}
	return p
}

// LeverSum says how many clients something is done about.
func LeverSum(o *session.Overview, s session.LeverSum) []Piece {
	p := []Piece{text("%s", clients(s.Clients))}
	if s.Assets > 0 {
		p = append(p, text(", "), whole(o, s.Assets), text(" more of assets"))
	}
	if s.Freed > 0 {
		p = append(p, text(", %s freed", host.Hours(s.Freed)))
	}
	return p
}

// TermsShort is what is to be done in a table: the name of the lever, with its
// figure.
func TermsShort(o *session.Overview, t plan.Terms) string {
	var all []string
	for _, l := range [...]plan.Lever{t.Lever, t.And} {
		switch l {
		case plan.NoLever:
		case plan.Charge:
			all = append(all, "Charge "+host.Money(t.Fee, o.Currency, host.Whole))
		case plan.Serve:
			all = append(all, "Serve as "+TierName(o, t.Tier))
		case plan.Trim:
			all = append(all, "Cut the time to "+host.Hours(t.Minutes))
		case plan.Grow:
			all = append(all, "Bring in "+host.Money(t.Assets, o.Currency, host.Short))
		default:
			all = append(all, LeverName(l))
		}
	}
	return strings.Join(all, ", ")
}

// StateOf is an example of what must be so where a lever has worked.
func StateOf(l plan.Lever) string {
	return [...]string{" ", "The fee is paid", "The service is the one agreed on", "It takes the time agreed on", "The assets are here", "The other advisor looks after them", "The accounts have moved", "The reason still holds"}[l]
}

// ActionEffect is what an action does, in the figures of before and after.
func ActionEffect(o *session.Overview, r *agenda.Row) []Piece {
	if !r.Counts {
		return nil
	}
	return []Piece{text("The client’s own profit goes from "), whole(o, r.Profit), text(" to "), whole(o, r.After), text("; for the practice it is "), signed(o, r.Practice), text(".")}
}

// StatusName is what a status is called.
func StatusName(s plan.Status) string {
	return [...]string{"Planned", "Begun", "Done", "Dropped"}[s]
}

// IsIn asks whether the list that is open has what was done.
func IsIn(o *session.Overview) string {
	return "Does the list as of " + host.Day(o.Settings.AsOf, host.Medium) + " have it already?"
}

// Deed says whether the list has what was done.
func Deed(o *session.Overview, r *agenda.Row) string {
	asOf := host.Day(o.Settings.AsOf, host.Medium)
	switch {
	case r.In:
		return "The list as of " + asOf + " has it already, so the plan does not add it again."
	case r.Unsure:
		return "It was marked as done while this list was open. Until you say, the plan adds it."
	case !r.Newer:
		return "It was decided on the list that is open, which does not have it: the plan adds it. A newer list will have it."
	}
	return "The list as of " + asOf + " does not have it yet: the plan adds it."
}

// Unsure says what it is about, of which it cannot be known whether the list
// has it.
func Unsure(v *session.PlanView) []Piece {
	p := say("%s marked as done while this list was open, and decided on an older one. Until you say, the plan adds %s to the list", Plural(v.Unsure, "1 action was", host.Count(v.Unsure)+" actions were"), Plural(v.Unsure, "it", "them"))
	if v.Shown > 0 {
		p = append(p, text("; by its figures it has %s", Plural(v.Unsure, "it", host.Count(v.Shown)+" of them")))
	}
	return append(p, text("."))
}

// Status is how far an action has come, and what a newer list says of it.
func Status(r *agenda.Row) string {
	name := StatusName(r.Status)
	if r.Deed.On != 0 {
		name += " " + host.Day(r.Deed.On, host.Medium)
	}
	if r.Gone && r.Name != "" {
		name += ", no longer in the list"
	}
	switch {
	case r.Outcome == agenda.Worked:
		return name + ", it worked"
	case r.Outcome == agenda.NextStep && r.Else != plan.NoLever:
		return name + ", next: " + lower(LeverName(r.Else))
	case r.Outcome == agenda.NextStep || r.Outcome == agenda.NotYet && r.Status == plan.Done:
		return name + ", not yet so"
	}
	return name
}

// ActionsNote says how far the plan has come.
func ActionsNote(v *session.PlanView) string {
	return host.Count(v.Statuses[plan.Done]) + " of " + host.Count(v.Total-v.Statuses[plan.Dropped]) + " done"
}

// PlanDate is a date as a calendar has it.
func PlanDate(o *session.Overview, d *agenda.Date) (title, what string) {
	name := LeverOf(o, d.Lever)
	if d.And != plan.NoLever {
		name += " and " + lower(LeverOf(o, d.And))
	}
	var lines []string
	if d.Check {
		title = "Has it worked? " + clients(d.Clients)
		if d.State != "" {
			lines = append(lines, "What must be so: "+d.State)
		}
		if d.Lever != plan.NoLever {
			lines = append(lines, "Else: "+name)
		}
	} else {
		title = name + ": " + clients(d.Clients)
	}
	if d.Owner != "" {
		title += " (" + d.Owner + ")"
	}
	for _, sum := range [...]struct {
		what string
		sum  book.Cents
	}{{"Fees a year, in all: ", d.Fee}, {"Assets, in all: ", d.Assets}} {
		if sum.sum > 0 && d.Clients > 1 || sum.sum > 0 && len(d.Who) == 0 {
			lines = append(lines, sum.what+host.Money(sum.sum, o.Currency, host.Whole))
		}
	}
	for i := range d.Who {
		w := &d.Who[i]
		line := w.Name + ": " + TermsShort(o, w.Terms)
		if w.Note != "" {
			line += ". " + w.Note
		}
		lines = append(lines, line)
	}
	if n := len(d.Who); n > 0 && d.Clients > n {
		lines = append(lines, "and "+host.Count(d.Clients-n)+" more")
	}
	if len(d.Who) == 0 {
		lines = append(lines, "Who they are stands in your plan in Tierbook.")
	}
	return title, strings.Join(lines, "\n")
}

// NoDates says why there is no calendar to hand out.
const NoDates = "There is no date to put into a calendar: nothing that is still to be done is due on a day, and nothing has a day by which it must have worked. Give some under Who and when, or in an action."

// Undated says that the calendar does not hold all.
func Undated(n int) string {
	return host.Count(n) + Plural(n, " action has", " actions have") + " no date and " + Plural(n, "is", "are") + " not in the calendar."
}

// MoreActions says on paper that not all actions are on it.
func MoreActions(v *session.PlanView) string {
	rest := v.Total - len(v.Rows)
	if rest <= 0 {
		return ""
	}
	return host.Count(rest) + " more " + Plural(rest, "is", "are") + " not printed: all " + host.Count(v.Total) + " are in the plan in Tierbook, and in its CSV file."
}

// Talk is what to say to a client about what is planned, to be changed before
// it is printed: in the client's own figures, and nothing of the practice's.
func Talk(o *session.Overview, c *session.Card) string {
	money := func(v book.Cents) string { return host.Money(v, o.Currency, host.Whole) }
	row := &c.Row
	var lines []string
	add := func(text string) { lines = append(lines, text) }
	add("Thank you for your trust" + since(o, c) + ".")
	today := "What you have with us today: "
	if book.Has(row.AUM) && row.AUM > 0 {
		today += money(row.AUM) + " that we look after, and "
	}
	today += aboutHours(row.Minutes) + " of service a year."
	if book.Has(row.GDC) && row.GDC > 0 {
		today += " For it you pay " + money(row.GDC) + " a year."
	}
	add(today)
	var t plan.Terms
	if c.Action != nil {
		t = c.Action.Terms
	}
	for _, l := range [...]plan.Lever{t.Lever, t.And} {
		switch l {
		case plan.Charge:
			text := "What we would like to change: a fee of " + money(t.Fee) + " a year for planning and advice"
			if onAssets(o) {
				text = "What we would like to change: a fee on what we look after that is higher by " + money(t.Fee) + " a year"
			}
			if row.AUM > 0 {
				text += ", " + host.PercentExact(ratio(t.Fee, row.AUM)) + " of what we look after"
			}
			add(text + ". It covers the time your affairs take.")
		case plan.Serve, plan.Trim:
			minutes := t.Minutes
			if l == plan.Serve {
				minutes = o.Settings.Standard()[t.Tier-1]
			}
			change := "What we would like to change: the service that suits your affairs takes " + aboutHours(minutes) + " a year."
			var services []string
			if l == plan.Serve {
				for _, s := range o.Settings.Services[t.Tier-1] {
					services = append(services, "\n– "+s.Name+", "+host.Count(s.Times)+Plural(s.Times, " time", " times")+" a year")
				}
			}
			if len(services) > 0 {
				change += " What it holds:" + strings.Join(services, "")
			}
			add(change)
			add("What you pay for it from then on is to be agreed in writing.")
		case plan.Grow:
			add("What we could do for you: look after " + money(t.Assets) + " that you hold elsewhere, so that everything is planned together.")
		case plan.HandOver:
			add("What we would like to change: a colleague who has the time your affairs deserve takes over from us. We will introduce you, and your file goes along.")
		case plan.LetGo:
			add("What we would like to tell you: our practice is no longer the right one for your affairs. We will help you to find one that is, and hand your file over in order.")
		case plan.Keep:
			add("Nothing changes.")
		}
	}
	add("What you may want to ask us, and what we agree:")
	return strings.Join(lines, "\n\n")
}

// aboutHours is time as one says it to a client.
func aboutHours(m book.Minutes) string {
	if m < 90 {
		return "about an hour"
	}
	return "about " + host.Count((m+30)/60) + " hours"
}

func since(o *session.Overview, c *session.Card) string {
	if !book.Has(c.Since) || c.Since >= o.Settings.AsOf {
		return ""
	}
	return " over " + host.Years(int64(o.Settings.AsOf-c.Since))
}

func ratio(part, whole book.Cents) book.BP { return engine.Share(part, whole) }

// TalkLede says what a talking sheet is for, and whether what is changed in it
// is kept with what is planned.
func TalkLede(kept bool) []Piece {
	p := say("In the client’s own figures, and nothing of your practice’s. Change it as you would say it, then print it.")
	if kept {
		return append(p, text(" What you write is kept with the plan."))
	}
	return append(p, text(" Nothing is planned for this client, so what you write is not kept."))
}
