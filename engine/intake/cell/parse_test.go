package cell

import (
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"tierbook/engine/book"
)

// asOf is the day for which dates are read here.
const asOf = book.Day(20634) // 2026-06-30

func TestMoney(t *testing.T) {
	point, comma := Format{Decimal: Point}, Format{Decimal: Comma}
	const not = book.Cents(book.Missing)
	for _, c := range []struct {
		text   string
		format Format
		want   book.Cents
		reason Reason
	}{
		{"1234", point, 123400, 0}, {"1,234.56", point, 123456, 0}, {"1.234,56", comma, 123456, 0}, {"$1,234.56", point, 123456, 0},
		{"1 234,56", comma, 123456, 0}, {"1 234,56 €", comma, 123456, 0}, {"1 234 567", comma, 123456700, 0}, {"1'234'567.5", point, 123456750, 0}, {"1’234.50", point, 123450, 0},
		{"(226.64)", point, -22664, 0}, {"($226.64)", point, -22664, 0}, {"$(226.64)", point, -22664, 0}, {"-226.64", point, -22664, 0}, {"226.64-", point, -22664, 0}, {"−226.64", point, -22664, 0}, {"-$226.64", point, -22664, 0}, {"$-226.64", point, -22664, 0}, {"$ 226.64 -", point, -22664, 0},
		{"1.2M", point, 120000000, 0}, {"350k", point, 35000000, 0}, {"$1.5 million", point, 150000000, 0}, {"2bn", point, 200000000000, 0}, {"1,5 Mio. €", comma, 150000000, 0}, {"1.25K", point, 125000, 0},
		{"USD 1,234.56", point, 123456, 0}, {"1,234.56 usd", point, 123456, 0}, {"£12", point, 1200, 0}, {"CHF 1'000.-", point, 100000, 0},
		{"0.005", point, 1, 0}, {"0.0049999999999999999999999", point, 0, 0}, {"-0.005", point, -1, 0}, {"0.015", point, 2, 0}, {"1.005", point, 101, 0}, {".5", point, 50, 0}, {"5.", point, 500, 0}, {"007", point, 700, 0}, {"-0", point, 0, 0},
		{"1.234", point, 123, 0}, {"1.234", comma, 123400, 0}, {"1,234", comma, 123, 0}, {"12,34,567.00", point, not, NotMoney},
		{"1,234.56", comma, not, OtherMark}, {"1.234,56", point, not, OtherMark}, {"12,5", point, not, OtherMark}, {"1.234.567", point, not, OtherMark},
		{"90000000000.00", point, 9_000_000_000_000, 0}, {"90000000000.01", point, not, Unbelievable}, {"-90000000000.005", point, not, Unbelievable}, {"1" + strings.Repeat("0", 400), point, not, Unbelievable}, {"90000000000.004", point, 9_000_000_000_000, 0},
		{"call Bob", point, not, NotMoney}, {"12%", point, not, NotMoney}, {"1e5", point, not, NotMoney}, {"0x10", point, not, NotMoney}, {"1_000", point, not, NotMoney}, {"NaN", point, not, NotMoney}, {"1,23", point, not, OtherMark}, {"1,2345", point, not, OtherMark}, {"$", point, not, NotMoney}, {"--5", point, not, NotMoney}, {"(5", point, not, NotMoney}, {"5)", point, not, NotMoney}, {"1 2", point, not, NotMoney}, {"1.2.3", point, not, NotMoney}, {"5 5", point, not, NotMoney}, {"5-5", point, not, NotMoney}, {"3/28/2009", point, not, NotMoney},
		{"€5", Format{Decimal: Point, Currency: "USD"}, not, OtherCurrency}, {"$5", Format{Decimal: Point, Currency: "USD"}, 500, 0}, {"CA$5", Format{Decimal: Point, Currency: "USD"}, not, OtherCurrency},
		{"1,234.5", Format{Decimal: Point, Times: 1000}, 123450000, 0}, {"1.5", Format{Decimal: Point, Times: 1_000_000}, 150000000, 0}, {"1.2M", Format{Decimal: Point, Times: 1000}, 120000000, 0},
	} {
		got, reason := Money([]byte(c.text), &c.format, 1)
		if got != c.want || reason != c.reason {
			t.Errorf("%q is %d (%v), want %d (%v)", c.text, got, reason, c.want, c.reason)
		}
	}
	if got, _ := Money([]byte("333.335"), &point, 4); got != 133334 {
		t.Errorf("four quarters of 333.335 are %d", got)
	}
}

// TestMoneyExactly holds amounts against exact fractions.
func TestMoneyExactly(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20000 {
		text := strconv.FormatInt(r.Int64N(1_000_000_000), 10)
		if n := r.IntN(25); n > 0 {
			text += "."
			for range n {
				text += string(rune('0' + r.IntN(10)))
			}
			if r.IntN(3) == 0 {
				text = text[:len(text)-1] + "5"
			}
		}
		for _, unit := range []struct {
			times int64
			read  func() (int64, Reason)
		}{
			{100, func() (int64, Reason) {
				v, why := Money([]byte(text), &Format{Decimal: Point}, 1)
				return int64(v), why
			}},
			{1000, func() (int64, Reason) {
				v, why := Rating([]byte(text), &Format{Decimal: Point, Scale: Figures})
				return int64(v), why
			}},
			{60, func() (int64, Reason) {
				v, why := Hours([]byte(text), &Format{Decimal: Point, Unit: InHours}, 1)
				return int64(v), why
			}},
			{720, func() (int64, Reason) {
				v, why := Hours([]byte(text), &Format{Decimal: Point, Unit: InHours}, 12)
				return int64(v), why
			}},
		} {
			exact, _ := new(big.Rat).SetString(text)
			exact.Mul(exact, new(big.Rat).SetInt64(unit.times))
			exact.Add(exact, big.NewRat(1, 2))
			want := new(big.Int).Quo(exact.Num(), exact.Denom()).Int64()
			if got, reason := unit.read(); got != want || reason != 0 {
				t.Fatalf("%s × %d is %d (%v), want %d", text, unit.times, got, reason, want)
			}
		}
	}
}

func TestDate(t *testing.T) {
	us, eu := Format{Order: MonthDay, Dates: Calendar}, Format{Order: DayMonth, Dates: Calendar}
	for _, c := range []struct {
		text   string
		format Format
		want   string
		reason Reason
	}{
		{"2009-03-28", us, "2009-03-28", 0}, {"2009/3/28", eu, "2009-03-28", 0}, {"2009.03.28", us, "2009-03-28", 0}, {"20090328", us, "2009-03-28", 0},
		{"3/28/2009", us, "2009-03-28", 0}, {"28/3/2009", eu, "2009-03-28", 0}, {"28.03.2009", eu, "2009-03-28", 0}, {"28-03-2009", eu, "2009-03-28", 0}, {"03-28-09", us, "2009-03-28", 0}, {"3/4/26", us, "2026-03-04", 0}, {"3/4/27", us, "1927-03-04", 0},
		{"3/4/2009", us, "2009-03-04", 0}, {"3/4/2009", eu, "2009-04-03", 0}, {"28/3/2009", us, "", OtherOrder}, {"3/28/2009", eu, "", OtherOrder},
		{"2009-03-28T00:00:00.000Z", us, "2009-03-28", 0}, {"2009-03-28 13:45", us, "2009-03-28", 0}, {"3/28/2009 12:00:00 AM", us, "2009-03-28", 0}, {"3/28/2009 12:00 PM", us, "2009-03-28", 0}, {"2009-03-28T10:00:00+02:00", us, "2009-03-28", 0},
		{"March 28, 2009", eu, "2009-03-28", 0}, {"28-Mar-2009", us, "2009-03-28", 0}, {"28 march 2009", us, "2009-03-28", 0}, {"Sat, March 28th, 2009", us, "2009-03-28", 0}, {"Mar 28 09", us, "2009-03-28", 0}, {"28-MAR-09", us, "2009-03-28", 0}, {"28. März 2009", eu, "2009-03-28", 0}, {"28 mars 2009", eu, "2009-03-28", 0}, {"28 de marzo de 2009", eu, "2009-03-28", 0}, {"2009 March 28", us, "2009-03-28", 0}, {"Sept. 1, 2009", us, "2009-09-01", 0},
		{"March 2009", us, "2009-03-01", 0}, {"Mar-09", us, "2009-03-01", 0}, {"03/2009", us, "2009-03-01", 0}, {"2009-03", us, "2009-03-01", 0},
		{"31/31/2011", us, "", NotDate}, {"2/30/2010", us, "", NotDate}, {"2/29/2011", us, "", NotDate}, {"2/29/2012", us, "2012-02-29", 0}, {"2009-13-01", us, "", NotDate}, {"soon", us, "", NotDate}, {"2009", us, "", OtherScale}, {"1/1/1", us, "", NotDate}, {"12:30", us, "", NotDate}, {"1/2/3/4", us, "", NotDate}, {"0000-00-00", us, "", NotDate}, {"March 32, 2009", us, "", NotDate}, {"28-Foo-2009", us, "", NotDate},
		{"39900", Format{Dates: Serial}, "2009-03-28", 0}, {"39900.75", Format{Dates: Serial}, "2009-03-28", 0}, {"61", Format{Dates: Serial}, "1900-03-01", 0}, {"60", Format{Dates: Serial}, "", OtherScale},
		{"2009", Format{Dates: OnlyYear}, "2009-01-01", 0}, {"17", Format{Dates: Years}, "2009-06-30", 0}, {"17 years", Format{Dates: Years}, "2009-06-30", 0}, {"17.5", Format{Dates: Years, Decimal: Point}, "2008-12-29", 0}, {"2 yrs 3 months", Format{Dates: Years}, "2024-03-30", 0}, {"8 months", Format{Dates: Years}, "2025-10-30", 0}, {"0", Format{Dates: Years}, "2026-06-30", 0}, {"-3", Format{Dates: Years}, "", NotDate}, {"500", Format{Dates: Years}, "", NotDate}, {"2009-03-28", Format{Dates: Years}, "", OtherScale},
	} {
		got, reason := Date([]byte(c.text), &c.format, asOf)
		if got.String() != c.want || reason != c.reason {
			t.Errorf("%q is %s (%v), want %s (%v)", c.text, got, reason, c.want, c.reason)
		}
	}
}

// TestEveryDay holds the day numbers against the calendar of the standard
// library, through the careful parser and the short cuts.
func TestEveryDay(t *testing.T) {
	for at := time.Date(1800, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 2200; at = at.AddDate(0, 0, 1) {
		want := book.Day(at.Unix() / 86400)
		if at.Unix() < 0 && at.Unix()%86400 != 0 {
			want--
		}
		y, m, d := at.Year(), int(at.Month()), at.Day()
		got, ok := civil(y, m, d)
		table, fits := dayOf(uint64(y), uint64(m), uint64(d))
		if got != want || !ok || table != want || !fits {
			t.Fatalf("%s is day %d, by tables %d, want %d", at.Format(time.DateOnly), got, table, want)
		}
		if _, ok := dayOf(uint64(y), uint64(m), uint64(daysIn(y, m)+1)); ok {
			t.Fatalf("%d-%d has one day too many", y, m)
		}
	}
}

func TestRating(t *testing.T) {
	for _, c := range []struct {
		text   string
		scale  Scale
		want   book.Milli
		reason Reason
	}{
		{"7", Figures, 7000, 0}, {"7.5", Figures, 7500, 0}, {"8/10", Figures, 8000, 0}, {"8 of 10", Figures, 8000, 0}, {"8 out of 10", Figures, 8000, 0}, {"80%", Figures, 80000, 0}, {"0", Figures, 0, 0}, {"1,200", Figures, 1200000, 0}, {"4 stars", Figures, 4000, 0}, {"3 referrals", Figures, 3000, 0},
		{"high?", Figures, book.Missing, NotRating}, {"high", Figures, book.Missing, OtherScale}, {"A", Figures, book.Missing, OtherScale}, {"8/0", Figures, book.Missing, NotRating}, {"7 8", Figures, book.Missing, NotRating}, {"$5", Figures, book.Missing, NotRating}, {"9000000001", Figures, book.Missing, Unbelievable},
		{"A", Letters, 4000, 0}, {"a+", Letters, 4333, 0}, {"D", Letters, 1000, 0}, {"B-", Letters, 2667, 0}, {"F", Letters, 0, 0}, {"G", Letters, book.Missing, NotRating}, {"AA", Letters, book.Missing, NotRating},
		{"High", Words, 4000, 0}, {"very high", Words, 5000, 0}, {"LOW", Words, 2000, 0}, {"Medium", Words, 3000, 0}, {"yes", Words, 1000, 0}, {"No", Words, 0, 0}, {"7", Words, book.Missing, OtherScale},
		{"★★★☆☆", Stars, 3000, 0}, {"***", Stars, 3000, 0}, {"⭐️⭐️", Stars, 2000, 0}, {"★★½", Stars, 2500, 0}, {"☆☆☆", Stars, 0, 0},
	} {
		got, reason := Rating([]byte(c.text), &Format{Decimal: Point, Scale: c.scale})
		if got != c.want || reason != c.reason {
			t.Errorf("%q as %s is %d (%v), want %d (%v)", c.text, c.scale, got, reason, c.want, c.reason)
		}
	}
}

func TestHours(t *testing.T) {
	for _, c := range []struct {
		text   string
		unit   Unit
		times  int64
		want   book.Minutes
		reason Reason
	}{
		{"4.55", InHours, 1, 273, 0}, {"0", InHours, 1, 0, 0}, {"1h 30m", InHours, 1, 90, 0}, {"1h30", InHours, 1, 90, 0}, {"1:30", InHours, 1, 90, 0}, {"1:30:30", InHours, 1, 91, 0}, {"90 min", InHours, 1, 90, 0}, {"90m", InHours, 1, 90, 0}, {"2 hours 15 minutes", InHours, 1, 135, 0}, {"1.5 hrs.", InHours, 1, 90, 0}, {"1,200.5", InHours, 1, 72030, 0}, {"90", InMinutes, 1, 90, 0}, {"2", InDays, 1, 960, 0}, {"1d 2h", InHours, 1, 600, 0},
		{"1.5", InHours, 12, 1080, 0}, {"1h 30m", InHours, 12, 1080, 0}, {"0:30", InHours, 52, 1560, 0}, {"0.0083333333333333333333334", InHours, 1, 1, 0}, {"0.0083333333333333333333333", InHours, 1, 0, 0},
		{"-1", InHours, 1, book.Missing, IsNegative}, {"-0.5", InHours, 1, book.Missing, IsNegative}, {"-0", InHours, 1, 0, 0}, {"(2)", InHours, 1, book.Missing, IsNegative},
		{"12h30x", InHours, 1, book.Missing, NotTime}, {"1:75", InHours, 1, book.Missing, NotTime}, {"lots", InHours, 1, book.Missing, NotTime}, {"5%", InHours, 1, book.Missing, NotTime}, {"5k", InHours, 1, book.Missing, NotTime}, {"30m 1h", InHours, 1, book.Missing, NotTime}, {"1,5", InHours, 1, book.Missing, OtherMark}, {"160000000000", InHours, 1, book.Missing, Unbelievable}, {"$5", InHours, 1, book.Missing, NotTime},
	} {
		got, reason := Hours([]byte(c.text), &Format{Decimal: Point, Unit: c.unit}, c.times)
		if got != c.want || reason != c.reason {
			t.Errorf("%q is %d (%v), want %d (%v)", c.text, got, reason, c.want, c.reason)
		}
	}
}

func TestMissing(t *testing.T) {
	for _, text := range []string{"", "-", "--", "---", "–", "—", "N/A", "n/a", "null", "NULL", "#N/A", "na", "NaN", "(blank)"} {
		if !IsMissing([]byte(text)) {
			t.Errorf("%q is not missing", text)
		}
	}
	for _, text := range []string{"0", "-5", "none", "?", "tbd", "#VALUE!", "-----", "--x", "nil"} {
		if IsMissing([]byte(text)) {
			t.Errorf("%q is missing", text)
		}
	}
	for text, want := range map[string]bool{"--": true, "n/a": true, "Null": false, "Na": false, "": true, "#N/A": true} {
		if IsNameless([]byte(text)) != want {
			t.Errorf("%q as a name: %t", text, !want)
		}
	}
}

func TestBare(t *testing.T) {
	for text, want := range map[string]string{
		`abc`: "abc", ` abc `: "abc", `"abc"`: "abc", `"a ""b"" c"`: `a "b" c`, `""""`: `"`, `""`: "", `"`: "", ` "a" `: "a", `"abc`: "abc", "\u00a0a\u202f": "a", "\ufeffa": "a", "\ta\r": "a", `a"b"`: `a"b"`,
	} {
		if got := string(Bare([]byte(text))); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// FuzzCell reads any text as every kind of cell.
func FuzzCell(f *testing.F) {
	for _, text := range []string{"($1,234.56)", "1.2M", "3/28/2009 12:00 AM", "Sat, March 28th 2009", "1h 30m", "8 of 10", "★★½", "12 yrs 3 mos", "−5 %", "1'000.-", "39900.5", "1:30:00"} {
		f.Add(text, byte(0))
	}
	f.Fuzz(func(t *testing.T, text string, how byte) {
		cell := Bare([]byte(text))
		if len(cell) == 0 || len(text) > 1000 {
			return
		}
		format := Format{Decimal: Mark(how % 3), Order: Order(how / 3 % 3), Dates: Dates(how / 9 % 5), Scale: Scale(how / 45 % 5), Unit: InHours}
		if v, reason := Money(cell, &format, 1); (reason == 0) != book.Has(v) {
			t.Errorf("money %q: %d, %v", cell, v, reason)
		}
		if v, reason := Date(cell, &format, asOf); (reason == 0) != book.Has(v) {
			t.Errorf("date %q: %d, %v", cell, v, reason)
		}
		if v, reason := Rating(cell, &format); (reason == 0) != book.Has(v) {
			t.Errorf("rating %q: %d, %v", cell, v, reason)
		}
		if v, reason := Hours(cell, &format, 12); (reason == 0) != book.Has(v) || reason == 0 && v < 0 {
			t.Errorf("hours %q: %d, %v", cell, v, reason)
		}
	})
}

// TestToDate holds that an amount made annual is found again.
func TestToDate(t *testing.T) {
	for day := book.Date(2024, 1, 1); day < book.Date(2025, 1, 3); day++ {
		for _, v := range []book.Cents{0, 1, -1, 49, 8299, 100001, book.Largest / 400} {
			if back := ToDate(Annual(v, day), day); back != v {
				t.Fatalf("%d made annual on %s comes back as %d", v, day, back)
			}
		}
	}
}
