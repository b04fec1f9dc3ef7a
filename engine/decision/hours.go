package decision

import (
	"strconv"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/column"
	"tierbook/engine/intake/field"
	"tierbook/engine/wire"
)

// SetHours gives many clients their service time at once: the same for all, or
// by how often each is met and called, as the file tells it.
type SetHours struct {
	Who
	Minutes  book.Minutes `json:"minutes,omitempty"`  // a year, for each client
	Contacts []Contact    `json:"contacts,omitempty"` // instead: what is done for each client in a year
	Over     bool         `json:"over,omitempty"`     // in the place of hours that are recorded already
	Clear    bool         `json:"clear,omitempty"`    // instead: the file's own hours again

	// ByTier gives each client those of its tier, nothing where they are
	// book.Missing; who has no tier counts with the last. It is made Parts of,
	// one for each tier, so that the log tells the same clients for ever.
	ByTier []book.Minutes `json:"by_tier,omitempty"`
	Parts  []SetHours     `json:"parts,omitempty"`
}

// Contact is something that is done for a client a number of times a year.
type Contact struct {
	Times   int    `json:"times,omitempty"`
	Column  string `json:"column,omitempty"` // the column of the file that has the number for each client, in the place of Times
	Minutes int    `json:"minutes"`          // each time
}

// mostContacts and mostTimes bound what one client can be given.
const (
	mostContacts = 10
	mostTimes    = 1_000_000
)

func (SetHours) Kind() string { return "set-hours" }
func (c SetHours) apply(st *State) error {
	if c.ByTier != nil {
		return wire.NewFault("bad-message", "by_tier")
	}
	for _, part := range c.Parts {
		part.Over = c.Over
		if err := part.apply(st); err != nil {
			return err
		}
	}
	if len(c.Parts) > 0 {
		return nil
	}
	if err := c.each(*st); err != nil {
		return err
	}
	of, err := c.minutes(*st)
	if err != nil {
		return err
	}
	d := st.Changes.Edit()
	for _, key := range c.Clients {
		original := st.Original(key, field.Hours)
		if !c.Over && !c.Clear && book.Has(st.Number(key, field.Hours)) {
			continue
		}
		v := change.Unset
		if !c.Clear {
			if v = of(key); v == book.Missing {
				continue // the file does not say how often
			}
		}
		if v == original {
			v = change.Unset
		}
		d.Set(key, field.Hours, v)
	}
	st.Changes = d.Done()
	return nil
}

// Settle names the clients, and makes parts of hours by tier.
func (c SetHours) Settle(r *engine.Report) Command {
	c.Who = c.Who.settle(r)
	if len(c.ByTier) != book.Tiers {
		return c
	}
	all := SetHours{Over: c.Over, Parts: make([]SetHours, 0, book.Tiers)}
	for t, minutes := range c.ByTier {
		part := SetHours{Minutes: minutes}
		for _, key := range c.Clients {
			if row, ok := r.Book.Row(key); ok && r.ServedAs(row) == book.Tier(t+1) {
				part.Clients = append(part.Clients, key)
			}
		}
		if book.Has(minutes) && len(part.Clients) > 0 {
			all.Parts = append(all.Parts, part)
		}
	}
	return all
}

// minutes is what a year of a client takes.
func (c SetHours) minutes(st State) (func(book.Key) int64, error) {
	if len(c.Contacts) == 0 {
		return func(book.Key) int64 { return int64(c.Minutes) }, change.CheckNumber(field.Hours, int64(c.Minutes))
	}
	if len(c.Contacts) > mostContacts {
		return nil, wire.NewFault("many-services", strconv.Itoa(mostContacts))
	}
	file := st.File()
	columns := make([]book.Text, len(c.Contacts))
	for k, one := range c.Contacts {
		if one.Times < 0 || one.Times > mostTimes || one.Minutes < 0 || one.Minutes > mostTimes {
			return nil, wire.NewFault("unbelievable", field.Hours.String(), strconv.Itoa(max(one.Times, one.Minutes)))
		}
		if one.Column == "" {
			continue
		}
		id := column.ID{Attribute: one.Column}
		if !column.Has(file, id) {
			return nil, wire.NewFault("unknown-column", one.Column)
		}
		columns[k] = column.Texts(file, id)
	}
	return func(key book.Key) int64 {
		sum, known := int64(0), false
		row, inFile := file.Row(key)
		for k, one := range c.Contacts {
			times := int64(one.Times)
			if one.Column != "" {
				n, ok := int64(0), false
				if inFile {
					n, ok = CountIn(columns[k].Bytes(row))
				}
				if times = n; !ok {
					continue
				}
			}
			known = true
			sum += times * int64(one.Minutes)
		}
		if !known || sum > book.Largest {
			return book.Missing
		}
		return sum
	}, nil
}

// CountIn reads how often something is done from a cell of a column that is no
// field: a whole number and nothing else.
func CountIn(cell []byte) (n int64, ok bool) {
	for len(cell) > 0 && (cell[0] == ' ' || cell[0] == '\t') {
		cell = cell[1:]
	}
	for len(cell) > 0 && (cell[len(cell)-1] == ' ' || cell[len(cell)-1] == '\t') {
		cell = cell[:len(cell)-1]
	}
	if len(cell) == 0 || len(cell) > 6 {
		return 0, false
	}
	for _, d := range cell {
		if d < '0' || d > '9' {
			return 0, false
		}
		n = 10*n + int64(d-'0')
	}
	return n, true
}
