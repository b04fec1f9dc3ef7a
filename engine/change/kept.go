package change

import (
	"maps"
	"slices"
	"strconv"

	"tierbook/engine/book"
	"tierbook/engine/intake/field"
	"tierbook/engine/wire"
)

// Kept is what turns one set of changes into another: all that differs,
// and the highest key that was ever given to an added client.
type Kept struct {
	Last book.Key     `json:"last,omitempty"`
	Set  []keptChange `json:"set,omitempty"`
}

// keptChange is one change of some clients. With a field it is of a value: a
// number, a text, none, or with Back the file's again. Without, the clients
// were added, removed, left out for the reason, or with Back are counted again.
type keptChange struct {
	Field   field.Field `json:"field,omitzero"`
	Clients Keys        `json:"clients"`
	Number  *int64      `json:"number,omitempty"`
	Text    *string     `json:"text,omitempty"`
	None    bool        `json:"none,omitempty"`
	Back    bool        `json:"back,omitempty"`
	Added   bool        `json:"added,omitempty"`
	Removed bool        `json:"removed,omitempty"`
	Reason  string      `json:"reason,omitempty"`
}

// KeptBetween is what turns one set of changes into another that has some.
func KeptBetween(from, to *Changes) Kept {
	k := Kept{Last: to.last}
	if from == nil {
		from = &Changes{}
	}
	only := func(a, b []book.Key) (keys Keys) {
		for _, key := range a {
			if _, ok := slices.BinarySearch(b, key); !ok {
				keys = append(keys, key)
			}
		}
		return keys
	}
	if gone := only(from.added, to.added); gone != nil {
		k.Set = append(k.Set, keptChange{Clients: gone, Removed: true})
	}
	if more := only(to.added, from.added); more != nil {
		k.Set = append(k.Set, keptChange{Clients: more, Added: true})
	}
	for f := range to.values {
		field := field.Field(f)
		at := map[int64]int{} // place in k.Set of those with a value, in the order in which the first has it
		differ(from.values[f], to.values[f], func(key book.Key, _, v int64) {
			i, ok := at[v]
			if !ok {
				i = len(k.Set)
				at[v] = i
				c := keptChange{Field: field, Back: v == Unset, None: v == book.Missing}
				if !c.Back && !c.None {
					c.Number = &v
				}
				k.Set = append(k.Set, c)
			}
			k.Set[i].Clients = append(k.Set[i].Clients, key)
		})
		if sameTexts(from.texts[f], to.texts[f]) {
			continue
		}
		for _, key := range keysOf(from.texts[f]) {
			if _, ok := to.texts[f][key]; !ok {
				k.Set = append(k.Set, keptChange{Field: field, Clients: Keys{key}, Back: true})
			}
		}
		for _, key := range keysOf(to.texts[f]) {
			text := to.texts[f][key]
			if was, ok := from.texts[f][key]; !ok || was != text {
				k.Set = append(k.Set, keptChange{Field: field, Clients: Keys{key}, Text: &text})
			}
		}
	}
	byReason := map[string]Keys{}
	differ(from.excluded, to.excluded, func(key book.Key, _, _ int64) {
		was, _ := from.Reason(key)
		if now, _ := to.Reason(key); now != was {
			byReason[now] = append(byReason[now], key)
		}
	})
	for _, reason := range slices.Sorted(maps.Keys(byReason)) {
		k.Set = append(k.Set, keptChange{Clients: byReason[reason], Reason: reason, Back: reason == ""})
	}
	return k
}

// keysOf are the clients that have a text, in order.
func keysOf(texts map[book.Key]string) Keys {
	keys := make([]book.Key, 0, len(texts))
	for key := range texts {
		keys = append(keys, key)
	}
	return KeysOf(keys...)
}

// On makes the changes in those of a client list, nil for none.
func (k Kept) On(was *Changes, file *book.Book) (*Changes, error) {
	d := was.Edit()
	for _, c := range k.Set {
		if err := c.in(d, file); err != nil {
			return nil, err
		}
	}
	if k.Last > d.now.last {
		d.now.last, d.dirty = k.Last, true
	}
	return d.Done(), nil
}

func (c keptChange) in(d *Draft, file *book.Book) error {
	wrong := wire.NewFault("broken-log", "0", "checkpoint", "changes of "+c.Field.String())
	in := func(key book.Key) bool {
		if file == nil {
			return false
		}
		_, ok := file.Row(key)
		return ok
	}
	if c.Field == field.NoField {
		for _, key := range c.Clients {
			filed := in(key)
			switch {
			case c.Added && (filed || file == nil):
				return wire.NewFault("broken-log", "0", "checkpoint", "client "+strconv.Itoa(int(key))+" was added and is in the file")
			case c.Added:
				d.Add(key)
			case c.Removed:
				d.Remove(key)
			case c.Back:
				d.Exclude(key, "")
			case c.Reason != "" && (filed || d.Has(key)):
				d.Exclude(key, c.Reason)
			default:
				return wrong
			}
		}
		return nil
	}
	if c.Field != field.ID && !slices.Contains(Editable[:], c.Field) {
		return wrong
	}
	for _, key := range c.Clients {
		filed := in(key)
		switch {
		case !filed && !d.Has(key) && c.Back: // what a client had that was removed
		case !filed && !d.Has(key):
			return wrong
		case c.Back && c.Field.IsText():
			d.SetText(key, c.Field, "", false)
		case c.Back:
			d.values[c.Field].set(key, Unset)
		case c.Field.IsText() && c.Text != nil && len(*c.Text) <= 4*MostText:
			d.SetText(key, c.Field, *c.Text, true)
		case c.Field.IsText():
			return wrong
		case c.None:
			d.values[c.Field].set(key, book.Missing)
		case c.Number != nil && *c.Number != book.Missing && CheckNumber(c.Field, *c.Number) == nil:
			d.values[c.Field].set(key, *c.Number)
		default:
			return wrong
		}
	}
	return nil
}
