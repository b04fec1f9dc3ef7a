package change

import (
	"maps"
	"slices"

	"tierbook/engine/book"
	"tierbook/engine/intake/field"
)

// Changes are what the advisor knows better than the file, or beside it:
// values of clients, clients that are left out of the analysis, and clients
// that no file has. The file's own values stay in the import; the book that is
// analysed is the import with the changes on top.
//
// Changes name clients by their permanent keys and are never changed in place.
// nil is none.
type Changes struct {
	values   [field.Fields]*overlay            // of the fields that are numbers
	texts    [field.Fields]map[book.Key]string // of the others
	excluded *overlay                          // 1 + the place of the reason
	reasons  []string
	added    []book.Key // ascending
	last     book.Key   // the highest key that an added client was ever given
}

// Editable are the fields that can be changed, in the order in which a page
// shows them.
var Editable = [...]field.Field{field.Name, field.Household, field.AUM, field.GDC, field.Since,
	field.Potential, field.Likeability, field.Referrals, field.Hours}

// of are the own numbers of a field.
func (c *Changes) of(f field.Field) *overlay {
	if c == nil {
		return nil
	}
	return c.values[f]
}

// Number is a client's own number of a field, Unset where it has none.
func (c *Changes) Number(key book.Key, f field.Field) int64 {
	return c.of(f).at(key)
}

// Text is a client's own text of a field.
func (c *Changes) Text(key book.Key, f field.Field) (string, bool) {
	if c == nil {
		return "", false
	}
	text, ok := c.texts[f][key]
	return text, ok
}

// Reason is why a client is left out, and whether it is.
func (c *Changes) Reason(key book.Key) (string, bool) {
	if c == nil {
		return "", false
	}
	at := c.excluded.at(key)
	if at == Unset {
		return "", false
	}
	return c.reasons[at-1], true
}

// Has reports whether the advisor added the client.
func (c *Changes) Has(key book.Key) bool {
	if c == nil {
		return false
	}
	_, ok := slices.BinarySearch(c.added, key)
	return ok
}

// Last is the highest key that an added client was ever given, 0 for none.
func (c *Changes) Last() book.Key {
	if c == nil {
		return 0
	}
	return c.last
}

// Excluded is how many clients are left out.
func (c *Changes) Excluded() int {
	if c == nil {
		return 0
	}
	return c.excluded.size()
}

// EachExcluded calls f with each of them, in the order of their keys.
func (c *Changes) EachExcluded(f func(book.Key)) {
	if c != nil {
		differ(c.excluded, nil, func(key book.Key, _, _ int64) { f(key) })
	}
}

// Differing is how many clients have another number of their own in a field than
// before.
func (c *Changes) Differing(before *Changes, f field.Field) (n int) {
	differ(before.of(f), c.of(f), func(book.Key, int64, int64) { n++ })
	return n
}

// Added are the clients that no file has.
func (c *Changes) Added() []book.Key {
	if c == nil {
		return nil
	}
	return c.added
}

// Draft is Changes being changed.
type Draft struct {
	from     *Changes
	now      Changes
	values   [field.Fields]edit
	fresh    [field.Fields]bool // maps of texts that are not shared with from
	excluded edit
	dirty    bool // something beside the overlays has changed
}

func (c *Changes) Edit() *Draft {
	d := &Draft{from: c}
	if c != nil {
		d.now = *c
	}
	for f := range d.values {
		d.values[f].from = d.now.values[f]
	}
	d.excluded.from = d.now.excluded
	return d
}

// Done are the changes as they have become: from itself where there is no
// difference, and nil where none are left.
func (d *Draft) Done() *Changes {
	for f := range d.values {
		v := d.values[f].done()
		d.dirty = d.dirty || v != d.now.values[f]
		d.now.values[f] = v
	}
	v := d.excluded.done()
	d.dirty = d.dirty || v != d.now.excluded
	if d.now.excluded = v; v == nil {
		d.now.reasons = nil
	}
	switch {
	case !d.dirty:
		return d.from
	case d.now.empty():
		return nil
	}
	return &d.now
}

func (c *Changes) empty() bool {
	for f := range c.values {
		if c.values[f] != nil || len(c.texts[f]) > 0 {
			return false
		}
	}
	return c.excluded == nil && c.last == 0
}

// Has reports whether the advisor added the client.
func (d *Draft) Has(key book.Key) bool { return d.now.Has(key) }

// Set gives a client a number of its own; Unset brings the file's back.
func (d *Draft) Set(key book.Key, f field.Field, v int64) { d.values[f].set(key, v) }

// SetText gives a client a text of its own; without own it has the file's
// again.
func (d *Draft) SetText(key book.Key, f field.Field, text string, own bool) {
	if was, ok := d.now.texts[f][key]; ok == own && was == text {
		return
	}
	if !d.fresh[f] {
		d.fresh[f] = true
		d.now.texts[f] = maps.Clone(d.now.texts[f])
	}
	if d.dirty = true; !own {
		delete(d.now.texts[f], key)
		return
	}
	if d.now.texts[f] == nil {
		d.now.texts[f] = map[book.Key]string{}
	}
	d.now.texts[f][key] = text
}

// Exclude leaves a client out, or counts it again with "".
func (d *Draft) Exclude(key book.Key, reason string) {
	if reason == "" {
		d.excluded.set(key, Unset)
		return
	}
	at := slices.Index(d.now.reasons, reason)
	if at < 0 {
		at = len(d.now.reasons)
		d.now.reasons = append(slices.Clip(d.now.reasons), reason)
	}
	d.excluded.set(key, int64(at+1))
}

// Add makes place for a client that no file has.
func (d *Draft) Add(key book.Key) {
	if at, ok := slices.BinarySearch(d.now.added, key); !ok {
		d.now.added = append(append(slices.Clone(d.now.added[:at]), key), d.now.added[at:]...)
		d.now.last = max(d.now.last, key)
		d.dirty = true
	}
}

// Remove takes an added client away, and all that is known of it.
func (d *Draft) Remove(key book.Key) {
	at, ok := slices.BinarySearch(d.now.added, key)
	if !ok {
		return
	}
	d.now.added = slices.Delete(slices.Clone(d.now.added), at, at+1)
	d.dirty = true
	for f := range d.values {
		d.values[f].set(key, Unset)
		d.SetText(key, field.Field(f), "", false)
	}
	d.excluded.set(key, Unset)
}

// Carried are the changes for another list, in which each client goes by
// another key: to gives it, or 0 for a client that the list does not have,
// whose values are dropped. Added clients that to gives 0 for stay as they are
// as long as their key is free, which the caller sees to by giving no new
// client a key up to Last.
func (c *Changes) Carried(to func(book.Key) book.Key) *Changes {
	if c == nil {
		return nil
	}
	d := (*Changes)(nil).Edit()
	at := func(key book.Key) book.Key {
		now := to(key)
		if now == 0 && c.Has(key) {
			d.Add(key)
			return key
		}
		return now
	}
	for _, key := range c.added {
		at(key)
	}
	d.now.last, d.dirty = c.last, true
	for f := range c.values {
		differ(c.values[f], nil, func(key book.Key, v, _ int64) {
			if now := at(key); now != 0 {
				d.values[f].set(now, v)
			}
		})
		for _, key := range keysOf(c.texts[f]) {
			if now := at(key); now != 0 {
				d.SetText(now, field.Field(f), c.texts[f][key], true)
			}
		}
	}
	differ(c.excluded, nil, func(key book.Key, _, _ int64) {
		if now := at(key); now != 0 {
			reason, _ := c.Reason(key)
			d.Exclude(now, reason)
		}
	})
	return d.Done()
}
