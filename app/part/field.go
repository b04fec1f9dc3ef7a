package part

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/engine/book"
)

// MoneyField takes an amount. It reads what people type ($210k, 210,000, 1.2m)
// and shows it back in full; what it can't read stays, with the reason.
//
// OnCommit comes on leaving the field or Enter, and only when the amount
// changed; Escape brings the former one back. OnTry comes before it, whenever
// the typing rests, with an amount that may be shown but not kept; where it is
// given up, OnCommit comes with the former amount. OnBad says when what stands
// there can't be read, and when it can again: an owner that would go on with the
// former amount must not.
type MoneyField struct {
	app.Compo
	ID       string
	Label    string
	Hint     string     // what to put there, in a sentence
	Value    book.Cents // book.Missing where the field is blank
	Currency string
	Blank    string     // what stands in the blank field; with "" the field may not be left blank once filled
	Least    book.Cents // allowed is Least…Most; Most 0 is no limit
	Most     book.Cents
	Problem  string                    // from the owner, when the engine refused the value
	Check    func(v book.Cents) string // why the owner can't take a value, "" where it can
	OnTry    func(ctx app.Context, v book.Cents)
	OnCommit func(ctx app.Context, v book.Cents)
	OnBad    func(ctx app.Context, bad bool)
}

// Render draws the field.
func (f *MoneyField) Render() app.UI {
	say := func(v book.Cents) string { return host.Money(v, f.Currency, host.Whole) }
	return number(entry{
		ID: f.ID, Label: f.Label, Hint: f.Hint, Blank: f.Blank, Problem: f.Problem,
		Mode: "decimal", Class: "amount", Prefix: sign(f.Currency), Bad: f.OnBad,
	}, typed[book.Cents]{f.Value, plainMoney, bounded(readMoney, f.Least, f.Most, say), f.Check, f.OnTry, f.OnCommit})
}

// plainMoney writes an amount for typing: no currency, no cents where there
// are none.
func plainMoney(v book.Cents) string {
	if v%100 == 0 {
		return host.Money(v, "", host.Whole)
	}
	return host.Money(v, "", host.Exact)
}

// sign is what stands before an amount being typed.
func sign(currency string) string {
	switch currency {
	case "USD", "CAD", "AUD", "NZD":
		return "$"
	case "EUR":
		return "€"
	case "GBP":
		return "£"
	}
	return currency
}

// HoursField takes a time in hours (12, 12.5, 1:30, 1h 30m, 90 min); its value
// is minutes. Otherwise it is as MoneyField.
type HoursField struct {
	app.Compo
	ID       string
	Label    string
	Hint     string
	Value    book.Minutes
	Blank    string
	Least    book.Minutes
	Most     book.Minutes
	Problem  string
	Check    func(v book.Minutes) string // why the owner can't take a value, "" where it can
	OnTry    func(ctx app.Context, v book.Minutes)
	OnCommit func(ctx app.Context, v book.Minutes)
	OnBad    func(ctx app.Context, bad bool)
}

// Render draws the field.
func (f *HoursField) Render() app.UI {
	return number(entry{
		ID: f.ID, Label: f.Label, Hint: f.Hint, Blank: f.Blank, Problem: f.Problem, Mode: "text", Suffix: "hours", Bad: f.OnBad,
	}, typed[book.Minutes]{f.Value, host.HoursPlain, bounded(readHours, f.Least, f.Most, host.Hours), f.Check, f.OnTry, f.OnCommit})
}

// PercentField takes a percentage; its value is basis points. Otherwise it is
// as MoneyField.
type PercentField struct {
	app.Compo
	ID       string
	Label    string
	Hint     string
	Value    book.BP
	Blank    string
	Least    book.BP
	Most     book.BP
	Problem  string
	Check    func(v book.BP) string // why the owner can't take a value, "" where it can
	OnTry    func(ctx app.Context, v book.BP)
	OnCommit func(ctx app.Context, v book.BP)
	OnBad    func(ctx app.Context, bad bool)
}

// Render draws the field.
func (f *PercentField) Render() app.UI {
	return number(entry{
		ID: f.ID, Label: f.Label, Hint: f.Hint, Blank: f.Blank, Problem: f.Problem, Mode: "decimal", Suffix: "%", Bad: f.OnBad,
	}, typed[book.BP]{f.Value, plainPercent, bounded(readPercent, f.Least, f.Most, host.PercentExact), f.Check, f.OnTry, f.OnCommit})
}

func plainPercent(v book.BP) string { return host.Hundredths(int64(v)) }

// CountField takes a whole number. Otherwise it is as MoneyField.
type CountField struct {
	app.Compo
	ID       string
	Label    string
	Hint     string
	Value    int64
	Unit     string // said after the number: "clients"
	Blank    string
	Least    int64
	Most     int64
	Problem  string
	Check    func(v int64) string // why the owner can't take a value, "" where it can
	OnTry    func(ctx app.Context, v int64)
	OnCommit func(ctx app.Context, v int64)
}

// Render draws the field.
func (f *CountField) Render() app.UI {
	read := func(text string) (int64, string) {
		return readCount(strings.TrimSuffix(strings.TrimSpace(text), f.Unit))
	}
	return number(entry{
		ID: f.ID, Label: f.Label, Hint: f.Hint, Blank: f.Blank, Problem: f.Problem, Mode: "numeric", Suffix: f.Unit,
	}, typed[int64]{f.Value, host.Count[int64], bounded(read, f.Least, f.Most, host.Count[int64]), f.Check, f.OnTry, f.OnCommit})
}

// TextField takes a line of text, or some lines. OnCommit comes on leaving the
// field, or on Enter in a single line.
type TextField struct {
	app.Compo
	ID       string
	Label    string
	Hint     string
	Value    string
	Blank    string // what stands in the blank field; with "" it may not be left blank once filled
	Lines    int    // above 1 a larger box
	Most     int    // characters, 0 for 200
	Private  bool   // a name or an amount: hidden in discreet mode
	Problem  string
	Check    func(v string) string // why the owner can't take a text, "" where it can
	OnCommit func(ctx app.Context, v string)
}

// Render draws the field.
func (f *TextField) Render() app.UI {
	most := f.Most
	if most == 0 {
		most = 200
	}
	return &entry{
		ID: f.ID, Label: f.Label, Hint: f.Hint, Blank: f.Blank, Problem: f.Problem,
		Mode: "text", Class: when(f.Private, "name"), Wide: true, Lines: f.Lines, Most: most, Text: f.Value,
		Read: func(text string) (string, string) {
			if f.Check != nil && text != f.Value {
				return text, f.Check(text)
			}
			return text, ""
		},
		Commit: func(ctx app.Context, text string, _ bool) {
			if text != f.Value && f.OnCommit != nil {
				f.OnCommit(ctx, text)
			}
		},
	}
}
