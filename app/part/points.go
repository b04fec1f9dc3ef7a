package part

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/app/host"
	"tierbook/engine/book"
)

// PointsField takes points with at most two decimals; its value is hundredths
// of a point. Otherwise it is as MoneyField.
type PointsField struct {
	app.Compo
	ID       string
	Label    string
	Hint     string
	Value    book.Points
	Blank    string
	Least    book.Points
	Most     book.Points
	Problem  string
	Check    func(v book.Points) string
	OnTry    func(ctx app.Context, v book.Points)
	OnCommit func(ctx app.Context, v book.Points)
}

// Render draws the field.
func (f *PointsField) Render() app.UI {
	return hundredths(entry{ID: f.ID, Label: f.Label, Hint: f.Hint, Blank: f.Blank, Problem: f.Problem, Suffix: "points"},
		f.Value, f.Least, f.Most, 1, 1, f.Check, f.OnTry, f.OnCommit)
}

// RatingField takes a rating or a count with at most two decimals; its value is
// thousandths. Otherwise it is as MoneyField.
type RatingField struct {
	app.Compo
	ID       string
	Label    string
	Hint     string
	Value    book.Milli
	Blank    string
	Least    book.Milli
	Most     book.Milli
	Problem  string
	Check    func(v book.Milli) string
	OnTry    func(ctx app.Context, v book.Milli)
	OnCommit func(ctx app.Context, v book.Milli)
}

// Render draws the field.
func (f *RatingField) Render() app.UI {
	return hundredths(entry{ID: f.ID, Label: f.Label, Hint: f.Hint, Blank: f.Blank, Problem: f.Problem},
		f.Value, f.Least, f.Most, 10, 1, f.Check, f.OnTry, f.OnCommit)
}

// YearsField takes years with at most two decimals; its value is whole days, of
// which a year has 365.25. Otherwise it is as MoneyField.
type YearsField struct {
	app.Compo
	ID       string
	Label    string
	Hint     string
	Value    int64
	Blank    string
	Least    int64
	Most     int64
	Problem  string
	Check    func(v int64) string
	OnTry    func(ctx app.Context, v int64)
	OnCommit func(ctx app.Context, v int64)
}

// Render draws the field.
func (f *YearsField) Render() app.UI {
	return hundredths(entry{ID: f.ID, Label: f.Label, Hint: f.Hint, Blank: f.Blank, Problem: f.Problem, Suffix: "years"},
		f.Value, f.Least, f.Most, 36525, 10_000, f.Check, f.OnTry, f.OnCommit)
}

// Years writes days as a YearsField does.
func Years(days int64) string { return host.Hundredths(half(days*10_000, 36525)) }

// hundredths is a field of a number with at most two decimals; a hundredth of
// that number is units/per of its value.
func hundredths[Q ~int64](e entry, value, least, most Q, units, per int64, check func(Q) string, try, commit func(app.Context, Q)) app.UI {
	e.Mode = "decimal"
	text := func(v Q) string { return host.Hundredths(half(int64(v)*per, units)) }
	read := func(text string) (Q, string) {
		v, problem := readNumber(text, 2, nil)
		if problem != "" {
			return 0, problem
		}
		if v > book.Largest/units || v < -book.Largest/units {
			return 0, tooLarge
		}
		return Q(half(v*units, per)), ""
	}
	return number(e, typed[Q]{value, text, bounded(read, least, most, text), check, try, commit})
}
