//go:build !linux

package browsertest

import "syscall"

func diesWithParent() *syscall.SysProcAttr { return nil }

// lock locks nothing: what two packages make at the same time is made twice.
func lock(string) (unlock func(), err error) { return func() {}, nil }
