package book

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
)

// Key names a client for good: given once at import, never used again, and
// the same after every edit and update. File ids, row numbers and names are
// attributes that may change or repeat; a Key does neither. 0 is no client.
type Key uint32

// Tier is one of the four tiers, 1 the best; 0 means unassigned.
type Tier uint8

// Unassigned is the tier of a client with too little data to be scored.
const Unassigned Tier = 0

// Tiers is how many tiers there are.
const Tiers = 4

// Book is a client list in columns, row i of each being client i, in file
// order. A column that no file had is nil (or the zero Text). A Book is never
// changed once it is made; an edit makes another that shares its columns.
type Book struct {
	N    int      // clients
	Keys []Key    // permanent keys
	Line []uint32 // line of the file on which each client's first record starts, from 1; 0 where there is none

	ID        Text // the file's own client id, "" where it has none
	Name      Text
	Household Text

	AUM         []Cents   // assets under management
	GDC         []Cents   // gross dealer concessions, trailing twelve months
	Since       []Day     // start of the relationship
	Potential   []Milli   // future potential, a rating
	Likeability []Milli   // a rating
	Referrals   []Milli   // a count or a rating
	Hours       []Minutes // recorded service time a year, Missing where none is

	Attributes []Attribute // every other column of the file, for segments
	Currency   string      // ISO code, "" where the file does not say
}

// DefaultCurrency is the currency of a list that names none.
const DefaultCurrency = "USD"

// Attribute is a column the engine does not count with.
//
// HeldAway and ReferredBy are what it is called where the user has said that it
// is what clients hold elsewhere, or who sent them.
type Attribute struct {
	Name  string // as the file heads it
	Cells Text
}

const (
	HeldAway   = "Held away"
	ReferredBy = "Referred by"
)

// IDOf is what client i is called in files and locks: its own id, or row-N
// with N the line of the file on which its record starts.
func (b *Book) IDOf(i int) string {
	if id := b.ID.At(i); id != "" {
		return id
	}
	return "row-" + strconv.FormatUint(uint64(b.Line[i]), 10)
}

// NameOf is what a person would call client i: the name, else the household,
// else the id.
func (b *Book) NameOf(i int) string {
	if name := b.Name.At(i); name != "" {
		return name
	}
	if household := b.Household.At(i); household != "" {
		return household
	}
	return b.IDOf(i)
}

// Row finds a client by its key: at its own place in a list as it was imported,
// else where it belongs in a list of ascending keys, else by looking.
func (b *Book) Row(key Key) (int, bool) {
	if i := int(key) - 1; i >= 0 && i < len(b.Keys) && b.Keys[i] == key {
		return i, true
	}
	if i, ok := sort.Find(len(b.Keys), func(i int) int { return cmp.Compare(key, b.Keys[i]) }); ok {
		return i, true
	}
	i := slices.Index(b.Keys, key)
	return i, i >= 0
}

// AtLine finds the client whose first record starts on a line of the file; the
// lines of a list as it was imported ascend.
func (b *Book) AtLine(line uint32) (int, bool) { return slices.BinarySearch(b.Line, line) }
