package browsertest

import (
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"testing"
)

// Sent is a request that left the browser.
type Sent struct {
	Method string
	URL    string // for https only the host is seen: "https://host:443"
	Body   int64  // bytes
}

// proxy is the only way out of a browser. It lets requests to this machine
// through, refuses all others, and writes all of them down.
type proxy struct {
	addr string
	way  http.RoundTripper

	mu   sync.Mutex
	sent []Sent
}

func newProxy(t testing.TB) *proxy {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{
		addr: listener.Addr().String(),
		way:  &http.Transport{DisableCompression: true, DisableKeepAlives: true},
	}
	server := &http.Server{Handler: p}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	return p
}

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodConnect {
		p.note(Sent{Method: r.Method, URL: "https://" + r.Host})
		http.Error(w, "refused", http.StatusForbidden)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	p.note(Sent{r.Method, r.URL.String(), int64(len(body))})
	if ip := net.ParseIP(r.URL.Hostname()); ip == nil || !ip.IsLoopback() {
		http.Error(w, "refused", http.StatusForbidden)
		return
	}
	out := r.Clone(r.Context())
	out.RequestURI = ""
	out.Header.Del("Proxy-Connection")
	response, err := p.way.RoundTrip(out)
	if err != nil {
		hangUp(w) // as if nobody were there, not as if somebody answered
		return
	}
	defer response.Body.Close()
	header := w.Header()
	for name, values := range response.Header {
		header[name] = values
	}
	w.WriteHeader(response.StatusCode)
	io.Copy(w, response.Body) // the browser may have turned away
}

func hangUp(w http.ResponseWriter) {
	if h, ok := w.(http.Hijacker); ok {
		if conn, _, err := h.Hijack(); err == nil {
			conn.Close()
		}
	}
}

func (p *proxy) note(s Sent) {
	if u, err := url.Parse(s.URL); err == nil {
		u.Fragment = ""
		s.URL = u.String()
	}
	p.mu.Lock()
	p.sent = append(p.sent, s)
	p.mu.Unlock()
}
