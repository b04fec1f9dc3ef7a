package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// storeys are the engine from the ground up. A package of it that is not named
// is one of its parts, on the floor below engine; a part may have rooms too,
// below it and for itself and the storeys above.
var storeys = [][]string{
	{"engine/book"},
	{"engine/intake/cell"},
	{"engine/intake/file", "engine/intake/field"},
	{"engine/intake/record"},
	{}, // the parts
	{"engine"},
	{"engine/column", "engine/roster", "engine/kin", "engine/agenda"},
	{"engine/change", "engine/losses"},
	{"engine/decision"},
	{"engine/merge"},
	{"engine/sheet", "engine/history"},
	{"engine/session"},
	{"engine/workspace"},
}

var (
	engineFloor = slices.IndexFunc(storeys, func(s []string) bool { return slices.Contains(s, "engine") })
	appFloor    = len(storeys)
)

// Imports point down the house: cmd → app → engine/workspace → engine/session →
// … → engine → its parts → engine/book. floor is the storey of a package;
// importing is allowed to a lower one, and within app and cmd, which have rooms
// of their own.
func floor(pkg string) int {
	rel, ok := strings.CutPrefix(pkg, module+"/")
	if !ok {
		return -1
	}
	at := slices.IndexFunc(storeys, func(s []string) bool { return slices.Contains(s, rel) })
	switch {
	case at >= 0:
		return at
	case strings.HasPrefix(rel, "engine/"):
		return engineFloor - 1
	case rel == "app" || strings.HasPrefix(rel, "app/"):
		return appFloor
	}
	return appFloor + 1
}

// part is the part of the engine that a package is, or is a room of.
func part(pkg string) string {
	rel, _ := strings.CutPrefix(pkg, module+"/engine/")
	name, _, _ := strings.Cut(rel, "/")
	return name
}

const module = "tierbook"

// notInEngine are the packages that would tie the engine to a browser, a
// machine or a moment. What the packages named in its reason offer, a caller
// passes in.
var notInEngine = map[string]string{
	"syscall/js":  "the engine runs natively too; what is the browser's belongs in app/host",
	"syscall":     "the engine is pure",
	"os":          "the engine opens no files and reads no environment; pass it the bytes",
	"os/exec":     "the engine starts nothing",
	"io/ioutil":   "the engine opens no files; pass it the bytes",
	"net":         "nothing leaves",
	"net/http":    "nothing leaves",
	"log":         "the engine returns what it has to say",
	"log/slog":    "the engine returns what it has to say",
	"flag":        "the engine is told by its arguments",
	"unsafe":      "no trick here is worth it",
	"math/rand":   "the same book must give the same report; a generator with its own seed and stream belongs beside its use",
	"crypto/rand": "the same book must give the same report; pass it the bytes",
}

// notCalledInEngine are the functions that read the clock.
var notCalledInEngine = map[string]bool{"Now": true, "Since": true, "Until": true, "After": true, "Tick": true, "NewTimer": true, "NewTicker": true, "Sleep": true, "AfterFunc": true}

// listed is a package as `go list -json` has it.
type listed struct {
	ImportPath, Dir           string
	GoFiles                   []string
	Imports, Deps             []string
	TestImports, XTestImports []string
	Standard                  bool
}

// layeringFaults says what is wrong with a package's imports, and why.
func layeringFaults(p listed) []string {
	var faults []string
	fault := func(format string, args ...any) {
		faults = append(faults, p.ImportPath+" "+fmt.Sprintf(format, args...))
	}
	own := floor(p.ImportPath)
	for _, i := range p.Imports {
		its := floor(i)
		switch {
		case its > 0 && its < own && own < engineFloor && part(i) != part(p.ImportPath):
			fault("imports %s, a room of its neighbour: what two parts of the engine share belongs in engine/book", i)
		case its < own:
		case its == own && own >= appFloor:
		case its == own:
			fault("imports its neighbour %s: what two parts of the engine share belongs in engine/book, what puts them together in engine", i)
		default:
			fault("imports %s, which stands above it: imports point down, cmd → app → engine/session → … → engine → its parts → engine/book, as storeys has them", i)
		}
	}
	if own < 0 || own >= appFloor {
		return faults
	}
	for _, i := range p.Imports {
		if why, bad := notInEngine[i]; bad {
			fault("imports %s: %s", i, why)
		}
	}
	for _, d := range p.Deps {
		if strings.HasPrefix(d, "github.com/maxence-charriere/go-app/") {
			fault("reaches %s: the engine knows nothing of pages and browsers", d)
		}
	}
	for _, i := range append(p.TestImports, p.XTestImports...) {
		if floor(i) >= appFloor || strings.HasPrefix(i, "github.com/maxence-charriere/go-app/") {
			fault("has a test that imports %s: the engine is tested without the page", i)
		}
	}
	return faults
}

// clockFaults says where the files of an engine package read the clock.
func clockFaults(files *token.FileSet, f *ast.File) []string {
	var faults []string
	ast.Inspect(f, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if pkg, ok := s.X.(*ast.Ident); ok && pkg.Name == "time" && notCalledInEngine[s.Sel.Name] {
			faults = append(faults, fmt.Sprintf("%s: time.%s: the engine has no clock; the date is an argument", files.Position(n.Pos()), s.Sel.Name))
		}
		return true
	})
	return faults
}

func TestLayering(t *testing.T) {
	root := filepath.Join("..", "..")
	for _, system := range []string{"native", "js/wasm"} {
		packages, err := listPackages(root, system)
		if err != nil {
			t.Fatal(err)
		}
		if len(packages) < 10 {
			t.Fatalf("only %d packages are listed for %s", len(packages), system)
		}
		for _, p := range packages {
			for _, f := range layeringFaults(p) {
				t.Errorf("%s: %s", system, f)
			}
			if f := floor(p.ImportPath); f < 0 || f >= appFloor {
				continue
			}
			for _, name := range p.GoFiles {
				files := token.NewFileSet()
				parsed, err := parser.ParseFile(files, filepath.Join(p.Dir, name), nil, 0)
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range clockFaults(files, parsed) {
					t.Errorf("%s: %s", system, f)
				}
			}
		}
	}
}

// TestPageHoldsNoMore checks what gets into the page's program: nothing of the
// tests and the command line, and none of the packages that cost a first visit
// much and give it nothing.
func TestPageHoldsNoMore(t *testing.T) {
	root := filepath.Join("..", "..")
	modfile, err := leanModfile(t.Context(), root, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	cmd := goCommand(t.Context(), root, "list", "-modfile="+modfile, "-deps", "./cmd/webapp")
	cmd.Env = append(cmd.Env, "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(goError("go list", err))
	}
	held := strings.Fields(string(out))
	if !slices.Contains(held, module+"/app") {
		t.Fatalf("the page's program holds %q, and not the page", held)
	}
	for _, no := range []string{
		"net/http", "crypto/tls", "regexp", "text/template", "html/template", "testing", "os/exec",
		"github.com/andybalholm/brotli", module + "/app/browsertest",
	} {
		if slices.Contains(held, no) {
			t.Errorf("the page's program holds %s; `go list -deps` says through what", no)
		}
	}
}

func listPackages(root, system string) ([]listed, error) {
	cmd := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Imports,Deps,TestImports,XTestImports,Standard", "./...")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=readonly")
	if system != "native" {
		goos, goarch := path.Split(system)
		cmd.Env = append(cmd.Env, "GOOS="+strings.TrimSuffix(goos, "/"), "GOARCH="+goarch, "CGO_ENABLED=0")
	}
	out, err := cmd.Output()
	if err != nil {
		return nil, goError("go list ./...", err)
	}
	var list []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return list, nil
		} else if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
}

// TestLayeringFaults checks that the check sees what it is there for.
func TestLayeringFaults(t *testing.T) {
	for _, c := range []struct {
		pkg, imports string
		want         string // part of the fault; "" for none
	}{
		{"tierbook/engine/tier", "tierbook/engine/book", ""},
		{"tierbook/engine", "tierbook/engine/tier", ""},
		{"tierbook/engine/session", "tierbook/engine", ""},
		{"tierbook/engine/session", "tierbook/engine/change", ""},
		{"tierbook/engine/change", "tierbook/engine/column", ""},
		{"tierbook/engine/change", "tierbook/engine/intake/field", ""},
		{"tierbook/engine/change", "tierbook/engine/session", "stands above it"},
		{"tierbook/engine/column", "tierbook/engine/change", "stands above it"},
		{"tierbook/engine/losses", "tierbook/engine/kin", ""},
		{"tierbook/engine/roster", "tierbook/engine/kin", "its neighbour"},
		{"tierbook/engine/agenda", "tierbook/engine/session", "stands above it"},
		{"tierbook/engine/decision", "tierbook/engine/change", ""},
		{"tierbook/engine/decision", "tierbook/engine/session", "stands above it"},
		{"tierbook/engine/change", "tierbook/engine/decision", "stands above it"},
		{"tierbook/engine/sheet", "tierbook/engine/merge", ""},
		{"tierbook/engine/merge", "tierbook/engine/sheet", "stands above it"},
		{"tierbook/engine/history", "tierbook/engine/decision", ""},
		{"tierbook/engine/history", "tierbook/engine/session", "stands above it"},
		{"tierbook/engine/history", "tierbook/engine/sheet", "its neighbour"},
		{"tierbook/engine/export", "tierbook/engine/sheet", "stands above it"},
		{"tierbook/app", "tierbook/engine/session", ""},
		{"tierbook/app/page/tiers", "tierbook/app/part", ""},
		{"tierbook/cmd/webapp", "tierbook/app", ""},
		{"tierbook/engine/tier", "slices", ""},
		{"tierbook/engine/tier", "tierbook/engine/score", "its neighbour"},
		{"tierbook/engine/intake", "tierbook/engine/intake/record", ""},
		{"tierbook/engine/intake/record", "tierbook/engine/intake/cell", ""},
		{"tierbook/engine/session", "tierbook/engine/intake/field", ""},
		{"tierbook/engine/intake/file", "tierbook/engine/intake/field", "its neighbour"},
		{"tierbook/engine/intake/cell", "tierbook/engine/intake/file", "stands above it"},
		{"tierbook/engine/export", "tierbook/engine/intake/cell", "its neighbour"},
		{"tierbook/engine/book", "tierbook/engine/tier", "stands above it"},
		{"tierbook/engine/tier", "tierbook/engine", "stands above it"},
		{"tierbook/engine", "tierbook/engine/session", "stands above it"},
		{"tierbook/engine/session", "tierbook/app/link", "stands above it"},
		{"tierbook/app", "tierbook/cmd/webapp", "stands above it"},
		{"tierbook/engine/intake", "os", "opens no files"},
		{"tierbook/engine/session", "syscall/js", "app/host"},
	} {
		faults := strings.Join(layeringFaults(listed{ImportPath: c.pkg, Imports: []string{c.imports}}), "\n")
		if c.want == "" && faults != "" || !strings.Contains(faults, c.want) {
			t.Errorf("%s importing %s: %q, want %q", c.pkg, c.imports, faults, c.want)
		}
	}
	reached := layeringFaults(listed{ImportPath: "tierbook/engine", Deps: []string{"github.com/maxence-charriere/go-app/v10/pkg/app"}})
	if len(reached) != 1 {
		t.Errorf("an engine that reaches go-app has the faults %q, want one", reached)
	}
	files := token.NewFileSet()
	parsed, err := parser.ParseFile(files, "clock.go", "package engine\nimport \"time\"\nvar t = time.Now()\nvar d time.Duration\n", 0)
	if err != nil {
		t.Fatal(err)
	}
	if clock := clockFaults(files, parsed); len(clock) != 1 || !strings.Contains(clock[0], "clock.go:3") {
		t.Errorf("an engine with a clock has the faults %q, want one, in line 3", clock)
	}
}
