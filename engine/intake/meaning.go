package intake

import (
	"strings"
)

// meaning is what a heading says of its column.
type meaning struct {
	field  Field
	use    Use  // Sensitive or Account where it is no field
	role   role // what else is known of an attribute
	weight int  // among candidates for one field the heaviest wins; 0 for no meaning
	sure   Sure
	why    Why
}

// role is what is known of a column that is no field.
type role uint8

const (
	noRole       role = iota
	roleEmail         // for likely households
	rolePhone         // …
	roleAddress       // …
	roleCurrency      // the currency of the row's amounts
	roleSurname       // …
	roleOther         // a well-known column of another kind
)

// meanings lists what a heading may mean, the likeliest first. None means that
// it is unknown.
func (h *heading) meanings() []meaning {
	if h.text == "" || h.percent {
		return nil // “GDC %” is a share, whatever of
	}
	if use := h.private(); use != Undecided {
		return []meaning{{use: use, weight: 1000, sure: Certain, why: ByHeading}}
	}
	if found := known[h.text]; found != nil {
		return found
	}
	// Words that only say in what or for whom: “Client AUM 2026”, “AUM as of”.
	if found := known[h.pared()]; found != nil && h.pared() != "" {
		return lighter(found, 300, Certain, ByHeading)
	}
	if m := h.byWords(); m.weight > 0 {
		return []meaning{m}
	}
	return h.byLikeness()
}

func lighter(list []meaning, by int, sure Sure, why Why) []meaning {
	out := make([]meaning, len(list))
	for i, m := range list {
		m.weight -= by
		m.sure, m.why = sure, why
		out[i] = m
	}
	return out
}

// kinds says whether the column may be one that clients are told apart by, and
// whether it may be one of numbers.
func (h *heading) kinds() (key, numeric bool) {
	for _, m := range h.meanings() {
		switch {
		case m.use == Account || m.field == ID || m.field == Household || m.field == Name || m.field == LastName:
			key = true
		case m.field != NoField && !m.field.IsText():
			numeric = true
		}
	}
	return key, numeric
}

// private recognises tax and account numbers.
func (h *heading) private() Use {
	switch {
	case h.has("ssn", "tin", "itin", "ein", "fein", "sin", "nino"),
		h.has("social") && (h.has("security", "insurance") || len(h.words) == 1),
		h.has("tax", "taxpayer", "fiscal") && h.has("id", "no", "identification"),
		h.has("national") && h.has("id", "insurance"),
		h.has("passport"), h.has("license", "licence") && h.has("driver", "drivers", "no"):
		return Sensitive
	case h.has("account", "portfolio", "policy", "contract") && h.has("no", "id") && !h.has("of", "count", "owner", "advisor", "rep", "type") && !h.count,
		h.has("iban"), h.text == "account" && h.has("no"):
		return Account
	}
	return Undecided
}

// pared is the heading without fillers and years.
func (h *heading) pared() string {
	var kept []string
	for _, w := range h.words {
		if fillers[w] || len(w) == 4 && (w[:2] == "20" || w[:2] == "19") && allDigits([]byte(w)) {
			continue
		}
		kept = append(kept, w)
	}
	return strings.Join(kept, " ")
}

// byWords goes by the one word that names a field.
func (h *heading) byWords() meaning {
	likely := func(f Field, weight int) meaning {
		return meaning{field: f, weight: weight, sure: Likely, why: ByLikeness}
	}
	spoiled := h.percent || h.has(spoilers...)
	switch {
	case h.has("since") && !h.has("days", "review", "contact", "meeting"):
		return likely(Since, 600)
	case h.has("relationship") && h.has("start", "began", "since", "inception"), h.has("client", "customer") && h.has("start", "inception", "onboard", "onboarded") && !h.has("fiscal"):
		return likely(Since, 590)
	case h.has("years") && h.has("client", "relationship", "customer", "with"):
		return likely(Since, 580)
	case h.has("household", "family") && h.has("id", "no", "key"):
		return likely(Household, 600)
	case h.has("household") && (h.has("name") || len(h.words) == 1):
		return likely(Household, 590)
	case h.has("likeability"):
		return likely(Likeability, 600)
	case h.has("revenue", "production", "commission", "gdc") && h.has("rep", "advisor") && h.has("to", "t12", "net") && !h.percent && !h.has("split", "share", "name", "rate", "code", "id"):
		return likely(GDC, 400)
	case spoiled:
	case h.has("aum", "fum", "fua", "aua"), h.has("assets") && h.has("management", "managed", "advisement"):
		if h.has("potential", "new") {
			return meaning{}
		}
		return likely(AUM, 600)
	case h.has("gdc"), h.has("dealer") && h.has("concession", "conc"):
		return likely(GDC, 620)
	case h.has("t12") && !h.has("hours", "referrals", "referral", "return", "performance", "meetings"):
		return likely(GDC, 610)
	case h.has("revenue", "production", "commission") && !h.has("household", "share", "split", "potential"):
		return likely(GDC, 560)
	case h.has("referrals") || h.has("referral", "referred", "introductions") && (h.has("no", "count", "given", "made", "score", "rating") || h.count):
		return likely(Referrals, 600)
	case h.has("potential") && !h.has("aum", "assets", "revenue", "referral", "amount", "value", "income"):
		return likely(Potential, 600)
	case h.has("hours", "minutes") && !h.has("open", "phone", "after"):
		return likely(Hours, 590)
	case h.has("service", "servicing") && h.has("time"):
		return likely(Hours, 560)
	case h.has("market", "portfolio", "account", "managed") && h.has("value", "balance"):
		return likely(AUM, 500)
	case h.has("household", "family") && !h.has("income", "size", "role", "title", "head", "members", "member", "worth", "assets", "revenue"):
		return likely(Household, 500)
	case h.has("client", "contact", "customer") && h.has("id"):
		return likely(ID, 500)
	}
	return meaning{}
}

// byLikeness finds a known heading a slip or two away.
func (h *heading) byLikeness() []meaning {
	best, near := 3, ""
	if len(h.text) < 5 {
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
		if d := len(text) - len(h.text); d > allowed || -d > allowed {
			continue
		}
		if d := slips(h.text, text, allowed); d <= allowed && (d < best || d == best && text < near) {
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
