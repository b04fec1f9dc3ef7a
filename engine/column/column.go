package column

import (
	"slices"

	"tierbook/engine/book"
	"tierbook/engine/intake/field"
)

// Number is a client's number of a field.
func Number(b *book.Book, f field.Field, i int) int64 {
	switch f {
	case field.AUM:
		return int64(book.At(b.AUM, i))
	case field.GDC:
		return int64(book.At(b.GDC, i))
	case field.Since:
		return int64(book.At(b.Since, i))
	case field.Potential:
		return int64(book.At(b.Potential, i))
	case field.Likeability:
		return int64(book.At(b.Likeability, i))
	case field.Referrals:
		return int64(book.At(b.Referrals, i))
	case field.Hours:
		return int64(book.At(b.Hours, i))
	}
	return book.Missing
}

// Text is a client's text of a field.
func Text(b *book.Book, f field.Field, i int) string {
	switch f {
	case field.ID:
		return b.ID.At(i)
	case field.Name:
		return b.Name.At(i)
	case field.Household:
		return b.Household.At(i)
	}
	return ""
}

// ID names a column that a client list may have: a field, or an attribute
// of its own.
type ID struct {
	Field     field.Field
	Attribute string
}

// IsText reports whether the column is one of texts.
func (id ID) IsText() bool { return id.Field == field.NoField || id.Field.IsText() }

// Has reports whether a list has the column.
func Has(b *book.Book, id ID) bool {
	switch id.Field {
	case field.NoField:
		return slices.ContainsFunc(b.Attributes, func(a book.Attribute) bool { return a.Name == id.Attribute })
	case field.ID:
		return b.ID.Len() > 0
	case field.Name:
		return b.Name.Len() > 0
	case field.Household:
		return b.Household.Len() > 0
	case field.AUM:
		return b.AUM != nil
	case field.GDC:
		return b.GDC != nil
	case field.Since:
		return b.Since != nil
	case field.Potential:
		return b.Potential != nil
	case field.Likeability:
		return b.Likeability != nil
	case field.Referrals:
		return b.Referrals != nil
	case field.Hours:
		return b.Hours != nil
	}
	return false
}

// Texts is a column of texts.
func Texts(b *book.Book, id ID) book.Text {
	switch id.Field {
	case field.ID:
		return b.ID
	case field.Name:
		return b.Name
	case field.Household:
		return b.Household
	}
	return Cells(b, id.Attribute)
}

// Cells is the column of an attribute, empty where there is none.
func Cells(b *book.Book, name string) book.Text {
	for _, a := range b.Attributes {
		if a.Name == name {
			return a.Cells
		}
	}
	return book.Text{}
}
