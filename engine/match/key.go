package match

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tierbook/engine/book"
)

var errBy = errors.New("not what a pair may rest on")

// idKey is an id as it is compared: without blanks, in lower case, and without
// the zeros before a number, which spreadsheets drop.
func idKey(id []byte) []byte {
	key := make([]byte, 0, len(id))
	digits := true
	for _, c := range id {
		switch {
		case c == ' ':
			continue
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		digits = digits && c-'0' <= 9
		key = append(key, c)
	}
	for digits && len(key) > 1 && key[0] == '0' {
		key = key[1:]
	}
	return key
}

// words are the words of a name in lower case, without marks on Latin letters
// and without punctuation.
func words(name []byte) (all []string) {
	name = book.Fold(make([]byte, 0, len(name)), name)
	word := name[:0]
	end := func() {
		if len(word) > 0 && string(word) != "and" {
			all = append(all, string(word))
		}
		word = word[:0]
	}
	for len(name) > 0 { // words are written over what has been read
		r, size := utf8.DecodeRune(name)
		switch {
		case r < utf8.RuneSelf && ('a' <= r && r <= 'z' || '0' <= r && r <= '9'), r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			word = append(word, name[:size]...)
		case r == '\'' || r == '’' || r == '.' || unicode.Is(unicode.Mn, r): // O'Neil, J.P.
		default:
			end()
		}
		name = name[size:]
	}
	end()
	return all
}

// textKey is a text as it is compared.
func textKey(text []byte) []byte { return []byte(strings.Join(words(text), " ")) }

// nameKey is the name of client i as it is compared: its words, in whatever
// order. A client without a name goes by the household.
func nameKey(b *book.Book, i int) []byte {
	name := b.Name.Bytes(i)
	if len(name) == 0 {
		name = b.Household.Bytes(i)
	}
	all := words(name)
	slices.Sort(all)
	return []byte(strings.Join(all, " "))
}

// bothKey is name and household, nothing where either is missing.
func bothKey(b *book.Book, i int) []byte {
	name, household := nameKey(b, i), textKey(b.Household.Bytes(i))
	if len(name) == 0 || len(household) == 0 {
		return nil
	}
	return append(append(name, '\n'), household...)
}

// titles are words of names that one list has and another leaves out.
var titles = map[string]bool{"mr": true, "mrs": true, "ms": true, "miss": true, "dr": true, "prof": true, "rev": true, "hon": true, "cpa": true, "cfp": true, "md": true, "phd": true, "esq": true, "dds": true}

// looseKey is the name without initials and titles, where two words are left.
func looseKey(b *book.Book, i int) []byte {
	all := slices.DeleteFunc(words(b.Name.Bytes(i)), func(w string) bool { return len(w) == 1 || titles[w] })
	if len(all) < 2 {
		return nil
	}
	slices.Sort(all)
	return []byte(strings.Join(all, " "))
}

// What two names say of each other.
const (
	namesUnknown = iota // one of them is missing
	namesAgree          // they have a word in common
	namesDiffer
)

func (m *Match) names(mine, theirs int) int {
	if is := m.Mine.Name.Bytes(mine); len(is) > 0 && bytes.Equal(is, m.Theirs.Name.Bytes(theirs)) {
		return namesAgree
	}
	a, b := words(m.Mine.Name.Bytes(mine)), words(m.Theirs.Name.Bytes(theirs))
	if len(a) == 0 || len(b) == 0 {
		return namesUnknown
	}
	for _, w := range a {
		if len(w) > 1 || len(a) == 1 {
			if slices.Contains(b, w) {
				return namesAgree
			}
		}
	}
	return namesDiffer
}
