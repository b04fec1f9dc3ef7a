package intake

import "strings"

// A heading is a column's heading made comparable: its words in lower case, one
// form for each, and what stands in parentheses apart.
type heading struct {
	words   []string // “FinServ__RelationshipStartDate__c” is relationship start date
	text    string   // the words with single blanks between
	aside   []string // the words of what stands in parentheses or after a comma
	percent bool
	count   bool // it begins with #
	code    string
	times   int64 // 1000 under “(000s)”
}

// spellings are words with one meaning.
var spellings = map[string]string{
	"hrs": "hours", "hr": "hours", "hour": "hours", "mins": "minutes", "min": "minutes", "minute": "minutes",
	"yr": "year", "yrs": "years", "annually": "annual", "yearly": "annual", "pa": "annual", "annualized": "annual", "annualised": "annual",
	"acct": "account", "accts": "account", "accounts": "account", "acc": "account",
	"num": "no", "number": "no", "nr": "no", "numbers": "no",
	"mgmt": "management", "mgt": "management", "mngd": "managed",
	"mkt": "market", "val": "value", "amt": "amount", "bal": "balance", "tot": "total",
	"rel": "relationship", "relationships": "relationship", "cust": "customer", "clients": "client", "customers": "customer",
	"hh": "household", "households": "household", "householding": "household",
	"referals": "referrals", "referal": "referral", "refferals": "referrals", "refs": "referrals",
	"likability": "likeability", "likeable": "likeability", "likable": "likeability", "likeablity": "likeability", "likebility": "likeability",
	"comm": "commission", "comms": "commission", "commissions": "commission", "concessions": "concession",
	"ttm": "t12", "ltm": "t12", "t12m": "t12", "r12": "t12",
	"dt": "date", "identifier": "id", "ids": "id", "fname": "first name", "lname": "last name", "surname": "last name", "mi": "middle",
	"forename": "first name", "fullname": "full name", "firstname": "first name", "lastname": "last name", "clientname": "client name",
	"clientid": "client id", "ytd": "ytd", "qtd": "qtd", "mtd": "mtd", "taxid": "tax id", "hhid": "household id", "householdid": "household id",
	"accountno": "account no", "ssns": "ssn", "potentials": "potential", "mths": "months", "mos": "months", "clientsince": "client since",
	"avg": "average", "est": "estimated", "prod": "production", "curr": "current", "svc": "service", "assests": "assets", "asset": "assets",
}

// headingOf normalises a heading.
func headingOf(original string) heading {
	h := heading{times: 1}
	text := strings.TrimPrefix(strings.TrimSpace(original), "\ufeff")
	// Salesforce names: a namespace before, a kind behind.
	if low := strings.ToLower(text); strings.HasSuffix(low, "__c") || strings.HasSuffix(low, "__pc") {
		text = text[:strings.LastIndex(text, "__")]
		if i := strings.Index(text, "__"); i > 0 {
			text = text[i+2:]
		}
	}
	h.count = strings.HasPrefix(text, "#")
	inside := false
	word := []rune{}
	end := func() {
		if len(word) == 0 {
			return
		}
		w := string(word)
		word = word[:0]
		into := &h.words
		if inside {
			into = &h.aside
		}
		if same, ok := spellings[w]; ok {
			w = same
		}
		for one := range strings.SplitSeq(w, " ") {
			*into = append(*into, one)
		}
	}
	runes := []rune(text)
	for i, r := range runes {
		switch {
		case r >= 'A' && r <= 'Z':
			// A new word begins where a capital follows a small letter, or begins the
			// last word of a run of capitals: clientSince, AUMTotal.
			if i > 0 && (isLower(runes[i-1]) || isUpper(runes[i-1]) && i+1 < len(runes) && isLower(runes[i+1]) && len(word) > 1) {
				end()
			}
			word = append(word, r+'a'-'A')
		case r >= 'a' && r <= 'z', r > 0x7F && r != '€' && r != '£' && r != '¥' && r != '₹' && r != '’' && r != 0xA0 && r != '–' && r != '—':
			word = append(word, r)
		case r >= '0' && r <= '9':
			word = append(word, r)
		case r == '\'' || r == '’' || r == '.' && i+1 < len(runes) && isLower(runes[i+1]|0x20) && len(word) == 1:
			// client’s, G.D.C.
		case r == '(' || r == '[' || r == '{':
			end()
			inside = true
		case r == ')' || r == ']' || r == '}':
			end()
			inside = false
		case r == '#':
			end()
			word = append(word, 'n', 'o')
			end()
		case r == '%':
			end()
			h.percent = true
		default:
			if code, size := currencyAt([]byte(string(runes[i:min(i+3, len(runes))]))); size > 0 && !isLower(r|0x20) && h.code == "" {
				h.code = code
			}
			end()
		}
	}
	end()
	h.words = joinT12(h.words)
	h.aside = joinT12(h.aside)
	h.text = strings.Join(h.words, " ")
	for _, w := range append(h.aside, h.words...) {
		if code, size := currencyAt([]byte(w)); size == 3 && size == len(w) && h.code == "" && w != "all" {
			h.code = code
		}
	}
	h.times = timesOf(original, h)
	if len(h.words) == 0 && len(h.aside) > 0 {
		h.words, h.text = h.aside, strings.Join(h.aside, " ")
	}
	return h
}

func isLower(r rune) bool { return r >= 'a' && r <= 'z' }
func isUpper(r rune) bool { return r >= 'A' && r <= 'Z' }

// joinT12 makes one word of the ways to write “trailing twelve months”.
func joinT12(words []string) []string {
	for i := 0; i < len(words); i++ {
		next, third := "", ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		if i+2 < len(words) {
			third = words[i+2]
		}
		n := 0
		switch w := words[i]; {
		case (w == "t" || w == "trailing" || w == "rolling" || w == "last" || w == "past") && (next == "12" || next == "twelve"):
			n = 2
			if third == "months" || third == "month" || third == "mo" || third == "m" {
				n = 3
			}
		case w == "12" && (next == "months" || next == "month" || next == "mo"), w == "trailing" && next == "year", w == "last" && next == "year" && false:
			n = 2
		case w == "12m" || w == "12mo" || w == "12month" || w == "12months" || w == "trailing12":
			n = 1
		}
		if n > 0 {
			words = append(append(words[:i:i], "t12"), words[i+n:]...)
		}
	}
	// “trailing T12”, “T12 T12”
	for i := 0; i+1 < len(words); i++ {
		if words[i+1] == "t12" && (words[i] == "trailing" || words[i] == "t12") {
			words = append(words[:i:i], words[i+1:]...)
			i--
		}
	}
	return words
}

// timesOf reads “(000s)”, “in thousands”, “$M” off a heading.
func timesOf(original string, h heading) int64 {
	for _, list := range [][]string{h.aside, h.words} {
		for i, w := range list {
			switch w {
			case "000", "000s", "thousands", "1000s":
				return 1000
			case "millions", "mm", "mil", "mln", "mio":
				return 1_000_000
			case "k", "tsd":
				if len(list) <= 2 || i == len(list)-1 {
					return 1000
				}
			case "m":
				if h.code != "" || i == len(list)-1 && len(list) > 1 && list[i-1] == "usd" {
					return 1_000_000
				}
			}
		}
	}
	if strings.Contains(original, "$000") || strings.Contains(original, "'000") || strings.Contains(original, ",000") {
		return 1000
	}
	return 1
}

// has reports whether the heading has the word.
func (h *heading) has(words ...string) bool {
	for _, w := range h.words {
		for _, one := range words {
			if w == one {
				return true
			}
		}
	}
	return false
}

// hasAnywhere looks in parentheses too.
func (h *heading) hasAnywhere(words ...string) bool {
	if h.has(words...) {
		return true
	}
	for _, w := range h.aside {
		for _, one := range words {
			if w == one {
				return true
			}
		}
	}
	return false
}

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

// names are the headings known for each field, the surest first: among several
// columns for one field the one named earlier here is taken.
var names = map[Field][]string{
	ID: {"id", "client id", "client no", "contact id", "customer id", "customer no", "client code", "client key", "client ref", "client reference",
		"contact no", "crm id", "record id", "person id", "member id", "external id", "unique id", "salesforce id", "investor id", "party id", "entity id", "profile id", "wealthbox id", "redtail id", "case safe id", "18 digit id"},
	Name: {"name", "client name", "full name", "client full name", "contact name", "customer name", "client account name", "display name", "report name", "short name",
		"client", "clients", "contact", "customer", "contact full name", "primary contact", "primary client", "primary name", "primary owner", "investor", "investor name", "member name", "person name", "names", "account name", "account owner", "owner name", "file as", "person", "member", "prospect name", "kunde", "kundenname", "nom", "nombre"},
	FirstName:  {"first name", "first", "given name", "preferred name", "vorname", "prénom"},
	MiddleName: {"middle name", "middle", "middle initial", "second name"},
	LastName:   {"last name", "last", "nachname", "family name"},
	Household: {"household id", "household no", "household key", "household", "household name", "house hold", "house hold name", "household account", "family id", "group id", "family", "family group", "client group", "household group", "relationship id", "relationship name",
		"relationship", "group name", "family household", "primary household", "household account name", "account"},
	AUM: {"aum", "total aum", "assets under management", "total assets under management", "client aum", "household aum", "current aum", "aum total", "aum amount", "managed assets", "assets managed",
		"total managed assets", "fum", "fua", "aua", "funds under management", "assets under advisement", "total assets", "assets", "total assets managed", "managed value", "aum primary owner", "total aum primary owner", "portfolio value", "total portfolio value", "total value", "market value", "total market value", "current value", "account value", "investable assets", "invested assets", "investments", "balance", "total balance", "ending value", "ending balance", "value", "aum joint owner", "total aum joint owner"},
	GDC: {"gdc", "t12 gdc", "gdc t12", "annual gdc", "total gdc", "gross dealer concession", "t12 gross dealer concession", "gross dealer concession t12", "annual gross dealer concession", "dealer concession",
		"t12 revenue", "revenue t12", "annual revenue", "t12", "t12 production", "production t12", "gross production", "annual production", "gross revenue", "total revenue", "revenue", "client revenue", "household revenue", "production", "gross commission", "total commission", "annual commission",
		"t12 commission", "commission", "annual fees", "total fees", "advisory fees", "t12 fees", "fees", "fee revenue", "fees and commission", "production credits", "gross production credits", "gross fees", "recurring revenue", "revenue amount",
		"net commission", "net revenue", "payout", "net payout", "net production", "fee", "annual fee", "income from client", "amount", "payment", "payment amount"},
	Since: {"client since", "since", "relationship start date", "relationship start", "start of relationship", "client start date", "client start", "customer since", "relationship since", "member since", "client from", "date became client", "became client", "became client on", "client date", "client as of", "onboarding date", "onboarded", "onboard date", "date onboarded", "relationship date", "relationship began", "relationship inception", "relationship inception date", "client inception date", "client inception", "date of engagement", "engagement date", "joined", "join date", "date joined",
		"start date", "inception date", "date opened", "open date", "opened", "account open date", "account start date", "account opened", "inception", "acquired", "date acquired", "first contract", "kunde seit",
		"years as client", "years client", "client years", "years as a client", "years with us", "years with firm", "years with advisor", "tenure", "client tenure", "relationship years", "years of relationship", "length of relationship", "relationship length", "years in relationship", "time with client", "years", "seit"},
	Potential:   {"potential", "future potential", "potential rating", "potential score", "future potential rating", "future potential score", "growth potential", "client potential", "growth", "opportunity", "opportunity rating", "opportunity score", "upside", "upside potential", "future opportunity", "future value rating"},
	Likeability: {"likeability", "likeability rating", "likeability score", "likeability factor", "client likeability", "like", "likes", "enjoyment", "enjoy", "enjoy working with", "enjoyment rating", "rapport", "rapport rating", "chemistry", "fit", "fit score", "personal fit", "affinity", "pleasant", "pleasantness", "easy to work with", "ease of working with", "attitude", "personality"},
	Referrals:   {"referrals", "no referrals", "referral count", "referrals count", "referrals given", "no of referrals", "no referrals given", "referrals made", "referrals provided", "referrals received", "total referrals", "referral no", "referrals no", "referral rating", "referral score", "referrals rating", "referrals score", "referral potential", "referral", "referrals t12", "annual referrals", "referrals per year", "introductions", "no introductions", "introductions made", "referred clients", "clients referred", "no clients referred", "client referrals", "people referred", "refers", "referral ability", "referability", "ability to refer", "willingness to refer"},
	Hours:       {"hours", "annual hours", "service hours", "annual service hours", "hours year", "hours per year", "hours a year", "service hours year", "service hours per year", "total hours", "hours annual", "hours spent", "client hours", "hours t12", "t12 hours", "advisor hours", "hours of service", "time spent", "service time", "annual service time", "annual time", "time year", "time per year", "time spent year", "time spent per year", "minutes", "annual minutes", "minutes year", "minutes per year", "service minutes", "annual service minutes", "minutes spent", "hours month", "hours per month", "monthly hours", "hours quarter", "hours per quarter", "hours week", "hours per week", "weekly hours", "quarterly hours", "monthly minutes", "minutes month", "minutes per month", "time", "servicing hours", "servicing time", "stunden"},
	PaymentDate: {"payment date", "revenue date", "commission date", "paid date", "date paid", "pay date", "trade date", "transaction date", "posting date", "posted date", "settlement date", "fee date", "date of payment", "date received", "received date"},
}

// others are headings that are known to be something else, so that nobody takes
// them for a field by likeness.
var others = map[role][]string{
	roleEmail:    {"email", "e mail", "email address", "e mail address", "primary email", "home email", "work email", "personal email"},
	rolePhone:    {"phone", "home phone", "mobile", "mobile phone", "cell", "cell phone", "telephone", "phone no", "primary phone", "work phone"},
	roleAddress:  {"address", "street", "address 1", "address line 1", "street address", "mailing address", "mailing street", "home address", "street 1", "mailing address 1", "home street", "adresse"},
	roleCurrency: {"currency", "ccy", "currency code", "account currency", "currency iso code"},
	roleOther: {"date of birth", "dob", "birthday", "birthdate", "birth date", "age", "city", "town", "state", "zip", "zip code", "postal code", "postcode", "country", "occupation", "job title", "profession", "employer", "company", "title", "salutation", "suffix", "prefix", "gender", "sex",
		"notes", "note", "comments", "comment", "description", "remarks", "interests", "hobbies", "tags", "labels", "categories", "category", "status", "type", "client type", "contact type", "account type", "registration", "registration type", "reg type", "tier", "client tier", "service tier", "classification", "segment", "client segment", "class", "grade", "rating", "risk", "risk tolerance", "risk profile",
		"advisor", "servicing advisor", "writing advisor", "assigned to", "representative", "representative name", "representative no", "rep", "rep id", "rep code", "fa", "owner", "custodian", "sponsor", "sponsor company", "platform", "fund family", "source", "lead source", "referral source", "referred by", "source detail", "marital status", "spouse", "spouse name", "spouse first name", "spouse last name", "children", "net worth", "estimated net worth", "liquid net worth", "liq net worth", "est net worth", "income", "annual income", "household income", "tax bracket", "held away", "assets held away", "outside assets", "external assets", "last review", "next review", "last meeting", "last contact", "last interaction", "review frequency", "meetings year", "meetings per year", "meetings", "calls", "household title", "household role", "role", "person type", "products", "account count", "no accounts", "no of accounts", "lifetime value", "date", "created", "created date", "modified", "last modified", "last modified date", "close date", "anniversary", "wedding anniversary", "retirement date", "objective", "investment objective", "model", "office", "branch", "region", "team", "language", "website", "active", "transaction type", "product", "product type", "year", "month", "quarter", "day"},
}

// known is names and others turned round, made once.
var known = func() map[string][]meaning {
	m := map[string][]meaning{}
	for field, list := range names {
		for i, text := range list {
			// Early names weigh more; the shortest lists do not outweigh longer ones.
			m[text] = append(m[text], meaning{field: field, weight: 1000 - i, sure: Certain, why: ByHeading})
		}
	}
	for r, list := range others {
		for _, text := range list {
			m[text] = append(m[text], meaning{role: r, weight: 500, sure: Certain, why: ByHeading})
		}
	}
	return m
}()

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

// fillers say nothing about which field a column is.
var fillers = map[string]bool{
	"client": true, "clients": true, "customer": true, "contact": true, "current": true, "the": true, "of": true, "a": true, "per": true, "in": true, "for": true, "my": true, "our": true, "is": true,
	"usd": true, "eur": true, "gbp": true, "chf": true, "cad": true, "aud": true, "dollars": true, "euro": true, "000": true, "000s": true, "thousands": true, "millions": true, "mm": true, "mil": true, "k": true,
	"rating": true, "score": true, "as": true, "scale": true, "1": true, "10": true, "5": true, "100": true, "to": true, "amount": true, "total": true, "new": true, "please": true, "crm": true, "field": true, "s": true, "estimated": true, "average": true,
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

// spoilers turn a heading that has a field's word into something else.
var spoilers = []string{"tier", "date", "type", "source", "by", "prior", "previous", "change", "growth", "goal", "target", "percent", "rate", "held", "outside", "external", "away", "name", "email", "rank", "notes", "note", "schedule", "status", "class", "category", "segment", "band", "range", "bracket", "office", "business", "opening", "code", "reason", "fund", "last", "manager", "advisor", "rep", "projected", "expected", "forecast", "lost", "pending"}

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

// period is the time the heading says its amounts cover; 0 where it is silent.
func (h *heading) period() Period {
	switch {
	case h.hasAnywhere("t12", "annual", "year", "annum", "12"):
		if h.hasAnywhere("date") && h.hasAnywhere("to") {
			return YearToDate
		}
		return Year
	case h.hasAnywhere("ytd"):
		return YearToDate
	case h.hasAnywhere("quarter", "quarterly", "qtd", "q1", "q2", "q3", "q4", "qtr"):
		return Quarter
	case h.hasAnywhere("month", "monthly", "mtd"):
		return Month
	case h.hasAnywhere("week", "weekly"):
		return Week
	}
	return 0
}

// basis says whether the heading's revenue is before or after payout; 0 where it
// is silent.
func (h *heading) basis() Basis {
	switch {
	case h.hasAnywhere("net", "payout", "paid") && !h.hasAnywhere("before"), h.hasAnywhere("after") && h.hasAnywhere("payout", "split"):
		return Net
	case h.hasAnywhere("gross", "gdc", "before"):
		return Gross
	}
	return 0
}

// unit is the unit of time the heading names.
func (h *heading) unit() Unit {
	switch {
	case h.hasAnywhere("minutes"):
		return InMinutes
	case h.hasAnywhere("hours", "h", "stunden"):
		return InHours
	case h.hasAnywhere("days"):
		return InDays
	}
	return 0
}
