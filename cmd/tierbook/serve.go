package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Cache-Control of files whose name holds their hash, and of all others.
const (
	forEver    = "public, max-age=31536000, immutable"
	revalidate = "no-cache"
)

// isPort reports whether a text names a port by number.
func isPort(text string) bool {
	_, err := strconv.ParseUint(text, 10, 16)
	return err == nil
}

func serve(ctx context.Context, args []string, stdout, _ io.Writer) error {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	addr := flags.String("addr", "127.0.0.1:8080", "`address` to listen on; port 0 takes a free one")
	dir := flags.String("dir", "dist", "`folder` of a built site")
	prefix := flags.String("prefix", "/", "`path` to serve it below, with a slash at both ends")
	bare := flags.Bool("bare", false, "send no security headers, like the plainest of hosts")
	if err := parse(flags, args, stdout); err != nil {
		return err
	}
	var wrong []error
	if !strings.HasPrefix(*prefix, "/") || !strings.HasSuffix(*prefix, "/") || strings.Contains(*prefix, "//") {
		wrong = append(wrong, fmt.Errorf("--prefix %q; allowed: a path with a slash at both ends, such as / or /tools/tierbook/", *prefix))
	}
	if _, port, err := net.SplitHostPort(*addr); err != nil || !isPort(port) {
		wrong = append(wrong, fmt.Errorf("--addr %q; allowed: host:port, such as 127.0.0.1:8080, with a port from 0 to 65535", *addr))
	}
	_, err := readList(*dir)
	if wrong != nil {
		return usageError{errors.Join(append(wrong, err)...)}
	}
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           host{*dir, *prefix, *bare},
		ReadHeaderTimeout: 10 * time.Second,
	}
	at := listener.Addr().String()
	if tcp, ok := listener.Addr().(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		at = net.JoinHostPort("localhost", strconv.Itoa(tcp.Port))
	}
	fmt.Fprintf(stdout, "Tierbook is at http://%s%s\n", at, *prefix)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	if err := server.Shutdown(grace); err != nil {
		return server.Close()
	}
	return nil
}

// host serves the files of one built site and nothing else. It looks at the
// list anew for each request, so that a site built again is served at once.
type host struct {
	dir, prefix string
	bare        bool
}

func (h host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !h.bare {
		for name, value := range securityHeaders() {
			w.Header().Set(name, value)
		}
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	if r.URL.Path+"/" == h.prefix {
		http.Redirect(w, r, h.prefix, http.StatusPermanentRedirect)
		return
	}
	name, below := strings.CutPrefix(r.URL.Path, h.prefix)
	if name == "" {
		name = "index.html"
	}
	f, err := h.find(name)
	switch {
	case !below || errors.Is(err, fs.ErrNotExist):
		http.NotFound(w, r)
	case err != nil:
		http.Error(w, "the site cannot be read", http.StatusInternalServerError)
	default:
		h.send(w, r, f)
	}
}

func (h host) find(name string) (siteFile, error) {
	l, err := readList(h.dir)
	if err != nil {
		return siteFile{}, err
	}
	for _, f := range l.Files {
		if f.Name == name {
			return f, nil
		}
	}
	if name != listName {
		return siteFile{}, fs.ErrNotExist
	}
	content, err := os.ReadFile(filepath.Join(h.dir, listName))
	return describe(listName, content, false), err
}

func (h host) send(w http.ResponseWriter, r *http.Request, f siteFile) {
	header := w.Header()
	header.Set("Content-Type", f.Type)
	header.Set("Cache-Control", revalidate)
	if f.Immutable {
		header.Set("Cache-Control", forEver)
	}
	full := filepath.Join(h.dir, filepath.FromSlash(f.Name))
	content, err := os.ReadFile(full)
	if err != nil {
		http.Error(w, "the site cannot be read", http.StatusInternalServerError)
		return
	}
	tag := f.SHA256[:32]
	for _, form := range []struct{ coding, ext string }{{"br", ".br"}, {"gzip", ".gz"}} {
		small, err := os.ReadFile(full + form.ext)
		if err != nil {
			continue // not stored in this form
		}
		header.Set("Vary", "Accept-Encoding")
		if header.Get("Content-Encoding") == "" && accepts(r, form.coding) {
			header.Set("Content-Encoding", form.coding)
			content, tag = small, tag+"-"+form.coding
		}
	}
	tag = `"` + tag + `"`
	header.Set("ETag", tag)
	if matches(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	header.Set("Content-Length", strconv.Itoa(len(content)))
	if r.Method == http.MethodHead {
		return
	}
	w.Write(content) // a reader that has gone away is nobody's error
}

// accepts reports whether the request's Accept-Encoding allows a coding.
func accepts(r *http.Request, coding string) bool {
	any := false
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, quality, _ := strings.Cut(strings.TrimSpace(part), ";")
		q, isSet := strings.CutPrefix(strings.TrimSpace(quality), "q=")
		weight, err := strconv.ParseFloat(q, 64)
		allowed := !isSet || err == nil && weight > 0
		switch strings.ToLower(strings.TrimSpace(name)) {
		case coding:
			return allowed
		case "*":
			any = allowed
		}
	}
	return any
}

// matches reports whether an If-None-Match header names the tag, weakly: a
// proxy that packs a response anew weakens its tag.
func matches(header, tag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		part = strings.TrimSpace(part)
		if part == "*" || strings.TrimPrefix(part, "W/") == tag {
			return true
		}
	}
	return false
}
