package session

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/intake/field"
	"tierbook/engine/roster"
	"tierbook/engine/wire"
)

// AddClient adds a client that the file does not have. What else is known of it
// is set by SetValue, under the key that Own.Newest tells.
type AddClient struct {
	Name      string     `json:"name"`
	Household string     `json:"household,omitempty"`
	AUM       book.Cents `json:"aum"` // book.Missing where it is not known
	GDC       book.Cents `json:"gdc"`
}

func (AddClient) Kind() string { return "add-client" }
func (c AddClient) apply(st *State) error {
	if st.Source == nil {
		return wire.NewFault("no-list")
	}
	d, key := st.Changes.Edit(), st.nextKey()
	d.Add(key)
	for _, v := range []SetValue{
		{key, field.Name, 0, c.Name}, {key, field.Household, 0, c.Household},
		{key, field.AUM, int64(c.AUM), ""}, {key, field.GDC, int64(c.GDC), ""},
	} {
		if err := v.in(d, *st); err != nil {
			return err
		}
	}
	st.Changes = d.Done()
	return nil
}

// RemoveClient takes a client away again that the advisor added. Those of the
// file are left out (Exclude).
type RemoveClient struct {
	Key book.Key `json:"key"`
}

func (RemoveClient) Kind() string { return "remove-client" }
func (c RemoveClient) apply(st *State) error {
	if !st.Changes.Has(c.Key) {
		return wire.NewFault("unknown-client", strconv.Itoa(int(c.Key)))
	}
	d := st.Changes.Edit()
	d.Remove(c.Key)
	st.Changes = d.Done()
	st.Settings.Locks = without(st.Settings.Locks, c.Key)
	return nil
}

// Exclude leaves clients out of the analysis, with the reason. They and all
// that is known of them are kept, and listed (ExcludedQuery).
type Exclude struct {
	Who
	Reason string `json:"reason"`
}

func (Exclude) Kind() string { return "exclude" }
func (c Exclude) apply(st *State) error {
	reason := strings.TrimSpace(c.Reason)
	switch {
	case reason == "":
		return wire.NewFault("no-reason")
	case utf8.RuneCountInString(reason) > mostReason:
		return wire.NewFault("long-reason", strconv.Itoa(mostReason))
	case !utf8.ValidString(reason):
		return wire.NewFault("bad-message", "reason")
	}
	if err := c.each(*st); err != nil {
		return err
	}
	d := st.Changes.Edit()
	for _, key := range c.Clients {
		d.Exclude(key, reason)
	}
	st.Changes = d.Done()
	return nil
}

func (c Exclude) settle(s *Session) Command {
	c.Who = c.Who.settle(s)
	return c
}

// Include counts clients again that were left out.
type Include struct {
	Clients change.Keys `json:"clients"`
}

func (Include) Kind() string { return "include" }
func (c Include) apply(st *State) error {
	d := st.Changes.Edit()
	for _, key := range c.Clients {
		d.Exclude(key, "")
	}
	st.Changes = d.Done()
	return nil
}

// Who says which clients a command is about: those named, and those that a
// filter lets pass. Filters are made names of before the command is applied,
// so that the log tells the same clients for ever.
type Who struct {
	Clients change.Keys    `json:"clients,omitempty"`
	Filter  *roster.Filter `json:"filter,omitempty"`
}

// each reports whether the clients are there.
func (w Who) each(st State) error {
	switch {
	case w.Filter != nil:
		return wire.NewFault("bad-message", "filter")
	case len(w.Clients) == 0:
		return wire.NewFault("nobody")
	}
	for _, key := range w.Clients {
		if !st.known(key) {
			return wire.NewFault("unknown-client", strconv.Itoa(int(key)))
		}
	}
	return nil
}

// settler is a command that has to be made definite before it is applied.
type settler interface{ settle(*Session) Command }

func (w Who) settle(s *Session) Who {
	if w.Filter == nil {
		return w
	}
	keys := w.Clients
	for _, row := range s.chosen(w) {
		keys = append(keys, s.Report().Book.Keys[row])
	}
	return Who{Clients: change.KeysOf(keys...)}
}

// chosen are the rows of the book that a filter lets pass.
func (s *Session) chosen(w Who) []int32 {
	return roster.Filtered(s.Report(), book.Rows(s.Report().Book.N), *w.Filter)
}

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
	page := ExcludedPage{Revision: s.revision, Offset: max(q.Offset, 0)}
	page.Total = st.Changes.Excluded()
	at, limit := 0, min(max(q.Limit, 0), MostRows)
	st.Changes.EachExcluded(func(key book.Key) {
		if at >= page.Offset && len(page.Rows) < limit {
			page.Rows = append(page.Rows, st.excludedRow(key))
		}
		at++
	})
	return page, nil
}

// excludedRow is what is known of a client that is left out.
func (st State) excludedRow(key book.Key) ExcludedRow {
	row := ExcludedRow{Key: key, AUM: book.Cents(st.number(key, field.AUM)), GDC: book.Cents(st.number(key, field.GDC))}
	row.Reason, _ = st.Changes.Reason(key)
	name, own := st.Changes.Text(key, field.Name)
	if i, ok := st.file().Row(key); !own && ok {
		name = st.file().NameOf(i)
	}
	if row.Name = name; name == "" {
		row.Name = change.AddedID(key)
	}
	return row
}

// number is a client's number of a field as it counts, or would count.
func (st State) number(key book.Key, f field.Field) int64 {
	if v := st.Changes.Number(key, f); v != change.Unset {
		return v
	}
	return st.original(key, f)
}
