package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
)

func TestWhatIsRefused(t *testing.T) {
	empty := t.TempDir()
	for _, c := range []struct {
		args   string
		status int
		says   []string
	}{
		{"", 2, []string{"usage:", "build", "serve", "analyze"}},
		{"brew", 2, []string{`unknown command "brew"`, "build"}},
		{"build --outt x", 2, []string{"-outt", "allowed: --out, --quick"}},
		{"build dist", 2, []string{`unexpected "dist"`, "allowed: --out"}},
		{"build --out=", 2, []string{"--out is empty"}},
		{"build --quick=perhaps", 2, []string{"perhaps", "quick"}},
		{"serve --port 80", 2, []string{"-port", "allowed: --addr, --bare, --dir, --prefix"}},
		{"serve --addr 8080", 2, []string{`"8080"`, "127.0.0.1:8080"}},
		{"serve --prefix tools", 2, []string{`"tools"`, "/tools/tierbook/"}},
		{"serve --prefix /tools", 2, []string{`"/tools"`}},
		{"serve --prefix //", 2, []string{`"//"`}},
		{"serve --dir " + empty, 1, []string{"no built site", "tierbook build"}},
		{"size --dir " + empty, 1, []string{"no built site"}},
		{"size --limit 3", 2, []string{"allowed: --dir"}},
	} {
		var stdout, stderr bytes.Buffer
		status := tierbook(context.Background(), strings.Fields(c.args), nil, &stdout, &stderr)
		if status != c.status {
			t.Errorf("tierbook %s: status %d, want %d", c.args, status, c.status)
		}
		for _, says := range c.says {
			if !strings.Contains(stderr.String(), says) {
				t.Errorf("tierbook %s: said %q, want %q in it", c.args, stderr.String(), says)
			}
		}
		if stdout.Len() > 0 {
			t.Errorf("tierbook %s: wrote %q to standard output", c.args, stdout.String())
		}
	}
}

func TestHelp(t *testing.T) {
	for _, c := range []struct{ args, says string }{
		{"help", "serve a built site"},
		{"--help", "serve a built site"},
		{"build --help", "-out folder"},
		{"serve -h", "-prefix path"},
	} {
		var stdout, stderr bytes.Buffer
		if status := tierbook(context.Background(), strings.Fields(c.args), nil, &stdout, &stderr); status != 0 || stderr.Len() > 0 {
			t.Errorf("tierbook %s: status %d, said %q", c.args, status, stderr.String())
		}
		if !strings.Contains(stdout.String(), c.says) {
			t.Errorf("tierbook %s: printed %q, want %q in it", c.args, stdout.String(), c.says)
		}
	}
}

func TestBuildSparesWhatIsNotASite(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "thesis.txt"), "years of work")
	if err := writeSite(dir, map[string][]byte{listName: []byte("{}")}, false); err == nil || !strings.Contains(err.Error(), "neither empty nor a built site") {
		t.Errorf("writing a site over other files: %v", err)
	}
	if got := read(t, filepath.Join(dir, "thesis.txt")); got != "years of work" {
		t.Errorf("the file is now %q", got)
	}
}
