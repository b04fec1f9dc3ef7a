// Package change holds on to what the page showed before the last change, so
// that figures can say what that made of them.
package change

import "tierbook/engine/session"

// Change follows one overview after another. The zero Change has seen none.
type Change struct {
	now    *session.Overview
	kept   *session.Overview // the newest that was not just tried
	before *session.Overview // what was shown before that
}

// Turn takes the overview that is shown now and returns the one to compare it
// with, nil before any change. What is tried stands beside what is kept, and
// once it is given up the change before it is the last one again.
func (c *Change) Turn(o *session.Overview) (was *session.Overview) {
	switch {
	case c.now == nil || o.Open != c.now.Open || o.Origin != c.now.Origin:
		c.kept, c.before = o, nil
	case o.Revision == c.now.Revision || o.Trial:
	case o.Practice == c.kept.Practice && o.Tiers == c.kept.Tiers && c.now.Trial:
		c.kept = o
	default:
		c.kept, c.before = o, c.kept
	}
	c.now = o
	if o.Trial {
		return c.kept
	}
	return c.before
}
