package engine

import (
	"testing"

	"tierbook/engine/plan"
)

// TestFurther: a client that meets the target is offered more, not mended, and
// nothing is said to be needed.
func TestFurther(t *testing.T) {
	for _, c := range []struct {
		name   string
		client advised
		want   []plan.Lever
		grow   int // thousands of dollars that it is asked for
	}{
		{"less time than its tier's", advised{aum: 2_000_000, gdc: 20_000, hours: 5, potential: 9}, []plan.Lever{plan.Keep, plan.Serve, plan.Grow, plan.Charge, plan.HandOver, plan.LetGo}, 0},
		{"its tier's time, and assets elsewhere", advised{aum: 2_000_000, gdc: 20_000, hours: 20, held: 70_000}, []plan.Lever{plan.Keep, plan.Serve, plan.Grow, plan.Charge, plan.HandOver, plan.LetGo}, 70},
	} {
		m := c.client.mend()
		var got []plan.Lever
		for _, o := range m.Options {
			got = append(got, o.Lever)
			if o.Lever == plan.Grow && int(o.Assets) != c.grow*1000_00 {
				t.Errorf("%s: %d of assets", c.name, o.Assets)
			}
			if o.Lever == plan.Charge && o.Fee != 0 {
				t.Errorf("%s: a fee of %d", c.name, o.Fee)
			}
		}
		if len(got) != len(c.want) || m.Best() == nil || m.Best().Lever != plan.Keep || m.Why != WhyBearable {
			t.Errorf("%s: %v, %d recommended", c.name, got, m.Recommended)
			continue
		}
		for k := range got {
			if got[k] != c.want[k] {
				t.Errorf("%s: %v, want %v", c.name, got, c.want)
			}
		}
	}
}
