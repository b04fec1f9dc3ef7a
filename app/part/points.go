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
	OnCommit func(ctx app.Context, v book.Points)
}

// Render draws the field.
func (f *PointsField) Render() app.UI {
	return hundredths(f.ID, f.Label, f.Hint, f.Blank, f.Problem, "points", int64(f.Value), int64(f.Least), int64(f.Most),
		func(ctx app.Context, v int64) {
			if f.OnCommit != nil {
				f.OnCommit(ctx, book.Points(v))
			}
		})
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
	OnCommit func(ctx app.Context, v book.Milli)
}

// Render draws the field.
func (f *RatingField) Render() app.UI {
	value := int64(f.Value)
	if book.Has(f.Value) {
		value /= 10
	}
	return hundredths(f.ID, f.Label, f.Hint, f.Blank, f.Problem, "", value, int64(f.Least)/10, int64(f.Most)/10,
		func(ctx app.Context, v int64) {
			if book.Has(v) {
				v *= 10
			}
			if f.OnCommit != nil {
				f.OnCommit(ctx, book.Milli(v))
			}
		})
}

// hundredths is a field of a number with at most two decimals, its value a
// hundred times that number.
func hundredths(id, label, hint, blank, problem, unit string, value, least, most int64, commit func(ctx app.Context, v int64)) app.UI {
	text := func(v int64) string {
		if !book.Has(v) {
			return ""
		}
		return host.Hundredths(v)
	}
	read := func(text string) (int64, string) {
		if text == "" {
			return book.Missing, ""
		}
		v, problem := readNumber(text, 2, nil)
		if problem == "" {
			problem = limits(v, least, most, host.Hundredths)
		}
		return v, problem
	}
	return &entry{
		ID: id, Label: label, Hint: hint, Blank: blank, Problem: problem, Mode: "decimal", Suffix: unit, Text: text(value),
		Read: func(typed string) (string, string) {
			v, problem := read(typed)
			return text(v), problem
		},
		Commit: func(ctx app.Context, typed string) {
			if v, problem := read(typed); problem == "" && v != value {
				commit(ctx, v)
			}
		},
	}
}
