package book

import (
	"unicode"
	"unicode/utf8"
)

// plain holds what the Latin letters from U+00C0 to U+017F are without their
// marks, so that typing "lopez" finds López. A dash keeps the letter.
const plain = "aaaaaaaceeeeiiii-nooooo-ouuuuy--aaaaaaaceeeeiiii-nooooo-ouuuuy-y" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii--jjkk-llllllllllnnnnnn---oooooo--rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz-"

// Fold appends text in lower case and without the marks of Latin letters: the
// form in which names are searched, sorted and compared.
func Fold(to, text []byte) []byte {
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
