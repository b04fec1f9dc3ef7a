package decision

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"tierbook/engine"
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
	d, key := st.Changes.Edit(), st.NextKey()
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
	case utf8.RuneCountInString(reason) > MostReason:
		return wire.NewFault("long-reason", strconv.Itoa(MostReason))
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

// Settle names the clients.
func (c Exclude) Settle(r *engine.Report) Command {
	c.Who = c.Who.settle(r)
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
		if !st.Known(key) {
			return wire.NewFault("unknown-client", strconv.Itoa(int(key)))
		}
	}
	return nil
}

// Settler is a command that has to be made definite, by the report on what is
// shown, before it is applied.
type Settler interface {
	Settle(*engine.Report) Command
}

func (w Who) settle(r *engine.Report) Who {
	if w.Filter == nil {
		return w
	}
	keys := w.Clients
	for _, row := range w.Rows(r) {
		keys = append(keys, r.Book.Keys[row])
	}
	return Who{Clients: change.KeysOf(keys...)}
}

// Rows are the rows of the book that the filter lets pass.
func (w Who) Rows(r *engine.Report) []int32 {
	return roster.Filtered(r, book.Rows(r.Book.N), *w.Filter)
}
