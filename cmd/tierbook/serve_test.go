package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
)

// built writes a site of real files and a long, small program.
func built(t *testing.T) (dir string, l list) {
	t.Helper()
	s := webSources(t)
	s.wasm = bytes.Repeat([]byte("\x00asm"), 1000)
	site, l := generated(t, s)
	dir = t.TempDir()
	if err := writeSite(dir, site, true); err != nil {
		t.Fatal(err)
	}
	return dir, l
}

func get(h http.Handler, method, target string, header ...string) *http.Response {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func TestServesEveryFileInEveryForm(t *testing.T) {
	dir, l := built(t)
	for _, prefix := range []string{"/", "/deep/sub/path/"} {
		h := host{dir, prefix, false}
		for _, f := range l.Files {
			want := read(t, filepath.Join(dir, f.Name))
			for coding, unpack := range map[string]func(io.Reader) io.Reader{
				"": func(r io.Reader) io.Reader { return r },
				"gzip": func(r io.Reader) io.Reader {
					z, err := gzip.NewReader(r)
					if err != nil {
						t.Fatal(err)
					}
					return z
				},
				"br": func(r io.Reader) io.Reader { return brotli.NewReader(r) },
			} {
				response := get(h, "GET", prefix+f.Name, "Accept-Encoding", coding)
				got := response.Header.Get("Content-Encoding")
				packed := coding != "" && exists(filepath.Join(dir, f.Name+map[string]string{"gzip": ".gz", "br": ".br"}[coding]))
				if packed != (got == coding && coding != "") {
					t.Errorf("%s asked for in %q came in %q", f.Name, coding, got)
				}
				body := io.Reader(response.Body)
				if got != "" {
					body = unpack(body)
				}
				content, err := io.ReadAll(body)
				if err != nil || string(content) != want {
					t.Errorf("%s in %q: %v, %d bytes, want %d", f.Name, coding, err, len(content), len(want))
				}
				if response.StatusCode != 200 || response.Header.Get("Content-Type") != f.Type {
					t.Errorf("%s: %s, %s, want %s", f.Name, response.Status, response.Header.Get("Content-Type"), f.Type)
				}
				cache := revalidate
				if f.Immutable {
					cache = forEver
				}
				if response.Header.Get("Cache-Control") != cache {
					t.Errorf("%s is to be kept as %q, want %q", f.Name, response.Header.Get("Cache-Control"), cache)
				}
				tag := response.Header.Get("ETag")
				again := get(h, "GET", prefix+f.Name, "Accept-Encoding", coding, "If-None-Match", `"other", W/`+tag)
				if again.StatusCode != http.StatusNotModified || tag == "" {
					t.Errorf("%s asked for again with its tag %s: %s", f.Name, tag, again.Status)
				}
			}
		}
	}
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

func TestServesNothingElse(t *testing.T) {
	dir, _ := built(t)
	write(t, filepath.Join(dir, "secret.txt"), "secret")
	h := host{dir, "/x/", false}
	for _, c := range []struct {
		method, path string
		status       int
	}{
		{"GET", "/x/", 200},
		{"GET", "/x/index.html", 200},
		{"HEAD", "/x/", 200},
		{"GET", "/x/build.json", 200},
		{"GET", "/x/?client=Jane", 200},
		{"GET", "/x", 308},
		{"GET", "/", 404},
		{"GET", "/index.html", 404},
		{"GET", "/x/icons/", 404},
		{"GET", "/x/icons", 404},
		{"GET", "/x/_headers", 404},
		{"GET", "/x/index.html.br", 404},
		{"GET", "/x/secret.txt", 404},
		{"GET", "/x/../x/secret.txt", 404},
		{"GET", "/x/..%2f..%2fetc/passwd", 404},
		{"GET", "/x/icons/../index.html", 404},
		{"POST", "/x/", 405},
		{"PUT", "/x/index.html", 405},
	} {
		response := get(h, c.method, c.path)
		if response.StatusCode != c.status {
			t.Errorf("%s %s: %s, want %d", c.method, c.path, response.Status, c.status)
		}
		if c.method == "HEAD" {
			if body, _ := io.ReadAll(response.Body); len(body) > 0 || response.Header.Get("Content-Length") == "" {
				t.Errorf("HEAD has %d bytes and the length %q", len(body), response.Header.Get("Content-Length"))
			}
		}
	}
}

func TestSecurityHeaders(t *testing.T) {
	dir, _ := built(t)
	for _, path := range []string{"/", "/sw.js", "/build.json", "/nothing"} {
		with, bare := get(host{dir, "/", false}, "GET", path), get(host{dir, "/", true}, "GET", path)
		for name, value := range securityHeaders() {
			if with.Header.Get(name) != value {
				t.Errorf("%s: %s is %q", path, name, with.Header.Get(name))
			}
			if got := bare.Header.Get(name); got != "" && name != "X-Content-Type-Options" {
				t.Errorf("%s on a bare host: %s is %q", path, name, got)
			}
		}
	}
	header := securityHeaders()["Content-Security-Policy"]
	if !strings.HasSuffix(header, "; frame-ancestors 'none'") || strings.Contains(header, "unsafe-inline") {
		t.Errorf("policy %q", header)
	}
}

func TestAccepts(t *testing.T) {
	for _, c := range []struct {
		header, coding string
		want           bool
	}{
		{"", "br", false},
		{"gzip, deflate, br, zstd", "br", true},
		{"gzip", "br", false},
		{"br;q=0, gzip", "br", false},
		{"br; q=0.5", "br", true},
		{"*", "gzip", true},
		{"*;q=0", "gzip", false},
		{"*;q=0, gzip;q=1", "gzip", true},
		{"BR", "br", true},
		{"identity", "gzip", false},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept-Encoding", c.header)
		if got := accepts(r, c.coding); got != c.want {
			t.Errorf("Accept-Encoding %q, %s: %v", c.header, c.coding, got)
		}
	}
}

func TestServeStartsAndStops(t *testing.T) {
	dir, _ := built(t)
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- serve(ctx, []string{"--addr", "127.0.0.1:0", "--dir", dir, "--prefix", "/p/"}, in, io.Discard)
	}()
	line := make([]byte, 200)
	n, err := out.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	_, address, ok := strings.Cut(strings.TrimSpace(string(line[:n])), "Tierbook is at ")
	if !ok || !strings.HasSuffix(address, "/p/") {
		t.Fatalf("it says %q", line[:n])
	}
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != 200 {
		t.Errorf("GET %s: %s", address, response.Status)
	}
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("it does not stop")
	}
}

func TestSize(t *testing.T) {
	dir, l := built(t)
	var out bytes.Buffer
	if err := weigh(dir, &out); err != nil {
		t.Error(err)
	}
	for _, f := range append(l.Files, siteFile{Name: listName}) {
		if !strings.Contains(out.String(), f.Name) {
			t.Errorf("%s is not weighed", f.Name)
		}
	}
	noise := make([]byte, firstVisit)
	for i, x := 0, uint32(1); i < len(noise); i++ {
		x = x*1664525 + 1013904223
		noise[i] = byte(x >> 24)
	}
	write(t, filepath.Join(dir, l.Files[0].Name+".br"), string(noise))
	if err := weigh(dir, &out); err == nil || !strings.Contains(err.Error(), "at most 1900000") {
		t.Errorf("a site that is too heavy: %v", err)
	}
}
