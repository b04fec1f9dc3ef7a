package sheet

import (
	"io"

	"tierbook/engine/book"
	"tierbook/engine/export"
	"tierbook/engine/merge"
)

// WriteAlone writes, as they are now, the clients that only the other list has
// and those that only the open one has.
func WriteAlone(g *merge.Lists) func(io.Writer) error {
	var rows []export.Unmatched
	add := func(in string, b, file *book.Book, row int32) {
		i := int(row)
		one := export.Unmatched{
			In: export.Text(in), ID: export.Text(b.ID.At(i)), Name: export.Text(b.Name.At(i)), Household: export.Text(b.Household.At(i)),
			Line: int(b.Line[i]), AUM: export.Money(book.Missing), GDC: export.Money(book.Missing),
		}
		if i < file.N {
			one.AUM, one.GDC = export.Money(book.At(file.AUM, i)), export.Money(book.At(file.GDC, i))
		}
		rows = append(rows, one)
	}
	for _, r := range g.Fresh(merge.Joined) {
		add(export.InTheirs, g.Match.Theirs, g.Match.Theirs, r)
	}
	for _, r := range g.Gone(merge.Joined) {
		add(export.InMine, g.Match.Mine, g.Mine.Import.Book, r)
	}
	return func(w io.Writer) error { return export.NewSheet(w).Add(rows) }
}
