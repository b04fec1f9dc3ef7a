package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// The page draws with go-app, whose package app also holds an HTTP handler.
// Merely importing it links Go's HTTP, TLS and elliptic curve code into the
// page, 350 kB in brotli that never run, and its router the regular
// expressions, 80 kB more. So sites are built with a copy of the package that
// leaves out the files below and has leanFile in their place.

const (
	goApp        = "github.com/maxence-charriere/go-app/v10"
	goAppVersion = "v10.1.11" // that the files to leave out were read off
)

var leftOut = []string{"http.go", "resource.go", "route.go", "static.go", "wasm.go", "wasmexec.go"}

//go:embed _goapp/lean.go
var leanFile []byte

// leanModule writes a go.mod, for -modfile, that has the lean copy in go-app's
// place. The copy is kept in .cache below root, as its relative path becomes
// part of the program; its content names it, so that builds at the same time
// do not disturb each other.
func leanModule(ctx context.Context, root, dir string) (modfile string, err error) {
	out, err := goCommand(ctx, root, "mod", "download", "-json", goApp).Output()
	if err != nil {
		return "", goError("go mod download "+goApp, err)
	}
	var module struct{ Version, Dir string }
	if err := json.Unmarshal(out, &module); err != nil {
		return "", err
	}
	if module.Version != goAppVersion {
		return "", fmt.Errorf("go.mod asks for %s %s, and the lean copy is made for %s: read off anew what it leaves out", goApp, module.Version, goAppVersion)
	}
	files, err := leanFiles(module.Dir)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(h, "%s %d\n", name, len(files[name]))
		h.Write(files[name])
	}
	copied := path.Join(".cache", "go-app-"+hex.EncodeToString(h.Sum(nil))[:12])
	if err := keep(filepath.Join(root, filepath.FromSlash(copied)), files); err != nil {
		return "", err
	}

	modfile = filepath.Join(dir, "lean.mod")
	for from, to := range map[string]string{"go.mod": modfile, "go.sum": filepath.Join(dir, "lean.sum")} {
		content, err := os.ReadFile(filepath.Join(root, from))
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(to, content, 0o600); err != nil {
			return "", err
		}
	}
	if text, err := goCommand(ctx, root, "mod", "edit", "-replace", goApp+"=./"+copied, modfile).CombinedOutput(); err != nil {
		return "", fmt.Errorf("go mod edit: %w\n%s", err, text)
	}
	return modfile, nil
}

// leanFiles returns what the copy of the module in dir consists of.
func leanFiles(dir string) (map[string][]byte, error) {
	files := map[string][]byte{"pkg/app/lean.go": leanFile}
	for _, name := range leftOut {
		if _, err := os.Stat(filepath.Join(dir, "pkg", "app", name)); err != nil {
			return nil, fmt.Errorf("the lean copy of go-app leaves out %s: %w", name, err)
		}
	}
	sources := []string{filepath.Join(dir, "go.mod")}
	for _, pkg := range []string{"app", "errors"} {
		found, err := filepath.Glob(filepath.Join(dir, "pkg", pkg, "*.go"))
		if err != nil {
			return nil, err
		}
		sources = append(sources, found...)
	}
	for _, name := range sources {
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return nil, err
		}
		rel = filepath.ToSlash(rel)
		if strings.HasSuffix(rel, "_test.go") || path.Dir(rel) == "pkg/app" && slices.Contains(leftOut, path.Base(rel)) {
			continue
		}
		if files[rel], err = os.ReadFile(name); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// keep makes dir hold the files, all of them or none.
func keep(dir string, files map[string][]byte) error {
	whole := true
	for name, content := range files {
		kept, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		whole = whole && err == nil && bytes.Equal(kept, content)
	}
	if whole {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	draft, err := os.MkdirTemp(filepath.Dir(dir), "draft")
	if err != nil {
		return err
	}
	defer os.RemoveAll(draft)
	for name, content := range files {
		full := filepath.Join(draft, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(full), 0o755), os.WriteFile(full, content, 0o644)); err != nil {
			return err
		}
	}
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	return os.Rename(draft, dir)
}
