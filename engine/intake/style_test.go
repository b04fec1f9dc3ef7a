package intake

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"tierbook/engine/book"
	"tierbook/engine/intake/field"
)

// truth is one client of a made-up list, before anybody exported it.
type truth struct {
	id, name, household string
	aum, gdc            book.Cents
	since               book.Day
	potential, like     book.Milli
	referrals           book.Milli
	hours               book.Minutes // whole hundredths of an hour
}

const asOfTest = book.Day(20634) // 2026-06-30

// clients makes up a list.
func clients(r *rand.Rand, n int) []truth {
	first := []string{"Ana", "Zoë", "Jürgen", "Chloé", "Farid", "Wei", "Mary Ann", "Dev"}
	last := []string{"Müller", "O'Neill", "Smith", "Núñez", "van der Berg", "Li", "Vargas", "Total"}
	list := make([]truth, n)
	for i := range list {
		surname := last[r.IntN(len(last)-1)]
		c := truth{
			id: fmt.Sprintf("C%05d", i+1), name: first[r.IntN(len(first))] + " " + surname, household: fmt.Sprintf("%s Household %d", surname, i+1),
			aum: book.Cents(r.Int64N(300_000_000) + 100_000), gdc: book.Cents(r.Int64N(3_000_000) + 100),
			since: asOfTest - book.Day(r.Int64N(11000)+1), potential: book.Milli(r.Int64N(10)+1) * 1000, like: book.Milli(r.Int64N(10)+1) * 1000,
			referrals: book.Milli(r.Int64N(4)) * 1000, hours: book.Minutes(r.Int64N(2000)),
		}
		if r.IntN(30) == 0 {
			c.gdc = -c.gdc
		}
		for _, v := range []func(){func() { c.aum = book.Missing }, func() { c.gdc = book.Missing }, func() { c.since = book.Missing }, func() { c.potential = book.Missing }, func() { c.like = book.Missing }, func() { c.referrals = book.Missing }, func() { c.hours = book.Missing }} {
			if r.IntN(12) == 0 {
				v()
			}
		}
		list[i] = c
	}
	return list
}

// style is one way of exporting a list.
type style struct {
	encoding string
	delim    string
	newline  string
	quoteAll bool
	money    string
	date     string
	none     string
	preamble int
	total    string
	footer   bool
	blanks   bool
	extras   bool
	heads    [10]string
	order    []int
	bad      map[int]badCell // by client: a cell that cannot be read
	lines    []int           // on which export put each client
}

type badCell struct {
	field field.Field
	text  string
}

var fieldOrder = [10]field.Field{field.ID, field.Name, field.AUM, field.GDC, field.Since, field.Potential, field.Likeability, field.Referrals, field.Hours, field.Household}

var headsSeen = [10][]string{
	{"id", "Client ID", "Contact ID", "client #", "Id", "Customer Number", "Client No.", "CRM ID", "Record ID"},
	{"name", "Client Name", "Full Name", "client", "Name", "Contact Name", "fullname", "Client Full Name"},
	{"aum", "AUM", "Total AUM", "assets under management", "FinServ__AUM__c", "Total Assets", "AUM ($)", "Market Value", "Assets Under Mgmt", "AUM (USD)", "Managed Assets", "Current AUM"},
	{"gdc", "GDC", "T12 Gross Dealer Concession", "trailing 12 gdc", "Annual_GDC__c", "T-12 GDC", "GDC (TTM)", "Gross Dealer Concessions", "Annual GDC", "T12 Production", "Trailing 12 Months GDC"},
	{"client_since", "Client Since", "Relationship Start Date", "client since", "FinServ__RelationshipStartDate__c", "Since", "Client Start Date", "Customer Since", "Relationship Start"},
	{"potential", "Future Potential", "Potential (1-10)", "future potential", "Future_Potential__c", "Potential Rating", "Growth Potential"},
	{"likeability", "Likability", "likeability score", "Likeability__c", "Likeability (1-10)", "LIKEABILITY", "Likeabilty"},
	{"referrals", "# referrals", "Referrals Given", "Referral_Count__c", "Number of Referrals", "No. of referrals", "Referrals Made"},
	{"hours", "Annual Service Hours", "hrs / yr", "Service_Hours__c", "Hours per Year", "Service Hours", "Annual Hours", "Hrs/Year"},
	{"household", "Household", "Household Name", "family", "FinServ__Household__c", "HouseHold", "Relationship", "Household_Name"},
}

func styleOf(r *rand.Rand) style {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	s := style{
		encoding: pick("utf-8", "utf-8-bom", "utf-16le", "utf-16be", "windows-1252"),
		delim:    pick(",", ";", "\t", "|"), newline: pick("\n", "\r\n", "\r"), quoteAll: r.IntN(2) == 0,
		money: pick("plain", "$,", "€.", "space", "apostrophe", "code", "minus after"),
		date:  pick("2006-01-02", "1/2/2006", "2/1/2006", "02.01.2006", "02-Jan-2006", "January 02, 2006", "2006-01-02T00:00:00.000Z", "Jan 2, 2006", "1/2/2006 12:00:00 AM", "20060102", "serial", "02 January 2006", "2006/01/02", "1/2/06"),
		none:  pick("", "--", "N/A", "-", "null", "#N/A", "n/a"), preamble: r.IntN(4), total: pick("", "", "Total", "Grand Total:", "TOTALS"),
		footer: r.IntN(3) == 0, blanks: r.IntN(3) == 0, extras: r.IntN(2) == 0, order: r.Perm(10),
	}
	for f := range s.heads {
		s.heads[f] = headsSeen[f][r.IntN(len(headsSeen[f]))]
	}
	return s
}

func (s *style) amount(v book.Cents) string {
	if v == book.Missing {
		return s.none
	}
	text := string(amountText(v))
	negative := strings.HasPrefix(text, "-")
	text = strings.TrimPrefix(text, "-")
	sign := ""
	if negative {
		sign = "-"
	}
	switch s.money {
	case "plain":
		return sign + strings.ReplaceAll(text, ",", "")
	case "$,":
		if negative {
			return "($" + text + ")"
		}
		return "$" + text
	case "€.":
		return sign + strings.NewReplacer(",", ".", ".", ",").Replace(text) + " €"
	case "space":
		return sign + strings.NewReplacer(",", "\u00a0", ".", ",").Replace(text)
	case "apostrophe":
		return sign + strings.ReplaceAll(text, ",", "'")
	case "code":
		return "USD " + sign + text
	}
	return text + sign
}

func (s *style) decimal(milli int64, decimals int) string {
	text := strconv.FormatFloat(float64(milli)/1000, 'f', decimals, 64)
	if s.money == "€." || s.money == "space" {
		text = strings.ReplaceAll(text, ".", ",")
	}
	return text
}

func (s *style) day(d book.Day) string {
	switch {
	case d == book.Missing:
		return s.none
	case s.date == "serial":
		return strconv.Itoa(int(d) + 25569)
	}
	return d.Time().Format(s.date)
}

func (s *style) rating(v book.Milli) string {
	if v == book.Missing {
		return s.none
	}
	return strconv.Itoa(int(v / 1000))
}

func (s *style) time(v book.Minutes) string {
	if v == book.Missing {
		return s.none
	}
	return s.decimal(int64(v)*10, 2)
}

// export writes the list in the style. The times of the list become minutes.
func (s *style) export(list []truth) []byte {
	var rows [][]string
	put := func(cells [10]string) {
		row := make([]string, 10)
		for at, f := range s.order {
			row[at] = cells[f]
		}
		rows = append(rows, row)
	}
	put(s.heads)
	index := []int{} // of each client's row
	for i, c := range list {
		index = append(index, len(rows))
		cells := [10]string{c.id, c.name, s.amount(c.aum), s.amount(c.gdc), s.day(c.since), s.rating(c.potential), s.rating(c.like), s.rating(c.referrals), s.time(c.hours), c.household}
		if b, ok := s.bad[i]; ok {
			cells[slices.Index(fieldOrder[:], b.field)] = b.text
		}
		put(cells)
		if s.blanks && i%7 == 3 {
			rows = append(rows, nil)
		}
		if s.blanks && i%11 == 3 {
			rows = append(rows, make([]string, 10))
		}
	}
	if s.extras {
		for i, row := range rows {
			switch {
			case i == 0:
				rows[i] = append(row, "Notes", "SSN", "City", "Date of Birth")
			case row == nil:
			case strings.Join(row, "") == "":
				rows[i] = append(row, "", "", "", "")
			default:
				note := []string{"", "Met at \"Rotary\", likes golf", "Prefers e-mail;" + s.newline + "call after 5", "=HYPERLINK(\"x\")", "Daughter starts college, 529"}[i%5]
				rows[i] = append(row, note, fmt.Sprintf("%03d-%02d-%04d", 100+i%800, i%90+10, 1000+i), []string{"Köln", "Boise"}[i%2], book.Day(-5000+i*37).Time().Format("2006-01-02"))
			}
		}
	}
	width := len(rows[0])
	if s.total != "" {
		row := make([]string, width)
		aum, gdc := book.Cents(0), book.Cents(0)
		for _, c := range list {
			aum += book.OrZero(c.aum)
			gdc += book.OrZero(c.gdc)
		}
		for at, f := range s.order {
			switch f {
			case 1:
				row[at] = s.total
			case 2:
				row[at] = s.amount(aum)
			case 3:
				row[at] = s.amount(gdc)
			}
		}
		rows = append(rows, row)
	}
	var out strings.Builder
	for i := range s.preamble {
		out.WriteString([]string{"Client Book Report", "Prepared 06/30/2026 09:15 AM", ""}[i] + s.newline)
	}
	s.lines = nil
	line := s.preamble + 1
	for i, row := range rows {
		if slices.Contains(index, i) {
			s.lines = append(s.lines, line)
		}
		line += 1 + strings.Count(strings.Join(row, ""), s.newline)
		for k, cell := range row {
			if k > 0 {
				out.WriteString(s.delim)
			}
			if s.quoteAll || strings.ContainsAny(cell, s.delim+"\"\r\n") {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			out.WriteString(cell)
		}
		out.WriteString(s.newline)
	}
	if s.footer {
		out.WriteString(s.newline + "Confidential. For internal use only." + s.newline)
	}
	return encoded(out.String(), s.encoding)
}

// high1252 is what Windows-1252 has from 0x80 to 0x9F.
const high1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

func encoded(text, encoding string) []byte {
	switch encoding {
	case "utf-8-bom":
		return []byte("\ufeff" + text)
	case "windows-1252":
		var out []byte
		for _, r := range text {
			if i := slices.Index([]rune(high1252), r); i >= 0 {
				r = rune(0x80 + i)
			}
			out = append(out, byte(r))
		}
		return out
	case "utf-16le", "utf-16be":
		var out []byte
		for _, u := range utf16.Encode([]rune("\ufeff" + text)) {
			if encoding == "utf-16le" {
				out = append(out, byte(u), byte(u>>8))
			} else {
				out = append(out, byte(u>>8), byte(u))
			}
		}
		return out
	}
	return []byte(text)
}

// TestStyles exports made-up lists in many ways, and holds what is read against
// what was exported.
func TestStyles(t *testing.T) {
	for seed := range uint64(600) {
		r := rand.New(rand.NewPCG(seed, 7))
		list := clients(r, 40+r.IntN(60))
		s := styleOf(r)
		s.bad = map[int]badCell{}
		if seed%3 == 1 {
			for range 1 + r.IntN(20) {
				bad := []badCell{{field.AUM, "call Bob"}, {field.GDC, "#REF!"}, {field.Since, "31/31/2011"}, {field.Since, "soon"}, {field.Potential, "high?"}, {field.Likeability, "see notes"}, {field.Hours, "12h30x"}, {field.Hours, "-3"}}[r.IntN(8)]
				i := r.IntN(len(list))
				s.bad[i] = bad
				switch c := &list[i]; bad.field {
				case field.AUM:
					c.aum = book.Missing
				case field.GDC:
					c.gdc = book.Missing
				case field.Since:
					c.since = book.Missing
				case field.Potential:
					c.potential = book.Missing
				case field.Likeability:
					c.like = book.Missing
				case field.Hours:
					c.hours = book.Missing
				}
			}
		}
		data := s.export(list)
		imp, err := Read(context.Background(), bytes.NewReader(data), Options{AsOf: asOfTest})
		if err != nil {
			t.Fatalf("seed %d, %+v: %v", seed, s, err)
		}
		if bad := differs(imp, list, &s); bad != "" {
			t.Errorf("seed %d: %s\n%+v\nproblems %v\naside %v\n%.600q", seed, bad, s, first(imp.Problems, 5), first(imp.Aside, 5), data)
			if seed > 20 {
				break
			}
		}
		accounted(t, imp)
		kept := fmt.Sprintf("%+v", *imp)
		for _, a := range imp.Book.Attributes {
			kept += a.Cells.At(0)
		}
		if strings.Contains(kept, "100-10-1000") {
			t.Errorf("seed %d: a tax number is kept", seed)
		}
	}
}

func first[T any](list []T, n int) []T { return list[:min(n, len(list))] }

// differs says how an import differs from the truth, "" where it does not.
func differs(imp *Import, list []truth, s *style) string {
	b := imp.Book
	if len(imp.Problems) != len(s.bad) {
		return fmt.Sprintf("%d problems, want %d", len(imp.Problems), len(s.bad))
	}
	for _, p := range imp.Problems {
		i := slices.Index(s.lines, int(p.Line))
		if bad := s.bad[i]; i < 0 || p.Field != bad.field || p.Text != bad.text {
			return fmt.Sprintf("problem %+v, want %+v", p, bad)
		}
	}
	if b.N != len(list) {
		return fmt.Sprintf("%d clients, want %d", b.N, len(list))
	}
	for i, c := range list {
		minutes := book.Minutes(book.Missing)
		if c.hours != book.Missing {
			minutes = (c.hours*60 + 50) / 100
		}
		for _, v := range []struct {
			what      string
			got, want any
		}{
			{"id", b.ID.At(i), c.id}, {"name", b.Name.At(i), c.name}, {"household", b.Household.At(i), c.household},
			{"aum", book.At(b.AUM, i), c.aum}, {"gdc", book.At(b.GDC, i), c.gdc}, {"since", book.At(b.Since, i), c.since},
			{"potential", book.At(b.Potential, i), c.potential}, {"likeability", book.At(b.Likeability, i), c.like},
			{"referrals", book.At(b.Referrals, i), c.referrals}, {"hours", book.At(b.Hours, i), minutes},
		} {
			if v.got != v.want {
				return fmt.Sprintf("%s of client %d is %v, want %v", v.what, i+1, v.got, v.want)
			}
		}
	}
	return ""
}
