package reading_test

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"tierbook/app/browsertest"
)

// quirky is a list with a quirk of every class: characters of Windows, a title with
// the day and a remark above the headings, blank lines, the headings once more, a
// subtotal, a total and a disclaimer; semicolons with commas inside; a heading of
// a CRM's, one twice, one that says nothing, an empty one; names in two parts;
// amounts in European notation, in parentheses, with signs and powers of ten; words
// for ratings and for nothing; times in hours and minutes; dates in figures and
// with a month's name; tax numbers; quotes doubled, astray and over two lines;
// what a spreadsheet would run; a row with a cell too many.
const quirky = "Practice export;;;;;;;;;;;\r\nAs of 30.06.2026;;;;;;;;;;;\r\n\r\n" +
	"Client_No__c;First Name;Last Name;Holdings (\x80);Fees YTD;Client Since;Potential;Warmth;# referrals;hrs / yr;SSN;Note;Note;\r\n" +
	"C1;Anna;M\xfcller;1.250.000,50 \x80;9.800,00;31.12.2009;High;9;3;1h 30m;123-45-6789;\"=HYPERLINK(\"\"x\"\")\";a;\r\n" +
	"C2;Bob;O'Neil;350k;(120,00);01.05.2018;medium;7;n/a;2:15;123-45-6780;\"two\r\nlines\";b;\r\n" +
	"Subtotal;;;1.600.000,50;9.680,00;;;;;;;;;\r\n" +
	";;;;;;;;;;;;;\r\n" +
	"Client_No__c;First Name;Last Name;Holdings (\x80);Fees YTD;Client Since;Potential;Warmth;# referrals;hrs / yr;SSN;Note;Note;\r\n" +
	"C3;Cy;Dee;n.v.;60,00;07. Juli 2020;Low;2;--;90 min;123-45-6781;6\" pipe;;\r\n" +
	"C4;Di;Eel;1,2 Mio;500,00-;5.6.2013;High;4;1;4,5;123-45-6782;-5;@home;\r\n" +
	"C5;Ed;Foe;n.v.;1.000,00;09.10.2020;very high;;0;;123-45-6783;;+1 555;extra\r\n" +
	"C6;Test;Client;1,00;1,00;01.01.2020;soon;1;0;0;123-45-6784;;;\r\n" +
	"Total;;;2.800.001,50;10.241,00;;;;;;;;;\r\n" +
	"\r\nConfidential. For internal use only.\r\n"

// TestFromAMessyFileToTheSameValues goes the whole way: a messy file is dropped and
// understood, mappings are corrected, problems mended, totals checked, and the
// list handed out and opened elsewhere has every value that it had.
func TestFromAMessyFileToTheSameValues(t *testing.T) {
	page, _ := opened(t, quirky, "#/tiers")
	page.CatchFiles()
	says(page, "account", "Windows-1252 · cells parted by semicolons · headings on line 4")
	unfold(page)
	for _, c := range [][2]string{{"Holdings (€)", "AUM"}, {"Warmth", "Likeability"}} {
		column(page, c[0])
		page.Choose("combobox", "Read as", c[1])
		page.Click("button", "Read it so")
		page.Wait(c[0]+" to be "+c[1], `[...document.querySelectorAll("#columns tbody tr")].some((r) => r.innerText.startsWith("`+c[0]+`") && r.innerText.includes("`+c[1]+`\tYour choice"))`)
	}
	for _, want := range []string{
		"Became a client\n6", "Set aside, for they are no clients\n9", "Rows in the file\n15", "AUM in the file\n€2,800,001.50", "AUM by the file’s own total\n€2,800,001.50",
		"GDC in the file\n€10,241.00", "GDC by the file’s own total\n€10,241.00", "The file names the day to which it is true: June 30, 2026.", "“SSN” holds tax numbers",
		"14 columns: 10 used, 3 kept as they are, 1 overwritten", "9 lines set aside: 2 above the headings, 3 blank, 1 subtotal, 1 the headings once more, 1 total, 1 below the clients",
	} {
		says(page, "account", want)
	}

	// Two cells that say the same are one decision, and a row is left out.
	unfold(page)
	page.Click("button", "n.v.")
	page.Fill("textbox", "Read all 2 as", "250k")
	page.Click("button", "Read all so")
	page.Wait("them to be mended", `!document.querySelector("#problems")?.innerText.includes("n.v.")`)
	unfold(page)
	page.Click("button", "soon")
	page.Fill("textbox", "Or leave the row out, because", "made up")
	page.Click("button", "Leave the row out")
	page.See("heading", "5 clients, €3.3 million under management")
	page.Wait("nothing left to mend", `!document.querySelector("#problems")`)
	says(page, "account", "Left out by you\n1")

	page.Click("button", "Download as CSV")
	_, first := page.Caught()
	for _, want := range []string{"C1,Anna Müller,1250000.50,", "C2,Bob O'Neil,350000.00,", "C3,Cy Dee,250000.00,", "C4,Di Eel,1200000.00,", "C5,Ed Foe,250000.00,", ",2020-07-07,2,2,,1.5,", "'=HYPERLINK"} {
		if !strings.Contains(first, want) {
			t.Errorf("handed out it does not hold %q:\n%s", want, first)
		}
	}
	if strings.Contains(first, "123-45") {
		t.Error("a tax number is handed out")
	}
	other := browsertest.List(t, first)
	other.CatchFiles()
	other.Click("link", "Book")
	other.See("heading", "5 clients, €3.3 million under management")
	says(other, "account", " made anew by Tierbook")
	if said := text(other, "account"); strings.Contains(said, "Your choice") || strings.Contains(said, "left out") {
		t.Errorf("of a list of our own the account says\n%s", said)
	}
	other.Click("button", "Download as CSV")
	_, second := other.Caught()
	if was, is := values(t, first), values(t, second); !slices.EqualFunc(was, is, slices.Equal) {
		t.Errorf("opened elsewhere the list is\n%q, and was\n%q", is, was)
	}
}

// values are what a list that was handed out has of the file, and not of the report.
func values(t *testing.T, text string) (rows [][]string) {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range all {
		var own []string
		for c, head := range all[0] {
			if !strings.HasPrefix(head, "Tierbook ") {
				own = append(own, row[c])
			}
		}
		rows = append(rows, own)
	}
	return rows
}

// On a phone a column's field and how sure it is stand in full.
func TestColumnsOnAPhone(t *testing.T) {
	page, _ := opened(t, quirky, "#/tiers")
	for _, size := range browsertest.Sizes {
		page.Resize(size)
		unfold(page)
		page.Wait("the columns", `document.querySelectorAll("#columns tbody tr").length > 10`)
		page.Wait("fields in full at "+size.Name, `[...document.querySelectorAll("#columns tbody tr")].every((r) => [r.cells[1], ...r.cells[1].querySelectorAll(".sub")].every((c) => c.scrollWidth <= c.clientWidth + 1))`)
		page.Wait("the heading in whole words", `document.querySelector("#complete-title").getClientRects().length === 1 && document.querySelector("#complete-title").offsetHeight < 60`)
	}
}
