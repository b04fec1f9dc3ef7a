package words

import (
	"fmt"
	"strings"

	"tierbook/app/host"
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/intake/cell"
	"tierbook/engine/score"
	"tierbook/engine/session"
)

// RatedFactor is the factor that one of session.Rated is.
func RatedFactor(k int) score.Factor { return score.Potential + score.Factor(k) }

// Pass answers “whom should I rate next?”.
func Pass(o *session.Overview, k int, p *session.Pass) Headline {
	name := midSentence(Factor(RatedFactor(k)))
	all, left := o.Practice.Clients, p.Left[k]
	switch {
	case all == 0:
		return Headline{Plain: say("There is no client to rate.")}
	case left == 0 && all == 1:
		return Headline{Plain: say("Your only client is rated: %s is known.", name)}
	case left == 0:
		return Headline{Plain: say("All %s clients are rated: %s is known of everyone.", host.Count(all), name)}
	case left == all:
		return Headline{Plain: say("No client has a rating for %s yet. One tap rates one.", name)}
	}
	return Headline{Plain: say("%s of %s clients %s no rating for %s yet.", host.Count(left), host.Count(all), Plural(left, "has", "have"), name)}
}

// PassLede says what is rated, in which order, and what it has done so far.
func PassLede(o *session.Overview, k int, p *session.Pass) []Piece {
	said := say("%s Those for whom it matters most come first: who has no tier yet, or much with you and little to the next tier. ", FactorHelp(RatedFactor(k)))
	if p.Weight[k] == 0 {
		said = append(said, text("Its weight is 0, so it moves nobody until you give it one."))
	}
	return said
}

// PassEffect says what the ratings of a pass have changed.
func PassEffect(p *session.Pass) string {
	if p.Rated == 0 {
		return "Nothing is rated since you came here. Every rating sharpens the tiers at once."
	}
	said := fmt.Sprintf("With your %s:", count(p.Rated, "rating", "ratings"))
	if p.Rated == 1 {
		said = "With your rating:"
	}
	var parts []string
	if n := p.Up + p.Down + p.Assigned; n == 0 {
		parts = append(parts, "nobody has moved to another tier")
	}
	if p.Assigned > 0 {
		parts = append(parts, count(p.Assigned, "client has a tier at last", "clients have a tier at last"))
	}
	if p.Up > 0 {
		parts = append(parts, count(p.Up, "has", "have")+" risen")
	}
	if p.Down > 0 {
		parts = append(parts, count(p.Down, "has", "have")+" fallen")
	}
	said += " " + strings.Join(parts, ", ") + "."
	switch {
	case p.Needed == 0 && p.Needs == 0:
	case p.Needs == 0:
		said += fmt.Sprintf(" Everyone can be scored now; %s could not be.", host.Count(p.Needed))
	case p.Needs == p.Needed:
		said += fmt.Sprintf(" %s still %s data.", count(p.Needs, "client", "clients"), Plural(p.Needs, "needs", "need"))
	default:
		said += fmt.Sprintf(" %s %s data, where it was %s.", count(p.Needs, "client", "clients"), Plural(p.Needs, "needs", "need"), host.Count(p.Needed))
	}
	return said
}

// count is a number with what is counted.
func count(n int, one, many string) string { return host.Count(n) + " " + Plural(n, one, many) }

// Level is what one step of a scale is called, in short and in full: 7, or for a
// file that rates in words high.
func Level(s decision.Scale, n int) (short, long string) {
	short = host.Rating(book.Milli(n) * s.Step)
	switch {
	case s.As == cell.Letters && n >= 0 && n <= 4:
		short = [...]string{"E", "D", "C", "B", "A"}[n]
	case s.As == cell.Words && s.To == 1:
		short = [...]string{"No", "Yes"}[n]
	case s.As == cell.Words && n >= 1 && n <= 5:
		long = [...]string{"Very low", "Low", "Medium", "High", "Very high"}[n-1]
	case n == s.From && s.As == cell.Figures:
		long = "least"
	case n == s.To && s.As == cell.Figures:
		long = "most"
	}
	return short, long
}

// Rating is a rating as its scale writes it.
func Rating(s decision.Scale, v book.Milli) string {
	if !book.Has(v) {
		return "not rated"
	}
	if n := v / s.Step; v%s.Step == 0 && int(n) >= s.From && int(n) <= s.To {
		short, long := Level(s, int(n))
		if s.As == cell.Words && long != "" {
			return long
		}
		return short
	}
	return host.Rating(v)
}

// Moved says what became of the client that was rated last.
func Moved(o *session.Overview, s decision.Scale, m *session.Moved) []Piece {
	said := []Piece{{m.Name, true}, text(": %s. ", Rating(s, m.Value))}
	switch {
	case m.From == m.To && m.To == book.Unassigned:
		return append(said, text("Still too little data for a tier."))
	case m.From == m.To:
		return append(said, text("Stays in %s.", TierName(o, m.To)))
	case m.From == book.Unassigned:
		return append(said, text("Is in %s now.", TierName(o, m.To)))
	case m.To == book.Unassigned:
		return append(said, text("Has too little data for a tier now."))
	case m.To < m.From:
		return append(said, text("Has risen from %s to %s.", TierName(o, m.From), TierName(o, m.To)))
	}
	return append(said, text("Has fallen from %s to %s.", TierName(o, m.From), TierName(o, m.To)))
}

// PassKeys says how to rate without a mouse.
func PassKeys(s decision.Scale) string {
	last := "0 to 9"
	if s.To < 9 {
		last = fmt.Sprintf("%d to %d", s.From, s.To)
	}
	more := ""
	if s.To == 10 {
		more = ", + for " + host.Rating(10*s.Step)
	}
	if s.Step != 1000 {
		last += ", times " + host.Rating(s.Step)
	}
	return "Keys: " + last + more + ". → skips, ← goes back."
}

// ToRate is which of session.Rated it would help most to rate: of those that
// count, the one that most clients have none of. It is -1 where there is none.
func ToRate(o *session.Overview) int {
	best, most := -1, 0
	for k := range decision.Rated {
		f := RatedFactor(k)
		if left := o.Practice.Clients - o.Has[f]; left > most && o.Settings.Weights[f] > 0 {
			best, most = k, left
		}
	}
	return best
}

// RateThem is what leads to a pass.
func RateThem(o *session.Overview, k int) string {
	f := RatedFactor(k)
	if o.Has[f] == o.Practice.Clients {
		return "Look at " + midSentence(Factor(f))
	}
	return "Rate " + midSentence(Factor(f))
}

// Unrated says how many clients a rating is missing of, "" where it is of none
// or does not count.
func Unrated(o *session.Overview, k int) string {
	f := RatedFactor(k)
	left := o.Practice.Clients - o.Has[f]
	switch {
	case left == 0 || o.Settings.Weights[f] == 0:
		return ""
	case o.Has[f] == 0:
		return fmt.Sprintf("No client has a rating for %s, so it does not count.", midSentence(Factor(f)))
	}
	return fmt.Sprintf("%s no rating for %s. Their score goes without it.", count(left, "client has", "clients have"), midSentence(Factor(f)))
}

// NeedData says how many clients cannot be scored, "" where all can.
func NeedData(o *session.Overview) string {
	if n := o.Unassigned.Clients; n > 0 {
		return count(n, "client needs data", "clients need data")
	}
	return ""
}
