package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strconv"

	"tierbook/engine/book"
)

// sample prints a book of made-up clients as CSV, the same for the same flags
// on every machine: web/sample.csv is its output without flags. Nobody in it
// exists.
func sample(_ context.Context, args []string, stdout, _ io.Writer) error {
	flags := flag.NewFlagSet("sample", flag.ContinueOnError)
	clients := flags.String("clients", "300", "how many `clients`, 1 to 10000000")
	seed := flags.String("seed", "56", "another `seed`, a whole number, makes another book")
	asOf := flags.String("as-of", "2026-06-30", "the `date` of the export, from 1950-01-01 to 2199-12-31")
	if err := parse(flags, args, stdout); err != nil {
		return err
	}
	var wrong []error
	n, err := strconv.Atoi(*clients)
	if err != nil || n < 1 || n > 10_000_000 {
		wrong = append(wrong, fmt.Errorf("--clients %s; allowed: 1 to 10000000", *clients))
	}
	from, err := strconv.ParseUint(*seed, 10, 64)
	if err != nil {
		wrong = append(wrong, fmt.Errorf("--seed %s; allowed: a whole number, not below 0", *seed))
	}
	day, err := book.ParseDay(*asOf)
	if err != nil || *asOf < "1950" || *asOf >= "2200" {
		wrong = append(wrong, fmt.Errorf("--as-of %s; allowed: a date like 2026-06-30, from 1950 to 2199", *asOf))
	}
	if wrong != nil {
		return usageError{errors.Join(wrong...)}
	}
	out := bufio.NewWriterSize(stdout, 1<<18)
	writeSample(out, n, from, day)
	return out.Flush()
}

const sampleHeader = "Client ID,Household,Client Name,AUM,GDC,Client Since,Date of Birth,Occupation,Interests,City,Future Potential,Likeability,Referrals,Hours\n"

// dice is splitmix64: its stream never changes with a Go release, as that of
// math/rand may.
type dice uint64

func (d *dice) next() uint64 {
	*d += 0x9e3779b97f4a7c15
	z := uint64(*d)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below is evenly one of 0…n−1.
func (d *dice) below(n int) int { return int(d.next() >> 33 % uint64(n)) }

// in reports true in so many of a thousand cases.
func (d *dice) in(thousand int) bool { return d.below(1000) < thousand }

// hump is 0…n, most often near the middle.
func (d *dice) hump(n int) int { return (d.below(n+1) + d.below(n+1) + d.below(n+1)) / 3 }

func pick[T any](d *dice, list []T) T { return list[d.below(len(list))] }

// A curve gives the value at evenly spaced shares of the clients, the poorest
// first: all arithmetic is in whole numbers, so every machine agrees.
type curve []int

// at is the value at share of 1<<16.
func (c curve) at(share int) int {
	place := share * (len(c) - 1)
	i, rest := place>>16, place&0xffff
	if i >= len(c)-1 {
		return c[len(c)-1]
	}
	return c[i] + int(int64(c[i+1]-c[i])*int64(rest)>>16)
}

var (
	// Dollars under management: the poorer half of the clients hold about an eighth of it.
	wealth = curve{9_000, 30_000, 52_000, 78_000, 108_000, 142_000, 179_000, 220_000, 264_000, 313_000, 346_000, 395_000, 457_000,
		532_000, 624_000, 741_000, 895_000, 1_130_000, 1_450_000, 2_150_000, 5_600_000}
	// Basis points of that a year in concessions.
	yield = curve{98, 86, 78, 72, 67, 62, 57, 51, 43}
	// Minutes of service a year: the small accounts take almost as many as the large.
	service = curve{90, 140, 200, 260, 330, 410, 490, 580, 690, 870, 1_260}
)

type family struct {
	surname, label, city string
	size                 int
	share                int // of 1<<16: where in the wealth curve the head stands
	birth                book.Day
}

func writeSample(out *bufio.Writer, clients int, seed uint64, asOf book.Day) {
	d := dice(seed)
	out.WriteString(sampleHeader)
	var f family
	member := 0
	line := make([]byte, 0, 256)
	for i := range clients {
		if member == f.size {
			f, member = newFamily(&d, asOf), 0
		}
		line = appendClient(line[:0], &d, &f, member, i, asOf)
		out.Write(line)
		member++
	}
}

func newFamily(d *dice, asOf book.Day) family {
	f := family{surname: pick(d, surnames), city: pick(d, cities), size: 1, share: d.below(1 << 16)}
	switch n := d.below(100); {
	case n < 9:
		f.size = 3
	case n < 36:
		f.size = 2
	}
	f.birth = asOf - book.Day(365*(34+d.hump(52))+d.below(365))
	return f
}

// appendClient writes one row. Every three hundredth client repeats the
// oddities that exports have, so that a book of 300 has each of them once.
func appendClient(line []byte, d *dice, f *family, member, i int, asOf book.Day) []byte {
	name := pick(d, forenames) + " " + f.surname
	share, birth := f.share, f.birth
	switch {
	case member == 1: // a spouse of about the same age
		share = share * (500 + d.below(450)) / 1000
		birth += book.Day(d.below(3000) - 1500)
	case member == 2: // a grown child, or a parent
		share = share * (120 + d.below(400)) / 1000
		if generation := book.Day(365 * (24 + d.below(12))); birth+generation < asOf-19*365 {
			birth += generation
		} else {
			birth -= generation
		}
	}
	if member == 0 {
		f.label = ""
		if f.size > 1 {
			f.label = name + " Household"
		}
	}
	age := int(asOf-birth) / 365

	aum := int64(wealth.at(share))*100 + int64(d.below(100_000))
	rate := int64(yield.at(share)) * int64(450+d.hump(1100)) // thousandths of a basis point
	gdc := aum * rate / 10_000_000
	since := asOf - book.Day(40+d.below(2*365+d.below(26*365)))
	if grown := birth + 18*365; since < grown {
		since = grown
	}
	minutes := service.at(share) * (450 + d.hump(1100)) / 1000 / 3 * 3
	potential := 1 + d.hump(9)
	if age < 55 && d.in(500) {
		potential = min(10, potential+2)
	}
	likeability := 2 + d.hump(9)
	likeability = min(10, likeability)
	referrals := 0
	for referrals < 9 && d.in(380) {
		referrals++
	}
	job := pick(d, occupations)
	if age > 66 && d.in(850) {
		job = "Retired"
	}

	sinceCell, gdcCell := since.String(), cents(gdc)
	hoursCell := hundredths(int64(minutes) * 100 / 60)
	potentialCell, likeabilityCell := optional(d, potential), optional(d, likeability)
	referralsCell := strconv.Itoa(referrals)
	if d.in(90) {
		hoursCell = ""
	}
	switch i % 300 {
	case 23: // a large account that paid nothing
		aum, gdcCell = 331_240_077, "0.00"
	case 58:
		sinceCell = ""
	case 71:
		likeabilityCell = "n/a"
	case 96: // a chargeback
		gdcCell = "-412.50"
	case 133: // a note where a number belongs
		gdcCell = "call Bob"
	case 164:
		birth, sinceCell = book.Date(1934, 3, 9), "1968-11-04"
		job = "Retired"
	case 201:
		referralsCell = ""
	case 219:
		hoursCell = "0"
	case 247:
		job = `"Owner, ""Blue Heron"" Café"`
	}

	line = append(line, 'C')
	line = strconv.AppendInt(line, int64(1001+i), 10)
	for _, cell := range [...]string{f.label, name, cents(aum), gdcCell, sinceCell, birth.String(), job, hobbies(d), f.city,
		potentialCell, likeabilityCell, referralsCell, hoursCell} {
		line = append(line, ',')
		line = append(line, cell...)
	}
	return append(line, '\n')
}

// optional leaves a few ratings blank.
func optional(d *dice, rating int) string {
	if d.in(30) {
		return ""
	}
	return strconv.Itoa(rating)
}

func hobbies(d *dice) string {
	text := pick(d, interests)
	if d.in(450) {
		if more := pick(d, interests); more != text {
			text += "; " + more
		}
	}
	return text
}

// cents writes an amount with two decimals.
func cents(v int64) string {
	text := make([]byte, 0, 16)
	text = strconv.AppendInt(text, v/100, 10)
	return string(append(text, '.', byte('0'+v/10%10), byte('0'+v%10)))
}

// hundredths writes a number with as many decimals as it has.
func hundredths(v int64) string {
	switch {
	case v%100 == 0:
		return strconv.FormatInt(v/100, 10)
	case v%10 == 0:
		return strconv.FormatInt(v/100, 10) + "." + strconv.FormatInt(v/10%10, 10)
	}
	return cents(v)
}

var (
	forenames = []string{"Ada", "Aiko", "Amir", "Ana", "Anton", "Beatriz", "Ben", "Bruno", "Carla", "Cedric", "Chloé", "Clara", "Dana",
		"Dario", "Deepa", "Diego", "Edith", "Eli", "Elena", "Emil", "Esther", "Farah", "Felix", "Finn", "Gita", "Grace", "Hana", "Hugo",
		"Ida", "Imani", "Iris", "Ivan", "Jack", "Jana", "Joan", "Jonas", "Kai", "Karim", "Kate", "Lars", "Leila", "Leo", "Lin", "Lucía",
		"Malik", "Mara", "Mateo", "Maya", "Mei", "Milo", "Nadia", "Nils", "Noor", "Nora", "Olga", "Omar", "Oscar", "Paula", "Petra",
		"Priya", "Rafael", "Ravi", "Rosa", "Ruth", "Samir", "Sofia", "Sven", "Tara", "Theo", "Tomás", "Uma", "Vera", "Victor", "Wanda",
		"Will", "Xenia", "Yara", "Yusuf", "Zara", "Zoë"}
	surnames = []string{"Abara", "Adler", "Almeida", "Aoki", "Baker", "Banerjee", "Barros", "Becker", "Bell", "Berg", "Bianchi", "Brandt",
		"Carver", "Castillo", "Chandra", "Chen", "Clarke", "Costa", "Dahl", "Dalton", "Diaz", "Doyle", "Duarte", "Eklund", "Ellis",
		"Farouk", "Fischer", "Fontaine", "Foster", "Garza", "Grant", "Greco", "Haddad", "Hale", "Hansen", "Hayashi", "Holt", "Ibarra",
		"Iyer", "Jansen", "Kapoor", "Keller", "Khan", "Kim", "Kovac", "Lambert", "Larsen", "Lindgren", "López", "Lowe", "Marino", "Mendes",
		"Mensah", "Meyer", "Mori", "Moss", "Nakata", "Novak", "Nowak", "O'Dell", "Okafor", "Olsen", "Ortega", "Palmer", "Patel", "Pereira",
		"Petrov", "Quinn", "Ramos", "Rashid", "Reyes", "Ricci", "Romero", "Rossi", "Sato", "Silva", "Singh", "Stone", "Tanaka", "Thorne",
		"Torres", "Usman", "Vance", "Varga", "Vega", "Vogel", "Walsh", "Ward", "Weber", "Wells", "Wolfe", "Xu", "Yilmaz", "Young", "Zhang"}
	cities = []string{"Ashford", "Birch Hill", "Cedar Falls", "Dunmore", "Eastport", "Fairview", "Glen Arbor", "Harlow", "Kingsley",
		"Lakewood", "Maple Bay", "Northfield", "Oakdale", "Riverton"}
	occupations = []string{"Accountant", "Architect", "Attorney", "Builder", "Chef", "Consultant", "Dentist", "Designer", "Engineer",
		"Farmer", "Manager", "Musician", "Nurse", "Pharmacist", "Physician", "Pilot", "Professor", "Realtor", "Restaurateur", "Sales",
		"Shop owner", "Software", "Surgeon", "Teacher", "Veterinarian"}
	interests = []string{"Antiques", "Art", "Birding", "Books", "Chess", "Cooking", "Cycling", "Dogs", "Fishing", "Gardens", "Golf",
		"Hiking", "History", "Horses", "Jazz", "Opera", "Sailing", "Skiing", "Tennis", "Theater", "Travel", "Wine", "Yoga"}
)
