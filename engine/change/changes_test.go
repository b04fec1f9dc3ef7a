package change

import (
	"reflect"
	"slices"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/intake/field"
)

// TestADraftSharesWhatItDoesNotTouch: one more value copies one block of one
// field.
func TestADraftSharesWhatItDoesNotTouch(t *testing.T) {
	edited := func(c *Changes, key book.Key) *Changes {
		d := c.Edit()
		d.Set(key, field.Potential, 9000)
		d.Set(key, field.AUM, Unset)
		return d.Done()
	}
	one := edited(nil, 4000)
	two := edited(one, 1)
	a, b := one.values[field.Potential], two.values[field.Potential]
	if a.blocks[3] != b.blocks[3] || a.blocks[0] == b.blocks[0] {
		t.Error("blocks are not shared from one change to the next")
	}
	if edited(two, 1) != two {
		t.Error("the same values again are other changes")
	}
	if d := one.Edit(); d.Done() != one {
		t.Error("nothing changed is another change")
	}
	back := one.Edit()
	back.Set(4000, field.Potential, Unset)
	if back.Done() != nil {
		t.Error("without any value there are changes left")
	}
}

func TestCarried(t *testing.T) {
	d := (*Changes)(nil).Edit()
	d.Set(1, field.AUM, 7)
	d.SetText(2, field.Name, "Own", true)
	d.Set(3, field.GDC, 9)
	d.Exclude(4, "gone")
	d.Exclude(5, "gone")
	d.Add(13)
	d.SetText(13, field.Name, "New", true)
	d.Set(13, field.AUM, 50)
	all := d.Done()
	to := map[book.Key]book.Key{1: 101, 2: 2, 4: 1}
	c := all.Carried(func(k book.Key) book.Key { return to[k] })
	if c.Number(101, field.AUM) != 7 || c.Number(1, field.AUM) != Unset || c.Number(3, field.GDC) != Unset || c.Number(13, field.AUM) != 50 {
		t.Error("values are not where they belong")
	}
	if name, ok := c.Text(2, field.Name); !ok || name != "Own" {
		t.Errorf("the name is %q", name)
	}
	if reason, out := c.Reason(1); !out || reason != "gone" || c.Excluded() != 1 {
		t.Errorf("left out are %d, for %q", c.Excluded(), reason)
	}
	if !slices.Equal(c.Added(), []book.Key{13}) || c.Last() != 13 {
		t.Errorf("added are %v", c.Added())
	}
	if same := all.Carried(func(k book.Key) book.Key { return k % 13 }); !reflect.DeepEqual(KeptBetween(nil, same), KeptBetween(nil, all)) {
		t.Error("carried over to the same keys they are others")
	}
}
