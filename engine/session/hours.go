package session

import (
	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/decision"
	"tierbook/engine/intake/field"
)

// HoursQuery asks what setting the hours of some clients would be about.
type HoursQuery struct{ decision.Who }

// Hours is what setting the hours of some clients would be about.
type Hours struct {
	Revision int          `json:"revision"`
	Clients  int          `json:"clients"`
	Recorded int          `json:"recorded"` // of them, with hours
	Own      int          `json:"own"`      // of those, with hours of the advisor's own
	Tiers    int          `json:"tiers"`    // of how many different tiers they are
	Standard book.Minutes `json:"standard"` // their tier's, Missing where they are of several
	Columns  []HourColumn `json:"columns"`  // of the file, that count something
}

// HourColumn is a column of the file that may tell how often clients are met or
// called.
type HourColumn struct {
	Name string `json:"name"`
	Has  int    `json:"has"` // of the clients asked about, with a number
}

// mostHourColumns bounds how many columns are offered.
const mostHourColumns = 20

var _ = register[HoursQuery]()

func (HoursQuery) Kind() string { return "hours" }

func (q HoursQuery) answer(s *Session) (Hours, error) {
	r, st := s.Report(), s.State()
	h := Hours{Revision: s.Revision(), Standard: book.Missing}
	var rows []int32
	for _, key := range q.Clients {
		if i, ok := r.Book.Row(key); ok {
			rows = append(rows, int32(i))
		}
	}
	if q.Filter != nil {
		rows = q.Rows(r)
	}
	seen := [book.Tiers + 1]bool{}
	for _, i := range rows {
		h.Clients++
		if book.Has(book.At(r.Book.Hours, int(i))) {
			h.Recorded++
		}
		if st.Changes.Number(r.Book.Keys[i], field.Hours) != change.Unset {
			h.Own++
		}
		if t := r.Tier[i]; !seen[t] {
			seen[t] = true
			h.Tiers++
			h.Standard = r.StandardOf(int(i))
		}
	}
	if h.Tiers != 1 {
		h.Standard = book.Missing
	}
	for _, a := range r.Book.Attributes {
		c := HourColumn{Name: a.Name}
		other := 0
		for _, i := range rows {
			if cell := a.Cells.Bytes(int(i)); len(cell) > 0 {
				if n, ok := decision.CountIn(cell); ok && n <= 366 {
					c.Has++
				} else {
					other++
				}
			}
		}
		if c.Has > 0 && other*20 <= c.Has && len(h.Columns) < mostHourColumns {
			h.Columns = append(h.Columns, c)
		}
	}
	return h, nil
}
