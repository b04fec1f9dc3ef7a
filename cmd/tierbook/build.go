package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
)

// toolchain is the Go release that published sites are built with. Another one
// builds a working site too, but not the same bytes.
const toolchain = "go1.26.8"

func build(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("build", flag.ContinueOnError)
	out := flags.String("out", "dist", "`folder` to write the site into")
	quick := flags.Bool("quick", false, "leave out the compressed copies (for development: they take most of the time)")
	if err := parse(flags, args, stdout); err != nil {
		return err
	}
	if *out == "" {
		return usagef("--out is empty; name a folder")
	}
	root, err := moduleRoot(ctx)
	if err != nil {
		return err
	}
	src, err := readSources(ctx, root, stderr)
	if err != nil {
		return err
	}
	site, err := src.site()
	if err != nil {
		return err
	}
	if err := writeSite(*out, site, !*quick); err != nil {
		return err
	}
	l, err := readList(*out)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "built %s into %s: %d files\n", l.ID, *out, len(l.Files)+1)
	if *quick {
		return nil
	}
	if err := weigh(*out, stdout); err != nil {
		fmt.Fprintf(stderr, "tierbook build: %v\n", err) // it works all the same
	}
	return nil
}

// sources is what a site is made of.
type sources struct {
	web  map[string][]byte // web/ as it is, by name
	wasm []byte            // cmd/webapp for js/wasm
	exec []byte            // Go's own wasm_exec.js
	goes string            // version of the toolchain that made both
}

func moduleRoot(ctx context.Context) (string, error) {
	mod, err := goCommand(ctx, "", "env", "GOMOD").Output()
	if err != nil {
		return "", goError("go env GOMOD", err)
	}
	name := strings.TrimSpace(string(mod))
	if name == "" || name == os.DevNull {
		return "", errors.New("not inside the tierbook module: run it in a checkout")
	}
	return filepath.Dir(name), nil
}

func readSources(ctx context.Context, root string, stderr io.Writer) (sources, error) {
	s := sources{web: map[string][]byte{}}
	web := os.DirFS(filepath.Join(root, "web"))
	err := fs.WalkDir(web, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if types[path.Ext(name)] == "" {
			return fmt.Errorf("web/%s: no MIME type is known for it", name)
		}
		s.web[name], err = fs.ReadFile(web, name)
		return err
	})
	if err != nil {
		return s, err
	}

	env, err := goCommand(ctx, root, "env", "GOVERSION", "GOROOT").Output()
	if err != nil {
		return s, goError("go env", err)
	}
	version, goroot, _ := strings.Cut(strings.TrimSpace(string(env)), "\n")
	s.goes = version
	if version != toolchain {
		fmt.Fprintf(stderr, "tierbook build: built with %s; published sites are built with %s, and their bytes differ\n", version, toolchain)
	}
	if s.exec, err = os.ReadFile(filepath.Join(goroot, "lib", "wasm", "wasm_exec.js")); err != nil {
		return s, err
	}
	text, err := licences(ctx, root, goroot, version)
	if err != nil {
		return s, err
	}
	s.web[licencesName] = text
	s.wasm, err = compile(ctx, root)
	return s, err
}

// notInlined are the packages that draw, format, wrap and decide: inlining makes
// them 150 kB larger in brotli, and nothing that a user waits for faster. The
// engine's walking ones, which go over lists by the million, are exempt.
var (
	notInlined = []string{"tierbook/...", "github.com/...", "filippo.io/...", "encoding/...", "fmt", "net/...", "reflect", "time",
		"bufio", "context", "internal/reflectlite", "internal/strconv", "io", "os", "strconv", "strings", "unique"}
	walking = []string{"tierbook/engine/book", "tierbook/engine/cost", "tierbook/engine/intake/cell",
		"tierbook/engine/intake/record", "tierbook/engine/score", "tierbook/engine/tier"}
)

// compile builds the page's program. Nothing of the machine gets into it: no
// paths, no version control, no flags or experiments of the caller's.
func compile(ctx context.Context, root string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "tierbook")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	modfile, err := leanModfile(ctx, root, dir)
	if err != nil {
		return nil, err
	}
	overlay, err := leanOverlay(ctx, root, dir)
	if err != nil {
		return nil, err
	}
	out := filepath.Join(dir, "app.wasm")
	args := []string{"build", "-modfile=" + modfile, "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", out}
	if overlay != "" {
		args = append(args, "-overlay="+overlay)
	}
	for _, pattern := range notInlined {
		args = append(args, "-gcflags="+pattern+"=-l")
	}
	for _, pattern := range walking { // the last that fits counts
		args = append(args, "-gcflags="+pattern+"=")
	}
	cmd := goCommand(ctx, root, append(args, "./cmd/webapp")...)
	cmd.Env = append(cmd.Env, "GOOS=js", "GOARCH=wasm", "GOWASM=", "CGO_ENABLED=0", "GOEXPERIMENT=", "GOFIPS140=off")
	if text, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go build ./cmd/webapp: %w\n%s", err, text)
	}
	wasm, err := os.ReadFile(out)
	if err != nil {
		return nil, err
	}
	return pack(wasm)
}

func goCommand(ctx context.Context, dir string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=readonly", "GOWORK=off")
	return cmd
}

func goError(what string, err error) error {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return fmt.Errorf("%s: %w\n%s", what, err, exit.Stderr)
	}
	return fmt.Errorf("%s: %w", what, err)
}

// hashed are the files that get their hash into their name, so that a host may
// let browsers keep them for ever and two builds never share one.
var hashed = []string{"loader.js", "sample.csv", "shell.css", "style.css"}

// marker is where loader.js and sw.js take what is known of the build.
const marker = "const BUILD = null; // written here by `tierbook build`\n"

// site makes every file of the site out of its sources. It is a pure function:
// equal sources make equal bytes.
func (s sources) site() (map[string][]byte, error) {
	draft, err := s.generate("")
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(draft)) {
		fmt.Fprintf(h, "%s %d\n", name, len(draft[name]))
		h.Write(draft[name])
	}
	return s.generate(hex.EncodeToString(h.Sum(nil))[:16])
}

// generate makes the site that calls itself id. Each step needs the hashes of
// the one before: leaves, the loader, the page, the service worker, the list.
func (s sources) generate(id string) (map[string][]byte, error) {
	site := map[string][]byte{}
	var all []siteFile
	add := func(name string, content []byte, hash bool) siteFile {
		if hash {
			ext := path.Ext(name)
			sum := sha256.Sum256(content)
			name = strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:])[:12] + ext
		}
		f := describe(name, content, hash)
		site[name] = content
		all = append(all, f)
		return f
	}

	for _, name := range slices.Concat(hashed, []string{"index.html", "sw.js"}) {
		if _, ok := s.web[name]; !ok {
			return nil, fmt.Errorf("web/%s is missing", name)
		}
	}
	renamed := map[string]siteFile{}
	inline := s.icons()
	for _, name := range slices.Sorted(maps.Keys(s.web)) {
		switch {
		case inline[name] != "": // in whatever shows it
		case name == manifestName:
			add(name, []byte(inlined(s.web[name], inline)), false)
		case name == "index.html" || name == "sw.js" || name == "loader.js": // made below
		case slices.Contains(hashed, name):
			renamed[name] = add(name, s.web[name], true)
		default:
			add(name, s.web[name], false)
		}
	}
	wasm := add("app.wasm", s.wasm, true)
	renamed["wasm_exec.js"] = add("wasm_exec.js", s.exec, true)

	loader, err := inject(s.web["loader.js"], map[string]any{
		"id": id, "wasm": wasm, "exec": renamed["wasm_exec.js"], "sample": renamed["sample.csv"], "shut": shutPolicy,
	})
	if err != nil {
		return nil, fmt.Errorf("web/loader.js: %w", err)
	}
	renamed["loader.js"] = add("loader.js", loader, true)

	page := inlined(s.web["index.html"], inline)
	for _, name := range []string{`href="style.css`, `href="shell.css`, `src="loader.js`, `src="wasm_exec.js`} {
		attribute, asset, _ := strings.Cut(name, `="`)
		f := renamed[asset]
		if strings.Count(page, name+`"`) != 1 {
			return nil, fmt.Errorf(`web/index.html must have %s" exactly once`, name)
		}
		page = strings.Replace(page, name+`"`, fmt.Sprintf(`%s="%s" integrity="%s"`, attribute, f.Name, f.integrity()), 1)
	}
	add("index.html", []byte(page), false)

	type kept struct {
		Name      string `json:"name"`
		Type      string `json:"type"`
		Integrity string `json:"integrity,omitempty"`
	}
	// The list cannot be checked by hash, as it holds the hash of the service
	// worker; that checks its id instead.
	keep := []kept{{Name: listName, Type: types[path.Ext(listName)]}}
	for _, f := range all {
		keep = append(keep, kept{f.Name, f.Type, f.integrity()})
	}
	worker, err := inject(s.web["sw.js"], map[string]any{"id": id, "files": keep, "headers": securityHeaders()})
	if err != nil {
		return nil, fmt.Errorf("web/sw.js: %w", err)
	}
	add("sw.js", worker, false)

	slices.SortFunc(all, func(a, b siteFile) int { return strings.Compare(a.Name, b.Name) })
	text, err := json.MarshalIndent(list{id, s.goes, all}, "", "\t")
	if err != nil {
		return nil, err
	}
	site[listName] = append(text, '\n')
	site[headersName] = headersFile(all)
	return site, nil
}

// icons are the pictures that the manifest names, as data: URLs. They stand in
// the files that show them: a browser looks at them when the page is installed,
// and by then its policy lets it load nothing.
func (s sources) icons() map[string]string {
	urls := map[string]string{}
	for name, content := range s.web {
		if bytes.Contains(s.web[manifestName], []byte(`"`+name+`"`)) {
			kind, _, _ := strings.Cut(types[path.Ext(name)], ";")
			urls[name] = "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(content)
		}
	}
	return urls
}

// inlined is a text with the names of such pictures replaced by them.
func inlined(text []byte, urls map[string]string) string {
	all := string(text)
	for name, url := range urls {
		all = strings.ReplaceAll(all, `"`+name+`"`, `"`+url+`"`)
	}
	return all
}

// inject writes a value into a script, at the marker.
func inject(script []byte, v any) ([]byte, error) {
	before, after, ok := strings.Cut(string(script), marker)
	if !ok || strings.Contains(after, marker) {
		return nil, fmt.Errorf("must have the line %q exactly once", strings.TrimSpace(marker))
	}
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return []byte(before + "const BUILD = " + string(text) + ";\n" + after), nil
}

// writeSite puts the site into dir, which must be new, empty, or a site built
// before: then what is in it goes.
func writeSite(dir string, site map[string][]byte, compressed bool) error {
	if err := clearSite(dir); err != nil {
		return err
	}
	write := func(name string, content []byte) error {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			return err
		}
		return os.WriteFile(full, content, 0o644)
	}
	var group sync.WaitGroup
	var mu sync.Mutex
	var failed error
	for name, content := range site {
		if name == listName {
			continue
		}
		group.Go(func() {
			err := write(name, content)
			if compressed && err == nil {
				for ext, small := range compress(name, content) {
					err = errors.Join(err, write(name+ext, small))
				}
			}
			mu.Lock()
			failed = errors.Join(failed, err)
			mu.Unlock()
		})
	}
	group.Wait()
	if failed != nil {
		return failed
	}
	// The list goes last: a folder without it is no finished site.
	return write(listName, site[listName])
}

// clearSite empties a folder that holds a site built before.
func clearSite(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		return nil
	}
	if _, err := os.Stat(filepath.Join(dir, listName)); err != nil {
		return fmt.Errorf("%q is neither empty nor a built site: name another folder, or empty it", dir)
	}
	for _, e := range entries {
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// compress returns the compressed forms of a file by the extension they are
// stored under, those that are worth it.
func compress(name string, content []byte) map[string][]byte {
	forms := map[string][]byte{}
	if path.Ext(name) == ".png" || name == headersName {
		return forms
	}
	var gz, br bytes.Buffer
	// Writing to a buffer does not fail.
	g, _ := gzip.NewWriterLevel(&gz, gzip.BestCompression)
	g.Write(content)
	g.Close()
	b := brotli.NewWriterOptions(&br, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 24}) // far back, as the program is large
	b.Write(content)
	b.Close()
	if gz.Len() < len(content) {
		forms[".gz"] = gz.Bytes()
	}
	if br.Len() < len(content) {
		forms[".br"] = br.Bytes()
	}
	return forms
}

// headersFile is the _headers file that several static hosts read. Rules do not
// overlap in what they set: hosts differ in what they make of that.
func headersFile(files []siteFile) []byte {
	var b strings.Builder
	b.WriteString("/*\n")
	headers := securityHeaders()
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		fmt.Fprintf(&b, "  %s: %s\n", name, headers[name])
	}
	for _, f := range files {
		if f.Immutable {
			fmt.Fprintf(&b, "/%s\n  Cache-Control: %s\n", f.Name, forEver)
		}
	}
	return []byte(b.String())
}
