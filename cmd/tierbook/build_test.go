package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// webSources are the real files of web/ with a program of a few bytes.
func webSources(t *testing.T) sources {
	t.Helper()
	s := sources{web: map[string][]byte{}, wasm: []byte("\x00asm"), exec: []byte("class Go {}\n"), goes: "go1.0"}
	web := filepath.Join("..", "..", "web")
	err := filepath.WalkDir(web, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(web, name)
		s.web[filepath.ToSlash(rel)] = []byte(read(t, name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func generated(t *testing.T, s sources) (map[string][]byte, list) {
	t.Helper()
	site, err := s.site()
	if err != nil {
		t.Fatal(err)
	}
	var l list
	if err := json.Unmarshal(site[listName], &l); err != nil {
		t.Fatal(err)
	}
	return site, l
}

func TestSiteIsListedAndLinkedByHash(t *testing.T) {
	site, l := generated(t, webSources(t))
	names := []string{listName, headersName}
	for _, f := range l.Files {
		names = append(names, f.Name)
		content, ok := site[f.Name]
		if !ok {
			t.Errorf("%s is listed and not made", f.Name)
			continue
		}
		if want := describe(f.Name, content, f.Immutable); f != want {
			t.Errorf("listed as %+v, is %+v", f, want)
		}
		if f.Type == "" {
			t.Errorf("%s has no type", f.Name)
		}
		if f.Immutable && !strings.Contains(f.Name, "."+f.SHA256[:12]+".") {
			t.Errorf("%s does not hold its hash %s", f.Name, f.SHA256)
		}
	}
	if made := slices.Sorted(maps.Keys(site)); !slices.Equal(made, slices.Sorted(slices.Values(names))) {
		t.Errorf("made %q, listed %q", made, names)
	}

	// Every script and style of the page is there, and is what its integrity says.
	page := string(site["index.html"])
	links := regexp.MustCompile(`(?:src|href)="([^"#]+)"( integrity="sha256-([^"]+)")?`).FindAllStringSubmatch(page, -1)
	checked := 0
	for _, link := range links {
		content, ok := site[link[1]]
		if !ok && !isIcon(link[1]) {
			t.Errorf("the page links to %q, which is no file of the site", link[1])
		}
		if strings.HasSuffix(link[1], ".js") || strings.HasSuffix(link[1], ".css") {
			checked++
			sum := sha256.Sum256(content)
			if link[3] != base64.StdEncoding.EncodeToString(sum[:]) {
				t.Errorf("the integrity of %s is %q", link[1], link[2])
			}
		}
	}
	if checked != 4 {
		t.Errorf("%d scripts and styles with integrity, want 4", checked)
	}

	// The manifest's icons are in it: when a browser looks at them, its policy
	// lets it load nothing any more.
	var manifest struct{ Icons []struct{ Src string } }
	if err := json.Unmarshal(site["manifest.webmanifest"], &manifest); err != nil {
		t.Fatal(err)
	}
	for _, icon := range manifest.Icons {
		if !isIcon(icon.Src) {
			t.Errorf("the manifest has the icon %q, want the picture itself", icon.Src)
		}
	}
	if len(manifest.Icons) != 4 {
		t.Errorf("the manifest has %d icons, want 4", len(manifest.Icons))
	}
}

// isIcon reports whether a URL holds one of the icons of web/.
func isIcon(url string) bool {
	_, data, ok := strings.Cut(url, ";base64,")
	content, err := base64.StdEncoding.DecodeString(data)
	if !ok || err != nil {
		return false
	}
	names, _ := filepath.Glob("../../web/icons/*")
	return slices.ContainsFunc(names, func(name string) bool {
		icon, err := os.ReadFile(name)
		return err == nil && bytes.Equal(icon, content)
	})
}

// TestShutPolicyNamesNoAddress: one that is allowed to anything at all is open
// to a prefetch in Chromium, whatever the query.
func TestShutPolicyNamesNoAddress(t *testing.T) {
	for directive := range strings.SplitSeq(shutPolicy, ";") {
		for i, source := range strings.Fields(directive) {
			if i > 0 && !slices.Contains([]string{"'none'", "'wasm-unsafe-eval'", "data:", "blob:"}, source) {
				t.Errorf("after loading, %s has %s", directive, source)
			}
		}
	}
}

// TestPageIsStrict reads the page as written for what its policy would refuse
// and for what would tie it to one host.
func TestPageIsStrict(t *testing.T) {
	page := string(webSources(t).web["index.html"])
	if !strings.Contains(page, `<meta charset="utf-8">`+"\n"+`<meta http-equiv="Content-Security-Policy" content="`+policy+`">`) {
		t.Error("the page must carry the policy right behind its charset")
	}
	body := regexp.MustCompile(`(?s)<!--.*?-->`).ReplaceAllString(page, "")
	for what, pattern := range map[string]string{
		"inline style":      `\sstyle=|<style`,
		"inline handler":    `\son[a-z]+=`,
		"inline script":     `<script(?:[^>]*[^>a-z"])?>`,
		"absolute address":  `(?:src|href)="(?:/|[a-z]+:)`,
		"unhashed reminder": `integrity=`,
	} {
		if found := regexp.MustCompile(pattern).FindString(body); found != "" {
			t.Errorf("%s in index.html: %s", what, found)
		}
	}
}

func TestServiceWorkerKeepsEverything(t *testing.T) {
	site, l := generated(t, webSources(t))
	match := regexp.MustCompile(`const BUILD = (.*);\n`).FindSubmatch(site["sw.js"])
	if match == nil {
		t.Fatal("sw.js holds no build")
	}
	var build struct {
		ID      string
		Headers map[string]string
		Files   []struct{ Name, Type, Integrity string }
	}
	if err := json.Unmarshal(match[1], &build); err != nil {
		t.Fatal(err)
	}
	if build.ID != l.ID || !maps.Equal(build.Headers, securityHeaders()) {
		t.Errorf("sw.js is of %q with headers %v", build.ID, build.Headers)
	}
	var kept, want []string
	for _, f := range build.Files {
		kept = append(kept, f.Name)
		if (f.Integrity == "") != (f.Name == listName) || f.Type == "" {
			t.Errorf("kept as %+v", f)
		}
	}
	for _, f := range l.Files {
		if f.Name != "sw.js" {
			want = append(want, f.Name)
		}
	}
	want = append(want, listName)
	slices.Sort(kept)
	slices.Sort(want)
	if !slices.Equal(kept, want) {
		t.Errorf("sw.js keeps %q, want %q", kept, want)
	}
}

func TestSiteIsAFunctionOfItsSources(t *testing.T) {
	first, l := generated(t, webSources(t))
	again, _ := generated(t, webSources(t))
	for name := range first {
		if !bytes.Equal(first[name], again[name]) {
			t.Errorf("%s differs from one time to the next", name)
		}
	}
	ids := map[string]string{l.ID: "nothing"}
	change := func(what string, f func(*sources)) {
		s := webSources(t)
		f(&s)
		_, l := generated(t, s)
		if same, ok := ids[l.ID]; ok {
			t.Errorf("changing %s gives the id of changing %s", what, same)
		}
		ids[l.ID] = what
	}
	for name := range first {
		if _, ok := webSources(t).web[name]; ok && !strings.HasSuffix(name, ".webmanifest") {
			change(name, func(s *sources) { s.web[name] = append(s.web[name], '\n') })
		}
	}
	change("the program", func(s *sources) { s.wasm = append(s.wasm, 0) })
	change("Go's script", func(s *sources) { s.exec = append(s.exec, '\n') })
	change("the toolchain", func(s *sources) { s.goes = "go1.1" })
}

func TestMissingSources(t *testing.T) {
	for _, c := range []struct {
		name string
		text string // "" to leave the file out
		says string
	}{
		{"loader.js", "", "web/loader.js is missing"},
		{"sample.csv", "", "web/sample.csv is missing"},
		{"loader.js", "let x", "const BUILD"},
		{"sw.js", marker + marker, "exactly once"},
		{"index.html", "<p>", "exactly once"},
	} {
		s := webSources(t)
		delete(s.web, c.name)
		if c.text != "" {
			s.web[c.name] = []byte(c.text)
		}
		if _, err := s.site(); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s as %q: %v, want %q", c.name, c.text, err, c.says)
		}
	}
}

// TestReproducible builds two copies of the module in folders of different
// names, under flags that a machine might have set, and wants the same bytes.
func TestReproducible(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program twice")
	}
	here, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	var sums []map[string]string
	for _, place := range []struct{ dir, goflags string }{
		{"here", ""},
		{"a rather longer name/there", "-buildvcs=true -tags=whatever"},
	} {
		root := filepath.Join(t.TempDir(), place.dir)
		if err := os.MkdirAll(root, 0o700); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"go.mod", "go.sum", "app", "engine", "web", "cmd"} {
			if text, err := exec.Command("cp", "-R", filepath.Join(here, name), root).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
		}
		t.Setenv("GOFLAGS", place.goflags)
		s, err := readSources(context.Background(), root, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		if sections, err := sectionsOf(s.wasm); err != nil || find(sections, startSection) == nil {
			t.Errorf("%v: the program has no start function: what can be derived was not recognised", err)
		}
		site, err := s.site()
		if err != nil {
			t.Fatal(err)
		}
		hashes := map[string]string{}
		for name, content := range site {
			hashes[name] = describe(name, content, false).SHA256
		}
		sums = append(sums, hashes)
	}
	if !maps.Equal(sums[0], sums[1]) {
		t.Errorf("two builds differ:\n%v\n%v", sums[0], sums[1])
	}
}

// TestLeanModulesAreAsTheyWere checks that a copy refuses a module that is not
// the one its omissions were read off.
func TestLeanModulesAreAsTheyWere(t *testing.T) {
	module := func(files ...string) fstest.MapFS {
		m := fstest.MapFS{"go.mod": {Data: []byte("module m\n")}}
		for _, name := range files {
			m[name] = &fstest.MapFile{Data: []byte("package p\n\nimport \"regexp\"\n")}
		}
		return m
	}
	lean := leanModule{
		packages: []string{"p", "q"}, leftOut: []string{"server.go"},
		added:   map[string][]byte{"p/lean.go": []byte("package p\n")},
		imports: [][3]string{{"p/p.go", `"regexp"`, `regexp "m/q"`}},
	}
	files, err := lean.files(module("p/p.go", "p/p_test.go", "p/server.go", "q/q.go", "r/r.go"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := slices.Sorted(maps.Keys(files)), []string{"go.mod", "p/lean.go", "p/p.go", "q/q.go"}; !slices.Equal(got, want) {
		t.Errorf("the copy holds %q, want %q", got, want)
	}
	if got := string(files["p/p.go"]); got != "package p\n\nimport regexp \"m/q\"\n" {
		t.Errorf("p.go is %q", got)
	}
	if _, err := lean.files(module("p/p.go", "q/q.go")); err == nil || !strings.Contains(err.Error(), "no server.go") {
		t.Errorf("without the file to leave out: %v", err)
	}
	lean.imports[0][1] = `"strings"`
	if _, err := lean.files(module("p/p.go", "p/server.go")); err == nil || !strings.Contains(err.Error(), "must import") {
		t.Errorf("without the import to change: %v", err)
	}
}

// TestUnusedTableIsEmptied checks that the overlay is a table of the same size,
// and that a table of another kind is not taken for it.
func TestUnusedTableIsEmptied(t *testing.T) {
	got, err := emptied([]byte("// Who made it.\n\npackage p\n\n// Which.\nvar p256PrecomputedEmbed = [...]byte{0x3c, 0x1,\n\t0x0}\n"))
	if want := "// Who made it.\n\npackage p\n\n// Which.\nvar p256PrecomputedEmbed [3]byte\n"; err != nil || string(got) != want {
		t.Errorf("emptied is %q, %v", got, err)
	}
	if _, err := emptied([]byte("package p\n\nvar p256PrecomputedEmbed []byte\n")); err == nil {
		t.Error("a table of another kind is emptied")
	}
	overlay, err := leanOverlay(t.Context(), filepath.Join("..", ".."), t.TempDir())
	if err != nil || overlay == "" {
		t.Fatalf("%s has the table no more: what is the overlay for? %v", runtime.Version(), err)
	}
}

// TestLicences has the licence of every module that the page is linked from.
func TestLicences(t *testing.T) {
	root, err := moduleRoot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	goroot, err := goCommand(t.Context(), root, "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	text, err := licences(t.Context(), root, strings.TrimSpace(string(goroot)), runtime.Version())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"The Go Authors", "\nfilippo.io/age v", "\ngithub.com/maxence-charriere/go-app/v10 v", "\ngolang.org/x/crypto v", "WITHOUT WARRANTY OF ANY KIND"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is not in it", want)
		}
	}
	if _, err := licenceFiles(t.TempDir()); err == nil {
		t.Error("a module without a licence would be shipped")
	}
}
