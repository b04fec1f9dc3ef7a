package kin

import (
	"bytes"
	"slices"

	"tierbook/engine/book"
)

// Column is what a column that is no field tells of clients.
type Column uint8

const (
	Plain    Column = iota
	Held            // what they hold elsewhere
	Referrer        // who sent them
)

// Says is what a column of a heading tells: “Held-away assets”, “Outside
// investments ($)”, “Introduced by”.
func Says(heading string) Column {
	folded := book.Fold(nil, []byte(heading))
	all := bytes.FieldsFunc(folded, func(r rune) bool { return r < '0' || r > '9' && r < 'a' || r > 'z' && r < 128 })
	has := func(any ...string) bool {
		return slices.ContainsFunc(all, func(word []byte) bool { return slices.Contains(any, string(word)) })
	}
	switch string(bytes.Join(all, []byte{' '})) {
	case "wallet":
		return Held
	case "referred by", "referrer", "referral source", "referred from", "introduced by", "source":
		return Referrer
	}
	switch {
	case bytes.IndexByte(folded, '%') >= 0 || has("percent", "share", "date", "at", "where", "with", "custodian", "manager", "firm", "type", "name", "status", "note", "notes", "source", "number", "no", "count", "last"):
	case has("held") && has("away", "elsewhere", "outside"), has("heldaway"),
		has("outside", "external", "elsewhere", "away") && has("assets", "aum", "holdings", "investments"):
		return Held
	}
	return Plain
}

// attributeOf is the attribute that tells something: one that was chosen for
// it, else the first whose heading says so, nil for none.
func attributeOf(b *book.Book, what Column, chosen string) *book.Attribute {
	var found *book.Attribute
	for i := range b.Attributes {
		switch a := &b.Attributes[i]; {
		case a.Name == chosen:
			return a
		case found == nil && Says(a.Name) == what:
			found = a
		}
	}
	return found
}
