package session

import (
	"tierbook/engine/book"
	"tierbook/engine/export"
	"tierbook/engine/wire"
)

// unmatched are the clients that only the list that waits has, and those that only
// the open one has.
func (s *Session) unmatched() ([]export.Unmatched, error) {
	g := s.waiting()
	if g == nil {
		return nil, wire.NewFault("nothing-waits")
	}
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
	for _, r := range g.fresh(Joined) {
		add(export.InTheirs, g.match.Theirs, g.match.Theirs, r)
	}
	for _, r := range g.gone(Joined) {
		add(export.InMine, g.match.Mine, g.of.Import.Book, r)
	}
	return rows, nil
}
