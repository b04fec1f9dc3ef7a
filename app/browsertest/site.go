package browsertest

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// What Main makes, once for all tests of a binary.
var (
	root    string // of the module
	tool    string // the built cmd/tierbook
	site    string // the built site
	chrome  string // Chromium's command
	scratch string // folder that goes when the tests are over
)

// Main builds the command and the site where they are not at hand, runs the
// tests and cleans up. Without Chromium it fails, and says what to install: no
// test is skipped in silence.
func Main(m *testing.M) int {
	var err error
	if scratch, err = os.MkdirTemp("", "tierbook-test"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(scratch)
	if err := prepare(); err != nil {
		fmt.Fprintln(os.Stderr, "browser tests cannot run:", err)
		return 1
	}
	return m.Run()
}

func prepare() error {
	var err error
	if chrome, err = findChromium(); err != nil {
		return err
	}
	mod, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return err
	}
	root = filepath.Dir(strings.TrimSpace(string(mod)))
	dir, err := made(root, func(to string) error {
		cmd := exec.Command("go", "build", "-buildvcs=false", "-o", filepath.Join(to, "tierbook"), "./cmd/tierbook")
		cmd.Dir = root
		if text, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("go build ./cmd/tierbook: %w\n%s", err, text)
		}
		return build(filepath.Join(to, "tierbook"), root, filepath.Join(to, "site"))
	})
	tool, site = filepath.Join(dir, "tierbook"), filepath.Join(dir, "site")
	return err
}

func build(tool, root, out string) error {
	cmd := exec.Command(tool, "build", "--quick", "--out", out)
	cmd.Dir = root
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("tierbook build: %w\n%s", err, text)
	}
	return nil
}

// BuildFrom builds the site of the module in from into out. Another root than
// the tests' own is a changed copy: see CopyModule.
func BuildFrom(from, out string) error {
	dir, err := made(from, func(to string) error { return build(tool, from, filepath.Join(to, "site")) })
	if err != nil {
		return err
	}
	return os.CopyFS(out, os.DirFS(filepath.Join(dir, "site")))
}

// CopyModule copies what the site is built from into a new folder, to be
// changed and built there.
func CopyModule(t testing.TB) string {
	t.Helper()
	to := t.TempDir()
	for _, name := range sources {
		from := filepath.Join(root, name)
		if text, err := exec.Command("cp", "-R", from, to).CombinedOutput(); err != nil {
			t.Fatalf("copying %s: %v\n%s", name, err, text)
		}
	}
	return to
}

func findChromium() (string, error) {
	if name := os.Getenv("CHROMIUM"); name != "" {
		return exec.LookPath(name)
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no Chromium found: install one (on Debian: apt-get install chromium), or name it in CHROMIUM")
}

// Host says how to serve the site, and where it is once it is served.
type Host struct {
	Dir    string // of another build than Main's
	Prefix string // path to serve it below, "/" by default
	Bare   bool   // without security headers

	URL string // set by Serve: the address of the page

	t    testing.TB
	addr string
	cmd  *exec.Cmd
}

// Serve serves the built site until the test is over.
func Serve(t testing.TB, h Host) *Host {
	t.Helper()
	if h.Dir == "" {
		h.Dir = site
	}
	if h.Prefix == "" {
		h.Prefix = "/"
	}
	h.t, h.addr = t, "127.0.0.1:0"
	h.Start()
	t.Cleanup(h.Stop)
	return &h
}

// Start serves again, at the same address, after a Stop.
func (h *Host) Start() {
	h.t.Helper()
	flags := []string{"serve", "--addr", h.addr, "--dir", h.Dir, "--prefix", h.Prefix}
	if h.Bare {
		flags = append(flags, "--bare")
	}
	h.cmd = exec.Command(tool, flags...)
	h.cmd.Stderr = os.Stderr
	h.cmd.SysProcAttr = diesWithParent()
	out, err := h.cmd.StdoutPipe()
	if err != nil {
		h.t.Fatal(err)
	}
	if err := h.cmd.Start(); err != nil {
		h.t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		h.t.Fatalf("tierbook serve said nothing: %v", err)
	}
	h.URL = line[strings.Index(line, "http://") : len(line)-1]
	u, err := url.Parse(h.URL)
	if err != nil {
		h.t.Fatal(err)
	}
	h.addr = u.Host
}

// Stop stops serving: the address then refuses connections.
func (h *Host) Stop() {
	if h.cmd == nil {
		return
	}
	h.cmd.Process.Signal(syscall.SIGTERM)
	done := make(chan error, 1)
	go func() { done <- h.cmd.Wait() }()
	select {
	case <-done:
	case <-time.After(5 * time.Second):
		h.cmd.Process.Kill()
		h.t.Error("tierbook serve did not stop within 5 s")
	}
	h.cmd = nil
}

// Files lists the addresses of the build's files, and of the page itself.
func (h *Host) Files() map[string]bool {
	h.t.Helper()
	var list struct{ Files []struct{ Name string } }
	text, err := os.ReadFile(filepath.Join(h.Dir, "build.json"))
	if err == nil {
		err = json.Unmarshal(text, &list)
	}
	if err != nil {
		h.t.Fatal(err)
	}
	files := map[string]bool{h.URL: true, h.URL + "build.json": true}
	for _, f := range list.Files {
		files[h.URL+f.Name] = true
	}
	return files
}

// Site is the folder of the site that Main has built. Nothing may be changed
// in it.
func Site() string { return site }
