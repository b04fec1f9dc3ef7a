package field

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
	"w": "with", "avg": "average", "est": "estimated", "prod": "production", "curr": "current", "svc": "service", "assests": "assets", "asset": "assets",
}

// names are the headings known for each field, the surest first: among several
// columns for one field the one named earlier here is taken.
var names = map[Field][]string{
	ID: {"id", "client id", "client no", "contact id", "customer id", "customer no", "client code", "client key", "client ref", "client reference",
		"contact no", "crm id", "record id", "person id", "member id", "external id", "unique id", "salesforce id", "investor id", "party id", "entity id", "profile id", "wealthbox id", "redtail id", "case safe id", "18 digit id"},
	Name: {"name", "client name", "full name", "client full name", "contact name", "customer name", "client account name", "display name", "report name", "short name",
		"client", "clients", "contact", "customer", "contact full name", "primary contact", "primary client", "primary name", "primary owner", "investor", "investor name", "member name", "person name", "names", "account name", "account holder", "holder", "account owner", "owner name", "file as", "person", "member", "prospect name", "kunde", "kundenname", "nom", "nombre"},
	FirstName:  {"first name", "first", "given name", "preferred name", "vorname", "prénom"},
	MiddleName: {"middle name", "middle", "middle initial", "second name"},
	LastName:   {"last name", "last", "nachname", "family name"},
	Household: {"household id", "household no", "household key", "household", "household name", "house hold", "house hold name", "household account", "family id", "group id", "family", "family group", "client group", "household group", "relationship id", "relationship name",
		"relationship", "group name", "family household", "primary household", "household account name", "account"},
	AUM: {"aum", "total aum", "assets under management", "total assets under management", "client aum", "household aum", "current aum", "aum total", "aum amount", "managed assets", "assets managed",
		"total managed assets", "fum", "fua", "aua", "funds under management", "assets under advisement", "total assets", "assets", "total assets managed", "managed value", "aum primary owner", "total aum primary owner", "portfolio value", "total portfolio value", "total value", "market value", "total market value", "current value", "account value", "investable assets", "invested assets", "investments", "balance", "total balance", "ending value", "ending balance", "value", "aum joint owner", "total aum joint owner", "vermögen", "depotvolumen", "depotwert"},
	GDC: {"gdc", "t12 gdc", "gdc t12", "annual gdc", "total gdc", "gross dealer concession", "t12 gross dealer concession", "gross dealer concession t12", "annual gross dealer concession", "dealer concession",
		"t12 revenue", "revenue t12", "annual revenue", "t12", "t12 production", "production t12", "gross production", "annual production", "gross revenue", "total revenue", "revenue", "client revenue", "household revenue", "production", "gross commission", "total commission", "annual commission",
		"t12 commission", "commission", "annual fees", "total fees", "advisory fees", "t12 fees", "fees", "fee revenue", "fees and commission", "production credits", "gross production credits", "gross fees", "recurring revenue", "revenue amount",
		"net commission", "net revenue", "payout", "net payout", "net production", "fee", "annual fee", "income from client", "amount", "payment", "payment amount", "ertrag", "ertrag annual", "erträge", "umsatz", "provision", "provisionen"},
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
var others = map[Role][]string{
	RoleEmail:    {"email", "e mail", "email address", "e mail address", "primary email", "home email", "work email", "personal email"},
	RolePhone:    {"phone", "home phone", "mobile", "mobile phone", "cell", "cell phone", "telephone", "phone no", "primary phone", "work phone"},
	RoleAddress:  {"address", "street", "address 1", "address line 1", "street address", "mailing address", "mailing street", "home address", "street 1", "mailing address 1", "home street", "adresse"},
	RoleCurrency: {"currency", "ccy", "currency code", "account currency", "currency iso code"},
	roleOther: {"date of birth", "dob", "birthday", "birthdate", "birth date", "age", "city", "town", "state", "zip", "zip code", "postal code", "postcode", "country", "occupation", "job title", "profession", "employer", "company", "title", "salutation", "suffix", "prefix", "gender", "sex",
		"notes", "note", "comments", "comment", "description", "remarks", "interests", "hobbies", "tags", "labels", "categories", "category", "status", "type", "client type", "contact type", "account type", "registration", "registration type", "reg type", "tier", "client tier", "service tier", "classification", "segment", "client segment", "class", "grade", "rating", "risk", "risk tolerance", "risk profile",
		"advisor", "servicing advisor", "writing advisor", "assigned to", "representative", "representative name", "representative no", "rep", "rep id", "rep code", "fa", "owner", "custodian", "sponsor", "sponsor company", "platform", "fund family", "source", "lead source", "referral source", "referred by", "source detail", "marital status", "spouse", "spouse name", "spouse first name", "spouse last name", "children", "net worth", "estimated net worth", "liquid net worth", "liq net worth", "est net worth", "income", "annual income", "household income", "tax bracket", "held away", "assets held away", "outside assets", "external assets", "last review", "next review", "last meeting", "last contact", "last interaction", "review frequency", "meetings year", "meetings per year", "meetings", "calls", "household title", "household role", "role", "person type", "products", "account count", "no accounts", "no of accounts", "lifetime value", "date", "created", "created date", "modified", "last modified", "last modified date", "close date", "anniversary", "wedding anniversary", "retirement date", "objective", "investment objective", "model", "office", "branch", "region", "team", "language", "website", "active", "transaction type", "product", "product type", "year", "month", "quarter", "day"},
}

// known is names and others turned round, made once.
var known = func() map[string][]Meaning {
	m := map[string][]Meaning{}
	for field, list := range names {
		for i, text := range list {
			// Early names weigh more; the shortest lists do not outweigh longer ones.
			m[text] = append(m[text], Meaning{Field: field, Weight: 1000 - i, Sure: Certain, Why: ByHeading})
		}
	}
	for r, list := range others {
		for _, text := range list {
			m[text] = append(m[text], Meaning{Role: r, Weight: 500, Sure: Certain, Why: ByHeading})
		}
	}
	return m
}()

// fillers say nothing about which field a column is.
var fillers = map[string]bool{
	"client": true, "clients": true, "customer": true, "contact": true, "current": true, "the": true, "of": true, "a": true, "per": true, "in": true, "for": true, "my": true, "our": true, "is": true,
	"usd": true, "eur": true, "gbp": true, "chf": true, "cad": true, "aud": true, "dollars": true, "euro": true, "000": true, "000s": true, "thousands": true, "millions": true, "mm": true, "mil": true, "k": true,
	"rating": true, "score": true, "as": true, "scale": true, "1": true, "10": true, "5": true, "100": true, "to": true, "amount": true, "total": true, "new": true, "please": true, "crm": true, "field": true, "s": true, "estimated": true, "average": true, "ytd": true, "qtd": true, "mtd": true,
}

// spoilers turn a heading that has a field's word into something else.
var spoilers = []string{"tier", "date", "type", "source", "by", "prior", "previous", "change", "growth", "goal", "target", "percent", "rate", "held", "outside", "external", "away", "name", "email", "rank", "notes", "note", "schedule", "status", "class", "category", "segment", "band", "range", "bracket", "office", "business", "opening", "code", "reason", "fund", "last", "manager", "advisor", "rep", "projected", "expected", "forecast", "lost", "pending"}
