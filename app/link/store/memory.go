package store

import (
	"bytes"
	"slices"
	"strings"
)

// Memory is a shelf that is gone with the program.
type Memory map[string][]byte

// Keys are all keys that begin so.
func (m Memory) Keys(prefix string) ([]string, error) {
	var keys []string
	for key := range m {
		if strings.HasPrefix(key, prefix) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys, nil
}

// Get is the value of a key.
func (m Memory) Get(key string) ([]byte, error) { return bytes.Clone(m[key]), nil }

// Commit does all of it.
func (m Memory) Commit(while Pair, puts []Pair, deletes []string) error {
	if while.Key != "" && !bytes.Equal(m[while.Key], while.Value) {
		return ErrTaken
	}
	for _, key := range deletes {
		delete(m, key)
	}
	for _, p := range puts {
		m[p.Key] = bytes.Clone(p.Value)
	}
	return nil
}

// Wipe takes everything away.
func (m Memory) Wipe() error {
	clear(m)
	return nil
}
