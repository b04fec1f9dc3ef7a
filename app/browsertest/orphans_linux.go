package browsertest

import "syscall"

// diesWithParent keeps a killed test from leaving its servers and browsers
// behind.
func diesWithParent() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}
