package part

import (
	"testing"

	"tierbook/engine/book"
)

func TestReadMoney(t *testing.T) {
	for text, want := range map[string]book.Cents{
		"0": 0, "210000": 210_000_00, "210,000": 210_000_00, "$210k": 210_000_00, "$ 210 K": 210_000_00, "210.5k": 210_500_00,
		"1.2m": 1_200_000_00, "1,2m": 1_200_000_00, "$1.25 million": 1_250_000_00, "3MM": 3_000_000_00, "1bn": 1_000_000_000_00,
		"1,234.56": 1_234_56, "1.234,56": 1_234_56, "1.234.567": 1_234_567_00, "1 234,5": 1_234_50, "1'234.50 CHF": 1_234_50,
		"-500": -500_00, "−500": -500_00, "500-": -500_00, "(500)": -500_00, "$-5": -5_00, "-$5": -5_00, "+7": 7_00,
		"0.005": 1, "0.004": 0, "-0.005": -1, ".5": 50, "5.": 5_00, "USD 12": 12_00, "12 €": 12_00, "12,5": 12_50, "0.123": 12,
		"1,23,456": 123_456_00, "90000000000": 90_000_000_000_00, "2.5k$": 2_500_00, "1e": -1, "": -1, "abc": -1, "12 apples": -1,
		"1,2,3": -1, "1.2.3,4,5": -1, "k": -1, "$": -1, "--": -1, "1-2": -1, "99999999999999": -1, "999999bn": -1, "call Bob": -1, "12..5": -1,
	} {
		got, problem := readMoney(text)
		switch {
		case want == -1 && text != "-0.005":
			if problem == "" {
				t.Errorf("%q was read as %d", text, got)
			}
		case problem != "" || got != want:
			t.Errorf("%q was read as %d (%s), want %d", text, got, problem, want)
		}
	}
}

func TestReadHours(t *testing.T) {
	for text, want := range map[string]book.Minutes{
		"12": 720, "12.5": 750, "12,5": 750, "12.5 h": 750, "1:30": 90, "0:05": 5, "1h 30m": 90, "1h30": 90, "2 hours": 120, "1 hour 15 minutes": 75,
		"90 min": 90, "90min": 90, "45 minutes": 45, "0": 0, "0.01": 1, "1.67": 100, "": -1, "1:75": -1, "soon": -1, "1:": -1, "h": -1, "90 apples": -1,
	} {
		got, problem := readHours(text)
		if (want == -1) != (problem != "") || want != -1 && got != want {
			t.Errorf("%q was read as %d (%s), want %d", text, got, problem, want)
		}
	}
}

func TestReadPercentAndCount(t *testing.T) {
	for text, want := range map[string]book.BP{"90": 9000, "90 %": 9000, "0.75%": 75, "0,75": 75, "66.666": 6667, "12 pct": 1200, "half": -1, "": -1} {
		if got, problem := readPercent(text); (want == -1) != (problem != "") || want != -1 && got != want {
			t.Errorf("%q was read as %d (%s), want %d", text, got, problem, want)
		}
	}
	for text, want := range map[string]int64{"25": 25, "1,200": 1200, "2k": 2000, "2.5k": 2500, "2.5": -1, "": -1, "two": -1} {
		if got, problem := readCount(text); (want == -1) != (problem != "") || want != -1 && got != want {
			t.Errorf("%q was read as %d (%s), want %d", text, got, problem, want)
		}
	}
}

// What a field shows must be read back as the same value.
func TestShownMoneyReadsBack(t *testing.T) {
	for _, v := range []book.Cents{0, 1, 99, 100, 101, 123_456, 1_000_000_00, 123_456_789_01, -5, -123_456_00, book.Largest} {
		if got, problem := readMoney(plainMoney(v)); got != v {
			t.Errorf("%d shows as %q, which reads as %d (%s)", v, plainMoney(v), got, problem)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{"$210k", "1.234,56", "(5)", "1h 30m", "90 %", "1:30", "٣", "1\x00", "9999999999999999999", "-", ".,.,"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if v, problem := readMoney(text); problem == "" {
			if v > book.Largest || v < -book.Largest {
				t.Errorf("%q is %d, more than a cell may hold", text, v)
			}
			if again, problem := readMoney(plainMoney(v)); again != v {
				t.Errorf("%q is %d, shown as %q, read back as %d (%s)", text, v, plainMoney(v), again, problem)
			}
		}
		readHours(text)
		readPercent(text)
		readCount(text)
	})
}
