package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

const (
	// policy is what the page may do while it loads: its own files and nothing
	// else. index.html carries it as a meta tag too, for hosts that send no
	// headers.
	policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; " +
		"connect-src 'self'; manifest-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; " +
		"require-trusted-types-for 'script'; trusted-types tierbook"

	// shutPolicy is added by the loader once everything is there, before the
	// worker is made: from then on neither window nor worker can load anything
	// from any address, this host's own included. It must name no address at all:
	// where one is allowed to anything, Chromium lets a prefetch have it, and a
	// query with it. A browser that installs the page has its manifest by
	// then, and the icons stand in that as data.
	shutPolicy = "default-src 'none'; connect-src 'none'; script-src 'wasm-unsafe-eval'; img-src data:; worker-src blob:"
)

// securityHeaders go with every response, from `tierbook serve`, from hosts
// that read the _headers file, and from the service worker.
func securityHeaders() map[string]string {
	return map[string]string{
		"Content-Security-Policy":      policy + "; frame-ancestors 'none'",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Origin-Agent-Cluster":         "?1",
		"Permissions-Policy":           "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
		"Referrer-Policy":              "no-referrer",
		"X-Content-Type-Options":       "nosniff",
		"X-Frame-Options":              "DENY",
	}
}

// MIME types by extension. Served files have no other.
var types = map[string]string{
	".css":         "text/css; charset=utf-8",
	".csv":         "text/csv; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json; charset=utf-8",
	".png":         "image/png",
	".svg":         "image/svg+xml; charset=utf-8",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json; charset=utf-8",
}

// listName is the file that lists all others of a built site.
const listName = "build.json"

// manifestName is what a browser asks about the page when it installs it.
const manifestName = "manifest.webmanifest"

// headersName is a file for static hosts that read it; it is not served.
const headersName = "_headers"

// list is the content of build.json: what was built, with what, file by file.
// It lists every file but itself.
type list struct {
	ID    string     `json:"id"` // hash of everything below
	Go    string     `json:"go"` // version of the toolchain
	Files []siteFile `json:"files"`
}

// siteFile is one file of a built site.
type siteFile struct {
	Name      string `json:"name"` // below the site's folder, with slashes
	Type      string `json:"type"` // MIME type
	Bytes     int    `json:"bytes"`
	SHA256    string `json:"sha256"`              // hex
	Immutable bool   `json:"immutable,omitempty"` // its name holds its hash
}

func describe(name string, content []byte, immutable bool) siteFile {
	sum := sha256.Sum256(content)
	return siteFile{name, types[path.Ext(name)], len(content), hex.EncodeToString(sum[:]), immutable}
}

// integrity is the file's hash as script and link elements, and fetch, want it.
func (f siteFile) integrity() string {
	sum, err := hex.DecodeString(f.SHA256)
	if err != nil {
		panic(err) // describe writes nothing else
	}
	return "sha256-" + base64.StdEncoding.EncodeToString(sum)
}

// readList reads the list of the site built in dir.
func readList(dir string) (list, error) {
	var l list
	text, err := os.ReadFile(filepath.Join(dir, listName))
	if errors.Is(err, fs.ErrNotExist) {
		return l, fmt.Errorf("no built site in %q: run `tierbook build --out %s` first", dir, dir)
	}
	if err != nil {
		return l, err
	}
	if err := json.Unmarshal(text, &l); err != nil {
		return l, fmt.Errorf("%s: %w", filepath.Join(dir, listName), err)
	}
	for _, f := range l.Files {
		if !filepath.IsLocal(filepath.FromSlash(f.Name)) || strings.Contains(f.Name, `\`) {
			return l, fmt.Errorf("%s names %q, which is not a file of the site", listName, f.Name)
		}
	}
	return l, nil
}
