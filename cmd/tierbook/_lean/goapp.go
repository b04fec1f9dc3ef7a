// Package app, in a site built by tierbook: the half of go-app that draws in a
// browser. Its other half, an HTTP handler, would bring Go's HTTP and TLS
// stacks into the page, its router the regular expressions, and its storage a
// cipher.
package app

import "errors"

// encrypt and decrypt serve states that are kept encrypted under a key that
// lies beside them. Tierbook keeps none.
func encrypt(string, []byte) ([]byte, error) { return nil, errors.ErrUnsupported }

func decrypt(string, []byte) ([]byte, error) { return nil, errors.ErrUnsupported }

// clientResourceResolver leaves addresses as they are: the page's are relative.
func clientResourceResolver(string) func(string) string {
	return func(location string) string { return location }
}

// router knows one page, of any path: the places of Tierbook are fragments.
type router struct{ newComponent func() Composer }

func makeRouter() router { return router{} }

func (r *router) route(path string, newComponent func() Composer) {
	panic("a lean build routes every path to one page: RouteWithRegexp(\".*\", …)")
}

func (r *router) routeWithRegexp(pattern string, newComponent func() Composer) {
	if pattern != ".*" || r.newComponent != nil {
		panic("a lean build routes every path to one page: RouteWithRegexp(\".*\", …), once")
	}
	r.newComponent = newComponent
}

func (r *router) routed(path string) bool { return r.newComponent != nil }

func (r *router) createComponent(path string) (Composer, bool) {
	if r.newComponent == nil {
		return nil, false
	}
	return r.newComponent(), true
}
