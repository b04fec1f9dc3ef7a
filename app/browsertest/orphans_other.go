//go:build !linux

package browsertest

import "syscall"

func diesWithParent() *syscall.SysProcAttr { return nil }
