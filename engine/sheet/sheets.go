package sheet

import (
	"io"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/export"
)

// WriteRatings writes the sheet that somebody fills in.
func WriteRatings(w io.Writer, r *engine.Report) error {
	b := r.Book
	rows := make([]export.Ratings, b.N)
	for i := range rows {
		rows[i] = export.Ratings{
			Number: export.Count(b.Keys[i]), Name: export.Text(b.NameOf(i)), Household: export.Text(b.Household.At(i)),
			Potential: export.Rating(book.At(b.Potential, i)), Likeability: export.Rating(book.At(b.Likeability, i)), Referrals: export.Rating(book.At(b.Referrals, i)),
		}
	}
	return export.NewSheet(w).Add(rows)
}

// WriteLocks writes the sheet of locks.
func WriteLocks(w io.Writer, r *engine.Report) error {
	b := r.Book
	var rows []export.Lock
	for _, l := range r.Settings.Locks {
		if i, ok := b.Row(l.Key); ok {
			rows = append(rows, export.Lock{
				Number: export.Count(l.Key), Name: export.Text(b.NameOf(i)), Tier: export.Text(r.Settings.Names[l.Tier-1]), Reason: export.Text(l.Reason),
			})
		}
	}
	return export.NewSheet(w).Add(rows)
}
