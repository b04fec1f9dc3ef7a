package session

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// plain holds what the Latin letters from U+00C0 to U+017F are without their
// marks, so that typing "lopez" finds López. A dash keeps the letter.
const plain = "aaaaaaaceeeeiiii-nooooo-ouuuuy--aaaaaaaceeeeiiii-nooooo-ouuuuy-y" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii--jjkk-llllllllllnnnnnn---oooooo--rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz-"

// fold appends text in lower case and without the marks of Latin letters: the
// form in which names are searched and sorted.
func fold(to, text []byte) []byte {
	for len(text) > 0 {
		if c := text[0]; c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			to = append(to, c)
			text = text[1:]
			continue
		}
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		if r >= 0xC0 && r <= 0x17F && plain[r-0xC0] != '-' {
			to = append(to, plain[r-0xC0])
			continue
		}
		to = utf8.AppendRune(to, unicode.ToLower(r))
	}
	return to
}

// finder tells whether a text holds every word looked for.
type finder struct {
	words   [][]byte
	scratch []byte
}

func newFinder(search string) *finder {
	return &finder{words: bytes.Fields(fold(nil, []byte(search)))}
}

// none reports whether everything matches.
func (f *finder) none() bool { return len(f.words) == 0 }

func (f *finder) match(texts ...[]byte) bool {
	f.scratch = f.scratch[:0]
	for _, t := range texts {
		f.scratch = append(fold(f.scratch, t), ' ')
	}
	for _, w := range f.words {
		if !bytes.Contains(f.scratch, w) {
			return false
		}
	}
	return true
}
