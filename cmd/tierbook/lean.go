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
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Importing a package links what its package variables reach, used or not. Some
// modules bring much into the page that never runs there, so that sites are
// built with copies of them, made here, that go without:
//
//   - go-app's package app also holds an HTTP handler, and with it Go's HTTP, TLS
//     and elliptic curve code: 350 kB in brotli; its storage a cipher: 25 kB.
//   - go-app's router, and one line of age, hold the regular expressions, and
//     with them most of Unicode's tables: 80 kB.
//   - gocsv reads the files of HTML forms too, and with them Go's networking.
//
// And the elliptic curve of age's identities stands in one package of Go's with
// another that nothing here uses, and that one's table: 88 kB which no compressor
// makes less. An overlay puts an empty table in its place (leanOverlay).
//
// Tests, `go vet` and the command line use the modules, and Go, as they are.
var leanModules = []leanModule{
	{
		path: "github.com/maxence-charriere/go-app/v10", version: "v10.1.11",
		packages: []string{"pkg/app", "pkg/errors"},
		leftOut:  []string{"crypto.go", "http.go", "resource.go", "route.go", "static.go", "wasm.go", "wasmexec.go"},
		added:    map[string][]byte{"pkg/app/lean.go": leanApp},
	},
	{
		path: "filippo.io/age", version: "v1.2.1",
		packages: []string{".", "armor", "internal/bech32", "internal/format", "internal/stream"},
		added:    map[string][]byte{"internal/digits/digits.go": leanDigits},
		imports:  [][3]string{{"scrypt.go", `"regexp"`, `regexp "filippo.io/age/internal/digits"`}},
	},
	{
		path: "github.com/gocarina/gocsv", version: "v0.0.0-20240520201108-78e41c74b4b1",
		packages: []string{"."},
		added:    map[string][]byte{"internal/multipart/multipart.go": leanMultipart},
		imports: [][3]string{
			{"csv.go", `"mime/multipart"`, `"github.com/gocarina/gocsv/internal/multipart"`},
			{"decode.go", `"mime/multipart"`, `"github.com/gocarina/gocsv/internal/multipart"`},
		},
	},
}

//go:embed _lean/goapp.go
var leanApp []byte

//go:embed _lean/digits.go
var leanDigits []byte

//go:embed _lean/multipart.go
var leanMultipart []byte

// leanModule says how to copy a module. What is left out, and what stands in
// its place, was read off one version of it.
type leanModule struct {
	path, version string
	packages      []string          // folders to copy
	leftOut       []string          // files of the first of them
	added         map[string][]byte // files of ours
	imports       [][3]string       // a file, an import in it, and what to import instead
}

// leanModfile writes a go.mod, for -modfile, that has the lean copies in their
// modules' places, and returns its name.
func leanModfile(ctx context.Context, root, dir string) (string, error) {
	modfile := filepath.Join(dir, "lean.mod")
	for from, to := range map[string]string{"go.mod": modfile, "go.sum": filepath.Join(dir, "lean.sum")} {
		content, err := os.ReadFile(filepath.Join(root, from))
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(to, content, 0o600); err != nil {
			return "", err
		}
	}
	for _, m := range leanModules {
		place, err := m.keep(ctx, root)
		if err != nil {
			return "", fmt.Errorf("a lean copy of %s: %w", m.path, err)
		}
		edit := goCommand(ctx, root, "mod", "edit", "-replace", m.path+"=./"+place, modfile)
		if text, err := edit.CombinedOutput(); err != nil {
			return "", fmt.Errorf("go mod edit: %w\n%s", err, text)
		}
	}
	return modfile, nil
}

// unusedTable is the file, below Go's own sources, of the multiples of the base
// point of P-256. The page's program has the table, because it is reached by its
// package's init, and not the only function that reads it.
const unusedTable = "crypto/internal/fips140/nistec/p256_table.go"

// leanOverlay writes what -overlay takes to build without the table, and returns
// its name; "" where this Go has no such table.
func leanOverlay(ctx context.Context, root, dir string) (string, error) {
	out, err := goCommand(ctx, root, "env", "GOROOT").Output()
	if err != nil {
		return "", goError("go env GOROOT", err)
	}
	file := filepath.Join(strings.TrimSpace(string(out)), "src", filepath.FromSlash(unusedTable))
	table, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	empty, err := emptied(table)
	if err != nil {
		return "", fmt.Errorf("%s: %w", file, err)
	}
	instead, overlay := filepath.Join(dir, "p256_table.go"), filepath.Join(dir, "overlay.json")
	replace, err := json.Marshal(map[string]map[string]string{"Replace": {file: instead}})
	if err != nil {
		return "", err
	}
	return overlay, errors.Join(os.WriteFile(instead, empty, 0o600), os.WriteFile(overlay, replace, 0o600))
}

// emptied is the source of a table with as many bytes, all of them 0.
func emptied(table []byte) ([]byte, error) {
	const declared = "var p256PrecomputedEmbed = [...]byte{"
	before, bytesOf, ok := bytes.Cut(table, []byte(declared))
	size := bytes.Count(bytesOf, []byte("0x"))
	if !ok || size == 0 {
		return nil, fmt.Errorf("it is no longer %q…: look whether there is still a table to leave out", declared)
	}
	return fmt.Appendf(before, "var p256PrecomputedEmbed [%d]byte\n", size), nil
}

// keep makes the copy, in a folder of .cache below root: its path becomes part
// of the program, and must be the same in every checkout. The folder is named
// by what it holds, so that builds at the same time do not disturb each other.
func (m leanModule) keep(ctx context.Context, root string) (place string, err error) {
	out, err := goCommand(ctx, root, "mod", "download", "-json", m.path).Output()
	if err != nil {
		return "", goError("go mod download", err)
	}
	var at struct{ Version, Dir string }
	if err := json.Unmarshal(out, &at); err != nil {
		return "", err
	}
	if at.Version != m.version {
		return "", fmt.Errorf("go.mod asks for %s, and what to leave out was read off %s: do it anew", at.Version, m.version)
	}
	files, err := m.files(os.DirFS(at.Dir))
	if err != nil {
		return "", err
	}
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(h, "%s %d\n", name, len(files[name]))
		h.Write(files[name])
	}
	place = path.Join(".cache", "lean-"+hex.EncodeToString(h.Sum(nil))[:12])
	return place, writeWhole(filepath.Join(root, filepath.FromSlash(place)), files)
}

// files returns what the copy consists of.
func (m leanModule) files(module fs.FS) (map[string][]byte, error) {
	names := []string{"go.mod"}
	for _, pkg := range m.packages {
		found, err := fs.Glob(module, path.Join(pkg, "*.go"))
		if err != nil {
			return nil, err
		}
		names = append(names, found...)
	}
	for _, name := range m.leftOut {
		i := slices.Index(names, path.Join(m.packages[0], name))
		if i < 0 {
			return nil, fmt.Errorf("it has no %s to leave out", name)
		}
		names = slices.Delete(names, i, i+1)
	}
	files := maps.Clone(m.added)
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		content, err := fs.ReadFile(module, name)
		if err != nil {
			return nil, err
		}
		files[name] = content
	}
	for _, instead := range m.imports {
		in, from, to := instead[0], instead[1], instead[2]
		if bytes.Count(files[in], []byte(from)) != 1 {
			return nil, fmt.Errorf("%s must import %s once", in, from)
		}
		files[in] = bytes.Replace(files[in], []byte(from), []byte(to), 1)
	}
	return files, nil
}

// writeWhole makes dir hold the files, all of them or none.
func writeWhole(dir string, files map[string][]byte) error {
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
