//go:build !js

package store

// OpenIndexedDB tells that there is none outside a browser.
func OpenIndexedDB(lost func(wiped bool)) (Shelf, error) { return nil, ErrBlocked }

// Hold is always true outside a browser, where there are no other tabs.
func Hold(id string, steal bool, lost func()) bool { return true }
