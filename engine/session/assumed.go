package session

import (
	"slices"

	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
)

// Assumed is something about how the list was read that carries the figures.
type Assumed struct {
	Ask     intake.QuestionKind `json:"ask,omitempty"`  // what was left open
	Note    intake.NoteKind     `json:"note,omitempty"` // or done unasked
	Field   field.Field         `json:"field,omitempty"`
	Heading string              `json:"heading,omitempty"`
	Other   string              `json:"other,omitempty"` // heading of a column that could be the field too
	Format  cell.Format         `json:"format,omitzero"` // of the column, as it is read
	Count   int                 `json:"count,omitempty"`
}

// heavy are the questions whose answers carry the figures, the heaviest first.
var heavy = [...]intake.QuestionKind{
	intake.AskField, intake.AskAsOf, intake.AskPeriod, intake.AskCurrency, intake.AskRepeated, intake.AskMark, intake.AskCombine,
	intake.AskDuplicates, intake.AskOrder, intake.AskBasis,
}

// assumed are the assumptions about the list that is open, the heaviest first.
func assumed(st decision.State) (all []Assumed) {
	imp := st.Source.Import
	about := func(columns []int) Assumed {
		if len(columns) == 0 || columns[0] < 0 || columns[0] >= len(imp.Columns) {
			return Assumed{}
		}
		c := imp.Columns[columns[0]]
		return Assumed{Field: c.Field, Heading: c.Heading, Format: c.Format}
	}
	for _, n := range imp.Notes {
		if n.Kind == intake.NoteAnnualised {
			a := about([]int{n.Column})
			a.Note = n.Kind
			all = append(all, a)
		}
	}
	for _, kind := range heavy {
		if kind == intake.AskBasis && st.Settings.Payout == 10000 {
			continue // it makes no difference
		}
		for _, q := range imp.Questions {
			if q.Kind != kind || kind == intake.AskField && !q.Field.IsNumber() {
				continue
			}
			a := about(q.Columns)
			if a.Ask, a.Count = kind, q.Count; kind == intake.AskField && len(q.Columns) > 1 {
				a.Other = about(q.Columns[1:]).Heading
			}
			if q.Field != field.NoField {
				a.Field = q.Field
			}
			if !slices.Contains(all, a) {
				all = append(all, a)
			}
		}
	}
	return all
}
