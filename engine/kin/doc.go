// Package kin is who belongs together in a client list: by household, by name,
// or because one has sent the other. It keeps a client from being let go of
// who comes with a better one.
package kin
