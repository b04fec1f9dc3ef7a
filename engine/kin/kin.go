package kin

import (
	"bytes"
	"slices"
	"strconv"

	"tierbook/engine"
	"tierbook/engine/book"
)

// Kind is how one client is linked to another.
type Kind uint8

const (
	SameHousehold Kind = iota // by the file's own household
	SameSurname               // perhaps family; not where the file has households, which say it better
	ReferredBy                // the other one sent this one
	Referred                  // this one sent the other
)

// Link is a link to a better client: one that earns the practice more than the
// client loses, so that it is worth keeping the two, or more than it earns.
type Link struct {
	Kind   Kind       `json:"kind"`
	Key    book.Key   `json:"key"`
	Name   string     `json:"name"`
	Tier   book.Tier  `json:"tier"`
	Profit book.Cents `json:"profit"`
}

// mostLinks is how many links a client is shown with.
const mostLinks = 6

// mostNamesakes is how many clients may share a surname that is taken for a
// family's. More of them are only namesakes.
const mostNamesakes = 4

// Kin finds who is linked to whom in a book, by sorting clients by what a link
// rests on. A book never changes, so it is made once.
type Kin struct {
	Book       *book.Book
	households sortedTexts
	surnames   sortedTexts
	names      sortedTexts
	referrers  sortedTexts
	Held       []book.Cents // what each client holds elsewhere, nil where the file does not say
}

// sortedTexts are the rows of a book sorted by the hash of a text.
type sortedTexts struct {
	hash []int64 // of each row, 0 where there is no text
	rows []int32 // those with a text, by their hash
	at   []int32 // place of each row among them
}

// hashed sorts n rows by a text of each.
func hashed(n int, text func(i int, to []byte) []byte) sortedTexts {
	t := sortedTexts{hash: make([]int64, n), at: make([]int32, n)}
	var buf []byte
	for i := range n {
		if buf = text(i, buf[:0]); len(buf) > 0 {
			t.hash[i] = fnv(buf)
			t.rows = append(t.rows, int32(i))
		}
	}
	t.rows = book.ByNumber(t.rows, func(row int32) book.Cents { return book.Cents(t.hash[row]) })
	for k, row := range t.rows {
		t.at[row] = int32(k)
	}
	return t
}

// fnv is the FNV-1a hash of a text, never 0.
func fnv(text []byte) int64 {
	h := uint64(14695981039346656037)
	for _, c := range text {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return int64(h | 1)
}

// alike are the rows with the same text as row i, itself among them.
func (t *sortedTexts) alike(i int) []int32 {
	if t.hash[i] == 0 {
		return nil
	}
	from := int(t.at[i])
	for from > 0 && t.hash[t.rows[from-1]] == t.hash[i] {
		from--
	}
	return t.from(from)
}

// of are the rows with a text of a hash.
func (t *sortedTexts) of(hash int64) []int32 {
	from, found := slices.BinarySearchFunc(t.rows, hash, func(row int32, h int64) int {
		switch v := t.hash[row]; {
		case v < h:
			return -1
		case v > h:
			return 1
		}
		return 0
	})
	if !found || hash == 0 {
		return nil
	}
	return t.from(from)
}

func (t *sortedTexts) from(from int) []int32 {
	to := from
	for to < len(t.rows) && t.hash[t.rows[to]] == t.hash[t.rows[from]] {
		to++
	}
	return t.rows[from:to]
}

// Of is the kin of a book.
func Of(b *book.Book) *Kin {
	k := &Kin{Book: b, Held: heldOf(b)}
	k.households = hashed(b.N, func(i int, to []byte) []byte { return book.Fold(to, b.Household.Bytes(i)) })
	k.surnames = hashed(b.N, func(i int, to []byte) []byte { return surname(book.Fold(to, b.Name.Bytes(i))) })
	k.names = hashed(b.N, func(i int, to []byte) []byte { return words(book.Fold(to, b.Name.Bytes(i))) })
	referrer := attributeOf(b, Referrer, book.ReferredBy)
	k.referrers = hashed(b.N, func(i int, to []byte) []byte {
		if referrer == nil {
			return nil
		}
		return words(book.Fold(to, referrer.Cells.Bytes(i)))
	})
	return k
}

// words is a folded text as words with a space between, in place; "Ek, Bo" is
// turned to "bo ek".
func words(text []byte) []byte {
	if comma := bytes.IndexByte(text, ','); comma > 0 && bytes.Count(text, []byte{','}) == 1 {
		text = append(append(slices.Clone(text[comma+1:]), ' '), text[:comma]...)
	}
	return bytes.Join(bytes.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '_' || r == '\t' || r == '.' || r == ':' || r == '#' }), []byte{' '})
}

// endings follow a surname.
var endings = []string{"jr", "sr", "ii", "iii", "iv", "md", "phd", "esq", "cpa", "household", "family", "trust"}

// surname is the last of the words of a folded name, nothing where it is but
// one.
func surname(name []byte) []byte {
	all := bytes.Fields(words(name))
	for len(all) > 1 && slices.Contains(endings, string(all[len(all)-1])) {
		all = all[:len(all)-1]
	}
	if len(all) < 2 || len(all[len(all)-1]) < 2 {
		return nil
	}
	return all[len(all)-1]
}

// Linked reports whether a client is linked to better ones.
func (k *Kin) Linked(r *engine.Report, i int) bool {
	found := false
	k.each(r, i, func(Kind, int32) bool {
		found = true
		return false
	})
	return found
}

// Links are the better clients that a client is linked to, each once.
func (k *Kin) Links(r *engine.Report, i int) []Link {
	var all []Link
	k.each(r, i, func(kind Kind, j int32) bool {
		key := r.Book.Keys[j]
		if !slices.ContainsFunc(all, func(l Link) bool { return l.Key == key }) {
			all = append(all, Link{kind, key, r.Book.NameOf(int(j)), r.Tier[j], r.Profit[j]})
		}
		return len(all) < mostLinks
	})
	return all
}

// each calls yield with the better clients that a client is linked to, the
// surest links first, until it says no.
func (k *Kin) each(r *engine.Report, i int, yield func(Kind, int32) bool) {
	weight := r.Profit[i] // what it loses, or earns itself
	if weight < 0 {
		weight = -weight
	}
	give := func(kind Kind, rows []int32) bool {
		for _, j := range rows {
			if int(j) != i && r.Profit[j] > weight && !yield(kind, j) {
				return false
			}
		}
		return true
	}
	if !give(SameHousehold, k.households.alike(i)) {
		return
	}
	if h := k.referrers.hash[i]; h != 0 && !give(ReferredBy, k.names.of(h)) {
		return
	}
	if h := k.names.hash[i]; h != 0 && len(k.names.of(h)) == 1 && !give(Referred, k.referrers.of(h)) {
		return
	}
	if family := k.surnames.alike(i); len(family) <= mostNamesakes && len(k.households.rows) == 0 {
		give(SameSurname, family)
	}
}

// heldOf is what each client holds elsewhere, nil where the file does not say.
// The cells are texts: what is no plain amount is missing.
func heldOf(b *book.Book) []book.Cents {
	a := attributeOf(b, Held, book.HeldAway)
	if a == nil {
		return nil
	}
	held := make([]book.Cents, b.N)
	for i := range held {
		held[i] = amount(a.Cells.Bytes(i))
	}
	return held
}

// amount reads an amount as exports write it: 1234567.5, $1,234,567.50, 1 234.
// Anything else is missing, a comma that may be a decimal mark among them.
func amount(text []byte) book.Cents {
	text = bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimSpace(text), []byte("$")))
	whole, rest, _ := bytes.Cut(text, []byte("."))
	groups := bytes.FieldsFunc(whole, func(r rune) bool { return r == ',' || r == ' ' })
	for k, group := range groups {
		if k > 0 && len(group) != 3 {
			return book.Missing
		}
	}
	digits := string(bytes.Join(groups, nil))
	n, err := strconv.ParseUint(digits, 10, 62)
	if err != nil || n > book.Largest/100 || len(rest) > 2 {
		return book.Missing
	}
	cents := uint64(0)
	if len(rest) > 0 {
		if cents, err = strconv.ParseUint(string(rest), 10, 8); err != nil {
			return book.Missing
		}
		if len(rest) == 1 {
			cents *= 10
		}
	}
	return book.Cents(100*n + cents)
}
