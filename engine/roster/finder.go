package roster

import (
	"bytes"

	"tierbook/engine/book"
)

// finder tells whether a text holds every word looked for.
type finder struct {
	words   [][]byte
	scratch []byte
}

func newFinder(search string) *finder {
	return &finder{words: bytes.Fields(book.Fold(nil, []byte(search)))}
}

// none reports whether everything matches.
func (f *finder) none() bool { return len(f.words) == 0 }

func (f *finder) match(texts ...[]byte) bool {
	f.scratch = f.scratch[:0]
	for _, t := range texts {
		f.scratch = append(book.Fold(f.scratch, t), ' ')
	}
	for _, w := range f.words {
		if !bytes.Contains(f.scratch, w) {
			return false
		}
	}
	return true
}
