package intake

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"tierbook/engine/book"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/file"
	"tierbook/engine/intake/record"
)

// Decision is something the user decided about how a file is read. What it
// does not name stays as it was; With makes the Options that it leads to.
type Decision struct {
	Back bool `json:"back,omitempty"` // what the lists below name is taken back, and found out again

	Encoding   *file.Encoding    `json:"encoding,omitempty"` // the zero value of each of these: found out again
	Delimiter  *record.Delimiter `json:"delimiter,omitempty"`
	HeaderLine *int              `json:"header_line,omitempty"`
	AsOf       *book.Day         `json:"as_of,omitempty"`
	Combine    *Combine          `json:"combine,omitempty"`
	AllAsOne   *bool             `json:"all_as_one,omitempty"`
	Payments   *Answer           `json:"payments,omitempty"`

	Columns    map[int]Choice `json:"columns,omitempty"` // the parts of a choice that are not zero
	Rules      []Rule         `json:"rules,omitempty"`
	Cells      []Cell         `json:"cells,omitempty"`
	LeftOut    []Omission     `json:"left_out,omitempty"`
	Clients    []Client       `json:"clients,omitempty"`
	Households []Group        `json:"households,omitempty"`
	Together   []string       `json:"together,omitempty"`

	Alike  *Alike `json:"alike,omitempty"`  // all problems that say the same
	Likely bool   `json:"likely,omitempty"` // all households that are proposed
}

// Alike decides about all problems of one kind that say the same: their cells are
// read as another text, or else their rows are left out.
type Alike struct {
	Column int         `json:"column"`
	Reason cell.Reason `json:"reason"`
	Text   string      `json:"text,omitempty"` // as the problems have it; of whole lines any
	As     *string     `json:"as,omitempty"`   // nil to leave the rows out
	Why    string      `json:"why,omitempty"`  // they are left out
}

// Decide is the Options that a decision about an import leads to.
func (imp *Import) Decide(d Decision) Options {
	if a := d.Alike; a != nil {
		d.LeftOut, d.Cells, d.Rules = slices.Clone(d.LeftOut), slices.Clone(d.Cells), slices.Clone(d.Rules)
		// What is shown of a long or private cell is not all that it says.
		whole := len(a.Text) < mostShown && !strings.ContainsAny(a.Text, "*�…")
		if a.As != nil && whole {
			d.Rules = append(d.Rules, Rule{a.Column, a.Text, *a.As})
		}
		for _, p := range imp.Problems {
			switch {
			case p.Column != a.Column || p.Reason != a.Reason || p.Column >= 0 && p.Text != a.Text:
			case a.As == nil:
				d.LeftOut = append(d.LeftOut, Omission{p.Line, a.Why})
			case !whole:
				d.Cells = append(d.Cells, Cell{p.Line, p.Column, *a.As})
			}
		}
	}
	if d.Likely {
		d.Households = append(slices.Clone(d.Households), imp.LikelyHouseholds()...)
	}
	o := imp.Options
	if d.Delimiter != nil && *d.Delimiter == imp.Delimiter { // it was found out; the columns stay
		o.Delimiter, d.Delimiter = *d.Delimiter, nil
	}
	return o.With(d)
}

// With is the options after a decision. Neither the options nor the decision
// are changed.
func (o Options) With(d Decision) Options {
	if d.Delimiter != nil && *d.Delimiter != o.Delimiter {
		// The columns are others then.
		o.Delimiter, o.Columns, o.Rules, o.Cells, o.HeaderLine = *d.Delimiter, nil, nil, nil, 0
	}
	set(&o.Encoding, d.Encoding)
	set(&o.HeaderLine, d.HeaderLine)
	set(&o.AsOf, d.AsOf)
	set(&o.Combine, d.Combine)
	set(&o.AllAsOne, d.AllAsOne)
	set(&o.Payments, d.Payments)
	o.Columns = maps.Clone(o.Columns)
	for _, c := range slices.Sorted(maps.Keys(d.Columns)) {
		if d.Back {
			delete(o.Columns, c)
			continue
		}
		o.choose(c, d.Columns[c])
	}
	o.Rules = merged(o.Rules, d.Rules, d.Back, func(r Rule) any { return Rule{r.Column, r.Text, ""} })
	o.Cells = merged(o.Cells, d.Cells, d.Back, func(c Cell) any { return Cell{c.Line, c.Column, ""} })
	o.LeftOut = merged(o.LeftOut, d.LeftOut, d.Back, func(l Omission) any { return l.Line })
	o.Clients = merged(o.Clients, d.Clients, d.Back, func(c Client) any { return c })
	o.Together = merged(o.Together, d.Together, d.Back, func(name string) any { return name })
	if d.Back {
		o.Households = merged(o.Households, d.Households, true, func(g Group) any { return g.Name })
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
	if c.Use != field.Undecided {
		now = Choice{Use: c.Use, Field: c.Field}
		if c.Use != field.AsField {
			now.Field = field.NoField
		}
		for other, taken := range o.Columns {
			if other != column && taken.Use == field.AsField && taken.Field == now.Field {
				delete(o.Columns, other)
			}
		}
		if now.Field == field.PaymentDate {
			o.Payments = Yes
		}
	}
	now.Format = now.Format.With(c.Format)
	o.Columns[column] = now
}

// merged is a list with others in the place of those that are of the same, or
// without them.
func merged[T any](list, others []T, without bool, what func(T) any) []T {
	if len(others) == 0 {
		return list
	}
	at := func(i int) T {
		if i < len(list) {
			return list[i]
		}
		return others[i-len(list)]
	}
	order := merge(len(list), len(others), without, func(i int) any { return what(at(i)) })
	out := make([]T, len(order))
	for k, i := range order {
		out[k] = at(i)
	}
	return out
}

// merge is merged for things that are known by numbers: the first so many are the
// list, and the others follow.
func merge(list, others int, without bool, what func(i int) any) []int {
	place := make(map[any]int, list)
	order := make([]int, list, list+others)
	for i := range order {
		order[i] = i
		place[what(i)] = i
	}
	for i := list; i < list+others; i++ {
		k, ok := place[what(i)]
		switch {
		case without && ok:
			order[k] = -1
		case without:
		case ok:
			order[k] = i
		default:
			place[what(i)] = len(order)
			order = append(order, i)
		}
	}
	return slices.DeleteFunc(order, func(i int) bool { return i < 0 })
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
