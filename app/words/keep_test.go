package words

import (
	"strings"
	"testing"
)

func TestWiped(t *testing.T) {
	for _, c := range []struct {
		left []string
		want string
	}{
		{nil, "Everything was wiped"},
		{[]string{"service worker"}, "Everything was wiped"},
		{[]string{"tierbook"}, "still has: tierbook."},
		{[]string{"service worker", "tierbook.keep"}, "still has: service worker, tierbook.keep."},
	} {
		if got := Wiped(c.left); !strings.Contains(got, c.want) {
			t.Errorf("%q: %s", c.left, got)
		}
	}
}
