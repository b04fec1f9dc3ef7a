package privacy_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// atTerminal runs a command at a terminal of its own, and types lines whenever
// it asks for something.
func atTerminal(t *testing.T, cmd *exec.Cmd, lines ...string) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer master.Close()
	var n, unlocked int32
	for request, arg := range map[uintptr]*int32{syscall.TIOCSPTLCK: &unlocked, syscall.TIOCGPTN: &n} {
		if _, _, e := syscall.Syscall(syscall.SYS_IOCTL, master.Fd(), request, uintptr(unsafe.Pointer(arg))); e != 0 {
			t.Fatal(e)
		}
	}
	slave, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer slave.Close()
	cmd.Stdin, cmd.Stdout, cmd.Stderr = slave, slave, slave
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	heard := make(chan string, 64)
	go func() {
		buf := make([]byte, 4096)
		for {
			n, err := master.Read(buf)
			if err != nil {
				return
			}
			heard <- string(buf[:n])
		}
	}()
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	late := time.After(60 * time.Second)
	for asked := false; ; {
		select {
		case text := <-heard:
			said.WriteString(text)
			if asked = strings.HasSuffix(strings.TrimRight(text, " \x1b[0123456789;mK"), ":"); asked && len(lines) > 0 {
				fmt.Fprintln(master, lines[0])
				lines = lines[1:]
			}
		case err := <-done:
			if err != nil {
				t.Fatalf("%v: %v\n%s", cmd.Args, err, said.String())
			}
			return
		case <-late:
			cmd.Process.Kill()
			t.Fatalf("%v waits for something\n%q", cmd.Args, said.String())
		}
	}
}
