package words

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tierbook/app/host"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/score"
)

// setting is what the page calls a setting that was refused.
type setting struct {
	key  string // as the engine tells it, with * for a factor, a pool, a tier or a place in a list
	name string // with %s for each * that is needed to know which
	unit func(v int64) string
	may  string // what would do, to be said after a colon
}

// settings are all settings that can be refused. The first that fits counts.
var settings = []setting{
	{"as_of", "the date to which the list is true", nil, "it is a day such as June 30, 2026"},
	{"combine", "which rows are one client", nil, "it is none, id or household"},
	{"weights", "the weights", nil, "there is one for each factor"},
	{"weights.*", "the weight of %s", plain, "it goes from 0 to 100"},
	{"normalise", "how factors become points", nil, "there is one way for each factor"},
	{"normalise.*", "how %s becomes points", nil, "it is by rank, by distance or by bands of your own"},
	{"normalise.*.kind", "how %s becomes points", nil, "it is by rank, by distance or by bands of your own"},
	{"normalise.*.bands", "the bands of %s", nil, "there has to be at least one"},
	{"normalise.*.bands.*", "band %[2]s of %[1]s", nil, "it is where the band starts, and its points"},
	{"normalise.*.bands.*.0", "the start of band %[2]s of %[1]s", nil, "each band starts above the one before it"},
	{"normalise.*.bands.*.1", "the points of band %[2]s of %[1]s", points, "they go from 0 to 100"},
	{"time_reads", "what time means", nil, "it is relationship or service"},
	{"tiers", "where the tiers are cut", nil, "it is a method and its numbers"},
	{"tiers.names", "the names of the tiers", nil, "there are four"},
	{"tiers.names.*", "the name of tier %s", nil, "it is at least one character"},
	{"tiers.method", "how the tiers are cut", nil, "it is by shares, counts, scores, capacity or natural breaks"},
	{"tiers.shares", "the shares of the tiers", nil, "there are four whole percentages that come to 100"},
	{"tiers.shares.*", "the share of tier %s", func(v int64) string { return host.PercentExact(book.BP(v * 100)) }, "it goes from 0% to 100%"},
	{"tiers.counts", "the places of the tiers", nil, "there is a number for each of the first three"},
	{"tiers.counts.*", "the places of tier %s", plain, "they are 0 or more"},
	{"tiers.minutes", "the hours of the tiers", nil, "there is a number for each of the first three"},
	{"tiers.minutes.*", "the hours of tier %s", hours, "they are 0 or more"},
	{"tiers.scores", "the lowest scores of the tiers", nil, "there is one for each of the first three, and no tier’s is above that of a better one"},
	{"tiers.scores.*", "the lowest score of tier %s", points, "it goes from 0 to 100"},
	{"service_model", "the service model", nil, "there is a list of services for each of the four tiers"},
	{"service_model.*", "the standard time of tier %s", hours, "it has to be more than 0 while the tiers are cut by the hours you have, and no more than Tierbook can count with"},
	{"service_model.*.*", "service %[2]s of tier %[1]s", nil, "it has a name, times a year and minutes"},
	{"service_model.*.*.name", "the name of service %[2]s of tier %[1]s", nil, "it is a text"},
	{"service_model.*.*.times", "how often a year service %[2]s of tier %[1]s is given", plain, "it goes from 0 to 1,000,000"},
	{"service_model.*.*.minutes", "the minutes of service %[2]s of tier %[1]s", plain, "they go from 0 to 1,000,000"},
	{"payout_bp", "the payout", percent, "it goes from 0% to 100%"},
	{cost.Wages.Key(), "the amount for %s", money, sensible},
	{cost.Overhead.Key(), "the amount for %s", money, sensible},
	{cost.OwnerPay.Key(), "the amount for %s", money, sensible},
	{"drivers", "what the costs are shared by", nil, "it is service time, clients, revenue or AUM for each"},
	{"drivers.*", "what %s is shared by", nil, "it is service time, clients, revenue or AUM"},
	{"capacity_minutes", "the hours a year for clients", hours, "they are 0 or more"},
	{"target_margin_bp", "the target margin", percent, "it goes from −100% to 99.99%"},
	{"locks", "the locks", nil, "each names a client and a tier"},
	{"locks.*", "the lock on %s", plain, "each client is locked once, in one of the tiers 1 to 4"},
}

const sensible = "it goes from 0 to 90 billion"

func plain(v int64) string   { return host.Count(v) }
func points(v int64) string  { return host.Points(book.Points(v)) }
func percent(v int64) string { return host.PercentExact(book.BP(v)) }
func hours(v int64) string   { return host.Hours(book.Minutes(v)) }
func money(v int64) string   { return host.Money(book.Cents(v), "", host.Whole) }

// mostTold is how many of the settings that were refused are told: a reader
// who mends three things looks again.
const mostTold = 3

// Refusal says which settings can't be used and what would do. It takes them
// as a refused fault tells them: key, value and what is allowed, one after
// another.
func Refusal(args []string) string {
	var told []string
	for ; len(args) >= 3; args = args[3:] {
		if len(told) == mostTold {
			more := len(args) / 3
			told = append(told, fmt.Sprintf("%d more %s can’t be used either.", more, Plural(more, "setting", "settings")))
			break
		}
		told = append(told, refused(args[0], args[1], args[2]))
	}
	return strings.Join(told, " ")
}

func refused(key, value, allowed string) string {
	if key == "" {
		return "This is not a settings file: " + value + "."
	}
	s, name, ok := find(key)
	switch {
	case !ok:
		return fmt.Sprintf("“%s” is not a setting that Tierbook knows. In its place there may be: %s.", key, allowed)
	case allowed == "each key once":
		return fmt.Sprintf("%s stands in the file twice.", Sentence(name))
	case value == "":
		return fmt.Sprintf("Please give %s: %s.", name, s.may)
	case key == "tiers.shares" && strings.HasPrefix(value, "["):
		return fmt.Sprintf("The shares of the tiers come to %d%%: they have to come to 100%%.", sum(value))
	}
	number, err := strconv.ParseInt(value, 10, 64)
	switch {
	case s.unit == nil:
		return fmt.Sprintf("%s can’t be %s: %s.", Sentence(name), shown(key, value), s.may)
	case err != nil:
		return fmt.Sprintf("%s can’t be %s: a settings file has %s there.", Sentence(name), value, allowed)
	}
	return fmt.Sprintf("%s can’t be %s: %s.", Sentence(name), s.unit(number), s.may)
}

// find is the setting of a key, and its name with all that tells which it is.
func find(key string) (setting, string, bool) {
	path := split(key)
	for _, s := range settings {
		wild, ok := fits(s.key, path)
		if !ok {
			continue
		}
		if len(wild) == 0 {
			wild = path // a pool is all of its key
		}
		names := make([]any, len(wild))
		for i, w := range wild {
			names[i] = called(w)
		}
		if !strings.Contains(s.name, "%") {
			return s, s.name, true
		}
		return s, fmt.Sprintf(s.name, names...), true
	}
	return setting{}, "", false
}

// split is the parts of a key: those of normalise.aum.bands[1][0] are
// normalise, aum, bands, 1 and 0. A client's id stays whole.
func split(key string) []string {
	if id, ok := strings.CutPrefix(key, "locks."); ok {
		return []string{"locks", strings.TrimSuffix(id, ".tier")}
	}
	return strings.FieldsFunc(key, func(r rune) bool { return r == '.' || r == '[' || r == ']' })
}

// fits reports whether a path is of the pattern, and which parts stand where
// the pattern has a *.
func fits(pattern string, path []string) (wild []string, ok bool) {
	parts := strings.Split(pattern, ".")
	if len(parts) != len(path) {
		return nil, false
	}
	for i, p := range parts {
		switch {
		case p == path[i]:
		case p == "*":
			wild = append(wild, path[i])
		default:
			return nil, false
		}
	}
	return wild, true
}

// called is what the page calls a factor, a pool, or a place in a list, which
// people count from 1.
func called(part string) string {
	if f, ok := score.ParseFactor(part); ok {
		return midSentence(Factor(f))
	}
	if p, ok := cost.ParsePool(part); ok {
		return midSentence(Pool(p))
	}
	if n, err := strconv.Atoi(part); err == nil {
		return strconv.Itoa(n + 1)
	}
	return part
}

// shown is a value in the words of the page where it has such.
func shown(key, value string) string {
	if day, err := book.ParseDay(value); err == nil && key == "as_of" {
		return host.Day(day, host.Long)
	}
	return value
}

// sum adds up numbers written as a list.
func sum(list string) (all int) {
	for _, text := range strings.FieldsFunc(list, func(r rune) bool { return !unicode.IsDigit(r) && r != '-' }) {
		n, _ := strconv.Atoi(text)
		all += n
	}
	return all
}

// Sentence is a text with a capital at its start.
func Sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// midSentence is a name as it stands within a sentence: abbreviations keep
// their capitals.
func midSentence(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	if next, _ := utf8.DecodeRuneInString(name[size:]); unicode.IsUpper(next) {
		return name
	}
	return string(unicode.ToLower(first)) + name[size:]
}
