package session

import (
	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/decision"
	"tierbook/engine/intake/field"
)

// ExcludedQuery asks for a stretch of the clients that are left out.
type ExcludedQuery struct {
	Offset int `json:"offset"`
	Limit  int `json:"limit"`
}

// ExcludedPage is a stretch of the clients that are left out, in the order of
// their keys.
type ExcludedPage struct {
	Revision int           `json:"revision"`
	Total    int           `json:"total"`
	Offset   int           `json:"offset"`
	Rows     []ExcludedRow `json:"rows"`
}

// ExcludedRow is a client that is left out.
type ExcludedRow struct {
	Key    book.Key   `json:"key"`
	Name   string     `json:"name"`
	AUM    book.Cents `json:"aum"`
	GDC    book.Cents `json:"gdc"`
	Reason string     `json:"reason"`
}

var _ = register[ExcludedQuery]()

func (ExcludedQuery) Kind() string { return "excluded" }

func (q ExcludedQuery) answer(s *Session) (ExcludedPage, error) {
	st := s.State()
	page := ExcludedPage{Revision: s.Revision(), Offset: max(q.Offset, 0)}
	page.Total = st.Changes.Excluded()
	at, limit := 0, min(max(q.Limit, 0), MostRows)
	st.Changes.EachExcluded(func(key book.Key) {
		if at >= page.Offset && len(page.Rows) < limit {
			page.Rows = append(page.Rows, excludedRow(st, key))
		}
		at++
	})
	return page, nil
}

// excludedRow is what is known of a client that is left out.
func excludedRow(st decision.State, key book.Key) ExcludedRow {
	row := ExcludedRow{Key: key, AUM: book.Cents(st.Number(key, field.AUM)), GDC: book.Cents(st.Number(key, field.GDC))}
	row.Reason, _ = st.Changes.Reason(key)
	name, own := st.Changes.Text(key, field.Name)
	if i, ok := st.File().Row(key); !own && ok {
		name = st.File().NameOf(i)
	}
	if row.Name = name; name == "" {
		row.Name = change.AddedID(key)
	}
	return row
}
