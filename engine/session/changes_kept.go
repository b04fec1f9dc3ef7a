package session

import (
	"maps"
	"slices"
	"strconv"

	"tierbook/engine/book"
	"tierbook/engine/intake/field"
	"tierbook/engine/wire"
)

// keptChanges is what turns one set of changes into another: all that differs,
// and the highest key that was ever given to an added client.
type keptChanges struct {
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

// changesBetween is what turns one set of changes into another that has some.
func changesBetween(from, to *Changes) keptChanges {
	k := keptChanges{Last: to.last}
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
				c := keptChange{Field: field, Back: v == unset, None: v == book.Missing}
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
		was, _ := from.reason(key)
		if now, _ := to.reason(key); now != was {
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

// on makes the changes in those of a state.
func (k keptChanges) on(st State) (*Changes, error) {
	d := st.Changes.edit()
	for _, c := range k.Set {
		if err := c.in(d, st); err != nil {
			return nil, err
		}
	}
	if k.Last > d.now.last {
		d.now.last, d.dirty = k.Last, true
	}
	return d.done(), nil
}

func (c keptChange) in(d *draft, st State) error {
	wrong := wire.NewFault("broken-log", "0", "checkpoint", "changes of "+c.Field.String())
	if c.Field == field.NoField {
		for _, key := range c.Clients {
			_, filed := st.file().Row(key)
			switch {
			case c.Added && (filed || st.Source == nil):
				return wire.NewFault("broken-log", "0", "checkpoint", "client "+strconv.Itoa(int(key))+" was added and is in the file")
			case c.Added:
				d.add(key)
			case c.Removed:
				d.remove(key)
			case c.Back:
				d.exclude(key, "")
			case c.Reason != "" && (filed || d.now.has(key)):
				d.exclude(key, c.Reason)
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
		_, filed := st.file().Row(key)
		switch {
		case !filed && !d.now.has(key) && c.Back: // what a client had that was removed
		case !filed && !d.now.has(key):
			return wrong
		case c.Back && c.Field.IsText():
			d.setText(key, c.Field, "", false)
		case c.Back:
			d.values[c.Field].set(key, unset)
		case c.Field.IsText() && c.Text != nil && len(*c.Text) <= 4*mostText:
			d.setText(key, c.Field, *c.Text, true)
		case c.Field.IsText():
			return wrong
		case c.None:
			d.values[c.Field].set(key, book.Missing)
		case c.Number != nil && *c.Number != book.Missing && checkValue(c.Field, *c.Number) == nil:
			d.values[c.Field].set(key, *c.Number)
		default:
			return wrong
		}
	}
	return nil
}
