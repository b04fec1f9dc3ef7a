// Package change is what an advisor knows better than a client list, or beside
// it: Changes, laid over a book that itself stays as it was imported.
//
//	d := was.Edit()               // a Draft, of Changes that never change
//	d.Set(key, field.AUM, 5_000_00)
//	d.Exclude(other, "moved away")
//	now := d.Done()
//	book := change.Derive(file, now, nil).Book
//
// A history holds hundreds of Changes to a book of a million rows, so they share
// what they have in common: numbers lie in blocks of an overlay, of which a
// draft copies only those that it touches, and what is kept of Changes is what
// differs from those before (Kept).
package change
