package session

import (
	"slices"
	"strings"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/export"
	"tierbook/engine/intake"
)

// FillIn takes ratings that somebody wrote into a sheet: values of the advisor's
// own, in one step.
type FillIn struct {
	Values []Filling `json:"values"`
}

// Filling is one rating of a client.
type Filling struct {
	Key   book.Key     `json:"key"`
	Field intake.Field `json:"field"` // one of Rated
	Value book.Milli   `json:"value"`
}

func (FillIn) Kind() string { return "fill-in" }
func (c FillIn) apply(st *State) error {
	d := st.Changes.edit()
	for _, v := range c.Values {
		if !slices.Contains(Rated[:], v.Field) {
			return fault("unknown-field", v.Field.String())
		}
		if err := (SetValue{Key: v.Key, Field: v.Field, Value: int64(v.Value)}).in(d, *st); err != nil {
			return err
		}
	}
	st.Changes = d.done()
	return nil
}

// Filled is what became of a sheet of ratings that came back.
type Filled struct {
	Values  int              `json:"values"`  // taken in, other than they were
	Clients int              `json:"clients"` // that they are of
	Refused []export.Refusal `json:"refused,omitempty"`
	More    int              `json:"more,omitempty"` // that are left out of Refused
}

// mostRefused is how many refusals are told one by one.
const mostRefused = 100

// IsRatings reports whether a file begins as a sheet of ratings does that Export
// wrote (ExportRatings).
func IsRatings(start []byte) bool { return export.Is[export.Ratings](start) }

// FillFrom takes in a sheet of ratings that came back. A blank cell says
// nothing; a row whose number and name are not those of one client is refused.
func (s *Session) FillFrom(sheet []byte) (Filled, error) {
	s.dropTrial()
	rows, refused := export.Read[export.Ratings](sheet)
	b := s.Report().Book
	var filled Filled
	var fill FillIn
	for _, row := range rows {
		cells := row.Cells
		i, ok := rowOf(b, book.Key(cells.Number))
		if !ok || sameWords(b.NameOf(i)) != sameWords(string(cells.Name)) {
			refused = append(refused, export.Refusal{Line: row.Line, Column: export.HeadName, Text: string(cells.Name), Reason: export.OtherClient})
			continue
		}
		before := len(fill.Values)
		for k, v := range [...]export.Rating{cells.Potential, cells.Likeability, cells.Referrals} {
			if v != book.Missing && int64(v) != numberOf(b, Rated[k], i) {
				fill.Values = append(fill.Values, Filling{b.Keys[i], Rated[k], book.Milli(v)})
			}
		}
		if len(fill.Values) > before {
			filled.Clients++
		}
	}
	if filled.Values = len(fill.Values); filled.Values > 0 {
		if err := s.Do(fill); err != nil {
			return Filled{}, err
		}
	}
	filled.Refused = refused[:min(len(refused), mostRefused)]
	filled.More = len(refused) - len(filled.Refused)
	return filled, nil
}

// sameWords is a name as it is compared, however it is spaced.
func sameWords(name string) string { return strings.Join(strings.Fields(name), " ") }

// ratingSheet is the rows of the sheet that somebody fills in.
func ratingSheet(r *engine.Report) []export.Ratings {
	b := r.Book
	rows := make([]export.Ratings, b.N)
	for i := range rows {
		rows[i] = export.Ratings{
			Number: export.Count(b.Keys[i]), Name: export.Text(b.NameOf(i)), Household: export.Text(b.Household.At(i)),
			Potential: export.Rating(book.At(b.Potential, i)), Likeability: export.Rating(book.At(b.Likeability, i)), Referrals: export.Rating(book.At(b.Referrals, i)),
		}
	}
	return rows
}
