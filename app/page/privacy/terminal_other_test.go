//go:build !linux

package privacy_test

import (
	"os/exec"
	"testing"
)

// atTerminal needs the terminals of Linux.
func atTerminal(t *testing.T, cmd *exec.Cmd, lines ...string) {
	t.Skip("terminals are only made on Linux here")
}
