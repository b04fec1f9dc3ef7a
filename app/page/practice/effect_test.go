package practice

import "testing"

func TestSmallChangesAreToldToTheCent(t *testing.T) {
	var f figure
	f.set(10_000_00, 10_000_32, 1, "USD")
	if f.change != "+$0.32" || f.better != 1 {
		t.Errorf("%q, better %d", f.change, f.better)
	}
	f.set(10_000_00, 9_999_60, 1, "USD")
	if f.change != "−$0.40" || f.better != -1 {
		t.Errorf("%q, better %d", f.change, f.better)
	}
	f.set(10_000_00, 10_250_32, 1, "USD")
	if f.change != "+$250" {
		t.Errorf("%q", f.change)
	}
}
