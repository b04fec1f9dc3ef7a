package intake

import (
	"maps"
	"slices"
	"strconv"

	"tierbook/engine/book"
)

// Decision is something the user decided about how a file is read. What it
// does not name stays as it was; With makes the Options that it leads to.
type Decision struct {
	Back bool `json:"back,omitempty"` // what the lists below name is taken back, and found out again

	Encoding   *Encoding  `json:"encoding,omitempty"` // the zero value of each of these: found out again
	Delimiter  *Delimiter `json:"delimiter,omitempty"`
	HeaderLine *int       `json:"header_line,omitempty"`
	AsOf       *book.Day  `json:"as_of,omitempty"`
	Combine    *Combine   `json:"combine,omitempty"`
	AllAsOne   *bool      `json:"all_as_one,omitempty"`
	Payments   *Answer    `json:"payments,omitempty"`

	Columns    map[int]Choice `json:"columns,omitempty"` // the parts of a choice that are not zero
	Rules      []Rule         `json:"rules,omitempty"`
	Cells      []Cell         `json:"cells,omitempty"`
	LeftOut    []Omission     `json:"left_out,omitempty"`
	Clients    []Client       `json:"clients,omitempty"`
	Households []Group        `json:"households,omitempty"`
	Together   []string       `json:"together,omitempty"`

	LeaveOut *Leaving `json:"leave_out,omitempty"` // the rows of a whole group of problems
	Likely   bool     `json:"likely,omitempty"`    // all households that are proposed
}

// Leaving leaves out every row with a problem of a kind.
type Leaving struct {
	Column int    `json:"column"`
	Reason Reason `json:"reason"`
	Text   string `json:"text,omitempty"` // only those that say this; of whole lines any
	Why    string `json:"why"`
}

// Decide is the Options that a decision about an import leads to.
func (imp *Import) Decide(d Decision) Options {
	if l := d.LeaveOut; l != nil {
		d.LeftOut = slices.Clone(d.LeftOut)
		for _, p := range imp.Problems {
			if p.Column == l.Column && p.Reason == l.Reason && (p.Column < 0 || p.Text == l.Text) {
				d.LeftOut = append(d.LeftOut, Omission{p.Line, l.Why})
			}
		}
	}
	if d.Likely {
		d.Households = append(slices.Clone(d.Households), imp.LikelyHouseholds()...)
	}
	return imp.Options.With(d)
}

// With is the options after a decision. Neither the options nor the decision
// are changed.
func (o Options) With(d Decision) Options {
	set(&o.Encoding, d.Encoding)
	set(&o.HeaderLine, d.HeaderLine)
	set(&o.AsOf, d.AsOf)
	set(&o.Combine, d.Combine)
	set(&o.AllAsOne, d.AllAsOne)
	set(&o.Payments, d.Payments)
	if d.Delimiter != nil && *d.Delimiter != o.Delimiter {
		// The columns are others then.
		o.Delimiter, o.Columns, o.Rules, o.Cells, o.HeaderLine = *d.Delimiter, nil, nil, nil, 0
	}
	o.Columns = maps.Clone(o.Columns)
	for _, c := range slices.Sorted(maps.Keys(d.Columns)) {
		if d.Back {
			delete(o.Columns, c)
			continue
		}
		o.choose(c, d.Columns[c])
	}
	o.Rules = merged(o.Rules, d.Rules, d.Back, func(a, b Rule) bool { return a.Column == b.Column && a.Text == b.Text })
	o.Cells = merged(o.Cells, d.Cells, d.Back, func(a, b Cell) bool { return a.Line == b.Line && a.Column == b.Column })
	o.LeftOut = merged(o.LeftOut, d.LeftOut, d.Back, func(a, b Omission) bool { return a.Line == b.Line })
	o.Clients = merged(o.Clients, d.Clients, d.Back, func(a, b Client) bool { return a == b })
	o.Together = merged(o.Together, d.Together, d.Back, func(a, b string) bool { return a == b })
	if d.Back {
		o.Households = merged(o.Households, d.Households, true, func(a, b Group) bool { return a.Name == b.Name })
	} else if len(d.Households) > 0 {
		o.Households = households(o.Households, d.Households)
	}
	return o
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

// choose decides about a column. No two columns are one field.
func (o *Options) choose(column int, c Choice) {
	if o.Columns == nil {
		o.Columns = map[int]Choice{}
	}
	now := o.Columns[column]
	if c.Use != Undecided {
		now = Choice{Use: c.Use, Field: c.Field}
		if c.Use != AsField {
			now.Field = NoField
		}
		for other, taken := range o.Columns {
			if other != column && taken.Use == AsField && taken.Field == now.Field {
				delete(o.Columns, other)
			}
		}
		if now.Field == PaymentDate {
			o.Payments = Yes
		}
	}
	now.Format = now.Format.with(c.Format)
	o.Columns[column] = now
}

// with is a format with the parts of another that are not zero.
func (f Format) with(g Format) Format {
	put(&f.Decimal, g.Decimal)
	put(&f.Times, g.Times)
	put(&f.Currency, g.Currency)
	put(&f.Order, g.Order)
	put(&f.Dates, g.Dates)
	put(&f.Scale, g.Scale)
	put(&f.Unit, g.Unit)
	put(&f.Period, g.Period)
	put(&f.Basis, g.Basis)
	put(&f.Repeated, g.Repeated)
	return f
}

func put[T comparable](to *T, v T) {
	var zero T
	if v != zero {
		*to = v
	}
}

// merged is a list with others in the place of those that are of the same, or
// without them.
func merged[T any](list, others []T, without bool, same func(a, b T) bool) []T {
	if len(others) == 0 {
		return list
	}
	list = slices.Clone(list)
	for _, one := range others {
		at := slices.IndexFunc(list, func(other T) bool { return same(one, other) })
		switch {
		case at >= 0 && without:
			list = slices.Delete(list, at, at+1)
		case at >= 0:
			list[at] = one
		case !without:
			list = append(list, one)
		}
	}
	return list
}

// households adds confirmed households to others: those that share a row are
// one, and two of one name are told apart.
func households(list, others []Group) []Group {
	out := make([]Group, len(list), len(list)+len(others))
	at, names := map[uint32]int{}, map[string]bool{}
	for k, g := range list {
		out[k] = g
		names[g.Name] = true
		for _, line := range g.Lines {
			at[line] = k
		}
	}
	for _, g := range others {
		k := -1
		for _, line := range g.Lines {
			if of, ok := at[line]; ok && (k < 0 || of < k) {
				k = of
			}
		}
		if k < 0 {
			name := g.Name
			for n := 2; names[g.Name]; n++ {
				g.Name = name + " (" + strconv.Itoa(n) + ")"
			}
			names[g.Name] = true
			k = len(out)
			out = append(out, Group{Name: g.Name})
		}
		lines := slices.Clone(out[k].Lines)
		for _, line := range g.Lines {
			if of, ok := at[line]; !ok || of != k {
				lines = append(lines, line)
				if ok { // two households turn out to be one
					for _, more := range out[of].Lines {
						at[more] = k
						lines = append(lines, more)
					}
					out[of].Lines = nil
				}
			}
			at[line] = k
		}
		slices.Sort(lines)
		out[k].Lines = slices.Compact(lines)
	}
	return slices.DeleteFunc(out, func(g Group) bool { return len(g.Lines) == 0 })
}
