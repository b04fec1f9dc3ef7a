package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// licencesName is the file with the licences of what the page is made of.
const licencesName = "licences.txt"

// licences are the licences of every module whose code may be in the page's
// program, and of Go itself, each with what it is for. A module without one is
// an error: it must not be shipped.
func licences(ctx context.Context, root, goroot, version string) ([]byte, error) {
	list := goCommand(ctx, root, "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", "./cmd/webapp")
	list.Env = append(list.Env, "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	out, err := list.Output()
	if err != nil {
		return nil, goError("go list", err)
	}
	modules := strings.Split(strings.TrimSpace(string(out)), "\n")
	slices.Sort(modules)
	modules = append([]string{"Go\t" + version + "\t" + goroot}, slices.Compact(modules)...)
	var text bytes.Buffer
	text.WriteString("Tierbook’s page is made with the following, under the licences below.\n")
	for _, m := range modules {
		parts := strings.Split(m, "\t")
		if len(parts) != 3 {
			continue // a package of the standard library
		}
		files, err := licenceFiles(parts[2])
		if err != nil {
			return nil, fmt.Errorf("the licence of %s: %w", parts[0], err)
		}
		fmt.Fprintf(&text, "\n\n%s\n%s %s\n%[1]s\n", strings.Repeat("=", 72), parts[0], parts[1])
		for _, f := range files {
			fmt.Fprintf(&text, "\n%s\n", bytes.TrimSpace(bytes.ReplaceAll(f, []byte("\r\n"), []byte("\n"))))
		}
	}
	return text.Bytes(), nil
}

// licenceFiles are the texts in a module's folder that say how it may be used.
func licenceFiles(dir string) ([][]byte, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var files [][]byte
	for _, e := range entries {
		name, _, _ := strings.Cut(strings.ToUpper(e.Name()), ".")
		if e.IsDir() || !slices.Contains([]string{"LICENSE", "LICENCE", "COPYING", "NOTICE", "PATENTS"}, name) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		files = append(files, text)
	}
	if len(files) == 0 {
		return nil, errors.New("there is none in its folder")
	}
	return files, nil
}
