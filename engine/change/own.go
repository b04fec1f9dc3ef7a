package change

import (
	"tierbook/engine/book"
	"tierbook/engine/intake/field"
)

// Own is how much of the book is the advisor's own.
type Own struct {
	Values   int               `json:"values"` // that stand in the place of the file's, or of none
	Fields   [field.Fields]int `json:"fields"` // the same by field
	Added    int               `json:"added"`  // clients that no file has; what is known of them counts with the values
	Excluded int               `json:"excluded"`
	Newest   book.Key          `json:"newest,omitempty"` // the client that was added last, 0 for none
}

// Own counts them, those of clients that are left out aside.
func (c *Changes) Own() Own {
	var o Own
	if c == nil {
		return o
	}
	o.Excluded, o.Added = c.excluded.size(), len(c.added)
	if n := len(c.added); n > 0 && c.added[n-1] == c.last {
		o.Newest = c.last
	}
	for f := range c.values {
		o.Fields[f] = c.values[f].size() + len(c.texts[f])
	}
	differ(c.excluded, nil, func(key book.Key, _, _ int64) {
		if c.Has(key) {
			o.Added--
		}
		for f := range c.values {
			if _, ok := c.texts[f][key]; ok || c.values[f].at(key) != Unset {
				o.Fields[f]--
			}
		}
	})
	for _, n := range o.Fields {
		o.Values += n
	}
	return o
}
