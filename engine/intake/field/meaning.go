package field

import (
	"strings"

	"tierbook/engine/intake/cell"
)

// Meaning is what a heading says of its column.
type Meaning struct {
	Field  Field
	Use    Use  // Sensitive or Account where it is no field
	Role   Role // what else is known of an attribute
	Weight int  // among candidates for one field the heaviest wins; 0 for no meaning
	Sure   Sure
	Why    Why
}

// Role is what is known of a column that is no field.
type Role uint8

const (
	NoRole       Role = iota
	RoleEmail         // for likely households
	RolePhone         // …
	RoleAddress       // …
	RoleCurrency      // the currency of the row's amounts
	RoleSurname       // …
	roleOther         // a well-known column of another kind
)

// Meanings lists what a heading may mean, the likeliest first. None means that
// it is unknown.
func (h *Heading) Meanings() []Meaning {
	if h.Text == "" || h.percent {
		return nil // “GDC %” is a share, whatever of
	}
	if use := h.Private(); use != Undecided {
		return []Meaning{{Use: use, Weight: 1000, Sure: Certain, Why: ByHeading}}
	}
	if found := known[h.Text]; found != nil {
		return found
	}
	// Words that only say in what or for whom: “Client AUM 2026”, “AUM as of”.
	if found := known[h.pared()]; found != nil && h.pared() != "" {
		return lighter(found, 300, Certain, ByHeading)
	}
	if m := h.byWords(); m.Weight > 0 {
		return []Meaning{m}
	}
	return h.byLikeness()
}

func lighter(list []Meaning, by int, sure Sure, why Why) []Meaning {
	out := make([]Meaning, len(list))
	for i, m := range list {
		m.Weight -= by
		m.Sure, m.Why = sure, why
		out[i] = m
	}
	return out
}

// IsKnown reports whether the heading means something for itself: by its words, not
// by likeness.
func (h *Heading) IsKnown() bool {
	return h.Text != "" && (h.Private() != Undecided || known[h.Text] != nil || known[h.pared()] != nil || h.byWords().Weight > 0)
}

// Kinds says whether the column may be one that clients are told apart by, and
// whether it may be one of numbers.
func (h *Heading) Kinds() (key, numeric bool) {
	for _, m := range h.Meanings() {
		switch {
		case m.Use == Account || m.Field == ID || m.Field == Household || m.Field == Name || m.Field == LastName:
			key = true
		case m.Field != NoField && !m.Field.IsText():
			numeric = true
		}
	}
	return key, numeric
}

// Private recognises tax and account numbers.
func (h *Heading) Private() Use {
	switch {
	case h.Has("ssn", "tin", "itin", "ein", "fein", "sin", "nino"),
		h.Has("social") && (h.Has("security", "insurance") || len(h.words) == 1),
		h.Has("tax", "taxpayer", "fiscal") && h.Has("id", "no", "identification"),
		h.Has("national") && h.Has("id", "insurance"),
		h.Has("passport"), h.Has("license", "licence") && h.Has("driver", "drivers", "no"):
		return Sensitive
	case h.Has("account", "portfolio", "policy", "contract") && h.Has("no", "id") && !h.Has("of", "count", "owner", "advisor", "rep", "type") && !h.count,
		h.Has("iban"), h.Text == "account" && h.Has("no"):
		return Account
	}
	return Undecided
}

// pared is the heading without fillers and years.
func (h *Heading) pared() string {
	var kept []string
	for _, w := range h.words {
		if fillers[w] || len(w) == 4 && (w[:2] == "20" || w[:2] == "19") && cell.AllDigits([]byte(w)) {
			continue
		}
		kept = append(kept, w)
	}
	return strings.Join(kept, " ")
}

// byWords goes by the one word that names a field.
func (h *Heading) byWords() Meaning {
	likely := func(f Field, weight int) Meaning {
		return Meaning{Field: f, Weight: weight, Sure: Likely, Why: ByLikeness}
	}
	spoiled := h.percent || h.Has(spoilers...)
	switch {
	case h.Has("since") && !h.Has("days", "review", "contact", "meeting"):
		return likely(Since, 600)
	case h.Has("relationship") && h.Has("start", "began", "since", "inception"), h.Has("client", "customer") && h.Has("start", "inception", "onboard", "onboarded") && !h.Has("fiscal"):
		return likely(Since, 590)
	case h.Has("years") && h.Has("client", "relationship", "customer", "with"):
		return likely(Since, 580)
	case h.Has("household", "family") && h.Has("id", "no", "key"):
		return likely(Household, 600)
	case h.Has("household") && (h.Has("name") || len(h.words) == 1):
		return likely(Household, 590)
	case h.Has("likeability"):
		return likely(Likeability, 600)
	case h.Has("revenue", "production", "commission", "gdc") && h.Has("rep", "advisor") && h.Has("to", "t12", "net") && !h.percent && !h.Has("split", "share", "name", "rate", "code", "id"):
		return likely(GDC, 400)
	case spoiled:
	case h.Has("aum", "fum", "fua", "aua"), h.Has("assets") && h.Has("management", "managed", "advisement"):
		if h.Has("potential", "new") {
			return Meaning{}
		}
		return likely(AUM, 600)
	case h.Has("gdc"), h.Has("dealer") && h.Has("concession", "conc"):
		return likely(GDC, 620)
	case h.Has("t12") && !h.Has("hours", "referrals", "referral", "return", "performance", "meetings"):
		return likely(GDC, 610)
	case h.Has("revenue", "production", "commission") && !h.Has("household", "share", "split", "potential"):
		return likely(GDC, 560)
	case h.Has("referrals") || h.Has("referral", "referred", "introductions") && (h.Has("no", "count", "given", "made", "score", "rating") || h.count):
		return likely(Referrals, 600)
	case h.Has("potential") && !h.Has("aum", "assets", "revenue", "referral", "amount", "value", "income"):
		return likely(Potential, 600)
	case h.Has("hours", "minutes") && !h.Has("open", "phone", "after"):
		return likely(Hours, 590)
	case h.Has("service", "servicing") && h.Has("time"):
		return likely(Hours, 560)
	case h.Has("market", "portfolio", "account", "managed") && h.Has("value", "balance"):
		return likely(AUM, 500)
	case h.Has("household", "family") && !h.Has("income", "size", "role", "title", "head", "members", "member", "worth", "assets", "revenue"):
		return likely(Household, 500)
	case h.Has("client", "contact", "customer") && h.Has("id"):
		return likely(ID, 500)
	}
	return Meaning{}
}

// byLikeness finds a known heading a slip or two away.
func (h *Heading) byLikeness() []Meaning {
	best, near := 3, ""
	if len(h.Text) < 5 {
		return nil
	}
	for text := range known {
		allowed := 1
		switch n := len(text); {
		case n < 5:
			continue
		case n >= 9:
			allowed = 2
		}
		if d := len(text) - len(h.Text); d > allowed || -d > allowed {
			continue
		}
		if d := slips(h.Text, text, allowed); d <= allowed && (d < best || d == best && text < near) {
			best, near = d, text
		}
	}
	if near == "" {
		return nil
	}
	return lighter(known[near], 450+50*best, Likely, ByLikeness)
}

// slips counts the letters to add, drop, change or swap to make b of a, at most
// limit+1.
func slips(a, b string, limit int) int {
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(row[j]+1, next[j-1]+1, row[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			next[j] = d
			least = min(least, d)
		}
		if least > limit {
			return limit + 1
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}
