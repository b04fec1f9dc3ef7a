package browsertest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// sources are the files and folders of the module that the site is made of.
var sources = []string{"go.mod", "go.sum", "app", "cmd", "engine", "web"}

// kept is how long what was made and is not used is kept: longer than any tests
// run that may still use it.
const kept = time.Hour

// made is the folder of what make makes of the module in from. Of the same
// sources it is made once, for all packages of a run and for the runs to come.
func made(from string, make func(to string) error) (string, error) {
	sum, err := sum(from)
	if err != nil {
		return "", err
	}
	all := filepath.Join(root, ".cache", "tests")
	if err := os.MkdirAll(all, 0o755); err != nil {
		return "", err
	}
	unlock, err := lock(filepath.Join(all, "lock"))
	if err != nil {
		return "", err
	}
	defer unlock()
	tidy(all)
	place := filepath.Join(all, sum)
	if now := time.Now(); os.Chtimes(place, now, now) == nil {
		return place, nil
	}
	draft, err := os.MkdirTemp(all, "draft")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(draft)
	if err := make(draft); err != nil {
		return "", err
	}
	err = os.Rename(draft, place)
	if _, there := os.Stat(place); there == nil {
		return place, nil // another has made the same
	}
	return "", err
}

// tidy removes what has not been used for long.
func tidy(all string) {
	entries, err := os.ReadDir(all)
	if err != nil {
		return // there is time for it in the next run
	}
	for _, e := range entries {
		if info, err := e.Info(); err == nil && e.IsDir() && time.Since(info.ModTime()) > kept {
			os.RemoveAll(filepath.Join(all, e.Name()))
		}
	}
}

// sum tells the sources of the module in from, and the Go that builds them, from
// all others.
func sum(from string) (string, error) {
	h := sha256.New()
	env, err := exec.Command("go", "env", "GOVERSION", "GOROOT").Output()
	if err != nil {
		return "", err
	}
	fmt.Fprintf(h, "%s%s\n", env, tool) // a changed copy is built by the tests' own command
	for _, name := range sources {
		err := filepath.WalkDir(filepath.Join(from, name), func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && slices.Contains([]string{"testdata", "browsertest"}, d.Name()):
				return fs.SkipDir
			case d.IsDir() || strings.HasSuffix(path, "_test.go"):
				return nil
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			within, err := filepath.Rel(from, path)
			fmt.Fprintf(h, "%q %d\n", within, len(text))
			h.Write(text)
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:16], nil
}
